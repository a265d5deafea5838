"""Reference data: read from the office's folder or the packaged one, checked, laid into the warehouse.

Everything that later stages know about places, words, units and prices is a table here.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pandera.errors
from duckdb import DuckDBPyConnection

from flows import boundaries
from flows.cycle import Cycle
from flows.errors import ReferenceFault
from flows.intake.headers import Vocabulary, normalise
from flows.intake.kelurahan_names import Names
from flows.intake.limits import Limit, Limits
from schemas.reference import FILES, OFFICE_ONLY, OPTIONAL
from schemas.submission import TEXT_COLUMNS

# Tables kelurahan and riwayat are what the run says; what was given stands beside them.
TABLES = {"kelurahan": "kelurahan_acuan", "riwayat": "riwayat_acuan"}


def load(cycle: Cycle, con: DuckDBPyConnection) -> None:
    """Lays every reference table into the warehouse.

    Raises ReferenceFault with all faults of all files, each with file, row and column.
    """
    faults: list[str] = []
    for name in FILES:
        frame = _table(cycle, name, faults)
        if frame.columns.empty:
            continue  # not to be read at all; its fault is told below
        con.register("frame_in", frame)
        con.execute(f"CREATE OR REPLACE TABLE {TABLES.get(name, name)} AS FROM frame_in")
        con.unregister("frame_in")
    if not faults:
        faults += _cross_faults(con) + boundaries.lay(cycle, con)
    if faults:
        raise ReferenceFault("Data rujukan belum dapat dipakai:\n  " + "\n  ".join(faults))


def vocabulary(con: DuckDBPyConnection) -> Vocabulary:
    """Normalised header -> canonical column; the canonical names themselves are always known."""
    known = {normalise(alias): kolom for kolom, alias in con.execute("SELECT kolom, alias FROM alias_kolom").fetchall()}
    return known | {normalise(column): column for column in TEXT_COLUMNS}


def limits(con: DuckDBPyConnection) -> Limits:
    """How large a file may be."""
    rows = con.execute("SELECT batas, nilai, sebutan FROM batas_berkas").fetchall()
    return Limits(**{batas: Limit(int(nilai), sebutan) for batas, nilai, sebutan in rows})


def nihil(con: DuckDBPyConnection) -> frozenset[str]:
    """The words that say that there is no proposal, by letters and digits only."""
    return frozenset(normalise(kata) for (kata,) in con.execute("SELECT kata FROM kata_nihil").fetchall())


def names(con: DuckDBPyConnection) -> Names:
    """Every way to write a kelurahan of the kota; a name that two of them bear means neither, only the code does."""
    current = con.execute("SELECT kode, nama FROM kelurahan_acuan").fetchall()
    aliases = con.execute("SELECT alias, kode, jenis FROM alias_kelurahan").fetchall()
    spelled = [(normalise(nama), kode) for kode, nama in current]
    spelled += [(normalise(alias), kode) for alias, kode, jenis in aliases if jenis == "ejaan"]
    bearers: dict[str, set[str]] = {}
    for name, kode in spelled:
        bearers.setdefault(name, set()).add(kode)
    return Names(
        codes={normalise(kode): kode for kode, _ in current},
        names={name: min(codes) for name, codes in bearers.items() if len(codes) == 1},
        former={normalise(alias): kode for alias, kode, jenis in aliases if jenis == "nama_lama"},
        shown=dict(current),
    )


def _table(cycle: Cycle, name: str, faults: list[str]) -> pd.DataFrame:
    paths = cycle.reference(f"{name}.csv")
    if not paths and name in OFFICE_ONLY:
        return FILES[name].validate(pd.DataFrame(columns=list(OFFICE_ONLY[name]), dtype=str))
    if not paths:
        faults.append(f"{name}.csv: berkas ini belum ada di folder reference")
        return pd.DataFrame()
    frame = pd.concat([_checked(path, name, faults) for path in paths], ignore_index=True).drop_duplicates()
    optional = [column for column in OPTIONAL.get(name, ()) if column not in frame.columns]
    return frame.assign(**dict.fromkeys(optional, ""))


def _checked(path: Path, name: str, faults: list[str]) -> pd.DataFrame:
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", skipinitialspace=True)
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        faults.append(f"{path.name}: belum dapat dibaca sebagai CSV UTF-8 berpemisah koma ({error})")
        return pd.DataFrame()
    frame.index += 2  # the line in the file, the header being line 1
    try:
        return FILES[name].validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        faults += list(_sentences(path.name, error))
        return frame


def _sentences(file: str, error: pandera.errors.SchemaErrors) -> Iterator[str]:
    for case in error.failure_cases.head(20).to_dict("records"):
        where = f"baris {case['index']}, " if case["index"] is not None and case["index"] == case["index"] else ""
        column = case["column"] if isinstance(case["column"], str) else case["failure_case"]
        yield f"{file}: {where}kolom {column}: «{case['failure_case']}» tidak memenuhi {case['check']}"


CROSS_CHECKS = {
    "pagu.csv: kode tidak ada di kelurahan.csv": """
        SELECT DISTINCT kode FROM pagu WHERE kode NOT IN (SELECT kode FROM kelurahan_acuan)""",
    "pagu.csv: kelurahan ini tertulis dua kali untuk satu tahun dan tahap": """
        SELECT trim(kode || ' ' || tahun || ' ' || tahap) FROM pagu GROUP BY kode, tahun, tahap HAVING count(*) > 1""",
    "rt_rw.csv: kode_kelurahan tidak ada di kelurahan.csv": """
        SELECT DISTINCT kode_kelurahan FROM rt_rw WHERE kode_kelurahan NOT IN (SELECT kode FROM kelurahan_acuan)""",
    "jadwal.csv: kode tidak ada di kelurahan.csv": """
        SELECT kode FROM jadwal WHERE kode NOT IN (SELECT kode FROM kelurahan_acuan)""",
    "jadwal.csv: tanggal ini tidak ada di kalender, tulis seperti 2027-01-20 atau 20/01/2027": """
        SELECT tanggal FROM jadwal WHERE try_strptime(tanggal, ['%Y-%m-%d', '%d/%m/%Y']) IS NULL""",
    "riwayat.csv: kelurahan tidak dikenal, tulis kode atau namanya": """
        SELECT DISTINCT kelurahan FROM riwayat_acuan
        WHERE lower(regexp_replace(kelurahan, '[^\\pL\\pN]', '', 'g')) NOT IN (
            SELECT lower(regexp_replace(unnest([kode, nama]), '[^\\pL\\pN]', '', 'g')) FROM kelurahan_acuan
            UNION ALL SELECT lower(regexp_replace(alias, '[^\\pL\\pN]', '', 'g')) FROM alias_kelurahan)""",
    "faskel.csv: kode_kelurahan bukan kelurahan dan bukan kecamatan di kelurahan.csv": """
        SELECT DISTINCT kode_kelurahan FROM faskel WHERE kode_kelurahan NOT IN
            (SELECT kode FROM kelurahan_acuan UNION ALL SELECT kecamatan_kode FROM kelurahan_acuan)""",
    "alias_kolom.csv: satu alias untuk dua kolom": """
        SELECT lower(regexp_replace(alias, '[^\\pL\\pN]', '', 'g')) AS what FROM alias_kolom
        GROUP BY what HAVING count(DISTINCT kolom) > 1""",
    "kata.csv: kode tidak ada di menu.csv maupun luar_menu.csv": """
        SELECT DISTINCT kode FROM kata ANTI JOIN (SELECT kode FROM menu UNION ALL SELECT kode FROM luar_menu)
        USING (kode)""",
    "luar_menu.csv: tujuan tidak ada di opd.csv": """
        SELECT tujuan FROM luar_menu WHERE jalur = 'kecamatan_opd' AND tujuan NOT IN (SELECT id FROM opd)""",
    "menu_opd.csv: tujuan tidak ada di opd.csv": "SELECT tujuan FROM menu_opd WHERE tujuan NOT IN (SELECT id FROM opd)",
    "menu_opd.csv: kelompok menu tanpa tujuan": """
        SELECT DISTINCT kelompok FROM menu WHERE kelompok NOT IN (SELECT kelompok FROM menu_opd)""",
    "alias_kelurahan.csv: kode tidak ada di kelurahan.csv": """
        SELECT DISTINCT kode FROM alias_kelurahan WHERE kode NOT IN (SELECT kode FROM kelurahan_acuan)""",
    "harga.csv: kegiatan dan satuan ini tertulis dua kali": """
        SELECT kode || ' ' || satuan FROM harga GROUP BY kode, satuan HAVING count(*) > 1""",
    "sumber_dana.csv: satu sumber dengan dua tujuan": """
        SELECT sumber FROM sumber_dana GROUP BY sumber
        HAVING count(DISTINCT (jalur, kewenangan, tujuan, rujukan)) > 1""",
    "menu_opd.csv: baris X (untuk yang tidak dikenal menu) belum ada": """
        SELECT 'X' WHERE NOT EXISTS (FROM menu_opd WHERE kelompok = 'X')""",
    "katalog.csv: kode tidak ada di menu.csv": """
        SELECT DISTINCT kode FROM katalog WHERE kode NOT IN (SELECT kode FROM menu)""",
    "harga.csv: rendah dan tinggi harus bilangan bulat yang mengapit harga, atau kosong": """
        SELECT kode || ' ' || satuan FROM harga
        WHERE NOT coalesce(TRY_CAST(nullif(rendah, '') AS BIGINT) BETWEEN 1 AND harga, rendah = '')
            OR NOT coalesce(TRY_CAST(nullif(tinggi, '') AS BIGINT) >= harga, tinggi = '')""",
    "kegiatan_berjalan.csv: kelurahan tidak dikenal": """
        SELECT DISTINCT kelurahan FROM kegiatan_berjalan
        WHERE lower(regexp_replace(kelurahan, '[^\\pL\\pN]', '', 'g')) NOT IN (
            SELECT lower(regexp_replace(sebutan, '[^\\pL\\pN]', '', 'g'))
            FROM (SELECT kode AS sebutan FROM kelurahan_acuan UNION SELECT nama FROM kelurahan_acuan
                  UNION SELECT alias FROM alias_kelurahan))""",
    "harga.csv: kode tidak ada di menu.csv": """
        SELECT DISTINCT kode FROM harga WHERE kode NOT IN (SELECT kode FROM menu)""",
}


def _cross_faults(con: DuckDBPyConnection) -> list[str]:
    """Faults that only show when two tables are held against each other."""
    return [
        f"{sentence}: {what}" for sentence, query in CROSS_CHECKS.items() for (what,) in con.execute(query).fetchall()
    ]
