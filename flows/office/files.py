"""Stage 1 to 4 of 9: a file of the office's own, as whatever program saved it, becomes the cells of a clean one.

Each fault is one sentence with the line, the column, the value and an example.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz, process

from flows.intake.behind_fence import Terms
from flows.intake.fence import fenced
from flows.intake.finding import Refused
from flows.intake.headers import ALIKE, normalise
from flows.intake.ignored import SIGNATURES, SUMS
from flows.intake.limits import Limits
from flows.office.cells import SENTENCES, Places, Reader, reader_of
from flows.office.tables import Known, Letak, Table, bare, read_tables
from schemas.messages import message, printable
from schemas.reference import Kolom

LONGEST_VALUE = 40
OPEN = "tanda kutip tidak ditutup; tutup di akhir isinya, atau hapus"
BESIDE = (
    "ada isi di luar kolom yang berjudul; nilai yang memuat tanda pemisah perlu diapit tanda kutip, "
    "dan catatan perlu judul kolom sendiri"
)


@dataclass(frozen=True)
class Isi:
    """The clean cells of a file: each column as long as letak; None where a cell could not be read.

    faults: sentences, each with the place where it belongs; asing: headers that nobody knows.
    """

    kolom: dict[str, list[str | None]] = field(default_factory=dict)
    letak: list[Letak] = field(default_factory=list)
    faults: list[tuple[Letak | None, str]] = field(default_factory=list)
    asing: list[str] = field(default_factory=list)


def read_office_file(path: Path, columns: Mapping[str, Kolom], limits: Limits, places: Places | None) -> Isi:
    """The cells of a file that must have `columns`, read by the grammar of each."""
    try:
        terms = Terms({}, limits)
        tables = fenced(read_tables, path, path.name, terms, _known(columns), frozenset(_needed(columns)))
    except Refused as refused:
        return Isi(faults=[(None, _refusal(refused, columns))])
    except OSError as error:
        return Isi(faults=[(None, f"belum dapat dibuka ({error.strerror}). Periksa izin berkasnya")])
    if faults := [fault for table in tables for fault in _header_faults(table, columns)]:
        return Isi(faults=faults)
    readers = {name: reader_of(one.jenis, one.pilihan, places) for name, one in columns.items()}
    known = _known(columns)
    isi = Isi(asing=[one for table in tables for one in _unknown(table) if normalise(one) not in known])
    for table in tables:
        _add(isi, table, columns, readers)
    return isi


def said(kolom: Kolom, text: str, what: str) -> str:
    """The one sentence on one cell: the column, the value, what is the matter, and how it is written."""
    shown = printable(text[:200])
    shown = shown if len(shown) <= LONGEST_VALUE else shown[: LONGEST_VALUE - 1] + "…"
    value = f"«{shown}» " if shown else ""
    example = f". Tulis seperti {kolom.contoh}" if kolom.contoh and not kolom.pilihan else ""
    return f"kolom {kolom.nama}: {value}{what}{example}"


def _refusal(refused: Refused, columns: Mapping[str, Kolom]) -> str:
    if refused.kode == "judul_kolom":
        return f"baris judul kolom belum ditemukan; yang diperlukan: {_wanted(columns)}"
    if refused.kode == "berkas_kosong":
        return f"berkas ini kosong; isi, atau hapus bila tidak dipakai. Judul kolomnya: {_wanted(columns)}"
    pesan = message(refused.kode).filled(arti=refused.arti)[0]
    return f"{pesan.rstrip('.')}. Simpan ulang sebagai CSV atau XLSX dengan judul kolom {_wanted(columns)}"


def _wanted(columns: Mapping[str, Kolom]) -> str:
    return ", ".join(_needed(columns))


def _needed(columns: Mapping[str, Kolom]) -> list[str]:
    return [name for name, one in columns.items() if one.wajib]


def _known(columns: Mapping[str, Kolom]) -> Known:
    """Header by its letters and digits -> the column it means, and how gladly it is taken for that."""
    known: dict[str, tuple[str, int]] = {}
    for name, one in columns.items():
        for rank, alias in enumerate(one.alias, start=1):
            known.setdefault(normalise(alias), (name, rank))
    return known | {normalise(name): (name, 0) for name in columns}


def _header_faults(table: Table, columns: Mapping[str, Kolom]) -> Iterator[tuple[Letak | None, str]]:
    names = list(table.columns.values())
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield table.at, f"kolom {name} tertulis {names.count(name)} kali di baris judul; sisakan satu"
    unclaimed = _unknown(table)
    for name, one in columns.items():
        if name in names:
            continue
        alike = process.extractOne(normalise(name), [normalise(cell) for cell in unclaimed], scorer=fuzz.ratio)
        near = unclaimed[alike[2]] if alike and alike[1] >= ALIKE else ""
        if near:
            yield table.at, f"judul kolom «{printable(near)}» belum dikenal; bila itu kolom {name}, tulis {name}"
        elif one.wajib:
            yield table.at, f"kolom {name} belum ada di baris judul; yang diperlukan: {_wanted(columns)}"


def _unknown(table: Table) -> list[str]:
    """Headers of no column of ours. Empty ones are none."""
    return [name for position, name in enumerate(table.header) if name and position not in table.columns]


def _add(isi: Isi, table: Table, columns: Mapping[str, Kolom], readers: Mapping[str, Reader]) -> None:
    """The records of a table, each of its cells clean or told; a column that it lacks is empty."""
    position = {name: at for at, name in table.columns.items()}
    titled = {at for at, name in enumerate(table.header) if name}
    needed = [position[name] for name, one in columns.items() if one.wajib]
    kept = []
    for at, row in enumerate(table.rows):
        if at in table.torn or any(map(_is_open, row)):
            isi.faults.append((table.letak[at], OPEN))
        elif any(cell.strip() for place, cell in enumerate(row) if place not in titled):
            isi.faults.append((table.letak[at], BESIDE))
        elif _is_data(row, needed):
            kept.append(at)
    letak = [table.letak[at] for at in kept]
    isi.letak.extend(letak)
    for name, kolom in columns.items():
        texts = [_cell(table.rows[at], position.get(name)) for at in kept]
        isi.kolom.setdefault(name, []).extend(_clean(isi, kolom, readers[name], texts, letak))


def _is_data(row: Sequence[str], needed: Sequence[int]) -> bool:
    """Whether a record is more than an empty line, a sum below the table, or the signature under it."""
    filled = [cell.strip() for cell in row if cell.strip()]
    if not filled:
        return False
    whole = all(_cell(row, at) for at in needed)
    return whole or not normalise(filled[0]).startswith(SUMS) and not filled[0].lower().startswith(SIGNATURES)


def _is_open(cell: str) -> bool:
    """Whether a cell begins with a quote that nothing closes."""
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _cell(row: Sequence[str], at: int | None) -> str:
    return bare(row[at]) if at is not None and at < len(row) else ""


def _clean(isi: Isi, kolom: Kolom, read: Reader, texts: Sequence[str], letak: Sequence[Letak]) -> Iterator[str | None]:
    """The clean text of each cell of a column; what cannot be read is added to the faults."""
    readings = {text: read(text) for text in dict.fromkeys(texts)}
    for text, place in zip(texts, letak, strict=True):
        reading = readings[text]
        if reading.kode:
            what = SENTENCES[reading.kode].format(arti=reading.arti) if reading.arti else SENTENCES[reading.kode]
            isi.faults.append((place, said(kolom, text, what.removesuffix("; mungkin maksudnya {arti}"))))
        elif kolom.terisi and reading.value == "":
            isi.faults.append((place, said(kolom, "", "belum diisi")))
            yield None
            continue
        yield reading.value
