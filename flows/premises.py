"""A working folder at its door: made by us, and no folder of ours in it a link or a file, before anything is read.

Behind a link lies what is not ours: an inbox that is one would be emptied at its true place.
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from flows.errors import FolderRefused, UsageError

MARK, DEMO_MARK = ".musrenbang", ".musrenbang-demo"
WORDS = {MARK: "Folder kerja musrenbang.\n", DEMO_MARK: "Folder contoh musrenbang; boleh dihapus.\n"}
# What a run or an older `init` leaves, by which a folder made before there was a mark is known again.
TRACES = ("rules/*.*/*.toml", "archive/*/terima.csv", "warehouse/*.duckdb")

YEAR, KOTA, ANY = r"\d{4}", r"\d\d\.\d\d", r".+"
# Our folders: each is the names from DIR down; a part that is a pattern stands for every name that fits it whole.
OURS = (
    *((name,) for name in ("inbox", "archive", "returned", "warehouse", "packets", "formulir")),
    *((name,) for name in ("reference", "rules", "andai", r"\.prefect")),
    *((name, YEAR) for name in ("archive", "returned", "packets")),
    *(("packets", YEAR, edition) for edition in ("internal", "publik")),
    ("rules", KOTA),
    ("andai", ANY),
    *(("andai", ANY, part) for part in ("warehouse", "packets")),
    ("andai", ANY, "packets", YEAR),
)
# Our files that a link or a folder must not stand for; the ledger of arrivals is the archive's own to judge.
FILES = ((r"\.musrenbang\.lock",), ("warehouse", rf"{YEAR}\.duckdb"))
# Below the inbox people name things as they like: a file there is theirs, only a link is refused.
THEIRS = (("inbox", YEAR), ("inbox", "rapat"))


def enter(folder: Path) -> None:
    """Holds the door of a working folder that a command names.

    Raises UsageError if it is absent or neither `init` nor `demo` made it, FolderRefused as `guard` does.
    """
    must_exist(folder)
    guard(folder)
    if not _is_ours(folder):
        raise UsageError(
            f"Folder {folder} bukan folder kerja musrenbang, jadi isinya tidak disentuh. "
            "Buat folder kerja baru dengan: musrenbang init NAMA_FOLDER --kota 33.75"
        )


def must_exist(folder: Path) -> None:
    """Raises UsageError if there is no such folder, or `may_be_named` does."""
    if not folder.is_dir():
        raise UsageError(f"Folder kerja {folder} belum ada. Buat dahulu: musrenbang init {folder} --kota 33.75")
    may_be_named(folder)


def may_be_named(folder: Path) -> None:
    """Raises UsageError for a path that DuckDB cannot open: it takes what follows a ? for options, and wants UTF-8."""
    path = str(folder.resolve())
    if "?" in path or os.fsencode(path).decode("utf-8", "replace") != path:
        raise UsageError(
            f"Folder {folder} memuat tanda tanya (?) atau huruf rusak di namanya atau di nama folder di atasnya, "
            "sehingga gudang data belum dapat dibuat di situ. Ganti namanya, lalu ulangi."
        )


def guard(folder: Path) -> None:
    """Raises FolderRefused if a folder of ours below `folder` is a link, a file, or leads out of it; a file likewise.

    `folder` itself may be a link; nothing is opened but folders that were found to be our own.
    """
    home = folder.resolve()
    for parts in (*OURS, *THEIRS, *FILES):
        for path in _named(home, parts):
            if wrong := _wrong(path, parts):
                raise FolderRefused(wrong.format(path=path))


LINK = (
    "{path} adalah tautan ke tempat lain, jadi belum ada yang dibaca atau diubah. Hapus tautannya; bila isinya harus "
    "di tempat lain, pasang tempat itu di sana dengan bind mount atau share jaringan, lalu jalankan lagi."
)
A_FILE = (
    "{path} berupa berkas, padahal di situ tempat folder kerja, jadi belum ada yang dibaca atau diubah. "
    "Pindahkan berkas itu, lalu jalankan lagi."
)
A_FOLDER = (
    "{path} berupa folder, padahal di situ tempat berkas program ini, jadi belum ada yang dibaca atau diubah. "
    "Pindahkan folder itu, lalu jalankan lagi."
)


def _wrong(path: Path, parts: tuple[str, ...]) -> str | None:
    """The sentence on what stands in the place of ours; None where all is well."""
    if leads_away(path):
        return LINK
    if parts in OURS and not path.is_dir():
        return A_FILE
    return A_FOLDER if parts in FILES and not path.is_file() else None


def mark(folder: Path, name: str = MARK) -> None:
    """Lays the mark by which a working folder is known as ours."""
    (folder / name).write_text(WORDS[name], encoding="utf-8")


def is_demo(folder: Path) -> bool:
    """Whether an earlier demo made the folder."""
    return _is_file(folder / DEMO_MARK)


def _is_ours(folder: Path) -> bool:
    home = folder.resolve()
    laid = any(_is_file(home / name) for name in (MARK, DEMO_MARK))
    return laid or any(_is_file(path) for trace in TRACES for path in home.glob(trace))


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _named(home: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    """What stands in `home` under names that fit the parts; a missing one has nothing below it."""
    *above, last = parts
    for parent in _named(home, tuple(above)) if above else (home,):
        try:
            names = sorted(os.listdir(parent))
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            continue  # nothing is there, or the one who will read it is told that he may not
        yield from (parent / name for name in names if re.fullmatch(last, name))


def leads_away(path: Path) -> bool:
    """A symbolic link, or what else leads away: a junction of Windows shows only where it is followed."""
    if stat.S_ISLNK(path.lstat().st_mode):
        return True
    return os.path.normcase(os.path.realpath(path)) != os.path.normcase(path)
