"""Returned files as their receivers handle them: found by suffix, read, corrected, dropped again."""

import csv
import hashlib
import io
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows import returning, street, verification_forms, warehouse
from flows.conservation import assert_holds
from flows.cycle import open_cycle
from flows.intake.inbox import empty_inbox
from tests.builders import YEAR, Files, Season, archived, content, dropped, files_below

BLOCK = "Kelurahan : Bandengan\nRW : 05\n"
CONTEXT = ("kelurahan", "rw")
Rows = list[dict[str, str]]


def run(folder: Path) -> Season:
    """The street without the pages of the packets, which nobody reads here and which take most of its time."""
    cycle = open_cycle(YEAR, folder, time.time())
    with street.prepared(cycle):
        for name, stage in street.STAGES.items():
            if name != "publish":
                stage(cycle)
        assert_holds(cycle)
        warehouse.publish(cycle)
        returning.publish(cycle)
        verification_forms.publish(cycle)
        empty_inbox(cycle)
    return Season(folder)


def begun(folder: Path, files: Files) -> Path:
    """Files that arrived long before anything that a test drops afterwards, whatever its clock says."""
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    return archived(folder, files, {name: long_ago + timedelta(minutes=n) for n, name in enumerate(files)})


def returned(season: Season, suffix: str) -> dict[str, bytes]:
    """Name -> bytes of the returned files that end so."""
    files = files_below(season.cycle.returned) if season.cycle.returned.is_dir() else {}
    return {name: data for name, data in files.items() if name.endswith(suffix)}


def only(season: Season, suffix: str) -> bytes:
    (data,) = returned(season, suffix).values()
    return data


def table(data: bytes, delimiter: str = ",") -> Rows:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def written(rows: Rows, delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def corrected(season: Season, change: Callable[[dict[str, str]], Mapping[str, str]], name: str = "") -> Season:
    """Takes the one correction file, changes its rows, drops it into the inbox and runs again."""
    ((given, data),) = returned(season, "-perbaikan.csv").items()
    rows = [row | dict(change(row)) for row in table(data)]
    return run(dropped(season.folder, {name or given: written(rows)}))


def statuses(season: Season) -> dict[str, list[str]]:
    """File -> what became of its data rows, in their order."""
    rows = season.rows("""
        SELECT nama, baris.status FROM baris JOIN berkas USING (sha256)
        WHERE baris.status <> 'diabaikan' ORDER BY berkas.diterima, berkas.berkas_ke, nomor""")
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["nama"], []).append(row["status"])
    return found


def findings(season: Season, kode: str) -> list[str]:
    return [row["pesan"] for row in season.rows("SELECT pesan FROM temuan WHERE kode = $k ORDER BY ALL", k=kode)]


def sha(file: str | bytes | Rows) -> str:
    return hashlib.sha256(content(file)).hexdigest()
