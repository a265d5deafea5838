"""Stage 7 and 8 of 9: the sections of the rule files as models: which keys there are and what each may hold.

Pure. A model is a frozen dataclass that pydantic checks; what is wrong has a code, whose sentence stands in
flows/rules/sentences.py.
"""

import re
from dataclasses import dataclass as plain_dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from zoneinfo import available_timezones

from pydantic import AfterValidator, ConfigDict, Field, NaiveDatetime, Strict, TypeAdapter
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

Status = Literal["peraturan", "pernyataan_pers", "asumsi"]
Tahap = Literal["indikatif", "ppas", "apbd", "perubahan"]
Ukuran = Literal["prioritas", "penerima_manfaat", "swadaya", "urgensi", "keseriusan", "pertumbuhan"]
Program = Literal["sarpras", "pemberdayaan"]
STAGES: tuple[Tahap, ...] = get_args(Tahap)
CRITERIA: tuple[Ukuran, ...] = get_args(Ukuran)
TIE_COLUMNS = ("penerima_manfaat", "biaya", "prioritas", "swadaya", "rw", "id_usulan")
MOST = 10**15  # ten thousand times the largest budget of a city: no number of a pack is larger
# What stands in a text that somebody meant to write later.
PLACEHOLDERS = {"isi", "diisi", "isi di sini", "isi disini", "belum diisi", "todo", "tbd", "xxx", "n/a"}
MENU_CODE = r"^[AB]\d\.\d+$"

CHECKED = ConfigDict(extra="forbid")


def _told(text: str) -> str:
    """A text that says something: neither empty nor what a template left."""
    if not text.strip():
        raise PydanticCustomError("teks_kosong", "empty")
    said = text.casefold().strip(" .…-_<>[]()?!:")
    if said in PLACEHOLDERS or not said or re.search(r"\bISI\b", text):
        raise PydanticCustomError("teks_contoh", "placeholder")
    return text


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise PydanticCustomError("zona", "zone")
    return text


def _tie(text: str) -> str:
    column, _, way = text.partition(" ")
    if column not in TIE_COLUMNS or way not in ("asc", "desc"):
        raise PydanticCustomError("seri", "tie")
    return text


def _more_than_nothing(value: int) -> int:
    if value == 0:
        raise PydanticCustomError("rupiah_nol", "zero")
    return value


Teks = Annotated[str, Strict(), AfterValidator(_told)]
Zona = Annotated[str, Strict(), AfterValidator(_zone)]
Seri = Annotated[str, Strict(), AfterValidator(_tie)]
Hari = Annotated[date, Strict()]
Saat = Annotated[NaiveDatetime, Strict()]
YaTidak = Annotated[bool, Strict()]
Bilangan = Annotated[int, Strict(), Field(ge=0, le=MOST)]
Positif = Annotated[int, Strict(), Field(ge=1, le=MOST)]
Rupiah = Annotated[int, Strict(), Field(ge=0, le=MOST), AfterValidator(_more_than_nothing)]
Persen = Annotated[int, Strict(), Field(ge=0, le=100)]
KodeMenu = Annotated[str, Field(pattern=MENU_CODE)]


@dataclass(frozen=True, config=CHECKED)
class Angka:
    """One number in one period; nilai in rupiah, per cent or a count, as uraian says."""

    id: Teks
    uraian: Teks
    nilai: Bilangan
    berlaku: Hari
    dasar: Teks
    status: Status
    diperiksa: Hari
    sampai: Hari | None = None


@dataclass(frozen=True, config=CHECKED)
class Kode:
    """One code of the national list of budget activities in one period; sistem: how many digits it ends in."""

    id: Teks
    uraian: Teks
    program: Program
    kode: Teks
    sistem: Teks
    berlaku: Hari
    dasar: Teks
    status: Status
    diperiksa: Hari
    sampai: Hari | None = None


@dataclass(frozen=True, config=CHECKED)
class Ketentuan:
    """One rule of national law that has no number, as a sentence."""

    id: Teks
    isi: Teks
    berlaku: Hari
    dasar: Teks
    status: Status
    diperiksa: Hari
    sampai: Hari | None = None


@dataclass(frozen=True, config=CHECKED)
class Paket:
    """Which year and kota the pack is for."""

    tahun: Bilangan
    kota: Teks


@dataclass(frozen=True, config=CHECKED)
class Pagu:
    """The ceiling of one kelurahan in rupiah, and how final it is."""

    nilai: Rupiah
    tahap: Tahap
    dasar: Teks
    status: Status


@dataclass(frozen=True, config=CHECKED)
class PihakKetiga:
    """Construction worth more than this many rupiah goes to a third party; ada = false: the kota has no such limit."""

    dasar: Teks
    status: Status
    nilai: Rupiah | None = None
    ada: YaTidak = True


@dataclass(frozen=True, config=CHECKED)
class Fisik:
    """The largest share of the ceiling for physical works, in per cent.

    dihitung_dari: physical is what programme sarpras holds ("program"), or construction and goods ("jenis").
    """

    maks_persen: Persen
    dasar: Teks
    status: Status
    dihitung_dari: Literal["program", "jenis"] = "program"


@dataclass(frozen=True, config=CHECKED)
class Inovasi:
    """How many innovations a kelurahan is asked for, and whether they are only counted.

    maks: rupiah that verified innovations may take ahead of the order, with cara "dahulukan" only.
    """

    minimal: Bilangan
    cara: Literal["catat", "dahulukan"]
    dasar: Teks
    status: Status
    maks: Rupiah | None = None


@dataclass(frozen=True, config=CHECKED)
class Prioritas:
    """How the draft order is made: weights, saturations, directions, ties."""

    bobot: dict[Ukuran, Bilangan]
    jenuh: dict[Ukuran, Positif]
    arah: dict[Ukuran, Literal["naik", "turun"]]
    usg_dari: Literal["verifikasi", "pengusul"]
    lompati: YaTidak
    seri: list[Seri]
    dasar: Teks
    status: Status


@dataclass(frozen=True, config=CHECKED)
class Jadwal:
    """Zone, deadline, date of the meeting, and the date at which procurement law is read."""

    zona: Zona
    batas_masuk: Saat
    musrenbang_kelurahan: Hari
    tanggal_pengadaan: Hari


@dataclass(frozen=True, config=CHECKED)
class PaguSebelumnya:
    """A ceiling of an earlier stage in rupiah; what it gave and the present one does not is printed."""

    tahap: Tahap
    nilai: Rupiah
    dasar: Teks
    status: Status


@dataclass(frozen=True, config=CHECKED)
class Sumber:
    """One fund inside the ceiling of a kelurahan, spent in the order of the pack.

    nilai: rupiah a kelurahan; the last fund has none and takes the rest of the ceiling.
    """

    id: Teks
    nama: Teks
    dasar: Teks
    status: Status
    nilai: Rupiah | None = None


@dataclass(frozen=True, config=CHECKED)
class Pemerataan:
    """How many of each RW's own proposals, the best ranked first, are taken before all others."""

    minimal_per_rw: Bilangan
    dasar: Teks
    status: Status


@dataclass(frozen=True, config=CHECKED)
class Teruskan:
    """How many proposals a kelurahan passes on to the musrenbang kecamatan at most."""

    maksimal: Bilangan
    dasar: Teks
    status: Status


@dataclass(frozen=True, config=CHECKED)
class Apbd:
    """Revenue of the kota's budget and the special funds (DAK) within it, in rupiah, for the 5 per cent test."""

    pendapatan: Rupiah
    dak: Rupiah
    dasar: Teks
    status: Status


@dataclass(frozen=True, config=CHECKED)
class Swakelola:
    """Which type of swakelola non-physical activities take where the kota says so."""

    nonfisik: Literal["swakelola_tipe_i", "swakelola_tipe_iii", "swakelola_tipe_iv"]
    dasar: Teks
    status: Status


@dataclass(frozen=True, config=CHECKED)
class MenuLokal:
    """Menu codes that the kota puts under another programme than the menu does, such as the pos kamling."""

    program: dict[KodeMenu, Program]
    dasar: Teks
    status: Status


@plain_dataclass(frozen=True)
class Pack:
    """The rules of one year in one kota: national numbers in force, and the local policy."""

    paket: Paket
    pagu: Pagu
    pihak_ketiga: PihakKetiga
    inovasi: Inovasi
    prioritas: Prioritas
    jadwal: Jadwal
    nasional: tuple[Angka, ...]
    kode: tuple[Kode, ...] = ()
    ketentuan: tuple[Ketentuan, ...] = ()
    fisik: Fisik | None = None
    pagu_sebelumnya: tuple[PaguSebelumnya, ...] = ()
    sumber: tuple[Sumber, ...] = ()
    pemerataan: Pemerataan | None = None
    teruskan: Teruskan | None = None
    apbd: Apbd | None = None
    swakelola: Swakelola | None = None
    menu: MenuLokal | None = None

    def angka(self, name: str) -> int:
        """The national number `name` in force at the procurement date."""
        return next(one.nilai for one in self.nasional if one.id == name)


SECTIONS: dict[str, type] = {
    "paket": Paket,
    "pagu": Pagu,
    "pihak_ketiga": PihakKetiga,
    "fisik": Fisik,
    "inovasi": Inovasi,
    "prioritas": Prioritas,
    "jadwal": Jadwal,
    "pemerataan": Pemerataan,
    "teruskan": Teruskan,
    "apbd": Apbd,
    "swakelola": Swakelola,
    "menu": MenuLokal,
}
OPTIONAL = {"fisik", "pemerataan", "teruskan", "apbd", "swakelola", "menu"}
# Sections that may stand several times: [[sumber]].
REPEATED: dict[str, type] = {"pagu_sebelumnya": PaguSebelumnya, "sumber": Sumber}
# The tables of the national file, each entry with its period.
NATIONAL: dict[str, type] = {"angka": Angka, "kode": Kode, "ketentuan": Ketentuan}
NATIONAL_FIELDS = ("nasional", "kode", "ketentuan")
MODELS = SECTIONS | REPEATED | NATIONAL


@cache
def adapter(name: str) -> TypeAdapter[Any]:
    """What checks the section `name`."""
    return TypeAdapter(MODELS[name])


def keys_of(name: str) -> tuple[str, ...]:
    """The keys that the section `name` may have, in the order in which a pack writes them."""
    return tuple(_hints(name))


@plain_dataclass(frozen=True)
class Form:
    """What a key holds: its type; the only words that it may say; what each entry of a list or of a named list is."""

    kind: type
    choices: tuple[str, ...] = ()
    inner: "Form | None" = None


@cache
def form_of(name: str, key: str) -> Form | None:
    """What the key of the section holds; None for a key or a section that there is not."""
    hint = _hints(name).get(key) if name in MODELS else None
    return None if hint is None else _form(hint)


def _form(hint: Any) -> Form:
    if get_origin(hint) in (Union, UnionType):
        return _form(next(one for one in get_args(hint) if one is not type(None)))
    if get_origin(hint) is Literal:
        return Form(str, get_args(hint))
    if get_origin(hint) in (list, dict):
        return Form(get_origin(hint), inner=_form(get_args(hint)[-1]))
    return Form(datetime if hint is NaiveDatetime else hint)


@cache
def _hints(name: str) -> dict[str, Any]:
    return get_type_hints(MODELS[name])
