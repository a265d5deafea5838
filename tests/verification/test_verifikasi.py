"""The verification sheet: written by the run, filled on the spot, dropped into inbox/rapat/, and what it changes."""

import shutil
from pathlib import Path

import pytest

from flows.intake.ledger import arrivals
from flows.summary import sentences
from tests.builders import Season, dropped, files_below, proposal, sheet
from tests.builders import run as run_all
from tests.returned.parts import begun, findings, run
from tests.workbooks import rows_of, saved_by_libreoffice, typed

LIST = [
    proposal(usulan="Sesuatu yang baik", biaya=None),
    proposal(usulan="Pos kamling", volume=None, satuan=None, biaya=None),
    proposal(usulan="Paving gang", catatan="dari pengusul", urgensi="5"),
    proposal(usulan="Paving jalan", lokasi="Gang 9"),
    proposal(usulan="Perbaikan saluran", lokasi="Gang 7", volume=None, satuan=None, biaya=None),
    proposal(usulan="Lampu jalan", lokasi="Gang 8", sumber_dana="APBD kota"),
]
SHEET = "verifikasi-bandengan.xlsx"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return run(begun(tmp_path_factory.mktemp("sebelum") / "kerja", {"rw05.csv": LIST}))


@pytest.fixture
def season(before: Season, tmp_path: Path) -> Season:
    return Season(shutil.copytree(before.folder, tmp_path / "kerja"))


def codes(season: Season) -> dict[str, str]:
    return season.pairs("SELECT usulan, kode FROM usulan")


def said(season: Season, *rows: dict[str, str], name: str = "hasil.csv") -> Season:
    """Drops a sheet of these rows; a row names its proposal by its words or gives a kode."""
    known = codes(season)
    filled = [row | {"Kode": known.get(row["Kode"], row["Kode"])} for row in rows]
    return run(dropped(season.folder, {f"rapat/{name}": sheet(filled, ";")}))


def proposal_of(season: Season, usulan: str) -> dict:
    return season.one("SELECT * FROM usulan JOIN alokasi USING (id_usulan) WHERE usulan = $usulan", usulan=usulan)


# The sheet


def test_it_shows_what_was_sent_and_asks_for_the_rest(before):
    rows = rows_of((before.cycle.forms / SHEET).read_bytes())
    assert rows[1][0] == "Tahun : 2028"
    assert rows[5][:7] == ["Kode", "RT/RW", "Usulan", "Lokasi", "Volume tertulis", "Biaya tertulis", "Yang dibutuhkan"]
    assert rows[5][7:18] == [
        *("Kegiatan", "Volume", "Biaya (Rp)", "Status lahan", "Tujuan", "Digabung ke", "U", "S", "G", "Inovasi"),
        "Catatan",
    ]
    by_words = {row[2]: row for row in rows[6:]}
    kode = codes(before)
    assert by_words["Paving jalan"][:7] == [
        kode["Paving jalan"], "RT 03 RW 05", "Paving jalan", "Gang 9", "40 m", "20000000", "",
    ]  # fmt: skip
    assert by_words["Pos kamling"][6] == "biaya, atau volume dengan satuannya"
    assert by_words["Sesuatu yang baik"][6].startswith("jenis kegiatan")
    assert all(cell == "" for row in rows[6:] for cell in row[7:18])


def test_it_offers_the_menu_the_states_of_the_land_and_the_offices(before):
    lists = rows_of((before.cycle.forms / SHEET).read_bytes(), sheet=1)
    assert lists[1][:3] == ["A1.1 Jaringan air minum", "belum tahu", "Dana kelurahan"]


def test_it_is_the_same_to_the_byte_with_every_run(season):
    before = (season.cycle.forms / SHEET).read_bytes()
    run(season.folder)
    assert (season.cycle.forms / SHEET).read_bytes() == before


def test_a_sheet_that_somebody_filled_where_it_lay_is_put_aside_and_not_overwritten(season, tmp_path):
    path = season.cycle.forms / SHEET
    path.write_bytes(saved_by_libreoffice(path, tmp_path))
    filled = path.read_bytes()
    run(dropped(season.folder, {"rw06.csv": [proposal(rw="06")]}))
    assert (season.cycle.forms / "verifikasi-bandengan-terisi.xlsx").read_bytes() == filled
    assert len(rows_of(path.read_bytes())) == len(rows_of(filled)) + 1


def test_a_kelurahan_without_proposals_has_none(before):
    assert [path.name for path in sorted(before.cycle.forms.glob("verifikasi-*"))] == [SHEET]


# End to end


def test_every_open_question_can_be_cleared_with_the_sheet_itself(season, tmp_path):
    path = season.cycle.forms / SHEET
    line = {row[2]: number for number, row in enumerate(rows_of(path.read_bytes()), start=1)}
    cells = {
        f"H{line['Sesuatu yang baik']}": "A1.2 Drainase dan selokan",
        f"J{line['Sesuatu yang baik']}": "12 juta",
        f"J{line['Pos kamling']}": "9.000.000",
        f"I{line['Perbaikan saluran']}": "30 m",
    }
    (tmp_path / SHEET).write_bytes(typed(path.read_bytes(), cells))
    filled = (
        saved_by_libreoffice(tmp_path / SHEET, tmp_path) if shutil.which("soffice") else (tmp_path / SHEET).read_bytes()
    )
    assert waiting(season) == {"perlu_biaya": 2, "perlu_klasifikasi": 1}
    then = run_all(dropped(season.folder, {f"rapat/{SHEET}": filled}))
    assert waiting(then) == {}
    costs = then.rows("SELECT usulan, biaya_sumber FROM usulan WHERE len(verifikasi) > 0 ORDER BY usulan")
    assert costs == [
        {"usulan": "Perbaikan saluran", "biaya_sumber": "estimasi"},
        {"usulan": "Pos kamling", "biaya_sumber": "verifikasi"},
        {"usulan": "Sesuatu yang baik", "biaya_sumber": "verifikasi"},
    ]
    assert files_below(then.cycle.inbox) == {}


def waiting(season: Season) -> dict[str, int]:
    return season.pairs("SELECT jalur, count(*) FROM alokasi WHERE jalur LIKE 'perlu%' GROUP BY jalur")


# What each cell changes

CELLS = {
    "Kegiatan": ("A2.1", "kode_kegiatan", "A2.1"),
    "Biaya (Rp)": ("Rp12.500.000", "biaya", 12_500_000),
    "Status lahan": ("fasilitas umum", "status_lahan", "fasilitas umum"),
    "Inovasi": ("ya", "inovasi", True),
    "Catatan": ("'=cek", "catatan", "=cek"),
    "U": ("4", "urgensi", 4),
    "S": ("3", "keseriusan", 3),
    "G": ("2", "pertumbuhan", 2),
}


def test_every_filled_cell_overrides_and_the_sender_s_row_stays(season):
    then = said(season, {"Kode": "Paving gang"} | {header: text for header, (text, _, _) in CELLS.items()})
    found = proposal_of(then, "Paving gang")
    assert {column: found[column] for _, column, _ in CELLS.values()} == {c: value for _, c, value in CELLS.values()}
    assert found["biaya_sumber"] == "verifikasi"
    sent = then.one("SELECT biaya, catatan, urgensi FROM isi WHERE usulan = 'Paving gang'")
    assert sent == {"biaya": "20000000", "catatan": "dari pengusul", "urgensi": "5"}


def test_every_verified_cell_is_kept_with_its_file_and_line(season):
    then = said(season, {"Kode": "Paving gang", "Volume": "12,5 m2", "U": "4"})
    (file,) = (one for one in arrivals(then.cycle) if one.nama.startswith("rapat/"))
    rows = then.rows("SELECT kolom, nilai, sha256, nomor FROM verifikasi ORDER BY kolom")
    assert rows == [
        {"kolom": kolom, "nilai": nilai, "sha256": file.sha256, "nomor": 2}
        for kolom, nilai in (("satuan", "m2"), ("urgensi", "4"), ("volume", "12.5"))
    ]


def test_a_measure_without_its_unit_keeps_the_sender_s_and_prices_anew(season):
    then = said(season, {"Kode": "Perbaikan saluran", "Volume": "30 m"})
    found = proposal_of(then, "Perbaikan saluran")
    assert (found["biaya_sumber"], found["jalur"]) == ("estimasi", "dana_kelurahan")
    assert proposal_of(said(then, {"Kode": "Paving gang", "Volume": "25"}), "Paving gang")["satuan"] == "m"


def test_verified_scores_count_and_the_sender_s_do_not(season):
    then = said(season, {"Kode": "Paving jalan", "U": "5"})
    scores = then.pairs("SELECT usulan, skor FROM usulan JOIN peringkat USING (id_usulan)")
    assert scores["Paving gang"] == 0
    assert scores["Paving jalan"] == 2000 // 13


def test_an_office_can_be_named_and_a_proposal_brought_back(season):
    assert proposal_of(season, "Lampu jalan")["jalur"] == "kecamatan_opd"
    then = said(
        season, {"Kode": "Lampu jalan", "Tujuan": "Dana kelurahan"}, {"Kode": "Paving jalan", "Tujuan": "DPUPR"}
    )
    assert proposal_of(then, "Lampu jalan")["jalur"] == "dana_kelurahan"
    found = proposal_of(then, "Paving jalan")
    assert (found["jalur"], found["tujuan"], found["kewenangan"], found["aturan"]) == (
        "kecamatan_opd",
        "dpupr",
        "kota",
        "J-VERIFIKASI",
    )


def test_one_proposal_can_be_merged_into_another_and_that_into_a_third(season):
    kode = codes(season)
    then = said(
        season,
        {"Kode": "Paving gang", "Digabung ke": kode["Paving jalan"]},
        {"Kode": "Paving jalan", "Digabung ke": kode["Lampu jalan"]},
    )
    members = then.pairs("SELECT usulan, peran FROM kelompok JOIN usulan USING (id_usulan) WHERE peran <> 'mirip'")
    assert members == {"Paving gang": "anggota", "Paving jalan": "anggota", "Lampu jalan": "wakil"}
    assert proposal_of(then, "Paving gang")["aturan"] == "J-GABUNG-PANITIA"


def test_two_told_to_stand_for_each_other_have_one_wakil(season):
    kode = codes(season)
    then = said(
        season,
        {"Kode": "Paving gang", "Digabung ke": kode["Paving jalan"]},
        {"Kode": "Paving jalan", "Digabung ke": kode["Paving gang"]},
    )
    members = then.rows("SELECT peran FROM kelompok WHERE peran <> 'mirip' ORDER BY peran")
    assert members == [{"peran": "anggota"}, {"peran": "wakil"}]


def test_of_two_sheets_the_later_one_counts_cell_by_cell(season):
    first = said(season, {"Kode": "Paving gang", "Biaya (Rp)": "10 juta", "U": "4"})
    then = said(first, {"Kode": "Paving gang", "Biaya (Rp)": "11 juta"}, name="kedua.csv")
    found = proposal_of(then, "Paving gang")
    assert (found["biaya"], found["urgensi"]) == (11_000_000, 4)
    assert then.one("SELECT count(*) AS n FROM verifikasi WHERE NOT berlaku") == {"n": 1}


def test_what_was_verified_of_a_proposal_holds_for_its_correction(season):
    then = said(season, {"Kode": "Paving gang", "Biaya (Rp)": "10 juta"})
    again = [row | {"usulan": row["usulan"].replace("Paving gang", "Pavingisasi gang")} for row in LIST]
    last = run(dropped(then.folder, {"lagi.csv": again}))
    assert proposal_of(last, "Pavingisasi gang")["biaya"] == 10_000_000


# Codes

SPELLED = {
    "lower case": str.lower,
    "without hyphens": lambda kode: kode.replace("-", ""),
    "with blanks": lambda kode: f" {kode.replace('-', ' - ')} ",
}


@pytest.mark.parametrize("how", SPELLED)
def test_a_kode_is_understood(season, how):
    then = said(season, {"Kode": SPELLED[how](codes(season)["Paving gang"]), "Biaya (Rp)": "10 juta"})
    assert proposal_of(then, "Paving gang")["biaya"] == 10_000_000


def test_an_id_is_understood_as_well(season):
    one = season.one("SELECT id_usulan FROM usulan WHERE usulan = 'Paving gang'")["id_usulan"]
    then = said(season, {"Kode": one.lower(), "Biaya (Rp)": "10 juta"})
    assert proposal_of(then, "Paving gang")["biaya"] == 10_000_000


def test_a_wrong_sign_a_wrong_part_and_an_unreadable_cell_change_nothing_and_are_told(season):
    kode = codes(season)["Paving gang"]
    wrong = kode[:-1] + ("2" if kode[-1] != "2" else "3")
    part = kode.replace("-05-", "-06-")
    then = said(
        season,
        {"Kode": wrong, "Biaya (Rp)": "10 juta"},
        {"Kode": part, "Biaya (Rp)": "10 juta"},
        {"Kode": "Paving gang", "Biaya (Rp)": "banyak", "Tujuan": "Dinas Entah", "Kegiatan": "Z9"},
    )
    assert proposal_of(then, "Paving gang")["biaya"] == 20_000_000
    assert findings(then, "kode_tidak_dikenal") == [f"Baris 2: kode «{wrong}» belum ada di daftar usulan tahun ini."]
    assert findings(then, "id_tidak_cocok") == [f"Baris 3: kode «{part}» belum cocok dengan catatan kami ({kode})."]
    said_at_the_end = "\n".join(sentences(then.cycle))
    assert f"rapat/hasil.csv: Baris 2: kode «{wrong}» belum ada di daftar usulan tahun ini." in said_at_the_end
    for unread in ("biaya_tidak_terbaca", "tujuan_tidak_dikenal", "kegiatan_tidak_dikenal"):
        assert len(findings(then, unread)) == 1


# The ledger


def test_its_records_are_in_the_ledger_and_none_is_a_proposal(season):
    then = run(dropped(season.folder, {f"rapat/{SHEET}": (season.cycle.forms / SHEET).read_bytes()}))
    file = then.one("SELECT * FROM berkas WHERE jenis = 'verifikasi'")
    rows = then.pairs("SELECT alasan, count(*) FROM baris WHERE sha256 = $s GROUP BY alasan", s=file["sha256"])
    assert file["status"] == "terbaca"
    assert sum(rows.values()) == file["baris"]
    assert rows["lembar verifikasi"] == len(LIST)
    assert len(then.rows("FROM usulan")) == len(LIST)
    assert files_below(then.cycle.returned) == {}


def test_a_file_of_the_office_that_is_no_such_sheet_is_kept_with_a_cure(season):
    then = run(dropped(season.folder, {"rapat/rw07.csv": [proposal(rw="07")]}))
    file = then.one("SELECT status, alasan FROM berkas WHERE nama = 'rapat/rw07.csv'")
    assert file["status"] == "ditolak"
    assert file["alasan"].startswith("Berkas di folder rapat ini belum kami kenali: kolom Kode belum ada.")


def test_a_sheet_of_another_year_waits_for_it(season):
    other = f"Tahun : 2031\n{sheet([{'Kode': 'BDG-05-AAAAAAA', 'U': '5'}], ';')}"
    then = run(dropped(season.folder, {"rapat/lain.csv": other}))
    assert list(files_below(then.cycle.inbox)) == ["rapat/lain.csv"]
