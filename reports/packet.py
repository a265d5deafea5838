"""The packet of one kelurahan in one edition.

The public edition is not the internal one with parts hidden by a template: what it must not show is not in
its packet at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reports.issue import INTERNAL, PUBLIK, Edisi
from reports.screening import screen
from reports.views import (
    Kelurahan,
    Keputusan,
    Mutu,
    Pergeseran,
    Peringatan,
    Realisasi,
    Rentang,
    Riwayat,
    Rw,
    Terusan,
    Usulan,
    Wilayah,
)
from reports.vocabulary import Kamus

# The sender's words, all of which pass the screen before they are public.
FREE_TEXT = ("masalah", "usulan", "kegiatan", "lokasi", "lembaga", "satuan", "status_lahan")
HIDDEN = ("pengusul", "kontak", "catatan", "biaya_muat", "kenapa_belum", "rincian")
Hide = Callable[[str | None, str | None], str | None]  # a text and the name of its sender -> the text in public
PUBLIC_LAND = frozenset(("fasilitas umum", "milik pemkot"))


@dataclass(frozen=True, slots=True)
class Paket:
    """All that the pages of one kelurahan show in one edition; `usulan` is in the order of allocation."""

    edisi: Edisi
    kelurahan: Kelurahan
    usulan: tuple[Usulan, ...]
    rw: tuple[Rw, ...]
    peringatan: tuple[Peringatan, ...] = ()
    mutu: tuple[Mutu, ...] = ()
    riwayat: tuple[Riwayat, ...] = ()
    keputusan: tuple[Keputusan, ...] = ()
    realisasi: tuple[Realisasi, ...] = ()
    rentang: tuple[Rentang, ...] = ()
    pergeseran: tuple[Pergeseran, ...] = ()
    wilayah: tuple[Wilayah, ...] = ()

    def jalur(self, *names: str) -> tuple[Usulan, ...]:
        """The proposals that go one of these ways."""
        return tuple(one for one in self.usulan if one.jalur in names)

    @property
    def naik(self) -> tuple[Usulan, ...]:
        """What is passed on and goes up to the musrenbang kecamatan."""
        return tuple(one for one in self.jalur("kecamatan_opd") if one.naik is not False)

    @property
    def belum_diakomodir(self) -> tuple[Usulan, ...]:
        """What neither the list, the reserve nor the musrenbang kecamatan takes up."""
        waiting = self.jalur("tidak_memenuhi", "perlu_biaya", "perlu_klasifikasi")
        return waiting + tuple(one for one in self.jalur("kecamatan_opd") if one.naik is False)


def internal_packet(kelurahan: Kelurahan, parts: Mapping[str, tuple[Any, ...]]) -> Paket:
    """The packet of the panitia, with everything; `parts`: the rows of each of its fields."""
    return Paket(INTERNAL, kelurahan, **parts)


def public_packet(paket: Paket, kamus: Kamus, others: frozenset[str] = frozenset()) -> Paket:
    """The same kelurahan without persons, without matters under judgement and without what-ifs.

    kamus: the words by which persons are known; others: whoever sent something in this kelurahan or accompanies it.
    """

    def hide(text: str | None, pengusul: str | None) -> str | None:
        return screen(text, kamus, pengusul, others)

    return Paket(
        PUBLIK,
        replace(paket.kelurahan, rapat_tempat=hide(paket.kelurahan.rapat_tempat, None)),
        tuple(_public(one, hide, decided=bool(paket.keputusan)) for one in paket.usulan),
        paket.rw,
        riwayat=tuple(_public_riwayat(one, hide) for one in paket.riwayat),
        keputusan=_public_decisions(paket, hide),
        realisasi=paket.realisasi,
        wilayah=paket.wilayah,
    )


def _public(one: Usulan, hide: Hide, *, decided: bool) -> Usulan:
    """Where to ask instead is said in public only when the forum has decided: before, nothing is refused."""
    changed: dict[str, Any] = {name: hide(getattr(one, name), one.pengusul) for name in FREE_TEXT}
    changed |= dict.fromkeys(HIDDEN) | {"alasan": ""}
    if one.jalur == "tidak_memenuhi":
        changed |= {"saran": None, "metode": None, "pelaksana": None, "dasar_pengadaan": None}
        changed |= {} if decided else {"rujukan": None}
    if one.status_lahan not in PUBLIC_LAND:
        changed |= {"lat": None, "lon": None}
    return replace(one, **changed)


def _public_decisions(paket: Paket, hide: Hide) -> tuple[Keputusan, ...]:
    """The forum's reasons without persons, the proposal's own sender above all."""
    senders = {one.id_usulan: one.pengusul for one in paket.usulan}
    return tuple(replace(one, alasan=hide(one.alasan, senders.get(one.id_usulan))) for one in paket.keputusan)


def _public_riwayat(one: Riwayat, hide: Hide) -> Riwayat:
    texts = ("usulan", "lokasi", "hasil", "alasan")
    changed: dict[str, Any] = {name: hide(getattr(one, name), one.pengusul) for name in texts}
    return replace(one, pengusul=None, **changed)


def public_terusan(one: Terusan, kamus: Kamus, others: frozenset[str] = frozenset()) -> Terusan:
    """One row of a kecamatan's or an OPD's page without persons."""
    texts = ("masalah", "usulan", "lokasi", "satuan")
    changed: dict[str, Any] = {name: screen(getattr(one, name), kamus, one.pengusul, others) for name in texts}
    return replace(one, pengusul=None, **changed)
