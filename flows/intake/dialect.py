"""Stage 2 of 9: how a text file is written (encoding, delimiter, header row), decided from our header vocabulary.

Nothing is sniffed: a file is ours because one of its first rows holds column names that we know.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from flows.intake.headers import Vocabulary, known_columns

DELIMITERS = (";", ",", "\t", "|")
HEADER_WITHIN = 60  # rows in which the header must appear; title blocks of real forms end before the 20th
HEAD_SIZE = 262_144  # signs of text looked at for the header
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MAX_RECORD = 1_000_000  # signs in one cell, far above the longest honest one


@dataclass(frozen=True)
class Refused(Exception):
    """A file that cannot be read as a table: the code of its finding, and what fills its `{arti}`."""

    kode: str
    arti: str = ""


@dataclass(frozen=True)
class Dialect:
    """How a text file is written.

    header: the number of records above the header row; years: whether that part speaks of a plan year.
    """

    delimiter: str
    header: int
    years: bool


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    Raises Refused when the bytes are no text (NUL bytes outside UTF-16).
    """
    text, encoding = _decode_bytes(content)
    if "\x00" in text[:HEAD_SIZE]:
        raise Refused("berkas_rusak")
    # Signs that steer terminals and printers carry no meaning in a cell.
    return (CONTROL.sub("", text) if CONTROL.search(text) else text), encoding


def _decode_bytes(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "utf-16"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        # Excel's "CSV" in Indonesia. Five bytes mean nothing in cp1252; they stay visible as U+FFFD.
        return content.decode("cp1252", errors="replace"), "cp1252"
    return (text[1:], "utf-8-sig") if text.startswith("\ufeff") else (text, "utf-8")


def find_dialect(text: str, vocabulary: Vocabulary) -> Dialect:
    """The delimiter under which a header row shows most known columns, and where that row is.

    Raises Refused("judul_kolom") when no row holds a problem or a proposal column beside another known one.
    """
    head = text[:HEAD_SIZE]
    best, most = None, 1
    for delimiter in DELIMITERS:
        if delimiter not in head:
            continue
        above: set[str] = set()
        within = best.header + 1 if best else HEADER_WITHIN
        for index, row in enumerate(islice(_tolerant(head, delimiter), within)):
            known = known_columns(row, vocabulary)
            above |= known | known_columns((cell.partition(":")[0] for cell in row), vocabulary)
            if len(known) > most and known & {"masalah", "usulan", "kegiatan"}:
                best, most = Dialect(delimiter, index, "tahun" in above), len(known)
                break
    if best is None:
        raise Refused("judul_kolom")
    return best


def records(text: str, dialect: Dialect) -> tuple[list[list[str]], range | list[int]]:
    """All physical records, and for each the line of the file on which it starts (from 1).

    A stray quote that never closes must not swallow the rest of the file: such a text is read line by line.
    """
    try:
        return _records(text, dialect.delimiter, csv.QUOTE_MINIMAL)
    except csv.Error:
        return _records(text, dialect.delimiter, csv.QUOTE_NONE)


def _records(text: str, delimiter: str, quoting: int) -> tuple[list[list[str]], range | list[int]]:
    reader = _reader(text, delimiter, quoting)
    rows = list(reader)
    if reader.line_num == len(rows):
        return rows, range(1, len(rows) + 1)
    return rows, _starting_lines(_reader(text, delimiter, quoting))


def _starting_lines(reader) -> list[int]:
    """Lines on which records start, when some records span several lines."""
    starts, before = [], 0
    for _ in reader:
        starts.append(before + 1)
        before = reader.line_num
    return starts


def _reader(text: str, delimiter: str, quoting: int):
    csv.field_size_limit(MAX_RECORD)
    strict = quoting != csv.QUOTE_NONE
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=strict)


def _tolerant(head: str, delimiter: str) -> Iterator[list[str]]:
    """Records of the first part of a file, ending quietly where the cut part stops making sense."""
    try:
        yield from csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    except csv.Error:
        return
