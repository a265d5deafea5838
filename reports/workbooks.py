"""Workbooks for planners: typed cells, a frozen header, filters, one sheet for each list.

Written line by line, so that a large season needs no more memory than a small one. Nothing in them depends on
the clock, and no cell is a formula: amounts are numbers, everything that people wrote is text.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import xlsxwriter

from reports.exports import NOTHING, in_sheet, plain, values
from reports.filters import dua_angka
from reports.issue import Edisi, Terbitan
from reports.packet import Paket
from schemas.exports import NUMBERS, TABLES, Kolom

FRAME = {"valign": "top", "border": 1, "border_color": "#C9C4B8"}
FORMATS: dict[str, dict[str, Any]] = {
    "judul": {"bold": True, "font_size": 14},
    "biasa": {},
    "kepala": FRAME | {"bold": True, "text_wrap": True, "bg_color": "#D9DFEA", "num_format": "@"},
    "kelompok": FRAME | {"bold": True, "bg_color": "#EEF1F6", "num_format": "@"},
    "jumlah": FRAME | {"bold": True, "bg_color": "#FBF3DC", "num_format": "@"},
    "jumlah_rupiah": FRAME | {"bold": True, "bg_color": "#FBF3DC", "num_format": "#,##0"},
    "teks": FRAME | {"text_wrap": True, "num_format": "@"},
    "kode": FRAME | {"num_format": "@"},
    "rupiah": FRAME | {"num_format": "#,##0"},
    "bilangan": FRAME | {"num_format": "0"},
    "desimal": FRAME | {"num_format": "General"},
    # Months in Indonesian, whatever the language of the spreadsheet.
    "tanggal": FRAME | {"num_format": "[$-421]d mmmm yyyy"},
}
WIDTHS = {"teks": 30, "kode": 18, "rupiah": 16, "tanggal": 18, "id_usulan": 26}
USUAL_WIDTH = 11
A4, A3 = 9, 8
WIDEST = 20  # columns that a page of A4 can hold; a wider table is for programs, and goes on A3 when it must
# No spreadsheet program is asked to find out how high a line must be: not all of them do.
LINE_HEIGHT, HIGHEST = 15, 27
HERE = Path(__file__).parent

Take = Callable[[Paket], None]


@contextmanager
def workbook(path: Path, judul: str, terbitan: Terbitan) -> Iterator["Buku"]:
    """A new workbook, written line by line through files beside it, which a killed run leaves nowhere else."""
    options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": judul, "comments": terbitan.data, "created": terbitan.dibuat})
    yield Buku(book, {name: book.add_format(one) for name, one in FORMATS.items()}, terbitan)
    book.close()


@dataclass(frozen=True, slots=True)
class Buku:
    """An open workbook with its formats."""

    buku: Any
    format: Mapping[str, Any]
    terbitan: Terbitan

    def sheet(self, judul: str, kolom: Sequence[Kolom], header: int = 0) -> "Lembar":
        """A new sheet whose table has its heading in line `header`."""
        lembar = self.buku.add_worksheet(judul)
        lembar.set_landscape()
        lembar.set_paper(A4 if len(kolom) <= WIDEST else A3)
        lembar.fit_to_pages(1, 0)
        lembar.repeat_rows(header)
        lembar.freeze_panes(header + 1, 0)
        lembar.set_footer(f"&L{self.terbitan.sebutan}. {self.terbitan.data}&R&P / &N")
        for position, one in enumerate(kolom):
            lembar.set_column(position, position, WIDTHS.get(one.nama, WIDTHS.get(one.jenis, USUAL_WIDTH)))
        return Lembar(lembar, self.format, tuple(kolom), header, count(header + 1))


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet that is being written, line below line."""

    lembar: Any
    format: Mapping[str, Any]
    kolom: tuple[Kolom, ...]
    header: int
    baris: "count[int]"

    def above(self, texts: Sequence[str]) -> None:
        """What stands above the table: a title, then plain lines."""
        for line, text in enumerate(texts):
            self.lembar.write_string(line, 0, text, self.format["judul" if line == 0 else "biasa"])

    def heading(self, titles: Sequence[str] = ()) -> None:
        for position, text in enumerate(titles or [one.judul for one in self.kolom]):
            self._text(self.header, position, text, "kepala")

    def add(self, cells: Sequence[Any]) -> None:
        """One line of the table, each cell of the kind of its column."""
        line = next(self.baris)
        self.lembar.set_row(line, LINE_HEIGHT * self._lines(cells))
        for position, (one, value) in enumerate(zip(self.kolom, cells, strict=True)):
            self._cell(line, position, one.jenis, value)

    def across(self, texts: Mapping[int, str | int], kind: str) -> None:
        """A line that heads a group or sums it up: texts and amounts at their positions."""
        line = next(self.baris)
        for position in range(len(self.kolom)):
            value = texts.get(position)
            if isinstance(value, int):
                self.lembar.write_number(line, position, value, self.format[f"{kind}_rupiah"])
            else:
                self._text(line, position, value or "", kind)

    def filters(self) -> None:
        """The header gets its filters once the last line is known."""
        self.lembar.autofilter(self.header, 0, next(self.baris) - 1, len(self.kolom) - 1)

    def _lines(self, cells: Sequence[Any]) -> int:
        """How many lines the longest text takes in its column."""
        texts = (value or "" for one, value in zip(self.kolom, cells, strict=True) if one.jenis == "teks")
        return min(max((1 + len(text) // (WIDTHS["teks"] - 2) for text in texts), default=1), HIGHEST)

    def _cell(self, line: int, position: int, kind: str, value: Any) -> None:
        if kind == "rw" and value is not None:
            self._text(line, position, dua_angka(value), "kode")
        elif kind in NUMBERS and value is not None:
            self.lembar.write_number(line, position, value, self.format[kind])
        elif isinstance(value, date):
            self.lembar.write_datetime(line, position, value, self.format["tanggal"])
        else:
            self._text(line, position, plain(value), "teks" if kind == "teks" else "kode")

    def _text(self, line: int, position: int, text: str, kind: str) -> None:
        if text == "":
            self.lembar.write_blank(line, position, None, self.format[kind])
            return
        written = self.lembar.write_string(line, position, in_sheet(text), self.format[kind])
        assert written == 0, f"cell {line}, {position} does not fit into a sheet"


@dataclass(frozen=True, slots=True)
class Daftar:
    """One list of the workbook: which ways of a proposal stand on it, and which columns it shows."""

    judul: str
    umum: str
    jalur: frozenset[str]
    kolom: tuple[str, ...]


@cache
def daftar() -> list[Daftar]:
    with (HERE / "static" / "daftar.toml").open("rb") as file:
        entries = tomllib.load(file)["daftar"]
    return [
        Daftar(one["judul"], one.get("umum", one["judul"]), frozenset(one["jalur"]), tuple(one["kolom"].split()))
        for one in entries
    ]


@contextmanager
def proposals(path: Path, terbitan: Terbitan, edisi: Edisi, kelurahan: Iterable[Any]) -> Iterator[Take]:
    """usulan.xlsx: every proposal, one sheet for each list, the kelurahan, and what the columns mean."""
    with workbook(path, f"Usulan {terbitan.kota} {terbitan.tahun}", terbitan) as buku:
        every = TABLES["usulan"].columns(edisi.internal)
        known = {one.nama: one for one in every}
        sheets: list[tuple[Daftar | None, Lembar]] = [(None, buku.sheet("Semua usulan", every))]
        for one in daftar():
            shown = [known[name] for name in one.kolom if name in known]
            sheets.append((one, buku.sheet(one.judul if edisi.internal else one.umum, shown)))
        for _, sheet in sheets:
            sheet.heading()

        def take(paket: Paket) -> None:
            common = of_packet(terbitan, paket)
            for one, sheet in sheets:
                rows = paket.usulan if one is None else paket.jalur(*one.jalur)
                for row in rows:
                    sheet.add(values(sheet.kolom, row, common, edisi))

        yield take
        for _, sheet in sheets:
            sheet.filters()
        _areas(buku, edisi, kelurahan)
        _meanings(buku, every)


def of_packet(terbitan: Terbitan, paket: Paket) -> dict[str, Any]:
    """What every proposal of a packet shares."""
    one = paket.kelurahan
    return {"tahun": terbitan.tahun, "kelurahan": one.nama, "kecamatan": one.kecamatan}


def _areas(buku: Buku, edisi: Edisi, kelurahan: Iterable[Any]) -> None:
    columns = TABLES["kelurahan"].columns(edisi.internal)
    sheet = buku.sheet("Kelurahan", columns)
    sheet.heading()
    for one in kelurahan:
        sheet.add(values(columns, one, NOTHING, edisi))
    sheet.filters()


def _meanings(buku: Buku, columns: Iterable[Kolom]) -> None:
    """The last sheet says what each column means, and how far the whole is from a decision."""
    shown = [Kolom("kolom", "kode", ""), Kolom("arti", "teks", ""), Kolom("satuan", "kode", "")]
    sheet = buku.sheet("Keterangan", shown, header=3)
    sheet.above(["Arti kolom", buku.terbitan.sebutan, buku.terbitan.data])
    sheet.heading()
    for one in columns:
        sheet.add([one.judul, one.uraian, one.unit])
