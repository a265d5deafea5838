"""Stage 2 of 9: one received file as a row of table berkas_baca: how it was read, or why it was not."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.intake.codes import is_code, signs_hold, signs_of
from flows.intake.headers import normalise
from flows.intake.heading import place_in
from flows.intake.kelurahan_names import kelurahan_in
from flows.intake.kinds import PAPERS, paper_of
from flows.intake.known import Known
from flows.intake.ledger import Arrival
from flows.intake.reading import Content
from flows.intake.tables import Sheet, unknown_names
from flows.intake.verification import Verification
from schemas.messages import message
from schemas.submission import CONTEXT_COLUMNS

# What stands above one of several tables and not above all: for the records from `awal` to `akhir`.
TABEL = [("awal", pa.int32()), ("akhir", pa.int32()), ("kolom", pa.string()), ("teks", pa.string())]
BERKAS = pa.schema(
    [("berkas_ke", pa.int32()), ("sha256", pa.string()), ("nama", pa.string())]
    + [("diterima", pa.string()), ("mtime", pa.string()), ("arsip", pa.string()), ("ukuran", pa.int64())]
    + [("jenis", pa.string()), ("encoding", pa.string()), ("pemisah", pa.string()), ("baris_judul", pa.int32())]
    + [("baris", pa.int32()), ("status", pa.string()), ("kode", pa.string()), ("alasan", pa.string())]
    + [("kolom_lain", pa.list_(pa.string())), ("kelurahan_nama", pa.string())]
    + [("tabel", pa.list_(pa.struct(TABEL)))]
    + [("judul", pa.map_(pa.string(), pa.string())), ("rw_dulu", pa.bool_()), ("perbaikan", pa.bool_())]
    + [(f"k_{column}", pa.string()) for column in CONTEXT_COLUMNS]
)

KEPT_ASIDE = {"berkas_pesan"}  # what we wrote ourselves is no refusal
# What title, sheet, file and folder names say of the kelurahan: less than a line of the block.
NAMED_PLACE = "kelurahan_nama"
NAMED_RW = re.compile(r"(?<![a-z])rw[\W_]*0*(\d{1,3})(?!\d)", re.IGNORECASE)
NAMED_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")

File = dict[str, Any]


def received(index: int, arrival: Arrival) -> File:
    """A file before it is read."""
    suffix = Path(arrival.nama).suffix.lower().lstrip(".")
    return {"berkas_ke": index, **asdict(arrival), "jenis": suffix or "teks", "baris": 0}


def twin_of(before: File, arrival: Arrival, known: Known, tahun: int) -> File:
    """Same bytes under another name: a copy, unless folder or name say another kelurahan, RW or year.

    What could not be read the first time is not read the second either: fate, message and cure are those of the first.
    """
    if before["status"] != "terbaca":
        paper = before["kode"] in PAPERS and paper_of(arrival.nama, lambda word: _meant(word, known))
        same = {name: before[name] for name in ("status", "kode", "alasan")}
        return _judged("lampiran", "lampiran", paper) if paper else same
    other = _other_place(arrival.nama, before["nama"], known, tahun)
    return _judged("ditolak", "berkas_tempat_lain", other) if other else _judged("kembar", "kembar", before["nama"])


def _other_place(name: str, before: str, known: Known, tahun: int) -> str:
    """What a name says otherwise than the name under which the same bytes came first."""
    here, there = (kelurahan_in(text, known.names) for text in (name, before))
    if here and here != there:
        return f"Kelurahan {known.names.shown[here]}"
    for what, pattern, usual in (("RW", NAMED_RW, set()), ("tahun", NAMED_YEAR, {str(tahun)})):
        mine, theirs = set(pattern.findall(name)), set(pattern.findall(before)) or usual
        if mine and theirs and mine != theirs:
            return f"{what} {', '.join(sorted(mine))}"
    return ""


def refused(kode: str, arti: str, nama: str, known: Known) -> File:
    """Why a file is not read; a paper named after a kelurahan or a proposal is kept with it."""
    if kode in PAPERS and (meant := paper_of(nama, lambda word: _meant(word, known))):
        return _judged("lampiran", "lampiran", meant)
    return _judged("lampiran" if kode in KEPT_ASIDE else "ditolak", kode, arti)


def _meant(word: str, known: Known) -> str | None:
    """The kelurahan of a code, or a proposal's kode, that a word of a file's name is."""
    if is_code(word) and signs_hold(signs_of(word)):
        return word.upper()
    kode = known.names.codes.get(re.sub(r"\D", "", word))
    return known.names.shown[kode] if kode else None


def ours_to_mend() -> File:
    """A file that could not be handled, by a fault of ours."""
    return _judged("ditolak", "berkas_perlu_diperiksa")


def _judged(status: str, kode: str, arti: str = "") -> File:
    return {"status": status, "kode": kode, "alasan": " ".join(message(kode).filled(arti=arti))}


def described(content: Content, arrival: Arrival, known: Known) -> tuple[File, list[dict[str, str]]]:
    """A file that was read, and for each of its tables what fills its cells: said above it but not above all of them.

    A place is not among it: 20_isi fills RT and RW together, so that a cell's RW is not mixed with an RT above.
    """
    first = content.sheets[0]
    contexts = [_context(sheet, arrival, known) for sheet in content.sheets]
    common = {name: text for name, text in contexts[0].items() if all(one.get(name) == text for one in contexts)}
    extras = [{name: text for name, text in one.items() if name not in common} for one in contexts]
    judul = {name: text for sheet in reversed(content.sheets) for name, text in _headings(sheet).items()}
    file: File = {
        "jenis": content.jenis,
        "encoding": content.encoding,
        "pemisah": content.pemisah,
        "baris_judul": first.nomor[first.kepala] if first.kepala >= 0 else None,
        "baris": content.records,
        "status": "terbaca",
        "kolom_lain": unknown_names(content.sheets),
        "judul": judul,
        "rw_dulu": judul["tempat"].lower().startswith("rw"),
        "perbaikan": any("rujukan" in sheet.header.columns for sheet in content.sheets),
        "kelurahan_nama": common.get(NAMED_PLACE),
    }
    cells = [_as_cells(one) for one in extras]
    file["tabel"] = [one for sheet, said in zip(content.sheets, cells, strict=True) for one in _above(sheet, said)]
    fills = [{name: text for name, text in said.items() if name not in ("rt", "rw")} for said in cells]
    return file | {f"k_{column}": common.get(column) for column in CONTEXT_COLUMNS}, fills


def _above(sheet: Sheet, said: dict[str, str]) -> list[dict[str, Any]]:
    first, last = sheet.nomor[0], sheet.nomor[-1]
    return [{"awal": first, "akhir": last, "kolom": name, "teks": text} for name, text in said.items()]


def _context(sheet: Sheet, arrival: Arrival, known: Known) -> dict[str, str]:
    path, title = Path(arrival.nama), f"{sheet.judul} | {sheet.lembar or ''}"
    said = (kelurahan_in(text, known.names) for text in (title, path.stem, *reversed(path.parent.parts)))
    named = next((kode for kode in said if kode), None)
    place = {} if {"rw", "rt_rw"} & set(sheet.header.columns) else place_in(title)
    # A form's line left as it was printed (`Kelurahan : ......`) is less than what file and folder are called.
    written = {name: text for name, text in sheet.konteks.items() if normalise(text)}
    return ({NAMED_PLACE: named} if named else {}) | place | written


def _as_cells(extra: dict[str, str]) -> dict[str, str]:
    named = extra.pop(NAMED_PLACE, None)
    return ({"kelurahan": named} if named else {}) | extra


def _headings(sheet: Sheet) -> dict[str, str]:
    """Canonical column -> the header as its sender wrote it, for sentences about its cells."""
    written: dict[str, str] = {name: sheet.kolom[position].strip() for name, position in sheet.header.columns.items()}
    place = next((written[name] for name in ("rt_rw", "rw", "rt") if name in written), "RT/RW")
    return written | {"tempat": place}


def verified_file(read: Verification) -> File:
    """A verification sheet: read, though no row of it is a proposal."""
    return {
        "jenis": "verifikasi",
        "encoding": read.encoding,
        "pemisah": read.pemisah,
        "baris_judul": read.header_line,
        "baris": read.records,
        "status": "terbaca",
        "kolom_lain": [],
        "judul": {},
        "rw_dulu": False,
        "perbaikan": False,
    }


def file_table(files: Sequence[File]) -> pa.Table:
    return pa.Table.from_pylist(list(files), BERKAS)
