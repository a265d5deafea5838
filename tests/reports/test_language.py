"""English for readers: the index of the kota and the packets, and nothing that is signed or handed out."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from gettext import NullTranslations
from html.parser import HTMLParser
from pathlib import Path

import pytest

from flows import street
from flows.rules.whatif import read_what_if
from reports import filters, language, lists
from reports.language import EN, ID, counted, gettext, speaking
from tests import catalogue
from tests.builders import BANDENGAN, Season, files_below, read_page
from tests.golden.season import season

TRANSLATED = ("index.html", "33.75.03.1009/index.html", "33.75.02.1010/index.html")
EDITIONS = ("internal", "publik")
# The same word in both languages, or a name.
BOTH = {
    *(
        "Data",
        "RW",
        "RT",
        "RT/RW",
        "Kelurahan",
        "Kelurahan %(nama)s",
        "Kecamatan %(nama)s",
        "%(n)s kelurahan",
        "tender",
    ),
}


class Missing(NullTranslations):
    """What the catalogue falls back on here: a page of the English edition may ask for nothing it does not know."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        raise KeyError(one)


class Words(HTMLParser):
    """The texts of a page and of its attributes that are read aloud, without what its senders wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.quoted: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        self.said += [value or "" for name, value in attrs if name == "aria-label"]

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "q" in self.inside:
            self.quoted.append(data)
        elif not {"style", "script"} & set(self.inside) and data.strip():
            self.said.append(data.strip())


def words_of(season: Season, name: str) -> Words:
    page = Words()
    page.feed((season.cycle.packets / name).read_text(encoding="utf-8"))
    return page


def spoken_again(made: Season, bahasa: str, andai: str = "") -> dict[str, bytes]:
    """The files that a further run over the season writes in a language."""
    supposed = read_what_if(andai) if andai else ()
    cycle = replace(made.cycle, bahasa=bahasa, andai=supposed)
    street.run_direct(cycle)
    return files_below(cycle.packets)


@pytest.fixture(scope="module")
def indonesian(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return season(tmp_path_factory.mktemp("indonesia"))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """The golden season in English; a word without a translation ends the run."""
    made = season(tmp_path_factory.mktemp("inggris"))
    known = language.catalogue(EN)
    known.add_fallback(Missing())
    spoken_again(made, EN)
    known._fallback = None
    return made


def test_every_word_of_ours_has_an_english_one_and_no_other_is_kept():
    said = {message for message, _ in catalogue.extracted()}
    kept = {one.id: one.string for one in catalogue.kept() if one.id}
    assert {message for message, string in kept.items() if not all(_forms(string))} == set()
    assert (said - kept.keys(), kept.keys() - said) == (set(), set()), "python -m tests.catalogue, then translate"


def test_a_translation_fills_in_what_the_indonesian_fills_in():
    fields = re.compile(r"%\(\w+\)s|%%|\{\w+\}")
    for one in catalogue.kept():
        if one.id:
            wanted = Counter(fields.findall(_forms(one.id)[0]))
            assert [set(fields.findall(form)) for form in _forms(one.string)] == [set(wanted)] * len(
                _forms(one.string)
            ), one.id


def test_no_english_word_says_that_anything_is_funded_or_approved():
    said = " ".join(form for one in catalogue.kept() for form in _forms(one.string)).lower()
    assert re.findall(r"\b(?:funded|approved|rejected|failed|error|wrong)\b", said) == []


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_the_catalogue_is_written_as_the_program_writes_it():
    assert catalogue.ENGLISH.read_bytes() == catalogue.written(catalogue.renewed(catalogue.kept()))


@pytest.mark.parametrize(
    ("say", "value", "expected"),
    [
        (filters.rupiah, (15_000_000,), "Rp15,000,000"),
        (filters.bilangan, (12_500,), "12,500"),
        (filters.ringkas, (2_310_000_000,), "Rp2.31 billion"),
        (filters.ringkas, (999_999,), "Rp999,999"),
        (filters.desimal, (Decimal("1250.5"),), "1,250.5"),
        (filters.tanggal, (date(2026, 12, 31),), "31 December 2026"),
        (filters.hari, (date(2027, 1, 20),), "Wednesday"),
        (filters.waktu, (datetime(2026, 12, 31, 23, 59), "Asia/Jakarta"), "31 December 2026 at 23:59 WIB"),
        (filters.tempat, (None,), "Whole kelurahan"),
        (filters.tempat, (5, [1, 2, 3]), "RT 01 to 03 RW 05"),
        (filters.tempat, (5, [1, 2, 4]), "RT 01, 02 and 04 RW 05"),
    ],
)
def test_numbers_dates_and_places_are_said_in_the_language_spoken(say, value, expected):
    before = say(*value)
    with speaking(EN):
        assert say(*value) == expected
    assert say(*value) == before != expected


def test_one_and_many():
    with speaking(EN):
        assert [counted("{n} usulan", n) for n in (0, 1, 2)] == ["{n} proposals", "{n} proposal", "{n} proposals"]
    assert [counted("{n} usulan", n) for n in (0, 1, 2)] == ["{n} usulan"] * 3


def test_what_the_catalogue_does_not_know_stays_indonesian():
    with speaking(EN):
        assert (gettext("kata yang belum ada"), gettext("")) == ("kata yang belum ada", "")


def test_a_language_ends_with_its_page_even_after_a_fault():
    with pytest.raises(KeyError), speaking(EN):
        raise KeyError(EN)
    assert language.spoken() == ID


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", TRANSLATED)
def test_a_translated_page_has_the_rows_and_totals_of_the_indonesian_one(indonesian, english, edition, name):
    pages = [read_page(one.cycle.packets / edition / name) for one in (indonesian, english)]
    assert pages[0].totals == pages[1].totals != []
    assert pages[0].proposals == pages[1].proposals


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", TRANSLATED)
def test_what_senders_wrote_is_not_translated(indonesian, english, edition, name):
    pages = [words_of(one, f"{edition}/{name}") for one in (indonesian, english)]
    assert pages[0].quoted == pages[1].quoted


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", TRANSLATED)
def test_no_indonesian_heading_or_label_is_left(english, edition, name):
    ours = {form for message, _ in catalogue.extracted() for form in _forms(message)}
    english_too = {form for one in catalogue.kept() for form in _forms(one.string)}
    assert [one for one in words_of(english, f"{edition}/{name}").said if one in ours - english_too] == []
    assert '<html lang="en">' in (english.cycle.packets / edition / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", TRANSLATED)
def test_what_is_the_same_in_both_languages_is_not_ours(indonesian, english, edition, name):
    """What no template and no module of pages spells out came from the data: a place, an office, a rule's reason."""
    both = [set(words_of(one, f"{edition}/{name}").said) for one in (indonesian, english)]
    shared = {one for one in both[0] & both[1] if re.search("[a-z]", one)}
    spelled = "\n".join(path.read_text(encoding="utf-8") for path in _sources())
    assert {one for one in shared if re.search(rf"[>\"]{re.escape(one)}[<\"]", spelled)} - BOTH == set()


def _sources() -> list[Path]:
    return [*catalogue.REPORTS.glob("*.py"), *catalogue.REPORTS.glob("templates/*.html")]


def test_everything_else_stays_as_it_is(indonesian, english):
    """The papers to sign, the answers to senders, the pages of offices and facilitators, the files for programs."""
    before, after = files_below(indonesian.cycle.packets), files_below(english.cycle.packets)
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    kelurahan = {f"{edition}/{one}/index.html" for edition in EDITIONS for one in _kelurahan(english)}
    assert changed == kelurahan | {f"{edition}/index.html" for edition in EDITIONS}


def _kelurahan(made: Season) -> list[str]:
    return [row["kode"] for row in made.rows("SELECT kode FROM kelurahan")]


def test_the_next_run_without_a_language_is_indonesian_again(indonesian, english):
    assert spoken_again(english, ID) == files_below(indonesian.cycle.packets)
    spoken_again(english, EN)


def test_a_what_if_is_said_in_english_too(english):
    packet = spoken_again(english, EN, "pagu=500000000")[f"internal/{BANDENGAN}/index.html"].decode()
    assert "<strong>WHAT IF the ceiling of each kelurahan is Rp500,000,000.</strong>" in packet
    assert "RANCANGAN" not in packet


def test_a_heading_is_read_in_the_language_of_its_page():
    with speaking(EN):
        assert lists.Bagian("x", ()).ikhtisar == "0 proposals, cost not estimated yet"
