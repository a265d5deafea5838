"""A what-if beside the published run: what it may be compared with, and how it is published in its own folder."""

from collections.abc import Iterator
from dataclasses import replace

from flows import packets, policy, warehouse
from flows.conservation import assert_holds
from flows.cycle import Cycle
from flows.errors import RulePackError, UsageError
from flows.swapping import newest

COMPARED = ("terbit_usulan", "terbit_kelurahan")


def must_be_comparable(cycle: Cycle) -> None:
    """Raises UsageError when there is no published run of the same files, rules and version, or no such pack."""
    real = replace(cycle, andai=())
    policy.pack_of(real)
    with warehouse.consulted(real) as con:
        found = warehouse.one(con, "SELECT hash_masukan, hash_aturan, versi FROM jalan")
    cure = f"Jalankan dahulu: musrenbang run {cycle.tahun} --data {cycle.folder}"
    if found != (cycle.hash_input(), policy.hash_rules(real), cycle.versi):
        raise UsageError(f"Berkas, aturan, atau versi program sudah berubah sejak run terakhir. {cure}")
    try:
        policy.pack_of(cycle)
    except RulePackError as error:
        raise UsageError(f"Andai ini belum dapat dihitung: {'; '.join(error.faults)}") from error


def finish(cycle: Cycle) -> str:
    """Puts the published run beside the what-if, and publishes warehouse and pages in the what-if's own folder."""
    assert_holds(cycle)
    with warehouse.published(cycle.real_warehouse) as real, warehouse.building(cycle) as con:
        for table in COMPARED:
            warehouse.put(con, table, real.sql(warehouse.select(f"90_{table}")).to_arrow_table())
    warehouse.publish(cycle)
    packets.publish(cycle)
    return f"{sum(_changes(cycle).values())} changes"


def sentences(cycle: Cycle) -> Iterator[str]:
    """What the person who asked is told, a sentence a line."""
    found, said = _changes(cycle), ", ".join(f"{name} = {value}" for name, value in cycle.andai)
    yield (
        f"Andai {said}: {found.get('masuk', 0)} usulan masuk, {found.get('keluar', 0)} keluar, "
        f"{found.get('pelaksana', 0)} berganti pelaksana."
    )
    yield "Ini hitungan percobaan; rancangan yang terbit tidak berubah."
    yield policy.origin_said(cycle)
    yield f"Halaman: {newest(cycle.packets) / 'internal' / 'andai.html'}"


def _changes(cycle: Cycle) -> dict[str, int]:
    """How many changes of which kind."""
    query = f"SELECT perubahan, count(*) FROM ({warehouse.select('90_andai_usulan')}) GROUP BY perubahan"
    with warehouse.published(cycle.warehouse) as con:
        return dict(con.execute(query).fetchall())
