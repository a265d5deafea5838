"""What stands on every page of a run: the year, the edition, how firm the ceiling is, how much data is in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import count

from reports.filters import tanggal, waktu
from reports.language import ID, speaking
from reports.language import gettext as _
from reports.views import Angka, Jalan
from reports.vocabulary import NO_WORDS, Kamus
from reports.whatif import supposed
from reports.wording import ANDAI, DRAFT, PAGU, PAGU_SIFAT


@dataclass(frozen=True, slots=True)
class Edisi:
    """internal/ for the panitia, publik/ for everybody."""

    nama: str
    internal: bool


INTERNAL = Edisi("internal", True)
PUBLIK = Edisi("publik", False)
EDISI = (INTERNAL, PUBLIK)


@dataclass(frozen=True, slots=True)
class Terbitan:
    """One run as its pages name it.

    sebutan: draft or result; data: which draft, and up to when files had come in; tenggat: the last moment for
    files, and how far from it the last of them came. dibuat: the day that files carry inside themselves, taken from
    the rule pack, so that the same archive gives the same bytes. andai: what a what-if supposes, in words; its pages
    say so and are no draft. kamus: the words by which a person is known in what goes out. alih_bahasa: the same issue
    as the pages for readers of another language say it.
    """

    tahun: int
    kota: str
    tahap: str
    pagu_nama: str
    pagu_sifat: str
    sebutan: str
    data: str
    tenggat: str
    batas_penyedia: int | None
    inovasi_minimal: int
    musrenbang: str
    dibuat: datetime
    zona: str
    diperiksa: str
    versi: str
    hash_aturan: str
    hash_masukan: str
    angka: tuple[Angka, ...]
    menu: Mapping[str, str]
    inovasi_cara: str = "catat"
    per_rw: int = 0
    sumber: tuple[str, ...] = ()
    andai: str = ""
    kamus: Kamus = NO_WORDS
    bahasa: str = ID
    alih_bahasa: "Terbitan | None" = None

    @property
    def tahun_rapat(self) -> int:
        """A musrenbang in January plans the year after."""
        return self.tahun - 1

    @property
    def untuk_pembaca(self) -> "Terbitan":
        """The issue in the language that was asked for; what is signed and handed out stays Indonesian."""
        return self.alih_bahasa or self


Values = Mapping[tuple[str, str], str]  # of a rule pack, by section and key


def issue(jalan: Jalan, pack: Values, angka: tuple[Angka, ...], menu: Mapping[str, str], bahasa: str = ID) -> Terbitan:
    """The issue of a run: its row of table jalan, the values of its rule pack, the names of the menu."""
    said = _said(jalan, pack, angka, menu)
    if bahasa == ID:
        return said
    with speaking(bahasa):
        return replace(said, alih_bahasa=replace(_said(jalan, pack, angka, menu), bahasa=bahasa))


def _said(jalan: Jalan, pack: Values, angka: tuple[Angka, ...], menu: Mapping[str, str]) -> Terbitan:
    """The issue in the language spoken."""
    tahap, rapat = pack["pagu", "tahap"], date.fromisoformat(pack["jadwal", "musrenbang_kelurahan"])
    andai = supposed([(kunci, nilai) for (bagian, kunci), nilai in pack.items() if bagian == "andai"])
    return Terbitan(
        tahun=jalan.tahun,
        kota=pack.get(("paket", "nama"), f"Kota {jalan.kota}"),
        tahap=tahap,
        pagu_nama=_(PAGU[tahap]),
        pagu_sifat=_(PAGU_SIFAT[tahap]),
        sebutan=_(ANDAI if andai else DRAFT),
        data=_data(jalan, pack["jadwal", "zona"]),
        tenggat=_deadline(jalan, datetime.fromisoformat(pack["jadwal", "batas_masuk"]), pack["jadwal", "zona"]),
        batas_penyedia=int(limit) if (limit := pack.get(("pihak_ketiga", "nilai"))) else None,
        inovasi_minimal=int(pack["inovasi", "minimal"]),
        musrenbang=tanggal(rapat),
        dibuat=datetime.combine(rapat, time()),
        zona=pack["jadwal", "zona"],
        diperiksa=tanggal(jalan.diperiksa),
        versi=jalan.versi,
        hash_aturan=jalan.hash_aturan,
        hash_masukan=jalan.hash_masukan,
        angka=angka,
        menu=menu,
        inovasi_cara=pack["inovasi", "cara"],
        per_rw=int(pack.get(("pemerataan", "minimal_per_rw"), 0)),
        sumber=tuple(_funds(pack)),
        andai=andai,
    )


def _funds(pack: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The names of the funds inside the ceiling in the order in which they are spent."""
    for place in count(1):
        if (f"sumber {place}", "nama") not in pack:
            return
        yield pack[f"sumber {place}", "nama"]


def _data(jalan: Jalan, zona: str) -> str:
    if jalan.data_sampai is None:
        return _("Rancangan ke-0, belum ada data yang diterima")
    said = _("Rancangan ke-{ke}, data diterima s.d. {waktu}")
    return said.format(ke=jalan.rancangan_ke, waktu=waktu(jalan.data_sampai, zona))


def _deadline(jalan: Jalan, batas: datetime, zona: str) -> str:
    """Counted from the last arrival, for a page knows no clock."""
    moment = f"Batas masuk {waktu(batas, zona)}"
    if jalan.data_sampai is None:
        return f"{moment}."
    if jalan.data_sampai > batas:
        return f"{moment} sudah lewat; yang datang kemudian dicatat sebagai usulan susulan."
    return f"{moment}, {(batas.date() - jalan.data_sampai.date()).days} hari sesudah data terakhir kami terima."
