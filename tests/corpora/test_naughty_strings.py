"""The big list of naughty strings in every free-text column, from the inbox to the packet."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from flows.intake.dialect import CONTROL_TEXT
from tests.builders import BANDENGAN, Season, dropped, proposal, run

COLUMNS = ("pengusul", "masalah", "usulan", "kegiatan", "lokasi", "catatan", "paraf")


class Words(HTMLParser):
    """The text of a page, and every attribute and tag it has."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(path: Path) -> Words:
    page = Words()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


@pytest.fixture(scope="module")
def strings(corpora: Path) -> list[str]:
    return json.loads((corpora / "blns" / "blns.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def naughty(strings: list[str], tmp_path_factory: pytest.TempPathFactory) -> Season:
    rows = [
        proposal(rt=n % 90 + 1, lokasi=f"Gang {n}", pengusul="", kegiatan="", catatan="", paraf="") | {column: text}
        for n, (column, text) in enumerate((column, text) for column in COLUMNS for text in strings)
    ]
    return run(dropped(tmp_path_factory.mktemp("naughty"), {"u.csv": rows}))


def test_each_of_them_stands_in_the_ledger(naughty: Season, strings: list[str]):
    counts = naughty.pairs("SELECT status, count(*) FROM baris GROUP BY status")
    assert sum(counts.values()) == len(strings) * len(COLUMNS) + 1
    assert set(naughty.pairs("SELECT alasan, count(*) FROM baris WHERE status = 'dikembalikan' GROUP BY 1")) <= {
        "masalah_kosong",
        "usulan_kosong",
        "teks_panjang",
    }
    assert counts["diterima"] > len(strings) * len(COLUMNS) * 9 // 10


def squeezed(text: str) -> str:
    return "".join(text.translate(CONTROL_TEXT).split())


@pytest.mark.parametrize("column", ["masalah", "usulan", "lokasi"])
def test_the_packet_shows_them_as_text(naughty: Season, column: str):
    texts = list(naughty.pairs(f"SELECT DISTINCT {column}, 1 FROM usulan WHERE {column} IS NOT NULL"))
    page = squeezed("".join(read(naughty.cycle.packets / "internal" / BANDENGAN / "index.html").text))
    assert [text for text in texts if squeezed(text) not in page] == []


@pytest.mark.parametrize("edition", ["internal", "publik"])
def test_no_page_gains_a_tag_or_an_attribute(naughty: Season, sample: Season, edition: str):
    """Whatever the cells hold, the pages are made of what an ordinary season's pages are made of."""
    found, usual = (
        [read(path) for path in sorted((season.cycle.packets / edition).rglob("*.html"))]
        for season in (naughty, sample)
    )
    for made_of in ("tags", "attributes"):
        assert set().union(*(getattr(p, made_of) for p in found)) <= set().union(*(getattr(p, made_of) for p in usual))
