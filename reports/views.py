"""What a page is made of: frozen rows, one class for each numbered SELECT of stage 90.

The fields are the columns of the SELECT in their order; flows.packets refuses to read a row otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from reports.filters import tempat, ukuran
from reports.wording import PELAKSANA_METODE, pengusul_peran


@dataclass(frozen=True, slots=True)
class Usulan:
    """One accepted proposal with all that becomes of it in the draft; columns of 90_usulan.sql.

    sumber: the funds that pay for it with their rupiah, in the pack's order; naik: whether it goes up to the
    musrenbang kecamatan; jalur_lalu: where it stood under the ceiling of the stage before.
    """

    id_usulan: str
    kode: str
    kode_kelurahan: str
    rw: int | None
    rt: Sequence[int] | None
    lembaga: str | None
    pengusul: str | None
    kontak: str | None
    tanggal: date | None
    peserta: int | None
    masalah: str
    usulan: str
    kegiatan: str | None
    lokasi: str | None
    lat: float | None
    lon: float | None
    status_lahan: str | None
    volume: Decimal | None
    satuan: str | None
    biaya_sumber: str | None
    swadaya: int | None
    sumber_dana: str | None
    penerima_manfaat: int | None
    urgensi: int | None
    keseriusan: int | None
    pertumbuhan: int | None
    inovasi: bool | None
    prioritas: int | None
    catatan: str | None
    terlambat: bool
    kode_kegiatan: str | None
    nama_kegiatan: str | None
    subkegiatan: str | None
    bidang: str | None
    program: str | None
    jenis: str | None
    saran: Sequence[str] | None
    musyawarah: bool
    kali: int | None
    sejak: int | None
    peringkat: int
    skor: int
    jalur: str
    urutan: int | None
    biaya: int | None
    kumulatif: int | None
    alasan: str
    dasar: str
    tujuan: str | None
    nama_tujuan: str | None
    kewenangan: str | None
    rujukan: str | None
    biaya_muat: int | None
    kenapa_belum: str | None
    wakil: str | None
    metode: str | None
    pelaksana: str | None
    dasar_pengadaan: str | None
    rincian: str | None = None
    dahulu: str | None = None
    naik: bool | None = None
    sumber: Sequence[tuple[str, int]] | None = None
    jalur_lalu: str | None = None
    perubahan: str | None = None

    @property
    def tempat(self) -> str:
        return tempat(self.rw, self.rt)

    @property
    def ukuran(self) -> str:
        return ukuran(self.volume, self.satuan)

    @property
    def dikerjakan(self) -> str | None:
        """Who carries it out: the column, or what the method itself says."""
        return self.pelaksana or PELAKSANA_METODE.get(self.metode or "")

    @property
    def peran(self) -> str:
        """Who proposed, as a role and a place, never by name."""
        return pengusul_peran(self.lembaga, self.tempat)

    @property
    def bertanda(self) -> bool:
        """Whether a list says more beside it: what the forum must agree upon, what was asked before."""
        return bool(self.dahulu or self.musyawarah or self.kali)


@dataclass(frozen=True, slots=True)
class Terusan:
    """One proposal that is passed on to another office; columns of 90_terusan.sql."""

    id_usulan: str
    kode: str
    kode_kelurahan: str
    kelurahan: str
    kecamatan_kode: str
    kecamatan: str
    tujuan: str
    nama_tujuan: str | None
    kewenangan: str | None
    rw: int | None
    rt: Sequence[int] | None
    pengusul: str | None
    masalah: str
    usulan: str
    lokasi: str | None
    volume: Decimal | None
    satuan: str | None
    biaya: int | None
    jalur: str
    naik: bool = True

    @property
    def tempat(self) -> str:
        return tempat(self.rw, self.rt)

    @property
    def ukuran(self) -> str:
        return ukuran(self.volume, self.satuan)


@dataclass(frozen=True, slots=True)
class Kelurahan:
    """One kelurahan's figures; columns of 90_kelurahan.sql."""

    kode: str
    nama: str
    kecamatan_kode: str
    kecamatan: str
    singkatan: str
    pagu: int
    jumlah_usulan: int
    total_biaya: int
    masuk_rencana: int
    sisa: int
    sarpras_masuk: int
    sarpras_batas: int | None
    inovasi: int
    rw_diam: int | None
    rt_diam: int | None
    rw_terdengar: int
    rw_nihil: int
    dicermati: int
    rapat_tanggal: date | None = None
    rapat_jam: time | None = None
    rapat_tempat: str | None = None
    dasar_pagu: str | None = None
    lkk_diam: Sequence[str] = ()
    pagu_lalu: int | None = None
    dasar_lalu: str | None = None
    tahap_lalu: str | None = None

    @property
    def rw_semua(self) -> int | None:
        """All RW of the register, or None where there is no register."""
        return None if self.rw_diam is None else self.rw_terdengar + self.rw_diam

    @property
    def nonfisik_masuk(self) -> int:
        return self.masuk_rencana - self.sarpras_masuk

    @property
    def sisa_fisik(self) -> int | None:
        """What is left for physical works: never more than what is left at all."""
        return None if self.sarpras_batas is None else min(self.sarpras_batas - self.sarpras_masuk, self.sisa)

    @property
    def sisa_nonfisik(self) -> int | None:
        return None if self.sisa_fisik is None else self.sisa - self.sisa_fisik


@dataclass(frozen=True, slots=True)
class Riwayat:
    """One proposal of an earlier plan year and what became of it; columns of 90_riwayat.sql.

    hasil: the office's words; keadaan: what they mean, or what the warehouse of that year knows.
    """

    kode_kelurahan: str
    tahun: int
    rw: int | None
    rt: Sequence[int] | None
    usulan: str
    lokasi: str | None
    pengusul: str | None
    hasil: str | None
    keadaan: str | None
    alasan: str | None

    @property
    def tempat(self) -> str:
        return tempat(self.rw, self.rt)


@dataclass(frozen=True, slots=True)
class Wilayah:
    """One area, the kelurahan or one RW of it; cincin: its rings as JSON, points of longitude and latitude;
    columns of 90_wilayah.sql."""

    kode_kelurahan: str
    rw: int | None
    cincin: str


@dataclass(frozen=True, slots=True)
class Keputusan:
    """One decision of a forum on a proposal; columns of 90_keputusan.sql."""

    kode_kelurahan: str
    id_usulan: str
    tahap: str
    keputusan: str
    alasan: str | None


@dataclass(frozen=True, slots=True)
class Realisasi:
    """One report on the work of a proposal, in rupiah; columns of 90_realisasi.sql."""

    kode_kelurahan: str
    id_usulan: str
    semester: str | None
    realisasi: int | None


@dataclass(frozen=True, slots=True)
class Kota:
    """The sums of all kelurahan; columns of 90_kota.sql."""

    kelurahan: int
    pagu: int | None
    jumlah_usulan: int | None
    total_biaya: int | None
    masuk_rencana: int | None
    sisa: int | None
    sarpras_masuk: int | None
    inovasi: int | None
    rw_diam: int | None
    rt_diam: int | None
    rw_terdengar: int | None
    rw_nihil: int | None


@dataclass(frozen=True, slots=True)
class Rentang:
    """The best and the worst draft rank of one proposal when a weight moves; columns of 90_rentang.sql."""

    kode_kelurahan: str
    id_usulan: str
    tertinggi: int
    terendah: int


@dataclass(frozen=True, slots=True)
class Pergeseran:
    """One moved weight that changes the list of a kelurahan: how many enter and leave; columns of 90_pergeseran.sql."""

    kode_kelurahan: str
    kriteria: str
    arah: str
    masuk: int
    keluar: int


@dataclass(frozen=True, slots=True)
class MinimalApbd:
    """What the law asks a kota without desa to give its kelurahan, and what it gives; columns of 90_minimal_apbd.sql.

    pendapatan, dak, wajib and pagu in rupiah; pagu: the ceilings of all kelurahan together.
    """

    pendapatan: int
    dak: int
    persen: int
    wajib: int
    pagu: int
    dasar: str
    dasar_apbd: str


@dataclass(frozen=True, slots=True)
class Rw:
    """One RW, heard or registered; columns of 90_rw.sql."""

    kode_kelurahan: str
    rw: int
    jumlah_usulan: int
    total_biaya: int
    masuk_rencana: int
    status: str


@dataclass(frozen=True, slots=True)
class Angka:
    """One number that still wants confirming; columns of 90_angka.sql."""

    id: str
    uraian: str
    nilai: int
    dasar: str
    status: str


@dataclass(frozen=True, slots=True)
class Peringatan:
    """One matter for the panitia to judge; columns of 90_peringatan.sql."""

    kode_kelurahan: str
    kode: str
    id_usulan: Sequence[str]
    pesan: str


@dataclass(frozen=True, slots=True)
class Mutu:
    """How often one kind of finding came up; columns of 90_mutu.sql."""

    kode_kelurahan: str
    tingkat: str
    kode: str
    jumlah: int
    contoh: str


@dataclass(frozen=True, slots=True)
class Hitungan:
    """How many files or rows have one status; columns of 90_berkas.sql and 90_baris.sql."""

    status: str
    jumlah: int


@dataclass(frozen=True, slots=True)
class Jalan:
    """This run; columns of 90_jalan.sql."""

    tahun: int
    kota: str
    versi: str
    hash_aturan: str
    hash_masukan: str
    rancangan_ke: int
    data_sampai: datetime | None
    diperiksa: date | None
