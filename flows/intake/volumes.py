"""Stage 3 of 9: how much is to be built or held: `150 m`, `2 titik`, `150 m x 1,2 m` (180 m2).

Lengths multiplied give m2 and m3; others keep the sender's words (`40 orang x 3 hari`: 120 orang hari).
The unit is handed on as written, in lower case; what it means is a matter of the alias list.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from math import prod
from typing import NamedTuple

from flows.intake.finding import Reading
from flows.intake.numbers import NUMERAL, both, spellings
from flows.intake.signs import BLANK, LONGEST, plain, without_about


class Volume(NamedTuple):
    """A volume, the unit beside it if any, and the number of sides multiplied."""

    volume: Decimal
    satuan: str | None
    sisi: int = 1


class _Factor(NamedTuple):
    readings: tuple[Decimal, ...]
    satuan: str


# The warehouse keeps DECIMAL(18,3); work of a million kilometres is a misplaced column.
_SMALLEST = Decimal("0.001")
_LARGEST = Decimal(10**9)

_METRES = {
    **dict.fromkeys(["m", "m1", "m'", "meter", "mtr", "mt", "m lari", "meter lari"], Decimal(1)),
    **dict.fromkeys(["cm", "senti", "sentimeter"], Decimal("0.01")),
    **dict.fromkeys(["km", "kilometer"], Decimal(1_000)),
}
_POWERS = {1: "m", 2: "m2", 3: "m3"}
_WORDS = {
    word: str(number)
    for number, word in enumerate("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh".split(), start=1)
}
# "ls" is one lump by its meaning; of anything else the number has to be said.
_LUMP = re.compile(r"l\.?s\.?|lump ?sum")

_SUPERSCRIPTS = str.maketrans({"²": "2", "³": "3"})
_RAISED = re.compile(r"(?<=[a-z]) ?[²³]")
_SPELLED = re.compile(rf"(?:{'|'.join(_WORDS)})\b(?= ?[a-z(])")
_REMARK = re.compile(r" ?\([^)]*\)")
_SIDE = re.compile(r"[,;]? ?(?:\bx )?\b(?:panjang|lebar|tinggi|tebal|kedalaman|dalam|[plt]) ?[:=.]? ?(?=±? ?\d)")
_TIMES = re.compile(r"(?<=[\d m']) ?[x*] ?(?=±? ?\d)")
# What nearly every cell holds, read at once.
_SIMPLE = re.compile(r"(?P<whole>\d{1,9})(?:[.,](?P<fraction>\d{1,2}))?(?: ?(?P<satuan>[a-z]+|m[123']))?")
_FACTOR = re.compile(
    rf"(?P<minus>-?) ?(?P<numeral>{NUMERAL}) ?"
    r"(?P<satuan>m[123]\b|(?:[a-z]+(?:[ ./'-]+[a-z]+)*[.']*)?)"
)
_RANGE = re.compile(rf"(?P<low>{NUMERAL}) ?(?:-|s/d|s\.d\.?|sd|sampai|hingga) ?(?P<high>{NUMERAL})(?P<rest>\D.*)?")


def read_volume(text: str) -> Reading:
    """A volume with the unit written beside it, if any."""
    shown = plain(text)
    if found := _SIMPLE.fullmatch(shown):
        return _judged(Decimal(f"{found['whole']}.{found['fraction'] or 0}"), found["satuan"])
    if shown in BLANK:
        return Reading(None)
    if len(shown) > LONGEST:
        return Reading(None, "volume_tidak_terbaca")
    if _LUMP.fullmatch(shown):
        return Reading(Volume(Decimal(1), "ls"))
    return _read_product(_tidied(shown))


def _tidied(shown: str) -> str:
    """One spelling of a product: `P 150 m, L 1,2 m` becomes `150 m x 1,2 m`, `satu (1) paket` `1 paket`."""
    shown = _REMARK.sub("", without_about(_RAISED.sub(_lowered, shown)))
    shown = _SPELLED.sub(lambda found: _WORDS[found[0]], shown, count=1)
    return _SIDE.sub(" x ", shown).removeprefix(" x ").strip()


def _lowered(found: re.Match[str]) -> str:
    """`m²` is the unit m2, but `10²` is no number anybody asks for and stays unread."""
    return found[0].strip().translate(_SUPERSCRIPTS)


def unit_of(volume: Volume, satuan: str) -> str | None:
    """The unit, taken from its own column where the volume came without: `150 x 1,2` under `m` is in m2."""
    column = plain(satuan).translate(_SUPERSCRIPTS).strip(" .")
    if volume.satuan or column in BLANK:
        return volume.satuan
    if _METRES.get(column) == 1:
        return _POWERS.get(volume.sisi)
    return column


def _read_product(shown: str) -> Reading:
    if found := _RANGE.fullmatch(shown):
        values = spellings(found["low"])[:1] + spellings(found["high"])[:1]
        return Reading(None, "volume_dua_arti", both(values)) if len(values) == 2 else _unread()
    factors = [_factor(part) for part in _TIMES.split(shown)]
    for factor in factors:
        if len(factor.readings) != 1:
            return Reading(None, "volume_dua_arti", both(factor.readings)) if factor.readings else _unread()
    return _measured([factor.readings[0] for factor in factors], [factor.satuan for factor in factors])


def _factor(part: str) -> _Factor:
    found = _FACTOR.fullmatch(without_about(part.strip()))
    if not found:
        return _Factor((), "")
    sign = -1 if found["minus"] else 1
    return _Factor(tuple(sign * value for value in spellings(found["numeral"])), found["satuan"].strip(" ."))


def _measured(values: list[Decimal], units: list[str]) -> Reading:
    """Sides of a thing in metres; a side without a unit is taken to be in metres when another one is."""
    named = [unit for unit in units if unit]
    product = prod(values, start=Decimal(1))
    if len(units) == 1 or not named or not all(unit in _METRES for unit in named):
        return _judged(product, " ".join(named) or None, len(units))
    if len(units) not in _POWERS:
        return _unread()
    scales = [_METRES[unit] for unit in named]
    if len(named) < len(units) and any(scale != 1 for scale in scales):
        return _unread()  # `150 x 40 cm`: 150 m or 150 cm.
    return _judged(product * prod(scales), _POWERS[len(units)], len(units))


def _judged(volume: Decimal, satuan: str | None, sides: int = 1) -> Reading:
    if abs(volume) >= _LARGEST:
        return _unread()
    rounded = volume.quantize(_SMALLEST, ROUND_HALF_UP)
    if rounded <= 0:
        return Reading(None, "volume_nol")
    return Reading(Volume(rounded.normalize() + 0, satuan, sides))


def _unread() -> Reading:
    return Reading(None, "volume_tidak_terbaca")
