"""A place may stand above the table, above the row, or in a name; what contradicts is told, and nothing is guessed."""

from pathlib import Path

import pyarrow as pa
import pytest

from flows.intake.filling import fill_down
from tests.builders import dropped, proposal, run, sheet
from tests.intake.sheets import workbook
from tests.sql.alone import ground

# The cells of a column, and what they become with the rows at which a finding stands; None: left as they are.
COLUMNS = [
    (["05", "", ""], ["05", "05", "05"], [1]),
    (["05", "", "06", ""], ["05", "05", "06", "06"], [1, 3]),
    (["05", "05", ""], None, []),  # a value that comes twice: the others are omissions
    (["", "05", ""], None, []),  # nothing above the first
    (["05", "06"], None, []),
    (["05"], None, []),
]


@pytest.mark.parametrize(("cells", "filled", "told"), COLUMNS)
def test_a_place_is_taken_from_above_only_where_the_whole_column_shows_it(cells, filled, told):
    columns, notes = fill_down({"rw": pa.array(cells)}, {})
    assert {name: column.to_pylist() for name, column in columns.items()} == ({"rw": filled} if filled else {})
    assert [note.position for note in notes] == told


def test_a_body_that_works_for_the_whole_kelurahan_has_no_place_to_take():
    columns, notes = fill_down({"rw": pa.array(["05", "", ""]), "lembaga": pa.array(["RW", "PKK", ""])}, {})
    assert columns["rw"].to_pylist() == ["05", "", "05"]
    assert [(note.position, note.arti) for note in notes] == [(2, "05")]


def test_a_block_above_the_table_fills_them_instead():
    assert fill_down({"rw": pa.array(["05", ""])}, {"rw": "06"}) == ({}, [])


def test_rows_filled_from_above_are_accepted_with_a_warning(tmp_path: Path):
    rows = [proposal(usulan="Talud"), proposal(rw=None, usulan="Lampu"), proposal(rw=None, usulan="Gorong-gorong")]
    season = run(dropped(tmp_path, {"u.csv": rows}))
    assert season.rows("SELECT DISTINCT rw FROM usulan") == [{"rw": 5}]
    found = season.one("FROM temuan WHERE kode = 'isi_dari_atas'")
    assert (found["nomor"], found["pesan"]) == (
        3,
        "Mulai baris 3 kolom rw kosong. Kami anggap sama dengan di atasnya: 05.",
    )


BLOCK = "Kelurahan : Bandengan\nRT : 03, RW : 05\nTanggal rembug : 5 Januari 2027\nJumlah hadir : 27 (L 15, P 12)\n"


def test_the_block_fills_the_columns_of_the_same_meaning(tmp_path: Path):
    season = run(dropped(tmp_path, {"u.csv": BLOCK + "Masalah;Usulan;Lokasi\nRob;Talud;Gang 3\n"}))
    one = season.one("SELECT kode_kelurahan, rw, rt, tanggal::VARCHAR AS tanggal, peserta FROM usulan")
    assert one == {"kode_kelurahan": "33.75.03.1009", "rw": 5, "rt": [3], "tanggal": "2027-01-05", "peserta": 27}
    assert season.rows("FROM temuan WHERE kode = 'keterangan_berbeda'") == []


CONTRADICTIONS = [
    ({"rw": "06", "rt": "01"}, "tempat", "di atas tabel tertulis RT 03 RW 05", {"rw": 6, "rt": [1]}),
    ({"rw": "06"}, "tempat", "di atas tabel tertulis RT 03 RW 05", {"rw": 6, "rt": []}),
    ({"rt": "04"}, "tempat", "di atas tabel tertulis RT 03 RW 05", {"rw": 5, "rt": [4]}),
    ({"rt/rw": "RT 04 RW 06"}, "tempat", "di atas tabel tertulis RT 03 RW 05", {"rw": 6, "rt": [4]}),
    ({"rt/rw": "04/06"}, "tempat", "di atas tabel tertulis RT 03 RW 05", {"rw": 6, "rt": [4]}),
    ({"kelurahan": "Setono"}, "kelurahan", "di atas tabel tertulis Bandengan", {"rw": 5, "rt": [3]}),
    ({"peserta": "30"}, "peserta", "di atas tabel tertulis 27 (L 15, P 12)", {"rw": 5, "rt": [3]}),
]


@pytest.mark.parametrize(("cells", "kolom", "arti", "place"), CONTRADICTIONS)
def test_a_cell_that_contradicts_the_block_counts_and_both_are_told(tmp_path: Path, cells, kolom, arti, place):
    text = BLOCK + sheet([{**cells, "masalah": "Rob", "usulan": "Talud", "lokasi": "Gang 3"}], ";")
    season = run(dropped(tmp_path, {"u.csv": text}))
    found = season.one("FROM temuan WHERE kode = 'keterangan_berbeda'")
    assert found["kolom"] == kolom and arti in found["pesan"]
    assert season.one("SELECT rw, rt FROM usulan") == place


WRITTEN = [
    ("05-Mar\x1f05\x1f\x1f", "RT 05-Mar RW 05"),
    ("05-Mar\x1f\x1f\x1f", "05-Mar"),
    ("RT 03\x1f05\x1f\x1f", "RT 03 05"),
    ("\x1fRW V\x1f\x1f", "RW V"),
    ("\x1f\x1f03/05\x1frw", "03/05"),
    ("3\x1f5\x1f03/05\x1f", "RT 3 RW 5 03/05"),
]


@pytest.mark.parametrize(("parts", "shown"), WRITTEN)
def test_a_place_is_shown_as_it_was_written(parts, shown):
    assert ground().execute("SELECT tempat_tertulis(?)", [parts]).fetchall() == [(shown,)]


def test_the_same_place_in_other_words_contradicts_nothing(tmp_path: Path):
    text = BLOCK + "Kelurahan;RW;RT;Masalah;Usulan\nBANDENGAN;RW V;3;Rob;Talud\n"
    season = run(dropped(tmp_path, {"Bandengan/u.csv": text}))
    assert season.rows("FROM temuan WHERE kode = 'keterangan_berbeda'") == []


def test_a_folder_that_names_another_kelurahan_than_the_row_is_told(tmp_path: Path):
    season = run(dropped(tmp_path, {"Setono/u.csv": [proposal()]}))
    assert "menyebut Setono" in season.one("FROM temuan WHERE kode = 'keterangan_berbeda'")["pesan"]
    assert season.one("FROM usulan")["kode_kelurahan"] == "33.75.03.1009"


def test_the_title_gives_the_place_where_no_column_does(tmp_path: Path):
    text = "USULAN RT 03 RW 05 KELURAHAN BANDENGAN\nMasalah;Usulan;Lokasi\nRob;Talud;Gang 3\n"
    season = run(dropped(tmp_path, {"u.csv": text}))
    assert season.one("SELECT kode_kelurahan, rw, rt FROM usulan") == {
        "kode_kelurahan": "33.75.03.1009",
        "rw": 5,
        "rt": [3],
    }


def test_each_of_two_tables_in_a_file_has_its_own_place(tmp_path: Path):
    table = "Masalah;Usulan;Lokasi\nRob;Talud;Gang 3\n"
    text = f"Kelurahan : Bandengan\nRW : 05\n{table};;\nRW : 06\n{table}"
    season = run(dropped(tmp_path, {"u.csv": text}))
    assert season.pairs("SELECT nomor, rw FROM usulan") == {4: 5, 8: 6}


def test_a_block_of_a_further_table_may_stand_in_cells_of_their_own(tmp_path: Path):
    table = "No;Masalah;Usulan;Lokasi;Biaya\n1;Rob;Talud;Gang 1;20 juta\n"
    season = run(dropped(tmp_path, {"u.csv": f"Kelurahan;Setono\nRW;03\n{table}\nRW;04\n{table}"}))
    assert season.pairs("SELECT rw, nomor FROM usulan") == {3: 4, 4: 8}
    assert season.rows("SELECT kode FROM temuan") == []


OF_ONE_TABLE = [
    ({"rw": "07"}, "tempat", "«07», sedangkan di atas tabel tertulis RT 01 RW 06", {"rw": 7, "rt": []}),
    ({"rt": "04"}, "tempat", "«RT 04 RW 06», sedangkan di atas tabel tertulis RT 01 RW 06", {"rw": 6, "rt": [4]}),
    ({"rt/rw": "04/07"}, "tempat", "«04/07», sedangkan di atas tabel tertulis RT 01 RW 06", {"rw": 7, "rt": [4]}),
    ({"kelurahan": "Setono"}, "kelurahan", "«Setono», sedangkan di atas tabel tertulis Degayu", {"rw": 6, "rt": [1]}),
    ({"peserta": "30"}, "peserta", "«30», sedangkan di atas tabel tertulis 20", {"rw": 6, "rt": [1]}),
]


@pytest.mark.parametrize(("cells", "kolom", "both", "place"), OF_ONE_TABLE)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_cell_that_contradicts_the_block_of_its_own_table_counts_and_both_are_told(
    tmp_path: Path, cells, kolom, both, place, form
):
    head = ["masalah", "usulan", "lokasi", *cells]
    lines = [["Kelurahan : Bandengan"], ["RW : 05"], ["Jumlah hadir : 27"], head, ["Rob", "Pagar", "Gang 1"]]
    lines += [[], ["Kelurahan : Degayu"], ["RT : 01  RW : 06"], ["Jumlah hadir : 20"], head]
    lines += [["Rob", "Talud", "Gang 3", *cells.values()], ["Rob", "Lampu", "Gang 4"]]
    text = "\n".join(";".join(line + [""] * (len(head) - len(line))) for line in lines)
    file = text if form == "csv" else workbook({"Usulan": lines})
    season = run(dropped(tmp_path, {f"u.{form}": file}))
    (found,) = season.rows("FROM temuan WHERE kode = 'keterangan_berbeda'")
    assert (found["nomor"], found["kolom"]) == (11, kolom)
    assert f"{both}. Kami pakai isi baris." in found["pesan"]
    assert season.pairs("SELECT usulan, rw FROM usulan") == {"Pagar": 5, "Talud": place["rw"], "Lampu": 6}
    assert season.one("SELECT rw, rt FROM usulan WHERE usulan = 'Talud'") == place


def test_an_unknown_header_is_told_with_the_nearest_known_one_and_an_office_may_add_its_own(tmp_path: Path):
    text = "Kelurahan;RW;Masalah;Usulan;Lokasii;Wilayah Kerja\nBandengan;5;Rob;Talud;Gang 3;Utara\n"
    season = run(dropped(tmp_path / "a", {"u.csv": text}))
    told = season.pairs("SELECT nilai, pesan FROM temuan WHERE kode = 'kolom_tidak_dikenal'")
    assert "(mirip: Lokasi)" in told["Lokasii"] and "mirip" not in told["Wilayah Kerja"]
    assert season.one("SELECT lain FROM usulan")["lain"] == ["Gang 3", "Utara"]
    own = dropped(tmp_path / "b", {"u.csv": text})
    (own / "reference").mkdir()
    (own / "reference" / "alias_kolom.csv").write_text("kolom,alias\nlokasi,Lokasii\n")
    assert run(own).one("SELECT lokasi FROM usulan")["lokasi"] == "Gang 3"
