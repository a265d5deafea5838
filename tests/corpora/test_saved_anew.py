"""The real rows of Pekalongan saved in twelve ways give equal tables."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from flows import street, warehouse
from flows.cycle import open_cycle
from tests.builders import PUBLIC_TABLES, YEAR, archived
from tests.conftest import REAL

Rows = list[list[str]]
TITLES = [["DAFTAR USULAN WARGA"], [], ["Kota : Pekalongan", "", "Musyawarah : Januari"]]
# What the way of saving changes, and with it the sentences that name a line.
APART = {"sha256", "nomor", "lembar", "baris_lembar"}
LINE = re.compile(r"[Bb]aris \d+(?: lembar [^:,]+)?")


def text(rows: Rows, delimiter: str, encoding: str, quoting: int = csv.QUOTE_MINIMAL, end: str = "\n") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue().encode(encoding)


def excel(rows: Rows, *, typed: bool) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": typed})
    page = book.add_worksheet()
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    book.close()
    return out.getvalue()


WAYS: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "comma, UTF-8": (".csv", lambda rows: text(rows, ",", "utf-8")),
    "semicolon, mark": (".csv", lambda rows: text(rows, ";", "utf-8-sig", end="\r\n")),
    "tab, UTF-16": (".txt", lambda rows: text(rows, "\t", "utf-16")),
    "bar, UTF-16 BE without mark": (".csv", lambda rows: text(rows, "|", "utf-16-be")),
    "semicolon, cp1252": (".csv", lambda rows: text(rows, ";", "cp1252", end="\r\n")),
    "all quoted": (".csv", lambda rows: text(rows, ",", "utf-8", csv.QUOTE_ALL, "\r\n")),
    "old Mac": (".csv", lambda rows: text(rows, ";", "utf-8", end="\r")),
    "sep=": (".csv", lambda rows: b"sep=;\r\n" + text(rows, ";", "utf-8", end="\r\n")),
    "titles, comma": (".csv", lambda rows: text(TITLES + rows, ",", "utf-8")),
    "titles, tab, cp1252": (".tsv", lambda rows: text(TITLES + rows, "\t", "cp1252")),
    "workbook of texts": (".xlsx", lambda rows: excel(rows, typed=False)),
    "workbook of numbers, titles": (".xlsx", lambda rows: excel(TITLES + rows, typed=True)),
}


def tables(folder: Path, files: dict[str, bytes]) -> dict[str, list[Any]]:
    """The tables that others may read, after all stages but the last, without what the way of saving changes."""
    cycle = open_cycle(YEAR, archived(folder, files), 0)
    with street.prepared(cycle):
        for name, stage in street.STAGES.items():
            if name != "publish":
                stage(cycle)
        with warehouse.building(cycle) as con:
            return {name: rows_of(con, name) for name in PUBLIC_TABLES if name not in ("berkas", "jalan")}


def rows_of(con: Any, table: str) -> list[Any]:
    result = con.execute(f"FROM {table}" + (" WHERE status <> 'diabaikan'" if table == "baris" else ""))
    names = [column[0] for column in result.description]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return sorted(
        repr([LINE.sub("baris", str(cell)) for name, cell in row.items() if name not in APART]) for row in rows
    )


@pytest.fixture(scope="module")
def real_rows() -> dict[str, Rows]:
    if not REAL.is_dir():
        pytest.skip("the real rows of Pekalongan are not on this machine")
    read = {}
    for path in sorted(REAL.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            read[path.stem] = list(csv.reader(file, delimiter=";"))
    return read


@pytest.fixture(scope="module")
def as_published(real_rows, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    files = {f"{name}.csv": (REAL / f"{name}.csv").read_bytes() for name in real_rows}
    return tables(tmp_path_factory.mktemp("published"), files)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_saved_anew_they_say_the_same(real_rows, as_published, tmp_path: Path, way: str):
    suffix, save = WAYS[way]
    assert tables(tmp_path, {f"{name}{suffix}": save(rows) for name, rows in real_rows.items()}) == as_published


def test_there_are_rows_to_compare(as_published):
    assert (len(as_published["baris"]), len(as_published["usulan"])) == (1091, 1013)
