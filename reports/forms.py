"""The form of a neighbourhood: the eight things that an RT head knows, as CSV, as XLSX and on paper.

Every edition asks the same, under headers that intake knows. The workbook needs no macro and no locale: its
one formula says of a row LENGKAP, or what is still missing.
"""

import csv
import io
from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from reports.filters import dua_angka, rupiah, waktu
from reports.render import environment

DELIMITER = ";"  # what a spreadsheet in Indonesia expects
BOM = "\ufeff"
ROWS = 30
PAPER_ROWS = 5
USUAL_RT = tuple(range(1, 16))  # offered where no register says which there are; any other can be typed
LONGEST_LIST = 80  # numbers of two digits that a spreadsheet takes as one list
# Marks in the workbook that is laid out once a year; letters only, so that nothing escapes them.
PLACE, RW, RT = "MARKAKELURAHAN", "MARKARW", "MARKART"
CHECKED = "Kelengkapan"
# Nothing in a workbook may depend on the clock: the same register gives the same bytes.
CREATED = datetime(2026, 1, 1)


@dataclass(frozen=True)
class Kolom:
    """One question: header, width in signs, a hint, an example, and how the check names it when it is empty."""

    judul: str
    lebar: int
    petunjuk: str
    contoh: str
    kurang: str = ""


KOLOM = (
    Kolom("RT", 17, "nomor RT, kosong bila untuk seluruh RW", "03"),
    Kolom("Masalah", 34, "apa yang dirasakan warga", "Gang tergenang rob dua kali seminggu", "masalah"),
    Kolom("Usulan", 34, "pekerjaan atau kegiatan yang diusulkan", "Peninggian jalan gang dengan paving", "usulan"),
    Kolom("Lokasi", 28, "tempat dengan patokan, tanpa nama orang", "Gang 3, depan posyandu", "lokasi"),
    Kolom("Volume", 15, "ukuran dengan satuannya", "150 m x 1,2 m", "volume dengan satuan"),
    Kolom("Biaya (Rp)", 17, "boleh kosong, faskel membantu menghitung", "Rp25.000.000"),
    Kolom("Penerima manfaat", 13, "jumlah jiwa", "120", "penerima manfaat"),
    Kolom("Urutan", 9, "yang paling penting ditulis 1", "1", "urutan"),
)
KEPALA = ("Tahun rencana", "Kelurahan", "RW", "Tanggal rembug", "Jumlah hadir")
PRIVASI = (
    "Mohon tidak menulis NIK, nomor HP, atau nama warga di dalam tabel. Yang diumumkan hanya RT, RW, dan usulannya."
)


@dataclass(frozen=True)
class Formulir:
    """One form. kelurahan and rw are empty on the blank one; rt holds the registered RT of a prefilled one."""

    tahun: int
    kota: str
    batas: datetime
    zona: str
    biaya_wajar: int
    daftar_kelurahan: tuple[str, ...]
    kelurahan: str = ""
    rw: int | None = None
    rt: tuple[int, ...] = ()

    @property
    def judul(self) -> str:
        return f"USULAN WARGA untuk Musrenbang Kelurahan Tahun {self.tahun - 1}, rencana Tahun Anggaran {self.tahun}"

    @property
    def kepala(self) -> tuple[tuple[str, str], ...]:
        """The lines above the table with what is known already."""
        known = {"Tahun rencana": str(self.tahun), "Kelurahan": self.kelurahan}
        known["RW"] = "" if self.rw is None else dua_angka(self.rw)
        return tuple((name, known.get(name, "")) for name in KEPALA)

    @property
    def batas_masuk(self) -> str:
        return waktu(self.batas, self.zona)


def as_csv(form: Formulir) -> bytes:
    """The blank form for whoever types in a plain table."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow([form.judul])
    writer.writerows([f"{name} :", value] for name, value in form.kepala)
    writer.writerow([kolom.judul for kolom in KOLOM])
    writer.writerows([""] * len(KOLOM) for _ in range(ROWS))
    return (BOM + text.getvalue()).encode()


def as_html(form: Formulir) -> str:
    """The form on paper: large type, an example, five lines to write on."""
    env = environment()
    style = env.get_template("formulir.css").render()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return env.get_template("formulir.html").render(
        form=form, kolom=KOLOM, baris=range(1, PAPER_ROWS + 1), privasi=PRIVASI, kebijakan=policy
    )


def as_xlsx(form: Formulir) -> bytes:
    """The form for a spreadsheet on a laptop or a phone."""
    numbers = form.rt or USUAL_RT
    filled = {
        PLACE: form.kelurahan,
        RW: "" if form.rw is None else dua_angka(form.rw),
        RT: ",".join(dua_angka(one) for one in numbers[:LONGEST_LIST]),
    }
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as book:
        for name, part in _workbook(replace(form, kelurahan=PLACE, rw=None, rt=())).items():
            for mark, value in filled.items():
                part = part.replace(mark.encode(), escape(value).encode())
            book.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return data.getvalue()


@cache
def _workbook(form: Formulir) -> dict[str, bytes]:
    """The parts of the workbook of a year with marks where a place stands.

    A kota has hundreds of RW: laying one workbook out and filling in the place is many times faster than
    laying out each.
    """
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"title": form.judul, "created": CREATED})
    formats = {name: book.add_format(one) for name, one in FORMATS.items()}
    sheet, guide = book.add_worksheet("Usulan"), book.add_worksheet("Petunjuk")
    _head(sheet, form, formats)
    _table(sheet, form, formats)
    _guide(guide, form, formats)
    book.close()
    with ZipFile(data) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


INK, PAPER = "#243F86", "#FFF8E1"
FRAME = {"border": 1, "border_color": "#C9C4B8", "valign": "top", "text_wrap": True}
FORMATS: dict[str, dict[str, Any]] = {
    "judul": {"bold": True, "font_size": 14, "font_color": INK},
    "label": {"bold": True},
    "isian": FRAME | {"num_format": "@", "bg_color": PAPER},
    "kecil": {"italic": True, "font_color": "#555D6B", "font_size": 9},
    "petunjuk": {"italic": True, "font_color": "#555D6B", "font_size": 9, "text_wrap": True, "valign": "bottom"},
    "kepala": FRAME | {"bold": True, "font_color": "#FFFFFF", "bg_color": INK, "valign": "vcenter"},
    "teks": FRAME | {"num_format": "@"},
    "bilangan": FRAME | {"num_format": "#,##0"},
    "periksa": FRAME | {"font_color": "#8A4B12"},
    "lengkap": {"font_color": "#1B6E3C", "bold": True},
    "biasa": {"text_wrap": True, "valign": "top"},
}
FIRST_LINE = 2  # of the header block, counted from 0
HEADER_ROW = FIRST_LINE + len(KEPALA) + 1
NUMBERS = {"Biaya (Rp)"}


def _head(sheet: Any, form: Formulir, formats: dict[str, Any]) -> None:
    """Title, header block and hints; the cells to fill are yellow and hold text, so that 03/05 stays as typed."""
    sheet.write_string(0, 0, form.judul, formats["judul"])
    sheet.write_string(1, 0, f"Mohon diisi lalu dikirim paling lambat {form.batas_masuk}", formats["kecil"])
    for line, (name, value) in enumerate(form.kepala, start=FIRST_LINE):
        sheet.write_string(line, 0, f"{name} :", formats["label"])
        sheet.write_string(line, 1, RW if name == "RW" else value, formats["isian"])
    names = f"=Petunjuk!$A${_list_row() + 1}:$A${_list_row() + len(form.daftar_kelurahan)}"
    sheet.data_validation(FIRST_LINE + 1, 1, FIRST_LINE + 1, 1, {"validate": "list", "source": names})
    sheet.data_validation(FIRST_LINE + 2, 1, FIRST_LINE + 2, 1, _asked("RW", "Nomor RW, contoh 05."))
    sheet.data_validation(FIRST_LINE + 3, 1, FIRST_LINE + 3, 1, _asked("Tanggal", "Contoh 5 Desember 2026."))
    sheet.data_validation(FIRST_LINE + 4, 1, FIRST_LINE + 4, 1, _asked("Jumlah hadir", "Contoh 27."))


def _table(sheet: Any, form: Formulir, formats: dict[str, Any]) -> None:
    first, last = HEADER_ROW + 1, HEADER_ROW + ROWS
    sheet.set_row(HEADER_ROW - 1, 36)
    sheet.set_row(HEADER_ROW, 32)
    for position, kolom in enumerate(KOLOM):
        kind = "bilangan" if kolom.judul in NUMBERS else "teks"
        sheet.set_column(position, position, kolom.lebar)
        sheet.write_string(HEADER_ROW - 1, position, kolom.petunjuk, formats["petunjuk"])
        sheet.write_string(HEADER_ROW, position, kolom.judul, formats["kepala"])
        for row in range(first, last + 1):
            sheet.write_blank(row, position, None, formats[kind])
        sheet.data_validation(first, position, last, position, _rule(kolom, form))
    checked = len(KOLOM)
    sheet.set_column(checked, checked, 38)
    sheet.write_string(HEADER_ROW, checked, CHECKED, formats["kepala"])
    for row in range(first, last + 1):
        sheet.write_formula(row, checked, completeness(row + 1, form.biaya_wajar), formats["periksa"], "")
    done = {"type": "cell", "criteria": "==", "value": '"LENGKAP"', "format": formats["lengkap"]}
    sheet.conditional_format(first, checked, last, checked, done)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    _printing(sheet)


def _printing(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)


def completeness(row: int, biaya_wajar: int) -> str:
    """The formula of one line, numbered as a spreadsheet does: LENGKAP, or what is still missing.

    A spreadsheet stores function names in English and separators as commas whatever its language; nothing
    here turns a text into a number or a date, which would depend on it.
    """
    letters = "ABCDEFGH"
    cells = "&".join(f"{letter}{row}" for letter in letters)
    wanted = [(f"$B${FIRST_LINE + 2}", "kelurahan di atas"), (f"$B${FIRST_LINE + 3}", "RW di atas")]
    wanted += [(f"{letter}{row}", kolom.kurang) for letter, kolom in zip(letters, KOLOM, strict=True) if kolom.kurang]
    faults = {f"LEN(TRIM({cell}))=0": name for cell, name in wanted}
    # Capitals and small letters differ only where there is a letter: a volume without one has no unit.
    faults[f"AND(LEN(TRIM(E{row}))>0,EXACT(UPPER(E{row}),LOWER(E{row})))"] = "satuan volume"
    faults[f"AND(ISNUMBER(F{row}),F{row}<{biaya_wajar})"] = "biaya ditulis lengkap"
    said = "&".join(f'IF({fault},", {name}","")' for fault, name in faults.items())
    nihil = f'OR(UPPER(TRIM(B{row}))="NIHIL",UPPER(TRIM(C{row}))="NIHIL")'
    wanting = f'IF(OR({",".join(faults)}),SUBSTITUTE("Mohon diisi:"&{said},":,",":"),"LENGKAP")'
    return f'=IF(LEN(TRIM({cells}))=0,"",IF({nihil},"LENGKAP",{wanting}))'


def _rule(kolom: Kolom, form: Formulir) -> dict[str, Any]:
    """What a cell offers and says when it is entered; it refuses nothing, for people know their place better."""
    asked = _asked(kolom.judul, f"{kolom.petunjuk}. Contoh {kolom.contoh}")
    if kolom.judul == "RT":
        return asked | {"validate": "list", "source": [RT], "show_error": False}
    if kolom.judul == "Biaya (Rp)":
        limit = {"validate": "decimal", "criteria": ">=", "value": form.biaya_wajar, "error_type": "information"}
        told = f"Mohon tulis lengkap dalam rupiah, paling sedikit {rupiah(form.biaya_wajar)}. Boleh juga kosong."
        return asked | limit | {"error_title": "Biaya", "error_message": told}
    return asked


def _asked(title: str, words: str) -> dict[str, Any]:
    return {"validate": "any", "input_title": title, "input_message": words[0].upper() + words[1:]}


def _guide(sheet: Any, form: Formulir, formats: dict[str, Any]) -> None:
    """How to fill it in, one example, and the names that the list offers."""
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 70)
    sheet.write_string(0, 0, "Cara mengisi", formats["judul"])
    for row, kolom in enumerate(KOLOM, start=1):
        sheet.write_string(row, 0, kolom.judul, formats["label"])
        sheet.write_string(row, 1, f"{kolom.petunjuk}. Contoh {kolom.contoh}", formats["biasa"])
    sheet.write_string(len(KOLOM) + 1, 1, PRIVASI, formats["biasa"])
    nihil = "Bila RW tidak punya usulan, tulis NIHIL di kolom Masalah dan di kolom Usulan pada satu baris."
    sheet.write_string(len(KOLOM) + 2, 1, nihil, formats["biasa"])
    sheet.write_string(_list_row() - 1, 0, "Nama-nama kelurahan", formats["label"])
    for row, name in enumerate(form.daftar_kelurahan, start=_list_row()):
        sheet.write_string(row, 0, name)


def _list_row() -> int:
    """The row of the guide, counted from 0, at which the names of the kelurahan begin."""
    return len(KOLOM) + 5
