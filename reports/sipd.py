"""sipd-usulan.xlsx: what other offices do and goes up, in the order in which it is typed into SIPD.

Per office, then in the order of the kelurahan. Which column holds what is data (kolom_sipd.csv), because the
columns of SIPD move between its releases. id_sipd stays empty: it is filled in while typing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from reports.issue import Terbitan
from reports.lists import office
from reports.packet import Paket
from reports.views import Kelurahan, Usulan
from reports.workbooks import workbook
from schemas.exports import SIPD, TABLES, Kolom

KINDS = {one.nama: one.jenis for one in TABLES["usulan"].kolom} | {"nomor": "bilangan", "alamat": "teks"}


@dataclass(frozen=True, slots=True)
class KolomSipd:
    """One column of SIPD: its heading, and which of our facts stands in it; columns of 90_kolom_sipd.sql."""

    judul: str
    isi: str


@dataclass(frozen=True, slots=True)
class Diketik:
    """One proposal that somebody types into SIPD."""

    kelurahan: Kelurahan
    usulan: Usulan


def passed_on(paket: Paket) -> list[Diketik]:
    return [Diketik(paket.kelurahan, one) for one in paket.naik]


def write(path: Path, terbitan: Terbitan, kolom: Sequence[KolomSipd], rows: Iterable[Diketik]) -> None:
    """The whole workbook; `rows` come in the order of the kelurahan and of their packets."""
    columns = [Kolom(one.judul, KINDS.get(one.isi, "teks" if one.isi else "kode"), "") for one in kolom]
    numbers = count(1)
    with workbook(path, f"Usulan untuk SIPD {terbitan.kota} {terbitan.tahun}", terbitan) as buku:
        sheet = buku.sheet("Usulan", columns)
        sheet.heading([one.judul for one in kolom])
        for row in sorted(rows, key=lambda one: (office(one.usulan), one.usulan.tujuan or "")):
            facts = _facts(terbitan, row) | {"nomor": next(numbers)}
            sheet.add([facts.get(one.isi) for one in kolom])
        sheet.filters()


def _facts(terbitan: Terbitan, row: Diketik) -> dict[str, Any]:
    one = row.usulan
    written = {
        "kota": terbitan.kota,
        "kecamatan": row.kelurahan.kecamatan,
        "kelurahan": row.kelurahan.nama,
        "pengusul": one.peran,
        "alamat": _address(one),
    }
    return {name: getattr(one, name, None) for name in SIPD} | written


def _address(one: Usulan) -> str:
    """Place, neighbourhood and, where known, coordinates: Gang 3, RT 03 RW 05 (-6.88861,109.67531)."""
    where = ", ".join(part for part in (one.lokasi, one.tempat) if part)
    return where if one.lat is None or one.lon is None else f"{where} ({one.lat},{one.lon})"
