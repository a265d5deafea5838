"""Stage 9 of 9: what masking knows: the words by which persons are known, and the words that name a place."""

import re

from duckdb import DuckDBPyConnection

from flows import warehouse
from reports.vocabulary import Kamus, vocabulary


def words(con: DuckDBPyConnection) -> Kamus:
    """The words of table kata_orang with their roles; every word in the name of a place of the kota."""
    places = con.execute(warehouse.select("90_nama_tempat")).fetchall()
    known = con.execute(warehouse.select("90_kata_orang")).fetchall()
    return vocabulary(known, (word for (name,) in places for word in re.findall(r"\w+", name.lower())))
