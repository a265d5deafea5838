"""What a reference file must hold before anything relies on it; one model a file of data/reference/."""

from typing import Any

import pandera.pandas as pa
from pandera.typing.pandas import Series

from schemas.exports import SIPD

KODE_KELURAHAN = r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$"
KODE_MENU = r"^[AB]\d\.\d+$"
JENIS = ["konstruksi", "barang", "jasa", "konsultansi", "nonfisik"]
BIDANG = ["infrastruktur", "ekonomi", "sosial_budaya"]
TAHAP = ["indikatif", "ppas", "apbd", "perubahan"]
KEWENANGAN = ["kecamatan", "kota", "provinsi", "pusat", "badan usaha"]


def text(**checks: Any) -> Any:
    """A column of text that must be there and not be empty."""
    return pa.Field(str_length={"min_value": 1}, **checks)


class Kelurahan(pa.DataFrameModel):
    """One kelurahan of the kota."""

    kode: Series[str] = text(str_matches=KODE_KELURAHAN, unique=True)
    nama: Series[str] = text()
    kecamatan_kode: Series[str] = text(str_matches=r"^\d{2}\.\d{2}\.\d{2}$")
    kecamatan: Series[str] = text()
    singkatan: Series[str] = text(str_matches=r"^[A-Z]{2,5}$", unique=True)


class AliasKelurahan(pa.DataFrameModel):
    """One other way to write a kelurahan."""

    alias: Series[str] = text(unique=True)
    kode: Series[str] = text(str_matches=KODE_KELURAHAN)
    jenis: Series[str] = text(isin=["ejaan", "nama_lama"])


class AliasKolom(pa.DataFrameModel):
    """One header that people write, and the column it means."""

    kolom: Series[str] = text()
    alias: Series[str] = text()


class Menu(pa.DataFrameModel):
    """One activity that dana kelurahan may pay for (Permendagri 130/2018)."""

    kode: Series[str] = text(str_matches=KODE_MENU, unique=True)
    nama: Series[str] = text()
    kelompok: Series[str] = text()
    bidang: Series[str] = text(isin=BIDANG)
    program: Series[str] = text(isin=["sarpras", "pemberdayaan"])
    jenis: Series[str] = text(isin=JENIS)
    satuan: Series[str] = text()
    musyawarah: Series[str] = text(isin=["ya", "tidak"])
    dasar: Series[str] = text()


class LuarMenu(pa.DataFrameModel):
    """One kind of wish that dana kelurahan does not pay for, or that must be looked at first."""

    kode: Series[str] = text(str_matches=r"^X\.", unique=True)
    nama: Series[str] = text()
    jalur: Series[str] = text(isin=["kecamatan_opd", "tidak_memenuhi", "perlu_klasifikasi"])
    kewenangan: Series[str]
    tujuan: Series[str]
    rujukan: Series[str] = text()
    alasan: Series[str] = text()
    dasar: Series[str] = text()
    jenis: Series[str]
    bidang: Series[str]
    saran: Series[str]


class Kata(pa.DataFrameModel):
    """One phrase that people use, and the activity it means."""

    frasa: Series[str] = text(unique=True)
    kode: Series[str] = text()
    jenis: Series[str] = pa.Field(isin=["", *JENIS])
    tingkat: Series[int] = pa.Field(ge=1, coerce=True)


class KataJalan(pa.DataFrameModel):
    """One word in the name of a street: a way to write jalan or gang, one that says nothing, one that ends the name."""

    kata: Series[str] = text(unique=True, str_matches=r"^[a-z]+$")
    peran: Series[str] = text(isin=["jalan", "gang", "umum", "akhir"])

    @pa.dataframe_check(error="semua peran tertulis")
    def every_part_is_played(cls, frame: Any) -> bool:
        return set(frame["peran"]) == {"jalan", "gang", "umum", "akhir"}


class Opd(pa.DataFrameModel):
    """One office that may be asked."""

    id: Series[str] = text(str_matches=r"^[a-z0-9-]+$", unique=True)
    nama: Series[str] = text()
    kewenangan: Series[str] = text(isin=KEWENANGAN)


class MenuOpd(pa.DataFrameModel):
    """Which office does the activities of a menu group (or one code) when dana kelurahan is not asked."""

    kelompok: Series[str] = text(unique=True)
    tujuan: Series[str] = text()
    kewenangan: Series[str] = text(isin=KEWENANGAN)


class SumberDana(pa.DataFrameModel):
    """One spelling of a source of money."""

    alias: Series[str] = text(unique=True)
    sumber: Series[str] = text(isin=["dana_kelurahan", "apbd_kota", "apbd_provinsi", "apbn", "swadaya", "lainnya"])
    jalur: Series[str]
    kewenangan: Series[str]
    tujuan: Series[str]
    rujukan: Series[str]


class Katalog(pa.DataFrameModel):
    """One activity whose goods are bought through the e-catalogue."""

    kode: Series[str] = text(str_matches=KODE_MENU, unique=True)
    barang: Series[str] = text()
    dasar: Series[str] = text()
    status: Series[str] = text(isin=["peraturan", "pernyataan_pers", "asumsi"])


class Harga(pa.DataFrameModel):
    """One rough reference price in rupiah a unit; rendah and tinggi, its usual range, may be left out."""

    kode: Series[str] = text(str_matches=KODE_MENU)
    satuan: Series[str] = text()
    harga: Series[int] = pa.Field(gt=0, coerce=True)
    tahun: Series[str] = text()
    dasar: Series[str] = text()


class KegiatanBerjalan(pa.DataFrameModel):
    """One activity that another budget holds already; an empty rw or rt means that none is named."""

    tahun: Series[int] = pa.Field(coerce=True)
    pelaksana: Series[str] = text()
    kegiatan: Series[str] = text()
    kelurahan: Series[str] = text()
    rw: Series[str] = pa.Field(str_matches=r"^\d{0,3}$")
    rt: Series[str] = pa.Field(str_matches=r"^(\d{1,3}([ ,]+\d{1,3})*)?$")
    lokasi: Series[str]
    sumber: Series[str]


LIMITS = (
    *("berkas", "kolom", "baris", "tabel", "rekaman", "terurai", "sel"),
    *("salinan", "kecil", "memori", "prosesor", "waktu"),
)


class BatasBerkas(pa.DataFrameModel):
    """One limit of files and of their reading, and how the sentence to a sender says it."""

    batas: Series[str] = text(isin=LIMITS, unique=True)
    nilai: Series[int] = pa.Field(gt=0, coerce=True)
    sebutan: Series[str] = text()

    @pa.dataframe_check(error="semua batas tertulis")
    def all_are_there(cls, frame: Any) -> bool:
        return len(frame) == len(LIMITS)


class KolomSipd(pa.DataFrameModel):
    """One column of SIPD's form, and which of our facts stands in it; an empty one is filled in while typing."""

    urutan: Series[int] = pa.Field(ge=1, unique=True, coerce=True)
    judul: Series[str] = text(unique=True)
    isi: Series[str] = pa.Field(isin=["", *SIPD])


class RtRw(pa.DataFrameModel):
    """One registered RT."""

    kode_kelurahan: Series[str] = text(str_matches=KODE_KELURAHAN)
    rw: Series[int] = pa.Field(ge=1, coerce=True)
    rt: Series[int] = pa.Field(ge=1, coerce=True)


class Faskel(pa.DataFrameModel):
    """One facilitator with the kelurahan, or as senior the kecamatan, that he or she accompanies."""

    kode_kelurahan: Series[str] = text(str_matches=r"^\d{2}\.\d{2}\.\d{2}(\.\d{4})?$")
    nama: Series[str] = text()
    kontak: Series[str]
    tingkat: Series[str] = text(isin=["kelurahan", "senior"])


class PaguKelurahan(pa.DataFrameModel):
    """The ceiling of one kelurahan in one year, instead of the pack's, in rupiah.

    tahap: the stage it belongs to; empty: the present one.
    """

    kode: Series[str] = text(str_matches=KODE_KELURAHAN)
    tahun: Series[int] = pa.Field(coerce=True)
    pagu: Series[int] = pa.Field(ge=0, coerce=True)
    dasar: Series[str] = text()
    tahap: Series[str] | None = pa.Field(isin=["", *TAHAP])


class Jadwal(pa.DataFrameModel):
    """When and where the forum of one kelurahan meets: 2027-01-20 or 20/01/2027, 19.30, the hall."""

    kode: Series[str] = text(str_matches=KODE_KELURAHAN, unique=True)
    tanggal: Series[str] = text(str_matches=r"^(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})$")
    jam: Series[str] = pa.Field(str_matches=r"^(([01]?\d|2[0-3])[.:][0-5]\d)?$")
    tempat: Series[str]


class Riwayat(pa.DataFrameModel):
    """One proposal of an earlier plan year and what became of it, in the office's words."""

    tahun: Series[int] = pa.Field(ge=2000, le=2100, coerce=True)
    kelurahan: Series[str] = text()
    rw: Series[str] = pa.Field(str_matches=r"^(\D*\d{1,3}\D*)?$")
    rt: Series[str]
    usulan: Series[str] = text()
    hasil: Series[str]
    alasan: Series[str]


def pairs(left: str, right: str) -> pa.DataFrameSchema:
    """A list of two columns of text, the second one unique."""
    filled = pa.Check.str_length(min_value=1)
    return pa.DataFrameSchema({left: pa.Column(str, filled), right: pa.Column(str, filled, unique=True)})


FILES: dict[str, Any] = {
    "kota": pa.DataFrameSchema({"kode": pa.Column(str, unique=True), "nama": pa.Column(str)}),
    "kelurahan": Kelurahan,
    "alias_kelurahan": AliasKelurahan,
    "alias_kolom": AliasKolom,
    "menu": Menu,
    "luar_menu": LuarMenu,
    "kata": Kata,
    "kata_tempat": pa.DataFrameSchema({"kata": pa.Column(str, unique=True)}),
    "kata_jalan": KataJalan,
    "kata_nihil": pa.DataFrameSchema({"kata": pa.Column(str, unique=True)}),
    "batas_berkas": BatasBerkas,
    "opd": Opd,
    "menu_opd": MenuOpd,
    "sumber_dana": SumberDana,
    "satuan": pairs("satuan", "alias"),
    "harga": Harga,
    "katalog": Katalog,
    "lembaga": pairs("lembaga", "alias"),
    "status_lahan": pairs("status", "alias"),
    "kolom_sipd": KolomSipd,
    "hasil": pairs("hasil", "alias"),
    "rt_rw": RtRw,
    "faskel": Faskel,
    "pagu": PaguKelurahan,
    "jadwal": Jadwal,
    "riwayat": Riwayat,
    "kegiatan_berjalan": KegiatanBerjalan,
}
# An office supplies these where it has them; without them nothing is assumed.
OFFICE_ONLY = {
    "rt_rw": ("kode_kelurahan", "rw", "rt", "kk", "penduduk"),
    "faskel": ("kode_kelurahan", "nama", "kontak", "tingkat"),
    "pagu": ("kode", "tahun", "pagu", "dasar", "tahap"),
    "jadwal": ("kode", "tanggal", "jam", "tempat"),
    "riwayat": ("tahun", "kelurahan", "rw", "rt", "usulan", "hasil", "alasan"),
    "kegiatan_berjalan": ("tahun", "pelaksana", "kegiatan", "kelurahan", "rw", "rt", "lokasi", "sumber"),
}
# Columns that may be left out.
OPTIONAL = OFFICE_ONLY | {"harga": ("rendah", "tinggi")}
