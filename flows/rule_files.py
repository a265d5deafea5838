"""What lies in an office's rules folder and is not read: a rule under a wrong name is never ignored silently."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.cycle import KOTA, RULES_OF_ALL_YEARS, YEARS, kota_of
from flows.errors import RulePackError
from flows.resemblance import is_example, is_of_the_system, is_toml, resembled, year_meant
from schemas.reference import FILES

TEMPLATE = "paket.toml"
ANY_YEAR = "TAHUN"
REFERENCE = tuple(f"{name}.csv" for name in FILES)
NO_RULES = {"rules/contoh/paket.toml"}  # what a copy of the whole packaged folder brings along
DIGITS = re.compile(r"\d")
PROVINCES = re.compile(r"(1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])\d\d", re.ASCII)


@dataclass(frozen=True)
class Stray:
    """An entry that nothing reads, by its place in the working folder.

    seharusnya: the place that it was meant to have; None: it is none of ours. ada: something stands there already.
    """

    tempat: str
    seharusnya: str | None = None
    ada: bool = False

    @property
    def kalimat(self) -> str:
        """What the person is told, with the cure."""
        here, there = f"«{self.tempat}»", f"«{self.seharusnya}»"
        if self.seharusnya is None:
            return f"{here} tidak dibaca, karena bukan berkas aturan."
        if self.tempat == self.seharusnya:
            return f"{here} berupa folder, padahal seharusnya berkas. Pindahkan foldernya ke luar folder rules."
        if self.ada:
            return (
                f"{here} tidak dibaca; yang dibaca {there}. Pindahkan ke luar folder kerja, atau jadikan penggantinya."
            )
        if ANY_YEAR in self.seharusnya:
            there += f" dengan tahun antara {YEARS[0]} dan {YEARS[-1]}"
        return f"{here} tidak dibaca karena nama atau tempatnya. Ganti menjadi {there}."


def must_be_read(folder: Path | None) -> None:
    """Raises RulePackError with every rule file of a working folder that its name or place keeps from being read."""
    faults = [one.kalimat for one in strays(folder) if one.seharusnya]
    if faults:
        raise RulePackError("Ada aturan yang tidak terbaca:", faults)


def unread(folder: Path | None) -> Iterator[str]:
    """A sentence for each entry of the rules folder that is no rule: told, and no reason to stop."""
    yield from (one.kalimat for one in strays(folder) if one.seharusnya is None)


def strays(folder: Path | None) -> list[Stray]:
    """Everything in and beside the rules folder that nothing reads, in the order of the names."""
    if folder is None or not folder.is_dir():
        return []
    kota = kota_of(folder)
    found = [*_beside(folder, kota), *(_inside(folder, folder / "rules", kota) if (folder / "rules").is_dir() else ())]
    return [one for one in sorted(found, key=lambda one: one.tempat) if not _is_read(folder, one)]


def _beside(folder: Path, kota: str) -> Iterator[Stray]:
    """Rules that lie one folder too high: a pack, a kota's folder, or rules/ itself under another name."""
    for entry in _entries(folder):
        if entry.is_dir():
            place = _folder_meant(folder, entry)
        else:
            ours = is_toml(entry.name) or entry.name in RULES_OF_ALL_YEARS
            place = _place_meant(entry.name, kota) if ours else None
        if place:
            yield _stray(folder, entry, place)


def _folder_meant(folder: Path, entry: Path) -> str | None:
    """rules/ or the folder of a kota, where a folder beside holds TOML and rules/ itself holds none."""
    if (meant := kota_meant(entry.name)) and _holds_toml(entry):
        return f"rules/{meant}"
    is_needed = not any(_holds_toml(one) for one in _entries(folder / "rules"))
    if is_needed and resembled(entry.name, ["rules"]) and any(_holds_toml(one) for one in (entry, *_entries(entry))):
        return "rules"
    return None


def _inside(folder: Path, below: Path, kota: str) -> Iterator[Stray]:
    for entry in _entries(below):
        here = entry.relative_to(folder).as_posix()
        place = None if here in NO_RULES else _place_meant(entry.name, kota)
        if entry.is_dir():
            yield from _of_folder(folder, entry, place, kota)
        elif place != here:
            yield _stray(folder, entry, place)


def _of_folder(folder: Path, entry: Path, place: str | None, kota: str) -> Iterator[Stray]:
    above = entry.parent == folder / "rules"
    meant = kota_meant(entry.name) if above else None
    if meant and meant != entry.name:
        yield _stray(folder, entry, f"rules/{meant}")
    elif place:
        yield _stray(folder, entry, place)
    else:
        yield from _inside(folder, entry, entry.name if meant else kota)


def _place_meant(name: str, kota: str) -> str | None:
    """Where a file of this name, or one that resembles it, is read: below the working folder."""
    if name in RULES_OF_ALL_YEARS or (found := resembled(name, RULES_OF_ALL_YEARS)):
        return f"rules/{name if name in RULES_OF_ALL_YEARS else found}"
    if resembled(name, [TEMPLATE]) or name == TEMPLATE:
        return f"rules/{kota}/{ANY_YEAR}.toml"
    if name in REFERENCE or (found := resembled(name, REFERENCE)):
        return f"reference/{name if name in REFERENCE else found}"
    if (year := year_meant(name)) is None:
        return None
    told = year if int(year) in YEARS else ANY_YEAR
    return f"rules/{kota}/{told}{'.contoh' if is_example(name) else ''}.toml"


def kota_meant(name: str) -> str | None:
    """The code of the kota that the name of a folder was meant to be: `3375`, `33_75`, `33.75 - Copy`."""
    if KOTA.fullmatch(name):
        return name
    digits = "".join(DIGITS.findall(re.sub(r"\(\d+\)", "", name)))
    return f"{digits[:2]}.{digits[2:]}" if PROVINCES.fullmatch(digits) else None


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder, sorted, without what systems and editors leave."""
    if not folder.is_dir() or folder.is_symlink():
        return []
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise RulePackError(f"Folder {folder} belum dapat dibuka ({error.strerror}). Periksa izinnya.") from error
    return [folder / name for name in names if not is_of_the_system(name)]


def _holds_toml(folder: Path) -> bool:
    return any(is_toml(one.name) for one in _entries(folder))


def _stray(folder: Path, entry: Path, place: str | None) -> Stray:
    return Stray(entry.relative_to(folder).as_posix(), place, place is not None and (folder / place).exists())


def _is_read(folder: Path, one: Stray) -> bool:
    """Where a file system does not tell capital letters from small ones, another name may be the file itself."""
    if one.seharusnya is None or not one.ada or one.tempat == one.seharusnya:
        return False
    return (folder / one.tempat).samefile(folder / one.seharusnya)
