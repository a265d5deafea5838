"""Stage 3 of 9: the date of a rembug, day first, as people and Excel write it; never month first.

`5 Januari 2027`, `05/01/2027`, `5-1-27`, `2027-01-05`, Excel's serial `43835`. What is no date, as month 13,
is left empty with a question: too little depends on it to return a row, too much to swap day and month.
"""

import re
from datetime import date, timedelta

from flows.intake.finding import Reading
from flows.intake.signs import BLANK, LONGEST, plain

_MONTH_NAMES = (
    "januari january jan",
    "februari february pebruari feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agust agus agu agt agst ags aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}

_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 12, 31)
# Day 0 of Excel, moved back by the day that it wrongly gives to February 1900.
_EXCEL_EPOCH = date(1899, 12, 30)

_WEEKDAY = r"(?:(?:hari )?(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)[,/ ]+(?:tanggal |tgl\.? )?)?"
_CLOCK = r"(?:[ ,t]+(?:pukul|pkl\.?|jam)?\s?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s?(?:wib|z)?)?"
_NAMED = re.compile(_WEEKDAY + r"(?P<d>\d{1,2})[\s./-]*(?P<m>[a-z]+)\.?[\s./,-]*(?P<y>\d{4}|\d{2})" + _CLOCK)
_DAY_FIRST = re.compile(_WEEKDAY + r"(?P<d>\d{1,2}) ?(?P<s>[./-]) ?(?P<m>\d{1,2}) ?(?P=s) ?(?P<y>\d{4}|\d{2})" + _CLOCK)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})" + _CLOCK)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")


def read_date(text: str) -> Reading:
    """A date between 1990 and 2100, or nothing and the finding."""
    shown = plain(text)
    if shown in BLANK:
        return Reading(None)
    found = _date(shown) if len(shown) <= LONGEST else None
    return Reading(found) if found else Reading(None, "tanggal_tidak_terbaca")


def _date(shown: str) -> date | None:
    if serial := _SERIAL.fullmatch(shown):
        return from_serial(int(serial[1]))
    found = _DAY_FIRST.fullmatch(shown) or _YEAR_FIRST.fullmatch(shown) or _NAMED.fullmatch(shown)
    if not found:
        return None
    month = MONTHS.get(found["m"]) or (int(found["m"]) if found["m"].isdecimal() else 0)
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    return _in_calendar(year, month, int(found["d"]))


def from_serial(serial: int) -> date | None:
    """The day that Excel counts by this number, if it is one of our time."""
    low, high = (_EARLIEST - _EXCEL_EPOCH).days, (_LATEST - _EXCEL_EPOCH).days
    return _EXCEL_EPOCH + timedelta(days=serial) if low <= serial <= high else None


def _in_calendar(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if _EARLIEST <= found <= _LATEST else None
