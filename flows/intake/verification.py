"""Stage 1 and 2 of 9: a verification sheet that the office filled in: which proposal, and what each cell says of it.

It is no submission: its rows are told by their kode, and no row of it is ever a proposal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.intake.codes import year_of
from flows.intake.dialect import decode
from flows.intake.finding import Refused
from flows.intake.headers import Vocabulary, normalise
from flows.intake.kinds import TEXT, WORKBOOK, kind_of
from flows.intake.limits import Limits
from flows.intake.records import read_records
from flows.intake.workbook import read_workbook
from schemas.verification import COLUMNS, KODE

OFFICE = "rapat"  # inbox/rapat/ holds what the office decides, inbox/ what people propose
TITLE, HEADER, SHEET = "baris judul di atas tabel", "baris judul kolom", "lembar verifikasi"
BLANK, OTHER = "baris kosong", "lembar tanpa kolom kode"
HEADER_WITHIN = 60
DELIMITERS = (";", ",", "\t", "|")


@dataclass(frozen=True)
class Part:
    """The records of one sheet; kepala and columns are empty where it has no column for the kode."""

    lembar: str | None
    rows: list[list[str]]
    nomor: Sequence[int]
    kepala: int | None
    columns: dict[str, int]


@dataclass(frozen=True)
class Verification:
    """A filled sheet. encoding, pemisah: of a text, else None."""

    parts: list[Part]
    encoding: str | None = None
    pemisah: str | None = None

    @property
    def records(self) -> int:
        return sum(len(part.rows) for part in self.parts)

    @property
    def header_line(self) -> int:
        return next(part.nomor[part.kepala] for part in self.parts if part.kepala is not None)

    def reasons(self) -> Iterator[tuple[Part, int, str]]:
        """Every record with the reason why it is no proposal."""
        for part in self.parts:
            for position, row in enumerate(part.rows):
                yield part, position, _reason(part, position, row)

    def codes(self) -> Iterator[str]:
        """What stands under kode, as written."""
        for part in self.parts:
            for row in part.rows[(part.kepala or 0) + 1 :] if part.columns else ():
                yield from row[part.columns[KODE] :][:1]

    def cells(self) -> Iterator[tuple[int, str, str, str]]:
        """nomor, kode as written, column and text of every cell that somebody filled."""
        for part in self.parts:
            if part.kepala is None:
                continue
            for position in range(part.kepala + 1, len(part.rows)):
                row = part.rows[position]
                said = {name: row[at].strip() for name, at in part.columns.items() if at < len(row)}
                kode = said.pop(KODE, "")
                yield from ((part.nomor[position], kode, name, text) for name, text in said.items() if text)


def is_office(nama: str) -> bool:
    """Whether a file was dropped into inbox/rapat/, or into that folder of one year."""
    folders = nama.split("/")[:-1]
    return OFFICE in folders[:1] or (folders[:1] != [] and folders[0].isdecimal() and OFFICE in folders[1:2])


def read_verification(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> Verification:
    """The filled sheet in a file whose true name is `name`.

    Raises Refused with the code of the finding when it is none.
    """
    if path.stat().st_size == 0:
        raise Refused("berkas_kosong")
    kind = kind_of(path, name)
    if kind not in (TEXT, WORKBOOK):
        raise Refused(kind)
    limits.berkas.hold(path.stat().st_size)
    read = _read_book(path, limits) if kind == WORKBOOK else _read_text(path, limits)
    if all(part.kepala is None for part in read.parts):
        raise Refused("judul_verifikasi")
    return read


def years_verified(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> set[int]:
    """The plan years that the lines above the tables name (`Tahun : 2028`), and those of ids."""
    try:
        read = read_verification(path, name, vocabulary, limits)
    except Refused:
        return set()
    above = (row for part in read.parts for row in part.rows[: part.kepala or 0])
    said = {"".join(row) for row in above if normalise("".join(row[:1])).startswith("tahun")}
    digits = ["".join(sign for sign in text if sign.isdigit()) for text in said]
    years = {int(text) for text in digits if len(text) == 4}
    return years | {year for kode in read.codes() if (year := year_of(kode))}


def _read_book(path: Path, limits: Limits) -> Verification:
    parts: list[Part] = []
    first = 1
    for page in read_workbook(path, limits):
        nomor = range(first, first + len(page.rows))
        first = nomor.stop
        parts.append(_part(page.name, page.rows, nomor))
    return Verification(parts)


def _read_text(path: Path, limits: Limits) -> Verification:
    text, encoding = decode(path.read_bytes())
    head = text[:65_536].splitlines()[:HEADER_WITHIN]
    for delimiter in DELIMITERS:
        rows = [line.split(delimiter) for line in head]
        if (kepala := _header(rows)) is not None:
            records = read_records(text, delimiter, len(rows[kepala]), limits)
            return Verification([_part(None, records.cells.rows(), records.nomor)], encoding, delimiter)
    raise Refused("judul_verifikasi")


def _part(lembar: str | None, rows: list[list[str]], nomor: Sequence[int]) -> Part:
    kepala = _header(rows)
    return Part(lembar, rows, nomor, kepala, {} if kepala is None else _columns(rows[kepala]))


def _header(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row that names the kode and something to fill in."""
    for position, row in enumerate(rows[:HEADER_WITHIN]):
        found = _columns(row)
        if KODE in found and len(found) > 1:
            return position
    return None


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Column -> position; the first of each name counts."""
    found: dict[str, int] = {}
    for position, cell in enumerate(row):
        if name := COLUMNS.get(normalise(cell.strip(' "'))):
            found.setdefault(name, position)
    return found


def _reason(part: Part, position: int, row: list[str]) -> str:
    if part.kepala is None:
        return OTHER
    if position <= part.kepala:
        return HEADER if position == part.kepala else TITLE
    return SHEET if any(cell.strip() for cell in row) else BLANK
