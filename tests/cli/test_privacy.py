"""Names and phone numbers are nobody else's to read: every folder 0700, every file 0600, whatever the umask was."""

import os
import stat
from pathlib import Path

import pytest

from tests.builders import dropped, proposal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such rights")


@pytest.fixture
def open_to_all():
    """A caller who hides nothing from anybody."""
    before = os.umask(0)
    yield
    assert os.umask(before) == 0


def others_may(folder: Path) -> dict[str, str]:
    """Whatever in a folder, itself included, its owner does not have alone."""
    found = {path.relative_to(folder).as_posix(): path.lstat().st_mode for path in (folder, *folder.rglob("*"))}
    wanted = {name: 0o700 if stat.S_ISDIR(mode) else 0o600 for name, mode in found.items()}
    return {name: oct(mode) for name, mode in found.items() if stat.S_IMODE(mode) != wanted[name]}


def test_a_new_folder_and_all_that_runs_leave_in_it_is_private(door, open_to_all, tmp_path):
    folder = tmp_path / "musim"
    folder.mkdir()
    assert door("init", folder, "--kota", "33.75").code == 0
    assert others_may(folder) == {}
    dropped(folder, {"rw 05.csv": [proposal(), proposal(masalah="")], "surat.pdf": b"%PDF-1.4 "})
    for path in folder.rglob("*"):  # what people drop has the rights that they gave it
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert door("run", 2028, "--data", folder, "--direct").code == 0
    assert door("run", 2028, "--data", folder, "--direct", "--andai", "pagu=500000000").code == 0
    made = {path.relative_to(folder).parts[0] for path in folder.rglob("*")}
    assert made >= {"archive", "returned", "warehouse", "packets", "andai", "formulir", ".musrenbang.lock"}
    assert others_may(folder) == {}


def test_a_file_that_anybody_may_read_is_archived_as_one_that_nobody_else_may(door, open_to_all, tmp_path):
    folder = tmp_path / "musim"
    door("init", folder, "--kota", "33.75")
    dropped(folder, {"rw 05.csv": [proposal()]})
    (folder / "inbox" / "rw 05.csv").chmod(0o666)
    assert door("run", 2028, "--data", folder, "--direct").code == 0
    assert others_may(folder) == {}


@pytest.mark.slow
def test_the_demo_is_private(door, open_to_all, tmp_path):
    assert door("demo", tmp_path / "demo", "--direct").code == 0
    assert others_may(tmp_path / "demo") == {}
    assert any((tmp_path / "demo" / "archive" / "2028").glob("*__*.csv"))
