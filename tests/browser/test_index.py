"""The index of the kota: searched, sorted and filtered without a network, and whole without a script."""

import re

import pytest

from tests.browser.season import NONE, OF_40

pytestmark = pytest.mark.browser
COLUMNS = ["nama", "jumlah_usulan", "total_biaya", "pagu", "masuk_rencana", "sisa", "rw_terdengar", "dicermati"]


@pytest.fixture
def index(window):
    return window.open("internal/index.html")


def names(page) -> list[str]:
    rows = page.locator("#daftar-kelurahan tbody tr[data-cari]:visible th[scope=row]")
    return rows.all_inner_texts()


def column(page, name: str):
    return page.locator("#daftar-kelurahan thead button").nth(COLUMNS.index(name))


def by_code(shown) -> list[str]:
    return [row["nama"] for row in shown.rows("FROM kelurahan ORDER BY kode")]


def test_it_shows_every_kelurahan_under_its_kecamatan(index, shown):
    assert names(index) == by_code(shown)
    assert index.locator("#daftar-kelurahan .kepala:visible").all_inner_texts() == [
        "Kecamatan Pekalongan Barat",
        "Kecamatan Pekalongan Timur",
        "Kecamatan Pekalongan Utara",
        "Kecamatan Pekalongan Selatan",
    ]
    assert index.locator("#jumlah").inner_text() == "27 dari 27 kelurahan"


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("band", ["Bandengan"]),
        ("BDG", ["Bandengan"]),
        (OF_40, ["Bandengan"]),
        ("kuripan yos", ["Kuripan Yosorejo"]),
        ("timur gam", ["Gamer"]),
        ("tidak ada", []),
    ],
)
def test_a_word_finds_a_name_a_code_or_a_kecamatan(index, word, found):
    index.get_by_label("Cari").fill(word)
    assert names(index) == found
    assert index.locator("#jumlah").inner_text() == f"{len(found)} dari 27 kelurahan"
    index.get_by_label("Cari").fill("")
    assert len(names(index)) == 27


def test_a_kecamatan_is_shown_alone(index, shown):
    index.get_by_role("combobox", name="Kecamatan").select_option("Pekalongan Utara")
    assert names(index) == [
        row["nama"] for row in shown.rows("FROM kelurahan ORDER BY kode") if row["kode"][6:8] == "03"
    ]
    assert index.locator("#daftar-kelurahan .kepala:visible").all_inner_texts() == ["Kecamatan Pekalongan Utara"]


@pytest.mark.parametrize("name", COLUMNS[1:-1])
def test_a_column_sorts_all_kelurahan_largest_first_then_smallest_first(index, shown, name):
    values = shown.pairs(f"SELECT nama, {name} FROM kelurahan")
    index.get_by_label("Tanpa pengelompokan").check()
    for order in ("descending", "ascending"):
        column(index, name).click()
        sorted_values = [values[one] for one in names(index)]
        assert sorted_values == sorted(values.values(), reverse=order == "descending")
        assert index.locator("th[aria-sort]").evaluate_all("all => all.map(one => one.ariaSort)") == [order]


def test_a_sorted_list_keeps_its_groups(index, shown):
    column(index, "total_biaya").click()
    wanted = shown.rows("FROM kelurahan ORDER BY kecamatan_kode, total_biaya DESC, kode")
    assert names(index) == [row["nama"] for row in wanted]


def test_names_sort_from_a_to_z(index, shown):
    index.get_by_label("Tanpa pengelompokan").check()
    column(index, "nama").click()
    assert names(index) == sorted(by_code(shown))


def test_the_keyboard_alone_searches_and_sorts(index):
    index.get_by_label("Cari").focus()
    index.keyboard.type("degayu")
    index.keyboard.press("Enter")
    assert names(index) == ["Degayu"]
    column(index, "sisa").focus()
    index.keyboard.press("Space")
    assert index.locator("th[aria-sort=descending]").inner_text() == "Sisa pagu"


def test_nothing_is_remembered(index):
    index.get_by_label("Cari").fill("degayu")
    index.reload()
    assert len(names(index)) == 27


def test_the_script_complains_of_nothing(window, index):
    index.get_by_label("Cari").fill("[(\\")
    column(index, "pagu").click()
    index.get_by_label("Tanpa pengelompokan").check()
    assert window.heard == []


@pytest.mark.parametrize("kode", [OF_40, NONE])
def test_each_figure_leads_to_the_rows_behind_it(window, shown, kode):
    figures = shown.one(
        "SELECT kelurahan.*, (SELECT count(*) FROM peringatan WHERE kode_kelurahan = $kode) AS dicermati "
        "FROM kelurahan WHERE kode = $kode",
        kode=kode,
    )
    page = window.open("internal/index.html")
    cells = page.locator(f'tr[data-cari*="{kode}"] td')
    assert [int(one) for one in cells.evaluate_all("all => all.map(one => one.dataset.n)")] == [
        figures[name] for name in COLUMNS[1:]
    ]
    digits = [int(re.sub(r" dari.*|\D", "", text)) for text in cells.all_inner_texts()]
    assert digits == [figures[name] for name in COLUMNS[1:]]
    for number in range(cells.count()):
        lead = cells.nth(number).locator("a").get_attribute("href")
        page.goto(window.packets.as_uri() + f"/internal/{lead}")
        assert page.evaluate("document.querySelector(':target') !== null"), lead
        window.open("internal/index.html")


def test_without_a_script_the_list_is_whole_and_nothing_promises_more(chromium, shown):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((shown.cycle.packets / "publik" / "index.html").as_uri())
    assert names(page) == by_code(shown)
    assert not page.locator("#kendali").is_visible()
    assert page.locator("#daftar-kelurahan thead button").count() == 0
    context.close()


def test_a_facilitator_sees_who_has_not_sent_and_what_waits(window, shown):
    page = window.open("internal/index.html")
    page.locator("#faskel").get_by_role("link", name="Contoh Pendamping").click()
    assert "Contoh" not in page.url
    rows = [row.split("\t") for row in page.locator("section").first.locator("tbody tr").all_inner_texts()]
    assert rows == [
        ["Setono", "0", "–", "–", "01-12"],
        ["Bandengan", "40", "01-10", "–", "11, 12"],
    ]
    assert "Batas masuk 31 Desember 2026 pukul 23.59 WIB, 30 hari sesudah data terakhir kami terima." in (
        page.locator("body").inner_text()
    )
    assert page.locator("section").nth(1).locator("tbody").inner_text().split("\t") == [
        "Bandengan",
        "2 baris (RW 09: 2)",
    ]
    assert not (shown.cycle.packets / "publik" / "faskel").exists()
