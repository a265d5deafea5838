"""The page "Buku aturan": every rule with its basis, both tables in rupiah, and the examples that hold."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from flows import policy
from flows.cycle import PACKAGED, open_cycle
from flows.rules.models import REPEATED, SECTIONS
from flows.stipulations import SENTENCES, stipulations
from reports.rulebook import example_said, line_said, way_said
from tests.builders import YEAR, Season, dropped, proposal, ruled, run

BUDGET = """[apbd]
pendapatan = 853_000_000_000
dak = 53_000_000_000
dasar = "APBD percobaan"
status = "asumsi"

[jadwal]"""


class Cells(HTMLParser):
    """The texts of the cells of each section's rows."""

    def __init__(self) -> None:
        super().__init__()
        self.section, self.rows, self.inside = "", dict[str, list[list[str]]](), False

    def handle_starttag(self, tag, attrs):
        if tag == "section":
            self.section = dict(attrs)["id"]
            self.rows[self.section] = []
        elif tag == "tr":
            self.rows[self.section].append([])
        elif tag in ("td", "th"):
            self.rows[self.section][-1].append("")
            self.inside = True
        elif tag in ("br", "small") and self.inside:
            self.rows[self.section][-1][-1] += " | "

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        if self.inside:
            self.rows[self.section][-1][-1] += data


def page(season: Season, edition: str) -> Path:
    return season.cycle.packets / edition / "buku-aturan.html"


def rows(season: Season, edition: str) -> dict[str, list[list[str]]]:
    """The rows of each section without their headings."""
    cells = Cells()
    cells.feed(page(season, edition).read_text(encoding="utf-8"))
    return {name: found[1:] for name, found in cells.rows.items()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return run(dropped(tmp_path_factory.mktemp("buku"), {"a.csv": [proposal()]}))


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """An office with another limit and with the figures of its budget."""
    folder = ruled(tmp_path_factory.mktemp("ubah"), {"nilai = 100_000_000": "nilai = 90_000_000", "[jadwal]": BUDGET})
    return run(dropped(folder, {"a.csv": [proposal()]}))


@pytest.mark.parametrize("edition", ["internal", "publik"])
def test_each_edition_has_the_rule_book_and_its_index_leads_to_it(made, edition):
    assert page(made, edition).is_file()
    assert 'href="buku-aturan.html"' in (made.cycle.packets / edition / "index.html").read_text(encoding="utf-8")


def test_every_stipulation_stands_there_with_its_basis(made):
    told = rows(made, "internal")
    expected = [(one.kalimat, one.dasar or "Jadwal tahun ini") for one in stipulations(policy.pack_of(made.cycle))]
    assert [(row[0], row[1].split(" | ")[0]) for row in told["setempat"] + told["nasional"]] == expected


def test_every_section_of_a_pack_has_its_sentences():
    assert SENTENCES.keys() == (SECTIONS.keys() | REPEATED.keys()) - {"paket"}


def test_the_procurement_table_has_its_limits_in_rupiah_and_the_basis_of_its_limits(made):
    lines = {row[0]: row[1:] for row in rows(made, "internal")["pengadaan"]}
    assert lines["P-KONSTRUKSI-2"] == [
        "Pekerjaan konstruksi di atas Rp100.000.000 sampai dengan Rp400.000.000",
        "Pengadaan langsung, dikerjakan penyedia (pihak ketiga)",
        "Wali Kota Pekalongan, 22 Januari 2020 (berita); Perpres 16/2018 diubah Perpres 46/2025 Pasal 1 angka 40a",
    ]
    assert {"P-KONSTRUKSI-0", "P-NONFISIK-I", "P-NONFISIK-III"} & lines.keys() == set()


def test_the_examples_of_the_pack_are_all_shown_with_what_followed(made):
    shown = rows(made, "internal")["contoh"]
    assert len(shown) == len(policy.examples_of(made.cycle))
    assert shown[0] == [
        "Pekerjaan fisik seharga Rp99.999.999, serupiah di bawah batas: dikerjakan pokmas.",
        "Perbaikan saluran, biaya Rp99.999.999",
        "swakelola oleh pokmas, kelompok masyarakat (pokmas), baris P-KONSTRUKSI-1, batas Rp100.000.000",
    ]


def test_the_public_book_refuses_nothing_and_has_no_what_ifs(made):
    inside, outside = rows(made, "internal"), rows(made, "publik")
    refused = [row for row in inside["contoh"] if "perlu dibahas" in row[2]]
    assert [row[0] for row in inside["contoh"] if row not in refused] == [row[0] for row in outside["contoh"]]
    assert len(refused) == 1
    html = page(made, "publik").read_text(encoding="utf-8")
    assert [word for word in ("Perlu dibahas", "muat bila", "pagu naik") if word in html] == []


def test_examples_for_other_numbers_are_counted_and_not_shown(changed):
    shown = rows(changed, "internal")["contoh"]
    gone = len(policy.examples_of(changed.cycle)) - len(shown)
    assert gone > 0
    assert f"{gone} contoh disusun untuk angka lain" in page(changed, "internal").read_text(encoding="utf-8")
    assert [row for row in shown if "Rp100.000.000, tepat pada batas: dikerjakan pokmas" in row[0]] == []


def test_the_figures_of_the_budget_stand_in_the_internal_book_alone(changed):
    figures = "Pendapatan APBD Rp853.000.000.000, di antaranya DAK Rp53.000.000.000."
    assert figures in [row[0] for row in rows(changed, "internal")["setempat"]]
    assert "853.000.000.000" not in page(changed, "publik").read_text(encoding="utf-8")


def test_what_makes_the_panitia_look_twice_stands_in_the_internal_book_alone(made):
    assumed = {f"{one.uraian}: " for one in policy.pack_of(made.cycle).nasional if one.status == "asumsi"}
    told = {
        edition: {words for words in assumed for row in rows(made, edition)["nasional"] if row[0].startswith(words)}
        for edition in ("internal", "publik")
    }
    assert told == {"internal": assumed, "publik": set()}


def test_the_page_is_the_same_to_the_byte_after_another_run(changed, tmp_path):
    again = run(dropped(ruled(tmp_path, {"nilai = 100_000_000": "nilai = 90_000_000", "[jadwal]": BUDGET}), {}))
    kept = [html.split("Rancangan ke-")[0] for html in (
        page(changed, "internal").read_text(encoding="utf-8"), page(again, "internal").read_text(encoding="utf-8"),
    )]  # fmt: skip
    assert kept[0] == kept[1]


def test_a_line_without_limits_holds_whatever_the_value():
    line = {
        "aturan": "P-NONFISIK-I",
        "jenis": "nonfisik",
        "syarat": "swakelola_tipe_i",
        "di_atas": 0,
        "sampai": None,
        "metode": "swakelola_tipe_i",
        "pelaksana": None,
        "dasar": "Peraturan LKPP 3/2021",
    }
    said = line_said(line)
    assert (said.syarat, said.hasil) == (
        "pelatihan dan kegiatan nonfisik berapa pun nilainya",
        "swakelola oleh kelurahan",
    )


def test_a_way_without_a_sentence_of_its_own_names_the_list():
    said = way_said("J-MENU", "tidak_memenuhi", None, "Permendagri 130/2018", internal=False)
    assert (said.syarat, said.hasil) == (
        "Menurut daftar kegiatan di luar menu",
        "Menunggu pembahasan musyawarah",
    )


def test_an_example_of_several_proposals_has_a_line_for_each():
    given = [{"usulan": "Pelatihan", "inovasi": True}, {"usulan": "Saluran", "biaya": 5_000_000}]
    said = example_said("Dua.", given, [{"jalur": "dana_kelurahan"}, {"naik_pagu": 1}], internal=True)
    assert said.diberi == ("Pelatihan, inovasi ya", "Saluran, biaya Rp5.000.000")
    assert said.hasil == ("masuk rencana", "atau bila pagu naik Rp1")


def test_a_year_without_examples_says_so(tmp_path):
    assert policy.examples_of(open_cycle(YEAR + 1, PACKAGED, 0)) == []
