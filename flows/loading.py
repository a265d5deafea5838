"""Stage 4 of 9: judged rows become proposals with an id; the ledger of every physical record is closed.

Leaves: berkas (one received file), baris (one record), temuan (one finding), usulan (one accepted proposal),
rw_nihil (one RW that said it has nothing).
"""

import re

from duckdb import DuckDBPyConnection

from flows import policy, warehouse
from flows.cycle import Cycle


def load(cycle: Cycle) -> str:
    """Lays accepted proposals and the ledger into the warehouse; returns one line with their numbers."""
    pack = policy.pack_of(cycle)
    with warehouse.building(cycle) as con:
        warehouse.make(con, "40_berkas", batas=policy.deadline(pack))
        warehouse.make(con, "40_rekam")
        warehouse.make(con, "40_klasifikasi", tempat=_place_words(con))
        warehouse.make(con, "40_usulan", tahun=cycle.tahun, jiwa_per_kk=pack.angka("jiwa_per_kk"))
        warehouse.make(con, "40_baris", tahun=cycle.tahun)
        warehouse.make(con, "40_rw_nihil", "40_temuan")
        warehouse.hold(con, "usulan")
        counts = con.execute("SELECT status, count(*) FROM baris GROUP BY status ORDER BY status").fetchall()
    return ", ".join(f"{number} {status}" for status, number in counts) or "0"


def _place_words(con: DuckDBPyConnection) -> str:
    """A pattern for a place word and all that follows it."""
    words = [re.escape(word) for (word,) in con.execute("SELECT kata FROM kata_tempat ORDER BY kata").fetchall()]
    return rf"(^| )({'|'.join(words)}) .*$" if words else r"$^"
