"""The one thing handed from stage to stage: which year, which folder, and where everything lies.

No other module spells a path of the working folder or of the packaged data.
"""

import errno
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from flows import premises
from flows.errors import FolderNotWritable, RulePackError, RunInProgress

PACKAGED = Path(__file__).parents[1] / "data"
KOTA = re.compile(r"\d\d\.\d\d", re.ASCII)  # the code of a kota, which is its folder's name
YEARS = range(2000, 2101)  # plan years for which there can be a rule pack
RULES_OF_ALL_YEARS = ("nasional.toml", "jalur.csv", "pengadaan.csv")  # rule files that hold for every year
WORKBOOK = ".xlsx"  # the ending under which an office may keep a table of its own
BOUNDARIES = "batas.geojson"  # areas for the maps, where an office has them
LONGEST_NAME = 100  # of a what-if's folder, as it is said; a longer one is named by its hash
NO_ROOM = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# A file stands where a folder of ours belongs, or the reverse, or a link that leads nowhere.
IN_THE_WAY = {errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY, errno.ELOOP}


@dataclass(frozen=True)
class Cycle:
    """One batch run: plan year, working folder, kota, and the clock read once at the door.

    mulai: seconds since the epoch when the run began; only intake uses it, to tell settled files.
    andai: numbers of the rules that a what-if supposes, by name; what it leaves stands in a folder of its own.
    bahasa: the language of the pages for readers, the index of the kota and the packets.
    """

    tahun: int
    folder: Path
    kota: str
    mulai: float
    versi: str
    andai: tuple[tuple[str, int], ...] = ()
    bahasa: str = "id"

    @property
    def place(self) -> Path:
        """Where warehouse and packets stand: the working folder, or the what-if's own below it."""
        if not self.andai:
            return self.folder
        said = "-".join(f"{name}-{value}" for name, value in self.andai)
        short = said if len(said) <= LONGEST_NAME else hashlib.sha256(said.encode()).hexdigest()[:12]
        return self.folder / "andai" / f"{self.tahun}-{short}"

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def archive(self) -> Path:
        return self.folder / "archive" / str(self.tahun)

    @property
    def terima(self) -> Path:
        """The ledger of arrivals, the source of truth beside the archived files."""
        return self.archive / "terima.csv"

    @property
    def tindakan(self) -> Path:
        """The record of what the office did about received files, which may be absent."""
        return self.archive / "tindakan.csv"

    @property
    def returned(self) -> Path:
        return self.folder / "returned" / str(self.tahun)

    @property
    def warehouse(self) -> Path:
        """The published warehouse; readers only ever see this one."""
        return self.place / "warehouse" / f"{self.tahun}.duckdb"

    @property
    def real_warehouse(self) -> Path:
        """The published warehouse that supposes nothing."""
        return self.folder / "warehouse" / f"{self.tahun}.duckdb"

    @property
    def earlier_warehouse(self) -> Path:
        """The published warehouse of the plan year before, where this folder has run it."""
        return self.folder / "warehouse" / f"{self.tahun - 1}.duckdb"

    @property
    def building(self) -> Path:
        """The warehouse under construction, on the same file system as the published one."""
        return self.place / "warehouse" / f".{self.tahun}.baru.duckdb"

    @property
    def rehearsal(self) -> Path:
        """Where pages are rendered that nobody sees, while a run looks for the item that it cannot handle."""
        return self.place / "warehouse" / f".{self.tahun}.coba"

    @property
    def packets(self) -> Path:
        return self.place / "packets" / str(self.tahun)

    @property
    def forms(self) -> Path:
        return self.folder / "formulir"

    @property
    def lock(self) -> Path:
        return self.folder / ".musrenbang.lock"

    @property
    def prefect_home(self) -> Path:
        return self.folder / ".prefect"

    @property
    def pack(self) -> Path:
        return self.rules(f"{self.kota}/{self.tahun}.toml")

    @property
    def examples(self) -> Path:
        """The examples beside the pack (which may be absent)."""
        return self.rules(f"{self.kota}/{self.tahun}.contoh.toml")

    @property
    def national(self) -> Path:
        return self.rules("nasional.toml")

    def rules(self, name: str) -> Path:
        """The office's own rule file of this name, else the packaged one (which may be absent)."""
        return rule_file(self.folder, name)

    def hash_input(self) -> str:
        """One hash over the ledger of arrivals, which names every archived file by its own hash, and over the record
        of what was done about them."""
        said = (path.read_bytes() for path in (self.terima, self.tindakan) if path.is_file())
        return hashlib.sha256(b"".join(said)).hexdigest()

    def reference(self, name: str) -> list[Path]:
        """The files that stand for reference table `name`: an office's own replaces the packaged one,
        except alias files, which add to it (the office's own last). An office may keep its own as a workbook."""
        own = self.folder / "reference"
        workbook = [own / name.replace(".csv", WORKBOOK)] if name.endswith(".csv") else []
        present = [path for path in (PACKAGED / "reference" / name, *workbook, own / name) if path.is_file()]
        return present if name.startswith("alias_") else present[-1:]


def open_cycle(
    tahun: int, folder: Path, mulai: float, andai: tuple[tuple[str, int], ...] = (), bahasa: str = "id"
) -> Cycle:
    """The cycle of `tahun` in the working folder, or a what-if of it.

    Raises UsageError if the folder does not exist, FolderRefused if one of ours below it is a link or a file,
    RulePackError if its kota cannot be told.
    """
    premises.must_exist(folder)
    premises.guard(folder)
    return Cycle(tahun, folder.resolve(), kota_of(folder), mulai, version("musrenbang"), andai, bahasa)


def kota_of(folder: Path | None) -> str:
    """The one kota under the folder's rules/, else the one packaged kota."""
    own = [folder / "rules"] if folder else []
    for rules in (*own, PACKAGED / "rules"):
        found = sorted(path.name for path in rules.glob("*.*") if KOTA.fullmatch(path.name) and path.is_dir())
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise RulePackError(
                f"Folder {rules} memuat lebih dari satu kota ({', '.join(found)}). Sisakan satu folder kota saja."
            )
    raise RulePackError("Folder rules belum memuat kota. Buat dengan: musrenbang init")


def rule_file(folder: Path, name: str) -> Path:
    """The office's own rule file, else the packaged one (which may be absent)."""
    own = folder / "rules" / name
    return own if own.is_file() else PACKAGED / "rules" / name


def years(folder: Path | None, kota: str) -> list[int]:
    """The plan years of the kota for which there is a rule pack, the office's own or a packaged one."""
    places = [PACKAGED / "rules" / kota] + ([folder / "rules" / kota] if folder else [])
    found = {int(path.stem) for place in places for path in place.glob("[0-9]*.toml") if path.stem.isdecimal()}
    return sorted(found & set(YEARS))


def years_run(folder: Path) -> list[int]:
    """The plan years that have a published warehouse, the newest first."""
    found = (path.stem for path in (folder / "warehouse").glob("20[0-9][0-9].duckdb") if path.is_file())
    return sorted(map(int, found), reverse=True)


def years_archived(folder: Path) -> list[int]:
    """The plan years for which files were ever received, the oldest first."""
    return sorted(int(path.name) for path in (folder / "archive").glob("20[0-9][0-9]") if path.is_dir())


@contextmanager
def held(cycle: Cycle) -> Iterator[None]:
    """Holds the lock of the working folder; raises RunInProgress when another process holds it."""
    try:
        with FileLock(cycle.lock, timeout=0):
            yield
    except Timeout as error:
        raise RunInProgress(
            f"Folder {cycle.folder} sedang dipakai proses lain. Tunggu sampai selesai, lalu jalankan lagi."
        ) from error


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Raises FolderNotWritable, with the cure, when the folder or its disk refuses what is written meanwhile.

    Of several folders below it the one that refused is named; likewise what stands where one of ours belongs.
    """
    try:
        yield
    except OSError as error:
        if error.errno in IN_THE_WAY and error.filename:
            raise FolderNotWritable(_in_the_way(Path(error.filename2 or error.filename))) from error
        if error.errno not in NO_ROOM:
            raise
        refused = Path(error.filename).parent if error.filename else folder
        raise FolderNotWritable(
            f"Folder {refused} belum dapat ditulisi ({error.strerror}). "
            "Periksa izin folder dan sisa ruang disk, lalu jalankan lagi; berkas di inbox tetap utuh."
        ) from error


def _in_the_way(path: Path) -> str:
    """What stands at a path that we need for something else: the nearest part of it that is no folder, if any is."""
    place = next((one for one in reversed(path.parents) if one.exists() and not one.is_dir()), path)
    what = "tautan" if place.is_symlink() else "folder" if place.is_dir() else "berkas"
    return (
        f"{place} berupa {what}, padahal tempat itu dipakai program ini untuk hal lain. "
        "Pindahkan atau ganti namanya, lalu jalankan lagi; berkas di inbox tetap utuh."
    )
