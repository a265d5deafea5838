"""States in which an office may find its working folder: each changes a finished season in one way.

A state says what the next run answers (exit code and words), and whether doctor says it beforehand.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.builders import YEAR, rule_text

PACK, LEDGER = f"rules/33.75/{YEAR}.toml", f"archive/{YEAR}/terima.csv"
GUDANG, PAKET = f"warehouse/{YEAR}.duckdb", f"packets/{YEAR}"
Change = Callable[[Path], None]


@dataclass(frozen=True)
class State:
    """kode: exit code of the run; kata: words of its sentence (none where nothing need be said); periksa: doctor's."""

    nama: str
    ubah: Change
    kode: int = 0
    kata: str = ""
    periksa: int = 0


def gone(path: Path) -> Path:
    """The place of whatever stood there, free."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def bytes_at(name: str, data: bytes = b"bukan yang semestinya\n" * 99) -> Change:
    return lambda folder: gone(folder / name).write_bytes(data) and None


def folder_at(name: str) -> Change:
    def change(folder: Path) -> None:
        gone(folder / name).mkdir()
        (folder / name / "catatan.txt").write_text("milik orang", encoding="utf-8")

    return change


def link_at(name: str, there: str = "luar") -> Change:
    """A link to a folder beside the working folder, or to nothing at all."""

    def change(folder: Path) -> None:
        outside = folder.parent / "luar"
        outside.mkdir(exist_ok=True)
        (outside / "penting.csv").write_text("milik orang", encoding="utf-8")
        gone(folder / name).symlink_to(folder.parent / there)

    return change


def nothing_at(name: str) -> Change:
    return lambda folder: gone(folder / name) and None


def cut(name: str) -> Change:
    def change(folder: Path) -> None:
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole[: len(whole) // 2])

    return change


def older_format(folder: Path) -> None:
    with duckdb.connect(str(folder / GUDANG)) as con:
        con.execute("ALTER TABLE berkas DROP COLUMN tepat_waktu")
        con.execute("DROP TABLE paket")


def another_database(folder: Path) -> None:
    con = sqlite3.connect(gone(folder / GUDANG))
    con.execute("CREATE TABLE surat (isi TEXT)")
    con.commit()
    con.close()


def saved_by_excel(folder: Path) -> None:
    text = (folder / LEDGER).read_text(encoding="utf-8").replace(",", ";").replace("\n", "\r\n")
    (folder / LEDGER).write_bytes(b"\xef\xbb\xbf" + text.encode())


def altered_copy(folder: Path) -> None:
    (copy,) = (
        path for path in (folder / "archive" / str(YEAR)).iterdir() if path.suffix == ".csv" and "__" in path.name
    )
    copy.write_bytes(copy.read_bytes().replace(b"Perbaikan", b"Pembuatan"))


def missing_copy(folder: Path) -> None:
    for path in (folder / "archive" / str(YEAR)).glob("*__*"):
        path.unlink()


def climbing(folder: Path) -> None:
    lines = (folder / LEDGER).read_text(encoding="utf-8").splitlines()
    (folder / LEDGER).write_text("\n".join([lines[0], lines[1].replace("__", "/../../")]), encoding="utf-8")


def rules(changes: dict[str, str], name: str = PACK) -> Change:
    def change(folder: Path) -> None:
        gone(folder / name).write_text(rule_text(f"33.75/{YEAR}.toml", changes), encoding="utf-8")

    return change


def boundaries(text: str) -> Change:
    return bytes_at("reference/batas.geojson", text.encode())


def areas(coordinate: object = 109.6, properties: object = None) -> str:
    ring = [[coordinate, -6.8], [109.7, -6.8], [109.7, -6.9], [109.6, -6.8]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "geometry": geometry, "properties": properties}
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


WAREHOUSE = [
    State("rubbish for a warehouse", bytes_at(GUDANG), periksa=2),
    State("an empty warehouse", bytes_at(GUDANG, b""), periksa=2),
    State("half a warehouse", cut(GUDANG), periksa=2),
    State("a warehouse of an older version", older_format, periksa=2),
    State("another program's database", another_database, periksa=2),
    State("no warehouse", nothing_at(GUDANG)),
    State("a folder for a warehouse", folder_at(GUDANG), 14, f"{YEAR}.duckdb berupa folder", 14),
    State("a link for a warehouse", link_at(GUDANG), 14, f"{YEAR}.duckdb adalah tautan", 14),
    State("a link to nothing for a warehouse", link_at(GUDANG, "tiada"), 14, f"{YEAR}.duckdb adalah tautan", 14),
    State("a leftover log of a warehouse", bytes_at(f"{GUDANG}.wal")),
    State("a folder for the warehouse to come", folder_at(f"warehouse/.{YEAR}.baru.duckdb"), 14, "berupa folder"),
    State("a link for the warehouse to come", link_at(f"warehouse/.{YEAR}.baru.duckdb")),
    State("rubbish for last year's warehouse", bytes_at(f"warehouse/{YEAR - 1}.duckdb"), 0, "belum ikut", 2),
    State("a warehouse of no year", bytes_at("warehouse/99999.duckdb")),
    State("no warehouse folder", nothing_at("warehouse")),
    State("a file for the warehouse folder", bytes_at("warehouse"), 14, "warehouse berupa berkas", 14),
    State("a link for the warehouse folder", link_at("warehouse"), 14, "adalah tautan", 14),
]
PACKETS = [
    State("no packets", nothing_at("packets"), periksa=1),
    State("a file for the packets of the year", bytes_at(PAKET), 14, f"packets/{YEAR} berupa berkas", 14),
    State("a link for the packets of the year", link_at(PAKET), 14, f"packets/{YEAR} adalah tautan", 14),
    State("a link to nothing for the packets", link_at(PAKET, "tiada"), 14, f"packets/{YEAR} adalah tautan", 14),
    State("a file for the packets folder", bytes_at("packets"), 14, "packets berupa berkas", 14),
    State("a link for an edition", link_at(f"{PAKET}/publik"), 14, "adalah tautan", 14),
    State("a leftover that is a link", link_at(f"packets/.{YEAR}.baru")),
    State("a leftover that is a link to nothing", link_at(f"packets/.{YEAR}.baru", "tiada")),
    State("a former folder that is a link", link_at(f"packets/.{YEAR}.lama")),
    State("a leftover folder", folder_at(f"packets/.{YEAR}.baru")),
    State("a former folder that stayed", folder_at(f"packets/.{YEAR}.lama")),
    State("a leftover that is a file", bytes_at(f"packets/.{YEAR}.baru"), 14, "berupa berkas"),
    State("packets that wait beside", folder_at(f"{PAKET}-terbaru"), periksa=14),
    State("a file for what went back", bytes_at(f"returned/{YEAR}"), 14, f"returned/{YEAR} berupa berkas", 14),
    State("no forms", nothing_at("formulir")),
    State("a file for the forms", bytes_at("formulir"), 14, "formulir berupa berkas", 14),
    State("a folder for a form that is up to date", folder_at(f"formulir/FORMULIR_USULAN_{YEAR}.csv")),
    State("a folder for the list of forms", folder_at(f"formulir/daftar-{YEAR}.csv"), 14, "berupa folder"),
    State("a damaged list of forms", bytes_at(f"formulir/daftar-{YEAR}.csv", b"a,b,c\n\xff\n")),
    State("a file for the what-ifs", bytes_at("andai"), 14, "andai berupa berkas", 14),
]
DOOR = [
    State("no inbox", nothing_at("inbox")),
    State("a file for the inbox", bytes_at("inbox"), 14, "inbox berupa berkas", 14),
    State("a link for the inbox", link_at("inbox"), 14, "inbox adalah tautan", 14),
    State("a link for a year of the inbox", link_at(f"inbox/{YEAR}"), 14, "adalah tautan", 14),
    State("a link in the inbox", link_at("inbox/Bandengan")),
    State("a folder for the lock", folder_at(".musrenbang.lock"), 14, "musrenbang.lock berupa folder", 14),
    State("a link for the lock", link_at(".musrenbang.lock"), 14, "musrenbang.lock adalah tautan", 14),
    State("no mark", nothing_at(".musrenbang")),
]
ARCHIVE = [
    State("a file for the archive", bytes_at("archive"), 14, "archive berupa berkas", 14),
    State("a link for the archive of the year", link_at(f"archive/{YEAR}"), 14, "adalah tautan", 14),
    State("no ledger", nothing_at(LEDGER), 17, "terima.csv", 17),
    State("an empty ledger", bytes_at(LEDGER, b""), 17, "terima.csv", 17),
    State("half a ledger", cut(LEDGER), 17, "terima.csv", 17),
    State("rubbish for a ledger", bytes_at(LEDGER), 17, "terima.csv", 17),
    State("a folder for the ledger", folder_at(LEDGER), 17, "terima.csv", 17),
    State("a ledger that Excel has saved", saved_by_excel, 17, "terima.csv", 17),
    State("a ledger that climbs", climbing, 17, "terima.csv", 17),
    State("a copy that was altered", altered_copy, 17, "musrenbang repair", 17),
    State("a copy that is missing", missing_copy, 17, "musrenbang repair", 17),
    State(
        "a copy that no line lists",
        bytes_at(f"archive/{YEAR}/0123456789ab__lain.csv"),
        17,
        "0123456789ab__lain.csv",
        17,
    ),
]
KNOWN = [
    State("a file for the rules", bytes_at("rules"), 14, "rules berupa berkas", 14),
    State("a file for the reference data", bytes_at("reference"), 14, "reference berupa berkas", 14),
    State("a link for the reference data", link_at("reference"), 14, "adalah tautan", 14),
    State("rubbish for a pack", bytes_at(PACK), 10, f"{YEAR}.toml", 10),
    State("an empty pack", bytes_at(PACK, b""), 10, f"{YEAR}.toml", 10),
    State("a folder for a pack", folder_at(PACK), 10, f"{YEAR}.toml", 10),
    State("a pack of another year", rules({f"tahun = {YEAR}": "tahun = 2030"}), 10, f"{YEAR}.toml", 10),
    State("a pack with a second ending", rules({}, f"{PACK}.txt"), 10, f"{YEAR}.toml", 10),
    State("a folder for pagu", folder_at("reference/pagu.csv"), 11, "pagu.csv", 11),
    State("rubbish for pagu", bytes_at("reference/pagu.csv"), 11, "pagu.csv", 11),
    State("an image for faskel", bytes_at("reference/faskel.csv", b"\x89PNG\r\n\x1a\n\x00\x00"), 11, "faskel.csv", 11),
    State("a copy of pagu under another name", bytes_at("reference/pagu (1).csv", b"kode,tahun\n"), 11, "pagu.csv", 11),
    State("areas that are no JSON", boundaries("{"), 11, "batas.geojson", 11),
    State("areas at infinity", boundaries(areas(float("inf"))), 11, "batas.geojson", 11),
    State("areas with 401 digits", boundaries(areas().replace("109.6", "1" * 401)), 11, "batas.geojson", 11),
    State("areas without properties", boundaries(areas(properties=None)), 11, "batas.geojson", 11),
    State("areas nested deeply", boundaries("[" * 100_000), 11, "batas.geojson", 11),
    State("a folder for the areas", folder_at("reference/batas.geojson"), 11, "batas.geojson", 11),
]
STATES = [*WAREHOUSE, *PACKETS, *DOOR, *ARCHIVE, *KNOWN]
