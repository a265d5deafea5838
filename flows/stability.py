"""Stage 9 of 9: how far each draft rank moves when one weight at a time moves, and whether a list would change.

Computed when packets are rendered, each variant for all kelurahan at once; it leaves temporary tables only.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from flows import policy, warehouse
from flows.funding import turn_rules, walk
from flows.rules.allocation import TAKEN
from flows.rules.models import Pack
from reports.wording import GESER

RANKS = "CREATE OR REPLACE TEMP TABLE peringkat_varian (varian INTEGER, id_usulan VARCHAR, peringkat INTEGER)"
LISTS = """
    CREATE OR REPLACE TEMP TABLE daftar_varian
        (kode_kelurahan VARCHAR, varian INTEGER, kriteria VARCHAR, arah VARCHAR, masuk BIGINT, keluar BIGINT)"""
# The order of turns with the ranks of one variant in the place of those of the draft.
TURNS = f"""
    WITH peringkat AS (FROM peringkat_varian WHERE varian = $varian),
    giliran AS (\n{warehouse.select("70_giliran")}\n)
    SELECT giliran.id_usulan, giliran.kode_kelurahan, giliran.biaya, giliran.sarpras, pagu_kelurahan.pagu,
        alokasi.jalur = 'dana_kelurahan' AS sekarang
    FROM giliran
    JOIN pagu_kelurahan ON pagu_kelurahan.kode = giliran.kode_kelurahan
    JOIN alokasi ON alokasi.id_usulan = giliran.id_usulan
    ORDER BY giliran.kode_kelurahan, giliran.giliran"""
CHANGES = f"""
    INSERT INTO daftar_varian
    SELECT kode_kelurahan, $varian, $kriteria, $arah, count(*) FILTER (NOT sekarang), count(*) FILTER (sekarang)
    FROM ditelusuri WHERE sekarang <> (hasil = '{TAKEN}') GROUP BY kode_kelurahan"""


@dataclass(frozen=True)
class Varian:
    """All weights of the pack, one of them moved up (naik) or down (turun); bobot in hundredths."""

    nomor: int
    kriteria: str
    arah: str
    bobot: dict[str, int]


def variants(pack: Pack) -> Iterator[Varian]:
    """Each criterion with a weight moved up and down; with only one such criterion nothing can move."""
    whole = {name: 100 * weight for name, weight in policy.weights(pack).items()}
    moved = [name for name, weight in whole.items() if weight]
    cases = [(name, arah, sign) for name in moved for arah, sign in (("naik", 1), ("turun", -1))]
    if len(moved) > 1:
        for nomor, (name, arah, sign) in enumerate(cases, start=1):
            bobot = whole | {name: whole[name] * (100 + sign * GESER) // 100}
            yield Varian(nomor, name.removeprefix("b_"), arah, bobot)


def try_weights(con: DuckDBPyConnection, pack: Pack) -> None:
    """Leaves peringkat_varian (one proposal in one variant) and daftar_varian (one variant that changes a list)."""
    con.execute(RANKS)
    con.execute(LISTS)
    for one in variants(pack):
        con.execute(
            "INSERT INTO peringkat_varian SELECT $varian, id_usulan, peringkat "
            f"FROM (\n{warehouse.select('60_peringkat')}\n)",
            {"varian": one.nomor, **one.bobot},
        )
        turns = con.sql(TURNS, params={"varian": one.nomor, **turn_rules(pack)}).to_arrow_table()
        con.register("ditelusuri", walk(turns, pack))
        con.execute(CHANGES, {"varian": one.nomor, "kriteria": one.kriteria, "arah": one.arah})
        con.unregister("ditelusuri")
