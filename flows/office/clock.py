"""Stage 1 to 3 of 9: the hour of a meeting, as people and programs write it: `19.30`, `19:30:00`, `pukul 19.30 WIB`.

A spreadsheet that took `19.30` for a number leaves `19,3`, which may be half past or three past: neither is guessed. A
day counted as 1 (`0,8125`) is how a clock looks when its cell lost its format.
"""

import re
from datetime import time
from decimal import Decimal

from flows.intake.finding import Reading
from flows.intake.signs import BLANK, LONGEST, plain

_CLOCK = re.compile(
    r"(?:pukul |pkl\.? ?|jam )?(?P<h>\d{1,2})[.:,](?P<m>\d{2})(?:[.:,]\d{2})?(?:\.\d+)? ?"
    r"(?P<half>am|pm|pagi|siang|sore|malam)?(?: ?(?:wib|wita|wit))?(?: ?(?:-|s/d|sampai) ?selesai)?"
)
_SHORT = re.compile(r"(?P<h>\d{1,2})[.,:](?P<m>[1-5])")
_SHARE = re.compile(r"0?[.,](?P<digits>\d{3,})")
_DATED = re.compile(r"(?:1899-12-3[01]|1900-01-0[01]) ")
HALF_DAY, MINUTES = 12, 24 * 60


def read_clock(text: str) -> Reading:
    """A time of the day, or the code of a finding; `jam_dua_arti` with both readings."""
    shown = _DATED.sub("", plain(text))
    if shown in BLANK:
        return Reading(None)
    if len(shown) > LONGEST:
        return Reading(None, "jam_tidak_terbaca")
    if share := _SHARE.fullmatch(shown):
        return _of_day(Decimal(f"0.{share['digits']}"))
    if short := _SHORT.fullmatch(shown):
        hour, ten = int(short["h"]), int(short["m"])
        return Reading(None, "jam_dua_arti", f"{hour:02}.{ten}0 atau {hour:02}.0{ten}")
    found = _CLOCK.fullmatch(shown)
    if not found:
        return Reading(None, "jam_tidak_terbaca")
    return _read(int(found["h"]), int(found["m"]), found["half"])


def _read(hour: int, minute: int, half: str | None) -> Reading:
    """`07.30 malam` is half past seven in the evening; `12.30 am` half past midnight."""
    later = half in ("pm", "malam", "sore") or (half == "siang" and hour < HALF_DAY // 2)
    if later and 0 < hour < HALF_DAY:
        hour += HALF_DAY
    elif half == "am" and hour == HALF_DAY:
        hour = 0
    if hour >= 2 * HALF_DAY or minute >= 60:
        return Reading(None, "jam_tidak_terbaca")
    return Reading(time(hour, minute))


def _of_day(share: Decimal) -> Reading:
    minutes = round(share * MINUTES) % MINUTES
    return Reading(time(*divmod(minutes, 60)))
