"""What a command says to a full disk, a reader that left or a closed terminal: 14 or nothing, never a traceback."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.streams import Stream
from tests.builders import YEAR, Season, dropped, proposal, run

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")

COMMANDS = {
    "run": ["run", YEAR, "--direct", "--data", "{folder}"],
    "status": ["status", YEAR, "--data", "{folder}"],
    "doctor": ["doctor", "--data", "{folder}"],
    "check": ["check", "{folder}/rw 05.csv", "--json"],
    "rules": ["rules", "show", YEAR],
    "help": ["--help"],
}
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one finished run, and a file beside it to check."""
    made = tmp_path_factory.mktemp("aliran")
    run(dropped(made, {"rw 05.csv": [proposal()]}))
    (made / "rw 05.csv").write_text("kelurahan,rw,masalah,usulan\nBandengan,05,Rob,Talud\n", encoding="utf-8")
    return made


@needs_full
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_full_output_is_14_and_one_sentence(door, folder, monkeypatch, words):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with FULL.open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        answer = door(*(str(word).format(folder=folder) for word in words))
    assert answer.code == 14
    assert [line for line in answer.err.splitlines() if "Keluaran perintah ini belum dapat ditulis" in line]
    assert "Traceback" not in answer.err


@needs_full
def test_a_full_place_for_errors_changes_no_exit_code(door, folder, monkeypatch):
    for words, code in ((COMMANDS["run"], 0), (["run", YEAR, "--data", "{folder}/x"], 2), (["terbang"], 2)):
        with FULL.open("w", encoding="utf-8") as full:
            monkeypatch.setattr(sys, "stderr", full)
            assert door(*(str(word).format(folder=folder) for word in words)).code == code


def test_a_reader_that_left_ends_nothing_and_hears_nothing(door, folder, monkeypatch):
    ours, theirs = os.pipe()
    os.close(ours)
    with open(theirs, "w", encoding="utf-8") as left:
        monkeypatch.setattr(sys, "stdout", left)
        answer = door(*(str(word).format(folder=folder) for word in COMMANDS["run"]))
    assert (answer.code, "Traceback" in answer.err) == (0, False)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes descriptors")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams_harm_no_run_and_no_file(tmp_path, closed):
    dropped(tmp_path, {"rw 05.csv": [proposal()]})
    command = f'"{sys.executable}" -m flows run {YEAR} --direct --data "{tmp_path}" {closed}'
    ran = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False)
    assert len(Season(tmp_path).rows("FROM usulan")) == 1


class Refusing(io.StringIO):
    """A stream behind which nothing can be written, for a reason of the system's."""

    def __init__(self, number: int, behind: int) -> None:
        super().__init__()
        self.number, self.behind = number, behind

    def write(self, text: str) -> int:
        raise OSError(self.number, os.strerror(self.number))

    def fileno(self) -> int:
        return self.behind


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, True), (errno.EIO, True), (errno.EDQUOT, True), (errno.EPIPE, False)],
    ids=["full", "terminal gone", "quota", "reader gone"],
)
def test_a_refusal_is_kept_and_told_unless_nobody_waits(tmp_path, number, told):
    with (tmp_path / "layar").open("w", encoding="utf-8") as behind:
        stream = Stream(Refusing(number, behind.fileno()))
        assert stream.write("halo") == 0
        assert bool(stream.is_full()) == told
