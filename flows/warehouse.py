"""Stage 4's ground: the building warehouse, tables in and out, numbered SQL, the atomic swap.

Every stage opens the same file under construction; readers only ever see the published one.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pandera.errors
import pyarrow as pa

from flows import interrupts
from flows.cycle import Cycle
from flows.errors import Breach, FolderNotWritable, UsageError
from schemas.tables import TABLES

SQL = Path(__file__).parent / "sql"


# How DuckDB says that the disk is full, or that a folder refuses, on Linux and on Windows.
REFUSALS = {
    "No space left": errno.ENOSPC,
    "not enough space": errno.ENOSPC,
    "Permission denied": errno.EACCES,
    "Access is denied": errno.EACCES,
    "Read-only file system": errno.EROFS,
}

Record = tuple[str, int | None]  # sha256 of its file, and its line; without a line the whole file

# Whatever a file claims to be, nothing is fetched from a network to open it.
ALONE: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}

# The building warehouse of a run that is under way in this process: opened once, since opening it anew for
# every stage costs more than most stages do.
_held: dict[Path, duckdb.DuckDBPyConnection] = {}


@contextmanager
def begun(cycle: Cycle) -> Iterator[duckdb.DuckDBPyConnection]:
    """A fresh warehouse under construction, with the SQL functions that the numbered SELECTs share."""
    discard(cycle)
    cycle.building.parent.mkdir(parents=True, exist_ok=True)
    try:
        con = _held[cycle.building] = duckdb.connect(str(cycle.building), config=ALONE)
        # The order of rows is never relied upon; letting it go saves memory at millions of rows.
        con.execute("SET GLOBAL preserve_insertion_order = false")
        for macro in _macros():
            con.execute(macro)
        with interrupts.stopping(con.interrupt):
            yield con
    except duckdb.Error as error:
        number = next((number for words, number in REFUSALS.items() if words in str(error)), None)
        if number is None:
            raise
        raise OSError(number, os.strerror(number), str(cycle.building)) from error
    finally:
        discard(cycle)


@contextmanager
def aside(cycle: Cycle) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse in memory, which the stages of this cycle open as if it were the one under construction."""
    assert cycle.building not in _held, "a run is under way"
    # A handful of rows a table: threads would only wait for each other.
    con = _held[cycle.building] = duckdb.connect(config=ALONE | {"threads": 1})
    try:
        for macro in _macros():
            con.execute(macro)
        yield con
    finally:
        _held.pop(cycle.building).close()


@contextmanager
def building(cycle: Cycle) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the warehouse under construction."""
    held = _held.get(cycle.building)
    con = held.cursor() if held else duckdb.connect(str(cycle.building), config=ALONE)
    try:
        with interrupts.stopping(con.interrupt):
            yield con
    finally:
        con.close()


def discard(cycle: Cycle) -> None:
    """Closes and removes the warehouse under construction, also one that a killed run left."""
    if con := _held.pop(cycle.building, None):
        con.close()
    for path in (cycle.building, Path(f"{cycle.building}.wal")):
        path.unlink(missing_ok=True)
    shutil.rmtree(cycle.rehearsal, ignore_errors=True)


@contextmanager
def published(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to a finished warehouse."""
    con = duckdb.connect(str(path), read_only=True, config=ALONE)
    try:
        with interrupts.stopping(con.interrupt):
            yield con
    finally:
        con.close()


@contextmanager
def consulted(cycle: Cycle) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published warehouse of an earlier run, which may be missing, damaged, or left by another version.

    Raises UsageError with the cure in each of these cases: a run builds it anew from the archive.
    """
    cure = f"musrenbang run {cycle.tahun} --data {cycle.folder}"
    if not cycle.warehouse.exists():
        raise UsageError(f"Belum ada hasil untuk {cycle.tahun}. Jalankan dahulu: {cure}")
    try:
        with published(cycle.warehouse) as con:
            yield con
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        raise UsageError(
            f"Gudang data {cycle.warehouse.name} rusak atau dibuat versi lain. Buat lagi dari arsip: {cure}"
        ) from error


def make(con: duckdb.DuckDBPyConnection, *names: str, **values: object) -> None:
    """Runs numbered SELECTs with their named values: `40_usulan` makes table usulan."""
    for name in names:
        table = name.partition("_")[2]
        con.execute(f"CREATE OR REPLACE TABLE {table} AS (\n{select(name)}\n)", values or None)


@cache
def select(name: str) -> str:
    """The text of one numbered SELECT."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8").rstrip().rstrip(";")


def put(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Makes a table of Arrow rows."""
    con.register("rows_in", rows)
    con.execute(f"CREATE OR REPLACE TABLE {table} AS FROM rows_in")
    con.unregister("rows_in")


def append(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Appends Arrow rows to a table, which the first of them make."""
    con.register("rows_in", rows)
    _append(con, table, "FROM rows_in")
    con.unregister("rows_in")


def append_made(con: duckdb.DuckDBPyConnection, name: str, **rows: pa.Table) -> None:
    """Appends what a numbered SELECT makes of Arrow rows, which it knows by their names here."""
    for table, value in rows.items():
        con.register(table, value)
    _append(con, name.partition("_")[2], select(name))
    for table in rows:
        con.unregister(table)


def _append(con: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
    exists = con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [table]).fetchone() != (0,)
    con.execute(f"INSERT INTO {table} {query}" if exists else f"CREATE TABLE {table} AS ({query})")


def one(con: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    """The one row of a query that always has one."""
    row = con.execute(query).fetchone()
    assert row is not None, f"No row: {query}"
    return row


def hold(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Raises Breach when a table a stage has made is not what its model says."""
    columns = ", ".join(TABLES[table].columns)
    if (error := _fault(con, table, f"SELECT {columns} FROM {table}")) is None:
        return
    case = error.failure_cases.iloc[0]
    raise Breach(
        f"Tidak ada yang diterbitkan: tabel {table}, baris ke-{case['index']}, kolom {case['column']} "
        f"tidak memenuhi {case['check']}. Mohon laporkan kepada pengembang.",
        _records(con, table, columns),
    ) from error


# The records behind the rows of a table; they are asked for only once it does not hold.
RECORDS = {
    "usulan": "usulan",
    "alokasi": "alokasi JOIN (SELECT id_usulan, sha256, nomor FROM usulan) USING (id_usulan)",
    "pengadaan": "pengadaan JOIN (SELECT id_usulan, sha256, nomor FROM usulan) USING (id_usulan)",
}


def _fault(con: duckdb.DuckDBPyConnection, table: str, query: str) -> pandera.errors.SchemaErrors | None:
    """What the model of a table finds in the rows of a query."""
    frame = con.sql(query).to_arrow_table().to_pandas(types_mapper=pd.ArrowDtype)
    try:
        TABLES[table].validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        return error
    return None


def _records(con: duckdb.DuckDBPyConnection, table: str, columns: str) -> list[Record]:
    """The records whose rows do not hold; none where a table has no records behind it."""
    if table not in RECORDS:
        return []
    query = f"SELECT {columns}, sha256, nomor FROM {RECORDS[table]} ORDER BY sha256, nomor"
    error = _fault(con, table, query)
    places = [] if error is None else error.failure_cases["index"].dropna().astype(int).unique().tolist()
    rows = con.sql(query).select("sha256", "nomor").fetchall()
    return single([rows[place] for place in places], len(rows))


def single(items: list[Record], among: int) -> list[Record]:
    """Those records, where they may be faults of their own; where most of all are at fault none of them explains it."""
    return items if len(items) == 1 or len(items) * 2 <= among else []


def finish(cycle: Cycle) -> None:
    """Closes the finished warehouse, in which nothing is made any more."""
    _held[cycle.building].execute("CHECKPOINT")  # closing does it too, but says nothing when the disk is full
    _held.pop(cycle.building).close()


def publish(cycle: Cycle) -> None:
    """Puts the finished warehouse in the place of the published one, in one rename."""
    finish(cycle)
    try:
        cycle.building.replace(cycle.warehouse)
    except (PermissionError, IsADirectoryError) as error:
        raise FolderNotWritable(
            f"{cycle.warehouse} belum dapat diganti: sedang dibuka program lain, atau berupa folder. "
            "Tutup programnya atau pindahkan foldernya, lalu jalankan lagi; berkas di inbox tetap utuh."
        ) from error


@cache
def _macros() -> list[str]:
    """SQL functions shared by the numbered SELECTs (one CREATE a paragraph)."""
    text = (SQL / "00_macros.sql").read_text(encoding="utf-8")
    return [part for part in text.split(";\n") if part.strip()]
