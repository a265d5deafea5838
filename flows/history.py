"""Stage 8 of 9: what was proposed in earlier years, what became of it, and what is proposed again."""

import logging

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows import warehouse
from flows.cycle import Cycle

UNREADABLE = (
    "Gudang data {name} belum dapat dibaca, jadi riwayat usulan {year} belum ikut. "
    "Buat lagi dari arsipnya: musrenbang run {year} --data {dir}"
)
log = logging.getLogger("musrenbang")

REMEMBERED = pa.schema(
    [("tahun", pa.int32()), ("kode_kelurahan", pa.string()), ("rw", pa.int32()), ("rt", pa.list_(pa.int32()))]
    + [(name, pa.string()) for name in ("usulan", "lokasi", "pengusul", "hasil", "keadaan", "alasan")]
)


def recall(cycle: Cycle, con: DuckDBPyConnection) -> None:
    """Leaves riwayat (one earlier proposal) and diusulkan_lagi (one proposal that was made before).

    A warehouse of the year before that cannot be read is named, and the run goes on without it.
    """
    warehouse.put(con, "riwayat_gudang", _remembered(cycle))
    warehouse.make(con, "80_riwayat", tahun=cycle.tahun)
    warehouse.make(con, "80_diusulkan_lagi")


def _remembered(cycle: Cycle) -> pa.Table:
    """What the warehouse of the year before knows of itself and of the years before it."""
    if not cycle.earlier_warehouse.is_file():
        return REMEMBERED.empty_table()
    try:
        with warehouse.published(cycle.earlier_warehouse) as past:
            rows = past.sql(warehouse.select("80_riwayat_gudang")).to_arrow_table()
    except duckdb.InterruptException:
        raise
    except duckdb.Error:
        # What happened last year is worth much, but not this year's packets.
        log.warning("%s", UNREADABLE.format(name=cycle.earlier_warehouse.name, year=cycle.tahun - 1, dir=cycle.folder))
        return REMEMBERED.empty_table()
    return rows.select(REMEMBERED.names).cast(REMEMBERED)
