"""Stage 3 of 9: a point on the map in decimal degrees; point and comma both start a fraction."""

import re

from flows.intake.finding import Reading
from flows.intake.signs import BLANK, plain

# Rough bounds of Indonesia, enough to see swapped columns and lost decimal signs.
_LATITUDES, _LONGITUDES = (-11.1, 6.2), (94.9, 141.1)

_DEGREES = re.compile(r"(-?) ?(\d{1,3}[.,]\d{1,15}) ?°?")


def read_latitude(text: str) -> Reading:
    """`-6.8883` or `-6,8883`."""
    return _read(text, _LATITUDES)


def read_longitude(text: str) -> Reading:
    """`109.6753` or `109,6753`."""
    return _read(text, _LONGITUDES)


def _read(text: str, bounds: tuple[float, float]) -> Reading:
    shown = plain(text)
    if shown in BLANK:
        return Reading(None)
    found = _DEGREES.fullmatch(shown)
    degrees = float(found[1] + found[2].replace(",", ".")) if found else None
    if degrees is None or not bounds[0] <= degrees <= bounds[1]:
        return Reading(None, "lat_lon_luar")
    return Reading(degrees)
