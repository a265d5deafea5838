"""A run killed anywhere and run again ends as if it had never been killed; what was dropped is never lost."""

import hashlib
import random
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from flows.street import STAGES
from tests.builders import dropped, proposal
from tests.faults.killing import differences, run_apart, state
from tests.intake.sheets import workbook

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill that leaves no time to tidy up"),
]

FILES: dict[str, Any] = {
    "Bandengan/u.csv": [proposal(), proposal(rt="04", biaya="25.000"), proposal(usulan="Lampu", lokasi="Gang 4")],
    "salinan.csv": [proposal()],
    "rw 6.xlsx": workbook({"Usulan": [["Kelurahan : Setono"], ["RW", "Masalah", "Usulan"], [6, "Rob", "Talud"]]}),
    "foto.jpg": b"\xff\xd8\xff",
}
EARLIER = {"rw 1.csv": [proposal(rw="01", usulan="Gorong-gorong", lokasi="Gang 1")]}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one finished run, and files that came after it; never run itself."""
    folder = dropped(tmp_path_factory.mktemp("begun") / "kerja", EARLIER)
    assert run_apart(folder) == 0
    return dropped(folder, FILES)


@pytest.fixture(scope="module")
def never_killed(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a whole run leaves, and the seconds that it takes, among which the random moments lie."""
    folder = copied(begun, tmp_path_factory.mktemp("whole"))
    began = time.monotonic()
    assert run_apart(folder) == 0
    return state(folder) | {"detik": time.monotonic() - began}


def copied(begun: Path, where: Path) -> Path:
    return shutil.copytree(begun, where / "kerja")


SENT = {hashlib.sha256(data).hexdigest() for data in [b"\xff\xd8\xff", FILES["rw 6.xlsx"]]}


def assert_ends_alike(folder: Path, never_killed: dict[str, Any]) -> None:
    assert {hashlib.sha256(data).hexdigest() for data in kept(folder)} >= SENT
    assert run_apart(folder) == 0
    assert differences(state(folder), never_killed) == []


def kept(folder: Path) -> list[bytes]:
    """Whatever lies in inbox or archive: between the two nothing may be lost."""
    return [p.read_bytes() for part in ("inbox", "archive") for p in (folder / part).rglob("*") if p.is_file()]


@pytest.mark.parametrize("stage", STAGES)
def test_killed_at_the_end_of_a_stage(tmp_path: Path, begun: Path, never_killed, stage: str):
    folder = copied(begun, tmp_path)
    assert run_apart(folder, after=stage) == -9
    assert_ends_alike(folder, never_killed)


def test_killed_before_each_change_of_a_name_on_the_disk(tmp_path: Path, begun: Path, never_killed):
    """Each rename and removal is a boundary: the last in the archive, of warehouse and packets, of the inbox."""
    killed = 0
    for step in (1, 2, 3, 5, 8, 13, 21, 34):
        folder = copied(begun, tmp_path / str(step))
        code = run_apart(folder, step=step)
        assert code in (-9, 0)
        killed += code == -9
        assert_ends_alike(folder, never_killed)
    assert killed > 5


@pytest.mark.parametrize("seed", range(20))
def test_killed_at_a_random_moment(tmp_path: Path, begun: Path, never_killed, seed: int):
    folder = copied(begun, tmp_path)
    assert run_apart(folder, moment=random.Random(seed).uniform(0.02, 1) * never_killed["detik"]) in (-9, 0)
    assert_ends_alike(folder, never_killed)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(1000, 1200))
def test_killed_at_one_of_200_random_moments(tmp_path: Path, begun: Path, never_killed, seed: int):
    test_killed_at_a_random_moment(tmp_path, begun, never_killed, seed)


@pytest.mark.torture
@pytest.mark.parametrize("step", range(1, 200, 3))
def test_killed_before_every_third_change_on_the_disk(tmp_path: Path, begun: Path, never_killed, step: int):
    folder = copied(begun, tmp_path)
    assert run_apart(folder, step=step) in (-9, 0)
    assert_ends_alike(folder, never_killed)


@pytest.mark.torture
def test_killed_again_and_again(tmp_path: Path, begun: Path, never_killed):
    folder = copied(begun, tmp_path)
    for seed in range(20):
        run_apart(folder, moment=random.Random(seed).uniform(0.02, 1) * never_killed["detik"])
    assert_ends_alike(folder, never_killed)
