"""Stage 1 of 9: settled files of the inbox are copied into the archive and entered in terima.csv.

The archive and terima.csv are the source of truth: every later stage reads them only. A file leaves the
inbox at the very end of a run, and only if it still holds the bytes that were archived.
"""

import hashlib
import os
import re
import stat
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from flows import reference, warehouse
from flows.cycle import Cycle
from flows.intake import copies
from flows.intake.behind_fence import Terms
from flows.intake.fence import fenced
from flows.intake.finding import Refused
from flows.intake.headers import Vocabulary
from flows.intake.ledger import Arrival, arrivals, write_ledger
from flows.intake.limits import Limits
from flows.intake.reading import years_named
from flows.intake.verification import is_office, years_verified

SETTLE_SECONDS = 2
UNFINISHED = (".part", ".tmp", ".crdownload")
LEFT_ALONE = {"thumbs.db", "desktop.ini"}
NAME_BYTES = 120
CHUNK = 1 << 20


@dataclass(frozen=True)
class Seen:
    """What became of one file of the inbox: diterima, sama (dropped again), menunggu, tahun_lain, tidak_terbaca,
    terlalu_besar (to be copied at all; keterangan says the limit)."""

    nama: str
    kejadian: str
    keterangan: str = ""


Ledger = dict[tuple[str, str], Arrival]
Known = tuple[Vocabulary, Limits]


def collect(cycle: Cycle) -> str:
    """Copies every settled file of the cycle's year into the archive and appends it to terima.csv.

    Leaves table kedatangan (one file seen in the inbox); returns one line of counts.
    """
    cycle.archive.mkdir(parents=True, exist_ok=True)
    cycle.inbox.mkdir(exist_ok=True)
    for leftover in cycle.archive.glob(".terima-*"):
        leftover.unlink()
    with warehouse.building(cycle) as con:
        known = reference.vocabulary(con), reference.limits(con)
        ledger = {(one.sha256, one.nama): one for one in arrivals(cycle)}
        before = len(ledger)
        closed: list[Path] = []
        seen = [_receive(cycle, path, ledger, known) for path in waiting_files(cycle.inbox, closed)]
        seen += [Seen(_name(cycle, path), "tidak_terbaca") for path in closed]
        if len(ledger) > before:
            write_ledger(cycle, list(ledger.values()))
        copies.restore(cycle, ledger.values(), time.time())
        columns = pa.schema([(one.name, pa.string()) for one in fields(Seen)])
        warehouse.put(con, "kedatangan", pa.Table.from_pylist([asdict(one) for one in seen], columns))
    count = Counter(one.kejadian for one in seen)
    return ", ".join(f"{number} {what}" for what, number in sorted(count.items())) or "0"


def empty_inbox(cycle: Cycle) -> int:
    """Removes from the inbox what the archive holds byte for byte; returns how many files left.

    Raises PermissionError at the end when some may not be removed: the others have left then.
    """
    archived = {(one.sha256, one.nama): one.ukuran for one in arrivals(cycle)}
    sizes = {(nama, ukuran) for (_, nama), ukuran in archived.items()}
    getattr(os, "sync", int)()  # Windows has none; there the rename itself is all that can be asked for
    left, refused = 0, None
    for path in waiting_files(cycle.inbox):
        name = _name(cycle, path)
        if (name, path.stat().st_size) not in sizes or (_sha256(path), name) not in archived:
            continue
        try:
            path.unlink(missing_ok=True)
            left += 1
        except OSError as error:
            refused = refused or error
    if refused:
        raise refused
    return left


def waiting_files(inbox: Path, closed: list[Path] | None = None) -> Iterator[Path]:
    """Regular files that people dropped, in a fixed order; symlinks are never followed.

    Folders that may not be opened are added to `closed`.
    """

    def note(error: OSError) -> None:
        if closed is not None:
            closed.append(Path(error.filename))

    for folder, subfolders, names in os.walk(inbox, onerror=note):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith(".") or name.lower() in LEFT_ALONE or name.startswith("~$"):
                continue
            if stat.S_ISREG(path.lstat().st_mode):
                yield path


def _receive(cycle: Cycle, path: Path, ledger: Ledger, known: Known) -> Seen:
    name = _name(cycle, path)
    try:
        before = path.stat()
        if not _settled(path, before, cycle.mulai):
            return Seen(name, "menunggu")
        if before.st_size > known[1].salinan.nilai:
            return Seen(name, "terlalu_besar", known[1].salinan.sebutan)
        year = _folder_year(cycle, path) or _content_year(path, name, *known)
        if year not in (None, cycle.tahun, cycle.tahun - 1):
            return Seen(name, "tahun_lain", str(year))
        return _archive(cycle, path, name, before, ledger)
    except (FileNotFoundError, PermissionError) as error:
        if error.filename is None or Path(error.filename) != path:
            raise  # our own folder refuses, not the sender's file
        return Seen(name, "tidak_terbaca")


def _archive(cycle: Cycle, path: Path, name: str, before: os.stat_result, ledger: Ledger) -> Seen:
    """Copies one file under a temporary name, then renames it; one that changed meanwhile waits."""
    temporary = cycle.archive / f".terima-{os.getpid()}"
    sha256 = _copy(path, temporary)
    after = path.stat()
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        temporary.unlink()
        return Seen(name, "menunggu")
    known = ledger.get((sha256, name))
    if known and (cycle.archive / known.arsip).is_file():
        temporary.unlink()
        return Seen(name, "sama", _newer(ledger, known))
    arrival = known or Arrival(
        sha256=sha256,
        nama=name,
        # A clock that ran ahead when the file came must not make it later than all that corrects it.
        diterima=_utc(min(before.st_ctime_ns, time.time_ns())),
        mtime=_utc(before.st_mtime_ns),
        arsip=f"{sha256[:12]}__{safe_name(name)}",
        ukuran=before.st_size,
    )
    temporary.replace(cycle.archive / arrival.arsip)
    ledger[sha256, name] = arrival
    return Seen(name, "diterima")


def safe_name(name: str) -> str:
    """Letters, digits, dot, dash, underscore, at most 120 bytes: safe on every file system and in a shell."""
    plain = unicodedata.normalize("NFKD", Path(name).name).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9._-]+", "_", plain).lstrip(".-") or "berkas"
    stem, dot, suffix = safe.rpartition(".")
    return f"{stem[: NAME_BYTES - 1 - len(suffix)]}.{suffix}" if dot and len(suffix) < 10 else safe[:NAME_BYTES]


def _newer(ledger: Ledger, known: Arrival) -> str:
    """When a later file of the same name arrived, or an empty text."""
    return max((one.diterima for one in ledger.values() if one.nama == known.nama and one != known
                and one.diterima > known.diterima), default="")  # fmt: skip


def _content_year(path: Path, name: str, vocabulary: Vocabulary, limits: Limits) -> int | None:
    """The one plan year that all year cells and all ids of a file name, if they name one and it can be read."""
    named = years_verified if is_office(name) else years_named
    try:
        years = fenced(named, path, path.name, Terms(vocabulary, limits))
    except Refused:
        return None
    return years.pop() if len(years) == 1 else None


def _folder_year(cycle: Cycle, path: Path) -> int | None:
    first = path.relative_to(cycle.inbox).parts[0]
    is_year = re.fullmatch(r"20\d\d", first) and path.parent != cycle.inbox
    return int(first) if is_year else None


def _settled(path: Path, seen: os.stat_result, mulai: float) -> bool:
    """A file still being written or downloaded waits; a clock that runs ahead must not hold one for ever."""
    if path.name.lower().endswith(UNFINISHED):
        return False
    return not 0 <= mulai - seen.st_mtime < SETTLE_SECONDS


def _copy(source: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("wb") as write:
        while chunk := read.read(CHUNK):
            digest.update(chunk)
            write.write(chunk)
    return digest.hexdigest()


def _sha256(path: Path) -> str:
    """The hash of a file; empty for one that vanished or may not be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, PermissionError):
        return ""


def _name(cycle: Cycle, path: Path) -> str:
    return path.relative_to(cycle.inbox).as_posix()


def _utc(nanoseconds: int) -> str:
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest // 1000).isoformat(timespec="microseconds")
