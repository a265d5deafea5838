"""Stage 2 of 9: which records of a table are no data rows, each with the reason that the ledger keeps."""

from typing import NamedTuple

import pyarrow.compute as pc

from flows.intake.grid import blank
from flows.intake.headers import normalise
from flows.intake.heading import numbers_columns
from flows.intake.tables import SHORT, Sheet
from schemas.submission import CONTEXT_COLUMNS

TITLE, HEADER, NUMBERS = "baris judul di atas tabel", "baris judul kolom", "baris nomor kolom"
BLANK, UNUSED, SUM = "baris kosong", "baris belum diisi", "baris jumlah"
SIGNATURE, REMARK = "baris tanda tangan", "baris keterangan di luar tabel"

SUMS = ("total", "jumlah", "subtotal", "grandtotal")
ONLY_SUMS = {*SUMS, "jumlahtotal", "totaljumlah", "jumlahbiaya", "totalbiaya", "jumlahseluruhnya", "totalusulan"}
SIGNATURES = (
    "mengetahui",
    "menyetujui",
    "ketua",
    "lurah",
    "sekretaris",
    "hormat",
    "demikian",
    "panitia",
    "ttd",
    "pekalongan,",
)
SIGNATURE_CELLS = 3  # a signature line holds at most this many filled cells
DELIMITERS = frozenset(";,|\t")
# What a form may hold before anybody has written into it.
PRINTED = {"no", "rt_rw", "prioritas", *CONTEXT_COLUMNS}


class Ignored(NamedTuple):
    """reasons: position -> why a record is no data row; answers: position -> a `NIHIL` that stands alone in
    whatever cell, which is an answer and no remark."""

    reasons: dict[int, str]
    answers: dict[int, str]


def ignored_rows(sheet: Sheet, nihil: frozenset[str]) -> Ignored:
    """The records of a sheet that are no data rows.

    A row with both problem and proposal always is one; so is any that may have been meant as one.
    """
    head, first = sheet.head, sheet.kepala + 1
    titles, headers = dict.fromkeys(range(head), TITLE), dict.fromkeys(range(head, first), HEADER)
    found = Ignored(titles | headers | sheet.reasons, {})
    if 0 < first < len(sheet.cells) and numbers_columns(sheet.cells.row(first)):
        found.reasons[first] = NUMBERS
    torn = {note.position for note in sheet.notes if note.kode == "kutip_terbuka"}
    scant = _scant(sheet)
    foot, signed = _foot(scant, len(sheet.cells)), False
    for at, row in zip(scant, sheet.cells.at(scant).rows(), strict=True):
        if at < first or at in torn or at in found.reasons:
            continue
        if answer := _answer(row, nihil):
            found.answers[at] = answer
        elif reason := _reason(sheet, row, signed):
            found.reasons[at] = reason
            signed = signed or (reason == SIGNATURE and at >= foot)
    return found


def _scant(sheet: Sheet) -> list[int]:
    """Rows that lack a problem or a proposal; in most files few do."""
    problem, proposal = (blank(sheet.cells.column(position)) for position in sheet.required)
    return pc.indices_nonzero(pc.or_(problem, proposal)).to_pylist()


def _foot(scant: list[int], length: int) -> int:
    """Where the last row that has both ends; what stands below is the foot of the table."""
    foot = length
    for at in reversed(scant):
        if at != foot - 1:
            break
        foot = at
    return foot


def _answer(row: list[str], nihil: frozenset[str]) -> str:
    filled = [cell for cell in row if cell.strip()]
    return filled[0] if len(filled) == 1 and normalise(filled[0][:SHORT]) in nihil else ""


def _reason(sheet: Sheet, row: list[str], signed: bool) -> str | None:
    """Why a record that lacks problem or proposal is no data row; None when it is one, only incomplete."""
    said = "".join(row[position].strip() for position in {*sheet.required} if position < len(row))
    filled = [cell.strip() for cell in row if cell.strip()]
    if not filled:
        return BLANK
    if said:
        if normalise(said) in ONLY_SUMS:
            return SUM
        return SIGNATURE if signed and _is_signature(filled, names=True) else None
    if normalise(filled[0]).startswith(SUMS):
        return SUM
    if _is_signature(filled, names=signed):
        return SIGNATURE
    return _beside(sheet, row, filled)


def _beside(sheet: Sheet, row: list[str], filled: list[str]) -> str | None:
    """Of a record that says neither: a form's printed cells, a heading between rows; long cells are kept."""
    if any(len(cell) >= SHORT or DELIMITERS & set(cell) for cell in filled):
        return None
    printed = {position for name, position in sheet.header.columns.items() if name in PRINTED}
    if all(position in printed for position, cell in enumerate(row) if cell.strip()):
        is_word = len(filled) == 1 and not any(sign.isdigit() for sign in filled[0])
        return REMARK if is_word else UNUSED
    return REMARK if len(filled) == 1 else None


def _is_signature(filled: list[str], *, names: bool) -> bool:
    """`Mengetahui`, `Ketua RW 05`; below one of those also the bare names under it."""
    if len(filled) > SIGNATURE_CELLS or any(len(cell) > 2 * SHORT for cell in filled):
        return False
    return names or filled[0].lower().startswith(SIGNATURES)
