"""Sentences to read aloud, written from the figures of one kelurahan."""

from datetime import datetime

from reports.filters import bilangan, hari, rangkai, ringkas, rupiah, tanggal, waktu
from reports.issue import Terbitan
from reports.packet import Paket
from reports.views import Kelurahan, MinimalApbd
from reports.wording import ARAH, GESER, JALUR, LKK, NO_REGISTER, WAITING


def opening(terbitan: Terbitan, paket: Paket) -> list[str]:
    """Three sentences: who sent how much, what fits the ceiling, where the rest is."""
    if not paket.usulan:
        return [
            f"Belum ada usulan yang kami terima dari Kelurahan {paket.kelurahan.nama}.",
            f"Pagu {terbitan.pagu_sifat} kita {ringkas(paket.kelurahan.pagu)}.",
        ]
    return [_sent(paket), _inside(terbitan, paket), _rest(paket)]


def _sent(paket: Paket) -> str:
    one = paket.kelurahan
    sending = sum(rw.status == "mengirim" for rw in paket.rw)
    who = f"{sending} RW mengirim" if sending else "Kami menerima"
    if sending and one.rw_semua is not None:
        who = f"Dari {one.rw_semua} RW, {who}"
    worth = f"senilai {ringkas(one.total_biaya)}" if one.total_biaya else "yang biayanya belum dihitung"
    nihil = f"; {one.rw_nihil} RW menyatakan tidak ada usulan (nihil)" if one.rw_nihil else ""
    return f"{who} {bilangan(one.jumlah_usulan)} usulan {worth}{nihil}."


def _inside(terbitan: Terbitan, paket: Paket) -> str:
    one, inside = paket.kelurahan, len(paket.jalur("dana_kelurahan"))
    ceiling = f"Pagu {terbitan.pagu_sifat} kita {ringkas(one.pagu)}"
    if not inside:
        return f"{ceiling}; belum ada usulan yang masuk rencana."
    return (
        f"{ceiling}; dengan urutan rancangan, {inside} usulan masuk rencana senilai "
        f"{ringkas(one.masuk_rencana)} dan sisa pagu {ringkas(one.sisa)}."
    )


def _rest(paket: Paket) -> str:
    said = [
        f"{count} {JALUR[name].hitung if paket.edisi.internal or name != 'tidak_memenuhi' else WAITING}"
        f"{_of_which_up(paket) if name == 'kecamatan_opd' else ''}"
        for name in JALUR
        if name != "dana_kelurahan" and (count := len(paket.jalur(name)))
    ]
    return f"Yang lain tidak hilang: {rangkai(said)}." if said else "Semua usulan yang kami terima masuk rencana."


def _of_which_up(paket: Paket) -> str:
    """How many go up where not all do."""
    up, passed = len(paket.naik), len(paket.jalur("kecamatan_opd"))
    return f" ({up} di antaranya naik ke musrenbang kecamatan)" if up < passed else ""


def idle(kelurahan: Kelurahan) -> str | None:
    """What only non-physical activities may use, and which bodies sent none; None where nothing lies idle."""
    if not kelurahan.sisa_nonfisik:
        return None
    names = [name for kode, name in LKK.items() if kode in kelurahan.lkk_diam]
    names += [kode for kode in kelurahan.lkk_diam if kode not in LKK]
    silent = f"; {', '.join(names)} belum mengusulkan" if names else ""
    return f"Sisa {rupiah(kelurahan.sisa_nonfisik)} hanya untuk pemberdayaan{silent}."


def stability(paket: Paket) -> str:
    """Whether the list rests on a weight that people may well set otherwise."""
    one_by_one = f"dinaikkan atau diturunkan {GESER} persen, satu demi satu"
    if not paket.pergeseran:
        return f"Daftar dalam pagu tidak berubah bila bobot {one_by_one}."
    said = [
        f"{one.kriteria.replace('_', ' ')} {ARAH[one.arah]} ({one.masuk} usulan masuk, {one.keluar} keluar)"
        for one in paket.pergeseran
    ]
    return f"Bila bobot {one_by_one}, daftar dalam pagu berubah oleh bobot {rangkai(said)}; selebihnya tetap."


def first(terbitan: Terbitan) -> str | None:
    """Who comes before the order of rank; None where the pack puts nobody first."""
    said = []
    if terbitan.inovasi_cara == "dahulukan":
        said.append("inovasi yang sudah diverifikasi")
    if terbitan.per_rw:
        best = "usulan terbaik" if terbitan.per_rw == 1 else f"{terbitan.per_rw} usulan terbaik"
        said.append(f"{best} dari setiap RW")
    return f"Didahulukan {', lalu '.join(said)}." if said else None


def least_of_budget(one: MinimalApbd) -> str:
    """Whether the ceilings together reach the share of the budget that the law asks for, with the arithmetic."""
    sum_up = (
        f"Pagu semua kelurahan berjumlah {rupiah(one.pagu)}; paling sedikit {one.persen}% dari pendapatan APBD setelah "
        f"dikurangi DAK adalah {one.persen}% x ({rupiah(one.pendapatan)} - {rupiah(one.dak)}) = {rupiah(one.wajib)}."
    )
    missing = one.wajib - one.pagu
    verdict = "Jumlah itu terpenuhi." if missing <= 0 else f"Masih kurang {rupiah(missing)}."
    return f"{sum_up} {verdict} Dasar: {one.dasar}; angka APBD: {one.dasar_apbd}."


def meeting(terbitan: Terbitan, kelurahan: Kelurahan) -> str | None:
    """Rabu, 20 Januari 2027 pukul 19.30 WIB, Balai Kelurahan; None where the office has not said when."""
    day = kelurahan.rapat_tanggal
    if day is None:
        return None
    hour = kelurahan.rapat_jam
    said = tanggal(day) if hour is None else waktu(datetime.combine(day, hour), terbitan.zona)
    place = f", {kelurahan.rapat_tempat}" if kelurahan.rapat_tempat else ""
    return f"{hari(day)}, {said}{place}"


def silent(paket: Paket) -> str:
    """Which RW has not sent anything, or why we cannot know."""
    one = paket.kelurahan
    if one.rw_diam is None:
        return f"RW dan RT yang belum mengirim usulan {NO_REGISTER}."
    names = [f"{rw.rw:02d}" for rw in paket.rw if rw.status == "belum mengirim"]
    if not names:
        return "Semua RW sudah mengirim usulan atau menyatakan tidak ada usulan (nihil)."
    return f"{len(names)} dari {one.rw_semua} RW belum mengirim usulan: RW {rangkai(names)}."


def innovation(terbitan: Terbitan, paket: Paket) -> str:
    """Counted against what is asked for; moved up only where the pack says so, and only what was verified."""
    count, wanted = paket.kelurahan.inovasi, terbitan.inovasi_minimal
    marked = f"{count} usulan ditandai pengusul sebagai inovasi" if count else "Belum ada usulan inovasi"
    asked = f"; diharapkan sedikitnya {wanted} di setiap kelurahan" if wanted else ""
    ahead = sum(one.dahulu == "inovasi" for one in paket.usulan)
    moved = f" Sudah diverifikasi dan didahulukan: {ahead}." if terbitan.inovasi_cara == "dahulukan" else ""
    return f"{marked}{asked}.{moved}"
