"""Stage 9 of 9: what goes back to its sender: the rows that still wait, with what each needs, and a message.

returned/TAHUN holds only what waits; a row that was corrected or sent again leaves it with the next run.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from flows import masking, policy, reference, warehouse
from flows.cycle import Cycle
from flows.intake.behind_fence import Terms
from flows.intake.fence import fenced
from flows.intake.finding import Refused
from flows.intake.headers import returned_columns
from flows.intake.inbox import safe_name
from flows.intake.reading import Record, records_at
from flows.swapping import swap_in
from reports.corrections import Baris, Perbaikan, as_csv, as_xlsx
from reports.letters import Surat, message, receipt
from reports.vocabulary import Kamus
from schemas.moments import local

Row = dict[str, Any]

# Of these codes the readings that the grammar saw are what the sender may have meant.
SUGGESTED = {"rt_rw_tanggal", "rt_rw_dua_arti", "biaya_dua_arti", "volume_dua_arti", "kelurahan_tidak_dikenal"}
# A finding stands under one of these columns of the sender; where there is none, under a new column of that name.
COLUMNS = {"tempat": ("rt_rw", "rw", "rt"), "rw": ("rw", "rt_rw"), "rt": ("rt", "rt_rw")}
TITLES = {"tempat": "RT/RW", "rt_rw": "RT/RW", "rw": "RW", "rt": "RT"}
WHOLE_ROW = {"baris"}
# What earlier rounds put around the name that the sender gave.
ROUNDS = re.compile(r"^(?:[0-9a-f]{12}__)+|(?:-perbaikan(?:[ _()-]*\d{0,3}[ _()-]*)?)+$")


def publish(cycle: Cycle) -> None:
    """Renders what still waits and puts it in the place of what waited before."""
    with warehouse.published(cycle.warehouse) as con:
        swap_in(cycle.returned, lambda folder: write_into(cycle, con, folder))


def receipts(cycle: Cycle, con: DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Path below an edition and text of the receipt of every file that was read."""
    kamus = masking.words(con)
    for one in _files(con):
        if one["status"] == "terbaca":
            yield f"umpan-balik/berkas/{one['sha256'][:12]}-tanda-terima.txt", receipt(_letter(cycle, one, [], kamus))


def write_into(cycle: Cycle, con: DuckDBPyConnection, folder: Path) -> None:
    """Renders what a finished warehouse says still waits into an empty folder."""
    kamus = masking.words(con)
    taken: set[str] = set()
    for one in _files(con):
        if one["status"] == "terbaca" and not one["menunggu"]:
            continue
        stem = _free(f"{one['sha256'][:12]}__{_stem(one['nama'])}", Path(one["nama"]).suffix, taken)
        _answer(cycle, con, one, folder / stem, kamus)


def _answer(cycle: Cycle, con: DuckDBPyConnection, one: Row, path: Path, kamus: masking.Kamus) -> None:
    """Writes what goes back to the sender of one file; nothing of it is held while the next is written."""
    faults = _rows(con, "90_dikembalikan", one["sha256"]) if one["menunggu"] else []
    text = message(_letter(cycle, one, faults, kamus))
    Path(f"{path}-pesan.txt").write_text(text, encoding="utf-8", newline="\n")
    if faults and (correction := _correction(cycle, con, one, faults)):
        Path(f"{path}-perbaikan.csv").write_bytes(as_csv(correction, one["pemisah"]))
        Path(f"{path}-perbaikan.xlsx").write_bytes(as_xlsx(correction))


def _files(con: DuckDBPyConnection) -> list[Row]:
    return _rows(con, "90_surat")


def _rows(con: DuckDBPyConnection, name: str, sha256: str | None = None) -> list[Row]:
    result = con.execute(warehouse.select(name), {"sha256": sha256} if sha256 else None)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _stem(name: str) -> str:
    stem = Path(safe_name(name)).stem
    while (bare := ROUNDS.sub("", stem)) != stem:
        stem = bare
    return stem or "berkas"


def _free(stem: str, suffix: str, taken: set[str]) -> str:
    """The stem, or where a twin of the same bytes has it, one that tells both apart on every file system."""
    kind = safe_name(suffix.lstrip(".").lower() or "berkas")
    names = chain((stem, f"{stem}-{kind}"), (f"{stem}-{kind}-{number}" for number in count(2)))
    free = next(name for name in names if name.casefold() not in taken)
    taken.add(free.casefold())
    return free


def _letter(cycle: Cycle, one: Row, faults: list[Row], kamus: Kamus) -> Surat:
    pack = policy.pack_of(cycle)
    first: dict[str, Row] = {}
    for fault in faults:
        first.setdefault(fault["kode"], fault)
    # Different matters first: the same one in many rows is said once and counted.
    ordered = [*first.values(), *(fault for fault in faults if fault is not first[fault["kode"]])]
    known = {name: one[name] for name in ("nama", "tepat_waktu", "kode_berkas", "semua", "menunggu")}
    known |= {name: one[name] for name in ("kelurahan", "rw", "rt", "lembaga", "pengusul")}
    return Surat(
        **known,
        diterima=local(one["diterima"], pack.jadwal.zona),
        batas=pack.jadwal.batas_masuk,
        zona=pack.jadwal.zona,
        alasan=one["alasan"] if one["status"] == "ditolak" else None,
        masalah=[(fault["pesan"], fault["cara"]) for fault in ordered],
        kamus=kamus,
    )


def _correction(cycle: Cycle, con: DuckDBPyConnection, one: Row, faults: list[Row]) -> Perbaikan | None:
    """The returned rows as their sender wrote them, read once more from the archive; none where that is refused now."""
    waiting: dict[int, list[Row]] = {}
    for fault in faults:
        waiting.setdefault(fault["nomor"], []).append(fault)
    terms = Terms(reference.vocabulary(con), reference.limits(con))
    path, wanted = cycle.archive / one["arsip"], frozenset(waiting)
    try:
        records = fenced(records_at, path, one["nama"], terms, wanted)
    except Refused:
        return None  # read before, at the edge of the time that reading may take; the message goes out
    filled = {row["nomor"]: row for row in _rows(con, "90_tempat_terbaca", one["sha256"])}
    headed: dict[tuple[str, ...], list[Title | None]] = {}
    for record in records.values():
        headed.setdefault(tuple(record.kolom), _headed(record.kolom))
    named = {
        nomor: _named_cells(records[nomor], headed[tuple(records[nomor].kolom)], filled.get(nomor, {}))
        for nomor in waiting
    }
    titles = _titles(named, waiting, records)
    rows = [
        _row(one["sha256"], nomor, named[nomor], titles, _faulty(waiting[nomor], records[nomor]), waiting[nomor])
        for nomor in waiting
    ]
    return Perbaikan([name for name, _ in titles], rows)


Title = tuple[str, int]  # a header, and which of the columns so headed


def _headed(kolom: Sequence[str]) -> list[Title | None]:
    """The headers of a table; none for our own columns of an earlier round, which are left out."""
    ours, seen = set(returned_columns(kolom).values()), Counter[str]()
    titles: list[Title | None] = []
    for position, name in enumerate(map(str.strip, kolom)):
        titles.append(None if position in ours else (name, seen[name]))
        seen[name] += position not in ours
    return titles


def _named_cells(record: Record, headed: Sequence[Title | None], filled: Row) -> dict[Title, str]:
    """The cells of a record under their headers, places as they were read where its own cell is empty."""
    nameless = sum(1 for title in headed if title and not title[0])
    further = (("", nameless + at) for at in range(len(record.cells) - len(headed)))
    known = {position: name for name, position in record.columns.items()}
    cells: dict[Title, str] = {}
    for position, title in enumerate((*headed, *further)):
        if title is None:
            continue
        text = record.cells[position] if position < len(record.cells) else ""
        if not text.strip() and position in known:
            text = filled.get(known[position]) or text
        cells[title] = text
    return cells


def _titles(
    named: Mapping[int, dict[Title, str]], waiting: Mapping[int, list[Row]], records: Mapping[int, Record]
) -> list[Title]:
    """All headers of the returned rows in their order, without empty columns that have none, and what was missing."""
    every = dict.fromkeys(title for cells in named.values() for title in cells)
    kept = [title for title in every if title[0] or any(cells.get(title, "").strip() for cells in named.values())]
    known = set(kept)
    missing = (
        name for nomor, faults in waiting.items() for name in _faulty(faults, records[nomor]) if name not in known
    )
    return [*kept, *dict.fromkeys(missing)]


def _faulty(faults: list[Row], record: Record) -> list[Title]:
    """The headers under which a record's faulty cells stand."""
    found: list[Title] = []
    for kolom in (fault["kolom"] for fault in faults if fault["kolom"] not in WHOLE_ROW):
        columns = COLUMNS.get(kolom, (kolom,))
        here = [record.columns[name] for name in columns if name in record.columns]
        found += [_title_at(record.kolom, position) for position in here] or [(TITLES.get(kolom, _title(kolom)), 0)]
    return found


def _title_at(kolom: Sequence[str], position: int) -> Title:
    name = kolom[position].strip()
    return name, sum(1 for other in kolom[:position] if other.strip() == name)


def _title(kolom: str) -> str:
    return kolom.replace("_", " ").capitalize()


def _row(
    sha256: str, nomor: int, cells: dict[Title, str], titles: list[Title], faulty: list[Title], faults: list[Row]
) -> Baris:
    meant = [fault["arti"] for fault in faults if fault["kode"] in SUGGESTED and fault["arti"]]
    ours = (
        f"{sha256[:12]}:{nomor}",
        str(nomor),
        " ".join(dict.fromkeys(fault["pesan"] for fault in faults)),
        " ".join(dict.fromkeys(fault["cara"] for fault in faults)),
        " / ".join(dict.fromkeys(meant)),
    )
    yellow = frozenset(position for position, title in enumerate(titles) if title in faulty)
    return Baris([cells.get(title, "") for title in titles], yellow, ours)
