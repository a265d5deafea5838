"""Stage 3 of 9: cells get their meaning, and each doubtful one a finding; no row is judged by a machine's guess.

A grammar reads each distinct text of a column once; the meanings are joined back in SQL.
Leaves: sel (distinct text -> meaning), urai (typed rows), kalimat (findings in words), kembali, nihil.
"""

import logging
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows import policy, reference, warehouse
from flows.cycle import Cycle
from flows.intake.beneficiaries import read_beneficiaries
from flows.intake.coordinates import read_latitude, read_longitude
from flows.intake.dates import read_date
from flows.intake.finding import Reading
from flows.intake.headers import normalise
from flows.intake.kelurahan_names import read_kelurahan
from flows.intake.money import read_asked, read_swadaya
from flows.intake.neighbourhood import read_place
from flows.intake.numbers import read_count
from flows.intake.phones import read_phone
from flows.intake.ranks import read_order, read_score
from flows.intake.restoring import restore
from flows.intake.volumes import read_volume, unit_of
from flows.intake.years import read_plan_year
from flows.intake.yes_no import read_yes_no
from schemas.messages import message

SEL = pa.schema(
    [("kolom", pa.string()), ("teks", pa.string()), ("bulat", pa.int64()), ("desimal", pa.decimal128(18, 3))]
    + [("pecahan", pa.float64()), ("tanggal", pa.date32()), ("kata", pa.string()), ("ya", pa.bool_())]
    + [("rw", pa.int32()), ("rt", pa.list_(pa.int32())), ("kode", pa.string()), ("arti", pa.string())]
)
WORDS = pa.schema([(name, pa.string()) for name in ("kode", "nama_kolom", "nilai", "arti", "tingkat", "pesan", "cara")])
PARTS = chr(31)  # between the cells that are read together

Grammar = Callable[[str], Reading]
Fields = dict[str, Callable[[Any], Any]]

log = logging.getLogger("musrenbang")


def check(cycle: Cycle) -> str:
    """Gives every cell its meaning and every doubtful one its finding; returns one line on what was found."""
    with warehouse.building(cycle) as con:
        warehouse.make(con, "30_tautan")
        if warehouse.one(con, "SELECT count(*) FROM tautan") != (0,):
            warehouse.make(con, "30_isi")
        restore(con)
        warehouse.make(con, "30_atas")
        warehouse.put(con, "sel", _meanings(con, cycle))
        warehouse.make(con, "30_ejaan", "30_urai", "30_nihil", "30_temuan_sel", "30_beda", "30_silang", "30_mentah")
        warehouse.put(con, "ucapan", worded(con, "mentah"))
        warehouse.make(con, "30_kalimat", "30_kembali")
        (returned,) = warehouse.one(con, "SELECT count(DISTINCT kunci) FROM kembali")
        (findings,) = warehouse.one(con, "SELECT count(*) FROM kalimat")
    return f"{findings} findings, {returned} rows to return"


def _meanings(con: DuckDBPyConnection, cycle: Cycle) -> pa.Table:
    """What each distinct text of each column means; one grammar a column, one call a text."""
    parts = [SEL.empty_table()]
    for column, (grammar, fields) in grammars(con, cycle).items():
        query = f"SELECT {column} FROM isi WHERE {_doubtful(column)} UNION SELECT teks FROM atas WHERE kolom = ?"
        texts = [text for (text,) in con.execute(query, [column]).fetchall()]
        parts.append(_meaning_rows(column, texts, [_read(grammar, text) for text in texts], fields))
    return pa.concat_tables(parts)


def _doubtful(column: str) -> str:
    """Which texts of a column need their grammar; a phone number that looks like one stays as written."""
    if column == "kontak":
        return r"NOT regexp_full_match(kontak, '(\+62|62|0)[0-9][0-9 .-]{7,14}')"
    return f"{column} IS NOT NULL"


def _read(grammar: Grammar, text: str) -> Reading:
    """What a grammar makes of a text. A fault of ours in it costs this one cell and is told as ours to mend."""
    try:
        return grammar(text)
    except Exception as fault:  # noqa: BLE001 - whatever it is: one cell never stops the others
        log.warning("a cell could not be read (%s)", type(fault).__name__)
        return Reading(None, "perlu_diperiksa")


def _fitting(reading: Reading, fields: Fields) -> Reading:
    """The same reading, or that ours is to mend where its value is beyond what its column of table sel can hold."""
    if reading.value is None:
        return reading
    try:
        for name, value_of in fields.items():
            pa.array([value_of(reading.value)], SEL.field(name).type)
    except (pa.ArrowException, OverflowError):
        log.warning("the value of a cell is beyond its column")
        return Reading(None, "perlu_diperiksa")
    return reading


def _meaning_rows(column: str, texts: list[str], readings: list[Reading], fields: Fields) -> pa.Table:
    try:
        return _as_rows(column, texts, readings, fields)
    except (pa.ArrowException, OverflowError):
        return _as_rows(column, texts, [_fitting(one, fields) for one in readings], fields)


def _as_rows(column: str, texts: list[str], readings: list[Reading], fields: Fields) -> pa.Table:
    columns: dict[str, list[Any]] = {"teks": texts, "kode": [one.kode for one in readings]}
    columns["arti"] = [one.arti for one in readings]
    for name, value_of in fields.items():
        columns[name] = [None if one.value is None else value_of(one.value) for one in readings]
    filled = {name: pa.array(values, SEL.field(name).type) for name, values in columns.items()}
    filled["kolom"] = pa.repeat(column, len(texts))
    absent = (pa.nulls(len(texts), field.type) for field in SEL)
    return pa.Table.from_arrays([filled.get(f.name, none) for f, none in zip(SEL, absent, strict=True)], schema=SEL)


def grammars(con: DuckDBPyConnection, cycle: Cycle) -> dict[str, tuple[Grammar, Fields]]:
    """Column -> its grammar, and the typed columns of table sel that its value fills."""
    units = _lookup(con, "satuan", "satuan", "satuan_tidak_dikenal")
    wajar_min = policy.pack_of(cycle).angka("biaya_wajar_min")
    whole: Fields = {"bulat": _itself}
    word: Fields = {"kata": _itself}
    return {
        "tahun": (partial(read_plan_year, tahun=cycle.tahun), whole),
        "kelurahan": (partial(read_kelurahan, known=reference.names(con)), word),
        "tempat": (_place, {"rw": attrgetter("rw"), "rt": attrgetter("rt")}),
        "lembaga": (_lookup(con, "lembaga", "lembaga", "lembaga_tidak_dikenal"), word),
        "kontak": (read_phone, {}),
        "tanggal": (read_date, {"tanggal": _itself}),
        "peserta": (read_count, whole),
        "lat": (read_latitude, {"pecahan": _itself}),
        "lon": (read_longitude, {"pecahan": _itself}),
        "status_lahan": (_lookup(con, "status_lahan", "status", "status_lahan_tidak_dikenal"), word),
        "volume": (partial(_measure, units=units), {"desimal": attrgetter("volume"), "kata": attrgetter("satuan")}),
        "satuan": (units, word),
        "biaya": (partial(read_asked, wajar_min=wajar_min), whole),
        "swadaya": (read_swadaya, whole),
        "sumber_dana": (_lookup(con, "sumber_dana", "sumber", "sumber_dana_tidak_dikenal"), word),
        "penerima_manfaat": (
            read_beneficiaries,
            {"bulat": attrgetter("jumlah"), "ya": lambda value: value.dasar == "kk"},
        ),
        "urgensi": (read_score, whole),
        "keseriusan": (read_score, whole),
        "pertumbuhan": (read_score, whole),
        "inovasi": (read_yes_no, {"ya": _itself}),
        "prioritas": (read_order, whole),
    }


def _itself(value: Any) -> Any:
    return value


def _measure(text: str, units: Grammar) -> Reading:
    """Volume and unit from both cells; the unit's own column wins where only one side is given."""
    written, column = text.split(PARTS)
    reading = read_volume(written)
    if reading.value is None:
        return reading
    inside = units(reading.value.satuan).value if reading.value.satuan else None
    beside = units(column).value if column else None
    if reading.value.sisi > 1:
        unit = unit_of(reading.value, column)
        return reading._replace(value=reading.value._replace(satuan=units(unit).value if unit else None))
    said = reading.value._replace(satuan=beside or inside)
    if beside and inside and beside != inside:
        return Reading(said, "satuan_berbeda", beside)
    return reading._replace(value=said)


def _place(text: str) -> Reading:
    rt, rw, common, rw_first = text.split(PARTS)
    return read_place(rt, rw, common, rw_first=bool(rw_first))


def _lookup(con: DuckDBPyConnection, table: str, column: str, kode: str) -> Grammar:
    """A grammar of known words; an unknown one is a warning and means nothing."""
    known = {_word_key(alias): value for value, alias in con.execute(f"SELECT {column}, alias FROM {table}").fetchall()}

    def read_word(text: str) -> Reading:
        key = _word_key(text)
        if key in known:
            return Reading(known[key])
        return Reading(None, kode) if key else Reading(None)

    return read_word


def _word_key(text: str) -> str:
    """Letters, digits and the signs that tell units apart (m' is metres)."""
    return normalise(text.replace("²", "2").replace("³", "3").replace("'", ""))


def worded(con: DuckDBPyConnection, table: str) -> pa.Table:
    """Each distinct finding of a table in words; the line number is set in when the row is known."""
    rows = con.execute(f"SELECT DISTINCT kode, nama_kolom, nilai, arti FROM {table}").fetchall()
    return pa.Table.from_pylist([_words(*row) for row in rows], WORDS)


def _words(kode: str, kolom: str, nilai: str, arti: str) -> dict[str, str]:
    said = message(kode)
    pesan, cara = said.filled(baris="{baris}", kolom=kolom, nilai=nilai, arti=arti)
    return {"kode": kode, "nama_kolom": kolom, "nilai": nilai, "arti": arti} | {
        "tingkat": said.tingkat, "pesan": pesan, "cara": cara
    }  # fmt: skip
