"""Stage 2 of 9: cells that a sender left empty because the one above says it: merged cells, and their shadow in CSV.

A workbook says which cells are merged. A CSV does not: there a place is taken from above only where the whole
column shows that pattern, and the sender is told.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from flows.intake.grid import Grid
from flows.intake.headers import normalise
from flows.intake.tables import Note, Sheet
from flows.intake.workbook import Page
from schemas.submission import REQUIRED

# Columns that a merged cell fills; an amount merged over three rows is one amount and not three.
SHARED = (
    *("tahun", "kelurahan", "rt_rw", "rw", "rt", "lembaga", "pengusul", "kontak", "tanggal", "peserta"),
    *("masalah", "usulan", "lokasi", "sumber_dana"),
)
PLACES = ("kelurahan", "rw", "rt_rw")  # what a CSV may leave out below the first row of a block
NEIGHBOURS = ("", "rt", "rw")  # bodies that have a place; others may work for the whole kelurahan


def fill_merged(sheet: Sheet, page: Page) -> Sheet:
    """The same sheet with merged cells filled, in rows that have something of their own to say."""
    first, end = sheet.kepala + 1, len(sheet.cells)
    here = page.merged[
        bisect_left(page.merged, ((sheet.mulai + first,),)) : bisect_left(page.merged, ((sheet.mulai + end,),))
    ]
    if not here:
        return sheet
    rows, reached = sheet.cells.rows(), dict.fromkeys(_positions(sheet, SHARED), 0)
    required = _positions(sheet, REQUIRED)
    for (top, left), (bottom, right) in here:
        top, bottom = top - sheet.mulai, min(bottom - sheet.mulai + 1, end)
        # Cells are merged once; a file that says otherwise is not followed.
        shared = [at for at in reached if left <= at <= right and reached[at] <= top]
        if not shared or left >= len(rows[top]) or not (said := rows[top][left]).strip():
            continue
        reached |= dict.fromkeys(shared, bottom)
        beside = [at for at in required if not left <= at <= right]
        for at in range(top, bottom):
            if at == top or any(rows[at][position].strip() for position in beside):
                for position in shared:
                    rows[at][position] = rows[at][position] if rows[at][position].strip() else said
    return replace(sheet, cells=Grid.of(rows, len(sheet.cells.columns)))


def _positions(sheet: Sheet, names: Sequence[str]) -> list[int]:
    return [sheet.header.columns[name] for name in names if name in sheet.header.columns]


def fill_down(columns: dict[str, pa.Array], konteks: dict[str, str]) -> tuple[dict[str, pa.Array], list[Note]]:
    """The place columns of a table's data rows, filled from above, and a finding where each filling begins.

    Only where the whole column shows the pattern: the first row says it, no value comes twice, the others are
    empty. A block above the table, or a body without a place, leaves no cell to fill.
    """
    filled: dict[str, pa.Array] = {}
    notes: list[Note] = []
    for name in PLACES:
        if name not in columns or "rw" in konteks or name in konteks or not _shows_blocks(columns[name]):
            continue
        bodies = columns["lembaga"].to_pylist() if "lembaga" in columns else None
        filled[name] = pa.array(_filled(name, columns[name].to_pylist(), bodies, notes), pa.string())
    return filled, notes


def _shows_blocks(cells: pa.Array) -> bool:
    said = cells.filter(pc.not_equal(cells, ""))
    if not len(said) < len(cells) or not cells[0].as_py().strip():
        return False
    return pc.count_distinct(said).as_py() == len(said)


def _filled(name: str, cells: Sequence[str], bodies: Sequence[str] | None, notes: list[Note]) -> list[str]:
    full, above, told = [], "", False
    for at, cell in enumerate(cells):
        own = name != "kelurahan" and bodies is not None and normalise(bodies[at]) not in NEIGHBOURS
        if cell or own:
            above, told = cell or above, told and not cell
        elif not told:
            notes.append(Note(at, name, "isi_dari_atas", arti=above.strip()))
            told = True
        full.append(cell if cell or own else above)
    return full
