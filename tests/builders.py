"""A season from a few rows: a test states only the cells it cares about, production code does the rest.

`dropped` lays files into an inbox as people do; `archived` lays them where a run would have left them, so
that a test can say which came first. `run` is the street without an orchestrator.
"""

import csv
import hashlib
import io
import os
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flows import warehouse
from flows.cycle import PACKAGED, Cycle, open_cycle
from flows.intake.inbox import safe_name
from flows.intake.ledger import Arrival
from flows.premises import mark
from flows.street import run_direct

YEAR = 2028
BANDENGAN, SETONO, DEGAYU = "33.75.03.1009", "33.75.02.1010", "33.75.03.1007"
LOCAL, NATIONAL = "33.75/2028.toml", "nasional.toml"

# An ordinary proposal: on the menu, in one RT, costed, well under every limit.
ORDINARY = {
    "kelurahan": "Bandengan",
    "rw": "05",
    "rt": "03",
    "masalah": "Air masuk gang setiap rob",
    "usulan": "Perbaikan saluran",
    "lokasi": "Gang 3",
    "volume": "40",
    "satuan": "m",
    "biaya": "20000000",
}
FIRST_ARRIVAL = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)

# The tables others may read (contract section 5).
PUBLIC_TABLES = (
    "berkas baris temuan usulan kelompok peringkat alokasi pengadaan peringatan keputusan realisasi kelurahan jalan"
).split()

Row = Mapping[str, Any]
Files = Mapping[str, Sequence[Row] | str | bytes]


def proposal(**cells: object) -> dict[str, str]:
    """An ordinary proposal with these cells instead; None leaves a cell empty."""
    changed = {name: "" if value is None else str(value) for name, value in cells.items()}
    return ORDINARY | changed


def sheet(rows: Iterable[Row], delimiter: str = ",") -> str:
    """Rows as a CSV file whose header names every column that any of them has."""
    rows = list(rows)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def content(file: Sequence[Row] | str | bytes) -> bytes:
    if isinstance(file, bytes):
        return file
    return (file if isinstance(file, str) else sheet(file)).encode()


def marked(folder: Path) -> Path:
    """A folder that the command line takes for one of ours, as `init` leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    mark(folder)
    return folder


def dropped(folder: Path, files: Files) -> Path:
    """Lays files into the inbox of a working folder, long enough ago to count as settled."""
    (marked(folder) / "inbox").mkdir(parents=True, exist_ok=True)
    for name, file in files.items():
        path = folder / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(file))
    settle(folder / "inbox")
    return folder


def settle(inbox: Path, age: float = 60) -> None:
    """Every file was written a minute ago, so that none waits."""
    then = time.time() - age
    for path in inbox.rglob("*"):
        os.utime(path, (then, then))


def archived(folder: Path, files: Files, came: Mapping[str, datetime] | None = None) -> Path:
    """Lays files into the archive with terima.csv: one minute after the other, or when `came` says."""
    archive = marked(folder) / "archive" / str(YEAR)
    archive.mkdir(parents=True)
    (folder / "inbox").mkdir()
    arrivals = []
    for position, (name, file) in enumerate(files.items()):
        usual = FIRST_ARRIVAL + timedelta(minutes=position)
        arrivals.append(arrival(name, content(file), (came or {}).get(name, usual)))
        (archive / arrivals[-1].arsip).write_bytes(content(file))
    with (archive / "terima.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [one.name for one in fields(Arrival)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(one) for one in arrivals)
    return folder


def arrival(name: str, data: bytes, came: datetime) -> Arrival:
    sha256, moment = hashlib.sha256(data).hexdigest(), came.isoformat(timespec="microseconds")
    return Arrival(sha256, name, moment, moment, f"{sha256[:12]}__{safe_name(name)}", len(data))


def rule_text(name: str, changes: Mapping[str, str] | None = None) -> str:
    """A packaged rule file with some of its words changed; a word that is not there is the test's mistake."""
    text = (PACKAGED / "rules" / name).read_text(encoding="utf-8")
    for old, new in (changes or {}).items():
        assert old in text, f"{name} does not hold {old!r}"
        text = text.replace(old, new)
    return text


def of_year(tahun: int, bought: date | None = None) -> dict[str, str]:
    """The changes that make the packaged pack of YEAR one of another year, bought on a day."""
    return {
        f"tahun = {YEAR}": f"tahun = {tahun}",
        "2026-12-31T23:59:59": f"{tahun - 2}-12-31T23:59:59",
        "2027-01-31": f"{tahun - 1}-01-31",
        "2028-03-01": str(bought or date(tahun, 3, 1)),
    }


def ruled(folder: Path, changes: Mapping[str, str], name: str = LOCAL) -> Path:
    """Gives a working folder its own copy of a rule file, with some of its words changed."""
    (marked(folder) / "rules" / "33.75").mkdir(parents=True, exist_ok=True)
    (folder / "rules" / name).write_text(rule_text(name, changes), encoding="utf-8")
    return folder


def referred(folder: Path, name: str, rows: Sequence[Row]) -> Path:
    """Gives a working folder its own reference file."""
    (marked(folder) / "reference").mkdir(parents=True, exist_ok=True)
    (folder / "reference" / name).write_text(sheet(rows), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Season:
    """A working folder after a run, read as its users read it."""

    folder: Path

    @property
    def cycle(self) -> Cycle:
        return open_cycle(YEAR, self.folder, 0)

    def rows(self, query: str, **values: object) -> list[dict[str, Any]]:
        """The rows of a query on the published warehouse; `FROM usulan` is a query."""
        with warehouse.published(self.cycle.warehouse) as con:
            result = con.execute(query, values or None)
            names = [column[0] for column in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def one(self, query: str, **values: object) -> dict[str, Any]:
        (found,) = self.rows(query, **values)
        return found

    def pairs(self, query: str, **values: object) -> dict[Any, Any]:
        """The two columns of a query as keys and values; a key that comes twice is the test's mistake."""
        found = [tuple(row.values()) for row in self.rows(query, **values)]
        assert len({key for key, _ in found}) == len(found)
        return dict(found)

    def packet(self, kode: str, edition: str = "internal") -> "Read":
        return read_page(self.cycle.packets / edition / kode / "index.html")


def run(folder: Path) -> Season:
    """The production stages over a working folder, at the present time."""
    run_direct(open_cycle(YEAR, marked(folder), time.time()))
    return Season(folder)


def files_below(folder: Path) -> dict[str, bytes]:
    """Path -> bytes of every file below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def text_below(folder: Path) -> str:
    """Every path and every text below a folder; of a workbook or a document each of its parts, with its name."""
    return "\n".join(part for name, data in files_below(folder).items() for part in (name, *texts(data)))


def texts(data: bytes) -> Iterator[str]:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield data.decode()
        return
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.infolist():
            yield part.filename
            yield parts.read(part).decode(errors="replace")


class Read(HTMLParser):
    """What a page says to programs: its totals, and the rows of proposals."""

    def __init__(self) -> None:
        super().__init__()
        self.totals: list[tuple[str, int]] = []
        self.proposals: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if "data-total" in named:
            self.totals.append((str(named["data-total"]), int(named["data-nilai"] or "")))
        if tag == "tr" and "data-id" in named:
            self.proposals.append((str(named["data-id"]), str(named["data-jalur"])))


def read_page(path: Path) -> Read:
    page = Read()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page
