"""On A4 and F4 paper: heads come again on each page, no row is cut, pages are numbered, signatures stay together."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.browser.conftest import Window, needed
from tests.browser.season import NONE, OF_40, OF_200, OF_300

pytestmark = pytest.mark.browser
PAPERS = {"A4": (210, 297), "F4": (210, 330)}
NUMBERED = re.compile(r"Halaman (\d+) dari (\d+)")
SIGNED = re.compile(r"nama dan (?:tanda tangan|NIP)")
BEGINS, ENDS = re.compile(r"\bmulai(\d{3})\b"), re.compile(r"\bselesai(\d{3})\b")


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> str:
    return request.param


def printed(window: Window, name: str, paper: str, folder: Path, *, across: bool = False) -> list[str]:
    """The text of each printed page; across: on the paper's long side."""
    width, height = reversed(PAPERS[paper]) if across else PAPERS[paper]
    pdf = folder / "printed.pdf"
    window.open(name).pdf(path=pdf, width=f"{width}mm", height=f"{height}mm", print_background=True)
    (size,) = re.findall(r"Page size: +([\d.]+) x ([\d.]+)", _told("pdfinfo", str(pdf)))
    assert [round(float(points) / 72 * 25.4) for points in size] == [width, height]
    return _told("pdftotext", "-layout", str(pdf), "-").split("\f")[:-1]


def _told(program: str, *words: str) -> str:
    return subprocess.run([needed(program), *words], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("edition", ["internal", "publik"])
@pytest.mark.parametrize("kode", [NONE, OF_40, OF_200, OF_300])
def test_the_lurahs_sheet_is_one_page(window, tmp_path, paper, edition, kode):
    pages = printed(window, f"{edition}/{kode}/lembar-lurah.html", paper, tmp_path)
    assert len(pages) == 1
    assert "Batas pagu" in pages[0]


@pytest.mark.parametrize("kode", [OF_40, OF_200])
def test_each_row_of_the_lurahs_list_keeps_to_one_line(window, kode):
    page = window.open(f"internal/{kode}/lembar-lurah.html")
    assert "1 kegiatan" in page.locator(".daftar").inner_text()
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 without the sheet's own margins
    page.emulate_media(media="print")
    heights = page.locator(".daftar tbody tr[data-id]").evaluate_all("rows => rows.map(one => one.offsetHeight)")
    page.emulate_media(media="screen")
    assert max(heights) - min(heights) <= 1


def test_the_form_for_handwriting_is_one_page_across_with_no_word_cut(window, shown, tmp_path, paper):
    (form,) = shown.cycle.forms.glob("*.html")
    (page,) = printed(window, str(form), paper, tmp_path, across=True)
    assert {"RT", "Masalah", "Usulan", "Lokasi", "Volume", "Urutan", "Rp25.000.000"} <= set(page.split())
    assert "NIK" in page


@pytest.mark.parametrize("name", [f"{OF_300}/index.html", f"{OF_300}/ba-musrenbang.html"])
def test_a_long_paper_has_numbered_pages_with_heads_and_whole_rows(window, tmp_path, paper, name):
    pages = printed(window, f"internal/{name}", paper, tmp_path)
    assert [NUMBERED.findall(page) for page in pages] == [
        [(str(number), str(len(pages)))] for number in range(1, len(pages) + 1)
    ]
    assert len(pages) > 10
    for number, page in enumerate(pages, 1):
        # A shortened text has no end; one that ends here must have begun here.
        assert Counter(ENDS.findall(page)) <= Counter(BEGINS.findall(page)), f"page {number} cuts a row"
        first = BEGINS.search(page)
        assert first is None or "Kode" in page[: first.start()], f"page {number} has rows without a head"


@pytest.mark.parametrize("kode", [NONE, OF_200])
@pytest.mark.parametrize("name", ["ba-musrenbang", "ba-musyawarah-dana-kelurahan"])
def test_all_sign_on_one_page(window, tmp_path, paper, kode, name):
    pages = printed(window, f"internal/{kode}/{name}.html", paper, tmp_path)
    lines = window.page.locator(".tanda .titik").count()
    assert lines > 3
    assert [found for page in pages if (found := len(SIGNED.findall(page)))] == [lines]
