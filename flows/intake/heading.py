"""Stage 1 and 2 of 9: what stands above the data rows: a block such as `RW : 05`, header rows, column numbers."""

import re
from collections.abc import Iterator, Sequence

from flows.intake.headers import LONGEST_HEADER, Vocabulary, normalise
from schemas.submission import CONTEXT_COLUMNS

_NUMBERED = re.compile(r"\(?(\d{1,3})\)?\.?")
_UNKNOWN_NAME = re.compile(r"(?:^|\s)[^\W\d][^\s:]*\s*$")
_TITLE_PLACE = re.compile(
    r"(?<![^\W_])(?:RT\W{0,3}(?P<rt>\d{1,3})[\W_]{1,4})?RW\W{0,3}(?P<rw>\d{1,3}|[IVX]{1,6})(?![^\W_])", re.IGNORECASE
)
_GOES_ON = re.compile(r"\W*(?:-|/|,|&|s/d|s\.d|sd|sampai|dan|hingga)\W*(?:rw\W*)?\d", re.IGNORECASE)
_WORD = re.compile(r"\S+")


def context_of(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> dict[str, str]:
    """What lines such as `RW : 05` say for every row below; the line nearest to the table wins."""
    return {
        column: value for row in rows for column, value in pairs(row, vocabulary) if column in CONTEXT_COLUMNS and value
    }


def pairs(row: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Canonical column and value for each `name : value` of a line, however it is spread over cells.

    `RT : 03   RW : 05` in one cell are two pairs; so are `RW` and `05` in neighbouring cells.
    """
    cells = [cell.strip() for cell in row if cell.strip()]
    line = "\t".join(cells)
    if ":" not in line:
        yield from _neighbours(cells, vocabulary)
        return
    first, *parts = line.split(":")
    column, _ = _key_at_end(first, vocabulary)
    said: list[str] = []
    for at, part in enumerate(parts, start=1):
        following, before = _key_at_end(part, vocabulary) if at < len(parts) else (None, part)
        said.append(before)
        if following is not None or at == len(parts):
            if column:
                yield column, _value(":".join(said))
            column, said = following, []


def _neighbours(cells: list[str], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    names = [vocabulary.get(normalise(cell)) if len(cell) < LONGEST_HEADER else None for cell in cells]
    for position, column in enumerate(names[:-1]):
        if column is not None and names[position + 1] is None:
            yield column, _value(cells[position + 1])


def _key_at_end(text: str, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """The longest known name at the end of a text, as its column, and what stands before it.

    An unknown one (`Kecamatan`) ends the value before it too, and is the empty text; a number (`19:30`) is no name.
    """
    for word in _WORD.finditer(text[-LONGEST_HEADER:]):
        start = max(len(text) - LONGEST_HEADER, 0) + word.start()
        column = vocabulary.get(normalise(text[start:]))
        if column is not None:
            return column, text[:start]
    unknown = _UNKNOWN_NAME.search(text)
    return ("", text[: unknown.start()]) if unknown else (None, text)


def _value(text: str) -> str:
    return " ".join(text.split()).strip(" ;,|*_")


def header_names(first: Sequence[str], below: Sequence[str], vocabulary: Vocabulary) -> tuple[list[str], int]:
    """The names of the columns, and of how many rows the header is: a second one may complete the first.

    Under `Volume` may stand `Jumlah` and `Satuan`, under `Lokasi` `RT` and `RW`.
    """
    names = list(first)
    if not _completes(names, below, vocabulary):
        return names, 1
    names += [""] * (len(below) - len(names))
    parent = ""
    for position, child in enumerate(below):
        parent = names[position] if names[position].strip() else parent
        if child.strip():
            names[position] = _combined(parent.strip(), child.strip(), vocabulary)
    return names, 2


def _completes(names: Sequence[str], below: Sequence[str], vocabulary: Vocabulary) -> bool:
    """A row of nothing but names of columns, half of them known at least, that is not the header once more."""
    children = [cell.strip() for cell in below if cell.strip()]
    if not children or [*below] == [*names] or any(len(cell) > LONGEST_HEADER for cell in children):
        return False
    if any(sign.isdigit() for cell in children for sign in cell):
        return False
    known = sum(normalise(cell) in vocabulary for cell in children)
    return known * 2 >= len(children) and not _same_names(names, below)


def _same_names(names: Sequence[str], below: Sequence[str]) -> bool:
    said, again = ([normalise(cell) for cell in row if cell.strip()] for row in (names, below))
    return said == again


def _combined(parent: str, child: str, vocabulary: Vocabulary) -> str:
    for name in (f"{child} {parent}", child, f"{parent} {child}", parent):
        if normalise(name) in vocabulary:
            return name
    return f"{parent} {child}".strip()


def numbers_columns(row: Sequence[str]) -> bool:
    """A row that only counts the columns: `1 2 3 4` or `(1) (2) (3)`."""
    found = [_NUMBERED.fullmatch(cell.strip()) for cell in row if cell.strip()]
    numbers = [int(one[1]) for one in found if one]
    return len(found) > 2 and numbers == list(range(1, len(found) + 1))


def place_in(title: str) -> dict[str, str]:
    """The one RW, with its RT, that a title such as `USULAN RT 03 RW 05` names; nothing for several or a range."""
    found = list(_TITLE_PLACE.finditer(title))
    if len(found) != 1 or _GOES_ON.match(title, found[0].end()):
        return {}
    return {name: found[0][name] for name in ("rt", "rw") if found[0][name]}
