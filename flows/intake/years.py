"""Stage 3 of 9: the plan year, which people mix up with the year of the meeting before it."""

import re

from flows.intake.finding import Reading
from flows.intake.signs import BLANK, plain

# A spreadsheet may write the year as a number: `2028.0`, `2.028`.
_YEAR = re.compile(r"(?:(?:tahun|thn\.?|th\.?|ta|t\.a\.?|anggaran|rkpd|:) ?)*(?P<y>[12][.,]?\d{3})(?:[.,]0+)?")


def read_year(text: str) -> Reading:
    """A year of four digits: `2028`, `TA 2028`, `Tahun Anggaran 2028`."""
    shown = plain(text)
    if shown in BLANK:
        return Reading(None)
    found = _YEAR.fullmatch(shown) if len(shown) <= 40 else None
    if not found:
        return Reading(None, "tahun_lain")
    return Reading(int(found["y"].replace(".", "").replace(",", "")))


def read_plan_year(text: str, tahun: int) -> Reading:
    """The plan year of this run; the year before is taken for the meeting's, any other one goes back."""
    reading = read_year(text)
    if reading.value == tahun or (reading.value is None and reading.kode is None):
        return reading
    if reading.value == tahun - 1:
        return Reading(tahun, "tahun_rapat", str(tahun))
    return Reading(None, "tahun_lain", str(tahun))
