"""The page of a what-if: what it would change against the published run; a trial sum, never a draft."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.filters import rupiah, tempat
from reports.language import gettext as _
from reports.wording import JALUR, METODE, PELAKSANA_SINGKAT, PERUBAHAN_ANDAI


@dataclass(frozen=True, slots=True)
class AndaiUsulan:
    """One change of one proposal; columns of 90_andai_usulan.sql."""

    perubahan: str
    id_usulan: str
    kode: str
    kode_kelurahan: str
    rw: int | None
    rt: Sequence[int] | None
    usulan: str
    lokasi: str | None
    biaya: int | None
    peringkat: int
    jalur_terbit: str
    jalur: str
    pelaksana_terbit: str | None
    pelaksana: str | None
    metode_terbit: str | None
    metode: str | None

    @property
    def tempat(self) -> str:
        return tempat(self.rw, self.rt)

    @property
    def dari(self) -> str:
        return self._said(self.jalur_terbit, self.pelaksana_terbit, self.metode_terbit)

    @property
    def menjadi(self) -> str:
        return self._said(self.jalur, self.pelaksana, self.metode)

    def _said(self, jalur: str, pelaksana: str | None, metode: str | None) -> str:
        if self.perubahan == "pelaksana":
            return f"{PELAKSANA_SINGKAT[pelaksana or '']}, {METODE[metode or '']}"
        return JALUR[jalur].keadaan


@dataclass(frozen=True, slots=True)
class AndaiKelurahan:
    """One kelurahan published and under the what-if, in rupiah; columns of 90_andai_kelurahan.sql."""

    kode: str
    nama: str
    pagu_terbit: int
    pagu: int
    masuk_terbit: int
    masuk_rencana: int
    sisa_terbit: int
    sisa: int


@dataclass(frozen=True, slots=True)
class Ubahan:
    """What a what-if changes in one kelurahan: its figures, and proposals under a heading for each kind of change."""

    kelurahan: AndaiKelurahan
    bagian: tuple[tuple[str, tuple[AndaiUsulan, ...]], ...]


def by_kelurahan(kelurahan: Iterable[AndaiKelurahan], usulan: Iterable[AndaiUsulan]) -> list[Ubahan]:
    """Every kelurahan in the order given, with what changes there."""
    found: dict[tuple[str, str], list[AndaiUsulan]] = {}
    for one in usulan:
        found.setdefault((one.kode_kelurahan, one.perubahan), []).append(one)
    return [
        Ubahan(
            one,
            tuple(
                (title, tuple(found[one.kode, kind]))
                for kind, title in PERUBAHAN_ANDAI.items()
                if (one.kode, kind) in found
            ),
        )
        for one in kelurahan
    ]


def supposed(values: Iterable[tuple[str, str]]) -> str:
    """The numbers supposed, in words."""
    return ", ".join(_number(name, int(value)) for name, value in values)


def _number(name: str, value: int) -> str:
    if name == "pagu":
        return _("pagu tiap kelurahan {nilai}").format(nilai=rupiah(value))
    if name == "pihak_ketiga":
        return _("pekerjaan fisik di atas {nilai} oleh penyedia").format(nilai=rupiah(value))
    if name == "fisik":
        return _("bagian fisik paling banyak {nilai} persen").format(nilai=value)
    return _("bobot {nama} {nilai}").format(nama=name.partition(".")[2].replace("_", " "), nilai=value)
