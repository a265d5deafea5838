"""The words of the packets: one word for one thing, the same on every page.

Before the budget is fixed nothing is funded or approved: no word here says so, in no stage of the draft.
"""

from dataclasses import dataclass


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
            "Masuk rencana dana kelurahan",
            "Masuk rencana dana kelurahan",
            "masuk rencana",
            "masuk rencana",
        ),
        Jalur(
            "cadangan",
            "Daftar cadangan (layak, pagu belum cukup)",
            "Daftar cadangan (layak, pagu belum cukup)",
            "cadangan",
            "menjadi cadangan",
        ),
        Jalur(
            "kecamatan_opd",
            "Diteruskan ke musrenbang kecamatan / dinas",
            "Diteruskan ke musrenbang kecamatan / dinas",
            "diteruskan",
            "diteruskan ke kecamatan atau dinas",
        ),
        Jalur(
            "tidak_memenuhi",
            "Perlu dibahas: di luar ketentuan dana kelurahan",
            "Menunggu pembahasan musyawarah",
            "perlu dibahas",
            "perlu kita bahas",
        ),
        Jalur(
            "perlu_biaya",
            "Menunggu perkiraan biaya",
            "Menunggu perkiraan biaya",
            "menunggu biaya",
            "menunggu perkiraan biaya",
        ),
        Jalur(
            "perlu_klasifikasi",
            "Menunggu penetapan jenis kegiatan",
            "Menunggu penetapan jenis kegiatan",
            "menunggu jenis kegiatan",
            "menunggu penetapan jenis kegiatan",
        ),
        Jalur(
            "digabung",
            "Digabung dengan usulan sejenis",
            "Digabung dengan usulan sejenis",
            "digabung",
            "digabung dengan usulan sejenis",
        ),
    )
}
# Of what other offices do, so many go up to the musrenbang kecamatan; the rest is recorded with the reason.
NAIK = "Naik ke musrenbang kecamatan"
TIDAK_NAIK = "Dicatat, di luar jumlah usulan yang naik"

# By how many per cent one weight at a time is moved, to see what rests on it.
GESER = 20
ARAH = {"naik": "dinaikkan", "turun": "diturunkan"}

# Bodies that ask for work other than building, in the order in which they are named.
LKK = {"PKK": "PKK", "KARANG TARUNA": "Karang Taruna", "POSYANDU": "Posyandu"}
DAHULU = {"inovasi": "didahulukan: inovasi yang sudah diverifikasi", "rw": "didahulukan: usulan terbaik RW-nya"}
WAITING = "menunggu pembahasan"

# The ceiling is called by how firm it is.
PAGU = {
    "indikatif": "pagu sementara (perkiraan)",
    "ppas": "pagu sementara (PPAS)",
    "apbd": "pagu definitif (APBD)",
    "perubahan": "pagu definitif (Perubahan APBD)",
}
# What a paper that cuts the list again is about; news of the budget only once there is one.
PENYESUAIAN = {
    "ppas": "Penyesuaian daftar kegiatan dana kelurahan dengan PPAS",
    "apbd": "Kabar APBD: penyesuaian daftar kegiatan dana kelurahan",
    "perubahan": "Kabar APBD: penyesuaian daftar kegiatan dana kelurahan dengan Perubahan APBD",
}
PAGU_SIFAT = {"indikatif": "sementara", "ppas": "sementara", "apbd": "definitif", "perubahan": "definitif"}
DRAFT = "RANCANGAN, belum keputusan musyawarah"

METODE = {
    "swakelola_tipe_i": "swakelola oleh kelurahan",
    "swakelola_tipe_iii": "swakelola oleh organisasi masyarakat",
    "swakelola_tipe_iv": "swakelola oleh pokmas",
    "pengadaan_langsung": "pengadaan langsung",
    "tender": "tender",
    "seleksi": "seleksi konsultan",
    "e_purchasing": "belanja melalui e-katalog",
    "belum_ditentukan": "belum ditentukan (jenis pekerjaan belum pasti)",
    "tidak_berlaku": "ditentukan oleh dinas yang berwenang",
}
PELAKSANA = {
    "pokmas": "kelompok masyarakat (pokmas)",
    "penyedia": "penyedia (pihak ketiga)",
}
PELAKSANA_SINGKAT = {"pokmas": "pokmas", "penyedia": "penyedia"}

PROGRAM = {
    "sarpras": "pembangunan sarana prasarana (fisik)",
    "pemberdayaan": "pemberdayaan masyarakat (nonfisik)",
}
BIDANG = {"infrastruktur": "infrastruktur", "ekonomi": "ekonomi", "sosial_budaya": "sosial dan budaya"}
BIDANG_MATRIKS = {
    "infrastruktur": "Infrastruktur",
    "ekonomi": "Ekonomi",
    "sosial_budaya": "Sosial dan budaya",
    "belum_pasti": "Belum pasti",
}
# The four lists that the forum leaves behind.
KELUARAN = {
    "a": "(a) Infrastruktur lingkungan yang dikerjakan kelurahan",
    "b": "(b) Infrastruktur melalui kecamatan",
    "c": "(c) Infrastruktur kewenangan dinas atau instansi lain",
    "d": "(d) Sosial, budaya dan ekonomi",
}
STATUS_ANGKA = {
    "peraturan": "menurut peraturan",
    "pernyataan_pers": "menurut pemberitaan, peraturannya belum kami temukan",
    "asumsi": "anggapan sementara, mohon ditetapkan",
}
ANGKA_SINGKAT = {
    "pagu": "pagu",
    "pihak_ketiga": "batas nilai pekerjaan penyedia",
    "fisik_maks_persen": "bagian terbesar untuk fisik",
}
STATUS_SINGKAT = {"peraturan": "peraturan", "pernyataan_pers": "pemberitaan", "asumsi": "anggapan"}
# Beside an amount that is not the sender's own; the list says once what it means.
BIAYA_SUMBER = {"estimasi": "harga acuan", "verifikasi": "hasil verifikasi"}
ESTIMASI = "Bertanda harga acuan: perkiraan biaya dihitung dari harga acuan, perlu survei."
KEWENANGAN = {
    "kecamatan": "kewenangan kecamatan",
    "kota": "kewenangan kota",
    "provinsi": "kewenangan provinsi",
    "pusat": "kewenangan pemerintah pusat",
    "badan usaha": "urusan badan usaha",
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
ANDAI = "ANDAI, hitungan percobaan, bukan rancangan"
PERUBAHAN_ANDAI = {
    "masuk": "Menjadi masuk rencana",
    "keluar": "Menjadi tidak masuk rencana",
    "pelaksana": "Berganti pelaksana",
}
STATUS_BERKAS = {
    "terbaca": "terbaca",
    "ditolak": "belum dapat dibaca, dikembalikan dengan penjelasan",
    "kembar": "sama persis dengan berkas lain",
    "lampiran": "lampiran (foto atau dokumen)",
}
STATUS_BARIS = {
    "diterima": "usulan sudah kami terima",
    "dikembalikan": "kami kembalikan untuk dilengkapi",
    "digantikan": "diganti kiriman yang lebih baru",
    "kembar": "sama dengan baris lain",
    "diabaikan": "judul, kosong, jumlah atau tanda tangan",
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
    "jumlah_usulan": "Usulan kami terima",
    "total_biaya": "Total kebutuhan usulan",
    "masuk_rencana": "Masuk rencana",
    "sisa": "Sisa pagu",
    "sarpras_masuk": "Fisik dalam rencana",
    "inovasi": "Usulan inovasi",
    "rw_diam": "RW yang belum mengirim",
    "rt_diam": "RT yang belum mengirim",
}
JUMLAH_RUPIAH = frozenset(("pagu", "total_biaya", "masuk_rencana", "sisa", "sarpras_masuk"))
# What became of a proposal of an earlier year, where the office's own words do not say it.
HASIL_LALU = {
    "disepakati": "Disepakati",
    "apbd": "Masuk APBD",
    "dikerjakan": "Dikerjakan",
    "selesai": "Selesai",
    "diteruskan": "Diteruskan",
    "belum": "Belum dapat disepakati",
}
HASIL_BELUM_TERCATAT = "hasilnya belum tercatat"
NO_REGISTER = "belum dapat dihitung, daftar RT/RW belum diisi"
SENDER = {"RT": "Ketua RT", "RW": "Ketua RW"}


def pengusul_peran(lembaga: str | None, tempat: str) -> str:
    """Who proposed, as a role and a place: Ketua RT 03 RW 05; PKK, RW 05; LPM."""
    if lembaga in SENDER or not lembaga:
        return f"Ketua {tempat}" if tempat.startswith(("RT", "RW")) else "Pengurus kelurahan"
    return f"{lembaga}, {tempat}" if tempat.startswith(("RT", "RW")) else lembaga


def pelaksana_singkat(pelaksana: str | None) -> str:
    return "" if pelaksana is None else PELAKSANA_SINGKAT[pelaksana]


def keadaan(jalur: str, internal: bool) -> str:
    """Where a proposal stands, in a few words; outside the panitia nothing is refused before the forum."""
    return WAITING if jalur == "tidak_memenuhi" and not internal else JALUR[jalur].keadaan


def judul_jalur(jalur: str, internal: bool) -> str:
    return JALUR[jalur].judul if internal else JALUR[jalur].umum
