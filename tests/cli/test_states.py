"""Every state of the folder is foreseen: one sentence, the contract's exit code, and what was good stays published."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.builders import YEAR, Season, dropped, files_below, proposal, run
from tests.cli.states import STATES, State

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="links and names as Linux knows them"),
]

ROWS = [proposal(), proposal(rt="04", usulan="Lampu jalan", lokasi="Gang 4"), proposal(usulan="Talud", masalah="")]
ASKED = (("status", YEAR), ("trace", "BDG-05-K7M2XYZ"), ("doctor",))


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A season of two proposals and one row that went back, run once."""
    folder = dropped(tmp_path_factory.mktemp("done") / "kerja", {"a.csv": ROWS})
    return run(folder).folder


def published(folder: Path) -> dict[str, bytes]:
    """What people read: the pages of both editions, and what went back."""
    return {name: data for name, data in files_below(folder).items() if name.startswith(("packets/2028/", "returned/"))}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.nama)
def test_each_state_is_told_and_what_was_good_is_published(tmp_path: Path, done: Path, door, state: State):
    folder = shutil.copytree(done, tmp_path / "kerja", symlinks=True)
    state.ubah(folder)
    before, sent = published(folder), files_below(folder / "inbox")

    asked = [door(*words, "--data", folder) for words in ASKED]
    ran = door("run", YEAR, "--data", folder, "--direct")

    told = "".join(one.out + one.err for one in (*asked, ran))
    assert "Traceback" not in told and "Error" not in told
    assert {one.code for one in asked[:-1]} <= {0, 2, 14}
    assert (ran.code, asked[-1].code) == (state.kode, state.periksa)
    assert state.kata in ran.out + ran.err
    if state.kode:
        assert ran.err.count("Belum dapat dilanjutkan: ") == 1
        assert published(folder) == before
        assert files_below(folder / "inbox") == sent
    else:
        assert Season(folder).one("SELECT count(*) AS n FROM usulan") == {"n": 2}
        assert published(folder) == published(done)
    outside = tmp_path / "luar" / "penting.csv"
    assert not outside.parent.exists() or outside.read_text(encoding="utf-8") == "milik orang"


def test_there_are_at_least_sixty_states():
    assert len({state.nama for state in STATES}) == len(STATES) >= 60
