"""XLSX as offices send it: typed cells, several sheets, merged and hidden cells, and what only looks like one."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from flows.intake.workbook import written
from tests.builders import dropped, run
from tests.intake.sheets import data_rows, notes, read_bytes, reasons, why_refused, workbook, zipped

HEADER = ["No", "RT/RW", "Masalah", "Usulan", "Lokasi", "Volume", "Biaya"]
ROW = [1, "RT 03 RW 05", "Rob", "Talud", "Gang 3", 40, 20_000_000]
NAME = "usulan.xlsx"

WRITTEN = [
    (1.0, "1"),
    (1.5, "1.5"),
    (1.125, "1.1250"),  # not to be taken for 1125
    (25_000_000.0, "25000000"),
    (0.1 + 0.2, "0.3"),
    (1e-7, "0.0000001"),
    (81234567890.0, "81234567890"),
    (True, "ya"),
    (False, "tidak"),
    (date(2027, 3, 5), "2027-03-05"),
    (datetime(2027, 3, 5, 19, 30), "2027-03-05 19:30"),
    (datetime(2027, 3, 5), "2027-03-05"),
    (time(19, 30), "19:30:00"),
]


@pytest.mark.parametrize(("cell", "text"), WRITTEN)
def test_a_typed_cell_is_written_so_that_it_has_one_reading(cell, text):
    assert written(cell) == text


def test_rows_count_on_through_the_sheets_and_other_sheets_are_counted_too(tmp_path: Path):
    data = workbook(
        {"Petunjuk": [["Cara mengisi"], ["..."]], "RW 05": [["RW : 05"], HEADER, ROW], "RW 06": [HEADER, ROW]}
    )
    content = read_bytes(tmp_path, data, NAME)
    assert (content.jenis, content.records) == ("xlsx", 7)
    assert [row["nomor"] for row in data_rows(content)] == [5, 7]
    assert [sheet.konteks for sheet in content.sheets] == [{"rw": "05"}, {}]
    assert reasons(content) == {
        1: "lembar tanpa judul kolom usulan",
        2: "lembar tanpa judul kolom usulan",
        3: "baris judul di atas tabel",
        4: "baris judul kolom",
        6: "baris judul kolom",
    }


def test_the_ledger_knows_sheet_and_row_of_each_record(tmp_path: Path):
    data = workbook({"Petunjuk": [["Cara"]], "RW 05": [["Kelurahan : Bandengan"], HEADER, ROW], "RW 06": [HEADER, ROW]})
    season = run(dropped(tmp_path, {NAME: data}))
    ledger = season.rows("SELECT nomor, lembar, baris_lembar, status FROM baris ORDER BY nomor")
    assert [tuple(row.values()) for row in ledger] == [
        (1, "Petunjuk", 1, "diabaikan"),
        (2, "RW 05", 1, "diabaikan"),
        (3, "RW 05", 2, "diabaikan"),
        (4, "RW 05", 3, "diterima"),
        (5, "RW 06", 1, "diabaikan"),
        (6, "RW 06", 2, "dikembalikan"),
    ]
    pesan = season.pairs("SELECT kode, pesan FROM temuan WHERE tingkat = 'kesalahan'")
    assert pesan == {"kelurahan_kosong": "Baris 2 lembar RW 06: kelurahannya belum tertulis."}


def test_a_date_in_the_place_column_is_asked_back(tmp_path: Path):
    rows = [["Kelurahan : Bandengan"], HEADER, [1, datetime(2027, 3, 5), *ROW[2:]]]
    season = run(dropped(tmp_path, {NAME: workbook({"Usulan": rows})}))
    assert season.pairs("SELECT kode, nilai FROM temuan WHERE tingkat = 'kesalahan'") == {"rt_rw_tanggal": "2027-03-05"}


def test_merged_places_and_problems_hold_for_every_row_they_span_but_amounts_do_not(tmp_path: Path):
    rows = [HEADER, *[[n, "", "", usulan, "", 1, ""] for n, usulan in enumerate(["Talud", "Got", "Lampu"], 1)]]
    merged = {"B2:B4": "RT 03 RW 05", "C2:C3": "Rob", "G2:G4": "60 jt"}
    content = read_bytes(tmp_path, workbook({"Usulan": rows}, merged=merged), NAME)
    assert [(row["rt_rw"], row.get("masalah"), row.get("biaya")) for row in data_rows(content)] == [
        ("RT 03 RW 05", "Rob", "60 jt"),
        ("RT 03 RW 05", "Rob", None),
        ("RT 03 RW 05", None, None),
    ]


def test_a_merged_nihil_is_an_answer(tmp_path: Path):
    season = run(dropped(tmp_path, {NAME: workbook(
        {"Usulan": [["Kelurahan : Bandengan"], ["RW : 05"], HEADER, [""]]}, merged={"A4:G4": "NIHIL"})}))  # fmt: skip
    assert season.one("SELECT alasan FROM baris WHERE nomor = 4")["alasan"] == "tidak ada usulan (nihil)"


def test_hidden_rows_and_sheets_are_read_and_told(tmp_path: Path):
    data = workbook({"Usulan": [HEADER, ROW, ROW], "Lama": [HEADER, ROW]}, hidden=[2], hide=["Lama"])
    content = read_bytes(tmp_path, data, NAME)
    assert len(data_rows(content)) == 3
    assert notes(content) == [(3, "baris_tersembunyi", "", ""), (4, "lembar_tersembunyi", "Lama", "")]


def test_a_formula_without_a_result_is_told(tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(workbook({"Usulan": [HEADER, ROW]}))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<c r="F2"><v>40</v></c>', b'<c r="F2" t="e"><f>A1/0</f><v>#DIV/0!</v></c>')
    parts[sheet] = parts[sheet].replace(b"<v>20000000</v>", b"<f>F2*500000</f>")
    content = read_bytes(tmp_path, zipped(parts), NAME)
    assert notes(content) == [(2, "rumus_excel", "#DIV/0!", ""), (2, "rumus_excel", "=F2*500000", "")]
    assert data_rows(content)[0]["usulan"] == "Talud"


def test_a_sheet_that_lacks_a_column_is_told_where_another_one_is_read(tmp_path: Path):
    data = workbook({"Usulan": [HEADER, ROW], "Rekap": [["RW", "Usulan", "Biaya"], [5, 1, 20]]})
    content = read_bytes(tmp_path, data, NAME)
    assert len(data_rows(content)) == 1
    assert [(one.lembar, one.kurang) for one in content.skipped] == [("Rekap", "Masalah")]


# What is refused


def bomb() -> bytes:
    return zipped({"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": bytes(600 << 20)})


def far_apart() -> bytes:
    return workbook({"Usulan": [HEADER, ROW, *[[]] * 199_990, [""] * 900 + ["x"]]})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = [
    ("kosong.xlsx", lambda: workbook({"Sheet1": []}), ("berkas_kosong", "")),
    ("lain.xlsx", lambda: workbook({"Sheet1": [["a", "b"]]}), ("judul_kolom", "")),
    ("kurang.xlsx", lambda: workbook({"Sheet1": [["No", "Usulan", "Biaya"]]}), ("kolom_wajib", "Masalah")),
    ("rusak.xlsx", lambda: workbook({"Sheet1": [HEADER, ROW]})[:-200], ("berkas_rusak", "")),
    (
        "bukan.xlsx",
        lambda: zipped({"xl/workbook.xml": b"<a", "xl/_rels/workbook.xml.rels": b"<"}),
        ("berkas_rusak", ""),
    ),
    ("sandi.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), ("berkas_sandi", "")),
    ("lama.xls", lambda: OLE + b"Workbook", ("berkas_xls", "")),
    ("lama.xlsx", lambda: OLE + b"Workbook", ("berkas_xls", "")),
    ("bom.xlsx", bomb, ("berkas_besar", "512 MB setelah dibuka")),
    ("jauh.xlsx", far_apart, ("berkas_besar", "12 juta sel")),
    ("surat.docx", lambda: zipped({"word/document.xml": b"x"}), ("berkas_docx", "")),
    ("tabel.ods", lambda: zipped({"mimetype": b"x", "content.xml": b"x"}), ("berkas_ods", "")),
    ("semua.zip", lambda: zipped({"a.csv": b"x"}), ("berkas_zip", "")),
    ("foto.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), ("berkas_foto", "")),
    ("foto.HEIC", lambda: b"\x00\x00\x00\x18ftypheic", ("berkas_foto", "")),
    ("scan.pdf", lambda: b"%PDF-1.7", ("berkas_pdf", "")),
    ("tautan.gsheet", lambda: b'{"url": "x"}', ("berkas_gsheet", "")),
    ("lagu.mp3", lambda: b"ID3", ("berkas_bukan_tabel", "")),
]


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_each_kind_that_is_no_table_has_its_own_reason(tmp_path: Path, name, data, reason):
    assert why_refused(tmp_path, data(), name) == reason


def test_a_zip_that_lies_about_its_sizes_is_counted_by_what_it_holds(tmp_path: Path):
    data = bytearray(bomb())
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        where = data.rindex(sign) + at
        data[where : where + 4] = (1000).to_bytes(4, "little")
    assert why_refused(tmp_path, bytes(data), NAME) == ("berkas_besar", "512 MB setelah dibuka")


def test_a_csv_under_the_name_of_a_workbook_is_read(tmp_path: Path):
    assert len(data_rows(read_bytes(tmp_path, "No;Masalah;Usulan\n1;Rob;Talud\n", "usulan.xls"))) == 1


def test_papers_named_after_a_kelurahan_or_a_proposal_are_kept_and_our_own_messages_left_aside(tmp_path: Path):
    files = {
        "BA 33.75.03.1009 musrenbang.pdf": b"%PDF-1.7 a",
        "3375031009.jpg": b"\xff\xd8\xff a",
        "foto gang.jpg": b"\xff\xd8\xff b",
        "3f9c0a1b2c3d__usulan-pesan.txt": b"Yth. Ketua RW 05.\nKode berkas: 3f9c\n",
        "WhatsApp.txt": b"Yth. Ketua RW 06.\nKode berkas: 3f9d",
    }
    season = run(dropped(tmp_path, {**files, "u.csv": "Kelurahan;RW;Masalah;Usulan\nBandengan;5;Rob;Talud\n"}))
    assert season.pairs("SELECT nama, status FROM berkas") == {
        "BA 33.75.03.1009 musrenbang.pdf": "lampiran",
        "3375031009.jpg": "lampiran",
        "foto gang.jpg": "ditolak",
        "3f9c0a1b2c3d__usulan-pesan.txt": "lampiran",
        "WhatsApp.txt": "lampiran",
        "u.csv": "terbaca",
    }
    assert "Bandengan" in season.one("FROM berkas WHERE nama = '3375031009.jpg'")["alasan"]
