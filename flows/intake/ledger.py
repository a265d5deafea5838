"""Stage 1 of 9: terima.csv, the ledger of arrivals: which file came when, and which copy in the archive is its."""

import csv
import os
from dataclasses import astuple, dataclass, fields

from flows.cycle import Cycle


@dataclass(frozen=True)
class Arrival:
    """One received file. nama: its name with the subfolder, as dropped; diterima, mtime: ISO 8601 in UTC."""

    sha256: str
    nama: str
    diterima: str
    mtime: str
    arsip: str
    ukuran: int


def arrivals(cycle: Cycle) -> list[Arrival]:
    """The ledger of arrivals in the order in which files count: by arrival, then mtime, then hash."""
    if not cycle.terima.is_file():
        return []
    with cycle.terima.open(encoding="utf-8", newline="") as file:
        texts = [{**row, "ukuran": int(row["ukuran"])} for row in csv.DictReader(file)]
        rows = [Arrival(**text) for text in texts]  # type: ignore[arg-type]
    return sorted(rows, key=lambda one: (one.diterima, one.mtime, one.sha256, one.nama))


def write_ledger(cycle: Cycle, rows: list[Arrival]) -> None:
    """The whole ledger beside itself, then renamed: a kill leaves either the old one or the new one."""
    temporary = cycle.archive / f".terima-{os.getpid()}.csv"
    with temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(one.name for one in fields(Arrival))
        writer.writerows(astuple(one) for one in rows)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(cycle.terima)
