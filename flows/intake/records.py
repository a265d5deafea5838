"""Stage 1 and 2 of 9: the physical records of a text, each with the line of the file on which it starts.

A quote that is never closed must not swallow what follows: such a line stands for itself, and nothing is lost.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.intake.limits import Limits

LONGEST_SPAN = 100  # lines of one honest record; more is a quote that nobody closed
LINES_A_ROW = 6  # on average, beyond which nobody wrote the file by hand


@dataclass(frozen=True)
class Records:
    """rows, and for each the line on which it starts (from 1); torn: rows whose quotes do not add up."""

    rows: list[list[str]]
    nomor: Sequence[int]
    torn: set[int] = field(default_factory=set)


def read_records(text: str, delimiter: str, width: int, limits: Limits) -> Records:
    """All records of a text whose header row has `width` cells.

    Raises Refused when a record or their number is beyond the limits.
    """
    _hold_lines(text, limits)
    csv.field_size_limit(limits.rekaman.nilai)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        return _line_by_line(text, delimiter, width)
    if reader.line_num == len(rows):
        return Records(rows, range(1, len(rows) + 1))
    return _spanning(text, delimiter, width, rows)


def _hold_lines(text: str, limits: Limits) -> None:
    """What is far too large is refused before it is taken apart; cells of several lines are honest."""
    if len(text) > limits.rekaman.nilai:
        limits.baris.hold((text.count("\n") + text.count("\r")) // LINES_A_ROW)
        limits.rekaman.hold(max(map(len, io.StringIO(text, newline=""))))


def _spanning(text: str, delimiter: str, width: int, rows: list[list[str]]) -> Records:
    """Some records span several lines: honestly, or because a quote closed by accident lines further down."""
    lines = list(io.StringIO(text, newline=""))
    starts = _starting_lines(csv.reader(lines, delimiter=delimiter, strict=True))
    ends = [*starts[1:], len(lines) + 1]
    for start, end in zip(starts, ends, strict=True):
        if end - start > 1 and _swallows(lines[start - 1 : end - 1], delimiter, width):
            return _line_by_line(text, delimiter, width)
    return Records(rows, starts)


def _starting_lines(reader: Any) -> list[int]:
    starts, before = [], 0
    for _ in reader:
        starts.append(before + 1)
        before = reader.line_num
    return starts


def _swallows(lines: list[str], delimiter: str, width: int) -> bool:
    """Two whole rows in one record: text inside a cell does not hold as many delimiters as the header."""
    return width > 2 and sum(line.count(delimiter) >= width - 1 for line in lines) > 1


def _line_by_line(text: str, delimiter: str, width: int) -> Records:
    """The careful way: a record spans lines only where its quotes close, and close at the end of a cell."""
    lines = list(io.StringIO(text, newline=""))
    rows: list[list[str]] = []
    starts: list[int] = []
    torn: set[int] = set()
    at = 0
    while at < len(lines):
        row, used = _record_at(lines, at, delimiter, width)
        if row is None:
            row = _loose(lines[at].rstrip("\r\n"), delimiter)
            if len(row) != width:
                torn.add(len(rows))
        rows.append(row)
        starts.append(at + 1)
        at += used
    return Records(rows, starts, torn)


def _record_at(lines: list[str], at: int, delimiter: str, width: int) -> tuple[list[str] | None, int]:
    """The record that starts on a line and how many lines it takes; None when its quotes do not add up."""
    if '"' not in lines[at]:
        line = lines[at].rstrip("\r\n")
        return (line.split(delimiter) if line else []), 1
    part = lines[at : at + LONGEST_SPAN]
    reader = csv.reader(part, delimiter=delimiter, strict=True)
    try:
        row = next(reader)
    except csv.Error:
        return None, 1
    used = reader.line_num
    return (None, 1) if _swallows(part[:used], delimiter, width) else (row, used)


def _loose(line: str, delimiter: str) -> list[str]:
    """One line on its own: `"Gang 3" sisi timur` keeps its words, and an open quote stays a sign of its cell."""
    if line.count('"') % 2 == 0:
        return next(csv.reader([line], delimiter=delimiter))
    cells = line.split(delimiter)
    return [cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell for cell in cells]
