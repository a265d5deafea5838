"""Stage 5 of 9: proposals of the same need in the same place are merged, similar ones put side by side."""

from flows import warehouse
from flows.cycle import Cycle


def group(cycle: Cycle) -> str:
    """Leaves table kelompok; returns one line with the number of merged and similar proposals."""
    with warehouse.building(cycle) as con:
        warehouse.make(con, "50_tegas", "50_gabung", "50_wakil", "50_kelompok")
        counts = con.execute("SELECT peran, count(*) FROM kelompok GROUP BY peran ORDER BY peran").fetchall()
    return ", ".join(f"{number} {peran}" for peran, number in counts) or "0"
