"""Stage 1 and 2 of 9: the physical records of a text, each with the line of the file on which it starts.

Most files are written by programs: all records alike, every quote in its place. Those are taken apart column by
column; whatever else comes is taken apart record by record, and gives the same for what both can read.
A quote that is never closed must not swallow what follows: such a line stands for itself, and nothing is lost.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.csv import ConvertOptions, ParseOptions, ReadOptions, read_csv

from flows.intake.grid import Grid
from flows.intake.limits import Limits

LONGEST_SPAN = 100  # lines of one honest record; more is a quote that nobody closed
MANY = 1 << 20  # signs of a text from which several threads are worth starting
LINES_A_ROW = 6  # on average, beyond which nobody wrote the file by hand


@dataclass(frozen=True)
class Records:
    """cells, and for each record the line on which it starts (from 1); torn: records whose quotes do not add up."""

    cells: Grid
    nomor: Sequence[int]
    torn: set[int] = field(default_factory=set)


def read_records(text: str, delimiter: str, width: int, limits: Limits) -> Records:
    """All records of a text whose header row has `width` cells.

    Raises Refused when a record or their number is beyond the limits.
    """
    limits.kolom.hold(width)
    hold_lines(text, limits)
    csv.field_size_limit(limits.rekaman.nilai)
    alike = read_alike(text, delimiter, width, limits)
    if alike is None:
        return read_each(text, delimiter, width, limits)
    limits.sel.hold(len(alike.cells) * width)
    return alike


def hold_lines(text: str, limits: Limits) -> None:
    """What is far too large is refused before it is taken apart; cells of several lines are honest."""
    if len(text) > limits.rekaman.nilai:
        limits.baris.hold((text.count("\n") + text.count("\r")) // LINES_A_ROW)
        half = limits.rekaman.nilai // 2
        # A line end in every half of the limit, and no line is longer: true of all but a few texts, and soon seen.
        if not all("\n" in text[at : at + half] for at in range(0, len(text) - half, half)):
            limits.rekaman.hold(max(map(len, io.StringIO(text, newline=""))))


def read_alike(text: str, delimiter: str, width: int, limits: Limits) -> Records | None:
    """The records of a text that all have `width` cells, read by column; None when that would not be safe.

    Arrow passes over a byte order mark, and over what follows a closing quote: such texts are not for it.
    """
    if text.startswith("\ufeff") or not _quotes_hold(text, delimiter):
        return None
    names = [str(position) for position in range(width)]
    try:
        table = read_csv(
            pa.py_buffer(text.encode()),
            ReadOptions(column_names=names, use_threads=len(text) > MANY),
            ParseOptions(delimiter=delimiter, newlines_in_values='"' in text, ignore_empty_lines=False),
            ConvertOptions(check_utf8=False, column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowInvalid:
        return None
    cells = Grid([column.combine_chunks() for column in table.columns], len(table))
    return _numbered(cells, delimiter, limits) if '"' in text else Records(cells, range(1, len(cells) + 1))


def _quotes_hold(text: str, delimiter: str) -> bool:
    """Whether every quote opens or closes a whole cell, or is one of two inside such a cell."""
    if '"' not in text:
        return True
    ends = f"{re.escape(delimiter)}\r\n"
    quoted = rf'"(?<![^{ends}]")[^"]*+(?:""[^"]*+)*+"(?![^{ends}])'
    return '"' not in re.sub(quoted, "", text)


def _numbered(cells: Grid, delimiter: str, limits: Limits) -> Records | None:
    """Records with the lines on which they start; None when one of several lines may be a quote nobody closed."""
    further = pa.repeat(pa.scalar(0, pa.int32()), len(cells))
    for column in cells.columns:
        if _spans_lines(column):
            further = pc.add(further, pc.count_substring_regex(column, "\r\n|\r|\n"))
    for row in cells.at(pc.indices_nonzero(further).to_pylist()).rows():
        lines = io.StringIO(delimiter.join(row), newline="").readlines()
        if max(map(len, row)) > limits.rekaman.nilai or _swallows(lines, delimiter, len(row)):
            return None
    starts = pc.subtract(pc.cumulative_sum(pc.add(further, 1)), further)
    return Records(cells, starts.to_pylist())


def _spans_lines(column: pa.Array) -> bool:
    """Whether any cell holds a line end, looked for in the bytes of all of them at once."""
    said = column.buffers()[2].to_pybytes()
    return b"\n" in said or b"\r" in said


def read_each(text: str, delimiter: str, width: int, limits: Limits | None = None) -> Records:
    """The records of any text, one after the other; raises Refused when they are more than the limits, if any."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        cells = Grid.of(reader, width, limits)
    except csv.Error:
        return _line_by_line(text, delimiter, width, limits)
    if reader.line_num == len(cells):
        return Records(cells, range(1, len(cells) + 1))
    return _spanning(text, delimiter, cells, limits)


def _spanning(text: str, delimiter: str, cells: Grid, limits: Limits | None) -> Records:
    """Some records span several lines: honestly, or because a quote closed by accident lines further down."""
    lines = list(io.StringIO(text, newline=""))
    starts = _starting_lines(csv.reader(lines, delimiter=delimiter, strict=True))
    ends, width = [*starts[1:], len(lines) + 1], len(cells.columns)
    for start, end in zip(starts, ends, strict=True):
        if end - start > 1 and _swallows(lines[start - 1 : end - 1], delimiter, width):
            return _line_by_line(text, delimiter, width, limits)
    return Records(cells, starts)


def _starting_lines(reader: Any) -> list[int]:
    starts, before = [], 0
    for _ in reader:
        starts.append(before + 1)
        before = reader.line_num
    return starts


def _swallows(lines: list[str], delimiter: str, width: int) -> bool:
    """Two whole rows in one record: text inside a cell does not hold as many delimiters as the header."""
    return width > 2 and sum(line.count(delimiter) >= width - 1 for line in lines) > 1


def _line_by_line(text: str, delimiter: str, width: int, limits: Limits | None) -> Records:
    """The careful way: a record spans lines only where its quotes close, and close at the end of a cell."""
    lines = list(io.StringIO(text, newline=""))
    starts: list[int] = []
    torn: set[int] = set()

    def rows() -> Iterator[list[str]]:
        at = 0
        while at < len(lines):
            row, used = _record_at(lines, at, delimiter, width)
            if row is None:
                row = _loose(lines[at].rstrip("\r\n"), delimiter)
                if len(row) != width:
                    torn.add(len(starts))
            starts.append(at + 1)
            at += used
            yield row

    return Records(Grid.of(rows(), width, limits), starts, torn)


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
