"""The projector view: one tick box makes every letter at least 20 px, without a script, and paper stays as it was."""

import pytest

from tests.browser.season import OF_40, OF_200, OF_300

pytestmark = pytest.mark.browser
SMALLEST = """() => Math.min(...[...document.querySelectorAll('main *')]
    .filter(one => !one.closest('svg') && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(one => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.mark.parametrize("name", [f"{OF_40}/index.html", f"{OF_300}/index.html", f"{OF_200}/lembar-lurah.html"])
def test_every_letter_has_20_px_and_nothing_leaves_the_screen(window, name):
    page = window.open(f"internal/{name}")
    assert page.evaluate(SMALLEST) < 20
    page.get_by_label("Tampilan proyektor").check()
    for width in (1280, 1920):
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate(SMALLEST) >= 20
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_paper_does_not_know_of_the_projector(window):
    page = window.open(f"internal/{OF_40}/index.html")
    page.emulate_media(media="print")
    before = page.evaluate("document.documentElement.scrollHeight")
    page.emulate_media(media="screen")
    page.get_by_label("Tampilan proyektor").check()
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollHeight") == before
