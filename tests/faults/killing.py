"""Runs in processes of their own that can be killed: after a stage, before a step on the disk, or at a moment.

A server that has everything imported forks each of them, so that a run costs no more than its work. All runs
see the same clock, so that two of them over the same files can be compared byte for byte.
"""

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows import street
from flows.cycle import open_cycle
from flows.errors import MusrenbangError
from flows.intake import inbox
from tests.builders import PUBLIC_TABLES, YEAR, Season, files_below

ARRIVED = "2026-12-01T02:00:00.000000+00:00"
STEPS = ("os.rename", "os.remove", "os.rmdir", "os.mkdir")

FORKS = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
FORKS.set_forkserver_preload([__name__])


def run_apart(folder: Path, *, after: str = "", step: int = 0, moment: float = 0, timeout: float = 300) -> int:
    """The exit code of a run in a process of its own: 0, that of a failure we foresee, or -9 when killed.

    after: the stage at whose end it is killed; step: the how-manieth change of a name in the folder before
    which it is; moment: the seconds after which it is.
    """
    child = FORKS.Process(target=_run, args=(folder, after, step))
    child.start()
    child.join(moment or timeout)
    if child.is_alive():
        child.kill()
        child.join()
    assert child.exitcode is not None
    return child.exitcode


def megabytes_of(folder: Path) -> tuple[int, int]:
    """The exit code of a run, and the most memory it held, in megabytes."""
    ours, theirs = FORKS.Pipe(duplex=False)
    child = FORKS.Process(target=_run_measured, args=(folder, theirs))
    child.start()
    theirs.close()
    try:
        peak = ours.recv()
    except EOFError:
        peak = 0
    child.join()
    assert child.exitcode is not None
    return child.exitcode, peak


def _run_measured(folder: Path, told: Any) -> None:
    try:
        _run(folder, "", 0)
    finally:
        told.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def _run(folder: Path, after: str, step: int) -> None:
    inbox._utc = lambda nanoseconds: ARRIVED
    if after:
        street.STAGES[after] = _ending(street.STAGES[after])
    if step:
        _count_steps(folder, step)
    try:
        street.run_direct(open_cycle(YEAR, folder, 0))
    except MusrenbangError as error:
        sys.exit(error.exit_code)


def _ending(stage: Callable[..., str]) -> Callable[..., str]:
    def killed(cycle: Any) -> str:
        stage(cycle)
        _die()
        return ""

    return killed


def _count_steps(folder: Path, step: int) -> None:
    seen = 0

    def before(event: str, args: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in STEPS and (str(folder) in str(args[0]) or _in_inbox(folder, args)):
            seen += 1
            if seen == step:
                _die()

    sys.addaudithook(before)


def _in_inbox(folder: Path, args: tuple[Any, ...]) -> bool:
    """Whether a name is changed through a descriptor of the inbox or a folder in it."""
    descriptor = args[-1]
    if not isinstance(descriptor, int) or descriptor < 0 or not Path("/proc/self/fd").is_dir():
        return False
    return Path(os.readlink(f"/proc/self/fd/{descriptor}")).is_relative_to(folder / "inbox")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def state(folder: Path) -> dict[str, Any]:
    """All that a run leaves: every file but the warehouse byte for byte, and the warehouse table for table."""
    season = Season(folder)
    left_out = ("warehouse/", ".musrenbang.lock")
    files = {name: data for name, data in files_below(folder).items() if not name.startswith(left_out)}
    warehouse = {name: sorted(map(repr, season.rows(f"FROM {name}"))) for name in PUBLIC_TABLES}
    return {
        "berkas": files,
        "gudang": warehouse,
        "sisa": sorted(path.name for path in (folder / "warehouse").iterdir()),
    }


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Which files and tables of two states differ; short enough to read."""
    pairs = [(what, one[what], other[what]) for what in ("berkas", "gudang")]
    found = [f"{what} {n}" for what, a, b in pairs for n in sorted({*a, *b}) if a.get(n) != b.get(n)]
    return found + ([f"{one['sisa']} {other['sisa']}"] if one["sisa"] != other["sisa"] else [])
