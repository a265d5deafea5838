"""Stage 2 of 9: the archive becomes text rows in the warehouse; every physical record is accounted for.

Leaves: berkas_baca (one received file), isi (one data row, all clean text), abaikan (one record that is no data row).
"""

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from flows import reference, warehouse
from flows.cycle import Cycle
from flows.intake.dialect import Refused
from flows.intake.headers import Vocabulary
from flows.intake.inbox import Arrival, arrivals
from flows.intake.kelurahan_names import Names, kelurahan_in
from flows.intake.reading import Content, Sheet, ignored_rows, read_content
from schemas.messages import message
from schemas.submission import CONTEXT_COLUMNS, TEXT_COLUMNS

BATCH_ROWS = 100_000  # rows handed to DuckDB at once: bounds memory, not results

PLACE = [
    ("berkas_ke", pa.int32()),
    ("nomor", pa.int32()),
    ("lembar", pa.string()),
    ("baris_lembar", pa.int32()),
]
TEKS = pa.schema(
    PLACE
    + [(column, pa.string()) for column in TEXT_COLUMNS]
    + [("lain", pa.list_(pa.string())), ("lebih", pa.int32())]
)
ABAIKAN = pa.schema([*PLACE, ("alasan", pa.string())])
BERKAS = pa.schema(
    [("berkas_ke", pa.int32()), ("sha256", pa.string()), ("nama", pa.string())]
    + [("diterima", pa.string()), ("mtime", pa.string()), ("arsip", pa.string()), ("ukuran", pa.int64())]
    + [
        ("jenis", pa.string()),
        ("encoding", pa.string()),
        ("pemisah", pa.string()),
        ("baris_judul", pa.int32()),
    ]
    + [("baris", pa.int32()), ("status", pa.string()), ("kode", pa.string()), ("alasan", pa.string())]
    + [("kolom_lain", pa.list_(pa.string())), ("kelurahan_nama", pa.string())]
    + [("judul", pa.map_(pa.string(), pa.string())), ("rw_dulu", pa.bool_())]
    + [(f"k_{column}", pa.string()) for column in CONTEXT_COLUMNS]
)


def read(cycle: Cycle) -> str:
    """Reads every archived file of the year into the building warehouse; returns one line on what was read."""
    with warehouse.building(cycle) as con:
        vocabulary, names = reference.vocabulary(con), reference.names(con)
        files: dict[str, dict] = {}
        batch = Batch()
        for index, arrival in enumerate(arrivals(cycle)):
            row, sheets = _read_one(index, arrival, cycle.archive / arrival.arsip, vocabulary, names, files)
            files.setdefault(arrival.sha256, row)
            batch.add(row, sheets)
            if batch.rows > BATCH_ROWS:
                batch.flush(con)
        batch.flush(con)
        (counts,) = con.execute("SELECT histogram(status) FROM berkas_baca").fetchone()
    return ", ".join(f"{number} {status}" for status, number in sorted((counts or {}).items())) or "0"


@dataclass
class Batch:
    """Files read but not yet in the warehouse; few enough to stay small in memory."""

    files: list[dict] = field(default_factory=list)
    data: list[pa.Table] = field(default_factory=list)
    ignored: list[pa.Table] = field(default_factory=list)
    rows: int = 0

    def add(self, file: dict, sheets: list[Sheet]) -> None:
        self.files.append(file)
        for sheet in sheets:
            reasons = ignored_rows(sheet)
            self.data.append(_data_rows(file["berkas_ke"], sheet, reasons))
            self.ignored.append(_ignored_rows(file["berkas_ke"], sheet, reasons))
            self.rows += len(sheet.rows)

    def flush(self, con: DuckDBPyConnection) -> None:
        files = pa.Table.from_pylist(self.files, BERKAS)
        warehouse.append(con, "berkas_baca", files)
        warehouse.append(con, "abaikan", pa.concat_tables([ABAIKAN.empty_table(), *self.ignored]))
        warehouse.append_made(con, "20_isi", teks=_clean(pa.concat_tables([TEKS.empty_table(), *self.data])))
        self.__init__()


def _read_one(
    index: int, arrival: Arrival, path: Path, vocabulary: Vocabulary, names: Names, before: dict[str, dict]
) -> tuple[dict, list[Sheet]]:
    row = {
        "berkas_ke": index,
        "sha256": arrival.sha256,
        "nama": arrival.nama,
        "diterima": arrival.diterima,
        "mtime": arrival.mtime,
        "arsip": arrival.arsip,
        "ukuran": arrival.ukuran,
        "jenis": Path(arrival.nama).suffix.lower().lstrip(".") or "teks",
        "baris": 0,
    }
    if twin := before.get(arrival.sha256):
        return row | _twin(twin, arrival, names), []
    try:
        content = read_content(path, arrival.nama, vocabulary)
    except Refused as refused:
        return row | _reason("ditolak", refused.kode, refused.arti), []
    return row | _described(content, arrival, names), content.sheets


def _twin(twin: dict, arrival: Arrival, names: Names) -> dict:
    """Same bytes under another name: a copy, unless the names contradict each other on the place."""
    here, there = kelurahan_in(arrival.nama, names), kelurahan_in(twin["nama"], names)
    if here != there:
        return _reason("ditolak", "berkas_tempat_lain")
    return _reason("kembar", "kembar", twin["nama"])


def _reason(status: str, kode: str, arti: str = "") -> dict:
    return {"status": status, "kode": kode, "alasan": " ".join(message(kode).filled(arti=arti))}


def _described(content: Content, arrival: Arrival, names: Names) -> dict:
    first = content.sheets[0]
    konteks = dict(first.konteks)
    path = Path(arrival.nama)
    spoken = (kelurahan_in(text, names) for text in (first.judul, path.stem, *reversed(path.parent.parts)))
    return {
        "jenis": content.jenis,
        "encoding": content.encoding,
        "pemisah": content.pemisah,
        "baris_judul": first.nomor[first.kepala],
        "baris": sum(len(sheet.rows) for sheet in content.sheets),
        "status": "terbaca",
        "kolom_lain": [name or f"kolom {position + 1}" for position, name in first.header.unknown.items()],
        "judul": (judul := _headings(first)),
        "rw_dulu": judul["tempat"].lower().startswith("rw"),
        "kelurahan_nama": next((kode for kode in spoken if kode), None),
    } | {f"k_{column}": konteks.get(column) for column in CONTEXT_COLUMNS}


def _clean(rows: pa.Table) -> pa.Table:
    """Blanks around cells and our own guard against formulas taken off; an empty cell is null."""
    for position, name in enumerate(rows.column_names):
        if name in TEXT_COLUMNS and rows[name].null_count < len(rows):
            text = pc.utf8_trim_whitespace(rows[name].combine_chunks())
            if pc.any(pc.starts_with(text, "'")).as_py():
                text = pc.replace_substring_regex(text, r"^'([=+@\t\r-])", r"\1")
            rows = rows.set_column(position, name, pc.if_else(pc.equal(text, ""), None, text))
    return rows.combine_chunks()


def _headings(sheet: Sheet) -> dict[str, str]:
    """Canonical column -> the header as its sender wrote it, for sentences about its cells."""
    written = {name: sheet.rows[sheet.kepala][position].strip() for name, position in sheet.header.columns.items()}
    place = next((written[name] for name in ("rt_rw", "rw", "rt") if name in written), "RT/RW")
    return written | {"tempat": place}


def _data_rows(index: int, sheet: Sheet, ignored: dict[int, str]) -> pa.Table:
    """The data rows of a sheet as a table of texts; absent columns are null."""
    width = len(sheet.rows[sheet.kepala])
    kept = [position for position in range(len(sheet.rows)) if position not in ignored]
    rows = [sheet.rows[position] for position in kept]
    lebih = [0] * len(rows)
    if any(len(row) != width for row in rows):
        lebih = [sum(1 for cell in row[width:] if cell.strip()) for row in rows]
        rows = [row[:width] + [""] * (width - len(row)) for row in rows]
    columns = list(zip(*rows, strict=True)) or [()] * width
    texts = {name: pa.array(columns[position], pa.string()) for name, position in sheet.header.columns.items()}
    absent = pa.nulls(len(rows), pa.string())
    unknown = list(zip(*(columns[position] for position in sheet.header.unknown), strict=True))
    arrays = [
        *_places(index, sheet, kept),
        *(texts.get(name, absent) for name in TEXT_COLUMNS),
        pa.array(unknown or [None] * len(rows), pa.list_(pa.string())),
        pa.array(lebih, pa.int32()),
    ]
    return pa.Table.from_arrays(arrays, schema=TEKS)


def _ignored_rows(index: int, sheet: Sheet, ignored: dict[int, str]) -> pa.Table:
    arrays = [*_places(index, sheet, list(ignored)), pa.array(list(ignored.values()), pa.string())]
    return pa.Table.from_arrays(arrays, schema=ABAIKAN)


def _places(index: int, sheet: Sheet, positions: list[int]) -> list[pa.Array]:
    return [
        pa.array([index] * len(positions), pa.int32()),
        pa.array([sheet.nomor[position] for position in positions], pa.int32()),
        pa.array([sheet.lembar] * len(positions), pa.string()),
        pa.array([position + 1 for position in positions], pa.int32()),
    ]
