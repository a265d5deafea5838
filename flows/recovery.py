"""What can still be made out of a ledger or record that is not as we wrote it: cut, doubled, or saved by a spreadsheet.

Nothing is believed here: `repair` weighs each line against the copies themselves and the published warehouse.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product

from flows.intake.dialect import DELIMITERS, decode
from flows.intake.finding import Refused
from flows.intake.ledger import COLUMNS, SHA256, Arrival, NotInForm, arrival_of, is_moment

# How spreadsheet programs write a moment in Indonesia, then elsewhere; where both fit the day comes first.
DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %b %Y", "%d-%b-%y", "%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y")
HOURS = ("%H:%M", "%H.%M", "%H:%M:%S", "%H.%M.%S", "%H:%M:%S.%f", "%I:%M %p", "%I:%M:%S %p")
LOOSE = [f"{day} {hour}" for day, hour in product(DAYS, HOURS)] + list(DAYS)
SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
SERIAL_ZERO = datetime(1899, 12, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Line:
    """What a line of a ledger still says. arrival: all of it, when the line is as we wrote it; else texts, empty
    where they say nothing; sha256: whole or its beginning."""

    sha256: str
    nama: str
    diterima: str = ""
    mtime: str = ""
    arrival: Arrival | None = None


def lines_of(data: bytes) -> list[Line]:
    """The lines of a ledger that still say which file they mean."""
    lines = (_line(cells) for cells in rows_of(data, COLUMNS))
    return [one for one in lines if one.sha256 and one.nama]


def _line(cells: Sequence[str]) -> Line:
    try:
        whole = arrival_of(cells, 0)
        return Line(whole.sha256, whole.nama, whole.diterima, whole.mtime, whole)
    except NotInForm:
        sha256, nama, diterima, mtime, arsip, _ = cells
        copy = re.split(r"[/\\]", arsip)[-1]
        known = sha256.strip().lower()
        begin = known if SHA256.fullmatch(known) else "".join(re.findall(r"^[0-9a-f]{12}(?=__)", copy))
        return Line(begin, nama, moment_of(diterima), moment_of(mtime))


def rows_of(data: bytes, columns: Sequence[str]) -> Iterator[list[str]]:
    """The records of a table in the order of `columns`, however it is delimited now; a missing cell is empty."""
    try:
        text, _ = decode(data)
    except Refused:
        return
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    order = list(columns)
    for cells in _cells(text, delimiter):
        names = [cell.strip().lower() for cell in cells]
        if columns[0] in names:
            order = names
            continue
        said = dict(zip(order, cells, strict=False))
        yield [said.get(name, "") for name in columns]


def _cells(text: str, delimiter: str) -> Iterator[list[str]]:
    """The cells of each line by itself, so that a quote that is never closed swallows no line but its own."""
    for line in text.splitlines():
        try:
            yield from csv.reader([line], delimiter=delimiter)
        except csv.Error:
            continue


def moment_of(text: str) -> str:
    """A moment as a spreadsheet writes it, as the ledger does; empty when it is none."""
    text = text.strip().removesuffix("+00:00").replace("T", " ")
    if SERIAL.fullmatch(text):
        return _written(SERIAL_ZERO + timedelta(days=float(text.replace(",", "."))))
    for pattern in LOOSE:
        try:
            return _written(datetime.strptime(text, pattern).replace(tzinfo=UTC))
        except ValueError:
            continue
    return ""


def _written(moment: datetime) -> str:
    text = moment.isoformat(timespec="microseconds")
    return text if is_moment(text) else ""
