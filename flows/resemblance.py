"""Which of our files a name was meant to be, where a copy, a browser or a slip of the hand changed it.

Nothing is read under such a name: the person is told the name that it should have.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache

from rapidfuzz.distance import OSA

from flows.cycle import PACKAGED

WORD = re.compile(r"[a-z]+|\d+")
TURN = re.compile(r"\(\s*\d+\s*\)|\[\s*\d+\s*\]")  # the `(1)` of a second download
YEAR = re.compile(r"20\d\d")
TOML = {"toml", "tml"}
LOOKALIKE = str.maketrans("oil", "011")  # a year typed with letters
SLIPS = 2  # signs typed wrong in a name
LONG_ENOUGH = 6  # shorter names differ from each other by as little


def is_of_the_system(name: str) -> bool:
    """Whether a system, an editor or a sync program made the file, so that nobody means anything by it."""
    return any(fnmatchcase(name.casefold(), pattern) for pattern in _words("sistem"))


def resembled(name: str, ours: Iterable[str]) -> str | None:
    """The one of our names that `name` was meant to be; None where it resembles none, or is one of them."""
    ours = list(ours)
    if name in ours or is_of_the_system(name) or ending(name) not in _words("akhiran"):
        return None
    meant = core(name)
    same = [one for one in ours if core(one) == meant]
    near = [one for one in ours if min(len(meant), len(core(one))) >= LONG_ENOUGH and _slips(meant, core(one)) <= SLIPS]
    return next(iter(same), None) or min(near, key=lambda one: (_slips(meant, core(one)), one), default=None)


def core(name: str) -> str:
    """The letters and digits of a name without its ending, without what copies and versions add."""
    words = [one for one in _split(name) if one not in _words("tambahan") and one not in _words("akhiran")]
    told = [one for one in words if not one.isdecimal() or len(one) > 1]
    return "".join(told or words)


def year_meant(name: str) -> str | None:
    """The number in the name of a rule pack, where the name was meant to be one: `paket 2028 (1).toml` means 2028.

    It may lie outside of the years that there can be. Beside other words a number counts only with an ending of TOML.
    """
    if is_of_the_system(name) or ending(name) not in _words("akhiran"):
        return None
    words = [
        one
        for one in _split(name)
        if one not in {*_words("tambahan"), *_words("akhiran"), *_words("tahun"), *_words("contoh")}
    ]
    stem = "".join(words).translate(LOOKALIKE)
    if stem.isdecimal() and any(sign.isdecimal() for sign in name):
        return stem if len(words[0]) < 4 else words[0].translate(LOOKALIKE)
    years = [one for one in words if YEAR.fullmatch(one)]
    return years[0] if years and ending(name) in TOML else None


def is_example(name: str) -> bool:
    """Whether the name says that the file holds the examples of a pack."""
    return any(one in _words("contoh") for one in _split(name))


def is_toml(name: str) -> bool:
    """Whether the name says that the file was written as TOML, also behind another ending: `2028.toml.txt`."""
    return not is_of_the_system(name) and any(one in TOML for one in _split(name))


def ending(name: str) -> str:
    """What follows the last dot, in small letters; a copy's addition behind it aside."""
    last = TURN.sub("", unicodedata.normalize("NFKC", name).casefold()).rpartition(".")
    return (WORD.search(last[2]) or [""])[0] if last[1] else ""


def _split(name: str) -> list[str]:
    return WORD.findall(TURN.sub(" ", unicodedata.normalize("NFKC", name).casefold()))


def _slips(one: str, other: str) -> int:
    return OSA.distance(one, other)


@cache
def _words(kind: str) -> frozenset[str]:
    text = (PACKAGED / "nama_berkas.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[kind])
