"""`make bench`: how fast the street is beside bare readers and a pandas script, on a generated season.

Prints one JSON object a line; progress goes to stderr. Every figure but peak_mb, small_files_seconds and rules_s is a
ratio of two times of this one run. Exit code 1 when the pandas script and the street do not fund the same proposals.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import RULES, TO_ALLOCATION, Result, measured, read_funded
from tests.benchmarks.season import write_season

REPEATS = 2  # runs in one process: the first one warms it up
MEDIAN_OF = 7  # runs of what takes a second or two
SMALL = 5  # rows in each of the small files
LARGER = 10  # growth compares a season with one so many times as large


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="musrenbang-bench-") as name:
        figures = _figures(Path(name), options)
        printed = [_printed(line) for line in figures]
    return 0 if all(line.get("same_funded", True) for line in printed) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000, help="proposals in the season (200000)")
    parser.add_argument("--files", type=int, default=500, help="files they come in (500)")
    parser.add_argument("--clean", type=int, default=100_000, help="rows in the one clean file (100000)")
    parser.add_argument("--small", type=int, default=1_000, help=f"files of {SMALL} rows each (1000)")
    parser.add_argument("--ruled", type=int, default=1_080_000, help="rows whose rules are measured (1080000)")
    parser.add_argument("--rounds", type=int, default=2, help="everything is measured so often in turn (2)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes another season (1)")
    parser.add_argument("--skip-growth", action="store_true", help=f"leave out the season {LARGER} times as large")
    return parser.parse_args()


def _figures(folder: Path, options: argparse.Namespace) -> Iterator[dict]:
    rows = _season(folder / "season", options.rows, options.files, options.seed)
    yield _machine() | {"rows": rows, "files": options.files, "seed": options.seed}
    bare, copy, ours, peer = _best(folder / "season", options.rounds)
    yield _limit(ours, bare)
    yield {"collect_ratio": _ratio(ours["collect"], copy["seconds"]), "collect_seconds": ours["collect"],
           "copy_seconds": copy["seconds"]}  # fmt: skip
    yield _peer(folder / "season", ours, peer)
    yield {"peak_mb": ours["peak_mb"], "peer_peak_mb": peer["peak_mb"]}
    yield _pages(folder / "pages")
    yield _sample(folder / "sample")
    yield _clean(folder / "clean", options)
    yield _small(folder / "small", options)
    yield _rules(folder / "rules", options)
    if not options.skip_growth:
        more = _season(folder / "larger", options.rows * LARGER, options.files, options.seed)
        yield _growth(ours, rows, _told("street", folder / "larger", 1), more)


def _pages(folder: Path) -> dict:
    """Pages beside a bare Jinja loop over the same cells, and two processes beside one."""
    folder.mkdir()
    told = _told("rendering", folder, 1)
    return {
        "render_ratio": _ratio(told["bare_seconds"], told["page_seconds"]),
        "render_speedup": _ratio(told["one_process_seconds"], told["two_processes_seconds"]),
    } | told


def _sample(folder: Path) -> dict:
    folder.mkdir()
    return _told("sample", folder, 1)


def _best(folder: Path, rounds: int) -> list[Result]:
    """The best of every figure; in turn, so that a busy minute does not fall on one alone."""
    names = ("readers", "copy", "street", "peer")
    results = [[_told(name, folder, REPEATS) for name in names] for _ in range(rounds)]
    return [{key: min(one[key] for one in each) for key in each[0]} for each in zip(*results, strict=True)]


def _limit(ours: Result, bare: Result) -> dict:
    """Archived files to allocation, over the faster of two bare readers of the same files."""
    stages = {f"{name}_seconds": ours[name] for name in ("prepare", *TO_ALLOCATION)}
    fastest = min(bare["duckdb_seconds"], bare["csv_seconds"])
    return (
        {
            "limit_ratio": _ratio(ours["seconds"], fastest),
            "seconds": ours["seconds"],
            "cpu_seconds": ours["cpu_seconds"],
        }
        | bare
        | stages
    )


def _peer(folder: Path, ours: Result, peer: Result) -> dict:
    """The pandas script over ours, both from rules, reference data and files to the funded set."""
    street, script = (read_funded(folder / f"funded-{name}.csv") for name in ("street", "peer"))
    for row in sorted(street ^ script)[:10]:
        print(f"funded by the {'street' if row in street else 'peer'} alone: {row}", file=sys.stderr)
    seconds = ours["prepare"] + ours["seconds"]
    return {
        "peer_ratio": _ratio(peer["seconds"], seconds),
        "peer_seconds": peer["seconds"],
        "peer_cpu_seconds": peer["cpu_seconds"],
        "street_seconds": seconds,
        "funded": len(street),
        "same_funded": street == script,
    }


def _clean(folder: Path, options: argparse.Namespace) -> dict:
    """Reading one clean file into the warehouse, over DuckDB's own read of it with the dialect given."""
    _season(folder, options.clean, 1, options.seed)
    found = _told("clean", folder, MEDIAN_OF)
    return {"read_ratio": _ratio(found["read_seconds"], found["read_duckdb_seconds"])} | found


def _small(folder: Path, options: argparse.Namespace) -> dict:
    """Many small files from the inbox to the accepted proposals."""
    rows = _season(folder, options.small * SMALL, options.small, options.seed)
    return _told("small", folder, REPEATS) | {"small_files": options.small, "small_files_rows": rows}


def _growth(ours: Result, rows: int, larger: Result, more: int) -> dict:
    """Seconds a row in the larger season over seconds a row in the other one."""
    stages = {f"{name}_growth": _ratio(larger[name] * rows, ours[name] * more) for name in TO_ALLOCATION}
    growth = _ratio(larger["seconds"] * rows, ours["seconds"] * more)
    measures = {"larger_rows": more, "larger_seconds": larger["seconds"], "larger_peak_mb": larger["peak_mb"]}
    return {"growth": growth} | measures | stages


def _rules(folder: Path, options: argparse.Namespace) -> dict:
    """Rank, allocation, explanations, procurement and the panitia's matters of about a million accepted proposals."""
    _season(folder, options.ruled, options.files, options.seed)
    accepted = _told("grouped", folder, 1)["accepted"]
    found = _told("rules", folder, 1)
    stages = {f"rules_{name}_s": found[name] for name in RULES}
    measures = {"rules_cpu_s": found["cpu_seconds"], "rules_peak_mb": found["peak_mb"], "rules_accepted": accepted}
    return {"rules_s": found["seconds"]} | measures | stages


def _season(folder: Path, rows: int, files: int, seed: int) -> int:
    print(f"writing a season of {rows:,} rows in {files} files ...", file=sys.stderr)
    folder.mkdir()
    return write_season(folder, rows, files, seed=seed)


def _told(name: str, folder: Path, repeats: int) -> Result:
    print(f"measuring {name} ...", file=sys.stderr)
    return measured(name, folder, repeats)


def _machine() -> dict:
    return {"cores": os.cpu_count(), "python": platform.python_version(), "platform": platform.platform()}


def _ratio(one: float, other: float) -> float:
    return round(one / other, 2)


def _printed(line: dict) -> dict:
    rounded = {key: round(value, 3) if isinstance(value, float) else value for key, value in line.items()}
    print(json.dumps(rounded), flush=True)
    return line


if __name__ == "__main__":
    sys.exit(main())
