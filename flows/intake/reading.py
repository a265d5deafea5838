"""Stage 1 and 2 of 9: one file becomes tables of text records, each with its line, header and context.

Text first, types second: nothing is converted here. This module knows files, not the archive.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.intake.chat import read_chat
from flows.intake.codes import year_of
from flows.intake.dialect import decode, find_dialect
from flows.intake.filling import fill_merged
from flows.intake.finding import Refused
from flows.intake.grid import Grid
from flows.intake.headers import Vocabulary, names_ids
from flows.intake.kinds import TEXT, WORKBOOK, is_our_message, kind_of
from flows.intake.limits import Limits
from flows.intake.records import read_records
from flows.intake.tables import Note, Sheet, first_header, split_tables
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
    if kind == WORKBOOK:
        return _book(read_workbook(path, limits), vocabulary, limits)
    if kind == TEXT:
        return _text(path, name, vocabulary, limits)
    raise Refused(kind)


def years_named(path: Path, vocabulary: Vocabulary, limits: Limits) -> set[int]:
    """The plan years that the year cells and the ids of a file name; empty when it has none or cannot be read."""
    try:
        if kind_of(path, path.name) == TEXT and not _speaks_of_years(path, vocabulary, limits):
            return set()
        content = read_content(path, path.name, vocabulary, limits)
    except Refused:
        return years_verified(path, limits)
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
        cells = Grid.of(page.rows, max(map(len, page.rows), default=0))
        if first_header(cells, vocabulary) is None:
            skipped.append(Skipped(page.name, nomor, NO_HEADER))
            continue
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
    for row in sorted(page.hidden):
        if sheet.kepala < row - sheet.mulai < len(sheet.cells) and any(page.rows[row]):
            notes.append(Note(row - sheet.mulai, "baris", "baris_tersembunyi"))
    for (row, column), sign in sorted(page.formulas.items()):
        if sheet.kepala < row - sheet.mulai < len(sheet.cells) and column in names:
            notes.append(Note(row - sheet.mulai, names[column], "rumus_excel", sign))
    return replace(sheet, notes=tuple(notes))
