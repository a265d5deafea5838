"""Stage 1 and 2 of 9: the copy in the archive of a received file: whether it is what its line says; putting it back."""

import errno
import hashlib
import os
import stat
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from flows.cycle import Cycle
from flows.intake.actions import PULIHKAN, SISIHKAN, Action, actions, in_force, record
from flows.intake.ledger import Arrival

GONE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}


def fault_of(path: Path, one: Arrival, *, hashed: bool) -> str:
    """What is wrong with a copy, in Bahasa Indonesia; empty when it is whole. hashed: its bytes are read as well."""
    try:
        seen = path.lstat()
    except OSError as error:
        if error.errno not in GONE:
            raise
        return "tidak ada"
    if not stat.S_ISREG(seen.st_mode):
        return "bukan berkas biasa"
    if seen.st_size != one.ukuran:
        if seen.st_size == 0:
            return "kosong"
        return "terpotong" if seen.st_size < one.ukuran else "bertambah isinya"
    return "berubah isinya" if hashed and hash_of(path) != one.sha256 else ""


def hash_of(path: Path) -> str:
    """The sha256 of a file that is there."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore(cycle: Cycle, ledger: Iterable[Arrival], now: float) -> None:
    """A file put aside of which a whole copy is there again counts again; now: seconds since the epoch, recorded."""
    aside = in_force(actions(cycle), SISIHKAN)
    lines: dict[str, list[Arrival]] = defaultdict(list)
    for one in ledger:
        if one.sha256 in aside:
            lines[one.sha256].append(one)
    back = [sha256 for sha256, same in sorted(lines.items()) if _restored(cycle, same)]
    if back:
        moment = as_moment(now)
        record(cycle, [Action(moment, PULIHKAN, sha256, "salinannya ada lagi", "musrenbang") for sha256 in back])


def _restored(cycle: Cycle, same: list[Arrival]) -> bool:
    """Whether one of the copies of the same bytes is whole; each that is not there gets them."""
    whole = [one for one in same if not fault_of(cycle.archive / one.arsip, one, hashed=True)]
    if whole:
        for one in same:
            copy_bytes(cycle.archive / whole[0].arsip, cycle.archive / one.arsip)
    return bool(whole)


def copy_bytes(source: Path, target: Path) -> None:
    """Lays the bytes of a copy under another name where nothing stands: a temporary name, then a rename."""
    if os.path.lexists(target):
        return
    temporary = target.with_name(f".terima-{os.getpid()}")
    temporary.write_bytes(source.read_bytes())
    temporary.replace(target)


def as_moment(seconds: float) -> str:
    """Seconds since the epoch as the ledger writes a moment."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
