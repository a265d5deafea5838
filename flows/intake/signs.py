"""Stage 3 of 9: the signs that people, phones and Excel put around a value, taken off first."""

import re

# No honest number, place or date is longer; beyond it a grammar answers "not read" at once, so that no text,
# however long, costs more than a short one.
LONGEST = 120

# Nobody means a value by these; "belum tahu" under biaya is the answer the form itself invites.
BLANK = frozenset(
    ["", "-", "--", "---", "_", ".", "..", "...", "?", "nihil", "kosong", "null", "none", "nan", "n/a"]
    + ["tidak ada", "tdk ada", "belum ada", "belum tahu", "belum diketahui", "tidak tahu", "belum dihitung"]
)

_SIGNS = {
    **dict.fromkeys("\u00a0\u2000\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u00b4\u2032", "'"),
    "\u00d7": "x",
    "\u2044": "/",
}
_TABLE = str.maketrans(_SIGNS)

_ABOUT = re.compile(
    r"(?:(?:±|\+/-|\+-|\+|~|≈|k\.?l\.?(?= ?\d)"
    r"|(?:kurang lebih|lebih kurang|kira-kira|kira kira|sekitar|perkiraan|estimasi|est|kurleb)\b\.?)\s*)+"
)


def plain(text: str) -> str:
    """Lower case, single spaces, one kind of dash and apostrophe, nothing invisible."""
    if not text.isascii():
        text = text.translate(_TABLE)
    return " ".join(text.lower().split()).lstrip("'")


def without_about(text: str) -> str:
    """`± 15 jt` and `kurang lebih 40 KK` say the number they name; an estimate is all a form asks for."""
    found = _ABOUT.match(text)
    return text[found.end() :] if found else text


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "x" * tens + ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][ones]


# RW are often written in Roman numerals; no kelurahan reaches forty of them.
ROMAN = {_roman(number): number for number in range(1, 40)}
