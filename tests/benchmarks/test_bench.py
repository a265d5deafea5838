"""The benchmarks run on a small season; a pandas script that knows none of our code funds what we fund."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows import street, warehouse
from flows.cycle import open_cycle
from tests.benchmarks.measure import FUNDED, ROOT, RULES, TAHUN, TO_ALLOCATION
from tests.benchmarks.peer import funded
from tests.benchmarks.season import write_season

FIGURES = {
    "limit_ratio",
    "collect_ratio",
    "read_ratio",
    "small_files_seconds",
    "peer_ratio",
    "render_ratio",
    "render_speedup",
    "packet_kb",
    "sample_seconds",
    "peak_mb",
    "rules_s",
    "rules_cpu_s",
    "rules_peak_mb",
    "cores",
    "python",
    "platform",
    "rows",
    "files",
}


def test_a_small_bench_prints_every_figure_and_both_fund_the_same():
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks",
        "--rows",
        "3000",
        "--files",
        "10",
        "--clean",
        "2000",
        "--small",
        "20",
        "--ruled",
        "1500",
    ]
    done = subprocess.run(
        [*command, "--rounds", "1", "--skip-growth"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    printed: dict = {}
    for line in done.stdout.splitlines():
        printed |= json.loads(line)
    assert printed.keys() >= FIGURES
    assert {key for key in FIGURES if key.endswith("_ratio") and not printed[key] > 0} == set()
    assert printed["same_funded"]
    assert printed["funded"] > 1_000
    stages = [printed[f"rules_{name}_s"] for name in RULES]
    assert printed["rules_s"] == pytest.approx(sum(stages), abs=0.01)
    assert 1_300 < printed["rules_accepted"] < 1_500
    assert (printed["read_rows"], printed["small_files"]) == (2_000, 20)
    assert printed["small_files_rows"] == pytest.approx(100, abs=5)


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_the_street_funds_what_a_pandas_script_funds(tmp_path: Path, seed: int):
    write_season(tmp_path, 1_500, 7, seed=seed)
    cycle = open_cycle(TAHUN, tmp_path, time.time() + 60)
    with street.prepared(cycle):
        for name in ("collect", *TO_ALLOCATION):
            street.STAGES[name](cycle)
        with warehouse.building(cycle) as con:
            ours = con.execute(FUNDED).fetchall()
    theirs = sorted(funded(tmp_path, TAHUN).itertuples(index=False, name=None))
    assert ours == theirs


def test_the_same_arguments_write_the_same_season(tmp_path: Path):
    for name in ("one", "two"):
        write_season(tmp_path / name, 400, 3, seed=5)
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*.*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two
