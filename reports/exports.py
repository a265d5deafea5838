"""Tables for other programs: CSV that no spreadsheet runs as a formula."""

import csv
import re
from collections.abc import Sequence
from typing import IO, Any

from reports.packet import Paket
from reports.views import Usulan
from reports.wording import WAITING

STARTS_FORMULA = ("=", "+", "@", "\t", "\r")
NUMBER = re.compile(r"-\d+(?:[.,]\d+)*")

COLUMNS = (
    "id_usulan kode kode_kelurahan rw rt lembaga masalah usulan kegiatan kode_kegiatan nama_kegiatan bidang "
    "program jenis lokasi lat lon status_lahan volume satuan biaya biaya_sumber swadaya sumber_dana "
    "penerima_manfaat inovasi prioritas terlambat jalur urutan kumulatif peringkat tujuan kewenangan rujukan "
    "metode pelaksana"
).split()
PERSONAL = ("pengusul", "kontak", "catatan")


def guard(text: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe, which intake takes off again."""
    if text.startswith(STARTS_FORMULA) or (text.startswith("-") and not NUMBER.fullmatch(text)):
        return "'" + text
    return text


def columns(internal: bool) -> list[str]:
    return [*COLUMNS, *PERSONAL] if internal else list(COLUMNS)


def write_header(file: IO[str], *, internal: bool) -> None:
    _writer(file).writerow(columns(internal))


def write_rows(file: IO[str], paket: Paket) -> None:
    """One line per proposal, in the packet's order."""
    names = columns(paket.edisi.internal)
    _writer(file).writerows([_cell(one, name, paket.edisi.internal) for name in names] for one in paket.usulan)


def _writer(file: IO[str]) -> Any:
    return csv.writer(file, lineterminator="\n")


def _cell(one: Usulan, name: str, internal: bool) -> str:
    value = getattr(one, name)
    if name == "jalur" and value == "tidak_memenuhi" and not internal:
        return WAITING.replace(" ", "_")
    return guard(_text(value))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(f"{part:02d}" for part in value)
    return str(value)
