"""The year's rules on disk: loaded, refused, or laid into the warehouse as tables that SQL joins."""

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows import warehouse
from flows.cycle import BOUNDARIES, PACKAGED, Cycle
from flows.errors import RulePackError
from flows.rules.decisions import conditions, decision_faults
from flows.rules.examples import Contoh, read_examples
from flows.rules.models import (
    CRITERIA,
    NATIONAL_FIELDS,
    REPEATED,
    STAGES,
    Angka,
    Pack,
    Pagu,
    PaguSebelumnya,
    Prioritas,
    Sumber,
)
from flows.rules.pack import Change, in_force, load_national, load_pack
from flows.rules.script import Script
from flows.rules.whatif import changes
from schemas.reference import FILES

SCALE = {"swadaya": 100, "urgensi": 5, "keseriusan": 5, "pertumbuhan": 5}  # contract section 6
TIES = 5


def pack_of(cycle: Cycle) -> Pack:
    """The rule pack of the cycle.

    Raises RulePackError when the year has none or when a file does not load.
    """
    if not cycle.pack.is_file():
        raise RulePackError(
            f"Paket aturan {cycle.kota} tahun {cycle.tahun} belum ada. "
            f"Salin paket tahun lain ke rules/{cycle.kota}/{cycle.tahun}.toml lalu sesuaikan angkanya."
        )
    changed = cycle.pack.stat().st_mtime_ns, cycle.national.stat().st_mtime_ns
    return _loaded(cycle.pack, cycle.national, cycle.tahun, cycle.kota, changes(cycle.andai), changed)


@cache
def _loaded(
    local: Path, national: Path, tahun: int, kota: str, andai: tuple[Change, ...], _changed: tuple[int, int]
) -> Pack:
    files = (f"{kota}/{local.name}", national.name)
    texts, faults = list[str](), list[str]()
    for path, name in zip((local, national), files, strict=True):
        try:
            texts.append(_text_of(path, name))
        except RulePackError as error:
            faults += error.faults
    if faults:
        raise RulePackError("Paket aturan belum dapat dibaca:", faults)
    return load_pack(texts[0], texts[1], tahun=tahun, kota=kota, files=files, andai=andai)


def origin(cycle: Cycle) -> str:
    """Which pack file is read for the cycle: its place in the working folder, else that it is the packaged one."""
    own = cycle.folder / "rules" / cycle.kota / cycle.pack.name
    if cycle.folder == PACKAGED.resolve() or cycle.pack != own:
        return "bawaan"
    return own.relative_to(cycle.folder).as_posix()


def origin_said(cycle: Cycle) -> str:
    """The line with which every command says which rules it used."""
    return f"Aturan yang dibaca: {origin(cycle)}."


def national_of(cycle: Cycle) -> dict[str, list[Any]]:
    """The tables of the national file, entries of every period."""
    return _national(cycle.national, cycle.national.stat().st_mtime_ns)


@cache
def _national(path: Path, _changed: int) -> dict[str, list[Any]]:
    return load_national(_text_of(path, path.name), path.name)


def _text_of(path: Path, name: str) -> str:
    """A rule file as text; the mark that Notepad puts before UTF-8 is no part of it.

    Raises RulePackError, with the line, for another encoding.
    """
    script = Script(name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RulePackError(script.fault("tidak_dapat_dibuka", sebab=error.strerror)) from error
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data:
        raise RulePackError(script.fault("utf16", di=1))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RulePackError(script.fault("bukan_utf8", di=line)) from error


def tables_of(cycle: Cycle) -> dict[str, pa.Table]:
    """The decision tables jalur and tabel_pengadaan.

    Raises RulePackError, with file and line, for a word that the contract or the numbers in force do not know.
    """
    found, faults = dict[str, pa.Table](), list[str]()
    for table, path in _tables(cycle).items():
        try:
            found[table] = _decisions(path)
        except RulePackError as error:
            faults += error.faults
    for table, rows in found.items() if not faults else ():
        name, numbers = _tables(cycle)[table].name, _known_numbers(cycle)
        faults += [f"{name}: {fault}" for fault in decision_faults(table, rows.to_pylist(), numbers)]
    if faults:
        raise RulePackError("Tabel keputusan belum dapat dipakai:", faults)
    return found


def _known_numbers(cycle: Cycle) -> set[str]:
    return {row["id"] for row in _numbers(pack_of(cycle)).to_pylist()}


def examples_of(cycle: Cycle) -> list[Contoh]:
    """The examples beside the cycle's pack; none where there is no file."""
    return _examples(cycle.examples)


def packaged_examples(cycle: Cycle) -> list[Contoh]:
    """The examples that belong to the packaged pack of the cycle's year and to its numbers."""
    return _examples(PACKAGED / "rules" / cycle.kota / cycle.examples.name)


def _examples(path: Path) -> list[Contoh]:
    return read_examples(_text_of(path, path.name), path.name) if path.is_file() else []


def lay(cycle: Cycle, con: DuckDBPyConnection) -> None:
    """The rules as tables: angka, paket, sumber_pagu, pagu_tahap, aturan_nilai, and the decision tables."""
    pack = pack_of(cycle)
    examples_of(cycle)  # a fault in them is told before anything is touched
    warehouse.put(con, "angka", _numbers(pack))
    warehouse.put(con, "paket", _values(pack, cycle))
    warehouse.put(con, "sumber_pagu", _funds(pack))
    warehouse.put(con, "pagu_tahap", _stages(pack))
    warehouse.put(con, "aturan_nilai", pa.Table.from_pylist([_scoring(pack.prioritas)]))
    warehouse.put(con, "syarat", _words("syarat", [(one,) for one in sorted(conditions(pack))]))
    warehouse.put(con, "program_lokal", _words("kode program", sorted(_own_programmes(pack).items())))
    codes = [(one.program, one.kode, one.uraian) for one in pack.kode]
    warehouse.put(con, "subkegiatan", _words("program kode nama", codes))
    for table, rows in tables_of(cycle).items():
        warehouse.put(con, table, rows)


def weights(pack: Pack) -> dict[str, int]:
    """The weight of every criterion as the values that 60_peringkat.sql wants; 0 where the pack names none."""
    return {f"b_{name}": pack.prioritas.bobot.get(name, 0) for name in CRITERIA}


def lay_numbers(cycle: Cycle, con: DuckDBPyConnection, at: date) -> None:
    """Table angka with procurement law as it is on another day than the pack's."""
    law = in_force(national_of(cycle)["angka"], at)
    warehouse.put(con, "angka", _numbers(replace(pack_of(cycle), nasional=law)))


def _own_programmes(pack: Pack) -> Mapping[str, str]:
    return pack.menu.program if pack.menu else {}


def _words(columns: str, rows: Sequence[tuple[str, ...]]) -> pa.Table:
    """A table of text, also where it has no row."""
    names = columns.split()
    table = [dict(zip(names, row, strict=True)) for row in rows]
    return pa.Table.from_pylist(table, pa.schema([(name, pa.string()) for name in names]))


def suppose(cycle: Cycle, con: DuckDBPyConnection) -> None:
    """A ceiling that is supposed holds for every kelurahan, also where pagu.csv gives one of its own."""
    if "pagu" in dict(cycle.andai):
        tahap = pack_of(cycle).pagu.tahap
        con.execute("DELETE FROM pagu WHERE tahun = ? AND tahap IN ('', ?)", [cycle.tahun, tahap])


def hash_rules(cycle: Cycle) -> str:
    """One hash over every rule and reference file that this run reads."""
    paths = [cycle.pack, cycle.national, *_tables(cycle).values()]
    paths += [path for name in sorted(FILES) for path in cycle.reference(f"{name}.csv")]
    paths += cycle.reference(BOUNDARIES)
    paths += [path for path in (cycle.examples,) if path.is_file()]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    if cycle.andai:
        digest.update(repr(cycle.andai).encode())
    return digest.hexdigest()


def deadline(pack: Pack) -> datetime:
    """The moment after which a file is late, in UTC and without zone, as the warehouse keeps times."""
    local = pack.jadwal.batas_masuk.replace(tzinfo=ZoneInfo(pack.jadwal.zona))
    return local.astimezone(UTC).replace(tzinfo=None)


def _tables(cycle: Cycle) -> dict[str, Path]:
    return {"jalur": cycle.rules("jalur.csv"), "tabel_pengadaan": cycle.rules("pengadaan.csv")}


def _decisions(path: Path) -> pa.Table:
    """A decision table: empty cells are null, so that SQL sees `no limit`; Excel in id_ID parts cells by semicolons."""
    text = _text_of(path, path.name)
    head = text.partition("\n")[0]
    found = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count), restkey="")
    rows = [{key: value or None for key, value in row.items() if key} for row in found]
    if not rows:
        raise RulePackError(f"{path.name}: belum berisi baris. Salin lagi berkas bawaannya, lalu sesuaikan.")
    return pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in rows[0]]))


def _numbers(pack: Pack) -> pa.Table:
    rows = [asdict(one) for one in pack.nasional]
    rows += [_local("pagu", "Pagu dana kelurahan tiap kelurahan", pack.pagu.nilai, pack.pagu)]
    rows += [_local(*one) for one in _optional_numbers(pack)]
    rows += [_local("inovasi_minimal", "Inovasi yang diharapkan di tiap kelurahan", pack.inovasi.minimal, pack.inovasi)]
    kinds = {"nilai": pa.int64(), "berlaku": pa.date32(), "sampai": pa.date32(), "diperiksa": pa.date32()}
    schema = pa.schema([(one.name, kinds.get(one.name, pa.string())) for one in fields(Angka)])
    return pa.Table.from_pylist(sorted(rows, key=lambda row: row["id"]), schema)


def _optional_numbers(pack: Pack) -> Iterator[tuple[str, str, int, Any]]:
    """Id, words, value and section of the numbers that not every pack has."""
    if pack.pihak_ketiga.nilai is not None:
        words = "Pekerjaan fisik di atas nilai ini dikerjakan penyedia (pihak ketiga)"
        yield "pihak_ketiga", words, pack.pihak_ketiga.nilai, pack.pihak_ketiga
    if pack.fisik:
        words = "Bagian terbesar pagu untuk pembangunan sarana prasarana (fisik), dalam persen"
        yield "fisik_maks_persen", words, pack.fisik.maks_persen, pack.fisik
    if pack.inovasi.maks is not None:
        yield "inovasi_maks", "Paling banyak untuk inovasi yang didahulukan", pack.inovasi.maks, pack.inovasi
    if pack.pemerataan:
        words = "Usulan terbaik tiap RW yang didahulukan"
        yield "pemerataan_minimal_per_rw", words, pack.pemerataan.minimal_per_rw, pack.pemerataan
    if pack.teruskan:
        words = "Usulan yang naik ke musrenbang kecamatan dari tiap kelurahan, paling banyak"
        yield "teruskan_maksimal", words, pack.teruskan.maksimal, pack.teruskan
    if pack.apbd:
        yield "apbd_pendapatan", "Pendapatan daerah dalam APBD", pack.apbd.pendapatan, pack.apbd
        yield "apbd_dak", "Dana alokasi khusus (DAK) di dalamnya", pack.apbd.dak, pack.apbd
    for earlier in pack.pagu_sebelumnya:
        yield f"pagu_{earlier.tahap}", f"Pagu tiap kelurahan pada tahap {earlier.tahap}", earlier.nilai, earlier
    for fund in pack.sumber:
        if fund.nilai is not None:
            yield f"sumber_{fund.id}", f"Bagian {fund.nama} dalam pagu tiap kelurahan", fund.nilai, fund


def _local(name: str, uraian: str, nilai: int, section: Any) -> dict[str, Any]:
    return {"id": name, "uraian": uraian, "nilai": nilai, "dasar": section.dasar, "status": section.status}


def _funds(pack: Pack) -> pa.Table:
    """The funds inside the ceiling in the order in which they are spent; nilai null: the rest of the ceiling."""
    rows = [{"urutan": place} | asdict(one) for place, one in enumerate(pack.sumber, start=1)]
    kinds = {"urutan": pa.int32(), "nilai": pa.int64()}
    names = ("urutan", *(one.name for one in fields(Sumber)))
    return pa.Table.from_pylist(rows, pa.schema([(name, kinds.get(name, pa.string())) for name in names]))


def _stages(pack: Pack) -> pa.Table:
    """The stages of the ceiling up to the present one, numbered, with what the pack gives each kelurahan in each."""
    ceilings: list[Pagu | PaguSebelumnya] = [pack.pagu, *pack.pagu_sebelumnya]
    known = {one.tahap: {"nilai": one.nilai, "dasar": one.dasar} for one in ceilings}
    past = STAGES[: STAGES.index(pack.pagu.tahap) + 1]
    rows = [{"tahap": name, "ke": place} | known.get(name, {}) for place, name in enumerate(past, start=1)]
    kinds = {"tahap": pa.string(), "ke": pa.int32(), "nilai": pa.int64(), "dasar": pa.string()}
    return pa.Table.from_pylist(rows, pa.schema(list(kinds.items())))


def _values(pack: Pack, cycle: Cycle) -> pa.Table:
    """The year's policy as text: section, key, value, basis and status; what is supposed in its own section."""
    rows: list[dict] = [{"bagian": "andai", "kunci": name, "nilai": str(value)} for name, value in cycle.andai]
    for bagian, value in _sections(pack):
        common = {"dasar": getattr(value, "dasar", None), "status": getattr(value, "status", None)}
        keys = [one.name for one in fields(value) if one.name not in common and getattr(value, one.name) is not None]
        rows += [{"bagian": bagian, "kunci": key, "nilai": _text(getattr(value, key))} | common for key in keys]
    names = ("bagian", "kunci", "nilai", "dasar", "status")
    return pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in names]))


def _sections(pack: Pack) -> Iterator[tuple[str, Any]]:
    """The sections of the local pack by name; those that may stand several times are numbered from 1."""
    for section in fields(Pack):
        value = getattr(pack, section.name)
        if section.name in REPEATED:
            yield from ((f"{section.name} {place}", one) for place, one in enumerate(value, start=1))
        elif value is not None and section.name not in NATIONAL_FIELDS:
            yield section.name, value


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {one}" for key, one in value.items())
    return ", ".join(value) if isinstance(value, list) else str(value)


def _scoring(rule: Prioritas) -> dict:
    """One row of saturations, directions and tie columns, as 60_poin.sql reads it."""
    row: dict = {"usg_pengusul": rule.usg_dari == "pengusul", "id_turun": "id_usulan desc" in rule.seri}
    for name in CRITERIA:
        row[f"j_{name}"] = rule.jenuh.get(name, SCALE.get(name, 1))
        row[f"t_{name}"] = rule.arah.get(name) == "turun"
    ties = [text.split() for text in rule.seri] + [["id_usulan", "asc"]] * TIES
    for position, (column, way) in enumerate(ties[:TIES], start=1):
        row[f"s{position}"], row[f"d{position}"] = column, way == "desc"
    return row
