"""Stage 7 of 9: each proposal gets its one way (jalur): the ceiling, the reserve, another office, or a question.

The grounds are SQL over decision tables; only the walk along the ceiling is Python (rules/allocation.py).
"""

import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows import policy, warehouse
from flows.cycle import Cycle
from flows.rules.allocation import allocate
from flows.rules.pack import Pack


def fund(cycle: Cycle) -> str:
    """Leaves table alokasi; returns one line with the number of proposals a jalur."""
    pack = policy.pack_of(cycle)
    with warehouse.building(cycle) as con:
        pagu = {"pagu": pack.pagu.nilai, "dasar": pack.pagu.dasar, "tahun": cycle.tahun}
        warehouse.make(con, "70_pagu_kelurahan", **pagu)
        warehouse.make(con, "70_dasar_jalur")
        warehouse.put(con, "bagian", _shares(con, pack))
        warehouse.make(con, "70_alokasi")
        warehouse.hold(con, "alokasi")
        counts = con.execute("SELECT jalur, count(*) FROM alokasi GROUP BY jalur ORDER BY jalur").fetchall()
    return ", ".join(f"{number} {jalur}" for jalur, number in counts) or "0"


def _shares(con: DuckDBPyConnection, pack: Pack) -> pa.Table:
    """What the walk along the ceiling says of every eligible, costed proposal."""
    turn = con.sql(warehouse.select("70_giliran")).to_arrow_table()
    columns = (turn[name].to_pylist() for name in ("kode_kelurahan", "biaya", "sarpras", "pagu"))
    share = pack.fisik.maks_persen if pack.fisik else None
    out = allocate(*columns, maks_persen=share, lompati=pack.prioritas.lompati)
    return pa.table(
        {
            "id_usulan": turn["id_usulan"],
            "hasil": pa.array(out.hasil, pa.string()),
            "kumulatif": pa.array(out.kumulatif, pa.int64()),
            "naik_pagu": pa.array(out.naik_pagu, pa.int64()),
            "biaya_muat": pa.array(out.biaya_muat, pa.int64()),
        }
    )
