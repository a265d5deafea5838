"""The pages of a season with every optional rule: funds, what goes up, what a later ceiling changes, the 5 per cent."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from flows import packets
from reports import render
from reports.filters import rupiah
from reports.lists import adjustment
from reports.sentences import first, idle, least_of_budget
from reports.views import MinimalApbd
from tests.builders import BANDENGAN, SETONO, Season, files_below, read_page
from tests.reports.parts import ISSUE, area, internal, proposal

QUOTED = re.compile(r"<q>.*?</q>", re.DOTALL)
PAPERS = ("ba-musrenbang", "ba-musyawarah-dana-kelurahan")


@pytest.fixture(scope="module", params=["internal", "publik"])
def edition(full: Season, request: pytest.FixtureRequest) -> Path:
    return full.cycle.packets / request.param


def text(path: Path) -> str:
    """What a page says, without markup, blanks made one."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))).split())


def ways(full: Season, kode: str) -> set[tuple[str, str]]:
    return set(full.pairs(f"SELECT id_usulan, jalur FROM alokasi WHERE kode_kelurahan = '{kode}'").items())


@pytest.mark.parametrize("kode", [BANDENGAN, SETONO])
def test_packet_and_papers_name_every_proposal_with_its_one_way(full, edition, kode):
    assert set(read_page(edition / kode / "index.html").proposals) == ways(full, kode)
    named = [one for paper in PAPERS for one in read_page(edition / kode / f"{paper}.html").proposals]
    assert sorted(named) == sorted(ways(full, kode))


def test_totals_are_those_of_the_warehouse_to_the_rupiah(full, edition):
    for row in full.rows("FROM kelurahan"):
        printed = dict(read_page(edition / row["kode"] / "index.html").totals)
        assert printed == {name: row[name] for name in printed}
        assert {"pagu", "masuk_rencana", "sisa", "sarpras_masuk"} <= printed.keys()


def test_rendering_twice_gives_the_same_bytes(full):
    before = files_below(full.cycle.packets)
    packets.publish(full.cycle)
    assert files_below(full.cycle.packets) == before


@pytest.mark.parametrize("kode", [BANDENGAN, SETONO])
def test_what_does_not_go_up_stands_among_what_is_not_taken_up(full, edition, kode):
    html = (edition / kode / "ba-musrenbang.html").read_text(encoding="utf-8")
    passed, beyond = html.split("Lampiran III. ")
    for row in full.rows(f"FROM alokasi WHERE jalur = 'kecamatan_opd' AND kode_kelurahan = '{kode}'"):
        assert (row["id_usulan"] in passed) == row["naik"]
        assert (row["id_usulan"] in beyond) != row["naik"]


def test_each_row_passed_on_stands_on_one_page_of_each_kind_under_whether_it_goes_up(full, edition):
    passed = Counter(full.pairs("SELECT id_usulan, jalur FROM alokasi WHERE jalur = 'kecamatan_opd'").items())
    beyond = {row["id_usulan"] for row in full.rows("FROM alokasi WHERE naik = false")}
    for kind in ("kecamatan", "opd"):
        pages = list(edition.glob(f"{kind}/*/index.html"))
        assert Counter(one for path in pages for one in read_page(path).proposals) == passed
        below = "".join(
            path.read_text(encoding="utf-8").partition("di luar jumlah usulan yang naik")[2] for path in pages
        )
        assert {name for name, _ in passed if name in below} == beyond


def test_the_list_says_which_funds_pay_and_the_paper_sums_them(full, edition):
    names = full.pairs("SELECT id, nama FROM sumber_pagu")
    paid = defaultdict(dict)
    for row in full.rows("FROM alokasi_sumber ORDER BY urutan"):
        paid[row["id_usulan"]][names[row["sumber"]]] = row["nilai"]
    assert max(map(len, paid.values())) == 2
    html = (edition / BANDENGAN / "index.html").read_text(encoding="utf-8").partition('id="dana"')[2]
    for name, funds in paid.items():
        if name[5:15] == BANDENGAN.replace(".", ""):
            (cells,) = re.findall(rf'<tr data-id="{name}".*?</tr>', html.partition("</section>")[0], re.DOTALL)
            said = [f"{fund} {rupiah(amount)}" for fund, amount in funds.items()] if len(funds) > 1 else list(funds)
            assert all(f'<small class="sub">{one}</small>' in cells for one in said)
    paper = text(edition / BANDENGAN / "ba-musyawarah-dana-kelurahan.html")
    for fund in names.values():
        total = sum(one.get(fund, 0) for name, one in paid.items() if name[5:15] == BANDENGAN.replace(".", ""))
        assert re.search(rf"{fund} [a-z ]+ {re.escape(rupiah(total))}", paper)


@pytest.mark.parametrize("kode", [BANDENGAN, SETONO])
def test_the_paper_of_a_later_ceiling_shows_what_stays_falls_out_and_moves_up(full, edition, kode):
    rows = full.rows(f"FROM penyesuaian WHERE kode_kelurahan = '{kode}'")
    told = [row for row in rows if "dana_kelurahan" in (row["jalur"], row["jalur_lalu"])]
    page = edition / kode / "penyesuaian.html"
    assert sorted(read_page(page).proposals) == sorted((row["id_usulan"], row["jalur"]) for row in told)
    costs = full.pairs("SELECT id_usulan, biaya FROM alokasi")
    before = sum(costs[row["id_usulan"]] for row in told if row["jalur_lalu"] == "dana_kelurahan")
    now = sum(costs[row["id_usulan"]] for row in told if row["jalur"] == "dana_kelurahan")
    said = text(page)
    assert "Berita Acara Penyesuaian" in said
    assert f"Pagu sementara (perkiraan) {'SK percobaan' if kode == SETONO else 'Keputusan percobaan'}" in said
    assert rupiah(before) in said
    assert rupiah(now) in said


def test_no_page_promises_or_speaks_of_a_budget_before_there_is_one(full, edition):
    for name, data in files_below(edition).items():
        if name.endswith(".html"):
            own = QUOTED.sub("", data.decode()).lower()
            assert re.findall(r"didanai|disetujui|kabar apbd", own) == [], name


def test_only_the_panitia_sees_what_the_law_asks_of_the_budget(full):
    inside = text(full.cycle.packets / "internal" / "index.html")
    pagu = full.one("SELECT sum(pagu)::BIGINT AS pagu FROM kelurahan")["pagu"]
    assert f"Pagu semua kelurahan berjumlah {rupiah(pagu)};" in inside
    assert "5% x (Rp853.000.000.000 - Rp53.000.000.000) = Rp40.000.000.000." in inside
    assert f"Masih kurang {rupiah(40_000_000_000 - pagu)}." in inside
    assert "UU 23/2014 Pasal 230 ayat (4); PP 17/2018 Pasal 30 ayat (7)" in inside
    public = full.cycle.packets / "publik"
    assert [path.name for path in public.rglob("*.html") if "semua kelurahan berjumlah" in text(path)] == []


@pytest.mark.parametrize(("pagu", "said"), [(49, "Masih kurang Rp1."), (50, "Jumlah itu terpenuhi.")])
def test_the_least_is_reached_to_the_rupiah(pagu, said):
    assert said in least_of_budget(MinimalApbd(1_010, 0, 5, 50, pagu, "UU", "Perda"))


# Words


def test_the_idle_rest_names_the_bodies_that_sent_nothing_for_it():
    figures = {"pagu": 1_000_000_000, "sarpras_batas": 700_000_000, "sarpras_masuk": 700_000_000}
    figures |= {"masuk_rencana": 720_000_000, "sisa": 280_000_000}
    silent = area(**figures, lkk_diam=["KARANG TARUNA", "PKK", "POSYANDU"])
    expected = "Sisa Rp280.000.000 hanya untuk pemberdayaan; PKK, Karang Taruna, Posyandu belum mengusulkan."
    assert idle(silent) == expected
    assert idle(area(**figures)) == "Sisa Rp280.000.000 hanya untuk pemberdayaan."
    assert idle(area(**figures | {"sarpras_batas": None})) is None


@pytest.mark.parametrize(
    ("cara", "per_rw", "said"),
    [
        ("catat", 0, None),
        ("catat", 1, "Didahulukan usulan terbaik dari setiap RW."),
        ("dahulukan", 2, "Didahulukan inovasi yang sudah diverifikasi, lalu 2 usulan terbaik dari setiap RW."),
    ],
)
def test_who_comes_first_is_said_in_one_sentence(cara, per_rw, said):
    assert first(replace(ISSUE, inovasi_cara=cara, per_rw=per_rw)) == said


def test_from_the_budget_on_the_paper_of_a_later_ceiling_is_news_of_the_budget():
    late = replace(ISSUE, tahap="apbd", pagu_nama="pagu definitif (APBD)", pagu_sifat="definitif")
    paket = internal(
        proposal("A", perubahan="tetap", jalur_lalu="dana_kelurahan"),
        proposal("B", jalur="cadangan", perubahan="keluar", jalur_lalu="dana_kelurahan"),
        proposal("C", jalur="cadangan", perubahan="tetap", jalur_lalu="cadangan"),
        pagu_lalu=400_000_000, dasar_lalu="SK", tahap_lalu="ppas",
    )  # fmt: skip
    change = adjustment(paket)
    assert (change.jumlah_lalu, change.jumlah, change.cadangan) == (40_000_000, 20_000_000, 1)
    pages = dict(render.kelurahan_pages(late, paket))
    page = pages[f"{BANDENGAN}/penyesuaian.html"]
    assert "Kabar APBD: penyesuaian daftar kegiatan dana kelurahan" in page
    assert "menunggu penetapan APBD" not in pages[f"{BANDENGAN}/ba-musyawarah-dana-kelurahan.html"]
