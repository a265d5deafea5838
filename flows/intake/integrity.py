"""Stage 1 and 2 of 9: the archive is compared with its ledger, both ways, before anything of it is believed.

What is read must be the very bytes that came; of what is not read the size is looked at, and a difference there is
only named. A copy that is missing or in no line, and that the inbox holds, is what a killed run left: it is collected
again.
"""

import re
import stat
import time
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows import warehouse
from flows.cycle import Cycle
from flows.errors import UsageError
from flows.intake.actions import COLUMNS, SISIHKAN, Action, actions, in_force
from flows.intake.copies import as_moment, fault_of, hash_of
from flows.intake.inbox import hashes_waiting
from flows.intake.kinds import TEXT, WORKBOOK, is_named_as_table, kind_of
from flows.intake.ledger import Arrival, arrivals, damaged
from flows.intake.left_alone import left_alone
from schemas.messages import message

UNREAD = ("ditolak", "lampiran")
DITARIK, LOST = "ditarik", "salinan_hilang"
MISSING = "tidak ada"
# How a repair names the former ledger.
FORMER = re.compile(r"(terima|tindakan)-\d{8}-[0-9a-f]{12}\.csv")
BEDA, NANTI = "beda", "nanti"
NOTES = pa.schema([(name, pa.string()) for name in ("sha256", "nama", "arsip", "hal", "status", "kode", "alasan")])

Fate = tuple[str, str, str]  # status, code and reason of a file that was not read
Judged = Mapping[tuple[str, str], Fate]


@dataclass(frozen=True)
class Difference:
    """A copy that is not what its line says. fate: how a file that is not read was judged; None: it is read."""

    arrival: Arrival
    fault: str
    fate: Fate | None


@dataclass(frozen=True)
class Survey:
    """Archive and ledger side by side. unlisted: names that no line has; future: lines that lie ahead of the clock."""

    rows: list[Arrival]
    differences: list[Difference]
    unlisted: list[str]
    future: list[Arrival]

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What keeps the archive from being believed: file and words; empty when it is whole."""
        found = [(one.arrival.arsip, one.fault) for one in self.differences if not one.fate]
        if self.unlisted and not self.rows:
            return [("terima.csv", "belum memuat berkas yang ada di arsip")]
        return found + [(name, "belum tercatat di terima.csv") for name in self.unlisted]

    def told(self) -> str:
        """One line for the log: what was compared, and what was found that stops nothing."""
        unread = ", ".join(one.arrival.sha256[:12] for one in self.differences)
        ahead = ", ".join(one.sha256[:12] for one in self.future)
        parts = [f"{len(self.rows)} files as received"]
        parts += [f"not as received, and not read: {unread}"] if unread else []
        parts += [f"arrived later than now: {ahead}"] if ahead else []
        return "; ".join(parts)


def verify(cycle: Cycle) -> Survey:
    """The archive as it stands, when what is read of it is whole.

    Raises ArchiveDamaged, with the cure, when ledger, record or a copy is not what it must be.
    """
    found = survey(cycle)
    must_be_whole(cycle, found)
    return found


def must_be_whole(cycle: Cycle, found: Survey) -> None:
    """Raises ArchiveDamaged, with the cure, when a file that is read is not what came, or is in no line."""
    if found.faults:
        raise damaged(cycle, *found.faults[0], len(found.faults) - 1)


def survey(cycle: Cycle, *, every: bool = False) -> Survey:
    """Compares archive and ledger both ways; every: the bytes of all copies are read, not only of what is read.

    Raises ArchiveDamaged when ledger or record cannot be believed.
    """
    rows, done = arrivals(cycle), actions(cycle)
    published = judged(cycle)
    if published and not rows:
        raise damaged(cycle, cycle.terima.name, "tidak ada atau tidak memuat apa-apa lagi")
    if not _begins_with(done, recorded(cycle)):
        raise damaged(cycle, cycle.tindakan.name, "tidak memuat lagi semua yang pernah dicatat")
    aside = in_force(done, SISIHKAN)
    differences = [
        Difference(one, fault, None if one.sha256 in aside else _fate(one, published))
        for one in rows
        if (fault := _fault(cycle, one, published, every=every)) and not (fault == MISSING and one.sha256 in aside)
    ]
    unlisted = sorted(entries(cycle) - {one.arsip for one in rows})
    if unlisted or any(one.fault == MISSING for one in differences):
        held = hashes_waiting(cycle)
        differences = [one for one in differences if one.fault != MISSING or one.arrival.sha256 not in held]
        unlisted = [name for name in unlisted if not _is_one_of(cycle.archive / name, held)]
    now = as_moment(time.time())
    return Survey(rows, differences, unlisted, [one for one in rows if one.diterima > now])


def lay(con: DuckDBPyConnection, cycle: Cycle, found: Survey) -> None:
    """Leaves arsip_catatan (what differs or lies ahead, and stops nothing) and tindakan (the record)."""
    notes = [_note(one.arrival, BEDA, one.fate) for one in found.differences]
    notes += [_note(one, NANTI, None) for one in found.future]
    warehouse.put(con, "arsip_catatan", pa.Table.from_pylist(notes, NOTES))
    columns = pa.schema([("ke", pa.int32()), *((name, pa.string()) for name in COLUMNS)])
    done = [vars(one) | {"ke": number} for number, one in enumerate(actions(cycle))]
    warehouse.put(con, "tindakan", pa.Table.from_pylist(done, columns))


def _note(one: Arrival, hal: str, fate: Fate | None) -> dict[str, str | None]:
    status, kode, alasan = fate or (None, None, None)
    about: dict[str, str | None] = {"sha256": one.sha256, "nama": one.nama, "arsip": one.arsip, "hal": hal}
    return about | {"status": status, "kode": kode, "alasan": alasan}


def judged(cycle: Cycle) -> Judged:
    """How the last published run judged each file; empty where there is none that can be read."""
    query = "SELECT sha256, nama, status, kode, alasan FROM berkas"
    return {(sha256, nama): (status, kode, alasan) for sha256, nama, status, kode, alasan in _published(cycle, query)}


def published_arrivals(cycle: Cycle) -> list[Arrival]:
    """The ledger of arrivals as the last published run knew it."""
    query = "SELECT sha256, nama, diterima, mtime, arsip, ukuran FROM berkas"
    return [
        Arrival(sha256, nama, _as_written(diterima), _as_written(mtime), arsip, ukuran)
        for sha256, nama, diterima, mtime, arsip, ukuran in _published(cycle, query)
    ]


def _as_written(utc: datetime) -> str:
    return utc.replace(tzinfo=UTC).isoformat(timespec="microseconds")


def recorded(cycle: Cycle) -> list[Action]:
    """The record of what was done, as the last published run knew it."""
    query = f"SELECT {', '.join(COLUMNS)} FROM tindakan ORDER BY ke"
    return [Action(*row) for row in _published(cycle, query)]


def _published(cycle: Cycle, query: str) -> list[tuple[Any, ...]]:
    """What a query finds in the published warehouse: a witness, where it can be read, never a source."""
    try:
        with warehouse.consulted(replace(cycle, andai=())) as con:
            return con.execute(query).fetchall()
    except UsageError:
        return []


def _begins_with(done: list[Action], before: list[Action]) -> bool:
    return done[: len(before)] == before


def entries(cycle: Cycle) -> set[str]:
    """What stands in the archive as a copy may; systems' own files, folders and what a repair left aside."""
    if not cycle.archive.is_dir():
        return set()
    ours = {cycle.terima.name, cycle.tindakan.name}
    found = (path for path in cycle.archive.iterdir() if path.name not in ours and not FORMER.fullmatch(path.name))
    return {path.name for path in found if not _is_left_alone(path)}


def _is_left_alone(path: Path) -> bool:
    if left_alone(path.name, folder=False):
        return True
    return stat.S_ISDIR(path.lstat().st_mode)


def _is_one_of(path: Path, hashes: Container[str]) -> bool:
    return stat.S_ISREG(path.lstat().st_mode) and hash_of(path) in hashes


def _fault(cycle: Cycle, one: Arrival, published: Judged, *, every: bool) -> str:
    path = cycle.archive / one.arsip
    fault = fault_of(path, one, hashed=False)
    if fault or not (every or _is_read(path, one, published)):
        return fault
    return fault_of(path, one, hashed=True)


def _is_read(path: Path, one: Arrival, published: Judged) -> bool:
    """Whether the file was read, or would be."""
    status, kode, _ = published.get((one.sha256, one.nama), ("", "", ""))
    return status not in UNREAD or kode == DITARIK or kind_of(path, one.nama) in (TEXT, WORKBOOK)


def _fate(one: Arrival, published: Judged) -> Fate | None:
    """How a file that is not read was judged; before a run judged it, its name tells whether it would be read."""
    fate = published.get((one.sha256, one.nama))
    if fate and fate[1] != LOST:
        return fate if fate[0] in UNREAD and fate[1] != DITARIK else None
    return None if is_named_as_table(one.nama) else lost()


def lost() -> Fate:
    """What becomes of a file of which no whole copy is left."""
    return "ditolak", LOST, " ".join(message(LOST).filled())


def withdrawn(one: Action) -> Fate:
    """What becomes of a file that the office took back."""
    return "ditolak", DITARIK, " ".join(message(DITARIK).filled(arti=one.alasan))
