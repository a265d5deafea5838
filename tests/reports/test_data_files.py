"""data/: tables, workbooks and their description, read back as other programs read them."""

import csv
import datetime
import json
import zipfile
from collections import defaultdict
from pathlib import Path

import openpyxl
import pytest
from frictionless import validate

from schemas.exports import TABLES
from tests.builders import BANDENGAN, Season, archived, proposal, run
from tests.golden.season import season

EDITIONS = ("internal", "publik")
BOOKS = ("usulan.xlsx", "rka-dana-kelurahan.xlsx", "sipd-usulan.xlsx")
SARPRAS, PEMBERDAYAAN = "7.01.03.2.02.0002", "7.01.03.2.02.0003"


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return season(tmp_path_factory.mktemp("golden"))


@pytest.fixture(scope="module", params=EDITIONS)
def folder(golden: Season, request: pytest.FixtureRequest) -> Path:
    return golden.cycle.packets / request.param / "data"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def sheet(path: Path, name: str) -> list[list[object]]:
    return [list(row) for row in openpyxl.load_workbook(path)[name].iter_rows(values_only=True)]


def test_each_edition_has_its_tables_and_no_other_file(folder):
    shown = {f"{one.nama}.csv" for one in TABLES.values() if folder.parent.name == "internal" or not one.internal}
    assert {path.name for path in folder.iterdir()} == {*shown, *BOOKS, "datapackage.json"}


def test_matters_under_judgement_are_a_table_of_the_panitia_only(golden):
    assert (golden.cycle.packets / "internal" / "data" / "peringatan.csv").is_file()
    assert "peringatan" not in (golden.cycle.packets / "publik" / "data" / "datapackage.json").read_text("utf-8")


@pytest.mark.filterwarnings("ignore")
def test_the_data_package_is_valid_by_the_tool_whose_format_it_is(folder):
    report = validate(folder / "datapackage.json")
    assert report.flatten(["name", "fieldName", "note"]) == []
    assert {task.name for task in report.tasks} == {path.stem for path in folder.glob("*.csv")}


def test_every_column_of_every_table_is_described_with_its_kind(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described = {one["path"]: [field["name"] for field in one["schema"]["fields"]] for one in package["resources"]}
    assert described == {path.name: header(path) for path in folder.glob("*.csv")}
    fields = [field for one in package["resources"] for field in one["schema"]["fields"]]
    assert [field for field in fields if not (field["title"] and field["description"] and field["type"])] == []
    assert {field["unit"] for field in fields if field["name"] == "biaya"} == {"rupiah"}


def test_the_tables_say_what_the_warehouse_says(golden, folder):
    known = golden.pairs("SELECT id_usulan, biaya FROM alokasi")
    assert {row["id_usulan"]: row["biaya"] for row in read(folder / "usulan.csv")} == {
        name: "" if biaya is None else str(biaya) for name, biaya in known.items()
    }
    passed = golden.pairs("SELECT id_usulan, tujuan FROM alokasi WHERE jalur = 'kecamatan_opd'")
    assert {row["id_usulan"]: row["tujuan"] for row in read(folder / "terusan.csv")} == passed
    per_office = {row["tujuan"]: int(row["jumlah_usulan"]) for row in read(folder / "opd.csv")}
    assert per_office == {name: list(passed.values()).count(name) for name in passed.values()}


def test_the_workbook_has_a_sheet_for_each_list_with_a_frozen_header_and_filters(folder):
    book = openpyxl.load_workbook(folder / "usulan.xlsx")
    discussed = "Perlu dibahas" if folder.parent.name == "internal" else "Menunggu pembahasan"
    assert book.sheetnames == [
        *("Semua usulan", "Dana kelurahan", "Cadangan", "Diteruskan", "Digabung", "Belum lengkap", discussed),
        *("Kelurahan", "Keterangan"),
    ]
    tables = [one for one in book if one.title != "Keterangan"]
    assert {one.freeze_panes for one in tables} == {"A2"}
    assert {one.auto_filter.ref for one in tables} == {one.dimensions for one in tables}


def test_each_proposal_stands_on_one_list_and_on_the_sheet_of_all(golden, folder):
    book = openpyxl.load_workbook(folder / "usulan.xlsx")
    found = defaultdict(list)
    for one in book.worksheets[:7]:
        titles, *rows = one.iter_rows(values_only=True)
        for row in rows:
            found[row[titles.index("Kode")]].append(one.title)
    assert sorted(found) == sorted(row["kode"] for row in golden.rows("FROM usulan"))
    assert {(titles[0], len(titles)) for titles in found.values()} == {("Semua usulan", 2)}


def test_cells_are_typed_numbers_as_numbers_dates_as_dates_codes_as_text(tmp_path):
    sent = proposal(
        rt="03, 12", volume="2,5", tanggal="5 Desember 2026", usulan="=1+1 paving gang", masalah="+62 becek"
    )
    made = run(archived(tmp_path, {"a.csv": [sent]})).cycle.packets / "internal" / "data"
    titles, row = sheet(made / "usulan.xlsx", "Semua usulan")
    cells = dict(zip(titles, row, strict=True))
    wanted = {
        "Kode kelurahan": BANDENGAN,
        "RW": "05",
        "RT": "03, 12",
        "Volume": 2.5,
        "Biaya": 20_000_000,
        "Tanggal": datetime.datetime(2026, 12, 5),
        "Usulan": "'=1+1 paving gang",
        "Masalah": "'+62 becek",
        "Terlambat": "tidak",
    }
    assert {name: cells[name] for name in wanted} == wanted


def test_the_budget_holds_dana_kelurahan_alone_with_subtotals_to_the_rupiah(golden, folder):
    rows = sheet(folder / "rka-dana-kelurahan.xlsx", "Rincian")
    items = {row[1]: row[8] for row in rows if isinstance(row[0], int)}
    assert items == golden.pairs(
        "SELECT kode, alokasi.biaya FROM alokasi JOIN usulan USING (id_usulan) WHERE jalur = 'dana_kelurahan'"
    )
    sums = {
        row[0] or row[1]: row[8] for row in rows if str(row[0] or row[1]).startswith("Jumlah") and row[8] is not None
    }
    areas = golden.pairs("SELECT 'Jumlah Kelurahan ' || nama, masuk_rencana FROM kelurahan")
    assert {name: sums[name] for name in areas} == areas
    assert sums["Jumlah seluruhnya"] == sum(areas.values()) == sum(items.values())


def test_the_budget_sums_each_sub_kegiatan_of_a_kelurahan(golden, folder):
    _, *rows = sheet(folder / "rka-dana-kelurahan.xlsx", "Per sub-kegiatan")
    found = {(row[0], row[2]): (row[4], row[5]) for row in rows}
    wanted = golden.rows(
        "SELECT kode_kelurahan, subkegiatan.kode AS subkegiatan, count(*) AS jumlah,"
        " sum(alokasi.biaya)::BIGINT AS biaya FROM alokasi"
        " JOIN usulan USING (id_usulan, kode_kelurahan) JOIN subkegiatan USING (program)"
        " WHERE jalur = 'dana_kelurahan' GROUP BY ALL"
    )
    assert found == {(row["kode_kelurahan"], row["subkegiatan"]): (row["jumlah"], row["biaya"]) for row in wanted}
    assert {name for _, name in found} == {SARPRAS, PEMBERDAYAAN}


def test_the_sheet_for_sipd_holds_what_is_passed_on_and_leaves_id_sipd_empty(golden, folder):
    titles, *rows = sheet(folder / "sipd-usulan.xlsx", "Usulan")
    cells = [dict(zip(titles, row, strict=True)) for row in rows]
    assert {row["kode"]: row["anggaran"] for row in cells} == golden.pairs(
        "SELECT kode, alokasi.biaya FROM alokasi JOIN usulan USING (id_usulan) WHERE jalur = 'kecamatan_opd'"
    )
    assert {row["id_sipd"] for row in cells} == {None}
    assert {row["pengusul"] for row in cells} <= {"Ketua RT 01 RW 02", "Ketua RT 02 RW 02"}


def test_sipd_is_typed_office_by_office_each_in_the_order_of_the_kelurahan(tmp_path):
    sent = [
        proposal(kelurahan="Medono", rw=2, usulan="Mobil sampah"),
        proposal(kelurahan="Bandengan", rw=4, usulan="Lampu jalan raya"),
        proposal(kelurahan="Bandengan", rw=2, usulan="Mobil sampah"),
        proposal(kelurahan="Medono", rw=4, usulan="Lampu jalan raya"),
    ]
    made = run(archived(tmp_path, {"a.csv": sent})).cycle.packets / "internal" / "data"
    titles, *rows = sheet(made / "sipd-usulan.xlsx", "Usulan")
    order = [(row[titles.index("no")], row[titles.index("opd_awal")], row[titles.index("kelurahan")]) for row in rows]
    offices = sorted({office for _, office, _ in order})
    assert order == [
        (number, office, kelurahan)
        for number, (office, kelurahan) in enumerate(
            ((office, kelurahan) for office in offices for kelurahan in ("Medono", "Bandengan")), start=1
        )
    ]
    assert len(offices) == 2


def test_nothing_in_a_workbook_depends_on_the_clock(folder):
    for name in BOOKS:
        with zipfile.ZipFile(folder / name) as parts:
            assert {part.date_time[:2] for part in parts.infolist()} == {(1980, 1)}, name
            assert b">2027-01-31T00:00:00Z</dcterms:created>" in parts.read("docProps/core.xml"), name


def test_no_cell_of_a_workbook_is_a_formula(folder):
    for name in BOOKS:
        with zipfile.ZipFile(folder / name) as parts:
            sheets = [part for part in parts.namelist() if part.startswith("xl/worksheets/")]
            assert [part for part in sheets if b"<f>" in parts.read(part)] == [], name
