"""Stage 6 of 9: every accepted proposal gets its score and its draft rank in its kelurahan."""

from flows import policy, warehouse
from flows.cycle import Cycle


def rank(cycle: Cycle) -> str:
    """Leaves table peringkat; returns one line with the number of ranked proposals."""
    weights = policy.weights(policy.pack_of(cycle))
    with warehouse.building(cycle) as con:
        warehouse.make(con, "60_poin")
        warehouse.make(con, "60_peringkat", **weights)
        (count,) = warehouse.one(con, "SELECT count(*) FROM peringkat")
    return f"{count} ranked"
