"""Stage 2 of 9: cells that a sender left empty because the one above says it: merged cells, and their shadow in CSV.

A workbook says which cells are merged. A CSV does not: there a place is taken from above only where the whole
column shows that pattern, and the sender is told.
"""

from collections.abc import Sequence

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
    shared = {sheet.header.columns[name] for name in SHARED if name in sheet.header.columns}
    required = {sheet.header.columns[name] for name in REQUIRED}
    first, end = sheet.kepala + 1, len(sheet.rows)
    for (top, left), (bottom, right) in page.merged:
        top, bottom = top - sheet.mulai, bottom - sheet.mulai
        if not first <= top < end or not sheet.rows[top][left].strip():
            continue
        for at in range(top, min(bottom + 1, end)):
            row = sheet.rows[at]
            speaks = at == top or any(row[p].strip() for p in required - set(range(left, right + 1)))
            for position in (shared & set(range(left, right + 1))) if speaks else ():
                row[position] = row[position] if row[position].strip() else sheet.rows[top][left]
    return sheet


def fill_down(
    columns: dict[str, Sequence[str]], konteks: dict[str, str]
) -> tuple[dict[str, Sequence[str]], list[Note]]:
    """The place columns of a table's data rows, filled from above, and a finding where each filling begins.

    Only where the whole column shows the pattern: the first row says it, no value comes twice, the others are
    empty. A block above the table, or a body without a place, leaves no cell to fill.
    """
    filled: dict[str, Sequence[str]] = {}
    notes: list[Note] = []
    for name in PLACES:
        cells = columns.get(name)
        if not cells or "" not in cells or "rw" in konteks or name in konteks or not _shows_blocks(cells):
            continue
        filled[name] = _filled(name, cells, columns.get("lembaga"), notes)
    return filled, notes


def _shows_blocks(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell]
    return bool(cells[0].strip()) and len(set(said)) == len(said) < len(cells)


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
