"""Stage 2 of 9: one file becomes sheets of text records, each with its line, header and context.

Text first, types second: nothing is converted here. This module knows files, not the archive.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.intake.dialect import Refused, decode, find_dialect, records
from flows.intake.headers import Header, Vocabulary, normalise, understand
from schemas.submission import CONTEXT_COLUMNS, REQUIRED

TEXT_SUFFIXES = {".csv", ".txt", ".tsv", ""}
REFUSED_SUFFIXES = {
    ".xls": "berkas_xls",
    ".ods": "berkas_ods",
    ".doc": "berkas_docx",
    ".docx": "berkas_docx",
    ".pdf": "berkas_pdf",
    ".jpg": "berkas_foto",
    ".jpeg": "berkas_foto",
    ".png": "berkas_foto",
    ".heic": "berkas_foto",
    ".zip": "berkas_zip",
    ".gsheet": "berkas_gsheet",
}
SUMS = ("total", "jumlah", "subtotal", "grandtotal")
SIGNATURES = (
    "mengetahui",
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
MAX_BYTES = 64 << 20
MAX_COLUMNS = 300
MAX_ROWS = 200_000


@dataclass(frozen=True)
class Sheet:
    """One table of a file: all its records, their numbers, the position of the header row, the columns.

    konteks holds what lines above the table say for every row (`RW : 05`); judul the words of those lines.
    """

    rows: list[list[str]]
    nomor: Sequence[int]
    kepala: int
    header: Header
    konteks: dict[str, str] = field(default_factory=dict)
    judul: str = ""
    lembar: str | None = None


@dataclass(frozen=True)
class Content:
    """What a readable file holds, and how it is written."""

    jenis: str
    sheets: list[Sheet]
    encoding: str | None = None
    pemisah: str | None = None


def read_content(path: Path, name: str, vocabulary: Vocabulary) -> Content:
    """The sheets of a file whose true name is `name`.

    Raises Refused with the code of the finding when the file is not ours to read.
    """
    suffix = Path(name).suffix.lower()
    if path.stat().st_size == 0:
        raise Refused("berkas_kosong")
    if path.stat().st_size > MAX_BYTES:
        raise Refused("berkas_besar")
    if suffix in REFUSED_SUFFIXES:
        raise Refused(REFUSED_SUFFIXES[suffix])
    if suffix not in TEXT_SUFFIXES:
        raise Refused("berkas_bukan_tabel", suffix)
    return _read_text(path, vocabulary)


def _read_text(path: Path, vocabulary: Vocabulary) -> Content:
    text, encoding = decode(path.read_bytes())
    if not text.strip():
        raise Refused("berkas_kosong")
    dialect = find_dialect(text, vocabulary)
    rows, nomor = records(text, dialect)
    sheet = as_sheet(rows, nomor, dialect.header, vocabulary)
    return Content("csv", [sheet], encoding, dialect.delimiter)


def as_sheet(rows: list[list[str]], nomor: Sequence[int], kepala: int, vocabulary: Vocabulary) -> Sheet:
    """A sheet with its header understood; raises Refused when required columns are missing or doubled."""
    header = understand(rows[kepala], vocabulary)
    if header.doubled:
        raise Refused("kolom_ganda", " dan ".join(f"«{name}»" for name in header.doubled))
    missing = [column for column in REQUIRED if column not in header.columns]
    if missing:
        raise Refused("kolom_wajib", ", ".join(missing))
    if len(rows[kepala]) > MAX_COLUMNS or len(rows) - kepala > MAX_ROWS:
        raise Refused("berkas_besar")
    above = rows[:kepala]
    judul = " | ".join(" ".join(cell.strip() for cell in row if cell.strip()) for row in above)
    return Sheet(rows, nomor, kepala, header, dict(_context(above, vocabulary)), judul)


def _context(above: list[list[str]], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """What lines above the table such as `RW : 05` say, last one first so that the line nearest wins."""
    for row in above:
        words = " ".join(cell.strip() for cell in row if cell.strip())
        key, colon, value = words.partition(":")
        column = vocabulary.get(normalise(key))
        if colon and column in CONTEXT_COLUMNS and value.strip():
            yield column, value.strip()


def ignored_rows(sheet: Sheet) -> dict[int, str]:
    """Position -> reason, for the records of a sheet that are no data rows."""
    kepala, rows = sheet.kepala, sheet.rows
    reasons = {position: "baris judul di atas tabel" for position in range(kepala)}
    reasons[kepala] = "baris judul kolom"
    problem, proposal = (sheet.header.columns[column] for column in REQUIRED)
    reach, header = max(problem, proposal), rows[kepala]
    for position in range(kepala + 1, len(rows)):
        row = rows[position]
        if len(row) > reach and (row[problem].strip() or row[proposal].strip()) and row != header:
            continue
        reason = _reason(row, header)
        if reason:
            reasons[position] = reason
    return reasons


def _reason(row: list[str], header: list[str]) -> str | None:
    """Why a record without problem and proposal is no data row; None when it is one, only incomplete."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if not filled:
        return "baris kosong"
    if row == header:
        return "baris judul kolom berulang"
    if normalise(filled[0]).startswith(SUMS):
        return "baris jumlah"
    if len(filled) <= SIGNATURE_CELLS and filled[0].lower().startswith(SIGNATURES):
        return "baris tanda tangan"
    return None


def years_named(path: Path, vocabulary: Vocabulary) -> set[int]:
    """The plan years that the year cells of a file name; empty when it has none or cannot be read."""
    if path.suffix.lower() not in TEXT_SUFFIXES or not 0 < path.stat().st_size <= MAX_BYTES:
        return set()
    try:
        text, _ = decode(path.read_bytes())
        dialect = find_dialect(text, vocabulary)
        if not dialect.years:
            return set()
        rows, nomor = records(text, dialect)
        return _years(as_sheet(rows, nomor, dialect.header, vocabulary))
    except Refused:
        return set()


def _years(sheet: Sheet) -> set[int]:
    column = sheet.header.columns.get("tahun")
    said = set() if column is None else {row[column] for row in sheet.rows[sheet.kepala + 1 :] if len(row) > column}
    texts = (said - {""}) or {sheet.konteks.get("tahun", "")}
    digits = (text.strip().removesuffix(".0") for text in texts)
    return {int(text) for text in digits if text.isdecimal() and len(text) == 4}
