"""Pages of a small fixed season, to the byte as somebody has looked at them."""

from collections import Counter

import pytest

from tests.builders import Season, text_below
from tests.golden.season import KEPT, PAGES, masked, season

FRESH = "if the change is wanted: python -m tests.golden, and a sentence in the commit that says why"


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return season(tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_the_one_that_is_kept(golden: Season, name: str):
    made = masked((golden.cycle.packets / name).read_text(encoding="utf-8"))
    kept = (KEPT / name).read_text(encoding="utf-8")
    assert made.splitlines() == kept.splitlines(), FRESH
    assert made == kept, FRESH


def test_only_pages_that_are_compared_are_kept():
    assert sorted(str(path.relative_to(KEPT)) for path in KEPT.rglob("*.html")) == sorted(PAGES)


def test_the_kept_season_knows_every_jalur(golden: Season):
    query = "SELECT jalur FROM alokasi WHERE kode_kelurahan <> '33.75.02.1010'"
    assert Counter(row["jalur"] for row in golden.rows(query)) == {
        "dana_kelurahan": 4,
        "cadangan": 1,
        "kecamatan_opd": 2,
        "perlu_biaya": 1,
        "perlu_klasifikasi": 1,
        "digabung": 1,
        "tidak_memenuhi": 1,
    }


def test_nobody_who_sent_the_kept_season_stands_in_its_public_pages(golden: Season):
    text = text_below(golden.cycle.packets / "publik")
    words = ("Contoh Warga", "0800", "0812", "Pak Contoh", "tunggu surat", "RW 05.csv")
    assert [word for word in words if word in text] == []
