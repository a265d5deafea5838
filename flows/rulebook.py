"""The rules as people check them: whether the packs load, what a year's pack says, how two years differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from flows import demonstration, policy, reference, warehouse
from flows.cycle import PACKAGED, Cycle, kota_of, open_cycle, years
from flows.errors import RulePackError
from flows.rule_files import must_be_read, strays, unread
from flows.rules.models import NATIONAL_FIELDS, REPEATED, Pack
from flows.stipulations import decision_lines, stipulations
from flows.terminal import Part, Tabel
from reports.filters import angka, rangkai, tanggal
from reports.rulebook import Ketetapan
from reports.wording import STATUS_ANGKA, STATUS_SINGKAT


def check_rules(folder: Path | None) -> Iterator[Part]:
    """Loads every pack of the kota and carries out its examples; raises RulePackError with the faults of all."""
    yield from load_rules(folder)
    for year in years(folder, kota_of(folder)):
        yield from _carried_out(open_cycle(year, folder or PACKAGED, mulai=0))


def load_rules(folder: Path | None) -> Iterator[Part]:
    """A sentence for each pack that loads, and one for the years between that have none.

    Raises RulePackError with the faults of all packs.
    """
    kota = kota_of(folder)
    faults = [one.kalimat for one in strays(folder) if one.seharusnya]
    known = years(folder, kota)
    for year in known:
        cycle = open_cycle(year, folder or PACKAGED, mulai=0)
        own = list(_faults_of(cycle))
        faults += own
        if not own:
            count = len(policy.pack_of(cycle).nasional)
            yield f"Paket aturan {kota} tahun {year} utuh: {count} angka nasional berlaku. {policy.origin_said(cycle)}"
    if faults:
        raise RulePackError("Paket aturan belum dapat dipakai:", list(dict.fromkeys(faults)))
    missing = [str(year) for year in range(known[0], known[-1]) if year not in known] if known else []
    if missing:
        yield f"Paket aturan {kota} belum ada untuk tahun {rangkai(missing)}."
    yield from unread(folder)


def _faults_of(cycle: Cycle) -> Iterator[str]:
    """The faults of the pack, of the decision tables and of the examples, each told also where another has some."""
    for read in (policy.pack_of, policy.tables_of, policy.examples_of):
        try:
            read(cycle)
        except RulePackError as error:
            yield from error.faults


def _carried_out(cycle: Cycle) -> Iterator[str]:
    """How many of the examples hold, and what follows now where they do not.

    The packaged examples belong to the packaged numbers: where an office has its own, those do not call for a look.
    """
    examples = policy.examples_of(cycle)
    if not examples:
        return
    with warehouse.aside(cycle) as con:
        reference.load(cycle, con)
        tried = demonstration.carry_out(cycle, con, demonstration.reference_of(con), examples)
    broken = [one for one in tried if not one.sesuai]
    foreign = [] if cycle.folder == PACKAGED.resolve() else policy.packaged_examples(cycle)
    own = [one for one in broken if one.contoh not in foreign]
    rest = f" ({len(broken) - len(own)} contoh bawaan ditulis untuk angka bawaan)" if len(broken) > len(own) else ""
    yield f"Contoh tahun {cycle.tahun}: {len(tried) - len(broken)} dari {len(tried)} sesuai{rest}."
    for one in own:
        written, got = _listed(one.contoh.hasil), _listed(one.didapat)
        yield f"Perlu dilihat: {one.contoh.kalimat} Tertulis {written}; jadinya {got}."


def _listed(rows: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(", ".join(f"{name} {value}" for name, value in row.items()) for row in rows)


def show_rules(tahun: int, folder: Path | None) -> Iterator[Part]:
    """What the pack of a year says, each sentence with its basis and its status."""
    cycle = open_cycle(tahun, folder or PACKAGED, mulai=0)
    must_be_read(folder)
    pack = policy.pack_of(cycle)
    yield f"Aturan {pack.paket.kota} untuk Tahun Anggaran {tahun}"
    yield policy.origin_said(cycle)
    with duckdb.connect() as con:
        policy.lay(cycle, con)
        warehouse.make(con, "80_batas")
        told = [*stipulations(pack), *_tables(con)]
    rows = [(one.kalimat, one.dasar, STATUS_ANGKA[one.status] if one.status else "") for one in told]
    yield Tabel(("Ketentuan", "Dasar", "Status"), tuple(rows))


def diff_rules(dari: int, ke: int, folder: Path | None) -> Iterator[Part]:
    """What another year's pack adds, drops and changes, a sentence each, with both values and their basis."""
    must_be_read(folder)
    cycles = [open_cycle(year, folder or PACKAGED, mulai=0) for year in (dari, ke)]
    old, new = (policy.pack_of(cycle) for cycle in cycles)
    first, second = (policy.origin(cycle) for cycle in cycles)
    yield f"Aturan {new.paket.kota}: Tahun Anggaran {dari} ({first}) dibandingkan dengan {ke} ({second})"
    before, after = _flat(old), _flat(new)
    places = [where for where in dict.fromkeys([*before, *after]) if before.get(where) != after.get(where)]
    yield from (_difference(where, before.get(where), after.get(where)) for where in places)
    if not places:
        yield "Tidak ada perbedaan."


def _tables(con: duckdb.DuckDBPyConnection) -> Iterator[Ketetapan]:
    bought, ways = decision_lines(con, internal=True)
    for one in (*bought, *ways):
        yield Ketetapan("", f"{one.kode}: {one.syarat}: {one.hasil}.", one.dasar, "")


Told = tuple[str, str]  # a value in words, and its own basis; that of a section is a value of its own


def _flat(pack: Pack) -> dict[str, Told]:
    """Where a value stands -> the value and its basis; sections without their year and their kota."""
    found: dict[str, Told] = {}
    for section in fields(Pack):
        value = getattr(pack, section.name)
        if section.name in NATIONAL_FIELDS:
            found |= {f"nasional {one.id}": _entry(one) for one in value}
        elif section.name in REPEATED:
            for place, one in enumerate(value, start=1):
                found |= _values(f"{section.name} {place}", asdict(one))
        elif value is not None and section.name != "paket":
            found |= _values(section.name, asdict(value))
    return found


def _entry(one: Any) -> Told:
    return next(_worded(getattr(one, key)) for key in ("nilai", "kode", "isi") if hasattr(one, key)), one.dasar


def _values(where: str, section: Mapping[str, Any]) -> dict[str, Told]:
    found: dict[str, Told] = {}
    for key, value in section.items():
        if isinstance(value, dict):
            found |= {f"{where} {key} {name}": (_worded(one), "") for name, one in value.items()}
        elif value is not None:
            found[f"{where} {key}"] = (
                STATUS_SINGKAT.get(value, _worded(value)) if key == "status" else _worded(value),
                "",
            )
    return found


def _worded(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime):
        return f"{tanggal(value.date())} pukul {value:%H.%M}"
    if isinstance(value, date):
        return tanggal(value)
    if isinstance(value, int):
        return angka(value)
    return rangkai([str(one) for one in value]) if isinstance(value, list) else str(value)


def _difference(where: str, old: Told | None, new: Told | None) -> str:
    shown = where.replace("_", " ")
    if old is None and new is not None:
        return f"Baru: {shown} {_based(new)}."
    if old is not None and new is None:
        return f"Tidak ada lagi: {shown} {_based(old)}."
    assert old and new, where
    return f"Berubah: {shown} semula {_based(old)}, menjadi {_based(new)}."


def _based(told: Told) -> str:
    value, basis = told
    return f"{value} (dasar: {basis})" if basis else value
