"""Sentences to read aloud, written from the figures of one kelurahan."""

from datetime import datetime

from reports.filters import bilangan, hari, rangkai, ringkas, rupiah, tanggal, waktu
from reports.issue import Terbitan
from reports.language import counted
from reports.language import gettext as _
from reports.packet import Paket
from reports.views import Kelurahan, MinimalApbd
from reports.wording import ARAH, GESER, JALUR, LKK, NO_REGISTER, WAITING


def opening(terbitan: Terbitan, paket: Paket) -> list[str]:
    """Three sentences: who sent how much, what fits the ceiling, where the rest is."""
    if not paket.usulan:
        return [
            _("Belum ada usulan yang kami terima dari Kelurahan {nama}.").format(nama=paket.kelurahan.nama),
            f"{_ceiling(terbitan, paket)}.",
        ]
    return [_sent(paket), _inside(terbitan, paket), _rest(paket)]


def _sent(paket: Paket) -> str:
    one = paket.kelurahan
    sending = sum(rw.status == "mengirim" for rw in paket.rw)
    what = counted("{n} usulan", one.jumlah_usulan).format(n=bilangan(one.jumlah_usulan))
    worth = _("{usulan} senilai {nilai}") if one.total_biaya else _("{usulan} yang biayanya belum dihitung")
    what = worth.format(usulan=what, nilai=ringkas(one.total_biaya))
    if not sending:
        said = _("Kami menerima {usulan}").format(usulan=what)
    elif one.rw_semua is None:
        said = _("{n} RW mengirim {usulan}").format(n=sending, usulan=what)
    else:
        said = _("Dari {semua} RW, {n} RW mengirim {usulan}").format(semua=one.rw_semua, n=sending, usulan=what)
    nihil = counted("{n} RW menyatakan tidak ada usulan (nihil)", one.rw_nihil).format(n=one.rw_nihil)
    return f"{said}; {nihil}." if one.rw_nihil else f"{said}."


def _ceiling(terbitan: Terbitan, paket: Paket) -> str:
    return _("Pagu {sifat} kita {nilai}").format(sifat=terbitan.pagu_sifat, nilai=ringkas(paket.kelurahan.pagu))


def _inside(terbitan: Terbitan, paket: Paket) -> str:
    one, inside = paket.kelurahan, len(paket.jalur("dana_kelurahan"))
    ceiling = _ceiling(terbitan, paket)
    if not inside:
        return _("{pagu}; belum ada usulan yang masuk rencana.").format(pagu=ceiling)
    said = counted(
        "{pagu}; dengan urutan rancangan, {n} usulan masuk rencana senilai {nilai} dan sisa pagu {sisa}.", inside
    )
    return said.format(pagu=ceiling, n=inside, nilai=ringkas(one.masuk_rencana), sisa=ringkas(one.sisa))


def _rest(paket: Paket) -> str:
    said = [_so_many(paket, name) for name in JALUR if name != "dana_kelurahan" and paket.jalur(name)]
    if not said:
        return _("Semua usulan yang kami terima masuk rencana.")
    return _("Yang lain tidak hilang: {bagian}.").format(bagian=rangkai(said))


def _so_many(paket: Paket, name: str) -> str:
    """How many go this way; in public nothing is refused before the forum has met."""
    words = JALUR[name].hitung if paket.edisi.internal or name != "tidak_memenuhi" else WAITING
    said = f"{len(paket.jalur(name))} {_(words)}"
    return said + _of_which_up(paket) if name == "kecamatan_opd" else said


def _of_which_up(paket: Paket) -> str:
    """How many go up where not all do."""
    up, passed = len(paket.naik), len(paket.jalur("kecamatan_opd"))
    return " " + _("({n} di antaranya naik ke musrenbang kecamatan)").format(n=up) if up < passed else ""


def idle(kelurahan: Kelurahan) -> str | None:
    """What only non-physical activities may use, and which bodies sent none; None where nothing lies idle."""
    if not kelurahan.sisa_nonfisik:
        return None
    names = [_(name) for kode, name in LKK.items() if kode in kelurahan.lkk_diam]
    names += [kode for kode in kelurahan.lkk_diam if kode not in LKK]
    said = _("Sisa {nilai} hanya untuk pemberdayaan; {lembaga} belum mengusulkan.") if names else None
    said = said or _("Sisa {nilai} hanya untuk pemberdayaan.")
    return said.format(nilai=rupiah(kelurahan.sisa_nonfisik), lembaga=", ".join(names))


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
        said.append(_("inovasi yang sudah diverifikasi"))
    if terbitan.per_rw == 1:
        said.append(_("usulan terbaik dari setiap RW"))
    elif terbitan.per_rw:
        said.append(_("{n} usulan terbaik dari setiap RW").format(n=terbitan.per_rw))
    if not said:
        return None
    return _("Didahulukan {urutan}.").format(
        urutan=_("{dulu}, lalu {kemudian}").format(dulu=said[0], kemudian=said[1]) if said[1:] else said[0]
    )


def least_of_budget(one: MinimalApbd) -> str:
    """Whether the ceilings together reach the share of the budget that the law asks for, with the arithmetic."""
    sum_up = _(
        "Pagu semua kelurahan berjumlah {pagu}; paling sedikit {persen}% dari pendapatan APBD setelah dikurangi DAK "
        "adalah {persen}% x ({pendapatan} - {dak}) = {wajib}."
    ).format(
        pagu=rupiah(one.pagu),
        persen=one.persen,
        pendapatan=rupiah(one.pendapatan),
        dak=rupiah(one.dak),
        wajib=rupiah(one.wajib),
    )
    missing = one.wajib - one.pagu
    verdict = _("Masih kurang {nilai}.").format(nilai=rupiah(missing)) if missing > 0 else _("Jumlah itu terpenuhi.")
    basis = _("Dasar: {dasar}; angka APBD: {dasar_apbd}.").format(dasar=one.dasar, dasar_apbd=one.dasar_apbd)
    return f"{sum_up} {verdict} {basis}"


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
        return _("RW dan RT yang belum mengirim usulan {sebab}.").format(sebab=_(NO_REGISTER))
    names = [f"{rw.rw:02d}" for rw in paket.rw if rw.status == "belum mengirim"]
    if not names:
        return _("Semua RW sudah mengirim usulan atau menyatakan tidak ada usulan (nihil).")
    said = _("{n} dari {semua} RW belum mengirim usulan: RW {nama}.")
    return said.format(n=len(names), semua=one.rw_semua, nama=rangkai(names))


def innovation(terbitan: Terbitan, paket: Paket) -> str:
    """Counted against what is asked for; moved up only where the pack says so, and only what was verified."""
    count, wanted = paket.kelurahan.inovasi, terbitan.inovasi_minimal
    marked = counted("{n} usulan ditandai pengusul sebagai inovasi", count) if count else _("Belum ada usulan inovasi")
    said = marked.format(n=count)
    if wanted:
        said = _("{inovasi}; diharapkan sedikitnya {n} di setiap kelurahan").format(inovasi=said, n=wanted)
    if terbitan.inovasi_cara != "dahulukan":
        return f"{said}."
    ahead = sum(one.dahulu == "inovasi" for one in paket.usulan)
    return f"{said}. " + _("Sudah diverifikasi dan didahulukan: {n}.").format(n=ahead)
