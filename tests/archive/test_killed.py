"""A repair killed at any change of a name, and done again, ends as if it had never been killed."""

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.cycle import open_cycle
from flows.intake.integrity import verify
from flows.repair import repair
from tests.archive.damage import COPIES, LEDGER, UNLISTED, copy_of
from tests.archive.test_damage import FILES, kept
from tests.builders import YEAR, Season, dropped
from tests.faults.killing import FORKS, _count_steps, run_apart
from tests.returned.parts import run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill that leaves no time to tidy up"),
]

STEPS = range(1, 16)


def repair_apart(folder: Path, step: int) -> int:
    child = FORKS.Process(target=_repair, args=(folder, step))
    child.start()
    child.join(120)
    assert child.exitcode is not None
    return child.exitcode


def _repair(folder: Path, step: int) -> None:
    _count_steps(folder, step)
    list(repair(open_cycle(YEAR, folder, 0), do=True))


def damaged(season: Season) -> Season:
    """Several kinds at once, so that every step of a repair is taken."""
    archive = season.cycle.archive
    for done in (COPIES["tertukar"], COPIES["berganti nama"], UNLISTED["kiriman di tempat yang keliru"]):
        done(archive)
    workbook = copy_of(archive, "rw_4.xlsx")
    workbook.write_bytes(workbook.read_bytes()[:-9])
    LEDGER["Excel, tanggal pendek"](archive)
    return season


def ending(folder: Path) -> dict[str, Any]:
    """What a repair leaves: ledger, copies, what is aside (whatever its name), and what was done about which file."""
    archive = folder / "archive" / str(YEAR)
    aside = {path.read_bytes() for path in archive.glob("disisihkan*/*") if path.is_file()}
    copies = {path.name: path.read_bytes() for path in archive.glob("*__*")}
    done = {line.split(",", 1)[1].rpartition(",")[0] for line in (archive / "tindakan.csv").read_text().splitlines()}
    return {"terima": (archive / "terima.csv").read_bytes(), "aside": aside, "copies": copies, "done": done}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return damaged(run(dropped(tmp_path_factory.mktemp("rusak") / "kerja", FILES))).folder


def copied(folder: Path, where: Path) -> Path:
    return Path(shutil.copytree(folder, where / "kerja", symlinks=True))


def test_killed_before_each_change_of_a_name_and_done_again(broken: Path, tmp_path: Path):
    whole = copied(broken, tmp_path / "whole")
    assert repair_apart(whole, 0) == 0
    expected, before = ending(whole), kept(broken)
    killed = 0
    for step in STEPS:
        folder = copied(broken, tmp_path / str(step))
        killed += repair_apart(folder, step) == -9
        assert kept(folder) >= before
        assert repair_apart(folder, 0) == 0
        verify(open_cycle(YEAR, folder, 0))
        assert ending(folder) == expected
        assert kept(folder) >= before
    assert killed >= 8
    assert run_apart(folder) == 0


def test_a_run_that_takes_a_lost_file_again_may_be_killed_too(broken: Path, tmp_path: Path):
    begun = copied(broken, tmp_path / "begun")
    assert repair_apart(begun, 0) == 0
    dropped(begun, {"rw 4.xlsx": FILES["rw 4.xlsx"]})
    for step in (1, 2, 3):
        folder = copied(begun, tmp_path / str(step))
        assert run_apart(folder, step=step) == -9
        assert run_apart(folder) == 0
        assert Season(folder).one("SELECT status FROM berkas WHERE nama = 'rw 4.xlsx'") == {"status": "terbaca"}
        assert list((folder / "inbox").iterdir()) == []
