"""Stage 2 of 9: the archive becomes text rows in the warehouse; every physical record is accounted for.

Leaves: berkas_baca (one received file), isi (one data row, all clean text), abaikan (one record that is no data
row), temuan_baca (one finding of reading), verifikasi_teks (one cell that the office filled in).
"""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from flows import reference, warehouse
from flows.cycle import Cycle
from flows.intake.actions import SISIHKAN, TARIK, actions, in_force
from flows.intake.copies import fault_of
from flows.intake.fence import fenced
from flows.intake.file_rows import (
    File,
    described,
    file_table,
    ours_to_mend,
    received,
    refused,
    twin_of,
    verified_file,
)
from flows.intake.finding import Refused
from flows.intake.integrity import BEDA, lost, withdrawn
from flows.intake.known import Known
from flows.intake.ledger import Arrival, arrivals, damaged
from flows.intake.reading import read_content
from flows.intake.text_rows import ABAIKAN, GUARD, TEKS, TEMUAN, VERIFIED, TextRows, text_rows, verified_rows
from flows.intake.verification import is_office, read_verification
from schemas.submission import TEXT_COLUMNS

BATCH_ROWS = 100_000  # rows handed to DuckDB at once: bounds memory, not results


def read(cycle: Cycle) -> str:
    """Reads every archived file of the year into the building warehouse; returns one line on what was read."""
    with warehouse.building(cycle) as con:
        known = _known(con)
        before: dict[tuple[str, bool], File] = {}
        files: list[File] = []
        rows = TextRows()
        aside = _aside(cycle, con)
        for index, arrival in enumerate(arrivals(cycle)):
            if len(rows) > BATCH_ROWS:
                _lay(con, files, rows)
                files, rows = [], TextRows()
            if fate := aside(arrival):
                file, made = received(index, arrival) | fate, TextRows()
            else:
                file, made = _read_one(cycle, index, arrival, known, before)
            before.setdefault(_kind_key(arrival), file)
            files.append(file)
            rows += made
        _lay(con, files, rows)
        _silence(con)
        counts = con.execute("SELECT status, count(*) FROM berkas_baca GROUP BY status ORDER BY status").fetchall()
    return ", ".join(f"{number} {status}" for status, number in counts) or "0"


def _aside(cycle: Cycle, con: DuckDBPyConnection) -> Callable[[Arrival], File]:
    """Tells of an arrival that is not read how it is judged: taken back, its copy lost, judged before, ours to mend."""
    done = actions(cycle)
    taken = {sha256: withdrawn(one) for sha256, one in in_force(done, TARIK).items()}
    gone = {sha256: lost() for sha256 in in_force(done, SISIHKAN)}
    query = "SELECT sha256, nama, status, kode, alasan FROM arsip_catatan WHERE hal = $hal"
    kept = {(sha256, nama): tuple(fate) for sha256, nama, *fate in con.execute(query, {"hal": BEDA}).fetchall()}

    ours = {sha256 for (sha256,) in con.execute("SELECT sha256 FROM karantina WHERE nomor IS NULL").fetchall()}

    def judge(one: Arrival) -> File:
        if one.sha256 in ours:
            return ours_to_mend()
        fate = taken.get(one.sha256) or gone.get(one.sha256) or kept.get((one.sha256, one.nama))
        if fate:
            return dict(zip(("status", "kode", "alasan"), fate, strict=True))
        if fault := fault_of(cycle.archive / one.arsip, one, hashed=False):
            raise damaged(cycle, one.arsip, fault)
        return {}

    return judge


def _lay(con: DuckDBPyConnection, files: list[File], rows: TextRows) -> None:
    """Appends files and their rows to the warehouse; few enough at once to stay small in memory."""
    warehouse.append(con, "berkas_baca", file_table(files))
    warehouse.append(con, "abaikan", pa.concat_tables([ABAIKAN.empty_table(), *rows.ignored]))
    warehouse.append(con, "temuan_baca", pa.Table.from_pylist(rows.notes, TEMUAN))
    warehouse.append(con, "verifikasi_teks", pa.Table.from_pylist(rows.verified, VERIFIED))
    warehouse.append_made(con, "20_isi", teks=_clean(pa.concat_tables([TEKS.empty_table(), *rows.data])))


def _silence(con: DuckDBPyConnection) -> None:
    """The cells of records that are set aside say nothing to the stages that follow."""
    if warehouse.one(con, "SELECT count(nomor) FROM karantina") == (0,):
        return
    query = """
        SELECT column_name FROM duckdb_columns()
        WHERE table_name = 'isi' AND column_name NOT IN ('kunci', 'berkas_ke', 'nomor', 'lembar', 'baris_lembar')"""
    emptied = ", ".join(f"{column} = NULL" for (column,) in con.execute(query).fetchall())
    con.execute(f"""
        UPDATE isi SET {emptied} FROM berkas_baca AS berkas JOIN karantina USING (sha256)
        WHERE isi.berkas_ke = berkas.berkas_ke AND isi.nomor = karantina.nomor""")


def _known(con: DuckDBPyConnection) -> Known:
    return Known(
        reference.vocabulary(con),
        reference.names(con),
        reference.limits(con),
        reference.nihil(con),
    )


def _read_one(
    cycle: Cycle, index: int, arrival: Arrival, known: Known, before: dict[tuple[str, bool], File]
) -> tuple[File, TextRows]:
    file, path = received(index, arrival), cycle.archive / arrival.arsip
    if twin := before.get(_kind_key(arrival)):
        return file | twin_of(twin, arrival, known, cycle.tahun), TextRows()
    try:
        if is_office(arrival.nama):
            verified = fenced(read_verification, path, arrival.nama, known.terms)
            return file | verified_file(verified), verified_rows(index, verified)
        content = fenced(read_content, path, arrival.nama, known.terms)
    except Refused as why:
        return file | refused(why.kode, why.arti, arrival.nama, known), TextRows()
    described_file, extras = described(content, arrival, known)
    return file | described_file, text_rows(index, content, extras, known)


def _kind_key(arrival: Arrival) -> tuple[str, bool]:
    """The same bytes are a copy only where they mean the same: what people propose, or what the office says."""
    return arrival.sha256, is_office(arrival.nama)


def _clean(rows: pa.Table) -> pa.Table:
    """Blanks around cells and our own guard against formulas taken off; an empty cell is null."""
    for position, name in enumerate(rows.column_names):
        if name in TEXT_COLUMNS and rows[name].null_count < len(rows):
            text = pc.utf8_trim_whitespace(rows[name].combine_chunks())
            if pc.any(pc.starts_with(text, "'")).as_py():
                text = pc.replace_substring_regex(text, GUARD, r"\1")
            rows = rows.set_column(position, name, pc.if_else(pc.equal(text, ""), None, text))
    return rows.combine_chunks()
