"""Stage 1 and 2 of 9: how a text file is written (encoding, delimiter), decided from our header vocabulary.

Nothing is sniffed: a file is ours because one of its first rows holds column names that we know.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from flows.intake.finding import Refused
from flows.intake.headers import Vocabulary, known_columns, names_ids, names_table

DELIMITERS = (";", ",", "\t", "|")
HEADER_WITHIN = 60  # rows in which the header must appear; title blocks of real forms end before the 20th
HEAD_SIZE = 262_144  # signs of text looked at for the header
# Signs that steer terminals and printers carry no meaning in a cell; NUL among them is told apart.
CONTROL = bytes({*range(32), 127} - {*b"\t\n\r"})
CONTROL_TEXT = dict.fromkeys(CONTROL)

RowsOf = Callable[[str, str], Iterator[list[str]]]


@dataclass(frozen=True)
class Dialect:
    """How a text file is written.

    width: the cells of its header row; years: whether that row or a line above it speaks of a plan year, or of ids.
    """

    delimiter: str
    width: int
    years: bool


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    Raises Refused when the bytes are no text (NUL bytes outside UTF-16).
    """
    if wide := _utf16(content):
        text = content.decode(wide, errors="replace").removeprefix("\ufeff")
        return text.translate(CONTROL_TEXT), wide
    if b"\x00" in content[:HEAD_SIZE]:
        raise Refused("berkas_rusak")
    content = content.translate(None, CONTROL)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        # Excel's "CSV" in Indonesia. Five bytes mean nothing in cp1252; they stay visible as U+FFFD.
        return content.decode("cp1252", errors="replace"), "cp1252"
    return (text[1:], "utf-8-sig") if text.startswith("\ufeff") else (text, "utf-8")


def _utf16(content: bytes) -> str | None:
    """Which UTF-16 a file is in: by its mark, or because every second byte of plain letters is zero."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = content[:4096]
    high, low = head[::2].count(0), head[1::2].count(0)
    if low > len(head) // 3 and not high:
        return "utf-16-le"
    return "utf-16-be" if high > len(head) // 3 and not low else None


def find_dialect(text: str, vocabulary: Vocabulary) -> Dialect:
    """The delimiter under which a header row shows most known columns.

    Raises Refused("judul_kolom") when no row holds a problem or a proposal column beside another known one.
    """
    head = text[:HEAD_SIZE]
    csv.field_size_limit(HEAD_SIZE)  # whatever was read before
    # A stray quote in a title line may hide the header; then lines are taken as they are.
    found = _best(head, vocabulary, _records) or _best(head, vocabulary, _lines)
    if found is None:
        raise Refused("judul_kolom")
    return found


def _best(head: str, vocabulary: Vocabulary, rows_of: RowsOf) -> Dialect | None:
    best, most, within = None, 1, HEADER_WITHIN
    for delimiter in DELIMITERS:
        if delimiter not in head:
            continue
        above: set[str] = set()
        for index, row in enumerate(islice(rows_of(head, delimiter), within)):
            known = known_columns(row, vocabulary)
            above |= known | known_columns((cell.partition(":")[0] for cell in row), vocabulary)
            if len(known) > most and names_table(known):
                years = "tahun" in above or names_ids(row)
                best, most, within = Dialect(delimiter, len(row), years), len(known), index + 1
                break
    return best


def _records(head: str, delimiter: str) -> Iterator[list[str]]:
    """Records of the first part of a file, ending quietly where the cut part stops making sense."""
    try:
        yield from csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    except csv.Error:
        return


def _lines(head: str, delimiter: str) -> Iterator[list[str]]:
    return ([cell.strip('"') for cell in line.split(delimiter)] for line in head.splitlines())
