"""Stage 3 of 9: amounts in rupiah, always whole rupiah and never guessed.

`Rp 1.500.000,-` `25.000.000,00` `1,5 jt` `200jt` `1 juta 500 ribu` have one reading. `1.500 juta` `25000.000`
`15-20 juta` have two; so has an amount too small for any work, which may be counted in thousands.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from flows.intake.finding import Reading
from flows.intake.numbers import NUMERAL, fraction_of, spellings, written
from flows.intake.signs import BLANK, LONGEST, plain

_WORDS = {
    1_000: "ribu rb rbu k",
    1_000_000: "juta jt jta jtan",
    1_000_000_000: "miliar milyar milliar miliyar m mlr",
    1_000_000_000_000: "triliun trilyun t",
}
_UNITS = {word: Decimal(unit) for unit, words in _WORDS.items() for word in words.split()}
_SPOKEN = {unit: words.split()[0] for unit, words in reversed(_WORDS.items())}

# Ten thousand times the largest city budget: beyond it stands an identity number, not a cost.
_LARGEST = Decimal(10**15)
# From here on a fraction is what a spreadsheet's division leaves, not a short way to write millions.
_NO_SHORTHAND = 10_000

_BEFORE = re.compile(
    r"(?:\s|[:=~≈±]|\+/-|\+-|\+(?=\s*\d|\s*rp)|rp\b\.?|rp(?=\d)\.?|idr|"
    r"(?:kurang lebih|lebih kurang|kira-kira|kira kira|sekitar|perkiraan|estimasi|est|kurleb)\b\.?)+"
)
_AFTER = re.compile(r"(?:[\s.,=-]|\([a-z ]*rupiah\)|rupiah|\bidr|\brp)+$")
_SPACED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_TERM = re.compile(rf"(?P<numeral>{NUMERAL})(?:\s*(?P<unit>{_UNIT})(?![a-z]))?\.?\s*")
_TERMS = re.compile(rf"(?P<minus>-?)\s*(?P<terms>(?:{NUMERAL}(?:\s*(?:{_UNIT})(?![a-z]))?\.?\s*)+)")
_RANGE = re.compile(
    rf"(?P<low>{NUMERAL})\s*(?P<low_unit>{_UNIT})?\s*(?:-|s/d|s\.d\.?|sd|sampai|hingga)\s*(?:rp\.?)?\s*"
    rf"(?P<high>{NUMERAL})\s*(?P<unit>{_UNIT})?"
)


# How nearly everybody writes an amount of a million and more; read at once, since there are many of them.
_USUAL = re.compile(r"(?:[Rr][Pp]\.? ?)?(?P<amount>[1-9]\d{0,2}(?:\.\d{3}){2,3})(?:,00|,-)?")


def read_asked(text: str, wajar_min: int) -> Reading:
    """What is asked from government: more than nothing, and enough not to be counted in thousands."""
    reading = read_money(text)
    if reading.value is None:
        return reading
    if reading.value <= 0:
        return Reading(None, "biaya_nol")
    if reading.value < wajar_min:
        return Reading(None, "biaya_dua_arti", _either(Decimal(reading.value), _enlarged(reading.value, wajar_min)))
    return reading


def read_swadaya(text: str) -> Reading:
    """What the community adds; `tenaga warga` is an honest answer, so nothing here returns a row."""
    reading = read_money(text)
    if reading.kode == "biaya_dibulatkan":
        return Reading(reading.value)
    if reading.kode or (reading.value or 0) < 0:
        return Reading(None, "swadaya_tidak_terbaca", reading.arti)
    return reading


def read_money(text: str) -> Reading:
    """An amount of whole rupiah; empty and `-` are no amount, a reading of two amounts is neither."""
    if found := _USUAL.fullmatch(text):
        return Reading(int(found["amount"].replace(".", "")))
    shown = plain(text)
    if shown.isdecimal() and len(shown) <= 15 and (shown[0] != "0" or not shown.strip("0")):
        return Reading(int(shown))
    if shown in BLANK:
        return Reading(None)
    if len(shown) > LONGEST:
        return Reading(None, "biaya_tidak_terbaca")
    return _read_dressed(shown)


def _read_dressed(shown: str) -> Reading:
    shown = _undressed(shown)
    if shown in BLANK:
        return Reading(None)
    if found := _RANGE.fullmatch(shown):
        return _read_range(found)
    found = _TERMS.fullmatch(shown)
    amounts = _amounts(found["terms"]) if found else ()
    if not found or not amounts or max(amounts) > _LARGEST:
        return Reading(None, "biaya_tidak_terbaca")
    if len(amounts) > 1:
        return Reading(None, "biaya_dua_arti", _either(*amounts))
    return _whole_rupiah(-amounts[0] if found["minus"] else amounts[0])


def _undressed(shown: str) -> str:
    """Without `Rp`, `±`, `,-` and the amount in words; only what may hold the amount stays."""
    before = _BEFORE.match(shown)
    if before:
        shown = shown[before.end() :]
    after = _AFTER.search(shown)
    if after:
        shown = shown[: after.start()]
    return _SPACED.sub("", shown)


def _read_range(found: re.Match[str]) -> Reading:
    """`15-20 juta`: the unit at the end holds for both."""
    low = _scaled(found["low"], found["low_unit"] or found["unit"])
    high = _scaled(found["high"], found["unit"])
    if not low or not high or max(low + high) > _LARGEST:
        return Reading(None, "biaya_tidak_terbaca")
    return Reading(None, "biaya_dua_arti", _either(low[0], high[0]))


def _amounts(terms: str) -> tuple[Decimal, ...]:
    """`1 juta 500 ribu` is a sum of falling units; a single term may have two readings."""
    found = _TERM.findall(terms)
    if len(found) == 1:
        return _scaled(*found[0])
    units = [_UNITS.get(unit, Decimal(1)) for _, unit in found]
    values = [_scaled(numeral, unit) for numeral, unit in found]
    if units != sorted(set(units), reverse=True) or any(len(value) != 1 for value in values):
        return ()
    return (sum((value[0] for value in values), Decimal(0)),)


def _scaled(numeral: str, unit: str | None) -> tuple[Decimal, ...]:
    if unit:
        return tuple(value * _UNITS[unit] for value in spellings(numeral))
    if len(numeral) > 1 and numeral[0] == "0" and numeral.isdecimal():
        return ()  # A telephone number, not an amount.
    return _bare(numeral)


def _bare(numeral: str) -> tuple[Decimal, ...]:
    """Without a unit three digits after a sign are thousands, for no one counts a thousandth of a rupiah."""
    values = spellings(numeral)
    if not values:
        return ()
    fraction = fraction_of(numeral)
    if len(values) == 2 or fraction is None:
        return values[:1]
    if len(fraction[1]) == 3:
        return values[0], Decimal("".join(fraction))
    if values[0] < _NO_SHORTHAND and values[0] % 1:
        return values[0], values[0] * 1_000_000
    return values


def _whole_rupiah(amount: Decimal) -> Reading:
    rupiah = int(amount.quantize(Decimal(1), ROUND_HALF_UP))
    if rupiah == amount:
        return Reading(rupiah)
    return Reading(rupiah, "biaya_dibulatkan", f"Rp{rupiah:,}".replace(",", "."))


def _enlarged(amount: int, wajar_min: int) -> Decimal:
    """The amount if thousands or millions were left out: the first that is large enough to be meant."""
    larger = [Decimal(amount * unit) for unit in (1_000, 1_000_000) if amount * unit >= wajar_min]
    return larger[0] if larger else Decimal(amount * 1_000_000_000)


def _either(*amounts: Decimal) -> str:
    return " atau ".join(spoken(amount) for amount in dict.fromkeys(amounts))


def spoken(amount: Decimal) -> str:
    """As it is said: `25 juta rupiah`, `1,5 miliar rupiah`; in full where that needs many decimals."""
    for unit, word in _SPOKEN.items():
        share = amount / unit
        if share >= 1 and share * 1_000 % 1 == 0:
            return f"{written(share)} {word} rupiah"
    return f"{written(amount)} rupiah"
