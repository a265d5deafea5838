"""Views of one kelurahan in which a test states only what it cares about."""

from dataclasses import fields
from datetime import datetime

from reports.issue import INTERNAL, PUBLIK, Terbitan
from reports.packet import Paket, public_packet
from reports.views import Kelurahan, Rw, Usulan
from tests.reports.persons_in_text import kamus

ISSUE = Terbitan(
    tahun=2028,
    kota="Kota Pekalongan",
    tahap="indikatif",
    pagu_nama="pagu sementara (perkiraan)",
    pagu_sifat="sementara",
    sebutan="RANCANGAN, belum keputusan musyawarah",
    data="Rancangan ke-3, data diterima s.d. 31 Desember 2026 pukul 23.59 WIB",
    tenggat="Batas masuk 31 Desember 2026 pukul 23.59 WIB, 0 hari sesudah data terakhir kami terima.",
    batas_penyedia=100_000_000,
    inovasi_minimal=1,
    musrenbang="31 Januari 2027",
    dibuat=datetime(2027, 1, 31),
    zona="Asia/Jakarta",
    diperiksa="22 November 2026",
    versi="0.1.0",
    hash_aturan="a1",
    hash_masukan="b2",
    angka=(),
    menu={},
    kamus=kamus(),
)

PLAIN = {one.name: None for one in fields(Usulan)} | {
    "id_usulan": "2028-3375031009-AAAAAAA",
    "kode": "BDG-05-AAAAAAA",
    "kode_kelurahan": "33.75.03.1009",
    "rw": 5,
    "rt": [3],
    "masalah": "Air masuk gang",
    "usulan": "Perbaikan saluran",
    "terlambat": False,
    "musyawarah": False,
    "peringkat": 1,
    "skor": 500,
    "jalur": "dana_kelurahan",
    "biaya": 20_000_000,
    "alasan": "Muat dalam pagu",
    "dasar": "PP 17/2018",
}


def proposal(sign: str = "A", **changes: object) -> Usulan:
    """One proposal; `sign` tells it from the others."""
    names = {"id_usulan": f"2028-3375031009-{sign * 7}", "kode": f"BDG-05-{sign * 7}"}
    return Usulan(**(PLAIN | names | changes))


def area(**changes: object) -> Kelurahan:
    figures = {
        "kode": "33.75.03.1009",
        "nama": "Bandengan",
        "kecamatan_kode": "33.75.03",
        "kecamatan": "Pekalongan Utara",
        "singkatan": "BDG",
        "pagu": 350_000_000,
        "jumlah_usulan": 1,
        "total_biaya": 20_000_000,
        "masuk_rencana": 20_000_000,
        "sisa": 330_000_000,
        "sarpras_masuk": 20_000_000,
        "sarpras_batas": None,
        "inovasi": 1,
        "rw_diam": None,
        "rt_diam": None,
        "rw_terdengar": 1,
        "rw_nihil": 0,
        "dicermati": 0,
    }
    return Kelurahan(**(figures | changes))


def neighbourhood(rw: int, status: str) -> Rw:
    return Rw("33.75.03.1009", rw, 0, 0, 0, status)


def internal(*usulan: Usulan, rw: tuple[Rw, ...] = (), **figures: object) -> Paket:
    return Paket(INTERNAL, area(**figures), usulan, rw)


def public(*usulan: Usulan, **figures: object) -> Paket:
    paket = public_packet(internal(*usulan, **figures), kamus())
    assert paket.edisi is PUBLIK
    return paket
