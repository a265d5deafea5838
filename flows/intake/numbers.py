"""Stage 3 of 9: numbers as people write them, with every reading a point or a comma allows.

In Indonesia a point parts thousands and a comma starts the fraction; software does the opposite.
`25.000.000,00` and `1.68` can be read in one way only; `1.500` cannot, and both readings go back.
"""

import re
from decimal import Decimal

from flows.intake.finding import Reading
from flows.intake.signs import BLANK, LONGEST, plain, without_about

# Atomic, so that a grammar built of several numerals has one way only to part a row of digits.
NUMERAL = r"(?>\d+(?:[.,]\d+)*)"

# People, households: more than a country has is a telephone number.
MOST_PEOPLE = 300_000_000

_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<part>[.,])\d{3}(?:(?P=part)\d{3})*")
_GROUPED_FRACTION = re.compile(
    r"(?P<whole>\d{1,3}(?P<part>[.,])\d{3}(?:(?P=part)\d{3})*)(?!(?P=part))[.,](?P<fraction>\d+)"
)
_PLAIN_FRACTION = re.compile(r"(?P<whole>\d+)[.,](?P<fraction>\d+)")
_SIGNED = re.compile(rf"(?P<minus>-?) ?(?P<numeral>{NUMERAL})")

_PERSONS = r"(?:orang|org|jiwa|peserta|hadirin|warga)?\.?"
_COUNT = re.compile(rf"(?P<numeral>{NUMERAL}) ?{_PERSONS}(?: ?\([^)]*\))?")
_BY_SEX = re.compile(
    r"(?:l|lk|laki-laki|laki laki|pria)\W*(?P<men>\d{1,6})(?: orang| org)?\W+"
    r"(?:dan )?(?:p|pr|perempuan|wanita)\W*(?P<women>\d{1,6})(?: orang| org)?"
)


def read_decimal(text: str) -> Reading:
    """A plain decimal number: `1,2` `1.68` `300`; `1.500` may be 1500 or 1,5 and is asked back."""
    shown = without_about(plain(text))
    if shown in BLANK:
        return Reading(None)
    found = _SIGNED.fullmatch(shown) if len(shown) <= LONGEST else None
    values = spellings(found["numeral"]) if found else ()
    if not found or not values:
        return Reading(None, "volume_tidak_terbaca")
    if len(values) > 1:
        return Reading(None, "volume_dua_arti", both(values))
    return Reading(-values[0] if found["minus"] else values[0])


def read_count(text: str) -> Reading:
    """A number of people: `27`, `27 orang`, `27 (L 15, P 12)`, `L 15, P 12`."""
    shown = without_about(plain(text))
    if shown in BLANK:
        return Reading(None)
    if len(shown) > LONGEST:
        return Reading(None, "jumlah_tidak_terbaca")
    if by_sex := _BY_SEX.fullmatch(shown):
        return Reading(int(by_sex["men"]) + int(by_sex["women"]))
    found = _COUNT.fullmatch(shown)
    number = whole(found["numeral"]) if found else None
    return Reading(None, "jumlah_tidak_terbaca") if number is None else Reading(number)


def spellings(numeral: str) -> tuple[Decimal, ...]:
    """Every number a numeral can stand for, parted thousands first; empty when it is no number at all."""
    if numeral.isdecimal():
        return (Decimal(numeral),)
    found = []
    if _GROUPED.fullmatch(numeral):
        found.append(Decimal(numeral.replace(".", "").replace(",", "")))
    fraction = fraction_of(numeral)
    if fraction:
        found.append(Decimal(".".join(fraction)))
    return tuple(found)


def fraction_of(numeral: str) -> tuple[str, str] | None:
    """The digits before and after the sign that starts the fraction, or None if no sign can."""
    found = _PLAIN_FRACTION.fullmatch(numeral) or _GROUPED_FRACTION.fullmatch(numeral)
    if not found:
        return None
    return found["whole"].replace(".", "").replace(",", ""), found["fraction"]


def whole(numeral: str) -> int | None:
    """A whole number of people or things, which have no fractions: `1.200` is 1200, `27.0` is 27."""
    values = spellings(numeral)
    if not values or values[0] != values[0].to_integral_value() or values[0] > MOST_PEOPLE:
        return None
    return int(values[0])


def both(values: tuple[Decimal, ...]) -> str:
    return " atau ".join(written(value) for value in values)


def written(value: Decimal) -> str:
    """As an Indonesian form shows it, with no sign that could be read in two ways: `1500`, `1,5`."""
    return f"{value.normalize():f}".replace(".", ",")
