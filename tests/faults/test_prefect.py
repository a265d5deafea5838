"""A run through Prefect that is killed leaves no server, the next closes it, and no failure tells Prefect a name."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builders import YEAR, dropped, files_below, proposal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up as Linux shows them"),
]

ROOT = Path(__file__).parents[2]
PERSON = "Sumarni"
FILES = {f"Bu {PERSON}/usulan {PERSON}.csv": [proposal(pengusul=f"Bu {PERSON}", masalah=f"Rob di rumah {PERSON}")]}


@dataclass(frozen=True)
class Killed:
    """What was seen of a run that was killed in its midst, and of the next, whose archive was damaged meanwhile."""

    home: Path
    servers: list[int]
    states: list[str]
    after: subprocess.CompletedProcess[str]


def begun(folder: Path) -> subprocess.Popen[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    command = [sys.executable, "-m", "flows", "run", str(YEAR), "--data", str(folder)]
    return subprocess.Popen(
        command, cwd=ROOT, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def servers_of(home: Path) -> list[int]:
    """The processes that keep their records in this Prefect home."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            known = f"PREFECT_HOME={home}".encode() in (one / "environ").read_bytes()
        except OSError:
            continue
        found += [int(one.name)] if known else []
    return found


def column(home: Path, query: str) -> list[str]:
    with closing(sqlite3.connect(home / "prefect.db")) as con:
        return [value for (value,) in con.execute(query).fetchall()]


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    folder = dropped(tmp_path_factory.mktemp("mati") / "kerja", FILES)
    home = folder / ".prefect"
    with begun(folder) as run:
        assert run.stderr is not None
        assert any(line.startswith("read") for line in run.stderr)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
    late = time.monotonic() + 20
    while (servers := servers_of(home)) and time.monotonic() < late:
        time.sleep(0.2)
    states = column(home, "SELECT state_type FROM flow_run")
    (archived,) = (folder / "archive" / str(YEAR)).glob(f"*{PERSON}*")
    archived.chmod(0o600)
    archived.write_bytes(archived.read_bytes()[:-5])
    with begun(folder) as run:
        out, err = run.communicate(timeout=300)
    return Killed(home, servers, states, subprocess.CompletedProcess([], run.returncode, out, err))


def test_a_killed_run_leaves_no_server(killed: Killed):
    assert killed.servers == []
    assert killed.states == ["RUNNING"]


def test_the_next_run_closes_what_the_killed_one_left(killed: Killed):
    assert column(killed.home, "SELECT state_type FROM flow_run ORDER BY start_time") == ["CRASHED", "FAILED"]
    assert "RUNNING" not in column(killed.home, "SELECT state_type FROM task_run")
    assert servers_of(killed.home) == []


def test_a_failure_reaches_the_person_whole_with_its_exit_code(killed: Killed):
    assert killed.after.returncode == 17
    (told,) = [line for line in killed.after.stderr.splitlines() if line.startswith("Belum dapat dilanjutkan: ")]
    assert PERSON in told
    assert "Traceback" not in killed.after.stderr
    assert "leaked" not in killed.after.stderr


def test_a_failure_tells_prefect_its_kind_alone(killed: Killed):
    kept = b"".join(files_below(killed.home).values())
    assert b"ArchiveDamaged" in kept
    assert PERSON.encode() not in kept
    assert b"terima.csv" not in kept
    assert not (killed.home / "storage").exists()
