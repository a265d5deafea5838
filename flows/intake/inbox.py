"""Stage 1 of 9: settled files of the inbox are copied into the archive and entered in terima.csv.

The archive and terima.csv are the source of truth: every later stage reads them only. A file leaves the inbox at the
very end of a run, and only if its copy in the archive, read back, is what still lies there.
"""

import hashlib
import os
import re
import stat
import time
import unicodedata
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from flows import reference, warehouse
from flows.cycle import Cycle
from flows.intake.behind_fence import Terms
from flows.intake.copies import fault_of, restore
from flows.intake.fence import fenced
from flows.intake.finding import Refused
from flows.intake.folders import Folder, Parts, Unreadable, chunks, entered, walk
from flows.intake.headers import Vocabulary
from flows.intake.kinds import has_kind
from flows.intake.ledger import Arrival, arrivals, write_ledger
from flows.intake.left_alone import UNFINISHED
from flows.intake.limits import Limits
from flows.intake.reading import years_named
from flows.intake.verification import is_office, years_verified

SETTLE_SECONDS = 2
NAME_BYTES = 120
LEFT_ALONE = {"sampah": "dibiarkan", "versi": "dibiarkan", UNFINISHED: "menunggu"}


@dataclass(frozen=True)
class Seen:
    """What became of one file or folder of the inbox.

    kejadian: diterima, sama (dropped again), tahun_lain, menunggu (not settled yet), hilang (moved meanwhile),
    tidak_terbaca, tautan (a link), bukan_berkas (a pipe or device), bukan_jenis (neither text nor a kind that we
    know), terlalu_besar (to be copied at all), jalur_panjang, dibiarkan (no mail). keterangan: the year, the newer
    file, the limit, or what is no mail.
    """

    nama: str
    kejadian: str
    keterangan: str = ""


@dataclass(frozen=True)
class Receipt:
    """A file that was copied: where it lies, and how it was when it was looked at."""

    parts: Parts
    name: str
    before: os.stat_result
    arrival: Arrival
    seen: Seen


Ledger = dict[tuple[str, str], Arrival]


@dataclass(frozen=True)
class Desk:
    """Where files are taken in: what is known when one is looked at."""

    cycle: Cycle
    ledger: Ledger
    vocabulary: Vocabulary
    limits: Limits


def collect(cycle: Cycle) -> str:
    """Copies every settled file of the cycle's year into the archive and appends it to terima.csv.

    Leaves table kedatangan (one file seen in the inbox); returns one line of counts.
    """
    cycle.archive.mkdir(parents=True, exist_ok=True)
    cycle.inbox.mkdir(exist_ok=True)
    for leftover in cycle.archive.glob(".terima-*"):
        leftover.unlink()
    with warehouse.building(cycle) as con:
        ledger = {(one.sha256, one.nama): one for one in arrivals(cycle)}
        before = len(ledger)
        seen = _take_in(Desk(cycle, ledger, reference.vocabulary(con), reference.limits(con)))
        if len(ledger) > before:
            write_ledger(cycle, list(ledger.values()))
        restore(cycle, ledger.values(), time.time())
        columns = pa.schema([(one.name, pa.string()) for one in fields(Seen)])
        warehouse.put(con, "kedatangan", pa.Table.from_pylist([asdict(one) for one in seen], columns))
    count = Counter(one.kejadian for one in seen)
    return ", ".join(f"{number} {what}" for what, number in sorted(count.items())) or "0"


def _take_in(desk: Desk) -> list[Seen]:
    """Looks at everything in the inbox; what was copied is looked at once more when all the rest has been."""
    seen: list[Seen] = []
    taken: list[Seen | Receipt] = []

    def left(name: str, why: str) -> None:
        seen.append(Seen(name, LEFT_ALONE[why], why) if why in LEFT_ALONE else Seen(name, why))

    for folder, names in walk(desk.cycle.inbox, left):
        taken += [_receive(desk, folder, name) for name in names]
    return seen + [_confirmed(desk, one) if isinstance(one, Receipt) else one for one in taken]


def _receive(desk: Desk, folder: Folder, name: str) -> Seen | Receipt:
    nama = folder.shown(name)
    try:
        before = folder.look(name)
        if not stat.S_ISREG(before.st_mode):
            return Seen(nama, "tautan" if stat.S_ISLNK(before.st_mode) else "bukan_berkas")
        if not _settled(before, desk.cycle.mulai):
            return Seen(nama, "menunggu")
        if before.st_size > desk.limits.salinan.nilai:
            return Seen(nama, "terlalu_besar", desk.limits.salinan.sebutan)
        year = _folder_year(folder)
        if not _is_ours(desk, year):
            return Seen(nama, "tahun_lain", str(year))
        with folder.reading(name) as file:
            if not has_kind(file, nama):
                return Seen(nama, "bukan_jenis")
            file.seek(0)
            return _archive(desk, folder, name, file, before)
    except Unreadable as why:
        return Seen(nama, str(why))


def _archive(desk: Desk, folder: Folder, name: str, file: BinaryIO, before: os.stat_result) -> Seen | Receipt:
    """Copies one file under a temporary name, then renames it; raises Unreadable for one that changed meanwhile."""
    nama, temporary = folder.shown(name), desk.cycle.archive / f".terima-{os.getpid()}"
    try:
        sha256 = _copy(file, temporary)
        if _state(os.fstat(file.fileno())) != _state(before) or _changed(folder, name, before):
            raise Unreadable("menunggu")
        year = None if folder.parts and _folder_year(folder) else _content_year(desk, temporary, nama)
        if not _is_ours(desk, year):
            return Seen(nama, "tahun_lain", str(year))
        known = desk.ledger.get((sha256, nama))
        if known and not fault_of(desk.cycle.archive / known.arsip, known, hashed=True):
            return Seen(nama, "sama", _newer(desk.ledger, known))
        arrival = known or _arrival(sha256, nama, before)
        temporary.replace(desk.cycle.archive / arrival.arsip)
    finally:
        temporary.unlink(missing_ok=True)
    if known:
        return Seen(nama, "diterima")
    desk.ledger[sha256, nama] = arrival
    return Receipt(folder.parts, name, before, arrival, Seen(nama, "diterima"))


def _arrival(sha256: str, nama: str, before: os.stat_result) -> Arrival:
    return Arrival(
        sha256=sha256,
        nama=nama,
        # A clock that ran ahead when the file came must not make it later than all that corrects it.
        diterima=_utc(min(before.st_ctime_ns, time.time_ns())),
        mtime=_utc(before.st_mtime_ns),
        arsip=f"{sha256[:12]}__{safe_name(nama)}",
        ukuran=before.st_size,
    )


def _confirmed(desk: Desk, receipt: Receipt) -> Seen:
    """A copy whose source changed since is no receipt: the file was still being written, and comes whole later."""
    try:
        with entered(desk.cycle.inbox, receipt.parts) as folder:
            changed = _changed(folder, receipt.name, receipt.before)
    except OSError:
        return receipt.seen  # moved with its folder; the copy is whole
    if not changed:
        return receipt.seen
    arrival = desk.ledger.pop((receipt.arrival.sha256, receipt.arrival.nama))
    if all(one.arsip != arrival.arsip for one in desk.ledger.values()):
        (desk.cycle.archive / arrival.arsip).unlink()
    return Seen(arrival.nama, "menunggu")


def _changed(folder: Folder, name: str, before: os.stat_result) -> bool:
    """Whether other bytes stand under the name by now; one that is gone was whole when it was looked at."""
    try:
        return _state(folder.look(name)) != _state(before)
    except Unreadable as why:
        return str(why) != "hilang"


def _state(seen: os.stat_result) -> tuple[int, int]:
    return seen.st_size, seen.st_mtime_ns


@dataclass(frozen=True)
class Emptied:
    """keluar: how many files left the inbox; tertahan: how many may not be taken out; sebab: why, of the first."""

    keluar: int = 0
    tertahan: int = 0
    sebab: str = ""


def empty_inbox(cycle: Cycle) -> Emptied:
    """Removes from the inbox what the archive holds byte for byte.

    What may not be taken out (a share that may only be read) stays: it is in the archive, and counts once.
    """
    archived: dict[str, list[Arrival]] = defaultdict(list)
    for one in arrivals(cycle):
        archived[one.nama].append(one)
    getattr(os, "sync", int)()  # Windows has none; there the rename itself is all that can be asked for
    done = Emptied()
    for folder, names in walk(cycle.inbox, lambda name, why: None):
        for name in names:
            try:
                if _may_leave(cycle, folder, name, archived[folder.shown(name)]):
                    folder.remove(name)
                    done = replace(done, keluar=done.keluar + 1)
            except Unreadable:
                continue
            except OSError as error:
                done = replace(done, tertahan=done.tertahan + 1, sebab=done.sebab or str(error.strerror))
    return done


def hashes_waiting(cycle: Cycle) -> set[str]:
    """The hashes of what lies in the inbox and can be read."""
    found = set()
    for folder, names in walk(cycle.inbox, lambda name, why: None):
        for name in names:
            with suppress(Unreadable), folder.reading(name) as file:
                found.add(_digest(file))
    return found


def _may_leave(cycle: Cycle, folder: Folder, name: str, archived: list[Arrival]) -> bool:
    """Whether a copy of the file, read back from the archive, holds what the file holds now."""
    before = folder.look(name)
    alike = [one for one in archived if one.ukuran == before.st_size]
    if not alike or not stat.S_ISREG(before.st_mode):
        return False
    with folder.reading(name) as file:
        sha256 = _digest(file)
    kept = any(one.sha256 == sha256 and _read_back(cycle.archive / one.arsip) == sha256 for one in alike)
    return kept and _state(folder.look(name)) == _state(before)


def _read_back(path: Path) -> str:
    """The hash of a copy as the disk gives it again, not as memory still holds it; empty where it does not."""
    try:
        with path.open("rb") as file:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


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


def _content_year(desk: Desk, path: Path, nama: str) -> int | None:
    """The one plan year that all year cells and all ids of a file name, if they name one and it can be read."""
    named = years_verified if is_office(nama) else years_named
    try:
        years = fenced(named, path, nama, Terms(desk.vocabulary, desk.limits))
    except Refused:
        return None
    return years.pop() if len(years) == 1 else None


def _folder_year(folder: Folder) -> int | None:
    first = folder.parts[0] if folder.parts else ""
    return int(first) if re.fullmatch(r"20\d\d", first) else None


def _is_ours(desk: Desk, year: int | None) -> bool:
    return year in (None, desk.cycle.tahun, desk.cycle.tahun - 1)


def _settled(seen: os.stat_result, mulai: float) -> bool:
    """A file that somebody writes waits; a clock that runs ahead must not hold one for ever.

    Judged by the clock at this look; a cycle without a clock takes files as they are.
    """
    return not mulai or not 0 <= max(mulai, time.time()) - seen.st_mtime < SETTLE_SECONDS


def _copy(source: BinaryIO, target: Path) -> str:
    """The hash of what was copied; the target must not be there, be it as a link."""
    digest = hashlib.sha256()
    with target.open("xb") as write:
        for chunk in chunks(source):
            digest.update(chunk)
            write.write(chunk)
    return digest.hexdigest()


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    for chunk in chunks(file):
        digest.update(chunk)
    return digest.hexdigest()


def _utc(nanoseconds: int) -> str:
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest // 1000).isoformat(timespec="microseconds")
