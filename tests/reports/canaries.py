"""A season in which a person hides in every place where people write: strings that nothing else contains.

Each column of a submission has its own canaries, each in a row of its own, so that no row that goes back takes
another canary along.
"""

import io
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from tests.builders import YEAR, proposal, sheet

# What is never public, wherever it stands: a number, a name behind a house, a name that the row's sender bears.
PHONE, NIK, SENDER, CONTACT = "0812-5550-1907", "3375015501990007", "Zulkanari Wiratmo", "0857 4440 2811"
NEIGHBOUR = "Kanarwanto"
HIDDEN_IN_TEXT = f"depan rumah Pak {NEIGHBOUR}, hubungi {PHONE}, NIK {NIK}, usul {SENDER}"

# Every column into which a sender writes, with an ordinary value before which the canaries are put.
COLUMNS = {
    "tahun": str(YEAR),
    "kelurahan": "Bandengan",
    "rw": "05",
    "rt": "03",
    "lembaga": "Posyandu",
    "tanggal": "5 Desember 2026",
    "peserta": "27",
    "masalah": "Air masuk gang",
    "usulan": "Perbaikan saluran",
    "kegiatan": "Drainase dan selokan",
    "lokasi": "Gang 3",
    "lat": "-6.8886",
    "lon": "109.6753",
    "status_lahan": "milik warga",
    "volume": "40",
    "satuan": "m",
    "biaya": "20000000",
    "swadaya": "2000000",
    "sumber_dana": "APBD Kota",
    "penerima_manfaat": "60",
    "urgensi": "4",
    "keseriusan": "4",
    "pertumbuhan": "4",
    "inovasi": "ya",
    "prioritas": "1",
}
FIRST, _, LAST = SENDER.partition(" ")
TOLD = (
    f"gelap, seperti kata {FIRST.lower()}",
    f"gelap di dekat {LAST.upper()}",
    f"Pak RT {FIRST} setuju, WA {PHONE.replace('-', '_')}",
    f"lahan {NEIGHBOUR}, {LAST} & {FIRST}; NIK {NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}",
)
# Columns whose whole value is for the panitia, and a header, a file, a folder, a sheet and a title of our own making.
REMARK, COLUMN, CELL = "Catatkanari", "Kolomkanari", "Isikanari"
FILE, FOLDER, SHEET, TITLE = "Berkaskanari", "Folderkanari", "Lembarkanari", "Judulkanari"
PANITIA_ONLY = (REMARK, COLUMN, CELL, FILE, FOLDER, SHEET, TITLE)
PERSONAL = (PHONE, NIK, NEIGHBOUR, *SENDER.split(), CONTACT)


def seeded() -> Mapping[str, bytes]:
    """File name -> bytes: one file of text and one workbook, with rows for each column."""
    known = {"pengusul": f"Bapak {SENDER}", "kontak": CONTACT, "catatan": f"{REMARK} {HIDDEN_IN_TEXT}", COLUMN: CELL}
    rows = [
        proposal(**known | {"usulan": f"Saluran {number:02d}", column: f"{usual} {HIDDEN_IN_TEXT}"})
        for number, (column, usual) in enumerate(COLUMNS.items())
    ]
    alone = [
        proposal(**known | {"usulan": f"Paving {number:02d}", column: words})
        for number, (column, words) in enumerate((column, HIDDEN_IN_TEXT) for column in COLUMNS)
    ]
    # What a neighbour writes of the sender: no cell of that row says who it is.
    told = {"pengusul": "Ketua RT 04", "masalah": f"Becek, usul {SENDER}; RUMAH BU {NEIGHBOUR.upper()} TERENDAM"}
    alone.append(proposal(rt="04", usulan="Paving gang buntu", **told))
    # Of a sender whose row went back, and in every other way to write of one.
    alone += [proposal(rt="06", usulan=f"Lampu {number}", masalah=text) for number, text in enumerate(TOLD)]
    above = f"Daftar usulan {TITLE},,\nKetua : Bapak {SENDER},,\nNo. HP : {CONTACT},,\n"
    name = f"{FOLDER} {NEIGHBOUR}/{FILE} {PHONE} {SENDER}.csv"
    return {name: (above + sheet([*rows, *alone])).encode(), f"{FILE} buku.xlsx": _workbook(rows[8:10])}


def _workbook(rows: list[dict[str, str]]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"author": SENDER, "title": TITLE})
        page = book.add_worksheet(SHEET)
        page.write_row(0, 0, list(rows[0]))
        for line, row in enumerate(rows, start=1):
            page.write_row(line, 0, [*(row | {"rw": "07"}).values()])
        page.write_comment(1, 0, f"{SENDER} {PHONE}")
    return data.getvalue()


def leaks(text: str) -> list[str]:
    """The canaries that a text holds; a number counts however it is spaced."""
    digits = "".join(sign for sign in text if sign.isdigit())
    plain = text.lower()
    return [
        one
        for one in (*PERSONAL, *PANITIA_ONLY)
        if one.lower() in plain or (one[0].isdigit() and one.replace("-", "").replace(" ", "") in digits)
    ]


def folder_names(folder: Path) -> str:
    return "\n".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
