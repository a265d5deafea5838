"""Whose folder it is: what is outside DIR stays untouched, and nobody's own folder is taken for one of ours."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.premises import DEMO_MARK, MARK, mark
from tests.builders import YEAR, dropped, files_below, marked, proposal, ruled, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for administrators alone")

GOOD = {"baik.csv": [proposal()]}
COMMANDS = {
    "run": ("run", YEAR, "--direct"),
    "run --andai": ("run", YEAR, "--direct", "--andai", "pagu=500000000"),
    "check": ("check", "{file}"),
    "status": ("status", YEAR),
    "trace": ("trace", "BDG-05-K7M2XYZ"),
    "rules check": ("rules", "check"),
    "rules show": ("rules", "show", YEAR),
    "rules diff": ("rules", "diff", YEAR, YEAR),
    "doctor": ("doctor",),
}
# Ours, each of which stands elsewhere and is linked to from its place.
LINKED = [
    "inbox",
    "inbox/2028",
    "inbox/rapat",
    "archive",
    "archive/2028",
    "returned",
    "returned/2028",
    "warehouse",
    "packets",
    "packets/2028",
    "packets/2028/internal",
    "formulir",
    "reference",
    "rules",
    "rules/33.75",
    "andai",
    "andai/2028-pagu-5",
    "andai/2028-pagu-5/packets",
    ".prefect",
]
OUTSIDE = {"surat.csv": b"Kelurahan;RW;Masalah;Usulan\nBandengan;5;Rob;Talud\n", "foto/ibu.jpg": b"\xff\xd8\xff"}


def outside(tmp_path: Path) -> Path:
    place = tmp_path / "di luar"
    for name, data in OUTSIDE.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    for path in (place, *place.rglob("*")):
        os.utime(path, (10**9, 10**9))
    return place


def asked(door: Callable, folder: Path, words: tuple) -> tuple[int, str]:
    """Exit code and words of a command on the folder."""
    file = folder.parent / "kiriman.csv"
    file.write_bytes(OUTSIDE["surat.csv"])
    answer = door(*(str(word).format(file=file) for word in words), "--data", folder)
    assert "Traceback" not in answer.err
    return answer.code, answer.out + answer.err


@pytest.mark.parametrize("part", LINKED)
@pytest.mark.parametrize("kind", ["link", "dangling"])
def test_a_folder_of_ours_that_is_a_link_is_refused_and_what_is_behind_it_stays(door, tmp_path, part, kind):
    folder, place = marked(tmp_path / "kerja"), outside(tmp_path)
    (folder / part).parent.mkdir(parents=True, exist_ok=True)
    (folder / part).symlink_to(place if kind == "link" else tmp_path / "belum ada", target_is_directory=True)
    before = files_below(tmp_path)
    code, said = asked(door, folder, COMMANDS["run"])
    assert (code, str(folder / part) in said, "bind mount" in said) == (14, True, True)
    assert files_below(place) == OUTSIDE
    assert files_below(tmp_path).keys() - before.keys() <= {"kiriman.csv"}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("part", ["inbox", "rules", "archive/2028"])
def test_every_command_refuses_it(door, tmp_path, words, part):
    folder, place = marked(tmp_path / "kerja"), outside(tmp_path)
    (folder / part).parent.mkdir(parents=True, exist_ok=True)
    (folder / part).symlink_to(place)
    code, said = asked(door, folder, words)
    assert (code, str(folder / part) in said) == (14, True)
    assert files_below(place) == OUTSIDE


@pytest.mark.parametrize("part", [name for name in LINKED if not name.startswith("inbox/")])
def test_a_file_in_the_place_of_a_folder_of_ours_is_refused(door, tmp_path, part):
    folder = marked(tmp_path / "kerja")
    (folder / part).parent.mkdir(parents=True, exist_ok=True)
    (folder / part).write_text("catatan", encoding="utf-8")
    code, said = asked(door, folder, COMMANDS["run"])
    assert (code, str(folder / part) in said, "Pindahkan berkas itu" in said) == (14, True, True)
    assert (folder / part).read_text(encoding="utf-8") == "catatan"


def test_a_file_of_a_sender_may_be_called_as_a_year(door, tmp_path):
    folder = dropped(tmp_path / "kerja", {"2028": GOOD["baik.csv"]})
    assert asked(door, folder, COMMANDS["run"])[0] == 0
    assert files_below(folder / "inbox") == {}


def test_the_working_folder_itself_may_be_a_link(door, tmp_path):
    (tmp_path / "pintu").symlink_to(dropped(tmp_path / "kerja", GOOD))
    assert asked(door, tmp_path / "pintu", COMMANDS["run"])[0] == 0
    assert (tmp_path / "kerja" / "packets" / "2028" / "internal" / "index.html").is_file()


def test_a_link_that_comes_while_a_server_starts_is_seen(tmp_path):
    from flows.cycle import open_cycle
    from flows.errors import FolderRefused
    from flows.street import run_direct

    folder, place = marked(tmp_path / "kerja"), outside(tmp_path)
    cycle = open_cycle(YEAR, folder, 0)
    (folder / "inbox").symlink_to(place)
    with pytest.raises(FolderRefused):
        run_direct(cycle)
    assert files_below(place) == OUTSIDE


# Whose folder


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("name", ["inbox/surat.csv", "archive/2028/surat.csv", "rules/catatan.txt", "surat.csv", ""])
def test_a_folder_that_we_did_not_make_is_refused_by_every_command(door, tmp_path, words, name):
    folder = tmp_path / "Mail"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    if name:
        (folder / name).write_bytes(OUTSIDE["surat.csv"])
    folder.mkdir(exist_ok=True)
    before = files_below(folder)
    code, said = asked(door, folder, words)
    assert (code, "musrenbang init" in said, files_below(folder)) == (2, True, before)


@pytest.mark.parametrize("name", [b"musim?", b"caf\xe9", b"ada? \xff/kerja"])
def test_a_name_that_the_warehouse_cannot_stand_under_is_refused_with_the_cure(door, tmp_path, name):
    folder = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
    asked_for = [door("init", folder, "--kota", "33.75"), door("demo", folder, "--direct")]
    assert not folder.exists()
    marked(folder)
    asked_for.append(door("run", YEAR, "--data", folder, "--direct"))
    assert [(one.code, "Ganti namanya" in one.err, "Traceback" in one.err) for one in asked_for] == [
        (2, True, False)
    ] * 3


def test_init_and_demo_lay_their_mark(door, tmp_path):
    assert door("init", tmp_path / "kerja", "--kota", "33.75").code == 0
    assert (tmp_path / "kerja" / MARK).is_file()
    assert asked(door, tmp_path / "kerja", COMMANDS["rules check"])[0] == 0


def run_before_marks(folder: Path) -> Path:
    run(dropped(folder, GOOD))
    (folder / MARK).unlink()
    return folder


def ruled_before_marks(folder: Path) -> Path:
    (ruled(folder, {}) / MARK).unlink()
    (folder / "inbox").mkdir()
    return folder


def demo_before_marks(folder: Path) -> Path:
    (folder / "inbox").mkdir(parents=True)
    mark(folder, DEMO_MARK)
    return folder


@pytest.mark.parametrize("made", [run_before_marks, ruled_before_marks, demo_before_marks])
def test_a_folder_of_an_earlier_version_is_known_again(door, tmp_path, made):
    assert asked(door, made(tmp_path / "kerja"), COMMANDS["run"])[0] == 0


def test_a_mark_that_is_a_link_is_none(door, tmp_path):
    folder = tmp_path / "Mail"
    folder.mkdir()
    (folder / MARK).symlink_to(marked(tmp_path / "kerja") / MARK)
    assert asked(door, folder, COMMANDS["run"])[0] == 2
