"""The rule book as its page shows it: stipulations, the two decision tables, and the examples that were carried out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reports.filters import bilangan, rupiah, tanggal
from reports.wording import JALUR, METODE, PELAKSANA, PROGRAM, judul_jalur, keadaan

Row = Mapping[str, Any]
# Sections whose sentences are for the panitia alone.
INTERNAL_ONLY = frozenset(("apbd",))
NATIONAL = frozenset(("nasional", "kode", "ketentuan"))


@dataclass(frozen=True, slots=True)
class Ketetapan:
    """One sentence of the rules; status is empty where the sentence is no number (the schedule, a decision line)."""

    bagian: str
    kalimat: str
    dasar: str
    status: str


@dataclass(frozen=True, slots=True)
class Aturan:
    """One line of a decision table: under which condition it holds, what follows, on what basis."""

    kode: str
    syarat: str
    hasil: str
    dasar: str


@dataclass(frozen=True, slots=True)
class Contoh:
    """One example that was carried out and holds: what was given and what followed, row by row."""

    kalimat: str
    diberi: tuple[str, ...]
    hasil: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Buku:
    """The rule book of a year in one edition; lainnya: examples that were written for other numbers."""

    setempat: tuple[Ketetapan, ...]
    nasional: tuple[Ketetapan, ...]
    pengadaan: tuple[Aturan, ...]
    jalur: tuple[Aturan, ...]
    contoh: tuple[Contoh, ...]
    lainnya: int


JENIS = {
    "konstruksi": "pekerjaan konstruksi",
    "barang": "barang",
    "jasa": "jasa lainnya",
    "konsultansi": "jasa konsultansi",
    "nonfisik": "pelatihan dan kegiatan nonfisik",
}
ITEMS = {"katalog": " yang ada di katalog", "bukan_katalog": " yang tidak ada di katalog"}


def line_said(line: Row) -> Aturan:
    """One line of the procurement table in force, limits in rupiah."""
    by = f", dikerjakan {PELAKSANA[line['pelaksana']]}" if line["pelaksana"] else ""
    what = JENIS[line["jenis"]] + ITEMS.get(line["syarat"], "")
    worth = _worth(line["di_atas"], line["sampai"])
    return Aturan(line["aturan"], f"{what} {worth}", f"{METODE[line['metode']]}{by}", line["dasar"])


def _worth(above: int, most: int | None) -> str:
    said = [f"di atas {rupiah(above)}"] if above else []
    said += [f"sampai dengan {rupiah(most)}"] if most is not None else []
    return " ".join(said) or "berapa pun nilainya"


def way_said(aturan: str, jalur: str, alasan: str | None, dasar: str, *, internal: bool) -> Aturan:
    """One line of the table of ways; a sentence that is empty there is the word list's."""
    return Aturan(aturan, alasan or "Menurut daftar kegiatan di luar menu", judul_jalur(jalur, internal), dasar)


def example_said(kalimat: str, diberi: Sequence[Row], hasil: Sequence[Row], *, internal: bool) -> Contoh:
    """An example in words."""
    given = tuple(", ".join(_given(row)) for row in diberi)
    return Contoh(kalimat, given, tuple(", ".join(_followed(row, internal)) for row in hasil))


def is_public(one: Ketetapan) -> bool:
    """Our own assumptions say, among others, what the panitia looks at twice: they are for the panitia alone."""
    return one.bagian not in INTERNAL_ONLY and not (one.bagian == "nasional" and one.status == "asumsi")


def is_refusal(hasil: Sequence[Row]) -> bool:
    """Before the forum has met, what cannot be paid is for the panitia alone."""
    return any(row.get("jalur") == "tidak_memenuhi" for row in hasil)


# What a result is called; the public edition has no what-ifs.
NAMES = {
    "skor": "nilai bantu",
    "aturan": "baris",
    "aturan_jalur": "baris",
    "subkegiatan": "sub-kegiatan",
    "biaya_muat": "muat bila paling banyak",
    "naik_pagu": "atau bila pagu naik",
}
WHAT_IF = frozenset(("biaya_muat", "naik_pagu"))
MONEY = frozenset(("biaya", "swadaya", "batas", "biaya_muat", "naik_pagu"))


def _given(row: Row) -> Iterator[str]:
    for name, value in row.items():
        if name == "verifikasi":
            yield "hasil verifikasi " + " ".join(f"{key} {one}" for key, one in value.items())
        elif name not in ("usulan", "bagian"):
            yield f"{name.replace('_', ' ')} {_value(name, value)}"
        else:
            yield str(value)


def _followed(row: Row, internal: bool) -> Iterator[str]:
    words: dict[str, Any] = {"metode": METODE, "pelaksana": PELAKSANA, "program": PROGRAM, "jenis": JENIS}
    words["jalur"] = {name: keadaan(name, internal) for name in JALUR}
    for name, value in row.items():
        if name in words and value in words[name]:
            yield words[name][value]
        elif name == "terlambat":
            yield "usulan susulan" if value else "tepat waktu"
        elif name in ("rincian", "tertulis"):
            yield value
        elif value != "" and (internal or name not in WHAT_IF):
            yield f"{NAMES.get(name, name)} {_value(name, value)}"


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime):
        return f"{tanggal(value.date())} pukul {value:%H.%M.%S}"
    if isinstance(value, date):
        return tanggal(value)
    if isinstance(value, int):
        return rupiah(value) if name in MONEY else bilangan(value)
    return ", ".join(value) if isinstance(value, list) else str(value)
