"""Stage 9 of 9: a folder is rendered beside the former one and put in its place by two renames.

A reader sees the old folder or the new one, never half of either. What a killed run leaves beside them is
cleared by the next. Where another program holds the old folder open (Windows, a network share), the new one stays
beside it under a name that people see, until a later run can put it in its place.
"""

import errno
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HELD_OPEN = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ENOTEMPTY}

log = logging.getLogger("musrenbang")


def swap_in(folder: Path, render: Callable[[Path], None]) -> None:
    """Puts what `render` lays into an empty folder in the place of `folder`, or beside it while that one is held.

    Raises NotADirectoryError when something else stands there: nothing is rendered or moved then.
    """
    if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    fresh, former = _beside(folder, "baru"), _beside(folder, "lama")
    _recover(folder, fresh, former)
    fresh.mkdir(parents=True)
    render(fresh)
    if _put_in_place(folder, fresh, former):
        _clear(former)
        _clear(waiting_beside(folder))
    else:
        waiting = waiting_beside(folder)
        _remove(waiting)
        fresh.rename(waiting)
        log.warning("%s", HELD.format(folder=folder, waiting=waiting.name))


HELD = (
    "Folder {folder} sedang dibuka program lain; hasil terbaru ada di {waiting} di sebelahnya. "
    "Tutup program itu; run berikutnya menaruhnya di tempatnya."
)


def waiting_beside(folder: Path) -> Path:
    """Where the newest result stands while another program holds `folder` open."""
    return folder.with_name(f"{folder.name}-terbaru")


def newest(folder: Path) -> Path:
    """Where the result that belongs at `folder` stands now."""
    waiting = waiting_beside(folder)
    return waiting if waiting.is_dir() else folder


@contextmanager
def unless_held(path: Path) -> Iterator[None]:
    """Renaming or removing one file goes wrong quietly, but said, while another program holds it open."""
    try:
        yield
    except OSError as error:
        if error.errno not in HELD_OPEN:
            raise
        log.warning("%s", HELD_FILE.format(path=path))


HELD_FILE = "{path} sedang dibuka program lain. Tutup program itu; run berikutnya memperbaruinya."


def replace_file(temporary: Path, path: Path) -> bool:
    """Puts a finished file in the place of `path`; whether that went."""
    with unless_held(path):
        temporary.replace(path)
    went = not temporary.exists()
    temporary.unlink(missing_ok=True)
    return went


def _beside(folder: Path, suffix: str) -> Path:
    return folder.with_name(f".{folder.name}.{suffix}")


def _recover(folder: Path, fresh: Path, former: Path) -> None:
    """Undoes what a killed run left: between its two renames the former folder was out of sight."""
    if former.is_dir() and not former.is_symlink() and not folder.exists():
        former.rename(folder)
    _remove(fresh)
    _clear(former)


def _put_in_place(folder: Path, fresh: Path, former: Path) -> bool:
    """Whether the new folder now stands in the place of the old one, which is then `former`."""
    try:
        if folder.exists():
            if former.exists():
                return False  # what an earlier run replaced is still held open
            folder.rename(former)
        fresh.rename(folder)
    except OSError as error:
        if error.errno not in HELD_OPEN or not fresh.exists():
            raise
        if former.exists() and not folder.exists():
            former.rename(folder)
        return False
    return True


def _clear(folder: Path) -> None:
    """Removes what is of no use any more; what somebody still holds open a later run removes."""
    try:
        _remove(folder)
    except OSError as error:
        if error.errno not in HELD_OPEN:
            raise


def _remove(folder: Path) -> None:
    """A folder of ours with all that is in it, or a link in its place: never what the link leads to."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
