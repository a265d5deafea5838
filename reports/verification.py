"""The verification sheet of one kelurahan: what was proposed, beside it yellow cells for what the panitia found."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from reports.exports import guard
from reports.filters import tempat
from schemas.verification import FILLED

# Nothing in a workbook may depend on the clock: the same archive gives the same bytes.
CREATED = datetime(2026, 1, 1)
SHOWN = (
    ("Kode", 17),
    ("RT/RW", 14),
    ("Usulan", 34),
    ("Lokasi", 24),
    ("Volume tertulis", 16),
    ("Biaya tertulis", 16),
    ("Yang dibutuhkan", 24),
)
AFTER = ("Sudah diverifikasi", 34)
WIDTHS = {"kegiatan": 30, "tujuan": 26, "catatan": 30, "digabung_ke": 17, "status_lahan": 24, "biaya": 16}
NEEDED = {"perlu_biaya": "biaya, atau volume dengan satuannya", "perlu_klasifikasi": "jenis kegiatan"}
SCORES = ["1", "2", "3", "4", "5"]
HEADER = 5  # rows above the table
FRAME = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9C4B8", "num_format": "@"}
FORMATS: dict[str, dict[str, Any]] = {
    "judul": {"bold": True, "font_size": 14},
    "biasa": {},
    "kepala": FRAME | {"bold": True, "bg_color": "#D9DFEA"},
    "teks": FRAME,
    "isian": FRAME | {"bg_color": "#FFF8C4"},
}


@dataclass(frozen=True, slots=True)
class Baris:
    """One proposal as it was sent; columns of 90_verifikasi.sql."""

    kode_kelurahan: str
    kelurahan: str
    kode: str
    rw: int | None
    rt: Sequence[int] | None
    usulan: str
    lokasi: str | None
    volume: str | None
    biaya: str | None
    jalur: str
    saran: Sequence[str] | None
    sudah: str | None

    @property
    def dibutuhkan(self) -> str:
        saran = f" (saran: {', '.join(self.saran)})" if self.jalur == "perlu_klasifikasi" and self.saran else ""
        return NEEDED.get(self.jalur, "") + saran


@dataclass(frozen=True, slots=True)
class Pilihan:
    """What the lists of the sheet offer: activities, states of the land, where a proposal can go."""

    kegiatan: Sequence[str]
    status_lahan: Sequence[str]
    tujuan: Sequence[str]


def as_xlsx(tahun: int, baris: Sequence[Baris], pilihan: Pilihan) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": f"Lembar verifikasi {baris[0].kelurahan} {tahun}", "created": CREATED})
    formats = {name: book.add_format(one) for name, one in FORMATS.items()}
    sheet, lists = book.add_worksheet("Verifikasi"), book.add_worksheet("Daftar")
    _head(sheet, tahun, baris[0].kelurahan, formats)
    for line, one in enumerate(baris, start=HEADER + 1):
        _line(sheet, line, one, formats)
    _lists(lists, pilihan, formats)
    _rules(sheet, len(baris), pilihan)
    sheet.freeze_panes(HEADER + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return data.getvalue()


def _head(sheet: Any, tahun: int, kelurahan: str, formats: dict[str, Any]) -> None:
    sheet.write_string(0, 0, f"Lembar verifikasi usulan Kelurahan {kelurahan}", formats["judul"])
    sheet.write_string(1, 0, f"Tahun : {tahun}", formats["biasa"])
    ask = "Mohon isi kolom kuning yang perlu saja; yang kosong tetap seperti tertulis."
    sheet.write_string(2, 0, ask, formats["biasa"])
    sheet.write_string(3, 0, "Sesudah itu simpan berkas ini ke folder inbox/rapat.", formats["biasa"])
    titles = [*SHOWN, *((header, WIDTHS.get(name, 9)) for name, header in FILLED.items()), AFTER]
    for position, (title, width) in enumerate(titles):
        sheet.set_column(position, position, width)
        sheet.write_string(HEADER, position, title, formats["kepala"])


def _line(sheet: Any, line: int, one: Baris, formats: dict[str, Any]) -> None:
    shown = (one.kode, tempat(one.rw, one.rt), one.usulan, one.lokasi, one.volume, one.biaya, one.dibutuhkan)
    for position, text in enumerate(shown):
        _show(sheet, line, position, text, formats["teks"])
    for position in range(len(shown), len(shown) + len(FILLED)):
        sheet.write_blank(line, position, None, formats["isian"])
    _show(sheet, line, len(shown) + len(FILLED), one.sudah, formats["teks"])


def _show(sheet: Any, line: int, position: int, text: str | None, kind: Any) -> None:
    if text:
        sheet.write_string(line, position, guard(text), kind)
    else:
        sheet.write_blank(line, position, None, kind)


def _lists(sheet: Any, pilihan: Pilihan, formats: dict[str, Any]) -> None:
    offered = (
        ("Pilihan jenis kegiatan", pilihan.kegiatan),
        ("Pilihan status lahan", pilihan.status_lahan),
        ("Pilihan tujuan", pilihan.tujuan),
    )
    for position, (title, words) in enumerate(offered):
        sheet.set_column(position, position, 50)
        sheet.write_string(0, position, title, formats["kepala"])
        for line, word in enumerate(words, start=1):
            sheet.write_string(line, position, word, formats["teks"])


def _rules(sheet: Any, lines: int, pilihan: Pilihan) -> None:
    """Lists help; they forbid nothing, for a code alone is understood as well."""
    columns = list(FILLED)
    listed = {
        "A": ("kegiatan", pilihan.kegiatan),
        "B": ("status_lahan", pilihan.status_lahan),
        "C": ("tujuan", pilihan.tujuan),
    }
    for letter, (name, words) in listed.items():
        _offer(sheet, columns.index(name), lines, f"=Daftar!${letter}$2:${letter}${len(words) + 1}")
    _offer(sheet, columns.index("digabung_ke"), lines, f"=$A${HEADER + 2}:$A${HEADER + 1 + lines}")
    for name in ("urgensi", "keseriusan", "pertumbuhan"):
        _offer(sheet, columns.index(name), lines, SCORES)
    _offer(sheet, columns.index("inovasi"), lines, ["ya", "tidak"])


def _offer(sheet: Any, column: int, lines: int, source: str | list[str]) -> None:
    position = len(SHOWN) + column
    rule = {"validate": "list", "source": source, "show_error": False}
    sheet.data_validation(HEADER + 1, position, HEADER + lines, position, rule)
