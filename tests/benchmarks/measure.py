"""One measurement in a process of its own: `python -m tests.benchmarks.measure NAME FOLDER REPEATS`.

Times are the best of the repetitions, in wall seconds and, for a machine that others use too, in seconds of its
processors; of two that alternate in one process, the medians. What is imported before them is not counted.
"""

import csv
import hashlib
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TAHUN = 2028
TO_USULAN = ("read", "check", "load")
BEFORE_RULES = ("collect", "read", "check", "load", "group")
RULES = ("rank", "fund", "procure")
TO_ALLOCATION = (*TO_USULAN, "group", "rank", "fund")
FUNDED = """
    SELECT alokasi.kode_kelurahan, usulan.sha256, usulan.nomor FROM alokasi JOIN usulan USING (id_usulan)
    WHERE alokasi.jalur = 'dana_kelurahan' ORDER BY ALL
"""

Result = dict[Any, float | int]


def measured(name: str, folder: Path, repeats: int) -> Result:
    """Runs one of MEASUREMENTS on its own, so that neither memory nor caches of one help another."""
    command = [sys.executable, "-m", "tests.benchmarks.measure", name, str(folder), str(repeats)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def street(folder: Path, repeats: int) -> Result:
    """Our stages from the inbox to the allocation; leaves who is funded in funded-street.csv."""
    runs = []
    for _ in range(repeats):
        shutil.rmtree(folder / "archive", ignore_errors=True)
        runs.append(_one_run(folder))
    best = min(runs, key=lambda run: run["seconds"])
    return best | {"collect": min(run["collect"] for run in runs), "peak_mb": runs[0]["peak_mb"]}


def _one_run(folder: Path) -> Result:
    from flows import street, warehouse
    from flows.cycle import open_cycle

    cycle, clock = open_cycle(TAHUN, folder, _settled()), _Clock()
    with street.prepared(cycle):
        clock.lap("prepare")
        for name in ("collect", *TO_ALLOCATION):
            street.STAGES[name](cycle)
            clock.lap(name)
        peak_mb = _peak_mb()
        with warehouse.building(cycle) as con:
            write_funded(folder / "funded-street.csv", con.execute(FUNDED).fetchall())
    seconds, cpu = (sum(laps[name] for name in TO_ALLOCATION) for laps in (clock.laps, clock.cpu))
    return clock.laps | {"seconds": seconds, "cpu_seconds": cpu, "peak_mb": peak_mb}


def grouped(folder: Path, repeats: int) -> Result:
    """Our stages from the inbox to the groups; leaves that warehouse in grouped.duckdb, for `rules` to begin with."""
    from flows import street, warehouse
    from flows.cycle import open_cycle

    cycle = open_cycle(TAHUN, folder, _settled())
    with street.prepared(cycle):
        for name in BEFORE_RULES:
            street.STAGES[name](cycle)
        with warehouse.building(cycle) as con:
            ((accepted,),) = con.execute("SELECT count(*) FROM usulan").fetchall()
            con.execute("CHECKPOINT")
        shutil.copyfile(cycle.building, folder / "grouped.duckdb")
    return {"accepted": accepted}


def rules(folder: Path, repeats: int) -> Result:
    """Rank, allocation, explanations, procurement and what the panitia looks at, on the warehouse `grouped` left."""
    import duckdb

    from flows import street
    from flows.cycle import open_cycle
    from flows.warehouse import ALONE

    cycle, runs = open_cycle(TAHUN, folder, _settled()), []
    for _ in range(repeats):
        shutil.copyfile(folder / "grouped.duckdb", cycle.building)
        with duckdb.connect(str(cycle.building), config=ALONE) as held:  # as the street holds it for all its stages
            held.execute("SET GLOBAL preserve_insertion_order = false")
            clock = _Clock()
            for name in RULES:
                street.STAGES[name](cycle)
                clock.lap(name)
        seconds, cpu = sum(clock.laps.values()), sum(clock.cpu.values())
        runs.append(clock.laps | {"seconds": seconds, "cpu_seconds": cpu, "peak_mb": _peak_mb()})
        cycle.building.unlink()
    return min(runs, key=lambda run: run["seconds"]) | {"peak_mb": runs[0]["peak_mb"]}


def clean(folder: Path, repeats: int) -> Result:
    """Stage 2 on the one file of a season, and DuckDB's own read of it into a table in memory, in turn."""
    from tests.benchmarks.readers import read_into_table

    runs = []
    for _ in range(repeats):
        shutil.rmtree(folder / "archive", ignore_errors=True)
        clock = _walked(folder, ("collect", "read"))
        ours = {"read_seconds": clock.laps["read"], "read_cpu_seconds": clock.cpu["read"]}
        spent, records = best_of(1, lambda: read_into_table(folder))
        runs.append(ours | {f"read_duckdb_{key}": seconds for key, seconds in spent.items()})
    return {key: median(run[key] for run in runs) for key in runs[0]} | {"read_rows": records}


def small(folder: Path, repeats: int) -> Result:
    """Our stages from the inbox to the accepted proposals, for a season of many small files."""
    runs = []
    for _ in range(repeats):
        shutil.rmtree(folder / "archive", ignore_errors=True)
        runs.append(sum(_walked(folder, ("collect", *TO_USULAN)).laps.values()))
    return {"small_files_seconds": median(runs)}


def _walked(folder: Path, names: Sequence[str]) -> "_Clock":
    """The laps of some stages of a run."""
    from flows import street
    from flows.cycle import open_cycle

    cycle, clock = open_cycle(TAHUN, folder, _settled()), _Clock()
    with street.prepared(cycle):
        clock.start()
        for name in names:
            street.STAGES[name](cycle)
            clock.lap(name)
    return clock


def _settled() -> float:
    """Files were written a moment ago; seen from the next minute they have settled."""
    return time.time() + 60


def peer(folder: Path, repeats: int) -> Result:
    """The pandas script from the archived files to the funded set; leaves it in funded-peer.csv."""
    from tests.benchmarks.peer import funded

    spent, chosen = best_of(repeats, lambda: funded(folder, TAHUN))
    write_funded(folder / "funded-peer.csv", sorted(chosen.itertuples(index=False, name=None)))
    return spent | {"peak_mb": _peak_mb()}


def readers(folder: Path, repeats: int) -> Result:
    """The two bare readers over the same files, each with its number of records."""
    from tests.benchmarks.readers import READERS

    result: Result = {}
    for name, read in READERS.items():
        spent, records = best_of(max(3, repeats), lambda read=read: read(folder))
        result |= {f"{name}_{key}": value for key, value in (spent | {"records": records}).items()}
    return result


def copy(folder: Path, repeats: int) -> Result:
    """A plain copy of every file of the inbox with its sha256."""
    target = folder / "copied"
    spent, number = best_of(max(3, repeats), lambda: _copy_all(folder / "inbox", target))
    return spent | {"files": number}


def _copy_all(inbox: Path, target: Path) -> int:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    paths = [path for path in sorted(inbox.rglob("*")) if path.is_file()]
    for path in paths:
        content = path.read_bytes()
        (target / hashlib.sha256(content).hexdigest()).write_bytes(content)
    return len(paths)


def rendering(folder: Path, _: int) -> Result:
    """The pages of one packet beside a bare loop, and of many by one process and by two."""
    from tests.benchmarks.rendering import figures

    return figures(folder)


def sample(folder: Path, _: int) -> Result:
    """The packaged sample from the inbox to the packets, as its user runs it."""
    from flows.premises import mark

    mark(folder)
    shutil.copytree(ROOT / "data" / "sample" / "inbox", folder / "inbox")
    shutil.copytree(ROOT / "data" / "sample" / "reference", folder / "reference")
    command = [sys.executable, "-m", "flows.cli", "run", str(TAHUN), "--data", str(folder), "--direct"]
    spent, _done = best_of(1, lambda: subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL))
    return {"sample_seconds": spent["seconds"]}


MEASUREMENTS: dict[str, Callable[[Path, int], Result]] = {
    "street": street,
    "peer": peer,
    "readers": readers,
    "copy": copy,
    "rendering": rendering,
    "sample": sample,
    "clean": clean,
    "small": small,
    "grouped": grouped,
    "rules": rules,
}


def best_of(repeats: int, work: Callable[[], Any]) -> tuple[Result, Any]:
    """The shortest time of so many repetitions, and what the last one returned."""
    clock = _Clock()
    for number in range(repeats):
        clock.start()
        result = work()
        clock.lap(number)
    return {"seconds": min(clock.laps.values()), "cpu_seconds": min(clock.cpu.values())}, result


class _Clock:
    """Seconds between laps, by name: of the wall, and of all processors together."""

    def __init__(self) -> None:
        self.laps: Result = {}
        self.cpu: Result = {}
        self.start()

    def start(self) -> None:
        self.last = time.perf_counter(), time.process_time()

    def lap(self, name: Hashable) -> None:
        before = self.last
        self.start()
        self.laps[name], self.cpu[name] = (now - then for now, then in zip(self.last, before, strict=True))


def _peak_mb() -> int:
    """The most memory this process ever held (Linux counts it in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def write_funded(path: Path, rows: Iterable[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def read_funded(path: Path) -> set[str]:
    return set(path.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    name, folder, repeats = sys.argv[1:]
    print(json.dumps(MEASUREMENTS[name](Path(folder), int(repeats))))
