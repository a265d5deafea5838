"""Stage 2 of 9: the tables of one file as Arrow rows: data rows as text, ignored rows with their reason, findings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.intake.filling import fill_down
from flows.intake.grid import blank
from flows.intake.headers import nearest
from flows.intake.ignored import ignored_rows
from flows.intake.known import Known
from flows.intake.reading import Content, Skipped
from flows.intake.tables import Note, Sheet, unknown_names
from flows.intake.verification import Verification
from schemas.submission import RETURN_COLUMNS, TEXT_COLUMNS

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
TEMUAN = pa.schema(
    [("berkas_ke", pa.int32()), ("nomor", pa.int32()), ("kunci", pa.int64())]
    + [(name, pa.string()) for name in ("kolom", "nilai", "kode", "arti")]
)
VERIFIED = pa.schema(
    [("berkas_ke", pa.int32()), ("nomor", pa.int32())] + [(name, pa.string()) for name in ("kode", "kolom", "teks")]
)
KEY_STEP = 134_217_728  # 20_isi makes the key of a row of its file and its line in the same way
GUARD = r"^'([=+@\t\r-])"  # our own apostrophe against formulas, and Excel's

Columns = dict[str, pa.Array]


@dataclass
class TextRows:
    """data: what may be proposals; ignored: the other records; notes: findings of reading;
    verified: cells of a sheet that the office filled in."""

    data: list[pa.Table] = field(default_factory=list)
    ignored: list[pa.Table] = field(default_factory=list)
    notes: list[dict] = field(default_factory=list)
    verified: list[dict] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(map(len, self.data)) + sum(map(len, self.ignored))

    def __iadd__(self, other: "TextRows") -> "TextRows":
        self.data += other.data
        self.ignored += other.ignored
        self.notes += other.notes
        self.verified += other.verified
        return self


def text_rows(index: int, content: Content, extras: Sequence[dict[str, str]], known: Known) -> TextRows:
    """The rows of a file; extras: what stands above each table and not above all of them."""
    made = TextRows()
    unknown = unknown_names(content.sheets)
    near = {name: nearest(name, known.vocabulary).replace("_", " ").capitalize() for name in unknown}
    for sheet, konteks in zip(content.sheets, extras, strict=True):
        reasons, answers = ignored_rows(sheet, known.nihil)
        kept = _kept(len(sheet.cells), reasons)
        columns, told = _columns(sheet, kept, answers, konteks)
        lebih, notes = _other_widths(sheet, kept)
        made.data.append(_data_table(index, sheet, kept, columns, lebih, unknown))
        made.ignored.append(_ignored_table(index, sheet, reasons))
        notes += [*told, *sheet.notes, *_unknown_headers(sheet, near)]
        made.notes += [_note(index, sheet, note, ignored=note.position in reasons) for note in notes]
    made.ignored += [_skipped_table(index, skipped) for skipped in content.skipped]
    made.notes += [_unread(index, skipped) for skipped in content.skipped if skipped.kurang]
    if not any(len(table) for table in made.data):
        first = content.sheets[0]
        made.notes.append(_note(index, first, Note(first.kepala, "baris", "usulan_belum_ada"), ignored=True))
    return made


def verified_rows(index: int, read: Verification) -> TextRows:
    """The cells of a verification sheet; all its records are in the ledger as what they are."""
    places = [
        {"berkas_ke": index, "nomor": part.nomor[at], "lembar": part.lembar, "baris_lembar": at + 1, "alasan": reason}
        for part, at, reason in read.reasons()
    ]
    cells = [
        {"berkas_ke": index, "nomor": nomor, "kode": kode, "kolom": name, "teks": re.sub(GUARD, r"\1", text)}
        for nomor, kode, name, text in read.cells()
    ]
    return TextRows(ignored=[pa.Table.from_pylist(places, ABAIKAN)], verified=cells)


def _kept(length: int, ignored: dict[int, str]) -> Sequence[int]:
    """The positions of the data rows; in most files they follow the ignored ones without a gap."""
    if max(ignored, default=-1) == len(ignored) - 1:
        return range(len(ignored), length)
    return [at for at in range(length) if at not in ignored]


def _at(values: Sequence[Any], positions: Sequence[int]) -> Sequence[Any]:
    if isinstance(positions, range):
        return values[positions.start : positions.stop]
    return [values[position] for position in positions]


def _columns(
    sheet: Sheet, kept: Sequence[int], answers: dict[int, str], konteks: dict[str, str]
) -> tuple[Columns, list[Note]]:
    """The cells of the data rows by column, unknown ones under their name, and the findings on places from above."""
    cells = sheet.cells.at(kept)
    columns: Columns = {name: cells.column(position) for name, position in sheet.header.columns.items()}
    if answers:
        places = dict(zip(kept, columns["usulan"].to_pylist(), strict=True)) | answers
        columns["usulan"] = pa.array([places[at] for at in kept], pa.string())
    # A row of a corrected file inherits from the record it names, and not from the row that happens to be above it.
    filled, told = ({}, []) if "rujukan" in columns else fill_down(columns, sheet.konteks)
    above: Columns = {}
    for name, value in konteks.items():
        said = columns.get(name, pa.repeat("", len(kept)))
        above[name] = pc.if_else(blank(said), value, said)
    unknown = {
        name or f"kolom {position + 1}": cells.column(position) for position, name in sheet.header.unknown.items()
    }
    return unknown | columns | filled | above, [note._replace(position=kept[note.position]) for note in told]


def _other_widths(sheet: Sheet, kept: Sequence[int]) -> tuple[list[int] | None, list[Note]]:
    """How many cells of each data row stand beyond the header's width, and the findings on rows that end early."""
    cells, width = sheet.cells.at(kept), len(sheet.kolom)
    lengths = [len(cells.columns)] * len(cells) if cells.lengths is None else cells.lengths
    if not set(lengths) - {width}:
        return None, []
    longer = [at for at, length in enumerate(lengths) if length > width]
    lebih = [0] * len(kept)
    for at, row in zip(longer, cells.at(longer).rows(), strict=True):
        lebih[at] = sum(1 for cell in row[width:] if cell.strip())
    return lebih, _short_rows(sheet, kept, lengths)


def _short_rows(sheet: Sheet, kept: Sequence[int], lengths: Sequence[int]) -> list[Note]:
    """Rows that end before the last named column, in a file that has whole ones: a delimiter may be missing."""
    named = max(position for position, name in enumerate(sheet.kolom) if name.strip()) + 1 if sheet.kepala >= 0 else 0
    short = [at for at, length in zip(kept, lengths, strict=True) if length < named]
    return [Note(at, "baris", "kolom_kurang") for at in short] if len(short) < len(kept) else []


def _data_table(
    index: int, sheet: Sheet, kept: Sequence[int], columns: Columns, lebih: list[int] | None, unknown: list[str]
) -> pa.Table:
    """The data rows of a table as texts; absent columns are null."""
    absent = pa.nulls(len(kept), pa.string())
    arrays = [
        *_places(index, sheet, kept),
        *(columns.get(name, absent) for name in TEXT_COLUMNS),
        _side_by_side([columns.get(name, pa.repeat("", len(kept))) for name in unknown], len(kept)),
        pa.array(lebih, pa.int32()) if lebih else pa.repeat(pa.scalar(0, pa.int32()), len(kept)),
    ]
    return pa.Table.from_arrays(arrays, schema=TEKS)


def _side_by_side(columns: Sequence[pa.Array], count: int) -> pa.Array:
    """The cells of each row in a list; null where there is no column."""
    if not columns or not count:
        return pa.nulls(count, pa.list_(pa.string()))
    order = np.arange(len(columns) * count, dtype=np.int32).reshape(len(columns), count).T.ravel()
    ends = np.arange(0, len(order) + 1, len(columns), dtype=np.int32)
    return pa.ListArray.from_arrays(pa.array(ends), pa.concat_arrays(columns).take(pa.array(order)))


def _ignored_table(index: int, sheet: Sheet, reasons: dict[int, str]) -> pa.Table:
    arrays = [*_places(index, sheet, list(reasons)), pa.array(list(reasons.values()), pa.string())]
    return pa.Table.from_arrays(arrays, schema=ABAIKAN)


def _skipped_table(index: int, skipped: Skipped) -> pa.Table:
    count = len(skipped.nomor)
    arrays = [
        pa.repeat(pa.scalar(index, pa.int32()), count),
        pa.array(skipped.nomor, pa.int32()),
        pa.repeat(skipped.lembar, count),
        pa.array(range(1, count + 1), pa.int32()),
        pa.repeat(skipped.alasan, count),
    ]
    return pa.Table.from_arrays(arrays, schema=ABAIKAN)


def _places(index: int, sheet: Sheet, positions: Sequence[int]) -> list[pa.Array]:
    count, nomor, first = len(positions), sheet.nomor, sheet.mulai + 1
    return [
        pa.repeat(pa.scalar(index, pa.int32()), count),
        pa.array(_at(nomor, positions), pa.int32()),
        pa.repeat(pa.scalar(sheet.lembar, pa.string()), count),
        pc.add(pa.array(positions, pa.int32()), pa.scalar(first, pa.int32())),
    ]


def _unknown_headers(sheet: Sheet, near: Mapping[str, str]) -> list[Note]:
    """Each header that no column claims, with the column that is spelled most like it."""
    names = (name for name in unknown_names([sheet]) if name not in RETURN_COLUMNS)
    return [
        Note(max(sheet.kepala, 0), name, "kolom_tidak_dikenal", name, f"mirip: {near[name]}" if near[name] else "")
        for name in names
    ]


def _note(index: int, sheet: Sheet, note: Note, *, ignored: bool) -> dict:
    nomor = sheet.nomor[note.position]
    return {
        "berkas_ke": index,
        "nomor": nomor,
        "kunci": None if ignored else index * KEY_STEP + nomor,
        "kolom": note.kolom,
        "nilai": note.nilai,
        "kode": note.kode,
        "arti": note.arti,
    }


def _unread(index: int, skipped: Skipped) -> dict:
    return {
        "berkas_ke": index,
        "nomor": skipped.nomor.start,
        "kunci": None,
        "kolom": "lembar",
        "nilai": skipped.lembar,
        "kode": "lembar_tidak_dibaca",
        "arti": skipped.kurang,
    }
