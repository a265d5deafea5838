"""Stage 1 and 2 of 9: which column is meant by a header, from the alias list in the reference data."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from schemas.exports import BEYOND_SUBMISSION, OURS
from schemas.submission import ID_HEADERS, RETURN_COLUMNS, TEXT_COLUMNS, UNUSED

Vocabulary = Mapping[str, str]  # normalised header -> canonical column

OTHER_SIGNS = re.compile(r"[\W_]+")
LONGEST_HEADER = 80  # signs; a longer cell is no name of a column
ALIKE = 75  # per cent of similarity from which a known header is worth naming


@dataclass(frozen=True)
class Header:
    """A header row understood: canonical column -> position, and the positions nobody claims."""

    columns: dict[str, int]
    unknown: dict[int, str]
    doubled: tuple[str, str] | None = None


@lru_cache(maxsize=100_000)
def normalise(text: str) -> str:
    """Letters and digits in lower case: `No. HP/WA` and `nohpwa` are one header."""
    return OTHER_SIGNS.sub("", text.lower())


EXPORTED = frozenset(map(normalise, OURS))
BESIDE = frozenset(map(normalise, BEYOND_SUBMISSION))


def known_columns(row: Iterable[str], vocabulary: Vocabulary) -> set[str]:
    """The canonical columns that the cells of a row name."""
    return {vocabulary[name] for cell in row if len(cell) < LONGEST_HEADER and (name := normalise(cell)) in vocabulary}


def names_table(known: set[str]) -> bool:
    """Whether columns are those of a table of proposals."""
    return bool(known & {"masalah", "usulan", "kegiatan"})


def names_ids(row: Iterable[str]) -> bool:
    """Whether a column of a header row may hold ids of proposals."""
    return any(normalise(cell) in ID_HEADERS for cell in row if len(cell) < LONGEST_HEADER)


def nearest(name: str, vocabulary: Vocabulary) -> str:
    """The canonical column whose header is spelled most like an unknown one; empty when none is near."""
    plain = normalise(name[:LONGEST_HEADER])
    if len(plain) < 3:
        return ""
    near = process.extractOne(plain, vocabulary.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return vocabulary[near[0]] if near else ""


def understand(row: Sequence[str], vocabulary: Vocabulary) -> Header:
    """The columns of a header row.

    The exact canonical name wins over an alias; two equal claims are reported as `doubled`. A column headed
    `Kegiatan` is the activity of the menu only where another one is the proposal, else it is the proposal.
    """
    names = [normalise(cell) for cell in row]
    if frozenset(names) >= EXPORTED:
        return _of_export(names)
    ours = returned_columns(row)
    known = {name: column for name, column in vocabulary.items() if column != "rujukan"}
    claims = [(p, cell, known.get(normalise(cell))) for p, cell in enumerate(row) if p not in ours.values()]
    meant = {column for _, _, column in claims}
    if "usulan" not in meant:
        claims = [(p, cell, "usulan" if normalise(cell) == "kegiatan" else c) for p, cell, c in claims]
    columns: dict[str, int] = {}
    for position, cell, column in claims:
        if column is None:
            continue
        if column in columns and column not in UNUSED:
            other = row[columns[column]]
            if _exact(other, column) == _exact(cell, column):
                return Header({}, {}, (other.strip(), cell.strip()))
            if _exact(other, column):
                continue
        columns[column] = position
    columns |= {name: position for name, position in ours.items() if name == "rujukan"}
    taken = set(columns.values()) | set(ours.values()) | {p for p, _, column in claims if column in UNUSED}
    unknown = {position: cell.strip() for position, cell in enumerate(row) if position not in taken}
    return Header(columns, unknown)


def _of_export(names: Sequence[str]) -> Header:
    """The table that we give to other programs, dropped in again: a submission, and what we said of it beside."""
    read = (column for column in TEXT_COLUMNS if column not in BEYOND_SUBMISSION)
    columns = {column: names.index(normalise(column)) for column in read if normalise(column) in names}
    taken = set(columns.values()) | {position for position, name in enumerate(names) if name in BESIDE}
    return Header(columns, {position: name for position, name in enumerate(names) if position not in taken})


def returned_columns(row: Sequence[str]) -> dict[str, int]:
    """Our own columns of a returned file, which stand right of the sender's: the last of each name is ours."""
    last = {normalise(cell): position for position, cell in enumerate(row) if len(cell) < LONGEST_HEADER}
    if "rujukan" not in last:
        return {}
    return {name: last[normalise(name)] for name in RETURN_COLUMNS if normalise(name) in last}


def _exact(cell: str, column: str) -> bool:
    return cell.strip().lower() == column
