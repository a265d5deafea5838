"""Stage 1 to 4 of 9: the cells of an office's own files, read by the grammars that read submissions.

Every reader hands back the text that stands in a clean file (`1200000000`, `2027-01-20`, `33.75.01.1006`), so that a
file means the same however a spreadsheet saved it. What has two meanings, or lost its digits, is told and not guessed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flows.intake.dates import read_date
from flows.intake.finding import Reading
from flows.intake.headers import normalise
from flows.intake.kelurahan_names import Names, read_kelurahan
from flows.intake.money import read_money
from flows.intake.neighbourhood import read_place
from flows.intake.numbers import NUMERAL, spellings
from flows.intake.phones import read_phone
from flows.intake.signs import BLANK, LONGEST, plain
from flows.intake.years import read_year
from flows.office.clock import read_clock

_FORMULA = re.compile(r'="(?P<text>[^"]*)"')  # how programs keep a nought in front of what a spreadsheet opens
_SHORTENED = re.compile(r"[-+]?\d(?:[.,]\d+)?e[+-]?\d+")
_BROKEN = re.compile(r"#(?:#+|(?:n/a|value!|ref!|name\?|div/0!|num!|null!|nilai!|nama\?))")
_NUMERAL = re.compile(NUMERAL)
_BARE_PHONE = re.compile(r"8\d{8,12}")
_LARGEST = 10**15
_AREA = {10: (2, 2, 2, 4), 6: (2, 2, 2)}  # digits of the code of a kelurahan, of a kecamatan

# Code of a finding -> what a person is told of the cell; `{arti}` stands for the readings.
SENTENCES = {
    "dipendekkan": "sudah dipendekkan program tabel, angka aslinya hilang; ubah format selnya menjadi Angka",
    "dipendekkan_teks": "sudah dipendekkan program tabel, angka aslinya hilang; ubah format selnya menjadi Teks",
    "rumus_rusak": "bukan nilainya; di program tabel kolomnya terlalu sempit, atau rumusnya bermasalah",
    "angka": "belum terbaca sebagai bilangan bulat",
    "terlalu_besar": "terlalu besar",
    "rupiah": "belum terbaca sebagai jumlah rupiah",
    "dua_arti": "dapat berarti {arti}",
    "tahun": "belum terbaca sebagai tahun",
    "tanggal": "belum terbaca sebagai tanggal",
    "jam": "belum terbaca sebagai jam",
    "rt_rw": "belum terbaca sebagai satu nomor",
    "rt_rw_tanggal": "sudah diubah program tabel menjadi tanggal; ubah format selnya menjadi Teks",
    "kontak": "belum terbaca sebagai nomor telepon",
    "kelurahan": "tidak ada di kelurahan.csv; mungkin maksudnya {arti}",
    "wilayah": "bukan kode wilayah",
    "pilihan": "bukan salah satu pilihan: {arti}",
    "pecahan": "bukan rupiah bulat",
}


@dataclass(frozen=True)
class Places:
    """What an office's file may name: kelurahan, and kecamatan by code and by name."""

    names: Names
    kecamatan: Mapping[str, str]


Reader = Callable[[str], Reading]


def bare(text: str) -> str:
    """A cell without what programs put around its text: blanks, `="..."`, an apostrophe in front of a number."""
    text = text.strip().strip("\u00a0\ufeff\u200b").strip()
    if found := _FORMULA.fullmatch(text):
        text = found["text"].strip()
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1].isdigit() else text


def reader_of(jenis: str, pilihan: tuple[str, ...], places: Places | None) -> Reader:
    """The reader of a column's cells. It gives the clean text, empty for an empty cell, or the code of a finding.

    places: None where the list of kelurahan itself cannot be read; then what names one is not judged.
    """
    if jenis == "pilihan":
        known = {normalise(word): word for word in pilihan}
        return lambda text: _choice(text, known)
    if jenis in ("kelurahan", "wilayah"):
        return lambda text: Reading(None) if places is None else _area(text, places, jenis)
    return _READERS[jenis]


def _text(text: str) -> Reading:
    if _BROKEN.fullmatch(text.lower()):
        return Reading(None, "rumus_rusak")
    return Reading(text)


def _number(text: str) -> Reading:
    return _dressed(text, _whole)


def _rupiah(text: str) -> Reading:
    return _dressed(text, _amount)


def _dressed(text: str, read: Reader) -> Reading:
    """What a spreadsheet did to a number is told as that, before a grammar fails on it."""
    shown = plain(text)
    if shown in BLANK:
        return Reading("")
    if _SHORTENED.fullmatch(shown):
        return Reading(None, "dipendekkan")
    return Reading(None, "rumus_rusak") if _BROKEN.fullmatch(shown) else read(text)


def _whole(text: str) -> Reading:
    shown = plain(text)
    values = spellings(shown) if len(shown) <= LONGEST and _NUMERAL.fullmatch(shown) else ()
    wholes = [int(value) for value in values if value == value.to_integral_value()]
    if not wholes:
        return Reading(None, "angka")
    return Reading(None, "terlalu_besar") if wholes[0] > _LARGEST else Reading(str(wholes[0]))


def _amount(text: str) -> Reading:
    reading = read_money(text)
    if reading.kode == "biaya_dua_arti":
        return Reading(None, "dua_arti", reading.arti)
    if reading.kode == "biaya_dibulatkan":
        return Reading(None, "pecahan")
    return Reading(None, "rupiah") if reading.value is None else Reading(str(reading.value))


def _year(text: str) -> Reading:
    reading = read_year(text)
    return Reading(None, "tahun") if reading.kode else Reading(_said(reading.value))


def _day(text: str) -> Reading:
    reading = read_date(text)
    return Reading(None, "tanggal") if reading.kode else Reading(_said(reading.value))


def _hour(text: str) -> Reading:
    reading = read_clock(text)
    if reading.kode:
        return Reading(None, "dua_arti" if reading.arti else "jam", reading.arti)
    return Reading("" if reading.value is None else f"{reading.value:%H.%M}")


def _rw(text: str) -> Reading:
    """One RW; `00` is how some offices write that none is meant."""
    reading = read_place("", text, "")
    if reading.kode:
        return _unplaced(reading)
    return Reading(_said(reading.value.rw))


def _rts(text: str) -> Reading:
    reading = read_place(text, "", "")
    if reading.kode:
        return _unplaced(reading)
    return Reading(", ".join(map(str, reading.value.rt)))


def _rt(text: str) -> Reading:
    reading = _rts(text)
    return Reading(None, "rt_rw") if reading.value and "," in reading.value else reading


def _loose_rt(text: str) -> Reading:
    """History is kept in the words of its time; only what a spreadsheet made a date of is asked back."""
    reading = _rts(text)
    return Reading(text) if reading.kode == "rt_rw" else reading


def _unplaced(reading: Reading) -> Reading:
    return Reading(None, "rt_rw_tanggal" if reading.kode == "rt_rw_tanggal" else "rt_rw")


def _contact(text: str) -> Reading:
    """A number as it is written; the nought in front that a spreadsheet drops is put back."""
    if _BROKEN.fullmatch(plain(text)):
        return Reading(None, "rumus_rusak")
    if read_phone(text).kode:
        return Reading(None, "dipendekkan_teks" if _SHORTENED.fullmatch(plain(text)) else "kontak")
    shown = re.sub(r"(?<=\d{8})[.,]0+$", "", text)
    return Reading(f"0{shown}" if _BARE_PHONE.fullmatch(shown) else "" if shown in BLANK else shown)


def _menu_code(text: str) -> Reading:
    return Reading(text.upper())


def _area_code(text: str) -> Reading:
    """The code of a kelurahan or kecamatan with its points; the list itself says which there are."""
    return Reading(_pointed(text) or text)


def _pointed(text: str) -> str | None:
    digits = normalise(text)
    if not digits.isdecimal() or len(digits) not in _AREA:
        return None
    ends = [sum(_AREA[len(digits)][:n]) for n in range(len(_AREA[len(digits)]) + 1)]
    return ".".join(digits[start:end] for start, end in zip(ends, ends[1:], strict=False))


def _area(text: str, places: Places, jenis: str) -> Reading:
    """The code of the kelurahan that a cell names; under `wilayah` also that of a kecamatan."""
    if _SHORTENED.fullmatch(plain(text)):
        return Reading(None, "dipendekkan_teks")
    reading = read_kelurahan(text, places.names)
    if reading.value or not text:
        return Reading(reading.value or "")
    if jenis == "wilayah" and (kode := places.kecamatan.get(normalise(text).removeprefix("kecamatan"))):
        return Reading(kode)
    return Reading(None, "kelurahan", reading.arti)


def _choice(text: str, known: Mapping[str, str]) -> Reading:
    if normalise(text) in known:
        return Reading(known[normalise(text)])
    if not text.strip("-."):
        return Reading("")
    return Reading(None, "pilihan", ", ".join(word for word in known.values() if word))


def _said(value: object) -> str:
    return "" if value is None else str(value)


_READERS: dict[str, Reader] = {
    "teks": _text,
    "bulat": _number,
    "rupiah": _rupiah,
    "tahun": _year,
    "tanggal": _day,
    "jam": _hour,
    "rw": _rw,
    "rt": _rt,
    "rts": _rts,
    "rt_longgar": _loose_rt,
    "kontak": _contact,
    "kode_menu": _menu_code,
    "kode_wilayah": _area_code,
}
