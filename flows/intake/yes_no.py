"""Stage 3 of 9: yes or no, ticked, written or exported; a cross may be either and is asked back."""

import re

from flows.intake.finding import Reading
from flows.intake.signs import LONGEST, plain

_YES = frozenset(
    ["ya", "y", "iya", "yes", "ada", "betul", "benar", "true", "1", "1.0", "v", "✓", "✔", "✔️", "√", "☑", "✅"]
)
_NO = frozenset(["tidak", "tdk", "tak", "t", "bukan", "belum", "no", "n", "false", "0", "0.0", "✗", "✘", "❌", "☐"])
_EITHER = frozenset(["x", "☒", "ya/tidak", "y/t"])
# `ya, bank sampah digital` and `tidak ada` answer with their first word.
_ANSWER = re.compile(r"(?P<word>ya|iya|yes|ada|tidak|tdk|bukan|belum)\b(?!\s*/)")


def read_yes_no(text: str) -> Reading:
    """True, False, or None where nothing is written."""
    shown = plain(text)[:LONGEST].rstrip(".! ")
    if shown in ("", "-", "--", "?"):
        return Reading(None)
    if shown in _EITHER:
        return Reading(None, "inovasi_tidak_terbaca", "ya atau tidak")
    found = _ANSWER.match(shown)
    word = found["word"] if found else shown
    if word in _YES:
        return Reading(True)
    if word in _NO:
        return Reading(False)
    return Reading(None, "inovasi_tidak_terbaca")
