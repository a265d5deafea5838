"""Stage 1 and 2 of 9: records become tables of proposals; what is no data row gets the reason why.

A file may hold several tables, each under its own header and block: a new header row begins a new one.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from flows.intake.finding import Refused
from flows.intake.grid import Grid, blank, last_filled
from flows.intake.headers import LONGEST_HEADER, Header, Vocabulary, known_columns, names_table, normalise, understand
from flows.intake.heading import context_of, header_names, pairs
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

    cells: Grid
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
    def data(self) -> Grid:
        """What stands below the header."""
        return self.cells.part(self.kepala + 1, len(self.cells))

    @property
    def required(self) -> tuple[int, int]:
        """Where problem and proposal stand."""
        problem, proposal = (self.header.columns[column] for column in REQUIRED)
        return problem, proposal


def split_tables(
    cells: Grid,
    nomor: Sequence[int],
    vocabulary: Vocabulary,
    limits: Limits,
    *,
    lembar: str | None = None,
) -> list[Sheet]:
    """The tables among the records of a text or of a workbook's sheet.

    Raises Refused when there is none, or when one of them lacks or doubles a required column.
    """
    head = first_header(cells.part(0, HEADER_WITHIN).rows(), vocabulary)
    if head is None:
        raise Refused("judul_kolom")
    limits.kolom.hold(last_filled(cells.row(head)))
    limits.baris.hold(len(cells) - head - 1)
    seen: dict[tuple[int, ...], list[int]] = {}
    sheets: list[Sheet] = []
    start = 0
    while head is not None:
        limits.tabel.hold(len(sheets) + 1)
        above = sheets[-1].konteks if sheets else {}
        sheet = _sheet(cells, start, head, vocabulary, above)
        head = _next_header(cells, sheet, seen, nomor, vocabulary)
        end = len(cells) if head is None else _block_start(cells, start + sheet.kepala, head, vocabulary)
        part = replace(sheet, cells=cells.part(start, end), nomor=nomor[start:end], lembar=lembar)
        sheets.append(replace(part, header=_named(part)))
        start = end
    return sheets


def first_header(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> int | None:
    """The position of the first row that names a problem or a proposal beside another known column."""
    for position, row in enumerate(rows[:HEADER_WITHIN]):
        known = known_columns(row, vocabulary)
        if len(known) > 1 and names_table(known):
            return position
    return None


def _sheet(cells: Grid, mulai: int, head: int, vocabulary: Vocabulary, inherited: dict[str, str]) -> Sheet:
    """The table whose header stands at `head`, with all rows from `mulai` on; positions count from there."""
    kolom, height = _names_at(cells, head, vocabulary)
    header = understand(kolom, vocabulary)
    if header.doubled:
        raise Refused("kolom_ganda", " dan ".join(f"«{name}»" for name in header.doubled))
    missing = [column.capitalize() for column in REQUIRED if column not in header.columns]
    if missing:
        raise Refused("kolom_wajib", " dan ".join(missing))
    above = cells.part(mulai, head).rows()
    judul = " | ".join(" ".join(cell.strip() for cell in row if cell.strip()) for row in above)
    konteks = _inherit(inherited, context_of(above, vocabulary))
    first = head - mulai
    return Sheet(cells, (), first, first + height - 1, kolom, header, konteks, judul, mulai=mulai)


def _names_at(cells: Grid, head: int, vocabulary: Vocabulary) -> tuple[list[str], int]:
    """The names of the columns under a header that begins at `head`, and of how many rows it is."""
    first, *below = cells.part(head, head + 2).rows()
    return header_names(first, below[0] if below else [], vocabulary)


def _named(sheet: Sheet) -> Header:
    """The header without columns that have neither a name nor a cell: spreadsheets have many of those."""
    unknown = {
        position: name
        for position, name in sheet.header.unknown.items()
        if name or pc.any(pc.invert(blank(sheet.data.column(position)))).as_py()
    }
    return replace(sheet.header, unknown=unknown)


def _inherit(before: dict[str, str], said: dict[str, str]) -> dict[str, str]:
    """A further table keeps what its own block does not say; another RW does not keep the RT of the former."""
    kept = {column: value for column, value in before.items() if not ("rw" in said and column == "rt")}
    return kept | said


def _next_header(
    cells: Grid,
    sheet: Sheet,
    seen: dict[tuple[int, ...], list[int]],
    nomor: Sequence[int],
    vocabulary: Vocabulary,
) -> int | None:
    """The next row that names columns, of this or of another table."""
    watched = tuple(sorted(set(sheet.required)))
    if watched not in seen:
        seen[watched] = _suspects(cells, watched, vocabulary)
    suspects, below = seen[watched], sheet.mulai + sheet.kepala + 1
    for at in suspects[bisect_left(suspects, below) :]:
        known = known_columns(cells.row(at), vocabulary)
        if len(known) < HEADER_CELLS or not names_table(known):
            continue
        if not set(REQUIRED) <= set(understand(_names_at(cells, at, vocabulary)[0], vocabulary).columns):
            raise Refused("tabel_ganda", str(nomor[at]))
        return at
    return None


def _suspects(cells: Grid, watched: Sequence[int], vocabulary: Vocabulary) -> list[int]:
    """Rows that may be a header. Only the cells under problem and proposal are looked at: whatever the order of
    another table, names of columns stand there, or nothing does."""
    first, *others = (cells.column(position) for position in watched)
    found = pc.indices_nonzero(_naming(first, vocabulary, SHORT, {""}))
    for column in others:
        found = found.take(pc.indices_nonzero(_naming(column.take(found), vocabulary, SHORT, {""})))
    names = pa.repeat(pa.scalar(0, pa.int32()), len(found))
    for column in cells.columns:
        names = pc.add(names, pc.cast(_naming(column.take(found), vocabulary, LONGEST_HEADER), pa.int32()))
    enough = pc.or_(pc.greater_equal(names, HEADER_CELLS), pc.is_in(found, _positions(cells.beyond)))
    return found.filter(enough).to_pylist()


def _positions(beyond: Iterable[int]) -> pa.Array:
    return pa.array(list(beyond), pa.uint64())


def _naming(cells: pa.Array, vocabulary: Vocabulary, longest: int, further: Set[str] = frozenset()) -> pa.Array:
    """Of each cell whether it names a column, or is one of some others."""
    short = cells.filter(pc.less(pc.utf8_length(cells), longest)).unique().to_pylist()
    names = [cell for cell in short if cell in further or normalise(cell) in vocabulary]
    return pc.is_in(cells, pa.array(names, pa.string()))


def unknown_names(sheets: Iterable[Sheet]) -> list[str]:
    """The headers of a file that no column claims, those without a word by their place."""
    return list(
        dict.fromkeys(
            name or f"kolom {position + 1}" for sheet in sheets for position, name in sheet.header.unknown.items()
        )
    )


def _block_start(cells: Grid, before: int, head: int, vocabulary: Vocabulary) -> int:
    """Where the block above a further header begins, below the header before it: its lines say `RW : 06`, hold
    one cell, or nothing."""
    start = head
    for at in range(head - 1, max(head - TITLE_WITHIN, before), -1):
        row = cells.row(at)
        filled = [cell for cell in row if cell.strip()]
        says = any(column in CONTEXT_COLUMNS for column, _ in pairs(row, vocabulary))
        if len(filled) > 1 and not (says and (len(filled) == 2 or ":" in "".join(filled))):
            break
        start = at if filled else start
    return start
