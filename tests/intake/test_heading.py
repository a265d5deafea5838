"""The block above the table: what each line says, in the many ways in which forms are filled in."""

import pytest

from flows.intake.heading import context_of, place_in
from tests.intake.sheets import known

BLOCKS = [
    (["RW : 05"], {"rw": "05"}),
    (["RW: 05"], {"rw": "05"}),
    (["RW", "05"], {"rw": "05"}),
    (["RW", ":", "05"], {"rw": "05"}),
    (["RW :", "05", "", "RT :", "03"], {"rw": "05", "rt": "03"}),
    (["RT : 03   RW : 05"], {"rt": "03", "rw": "05"}),
    (["RT/RW : 03/05"], {}),
    (["Tanggal rembug : 5 Januari 2027"], {"tanggal": "5 Januari 2027"}),
    (["Hari/Tanggal", ": Selasa, 5 Januari 2027 pukul 19:30"], {"tanggal": "Selasa, 5 Januari 2027 pukul 19:30"}),
    (["Jumlah hadir : 27 (L 15, P 12)"], {"peserta": "27 (L 15, P 12)"}),
    (
        ["Jumlah hadir : 27   Ketua RT : Slamet   No. HP : 0812"],
        {"peserta": "27", "pengusul": "Slamet", "kontak": "0812"},
    ),
    (["Kelurahan : Bandengan Kecamatan : Pekalongan Utara"], {"kelurahan": "Bandengan"}),
    (["Kelurahan : Bandengan", "Kecamatan : Pekalongan Utara"], {"kelurahan": "Bandengan"}),
    (["Lembaga : PKK"], {"lembaga": "PKK"}),
    (["Tahun Anggaran : 2028"], {"tahun": "2028"}),
    (["RW :"], {}),
    (["DAFTAR USULAN WARGA"], {}),
    (["RT", "RW", "Kelurahan"], {}),
]


@pytest.mark.parametrize(("line", "said"), BLOCKS)
def test_a_line_of_the_block(line, said):
    assert context_of([line], known().vocabulary) == said


def test_the_line_nearest_to_the_table_wins():
    assert context_of([["RW : 05"], ["RW : 06"]], known().vocabulary) == {"rw": "06"}


TITLES = [
    ("USULAN RT 03 RW 05 KELURAHAN BANDENGAN", {"rt": "03", "rw": "05"}),
    ("Daftar usulan RW. V", {"rw": "V"}),
    ("USULAN RT.003/RW.005 TAHUN 2028", {"rt": "003", "rw": "005"}),
    ("Rekap RW 1 - 4", {}),
    ("Rekap RW 01 s/d RW 04", {}),
    ("Usulan RW 05 dan RW 06", {}),
    ("Usulan RT/RW", {}),
    ("Usulan warga", {}),
]


@pytest.mark.parametrize(("title", "place"), TITLES)
def test_a_title_names_one_place_or_none(title, place):
    assert place_in(title) == place
