"""The rule book as its page shows it: stipulations, the two decision tables, and the examples that were carried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.filters import rupiah
from reports.wording import JALUR, METODE, PELAKSANA


@dataclass(frozen=True, slots=True)
class Ketetapan:
    """One sentence of the rules; status is empty where the sentence is no number (the schedule, a decision line)."""

    bagian: str
    kalimat: str
    dasar: str
    status: str


@dataclass(frozen=True, slots=True)
class Aturan:
    """One line of a decision table: under which condition it holds, what follows, in whose words."""

    kode: str
    syarat: str
    hasil: str
    alasan: str
    dasar: str


JENIS = {
    "konstruksi": "pekerjaan konstruksi",
    "barang": "barang",
    "jasa": "jasa lainnya",
    "konsultansi": "jasa konsultansi",
    "nonfisik": "pelatihan dan kegiatan nonfisik",
}
ITEMS = {"katalog": " yang ada di katalog", "bukan_katalog": " yang tidak ada di katalog"}


def line_said(line: Mapping[str, Any]) -> Aturan:
    """One line of the procurement table in force, limits in rupiah."""
    by = f", dikerjakan {PELAKSANA[line['pelaksana']]}" if line["pelaksana"] else ""
    what = JENIS[line["jenis"]] + ITEMS.get(line["syarat"], "")
    worth = _worth(line["di_atas"], line["sampai"])
    return Aturan(line["aturan"], f"{what} {worth}", f"{METODE[line['metode']]}{by}", line["alasan"], line["dasar"])


def _worth(above: int, most: int | None) -> str:
    said = [f"di atas {rupiah(above)}"] if above else []
    said += [f"sampai dengan {rupiah(most)}"] if most is not None else []
    return " ".join(said) or "berapa pun nilainya"


def way_said(aturan: str, jalur: str, alasan: str | None, dasar: str) -> Aturan:
    """One line of the table of ways; a sentence that is empty there is the word list's."""
    reason = alasan or "Menurut daftar kegiatan di luar dana kelurahan"
    return Aturan(aturan, reason, JALUR[jalur].judul, reason, dasar)
