"""Stages 0 to 4: what lies in an office's reference folder and is not read: no list is ever ignored silently."""

import os
from collections.abc import Iterator
from pathlib import Path

from flows.cycle import BOUNDARIES, PACKAGED, WORKBOOK
from flows.errors import ReferenceFault
from flows.resemblance import is_of_the_system, resembled
from schemas.reference import FILES

FOLDER, OTHER_NAMES = "reference", ("referensi", "rujukan")
TABLES = tuple(f"{name}.csv" for name in FILES)
WORKBOOKS = tuple(f"{name}{WORKBOOK}" for name in FILES)
OURS = (*TABLES, BOUNDARIES, *WORKBOOKS)


def misplaced(folder: Path) -> list[str]:
    """A sentence for each list that its name or its place keeps from being read, with the name it should have."""
    if folder == PACKAGED:
        return []
    return [*_inside(folder / FOLDER), *_beside(folder)]


def unread(folder: Path) -> list[str]:
    """A sentence for each entry of the reference folder that is no list of ours: told, and no reason to stop."""
    if folder == PACKAGED:
        return []
    others = [name for name in _names(folder / FOLDER) if name not in OURS and not resembled(name, OURS)]
    return [f"{FOLDER}/{name} tidak dibaca, karena bukan daftar yang dikenal." for name in others]


def _inside(folder: Path) -> Iterator[str]:
    names = _names(folder)
    for name in names:
        if name in OURS:
            yield from _no_file(folder / name)
        elif (meant := resembled(name, OURS)) and not _is_same(folder / name, folder / meant):
            yield f"{FOLDER}/{name} tidak dibaca karena namanya. {_cure(folder, meant)}"
    for table, workbook in zip(TABLES, WORKBOOKS, strict=True):
        if table in names and workbook in names:
            yield f"{FOLDER}/{table} dan {FOLDER}/{workbook} berisi daftar yang sama. Sisakan satu yang berlaku."


def _no_file(path: Path) -> Iterator[str]:
    if path.is_file():
        return
    what = "berupa folder" if path.is_dir() else "berupa tautan yang tidak sampai ke berkas"
    yield f"{FOLDER}/{path.name} {what}, padahal seharusnya berkas. Ganti dengan berkasnya, atau pindahkan."


def _cure(folder: Path, meant: str) -> str:
    if (folder / meant).exists():
        return f"Yang dibaca {FOLDER}/{meant}; pindahkan ke luar folder {FOLDER}, atau jadikan penggantinya."
    return f"Ganti menjadi {FOLDER}/{meant}."


def _beside(folder: Path) -> Iterator[str]:
    """Lists one folder too high, or the whole folder under another name."""
    holds_lists = any(name in OURS for name in _names(folder / FOLDER))
    for name in _names(folder):
        if (folder / name).is_dir():
            is_ours = name != FOLDER and (name in OTHER_NAMES or resembled(name, (FOLDER, *OTHER_NAMES)))
            if is_ours and not holds_lists and any(one in OURS for one in _names(folder / name)):
                yield f"Folder {name} tidak dibaca karena namanya. Ganti menjadi {FOLDER}."
        elif meant := name if name in OURS else resembled(name, OURS):
            yield f"{name} tidak dibaca karena tempatnya. Pindahkan ke {FOLDER}/{meant}."


def _names(folder: Path) -> list[str]:
    """What lies in a folder, without what systems and editors leave there."""
    try:
        return sorted(name for name in os.listdir(folder) if not is_of_the_system(name))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise ReferenceFault(f"Folder {folder} belum dapat dibuka ({error.strerror}). Periksa izinnya.") from error


def _is_same(one: Path, other: Path) -> bool:
    """Where a file system does not tell capital letters from small ones, another name may be the file itself."""
    return other.exists() and one.exists() and one.samefile(other)
