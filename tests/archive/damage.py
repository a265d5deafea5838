"""What happens to an archive in life: each kind of damage as a function of its folder, by name.

A damage takes the archive's folder; the names of copies are those of `FILES` in `test_damage.py`.
"""

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

Damage = Callable[[Path], object]


def copy_of(archive: Path, name: str) -> Path:
    """The copy whose safe name is this."""
    (found,) = archive.glob(f"*__{name}")
    return found


def ledger(archive: Path) -> Path:
    return archive / "terima.csv"


def on_ledger(change: Callable[[bytes], bytes]) -> Damage:
    return lambda archive: ledger(archive).write_bytes(change(ledger(archive).read_bytes()))


def on_copy(change: Callable[[bytes], bytes], name: str = "rw_2.csv") -> Damage:
    return lambda archive: copy_of(archive, name).write_bytes(change(copy_of(archive, name).read_bytes()))


def on_cells(change: Callable[[list[list[str]]], list[list[str]]], delimiter: str = ",", end: str = "\n") -> Damage:
    """The ledger's records changed, and written again with this delimiter."""

    def done(data: bytes) -> bytes:
        rows = change(list(csv.reader(io.StringIO(data.decode(), newline=""))))
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
        return out.getvalue().encode()

    return on_ledger(done)


def moments(pattern: str) -> Callable[[list[list[str]]], list[list[str]]]:
    """Moments as a spreadsheet shows them."""

    def changed(rows: list[list[str]]) -> list[list[str]]:
        return [rows[0], *([*row[:2], *(f"{datetime.fromisoformat(one):{pattern}}" for one in row[2:4]), *row[4:]]
                           for row in rows[1:])]  # fmt: skip

    return changed


def in_column(column: int, change: Callable[[str], str]) -> Damage:
    def changed(row: list[str]) -> list[str]:
        return [*row[:column], change(row[column]), *row[column + 1 :]]

    return on_cells(lambda rows: [rows[0], *map(changed, rows[1:])])


def replaced_by(make: Callable[[Path], object], name: str) -> Damage:
    def done(archive: Path) -> None:
        path = archive / name if (archive / name).exists() else copy_of(archive, name)
        path.rename(archive.parent / f"{name}.semula")
        make(path)

    return done


def renamed(archive: Path) -> None:
    path = copy_of(archive, "rw_2.csv")
    path.rename(path.with_name("usulan pak RW.csv"))


def swapped(archive: Path) -> None:
    one, other = copy_of(archive, "rw_2.csv"), copy_of(archive, "rw_3.csv")
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


def excel(pattern: str, mangle: Callable[[str], str] = str) -> Damage:
    """Saved by a spreadsheet program of an Indonesian office: BOM, semicolons, its own ends of lines and dates."""
    cells = on_cells(moments(pattern), ";", "\r\n")

    def done(archive: Path) -> None:
        cells(archive)
        ledger(archive).write_bytes(b"\xef\xbb\xbf" + mangle(ledger(archive).read_text(encoding="utf-8")).encode())

    return done


LEDGER: dict[str, Damage] = {
    "hilang": lambda archive: ledger(archive).unlink(),
    "kosong": on_ledger(lambda data: b""),
    "tinggal judul": on_ledger(lambda data: data.split(b"\n")[0] + b"\n"),
    "terpotong di tengah baris": on_ledger(lambda data: data[: len(data) * 2 // 3]),
    "terpotong di akhir angka": on_ledger(lambda data: data[:-2]),
    "terpotong di batas baris": on_ledger(lambda data: b"".join(data.splitlines(keepends=True)[:-1])),
    "baris ganda": on_ledger(lambda data: data + data.splitlines(keepends=True)[-1]),
    "semua baris ganda": on_ledger(lambda data: data + b"".join(data.splitlines(keepends=True)[1:])),
    "dua catatan bersambung": on_ledger(lambda data: data * 2),
    "BOM": on_ledger(lambda data: b"\xef\xbb\xbf" + data),
    "titik koma": on_cells(list, ";"),
    "akhir baris Windows": on_ledger(lambda data: data.replace(b"\n", b"\r\n")),
    "UTF-16": on_ledger(lambda data: data.decode().encode("utf-16")),
    "semua bertanda kutip": on_ledger(lambda data: re.sub(rb"([^,\n]+)", rb'"\1"', data)),
    "baris kosong di akhir": on_ledger(lambda data: data + b"\n"),
    "tanpa baris baru di akhir": on_ledger(lambda data: data.rstrip(b"\n")),
    "byte nol": on_ledger(lambda data: b"\x00" * len(data)),
    "bukan teks": on_ledger(lambda data: bytes(range(256)) * 4),
    "Excel, tanggal pendek": excel("%d/%m/%Y %H:%M"),
    "Excel, tanggal dan detik": excel("%d/%m/%Y %H.%M.%S"),
    "Excel, hanya tanggal": excel("%d/%m/%Y"),
    "Excel Amerika": excel("%m/%d/%Y %I:%M %p"),
    "Excel, sidik menjadi angka": excel("%d/%m/%Y %H:%M", lambda text: re.sub(r"(?m)^[0-9a-f]{64}", "1,2E+45", text)),
    "jalur mutlak": in_column(4, lambda cell: "/etc/" + cell),
    "jalur memanjat": in_column(4, lambda cell: "../../" + cell),
    "jalur Windows": in_column(4, lambda cell: "C:\\Users\\" + cell),
    "jalur ke catatan sendiri": in_column(4, lambda cell: "terima.csv"),
    "sidik huruf besar": in_column(0, str.upper),
    "sidik terlalu pendek": in_column(0, lambda cell: cell[:40]),
    "waktu setempat": in_column(2, lambda cell: cell.replace("+00:00", "+07:00")),
    "waktu tanpa zona": in_column(2, lambda cell: cell.removesuffix("+00:00")),
    "waktu yang tidak ada": in_column(3, lambda cell: cell.replace("-12-", "-13-")),
    "ukuran dengan titik": in_column(5, lambda cell: f"1.{cell}"),
    "ukuran lain": in_column(5, lambda cell: f"{int(cell) + 1}"),
    "ukuran kurang dari nol": in_column(5, lambda cell: f"-{cell}"),
    "kolom tambahan": on_cells(lambda rows: [[*row, "x"] for row in rows]),
    "kolom kurang": on_cells(lambda rows: [row[:-1] for row in rows]),
    "kolom bertukar": on_cells(lambda rows: [[row[1], row[0], *row[2:]] for row in rows]),
    "judul hilang": on_ledger(lambda data: b"".join(data.splitlines(keepends=True)[1:])),
    "folder": replaced_by(Path.mkdir, "terima.csv"),
    "tautan": replaced_by(lambda path: path.symlink_to(path.parent.parent / "terima.csv.semula"), "terima.csv"),
    "tautan putus": replaced_by(lambda path: path.symlink_to("tidak-ada"), "terima.csv"),
}

COPIES: dict[str, Damage] = {
    "hilang": lambda archive: copy_of(archive, "rw_2.csv").unlink(),
    "berubah satu tanda": on_copy(lambda data: data.replace(b"20000000", b"90000000")),
    "terpotong": on_copy(lambda data: data[:-20]),
    "kosong": on_copy(lambda data: b""),
    "bertambah": on_copy(lambda data: data + b"\n"),
    "nol semua": on_copy(lambda data: b"\x00" * len(data)),
    "menjadi gambar": on_copy(lambda data: b"\xff\xd8\xff".ljust(len(data))),
    "menjadi PDF": on_copy(lambda data: b"%PDF-1.4".ljust(len(data))),
    "buku kerja berubah": on_copy(lambda data: data[:-30] + b"x" * 30, "rw_4.xlsx"),
    "folder": replaced_by(Path.mkdir, "rw_2.csv"),
    "tautan ke isi yang sama": replaced_by(
        lambda path: path.symlink_to(path.parent.parent / "rw_2.csv.semula"), "rw_2.csv"
    ),
    "tautan putus": replaced_by(lambda path: path.symlink_to("tidak-ada"), "rw_2.csv"),
    "berganti nama": renamed,
    "tertukar": swapped,
    "semua salinan hilang": lambda archive: [path.unlink() for path in archive.glob("*__*")],
    "salah satu kembar hilang": lambda archive: copy_of(archive, "salinan.csv").unlink(),
}

UNLISTED: dict[str, Damage] = {
    "kiriman di tempat yang keliru": lambda archive: (archive / "Buku Pak Lurah.csv").write_text("usulan\n"),
    "salinan dengan nama kami": lambda archive: (archive / "000000000000__a.csv").write_text("x"),
    "berkas kosong": lambda archive: (archive / "baru.csv").write_bytes(b""),
    "salinan catatan": lambda archive: (archive / "terima - Salinan.csv").write_bytes(ledger(archive).read_bytes()),
    "cadangan catatan": lambda archive: (archive / "terima.csv.bak").write_bytes(ledger(archive).read_bytes()),
    "salinan kembar": lambda archive: (archive / "Salinan rw 2.csv").write_bytes(
        copy_of(archive, "rw_2.csv").read_bytes()
    ),
    "tautan": lambda archive: (archive / "lain.csv").symlink_to("tidak-ada"),
}
