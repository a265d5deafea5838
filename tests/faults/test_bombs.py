"""A bomb of each kind beside a good file: the good file is published, and memory and time are bounded."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.builders import Season, dropped, proposal, settle
from tests.faults.bombs import BOMBS, CELLS, CELLS_OF, MANY, NAMES, TEXTS, WORKBOOKS, chat, csv
from tests.intake.sheets import known, read_bytes

GOOD = [proposal(rt=str(n), lokasi=f"Gang {n}", usulan=f"Perbaikan saluran {n}") for n in range(1, 21)]
MOST_MEGABYTES, MOST_SECONDS, USUAL_SECONDS = 2048, 30, 60
MOST_FOR_TWICE = 2.3

AT_ONCE = 8  # bombs of one run: few enough for the clock of a test
SOME = [
    tuple(kind)[first : first + AT_ONCE]
    for kind in (WORKBOOKS, TEXTS, CELLS_OF, MANY)
    for first in range(0, len(kind), AT_ONCE)
]

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are those of POSIX")


@posix
@pytest.mark.torture
@pytest.mark.parametrize("group", SOME, ids=[group[0] for group in SOME])
def test_a_season_of_bombs_publishes_the_good_file(tmp_path: Path, group: tuple[str, ...]):
    folder = dropped(tmp_path / "kerja", {"baik.csv": GOOD})
    for name in group:
        (folder / "inbox" / name).write_bytes(BOMBS[name]())
    settle(folder / "inbox")
    command = [sys.executable, "-m", "flows", "run", "2028", "--data", str(folder), "--direct"]
    with (tmp_path / "galat.txt").open("wb") as told:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    said = (tmp_path / "galat.txt").read_text()
    assert (process.returncode, "Traceback" in said) == (0, False), said[-2000:]
    season = Season(folder)
    published = season.one("SELECT count(*) AS n FROM usulan JOIN berkas USING (sha256) WHERE nama = 'baik.csv'")
    assert published["n"] == len(GOOD)
    assert {row["nama"] for row in season.rows("FROM berkas")} == {"baik.csv", *group}
    assert all(row["alasan"] for row in season.rows("FROM berkas WHERE status = 'ditolak'"))
    assert used.ru_utime + used.ru_stime < USUAL_SECONDS + MOST_SECONDS * len(group)
    assert used.ru_maxrss // 1024 < MOST_MEGABYTES


def wide(columns: int) -> bytes:
    names = ";".join([*NAMES, *(f"Kolom {n}" for n in range(columns - len(NAMES)))])
    row = ";".join([*CELLS, *["x"] * (columns - len(CELLS))])
    return "\n".join([names, *[row] * 3000, ""]).encode()


# What is doubled, and the file of so many of them.
GROWING = {
    "columns": (140, wide),
    "lines": (20_000, lambda n: csv(*[";".join(CELLS) + "\n"] * n)),
    "torn lines": (10_000, lambda n: csv(*['Bandengan;05;03;"Rob;Talud;Gang;1\n'] * n)),
    "words of a chat": (20_000, lambda n: ("RT: 03\nMasalah: rob\nUsulan: talud\n" + "lanjut lagi\n" * n).encode()),
    "names of a chat": (20_000, lambda n: ("RT: 03\nMasalah: rob\nUsulan: talud\n" + "catatan: a\n" * n).encode()),
    "blocks of a chat": (4_000, lambda n: chat(n).encode()),
    "tables": (400, lambda n: (";".join(NAMES) + "\n" + ";".join(CELLS) + "\n").encode() * n),
    "words above a table": (20_000, lambda n: b"RW 05 " * n + b"\n" + csv(";".join(CELLS) + "\n")),
}


def seconds(folder: Path, data: bytes, name: str) -> float:
    """Seconds of a processor to read so many bytes."""
    began = time.process_time()
    read_bytes(folder, data, name)
    return time.process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize("what", GROWING)
def test_twice_as_much_costs_about_twice(tmp_path: Path, what: str):
    many, of = GROWING[what]
    name = "usulan.txt" if "chat" in what else "usulan.csv"
    known()
    once = twice = float("inf")
    # The least of up to six measurements in turn: what else the machine does is not the reader's.
    for _ in range(6):
        once, twice = min(once, seconds(tmp_path, of(many), name)), min(twice, seconds(tmp_path, of(2 * many), name))
        if twice < MOST_FOR_TWICE * max(once, 0.02):
            return
    raise AssertionError(f"{many} took {once:.2f} s, twice as many {twice:.2f} s")
