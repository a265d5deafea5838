"""The corpus of tests/data/orang.csv: made-up persons as RT heads write of them, and texts without any."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.cycle import PACKAGED
from reports.screening import screen
from reports.vocabulary import Kamus, vocabulary
from reports.words_in_text import plain

CORPUS = Path(__file__).parents[1] / "data" / "orang.csv"
HELD_OUT = 3  # every third line: no word was added to kata_orang.csv because of one


@dataclass(frozen=True)
class Teks:
    """One text; pribadi: its parts that may not become public, none where the whole text stays as written."""

    nomor: int
    bentuk: str
    teks: str
    pribadi: tuple[str, ...]
    pengirim: str | None
    lain: frozenset[str]

    @property
    def held_out(self) -> bool:
        return self.nomor % HELD_OUT == 0


def corpus() -> list[Teks]:
    with CORPUS.open(encoding="utf-8", newline="") as lines:
        return [_text(row) for row in csv.DictReader(lines)]


def _text(row: Mapping[str, str]) -> Teks:
    parts = tuple(filter(None, row["pribadi"].split("|")))
    others = frozenset(filter(None, row["lain"].split(";")))
    return Teks(int(row["nomor"]), row["bentuk"], row["teks"], parts, row["pengirim"] or None, others)


def words_of(name: str, column: str) -> list[str]:
    with (PACKAGED / "reference" / name).open(encoding="utf-8", newline="") as lines:
        return [row[column] for row in csv.DictReader(lines)]


@cache
def kamus() -> Kamus:
    """The packaged words, and the places of the packaged kota."""
    with (PACKAGED / "reference" / "kata_orang.csv").open(encoding="utf-8", newline="") as lines:
        words = [(row["kata"], row["peran"]) for row in csv.DictReader(lines)]
    named = [*words_of("kelurahan.csv", "nama"), *words_of("kelurahan.csv", "kecamatan")]
    named += words_of("alias_kelurahan.csv", "alias")
    return vocabulary(words, {word for name in named for word in re.findall(r"\w+", name.lower())})


def public(one: Teks) -> str:
    return screen(one.teks, kamus(), one.pengirim, one.lain) or ""


def left(one: Teks) -> list[str]:
    """The personal parts that are still there: a word as such, of a number any group of three digits or more."""
    said = plain(public(one)).lower()
    return [part for part in one.pribadi if _stands(plain(part).lower(), said)]


def _stands(part: str, said: str) -> bool:
    groups = re.findall(r"\d{3,}", part) if not re.search(r"[^\W\d_]{2}", part) else []
    if groups:
        return any(group in re.findall(r"\d+", said) for group in groups) or part in said
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", said) is not None
