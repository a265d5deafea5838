"""What a run cannot handle is set aside, so that one item never stops the others: a record, or else a whole file.

A breach names its records itself. For any other fault of ours they are searched for: the stages are tried again with
half of the files, then with half of that, and at last with half of the records of the one file that is left, at the
cost of about two runs. What no single item explains is raised, and nothing is published.
"""

import logging
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, TypeVar

import duckdb
import pyarrow as pa

from flows import interrupts, packets, returning, warehouse
from flows.conservation import assert_holds
from flows.cycle import Cycle
from flows.errors import Breach, MusrenbangError
from flows.intake.ledger import arrivals

MOST = 10  # items set aside in one run, or one in so many of its files, whichever is more: more is no single item
ROUNDS = 20
COLUMNS = pa.schema([("sha256", pa.string()), ("nomor", pa.int32()), ("sebab", pa.string())])

log = logging.getLogger("musrenbang")


class Item(NamedTuple):
    """A record of a file, or the whole file; sebab: the kind of fault, without its words, which may name a person."""

    sha256: str
    nomor: int | None
    sebab: str


Prepared = Callable[[Cycle, Sequence[Item]], AbstractContextManager[None]]
Stages = Sequence[tuple[str, Callable[[Cycle], str]]]
Fails = Callable[[Sequence[Item]], bool]
One = TypeVar("One")


def lay(con: duckdb.DuckDBPyConnection, items: Sequence[Item]) -> None:
    """Leaves table karantina (one item that is set aside)."""
    warehouse.put(con, "karantina", pa.Table.from_pylist([one._asdict() for one in items], COLUMNS))


def explained(
    cycle: Cycle, prepared: Prepared, stages: Stages, failed: str, aside: tuple[Item, ...], fault: Exception
) -> tuple[Item, ...]:
    """All that is set aside when a stage has failed: what was before, and what explains this fault.

    Raises the fault itself where no single item does.
    """
    if not _may_be_of_one_item(fault) or len(aside) >= ROUNDS:
        raise fault
    kind = type(fault).__name__
    if isinstance(fault, Breach):
        found = {Item(sha256, nomor, kind) for sha256, nomor in fault.butir}
    else:
        log.warning("%s in %s: looking for the item that it comes from ...", kind, failed)
        found = _searched(cycle, prepared, stages, failed, aside, kind)
    new = sorted(found - set(aside), key=lambda one: (one.sha256, one.nomor or 0))
    if not new or len(new) > max(MOST, len(arrivals(cycle)) // MOST):
        raise fault
    for one in new:
        log.warning("set aside: %s%s (%s in %s)", one.sha256[:12], f":{one.nomor}" if one.nomor else "", kind, failed)
    return (*aside, *new)


def _may_be_of_one_item(fault: Exception) -> bool:
    """Not what a person can mend, nor the system's own: a full disk, no memory; raises what was a request to end."""
    interrupts.heed()
    foreseen = isinstance(fault, MusrenbangError) and not isinstance(fault, Breach)
    systems = (OSError, MemoryError, duckdb.IOException, duckdb.OutOfMemoryException, duckdb.InterruptException)
    return not foreseen and not isinstance(fault, systems)


def _searched(
    cycle: Cycle, prepared: Prepared, stages: Stages, failed: str, aside: tuple[Item, ...], kind: str
) -> set[Item]:
    """The one record or file without which the stages pass; nothing where it takes two."""
    files = sorted({one.sha256 for one in arrivals(cycle)} - {one.sha256 for one in aside if one.nomor is None})

    def without(left_out: Sequence[Item]) -> bool:
        return _fails(cycle, prepared, stages, failed, (*aside, *left_out))

    def only_files(some: Sequence[str]) -> bool:
        return without([Item(sha256, None, kind) for sha256 in files if sha256 not in some])

    culprit = _narrowed(files, only_files)
    if culprit is None:
        return set()
    others = [Item(sha256, None, kind) for sha256 in files if sha256 != culprit]
    records = _records(cycle, prepared, stages, (*aside, *others))

    def only_records(some: Sequence[int]) -> bool:
        return without([*others, *(Item(culprit, nomor, kind) for nomor in records if nomor not in some)])

    return {Item(culprit, _narrowed(records, only_records), kind)}


def _narrowed(items: Sequence[One], fails: Callable[[Sequence[One]], bool]) -> One | None:
    """The one item with which alone it fails; None where no single one does."""
    while len(items) > 1:
        half = len(items) // 2
        items = next((part for part in (items[:half], items[half:]) if fails(part)), ())
    return items[0] if items and fails(items) else None


def _records(cycle: Cycle, prepared: Prepared, stages: Stages, aside: Sequence[Item]) -> list[int]:
    """The lines of the data rows of the files that are not set aside; none where they cannot even be read."""
    try:
        with prepared(cycle, aside):
            dict(stages)["read"](cycle)
            with warehouse.building(cycle) as con:
                return [nomor for (nomor,) in con.execute("SELECT nomor FROM isi ORDER BY nomor").fetchall()]
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is of the whole file
        interrupts.heed()
        log.debug("no records: %s", type(fault).__name__)
        return []


def _fails(cycle: Cycle, prepared: Prepared, stages: Stages, failed: str, aside: Sequence[Item]) -> bool:
    """Whether the stages up to the one that failed fail as well without these items; nothing is published."""
    try:
        with prepared(cycle, aside):
            for name, stage in stages:
                if name not in ("collect", "publish"):
                    stage(cycle)
                if name == failed:
                    break
            if failed == "publish":
                _rehearse(cycle)
    except Exception as fault:
        if not _may_be_of_one_item(fault):
            raise
        return True
    return False


def _rehearse(cycle: Cycle) -> None:
    """All that is published, rendered where nobody sees it."""
    assert_holds(cycle)
    warehouse.finish(cycle)
    try:
        with warehouse.published(cycle.building) as con:
            for name, write in (("packets", packets.write_into), ("returned", returning.write_into)):
                (cycle.rehearsal / name).mkdir(parents=True)
                write(cycle, con, cycle.rehearsal / name)
    finally:
        shutil.rmtree(cycle.rehearsal, ignore_errors=True)
