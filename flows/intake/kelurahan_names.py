"""Stage 2 and 3 of 9: which kelurahan a text means: a code, a name, a spelling, a name from before a merger."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from flows.intake.finding import Reading
from flows.intake.headers import normalise

_PREFIX = re.compile(r"^(?:kelurahan|kel)")
LONGEST_NAME = 4  # words; `Pasir Kraton Kramat` has three
ALIKE = 80  # per cent of similarity from which a name is worth suggesting


@dataclass(frozen=True)
class Names:
    """Every way to write a kelurahan of the kota, compared by letters and digits only.

    codes: 10 digits -> kode; names: current names and spellings -> kode; former: names from before a merger
    -> kode; shown: kode -> current name.
    """

    codes: Mapping[str, str]
    names: Mapping[str, str]
    former: Mapping[str, str]
    shown: Mapping[str, str]


def read_kelurahan(text: str, known: Names) -> Reading:
    """The kode of the kelurahan that a cell names; a near miss is suggested, never assumed."""
    plain = normalise(text)
    name = _PREFIX.sub("", plain) or plain
    if plain in known.codes:
        return Reading(known.codes[plain])
    for candidate in (plain, name):
        if candidate in known.names:
            return Reading(known.names[candidate])
    if name in known.former:
        kode = known.former[name]
        return Reading(kode, "kelurahan_lama", known.shown[kode])
    if not plain:
        return Reading(None)
    return Reading(None, "kelurahan_tidak_dikenal", suggestion(name, known))


def suggestion(name: str, known: Names) -> str:
    """The nearest current name, as it should be written; empty when nothing is near."""
    near = process.extractOne(name, known.names.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return known.shown[known.names[near[0]]] if near else ""


def kelurahan_in(text: str, known: Names) -> str | None:
    """The one kelurahan whose current name stands in a file name, folder or title; None for none or several."""
    words = [normalise(word) for word in re.split(r"[\W_]+", text) if word]
    spoken: list[tuple[int, int, str]] = []
    for size in range(LONGEST_NAME, 0, -1):
        for start in range(len(words) - size + 1):
            kode = known.names.get("".join(words[start : start + size]))
            covered = any(first <= start and start + size <= last for first, last, _ in spoken)
            if kode and not covered:
                spoken.append((start, start + size, kode))
    codes = {kode for _, _, kode in spoken}
    return codes.pop() if len(codes) == 1 else None
