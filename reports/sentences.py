"""Sentences to read aloud, written from the figures of one kelurahan."""

from datetime import datetime

from reports.filters import bilangan, hari, rangkai, ringkas, tanggal, waktu
from reports.issue import Terbitan
from reports.packet import Paket
from reports.views import Kelurahan
from reports.wording import JALUR, NO_REGISTER, WAITING


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
        for name in JALUR
        if name != "dana_kelurahan" and (count := len(paket.jalur(name)))
    ]
    return f"Yang lain tidak hilang: {rangkai(said)}." if said else "Semua usulan yang kami terima masuk rencana."


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
    """Counted against what is asked for, and no more: nobody is moved up for it."""
    count, wanted = paket.kelurahan.inovasi, terbitan.inovasi_minimal
    marked = f"{count} usulan ditandai pengusul sebagai inovasi" if count else "Belum ada usulan inovasi"
    return f"{marked}; diharapkan sedikitnya {wanted} di setiap kelurahan." if wanted else f"{marked}."
