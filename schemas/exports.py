"""The tables that other programs get, from `exports.toml`: one truth for CSV, workbook, data package and intake."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.submission import TEXT_COLUMNS

NUMBERS = ("bilangan", "rupiah", "desimal", "rw")
SHORT = frozenset(("id", "opd", "rt", "rw"))
KINDS = (*NUMBERS, "kode", "teks", "daftar", "tanggal", "ya_tidak")


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: what it means in plain words, of which kind it is, in which unit.

    pilihan: the only values, none named means any; pilihan_umum: those of the public edition, where they differ.
    """

    nama: str
    jenis: str
    uraian: str
    satuan: str = ""
    unik: bool = False
    wajib: bool = False
    internal: bool = False
    pilihan: Sequence[str] = ()
    pilihan_umum: Sequence[str] = ()

    @property
    def judul(self) -> str:
        """As a heading that people read: kode_kelurahan -> Kode kelurahan, rw -> RW."""
        words = [word.upper() if word in SHORT else word for word in self.nama.split("_")]
        return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])

    @property
    def unit(self) -> str:
        return "rupiah" if self.jenis == "rupiah" else self.satuan


@dataclass(frozen=True, slots=True)
class Tabel:
    """One table: what one of its lines is, and its columns in their order; kunci: the columns that tell lines apart."""

    nama: str
    judul: str
    uraian: str
    kolom: tuple[Kolom, ...]
    kunci: tuple[str, ...] = ()
    internal: bool = False

    def columns(self, internal: bool) -> list[Kolom]:
        """The columns that an edition shows."""
        return [one for one in self.kolom if internal or not one.internal]


def _table(nama: str, entry: Mapping[str, Any]) -> Tabel:
    kolom = tuple(Kolom(name, **one) for name, one in entry["kolom"].items())
    unique = tuple(one.nama for one in kolom if one.unik)[:1]
    kunci = tuple(entry.get("kunci", unique))
    return Tabel(nama, entry["judul"], entry["uraian"], kolom, kunci, entry.get("internal", False))


def _load() -> dict[str, Tabel]:
    with Path(__file__).with_name("exports.toml").open("rb") as file:
        return {nama: _table(nama, entry) for nama, entry in tomllib.load(file).items()}


TABLES: dict[str, Tabel] = _load()

# What of a proposal may stand in a column of SIPD (kolom_sipd.csv); nothing personal is among it.
SIPD = (
    *("nomor", "id_usulan", "kode", "tanggal", "pengusul", "lembaga", "usulan", "masalah", "lokasi", "alamat"),
    *("lat", "lon", "kota", "kecamatan", "kelurahan", "urutan", "prioritas", "tujuan", "nama_tujuan", "kewenangan"),
    *("volume", "satuan", "biaya", "jenis", "bidang", "nama_kegiatan"),
)

# A table of proposals with these two columns is one of ours; what it says beyond a submission is not read again.
OURS = frozenset(("id_usulan", "jalur"))
BEYOND_SUBMISSION = frozenset(one.nama for one in TABLES["usulan"].kolom) - frozenset(TEXT_COLUMNS) | {"rujukan"}
