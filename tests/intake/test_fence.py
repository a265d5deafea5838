"""Behind the fence: what reading may cost, and that one file which costs more stops no other."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Never

import pytest

from flows.intake import fence
from flows.intake.behind_fence import Terms
from flows.intake.fence import dismiss, fenced
from flows.intake.finding import Refused
from flows.intake.headers import Vocabulary
from flows.intake.limits import Limit, Limits
from flows.intake.reading import read_content, years_named
from flows.summary import sentences
from tests.builders import dropped, proposal, run, settle
from tests.faults.bombs import panicking
from tests.intake.sheets import known, workbook

HEADER = ["Masalah", "Usulan", "Lokasi"]
GOOD = workbook({"Usulan": [HEADER, ["Rob", "Talud", "Gang 3"]]})

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are those of POSIX")


@pytest.fixture(autouse=True)
def _alone():
    dismiss()
    yield
    dismiss()


def terms(**limits: int) -> Terms:
    """The packaged limits, some of them smaller; every file is read in the child."""
    changed = {name: Limit(value, "") for name, value in {"kecil": 0, **limits}.items()}
    return Terms(known().vocabulary, replace(known().limits, **changed))


# What a reader may do to the process that it is in; each stands for a file that makes it do so.


def fills_memory(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> int:
    return len(bytearray(limits.memori.nilai + (1 << 20)))


def never_ends(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> Never:
    while True:
        pass


def waits(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> None:
    time.sleep(60)


def aborts(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> Never:
    os.abort()


def has_a_fault(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> Never:
    raise AssertionError(name)


def prints(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> str:
    sys.stdout.write("a library says something")
    os.write(1, b"and so does another")
    return name


def process(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> int:
    return os.getpid()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "usulan.csv"
    path.write_text("Masalah;Usulan\nRob;Talud\n")
    return path


@pytest.mark.parametrize("deadly", [fills_memory, never_ends, waits, aborts, has_a_fault])
def test_whatever_ends_the_reading_of_a_file_is_its_refusal_and_the_next_one_is_read(tmp_path, file, deadly):
    bad = tmp_path / "bom.csv"
    bad.write_bytes(b"x")
    known_terms = terms(memori=400 << 20, prosesor=2, waktu=4 if deadly is waits else 120)
    with pytest.raises(Refused) as refused:
        fenced(deadly, bad, "bom.csv", known_terms)
    assert refused.value.kode == "berkas_berat"
    assert fenced(read_content, file, "usulan.csv", known_terms).records == 2


def test_a_file_that_has_ended_one_child_is_not_given_to_another(tmp_path: Path, file: Path):
    bad, again = tmp_path / "bom.csv", tmp_path / "salinan.csv"
    bad.write_bytes(b"x")
    again.write_bytes(b"x")
    with pytest.raises(Refused):
        fenced(aborts, bad, "bom.csv", terms())
    with pytest.raises(Refused) as refused:
        fenced(process, again, "salinan.csv", terms())
    assert refused.value.kode == "berkas_berat"
    assert fenced(process, file, "usulan.csv", terms()) > 0


def test_one_child_reads_many_files_and_what_it_prints_disturbs_nobody(file: Path):
    assert fenced(prints, file, "a", terms()) == "a"
    assert fenced(process, file, "b", terms()) == fenced(process, file, "c", terms()) != os.getpid()


def test_a_small_text_is_read_without_a_child_and_a_workbook_never(tmp_path: Path, file: Path):
    packaged = Terms(known().vocabulary, known().limits)
    assert fenced(process, file, "usulan.csv", packaged) == os.getpid()
    book = tmp_path / "usulan.xlsx"
    book.write_bytes(GOOD)
    assert fenced(process, book, "usulan.xlsx", packaged) != os.getpid()


def test_what_was_read_behind_the_fence_is_what_would_have_been_read_here(tmp_path: Path):
    book = tmp_path / "usulan.xlsx"
    book.write_bytes(workbook({"A": [HEADER, ["Rob", "Talud", "G"], HEADER, ["x", "y", "z", "lebih"]], "B": [["c"]]}))
    here = read_content(book, "usulan.xlsx", known().vocabulary, known().limits)
    there = fenced(read_content, book, "usulan.xlsx", terms())
    assert [sheet.cells.rows() for sheet in there.sheets] == [sheet.cells.rows() for sheet in here.sheets]
    assert (there.skipped, there.records) == (here.skipped, here.records)
    assert fenced(years_named, book, "usulan.xlsx", terms()) == set()


def test_why_a_file_is_refused_is_said_through_the_fence(tmp_path: Path, file: Path):
    file.write_text("Nomor;Isi\n1;Rob\n")
    with pytest.raises(Refused) as refused:
        fenced(read_content, file, "usulan.csv", terms())
    assert refused.value.kode == "judul_kolom"
    with pytest.raises(FileNotFoundError):
        fenced(read_content, tmp_path / "hilang.csv", "hilang.csv", terms())


@pytest.mark.parametrize("busy", ["time.sleep(60)", "sum(range(10**12))"])
def test_the_child_of_a_run_that_is_killed_ends_with_it(tmp_path: Path, busy: str):
    """Also in the middle of a file, and while native code holds the interpreter."""
    reader = tmp_path / "sibuk.py"
    reader.write_text(f"import os, time\ndef read(path, *_):\n    path.write_text(str(os.getpid()))\n    {busy}\n")
    told = tmp_path / "usulan.csv"
    told.write_text("x")
    code = (
        "from pathlib import Path; from tests.intake.test_fence import terms, fenced; from sibuk import read; "
        f"fenced(read, Path({str(told)!r}), 'x', terms())"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(fence.ROOT), str(tmp_path)])}
    with subprocess.Popen([sys.executable, "-c", code], env=env, cwd=fence.ROOT) as parent:
        for _ in range(600):
            if told.read_text().isdecimal():
                break
            time.sleep(0.05)
        child = int(told.read_text())
        parent.kill()
    for _ in range(100):
        if not _lives(child):
            return
        time.sleep(0.05)
    raise AssertionError("the child outlives the run")


def _lives(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_run_with_such_files_publishes_the_others_and_copies_none_that_is_far_too_large(tmp_path: Path):
    folder = dropped(tmp_path, {"baik.csv": [proposal()], "purba.xlsx": panicking(), "buku.xlsx": GOOD})
    large = folder / "inbox" / "raksasa.csv"
    large.touch()
    os.truncate(large, 3 << 30)
    settle(folder / "inbox")
    season = run(folder)
    assert season.one("SELECT kejadian FROM kedatangan WHERE nama = 'raksasa.csv'")["kejadian"] == "terlalu_besar"
    assert large.stat().st_size == 3 << 30
    assert any("raksasa.csv: lebih besar" in line and "1 GB" in line for line in sentences(season.cycle))
    status = season.pairs("SELECT nama, status FROM berkas")
    assert status == {"baik.csv": "terbaca", "purba.xlsx": "ditolak", "buku.xlsx": "terbaca"}
    assert season.one("SELECT kode FROM berkas_baca WHERE nama = 'purba.xlsx'")["kode"] == "berkas_berat"
    assert len(season.rows("FROM usulan")) == 1
