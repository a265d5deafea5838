"""Who has sent and who has not, RW by RW; and who accompanies which kelurahan."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.filters import dua_angka
from reports.views import Kelurahan
from reports.wording import NO_REGISTER


@dataclass(frozen=True)
class RwKirim:
    """One RW; columns of 90_status_rw.sql. menunggu: rows that wait for a correction; rw None: not known yet."""

    kode_kelurahan: str | None
    rw: int | None
    status: str
    usulan: int
    menunggu: int


@dataclass(frozen=True)
class Kiriman:
    """One kelurahan with its RW. terdaftar: whether a register says which RW there are."""

    kode: str
    nama: str
    kecamatan: str
    terdaftar: bool
    usulan: int
    rw: tuple[RwKirim, ...]

    def mengirim(self) -> list[int]:
        """RW of which something arrived, even if all of it waits for a correction."""
        return [one.rw for one in self.rw if one.rw and one.status != "nihil" and (one.usulan or one.menunggu)]

    def nihil(self) -> list[int]:
        return [one.rw for one in self.rw if one.rw and one.status == "nihil"]

    def belum(self) -> list[int]:
        silent = (one for one in self.rw if one.status == "belum mengirim" and not one.menunggu)
        return [one.rw for one in silent if one.rw]

    def menunggu(self) -> int:
        return sum(one.menunggu for one in self.rw)

    def mengirim_tertulis(self) -> str:
        return numbers(self.mengirim())

    def nihil_tertulis(self) -> str:
        return numbers(self.nihil())

    def belum_tertulis(self) -> str:
        """The silent RW, or why we cannot know."""
        return numbers(self.belum()) if self.terdaftar else NO_REGISTER

    def menunggu_tertulis(self) -> str:
        """3 baris (RW 04: 2, RW belum diketahui: 1); empty when nothing waits."""
        if not self.menunggu():
            return ""
        waiting = [one for one in self.rw if one.menunggu]
        places = [f"{f'RW {dua_angka(one.rw)}' if one.rw else 'RW belum diketahui'}: {one.menunggu}" for one in waiting]
        return f"{self.menunggu()} baris ({', '.join(places)})"


@dataclass(frozen=True)
class Faskel:
    """One facilitator for one area: wilayah is the code of a kelurahan, or of a kecamatan."""

    wilayah: str
    nama: str
    kontak: str

    def mendampingi(self, kiriman: Iterable[Kiriman]) -> list[Kiriman]:
        return [one for one in kiriman if self.wilayah in (one.kode, one.kecamatan)]


@dataclass(frozen=True)
class Dampingan:
    """One facilitator's page. kode names its file: the first of the areas, never the person."""

    kode: str
    nama: str
    kontak: str
    kiriman: tuple[Kiriman, ...]

    @property
    def belum(self) -> int:
        """How many registered RW have not sent anything."""
        return sum(len(one.belum()) for one in self.kiriman)

    @property
    def menunggu(self) -> int:
        """How many rows wait for a correction."""
        return sum(one.menunggu() for one in self.kiriman)


def by_kelurahan(kelurahan: Iterable[Kelurahan], rows: Iterable[RwKirim]) -> tuple[Kiriman, ...]:
    """Every kelurahan with its RW; `rows` are in the order of their kelurahan, those of no known one last."""
    placed = [one for one in rows if one.kode_kelurahan is not None]
    own = {kode: tuple(group) for kode, group in groupby(placed, lambda one: one.kode_kelurahan)}
    return tuple(
        Kiriman(
            one.kode, one.nama, one.kecamatan_kode, one.rt_diam is not None, one.jumlah_usulan, own.get(one.kode, ())
        )
        for one in kelurahan
    )


def accompanied(roster: Sequence[Faskel], kiriman: Sequence[Kiriman]) -> list[Dampingan]:
    """One page for each person, who may stand in the roster with several areas."""
    people: dict[tuple[str, str], list[Faskel]] = {}
    for one in roster:
        people.setdefault((one.nama, one.kontak), []).append(one)
    named = zip(_codes([areas[0].wilayah for areas in people.values()]), people.items(), strict=True)
    return [Dampingan(kode, *person, tuple(_together(areas, kiriman))) for kode, (person, areas) in named]


def _codes(wilayah: Sequence[str]) -> Iterator[str]:
    """Where two share an area, the second one's page is numbered."""
    seen: dict[str, int] = {}
    for kode in wilayah:
        seen[kode] = seen.get(kode, 0) + 1
        yield kode if seen[kode] == 1 else f"{kode}-{seen[kode]}"


def _together(areas: Sequence[Faskel], kiriman: Sequence[Kiriman]) -> list[Kiriman]:
    own = {one.kode for area in areas for one in area.mendampingi(kiriman)}
    return [one for one in kiriman if one.kode in own]


def numbers(rw: Iterable[int]) -> str:
    """1, 2, 3, 5 -> 01-03, 05"""
    spans: list[list[int]] = []
    for one in sorted(rw):
        if spans and one == spans[-1][-1] + 1:
            spans[-1].append(one)
        else:
            spans.append([one])
    return ", ".join(
        f"{span[0]:02d}-{span[-1]:02d}" if len(span) > 2 else ", ".join(map(dua_angka, span)) for span in spans
    )
