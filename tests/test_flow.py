"""The one test through Prefect, as people start it: the flow walks the same street as --direct.

A process of its own, with the embedded server that `run` starts where PREFECT_API_URL is not set.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cycle import PACKAGED
from flows.street import STAGES
from tests.builders import PUBLIC_TABLES, YEAR, Season, files_below, marked, run, settle

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def flow_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Season, subprocess.CompletedProcess]:
    """The sample season after one flow run."""
    folder = marked(tmp_path_factory.mktemp("prefect") / "kerja")
    for name in ("inbox", "reference"):
        shutil.copytree(PACKAGED / "sample" / name, folder / name)
    settle(folder / "inbox")
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    command = [sys.executable, "-m", "flows.cli", "run", str(YEAR), "--data", str(folder)]
    ran = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    return Season(folder), ran


def test_a_flow_run_ends_well_and_says_only_what_a_person_wants_to_know(flow_run):
    _, ran = flow_run
    assert ran.returncode == 0, ran.stderr
    assert [line.split()[0] for line in ran.stderr.splitlines()] == ["verify", *STAGES]
    assert ran.stdout.count("\n") <= 10


def test_a_flow_run_gives_the_same_tables_and_packets_as_the_street_alone(flow_run, tmp_path: Path):
    season, _ = flow_run
    for name in ("archive", "reference"):
        shutil.copytree(season.folder / name, tmp_path / name)
    direct = run(tmp_path)
    for name in PUBLIC_TABLES:
        first, then = (sorted(one.rows(f"FROM {name}"), key=repr) for one in (season, direct))
        assert then == first, name
    assert files_below(direct.cycle.packets) == files_below(season.cycle.packets)
    assert files_below(season.cycle.inbox) == {}


def test_a_flow_run_has_one_completed_task_run_a_stage(flow_run):
    season, _ = flow_run
    with sqlite3.connect(season.cycle.prefect_home / "prefect.db") as con:
        runs = con.execute("SELECT name, state_type FROM task_run ORDER BY start_time").fetchall()
    con.close()
    assert [name.rpartition("-")[0] for name, _ in runs] == list(STAGES)
    assert {state for _, state in runs} == {"COMPLETED"}


def test_no_person_stands_in_what_prefect_keeps(flow_run):
    season, _ = flow_run
    kept = b"".join(files_below(season.cycle.prefect_home).values())
    assert b"planning_cycle" in kept
    assert [word for word in (b"Contoh Warga", b"0800-0000", b".csv") if word in kept] == []


def test_a_what_if_walks_as_a_flow_run_too_and_leaves_the_packets_alone(flow_run):
    season, _ = flow_run
    before = files_below(season.cycle.packets)
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    command = [sys.executable, "-m", "flows.cli", "run", str(YEAR), "--data", str(season.folder)]
    ran = subprocess.run(
        [*command, "--andai", "pagu=9"], cwd=ROOT, env=own, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert [line.split()[0] for line in ran.stderr.splitlines()] == ["verify", *list(STAGES)[1:]]
    assert (season.folder / "andai" / f"{YEAR}-pagu-9" / "packets" / str(YEAR) / "internal" / "andai.html").is_file()
    assert files_below(season.cycle.packets) == before
