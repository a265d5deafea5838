"""Stage 2 of 9: which column is meant by a header, from the alias list in the reference data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

Vocabulary = Mapping[str, str]  # normalised header -> canonical column


@dataclass(frozen=True)
class Header:
    """A header row understood: canonical column -> position, and the positions nobody claims."""

    columns: dict[str, int]
    unknown: dict[int, str]
    doubled: tuple[str, str] | None = None


@cache
def normalise(text: str) -> str:
    """Letters and digits in lower case: `No. HP/WA` and `nohpwa` are one header."""
    return "".join(sign for sign in text.lower() if sign.isalnum())


def known_columns(row: Iterable[str], vocabulary: Vocabulary) -> set[str]:
    """The canonical columns that the cells of a row name."""
    return {vocabulary[name] for cell in row if len(cell) < 80 and (name := normalise(cell)) in vocabulary}


def understand(row: Sequence[str], vocabulary: Vocabulary) -> Header:
    """The columns of a header row.

    The exact canonical name wins over an alias; two equal claims are reported as `doubled`. A column headed
    `Kegiatan` is the activity of the menu only where another one is the proposal, else it is the proposal.
    """
    claims = [(position, cell, vocabulary.get(normalise(cell))) for position, cell in enumerate(row)]
    meant = {column for _, _, column in claims}
    if "usulan" not in meant:
        claims = [(p, cell, "usulan" if normalise(cell) == "kegiatan" else c) for p, cell, c in claims]
    columns: dict[str, int] = {}
    for position, cell, column in claims:
        if column is None:
            continue
        if column in columns:
            other = row[columns[column]]
            if _exact(other, column) == _exact(cell, column):
                return Header({}, {}, (other.strip(), cell.strip()))
            if _exact(other, column):
                continue
        columns[column] = position
    taken = set(columns.values())
    unknown = {position: cell.strip() for position, cell in enumerate(row) if position not in taken}
    return Header(columns, unknown)


def _exact(cell: str, column: str) -> bool:
    return cell.strip().lower() == column
