"""The file in which a sender puts returned rows right: the sender's own columns and ours, as CSV and as XLSX."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from reports.exports import guard, in_sheet
from schemas.submission import RETURN_COLUMNS

BOM = "\ufeff"
USUAL_DELIMITER = ";"  # what a spreadsheet in Indonesia expects
# Nothing in a workbook may depend on the clock: the same archive gives the same bytes.
CREATED = datetime(2026, 1, 1)
WIDTHS = {"rujukan": 18, "baris": 7, "masalah_data": 45, "cara_memperbaiki": 45, "saran": 25}
NARROWEST, WIDEST = 9, 28  # signs of a sender's column
LINE = 15.0  # points; not every program makes room for wrapped text by itself
FRAME = {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9C4B8"}


@dataclass(frozen=True, slots=True)
class Baris:
    """One returned row: the sender's cells, the positions of the faulty ones, and what stands in our columns."""

    sel: Sequence[str]
    kuning: frozenset[int]
    tambahan: Sequence[str]


@dataclass(frozen=True, slots=True)
class Perbaikan:
    """The returned rows of one file; judul: the sender's headers, and those of columns that were missing."""

    judul: Sequence[str]
    baris: Sequence[Baris]


def as_csv(perbaikan: Perbaikan, delimiter: str | None) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter or USUAL_DELIMITER, lineterminator="\r\n")
    writer.writerow([*map(guard, perbaikan.judul), *RETURN_COLUMNS])
    for row in perbaikan.baris:
        rujukan, *others = row.tambahan
        writer.writerow([*map(guard, row.sel), _no_time(rujukan), *map(guard, others)])
    return (BOM + out.getvalue()).encode()


def _no_time(rujukan: str) -> str:
    """One hash in three hundred has no letter: a spreadsheet would take `012345678901:7` for a time of day."""
    return f"'{rujukan}" if rujukan.replace(":", "").isdecimal() else rujukan


def as_xlsx(perbaikan: Perbaikan) -> bytes:
    """Every cell is text, so that no spreadsheet makes a date of 03/05; what wants attention is yellow."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": "Berkas perbaikan usulan", "created": CREATED})
    plain, ours = book.add_format(FRAME), book.add_format(FRAME | {"bg_color": "#EEF1F6"})
    yellow = book.add_format(FRAME | {"bg_color": "#FFF176"})
    head = book.add_format(FRAME | {"bold": True, "bg_color": "#D9DFEA"})
    sheet = book.add_worksheet("Perbaikan")
    titles = [*perbaikan.judul, *RETURN_COLUMNS]
    widths = [*_widths(perbaikan), *(WIDTHS[name] for name in RETURN_COLUMNS)]
    for position, title in enumerate(titles):
        sheet.set_column(position, position, widths[position], plain)
        _write(sheet, 0, position, title, head)
    for line, row in enumerate(perbaikan.baris, start=1):
        sheet.set_row(line, LINE * _lines((*row.sel, *row.tambahan), widths))
        for position, cell in enumerate((*row.sel, *row.tambahan)):
            kind = yellow if position in row.kuning else plain if position < len(row.sel) else ours
            _write(sheet, line, position, cell, kind)
    sheet.freeze_panes(1, 0)
    _printing(sheet)
    book.close()
    return data.getvalue()


def _widths(perbaikan: Perbaikan) -> list[int]:
    """How wide each column of the sender is, in signs."""
    texts = zip(perbaikan.judul, *(row.sel for row in perbaikan.baris), strict=True)
    return [min(max(NARROWEST, *(len(text) + 2 for text in column)), WIDEST) for column in texts]


def _lines(cells: Sequence[str], widths: Sequence[int]) -> int:
    """The most lines that a cell of a row takes when it is wrapped; no row is taller than a screen."""
    taken = (
        sum(1 + len(line) // (width - 1) for line in (cell.splitlines() or [""]))
        for cell, width in zip(cells, widths, strict=True)
    )
    return min(max(taken), 20)


def _printing(sheet: Any) -> None:
    """On paper all columns side by side; on the screen no mark on cells whose text looks like a number."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _write(sheet: Any, row: int, column: int, text: str, kind: Any) -> None:
    shown = in_sheet(text)
    if not shown:
        sheet.write_blank(row, column, None, kind)
        return
    sheet.write_string(row, column, shown, kind)
