"""Stage 2 and 3 of 9: the codes by which people name a proposal, in any case, with or without hyphens.

`2028-3375031009-K7M2XYZ` is an id, `BDG-05-K7M2XYZ` the code that is printed; both end in the same signs, whose
last one checks the others.
"""

import re
from itertools import product

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# Six or, where two meet, eight signs with their check sign; what tells rows of one file apart has two or four.
LENGTHS = tuple(product((7, 9), (0, 3, 5)))
_PARTS = re.compile(r"(?P<tempat>20\d{2}\d{10}|[A-Z]{2,5}\d{2})(?P<tanda>[0-9A-Z]{7,})")


def plain(text: str) -> str:
    """Capital letters and digits only."""
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())


def is_code(text: str) -> bool:
    """Whether a text has the form of an id or a code, whatever its signs are."""
    return _PARTS.fullmatch(plain(text)) is not None


def signs_of(text: str) -> str:
    """The signs of an id or a code, without hyphens; empty where there are none."""
    found = _PARTS.fullmatch(plain(text))
    return found["tanda"] if found else ""


def year_of(text: str) -> int | None:
    """The plan year that an id begins with; a code has none."""
    found = _PARTS.fullmatch(plain(text))
    if found is None or not found["tempat"].isdecimal() or not signs_hold(found["tanda"]):
        return None
    return int(found["tempat"][:4])


def signs_hold(signs: str) -> bool:
    """Whether the check signs fit: every single wrong sign is detected."""
    return any(
        len(signs) == first + second and _checked(signs[:first]) and (not second or _checked(signs[first:]))
        for first, second in LENGTHS
    )


def _checked(signs: str) -> bool:
    """Odd weights modulo 32: a change of one sign always changes the sum."""
    if any(sign not in SIGNS for sign in signs):
        return False
    *body, check = (SIGNS.index(sign) for sign in signs)
    return sum(value * weight for value, weight in zip(body, range(1, 2 * len(body), 2), strict=True)) % 32 == check
