"""Counts and sums of a kelurahan: problems by RW and field, need against money, the four lists that a forum leaves."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.filters import tempat
from reports.language import gettext as _
from reports.lists import Bagian
from reports.packet import Paket
from reports.views import Usulan
from reports.wording import BIDANG, KELUARAN

UNKNOWN_FIELD = "belum_pasti"
FIELDS = (*BIDANG, UNKNOWN_FIELD)
BAR = 1000  # the longest bar, in parts of its drawing


@dataclass(frozen=True, slots=True)
class Petak:
    """One cell of the matrix: proposals, and the costs known of those that are not merged into others."""

    usulan: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class BarisMatriks:
    """One RW of the matrix, a cell for each of FIELDS, and their sum."""

    judul: str
    petak: tuple[Petak, ...]
    jumlah: Petak

    @property
    def semua(self) -> tuple[Petak, ...]:
        return (*self.petak, self.jumlah)


@dataclass(frozen=True, slots=True)
class Matriks:
    """Problems by RW and field; bidang: the heads of the columns that hold anything."""

    bidang: tuple[str, ...]
    baris: tuple[BarisMatriks, ...]
    jumlah: BarisMatriks


def problem_matrix(paket: Paket) -> Matriks:
    """Every RW that sent something, what is for the whole kelurahan last; a field that nobody names is left out."""
    fields = tuple(name for name in FIELDS if any(_field(one) == name for one in paket.usulan))
    rows = tuple(_row(tempat(rw), _of(paket, rw), fields) for rw in _places(paket))
    return Matriks(fields, rows, _row(_("Jumlah"), paket.usulan, fields))


def _places(paket: Paket) -> list[int | None]:
    return sorted({one.rw for one in paket.usulan}, key=lambda rw: (rw is None, rw))


def _of(paket: Paket, rw: int | None) -> list[Usulan]:
    return [one for one in paket.usulan if one.rw == rw]


def _row(judul: str, usulan: Iterable[Usulan], fields: tuple[str, ...]) -> BarisMatriks:
    rows = list(usulan)
    cells = tuple(_cell([one for one in rows if _field(one) == name]) for name in fields)
    return BarisMatriks(judul, cells, _cell(rows))


def _cell(rows: list[Usulan]) -> Petak:
    return Petak(len(rows), sum(one.biaya for one in rows if one.biaya is not None and one.jalur != "digabung"))


def _field(one: Usulan) -> str:
    return one.bidang or UNKNOWN_FIELD


@dataclass(frozen=True, slots=True)
class Kebutuhan:
    """What one RW asks for and how much of it is inside the ceiling; the lengths are parts of BAR."""

    judul: str
    diminta: int
    masuk: int
    panjang_diminta: int
    panjang_masuk: int


def needs(paket: Paket) -> list[Kebutuhan]:
    """Need against money of every RW; the RW that asks for most fills the drawing."""
    asked = {rw: _cell(_of(paket, rw)).rupiah for rw in _places(paket)}
    inside = {rw: _inside(_of(paket, rw)) for rw in asked}
    most = max(asked.values(), default=0)
    return [
        Kebutuhan(tempat(rw), need, inside[rw], BAR * need // most, BAR * inside[rw] // most)
        for rw, need in asked.items()
        if most
    ]


def _inside(rows: list[Usulan]) -> int:
    return sum(one.biaya for one in rows if one.jalur == "dana_kelurahan" and one.biaya is not None)


def outputs(paket: Paket) -> list[Bagian[Usulan]]:
    """The four lists of the forum, each with its heading; what is not decided or merged is on none of them."""
    found: dict[str, list[Usulan]] = {name: [] for name in KELUARAN}
    for one in paket.jalur("dana_kelurahan", "cadangan", "kecamatan_opd"):
        found[_output(one)].append(one)
    return [Bagian(_(KELUARAN[name]), tuple(rows)) for name, rows in found.items()]


def _output(one: Usulan) -> str:
    if one.bidang not in (None, "infrastruktur"):
        return "d"
    if one.jalur != "kecamatan_opd":
        return "a"
    return "b" if one.kewenangan == "kecamatan" else "c"
