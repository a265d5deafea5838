"""The words by which a person is known in free text: data of kata_orang.csv and of the office's other lists.

A word may have several roles (`putri` is a relation and a name). What is both a name and an ordinary word needs a
title or a capital letter before it counts as a name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NAMA, BIASA = "nama", "biasa"
ANY_ENDING = "*"
LEAST_STEM = 3  # letters that a pattern leaves open: "di*" is "dibuat", never "dia"


@dataclass(frozen=True, slots=True, eq=False)
class Kamus:
    """What masking knows of words; all of them lower case.

    peran: word -> its roles; imbuhan: forms that only ordinary words have; tempat: words that name a place of the kota.
    """

    peran: Mapping[str, frozenset[str]]
    imbuhan: re.Pattern[str]
    tempat: frozenset[str]

    def has(self, word: str, *roles: str) -> bool:
        return not self.peran.get(word, NOTHING).isdisjoint(roles)

    def ordinary(self, word: str) -> bool:
        """Whether the word has a meaning of its own, be it a name beside that or not."""
        roles = self.peran.get(word)
        if roles is None:
            return self.imbuhan.fullmatch(word) is not None
        return not roles <= NO_MEANING


NOTHING: frozenset[str] = frozenset()
# Roles that say only where a word stands: beside them a name is one.
NO_MEANING = frozenset({NAMA, "raya", "leluhur"})


def vocabulary(words: Iterable[tuple[str, str]], places: Iterable[str] = ()) -> Kamus:
    """The words with their roles; a star stands for any ending, beginning or middle of an ordinary word."""
    roles: dict[str, set[str]] = {}
    patterns: list[str] = []
    for word, role in words:
        if ANY_ENDING in word:
            patterns.append(rf"[\w]{{{LEAST_STEM},}}".join(map(re.escape, word.split(ANY_ENDING))))
        else:
            roles.setdefault(word, set()).add(role)
    fixed = {word: frozenset(found) for word, found in roles.items()}
    return Kamus(fixed, re.compile("|".join(sorted(patterns)) or r"(?!)"), frozenset(places))


NO_WORDS = vocabulary(())
