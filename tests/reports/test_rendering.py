"""Pages rendered by several processes: the same bytes, and no process outlives its run."""

import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from flows import rendering
from flows.rendering import Saringan, processes, rendered
from tests.reports.parts import ISSUE, internal, proposal
from tests.reports.persons_in_text import kamus

ROOT = Path(__file__).parents[2]
SCREEN = Saringan(kamus(), {"33.75.03.1009": frozenset({"slamet riyadi"})})
PACKETS = [
    internal(proposal(usulan=f"Saluran {number}", pengusul="Slamet Riyadi"), nama=f"Kelurahan {number}", rw_diam=0)
    for number in range(9)
]

# A run that keeps its processes waiting for the next packet.
WAITING = """
import os, sys, time
from flows.rendering import rendered
from tests.reports.test_rendering import ISSUE, PACKETS, SCREEN
def slow():
    yield from PACKETS
    print("waits", flush=True)
    time.sleep(300)
if __name__ == "__main__":
    list(rendered(ISSUE, slow(), SCREEN, processes=2))
"""


def test_two_processes_give_in_the_same_order_what_one_gives():
    alone, together = (list(rendered(ISSUE, PACKETS, SCREEN, processes=number)) for number in (1, 2))
    assert together == alone
    assert [both[0].paket.kelurahan.nama for both in together] == [one.kelurahan.nama for one in PACKETS]
    assert {both[1].paket.usulan[0].pengusul for both in together} == {None}


def test_every_process_speaks_the_language_of_the_issue():
    english = replace(ISSUE, alih_bahasa=replace(ISSUE, bahasa="en", sebutan="DRAFT"))
    for both in rendered(english, PACKETS, SCREEN, processes=2):
        begin = {name: data.splitlines()[1] for name, data in both[0].berkas if name.endswith(".html")}
        packet = begin.pop("33.75.03.1009/index.html")
        assert (packet, set(begin.values())) == (b'<html lang="en">', {b'<html lang="id">'})


def test_an_error_in_a_process_is_the_runs():
    broken = [*PACKETS, internal(proposal(jalur="tidak ada"))]
    with pytest.raises(KeyError, match="tidak ada"):
        list(rendered(ISSUE, broken, SCREEN, processes=2))


def test_only_much_work_is_shared_and_one_core_shares_nothing(monkeypatch):
    monkeypatch.setattr(rendering.os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert [processes(number) for number in (0, rendering.ENOUGH - 1, rendering.ENOUGH)] == [1, 1, 3]
    monkeypatch.setattr(rendering.os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert processes(1_000_000) == 1


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are counted in /proc, which Linux has")
def test_when_a_run_is_killed_its_processes_end():
    run = subprocess.Popen([sys.executable, "-c", WAITING], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "waits\n"
    started = descendants(run.pid)
    run.kill()
    run.wait()
    run.stdout.close()
    assert len(started) >= 2
    assert until_gone(started, seconds=30) == set()


def descendants(pid: int) -> set[int]:
    """Every process below this one."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            found = re.match(r"(\d+) \(.*\) \S (\d+)", path.read_text(), re.DOTALL)
        except OSError:
            continue  # it ended meanwhile
        if found:
            parents[int(found[1])] = int(found[2])
    below, wave = set(), {pid}
    while wave := {child for child, parent in parents.items() if parent in wave}:
        below |= wave
    return below


def until_gone(pids: set[int], seconds: float) -> set[int]:
    """Those that are still there after so long."""
    end = time.monotonic() + seconds
    while (left := {pid for pid in pids if alive(pid)}) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return " Z " not in Path(f"/proc/{pid}/stat").read_text()
