"""One proposal's life: the file and line it came from, what was found, its group, rank, way and procurement.

Reads the published warehouses only. Names and phone numbers stay there.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from flows import warehouse
from flows.cycle import Cycle, open_cycle, years_run
from flows.errors import UsageError
from flows.intake.codes import is_code, plain, signs_hold, signs_of
from flows.terminal import Part, Tabel
from reports.filters import bilangan, rupiah, tempat, ukuran, waktu
from reports.wording import BIAYA_SUMBER, JALUR, METODE, PELAKSANA, STATUS_BARIS

Record = dict[str, Any]

HIDDEN = {"pengusul", "kontak", "catatan", "lain", "usulan_normal", "lokasi_normal"}
NEAR = 2  # wrong, missing or swapped signs within which another code is worth naming
SUGGESTED = 3


def trace(folder: Path, text: str) -> Record:
    """The life of the proposal that `text` names, an id or a code.

    Raises UsageError when none has that name: with the nearest ones, and whether a sign must be wrong.
    """
    cycles = [open_cycle(year, folder, mulai=0) for year in years_run(folder)]
    if not cycles:
        raise UsageError(f"Belum ada hasil di {folder}. Jalankan dahulu: musrenbang run TAHUN --data {folder}")
    for cycle in cycles:
        with warehouse.consulted(cycle) as con:
            found = _find(con, plain(text))
            if found:
                return _life(con, found)
    raise UsageError(_not_found(cycles, text))


def _find(con: DuckDBPyConnection, key: str) -> str | None:
    """The id whose letters and digits, or whose code's, are the key; also one that was replaced since."""
    query = """
        SELECT id_usulan FROM usulan WHERE replace(id_usulan, '-', '') = $key OR replace(kode, '-', '') = $key
        UNION
        SELECT id_usulan FROM baris WHERE replace(id_usulan, '-', '') = $key
    """
    found = con.execute(query, {"key": key}).fetchone()
    return str(found[0]) if found else None


def _life(con: DuckDBPyConnection, name: str) -> Record:
    told = {table: _rows(con, f"FROM {table} WHERE id_usulan = $id", id=name) for table in ONE_EACH}
    life: Record = {"id_usulan": name, "kode": None}
    life |= {table: rows[0] if rows else None for table, rows in told.items()}
    life["kode"] = life["usulan"]["kode"] if life["usulan"] else None
    life["kegiatan"] = _one(con, ACTIVITY, id=name)
    life["riwayat"] = [row | {"temuan": _findings(con, row)} for row in _rows(con, RECORDS, id=name)]
    life["kelompok"] = _rows(con, GROUP, id=name)
    life["peringatan"] = _rows(con, "SELECT kode, pesan FROM peringatan WHERE list_contains(id_usulan, $id)", id=name)
    for table in ("keputusan", "realisasi"):
        life[table] = _rows(con, f"FROM {table} WHERE id_usulan = $id", id=name)
    return life


ONE_EACH = ("usulan", "peringkat", "alokasi", "pengadaan")
ACTIVITY = """
    SELECT kode_kegiatan AS kode, coalesce(menu.nama, luar_menu.nama) AS nama, kelurahan.nama AS kelurahan
    FROM usulan
    JOIN kelurahan ON kelurahan.kode = usulan.kode_kelurahan
    LEFT JOIN menu ON menu.kode = usulan.kode_kegiatan
    LEFT JOIN luar_menu ON luar_menu.kode = usulan.kode_kegiatan
    WHERE id_usulan = $id
"""
# Arrival is shown as people read clocks, in the zone of the year's rules.
RECORDS = """
    SELECT berkas.nama, baris.nomor, baris.lembar, baris.baris_lembar,
        timezone((SELECT nilai FROM paket WHERE bagian = 'jadwal' AND kunci = 'zona'), timezone('UTC', diterima))
            AS diterima,
        (SELECT nilai FROM paket WHERE bagian = 'jadwal' AND kunci = 'zona') AS zona,
        berkas.tepat_waktu, baris.status, baris.alasan, baris.sha256
    FROM baris JOIN (FROM berkas WHERE status = 'terbaca') AS berkas ON berkas.sha256 = baris.sha256
    WHERE baris.id_usulan = $id
    ORDER BY berkas.diterima, baris.sha256, baris.nomor
"""
GROUP = """
    SELECT lain.peran, usulan.kode, usulan.usulan, lain.kemiripan
    FROM kelompok AS ini
    JOIN kelompok AS lain ON lain.kelompok = ini.kelompok AND lain.id_usulan <> ini.id_usulan
    JOIN usulan ON usulan.id_usulan = lain.id_usulan
    WHERE ini.id_usulan = $id
    ORDER BY lain.peran, usulan.kode
"""


def _findings(con: DuckDBPyConnection, row: Mapping[str, Any]) -> list[Record]:
    query = """
        SELECT kolom, nilai, kode, tingkat, pesan, cara FROM temuan
        WHERE sha256 = $sha256 AND nomor = $nomor ORDER BY ALL
    """
    return _rows(con, query, sha256=row["sha256"], nomor=row["nomor"])


def _rows(con: DuckDBPyConnection, query: str, **values: object) -> list[Record]:
    result = con.execute(query, values)
    names = [column[0] for column in result.description]
    rows = (dict(zip(names, row, strict=True)) for row in result.fetchall())
    return [{name: value for name, value in row.items() if name not in HIDDEN} for row in rows]


def _one(con: DuckDBPyConnection, query: str, **values: object) -> Record | None:
    return next(iter(_rows(con, query, **values)), None)


def _not_found(cycles: list[Cycle], text: str) -> str:
    """Why no proposal has this name, and which ones are nearest."""
    signs = signs_of(text)
    owner = _owner(cycles, signs) if signs_hold(signs) else None
    if owner:
        return (
            f"Tanda {signs} milik {owner}, tetapi tempat atau tahun yang tertulis lain: {text}. Mohon periksa kodenya."
        )
    near = _nearest(cycles, plain(text))
    advice = f" Yang paling mirip: {', '.join(near)}." if near else ""
    if not is_code(text):
        return f"{text} bukan kode usulan. Contoh kode: BDG-05-K7M2XYZ.{advice}"
    if not signs_hold(signs):
        return f"Kode {text} tidak cocok dengan tanda periksanya; ada tanda yang keliru. Mohon periksa kodenya.{advice}"
    return f"Kode {text} belum ada di folder ini.{advice}"


def _owner(cycles: list[Cycle], signs: str) -> str | None:
    """The code of the proposal that has these signs, when only one has."""
    query = (
        "SELECT DISTINCT kode FROM usulan WHERE replace(regexp_replace(kode, '^[^-]+-[^-]+-', ''), '-', '') = $signs"
    )
    found = {kode for cycle in cycles for kode in _column(cycle, query, signs=signs)}
    return found.pop() if len(found) == 1 else None


def _nearest(cycles: list[Cycle], key: str) -> list[str]:
    query = """
        SELECT kode FROM (
            SELECT kode, least(
                damerau_levenshtein(replace(kode, '-', ''), $key),
                damerau_levenshtein(replace(id_usulan, '-', ''), $key)
            ) AS jauh
            FROM usulan
        )
        WHERE jauh <= $near ORDER BY jauh, kode LIMIT $most
    """
    found = [kode for cycle in cycles for kode in _column(cycle, query, key=key, near=NEAR, most=SUGGESTED)]
    return found[:SUGGESTED]


def _column(cycle: Cycle, query: str, **values: object) -> list[str]:
    with warehouse.consulted(cycle) as con:
        return [value for (value,) in con.execute(query, values).fetchall()]


def as_text(life: Record) -> Iterator[Part]:
    """The life as a person reads it, from arrival to procurement."""
    yield f"Riwayat usulan {life['kode'] or life['id_usulan']}"
    rows = [*_arrivals(life), *(_said(life) if life["usulan"] else ())]
    yield Tabel(("Hal", "Isi"), tuple(rows))


def _arrivals(life: Record) -> Iterator[tuple[str, str]]:
    for row in life["riwayat"]:
        sheet = f", lembar {row['lembar']} baris {row['baris_lembar']}" if row["lembar"] else ""
        late = "" if row["tepat_waktu"] else " (sesudah batas masuk)"
        yield "Diterima", f"{row['nama']}, baris {row['nomor']}{sheet}, {waktu(row['diterima'], row['zona'])}{late}"
        yield "Keadaan baris", row["alasan"] or STATUS_BARIS[row["status"]]
        yield from (("Temuan", f"{one['pesan']} {one['cara']}") for one in row["temuan"])


def _said(life: Record) -> Iterator[tuple[str, str]]:
    usulan, rank, way, route = (life[name] for name in ONE_EACH)
    place = tempat(usulan["rw"], usulan["rt"])
    yield "Usulan", usulan["usulan"]
    yield "Masalah", usulan["masalah"]
    yield "Tempat", ", ".join(part for part in (place, usulan["lokasi"], life["kegiatan"]["kelurahan"]) if part)
    yield "Volume", ukuran(usulan["volume"], usulan["satuan"])
    yield "Biaya", f"{rupiah(way['biaya'])} ({COST[usulan['biaya_sumber']]})"
    yield "Jenis kegiatan", " ".join(str(life["kegiatan"][name] or "") for name in ("kode", "nama")).strip()
    yield from (("Sejenis", f"{one['peran']}: {one['kode']} {one['usulan']}") for one in life["kelompok"])
    yield "Nilai bantu", f"{bilangan(rank['skor'])} = {rank['rincian']}"
    yield "Urutan rancangan", str(rank["peringkat"])
    yield "Jalur", JALUR[way["jalur"]].judul
    yield "Alasan", f"{way['alasan']} (aturan {way['aturan']}; {way['dasar']})"
    yield from ((name, way[key]) for name, key in WAY_DETAILS.items() if way[key])
    if route:
        by = f", dikerjakan {PELAKSANA[route['pelaksana']]}" if route["pelaksana"] else ""
        yield "Pengadaan", f"{METODE[route['metode']]}{by} (aturan {route['aturan']}; {route['dasar']})"
    yield from (("Mohon dicermati panitia", one["pesan"]) for one in life["peringatan"])


WAY_DETAILS = {"Rujukan": "rujukan", "Mengapa belum masuk": "kenapa_belum"}
COST = {"pengusul": "menurut pengusul", None: "belum ada perkiraan"} | BIAYA_SUMBER
