"""Writes the packaged sample season: made-up proposals for the plan year 2028 in Kota Pekalongan.

    python data/sample/make_sample.py            rewrites inbox/ and reference/ beside this file
    python data/sample/make_sample.py FOLDER     writes the same files into FOLDER

The words, file names, forms and mistakes are tables in bahan/; this file only draws from them. Every file has
its own seed, so a change in one of them leaves the others as they are.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

from proposals import HERE, TAHUN, Material, Place, Row, draw_proposal, material, places

SEPARATOR = {"koma": ",", "titik koma": ";", "tab": "\t"}
NEWLINE = {"CRLF": "\r\n", "LF": "\n"}
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
CAPITALS = ("masalah", "usulan", "lokasi")
# How a form writes the RT, the RW, and one RT with its RW in a single column.
PLACE_FORMS = {
    "angka": ("{rt}", "{rw}", ""),
    "nol": ("{rt:02}", "{rw:02}", ""),
    "kata": ("RT {rt:02}", "RW {rw:02}", ""),
    "romawi": ("RT {rt}", "RW {roman}", ""),
    "miring": ("", "", "RT {rt:02}/RW {rw:02}"),
    "strip": ("", "", "RT{rt:03}-RW{rw:03}"),
    "titik": ("", "", "RT.{rt:03} RW.{roman}"),
    "pecahan": ("", "", "{rt:02}/{rw:02}"),
}
EXTRA = ("swadaya", "sumber_dana", "inovasi", "status_lahan", "catatan", "volume", "satuan", "lokasi")


# One file: its rows, then its cells as this form writes them.


def rows_of(bahan: Material, berkas: Row) -> list[Row]:
    rng = Random(f"{TAHUN}/{berkas['berkas']}")
    used: set[tuple[str, Place]] = set()
    units = covered(berkas)
    rows = [draw_proposal(rng, bahan, berkas, units[n % len(units)], used) for n in range(int(berkas["baris"]))]
    rows = with_specials(rng, rows, bahan.khusus.get(berkas["berkas"], []))
    if berkas["pengirim"] == "REKAP":
        rows.sort(key=lambda row: int(row["rw"]))
    meeting = {"tanggal": f"{rng.randint(1, 20)} Desember 2026", "peserta": str(rng.randint(14, 46))}
    whole = {"tahun": str(TAHUN), "kelurahan": berkas["kelurahan"], "lembaga": lembaga(berkas)} | meeting
    return [row | whole | numbers for row, numbers in zip(rows, numbered(rows), strict=True)]


def numbered(rows: Sequence[Row]) -> Iterator[Row]:
    """A row copied by mistake gets the next number, but keeps its place in the sender's order."""
    prioritas, previous = 0, None
    for no, row in enumerate(rows, start=1):
        prioritas += row != previous
        previous = row
        yield {"no": str(no), "prioritas": str(prioritas)}


def covered(berkas: Row) -> list[int]:
    """The RW a file speaks for; 0 is the whole kelurahan."""
    first, _, last = berkas["rw"].partition("-")
    return list(range(int(first), int(last or first) + 1)) if first else [0]


def with_specials(rng: Random, rows: list[Row], specials: Sequence[Row]) -> list[Row]:
    previous, position = None, 0
    for special in specials:
        # A row given twice stays together, so that it looks like the slip of the hand that it is.
        position = position + 1 if special == previous else rng.randint(0, len(rows))
        rows.insert(position, dict(special))
        previous = special
    return rows


def lembaga(berkas: Row) -> str:
    return "" if berkas["pengirim"] in ("RW", "RT", "REKAP", "NIHIL") else berkas["pengirim"]


def columns_of(gaya: Row, rows: Sequence[Row]) -> dict[str, str]:
    """The form's columns; a special row brings the ones it cannot do without."""
    columns = dict(part.split("=") for part in gaya["judul"].split(";"))
    for name in EXTRA:
        if name not in columns and any(row.get(name) for row in rows if "aspek" in row):
            columns[name] = name.replace("_", " ").title()
    return columns


def cells_of(gaya: Row, columns: Iterable[str], row: Row) -> Row:
    place = Place(tuple(map(int, row["rt"].split())), int(row["rw"] or 0))
    cells = {name: row.get(name, "") for name in columns} | written_place(gaya["tempat"], place)
    for name in ("biaya", "swadaya"):
        cells[name] = written_money(gaya["uang"], row.get(name, ""))
    if gaya["kapital"] == "ya":
        cells |= {name: cells.get(name, "").upper() for name in CAPITALS}
    return cells


def written_place(form: str, place: Place) -> Row:
    """`rt` and `rw` for two columns, `rt_rw` for a combined one."""
    alone, rw, together = PLACE_FORMS[form]
    words = {"rt": place.rt[0] if place.rt else 0, "rw": place.rw, "roman": ROMAN[place.rw]}
    rt = f"RT {places(place.rt)}" if place.rt else ""
    cells = {
        "rt": rt,
        "rw": rw.format(**words) if place.rw else "",
        "rt_rw": f"{rt} RW {place.rw:02}".strip(),
    }
    if len(place.rt) == 1:
        cells |= {"rt": alone.format(**words), "rt_rw": together.format(**words)}
    return cells


def written_money(form: str, amount: str) -> str:
    if not amount:
        return ""
    dotted = f"{int(amount):,}".replace(",", ".")
    millions = f"{int(amount[:-6] or 0)},{amount[-6:]:0>6}".rstrip("0").rstrip(",")
    forms = {
        "titik": dotted,
        "rupiah": f"Rp {dotted},-",
        "desimal": f"{dotted},00",
        "jt": f"{millions} jt",
        "juta": f"Rp. {millions} juta",
    }
    return forms.get(form, amount)


def write_submission(bahan: Material, berkas: Row, inbox: Path) -> None:
    gaya = bahan.gaya[berkas["gaya"]]
    rows = rows_of(bahan, berkas)
    columns = columns_of(gaya, rows)
    records = [cells_of(gaya, columns, row) for row in rows]
    for slip in bahan.keliru.get(berkas["berkas"], []):
        records[int(slip["baris"]) - 1][slip["kolom"]] = slip["teks"]
    path = inbox / berkas["berkas"]
    path.parent.mkdir(parents=True, exist_ok=True)
    encoding = "utf-8-sig" if gaya["bom"] == "ya" else "utf-8"
    separator, newline = SEPARATOR[gaya["pemisah"]], NEWLINE[gaya["baris_baru"]]
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator, lineterminator=newline)
        writer.writerow(columns.values())
        writer.writerows([record[name] for name in columns] for record in records)


def faskel(kelurahan: Iterable[Row]) -> list[Row]:
    """One per kelurahan and one senior per kecamatan, whose code stands in the place of the kelurahan's."""
    codes = sorted(row["kode"] for row in kelurahan)
    levels = [(kode, "kelurahan") for kode in codes]
    levels += [(kode, "senior") for kode in sorted({kode.rpartition(".")[0] for kode in codes})]
    return [
        dict(kode_kelurahan=kode, nama=f"Faskel Contoh {n:02}", kontak=f"0800-0000-{n:04}", tingkat=tingkat)
        for n, (kode, tingkat) in enumerate(levels, start=1)
    ]


def jadwal(kelurahan: Iterable[Row]) -> list[Row]:
    """An evening in January for each kelurahan, none on a Sunday, in its own hall."""
    evenings = [day for day in range(4, 32) if date(TAHUN - 1, 1, day).isoweekday() != 7]
    places = sorted(kelurahan, key=lambda row: row["kode"])
    return [
        dict(kode=row["kode"], tanggal=f"{TAHUN - 1}-01-{evenings[n % len(evenings)]:02}", jam="19.30",
             tempat=f"Balai Kelurahan {row['nama']}")
        for n, row in enumerate(places)
    ]  # fmt: skip


def write_table(path: Path, rows: Sequence[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_sample(folder: Path) -> None:
    bahan = material()
    for berkas in bahan.berkas:
        write_submission(bahan, berkas, folder / "inbox")
    registered = [row for register in bahan.register.values() for rows in register.values() for row in rows]
    write_table(folder / "reference" / "rt_rw.csv", registered)
    write_table(folder / "reference" / "faskel.csv", faskel(bahan.kelurahan.values()))
    write_table(folder / "reference" / "jadwal.csv", jadwal(bahan.kelurahan.values()))
    shutil.copyfile(HERE / "bahan" / "riwayat.csv", folder / "reference" / "riwayat.csv")


def main(arguments: Sequence[str]) -> None:
    if arguments:
        write_sample(Path(arguments[0]))
        return
    # Only our own folders beside this file are cleared: an inbox elsewhere may hold what people sent.
    for name in ("inbox", "reference"):
        shutil.rmtree(HERE / name, ignore_errors=True)
    write_sample(HERE)


if __name__ == "__main__":
    main(sys.argv[1:])
