"""Stage 7 and 8 of 9: the one table of sentences about rule files: what is at fault -> what the person is told.

Each says what is at fault and how it is written; the address (file, section, key, line) stands before it.
"""

SENTENCES = {
    # A file or a line that is not TOML
    "berkas_tidak_terbaca": "Berkas aturan {berkas} belum dapat dibaca:",
    "berkas_kosong": "berkas ini belum berisi satu bagian pun. Salin isinya dari paket tahun lain, lalu sesuaikan.",
    "bukan_utf8": "huruf pada baris ini bukan UTF-8. Buka di Notepad, pilih Simpan Sebagai dengan pengodean UTF-8.",
    "utf16": "berkas tersimpan sebagai UTF-16. Buka di Notepad, pilih Simpan Sebagai dengan pengodean UTF-8.",
    "tidak_dapat_dibuka": "berkas belum dapat dibuka ({sebab}). Periksa izinnya.",
    "baris_tidak_terbaca": "baris {baris} belum dapat dibaca. "
    "Tulis satu kunci satu baris, contoh: nilai = 1_000_000_000",
    "nilai_tidak_terbaca": "tertulis «{tertulis}», {sebab}. Tulis: {kunci} = {contoh}",
    "nilai_tidak_terbaca_contoh": "tertulis «{tertulis}», {sebab}. Tulis seperti: {kunci} = {contoh}",
    "baris_tanpa_kunci": "tertulis «{tertulis}», {sebab}. "
    "Tulis nama kunci, tanda =, lalu nilainya, atau awali dengan tanda # bila hanya catatan.",
    "bagian_tidak_terbaca": "tertulis «{tertulis}», nama bagiannya belum dapat dibaca. Tulis: {contoh}",
    "bagian_dua_kali": "bagian ini tertulis lagi pada baris {baris}. Sisakan satu.",
    "kunci_dua_kali": "kunci ini tertulis lagi pada baris {baris}. Hapus salah satunya, "
    "atau tulis nama bagian dalam kurung siku di atas baris yang kedua.",
    # Why a line is not TOML
    "petik_miring": "tanda petiknya melengkung seperti dari Word",
    "spasi_khusus": "ada spasi khusus yang tidak terlihat",
    "titik_koma": "tanda titik koma tidak dipakai",
    "persen": "tanda persen tidak ditulis",
    "rupiah": "Rp tidak ditulis",
    "titik_dua": "tanda titik dua seharusnya tanda =",
    "benar_salah": "ya atau tidak ditulis true atau false dengan huruf kecil",
    "pecahan": "angkanya harus bulat tanpa koma",
    "ribuan": "angka tidak dipisahkan titik atau koma",
    "tanpa_sama_dengan": "tanda = belum ada",
    "petik_penutup": "tanda petiknya belum berpasangan",
    "kurung_penutup": "tanda kurungnya belum berpasangan",
    "kosong": "nilainya belum diisi",
    "bentuk_teks": "teks ditulis di antara dua tanda petik lurus",
    "bentuk_angka": "angka ditulis tanpa titik, koma, spasi, dan kata",
    "bentuk_tanggal": "tanggal yang ada di kalender ditulis tahun-bulan-hari",
    "bentuk_nilai": "bentuk nilainya belum dapat dibaca",
    # Sections and keys
    "bagian_tidak_dikenal": "bagian [{bagian}] tidak dikenal. Yang ada: {ada}.",
    "bagian_mirip": "bagian [{bagian}] tidak dikenal. Tulis: [{maksud}]",
    "kunci_mirip": "kunci {kunci} tidak dikenal. Tulis: {maksud} = {contoh}",
    "bagian_tertukar": "bagian [{bagian}] tidak dikenal dan bagian [{kurang}] belum ada. Ganti namanya: [{kurang}]",
    "bagian_belum_ada": "bagian [{bagian}] belum ada. Salin dari paket tahun lain, lalu isi: {isi}.",
    "bukan_bagian": "tulis sebagai bagian: satu baris [{bagian}], lalu satu kunci satu baris di bawahnya.",
    "bukan_bagian_berulang": "tulis dengan dua kurung siku, satu bagian untuk tiap isinya: [[{bagian}]]",
    "kurung_tunggal": "bagian ini hanya satu. Tulis dengan satu kurung siku: [{bagian}]",
    "kunci_luar": "kunci {kunci} tidak dikenal di luar bagian. Pindahkan ke bawah nama bagiannya, misalnya [pagu].",
    "missing": "kunci {kunci} belum ada. Tambahkan: {kunci} = {contoh}",
    "kunci_tidak_dikenal": "kunci {kunci} tidak dikenal. Yang ada: {ada}.",
    "kunci_tertukar": "kunci {kunci} tidak dikenal dan kunci {kurang} belum ada. Tulis: {kurang} = {contoh}",
    # Values of another kind than asked
    "int_type": "{kunci} harus bilangan bulat; tertulis {tertulis}. {tulis}: {kunci} = {contoh}",
    "bool_type": "{kunci} harus true atau false; tertulis {tertulis}. {tulis}: {kunci} = {contoh}",
    "string_type": "{kunci} harus teks dalam tanda petik; tertulis {tertulis}. {tulis}: {kunci} = {contoh}",
    "date_type": "{kunci} harus tanggal tanpa jam; tertulis {tertulis}. {tulis}: {kunci} = {contoh}",
    "datetime_type": "{kunci} harus tanggal dan jam; tertulis {tertulis}. {tulis}: {kunci} = {contoh}",
    "timezone_naive": "{kunci} ditulis tanpa zona, karena zonanya ada di kunci zona; tertulis {tertulis}. "
    "{tulis}: {kunci} = {contoh}",
    "list_type": "{kunci} harus daftar dalam kurung siku; tertulis {tertulis}. {tulis}: {kunci} = {contoh}",
    "dict_type": "{kunci} harus daftar bernama dalam kurung kurawal; tertulis {tertulis}. {tulis}: {kunci} = {contoh}",
    "literal_error": "{kunci} harus salah satu dari {pilihan}; tertulis {tertulis}. {tulis}: {kunci} = {contoh}",
    "ukuran_tidak_dikenal": "{kunci} menyebut ukuran yang tidak ada: {isi}. Yang ada: {pilihan}.",
    "isi_angka": "{kunci} {isi} harus bilangan bulat positif; tertulis {tertulis}. Tulis: {isi} = {contoh}",
    "isi_pilihan": "{kunci} {isi} harus salah satu dari {pilihan}; tertulis {tertulis}. Tulis: {isi} = {contoh}",
    "isi_teks": "{kunci} memuat {tertulis}, padahal tiap isinya harus teks. Tulis seperti: {kunci} = {contoh}",
    "greater_than_equal": "{kunci} tidak boleh kurang dari nol; tertulis {tertulis}. Tulis seperti: {kunci} = {contoh}",
    "less_than_equal": "{kunci} paling banyak {batas}; tertulis {tertulis}. Tulis seperti: {kunci} = {contoh}",
    "rupiah_nol": "{kunci} masih Rp0 seperti di contoh. Tulis jumlah rupiahnya, seperti: {kunci} = {contoh}",
    "teks_kosong": "{kunci} tidak boleh kosong. Tulis seperti: {kunci} = {contoh}",
    "teks_contoh": "{kunci} masih berisi teks contoh {tertulis}. Tulis isinya, seperti: {kunci} = {contoh}",
    "zona": "zona {tertulis} tidak dikenal. {tulis}: zona = {contoh}",
    "seri": "seri {isi} tidak dikenal. Tulis ukuran dengan asc atau desc, seperti: {kunci} = {contoh}",
    "string_pattern_mismatch": "program {isi} harus kode menu, seperti: program = {contoh}",
    # Values that do not agree with each other
    "tahun_lain": "paket ini untuk tahun {tertulis}, padahal berkasnya untuk tahun {tahun}. Tulis: tahun = {tahun}",
    "kota_lain": "paket ini untuk kota {tertulis}, padahal foldernya {kota}. Tulis: kota = {contoh}",
    "tanggal_contoh": "{kunci} masih {tertulis} seperti di contoh. Tulis tanggalnya, seperti: {kunci} = {contoh}",
    "tanggal_lain_tahun": "{kunci} {tertulis} tidak cocok dengan paket tahun {tahun}; "
    "seharusnya antara {dari} dan {sampai}. Tulis seperti: {kunci} = {contoh}",
    "batas_sesudah_rapat": "batas_masuk {tertulis} jatuh sesudah musrenbang_kelurahan {rapat}. "
    "Tulis seperti: batas_masuk = {contoh}",
    "maks_inovasi": "kunci maks belum ada, padahal cara dahulukan memerlukannya. Tambahkan: maks = {contoh}",
    "dak_melebihi": "dak {tertulis} tidak boleh melebihi pendapatan {pendapatan}. Periksa kedua angkanya.",
    "pihak_ketiga_nilai": "kunci nilai belum ada (atau tulis ada = false). Tambahkan: nilai = {contoh}",
    "pihak_ketiga_tidak_ada": "nilai tidak dipakai bila ada = false. Hapus salah satunya.",
    "bobot_nol": "jumlah bobot harus lebih dari nol. Tulis seperti: bobot = {contoh}",
    "jenuh_belum": "jenuh {isi} belum ada, padahal bobotnya ada. Tambahkan di dalam jenuh: {isi} = {angka}",
    "seri_terakhir": "seri id_usulan harus yang terakhir, karena tidak pernah sama. Tulis: {kunci} = {contoh}",
    "sumber_dua_kali": "id {tertulis} tertulis dua kali. Beri tiap sumber id sendiri.",
    "sumber_tanpa_nilai": "nilai belum ada; hanya sumber terakhir yang tanpa nilai. Tambahkan: nilai = {contoh}",
    "sumber_terakhir": "sumber terakhir tidak bernilai, karena mengisi sisa pagu. Hapus kunci nilai.",
    "sumber_melebihi": "jumlah nilai sumber {jumlah} melebihi pagu {pagu}. "
    "Periksa nilai sumber dan nilai di bagian [pagu].",
    "tahap_dua_kali": "tahap {tertulis} tertulis dua kali. Sisakan satu.",
    "tahap_tidak_mendahului": "tahap {tertulis} tidak mendahului tahap {tahap}. Tulis tahap yang lebih awal, "
    "atau hapus bagian ini.",
    # Numbers of national law
    "masa_terbalik": "sampai {sampai} mendahului berlaku {berlaku}. Tulis hari terakhirnya, sesudah berlaku.",
    "masa_berlubang": "masa berlaku berlubang pada {tanggal}. Masa sebelumnya ditulis: sampai = {contoh}",
    "masa_tumpang": "masa berlaku tumpang tindih pada {tanggal}. Masa sebelumnya ditulis: sampai = {contoh}",
    "angka_belum_berlaku": "belum ada yang berlaku pada {tanggal}. Tambahkan bagian [[angka]] dengan id = {contoh}",
}


def sentence(kode: str, **values: object) -> str:
    """The sentence of a fault, filled in."""
    return SENTENCES[kode].format(**values)
