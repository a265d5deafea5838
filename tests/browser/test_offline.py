"""Pages opened from a folder, as from a USB stick: they load nothing, complain of nothing, lead nowhere else."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.browser.season import NONE, OF_40, OF_300
from tests.builders import files_below, read_page, run

pytestmark = pytest.mark.browser
EDITIONS = ("internal", "publik")


class Links(HTMLParser):
    """Where a page leads, and the places in it that can be led to."""

    def __init__(self) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.anchors: set[str] = {""}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.anchors.add(named.get("id") or "")
        if tag == "a":
            self.leads.append(named.get("href") or "")


def read_links(path: Path) -> Links:
    page = Links()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_of_every_page_leads_to_a_page_and_a_place_of_the_same_edition(shown, edition):
    folder = shown.cycle.packets / edition
    pages = {path: read_links(path) for path in sorted(folder.rglob("*.html"))}
    lost = []
    for path, page in pages.items():
        for lead in page.leads:
            name, _, anchor = unquote(lead).partition("#")
            target = (path.parent / name).resolve() if name else path
            inside = target.is_file() and target.is_relative_to(folder.resolve())
            if not inside or (target in pages and anchor not in pages[target].anchors):
                lost.append(f"{path.relative_to(folder)} -> {lead}")
    assert lost == []
    assert len(pages) > 150


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_is_out_of_reach_of_the_index(shown, edition):
    """The papers that an office files by name are reached from their packet, so from the index everything is."""
    folder = (shown.cycle.packets / edition).resolve()
    found, waiting = set(), [folder / "index.html"]
    while waiting:
        path = waiting.pop()
        if path in found or path.suffix != ".html":
            continue
        found.add(path)
        waiting += [
            (path.parent / lead.partition("#")[0]).resolve() for lead in read_links(path).leads if lead[:1] != "#"
        ]
    assert {str(path.relative_to(folder)) for path in set(folder.rglob("*.html")) - found} == set()


@pytest.mark.parametrize("name", ["internal/index.html", f"internal/{OF_40}/index.html", f"publik/{NONE}/index.html"])
def test_each_link_can_be_followed_with_a_click(window, name):
    page = window.open(name)
    leads = page.locator("a[href]").evaluate_all("links => links.map(one => one.getAttribute('href'))")
    for lead in dict.fromkeys(leads):
        if ".html" in lead or lead.startswith("#"):
            page.locator(f'a[href="{lead}"]').first.click()
            assert page.url.endswith(lead.replace("../", ""))
            assert page.title()
            window.open(name)
    assert window.heard == []
    assert len(leads) > 5


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_loads_or_complains_of_anything(window, shown, edition):
    folder = shown.cycle.packets / edition
    kept = [path for path in sorted(folder.rglob("*.html")) if _looked_at(path.relative_to(folder))]
    for path in kept:
        page = window.open(str(path.relative_to(shown.cycle.packets)))
        assert page.locator("body").inner_text().strip()
    assert window.heard == []
    assert len(kept) > 40


def _looked_at(path: Path) -> bool:
    """Every page but those of kelurahan that are all alike: the many without a proposal."""
    return not path.parts[0].startswith("33.75") or path.parts[0] in (OF_40, OF_300, NONE)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kode", [OF_40, OF_300, NONE])
def test_a_packet_in_the_browser_equals_the_warehouse(window, shown, edition, kode):
    page = window.open(f"{edition}/{kode}/index.html")
    rows = page.locator("tr[data-id]").evaluate_all("rows => rows.map(row => [row.dataset.id, row.dataset.jalur])")
    totals = page.locator("[data-total]").evaluate_all("all => all.map(one => [one.dataset.total, one.dataset.nilai])")
    wanted = shown.pairs("SELECT id_usulan, jalur FROM alokasi WHERE kode_kelurahan = $kode", kode=kode)
    figures = shown.one("FROM kelurahan WHERE kode = $kode", kode=kode)
    assert {(name, jalur) for name, jalur in rows} == set(wanted.items())
    assert {name: int(value) for name, value in totals} == {name: figures[name] for name, _ in totals}
    assert len(totals) == 9
    shown_money = page.locator("[data-total=total_biaya]").inner_text()
    assert int(shown_money.removeprefix("Rp").replace(".", "")) == figures["total_biaya"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_index_in_the_browser_sums_the_kelurahan(window, shown, edition):
    page = window.open(f"{edition}/index.html")
    totals = page.locator("[data-total]").evaluate_all("all => all.map(one => [one.dataset.total, one.dataset.nilai])")
    names = [name for name, _ in totals]
    sums = shown.one(f"SELECT {', '.join(f'sum({name})::BIGINT AS {name}' for name in names)} FROM kelurahan")
    assert {name: int(value) for name, value in totals} == sums
    assert len(names) == 9


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", ["kecamatan", "opd"])
def test_each_row_passed_on_stands_on_one_page_of_each_kind_in_the_order_of_its_kelurahan(shown, edition, kind):
    folder = shown.cycle.packets / edition
    passed = shown.rows("SELECT id_usulan, kode_kelurahan FROM alokasi WHERE jalur = 'kecamatan_opd'")
    place = {row["id_usulan"]: row["kode_kelurahan"] for row in passed}
    on_pages = [read_page(path).proposals for path in sorted(folder.glob(f"{kind}/*/index.html"))]
    assert sorted(name for rows in on_pages for name, _ in rows) == sorted(place)
    for kode in set(place.values()):
        ranked = [name for name, jalur in read_page(folder / kode / "ba-musrenbang.html").proposals if name in place]
        for rows in on_pages:
            here = [name for name, _ in rows if place[name] == kode]
            assert here == [name for name in ranked if name in here]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("kind", "key"), [("kecamatan", "left(kode_kelurahan, 8)"), ("opd", "tujuan")])
def test_pages_of_kecamatan_and_offices_print_the_sums_of_their_packets(shown, edition, kind, key):
    sums = shown.rows(
        f"SELECT {key} AS page, count(*) AS number, sum(biaya)::BIGINT AS cost, "
        "count(*) FILTER (biaya IS NULL) AS without FROM alokasi "
        "WHERE jalur = 'kecamatan_opd' GROUP BY ALL ORDER BY ALL"
    )
    wanted = {row["page"]: _said(row) for row in sums}
    said = {
        path.parent.name: re.findall("<h2>(.*?)</h2>", path.read_text(encoding="utf-8"))[0]
        for path in sorted((shown.cycle.packets / edition).glob(f"{kind}/*/index.html"))
    }
    assert {name: text for name, text in said.items() if name in wanted} == wanted
    assert {text for name, text in said.items() if name not in wanted} <= {"0 usulan"}


def _said(row: dict) -> str:
    cost = f"Rp{row['cost']:,}".replace(",", ".") if row["cost"] is not None else "biaya belum diperkirakan"
    more = f" ({row['without']} belum diperkirakan)" if row["cost"] is not None and row["without"] else ""
    return f"{row['number']} usulan, {cost}{more}"


def test_a_second_run_gives_the_same_bytes(shown):
    before = files_below(shown.cycle.packets)
    run(shown.folder)
    assert files_below(shown.cycle.packets) == before
