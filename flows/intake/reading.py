"""Stage 1 and 2 of 9: one file becomes tables of text records, each with its line, header and context.

Text first, types second: nothing is converted here. This module knows files, not the archive.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.intake.chat import read_chat
from flows.intake.codes import year_of
from flows.intake.dialect import decode, find_dialect
from flows.intake.filling import fill_merged
from flows.intake.finding import Refused
from flows.intake.grid import Grid, last_filled
from flows.intake.headers import Vocabulary, names_ids
from flows.intake.kinds import TEXT, WORKBOOK, is_our_message, kind_of
from flows.intake.limits import Limits
from flows.intake.records import read_records
from flows.intake.tables import Note, Sheet, first_header, split_tables, unknown_names
from flows.intake.verification import years_verified
from flows.intake.workbook import Page, read_workbook
from schemas.submission import UNUSED

NO_HEADER = "lembar tanpa judul kolom usulan"


@dataclass(frozen=True)
class Skipped:
    """A sheet of a workbook that is no table of proposals: its records are counted, with the reason.

    kurang: the required columns that its header lacks, where it has one.
    """

    lembar: str
    nomor: range
    alasan: str
    kurang: str = ""


@dataclass(frozen=True)
class Content:
    """What a readable file holds, and how it is written."""

    jenis: str
    sheets: list[Sheet]
    encoding: str | None = None
    pemisah: str | None = None
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def records(self) -> int:
        return sum(len(sheet.cells) for sheet in self.sheets) + sum(len(one.nomor) for one in self.skipped)


def read_content(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> Content:
    """The tables of a file whose true name is `name`.

    Raises Refused with the code of the finding when the file is not ours to read.
    """
    size = path.stat().st_size
    if size == 0:
        raise Refused("berkas_kosong")
    kind = kind_of(path, name)
    if kind in (TEXT, WORKBOOK):
        limits.berkas.hold(size)
    if kind not in (TEXT, WORKBOOK):
        raise Refused(kind)
    is_book = kind == WORKBOOK
    content = (
        _book(read_workbook(path, limits), vocabulary, limits) if is_book else _text(path, name, vocabulary, limits)
    )
    # Every row has a cell for each of them, in whichever of the tables it stands.
    others = len(unknown_names(content.sheets))
    limits.kolom.hold(others)
    limits.sel.hold(others * content.records)
    return content


@dataclass(frozen=True)
class Record:
    """One record under the header of its table: the names of its columns as written, which position stands for which
    canonical column, and its cells."""

    kolom: list[str]
    columns: dict[str, int]
    cells: list[str]


def records_at(
    path: Path, name: str, vocabulary: Vocabulary, limits: Limits, wanted: frozenset[int]
) -> dict[int, Record]:
    """Some records of a file, by their number; raises Refused as read_content does."""
    found: dict[int, Record] = {}
    for sheet in read_content(path, name, vocabulary, limits).sheets:
        here = [at for at, nomor in enumerate(sheet.nomor) if nomor in wanted]
        rows = sheet.cells.at(here).rows()
        columns = sheet.header.columns
        found |= {sheet.nomor[at]: Record(sheet.kolom, columns, row) for at, row in zip(here, rows, strict=True)}
    return found


def years_named(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> set[int]:
    """The plan years that the year cells and the ids of a file name; empty when it has none or cannot be read."""
    try:
        if kind_of(path, name) == TEXT and not _speaks_of_years(path, vocabulary, limits):
            return set()
        content = read_content(path, name, vocabulary, limits)
    except Refused:
        return years_verified(path, name, vocabulary, limits)
    said = {text.strip().removesuffix(".0") for sheet in content.sheets for text in _year_texts(sheet)}
    years = {int(text) for text in said if text.isdecimal() and len(text) == 4}
    return years | {year for sheet in content.sheets for text in _ids(sheet) if (year := year_of(text))}


def _speaks_of_years(path: Path, vocabulary: Vocabulary, limits: Limits) -> bool:
    """Most files do not, and are read only once, in stage 2."""
    limits.berkas.hold(path.stat().st_size)
    text, _ = decode(path.read_bytes())
    try:
        return find_dialect(text, vocabulary).years
    except Refused:
        return True


def _year_texts(sheet: Sheet) -> Iterator[str]:
    column = sheet.header.columns.get("tahun")
    said = set() if column is None else {*sheet.data.column(column).unique().to_pylist()} - {""}
    yield from said or {sheet.konteks.get("tahun", "")}


def _ids(sheet: Sheet) -> Iterator[str]:
    """The texts of columns that may hold ids."""
    for position, name in sheet.header.unknown.items():
        if names_ids([name]):
            yield from sheet.data.column(position).unique().to_pylist()


def _text(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> Content:
    text, encoding = decode(path.read_bytes())
    if not text.strip():
        raise Refused("berkas_kosong")
    if is_our_message(name, text):
        raise Refused("berkas_pesan")
    try:
        dialect = find_dialect(text, vocabulary)
    except Refused:
        return Content("teks", [read_chat(text, vocabulary, limits)], encoding)
    records = read_records(text, dialect.delimiter, dialect.width, limits)
    sheets = split_tables(records.cells, records.nomor, vocabulary, limits)
    if records.torn:
        sheets = [_torn(sheet, records.torn) for sheet in sheets]
    return Content("csv", sheets, encoding, dialect.delimiter)


def _torn(sheet: Sheet, torn: set[int]) -> Sheet:
    here = sorted(at - sheet.mulai for at in torn)
    below = (at for at in here if sheet.kepala < at < len(sheet.cells))
    return replace(sheet, notes=tuple(Note(at, "baris", "kutip_terbuka") for at in below))


def _book(pages: list[Page], vocabulary: Vocabulary, limits: Limits) -> Content:
    """Every sheet with our header; rows count on through all of them."""
    if not any(page.rows for page in pages):
        raise Refused("berkas_kosong")
    sheets: list[Sheet] = []
    skipped: list[Skipped] = []
    first = 1
    for page in pages:
        nomor = range(first, first + len(page.rows))
        first = nomor.stop
        if first_header(page.rows, vocabulary) is None:
            skipped.append(Skipped(page.name, nomor, NO_HEADER))
            continue
        width = max(map(last_filled, page.rows))
        limits.kolom.hold(width)
        cells = Grid.of([row[:width] for row in page.rows], width)
        try:
            tables = split_tables(cells, nomor, vocabulary, limits, lembar=page.name)
        except Refused as refused:
            if refused.kode != "kolom_wajib":
                raise
            skipped.append(Skipped(page.name, nomor, f"lembar tanpa kolom {refused.arti}", refused.arti))
            continue
        sheets += [_marked(fill_merged(sheet, page), page) for sheet in tables]
    if not sheets:
        lacking = next((one.kurang for one in skipped if one.kurang), None)
        raise Refused("kolom_wajib", lacking) if lacking else Refused("judul_kolom")
    return Content("xlsx", sheets, skipped=skipped)


def _marked(sheet: Sheet, page: Page) -> Sheet:
    """The sheet with findings on what its sender may not see: hidden rows, formulas without a result."""
    names = {position: name for name, position in sheet.header.columns.items() if name not in UNUSED}
    notes = [] if page.visible else [Note(sheet.kepala, "lembar", "lembar_tersembunyi", page.name)]
    first, end = sheet.mulai + sheet.kepala + 1, sheet.mulai + len(sheet.cells)
    for row in page.hidden[bisect_left(page.hidden, first) : bisect_left(page.hidden, end)]:
        if any(page.rows[row]):
            notes.append(Note(row - sheet.mulai, "baris", "baris_tersembunyi"))
    for row, column, sign in page.formulas[bisect_left(page.formulas, (first,)) : bisect_left(page.formulas, (end,))]:
        if column in names:
            notes.append(Note(row - sheet.mulai, names[column], "rumus_excel", sign))
    return replace(sheet, notes=tuple(notes))
