"""The rules as people check them: whether the packs load, and what a year's pack says, sentence by sentence."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from flows import policy
from flows.cycle import PACKAGED, kota_of, open_cycle, years
from flows.errors import RulePackError
from flows.rules.pack import Inovasi, Jadwal, Pack, Pagu, PihakKetiga, Prioritas
from flows.terminal import Part, Tabel
from reports.filters import angka, rangkai, rupiah, tanggal, waktu
from reports.wording import PAGU, PROGRAM, STATUS_ANGKA

Kalimat = tuple[str, str, str]  # the sentence, its basis, how firm it is


def check_rules(folder: Path | None) -> Iterator[Part]:
    """Loads every pack of the kota, a sentence for each; raises RulePackError with the faults of all."""
    faults: list[str] = []
    for year in years(folder, kota_of(folder)):
        try:
            pack = policy.pack_of(open_cycle(year, folder or PACKAGED, mulai=0))
        except RulePackError as error:
            faults.append(f"{year}: {error}")
        else:
            yield f"Paket aturan {pack.paket.kota} tahun {year} utuh: {len(pack.nasional)} angka nasional berlaku."
    if faults:
        raise RulePackError("\n".join(faults))


def show_rules(tahun: int, folder: Path | None) -> Iterator[Part]:
    """What the pack of a year says, each sentence with its basis and its status."""
    pack = policy.pack_of(open_cycle(tahun, folder or PACKAGED, mulai=0))
    yield f"Aturan {pack.paket.kota} untuk Tahun Anggaran {tahun}"
    yield Tabel(("Ketentuan", "Dasar", "Status"), tuple([*_local(pack), *_national(pack)]))


def _local(pack: Pack) -> Iterator[Kalimat]:
    for section in fields(pack):
        value = getattr(pack, section.name)
        if section.name in SENTENCES and value is not None:
            basis, status = getattr(value, "dasar", ""), getattr(value, "status", None)
            for sentence in SENTENCES[section.name](value):
                yield sentence, basis, STATUS_ANGKA[status] if status else ""


def _national(pack: Pack) -> Iterator[Kalimat]:
    for one in pack.nasional:
        yield f"{one.uraian}: {angka(one.nilai)}.", one.dasar, STATUS_ANGKA[one.status]


def _pagu(rule: Pagu) -> Iterator[str]:
    yield f"Tiap kelurahan: {PAGU[rule.tahap]} {rupiah(rule.nilai)}, kecuali yang tertulis di pagu.csv."


def _third_party(rule: PihakKetiga) -> Iterator[str]:
    yield f"Pekerjaan konstruksi di atas {rupiah(rule.nilai)} dikerjakan penyedia (pihak ketiga)."


def _physical(rule: Any) -> Iterator[str]:
    yield f"Paling banyak {rule.maks_persen}% pagu untuk {PROGRAM['sarpras']}."


def _innovation(rule: Inovasi) -> Iterator[str]:
    way = {"catat": "dicatat saja, tidak mengubah urutan", "dahulukan": "yang terverifikasi didahulukan"}[rule.cara]
    yield f"Diharapkan {rule.minimal} inovasi di tiap kelurahan; {way}."


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
    "pihak_ketiga": _third_party,
    "fisik": _physical,
    "inovasi": _innovation,
    "prioritas": _order,
    "jadwal": _schedule,
}
