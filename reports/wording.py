"""The words of the packets: one word for one thing, the same on every page.

Before the budget is fixed nothing is funded or approved: no word here says so, in no stage of the draft.
"""

from dataclasses import dataclass

from reports.language import N_
from reports.language import gettext as _


@dataclass(frozen=True)
class Jalur:
    """How one way a proposal can go is called.

    judul: heading in the draft; umum: heading in the public edition, which refuses nothing before the forum
    has met; keadaan: a few words in a table; hitung: what follows a number in a sentence.
    """

    kode: str
    judul: str
    umum: str
    keadaan: str
    hitung: str


JALUR = {
    jalur.kode: jalur
    for jalur in (
        Jalur(
            "dana_kelurahan",
            N_("Masuk rencana dana kelurahan"),
            N_("Masuk rencana dana kelurahan"),
            N_("masuk rencana"),
            N_("masuk rencana"),
        ),
        Jalur(
            "cadangan",
            N_("Daftar cadangan (layak, pagu belum cukup)"),
            N_("Daftar cadangan (layak, pagu belum cukup)"),
            N_("cadangan"),
            N_("menjadi cadangan"),
        ),
        Jalur(
            "kecamatan_opd",
            N_("Diteruskan ke musrenbang kecamatan / dinas"),
            N_("Diteruskan ke musrenbang kecamatan / dinas"),
            N_("diteruskan"),
            N_("diteruskan ke kecamatan atau dinas"),
        ),
        Jalur(
            "tidak_memenuhi",
            N_("Perlu dibahas: di luar ketentuan dana kelurahan"),
            N_("Menunggu pembahasan musyawarah"),
            N_("perlu dibahas"),
            N_("perlu kita bahas"),
        ),
        Jalur(
            "perlu_biaya",
            N_("Menunggu perkiraan biaya"),
            N_("Menunggu perkiraan biaya"),
            N_("menunggu biaya"),
            N_("menunggu perkiraan biaya"),
        ),
        Jalur(
            "perlu_klasifikasi",
            N_("Menunggu penetapan jenis kegiatan"),
            N_("Menunggu penetapan jenis kegiatan"),
            N_("menunggu jenis kegiatan"),
            N_("menunggu penetapan jenis kegiatan"),
        ),
        Jalur(
            "digabung",
            N_("Digabung dengan usulan sejenis"),
            N_("Digabung dengan usulan sejenis"),
            N_("digabung"),
            N_("digabung dengan usulan sejenis"),
        ),
    )
}
# Of what other offices do, so many go up to the musrenbang kecamatan; the rest is recorded with the reason.
NAIK = "Naik ke musrenbang kecamatan"
TIDAK_NAIK = N_("Dicatat, di luar jumlah usulan yang naik")

# By how many per cent one weight at a time is moved, to see what rests on it.
GESER = 20
ARAH = {"naik": "dinaikkan", "turun": "diturunkan"}

# Bodies that ask for work other than building, in the order in which they are named.
LKK = {"PKK": N_("PKK"), "KARANG TARUNA": N_("Karang Taruna"), "POSYANDU": N_("Posyandu")}
DAHULU = {"inovasi": N_("didahulukan: inovasi yang sudah diverifikasi"), "rw": N_("didahulukan: usulan terbaik RW-nya")}
WAITING = N_("menunggu pembahasan")

# The ceiling is called by how firm it is.
PAGU = {
    "indikatif": N_("pagu sementara (perkiraan)"),
    "ppas": N_("pagu sementara (PPAS)"),
    "apbd": N_("pagu definitif (APBD)"),
    "perubahan": N_("pagu definitif (Perubahan APBD)"),
}
# What a paper that cuts the list again is about; news of the budget only once there is one.
PENYESUAIAN = {
    "ppas": "Penyesuaian daftar kegiatan dana kelurahan dengan PPAS",
    "apbd": "Kabar APBD: penyesuaian daftar kegiatan dana kelurahan",
    "perubahan": "Kabar APBD: penyesuaian daftar kegiatan dana kelurahan dengan Perubahan APBD",
}
PAGU_SIFAT = {
    "indikatif": N_("sementara"),
    "ppas": N_("sementara"),
    "apbd": N_("definitif"),
    "perubahan": N_("definitif"),
}
DRAFT = N_("RANCANGAN, belum keputusan musyawarah")

METODE = {
    "swakelola_tipe_i": N_("swakelola oleh kelurahan"),
    "swakelola_tipe_iii": N_("swakelola oleh organisasi masyarakat"),
    "swakelola_tipe_iv": N_("swakelola oleh pokmas"),
    "pengadaan_langsung": N_("pengadaan langsung"),
    "tender": N_("tender"),
    "seleksi": N_("seleksi konsultan"),
    "e_purchasing": N_("belanja melalui e-katalog"),
    "belum_ditentukan": N_("belum ditentukan (jenis pekerjaan belum pasti)"),
    "tidak_berlaku": N_("ditentukan oleh dinas yang berwenang"),
}
PELAKSANA = {
    "pokmas": N_("kelompok masyarakat (pokmas)"),
    "penyedia": N_("penyedia (pihak ketiga)"),
}
PELAKSANA_SINGKAT = {
    "pokmas": N_("pokmas"),
    "penyedia": N_("penyedia"),
    "kelurahan": N_("kelurahan"),
    "ormas": N_("ormas"),
}
# Who carries it out where the column pelaksana, which knows pokmas and penyedia only, is silent.
PELAKSANA_METODE = {"swakelola_tipe_i": "kelurahan", "swakelola_tipe_iii": "ormas"}

PROGRAM = {
    "sarpras": "pembangunan sarana prasarana (fisik)",
    "pemberdayaan": "pemberdayaan masyarakat (nonfisik)",
}
BIDANG = {"infrastruktur": "infrastruktur", "ekonomi": "ekonomi", "sosial_budaya": "sosial dan budaya"}
BIDANG_MATRIKS = {
    "infrastruktur": N_("Infrastruktur"),
    "ekonomi": N_("Ekonomi"),
    "sosial_budaya": N_("Sosial dan budaya"),
    "belum_pasti": N_("Belum pasti"),
}
# The four lists that the forum leaves behind.
KELUARAN = {
    "a": N_("(a) Infrastruktur lingkungan yang dikerjakan kelurahan"),
    "b": N_("(b) Infrastruktur melalui kecamatan"),
    "c": N_("(c) Infrastruktur kewenangan dinas atau instansi lain"),
    "d": N_("(d) Sosial, budaya dan ekonomi"),
}
STATUS_ANGKA = {
    "peraturan": N_("menurut peraturan"),
    "pernyataan_pers": N_("menurut pemberitaan, peraturannya belum kami temukan"),
    "asumsi": N_("anggapan sementara, mohon ditetapkan"),
}
ANGKA_SINGKAT = {
    "pagu": "pagu",
    "pihak_ketiga": "batas nilai pekerjaan penyedia",
    "fisik_maks_persen": "bagian terbesar untuk fisik",
}
STATUS_SINGKAT = {"peraturan": "peraturan", "pernyataan_pers": "pemberitaan", "asumsi": "anggapan"}
# Beside an amount that is not the sender's own; the list says once what it means.
BIAYA_SUMBER = {"estimasi": N_("harga acuan"), "verifikasi": N_("hasil verifikasi")}
ESTIMASI = N_("Bertanda harga acuan: perkiraan biaya dihitung dari harga acuan, perlu survei.")
KEWENANGAN = {
    "kecamatan": N_("kewenangan kecamatan"),
    "kota": N_("kewenangan kota"),
    "provinsi": N_("kewenangan provinsi"),
    "pusat": N_("kewenangan pemerintah pusat"),
    "badan usaha": N_("urusan badan usaha"),
}
PERINGATAN = {
    "pecah_paket": "Beberapa pekerjaan berdekatan yang nilainya bila dijumlahkan melewati batas",
    "dekat_batas": "Biaya yang sedikit di bawah suatu batas",
    "harga_janggal": "Perkiraan biaya di luar kisaran biasa, perlu survei",
    "salah_ribuan": "Biaya yang mungkin kurang atau kelebihan tiga nol",
    "sudah_direncanakan": "Mungkin sudah direncanakan oleh kantor lain",
    "duplikat": "Usulan yang mirip, mungkin kebutuhan yang sama",
    "kiriman_ulang": "Kiriman ulang yang berbeda dari kiriman sebelumnya",
    "ditimpa": "Usulan yang diganti oleh berkas lain",
}
ANDAI = N_("ANDAI, hitungan percobaan, bukan rancangan")
PERUBAHAN_ANDAI = {
    "masuk": "Menjadi masuk rencana",
    "keluar": "Menjadi tidak masuk rencana",
    "pelaksana": "Berganti pelaksana",
}
STATUS_BERKAS = {
    "terbaca": N_("terbaca"),
    "ditolak": N_("belum dapat dibaca, dikembalikan dengan penjelasan"),
    "kembar": N_("sama persis dengan berkas lain"),
    "lampiran": N_("lampiran (foto atau dokumen)"),
}
STATUS_BARIS = {
    "diterima": N_("usulan sudah kami terima"),
    "dikembalikan": N_("kami kembalikan untuk dilengkapi"),
    "digantikan": N_("diganti kiriman yang lebih baru"),
    "kembar": N_("sama dengan baris lain"),
    "diabaikan": N_("judul, kosong, jumlah atau tanda tangan"),
}
# What a receipt may add: what happens next, never what was decided.
TANDA_TERIMA = {
    "perlu_biaya": "perkiraan biayanya akan dihitung bersama faskel saat cek lokasi",
    "perlu_klasifikasi": "panitia akan memastikan termasuk jenis kegiatan yang mana",
}


@dataclass(frozen=True)
class Lembar:
    """One of the four sheets that go back to the senders; pembuka follows the greeting."""

    judul: str
    pembuka: str


UMPAN_BALIK = {
    "terima": Lembar(
        "Tanda Terima Usulan",
        "Terima kasih, {jumlah} usulan sudah kami terima untuk rencana Tahun Anggaran {tahun}. Semuanya menunggu "
        "pembahasan musyawarah; jawabannya kami sampaikan sesudah itu.",
    ),
    "musyawarah": Lembar(
        "Jawaban Hasil Musyawarah",
        "Inilah hasil musyawarah atas {jumlah} usulan Bapak/Ibu untuk Tahun Anggaran {tahun}.",
    ),
    "apbd": Lembar(
        "Kabar APBD",
        "APBD Tahun Anggaran {tahun} sudah ditetapkan. Inilah kabar {jumlah} usulan Bapak/Ibu.",
    ),
    "pelaksanaan": Lembar(
        "Hasil Pelaksanaan",
        "Inilah pelaksanaan {jumlah} usulan Bapak/Ibu untuk Tahun Anggaran {tahun}.",
    ),
}
# The forums of a season in the order of their say.
TAHAP = ("rw", "verifikasi", "kelurahan", "kecamatan", "opd", "kota", "rkpd", "apbd", "perubahan", "pelaksanaan")


@dataclass(frozen=True)
class Nasib:
    """What a sender is told: what became of the proposal, why, and what he can do; words in braces are filled in."""

    hasil: str
    mengapa: str = ""
    langkah: str = ""


ASK_AGAIN = "Mohon tanyakan kepada panitia dengan menyebut kode usulan."
# After the forum, by the way a proposal goes or by what was decided against it.
MUSYAWARAH = {
    "dana_kelurahan": Nasib(
        "Disepakati untuk dana kelurahan",
        "Usulan ini disepakati masuk rencana dana kelurahan Tahun Anggaran {tahun}. Pelaksanaannya menunggu "
        "penetapan APBD.",
        "Mohon lokasi dan izin lahannya disiapkan.",
    ),
    "cadangan": Nasib(
        "Daftar cadangan urutan ke-{ke}",
        "Usulan ini layak, tetapi pagu belum cukup. Tercatat sebagai cadangan urutan ke-{ke} dan dibahas lagi bila "
        "pagu bertambah.",
        "Tidak perlu diajukan lagi untuk tahun ini.",
    ),
    "kecamatan_opd": Nasib(
        "Diteruskan ke musrenbang kecamatan / dinas",
        "Pekerjaan ini kewenangan {instansi}, bukan kelurahan. Kami teruskan ke musrenbang kecamatan; jawabannya "
        "akan kami sampaikan.",
        "Mohon siapkan foto dan titik lokasinya bila petugas datang meninjau.",
    ),
    "perlu_biaya": Nasib(
        "Belum lengkap: biaya",
        "Usulan sudah kami catat. Perkiraan biayanya akan dihitung bersama faskel saat cek lokasi.",
        "Mohon bantu menunjukkan tempat dan ukurannya.",
    ),
    "perlu_klasifikasi": Nasib(
        "Belum lengkap: jenis kegiatan",
        "Usulan sudah kami catat. Panitia akan memastikan termasuk jenis kegiatan yang mana.",
        "Mohon jelaskan kepada panitia bentuk kegiatannya.",
    ),
    "digabung": Nasib(
        "Digabung dengan usulan {wakil}",
        "Usulan ini sama dengan usulan {wakil} dan digabung agar lebih kuat. Nama RT Bapak/Ibu tetap tercantum.",
        "Kabar berikutnya mengikuti usulan itu.",
    ),
    "tidak_memenuhi": Nasib(
        "Belum dapat dibiayai dana kelurahan",
        "Dana kelurahan tidak dapat dipakai untuk ini (ketentuan: {dasar}).",
        "{rujukan}",
    ),
    "disepakati": Nasib("Disepakati", langkah="Panitia akan mengabarkan kelanjutannya."),
    "diubah": Nasib("Disepakati dengan perubahan", langkah="Mohon tanyakan perubahannya kepada panitia."),
    "ditunda": Nasib(
        "Belum masuk tahun ini, tercatat sebagai cadangan", langkah="Tidak perlu diajukan lagi untuk tahun ini."
    ),
    "tidak_disepakati": Nasib("Belum dapat disepakati", langkah="Usulan dapat diajukan lagi tahun depan. " + ASK_AGAIN),
    "batal": Nasib("Tidak jadi dilaksanakan", langkah=ASK_AGAIN),
    "dicabut": Nasib("Dicabut oleh pengusul"),
    "belum_tercatat": Nasib("Keputusannya belum tercatat", langkah=ASK_AGAIN),
    "menunggu": Nasib("Menunggu pembahasan", langkah=ASK_AGAIN),
    "dilaporkan": Nasib("Sudah ada laporan pelaksanaan", langkah="Mohon ikut memeriksa dan merawat hasilnya."),
}
# Under a ceiling that is fixed.
ANGGARAN = {
    "dana_kelurahan": Nasib(
        "Masuk daftar dalam pagu definitif (APBD)",
        "Dikerjakan {pelaksana} dalam Tahun Anggaran {tahun}.",
        "Waktunya dikabarkan sebelum pekerjaan dimulai; mohon ikut mengawasi.",
    ),
    "cadangan": Nasib(
        "Belum masuk APBD, cadangan urutan ke-{ke}",
        "Usulan ini layak, tetapi pagu definitif belum cukup. Dibahas lagi bila ada Perubahan APBD.",
        "Tidak perlu diajukan lagi untuk tahun ini.",
    ),
}
# What a forum decides other than accepting, and the words for it.
PUTUSAN = {
    "digabungkan": "digabung",
    "diteruskan": "kecamatan_opd",
    "ditunda": "ditunda",
    "ditolak": "tidak_disepakati",
    "dibatalkan": "batal",
}
RESULT = "HASIL MUSYAWARAH"
# Table kelurahan's columns, summed over the kota; the ceiling's own name depends on its stage.
JUMLAH_KOTA = {
    "jumlah_usulan": N_("Usulan kami terima"),
    "total_biaya": N_("Total kebutuhan usulan"),
    "masuk_rencana": N_("Masuk rencana"),
    "sisa": N_("Sisa pagu"),
    "sarpras_masuk": N_("Fisik dalam rencana"),
    "inovasi": N_("Usulan inovasi"),
    "rw_diam": N_("RW yang belum mengirim"),
    "rt_diam": N_("RT yang belum mengirim"),
}
JUMLAH_RUPIAH = frozenset(("pagu", "total_biaya", "masuk_rencana", "sisa", "sarpras_masuk"))
# What became of a proposal of an earlier year, where the office's own words do not say it.
HASIL_LALU = {
    "disepakati": N_("Disepakati"),
    "apbd": N_("Masuk APBD"),
    "dikerjakan": N_("Dikerjakan"),
    "selesai": N_("Selesai"),
    "diteruskan": N_("Diteruskan"),
    "belum": N_("Belum dapat disepakati"),
}
HASIL_BELUM_TERCATAT = N_("hasilnya belum tercatat")
NO_REGISTER = N_("belum dapat dihitung, daftar RT/RW belum diisi")
SENDER = {"RT": "Ketua RT", "RW": "Ketua RW"}


def pengusul_peran(lembaga: str | None, tempat: str) -> str:
    """Who proposed, as a role and a place: Ketua RT 03 RW 05; PKK, RW 05; LPM."""
    if lembaga in SENDER or not lembaga:
        return _("Ketua {tempat}").format(tempat=tempat) if tempat.startswith(("RT", "RW")) else _("Pengurus kelurahan")
    return f"{lembaga}, {tempat}" if tempat.startswith(("RT", "RW")) else lembaga


def pelaksana_singkat(pelaksana: str | None) -> str:
    return "" if pelaksana is None else _(PELAKSANA_SINGKAT[pelaksana])


def keadaan(jalur: str, internal: bool) -> str:
    """Where a proposal stands, in a few words; outside the panitia nothing is refused before the forum."""
    said = WAITING if jalur == "tidak_memenuhi" and not internal else JALUR[jalur].keadaan
    return _(said)


def judul_jalur(jalur: str, internal: bool) -> str:
    return _(JALUR[jalur].judul if internal else JALUR[jalur].umum)
