"""What the person who ran the cycle is told: what waits, what came back, where the packets are."""

from collections.abc import Iterator

from flows import warehouse
from flows.cycle import Cycle


def sentences(cycle: Cycle) -> Iterator[str]:
    """The result of the last run of the cycle, a sentence a line."""
    with warehouse.published(cycle.warehouse) as con:
        yield from _inbox(con, cycle)
        files, read_files = con.execute(
            "SELECT count(*), count(*) FILTER (WHERE status = 'terbaca') FROM berkas"
        ).fetchone()
        rows = dict(con.execute("SELECT status, count(*) FROM baris GROUP BY status").fetchall())
        (heard,) = con.execute("SELECT count(*) FROM kelurahan WHERE jumlah_usulan > 0").fetchone()
        yield (
            f"{read_files} dari {files} berkas terbaca; {rows.get('diterima', 0)} usulan diterima dari {heard} kelurahan, "
            f"{rows.get('dikembalikan', 0)} baris dikembalikan untuk dilengkapi."
        )
        refused = con.execute(
            "SELECT nama, alasan FROM berkas WHERE status = 'ditolak' ORDER BY nama, sha256"
        ).fetchall()
        yield from (f"  {nama}: {alasan}" for nama, alasan in refused)
    yield f"Paket: {cycle.packets / 'internal' / 'index.html'}"
    yield f"Edisi publik: {cycle.packets / 'publik' / 'index.html'}"


def _inbox(con, cycle: Cycle) -> Iterator[str]:
    other = con.execute(
        "SELECT keterangan, count(*) FROM kiriman WHERE kejadian = 'tahun_lain' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for year, number in other:
        yield f"{number} berkas untuk {year} menunggu: musrenbang run {year} --data {cycle.folder}"
    told = {
        "menunggu": "masih ditulis atau diunduh, diambil pada run berikutnya",
        "tidak_terbaca": "belum dapat dibuka; periksa izin berkasnya",
    }
    for nama, kejadian in con.execute(
        "SELECT nama, kejadian FROM kiriman WHERE kejadian IN ('menunggu', 'tidak_terbaca') ORDER BY nama"
    ).fetchall():
        yield f"  {nama}: {told[kejadian]}"
    for nama, newer in con.execute(
        "SELECT nama, keterangan FROM kiriman WHERE kejadian = 'sama' AND keterangan <> '' ORDER BY nama"
    ).fetchall():
        yield f"  {nama}: sudah ada kiriman yang lebih baru ({newer}), jadi tidak ada yang berubah"
