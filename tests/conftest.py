"""Seasons that many tests read and none changes: each is run once a session."""

import gc
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from flows.cycle import PACKAGED
from tests import options
from tests.builders import Season, run, settle

REAL = Path(__file__).parents[2] / "shared" / "real" / "pekalongan"

# The machine is shared: how long one example takes says nothing about the code.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """The packaged sample season with its register."""
    folder = tmp_path_factory.mktemp("sample") / "kerja"
    shutil.copytree(PACKAGED / "sample" / "inbox", folder / "inbox")
    shutil.copytree(PACKAGED / "sample" / "reference", folder / "reference")
    settle(folder / "inbox")
    return run(folder)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """The real rows of Kota Pekalongan, 2020 to 2023, which are never committed."""
    if not REAL.is_dir():
        pytest.skip("the real rows of Pekalongan are not on this machine")
    folder = tmp_path_factory.mktemp("real") / "kerja"
    shutil.copytree(REAL, folder / "inbox")
    settle(folder / "inbox")
    return run(folder)


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """A season of two kelurahan with every optional rule at once."""
    return options.season(tmp_path_factory.mktemp("penuh") / "kerja")


@pytest.fixture(scope="session", params=["sample", "real"])
def season(request: pytest.FixtureRequest) -> Season:
    """Each of the two large seasons."""
    return request.getfixturevalue(request.param)


def pytest_unconfigure() -> None:
    # Hypothesis times the garbage collector. Its callback keeps modules alive when Python ends, and DuckDB's
    # binding would then print a page about leaked references.
    gc.callbacks.clear()
