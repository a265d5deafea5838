"""The forms: what a person fills in is read without a question, what is left blank is no row."""

import csv
import io
import shutil
import subprocess
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from flows import forms
from flows.cycle import open_cycle
from reports.forms import CHECKED, HEADER_ROW, KOLOM, PRIVASI, ROWS
from tests.builders import BANDENGAN, YEAR, Season, dropped, referred, run

FILLED = {
    "RT": "03",
    "Masalah": "Gang tergenang rob dua kali seminggu",
    "Usulan": "Paving gang",
    "Lokasi": "Gang 3, depan posyandu",
    "Volume": "150 m x 1,2 m",
    "Biaya (Rp)": 25_000_000,
    "Penerima manfaat": "120",
    "Urutan": "1",
}
REGISTER = [{"kode_kelurahan": BANDENGAN, "rw": "5", "rt": str(rt), "kk": "40", "penduduk": "150"} for rt in (1, 2, 3)]
BLANK = f"FORMULIR_USULAN_{YEAR}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with its forms, one of them for the one registered RW."""
    referred(tmp_path, "rt_rw.csv", REGISTER)
    forms.write(open_cycle(YEAR, tmp_path, mulai=0))
    return tmp_path


def fill(form: Path, head: dict[str, str], *rows: dict[str, object]) -> bytes:
    """A form as a spreadsheet saves it after someone has typed into it."""
    book = openpyxl.load_workbook(form)
    sheet = book["Usulan"]
    for line in sheet.iter_rows(max_row=HEADER_ROW, max_col=2):
        name = str(line[0].value or "").removesuffix(" :")
        if name in head:
            line[1].value = head[name]
    for number, row in enumerate(rows, start=HEADER_ROW + 2):
        for position, kolom in enumerate(KOLOM, start=1):
            sheet.cell(number, position).value = row.get(kolom.judul)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


HEAD = {"Kelurahan": "Bandengan", "RW": "05", "Tanggal rembug": "5 Desember 2026", "Jumlah hadir": "27"}


def accepted(season: Season) -> dict:
    """The one proposal of a season, after every row that was not filled in is accounted for without a question."""
    assert season.rows("SELECT kolom, kode, pesan FROM temuan") == []
    statuses = season.pairs("SELECT status, count(*) FROM baris GROUP BY status")
    assert set(statuses) == {"diterima", "diabaikan"}
    return season.one(
        "SELECT tahun, kode_kelurahan, rw, rt, tanggal::VARCHAR AS tanggal, peserta, usulan, lokasi, "
        "volume::DOUBLE AS volume, satuan, biaya, penerima_manfaat, prioritas FROM usulan"
    )


EXPECTED = {
    "tahun": YEAR, "kode_kelurahan": BANDENGAN, "rw": 5, "rt": [3], "tanggal": "2026-12-05", "peserta": 27,
    "usulan": "Paving gang", "lokasi": "Gang 3, depan posyandu", "volume": 180.0, "satuan": "m2",
    "biaya": 25_000_000, "penerima_manfaat": 120, "prioritas": 1,
}  # fmt: skip


def test_the_blank_workbook_filled_in_is_read_without_a_question(folder, tmp_path):
    data = fill(folder / "formulir" / f"{BLANK}.xlsx", HEAD, FILLED)
    assert accepted(run(dropped(tmp_path / "kerja", {"dari pak rt.xlsx": data}))) == EXPECTED


def test_the_prefilled_workbook_knows_its_place(folder, tmp_path):
    form = folder / "formulir" / f"USULAN_{YEAR}_Bandengan_RW05.xlsx"
    rest = {name: HEAD[name] for name in ("Tanggal rembug", "Jumlah hadir")}
    assert accepted(run(dropped(tmp_path / "kerja", {form.name: fill(form, rest, FILLED)}))) == EXPECTED


def test_the_blank_table_filled_in_is_read_without_a_question(folder, tmp_path):
    text = (folder / "formulir" / f"{BLANK}.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    header = next(at for at, row in enumerate(rows) if row[0] == "RT")
    for row in rows[1:header]:
        row[1] = HEAD.get(row[0].removesuffix(" :"), row[1])
    rows[header + 1] = [str(FILLED[name]) for name in rows[header]]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    assert accepted(run(dropped(tmp_path / "kerja", {"isi.csv": out.getvalue()}))) == EXPECTED


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_form_sent_blank_has_no_rows_and_no_faults(folder, tmp_path, suffix):
    name = f"{BLANK}.{suffix}"
    season = run(dropped(tmp_path / "kerja", {name: (folder / "formulir" / name).read_bytes()}))
    assert season.rows("SELECT kode FROM temuan WHERE tingkat = 'kesalahan'") == []
    assert season.rows("SELECT DISTINCT status FROM baris") == [{"status": "diabaikan"}]


def test_the_form_asks_eight_things_and_the_workbook_says_what_is_missing(folder):
    sheet = openpyxl.load_workbook(folder / "formulir" / f"{BLANK}.xlsx")["Usulan"]
    header = [cell.value for cell in sheet[HEADER_ROW + 1]]
    assert header == [*FILLED, CHECKED]
    formulas = [sheet.cell(HEADER_ROW + 2 + row, len(header)).value for row in range(ROWS)]
    assert all("LENGKAP" in formula for formula in formulas)
    assert {rule.type for rule in sheet.data_validations.dataValidation} >= {"list", "decimal"}


CASES = {
    "whole": (FILLED, "LENGKAP"),
    "without cost": (FILLED | {"Biaya (Rp)": None}, "LENGKAP"),
    "for the whole RW": (FILLED | {"RT": None}, "LENGKAP"),
    "nothing to propose": ({"Masalah": "NIHIL", "Usulan": "Nihil"}, "LENGKAP"),
    "blank": ({}, ""),
    "no problem": (FILLED | {"Masalah": None}, "Mohon diisi: masalah"),
    "spaces only": (FILLED | {"Lokasi": "  "}, "Mohon diisi: lokasi"),
    "no unit": (FILLED | {"Volume": "150"}, "Mohon diisi: satuan volume"),
    "thousands for millions": (FILLED | {"Biaya (Rp)": 25_000}, "Mohon diisi: biaya ditulis lengkap"),
    "two things": (FILLED | {"Usulan": None, "Urutan": None}, "Mohon diisi: usulan, urutan"),
}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("locale", ["id_ID.UTF-8", "en_US.UTF-8"])
def test_a_spreadsheet_works_out_what_is_missing_in_any_language(folder, tmp_path, locale):
    rows = [row for row, _ in CASES.values()]
    (tmp_path / "isi.xlsx").write_bytes(fill(folder / "formulir" / f"{BLANK}.xlsx", HEAD, *rows))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profil",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):59,34,76",
    ]
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": locale, "LANG": locale}
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "isi.xlsx"], check=True, capture_output=True, env=env)
    with (tmp_path / "isi.csv").open(encoding="utf-8", newline="") as file:
        said = [row[len(KOLOM)] for row in csv.reader(file, delimiter=";")][HEADER_ROW + 1 :]
    assert dict(zip(CASES, said, strict=False)) == {name: words for name, (_, words) in CASES.items()}


def test_the_printed_form_has_five_lines_an_example_and_the_privacy_line(folder):
    page = (folder / "formulir" / f"{BLANK}.html").read_text(encoding="utf-8")
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert body.count("<tr") == 6
    assert "Gang tergenang rob" in body
    assert PRIVASI in page
    assert "default-src 'none'" in unescape(page)
    assert all(kolom.judul in page for kolom in KOLOM)


def test_the_same_register_gives_the_same_bytes(folder, tmp_path):
    again = referred(tmp_path / "lain", "rt_rw.csv", REGISTER)
    forms.write(open_cycle(YEAR, again, mulai=0))
    names = sorted(path.name for path in (folder / "formulir").iterdir())
    assert names == sorted(path.name for path in (again / "formulir").iterdir())
    assert all((folder / "formulir" / name).read_bytes() == (again / "formulir" / name).read_bytes() for name in names)


def test_a_run_refreshes_the_forms_when_the_register_changes(folder):
    referred(folder, "rt_rw.csv", [row | {"rw": "6"} for row in REGISTER])
    run(folder)
    names = {path.name for path in (folder / "formulir").glob("USULAN_*")}
    assert names == {f"USULAN_{YEAR}_Bandengan_RW06.xlsx"}


def test_what_someone_typed_into_a_form_that_lies_there_stays(folder):
    form = folder / "formulir" / f"USULAN_{YEAR}_Bandengan_RW05.xlsx"
    typed = fill(form, {}, FILLED)
    form.write_bytes(typed)
    referred(folder, "rt_rw.csv", [row | {"rw": "6"} for row in REGISTER])
    run(folder)
    assert form.read_bytes() == typed


def test_the_offered_list_of_rt_is_the_register(folder):
    with ZipFile(folder / "formulir" / f"USULAN_{YEAR}_Bandengan_RW05.xlsx") as book:
        assert b'"01,02,03"' in book.read("xl/worksheets/sheet1.xml")
