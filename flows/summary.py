"""What the person who ran the cycle is told: what waits, what came back, where the packets are."""

from collections.abc import Iterator
from datetime import datetime

from duckdb import DuckDBPyConnection

from flows import policy, reference, warehouse
from flows.cycle import Cycle
from flows.rule_files import unread
from flows.swapping import newest
from schemas.messages import message
from schemas.moments import local, moment_said

STILL_THERE = {
    "menunggu": "masih ditulis atau diunduh, diambil pada run berikutnya",
    "terlalu_besar": "lebih besar daripada yang dapat kami simpan (paling banyak {batas}), jadi tetap di inbox; "
    "kirim tabel usulannya saja",
    "tidak_terbaca": "belum dapat dibuka; periksa izin berkasnya",
    "hilang": "sudah tidak ada saat gilirannya; bila hanya dipindah atau berganti nama, diambil pada run berikutnya",
    "tautan": "hanya tautan, jadi tidak diikuti; letakkan berkas aslinya di inbox",
    "bukan_berkas": "bukan berkas biasa, jadi tidak diambil; letakkan berkas aslinya di inbox",
    "bukan_jenis": "bukan teks dan bukan jenis yang kami kenal, jadi dibiarkan di inbox; kirim sebagai Excel atau CSV",
    "jalur_panjang": "nama foldernya terlalu panjang, jadi belum diambil; pindahkan ke folder dekat inbox",
}

NOTED = {
    "beda": "salinannya di arsip berbeda dari yang diterima; berkas ini tidak dibaca. Pulihkan dengan:",
    "nanti": "waktu terimanya belum tiba, jadi yang datang kemudian tidak menggantikannya. Betulkan dengan:",
}

SHOWN = 20  # lines on one matter


def sentences(cycle: Cycle) -> Iterator[str]:
    """The result of the last run of the cycle, a sentence a line."""
    with warehouse.published(cycle.warehouse) as con:
        yield from _inbox(con, cycle)
        yield _counts(con)
        query = "SELECT nama, alasan FROM berkas WHERE status = 'ditolak' ORDER BY nama, sha256"
        yield from (f"  {nama}: {alasan}" for nama, alasan in con.execute(query).fetchall())
        yield from _archive(con, cycle)
        yield from _sheets(con)
        yield from _later_ceilings(con)
        yield from (f"  {remark}" for remark in reference.remarks(con))
    returned, packets = newest(cycle.returned), newest(cycle.packets)
    if returned.is_dir() and any(returned.iterdir()):
        yield f"Berkas perbaikan dan pesan untuk pengirimnya: {returned}"
    yield policy.origin_said(cycle)
    yield f"Paket: {packets / 'internal' / 'index.html'}"
    yield f"Edisi publik: {packets / 'publik' / 'index.html'}"
    yield from unread(cycle.folder)


def _moment(utc: str, cycle: Cycle) -> str:
    zona = policy.pack_of(cycle).jadwal.zona
    return moment_said(local(datetime.fromisoformat(utc), zona), zona)


def _counts(con: DuckDBPyConnection) -> str:
    files, read = warehouse.one(con, "SELECT count(*), count(*) FILTER (WHERE status = 'terbaca') FROM berkas")
    (heard,) = warehouse.one(con, "SELECT count(*) FROM kelurahan WHERE jumlah_usulan > 0")
    rows = dict(con.execute("SELECT status, count(*) FROM baris GROUP BY status").fetchall())
    return (
        f"{read} dari {files} berkas terbaca; {rows.get('diterima', 0)} usulan diterima dari {heard} kelurahan, "
        f"{rows.get('dikembalikan', 0)} baris dikembalikan untuk dilengkapi."
    )


def _archive(con: DuckDBPyConnection, cycle: Cycle) -> Iterator[str]:
    """What the archive's check found that stops nothing, and files dropped again that the office took back."""
    cure = f"musrenbang repair {cycle.tahun} --data {cycle.folder}"
    query = "SELECT arsip, hal FROM arsip_catatan ORDER BY ALL"
    for arsip, hal in con.execute(query).fetchall():
        yield f"  {arsip}: {NOTED[hal]} {cure}"
    query = """
        SELECT DISTINCT berkas.nama, berkas.sha256[:12] FROM berkas JOIN kedatangan USING (nama)
        WHERE berkas.kode = 'ditarik' AND kedatangan.kejadian = 'sama' ORDER BY ALL"""
    for nama, sha256 in con.execute(query).fetchall():
        yield f"  {nama}: agar dihitung lagi: musrenbang tarik {sha256} --data {cycle.folder} --batal"


def _sheets(con: DuckDBPyConnection) -> Iterator[str]:
    """What a verification sheet says that could not be used: the office reads it here, nobody else is asked."""
    query = """
        SELECT berkas.nama, temuan.pesan, temuan.cara FROM temuan JOIN berkas USING (sha256)
        WHERE berkas.jenis = 'verifikasi' ORDER BY berkas.nama, temuan.nomor, temuan.kolom"""
    rows = con.execute(query).fetchall()
    yield from (f"  {nama}: {pesan} {cara}" for nama, pesan, cara in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"  dan {len(rows) - SHOWN} isian lain di lembar verifikasi yang perlu dicek."


def _later_ceilings(con: DuckDBPyConnection) -> Iterator[str]:
    """Ceilings that an office has entered for a stage which the rule pack has not reached."""
    query = """
        SELECT pagu.tahap, count(*) FROM pagu JOIN jalan ON jalan.tahun = pagu.tahun
        WHERE pagu.tahap <> '' AND pagu.tahap NOT IN (SELECT tahap FROM pagu_tahap) GROUP BY ALL ORDER BY ALL"""
    for tahap, number in con.execute(query).fetchall():
        yield f"  pagu.csv: {number} pagu tahap {tahap} belum dipakai, karena paket aturan belum sampai di tahap itu."


def _inbox(con: DuckDBPyConnection, cycle: Cycle) -> Iterator[str]:
    """What the run saw in the inbox and did not take."""
    query = "SELECT keterangan, count(*) FROM kedatangan WHERE kejadian = 'tahun_lain' GROUP BY ALL ORDER BY ALL"
    for year, number in con.execute(query).fetchall():
        yield f"{number} berkas untuk {year} menunggu: musrenbang run {year} --data {cycle.folder}"
    query = "SELECT count(*) FROM kedatangan WHERE kejadian IN ('menunggu', 'dibiarkan') AND keterangan <> ''"
    if left := warehouse.one(con, query)[0]:
        yield f"{left} berkas atau folder sementara, tempat sampah, atau versi lama di inbox dibiarkan."
    query = """
        SELECT nama, kejadian, keterangan FROM kedatangan
        WHERE kejadian <> 'diterima' AND (kejadian <> 'menunggu' OR keterangan = '') ORDER BY nama"""
    for nama, kejadian, newer in con.execute(query).fetchall():
        if kejadian == "terlalu_besar":
            yield f"  {nama}: {STILL_THERE[kejadian].format(batas=newer)}"
        elif kejadian in STILL_THERE:
            yield f"  {nama}: {STILL_THERE[kejadian]}"
        elif kejadian == "sama" and newer:
            said = message("berkas_lama").filled(arti=f"kiriman {_moment(newer, cycle)}")
            yield f"  {nama}: {' '.join(said)}"
