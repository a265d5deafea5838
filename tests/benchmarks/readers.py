"""Two bare readers: what it costs to have every cell of the season's files as text, and nothing else.

They are told how each file is written (season.json); musrenbang is not.
"""

import csv
import json
from collections import defaultdict
from pathlib import Path

import duckdb

CODECS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "cp1252": "latin-1"}  # DuckDB's name for the same letters

GIVEN = """
    FROM read_csv($paths, columns = $columns, delim = $delim, encoding = $encoding, skip = $skip,
                  quote = '"', escape = '"', header = false, auto_detect = false)
"""


def read_with_duckdb(folder: Path) -> int:
    """Every column of every file as text in Arrow tables, one scan a dialect; the number of records."""
    alike = defaultdict(list)
    for one in _season(folder):
        alike[_dialect(one)].append(str(folder / "inbox" / one["nama"]))
    with duckdb.connect() as con:
        tables = [con.sql(GIVEN, params=_told(paths, *dialect)).to_arrow_table() for dialect, paths in alike.items()]
    return sum(table.num_rows for table in tables)


def _dialect(one: dict) -> tuple[str, str, int, int]:
    return one["pemisah"], CODECS[one["encoding"]], one["atas"], one["kolom"]


def _told(paths: list[str], delim: str, encoding: str, above: int, width: int) -> dict:
    columns = {f"kolom_{number}": "VARCHAR" for number in range(width)}
    return {"paths": paths, "delim": delim, "encoding": encoding, "skip": above + 1, "columns": columns}


def read_into_table(folder: Path) -> int:
    """The one file of a season with every column as text in a table in memory; the number of records."""
    (one,) = _season(folder)
    told = _told([str(folder / "inbox" / one["nama"])], *_dialect(one))
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE dibaca AS {GIVEN}", told)
        return len(con.table("dibaca"))


def read_with_csv(folder: Path) -> int:
    """Every record of every file as a list of texts; the number of records below the header."""
    tables = []
    for one in _season(folder):
        with (folder / "inbox" / one["nama"]).open(encoding=one["encoding"], newline="") as file:
            tables.append(list(csv.reader(file, delimiter=one["pemisah"]))[one["atas"] + 1 :])
    return sum(map(len, tables))


READERS = {"duckdb": read_with_duckdb, "csv": read_with_csv}


def _season(folder: Path) -> list[dict]:
    return json.loads((folder / "season.json").read_text(encoding="utf-8"))
