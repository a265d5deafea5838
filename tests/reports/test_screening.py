"""What the public edition masks in the senders' text, and what it leaves alone."""

import pytest

from reports.screening import screen

PLACES = frozenset({"bandengan", "medono", "panjang", "wetan", "pekalongan", "utara"})

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
    ("", "Budi"),
    (None, "Budi"),
]


@pytest.mark.parametrize(("text", "sender", "expected"), MASKED)
def test_persons_and_their_numbers_are_masked(text, sender, expected):
    assert screen(text, sender, PLACES) == expected


@pytest.mark.parametrize(("text", "sender"), KEPT)
def test_roles_places_and_amounts_stay(text, sender):
    assert screen(text, sender, PLACES) == text
