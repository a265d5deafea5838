"""Files that no honest sender makes, and folders that refuse: clear words, the rest still done, nothing lost."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from flows.cli import main
from flows.errors import FolderNotWritable, RunInProgress
from tests.builders import Season, dropped, files_below, proposal, run, settle
from tests.faults.killing import megabytes_of, run_apart
from tests.intake.test_workbooks import OLE, bomb, far_apart

GOOD = {"baik.csv": [proposal()]}
HEADER = b"Kelurahan;RW;Masalah;Usulan\n"
ROW = b"Bandengan;5;Rob;Talud\n"

SENT = {
    "kosong.csv": b"",
    "foto.csv": b"\x89PNG\r\n\x1a\n" + bytes(5000),
    "nol.csv": HEADER + b"\x00\x00" + ROW,
    "satu baris.csv": HEADER + b"x" * (50 << 20),
    "sejuta kolom.csv": HEADER + b";".join([b"%d" % n for n in range(1_000_000)]) + b"\n",
    "sejuta judul.csv": HEADER[:-1] + b"".join([b";%d" % n for n in range(1_000_000)]) + b"\n" + ROW,
    "titik koma.csv": HEADER + b";" * (1 << 19) + b"\n" + (b";" * 299 + b"\n") * 200_000,
    "baris kosong.csv": HEADER + b"\n" * (60 << 20),
    "bom.xlsx": bomb,
    "jauh.xlsx": far_apart,
    "sandi.xlsx": OLE + "EncryptedPackage".encode("utf-16-le"),
}
REASON = {
    "kosong.csv": "berkas_kosong",
    "foto.csv": "berkas_foto",
    "nol.csv": "berkas_rusak",
    "satu baris.csv": "berkas_besar",
    "sejuta kolom.csv": "berkas_besar",
    "sejuta judul.csv": "berkas_besar",
    "titik koma.csv": "berkas_besar",
    "baris kosong.csv": "berkas_besar",
    "bom.xlsx": "berkas_besar",
    "jauh.xlsx": "berkas_besar",
    "sandi.xlsx": "berkas_sandi",
    "raksasa.csv": "berkas_besar",
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Season, int]:
    """A season with all of them beside one good file, and the memory that its run took."""
    files = {name: data() if callable(data) else data for name, data in SENT.items()}
    folder = dropped(tmp_path_factory.mktemp("odd"), {**GOOD, **files})
    with (folder / "inbox" / "raksasa.csv").open("wb") as file:
        file.write(HEADER + ROW)
        file.truncate(200 << 20)
    (folder / "inbox" / "folder.csv").mkdir()
    (folder / "rahasia.csv").write_bytes(HEADER + ROW)
    (folder / "inbox" / "tautan.csv").symlink_to(folder / "rahasia.csv")
    settle(folder / "inbox")
    code, peak = megabytes_of(folder)
    assert code == 0
    return Season(folder), peak


@pytest.mark.slow
@pytest.mark.parametrize("name", REASON)
def test_each_is_refused_in_clear_words(odd, name: str):
    one = odd[0].one("SELECT status, alasan FROM berkas WHERE nama = $name", name=name)
    assert one["status"] == "ditolak"
    assert one["alasan"] and len(one["alasan"]) <= 220


@pytest.mark.slow
def test_the_good_file_beside_them_is_read_and_all_leave_the_inbox(odd):
    season, _ = odd
    assert season.one("SELECT usulan FROM usulan")["usulan"] == "Perbaikan saluran"
    assert season.one("SELECT count(*) AS n FROM berkas")["n"] == len(REASON) + 1
    left = sorted(path.name for path in season.cycle.inbox.rglob("*"))
    assert left == ["folder.csv", "tautan.csv"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows measures memory otherwise")
def test_a_run_over_them_holds_less_than_a_gigabyte(odd):
    assert 0 < odd[1] < 1024


NAMES = [
    "..\\..\\etc\\passwd.csv",
    "u..\\..\\etc\\passwd.csv",
    "..csv",
    "usulan\nrw 5.csv",
    "u" * 251 + ".csv",
    "usulan 🙏 rw 5.csv",
    "=cmd|' C calc'!A0.csv",
    "<script>alert(1)<script>.csv",
    "--data.csv",
    "con.csv",
    " .csv",
]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not allow such names")
def test_whatever_its_name_a_file_is_kept_under_a_safe_one_and_shown_as_text(tmp_path: Path):
    files = {name: [proposal(lokasi=f"Gang {n}")] for n, name in enumerate(NAMES)}
    season = run(dropped(tmp_path / "kerja", files))
    visible = {name for name in NAMES if not name.startswith(".")}
    assert {row["nama"] for row in season.rows("FROM berkas WHERE status = 'terbaca'")} == visible
    for path in (tmp_path / "kerja").rglob("*"):
        assert path.is_relative_to(tmp_path / "kerja") and path.name.isprintable() and len(path.name.encode()) < 140
    kept = [path.name for path in season.cycle.archive.iterdir() if path.name != "terima.csv"]
    assert len(kept) == len(visible)
    assert all(name.isascii() and " " not in name and len(name) <= 134 for name in kept)
    assert {path.name for path in season.cycle.inbox.iterdir()} == set(NAMES) - visible


# Which files are there when their turn comes is told in test_moving_inbox.py


# Two runs, a full disk, a folder that refuses


def test_a_second_run_is_refused_while_the_first_goes_on(tmp_path: Path):
    folder = dropped(tmp_path, GOOD)
    with FileLock(folder / ".musrenbang.lock"), pytest.raises(RunInProgress):
        run(folder)
    assert len(run(folder).rows("FROM usulan")) == 1


@pytest.mark.slow
def test_of_two_runs_at_once_one_does_the_work(tmp_path: Path):
    folder = dropped(tmp_path, GOOD)
    command = [sys.executable, "-m", "flows.cli", "run", "2028", "--data", str(folder), "--direct"]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in "ab"]
    told = [one.communicate()[1] for one in both]
    codes = [one.returncode for one in both]
    assert sorted(codes) in ([0, 0], [0, 13])
    assert all("Traceback" not in text for text in told)
    assert len(Season(folder).rows("FROM usulan")) == 1


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of a few megabytes; only root can make one, and not everywhere."""
    place = tmp_path / "disk"
    place.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if not made or made.returncode != 0:
        pytest.skip("a small disk can be mounted by root alone")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def remount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(place)], check=True)


@pytest.mark.slow
def test_a_full_disk_is_told_the_inbox_stays_and_the_next_run_goes_on(small_disk: Path):
    folder = dropped(small_disk / "kerja", GOOD)
    before = files_below(folder / "inbox")
    (small_disk / "lain.bin").write_bytes(bytes(5 << 20))
    with pytest.raises(FolderNotWritable, match="sisa ruang disk"):
        run(folder)
    assert files_below(folder / "inbox") == before
    remount(small_disk, "size=200m")
    assert len(run(folder).rows("FROM usulan")) == 1


@pytest.mark.slow
@pytest.mark.parametrize("megabytes", [1, 2, 3, 4])
def test_a_disk_that_fills_on_the_way_loses_nothing(small_disk: Path, megabytes: int):
    folder = dropped(small_disk / "kerja", GOOD)
    (small_disk / "lain.bin").write_bytes(bytes((6 - megabytes) * 1_000_000))
    assert run_apart(folder) in (14, 0)
    kept = files_below(folder / "inbox").values() or files_below(folder / "archive").values()
    assert any(b"Perbaikan saluran" in data for data in kept)
    remount(small_disk, "size=200m")
    assert run_apart(folder) == 0
    assert len(Season(folder).rows("FROM usulan")) == 1


@pytest.mark.slow
def test_a_folder_that_may_only_be_read_is_told(small_disk: Path, capsys, monkeypatch):
    folder = dropped(small_disk / "kerja", GOOD)
    remount(small_disk, "ro")
    monkeypatch.setattr(sys, "argv", ["musrenbang", "run", "2028", "--data", str(folder), "--direct"])
    with pytest.raises(SystemExit) as exit_code:
        main()
    remount(small_disk, "rw")
    assert exit_code.value.code == 14
    assert "izin folder" in capsys.readouterr().err
