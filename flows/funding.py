"""Stage 7 of 9: each proposal gets its one way (jalur): the ceiling, the reserve, another office, or a question.

The grounds and the order of turns are SQL over decision tables; only the walk along the ceiling is Python
(rules/allocation.py).
"""

import pyarrow as pa

from flows import policy, warehouse
from flows.cycle import Cycle
from flows.rules.allocation import allocate
from flows.rules.models import Pack

TURNS = """
    SELECT id_usulan, giliran.kode_kelurahan, biaya, sarpras, dahulu, giliran, pagu
    FROM giliran JOIN pagu_kelurahan ON pagu_kelurahan.kode = giliran.kode_kelurahan
    ORDER BY giliran.kode_kelurahan, giliran"""
# The same turns under the ceiling of an earlier stage, where one is known.
EARLIER = """
    SELECT id_usulan, giliran.kode_kelurahan, biaya, sarpras, dahulu, giliran, pagu_lalu AS pagu
    FROM giliran JOIN pagu_kelurahan ON pagu_kelurahan.kode = giliran.kode_kelurahan
    WHERE pagu_lalu IS NOT NULL
    ORDER BY giliran.kode_kelurahan, giliran"""


def fund(cycle: Cycle) -> str:
    """Leaves tables alokasi, alokasi_sumber and penyesuaian; returns one line with the number of proposals a jalur.

    A later stage of the ceiling cuts the list again in the same order: as long as no decisions of the forum are
    read, that order is the draft's.
    """
    pack = policy.pack_of(cycle)
    with warehouse.building(cycle) as con:
        warehouse.make(con, "70_pagu_kelurahan", tahun=cycle.tahun)
        warehouse.make(con, "70_dasar_jalur", fisik_dari=pack.fisik.dihitung_dari if pack.fisik else None)
        warehouse.make(con, "70_giliran", **turn_rules(pack))
        warehouse.put(con, "bagian", walk(con.sql(TURNS).to_arrow_table(), pack))
        warehouse.put(con, "bagian_lalu", walk(con.sql(EARLIER).to_arrow_table(), pack))
        warehouse.make(con, "70_alokasi", maksimal=pack.teruskan.maksimal if pack.teruskan else None)
        warehouse.make(con, "70_alokasi_sumber", "70_penyesuaian")
        warehouse.hold(con, "alokasi")
        counts = con.execute("SELECT jalur, count(*) FROM alokasi GROUP BY jalur ORDER BY jalur").fetchall()
    return ", ".join(f"{number} {jalur}" for jalur, number in counts) or "0"


def turn_rules(pack: Pack) -> dict[str, int]:
    """Who comes before the order of rank, as the values that 70_giliran.sql wants."""
    ahead = pack.inovasi.cara == "dahulukan"
    return {
        "per_rw": pack.pemerataan.minimal_per_rw if pack.pemerataan else 0,
        "inovasi": pack.inovasi.minimal if ahead else 0,
        "maks": pack.inovasi.maks if ahead and pack.inovasi.maks is not None else 0,
    }


def walk(turns: pa.Table, pack: Pack) -> pa.Table:
    """What the walk along the ceiling says of each row.

    turns: id_usulan, kode_kelurahan, biaya, sarpras, pagu of eligible, costed proposals, sorted by kelurahan and
    turn; returned with the four columns of rules.allocation.Allocation instead of biaya, sarpras and pagu.
    """
    columns = (turns[name].to_pylist() for name in ("kode_kelurahan", "biaya", "sarpras", "pagu"))
    share = pack.fisik.maks_persen if pack.fisik else None
    out = allocate(*columns, maks_persen=share, lompati=pack.prioritas.lompati)
    return (
        turns.drop_columns(["biaya", "sarpras", "pagu"])
        .append_column("hasil", pa.array(out.hasil, pa.string()))
        .append_column("kumulatif", pa.array(out.kumulatif, pa.int64()))
        .append_column("naik_pagu", pa.array(out.naik_pagu, pa.int64()))
        .append_column("biaya_muat", pa.array(out.biaya_muat, pa.int64()))
    )
