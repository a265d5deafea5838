"""Stage 3 of 9: cells of a corrected file of which a spreadsheet made a date, although nobody changed them.

Excel and LibreOffice take `03/05` for the third of May as soon as a CSV is opened and saved. The record that the row
names still says what was written; only where the date is exactly that, day first, it is taken, and the sender is told.
"""

import re

import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows import warehouse
from flows.intake.shapes import date_pair
from flows.intake.signs import plain

PULIH = pa.schema([("kunci", pa.int64()), ("kolom", pa.string()), ("nilai", pa.string()), ("semula", pa.string())])


def restore(con: DuckDBPyConnection) -> None:
    """Puts such cells back into isi; leaves pulih (one of them, as it came and as it was written)."""
    warehouse.make(con, "30_semula")
    rows = con.execute("SELECT kunci, kolom, kini, semula FROM semula").fetchall()
    kept = [dict(zip(PULIH.names, row, strict=True)) for row in rows if is_its_date(row[2], row[3])]
    warehouse.put(con, "pulih", pa.Table.from_pylist(kept, PULIH))
    if kept:
        con.execute("CREATE OR REPLACE TABLE isi AS (\n" + warehouse.select("30_isi_pulih") + "\n)")


def is_its_date(now: str, before: str) -> bool:
    """Whether `03-Mei` or `2026-05-03` is what a spreadsheet in Indonesian makes of `03/05`."""
    pair = date_pair(plain(now))
    day, month = (int(number) for number in re.findall(r"\d+", before))
    return pair == (month, day)
