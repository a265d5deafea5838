"""A small fixed season, and the pages of it that are kept: every jalur, the register, text that wants masking.

Made up from beginning to end. Arrival is fixed, so that the pages are the same to the byte on every machine.
"""

import re
from pathlib import Path

from tests.builders import BANDENGAN, Season, archived, proposal, referred, ruled, run

KEPT = Path(__file__).parent / "pages"
PAGES = [
    f"internal/{BANDENGAN}/index.html",
    f"internal/{BANDENGAN}/lembar-lurah.html",
    f"internal/{BANDENGAN}/ba-musrenbang.html",
    f"internal/{BANDENGAN}/ba-musyawarah-dana-kelurahan.html",
    f"publik/{BANDENGAN}/index.html",
    "internal/index.html",
    "publik/index.html",
]

ROB = "Air rob masuk gang dua kali sebulan & anak sekolah sulit lewat"
RW_05 = [
    proposal(masalah=ROB, pengusul="Contoh Warga 1", kontak="0800-0000-0001", prioritas=1, swadaya="2 jt",
             penerima_manfaat="60 KK", lokasi="depan rumah Pak Contoh", catatan="tunggu surat"),
    proposal(masalah="Saluran ambles", pengusul="Contoh Warga 1", kontak="0800-0000-0001", prioritas=1,
             lokasi="depan rumah Pak Contoh"),
    proposal(rt="RT 01 s/d 03", usulan="Paving gang", masalah="Becek", biaya="95.000.000", prioritas=2,
             volume=300, penerima_manfaat=240, status_lahan="fasilitas umum"),
    proposal(rt=4, usulan="Pelatihan membatik tulis", masalah="Banyak pemuda menganggur", biaya="25 jt",
             volume=1, satuan="paket", inovasi="ya", lembaga="KARANG TARUNA", prioritas=3),
    proposal(rt=2, usulan="Peninggian jalan gang <b>5</b>", masalah=ROB, biaya="80 jt", prioritas=4),
    proposal(rt=1, usulan="Lampu jalan gang", masalah="Gelap, hubungi 0812-3456-7890", biaya=None, volume=3,
             satuan="titik", lokasi="Gang 1"),
]  # fmt: skip
RW_02 = [
    proposal(rw=2, rt=1, usulan="Mobil sampah", masalah="Sampah menumpuk", biaya="350 jt", volume=1, satuan="unit"),
    proposal(rw=2, rt=1, usulan="Bedah rumah", masalah="Rumah tidak layak", biaya="20 jt", volume=1, satuan="unit"),
    proposal(rw=2, rt=2, usulan="CCTV gang", masalah="Kurang aman", biaya="6 jt", volume=2, satuan="unit"),
    proposal(rw=2, rt=2, usulan="Pos kamling", masalah="Pos lapuk", biaya=None, volume=None),
    proposal(rw=2, rt=2, usulan="Perbaikan saluran", masalah="Buntu", sumber_dana="APBD Kota", lokasi="Gang 7"),
]  # fmt: skip
SETONO = [proposal(kelurahan="Setono", rw=1, rt=1, usulan="Gerobak sampah", masalah="Sampah", biaya="6 jt")]
NIHIL = [{"kelurahan": "Bandengan", "rw": "3", "rt": "", "masalah": "", "usulan": "NIHIL"}]
REGISTER = [
    {"kode_kelurahan": BANDENGAN, "rw": rw, "rt": rt, "kk": 20, "penduduk": 70}
    for rw in (1, 2, 3, 5)
    for rt in (1, 2, 3, 4)
]


def season(folder: Path) -> Season:
    """The season after a run; its ceiling is so low that one work must wait."""
    referred(folder, "rt_rw.csv", REGISTER)
    ruled(folder, {"nilai = 1_000_000_000": "nilai = 200_000_000"})
    files = {"RW 05.csv": RW_05, "RW 02.csv": RW_02, "Setono.csv": SETONO, "RW 03 nihil.csv": NIHIL}
    return run(archived(folder, files))


def pages(folder: Path) -> dict[str, str]:
    """Path -> text of every page that is kept."""
    made = season(folder).cycle.packets
    return {name: masked((made / name).read_text(encoding="utf-8")) for name in PAGES}


def masked(html: str) -> str:
    """The version, the hash of the rules and the style sheet change with every word of theirs: they are left out.

    Who changes how pages look opens them in a browser; here their words and their order are kept.
    """
    html = re.sub(r"<style>.*?</style>", "<style>...</style>", html, flags=re.DOTALL)
    html = re.sub(r"(&#39;sha256-)[^&]+", r"\1...", html)
    html = re.sub(r"(Sidik aturan <code>)[0-9a-f]{64}", r"\1...", html)
    return re.sub(r"(musrenbang versi )[\w.+]+\w", r"\1...", html)
