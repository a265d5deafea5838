"""Stage 1 and 2 of 9: records become tables of proposals; what is no data row gets the reason why.

A file may hold several tables, each under its own header and block: a new header row begins a new one.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from flows.intake.finding import Refused
from flows.intake.headers import Header, Vocabulary, known_columns, names_table, normalise, understand
from flows.intake.heading import context_of, header_rows, pairs
from flows.intake.limits import Limits
from schemas.submission import CONTEXT_COLUMNS, REQUIRED

HEADER_WITHIN = 60  # rows in which the first header must appear
TITLE_WITHIN = 15  # rows above a further header that may be its block
HEADER_CELLS = 3  # known names from which a row below the first header is taken for another one
SHORT = 40  # signs; a longer cell is neither a name of a column nor a remark beside the table


class Note(NamedTuple):
    """A finding of reading, on the record at a position of its sheet."""

    position: int
    kolom: str
    kode: str
    nilai: str = ""
    arti: str = ""


@dataclass(frozen=True)
class Sheet:
    """One table of a file: its records with their numbers, its header rows, the names of the columns.

    head, kepala: positions of the first and the last header row (a text without one has kepala -1); kolom: the
    names as written, of both rows where the header has two; konteks: what lines above say for every row
    (`RW : 05`); judul: the words of those lines; mulai: how many records of the file's sheet come before;
    reasons: records that reading alone tells to be no data rows.
    """

    rows: list[list[str]]
    nomor: Sequence[int]
    head: int
    kepala: int
    kolom: list[str]
    header: Header
    konteks: dict[str, str] = field(default_factory=dict)
    judul: str = ""
    lembar: str | None = None
    mulai: int = 0
    notes: tuple[Note, ...] = ()
    reasons: dict[int, str] = field(default_factory=dict)

    @property
    def required(self) -> tuple[list[str], list[str]]:
        """The cells under problem and under proposal, an absent one empty."""
        problem, proposal = (self.header.columns[column] for column in REQUIRED)
        return column_of(self.rows, problem), column_of(self.rows, proposal)


def column_of(rows: list[list[str]], position: int) -> list[str]:
    try:
        return [row[position] for row in rows]
    except IndexError:
        return [row[position] if len(row) > position else "" for row in rows]


def split_tables(
    rows: list[list[str]],
    nomor: Sequence[int],
    vocabulary: Vocabulary,
    limits: Limits,
    *,
    lembar: str | None = None,
) -> list[Sheet]:
    """The tables among the records of a text or of a workbook's sheet.

    Raises Refused when there is none, or when one of them lacks or doubles a required column.
    """
    head = first_header(rows, vocabulary)
    if head is None:
        raise Refused("judul_kolom")
    limits.kolom.hold(sum(1 for cell in rows[head] if cell.strip()))
    limits.baris.hold(len(rows) - head - 1)
    seen: dict[tuple[int, ...], list[int]] = {}
    sheets: list[Sheet] = []
    start = 0
    while head is not None:
        above = sheets[-1].konteks if sheets else {}
        sheet = _sheet(rows, start, head, vocabulary, above)
        head = _next_header(rows, sheet, seen, nomor, vocabulary)
        end = len(rows) if head is None else _block_start(rows, head, vocabulary)
        part = replace(sheet, rows=rows[start:end], nomor=nomor[start:end], lembar=lembar)
        sheets.append(replace(part, header=_named(part)))
        start = end
    return sheets


def first_header(rows: list[list[str]], vocabulary: Vocabulary) -> int | None:
    """The position of the first row that names a problem or a proposal beside another known column."""
    for position, row in enumerate(rows[:HEADER_WITHIN]):
        known = known_columns(row, vocabulary)
        if len(known) > 1 and names_table(known):
            return position
    return None


def _sheet(rows: list[list[str]], mulai: int, head: int, vocabulary: Vocabulary, inherited: dict[str, str]) -> Sheet:
    """The table whose header stands at `head`, with all rows from `mulai` on; positions count from there."""
    kolom, kepala = header_rows(rows, head, vocabulary)
    header = understand(kolom, vocabulary)
    if header.doubled:
        raise Refused("kolom_ganda", " dan ".join(f"«{name}»" for name in header.doubled))
    missing = [column.capitalize() for column in REQUIRED if column not in header.columns]
    if missing:
        raise Refused("kolom_wajib", " dan ".join(missing))
    above = rows[mulai:head]
    judul = " | ".join(" ".join(cell.strip() for cell in row if cell.strip()) for row in above)
    konteks = _inherit(inherited, context_of(above, vocabulary))
    return Sheet(rows, (), head - mulai, kepala - mulai, kolom, header, konteks, judul, mulai=mulai)


def _named(sheet: Sheet) -> Header:
    """The header without columns that have neither a name nor a cell: spreadsheets have many of those."""
    below = sheet.rows[sheet.kepala + 1 :]
    unknown = {
        position: name
        for position, name in sheet.header.unknown.items()
        if name or any(cell.strip() for cell in column_of(below, position))
    }
    return replace(sheet.header, unknown=unknown)


def _inherit(before: dict[str, str], said: dict[str, str]) -> dict[str, str]:
    """A further table keeps what its own block does not say; another RW does not keep the RT of the former."""
    kept = {column: value for column, value in before.items() if not ("rw" in said and column == "rt")}
    return kept | said


def _next_header(
    rows: list[list[str]],
    sheet: Sheet,
    seen: dict[tuple[int, ...], list[int]],
    nomor: Sequence[int],
    vocabulary: Vocabulary,
) -> int | None:
    """The next row that names columns, of this or of another table."""
    watched = tuple(sorted({sheet.header.columns[name] for name in REQUIRED}))
    if watched not in seen:
        seen[watched] = _suspects(rows, watched, vocabulary)
    suspects, below = seen[watched], sheet.mulai + sheet.kepala + 1
    for at in suspects[bisect_left(suspects, below) :]:
        known = known_columns(rows[at], vocabulary)
        if len(known) < HEADER_CELLS or not names_table(known):
            continue
        if not set(REQUIRED) <= set(understand(header_rows(rows, at, vocabulary)[0], vocabulary).columns):
            raise Refused("tabel_ganda", str(nomor[at]))
        return at
    return None


def _suspects(rows: list[list[str]], watched: Sequence[int], vocabulary: Vocabulary) -> list[int]:
    """Rows that may be a header. Only the cells under problem and proposal are looked at: whatever the order of
    another table, names of columns stand there, or nothing does."""
    found: set[int] | None = None
    for position in watched:
        cells = column_of(rows, position)
        names = {cell for cell in set(cells) if len(cell) < SHORT and (not cell or normalise(cell) in vocabulary)}
        here = {at for at, cell in enumerate(cells) if cell in names} if names else set()
        found = here if found is None else found & here
    return sorted(found or ())


def _block_start(rows: list[list[str]], head: int, vocabulary: Vocabulary) -> int:
    """Where the block above a further header begins: its lines say `RW : 06`, hold one cell, or nothing."""
    start = head
    for at in range(head - 1, max(head - TITLE_WITHIN, -1), -1):
        filled = [cell for cell in rows[at] if cell.strip()]
        says = any(column in CONTEXT_COLUMNS for column, _ in pairs(rows[at], vocabulary))
        if len(filled) > 1 and not (says and ":" in "".join(filled)):
            break
        start = at if filled else start
    return start
