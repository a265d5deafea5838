"""What a reference file must hold before anything relies on it; one model a file of data/reference/.

A column says beside its checks how its cells are read (`jenis`, the grammars of flows/office/cells.py), by which
other headers offices know it (`alias`), and how a cell is written where no packaged file shows it (`contoh`).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pandera.pandas as pa
from pandera.typing.pandas import Series

from schemas.exports import SIPD

KODE_KELURAHAN = r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$"
KODE_MENU = r"^[AB]\d\.\d+$"
JENIS = ["konstruksi", "barang", "jasa", "konsultansi", "nonfisik"]
BIDANG = ["infrastruktur", "ekonomi", "sosial_budaya"]
TAHAP = ["indikatif", "ppas", "apbd", "perubahan"]
KODE, NAMES = "33.75.01.1006", "kode|kode_kelurahan|kelurahan|nama_kelurahan"
# What a word says of persons in free text; the README of data/reference tells each.
PERAN_KATA = (
    "sapaan sapaan_lemah gelar leluhur jabatan wilayah isi kerabat kerabat_lemah sambung keadaan bangunan "
    "tempat_lemah majemuk sisi pelaku sebutan jenjang ucap nama_jalan nama_badan raya telepon rekening "
    "bukan_rekening induk akun bukan_nama nama biasa"
).split()
KEWENANGAN = ["kecamatan", "kota", "provinsi", "pusat", "badan usaha"]


LEAST_PAGU = 1_000_000  # rupiah; a smaller ceiling was counted in thousands or millions


def text(jenis: str = "", contoh: str = "", alias: str = "", **checks: Any) -> Any:
    """A column of text that must be there and not be empty."""
    return cell(jenis, contoh, alias, str_length={"min_value": 1}, **checks)


def cell(jenis: str = "", contoh: str = "", alias: str = "", **checks: Any) -> Any:
    """A column that may be empty. alias: headers, parted by `|`."""
    return pa.Field(metadata={"jenis": jenis, "contoh": contoh, "alias": alias}, **checks)


class Kelurahan(pa.DataFrameModel):
    """One kelurahan of the kota."""

    kode: Series[str] = text("kode_wilayah", alias="kode_kelurahan", str_matches=KODE_KELURAHAN, unique=True)
    nama: Series[str] = text(alias="nama_kelurahan|kelurahan")
    kecamatan_kode: Series[str] = text("kode_wilayah", alias="kode_kecamatan", str_matches=r"^\d{2}\.\d{2}\.\d{2}$")
    kecamatan: Series[str] = text()
    singkatan: Series[str] = text(str_matches=r"^[A-Z]{2,5}$", unique=True)


class AliasKelurahan(pa.DataFrameModel):
    """One other way to write a kelurahan."""

    alias: Series[str] = text(unique=True)
    kode: Series[str] = text("kode_wilayah", alias="kode_kelurahan", str_matches=KODE_KELURAHAN)
    jenis: Series[str] = text(isin=["ejaan", "nama_lama"])
    catatan: Series[str] | None = cell()


class AliasKolom(pa.DataFrameModel):
    """One header that people write, and the column it means."""

    kolom: Series[str] = text()
    alias: Series[str] = text()


class Menu(pa.DataFrameModel):
    """One activity that dana kelurahan may pay for (Permendagri 130/2018)."""

    kode: Series[str] = text("kode_menu", str_matches=KODE_MENU, unique=True)
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
    catatan: Series[str] | None = cell()


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
    singkatan: Series[str] | None = cell()
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

    kode: Series[str] = text("kode_menu", str_matches=KODE_MENU, unique=True)
    barang: Series[str] = text()
    dasar: Series[str] = text()
    status: Series[str] = text(isin=["peraturan", "pernyataan_pers", "asumsi"])


class Harga(pa.DataFrameModel):
    """One rough reference price in rupiah a unit; rendah and tinggi, its usual range, may be left out."""

    kode: Series[str] = text("kode_menu", str_matches=KODE_MENU)
    satuan: Series[str] = text()
    harga: Series[int] = cell("rupiah", alias="harga_satuan", gt=0, coerce=True)
    rendah: Series[str] | None = cell("rupiah", alias="harga_terendah")
    tinggi: Series[str] | None = cell("rupiah", alias="harga_tertinggi")
    tahun: Series[str] = text()
    dasar: Series[str] = text()
    status: Series[str] | None = cell()


class KegiatanBerjalan(pa.DataFrameModel):
    """One activity that another budget holds already; an empty rw or rt means that none is named."""

    tahun: Series[int] = cell("tahun", "2028", coerce=True)
    pelaksana: Series[str] = text(contoh="DPUPR")
    kegiatan: Series[str] = text(contoh="Drainase dan selokan")
    kelurahan: Series[str] = text("kelurahan", "Bandengan", "nama_kelurahan|kode_kelurahan")
    rw: Series[str] = cell("rw", "05", str_matches=r"^\d{0,3}$")
    rt: Series[str] = cell("rts", "1, 2", str_matches=r"^(\d{1,3}([ ,]+\d{1,3})*)?$")
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

    kode_kelurahan: Series[str] = text("kelurahan", KODE, NAMES, str_matches=KODE_KELURAHAN)
    rw: Series[int] = cell("rw", "05", "nomor_rw|no_rw", ge=1, coerce=True)
    rt: Series[int] = cell("rt", "03", "nomor_rt|no_rt", ge=1, coerce=True)
    kk: Series[str] | None = cell("bulat", "40", "jumlah_kk")
    penduduk: Series[str] | None = cell("bulat", "150", "jumlah_penduduk|jumlah_jiwa|jiwa")


class Faskel(pa.DataFrameModel):
    """One facilitator with the kelurahan, or as senior the kecamatan, that he or she accompanies."""

    kode_kelurahan: Series[str] = text("wilayah", KODE, NAMES, str_matches=r"^\d{2}\.\d{2}\.\d{2}(\.\d{4})?$")
    nama: Series[str] = text(contoh="Siti Aminah", alias="nama_faskel")
    kontak: Series[str] = cell("kontak", "081234567890", "no_hp|nomor_hp|no_wa|telepon|hp")
    tingkat: Series[str] = text(isin=["kelurahan", "senior"])


class PaguKelurahan(pa.DataFrameModel):
    """The ceiling of one kelurahan in one year, instead of the pack's, in rupiah.

    tahap: the stage it belongs to; empty: the present one.
    """

    kode: Series[str] = text("kelurahan", KODE, NAMES, str_matches=KODE_KELURAHAN)
    tahun: Series[int] = cell("tahun", "2028", "tahun_anggaran|tahun_rencana", coerce=True)
    pagu: Series[int] = cell("rupiah", "1.200.000.000", "pagu_rp|jumlah_pagu|nilai_pagu", ge=LEAST_PAGU, coerce=True)
    dasar: Series[str] = text(contoh="SK Wali Kota Nomor 12 Tahun 2027", alias="dasar_hukum|sk")
    tahap: Series[str] | None = cell(isin=["", *TAHAP])


class Jadwal(pa.DataFrameModel):
    """When and where the forum of one kelurahan meets: the day, the hour as 19.30, the hall."""

    kode: Series[str] = text("kelurahan", KODE, NAMES, str_matches=KODE_KELURAHAN, unique=True)
    tanggal: Series[str] = text("tanggal", "20/01/2027", "hari_tanggal|tgl", str_matches=r"^\d{4}-\d{2}-\d{2}$")
    jam: Series[str] = cell("jam", "19.30", "pukul|waktu", str_matches=r"^(\d{2}\.\d{2})?$")
    tempat: Series[str] = cell(alias="lokasi")


class Riwayat(pa.DataFrameModel):
    """One proposal of an earlier plan year and what became of it, in the office's words."""

    tahun: Series[int] = cell("tahun", "2027", ge=2000, le=2100, coerce=True)
    kelurahan: Series[str] = text("kelurahan", "Bandengan", "nama_kelurahan|kode_kelurahan")
    rw: Series[str] = cell("rw", "05", str_matches=r"^\d{0,3}$")
    rt: Series[str] = cell("rt_longgar", "03")
    usulan: Series[str] = text(contoh="Perbaikan saluran Gang 3")
    hasil: Series[str]
    alasan: Series[str]


class KataOrang(pa.DataFrameModel):
    """One word and what it says of persons in free text; a star in an ordinary word stands for any letters."""

    kata: Series[str] = text(str_matches=r"^[^\W_A-Z*]*\*?[^\W_A-Z*]*$")
    peran: Series[str] = text(isin=PERAN_KATA)


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
    "kata_orang": KataOrang,
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
# Lists that may hold nothing; alias files add to the packaged ones.
MAY_BE_EMPTY = {*OFFICE_ONLY, "alias_kelurahan", "alias_kolom", "katalog"}
# What together names one line of a table, beside its columns that are unique by themselves.
KEYS = {
    "pagu": ("kode", "tahun", "tahap"),
    "rt_rw": ("kode_kelurahan", "rw", "rt"),
    "harga": ("kode", "satuan"),
}


@dataclass(frozen=True)
class Kolom:
    """A column of a reference file. jenis: how its cells are read; pilihan: the only words that it may hold; wajib,
    terisi, tunggal: the column, each of its cells must be there, no two of them may be alike."""

    nama: str
    jenis: str
    wajib: bool
    alias: tuple[str, ...]
    pilihan: tuple[str, ...]
    contoh: str
    terisi: bool
    tunggal: bool


@cache
def columns(name: str) -> dict[str, Kolom]:
    """The columns of a reference file by their names, those that must be there first."""
    schema = FILES[name].to_schema() if isinstance(FILES[name], type) else FILES[name]
    found = [_column(*one) for one in schema.columns.items()]
    return {one.nama: one for one in sorted(found, key=lambda one: not one.wajib)}


def _column(name: str, column: Any) -> Kolom:
    said = column.metadata or {}
    words = [word for one in column.checks for word in one.statistics.get("allowed_values", ())]
    whole = str(column.dtype).startswith("int")
    jenis = said.get("jenis") or ("bulat" if whole else "pilihan" if words else "teks")
    alias = tuple(one for one in said.get("alias", "").split("|") if one)
    filled = whole or any(one.name == "str_length" for one in column.checks)
    contoh = said.get("contoh", "")
    return Kolom(name, jenis, column.required, alias, tuple(words), contoh, filled, bool(column.unique))
