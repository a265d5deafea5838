"""Stage 1 and 2 of 9: the sheets of an XLSX workbook as text records, typed cells written as our grammars read them.

python-calamine reads the cells, without running anything. It tells nothing of hidden rows and drops Excel's
error signs, so that the marks of a sheet are looked up beside it, only where the sheet has any.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from flows.intake.finding import Refused
from flows.intake.limits import Limits
from flows.intake.unpacking import hold_unpacked

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MARKS = (b'hidden="1"', b'hidden="true"', b't="e"', b"<f")
CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})([0-9]+)"')
LAST_COLUMN = 16_384
CHUNK = 1 << 20
Cell = str | float | bool | date | time | timedelta


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook: all its rows from the first on.

    merged: ranges as ((row, column), (row, column)); hidden: positions of hidden rows; formulas: cells whose
    formula has no result, with what stands there instead.
    """

    name: str
    visible: bool
    rows: list[list[str]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    hidden: set[int] = field(default_factory=set)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)


def read_workbook(path: Path, limits: Limits) -> list[Page]:
    """The sheets of a workbook in their order.

    Raises Refused when it is locked, broken, or unpacks to more than the limits.
    """
    if "xl/workbook.bin" in hold_unpacked(path, limits):
        raise Refused("berkas_xls")
    try:
        with CalamineWorkbook.from_path(path) as book:
            return list(_pages(path, book, limits))
    except PasswordError as error:
        raise Refused("berkas_sandi") from error
    except (CalamineError, zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError) as error:
        raise Refused("berkas_rusak") from error


def _pages(path: Path, book: CalamineWorkbook, limits: Limits) -> Iterator[Page]:
    total = 0
    with zipfile.ZipFile(path) as parts:
        part_of = _parts(parts)
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            part = part_of[about.name]
            marked = _hold_extent(parts, part, limits)
            sheet = book.get_sheet_by_name(about.name)
            total += sheet.total_height
            limits.baris.hold(total)
            rows = [_texts(row) for row in sheet.to_python(skip_empty_area=False)]
            marks = _marks(parts, part) if marked else (set(), {})
            visible = about.visible == SheetVisibleEnum.Visible
            yield Page(about.name, visible, rows, sheet.merged_cell_ranges or [], *marks)


def _texts(row: list[Cell]) -> list[str]:
    return [cell if isinstance(cell, str) else written(cell) for cell in row]


def written(cell: Cell) -> str:
    """A typed cell as text that can be read in one way only."""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes") if cell.time() != time() else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _number(value: float) -> str:
    """`1.0` is 1. Three decimals would look like thousands, so that a nought follows: `1.1250`."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    text = f"{Decimal(text):f}"  # no exponent
    return text + "0" if len(text) > 4 and text[-4] == "." else text


def _parts(parts: zipfile.ZipFile) -> dict[str, str]:
    """The name of each sheet and of the part of the zip that holds it."""
    links = {
        link.get("Id"): posixpath.normpath(posixpath.join("xl", link.get("Target", ""))).lstrip("/")
        for link in ElementTree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    }
    book = ElementTree.fromstring(parts.read("xl/workbook.xml"))
    return {sheet.get("name", ""): links.get(sheet.get(LINK), "") for sheet in book.iter(f"{MAIN}sheet")}


def _hold_extent(parts: zipfile.ZipFile, part: str, limits: Limits) -> bool:
    """Whether a sheet has marks to look up.

    Raises Refused when its first and last cell span more than the limit: two cells far apart would fill the
    memory, for a reader keeps the whole rectangle between them.
    """
    marked, rows, cells, columns = False, 0, 0, {b"A"}
    for tags in _tags(parts, part):
        marked = marked or any(mark in tags for mark in MARKS)
        named = CELL.findall(tags)
        cells += tags.count(b"<c ") + tags.count(b"<c>") - len(named)
        columns.update(letters for letters, _ in named)
        rows = max([rows + tags.count(b"<row"), *map(int, {number for _, number in named})])
    width = LAST_COLUMN if cells > 0 else 1 + max(_column(name.decode()) for name in columns)
    limits.sel.hold(rows * width)
    return marked


def _tags(parts: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The text of a part in large pieces, none of which ends inside a tag."""
    with parts.open(part) as file:
        rest = b""
        while chunk := file.read(CHUNK):
            tags, _, tail = (rest + chunk).rpartition(b"<")
            yield tags
            rest = b"<" + tail
        yield rest


def _marks(parts: zipfile.ZipFile, part: str) -> tuple[set[int], dict[tuple[int, int], str]]:
    """Hidden rows, and formulas without a result, of one sheet."""
    hidden: set[int] = set()
    formulas: dict[tuple[int, int], str] = {}
    row = -1
    with parts.open(part) as file:
        for event, element in ElementTree.iterparse(file, ("start", "end")):
            if event == "start" and element.tag == f"{MAIN}row":
                row = int(element.get("r", row + 2)) - 1
                if element.get("hidden") in ("1", "true"):
                    hidden.add(row)
            elif event == "end" and element.tag == f"{MAIN}c":
                if sign := _unsolved(element):
                    formulas[row, _column(element.get("r", ""))] = sign
            elif event == "end" and element.tag == f"{MAIN}row":
                element.clear()
    return hidden, formulas


def _unsolved(cell: ElementTree.Element) -> str:
    """Excel's error sign, or the formula that nobody has calculated yet; else nothing."""
    value, formula = cell.findtext(f"{MAIN}v") or "", cell.findtext(f"{MAIN}f")
    if cell.get("t") == "e":
        return value or "#"
    return f"={formula}" if formula and not value and cell.get("t") != "str" else ""


def _column(reference: str) -> int:
    """`AB12` is column 27, counted from 0."""
    number = 0
    for sign in reference:
        if not sign.isalpha():
            break
        number = number * 26 + ord(sign.upper()) - 64
    return number - 1
