"""Stage 3 of 9: small whole numbers by which people judge (USG, 1 to 5) and order (prioritas)."""

import re

from flows.intake.finding import Reading
from flows.intake.signs import BLANK, ROMAN, plain

_SCORE = re.compile(r"([1-5])(?:[.,]0+)?")
_ORDER = re.compile(
    r"(?:(?:prioritas|urutan|nomor|no|ke|p)\b[ .:-]*|p(?=\d))*(?P<order>\d{1,3}|[ivx]+)(?:[.,]0+)?[.)]?"
)


def read_score(text: str) -> Reading:
    """Urgensi, keseriusan or pertumbuhan from 1 to 5."""
    shown = plain(text)
    if shown in BLANK:
        return Reading(None)
    found = _SCORE.fullmatch(shown)
    return Reading(int(found[1])) if found else Reading(None, "skor_luar")


def read_order(text: str) -> Reading:
    """The sender's own order, 1 first: `1`, `Prioritas 1`, `ke-2`, `III`."""
    shown = plain(text)
    if shown in BLANK:
        return Reading(None)
    found = _ORDER.fullmatch(shown) if len(shown) <= 40 else None
    order = _number(found["order"]) if found else 0
    return Reading(order) if order >= 1 else Reading(None, "prioritas_tidak_terbaca")


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else ROMAN.get(word, 0)
