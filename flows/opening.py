"""New working folders: the demo, and an empty one for a season."""

import shutil
from pathlib import Path

from flows.cycle import PACKAGED, writable
from flows.errors import UsageError

DEMO_MARK = ".musrenbang-demo"
DEMO_YEAR = 2028


def make_demo(folder: Path) -> None:
    """A fresh demo folder; anything that is not a demo is never touched."""
    if not _is_free(folder) and not (folder / DEMO_MARK).is_file():
        raise UsageError(f"Folder {folder} sudah berisi hal lain. Pilih folder kosong: musrenbang demo NAMA_FOLDER")
    with writable(folder):
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        (folder / DEMO_MARK).write_text("Folder contoh musrenbang; boleh dihapus.\n", encoding="utf-8")
        shutil.copytree(PACKAGED / "sample" / "reference", folder / "reference")
        shutil.copytree(PACKAGED / "sample" / "inbox", folder / "inbox")


def _is_free(folder: Path) -> bool:
    """Nothing is there yet, or an empty folder."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
