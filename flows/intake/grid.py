"""Stage 1 and 2 of 9: the cells of records as columns of text; a record stands in a row only where it is looked at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.intake.limits import Limits

AT_ONCE = 16_384  # records that stand as rows before they stand as columns


@dataclass(frozen=True)
class Grid:
    """The cells of `count` records.

    columns: the cells at each position, empty where a record has ended before; lengths: how many cells each record
    has, None where all have as many as there are columns; beyond: the cells of longer ones past the last column, up
    to the last that is filled.
    """

    columns: Sequence[pa.Array]
    count: int
    lengths: Sequence[int] | None = None
    beyond: dict[int, list[str]] = field(default_factory=dict)

    @staticmethod
    def of(rows: Iterable[list[str]], width: int, limits: Limits | None = None) -> "Grid":
        """Records as a reader gives them, most of which have `width` cells; an empty line has as many empty ones.

        Each is let go once its cells stand in columns: a row of nothing but delimiters costs no more than its length.
        Raises Refused as soon as they are more than the limits, where there are any.
        """
        lengths: list[int] = []
        beyond: dict[int, list[str]] = {}

        def whole() -> Iterator[list[str]]:
            for at, row in enumerate(rows):
                lengths.append(len(row) or width)
                if limits:
                    limits.sel.hold((at + 1) * width)
                if len(row) > width and (further := _to_last_filled(row[width:])):
                    beyond[at] = further
                    if limits:
                        limits.kolom.hold(width + len(further))
                yield row if len(row) == width else row[:width] + [""] * (width - len(row))

        rest, pieces = whole(), []
        while some := list(islice(rest, AT_ONCE)):
            pieces.append([pa.array(column, pa.string()) for column in zip(*some, strict=True)])
        columns = [pa.concat_arrays(column) for column in zip(*pieces, strict=True)] if pieces else _no_cells(width)
        return Grid(columns, len(lengths), None if set(lengths) <= {width} else lengths, beyond)

    def __reduce__(self) -> tuple[Any, ...]:
        """Packed for another process: of a part of larger columns only what it shows."""
        names = [str(at) for at in range(len(self.columns))]
        batch = pa.RecordBatch.from_arrays(list(self.columns), names=names)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as stream:
            stream.write_batch(batch)
        return _unpacked, (sink.getvalue().to_pybytes(), self.count, self.lengths, self.beyond)

    def __len__(self) -> int:
        return self.count

    def column(self, position: int) -> pa.Array:
        """The cells at a position, an absent one empty."""
        if position < len(self.columns):
            return self.columns[position]
        further = position - len(self.columns)
        said = {at: cells[further] for at, cells in self.beyond.items() if len(cells) > further}
        return pa.array([said.get(at, "") for at in range(self.count)], pa.string())

    def part(self, start: int, end: int) -> "Grid":
        """The records from one position up to another."""
        count = max(0, min(end, self.count) - start)
        return Grid(
            [column.slice(start, count) for column in self.columns],
            count,
            None if self.lengths is None else self.lengths[start:end],
            {at - start: cells for at, cells in self.beyond.items() if start <= at < end},
        )

    def at(self, positions: Sequence[int]) -> "Grid":
        """The records at some positions."""
        if isinstance(positions, range):
            return self.part(positions.start, positions.stop)
        if not positions:
            return self.part(0, 0)
        taken = pa.array(positions, pa.int32())
        return Grid(
            [column.take(taken) for column in self.columns],
            len(positions),
            None if self.lengths is None else [self.lengths[position] for position in positions],
            {at: self.beyond[position] for at, position in enumerate(positions) if position in self.beyond},
        )

    def row(self, position: int) -> list[str]:
        return self.part(position, position + 1).rows()[0]

    def rows(self) -> list[list[str]]:
        """Every record as its cells, neither more nor fewer than it has."""
        rows = [[*cells] for cells in zip(*(column.to_pylist() for column in self.columns), strict=True)]
        if self.lengths is None:
            return rows if self.columns else [[] for _ in range(self.count)]
        rows = rows or [[] for _ in range(self.count)]
        for at, length in enumerate(self.lengths):
            row = rows[at]
            row += self.beyond.get(at, [])
            row[length:] = [""] * (length - len(row))
        return rows


def _no_cells(width: int) -> list[pa.Array]:
    return [pa.array([], pa.string())] * width


def _unpacked(data: bytes, count: int, lengths: Sequence[int] | None, beyond: dict[int, list[str]]) -> Grid:
    with pa.ipc.open_stream(data) as stream:
        batch = stream.read_next_batch()
    return Grid(batch.columns, count, lengths, beyond)


def _to_last_filled(cells: list[str]) -> list[str]:
    return cells[: last_filled(cells)]


def last_filled(cells: Sequence[str]) -> int:
    """How many cells there are up to the last that holds something."""
    at = len(cells)
    while at and not cells[at - 1]:
        at -= 1
    return at


def blank(cells: pa.Array) -> pa.Array:
    """Of each cell whether it holds nothing, or nothing but blanks."""
    return pc.equal(pc.utf8_trim_whitespace(cells), "")
