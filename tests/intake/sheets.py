"""What a file holds after reading, as tests want to see it: each data row by column, each ignored row's reason."""

import io
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from flows import reference
from flows.cycle import PACKAGED, Cycle
from flows.intake.finding import Refused
from flows.intake.ignored import ignored_rows
from flows.intake.known import Known
from flows.intake.reading import Content, read_content

PACKAGED_CYCLE = Cycle(2028, PACKAGED / "nowhere", "33.75", 0, "")


@cache
def known() -> Known:
    """What reading knows from the packaged reference data."""
    with duckdb.connect() as con:
        reference.load(PACKAGED_CYCLE, con)
        return Known(reference.vocabulary(con), reference.names(con), reference.limits(con), reference.nihil(con))


def read_bytes(folder: Path, data: bytes | str, name: str = "usulan.csv") -> Content:
    path = folder / "berkas"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_content(path, name, known().vocabulary, known().limits)


def why_refused(folder: Path, data: bytes | str, name: str = "usulan.csv") -> tuple[str, str]:
    """Code and meaning of a refusal; a file that is read is the test's mistake."""
    try:
        read_bytes(folder, data, name)
    except Refused as refused:
        return refused.kode, refused.arti
    raise AssertionError(f"{name} was read")


def data_rows(content: Content) -> list[dict[str, str]]:
    """The data rows of all tables, filled cells only, with their line under `nomor`."""
    found = []
    for sheet in content.sheets:
        ignored = ignored_rows(sheet, known().nihil).reasons
        for at, row in enumerate(sheet.cells.rows()):
            if at not in ignored:
                cells = {name: row[p] for name, p in sheet.header.columns.items() if len(row) > p and row[p].strip()}
                found.append({"nomor": sheet.nomor[at], **cells})
    return found


def reasons(content: Content) -> dict[int, str]:
    """Line -> why it is no data row."""
    found = {}
    for sheet in content.sheets:
        ignored = ignored_rows(sheet, known().nihil).reasons
        found |= {sheet.nomor[at]: reason for at, reason in sorted(ignored.items())}
    return found | {nomor: one.alasan for one in content.skipped for nomor in one.nomor}


def notes(content: Content) -> list[tuple[int, str, str, str]]:
    """Line, code, value and meaning of each finding of reading."""
    return [(s.nomor[n.position], n.kode, n.nilai, n.arti) for s in content.sheets for n in s.notes]


def workbook(
    sheets: dict[str, Sequence[Sequence[Any]]],
    *,
    merged: dict[str, str] | None = None,
    hidden: Sequence[int] = (),
    hide: Sequence[str] = (),
) -> bytes:
    """An XLSX file with typed cells; merged: range -> text on the first sheet; hidden: its hidden rows, from 0."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd-mmm"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
        if name in hide:
            page.hide()
    first = book.worksheets()[0]
    for cells, text in (merged or {}).items():
        first.merge_range(cells, text)
    for row in hidden:
        first.set_row(row, None, None, {"hidden": True})
    book.close()
    return out.getvalue()


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()
