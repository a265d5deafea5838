"""Stage 1 to 4 of 9: the table in an office's own file, found by the columns that the file must have.

The bytes go the way of submissions: kinds, decode, records, workbook. Nothing here says what a cell means; what is read
can be read behind the fence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.intake.dialect import DELIMITERS, decode
from flows.intake.finding import Refused
from flows.intake.headers import LONGEST_HEADER, Vocabulary, normalise
from flows.intake.kinds import TEXT, WORKBOOK, kind_of
from flows.intake.limits import Limits
from flows.intake.records import read_records
from flows.intake.workbook import Page, read_workbook
from flows.office.cells import bare

HEADER_WITHIN = 60  # rows in which the header must appear
NO_DELIMITER = "\x1f"  # for a table of one column: no text holds it once control signs are taken out
Known = Mapping[str, tuple[str, int]]  # header by its letters and digits -> its column, and how gladly it is that


@dataclass(frozen=True)
class Letak:
    """Where a record of the file stands. lembar: the sheet of a workbook, else empty."""

    baris: int
    lembar: str = ""

    def __str__(self) -> str:
        return f"lembar {self.lembar}, baris {self.baris}" if self.lembar else f"baris {self.baris}"


@dataclass(frozen=True)
class Table:
    """The records under a header. columns: position -> column; torn: records whose quotes do not add up."""

    rows: list[list[str]]
    letak: list[Letak]
    header: list[str]
    at: Letak
    columns: dict[int, str]
    torn: set[int]


def read_tables(
    path: Path, name: str, _vocabulary: Vocabulary, limits: Limits, known: Known, needed: frozenset[str]
) -> list[Table]:
    """The tables of a file: one of a text; of a workbook each sheet with all columns, else the likeliest.

    Raises Refused when there is none.
    """
    size = path.stat().st_size
    if size == 0:
        raise Refused("berkas_kosong")
    limits.berkas.hold(size)
    kind = kind_of(path, name)
    if kind == TEXT:
        return [_of_text(path, known, limits)]
    if kind != WORKBOOK:
        raise Refused(kind)
    found = [one for page in read_workbook(path, limits) if page.visible and (one := _of_page(page, known))]
    whole = [one for one in found if needed <= set(one.columns.values())]
    if not found:
        raise Refused("judul_kolom")
    return whole or [max(found, key=lambda one: len(one.columns))]


def _of_text(path: Path, known: Known, limits: Limits) -> Table:
    text, _ = decode(path.read_bytes())
    if not text.strip():
        raise Refused("berkas_kosong")
    lines = text[: limits.rekaman.nilai].splitlines()[:HEADER_WITHIN]
    candidates = [
        (len(claims(cells, known)), -at, delimiter, len(cells))
        for delimiter in (*DELIMITERS, NO_DELIMITER)
        for at, line in enumerate(lines)
        if (cells := [cell.strip(' "') for cell in line.split(delimiter)])
    ]
    most, _, delimiter, width = max(candidates, key=lambda one: one[:2])
    if not most:
        raise Refused("judul_kolom")
    limits.kolom.hold(width)
    records = read_records(text, delimiter, width, limits)
    letak = [Letak(nomor) for nomor in records.nomor]
    table = _of_rows(records.cells.rows(), letak, known, records.torn)
    if table is None:
        raise Refused("judul_kolom")
    return table


def _of_page(page: Page, known: Known) -> Table | None:
    letak = [Letak(nomor, page.name) for nomor in range(1, len(page.rows) + 1)]
    return _of_rows(page.rows, letak, known, set())


def _of_rows(rows: list[list[str]], letak: list[Letak], known: Known, torn: set[int]) -> Table | None:
    """The table under the row that names most columns."""
    counts = [len(claims(row, known)) for row in rows[:HEADER_WITHIN]]
    if not any(counts):
        return None
    head = counts.index(max(counts))
    header = [bare(cell) for cell in rows[head]]
    below = {at - head - 1 for at in torn if at > head}
    return Table(rows[head + 1 :], letak[head + 1 :], header, letak[head], claims(header, known), below)


def claims(row: Sequence[str], known: Known) -> dict[int, str]:
    """Position -> column. Of several headers for one column the one that names it best is taken: `kode` before
    `kelurahan`; two that are the same word both stand."""
    named = [(position, normalise(bare(cell))) for position, cell in enumerate(row) if len(cell) < LONGEST_HEADER]
    claims = [(position, *known[name]) for position, name in named if name in known]
    best: dict[str, int] = {}
    for _, name, rank in claims:
        best[name] = min(rank, best.get(name, rank))
    return {position: name for position, name, rank in claims if rank == best[name]}
