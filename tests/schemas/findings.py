"""For every code of the registry what a person sends that makes it: dropped into an inbox, read by the real stages.

CELLS: one row of an ordinary list each, and the column under which its finding stands. LISTS: a file of its own, for
what concerns a whole file or several rows. REFUSED: a file that cannot be read. Files of one sender that come one
after the other (LISTS with several files) arrive in that order.
"""

import hashlib
import io
import zipfile
from typing import Any

from tests.builders import proposal, sheet
from tests.faults.bombs import panicking
from tests.intake.sheets import workbook, zipped

# Code -> the cells that differ from those of an ordinary row, and the column of the finding.
CELLS: dict[str, tuple[dict[str, Any], str]] = {
    "masalah_kosong": ({"masalah": None}, "masalah"),
    "usulan_kosong": ({"usulan": None}, "usulan"),
    "dua_usulan": ({"usulan": "Paving gang dan lampu jalan"}, "usulan"),
    "teks_panjang": ({"usulan": "paving " * 80}, "usulan"),
    "data_pribadi": ({"masalah": "Hubungi 081234567890, rumahnya tergenang"}, "masalah"),
    "kelurahan_kosong": ({"kelurahan": None}, "kelurahan"),
    "kelurahan_tidak_dikenal": ({"kelurahan": "Bandung Wetan"}, "kelurahan"),
    "kelurahan_lama": ({"kelurahan": "Kraton Kidul"}, "kelurahan"),
    "rw_kosong": ({"rw": None, "rt": None, "lokasi": None}, "rw"),
    "lokasi_tanpa_rw": ({"rw": None, "rt": None}, "rw"),
    "rt_rw_tanggal": ({"rt": "05-Mar"}, "tempat"),
    "rt_rw_dua_arti": ({"rw": "03/05", "rt": None}, "tempat"),
    "rt_rw_tidak_terbaca": ({"rt": "depan"}, "tempat"),
    "rw_ganda": ({"rw": "RW 01, 02", "rt": None}, "tempat"),
    "rt_tidak_terdaftar": ({"rt": "14"}, "rt"),
    "lat_lon_luar": ({"lat": "51,5"}, "lat"),
    "status_lahan_tidak_dikenal": ({"status_lahan": "punya Mbah"}, "status_lahan"),
    "lembaga_tidak_dikenal": ({"lembaga": "Arisan"}, "lembaga"),
    "kontak_tidak_terbaca": ({"kontak": "8,12346E+10"}, "kontak"),
    "jumlah_tidak_terbaca": ({"peserta": "banyak"}, "peserta"),
    "penerima_kk": ({"penerima_manfaat": "40 KK"}, "penerima_manfaat"),
    "penerima_tidak_terbaca": ({"penerima_manfaat": "semua"}, "penerima_manfaat"),
    "tahun_lain": ({"tahun": "2031"}, "tahun"),
    "tahun_rapat": ({"tahun": "2027"}, "tahun"),
    "tanggal_tidak_terbaca": ({"tanggal": "malam Minggu"}, "tanggal"),
    "biaya_dua_arti": ({"biaya": "25.000"}, "biaya"),
    "biaya_tidak_terbaca": ({"biaya": "secukupnya"}, "biaya"),
    "biaya_nol": ({"biaya": "0"}, "biaya"),
    "biaya_kosong": ({"biaya": None}, "biaya"),
    "biaya_dibulatkan": ({"biaya": "12.345.678,75"}, "biaya"),
    "swadaya_tidak_terbaca": ({"swadaya": "tenaga warga"}, "swadaya"),
    "volume_nol": ({"volume": "0"}, "volume"),
    "volume_tidak_terbaca": ({"volume": "secukupnya"}, "volume"),
    "volume_dua_arti": ({"volume": "1.500"}, "volume"),
    "volume_tanpa_satuan": ({"satuan": None}, "volume"),
    "satuan_tidak_dikenal": ({"satuan": "depa"}, "satuan"),
    "satuan_berbeda": ({"volume": "40 m2"}, "volume"),
    "sumber_dana_tidak_dikenal": ({"sumber_dana": "kas masjid"}, "sumber_dana"),
    "skor_luar": ({"urgensi": "9"}, "urgensi"),
    "inovasi_tidak_terbaca": ({"inovasi": "mungkin"}, "inovasi"),
    "prioritas_tidak_terbaca": ({"prioritas": "pertama sekali"}, "prioritas"),
    "rujukan_tidak_dikenal": ({"rujukan": "000000000000:7"}, "rujukan"),
}

TITLE = "Masalah;Usulan;Lokasi;Biaya\n"
ROW = "Rob;Talud;Gang 3;20 juta\n"
BLOCK = "Kelurahan : Bandengan\nRW : 05\n"


def uncalculated(data: bytes) -> bytes:
    """A workbook whose formulas have no result yet."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return zipped({name: book.read(name).replace(b"</f><v>0</v>", b"</f>") for name in book.namelist()})


def list_of(*rows: dict[str, str]) -> str:
    return sheet(rows, ";")


RETURNED = {name: cell for name, cell in proposal(biaya="150", lokasi="Gang 81").items() if name not in ("rt", "rw")}
FIRST_ROUND = list_of(RETURNED | {"RT/RW": "03/05"})
NAMED = f"{hashlib.sha256(FIRST_ROUND.encode()).hexdigest()[:12]}:2"

# Code -> files in the order in which they arrive; the last one has the finding.
LISTS: dict[str, dict[str, Any]] = {
    "usulan_belum_ada": {"formulir kosong.csv": BLOCK + TITLE},
    "kolom_tidak_dikenal": {"tambahan.csv": list_of(proposal(lokasi="Gang 71") | {"Lokassi": "x"})},
    "kutip_terbuka": {"kutip.csv": BLOCK + TITLE + 'Rob;"Talud;depan pos;Gang 73;20 juta\n' + ROW},
    "kolom_lebih": {"lebih.csv": BLOCK + TITLE + "Rob;Talud;Gang 74;20 juta;lebih\n"},
    "kolom_kurang": {"kurang.csv": BLOCK + TITLE + "Rob;Talud;Gang 75;20 juta\nRob;Pagar;Gang 75\n"},
    "baris_tersembunyi": {
        "sembunyi.xlsx": workbook(
            {"A": [["Kelurahan", "RW", "Masalah", "Usulan"], ["Setono", 1, "a", "b"]]}, hidden=[1])
    },
    "lembar_tersembunyi": {
        "lembar.xlsx": workbook(
            {"A": [["Kelurahan", "RW", "Masalah", "Usulan"], ["Setono", 2, "a", "b"]],
             "B": [["Kelurahan", "RW", "Masalah", "Usulan"], ["Setono", 2, "c", "d"]]}, hide=["B"])
    },
    "lembar_tidak_dibaca": {
        "dua lembar.xlsx": workbook(
            {"A": [["Kelurahan", "RW", "Masalah", "Usulan"], ["Setono", 3, "a", "b"]],
             "B": [["RW", "Usulan"], [3, "d"]]})
    },
    "rumus_excel": {
        "rumus.xlsx": uncalculated(
            workbook({"A": [["Kelurahan", "RW", "Masalah", "Usulan", "Biaya"], ["Setono", 4, "a", "b", "=4*500000"]]}))
    },
    "keterangan_berbeda": {"beda.csv": BLOCK + list_of(proposal(kelurahan=None, rw="06", lokasi="Gang 76"))},
    "isi_dari_atas": {
        "atas.csv": list_of(proposal(lokasi="Gang 77", rt=None), proposal(lokasi="Gang 78", rw=None, rt=None))
    },
    "baris_kembar": {"kembar.csv": list_of(proposal(lokasi="Gang 79"), proposal(lokasi="Gang 79"))},
    "tanggal_dipulihkan": {
        "rw 5 kurang.csv": FIRST_ROUND,
        "rw 5 perbaikan.csv": list_of(RETURNED | {"RT/RW": "03-Mei", "biaya": "15 juta", "rujukan": NAMED}),
    },
    "terlambat": {"susulan.csv": list_of(proposal(rw="11", lokasi="Gang 80"))},
    "kiriman_ulang": {
        "rw 12.csv": list_of(
            proposal(rw="12", rt=None), proposal(rw="12", rt=None, usulan="Pos kamling", lokasi="Gang 2")),
        "rw 12 baru.csv": list_of(proposal(rw="12", rt=None, biaya="21 juta")),
    },
    "ditimpa": {
        "rw 13.csv": list_of(proposal(rw="13", rt=None)),
        "rw 14.csv": list_of(
            proposal(rw="13", rt=None, biaya="30 juta"),
            *(proposal(rw="14", rt=None, lokasi=f"Gang {n}") for n in (1, 2, 3)),
        ),
    },
}  # fmt: skip

# Code -> file that is not read as a table of proposals, and what becomes of it.
REFUSED: dict[str, tuple[str, bytes | str, str]] = {
    "berkas_kosong": ("kosong.csv", b"", "ditolak"),
    "judul_kolom": ("tanpa judul.csv", "Bandengan;05;Rob;Talud\n", "ditolak"),
    "kolom_wajib": ("tanpa masalah.csv", "RW;Usulan;Lokasi\n05;Talud;Gang 3\n", "ditolak"),
    "kolom_ganda": ("dua usulan.csv", "RW;Masalah;Jenis Usulan;Usulan Kegiatan\n05;Rob;a;b\n", "ditolak"),
    "tabel_ganda": ("dua tabel.csv", BLOCK + TITLE + ROW + "RW;RT;Usulan;Volume\n05;03;Talud;3 m\n", "ditolak"),
    "berkas_xls": ("lama.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ditolak"),
    "berkas_ods": ("libre.ods", zipped({"content.xml": b"<a/>"}), "ditolak"),
    "berkas_docx": ("surat.docx", zipped({"word/document.xml": b"<a/>"}), "ditolak"),
    "berkas_pdf": ("usulan.pdf", b"%PDF-1.7", "ditolak"),
    "berkas_foto": ("foto.jpg", b"\xff\xd8\xff\xe0", "ditolak"),
    "berkas_zip": ("usulan.zip", zipped({"a.csv": b"a"}), "ditolak"),
    "berkas_gsheet": ("usulan.gsheet", b'{"url": "https://docs.google.com"}', "ditolak"),
    "berkas_numbers": ("tabel.numbers", zipped({"Index/Tables.iwa": b"a"}), "ditolak"),
    "berkas_dokumen": ("surat.odt", zipped({"content.xml": b"<b/>"}), "ditolak"),
    "berkas_paparan": ("paparan.pptx", zipped({"ppt/presentation.xml": b"<a/>"}), "ditolak"),
    "berkas_rekaman": ("PTT-20261201-WA0003.opus", b"OggS\x00\x02", "ditolak"),
    "berkas_surel": ("Fwd usulan.eml", "From: rw05@example.org\nSubject: usulan\n\nTerlampir.\n", "ditolak"),
    "berkas_laman": ("usulan.html", "<table><tr><td>Rob</td></tr></table>\n", "ditolak"),
    "berkas_tautan": ("usulan.url", "[InternetShortcut]\nURL=https://example.org\n", "ditolak"),
    "berkas_bukan_tabel": ("denah.dwg", b"AC1032\x00\x00", "ditolak"),
    "berkas_sandi": ("sandi.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "ditolak"),
    "berkas_besar": ("lebar.csv", ";".join(["Masalah", "Usulan", *map(str, range(400))]) + "\n", "ditolak"),
    "berkas_berat": ("purba.xlsx", panicking(), "ditolak"),
    "berkas_rusak": ("rusak.xlsx", b"PK\x03\x04" + bytes(60), "ditolak"),
    "berkas_pesan": ("3f9c0a1b2c3d__usulan-pesan.txt", "Yth. Ketua RW 05\nKode berkas: 3f9c\n", "lampiran"),
    "lampiran": ("surat 33.75.03.1009.pdf", b"%PDF-1.4 lain", "lampiran"),
    "judul_verifikasi": ("rapat/catatan.csv", "Nomor;Isi\n1;Rob\n", "ditolak"),
    "kembar": ("salinan.csv", list_of(proposal(lokasi="Gang 79"), proposal(lokasi="Gang 79")), "kembar"),
    "berkas_tempat_lain": (
        "Setono/salinan.csv", list_of(proposal(lokasi="Gang 79"), proposal(lokasi="Gang 79")), "ditolak",
    ),
}  # fmt: skip

# Code -> the row of a verification sheet that makes it; {kode} stands for that of an accepted proposal.
VERIFIED: dict[str, tuple[dict[str, str], str]] = {
    "kegiatan_tidak_dikenal": ({"Kode": "{kode}", "Kegiatan": "gapura emas"}, "kegiatan"),
    "tujuan_tidak_dikenal": ({"Kode": "{kode}", "Tujuan": "Dinas Gaib"}, "tujuan"),
    "kode_tidak_dikenal": ({"Kode": "BDG-05-2222222", "Biaya": "20 juta"}, "kode"),
    "id_tidak_cocok": ({"Kode": "STN-{tanda}", "Biaya": "20 juta"}, "kode"),
}

# Told to whoever runs the cycle: the same bytes come again after a newer file of their name.
TOLD = "berkas_lama"
# What the office does about a file, and what an archive has lost: tests/archive says these.
ARCHIVED = {"ditarik", "salinan_hilang"}
# Made by faults of our own only: tests/intake/test_odd_cells.py and tests/faults/test_quarantine.py plant them.
OURS = {"perlu_diperiksa", "berkas_perlu_diperiksa"}
