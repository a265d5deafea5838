"""Stage 1 of 9: terima.csv, the ledger of arrivals: which file came when, and which copy in the archive is its.

There is one form in which it is written, to the byte; whatever else stands there was not written by us, and is
not believed.
"""

import csv
import io
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path

from flows.cycle import Cycle
from flows.errors import ArchiveDamaged

SHA256 = re.compile(r"[0-9a-f]{64}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
COPY_NAME = re.compile(r"([0-9a-f]{12})__[A-Za-z0-9_][A-Za-z0-9._-]{0,119}")


@dataclass(frozen=True)
class Arrival:
    """One received file. nama: its name with the subfolder, as dropped; diterima, mtime: ISO 8601 in UTC."""

    sha256: str
    nama: str
    diterima: str
    mtime: str
    arsip: str
    ukuran: int


COLUMNS = tuple(one.name for one in fields(Arrival))


class NotInForm(Exception):
    """A ledger or record is not as we write it; the message says where and what, in Bahasa Indonesia."""


def arrivals(cycle: Cycle) -> list[Arrival]:
    """The ledger of arrivals in the order in which files count: by arrival, then mtime, then hash.

    Raises ArchiveDamaged, with the cure, when it is not as we write it.
    """
    try:
        data = content_of(cycle.terima)
        return in_order(parsed(data)) if data is not None else []
    except NotInForm as fault:
        raise damaged(cycle, cycle.terima.name, str(fault)) from fault


def in_order(rows: Iterable[Arrival]) -> list[Arrival]:
    """Arrivals as they count: the later one replaces the earlier."""
    return sorted(rows, key=lambda one: (one.diterima, one.mtime, one.sha256, one.nama))


def damaged(cycle: Cycle, name: str, what: str, others: int = 0) -> ArchiveDamaged:
    """The one sentence on an archive that is not whole: which file of it, what is wrong with it, and the cure."""
    more = f" (dan {others} hal lain)" if others else ""
    return ArchiveDamaged(
        f"Arsip {cycle.tahun} belum utuh: archive/{cycle.tahun}/{name} {what}{more}; hasil yang lama tetap berlaku, "
        f"dan untuk memulihkannya jalankan: musrenbang repair {cycle.tahun} --data {cycle.folder}"
    )


def content_of(path: Path) -> bytes | None:
    """The bytes of a ledger or record, None where there is none; raises NotInForm for a link or a folder."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise NotInForm("bukan berkas biasa")
    return path.read_bytes()


def parsed(data: bytes) -> list[Arrival]:
    """The rows of a ledger in the order in which they stand; raises NotInForm unless they are ours to the byte."""
    rows = [arrival_of(cells, line) for line, cells in records(data, COLUMNS)]
    if as_bytes(COLUMNS, map(astuple, rows)) != data:
        raise NotInForm("bentuknya berubah")
    seen: set[tuple[str, str]] = set()
    for line, one in enumerate(rows, start=2):
        if (one.sha256, one.nama) in seen:
            raise NotInForm(f"memuat baris ganda (rekaman {line})")
        seen.add((one.sha256, one.nama))
    return rows


def records(data: bytes, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The records below the header, each with its number; raises NotInForm where they are no table of these columns."""
    if not data:
        raise NotInForm("kosong")
    if not data.endswith(b"\n"):
        raise NotInForm("terpotong di tengah baris")
    try:
        found = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotInForm("bentuknya berubah") from error
    if found[0] != list(columns):
        raise NotInForm("bentuknya berubah, mungkin tersimpan dari program lain")
    for number, cells in enumerate(found[1:], start=2):
        if len(cells) != len(columns):
            raise NotInForm(f"memuat rekaman yang tidak lengkap (rekaman {number})")
        yield number, cells


def arrival_of(cells: Sequence[str], number: int) -> Arrival:
    """One record as an arrival; raises NotInForm when a cell is not what its column holds."""
    sha256, nama, diterima, mtime, arsip, ukuran = cells
    copy = COPY_NAME.fullmatch(arsip)
    faults = {
        "sha256": not SHA256.fullmatch(sha256),
        "nama": not nama,
        "diterima": not is_moment(diterima),
        "mtime": not is_moment(mtime),
        "arsip": not copy or copy[1] != sha256[:12],
        "ukuran": not (ukuran.isascii() and ukuran.isdecimal() and len(ukuran) < 16),
    }
    if wrong := next((name for name, found in faults.items() if found), None):
        raise NotInForm(f"berisi {wrong} yang bukan tulisan kami (rekaman {number})")
    return Arrival(sha256, nama, diterima, mtime, arsip, int(ukuran))


def is_moment(text: str) -> bool:
    """Whether a text is a moment as the ledger writes it: UTC, to the microsecond."""
    if not MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def as_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A ledger or record in its one form."""
    text = io.StringIO(newline="")
    plain = csv.writer(text, lineterminator="\n")
    # A carriage return in a name ends a record unless it is quoted, which not every version of Python does by itself.
    quoted = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(columns)
    for row in rows:
        (quoted if any("\r" in str(cell) for cell in row) else plain).writerow(row)
    return text.getvalue().encode("utf-8")


def write_ledger(cycle: Cycle, rows: Iterable[Arrival]) -> None:
    """Puts the whole ledger in the place of the former one; in the order of arrival, so that it can be made again."""
    put(cycle.terima, as_bytes(COLUMNS, map(astuple, in_order(rows))))


def put(path: Path, data: bytes) -> None:
    """Writes a file beside itself, then renames it: a kill leaves either the old one or the new one."""
    temporary = path.with_name(f".terima-{os.getpid()}.csv")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
