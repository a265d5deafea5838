"""Reference data: read from the office's folder or the packaged one, checked, laid into the warehouse.

Everything that later stages know about places, words, units and prices is a table here.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors
import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows import boundaries, warehouse
from flows.cycle import PACKAGED, Cycle
from flows.errors import ReferenceFault
from flows.intake.headers import Vocabulary, normalise
from flows.intake.kelurahan_names import Names
from flows.intake.limits import Limit, Limits
from flows.office.cells import Places
from flows.office.files import Isi, read_office_file, said
from flows.office.tables import Letak
from flows.reference_files import misplaced, unread
from schemas.messages import printable
from schemas.reference import FILES, KEYS, MAY_BE_EMPTY, OFFICE_ONLY, Kolom, columns
from schemas.submission import TEXT_COLUMNS

# Tables kelurahan and riwayat are what the run says; what was given stands beside them.
TABLES = {"kelurahan": "kelurahan_acuan", "riwayat": "riwayat_acuan"}
PLACES = ("kelurahan", "alias_kelurahan")  # read first: the others name kelurahan
SHOWN = 20  # faults of one file
WORDS = re.compile(r"\w+")
LONGEST_YEAR = 4  # digits; longer numbers are written with points
LINES = 5  # of a year that is not used
# How a model judges, in words; `{}` stands for its bound.
JUDGEMENTS = {
    "greater_than": "terlalu kecil; harus lebih dari {}",
    "greater_than_or_equal_to": "terlalu kecil; paling sedikit {}",
    "less_than_or_equal_to": "terlalu besar; paling banyak {}",
    "str_matches": "belum sesuai bentuknya",
}
# The column that says the year, and whether a run uses a line that lies so many years after its plan year.
YEARS_USED: dict[str, tuple[str, Callable[[int], bool], str]] = {
    "pagu": ("tahun", lambda after: after == 0, "tidak dipakai pada rencana"),
    "kegiatan_berjalan": ("tahun", lambda after: after in (-1, 0), "tidak dipakai pada rencana"),
    "riwayat": ("tahun", lambda after: after < 0, "tidak dipakai pada rencana"),
    "jadwal": ("tanggal", lambda after: after == -1, "mohon dicek, karena rapatnya biasanya setahun sebelum rencana"),
}


@dataclass(frozen=True)
class Tabel:
    """One reference table as it was read. asal: of each row the file and the place in it."""

    frame: pd.DataFrame
    asal: list[tuple[str, Letak]]


def load(cycle: Cycle, con: DuckDBPyConnection) -> None:
    """Lays every reference table into the warehouse, and catatan_rujukan: what the office is told of its files.

    Raises ReferenceFault with all faults of all files, each with file, place, column, value and an example.
    """
    faults, notes = misplaced(cycle.folder), unread(cycle.folder)
    tables: dict[str, Tabel] = {}
    places: Places | None = None
    for name in sorted(FILES, key=lambda name: name not in PLACES):
        if (table := _table(cycle, name, places, faults, notes)) is None:
            continue  # not to be read at all; its fault is told below
        tables[name] = table
        con.register("frame_in", table.frame)
        con.execute(f"CREATE OR REPLACE TABLE {TABLES.get(name, name)} AS FROM frame_in")
        con.unregister("frame_in")
        if name == PLACES[-1] and set(PLACES) <= tables.keys():
            places = _places(con)
    faults += _cross_faults(con, tables)
    if PLACES[0] in tables:
        faults += boundaries.lay(cycle, con)
    if faults:
        raise ReferenceFault("Data rujukan belum dapat dipakai:\n  " + "\n  ".join(faults))
    notes += _other_years(cycle.tahun, tables)
    warehouse.put(con, "catatan_rujukan", pa.Table.from_pydict({"pesan": notes}, pa.schema([("pesan", pa.string())])))


def remarks(con: DuckDBPyConnection) -> list[str]:
    """What the office is told of its files, each a sentence: columns, lines and files that are not used."""
    return [pesan for (pesan,) in con.execute("SELECT pesan FROM catatan_rujukan ORDER BY pesan").fetchall()]


def vocabulary(con: DuckDBPyConnection) -> Vocabulary:
    """Normalised header -> canonical column; the canonical names themselves are always known."""
    known = {normalise(alias): kolom for kolom, alias in con.execute("SELECT kolom, alias FROM alias_kolom").fetchall()}
    return known | {normalise(column): column for column in TEXT_COLUMNS}


def limits(con: DuckDBPyConnection) -> Limits:
    """How large a file may be."""
    rows = con.execute("SELECT batas, nilai, sebutan FROM batas_berkas").fetchall()
    return Limits(**{batas: Limit(int(nilai), sebutan) for batas, nilai, sebutan in rows})


def nihil(con: DuckDBPyConnection) -> frozenset[str]:
    """The words that say that there is no proposal, by letters and digits only."""
    return frozenset(normalise(kata) for (kata,) in con.execute("SELECT kata FROM kata_nihil").fetchall())


def names(con: DuckDBPyConnection) -> Names:
    """Every way to write a kelurahan of the kota; a name that two of them bear means neither, only the code does."""
    current = con.execute("SELECT kode, nama FROM kelurahan_acuan").fetchall()
    aliases = con.execute("SELECT alias, kode, jenis FROM alias_kelurahan").fetchall()
    spelled = [(normalise(nama), kode) for kode, nama in current]
    spelled += [(normalise(alias), kode) for alias, kode, jenis in aliases if jenis == "ejaan"]
    bearers: dict[str, set[str]] = {}
    for name, kode in spelled:
        bearers.setdefault(name, set()).add(kode)
    return Names(
        codes={normalise(kode): kode for kode, _ in current},
        names={name: min(codes) for name, codes in bearers.items() if len(codes) == 1},
        former={normalise(alias): kode for alias, kode, jenis in aliases if jenis == "nama_lama"},
        shown=dict(current),
    )


def _places(con: DuckDBPyConnection) -> Places:
    """Kelurahan and kecamatan of the kota, once their own lists are read."""
    rows = con.execute("SELECT DISTINCT kecamatan_kode, kecamatan FROM kelurahan_acuan ORDER BY ALL").fetchall()
    return Places(names(con), {normalise(said): kode for kode, nama in rows for said in (kode, nama)})


def _table(cycle: Cycle, name: str, places: Places | None, faults: list[str], notes: list[str]) -> Tabel | None:
    paths = cycle.reference(f"{name}.csv")
    if not paths and name in OFFICE_ONLY:
        return Tabel(FILES[name].validate(pd.DataFrame(columns=list(columns(name)), dtype=str)), [])
    if not paths:
        faults.append(f"{name}.csv: berkas ini belum ada di folder reference")
        return None
    read = [checked(path, name, places, faults, notes) for path in paths]
    if any(one is None for one in read):
        return None
    tables = [one for one in read if one is not None]
    frame = pd.concat([one.frame for one in tables], ignore_index=True)
    asal = [place for one in tables for place in one.asal]
    kept = frame.drop_duplicates()
    return Tabel(kept.reset_index(drop=True), [asal[at] for at in kept.index])


def checked(path: Path, name: str, places: Places | None, faults: list[str], notes: list[str]) -> Tabel | None:
    """One file, each row of which its model has judged; None when a row is at fault.

    places: as reader_of wants it. Sentences are added to `faults`, the first of them where there are many, and `notes`.
    """
    isi = read_office_file(path, _columns(name), _reading_limits(), places)
    found = [*isi.faults]
    if not isi.letak and not found and name not in MAY_BE_EMPTY:
        found.append((None, "baru berisi judul kolom; isi, atau hapus supaya daftar bawaan dipakai"))
    table = _whole_rows(path, isi) if isi.letak or not found else None
    if table is not None:
        found += _doubled(name, table)
        table = _judged(name, table, found, complete=not found)
    faults += _told(path.name, found)
    if isi.asing and not path.is_relative_to(PACKAGED):
        unknown = ", ".join(f"«{printable(one)}»" for one in isi.asing[:SHOWN])
        notes.append(f"{path.name}: kolom {unknown} tidak dikenal, jadi tidak dipakai.")
    return table


def _whole_rows(path: Path, isi: Isi) -> Tabel:
    """The rows of which every cell could be read, each once."""
    rows = zip(*isi.kolom.values(), strict=True)
    whole = [at for at, row in enumerate(rows) if None not in row]
    cells = {name: [column[at] for at in whole] for name, column in isi.kolom.items()}
    frame = pd.DataFrame(cells, dtype=str).drop_duplicates()
    return Tabel(frame.reset_index(drop=True), [(path.name, isi.letak[whole[at]]) for at in frame.index])


def _doubled(name: str, table: Tabel) -> Iterator[tuple[Letak, str]]:
    """Rows that name again what another one names, with other cells beside it."""
    keys = [(one.nama,) for one in columns(name).values() if one.tunggal] + [
        KEYS[one] for one in (name,) if one in KEYS
    ]
    for key in keys:
        first: dict[tuple[str, ...], Letak] = {}
        for (_, letak), row in zip(table.asal, table.frame[list(key)].itertuples(index=False, name=None), strict=True):
            if row in first:
                said_before = f"sudah tertulis di {first[row]}; sisakan satu"
                yield letak, f"kolom {', '.join(key)}: «{' '.join(filter(None, row))}» {said_before}"
            first.setdefault(row, letak)


def _judged(name: str, table: Tabel, found: list[tuple[Letak | None, str]], *, complete: bool) -> Tabel | None:
    """The table with the types of its model; what the model finds is added in our words.

    complete: no row is missing and none is doubled, so that what concerns the whole list may be told as well.
    """
    try:
        return Tabel(FILES[name].validate(table.frame, lazy=True), table.asal)
    except pandera.errors.SchemaErrors as error:
        for case in error.failure_cases.to_dict("records"):
            if isinstance(case["column"], str) and case["column"] in columns(name):
                if case["check"] != "field_uniqueness":
                    found.append(_sentence(_columns(name)[case["column"]], case, table))
            elif complete:
                found.append((None, f"{case['check']}; bandingkan dengan daftar bawaan"))
        return None


def _sentence(kolom: Kolom, case: dict[str, Any], table: Tabel) -> tuple[Letak | None, str]:
    check, _, bound = str(case["check"]).rstrip(")").partition("(")
    if bound.isdecimal() and len(bound) > LONGEST_YEAR:
        bound = f"{int(bound):,}".replace(",", ".")
    what = JUDGEMENTS.get(check, "belum sesuai").format(bound)
    letak = table.asal[int(case["index"])][1] if case["index"] == case["index"] and case["index"] is not None else None
    return letak, said(kolom, str(case["failure_case"]), what)


def _told(file: str, found: Sequence[tuple[Letak | None, str]]) -> Iterator[str]:
    """The faults of a file in the order of its lines."""
    order = sorted(dict.fromkeys(found), key=lambda one: (one[0].lembar, one[0].baris) if one[0] else ("", 0))
    for letak, sentence in order[:SHOWN]:
        yield f"{file}: {letak}, {sentence}." if letak else f"{file}: {sentence}."
    if len(order) > SHOWN:
        yield f"{file}: dan {len(order) - SHOWN} hal lain di berkas ini."


@cache
def _columns(name: str) -> dict[str, Kolom]:
    """The columns of a file, each with an example: its own, else one from the packaged file."""
    path = PACKAGED / "reference" / f"{name}.csv"
    rows = _packaged_rows(path) if path.is_file() else []
    shown = {key: next((row[key] for row in rows if row.get(key)), "") for key in columns(name)}
    return {key: replace(one, contoh=one.contoh or shown[key]) for key, one in columns(name).items()}


@cache
def _reading_limits() -> Limits:
    """How large a reference file may be: as the package says, for the office's own limits stand in such a file."""
    rows = _packaged_rows(PACKAGED / "reference" / "batas_berkas.csv")
    return Limits(**{row["batas"]: Limit(int(row["nilai"]), row["sebutan"]) for row in rows})


@cache
def _packaged_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _other_years(tahun: int, tables: dict[str, Tabel]) -> Iterator[str]:
    """Lines of plan years that this run does not ask for."""
    for name, (column, used, told) in YEARS_USED.items():
        table = tables[name]
        lines: dict[str, list[Letak]] = {}
        for (_, letak), value in zip(table.asal, table.frame[column], strict=True):
            if not used(int(str(value)[:4]) - tahun):
                lines.setdefault(str(value)[:4], []).append(letak)
        for year, places in sorted(lines.items()):
            where = ", ".join(map(str, places[:LINES])) + (
                f" dan {len(places) - LINES} lain" if len(places) > LINES else ""
            )
            yield f"{table.asal[0][0]}: tahun {year} {told} {tahun} ({where})."


@dataclass(frozen=True)
class Silang:
    """What only shows when two tables are held against each other. query: the cells of `kolom` that are at fault."""

    tabel: str
    kolom: tuple[str, ...]
    kalimat: str
    query: str

    @property
    def perlu(self) -> set[str]:
        """The tables that the query asks."""
        asked = set(WORDS.findall(self.query))
        return {name for name in FILES if TABLES.get(name, name) in asked}


SILANG = (
    Silang("alias_kolom", ("alias",), "menjadi alias dua kolom; sisakan satu", """
        SELECT unnest(list(alias)) FROM alias_kolom
        GROUP BY lower(regexp_replace(alias, '[^\\pL\\pN]', '', 'g')) HAVING count(DISTINCT kolom) > 1"""),
    Silang("alias_kelurahan", ("kode",), "tidak ada di kelurahan.csv", """
        SELECT DISTINCT kode FROM alias_kelurahan WHERE kode NOT IN (SELECT kode FROM kelurahan_acuan)"""),
    Silang("kata", ("kode",), "tidak ada di menu.csv maupun luar_menu.csv", """
        SELECT DISTINCT kode FROM kata ANTI JOIN (SELECT kode FROM menu UNION ALL SELECT kode FROM luar_menu)
        USING (kode)"""),
    Silang("luar_menu", ("tujuan",), "tidak ada di opd.csv", """
        SELECT DISTINCT tujuan FROM luar_menu WHERE jalur = 'kecamatan_opd' AND tujuan NOT IN (SELECT id FROM opd)"""),
    Silang("menu_opd", ("tujuan",), "tidak ada di opd.csv", """
        SELECT DISTINCT tujuan FROM menu_opd WHERE tujuan NOT IN (SELECT id FROM opd)"""),
    Silang("menu", ("kelompok",), "belum punya tujuan di menu_opd.csv", """
        SELECT DISTINCT kelompok FROM menu WHERE kelompok NOT IN (SELECT kelompok FROM menu_opd)"""),
    Silang("menu_opd", ("kelompok",), "belum ada; baris ini untuk yang tidak dikenal menu", """
        SELECT 'X' WHERE NOT EXISTS (FROM menu_opd WHERE kelompok = 'X')"""),
    Silang("sumber_dana", ("sumber",), "mempunyai dua tujuan; samakan", """
        SELECT sumber FROM sumber_dana GROUP BY sumber
        HAVING count(DISTINCT (jalur, kewenangan, tujuan, rujukan)) > 1"""),
    Silang("katalog", ("kode",), "tidak ada di menu.csv", """
        SELECT DISTINCT kode FROM katalog WHERE kode NOT IN (SELECT kode FROM menu)"""),
    Silang("harga", ("kode",), "tidak ada di menu.csv", """
        SELECT DISTINCT kode FROM harga WHERE kode NOT IN (SELECT kode FROM menu)"""),
    Silang("harga", ("kode", "satuan"), "rendah dan tinggi harus mengapit harga, atau kosong", """
        SELECT kode, satuan FROM harga
        WHERE NOT coalesce(TRY_CAST(nullif(rendah, '') AS BIGINT) BETWEEN 1 AND harga, rendah = '')
            OR NOT coalesce(TRY_CAST(nullif(tinggi, '') AS BIGINT) >= harga, tinggi = '')"""),
)  # fmt: skip


def _cross_faults(con: DuckDBPyConnection, tables: dict[str, Tabel]) -> Iterator[str]:
    """Faults that only show when two tables are held against each other, each with its first line."""
    for one in SILANG:
        if not one.perlu <= tables.keys():
            continue  # one of them cannot be read, which is told already
        table = tables[one.tabel]
        rows = [tuple(map(str, row)) for row in table.frame[list(one.kolom)].itertuples(index=False, name=None)]
        for cells in sorted(set(con.execute(one.query).fetchall())):
            # The last of them is the office's own, where it adds to the packaged list.
            at = max((place for place, row in enumerate(rows) if row == cells), default=None)
            where = "" if at is None else f" {table.asal[at][1]},"
            yield f"{one.tabel}.csv:{where} kolom {', '.join(one.kolom)}: «{' '.join(cells)}» {one.kalimat}."
