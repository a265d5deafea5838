"""Stage 9 of 9: what the rules of a year say, sentence by sentence and line by line, each with its basis."""

from collections.abc import Callable, Iterator
from typing import Any

import duckdb

from flows.rules.models import (
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
from reports.filters import angka, rangkai, rupiah, tanggal, waktu
from reports.rulebook import Aturan, Ketetapan, line_said, way_said
from reports.wording import METODE, PAGU, PROGRAM


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


def decision_lines(con: duckdb.DuckDBPyConnection, *, internal: bool) -> tuple[list[Aturan], list[Aturan]]:
    """The lines of the procurement table that hold under the pack, and those of the table of ways (jalur)."""
    bought = con.execute("FROM batas ORDER BY aturan").fetchall()
    names = [column[0] for column in con.description or ()]
    lines = [line_said(dict(zip(names, row, strict=True))) for row in bought]
    ways = con.execute("SELECT aturan, jalur, alasan, dasar FROM jalur ORDER BY aturan").fetchall()
    return lines, [way_said(*row, internal=internal) for row in ways]


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
