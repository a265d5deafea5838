"""Stage 1 of 9: the folders of the inbox as they are while a run looks at them, though people and programs move files.

A folder is held open and what lies in it is reached through it, never through a path that may lead elsewhere by then.
Where the system has no such descriptors (Windows), paths are looked at before they are used. Names are bytes: what is
not UTF-8 in them is shown as \\xNN.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from flows.intake.left_alone import SYSTEM, left_alone
from flows.premises import leads_away

BY_DESCRIPTOR = {os.open, os.stat, os.unlink} <= os.supports_dir_fd and os.scandir in os.supports_fd
NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
INTO = os.O_RDONLY | NO_LINK | getattr(os, "O_DIRECTORY", 0)
# Not to wait for a writer where a pipe took the place of a file.
READING = os.O_RDONLY | NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
CHUNK = 1 << 20
LONGEST_PATH = 4096  # bytes from the inbox down: what systems allow, and more than any reader of ours is asked to bear
MOVED = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EMLINK}  # the folder is gone, or something else is there

Parts = tuple[str, ...]


class Unreadable(Exception):
    """A file of the inbox cannot be read as it was seen; the message says why: hilang, tidak_terbaca, menunggu."""


@dataclass(frozen=True)
class Folder:
    """One open folder of the inbox. parts: the names from the inbox down, as the system gives them."""

    parts: Parts
    path: Path
    descriptor: int | None

    def shown(self, name: str = "") -> str:
        """The name of a file with its subfolder, or of the folder itself."""
        return shown("/".join((*self.parts, name) if name else self.parts))

    def look(self, name: str) -> os.stat_result:
        """What a name stands for now, a link for itself; raises Unreadable."""
        with _told():
            return os.stat(self._at(name), dir_fd=self.descriptor, follow_symlinks=False)

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        """A regular file, open; raises Unreadable."""
        with _told():
            file = os.fdopen(os.open(self._at(name), READING, dir_fd=self.descriptor), "rb")
        with file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unreadable("menunggu")
            yield file

    def remove(self, name: str) -> None:
        """Takes a name out of the folder; raises OSError."""
        os.unlink(self._at(name), dir_fd=self.descriptor)

    def names(self) -> tuple[list[str], list[str]]:
        """Names of files (whatever is no folder, links too) and of subfolders, each in order."""
        with os.scandir(self.path if self.descriptor is None else self.descriptor) as entries:
            found = [(one.name, one.is_dir(follow_symlinks=False)) for one in entries]
        return sorted(name for name, folder in found if not folder), sorted(name for name, folder in found if folder)

    def _at(self, name: str) -> str:
        return str(self.path / name) if self.descriptor is None else name


Left = Callable[[str, str], None]  # is told of what is not walked: its shown name, and why


def walk(inbox: Path, left: Left) -> Iterator[tuple[Folder, list[str]]]:
    """Every folder of the inbox, open, with the names in it that may be files of a sender; in a fixed order."""
    waiting: list[Parts] = [()]
    while waiting:
        parts = waiting.pop()
        try:
            with entered(inbox, parts) as folder:
                files, subfolders = folder.names()
                yield folder, list(_mail(folder, files, left, folders=False))
                below = list(_mail(folder, subfolders, left, folders=True))
        except OSError as error:
            # What was moved away is found where it lies now, by this run or the next.
            if error.errno not in MOVED:
                left(shown("/".join(parts)), "tidak_terbaca")
            continue
        waiting += [(*parts, name) for name in reversed(below)]


def _mail(folder: Folder, names: list[str], left: Left, *, folders: bool) -> Iterator[str]:
    """Of the names in a folder those that are looked at; of the others it is told why."""
    for name in names:
        if why := left_alone(name, folder=folders):
            if why != SYSTEM:
                left(folder.shown(name), why)
        elif len(os.fsencode(folder.shown(name))) > LONGEST_PATH:
            left(folder.shown(name), "jalur_panjang")
        else:
            yield name


@contextmanager
def entered(inbox: Path, parts: Parts) -> Iterator[Folder]:
    """A folder of the inbox, held open; raises OSError, for a link as for what is no folder."""
    place = inbox.joinpath(*parts)
    if not BY_DESCRIPTOR:
        if leads_away(place):
            raise NotADirectoryError(str(place))
        yield Folder(parts, place, None)
        return
    descriptor = os.open(inbox, INTO)
    try:
        for name in parts:
            below = os.open(name, INTO, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = below
        yield Folder(parts, place, descriptor)
    finally:
        os.close(descriptor)


def chunks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file in pieces; raises Unreadable when its disk or share refuses."""
    while True:
        with _told():
            chunk = file.read(CHUNK)
        if not chunk:
            return
        yield chunk


def shown(name: str) -> str:
    """A name as text: its bytes, those that are not UTF-8 as \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


@contextmanager
def _told() -> Iterator[None]:
    """What becomes of a file that cannot be reached any more, or not by us."""
    try:
        yield
    except FileNotFoundError as error:
        raise Unreadable("hilang") from error
    except OSError as error:
        raise Unreadable("tidak_terbaca") from error
