"""Stage 4 of 9: what a sender sends again: corrections of returned rows, the same list once more, another RW's rows.

Leaves: ganti (one record for which another stands though their ids differ), peringatan_kiriman (one matter of this
kind for the panitia to judge).
"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection
from num2words import num2words

from flows import warehouse
from flows.rules.models import Pack
from schemas.messages import message
from schemas.moments import day_said, local, moment_said

Finding = dict[str, Any]

ALARMS = pa.schema(
    [("kode_kelurahan", pa.string()), ("kode", pa.string())]
    + [("id_usulan", pa.list_(pa.string())), ("pesan", pa.string())]
)
SHOWN = 5  # proposals that one alarm shows


def match(con: DuckDBPyConnection) -> None:
    """Says of every record whether another one stands for it."""
    warehouse.make(con, "40_dikenal", "40_pokok", "40_koreksi", "40_pengirim", "40_susulan")
    warehouse.make(con, "40_sandingan", "40_lawan", "40_ganti", "40_rujukan_lepas")


def judge(con: DuckDBPyConnection, pack: Pack) -> list[Finding]:
    """Lays what the panitia should judge into peringatan_kiriman; returns the findings on the files concerned."""
    warehouse.make(con, "40_kiriman_ulang", "40_ditimpa")
    again, over = list(_again(con, pack)), list(_over(con))
    alarms = [alarm for _, alarm in (*again, *over)]
    warehouse.put(con, "peringatan_kiriman", pa.Table.from_pylist(alarms, ALARMS))
    return [finding for finding, _ in (*again, *over)] + [*_late(con, pack), *_loose(con)]


def _again(con: DuckDBPyConnection, pack: Pack) -> Iterator[tuple[Finding, dict]]:
    rows = con.execute("""
        SELECT ulang.baru, baru.baris_judul, lama.diterima, ulang.kode_kelurahan, ulang.id_usulan, ulang.kode
        FROM kiriman_ulang AS ulang
        JOIN berkas AS lama ON lama.berkas_ke = ulang.lama
        JOIN berkas AS baru ON baru.berkas_ke = ulang.baru
        ORDER BY ulang.lama, ulang.baru, ulang.kode_kelurahan""").fetchall()
    for berkas_ke, nomor, came, kelurahan, ids, codes in rows:
        day = day_said(local(came, pack.jadwal.zona).date())
        found = finding("kiriman_ulang", berkas_ke, nomor, nilai=day, arti=f"{num2words(len(codes), lang='id')} usulan")
        pesan = f"{_sentence(found)} Yang dimaksud: {_named(codes)}."
        yield found, {"kode_kelurahan": kelurahan, "kode": "kiriman_ulang", "id_usulan": ids, "pesan": pesan}


def _over(con: DuckDBPyConnection) -> Iterator[tuple[Finding, dict]]:
    rows = con.execute("""
        SELECT atas.berkas_baru, berkas.baris_judul, atas.rw, atas.rw_berkas, urai.kode_kelurahan,
            list(DISTINCT usulan.id_usulan ORDER BY usulan.id_usulan),
            list(DISTINCT usulan.kode || ': «' || lama.usulan || '» ' || coalesce(rupiah(harga.biaya), 'tanpa biaya')
                || ' menjadi «' || usulan.usulan || '» ' || coalesce(rupiah(usulan.biaya), 'tanpa biaya'))
        FROM ditimpa AS atas
        JOIN berkas ON berkas.berkas_ke = atas.berkas_baru
        JOIN urai ON urai.kunci = atas.baru
        JOIN isi AS lama ON lama.kunci = atas.lama
        JOIN urai AS harga ON harga.kunci = atas.lama
        JOIN usulan ON usulan.sha256 = berkas.sha256 AND usulan.nomor = urai.nomor
        GROUP BY ALL ORDER BY ALL""").fetchall()
    for berkas_ke, nomor, rw, own, kelurahan, ids, both in rows:
        found = finding("ditimpa", berkas_ke, nomor, nilai=f"RW {own:02d}", arti=f"RW {rw:02d}")
        pesan = f"{_sentence(found)} {_named(sorted(both))}."
        yield found, {"kode_kelurahan": kelurahan, "kode": "ditimpa", "id_usulan": ids, "pesan": pesan}


def _late(con: DuckDBPyConnection, pack: Pack) -> Iterator[Finding]:
    limit = day_said(pack.jadwal.batas_masuk.date())
    rows = con.execute("""
        SELECT berkas_ke, baris_judul, diterima FROM berkas
        WHERE status = 'terbaca' AND jenis <> 'verifikasi' AND NOT tepat_waktu ORDER BY berkas_ke""").fetchall()
    for berkas_ke, nomor, came in rows:
        moment = moment_said(local(came, pack.jadwal.zona), pack.jadwal.zona)
        yield finding("terlambat", berkas_ke, nomor, nilai=limit, arti=moment)


def _loose(con: DuckDBPyConnection) -> Iterator[Finding]:
    rows = con.execute("SELECT berkas_ke, nomor, rujukan FROM rujukan_lepas ORDER BY kunci").fetchall()
    for berkas_ke, nomor, said in rows:
        yield finding("rujukan_tidak_dikenal", berkas_ke, nomor, kolom="rujukan", nilai=said)


def finding(
    kode: str, berkas_ke: int, nomor: int, *, kolom: str = "berkas", nilai: str = "", arti: str = ""
) -> Finding:
    """One finding of this stage, still without its words."""
    return {"kode": kode, "berkas_ke": berkas_ke, "nomor": nomor, "kolom": kolom, "nilai": nilai, "arti": arti}


def _sentence(found: Finding) -> str:
    return message(found["kode"]).filled(nilai=found["nilai"], arti=found["arti"])[0]


def _named(parts: list[str]) -> str:
    more = f" dan {len(parts) - SHOWN} lagi" if len(parts) > SHOWN else ""
    return "; ".join(parts[:SHOWN]) + more
