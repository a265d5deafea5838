"""returned/TAHUN: the rows that wait, with what each needs; corrected and dropped again they leave it."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from flows.intake.ledger import arrivals
from tests.builders import Season, dropped, files_below, proposal, sheet
from tests.returned.parts import (
    BLOCK,
    CONTEXT,
    begun,
    corrected,
    findings,
    only,
    returned,
    run,
    sha,
    statuses,
    table,
    written,
)
from tests.workbooks import rows_of, saved_by_libreoffice, typed

OURS = ["rujukan", "baris", "masalah_data", "cara_memperbaiki", "saran"]


def inside(**cells: object) -> dict[str, str]:
    """A row whose kelurahan and RW stand above the table."""
    return {name: cell for name, cell in proposal(**cells).items() if name not in CONTEXT}


ROWS = [
    inside(biaya="150") | {"Paraf": "x", "catatan": "=1+1"},
    inside(usulan="Pos kamling", masalah="") | {"Paraf": "", "catatan": ""},
    inside(usulan="Talud") | {"Paraf": "", "catatan": ""},
]
FILE = BLOCK + sheet(ROWS, ";")


@pytest.fixture
def season(tmp_path: Path) -> Season:
    return run(begun(tmp_path / "kerja", {"dari WA/usulan RW05.csv": FILE}))


# What is in the files


def test_one_file_that_waits_has_a_csv_a_workbook_and_a_message(season):
    stem = f"{sha(FILE)[:12]}__usulan_RW05"
    assert sorted(files_below(season.cycle.returned)) == [
        f"{stem}-perbaikan.csv", f"{stem}-perbaikan.xlsx", f"{stem}-pesan.txt",
    ]  # fmt: skip


def test_the_csv_holds_the_returned_rows_with_the_sender_s_columns_and_delimiter_and_then_ours(season):
    data = only(season, "-perbaikan.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = table(data, ";")
    assert list(rows[0]) == [*ROWS[0], *OURS]
    assert [{name: row[name] for name in ROWS[0]} for row in rows] == [
        ROWS[0] | {"catatan": "'=1+1"},
        ROWS[1],
    ]


def test_our_columns_say_which_record_what_is_needed_and_how(season):
    first, second = table(only(season, "-perbaikan.csv"), ";")
    assert {name: first[name] for name in OURS} == {
        "rujukan": f"{sha(FILE)[:12]}:4",
        "baris": "4",
        "masalah_data": "Baris 4, biaya tertulis «150». Bisa berarti 150 rupiah atau 150 juta rupiah.",
        "cara_memperbaiki": "Mohon tulis lengkap, contoh: Rp25.000.000.",
        "saran": "150 rupiah atau 150 juta rupiah",
    }
    assert (second["rujukan"], second["saran"]) == (f"{sha(FILE)[:12]}:5", "")
    assert "masalahnya belum ditulis" in second["masalah_data"]


def test_the_workbook_holds_the_same(season):
    head, *rows = rows_of(only(season, "-perbaikan.xlsx"))
    assert [dict(zip(head, row, strict=True)) for row in rows] == table(only(season, "-perbaikan.csv"), ";")


def test_a_column_that_is_needed_and_missing_is_added_before_ours(tmp_path):
    row = {name: cell for name, cell in proposal(lokasi="").items() if name not in ("rw", "rt")}
    season = run(begun(tmp_path / "kerja", {"a.csv": [row]}))
    assert list(table(only(season, "-perbaikan.csv"))[0]) == [*row, "RW", *OURS]
    then = corrected(season, lambda _: {"RW": "05"})
    assert then.one("SELECT rw FROM usulan") == {"rw": 5}


def test_only_what_waits_is_returned(tmp_path):
    season = run(begun(tmp_path / "kerja", {"a.csv": [proposal()]}))
    assert files_below(season.cycle.returned) == {}


def test_a_second_run_changes_no_byte(season):
    before = files_below(season.cycle.returned)
    run(season.folder)
    assert files_below(season.cycle.returned) == before


def test_what_a_killed_run_left_beside_it_does_no_harm(season):
    before = files_below(season.folder / "returned")
    season.cycle.returned.rename(season.cycle.returned.with_name(".2028.lama"))
    (season.folder / "returned" / ".2028.baru").mkdir()
    run(season.folder)
    assert files_below(season.folder / "returned") == before


# Corrected and dropped again


def corrections(season: Season, biaya: str = "15 juta", masalah: str = "Gelap") -> Season:
    rows = table(only(season, "-perbaikan.csv"), ";")
    rows[0]["biaya"], rows[1]["masalah"] = biaya, masalah
    return run(dropped(season.folder, {"perbaikan kami.csv": written(rows, ";")}))


def test_a_corrected_row_inherits_kelurahan_and_rw_and_replaces_the_record_it_names(season):
    then = corrections(season)
    assert statuses(then) == {
        "dari WA/usulan RW05.csv": ["digantikan", "digantikan", "diterima"],
        "perbaikan kami.csv": ["diterima", "diterima"],
    }
    assert then.rows("SELECT DISTINCT kode_kelurahan, rw FROM usulan") == [{"kode_kelurahan": "33.75.03.1009", "rw": 5}]
    assert files_below(then.cycle.returned) == {}


def test_our_columns_are_no_data_of_the_proposal_and_no_unknown_headers(season):
    then = corrections(season)
    unknown = then.rows("SELECT DISTINCT nilai FROM temuan WHERE kode = 'kolom_tidak_dikenal'")
    assert unknown == [{"nilai": "Paraf"}]
    assert sorted(str(row["lain"]) for row in then.rows("SELECT lain FROM usulan")) == ["['']", "['']", "['x']"]


def test_the_apostrophe_against_formulas_is_taken_off_again(season):
    then = corrections(season)
    assert then.one("SELECT catatan FROM usulan WHERE catatan IS NOT NULL") == {"catatan": "=1+1"}


def test_the_folder_from_which_the_record_came_holds_wherever_the_correction_lies(tmp_path):
    row = {name: cell for name, cell in proposal(biaya="150").items() if name != "kelurahan"}
    season = run(begun(tmp_path / "kerja", {"Bandengan/rw 5.csv": [row]}))
    then = corrected(season, lambda _: {"biaya": "15 juta"}, "Setono/perbaikan.csv")
    assert then.one("SELECT kode_kelurahan FROM usulan") == {"kode_kelurahan": "33.75.03.1009"}


def test_a_row_added_to_a_correction_follows_its_neighbours(season):
    rows = table(only(season, "-perbaikan.csv"), ";")
    rows[0]["biaya"] = "15 juta"
    added = rows[0] | dict.fromkeys(OURS, "") | {"usulan": "Jembatan kecil"}
    then = run(dropped(season.folder, {"b.csv": written([rows[0], added], ";")}))
    assert then.one("SELECT rw, kode_kelurahan FROM usulan WHERE usulan = 'Jembatan kecil'")["rw"] == 5
    assert findings(then, "rujukan_tidak_dikenal") == []


def test_what_is_still_faulty_waits_under_its_new_file_and_never_as_a_correction_of_a_correction(season):
    then = corrections(season, biaya="15")
    assert statuses(then)["perbaikan kami.csv"] == ["dikembalikan", "diterima"]
    (name,) = returned(then, "-perbaikan.csv")
    rows = table(only(then, "-perbaikan.csv"), ";")
    assert list(rows[0]) == [*ROWS[0], *OURS]
    assert rows[0]["rujukan"] == f"{name[:12]}:2"


def test_the_name_stays_that_of_the_sender_in_every_round(season):
    ((name, data),) = returned(season, "-perbaikan.csv").items()
    rows = table(data, ";")
    then = run(dropped(season.folder, {name.replace(".csv", " (1).csv"): written(rows, ";") + b"\r\n"}))
    assert [one[12:] for one in returned(then, "-perbaikan.csv")] == ["__usulan_RW05-perbaikan.csv"]


def test_a_correction_of_a_correction_still_knows_the_first_block(season):
    then = corrections(season, biaya="15")
    rows = table(only(then, "-perbaikan.csv"), ";")
    last = run(dropped(season.folder, {"lagi.csv": written([rows[0] | {"biaya": "15 juta"}], ";")}))
    assert statuses(last)["lagi.csv"] == ["diterima"]
    assert statuses(last)["perbaikan kami.csv"] == ["digantikan", "diterima"]
    assert last.one("SELECT count(*) AS n FROM usulan WHERE rw = 5") == {"n": 3}
    assert files_below(last.cycle.returned) == {}


def test_of_two_corrections_of_one_record_the_later_counts(season):
    corrections(season)
    rows = table(written([{**ROWS[0], **dict(zip(OURS, [f"{sha(FILE)[:12]}:4", "4", "", "", ""], strict=True))}]))
    then = run(dropped(season.folder, {"z.csv": written([rows[0] | {"biaya": "16 juta", "lokasi": "Gang 3A"}])}))
    assert statuses(then)["perbaikan kami.csv"] == ["digantikan", "diterima"]
    assert then.one("SELECT count(*) AS n, max(biaya) AS biaya FROM usulan WHERE usulan = 'Perbaikan saluran'") == {
        "n": 1,
        "biaya": 16_000_000,
    }


def test_an_untouched_copy_dropped_beside_the_corrected_one_asks_nothing_more(season):
    untouched = only(season, "-perbaikan.xlsx")
    corrections(season)
    then = run(dropped(season.folder, {"salinan.xlsx": untouched}))
    assert statuses(then)["salinan.xlsx"] == ["digantikan", "digantikan"]
    assert files_below(then.cycle.returned) == {}


def test_one_record_may_be_corrected_into_two(season):
    rows = table(only(season, "-perbaikan.csv"), ";")
    parts = [rows[0] | {"biaya": "15 juta", "usulan": name} for name in ("Saluran timur", "Saluran barat")]
    then = run(dropped(season.folder, {"b.csv": written(parts, ";")}))
    assert statuses(then)["b.csv"] == ["diterima", "diterima"]


@pytest.mark.parametrize("rujukan", ["{sha}:6", "{sha}:99", "000000000000:4", "entah"])
def test_a_rujukan_to_a_record_that_was_not_returned_is_told_and_the_row_is_new(season, rujukan):
    said = rujukan.format(sha=sha(FILE)[:12])
    row = proposal(usulan="Gapura") | {"rujukan": said}
    then = run(dropped(season.folder, {"b.csv": [row]}))
    assert statuses(then)["b.csv"] == ["diterima"]
    assert findings(then, "rujukan_tidak_dikenal") == [
        f"Baris 2: rujukan «{said}» belum kami temukan. Baris ini kami baca sebagai usulan baru."
    ]


def test_a_sender_s_own_columns_called_like_ours_stay_his(tmp_path):
    row = proposal(biaya="150") | {"baris": "A", "saran": "segera"}
    season = run(begun(tmp_path / "kerja", {"a.csv": [row]}))
    head, first = rows_of(only(season, "-perbaikan.xlsx"))
    assert head == [*row, *OURS]
    then = run(
        dropped(season.folder, {"b.xlsx": typed(only(season, "-perbaikan.xlsx"), {cell(head, "biaya"): "15 jt"})})
    )
    assert then.one("SELECT lain FROM usulan") == {"lain": ["A", "segera"]}


def cell(head: list[str], name: str, row: int = 2) -> str:
    return f"{chr(ord('A') + head.index(name))}{row}"


# Workbooks


def test_a_workbook_corrected_in_place_is_read(season):
    data = only(season, "-perbaikan.xlsx")
    head = rows_of(data)[0]
    data = typed(data, {cell(head, "biaya"): "15 juta", cell(head, "masalah", 3): "Gelap"})
    then = run(dropped(season.folder, {"p.xlsx": data}))
    assert statuses(then)["p.xlsx"] == ["diterima", "diterima"]


def test_faulty_cells_are_yellow(season):
    head = rows_of(only(season, "-perbaikan.xlsx"))[0]
    with zipfile.ZipFile(BytesIO(only(season, "-perbaikan.xlsx"))) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    styles = dict(re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', xml))
    yellow = styles[cell(head, "biaya")]
    assert styles[cell(head, "masalah", 3)] == yellow
    assert sum(1 for style in styles.values() if style == yellow) == 2


TRICKY = {
    "rt": "03",
    "kontak": "081200000012",
    "lokasi": "3-5",
    "volume": "1,5",
    "satuan": "m",
    "tanggal": "05/01/2027",
}


def test_libreoffice_in_indonesian_damages_no_cell_of_the_workbook(tmp_path):
    row = proposal(biaya="150", **TRICKY) | {"rt/rw lama": "03/05", "catatan": "=1+1"}
    season = run(begun(tmp_path / "kerja", {"a.csv": [row]}))
    (path,) = season.cycle.returned.glob("*.xlsx")
    assert rows_of(saved_by_libreoffice(path, tmp_path)) == rows_of(path.read_bytes())


# How LibreOffice opens a CSV: as it does when nobody asks; with the sender's delimiter, all as text or looking for
# numbers and dates, which makes 03/05/2026 of 03/05.
OPENED = {
    "unasked": (),
    "as text": ("59,34,76,1,,1057,false,false",),
    "looking for dates": ("59,34,76,1,,1057,false,true",),
}


SAVED = [("csv", sign, how) for sign in ";," for how in OPENED] + [("xlsx", ";", how) for how in OPENED if OPENED[how]]


@pytest.mark.slow
@pytest.mark.parametrize(("form", "delimiter", "how"), SAVED)
def test_a_csv_saved_by_libreoffice_means_the_same(tmp_path, how, delimiter, form):
    row = proposal(biaya="150", **TRICKY) | {"RT/RW": "03/05"}
    row = {name: cell for name, cell in row.items() if name not in ("rt", "rw")}
    season = run(begun(tmp_path / "kerja", {"a.csv": sheet([row], delimiter)}))
    (path,) = season.cycle.returned.glob("*.csv")
    path.write_bytes(
        path.read_bytes().replace(f"{delimiter}150{delimiter}".encode(), f"{delimiter}15 juta{delimiter}".encode())
    )
    filters = tuple(f"--infilter=CSV:{one.replace('59', str(ord(delimiter)), 1)}" for one in OPENED[how])
    then = run(dropped(season.folder, {f"b.{form}": saved_by_libreoffice(path, tmp_path, filters=filters, form=form)}))
    (expected,) = run(begun(tmp_path / "lain", {"c.csv": [row | {"biaya": "15 juta"}]})).rows("FROM usulan")
    (found,) = then.rows("FROM usulan")
    same = ("rt", "rw", "lokasi", "volume", "satuan", "biaya", "tanggal", "id_usulan", "kontak")
    assert {name: found[name] for name in same} == {name: expected[name] for name in same}
    told = then.rows("SELECT nilai FROM temuan WHERE kode = 'tanggal_dipulihkan'")
    assert len(told) == (how == "looking for dates")


@pytest.mark.slow
def test_a_workbook_in_which_each_line_became_one_cell_is_told_and_its_rows_still_wait(tmp_path):
    season = run(begun(tmp_path / "kerja", {"a.csv": sheet([proposal(biaya="150")], ";")}))
    (path,) = season.cycle.returned.glob("*.csv")
    then = run(dropped(season.folder, {"b.xlsx": saved_by_libreoffice(path, tmp_path, form="xlsx")}))
    assert "baris judul" in then.one("SELECT alasan FROM berkas WHERE nama = 'b.xlsx'")["alasan"]
    assert statuses(then) == {"a.csv": ["dikembalikan"]}


RESTORED = [
    ("03/05", "03-Mei", True),
    ("03/05", "2026-05-03", True),
    ("3/5", "03/05/2026", True),
    ("03/05", "05-Mar", False),  # a spreadsheet in English, or a sender who meant the other way round: both are asked
    ("03/05", "05/03", False),
    ("03/05", "04-Mei", False),
    ("05-Mar", "05-Mar-2026", False),
]


@pytest.mark.parametrize(("before", "now", "restored"), RESTORED)
def test_only_the_very_date_that_a_spreadsheet_makes_of_what_was_written_is_taken_back(tmp_path, before, now, restored):
    row = {name: cell for name, cell in proposal(biaya="150").items() if name not in ("rt", "rw")} | {"RT/RW": before}
    then = corrected(run(begun(tmp_path / "kerja", {"a.csv": [row]})), lambda _: {"biaya": "15 juta", "RT/RW": now})
    expected = (
        [f"Baris 2, kolom RT/RW menjadi tanggal «{now}». Kami pakai tulisan semula: {before}."] if restored else []
    )
    assert findings(then, "tanggal_dipulihkan") == expected
    found = then.rows("SELECT rw, rt FROM usulan")
    assert ({"rw": 5, "rt": [3]} in found) == restored


def test_a_place_taken_back_is_known_in_the_second_round_too(tmp_path):
    row = {name: cell for name, cell in proposal(biaya="150").items() if name not in ("rt", "rw")} | {"RT/RW": "03/05"}
    season = run(begun(tmp_path / "kerja", {"a.csv": [row]}))
    then = corrected(season, lambda _: {"biaya": "25.000", "RT/RW": "03-Mei"}, "satu.csv")
    last = corrected(then, lambda _: {"biaya": "15 juta", "RT/RW": "03-Mei"}, "dua.csv")
    assert last.rows("SELECT rw, rt FROM usulan") == [{"rw": 5, "rt": [3]}]


def test_a_row_that_names_no_record_is_asked_what_its_date_means(tmp_path):
    row = {name: cell for name, cell in proposal().items() if name not in ("rt", "rw")} | {"RT/RW": "03-Mei"}
    season = run(begun(tmp_path / "kerja", {"a.csv": [row]}))
    assert findings(season, "tanggal_dipulihkan") == []
    assert len(findings(season, "rt_rw_tanggal")) == 1


def test_every_archived_file_is_still_what_came(season):
    corrections(season)
    assert len(arrivals(season.cycle)) == 2
