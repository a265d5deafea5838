"""Stage 9 of 9: formulir/verifikasi-<kelurahan>.xlsx, on which the panitia writes what it found on the spot.

A sheet that somebody has saved since we wrote it is never lost: it is put aside under a name of its own, unless
the archive holds it already.
"""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from duckdb import DuckDBPyConnection

from flows import warehouse
from flows.cycle import Cycle
from flows.intake.ledger import arrivals
from flows.swapping import replace_file, unless_held
from reports.verification import CREATED, Baris, Pilihan, as_xlsx
from schemas.verification import OWN

# Spreadsheet programs date what they save, some in its properties, some in the zip around it; ours carry fixed days.
MODIFIED = f">{CREATED.isoformat()}Z</dcterms:modified>".encode()
ZIPPED = (1980, 1, 1, 0, 0, 0)


def publish(cycle: Cycle) -> None:
    """Brings the sheet of every kelurahan that has proposals up to date."""
    cycle.forms.mkdir(exist_ok=True)
    received = {one.sha256 for one in arrivals(cycle) if (cycle.archive / one.arsip).is_file()}
    with warehouse.published(cycle.warehouse) as con:
        sheets = dict(_sheets(cycle, con))
    for name, data in sheets.items():
        _put(cycle.forms / name, data, received)
    for path in sorted(cycle.forms.glob("verifikasi-*.xlsx")):
        if path.name not in sheets and _is_untouched(path):
            with unless_held(path):
                path.unlink()


def _sheets(cycle: Cycle, con: DuckDBPyConnection) -> Iterator[tuple[str, bytes]]:
    """File name -> workbook."""
    rows = [Baris(*row) for row in con.execute(warehouse.select("90_verifikasi")).fetchall()]
    offered = _offered(con)
    taken: set[str] = set()
    for kode, group in groupby(rows, attrgetter("kode_kelurahan")):
        lines = list(group)
        slug = re.sub(r"[^a-z0-9]+", "-", lines[0].kelurahan.lower()).strip("-")
        slug = f"{slug}-{kode.replace('.', '')}" if slug in taken else slug
        taken.add(slug)
        yield f"verifikasi-{slug}.xlsx", as_xlsx(cycle.tahun, lines, offered)


def _offered(con: DuckDBPyConnection) -> Pilihan:
    def words(query: str) -> list[str]:
        return [word for (word,) in con.execute(query).fetchall()]

    return Pilihan(
        words("SELECT kode || ' ' || nama FROM menu UNION ALL SELECT kode || ' ' || nama FROM luar_menu ORDER BY ALL"),
        words("SELECT DISTINCT status FROM status_lahan ORDER BY ALL"),
        [f"Dana {OWN}", *words("SELECT nama FROM opd ORDER BY nama")],
    )


def _put(path: Path, data: bytes, received: set[str]) -> None:
    """Writes a sheet in the place of ours; one that somebody saved is put aside first."""
    if path.is_file():
        before = path.read_bytes()
        if before == data:
            return
        if not _is_untouched(path) and hashlib.sha256(before).hexdigest() not in received:
            with unless_held(path):
                path.rename(_aside(path))
            if path.exists():
                return
    temporary = path.with_name(f".{path.name}.baru")
    temporary.write_bytes(data)
    replace_file(temporary, path)


def _aside(path: Path) -> Path:
    """verifikasi-bandengan-terisi.xlsx, or the next number that is free."""
    first = path.with_name(f"{path.stem}-terisi{path.suffix}")
    others = (path.with_name(f"{path.stem}-terisi-{number}{path.suffix}") for number in range(2, 10_000))
    return next(one for one in (first, *others) if not one.exists())


def _is_untouched(path: Path) -> bool:
    """Whether nobody has saved this sheet since we wrote it."""
    try:
        with zipfile.ZipFile(path) as parts:
            dated = any(part.date_time != ZIPPED for part in parts.infolist())
            return not dated and MODIFIED in parts.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError, OSError):
        return False
