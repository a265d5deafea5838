"""Stage 8 of 9: who carries each proposal out and how it is bought; then the totals of each RW and kelurahan,
and what earlier years became of."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pyarrow as pa

from flows import history, matters, policy, warehouse
from flows.cycle import Cycle
from flows.intake.ledger import arrivals
from flows.rules.models import Pack


def procure(cycle: Cycle) -> str:
    """Leaves pengadaan, rw, kelurahan, riwayat, peringatan and jalan; returns how many rows have which method."""
    pack = policy.pack_of(cycle)
    with warehouse.building(cycle) as con:
        warehouse.make(con, "80_batas", "80_pengadaan", "80_rw")
        warehouse.make(con, "80_kelurahan", maks_persen=pack.fisik.maks_persen if pack.fisik else None)
        warehouse.make(con, "80_keputusan", "80_realisasi")
        matters.raise_matters(con, pack)
        history.recall(cycle, con)
        warehouse.put(con, "jalan", _run(cycle, pack))
        for name in ("pengadaan", "kelurahan"):
            warehouse.hold(con, name)
        counts = con.execute("SELECT metode, count(*) FROM pengadaan GROUP BY metode ORDER BY metode").fetchall()
    return ", ".join(f"{number} {metode}" for metode, number in counts) or "0"


def _run(cycle: Cycle, pack: Pack) -> pa.Table:
    """The one row of table jalan; the edition is counted from arrivals, never from the clock."""
    zone = ZoneInfo(pack.jadwal.zona)
    came = [datetime.fromisoformat(one.diterima).astimezone(zone) for one in arrivals(cycle)]
    row = {
        "tahun": cycle.tahun,
        "kota": cycle.kota,
        "versi": cycle.versi,
        "hash_aturan": policy.hash_rules(cycle),
        "hash_masukan": cycle.hash_input(),
        "rancangan_ke": len({moment.date() for moment in came}),
        "data_sampai": max(came).replace(tzinfo=None) if came else None,
    }
    types = {"tahun": pa.int32(), "rancangan_ke": pa.int32(), "data_sampai": pa.timestamp("us")}
    return pa.Table.from_pylist([row], pa.schema([(name, types.get(name, pa.string())) for name in row]))
