"""Folders and files that refuse: told in one sentence, the rest still done, nothing lost; through the command line."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import Season, dropped, files_below, proposal, run
from tests.faults.obeying import cli

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="permissions are taken from root as Linux knows them"),
]

GOOD = {"baik.csv": [proposal()]}
MORE = {"lagi.csv": [proposal(usulan="Talud", lokasi="Gang 4")]}


def run_obeying(folder: Path) -> tuple[int, str]:
    """Exit code of a run, and what it says on the way."""
    ran = cli("run", 2028, "--data", folder, "--direct")
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stdout + ran.stderr


def test_a_working_folder_in_which_nothing_may_be_made_is_told(tmp_path: Path):
    folder = dropped(tmp_path / "kerja", GOOD)
    folder.chmod(0o500)
    code, said = run_obeying(folder)
    folder.chmod(0o700)
    assert (code, f"Folder {folder} belum dapat ditulisi" in said) == (14, True)
    assert list(files_below(folder)) == [".musrenbang", "inbox/baik.csv"]


@pytest.mark.parametrize("part", ["archive/2028", "warehouse", "packets", "returned"])
def test_a_part_that_may_only_be_read_is_told_with_its_cure_and_nothing_is_lost(tmp_path: Path, part: str):
    folder = dropped(tmp_path / "kerja", GOOD)
    run(folder)
    dropped(folder, MORE)
    (folder / part).chmod(0o500)
    code, said = run_obeying(folder)
    (folder / part).chmod(0o700)
    assert code == 14
    assert f"Folder {(folder / part)} belum dapat ditulisi" in said
    assert "Periksa izin folder" in said
    assert (folder / "inbox" / "lagi.csv").is_file()
    assert len(run(folder).rows("FROM usulan")) == 2


def test_an_inbox_folder_from_which_nothing_may_be_taken_away_holds_up_no_other(tmp_path: Path):
    names = ["Bandengan/lagi.csv", "Setono/lain.csv"]
    folder = dropped(tmp_path / "kerja", {names[0]: MORE["lagi.csv"], names[1]: GOOD["baik.csv"]})
    (folder / "inbox" / "Bandengan").chmod(0o500)
    code, said = run_obeying(folder)
    (folder / "inbox" / "Bandengan").chmod(0o700)
    assert code == 0
    assert said.count("1 berkas yang sudah tercatat belum dapat dikeluarkan dari inbox") == 1
    assert list(files_below(folder / "inbox")) == names[:1]
    assert len(Season(folder).rows("FROM usulan")) == 2
    assert list(files_below(run(folder).cycle.inbox)) == []


def test_a_share_that_may_only_be_read_is_collected_and_fails_no_run(tmp_path: Path):
    """A real one: the inbox is mounted read-only over the folder of the office."""
    names = {f"rw {n}.csv": [proposal(rw=str(n), lokasi=f"Gang {n}")] for n in range(1, 4)}
    folder = dropped(tmp_path / "kerja", names)
    inbox, mounting = folder / "inbox", ["mount", "--bind", "-o", "ro"]
    if (
        not shutil.which("mount")
        or subprocess.run([*mounting, inbox, inbox], capture_output=True, check=False).returncode
    ):
        pytest.skip("only root may mount")
    try:
        for _ in range(2):
            code, said = run_obeying(folder)
            assert (code, said.count("3 berkas yang sudah tercatat belum dapat dikeluarkan dari inbox")) == (0, 1)
            assert len(Season(folder).rows("FROM usulan")) == 3
    finally:
        subprocess.run(["umount", "-l", inbox], check=True)
    assert len(run(folder).rows("FROM usulan")) == 3
    assert list(files_below(inbox)) == []


@pytest.mark.parametrize("closed", ["rw 5.csv", "rw 5"])
def test_what_may_not_be_read_is_told_by_name_and_the_rest_is_done(tmp_path: Path, closed: str):
    folder = dropped(tmp_path / "kerja", {**GOOD, "rw 5/lagi.csv": MORE["lagi.csv"], "rw 5.csv": MORE["lagi.csv"]})
    (folder / "inbox" / closed).chmod(0)
    code, said = run_obeying(folder)
    (folder / "inbox" / closed).chmod(0o700)
    assert code == 0
    assert f"  {closed}: belum dapat dibuka; periksa izin berkasnya" in said.splitlines()
    assert {row["nama"] for row in Season(folder).rows("FROM berkas")} >= {"baik.csv"}
    assert (folder / "inbox" / closed).exists()
    assert len(run(folder).rows("FROM usulan")) == 2


def test_check_of_a_file_that_may_not_be_read_says_so(tmp_path: Path):
    path = tmp_path / "rw 5.csv"
    path.write_text("Masalah;Usulan\nRob;Talud\n", encoding="utf-8")
    path.chmod(0)
    ran = cli("check", path)
    path.chmod(0o600)
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False)
    assert f"{path}: belum dapat dibuka; periksa izin berkasnya." in ran.stdout
