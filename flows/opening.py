"""New working folders: the demo, and an empty one for a season."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from flows import forms
from flows.cycle import PACKAGED, open_cycle, writable, years
from flows.errors import UsageError
from flows.premises import DEMO_MARK, is_demo, mark, may_be_named
from flows.privacy import PRIVATE, copy_tree
from schemas.reference import OFFICE_ONLY

DEMO_YEAR = 2028
EDITED = ("harga.csv", "alias_*.csv")  # what an office knows better; national law is not among it


def make_folder(folder: Path, kota: str) -> Iterator[str]:
    """A new working folder for a kota; returns what to do next, a sentence a line."""
    known = sorted(path.name for path in (PACKAGED / "rules").glob("*.*") if path.is_dir())
    if kota not in known:
        raise UsageError(f"Kota {kota} belum ada di paket ini. Yang ada: {', '.join(known)}.")
    may_be_named(folder)
    if not _is_free(folder):
        raise UsageError(f"Folder {folder} sudah berisi. Pilih nama folder yang belum ada, atau kosongkan dahulu.")
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(PRIVATE)
        mark(folder)
        (folder / "inbox").mkdir()
        year = years(None, kota)[-1]
        _lay_rules(folder / "rules" / kota, kota, year)
        _lay_reference(folder / "reference")
        forms.write(open_cycle(year, folder, mulai=0))
    yield f"Folder kerja {folder} siap. Formulir untuk RT dan RW ada di {folder / 'formulir'}."
    yield f"Simpan berkas usulan ke {folder / 'inbox'}, lalu: musrenbang run {year} --data {folder}"
    yield (
        f"Bila ada, isi {folder / 'reference' / 'rt_rw.csv'} (daftar RT dan RW) dan faskel.csv; "
        "formulir tiap RW dibuat pada run berikutnya."
    )


def _lay_rules(rules: Path, kota: str, year: int) -> None:
    """The kota's newest pack and its examples; the packs of years gone by are not the office's to edit any more."""
    rules.mkdir(parents=True)
    for name in (f"{year}.toml", f"{year}.contoh.toml"):
        packaged = PACKAGED / "rules" / kota / name
        if packaged.is_file():
            shutil.copyfile(packaged, rules / name)


def _lay_reference(reference: Path) -> None:
    """Copies of what an office edits, and the headers of what only it can know."""
    reference.mkdir()
    for pattern in EDITED:
        for path in sorted((PACKAGED / "reference").glob(pattern)):
            shutil.copyfile(path, reference / path.name)
    for name, columns in OFFICE_ONLY.items():
        (reference / f"{name}.csv").write_text(",".join(columns) + "\n", encoding="utf-8")


def make_demo(folder: Path) -> None:
    """A fresh demo folder; anything that is not a demo is never touched."""
    may_be_named(folder)
    if not _is_free(folder) and not is_demo(folder):
        raise UsageError(f"Folder {folder} sudah berisi hal lain. Pilih folder kosong: musrenbang demo NAMA_FOLDER")
    with writable(folder):
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        folder.chmod(PRIVATE)
        mark(folder, DEMO_MARK)
        copy_tree(PACKAGED / "sample" / "reference", folder / "reference")
        copy_tree(PACKAGED / "sample" / "inbox", folder / "inbox")


def _is_free(folder: Path) -> bool:
    """Nothing is there yet, or an empty folder."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
