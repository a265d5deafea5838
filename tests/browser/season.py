"""A season for looking at: a kelurahan of 40 proposals, one of 200, one of 300, the others none.

Made up from beginning to end. Each proposal begins and ends with a word of its own, so that a printed page shows
whether its row was cut; among the 40 stand texts that break pages.
"""

from pathlib import Path

from tests.builders import Season, archived, proposal, referred, ruled, run

OF_40, OF_200, OF_300, NONE = "33.75.03.1009", "33.75.03.1002", "33.75.01.1002", "33.75.02.1010"
SIZES = {OF_40: 40, OF_200: 200, OF_300: 300}

# What is asked for, its cost and where that leads; the words go round.
WORKS = (
    {"usulan": "Perbaikan saluran", "biaya": "8 jt"},
    {"usulan": "Paving gang", "biaya": "12 jt", "volume": "60", "satuan": "m2", "status_lahan": "belum tahu"},
    {"usulan": "Pelatihan membatik", "biaya": "6 jt", "volume": "1", "satuan": "kegiatan"},
    {"usulan": "Normalisasi kali", "biaya": "250 jt"},
    {"usulan": "Rabat beton gang", "biaya": "145000000"},
    {"usulan": "Pos kamling", "biaya": None, "volume": None},
    {"usulan": "CCTV gang", "biaya": "9 jt", "volume": "2", "satuan": "unit"},
    {"usulan": "Lampu jalan gang", "biaya": "4 jt", "volume": "3", "satuan": "titik"},
    {"usulan": "Sembako warga", "biaya": "5 jt"},
    {"usulan": "Mobil sampah", "biaya": "350 jt", "volume": "1", "satuan": "unit"},
)
PROBLEM = "Air rob masuk gang dua kali sebulan dan anak sekolah sulit lewat"
NAUGHTY = (
    "<script>alert(1)</script> &amp; </q></td></table>",
    '"><img src=x onerror=alert(1)> javascript:alert(1)',
    "{{ 7 * 7 }} {% include 'x' %} ${7*7} `id` $(id)",
    "ثم نفس سقطت وبالتحديد، 部落格 👩‍👩‍👧‍👦 T̴h̷e̶ ̸z̵a̶l̴g̷o̸ \u202etest\u202c",
    '=HYPERLINK("http://example.com";"x") http://example.com/?a=1&b=2',
    "A" * 500,
)
LONG = "panjang " * 249 + "ujung"


def season(folder: Path) -> Season:
    """The season after a run, with its register and its facilitators."""
    referred(folder, "rt_rw.csv", _register())
    referred(folder, "faskel.csv", FASKEL)
    ruled(folder, {"nilai = 1_000_000_000": "nilai = 600_000_000"})
    files = {f"{kode}.csv": _proposals(kode, size) for kode, size in SIZES.items()}
    return run(archived(folder, files | {"belum lengkap.csv": INCOMPLETE}))


FASKEL = [
    {"kode_kelurahan": OF_40, "nama": "Contoh Pendamping", "kontak": "0800-0000-0007", "tingkat": "kelurahan"},
    {"kode_kelurahan": NONE, "nama": "Contoh Pendamping", "kontak": "0800-0000-0007", "tingkat": "kelurahan"},
    {"kode_kelurahan": "33.75.01", "nama": "Contoh Senior", "kontak": "0800-0000-0008", "tingkat": "senior"},
]
INCOMPLETE = [proposal(rw=9, rt=1, masalah=None), proposal(rw=9, rt=2, masalah=None)]


def _register() -> list[dict[str, object]]:
    places = [(kode, rw, rt) for kode in (*SIZES, NONE) for rw in range(1, 13) for rt in range(1, 4)]
    return [{"kode_kelurahan": kode, "rw": rw, "rt": rt, "kk": 20, "penduduk": 70} for kode, rw, rt in places]


def _proposals(kode: str, size: int) -> list[dict[str, str]]:
    rows = [_proposal(kode, number) for number in range(size)]
    if kode == OF_40:
        odd = [*({"usulan": text, "biaya": "1 jt"} for text in NAUGHTY), {"masalah": LONG, "biaya": "2 jt"}]
        rows = [row | changes for row, changes in zip(rows, odd, strict=False)] + rows[len(odd) :]
    return rows


def _proposal(kode: str, number: int) -> dict[str, str]:
    """RW 1 to 10 send, RW 11 and 12 are silent; one in four is a sentence that needs several lines."""
    work = WORKS[number % len(WORKS)]
    between = f" {work['usulan']} yang sudah lama ditunggu oleh warga" * (1 if number % 4 else 4)
    named = {"usulan": f"mulai{number:03d} {work['usulan']}{between} selesai{number:03d}", "lokasi": f"Gang {number}"}
    place = {"kelurahan": kode, "rw": 1 + number % 10, "rt": 1 + number % 3, "prioritas": 1 + number // 10}
    people = {
        "pengusul": "Contoh Warga",
        "kontak": "0800-0000-0001",
        "penerima_manfaat": 20 + number,
        "masalah": PROBLEM,
    }
    return proposal(**(work | named | place | people))
