"""Stages 0 to 9: what we write is for the office's eyes: folders 0700, files 0600, whatever the caller's umask.

Names and phone numbers lie in nearly everything that a command leaves, also in the archive and in Prefect's own files.
The public edition is no exception on this disk: it is given away as a copy.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE = 0o700
NOBODY_ELSE = 0o077


@contextmanager
def private() -> Iterator[None]:
    """Files and folders made meanwhile, by this process and by those it starts, are nobody else's to read."""
    before = os.umask(NOBODY_ELSE)
    try:
        yield
    finally:
        os.umask(before)


def copy_tree(source: Path, target: Path) -> None:
    """The files of a folder and of those below it, with their times but without the rights that they have there."""
    target.mkdir()
    for path in sorted(source.iterdir()):
        if path.is_dir():
            copy_tree(path, target / path.name)
        else:
            shutil.copyfile(path, target / path.name)
            seen = path.stat()
            os.utime(target / path.name, ns=(seen.st_atime_ns, seen.st_mtime_ns))
