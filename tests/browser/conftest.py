"""Debian's Chromium through Playwright, which downloads none; one for each module, because its event loop must be
gone before Prefect starts one."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.season import season
from tests.builders import Season

# Root has no sandbox of its own, and a container little shared memory.
AS_ROOT = ["--no-sandbox", "--disable-dev-shm-usage"]
PACKAGES = {"chromium": "chromium", "pdfinfo": "poppler-utils", "pdftotext": "poppler-utils"}


def needed(program: str) -> str:
    """Where the program lies; without it the test is skipped, but in CI it fails."""
    path = shutil.which(program)
    if path is None:
        missing = f"no {program} here (Debian: apt install {PACKAGES[program]}), so its tests are skipped"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    return path


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return season(tmp_path_factory.mktemp("shown"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = needed("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=AS_ROOT)
        yield browser
        browser.close()


class Window:
    """One tab, and all it complains of or reaches for."""

    def __init__(self, page: Page, packets: Path) -> None:
        self.page, self.packets = page, packets
        self.heard: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.heard.append(f"{self.place}: {error}"))
        page.on("request", lambda request: self._asked(request.url))

    @property
    def place(self) -> str:
        return self.page.url.removeprefix(self.packets.as_uri())

    def open(self, name: str) -> Page:
        self.page.goto((self.packets / name).as_uri())
        return self.page

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(f"{self.place}: {message.text}")

    def _asked(self, url: str) -> None:
        """A page may lead to another page of its edition; it loads nothing."""
        if not url.partition("#")[0].startswith(self.packets.as_uri()):
            self.heard.append(f"{self.place} asks for {url}")
        elif not url.partition("#")[0].endswith(".html"):
            self.heard.append(f"{self.place} loads {url}")


@pytest.fixture
def window(chromium: Browser, shown: Season) -> Iterator[Window]:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield Window(page, shown.cycle.packets)
    page.close()
