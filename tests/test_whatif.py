"""A what-if: a folder of its own, pages that say ANDAI, and what would change against the published run."""

import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import whatif
from flows.cycle import open_cycle
from flows.errors import UsageError
from flows.rules.whatif import KEYS, read_what_if
from flows.street import run_direct
from tests.builders import (
    BANDENGAN,
    PUBLIC_TABLES,
    YEAR,
    Season,
    archived,
    dropped,
    files_below,
    proposal,
    referred,
    ruled,
    run,
)

ROWS = [
    proposal(rt=1, usulan="Perbaikan saluran", biaya="60 jt", prioritas=1),
    proposal(rt=2, usulan="Paving jalan", biaya="120 jt", prioritas=2),
    proposal(rt=3, usulan="Pelatihan menjahit", biaya="30 jt", prioritas=3),
    proposal(rt=4, usulan="Gerobak sampah", biaya="20 jt", prioritas=4),
    proposal(kelurahan="Setono", rt=1, biaya="90 jt"),
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Five works, all of them inside the ceiling of Rp1 miliar."""
    return run(archived(tmp_path_factory.mktemp("andai") / "kerja", {"a.csv": ROWS}))


def suppose(season: Season, text: str) -> Season:
    """The season as it would be, read from the what-if's own folder."""
    cycle = open_cycle(YEAR, season.folder, 0, read_what_if(text))
    run_direct(cycle)
    return Season(cycle.place)


def alike(one: Season, other: Season, name: str) -> bool:
    """Whether two seasons say the same in a table; the basis of a number that is only supposed is another."""
    query = f"SELECT COLUMNS(lambda c: c NOT LIKE 'dasar%') FROM {name}"
    first, second = (sorted(season.rows(query), key=repr) for season in (one, other))
    return first == second


# What may be supposed


def test_the_numbers_are_read_in_one_order_however_they_are_written():
    read = read_what_if(" pihak_ketiga=50000000 , pagu = 500000000")
    assert read == (("pagu", 500_000_000), ("pihak_ketiga", 50_000_000))
    assert read == read_what_if("pagu=500000000,pihak_ketiga=50000000")


@given(st.dictionaries(st.sampled_from(sorted(KEYS)), st.integers(0, 10**15), min_size=1))
def test_every_name_and_whole_number_is_read(values):
    assert dict(read_what_if(",".join(f"{name}={value}" for name, value in values.items()))) == values


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pagu_kota=5", "«pagu_kota» tidak dikenal"),
        ("", "«» tidak dikenal"),
        ("pagu=5,", "«» tidak dikenal"),
        ("bobot.cuaca=5", "«bobot.cuaca» tidak dikenal"),
        ("pagu", "«» bukan bilangan bulat"),
        ("pagu=500.000.000", "«500.000.000» bukan bilangan bulat"),
        ("pagu=-5", "«-5» bukan bilangan bulat"),
        ("pagu=5e8", "«5e8» bukan bilangan bulat"),
        ("pagu=٥", "«٥» bukan bilangan bulat"),
        ("pagu=" + "9" * 30, "bukan bilangan bulat"),
        ("pagu=5,pagu=6", "tertulis dua kali"),
    ],
)
def test_what_cannot_be_supposed_is_refused_in_a_sentence(text, told):
    with pytest.raises(UsageError, match=re.escape(told)) as refused:
        read_what_if(text)
    assert refused.value.exit_code == 2
    if "tidak dikenal" in told:
        assert all(name in str(refused.value) for name in KEYS)


# What it is compared with


def test_without_a_published_run_there_is_nothing_to_compare_with(tmp_path):
    folder = archived(tmp_path / "kerja", {"a.csv": ROWS})
    with pytest.raises(UsageError, match="Belum ada hasil untuk 2028"):
        suppose(Season(folder), "pagu=5")
    assert not (folder / "andai").exists()


def test_after_a_new_file_or_a_new_rule_the_run_comes_first(tmp_path, published):
    folder = Path(shutil.copytree(published.folder, tmp_path / "kerja"))
    ruled(folder, {"maks_persen = 70": "maks_persen = 60"})
    with pytest.raises(UsageError, match="sudah berubah"):
        suppose(Season(folder), "pagu=5")
    run(folder)
    suppose(Season(folder), "pagu=5")
    ledger = folder / "archive" / str(YEAR) / "terima.csv"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace(",a.csv,", ",b.csv,"), encoding="utf-8")
    with pytest.raises(UsageError, match="sudah berubah"):
        suppose(Season(folder), "pagu=5")


@pytest.mark.parametrize(("text", "told"), [("fisik=101", "paling banyak 100"), ("bobot.prioritas=0", "")])
def test_a_supposed_number_must_be_one_that_a_pack_may_hold(published, text, told):
    if told:
        with pytest.raises(UsageError, match=told):
            suppose(published, text)
    else:
        assert suppose(published, text).rows("FROM alokasi")


# What it leaves


def test_nothing_else_in_the_folder_changes_not_even_a_file_that_waits(tmp_path, published):
    folder = Path(shutil.copytree(published.folder, tmp_path / "kerja", ignore=shutil.ignore_patterns("andai")))
    suppose(Season(dropped(folder, {"baru.csv": ROWS[:1]})), "pagu=5")
    before = files_below(folder)
    suppose(Season(folder), "pagu=100000000")
    after = files_below(folder)
    assert {name: after.get(name) for name in before} == before
    own = f"andai/{YEAR}-pagu-100000000/"
    assert [name for name in after if name not in before and not name.startswith(own)] == []
    assert f"{own}warehouse/{YEAR}.duckdb" in after


def test_its_pages_all_say_so_and_only_those_of_the_panitia_are_there(published):
    season = suppose(published, "pagu=100000000,fisik=50")
    own = season.folder
    assert own.name == f"{YEAR}-pagu-100000000-fisik-50"
    packets = own / "packets" / str(YEAR)
    assert [path.name for path in packets.iterdir()] == ["internal"]
    pages = files_below(packets)
    assert {Path(name).suffix for name in pages} == {".html"}
    said = "ANDAI bagian fisik paling banyak 50 persen, pagu tiap kelurahan Rp100.000.000."
    assert [name for name, data in pages.items() if said not in data.decode()] == []
    assert [name for name, data in pages.items() if "<title>ANDAI: " not in data.decode()] == []
    assert [name for name, data in pages.items() if "RANCANGAN" in data.decode()] == []


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "href" and value and not value.startswith("#")]


def test_its_links_lead_to_pages_that_are_there(published):
    folder = suppose(published, "pagu=100000000").folder
    for page in folder.rglob("*.html"):
        links = Links()
        links.feed(page.read_text(encoding="utf-8"))
        assert [link for link in links.found if not (page.parent / link.partition("#")[0]).is_file()] == [], page


def test_a_long_what_if_has_a_short_folder(tmp_path):
    every = tuple((name, 10**15) for name in KEYS)
    assert len(replace(open_cycle(YEAR, tmp_path, 0), andai=every).place.name) < 30


def test_the_same_what_if_gives_the_same_pages_to_the_byte(published):
    first = files_below(suppose(published, "pagu=100000000").folder / "packets")
    assert files_below(suppose(published, "pagu=100000000").folder / "packets") == first


# What it says


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("pagu=100000000", {"nilai = 1_000_000_000": "nilai = 100_000_000"}),
        ("pihak_ketiga=50000000", {"nilai = 100_000_000": "nilai = 50_000_000"}),
        ("fisik=5", {"maks_persen = 70": "maks_persen = 5"}),
        ("bobot.prioritas=0,bobot.swadaya=9", {"prioritas = 4": "prioritas = 0", "swadaya = 1": "swadaya = 9"}),
    ],
)
def test_a_what_if_is_what_a_run_with_those_numbers_gives(tmp_path, published, text, rules):
    really = run(ruled(archived(tmp_path / "kerja", {"a.csv": ROWS}), rules))
    supposed = suppose(published, text)
    different = {name for name in PUBLIC_TABLES if not alike(supposed, really, name)}
    assert different <= {"jalan"}  # its hash of the rules
    assert not alike(supposed, published, "alokasi") or not alike(supposed, published, "pengadaan")


def changes(season: Season) -> set[tuple[str, str, str, str]]:
    """(kind, work, before, after) of each change on the page."""
    html = (season.folder / "packets" / str(YEAR) / "internal" / "andai.html").read_text(encoding="utf-8")
    found = set()
    for title, table in re.findall(r"<h3>(.*?) \(\d+ usulan\)</h3>\n<table.*?>(.*?)</table>", html, re.DOTALL):
        for work, before, after in re.findall(r"<q>([^<]*)</q><small>.*?<td>([^<]*)</td><td>([^<]*)</td></tr>", table):
            found.add((title, work, before, after))
    return found


def test_a_lower_ceiling_drops_what_no_longer_fits_and_the_page_says_which(published):
    season = suppose(published, "pagu=100000000")
    out = "Menjadi tidak masuk rencana"
    assert changes(season) == {
        (out, "Paving jalan", "masuk rencana", "cadangan"),
        (out, "Gerobak sampah", "masuk rencana", "cadangan"),
        (out, "Perbaikan saluran", "masuk rencana", "cadangan"),
    }
    dropped_works = season.rows("""
        SELECT nama, usulan, alokasi.biaya FROM alokasi JOIN usulan USING (id_usulan)
        JOIN kelurahan ON kelurahan.kode = alokasi.kode_kelurahan
        WHERE jalur = 'cadangan' ORDER BY ALL""")
    assert [(row["nama"], row["biaya"]) for row in dropped_works] == [
        ("Bandengan", 20_000_000),
        ("Bandengan", 120_000_000),
        ("Setono", 90_000_000),
    ]
    assert list(whatif.sentences(replace(season.cycle, folder=published.folder, andai=(("pagu", 100_000_000),))))[
        0
    ] == ("Andai pagu = 100000000: 0 usulan masuk, 3 keluar, 0 berganti pelaksana.")


def test_a_higher_ceiling_takes_in_what_waited(tmp_path):
    folder = ruled(archived(tmp_path / "kerja", {"a.csv": ROWS}), {"nilai = 1_000_000_000": "nilai = 100_000_000"})
    season = suppose(run(folder), "pagu=1000000000")
    assert {(kind, work) for kind, work, _, _ in changes(season)} == {
        ("Menjadi masuk rencana", work) for work in ("Paving jalan", "Gerobak sampah", "Perbaikan saluran")
    }


def test_another_limit_of_the_third_party_changes_who_carries_out(published):
    assert changes(suppose(published, "pihak_ketiga=60000000")) == {
        ("Berganti pelaksana", "Perbaikan saluran", "pokmas, swakelola oleh pokmas", "penyedia, pengadaan langsung"),
    }


def test_a_supposed_ceiling_stands_before_the_office_s_own_of_each_kelurahan(tmp_path):
    folder = archived(tmp_path / "kerja", {"a.csv": ROWS})
    own = {"kode": BANDENGAN, "tahun": YEAR, "pagu": 200_000_000, "dasar": "SK", "tahap": ""}
    season = suppose(run(referred(folder, "pagu.csv", [own])), "pagu=100000000")
    assert season.pairs("SELECT pagu, count(*) FROM kelurahan GROUP BY pagu") == {100_000_000: 27}


def test_a_what_if_that_changes_nothing_says_so(published):
    season = suppose(published, "pagu=1000000000")
    assert changes(season) == set()
    page = (season.folder / "packets" / str(YEAR) / "internal" / "andai.html").read_text(encoding="utf-8")
    assert "Tidak ada usulan yang berubah." in page


def test_a_supposed_share_needs_none_in_the_pack(tmp_path):
    without = {
        "[fisik]\nmaks_persen = 70\n": "",
        'dasar = "Ketentuan dana kelurahan Kota Pekalongan 2019 (berita)"\nstatus = "asumsi"\n': "",
    }
    season = run(ruled(archived(tmp_path / "kerja", {"a.csv": ROWS}), without))
    assert {work for _, work, _, _ in changes(suppose(season, "fisik=0"))} == {
        "Perbaikan saluran",
        "Paving jalan",
        "Gerobak sampah",
    }
