"""Numbers, dates and places as a kelurahan writes them; the only place where a value becomes text.

Babel knows the locale, num2words the words. Separators are asked from Babel once: formatting each of the
thousands of amounts of a packet through its patterns would cost more than the rest of the page.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal, get_currency_symbol, get_group_symbol
from num2words import num2words

from reports.language import EN, ID, N_, spoken
from reports.language import gettext as _
from schemas.moments import LOCALE, MOMENT, day_said, moment_said

LOCALES = {ID: LOCALE, EN: Locale.parse("en")}
MOMENTS = {ID: MOMENT, EN: "d MMMM y 'at' HH:mm"}
GROUP = {bahasa: get_group_symbol(locale) for bahasa, locale in LOCALES.items()}
RUPIAH = get_currency_symbol("IDR", LOCALE)
ABSENT = "–"
SEMUA = N_("Sekelurahan")

# num2words says "satu juta satu ribu"; a bank and a treasurer write "satu juta seribu".
ONE_THOUSAND = re.compile(r"\b(juta|miliar|triliun) satu ribu\b")


def bilangan(value: int | None) -> str:
    """12500 -> 12.500"""
    return ABSENT if value is None else f"{value:,}".replace(",", GROUP[spoken()])


def rupiah(value: int | None) -> str:
    """15000000 -> Rp15.000.000"""
    return ABSENT if value is None else RUPIAH + bilangan(value)


def ringkas(value: int) -> str:
    """An amount as it is said aloud, exact to three or more digits: 2310000000 -> Rp2,31 miliar.

    Below a million nothing is shortened; just below a billion the amount is first brought to the two
    decimals shown, or Babel would print "1000 juta".
    """
    return rupiah(value) if value < 1_000_000 else _shortened(value, spoken())


@lru_cache(maxsize=4096)
def _shortened(value: int, bahasa: str) -> str:
    said = (value + 5_000) // 10_000 * 10_000
    return RUPIAH + format_compact_decimal(said, format_type="long", locale=LOCALES[bahasa], fraction_digits=2)


def terbilang(value: int) -> str:
    """15000000 -> lima belas juta rupiah"""
    return ONE_THOUSAND.sub(r"\1 seribu", num2words(value, lang="id")) + " rupiah"


def desimal(value: Decimal | None) -> str:
    """Decimal('150.500') -> 150,5"""
    return ABSENT if value is None else _decimal(value, spoken())


@lru_cache(maxsize=4096)
def _decimal(value: Decimal, bahasa: str) -> str:
    return format_decimal(value.normalize(), locale=LOCALES[bahasa])


def ukuran(volume: Decimal | None, satuan: str | None) -> str:
    """150.5 and m -> 150,5 m"""
    if volume is None:
        return ABSENT
    return f"{desimal(volume)} {satuan}" if satuan else desimal(volume)


def tanggal(value: date | None) -> str:
    """31 Desember 2026"""
    return ABSENT if value is None else _day(value, spoken())


@lru_cache(maxsize=1024)
def _day(value: date, bahasa: str) -> str:
    return day_said(value, LOCALES[bahasa])


def hari(value: date) -> str:
    """Rabu"""
    return format_date(value, "EEEE", locale=LOCALES[spoken()])


def bulan(value: date) -> str:
    """Januari"""
    return format_date(value, "MMMM", locale=LOCALES[spoken()])


def waktu(value: datetime, zona: str) -> str:
    """31 Desember 2026 pukul 23.59 WIB; `value` is already local, `zona` only names the zone."""
    return moment_said(value, zona, MOMENTS[spoken()], LOCALES[spoken()])


def dua_angka(value: int) -> str:
    return f"{value:02d}"


@lru_cache(maxsize=8192)
def _rt_list(rt: tuple[int, ...], bahasa: str) -> str:
    """(1, 2, 3) -> 01 s.d. 03; (1, 4) -> 01 dan 04; (1, 2, 4) -> 01, 02 dan 04. A language has lines of its own."""
    if len(rt) > 2 and rt[-1] - rt[0] == len(rt) - 1:
        return _("{dari} s.d. {sampai}").format(dari=dua_angka(rt[0]), sampai=dua_angka(rt[-1]))
    return rangkai([dua_angka(number) for number in rt])


def rt_saja(rt: Sequence[int] | None) -> str:
    """RT 03, or nothing for a proposal of the whole RW."""
    return f"RT {_rt_list(tuple(rt), spoken())}" if rt else ""


def tempat(rw: int | None, rt: Sequence[int] | None = None) -> str:
    """RT 03 RW 05; RW 05; Sekelurahan"""
    if rw is None:
        return _(SEMUA)
    return f"{rt_saja(rt)} RW {rw:02d}".strip()


def rangkai(parts: Sequence[str]) -> str:
    """a; a dan b; a, b dan c"""
    if len(parts) < 2:
        return "".join(parts)
    return _("{awal} dan {akhir}").format(awal=", ".join(parts[:-1]), akhir=parts[-1])


def awal_kapital(text: str) -> str:
    """pagu sementara (PPAS) -> Pagu sementara (PPAS)"""
    return text[:1].upper() + text[1:]


def dieja(value: int) -> str:
    """2027 -> dua ribu dua puluh tujuh"""
    return num2words(value, lang="id")


def angka(value: int) -> str:
    """A number of law or policy. Six digits or more are always rupiah: shares and counts stay far below."""
    return rupiah(value) if value >= 100_000 else bilangan(value)


def potong(text: str, words: int) -> str:
    """The first words of a text; a word longer than a line is cut too."""
    kept = [word if len(word) <= 30 else word[:29] + "…" for word in text.split()[:words]]
    return " ".join(kept) + ("…" if len(text.split()) > words else "")


FILTERS = {
    "bilangan": bilangan,
    "rupiah": rupiah,
    "ringkas": ringkas,
    "terbilang": terbilang,
    "desimal": desimal,
    "tanggal": tanggal,
    "hari": hari,
    "bulan": bulan,
    "dua_angka": dua_angka,
    "dieja": dieja,
    "angka": angka,
    "awal_kapital": awal_kapital,
    "rt_saja": rt_saja,
    "rangkai": rangkai,
    "potong": potong,
}
