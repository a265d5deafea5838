"""What the public edition masks in the senders' text, and what it leaves alone."""

import pytest

from reports.screening import screen
from tests.reports.persons_in_text import kamus

MASKED = [
    # text, sender, in public
    ("depan rumah Pak Slamet", None, "depan rumah warga"),
    ("depan rumah Pak Slamet Riyadi RT 03", None, "depan rumah warga RT 03"),
    ("samping rumah pak slamet sampai jalan raya", None, "samping rumah warga sampai jalan raya"),
    ("DEPAN RUMAH BU SITI SAMPAI JALAN RAYA", None, "DEPAN RUMAH warga SAMPAI JALAN RAYA"),
    ("warung Bu Siti Aminah", None, "warung warga"),
    ("sebelah H. Mansur", None, "sebelah warga"),
    ("rumah Bapak H. Abdul Karim", None, "rumah warga"),
    ("rumah Slamet", None, "rumah warga"),
    ("usul Pak Slamet agar dibuat saluran", None, "usul warga agar dibuat saluran"),
    ("hubungi 0812-3456-7890", None, "hubungi [nomor disamarkan]"),
    ("hubungi +62 812 3456 7890", None, "hubungi [nomor disamarkan]"),
    ("hubungi 81234567890", None, "hubungi [nomor disamarkan]"),
    ("kantor (0285) 421234", None, "kantor [nomor disamarkan]"),
    ("NIK 3375011234567890", None, "NIK [nomor disamarkan]"),
    ("NIK 337501.123456.7890", None, "NIK [nomor disamarkan]"),
    ("surel budi@contoh.id", None, "surel [surel disamarkan]"),
    ("dekat rumah Budi", "Budi Santoso", "dekat rumah [nama disamarkan]"),
    ("usul budi santoso", "Budi Santoso", "usul [nama disamarkan]"),
    ("usul BUDI, SANTOSO", "Bapak Budi Santoso, S.E.", "usul [nama disamarkan]"),
    ("gang milik Medono Santoso", "Medono Santoso", "gang milik [nama disamarkan]"),
    ("usul Yo", "Yo", "usul [nama disamarkan]"),
    ("depan rumah Pak Budi Santoso", "Budi Santoso", "depan rumah warga"),
    # capitals, abbreviations, small letters
    ("RUMAH PAK SLAMET TERENDAM BANJIR", None, "RUMAH warga TERENDAM BANJIR"),
    ("DEPAN RUMAH SLAMET", None, "DEPAN RUMAH warga"),
    ("depan rumah slamet s/d gapura", None, "depan rumah warga s/d gapura"),
    ("dpn rmh bpk.slamet RT 03", None, "dpn rmh warga RT 03"),
    ("Rumah Bp Sutrisno s/d rumah Bp Karno", None, "Rumah warga s/d rumah warga"),
    ("usul pak joko", None, "usul warga"),
    ("usul bu siti", None, "usul warga"),
    ("depan rumah mas agus", None, "depan rumah warga"),
    ("Mbah Surip", None, "warga"),
    # honours away from a house
    ("usul H. Slamet agar dibangun", None, "usul warga agar dibangun"),
    ("usul Ust. Yusuf dan dr. Budi", None, "usul warga dan warga"),
    ("rumah Ibu Hj. Siti", None, "rumah warga"),
    # families and owners
    ("keluarga Slamet Riyadi sering kebanjiran", None, "keluarga warga sering kebanjiran"),
    ("tanah milik Slamet", None, "tanah milik warga"),
    ("TANAH MILIK SLAMET", None, "TANAH MILIK warga"),
    ("sertifikat a.n. Slamet", None, "sertifikat a.n. warga"),
    ("Ketua RT 03 RW 05 (Slamet Riyadi)", None, "Ketua RT 03 RW 05 (warga)"),
    # health, disability and children of one household
    ("anak Pak Slamet lumpuh sejak lahir", None, "warga [keadaan pribadi disamarkan] sejak lahir"),
    ("istri Pak Joko hamil", None, "warga [keadaan pribadi disamarkan]"),
    ("balita gizi buruk di rumah Pak Slamet", None, "[keadaan pribadi disamarkan] di rumah warga"),
    ("bayi di rumah Bu Siti", None, "[keadaan pribadi disamarkan] di rumah warga"),
    ("seorang warga TBC di RT 03", None, "seorang warga [keadaan pribadi disamarkan] di RT 03"),
    ("satu keluarga ODGJ perlu jalan", None, "satu keluarga [keadaan pribadi disamarkan] perlu jalan"),
    ("Budi stroke", "Budi", "[nama disamarkan] [keadaan pribadi disamarkan]"),
]

KEPT = [
    ("Ketua RT 03 RW 05 mengusulkan", None),
    ("Pak Lurah, Pak RT 03 dan Bu RW hadir", None),
    ("dekat rumah Ketua RT 03", None),
    ("Bapak/Ibu warga RW 05", None),
    ("kelas ibu hamil dan ibu menyusui", None),
    ("KELAS IBU HAMIL", None),
    ("pelatihan ibu-ibu PKK", None),
    ("Gang Haji Salim, Jl. KH. Ahmad Dahlan", None),
    ("RUMAH POMPA DAN RUMAH SAKIT", None),
    ("Perbaikan Rumah Tidak Layak Huni", None),
    ("depan SD Negeri 2 Medono", None),
    ("saluran di Medono dan Panjang Wetan", "Slamet Medono"),
    ("Jalan Budi Utomo", "Budi"),
    ("usul karang taruna", "Ketua Karang Taruna"),
    ("biaya Rp150.000.000 atau 150000000", None),
    ("RT 01 02 03 04 05 06 07", None),
    ("rapat 31-12-2026 20.14", None),
    ("titik -6.88861,109.67531", None),
    ("Bu RT dan Pak RW hadir; Bu Lurah setuju", None),
    ("Jl. KH Mas Mansyur, Jalan H. Agus Salim", None),
    ("Masjid KH. Ahmad Dahlan dan RSUD dr. Soetomo", None),
    ("DEPAN RUMAH POMPA, SAMPING RUMAH SAKIT", None),
    ("depan rumah sering banjir, belakang rumah warga", None),
    ("DEPAN RUMAH WARGA BANJIR SAAT ROB", None),
    ("samping rumah Ketua RT 03", None),
    ("KELUARGA BERENCANA, program keluarga Harapan", None),
    ("tanah milik Pemkot, lahan milik PT KAI", None),
    ("IBU-IBU INGIN MENAMBAH PENGHASILAN KELUARGA", None),
    ("bapak bapak pengajian, ibu rumah tangga", None),
    ("JARINGAN MILIK SIAPA", None),
    ("Banyak lansia stroke di RW 05, balita stunting", None),
    ("penyandang disabilitas sulit lewat", None),
    ("anak yatim piatu di RW 05", None),
    ("pagu naik Rp1.088.928.572", None),
    ("", "Budi"),
    (None, "Budi"),
]


@pytest.mark.parametrize(("text", "sender", "expected"), MASKED)
def test_persons_and_their_numbers_are_masked(text, sender, expected):
    assert screen(text, kamus(), sender) == expected


@pytest.mark.parametrize(("text", "sender"), KEPT)
def test_roles_places_and_amounts_stay(text, sender):
    assert screen(text, kamus(), sender) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("usul slamet riyadi dan Budi", "usul [nama disamarkan] dan [nama disamarkan]"),
        ("rumah pak Slamet, Riyadi", "rumah warga"),
        ("Jalan Slamet", "Jalan Slamet"),
        ("Riyadi Slamet", "[nama disamarkan]"),
        ("koordinasi dengan wahyuni", "koordinasi dengan [nama disamarkan]"),
        ("Gang Wahyuni, Posyandu Putri", "Gang Wahyuni, Posyandu Putri"),
        ("faskel Sri Wahyuni Putri", "faskel [nama disamarkan]"),
    ],
)
def test_the_name_of_whoever_else_is_known_in_the_kelurahan_goes_whole_or_in_part_a_street_s_stays(text, expected):
    known = frozenset({"Bapak Slamet Riyadi", "Sri Wahyuni", "Sri Wahyuni Putri", "Budi"})
    assert screen(text, kamus(), None, known) == expected


def test_children_who_play_are_nobody_s():
    assert screen("depan rumah Pak Slamet banyak anak bermain", kamus()) == "depan rumah warga banyak anak bermain"
