"""Stage 9 of 9: the rules as people check them: whether the packs load, and what they say, sentence by sentence."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from flows import policy, warehouse
from flows.cycle import PACKAGED, kota_of, open_cycle, years
from flows.errors import RulePackError
from flows.rules.pack import (
    NATIONAL_FIELDS,
    REPEATED,
    Apbd,
    Fisik,
    Inovasi,
    Jadwal,
    MenuLokal,
    Pack,
    Pagu,
    PaguSebelumnya,
    Pemerataan,
    PihakKetiga,
    Prioritas,
    Sumber,
    Swakelola,
    Teruskan,
)
from flows.terminal import Part, Tabel
from reports.filters import angka, rangkai, rupiah, tanggal, waktu
from reports.rulebook import Aturan, Ketetapan, line_said, way_said
from reports.wording import METODE, PAGU, PROGRAM, STATUS_ANGKA, STATUS_SINGKAT


def check_rules(folder: Path | None) -> Iterator[Part]:
    """Loads every pack of the kota, a sentence for each; raises RulePackError with the faults of all."""
    kota, faults = kota_of(folder), []
    known = years(folder, kota)
    for year in known:
        cycle = open_cycle(year, folder or PACKAGED, mulai=0)
        try:
            pack = policy.pack_of(cycle)
            policy.tables_of(cycle)
        except RulePackError as error:
            faults += error.faults
        else:
            yield f"Paket aturan {kota} tahun {year} utuh: {len(pack.nasional)} angka nasional berlaku."
    if faults:
        raise RulePackError("Paket aturan belum dapat dipakai:", list(dict.fromkeys(faults)))
    missing = [str(year) for year in range(known[0], known[-1]) if year not in known] if known else []
    if missing:
        yield f"Paket aturan {kota} belum ada untuk tahun {rangkai(missing)}."


def show_rules(tahun: int, folder: Path | None) -> Iterator[Part]:
    """What the pack of a year says, each sentence with its basis and its status."""
    cycle = open_cycle(tahun, folder or PACKAGED, mulai=0)
    pack = policy.pack_of(cycle)
    yield f"Aturan {pack.paket.kota} untuk Tahun Anggaran {tahun}"
    with duckdb.connect() as con:
        policy.lay(cycle, con)
        warehouse.make(con, "80_batas")
        told = [*stipulations(pack), *_tables(con)]
    rows = [(one.kalimat, one.dasar, STATUS_ANGKA[one.status] if one.status else "") for one in told]
    yield Tabel(("Ketentuan", "Dasar", "Status"), tuple(rows))


def diff_rules(dari: int, ke: int, folder: Path | None) -> Iterator[Part]:
    """What another year's pack adds, drops and changes, a sentence each, with both values and their basis."""
    old, new = (policy.pack_of(open_cycle(year, folder or PACKAGED, mulai=0)) for year in (dari, ke))
    yield f"Aturan {new.paket.kota}: Tahun Anggaran {dari} dibandingkan dengan {ke}"
    before, after = _flat(old), _flat(new)
    places = [where for where in dict.fromkeys([*before, *after]) if before.get(where) != after.get(where)]
    yield from (_difference(where, before.get(where), after.get(where)) for where in places)
    if not places:
        yield "Tidak ada perbedaan."


def stipulations(pack: Pack) -> Iterator[Ketetapan]:
    """Every sentence of the year's local policy, then of national law."""
    for bagian, sentences in SENTENCES.items():
        value = getattr(pack, bagian)
        for one in value if bagian in REPEATED else (value,):
            if one is not None:
                basis, status = getattr(one, "dasar", ""), getattr(one, "status", "")
                yield from (Ketetapan(bagian, said, basis, status) for said in sentences(one))
    for number in pack.nasional:
        yield Ketetapan("nasional", f"{number.uraian}: {angka(number.nilai)}.", number.dasar, number.status)
    for code in pack.kode:
        yield Ketetapan("kode", f"Sub-kegiatan {code.kode} {code.uraian}.", code.dasar, code.status)
    for rule in pack.ketentuan:
        yield Ketetapan("ketentuan", rule.isi, rule.dasar, rule.status)


def decision_lines(con: duckdb.DuckDBPyConnection) -> tuple[list[Aturan], list[Aturan]]:
    """The lines of the procurement table that hold under the pack, and those of the table of ways (jalur)."""
    bought = con.execute("FROM batas ORDER BY aturan").fetchall()
    names = [column[0] for column in con.description or ()]
    lines = [line_said(dict(zip(names, row, strict=True))) for row in bought]
    ways = con.execute("SELECT aturan, jalur, alasan, dasar FROM jalur ORDER BY aturan").fetchall()
    return lines, [way_said(*row) for row in ways]


def _tables(con: duckdb.DuckDBPyConnection) -> Iterator[Ketetapan]:
    bought, ways = decision_lines(con)
    for one in (*bought, *ways):
        yield Ketetapan("", f"{one.kode}: {one.syarat}: {one.hasil}.", one.dasar, "")


Told = tuple[str, str]  # a value in words, and its own basis; that of a section is a value of its own


def _flat(pack: Pack) -> dict[str, Told]:
    """Where a value stands -> the value and its basis; sections without their year and their kota."""
    found = {}
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
    found = {}
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


def _pagu(rule: Pagu) -> Iterator[str]:
    yield f"Tiap kelurahan: {PAGU[rule.tahap]} {rupiah(rule.nilai)}, kecuali yang tertulis di pagu.csv."


def _earlier(rule: PaguSebelumnya) -> Iterator[str]:
    yield f"Sebelumnya {PAGU[rule.tahap]} tiap kelurahan {rupiah(rule.nilai)}."


def _fund(rule: Sumber) -> Iterator[str]:
    share = "sisa pagu" if rule.nilai is None else f"{rupiah(rule.nilai)} tiap kelurahan"
    yield f"Sumber dana {rule.nama}: {share}, dipakai menurut urutan di sini."


def _third_party(rule: PihakKetiga) -> Iterator[str]:
    if rule.nilai is None:
        yield "Tidak ada batas pihak ketiga: pekerjaan konstruksi diutamakan dikerjakan kelompok masyarakat."
    else:
        yield f"Pekerjaan konstruksi di atas {rupiah(rule.nilai)} dikerjakan penyedia (pihak ketiga)."


def _self_managed(rule: Swakelola) -> Iterator[str]:
    yield f"Pelatihan dan kegiatan nonfisik dilaksanakan dengan {METODE[rule.nonfisik]}."


def _physical(rule: Fisik) -> Iterator[str]:
    what = {"program": PROGRAM["sarpras"], "jenis": "pekerjaan konstruksi dan pengadaan barang"}[rule.dihitung_dari]
    yield f"Paling banyak {rule.maks_persen}% pagu untuk {what}."


def _innovation(rule: Inovasi) -> Iterator[str]:
    way = {"catat": "dicatat saja, tidak mengubah urutan", "dahulukan": "yang terverifikasi didahulukan"}[rule.cara]
    asked = f"Diharapkan {rule.minimal} inovasi di tiap kelurahan" if rule.minimal else "Inovasi tidak diminta"
    most = "" if rule.maks is None else f", paling banyak {rupiah(rule.maks)}"
    yield f"{asked}; {way}{most}."


def _fairness(rule: Pemerataan) -> Iterator[str]:
    yield f"Dari tiap RW, {rule.minimal_per_rw} usulan terbaik dimuat lebih dahulu selama pagu cukup."


def _passed_on(rule: Teruskan) -> Iterator[str]:
    yield f"Tiap kelurahan meneruskan paling banyak {rule.maksimal} usulan ke musrenbang kecamatan."


def _own_menu(rule: MenuLokal) -> Iterator[str]:
    for kode, program in rule.program.items():
        yield f"Kegiatan {kode} masuk program {PROGRAM[program]}; jenis pekerjaannya tetap."


def _budget(rule: Apbd) -> Iterator[str]:
    yield f"Pendapatan APBD {rupiah(rule.pendapatan)}, di antaranya DAK {rupiah(rule.dak)}."


def _order(rule: Prioritas) -> Iterator[str]:
    weights = rangkai([f"{name.replace('_', ' ')} {weight}" for name, weight in rule.bobot.items()])
    yield f"Bobot nilai bantu: {weights}."
    full = rangkai([f"{name.replace('_', ' ')} {limit}" for name, limit in rule.jenuh.items()])
    yield f"Nilai penuh dicapai pada: {full}."
    source = {"verifikasi": "hasil verifikasi, bukan isian pengusul", "pengusul": "isian pengusul"}[rule.usg_dari]
    yield f"Urgensi, keseriusan, dan pertumbuhan dinilai dari {source}."
    way = "dilewati, lalu dilanjutkan ke urutan berikutnya" if rule.lompati else "menghentikan daftar di situ"
    yield f"Usulan yang tidak muat dalam sisa pagu {way}."
    ways = {"desc": "terbanyak", "asc": "terkecil"}
    ties = [f"{name.replace('_', ' ')} {ways[way]}" for name, way in (text.split() for text in rule.seri)]
    yield f"Penentu bila nilainya sama: {rangkai(ties)}."


def _schedule(rule: Jadwal) -> Iterator[str]:
    yield f"Batas masuk usulan {waktu(rule.batas_masuk, rule.zona)}; sesudahnya dicatat sebagai usulan susulan."
    yield f"Musrenbang kelurahan {tanggal(rule.musrenbang_kelurahan)}."
    yield f"Ketentuan pengadaan dibaca menurut keadaan {tanggal(rule.tanggal_pengadaan)}."


SENTENCES: dict[str, Callable[[Any], Iterator[str]]] = {
    "pagu": _pagu,
    "pagu_sebelumnya": _earlier,
    "sumber": _fund,
    "pihak_ketiga": _third_party,
    "swakelola": _self_managed,
    "fisik": _physical,
    "inovasi": _innovation,
    "pemerataan": _fairness,
    "teruskan": _passed_on,
    "menu": _own_menu,
    "apbd": _budget,
    "prioritas": _order,
    "jadwal": _schedule,
}
