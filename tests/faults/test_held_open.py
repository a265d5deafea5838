"""A packet or workbook that somebody holds open: the new one stands beside it, said, until it can take its place."""

import hashlib
import logging
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.swapping import newest, replace_file, swap_in
from tests.builders import YEAR, Season, dropped, files_below, proposal, run

MORE = {"lagi.csv": [proposal(usulan="Talud", lokasi="Gang 4")]}
PAGE = "internal/index.html"


def laid(text: str):
    return lambda folder: (folder / "halaman.html").write_text(text, encoding="utf-8")


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    """A folder of pages that was published once."""
    folder = tmp_path / "packets" / "2028"
    swap_in(folder, laid("lama"))
    return folder


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Names that Windows refuses to rename, replace or remove, because somebody has them open."""
    names: set[str] = set()
    rename, replace, rmtree = Path.rename, Path.replace, shutil.rmtree

    def refuse(path: Path) -> None:
        if path.name in names:
            raise PermissionError(13, "The process cannot access the file", str(path))

    monkeypatch.setattr(Path, "rename", lambda self, to: (refuse(self), rename(self, to))[1])
    monkeypatch.setattr(Path, "replace", lambda self, to: (refuse(Path(to)), replace(self, to))[1])
    monkeypatch.setattr(shutil, "rmtree", lambda path, **more: (refuse(Path(path)), rmtree(path, **more))[1])
    yield names


def test_a_folder_that_is_held_open_stays_and_the_new_one_stands_beside_it(shown: Path, held, caplog):
    held.add("2028")
    with caplog.at_level(logging.WARNING, logger="musrenbang"):
        swap_in(shown, laid("baru"))
    assert files_below(shown.parent) == {"2028/halaman.html": b"lama", "2028-terbaru/halaman.html": b"baru"}
    assert newest(shown).name == "2028-terbaru"
    assert caplog.messages == [
        (
            f"Folder {shown} sedang dibuka program lain; hasil terbaru ada di 2028-terbaru di sebelahnya. "
            "Tutup program itu; run berikutnya menaruhnya di tempatnya."
        )
    ]


def test_the_next_run_puts_it_in_its_place(shown: Path, held):
    held.add("2028")
    swap_in(shown, laid("baru"))
    swap_in(shown, laid("lebih baru"))
    held.clear()
    swap_in(shown, laid("terbaru"))
    assert files_below(shown.parent) == {"2028/halaman.html": b"terbaru"}
    assert newest(shown) == shown


def test_a_former_folder_that_cannot_be_removed_yet_is_removed_later(shown: Path, held):
    held.add(".2028.lama")
    swap_in(shown, laid("baru"))
    assert (shown / "halaman.html").read_text(encoding="utf-8") == "baru"
    swap_in(shown, laid("lebih baru"))
    assert newest(shown).name == "2028-terbaru"
    held.clear()
    swap_in(shown, laid("terbaru"))
    assert files_below(shown.parent) == {"2028/halaman.html": b"terbaru"}


def test_a_file_that_is_held_open_stays_and_nothing_is_left_beside_it(tmp_path: Path, held, caplog):
    (tmp_path / "formulir.xlsx").write_bytes(b"lama")
    (tmp_path / ".formulir.xlsx.baru").write_bytes(b"baru")
    held.add("formulir.xlsx")
    assert not replace_file(tmp_path / ".formulir.xlsx.baru", tmp_path / "formulir.xlsx")
    assert files_below(tmp_path) == {"formulir.xlsx": b"lama"}
    assert [text.partition(" sedang dibuka program lain.")[1] for text in caplog.messages] != [""]


def of_an_earlier_version(form: Path) -> None:
    """The form as an earlier version of ours would have left it, with what it remembered of it."""
    form.write_bytes(b"lama")
    known = f",lama\n{form.name},{hashlib.sha256(b'lama').hexdigest()}\n"
    form.with_name(f"daftar-{YEAR}.csv").write_text(known, encoding="utf-8")


def test_a_workbook_that_is_held_open_does_not_fail_the_run_and_comes_with_the_next(tmp_path: Path, held):
    folder = run(dropped(tmp_path / "kerja", {"baik.csv": [proposal()]})).folder
    forms = [folder / "formulir" / name for name in ("verifikasi-bandengan.xlsx", f"FORMULIR_USULAN_{YEAR}.xlsx")]
    of_an_earlier_version(forms[1])
    before = [form.read_bytes() for form in forms]
    held |= {form.name for form in forms}
    run(dropped(folder, MORE))
    assert [form.read_bytes() for form in forms] == before
    held.clear()
    assert len(run(folder).rows("FROM usulan")) == 2
    assert all(form.read_bytes() != was for form, was in zip(forms, before, strict=True))


@pytest.mark.slow
def test_packets_on_a_mount_of_their_own_are_published_beside(tmp_path: Path):
    """A real refusal: the system does not rename a folder on which something is mounted."""
    if sys.platform != "linux" or not shutil.which("mount"):
        pytest.skip("mounts as Linux knows them")
    season = run(dropped(tmp_path / "kerja", {"baik.csv": [proposal()]}))
    place = season.cycle.packets
    if subprocess.run(["mount", "--bind", place, place], capture_output=True, check=False).returncode:
        pytest.skip("only root may mount")
    try:
        before = (place / PAGE).read_bytes()
        assert len(run(dropped(season.folder, MORE)).rows("FROM usulan")) == 2
        assert (place / PAGE).read_bytes() == before != (newest(place) / PAGE).read_bytes()
    finally:
        subprocess.run(["umount", "-l", place], check=True)
    run(season.folder)
    assert [path.name for path in place.parent.iterdir()] == [str(YEAR)]
    assert (Season(season.folder).cycle.packets / PAGE).read_bytes() != before
