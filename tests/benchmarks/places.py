"""The kelurahan of a generated season, and the working folder's reference data and rules that know them."""

import csv
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "data" / "reference"
WILAYAH = ROOT.parent / "shared" / "corpora" / "wilayah"
KOTA, TAHUN = "33.75", 2028
PER_KELURAHAN = 20  # a small season has fewer kelurahan instead of fewer rows in each
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Kelurahan:
    """dikenal: its name alone names it, in the whole list and among the packaged aliases."""

    kode: str
    nama: str
    kecamatan: str
    dikenal: bool = True


def kelurahan_of(rows: int) -> list[Kelurahan]:
    """The packaged kelurahan and as many others as so many rows deserve, in the order of their codes."""
    own = [Kelurahan(row["kode"], row["nama"], row["kecamatan"]) for row in _table(REFERENCE / "kelurahan.csv")]
    codes = {one.kode for one in own}
    others = [one for one in (_country() or _made_up()) if one.kode not in codes]
    wanted = max(0, rows // PER_KELURAHAN - len(own))
    chosen = own + (others if wanted >= len(others) else others[:: len(others) // max(1, wanted)][:wanted])
    aliases = {_letters(row["alias"]) for row in _table(REFERENCE / "alias_kelurahan.csv")}
    count = Counter(_letters(one.nama) for one in chosen)
    count.update(aliases)
    return sorted(
        (Kelurahan(one.kode, one.nama, one.kecamatan, count[_letters(one.nama)] == 1) for one in chosen),
        key=lambda one: one.kode,
    )


def write_reference(folder: Path, places: list[Kelurahan], seed: int) -> None:
    """reference/kelurahan.csv, a ceiling for each kelurahan, and the packaged pack as the office's own."""
    reference, rules = folder / "reference", folder / "rules" / KOTA
    reference.mkdir(parents=True, exist_ok=True)
    rules.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "data" / "rules" / KOTA / f"{TAHUN}.toml", rules / f"{TAHUN}.toml")
    short = {row["kode"]: row["singkatan"] for row in _table(REFERENCE / "kelurahan.csv")}
    free = _abbreviations(set(short.values()))
    head = ("kode", "nama", "kecamatan_kode", "kecamatan", "singkatan")
    listed = ((one.kode, one.nama, one.kode[:8], one.kecamatan, short.get(one.kode) or next(free)) for one in places)
    _write(reference / "kelurahan.csv", head, listed)
    rng = Random(f"{seed}/pagu")
    ceilings = ((one.kode, TAHUN, rng.randint(150, 900) * 1_000_000, "dibuat untuk pengukuran") for one in places)
    _write(reference / "pagu.csv", ("kode", "tahun", "pagu", "dasar"), ceilings)


def _country() -> list[Kelurahan]:
    """Every kelurahan of the country, where its list lies beside the repository."""
    if not (WILAYAH / "kelurahan.csv").is_file():
        return []
    districts = {row["code"]: row["name"] for row in _table(WILAYAH / "districts.csv")}
    listed = _table(WILAYAH / "kelurahan.csv")
    return [Kelurahan(row["code"], row["name"], districts.get(row["district_code"], "-")) for row in listed]


def _made_up() -> list[Kelurahan]:
    codes = (f"99.{number // 900 + 1:02}.{number // 30 % 30 + 1:02}.{number % 30 + 1001}" for number in range(8_496))
    return [Kelurahan(kode, f"Contoh {kode[3:].replace('.', ' ')}", f"Kecamatan {kode[3:8]}") for kode in codes]


def _abbreviations(taken: set[str]) -> Iterator[str]:
    for number in range(26**4):
        text = "".join(LETTERS[number // 26**power % 26] for power in (3, 2, 1, 0))
        if text not in taken:
            yield text


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, head: tuple[str, ...], rows: Iterator[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
