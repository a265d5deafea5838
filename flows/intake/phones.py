"""Stage 3 of 9: telephone numbers in one spelling, kept as text; the rest of the cell stays as it is.

Excel drops the first 0 (`81234567890`), which can be put right, or shows only some digits (`8,12346E+10`),
which cannot.
"""

import re

from flows.intake.finding import Reading
from flows.intake.signs import plain

_LONGEST = 500
_NUMBER = re.compile(r"(?<![\w+])(?:\+|\(\+?)?\d(?:[ ().-]{0,2}\d){7,14}(?!\w)")
_SCIENTIFIC = re.compile(r"\d[.,]\d+e\+?\d+")
_SPREADSHEET_REST = re.compile(r"(?<=\d{8})[.,]0+$")


def read_phone(text: str) -> Reading:
    """`0812-3456-7890`, `62812...`, `Pak RT 81234567890`: each number in the cell written `+62...`."""
    shown = " ".join(text.split())
    if plain(shown) in ("", "-", "--"):
        return Reading(None)
    if len(shown) > _LONGEST:
        return Reading(None, "kontak_tidak_terbaca")
    if _SCIENTIFIC.search(shown.lower()):
        return Reading(None, "kontak_tidak_terbaca")
    return Reading(_NUMBER.sub(_normalised, _SPREADSHEET_REST.sub("", shown)))


def _normalised(found: re.Match[str]) -> str:
    digits = "".join(sign for sign in found[0] if sign.isdecimal())
    if "+" in found[0] and not digits.startswith("62"):
        return found[0]
    national = digits.removeprefix("62") if digits.startswith("62") else digits
    if digits.startswith("0"):
        national = digits[1:]
    elif not digits.startswith(("62", "8")):
        return found[0]
    # An identity number has 16 digits, a number without its area code fewer than 8: neither is rewritten.
    return f"+62{national.lstrip('0')}" if 8 <= len(national) <= 13 else found[0]
