"""The lists that pages show: proposals under headings, one line per RW, the ceiling as a bar."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from reports.filters import bilangan, rupiah, tempat
from reports.issue import Terbitan
from reports.language import counted
from reports.language import gettext as _
from reports.packet import Paket
from reports.views import Terusan, Usulan
from reports.wording import JALUR, NAIK, PERINGATAN, TIDAK_NAIK, pengusul_peran

Row = TypeVar("Row", Usulan, Terusan)


@dataclass(frozen=True, slots=True)
class Bagian(Generic[Row]):
    """Rows under one heading; jumlah: the sum of the costs known."""

    judul: str
    isi: tuple[Row, ...]

    @property
    def jumlah(self) -> int:
        return sum(one.biaya for one in self.isi if one.biaya is not None)

    @property
    def tanpa_biaya(self) -> int:
        return sum(one.biaya is None for one in self.isi)

    @property
    def ikhtisar(self) -> str:
        """How many, and what they cost together as far as it is known."""
        return f"{self.banyaknya}, {self.nilai}"

    @property
    def banyaknya(self) -> str:
        return counted("{n} usulan", len(self.isi)).format(n=bilangan(len(self.isi)))

    @property
    def nilai(self) -> str:
        if self.tanpa_biaya == len(self.isi):
            return _("biaya belum diperkirakan")
        if not self.tanpa_biaya:
            return rupiah(self.jumlah)
        return _("{nilai} ({n} belum diperkirakan)").format(nilai=rupiah(self.jumlah), n=bilangan(self.tanpa_biaya))


def parts(rows: Iterable[Row], key: Callable[[Row], str]) -> list[Bagian[Row]]:
    """The rows under the headings that `key` gives, headings in alphabetical order, rows in theirs."""
    ordered = sorted(rows, key=key)
    return [Bagian(title, tuple(group)) for title, group in groupby(ordered, key)]


@dataclass(frozen=True, slots=True)
class Kelompok:
    """What is passed on, in parts: what goes up to the musrenbang kecamatan, or what is beyond its number."""

    judul: str
    semua: Bagian[Terusan]
    bagian: list[Bagian[Terusan]]


def passed_on(rows: Iterable[Terusan], key: Callable[[Terusan], str]) -> list[Kelompok]:
    """What goes up, then what does not; without a number in the pack everything goes up and needs no title."""
    found = tuple(rows)
    up, beyond = tuple(one for one in found if one.naik), tuple(one for one in found if not one.naik)
    groups = [(NAIK if beyond else "", up), (TIDAK_NAIK, beyond)]
    return [Kelompok(title, Bagian(title, isi), parts(isi, key)) for title, isi in groups if isi]


def office(one: Usulan | Terusan) -> str:
    """The office a proposal goes to, as a heading."""
    return one.nama_tujuan or one.tujuan or ""


def advice(one: Usulan) -> str:
    """To whom a proposal goes or why it is to be discussed, and where to ask: one heading for all such."""
    return f"{office(one)}|{one.naik is False}|{one.alasan}|{one.rujukan}"


def route(one: Usulan) -> str:
    """How a proposal would be bought, and by which rule: what stands under one heading."""
    return f"{one.metode}|{one.pelaksana or ''}|{one.dasar_pengadaan}"


def ranks(paket: Paket) -> list[tuple[Usulan, str]]:
    """Every proposal by its draft rank, with the ranks that it has when one weight at a time moves: 3, or 2-5."""
    spans = {one.id_usulan: (one.tertinggi, one.terendah) for one in paket.rentang}
    ordered = sorted(paket.usulan, key=lambda one: one.peringkat)
    return [(one, _span(*spans.get(one.id_usulan, (one.peringkat, one.peringkat)))) for one in ordered]


def _span(best: int, worst: int) -> str:
    return str(best) if best == worst else f"{best}-{worst}"


def fund_totals(terbitan: Terbitan, paket: Paket) -> list[tuple[str, int]]:
    """The funds of the pack in its order, with what each pays of the list in rupiah."""
    paid = dict.fromkeys(terbitan.sumber, 0)
    for one in paket.jalur("dana_kelurahan"):
        for name, amount in one.sumber or ():
            paid[name] += amount
    return list(paid.items())


@dataclass(frozen=True, slots=True)
class Penyesuaian:
    """What the present ceiling makes of the list that an earlier one gave."""

    tetap: Bagian[Usulan]
    keluar: Bagian[Usulan]
    naik: Bagian[Usulan]
    cadangan: int

    @property
    def jumlah_lalu(self) -> int:
        return self.tetap.jumlah + self.keluar.jumlah

    @property
    def jumlah(self) -> int:
        return self.tetap.jumlah + self.naik.jumlah


def adjustment(paket: Paket) -> Penyesuaian:
    """The list cut again, each part in the order of turns."""

    def those(change: str, *ways: str) -> tuple[Usulan, ...]:
        return tuple(one for one in paket.jalur(*ways) if one.perubahan == change)

    return Penyesuaian(
        Bagian("Tetap dalam daftar", those("tetap", "dana_kelurahan")),
        Bagian("Keluar dari daftar, menjadi cadangan", those("keluar", "cadangan")),
        Bagian("Naik dari cadangan ke dalam daftar", those("naik", "dana_kelurahan")),
        len(those("tetap", "cadangan")),
    )


def by_rw(usulan: Iterable[Usulan]) -> list[Bagian[Usulan]]:
    """Proposals per RW, each RW by its RT and its own order; those for the whole kelurahan last."""

    def order(one: Usulan) -> tuple[int, list[int], int, str]:
        return _rw_key(one.rw), list(one.rt or ()), one.prioritas or 999, one.id_usulan

    ordered = sorted(usulan, key=order)
    return [Bagian(_rw_title(rw), tuple(group)) for rw, group in groupby(ordered, lambda one: one.rw)]


def _rw_key(rw: int | None) -> int:
    return 1000 if rw is None else rw


def _rw_title(rw: int | None) -> str:
    return tempat(rw)


def merged_into(usulan: Iterable[Usulan]) -> dict[str, list[str]]:
    """The kode of each main proposal -> the kode of those merged into it."""
    found: dict[str, list[str]] = {}
    for one in usulan:
        if one.wakil is not None and one.jalur == "digabung":
            found.setdefault(one.wakil, []).append(one.kode)
    return found


@dataclass(frozen=True, slots=True)
class Hal:
    """Matters of one kind for the panitia to judge, each with the proposals it is about."""

    judul: str
    isi: tuple[tuple[str, tuple[Usulan, ...]], ...]


def matters(paket: Paket) -> list[Hal]:
    """The panitia's matters by kind, kinds in the order of the wording."""
    known = {one.id_usulan: one for one in paket.usulan}
    found: dict[str, list[tuple[str, tuple[Usulan, ...]]]] = {kode: [] for kode in PERINGATAN}
    for one in paket.peringatan:
        members = tuple(known[name] for name in one.id_usulan or () if name in known)
        found.setdefault(one.kode, []).append((one.pesan, members))
    return [Hal(PERINGATAN.get(kode, kode), tuple(isi)) for kode, isi in found.items() if isi]


@dataclass(frozen=True, slots=True)
class RekapRw:
    """One line per RW: what it sent and where that stands."""

    rw: int
    judul: str
    status: str
    usulan: int
    masuk: int
    masuk_rupiah: int
    cadangan: int
    diteruskan: int
    belum_lengkap: int
    lainnya: int


def rw_summary(paket: Paket) -> list[RekapRw]:
    """Every RW heard or registered, and last what is for the whole kelurahan."""
    rows: dict[int | None, list[Usulan]] = {one.rw: [] for one in paket.rw}
    for one in paket.usulan:
        rows.setdefault(one.rw, []).append(one)
    status: dict[int | None, str] = {one.rw: one.status for one in paket.rw}
    return [_summary(rw, status.get(rw, "mengirim"), rows[rw]) for rw in sorted(rows, key=_rw_key)]


def _summary(rw: int | None, status: str, usulan: list[Usulan]) -> RekapRw:
    count = dict.fromkeys(JALUR, 0)
    for one in usulan:
        count[one.jalur] += 1
    masuk = sum(one.biaya for one in usulan if one.jalur == "dana_kelurahan" and one.biaya is not None)
    incomplete = count["perlu_biaya"] + count["perlu_klasifikasi"]
    return RekapRw(
        rw or 0,
        _rw_title(rw),
        status,
        len(usulan),
        count["dana_kelurahan"],
        masuk,
        count["cadangan"],
        count["kecamatan_opd"],
        incomplete,
        count["tidak_memenuhi"] + count["digabung"],
    )


@dataclass(frozen=True, slots=True)
class Batang:
    """The ceiling as a bar of 1000 parts: physical, non-physical, what is left, what is beyond the line."""

    fisik: int
    nonfisik: int
    pagu: int
    cadangan: int
    cadangan_rupiah: int


def ceiling_bar(paket: Paket) -> Batang:
    """The bar runs to the ceiling and, behind its line, on through the reserve."""
    one = paket.kelurahan
    reserve = sum(row.biaya for row in paket.jalur("cadangan") if row.biaya is not None)
    whole = max(one.pagu + reserve, 1)
    fisik = 1000 * one.sarpras_masuk // whole
    masuk = 1000 * one.masuk_rencana // whole
    return Batang(fisik, masuk - fisik, 1000 * one.pagu // whole, 1000 * reserve // whole, reserve)


def whole_rw(part: Bagian[Usulan]) -> Bagian[Usulan]:
    """The same proposals under the head of their RW."""
    return Bagian(pengusul_peran(None, part.judul), part.isi)


def by_sender(usulan: Iterable[Usulan]) -> list[Bagian[Usulan]]:
    """The proposals of one RW under who sent them: RT by RT, then the bodies of the whole RW."""

    def order(one: Usulan) -> tuple[bool, list[int], str]:
        return not one.rt, list(one.rt or ()), one.peran

    ordered = sorted(usulan, key=order)
    return [Bagian(key[2], tuple(group)) for key, group in groupby(ordered, order)]
