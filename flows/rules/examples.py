"""Stage 7 and 8 of 9: the examples beside a rule pack, as an officer writes them: what is given, what must follow.

Pure: text in, frozen examples out, or one RulePackError with every fault.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flows.errors import RulePackError
from flows.rules.script import read_script

Row = Mapping[str, Any]

# What may be given: the cells of a proposal with the moment it came and what was verified; or an entry of the national
# file on a day; or a section of the pack, whose sentences are asked for.
PROPOSAL: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("masalah", "usulan", "kegiatan", "lembaga", "satuan", "sumber_dana"), (str,)),
    **dict.fromkeys(("rw", "swadaya", "urgensi", "keseriusan", "pertumbuhan", "prioritas", "volume"), (int,)),
    **dict.fromkeys(("biaya", "penerima_manfaat"), (int, str)),
    "inovasi": (bool,),
    "verifikasi": (dict,),
    "diterima": (datetime,),
    "tanggal_pengadaan": (date,),
}
VERIFIED = dict.fromkeys(("urgensi", "keseriusan", "pertumbuhan"), (int,)) | {"inovasi": (bool,)}
ENTRY: dict[str, tuple[type, ...]] = {"daftar": (str,), "id": (str,), "tanggal": (date,)}
SECTION: dict[str, tuple[type, ...]] = {"bagian": (str,)}
# What may follow, in the same order.
OUTCOME = set(
    "temuan kegiatan program jenis biaya jiwa terlambat saran subkegiatan skor peringkat rincian jalur aturan_jalur "
    "tujuan kewenangan rujukan biaya_muat naik_pagu metode pelaksana aturan batas dasar".split()
)
FOUND = {"ada", "nilai", "kode", "isi", "dasar", "status"}
WRITTEN = {"tertulis"}
KINDS = ((PROPOSAL, OUTCOME), (ENTRY, FOUND), (SECTION, WRITTEN))


@dataclass(frozen=True)
class Contoh:
    """One example: a sentence, what is given (a row or several of one kelurahan), and what must follow of each."""

    kalimat: str
    diberi: tuple[Row, ...]
    hasil: tuple[Row, ...]


def read_examples(text: str, file: str) -> list[Contoh]:
    """The examples of a file in their order.

    Raises RulePackError with all faults, each with file and place.
    """
    raw = read_script(text, file).data
    rows = raw.get("contoh", [])
    faults = [f"{file}: bagian {name} tidak dikenal" for name in sorted(raw.keys() - {"contoh"})]
    faults += [fault for place, one in enumerate(rows, 1) for fault in _faults(one, f"{file} [[contoh]] ke-{place}")]
    if faults:
        raise RulePackError("Contoh belum dapat dijalankan:", faults)
    return [Contoh(one["kalimat"], tuple(_rows(one["diberi"])), tuple(_rows(one["hasil"]))) for one in rows]


def _faults(raw: Row, where: str) -> Iterator[str]:
    if raw.keys() != {"kalimat", "diberi", "hasil"}:
        yield f"{where}: kuncinya harus kalimat, diberi, dan hasil"
        return
    given, expected = _rows(raw["diberi"]), _rows(raw["hasil"])
    if not given or not all(isinstance(row, dict) for row in (*given, *expected)):
        yield f"{where}: diberi dan hasil berupa bagian dengan kunci dan nilai"
        return
    if len(given) != len(expected):
        yield f"{where}: {len(given)} diberi, tetapi {len(expected)} hasil"
    for row, result in zip(given, expected, strict=False):
        allowed = next((kind for kind in KINDS if row.keys() <= kind[0].keys()), None)
        if allowed is None:
            yield f"{where}: diberi {', '.join(sorted(row.keys() - PROPOSAL.keys()))} tidak dikenal"
            continue
        yield from _type_faults(row, allowed[0], where)
        yield from _type_faults(row.get("verifikasi", {}), VERIFIED, where)
        if not result or result.keys() - allowed[1]:
            yield f"{where}: hasil {', '.join(sorted(result.keys() - allowed[1])) or 'kosong'} tidak dikenal"


def _type_faults(row: Any, kinds: Mapping[str, tuple[type, ...]], where: str) -> Iterator[str]:
    if not isinstance(row, dict):
        return  # its own key is at fault
    for name, value in row.items():
        # In Python a truth value is a number, and a moment a day.
        if type(value) not in kinds.get(name, ()):
            yield f"{where}: diberi {name} tidak dapat dibaca"


def _rows(value: Row | list[Row]) -> list[Row]:
    return value if isinstance(value, list) else [value]
