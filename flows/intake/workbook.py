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
from math import isfinite
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from flows.intake.finding import Refused
from flows.intake.limits import Limits
from flows.intake.unpacking import hold_unpacked

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SHARED = "xl/sharedStrings.xml"
MARKS = (b"hidden=", b'="e"', b"='e'", b"<f>", b"<f ", b":f>", b":f ")
CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{1,9})([0-9]{1,18})["']""")
ANY_CELL = re.compile(rb"<c[\s>/]")
ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["']([0-9]{1,18})["']""")
ANY_ROW = re.compile(rb"<row[\s>/]")
CHUNK = 1 << 20
Cell = str | float | bool | date | time | timedelta


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook: all its rows from the first on.

    merged: ranges as ((row, column), (row, column)); hidden: positions of hidden rows; formulas: row and column of
    cells whose formula has no result, with what stands there instead; all of them in their order.
    """

    name: str
    visible: bool
    rows: list[list[str]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    hidden: list[int] = field(default_factory=list)
    formulas: list[tuple[int, int, str]] = field(default_factory=list)


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
    so_far = Extent()
    with zipfile.ZipFile(path) as parts:
        _hold_strings(parts, limits)
        part_of = _parts(parts)
        sheets = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
        limits.tabel.hold(len(sheets))
        for about in sheets:
            part = part_of[about.name]
            seen = _extent(parts, part, limits)
            so_far = so_far.and_below(seen, limits)
            sheet = book.get_sheet_by_name(about.name)
            rows = _texts(sheet, so_far, limits)
            marks = _marks(parts, part) if seen.marked else ([], [])
            visible = about.visible == SheetVisibleEnum.Visible
            yield Page(about.name, visible, rows, sorted(sheet.merged_cell_ranges or []), *marks)


def _texts(sheet: CalamineSheet, so_far: "Extent", limits: Limits) -> list[list[str]]:
    """The rows of a sheet; of numbers and dates the text."""
    rows: list[list[str]] = []
    for row in sheet.to_python(skip_empty_area=False):
        rows.append([cell if isinstance(cell, str) else written(cell) for cell in row])
        signs = sum(map(len, rows[-1]))
        limits.rekaman.hold(signs)
        so_far.signs += signs
        limits.berkas.hold(so_far.signs)
    return rows


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
    """`1.0` is 1; what is no number is written as it is.

    Three decimals would look like thousands, so that a nought follows: `1.1250`.
    """
    if not isfinite(value):
        return str(value)
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


@dataclass
class Extent:
    """How far the cells of a sheet, or of all sheets up to one, reach; a reader keeps the whole rectangle.

    marked: whether it has hidden rows, errors or formulas to look up; signs: of the texts in the cells.
    """

    rows: int = 0
    cells: int = 0
    signs: int = 0
    marked: bool = False

    def and_below(self, other: "Extent", limits: Limits) -> "Extent":
        """Both together; raises Refused when that is more than a file may hold."""
        both = Extent(self.rows + other.rows, self.cells + other.cells, self.signs)
        limits.baris.hold(both.rows)
        limits.sel.hold(both.cells)
        return both


def _extent(parts: zipfile.ZipFile, part: str, limits: Limits) -> Extent:
    """How far a sheet reaches, told from its tags before any cell is read: two cells may stand far apart."""
    marked, rows, width, open_row, columns = False, 0, 0, 0, {b"A"}
    for tags in _tags(parts, part, limits):
        marked = marked or any(mark in tags for mark in MARKS)
        named = CELL.findall(tags)
        columns.update(letters for letters, _ in named)
        last = max([rows, *map(int, {number for _, number in named})])
        if len(named) < tags.count(b"<c ") + tags.count(b"<c>") + tags.count(b"<c/"):
            # Cells without a name follow one another, from the number on that their row has.
            first, *others = (len(ANY_CELL.findall(row)) for row in ANY_ROW.split(tags))
            width = max(width, open_row + first, *others)
            open_row = others[-1] if others else open_row + first
            last = max([last, rows + len(others), *map(int, ROW.findall(tags))])
        rows = last
    width = max(width, *(1 + _column(name.decode()) for name in columns))
    return Extent(rows, rows * width, marked=marked)


def _hold_strings(parts: zipfile.ZipFile, limits: Limits) -> None:
    """Raises Refused when a text that cells share is longer than a record may be."""
    if SHARED in parts.namelist() and parts.getinfo(SHARED).file_size > limits.rekaman.nilai:
        for _ in _tags(parts, SHARED, limits):
            pass


def _tags(parts: zipfile.ZipFile, part: str, limits: Limits) -> Iterator[bytes]:
    """The text of a part in large pieces, none of which ends inside a tag.

    Raises Refused when a tag, or what stands between two, is longer than a record may be.
    """
    with parts.open(part) as file:
        rest = b""
        while chunk := file.read(CHUNK):
            tags, _, tail = (rest + chunk).rpartition(b"<")
            limits.rekaman.hold(len(tail))
            yield tags
            rest = b"<" + tail
        yield rest


def _marks(parts: zipfile.ZipFile, part: str) -> tuple[list[int], list[tuple[int, int, str]]]:
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
    return sorted(hidden), sorted((*place, sign) for place, sign in formulas.items())


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
