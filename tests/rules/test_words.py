"""The words that RT heads use, and the activity that each means (users.md has where they come from).

Every line of tests/data/words.csv is sent as a proposal of its own, all in one run.
"""

import csv
from functools import cache
from pathlib import Path

import pytest

from tests.builders import archived, proposal, run

WORDS = Path(__file__).parents[1] / "data" / "words.csv"


@cache
def words() -> list[tuple[str, str]]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["expect"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def classified(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """Text -> the code that the street gives it; each stands in an RW of its own, so that none is a copy."""
    rows = [proposal(usulan=text, rw=number, lokasi=None) for number, (text, _) in enumerate(words(), start=1)]
    season = run(archived(tmp_path_factory.mktemp("words"), {"kata.csv": rows}))
    return season.pairs("SELECT usulan, kode_kegiatan FROM usulan")


@pytest.mark.parametrize(("text", "expect"), words())
def test_the_words_of_an_rt_head_mean_this_activity(classified, text, expect):
    assert classified[text] == (expect or None)


def test_no_line_of_the_list_stands_there_twice():
    texts = [text for text, _ in words()]
    assert sorted(texts) == sorted(set(texts))
