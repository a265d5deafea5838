"""Stage 3 of 9: an RT/RW cell written as a shape, one sign a word, for the grammar of places.

T (RT), W (RW), A (semua), K (kelurahan), n (a number), `,` `>` `-` `/` for lists, ranges, dashes and slashes:
`RT 1, 2 dan 4 RW 5` is `Tn,n,nWn`, `RT005-RW004` is `Tn-Wn`, `RW 5 (semua RT)` is `WnAT`, `03/05` is `n/n`.
"""

import re
from typing import NamedTuple

from flows.intake.dates import MONTHS, from_serial
from flows.intake.signs import ROMAN

_HIGHEST = 999


class Shape(NamedTuple):
    signs: str
    numbers: list[int]  # One for each sign, 0 where the sign is no number.


_TOKENS = re.compile(
    r"[ :()=]+"
    r"|(?P<n>\d+)(?:[.,]0+(?!\d))?"
    r"|(?<![a-z])(?:(?P<T>rt)|(?P<W>rw)|(?P<A>semua|seluruh|se)|(?P<K>kelurahan|kel|kecamatan|kec))(?![a-z])"
    r"|(?P<comma>[,;&+])|(?P<slash>[/\\|])|(?P<dash>-)"
    r"|(?P<bad>(?<=\d)\.(?=\d))|\.+"  # `3.1` may have been 3.10 before a spreadsheet took it for a number.
    r"|(?P<roman>(?<![a-z\d])[ivx]+(?![a-z\d]))"
    r"|(?P<range>s ?/ ?d\b|s\. ?d\b|(?<![a-z])(?:sd|sampai(?: dengan)?|hingga)(?![a-z]))"
    r"|(?<![a-z])(?:(?P<list>dan|serta)|nomor|nomer|no|warga|wilayah|lingkungan|ketua)(?![a-z])"
    r"|(?P<other>.)"
)
_SIGNS = {sign: sign for sign in "TWAK"} | {
    "range": ">",
    "comma": ",",
    "list": ",",
    "slash": "/",
    "dash": "-",
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_CLOCK = r"(?:[ t]\d{1,2}[:.]\d{2}.*)?"
_DATES = [
    re.compile(rf"(?P<day>\d{{1,2}})[ ./-]*(?P<name>{_MONTH})(?:[ ./,-]*\d{{2,4}})?{_CLOCK}"),
    re.compile(rf"(?P<name>{_MONTH})[ ./-]*(?P<day>\d{{1,2}}){_CLOCK}"),
    re.compile(rf"(?P<day>\d{{1,2}})(?P<s>[./-])(?P<month>\d{{1,2}})(?P=s)(?:\d{{4}}|\d{{2}}){_CLOCK}"),
    re.compile(rf"\d{{4}}(?P<s>[./-])(?P<month>\d{{1,2}})(?P=s)(?P<day>\d{{1,2}}){_CLOCK}"),
]
_SERIAL = re.compile(r"(\d{5})(?:[.,]0+)?")


def shape_of(shown: str) -> Shape | None:
    """The shape of a cell, or None where a word or a number has no place in one."""
    signs: list[str] = []
    numbers: list[int] = []
    for token in _TOKENS.finditer(shown):
        kind = token.lastgroup
        if kind is None:
            continue
        if kind == "K" and signs and signs[-1] not in "A-":
            break  # `RT 03 RW 05 Kel. Medono`: the kelurahan has its own column.
        number = _number(kind, token[kind])
        if number is None:
            return None
        signs.append(_SIGNS.get(kind, "n"))
        numbers.append(number)
    kept = "".join(signs).rstrip(",/-")
    return Shape(kept, numbers[: len(kept)])


def _number(kind: str, word: str) -> int | None:
    """The number of a numeral, 0 for a sign, None for what cannot be read."""
    if kind == "n":
        return int(word) if len(word) <= len(str(_HIGHEST)) else None
    if kind == "roman":
        return ROMAN.get(word)
    return 0 if kind in _SIGNS else None


def date_pair(shown: str) -> tuple[int, int] | None:
    """Month and day where Excel, or a hand, has made a date of the cell; `Mar-45` is one by its looks."""
    if "rt" in shown or "rw" in shown or (shown.isdecimal() and len(shown) < 5):
        return None  # No month is spelled so; the patterns below need not try.
    if serial := _SERIAL.fullmatch(shown):
        counted = from_serial(int(serial[1]))
        return (counted.month, counted.day) if counted else None
    for pattern in _DATES:
        if found := pattern.fullmatch(shown):
            parts = found.groupdict()
            month = MONTHS[parts["name"]] if parts.get("name") else int(parts["month"])
            return _in_a_year(month, int(parts["day"]), named=bool(parts.get("name")))
    return None


def _in_a_year(month: int, day: int, *, named: bool) -> tuple[int, int] | None:
    low, high = sorted((month, day))
    return (month, day) if 1 <= low <= 12 and (named or high <= 31) else None
