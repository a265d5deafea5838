"""One numbered SELECT over tables of a few rows, without the street that would make them."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import duckdb

from flows import warehouse

# A table as its columns with their SQL types, and its rows.
Table = tuple[str, Sequence[Sequence[Any]]]


@cache
def ground() -> duckdb.DuckDBPyConnection:
    """An empty database that knows our SQL functions."""
    con = duckdb.connect()
    for macro in warehouse._macros():
        con.execute(macro)
    return con


def selected(name: str, tables: Mapping[str, Table], **values: object) -> list[dict[str, Any]]:
    """The rows of a numbered SELECT, in no order."""
    con = ground()
    for table, (columns, rows) in tables.items():
        con.execute(f"CREATE OR REPLACE TABLE {table} ({columns})")
        if rows:
            line = f"({', '.join('?' * len(rows[0]))})"
            con.execute(f"INSERT INTO {table} VALUES {', '.join([line] * len(rows))}", [v for row in rows for v in row])
    result = con.execute(warehouse.select(name), values or None)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
