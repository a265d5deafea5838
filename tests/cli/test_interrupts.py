"""Ctrl-C is 130 wherever the run is, SIGTERM 143; no traceback, and nothing of a run that was ended is published."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from flows import interrupts, street, warehouse
from tests.builders import YEAR, dropped, proposal, run
from tests.faults.begun import BEGUN, TOGETHER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX knows them")

ROOT = Path(__file__).parents[2]
ENDLESS = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3"
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dropped(tmp_path, {"rw 05.csv": [proposal()]})


def soon(number: int) -> None:
    threading.Timer(0.3, os.kill, (os.getpid(), number)).start()


@pytest.mark.parametrize(("number", "code"), SIGNALS.items(), ids=["Ctrl-C", "SIGTERM"])
def test_a_request_to_end_within_a_query_is_what_it_is(door, folder, monkeypatch, number, code):
    def query(cycle) -> str:
        soon(number)
        with warehouse.building(cycle) as con:
            return str(con.execute(ENDLESS).fetchall())

    monkeypatch.setitem(street.STAGES, "group", query)
    answer = door("run", YEAR, "--data", folder, "--direct")
    assert (answer.code, "Traceback" in answer.err) == (code, False)
    assert "Dihentikan. Tidak ada yang hilang" in answer.err
    assert not (folder / "packets").exists()
    monkeypatch.undo()
    assert len(run(folder).rows("FROM usulan")) == 1


def test_a_request_to_end_that_a_stage_takes_for_the_fault_of_one_item_ends_the_run_all_the_same(
    door, folder, monkeypatch
):
    def patient(cycle) -> str:
        soon(signal.SIGINT)
        try:
            with warehouse.building(cycle) as con:
                con.execute(ENDLESS)
        except (RuntimeError, duckdb.Error):
            return "1 ditolak"
        return ""

    monkeypatch.setitem(street.STAGES, "group", patient)
    answer = door("run", YEAR, "--data", folder, "--direct")
    assert (answer.code, "Traceback" in answer.err) == (130, False)
    assert not (folder / "packets").exists()


def test_signals_are_as_before_when_a_command_has_ended(door, folder):
    before = {number: signal.getsignal(number) for number in SIGNALS}
    assert door("status", YEAR, "--data", folder / "tidak ada").code == 2
    assert {number: signal.getsignal(number) for number in SIGNALS} == before
    assert interrupts.code() == 0


def interrupted(words: list[object], moment: float, number: int) -> tuple[int, str]:
    """Exit code and all that was said by a command and its processes, which get the signal together after a while."""
    command = [sys.executable, "-m", "tests.faults.begun", *map(str, words)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as begun:
        assert begun.stdout is not None
        assert begun.stdout.readline() == BEGUN
        time.sleep(moment)
        if begun.poll() is None:
            os.killpg(begun.pid, number)
        said, _ = begun.communicate(timeout=60)
    return begun.returncode, said


def assert_ends_well(folder: Path, seed: int, longest: float, *first: str) -> None:
    rolled = random.Random(seed)
    number = rolled.choice(list(SIGNALS))
    words = [*first, "run", YEAR, "--direct", "--data", folder]
    code, said = interrupted(words, rolled.uniform(0, longest), number)
    assert code in (0, SIGNALS[number]), said
    assert "Traceback" not in said, said
    assert "Error" not in said, said


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_interrupted_at_a_random_moment(folder: Path, seed: int):
    assert_ends_well(folder, seed, 2)
    assert len(run(folder).rows("FROM usulan")) == 1


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(100, 160))
def test_interrupted_at_one_of_60_random_moments(folder: Path, seed: int):
    test_interrupted_at_a_random_moment(folder, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_interrupted_while_other_processes_render(folder: Path, seed: int):
    """The terminal sends Ctrl-C to all of them."""
    assert_ends_well(folder, seed, 5, TOGETHER)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(100, 140))
def test_interrupted_at_one_of_40_moments_while_other_processes_render(folder: Path, seed: int):
    test_interrupted_while_other_processes_render(folder, seed)
