"""Tables for other programs: CSV that no spreadsheet runs as a formula, its columns those of schemas/exports.toml."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reports.issue import Edisi
from reports.wording import WAITING
from schemas.exports import Kolom, Tabel

STARTS_FORMULA = ("=", "+", "@", "\t", "\r")
NUMBER = re.compile(r"-\d+(?:[.,]\d+)*")
NOTHING: Mapping[str, Any] = MappingProxyType({})

# Takes rows, and what stands in every one of them beside the row's own fields.
Add = Callable[..., None]

LONGEST_CELL = 32_767  # signs that a cell of a workbook can hold
NO_XML = re.compile("[\ufffe\uffff]")  # signs below the blank are written as _x000B_


def guard(text: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe, which intake takes off again."""
    if text.startswith(STARTS_FORMULA) or (text.startswith("-") and not NUMBER.fullmatch(text)):
        return "'" + text
    return text


def in_sheet(text: str) -> str:
    """A text as a cell of a workbook can hold it: guarded, cut to its room, without what no XML may hold."""
    shown = NO_XML.sub("\ufffd", guard(text))
    return shown if len(shown) <= LONGEST_CELL else shown[: LONGEST_CELL - 1] + "…"


@contextmanager
def table(folder: Path, tabel: Tabel, edisi: Edisi) -> Iterator[Add]:
    """Opens the CSV of one table; what it gives takes the rows."""
    columns = tabel.columns(edisi.internal)
    with (folder / f"{tabel.nama}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([one.nama for one in columns])

        def add(rows: Iterable[Any], common: Mapping[str, Any] = NOTHING) -> None:
            for row in rows:
                cells = values(columns, row, common, edisi)
                writer.writerow([guard(plain(value)) for value in cells])

        yield add


def values(columns: Iterable[Kolom], row: Any, common: Mapping[str, Any], edisi: Edisi) -> list[Any]:
    """What stands in the columns of a row; outside the panitia nothing is refused before the forum."""
    found = [common[one.nama] if one.nama in common else getattr(row, one.nama) for one in columns]
    return found if edisi.internal else [_public(value) for value in found]


def _public(value: Any) -> Any:
    return WAITING.replace(" ", "_") if value == "tidak_memenuhi" else value


def plain(value: Any) -> str:
    """A value as programs read it: 40 and 2.5, 2027-01-31, ya; RT and ids of a list with commas between."""
    match value:
        case None:
            return ""
        case bool():
            return "ya" if value else "tidak"
        case Decimal():
            return _decimal(value)
        case date():
            return value.isoformat()
        case str():
            return value
        case Sequence():
            return listed(value)
    return str(value)


def _decimal(value: Decimal) -> str:
    """2.5; with three decimals a fourth, for 2.125 could be two thousand as well and intake would ask."""
    text = f"{value.normalize():f}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def listed(parts: Sequence[int | str]) -> str:
    """Numbers of RT with two digits, so that 03 and 12 sort alike: 03, 12."""
    return ", ".join(part if isinstance(part, str) else f"{part:02d}" for part in parts)
