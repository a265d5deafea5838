"""A small finished warehouse to render from: three kelurahan, every jalur, one of them without a proposal.

Invented from beginning to end. Only the columns that stage 90 reads are there.
"""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb

TABLES = """
CREATE TABLE usulan (id_usulan VARCHAR, kode VARCHAR, kode_kelurahan VARCHAR, rw INTEGER, rt INTEGER[],
  lembaga VARCHAR, pengusul VARCHAR, kontak VARCHAR, masalah VARCHAR, usulan VARCHAR, kegiatan VARCHAR,
  lokasi VARCHAR, lat DOUBLE, lon DOUBLE, status_lahan VARCHAR, volume DECIMAL(18,3), satuan VARCHAR,
  biaya BIGINT, biaya_sumber VARCHAR, swadaya BIGINT, sumber_dana VARCHAR, penerima_manfaat INTEGER,
  inovasi BOOLEAN, prioritas INTEGER, catatan VARCHAR, terlambat BOOLEAN, kode_kegiatan VARCHAR, bidang VARCHAR,
  program VARCHAR, jenis VARCHAR, saran VARCHAR[], sha256 VARCHAR, nomor INTEGER);
CREATE TABLE kelompok (kelompok VARCHAR, id_usulan VARCHAR, peran VARCHAR, kemiripan DOUBLE);
CREATE TABLE peringkat (id_usulan VARCHAR, kode_kelurahan VARCHAR, skor INTEGER, peringkat INTEGER);
CREATE TABLE alokasi (id_usulan VARCHAR, kode_kelurahan VARCHAR, jalur VARCHAR, biaya BIGINT, kumulatif BIGINT,
  alasan VARCHAR, aturan VARCHAR, dasar VARCHAR, tujuan VARCHAR, kewenangan VARCHAR, rujukan VARCHAR,
  naik_pagu BIGINT, biaya_muat BIGINT, kenapa_belum VARCHAR, urutan INTEGER);
CREATE TABLE pengadaan (id_usulan VARCHAR, metode VARCHAR, pelaksana VARCHAR, aturan VARCHAR, dasar VARCHAR);
CREATE TABLE peringatan (kode_kelurahan VARCHAR, kode VARCHAR, id_usulan VARCHAR[], pesan VARCHAR);
CREATE TABLE kelurahan (kode VARCHAR, nama VARCHAR, kecamatan_kode VARCHAR, kecamatan VARCHAR, singkatan VARCHAR,
  pagu BIGINT, jumlah_usulan BIGINT, total_biaya BIGINT, masuk_rencana BIGINT, sisa BIGINT, sarpras_masuk BIGINT,
  sarpras_batas BIGINT, inovasi BIGINT, rw_diam BIGINT, rt_diam BIGINT, rw_terdengar BIGINT, rw_nihil BIGINT);
CREATE TABLE rw (kode_kelurahan VARCHAR, rw INTEGER, jumlah_usulan BIGINT, total_biaya BIGINT,
  masuk_rencana BIGINT, status VARCHAR);
CREATE TABLE berkas (sha256 VARCHAR, nama VARCHAR, status VARCHAR);
CREATE TABLE baris (sha256 VARCHAR, nomor INTEGER, status VARCHAR);
CREATE TABLE temuan (sha256 VARCHAR, nomor INTEGER, kode VARCHAR, tingkat VARCHAR, pesan VARCHAR);
CREATE TABLE menu (kode VARCHAR, nama VARCHAR, subkegiatan VARCHAR);
CREATE TABLE luar_menu (kode VARCHAR, nama VARCHAR);
CREATE TABLE opd (id VARCHAR, nama VARCHAR);
CREATE TABLE angka (id VARCHAR, uraian VARCHAR, nilai BIGINT, dasar VARCHAR, status VARCHAR, diperiksa DATE);
CREATE TABLE paket (bagian VARCHAR, kunci VARCHAR, nilai VARCHAR);
CREATE TABLE jalan (tahun INTEGER, kota VARCHAR, versi VARCHAR, hash_aturan VARCHAR, hash_masukan VARCHAR,
  rancangan_ke INTEGER, data_sampai TIMESTAMP);
"""

BANDENGAN, DEGAYU, SETONO = "33.75.03.1009", "33.75.03.1007", "33.75.02.1010"
PLACES = {
    BANDENGAN: ("Bandengan", "33.75.03", "Pekalongan Utara", "BDG"),
    DEGAYU: ("Degayu", "33.75.03", "Pekalongan Utara", "DGY"),
    SETONO: ("Setono", "33.75.02", "Pekalongan Timur", "STN"),
}
PAGU, SHARE = 350_000_000, 70

# kelurahan, rw, rt, jalur, biaya, usulan, masalah, more columns
Row = tuple[str, int | None, list[int], str, int | None, str, str, dict]


def rows() -> list[Row]:
    """The proposals, each kelurahan's in the order of allocation."""
    sarpras = {
        "kode_kegiatan": "A1.2",
        "program": "sarpras",
        "jenis": "konstruksi",
        "bidang": "infrastruktur",
    }
    latih = {"kode_kegiatan": "B2.1", "program": "pemberdayaan", "jenis": "nonfisik", "bidang": "ekonomi"}
    rob = "Setiap rob air masuk gang dan anak sekolah sulit lewat"
    found: list[Row] = [
        (
            BANDENGAN,
            5,
            [3],
            "dana_kelurahan",
            62_500_000,
            "Perbaikan saluran Gang 3",
            rob,
            sarpras
            | {
                "pengusul": "Slamet Kanarinama",
                "kontak": "0812-3456-7890",
                "catatan": "catatan kanaricatat",
                "lokasi": "depan rumah Pak Slamet Kanarinama",
                "volume": "125.5",
                "satuan": "m",
            },
        ),
        (
            BANDENGAN,
            5,
            [1, 2, 4],
            "dana_kelurahan",
            120_000_000,
            "Rabat beton gang",
            rob,
            sarpras | {"status_lahan": "belum tahu", "biaya_sumber": "estimasi"},
        ),
        (
            BANDENGAN,
            None,
            [],
            "dana_kelurahan",
            25_000_000,
            "Pelatihan membatik untuk pemuda",
            "Banyak pemuda menganggur",
            latih | {"lembaga": "KARANG TARUNA", "inovasi": True},
        ),
        (
            BANDENGAN,
            4,
            [1, 2, 3],
            "cadangan",
            90_000_000,
            "Paving gang <script>alert(1)</script>",
            "Becek & licin",
            sarpras
            | {
                "kenapa_belum": "muat bila biayanya paling banyak Rp37.500.000, misalnya bertahap",
                "biaya_muat": 37_500_000,
                "terlambat": True,
            },
        ),
        (
            BANDENGAN,
            4,
            [2],
            "kecamatan_opd",
            None,
            "Mohon rumah pompa, dulu didanai APBD dan disetujui dinas",
            rob,
            {"tujuan": "dpupr", "kewenangan": "kota", "rujukan": "DPUPR melalui musrenbang kecamatan"},
        ),
        (
            BANDENGAN,
            4,
            [3],
            "kecamatan_opd",
            30_000_000,
            "Lampu jalan raya",
            "Gelap",
            {
                "tujuan": "dishub",
                "kewenangan": "kota",
                "rujukan": "Dinas Perhubungan melalui musrenbang kecamatan",
            },
        ),
        (
            BANDENGAN,
            2,
            [1],
            "tidak_memenuhi",
            15_000_000,
            "Bantuan modal warung",
            "Modal kurang",
            {
                "alasan": "Bantuan orang bukan kegiatan dana kelurahan",
                "rujukan": "Dinas sosial dengan surat pengantar",
                "kode_kegiatan": "X.MODAL",
            },
        ),
        (
            BANDENGAN,
            2,
            [2],
            "perlu_biaya",
            None,
            "Saluran belakang posyandu",
            "Buntu",
            sarpras | {"pengusul": "Siti", "kontak": "081234567890"},
        ),
        (
            BANDENGAN,
            2,
            [],
            "perlu_klasifikasi",
            5_000_000,
            "Tenda dan kursi",
            "Sering meminjam",
            {"saran": ["B4.1"], "lembaga": "RW"},
        ),
        (BANDENGAN, 5, [4], "digabung", 61_000_000, "Perbaikan saluran Gang 3", rob, sarpras | {"wakil": 0}),
    ]
    found += [
        (DEGAYU, 1 + n % 6, [1 + n % 5], "dana_kelurahan" if n < 12 else "cadangan", 20_000_000 + 250_000 * (n % 9),
         f"Peninggian jalan gang {n + 1}", rob, sarpras | {"volume": f"{50 + n}", "satuan": "m"})
        for n in range(50)
    ]  # fmt: skip
    return found


def build(path: Path) -> Path:
    """Writes the warehouse and returns its path."""
    with duckdb.connect(str(path)) as con:
        con.execute(TABLES)
        _proposals(con, rows())
        _areas(con, rows())
        _run(con)
    return path


def _insert(con: duckdb.DuckDBPyConnection, table: str, record: dict) -> None:
    names, marks = ", ".join(record), ", ".join("?" * len(record))
    con.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(record.values()))


def _proposals(con: duckdb.DuckDBPyConnection, found: list[Row]) -> None:
    turn: dict[tuple[str, str], int] = {}
    running: dict[str, int] = {}
    for n, (kelurahan, rw, rt, jalur, biaya, usulan, masalah, more) in enumerate(found):
        name, common = f"2028-{kelurahan.replace('.', '')}-{n:07d}", {"kode_kelurahan": kelurahan}
        place = turn[kelurahan, jalur] = turn.get((kelurahan, jalur), 0) + 1
        _insert(
            con,
            "usulan",
            {"id_usulan": name, **common, **_sent(n, kelurahan, rw, rt, biaya, usulan, masalah, more)},
        )
        _insert(con, "peringkat", {"id_usulan": name, **common, "skor": 900 - n, "peringkat": n + 1})
        kumulatif = None
        if jalur == "dana_kelurahan":
            kumulatif = running[kelurahan] = running.get(kelurahan, 0) + (biaya or 0)
        told = {
            key: more[key]
            for key in ("tujuan", "kewenangan", "rujukan", "biaya_muat", "kenapa_belum")
            if key in more
        }
        _insert(con, "alokasi", {
            "id_usulan": name, **common, "jalur": jalur, "biaya": biaya, "kumulatif": kumulatif, "urutan": place,
            "alasan": more.get("alasan", "Menurut urutan rancangan"), "aturan": "J", "dasar": "PP 17/2018", **told,
        })  # fmt: skip
        if biaya is not None:
            own = {"metode": "swakelola_tipe_iv", "pelaksana": "pokmas"}
            _insert(
                con, "pengadaan", {"id_usulan": name, **own, "aturan": "P", "dasar": "Peraturan LKPP 3/2021"}
            )
        if "wakil" in more:
            main = f"2028-{kelurahan.replace('.', '')}-{more['wakil']:07d}"
            for member, role in ((main, "wakil"), (name, "anggota")):
                _insert(
                    con, "kelompok", {"kelompok": main, "id_usulan": member, "peran": role, "kemiripan": 1.0}
                )


def _sent(
    n: int,
    kelurahan: str,
    rw: int | None,
    rt: list[int],
    biaya: int | None,
    usulan: str,
    masalah: str,
    more: dict,
) -> dict:
    kept = ("wakil", "tujuan", "kewenangan", "rujukan", "biaya_muat", "kenapa_belum", "alasan", "volume")
    return {
        "kode": f"{PLACES[kelurahan][3]}-{rw or 0:02d}-{n:07d}", "rw": rw, "rt": rt, "lembaga": "RT" if rt else None,
        "masalah": masalah, "usulan": usulan, "biaya": biaya, "biaya_sumber": "pengusul" if biaya else None,
        "volume": Decimal(more["volume"]) if "volume" in more else None, "terlambat": False, "inovasi": None,
        "sha256": f"{rw or 0:064x}", "nomor": n + 2,
        **{key: value for key, value in more.items() if key not in kept},
    }  # fmt: skip


def _areas(con: duckdb.DuckDBPyConnection, found: list[Row]) -> None:
    registered = {BANDENGAN: range(1, 7), DEGAYU: range(1, 7)}
    for kode, (nama, kecamatan_kode, kecamatan, singkatan) in PLACES.items():
        own = [row for row in found if row[0] == kode]
        inside = [row for row in own if row[3] == "dana_kelurahan"]
        sent = {row[1] for row in own} - {None}
        all_rw = sorted(set(registered.get(kode, ())) | sent)
        nihil = {6} if kode == BANDENGAN else set()
        funded = sum(row[4] or 0 for row in inside)
        silent = None if kode not in registered else len([rw for rw in all_rw if rw not in sent | nihil])
        _insert(con, "kelurahan", {
            "kode": kode, "nama": nama, "kecamatan_kode": kecamatan_kode, "kecamatan": kecamatan,
            "singkatan": singkatan, "pagu": PAGU, "jumlah_usulan": len(own),
            "total_biaya": sum(row[4] or 0 for row in own if row[3] != "digabung"), "masuk_rencana": funded,
            "sisa": PAGU - funded, "sarpras_batas": PAGU * SHARE // 100,
            "sarpras_masuk": sum(row[4] or 0 for row in inside if row[7].get("program") == "sarpras"),
            "inovasi": sum(bool(row[7].get("inovasi")) for row in own), "rw_diam": silent,
            "rt_diam": None if silent is None else 7, "rw_terdengar": len(sent | nihil), "rw_nihil": len(nihil),
        })  # fmt: skip
        for rw in all_rw:
            status = "mengirim" if rw in sent else "nihil" if rw in nihil else "belum mengirim"
            count = sum(row[1] == rw for row in own)
            _insert(con, "rw", {"kode_kelurahan": kode, "rw": rw, "jumlah_usulan": count, "total_biaya": 0,
                                "masuk_rencana": 0, "status": status})  # fmt: skip


def _run(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("INSERT INTO menu VALUES ('A1.2', 'Drainase dan selokan', '7.01.03.2.02.0002'),"
                " ('B2.1', 'Pelatihan kerja', '7.01.03.2.02.0003'), ('B4.1', 'Pelatihan pembinaan LKK', '7.01.03.2.02.0003')")  # fmt: skip
    con.execute("INSERT INTO luar_menu VALUES ('X.MODAL', 'Bantuan modal')")
    con.execute("INSERT INTO opd VALUES ('dpupr', 'Dinas Pekerjaan Umum'), ('dishub', 'Dinas Perhubungan')")
    seen = date(2026, 11, 22)
    _insert(con, "angka", {"id": "pagu", "uraian": "Pagu dana kelurahan tiap kelurahan", "nilai": PAGU,
                           "dasar": "Berita 2020", "status": "pernyataan_pers", "diperiksa": None})  # fmt: skip
    _insert(con, "angka", {"id": "pl_barang", "uraian": "Batas", "nilai": 200_000_000, "dasar": "Perpres 16/2018",
                           "status": "peraturan", "diperiksa": seen})  # fmt: skip
    pack = {
        ("paket", "nama"): "Kota Pekalongan", ("pagu", "tahap"): "indikatif", ("jadwal", "zona"): "Asia/Jakarta",
        ("jadwal", "musrenbang_kelurahan"): "2027-01-31", ("pihak_ketiga", "nilai"): "100000000",
        ("inovasi", "minimal"): "1",
    }  # fmt: skip
    for (bagian, kunci), nilai in pack.items():
        _insert(con, "paket", {"bagian": bagian, "kunci": kunci, "nilai": nilai})
    _insert(con, "jalan", {"tahun": 2028, "kota": "33.75", "versi": "0.1.0", "hash_aturan": "a1" * 32,
                           "hash_masukan": "b2" * 32, "rancangan_ke": 3,
                           "data_sampai": datetime(2026, 12, 31, 23, 59)})  # fmt: skip
    _insert(con, "berkas", {"sha256": f"{5:064x}", "nama": "kanariberkas.csv", "status": "terbaca"})
    _insert(con, "baris", {"sha256": f"{5:064x}", "nomor": 2, "status": "diterima"})
    _insert(con, "temuan", {"sha256": f"{5:064x}", "nomor": 2, "kode": "volume_tanpa_satuan", "tingkat": "peringatan",
                            "pesan": "Baris 2, volume tertulis «150» tanpa satuan."})  # fmt: skip
    _insert(con, "peringatan", {"kode_kelurahan": BANDENGAN, "kode": "duplikat", "pesan": "Usulan yang mirip kanariperiksa",
                                "id_usulan": [f"2028-{BANDENGAN.replace('.', '')}-{n:07d}" for n in (0, 1)]})  # fmt: skip
