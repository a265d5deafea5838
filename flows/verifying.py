"""Stage 4 of 9: what the office verified of a proposal: which one is meant, and what each cell says.

Leaves: verifikasi (one verified cell, with file and line), diverifikasi (one proposal with what holds of it). The
sender's own row stays as it is; 40_usulan puts what was verified in its place and says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows import warehouse
from flows.cycle import Cycle
from flows.intake.checking import PARTS, grammars
from flows.intake.codes import plain, signs_of
from flows.intake.finding import Reading
from flows.intake.headers import normalise
from flows.resending import Finding, finding
from schemas.verification import KODE, OWN

CELLS = pa.schema(
    [(name, pa.string()) for name in ("id_usulan", "kolom", "nilai", "sha256")]
    + [("nomor", pa.int32()), ("berlaku", pa.bool_())]
)

Readers = dict[str, Callable[[str], Reading]]


@dataclass(frozen=True)
class Record:
    """One id that was ever given: as printed, its kelurahan, and the proposal that it is by now, if any."""

    kode: str
    kode_kelurahan: str
    menjadi: str | None


@dataclass(frozen=True)
class Codes:
    """Records under all that they may be called, in capital letters and digits; and under their signs alone."""

    whole: dict[str, Record]
    signs: dict[str, Record]

    def find(self, text: str) -> Reading:
        """The record that a kode or id names; one wrong part of it is told."""
        if record := self.whole.get(plain(text)):
            return Reading(record) if record.menjadi else Reading(None, "kode_tidak_dikenal")
        if record := self.signs.get(signs_of(text)):
            return Reading(None, "id_tidak_cocok", record.kode)
        return Reading(None, "kode_tidak_dikenal")


@dataclass(frozen=True)
class Cell:
    """One verified value, in the form in which 40_diverifikasi reads it."""

    id_usulan: str
    kolom: str
    nilai: str
    sha256: str
    nomor: int
    berlaku: bool = True


@dataclass(frozen=True)
class Line:
    """One row of a sheet that somebody filled: where it stands, and its cells by column."""

    berkas_ke: int
    sha256: str
    nomor: int
    kode: str
    cells: dict[str, str]


def apply(con: DuckDBPyConnection, cycle: Cycle) -> list[Finding]:
    """Lays what was verified beside the proposals; returns the findings on the sheets."""
    lines = _lines(con)
    cells: list[Cell] = []
    findings: list[Finding] = []
    if lines:
        codes, readers = _codes(con, cycle), _readers(con, cycle)
        for line in lines:
            _take(line, codes, readers, cells, findings)
    rows = [vars(cell) for cell in _latest(cells)]
    warehouse.put(con, "verifikasi", pa.Table.from_pylist(rows, CELLS))
    warehouse.make(con, "40_diverifikasi")
    return findings


def _lines(con: DuckDBPyConnection) -> list[Line]:
    rows = con.execute("""
        SELECT berkas_ke, berkas.sha256, nomor, any_value(teks.kode),
            map(list(kolom ORDER BY kolom), list(teks ORDER BY kolom))
        FROM verifikasi_teks AS teks JOIN berkas USING (berkas_ke)
        GROUP BY berkas_ke, berkas.sha256, nomor ORDER BY berkas_ke, nomor""").fetchall()
    return [Line(*row) for row in rows]


def _take(line: Line, codes: Codes, readers: Readers, cells: list[Cell], findings: list[Finding]) -> None:
    """The cells of one line; one that cannot be read is told and changes nothing."""
    found = codes.find(line.kode)
    if found.kode:
        findings.append(_finding(line, KODE, line.kode, found))
        return
    record: Record = found.value
    readers = readers | {"digabung_ke": partial(_other, record=record, codes=codes)}
    for kolom, text in line.cells.items():
        reading = readers[kolom](text)
        if reading.kode:
            findings.append(_finding(line, kolom, text, reading))
        values = reading.value if isinstance(reading.value, dict) else {kolom: reading.value}
        cells += [
            Cell(str(record.menjadi), name, str(value), line.sha256, line.nomor)
            for name, value in values.items()
            if value is not None
        ]


def _finding(line: Line, kolom: str, text: str, reading: Reading) -> Finding:
    return finding(str(reading.kode), line.berkas_ke, line.nomor, kolom=kolom, nilai=text, arti=reading.arti)


def _latest(cells: list[Cell]) -> Iterator[Cell]:
    """Every cell; of several on one thing the last that arrived holds."""
    last = {(cell.id_usulan, cell.kolom): position for position, cell in enumerate(cells)}
    for position, cell in enumerate(cells):
        yield replace(cell, berlaku=last[cell.id_usulan, cell.kolom] == position)


def _codes(con: DuckDBPyConnection, cycle: Cycle) -> Codes:
    warehouse.make(con, "40_kode", tahun=cycle.tahun)
    rows = con.execute("""
        SELECT kode, kode_kelurahan, menjadi, polos_kode, polos_id, tanda FROM kode
        ORDER BY menjadi IS NULL DESC, kode""").fetchall()
    whole: dict[str, Record] = {}
    signs: dict[str, Record] = {}
    for kode, kelurahan, menjadi, *names, tanda in rows:
        record = Record(kode, kelurahan, menjadi)
        whole |= dict.fromkeys(names, record)
        signs[tanda] = record
    return Codes(whole, signs)


def _other(text: str, *, record: Record, codes: Codes) -> Reading:
    """The proposal into which another of the same kelurahan is merged."""
    found = codes.find(text)
    if found.value is None:
        return found
    if found.value.kode_kelurahan != record.kode_kelurahan or found.value.menjadi == record.menjadi:
        return Reading(None, "id_tidak_cocok", found.value.kode)
    return Reading(found.value.menjadi)


def _readers(con: DuckDBPyConnection, cycle: Cycle) -> Readers:
    """Column -> what a text in it means. Cells that a submission has too are read as they are there."""
    known = grammars(con, cycle)
    plain_ones = ("biaya", "status_lahan", "urgensi", "keseriusan", "pertumbuhan", "inovasi")
    return {name: known[name][0] for name in plain_ones} | {
        "volume": partial(_volume, read=known["volume"][0]),
        "kegiatan": partial(_listed, known=_activities(con), kode="kegiatan_tidak_dikenal"),
        "tujuan": partial(_listed, known=_offices(con), kode="tujuan_tidak_dikenal"),
        "catatan": Reading,
    }


def _volume(text: str, *, read: Callable[[str], Reading]) -> Reading:
    reading = read(f"{text}{PARTS}")
    if reading.value is None:
        return reading
    # A measure without its unit keeps the sender's.
    values = {"volume": reading.value.volume, "satuan": reading.value.satuan}
    return Reading(values, reading.kode, reading.arti)


def _listed(text: str, *, known: dict[str, str], kode: str) -> Reading:
    """A code, a name, or both as the list of the sheet shows them: `A1.2 Drainase dan selokan`."""
    for said in (text, text.split()[0]):
        if found := known.get(normalise(said)):
            return Reading(found)
    return Reading(None, kode)


def _activities(con: DuckDBPyConnection) -> dict[str, str]:
    rows = con.execute("SELECT kode, nama FROM menu UNION ALL SELECT kode, nama FROM luar_menu ORDER BY ALL").fetchall()
    names = {normalise(nama): kode for kode, nama in rows}
    twice = {normalise(nama) for kode, nama in rows if names[normalise(nama)] != kode}
    unique = {name: kode for name, kode in names.items() if name not in twice}
    return unique | {normalise(kode): kode for kode, _ in rows}


def _offices(con: DuckDBPyConnection) -> dict[str, str]:
    rows = con.execute("SELECT id, nama, singkatan FROM opd ORDER BY id").fetchall()
    known = {normalise(name): one for one, *names in rows for name in (one, *names) if name}
    return known | dict.fromkeys(("danakelurahan", "kelurahan"), OWN)
