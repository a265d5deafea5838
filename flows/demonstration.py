"""Stage 9 of 9: the examples beside a pack, carried out by the production rules on a warehouse in memory.

Every example has a kelurahan of its own, so that none takes another's ceiling. What a run reads from files is laid
here row by row; from the meaning of the words to the procurement line the SQL and the stages are those of a run.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows import policy, warehouse
from flows.cycle import Cycle
from flows.funding import fund
from flows.intake.beneficiaries import read_beneficiaries
from flows.intake.money import read_asked
from flows.loading import place_words
from flows.ranking import rank
from flows.reference import TABLES
from flows.rules.examples import ENTRY, SECTION, Contoh, Row
from flows.rules.models import Pack
from flows.rules.pack import in_force
from flows.stipulations import stipulations
from schemas.reference import FILES

TURNS = 1000  # more rows than an example has
USG = ("urgensi", "keseriusan", "pertumbuhan")
WHOLE = (*USG, "rw", "prioritas", "swadaya", "biaya", "penerima")
GIVEN = pa.schema(
    [("kunci", pa.int64()), ("id", pa.string()), ("tanda", pa.string()), ("kode_kelurahan", pa.string())]
    + [(name, pa.int64()) for name in WHOLE]
    + [
        (name, pa.string())
        for name in ("masalah", "usulan", "kegiatan", "lembaga", "satuan", "sumber_dana", "diterima")
    ]
    + [("volume", pa.decimal128(18, 3)), ("penerima_kk", pa.bool_()), ("inovasi", pa.bool_())]
    + [("verifikasi", pa.list_(pa.string()))]
)
# Tables that a run has from its files, as far as the SELECTs of stage 4 ask for them.
AS_READ = {
    "isi": """SELECT kunci, NULL AS pengusul, NULL AS kontak, coalesce(masalah, '-') AS masalah, usulan, kegiatan,
        NULL AS lokasi, NULL AS catatan, NULL AS lain FROM contoh""",
    "rekam": "SELECT kunci, tanda, false AS kembar, false AS digantikan FROM contoh",
    "berkas_baca": """SELECT kunci AS berkas_ke, id AS sha256, id AS nama, diterima, diterima AS mtime, 0 AS ukuran,
        'csv' AS jenis, 'utf-8' AS encoding, ',' AS pemisah, 1 AS baris_judul, 1 AS baris, 'terbaca' AS status,
        NULL AS alasan, NULL AS arsip, NULL AS kolom_lain, NULL AS kode FROM contoh""",
    "diverifikasi": """SELECT id AS id_usulan, NULL::VARCHAR AS kode_kegiatan, NULL::DECIMAL(18, 3) AS volume,
        NULL::VARCHAR AS satuan, NULL::VARCHAR AS status_lahan, urgensi, keseriusan, pertumbuhan, inovasi,
        NULL::VARCHAR AS tujuan, NULL::BIGINT AS biaya, NULL::VARCHAR AS digabung_ke, NULL::VARCHAR AS catatan,
        verifikasi AS kolom FROM contoh WHERE len(verifikasi) > 0""",
    "kelompok": """SELECT NULL::VARCHAR AS kelompok, NULL::VARCHAR AS id_usulan, NULL::VARCHAR AS peran,
        NULL::DOUBLE AS kemiripan WHERE false""",
    "kelurahan_acuan": """SELECT DISTINCT kode_kelurahan AS kode, 'Contoh' AS nama, '00.00.00' AS kecamatan_kode,
        'Contoh' AS kecamatan, 'CTH' AS singkatan FROM contoh""",
}


# What the same rules made of the same examples, kept for a process that runs many seasons.
_demonstrated: dict[str, tuple["Percobaan", ...]] = {}


@dataclass(frozen=True)
class Percobaan:
    """One example with what the rules made of it: of each row the values that the example names."""

    contoh: Contoh
    didapat: tuple[Row, ...]

    @property
    def sesuai(self) -> bool:
        return self.didapat == self.contoh.hasil


def demonstrated(cycle: Cycle, con: DuckDBPyConnection) -> tuple[Percobaan, ...]:
    """The examples beside the pack, carried out once a process for the same rules; `con` has the reference tables."""
    rules = policy.hash_rules(cycle)
    if rules not in _demonstrated:
        reference, examples = reference_of(con), policy.examples_of(cycle)
        with warehouse.aside(cycle) as beside:
            _demonstrated[rules] = tuple(carry_out(cycle, beside, reference, examples))
    return _demonstrated[rules]


def carry_out(
    cycle: Cycle, con: DuckDBPyConnection, reference: Mapping[str, pa.Table], examples: Sequence[Contoh]
) -> list[Percobaan]:
    """Every example tried under the rules of the cycle, in a warehouse of its own (`con` of warehouse.aside)."""
    for name, rows in reference.items():
        warehouse.put(con, name, rows)
    pack = policy.pack_of(cycle)
    outcomes = _outcomes(cycle, con, pack, examples)
    return [
        Percobaan(one, tuple(_named(got, wanted) for got, wanted in zip(outcomes[place], one.hasil, strict=True)))
        for place, one in enumerate(examples)
    ]


def reference_of(con: DuckDBPyConnection) -> dict[str, pa.Table]:
    """The reference tables of a warehouse by their names there."""
    names = [TABLES.get(name, name) for name in FILES]
    return {name: con.sql(f"FROM {name}").to_arrow_table() for name in names}


def _named(got: Row, wanted: Row) -> Row:
    """Of what was got the values that the example names; what is absent is an empty text there."""
    return {name: "" if got.get(name) is None else got[name] for name in wanted}


def _outcomes(cycle: Cycle, con: DuckDBPyConnection, pack: Pack, examples: Sequence[Contoh]) -> dict[int, list[Row]]:
    """Place of an example -> what the rules make of each of its rows."""
    found: dict[int, list[Row]] = {}
    proposals: dict[int, list[Row]] = {}
    for place, one in enumerate(examples):
        if one.diberi[0].keys() <= ENTRY.keys():
            found[place] = [_entry(cycle, row) for row in one.diberi]
        elif one.diberi[0].keys() <= SECTION.keys():
            found[place] = [_written(pack, row, wanted) for row, wanted in zip(one.diberi, one.hasil, strict=True)]
        else:
            proposals[place] = list(one.diberi)
    return found | (_judged(cycle, con, pack, proposals) if proposals else {})


def _entry(cycle: Cycle, row: Row) -> Row:
    """What the national file says of an id on a day."""
    entries = policy.national_of(cycle)[row["daftar"]]
    held = [one for one in in_force(entries, row["tanggal"]) if one.id == row["id"]]
    return {"ada": bool(held)} | (vars(held[0]) if held else {})


def _written(pack: Pack, row: Row, wanted: Row) -> Row:
    """Whether the rule book holds the sentence; if not, all that it says in that section."""
    said = [one.kalimat for one in stipulations(pack) if one.bagian == row["bagian"]]
    return {"tertulis": wanted["tertulis"] if wanted["tertulis"] in said else " ".join(said)}


def _judged(
    cycle: Cycle, con: DuckDBPyConnection, pack: Pack, proposals: Mapping[int, list[Row]]
) -> dict[int, list[Row]]:
    """Place of an example -> what the rules make of each of its proposals."""
    read = [
        _read(cycle, pack, place, turn, row) for place, given in proposals.items() for turn, row in enumerate(given)
    ]
    _lay(cycle, con, pack, [one for one in read if one["temuan"] == ""])
    results: dict[int, Row] = {}
    for at in sorted({one["tanggal_pengadaan"] for one in read}):
        bought = _bought(cycle, con, at)
        results |= {one["kunci"]: bought.get(one["kunci"], {}) for one in read if one["tanggal_pengadaan"] == at}
    found: dict[int, list[Row]] = {place: [] for place in proposals}
    for one in read:
        found[one["kunci"] // TURNS].append({**results[one["kunci"]], "temuan": one["temuan"]})
    return found


def _read(cycle: Cycle, pack: Pack, place: int, turn: int, row: Row) -> dict[str, Any]:
    """One proposal of an example as its cells are read; `temuan` is empty unless the cost returns the row."""
    verified = row.get("verifikasi", {})
    asked = read_asked(str(row.get("biaya", "")), wajar_min=pack.angka("biaya_wajar_min"))
    people = read_beneficiaries(str(row.get("penerima_manfaat", ""))).value
    came = row.get("diterima", pack.jadwal.batas_masuk)
    kode, tanda = f"00.00.00.{place:04d}", f"{turn:07d}"
    plain = {name: row.get(name) for name in GIVEN.names}
    return (
        plain
        | {
            "kunci": place * TURNS + turn,
            "tanggal_pengadaan": row.get("tanggal_pengadaan", pack.jadwal.tanggal_pengadaan),
            "id": f"{cycle.tahun}-{kode.replace('.', '')}-{tanda}",
            "tanda": tanda,
            "kode_kelurahan": kode,
            "rw": row.get("rw", 1),
            "lembaga": row.get("lembaga", "RW"),
            "kegiatan": row.get("kegiatan", ""),
            "usulan": row.get("usulan", ""),
            "sumber_dana": row.get("sumber_dana", "dana_kelurahan"),
            "diterima": _in_utc(came, pack.jadwal.zona),
            "biaya": asked.value,
            "penerima": people.jumlah if people else None,
            "penerima_kk": people.dasar == "kk" if people else None,
            "inovasi": row.get("inovasi", False),
            "verifikasi": sorted(verified),
            "temuan": asked.kode if asked.value is None and asked.kode else "",
        }
        | dict(row.get("verifikasi", {}))
    )


def _in_utc(local: datetime, zona: str) -> str:
    return local.replace(tzinfo=ZoneInfo(zona)).isoformat()


def _lay(cycle: Cycle, con: DuckDBPyConnection, pack: Pack, rows: Iterable[dict[str, Any]]) -> None:
    """The proposals of all examples through stages 4, 6 and 7."""
    policy.lay(cycle, con)
    warehouse.put(con, "contoh", pa.Table.from_pylist(list(rows), GIVEN))
    for table, query in AS_READ.items():
        con.execute(f"CREATE OR REPLACE TABLE {table} AS {query}")
    warehouse.make(con, "90_urai")
    warehouse.make(con, "40_berkas", batas=policy.deadline(pack))
    warehouse.make(con, "40_klasifikasi", tempat=place_words(con))
    warehouse.make(con, "40_saran")
    warehouse.make(con, "40_usulan", tahun=cycle.tahun, jiwa_per_kk=pack.angka("jiwa_per_kk"))
    rank(cycle)
    fund(cycle)


def _bought(cycle: Cycle, con: DuckDBPyConnection, at: date) -> dict[int, Row]:
    """Every proposal's outcome with procurement law as it is on a day."""
    policy.lay_numbers(cycle, con, at)
    warehouse.make(con, "80_batas", "80_pengadaan")
    result = con.execute(warehouse.select("90_hasil_contoh"))
    names = [column[0] for column in result.description or ()]
    return {row[0]: dict(zip(names, row, strict=True)) for row in result.fetchall()}
