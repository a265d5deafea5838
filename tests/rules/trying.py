"""Examples carried out by the production rules, without a season."""

from collections.abc import Mapping, Sequence
from functools import cache

import pyarrow as pa

from flows import reference, warehouse
from flows.cycle import PACKAGED, Cycle, open_cycle
from flows.demonstration import Percobaan, carry_out, reference_of
from flows.rules.examples import Contoh
from tests.builders import YEAR


@cache
def reference_tables() -> dict[str, pa.Table]:
    """The packaged reference data, loaded once."""
    cycle = open_cycle(YEAR, PACKAGED, 0)
    with warehouse.aside(cycle) as con:
        reference.load(cycle, con)
        return reference_of(con)


def tried(cycle: Cycle, examples: Sequence[Contoh], own: Mapping[str, pa.Table] | None = None) -> list[Percobaan]:
    """The examples under the rules of the cycle; `own` are reference tables in the place of the packaged ones."""
    tables = reference_tables() | dict(own or {})
    with warehouse.aside(cycle) as con:
        return carry_out(cycle, con, tables, examples)
