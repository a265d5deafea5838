"""Stage 9 of 9: a folder is rendered beside the former one and put in its place by two renames.

A reader sees the old folder or the new one, never half of either. What a killed run leaves beside them is
cleared by the next.
"""

import shutil
from collections.abc import Callable
from pathlib import Path


def swap_in(folder: Path, render: Callable[[Path], None]) -> None:
    """Puts what `render` lays into an empty folder in the place of `folder`."""
    fresh, former = _beside(folder, "baru"), _beside(folder, "lama")
    _recover(folder, fresh, former)
    fresh.mkdir(parents=True)
    render(fresh)
    if folder.exists():
        folder.rename(former)
    fresh.rename(folder)
    if former.exists():
        shutil.rmtree(former)


def _beside(folder: Path, suffix: str) -> Path:
    return folder.with_name(f".{folder.name}.{suffix}")


def _recover(folder: Path, fresh: Path, former: Path) -> None:
    """Undoes what a killed run left: between its two renames the former folder was out of sight."""
    if former.exists() and not folder.exists():
        former.rename(folder)
    for left in (fresh, former):
        if left.exists():
            shutil.rmtree(left)
