"""Draws the made-up proposals of the sample season from the tables in bahan/, in plain values.

How a form then writes them is make_sample.py's matter.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
TAHUN = 2028
SEA = re.compile(r"\b(rob|ikan|bandeng)\b", re.IGNORECASE)
PHYSICAL = ("A", "B5.1")
LAND = ("fasilitas umum", "milik pemkot", "milik warga (ada izin)", "belum tahu")

Row = dict[str, str]


@dataclass(frozen=True)
class Place:
    """The RT (none: the whole RW) in one RW (0: the whole kelurahan)."""

    rt: tuple[int, ...]
    rw: int


@dataclass(frozen=True)
class Material:
    """The tables of bahan/, keyed as they are looked up."""

    kelurahan: dict[str, Row]
    pekerjaan: list[Row]
    gaya: dict[str, Row]
    berkas: list[Row]
    kalimat: dict[tuple[str, str], list[str]]
    khusus: dict[str, list[Row]]
    keliru: dict[str, list[Row]]
    register: dict[str, dict[int, list[Row]]]


def table(name: str) -> list[Row]:
    with (HERE / "bahan" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def material() -> Material:
    kelurahan = {row["nama"]: row for row in table("kelurahan")}
    kalimat: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in table("kalimat"):
        kalimat[row["jenis"], row["tema"]].append(row["teks"])
    return Material(
        kelurahan=kelurahan,
        pekerjaan=table("pekerjaan"),
        gaya={row["gaya"]: row for row in table("gaya")},
        berkas=table("berkas"),
        kalimat=kalimat,
        khusus=grouped(table("khusus"), "berkas"),
        keliru=grouped(table("keliru"), "berkas"),
        register={nama: register(row) for nama, row in kelurahan.items()},
    )


def register(kelurahan: Row) -> dict[int, list[Row]]:
    rng = Random(f"{TAHUN}/register/{kelurahan['kode']}")
    return {rw: register_rw(rng, kelurahan["kode"], rw) for rw in range(1, int(kelurahan["rw"]) + 1)}


def register_rw(rng: Random, kode: str, rw: int) -> list[Row]:
    rows = []
    for rt in range(1, rng.randint(3, 8) + 1):
        kk = rng.randint(32, 78)
        penduduk = kk * rng.randint(310, 370) // 100
        rows.append(dict(kode_kelurahan=kode, rw=str(rw), rt=str(rt), kk=str(kk), penduduk=str(penduduk)))
    return rows


def spread(rng: Random, bounds: str) -> int:
    low, high = bounds.split("-")
    return rng.randint(int(low), int(high))


def draw_place(rng: Random, rw: int, count: int, work: Row) -> Place:
    """`count`: the RT in this RW."""
    kind = rng.random()
    # What people come to learn or share is asked for by the RW, what they walk on by an RT.
    if rw == 0 or kind < (0.65 if work["tempat"] == "balai" else 0.08):
        return Place((), rw)
    if kind < 0.82:
        return Place((rng.randint(1, count),), rw)
    if kind < 0.90:
        return Place((1, 2, 3), rw)
    return Place(tuple(sorted(rng.sample(range(1, count + 1), rng.choice((2, 3))))), rw)


def draw_work(rng: Random, bahan: Material, berkas: Row, rw: int, used: set[tuple[str, Place]]) -> tuple[Row, Place]:
    """A work that this sender asks for, and where; nobody asks twice for the same thing in one place."""
    count = len(bahan.register[berkas["kelurahan"]].get(rw, []))
    ciri = bahan.kelurahan[berkas["kelurahan"]]["ciri"].split()
    sender = {"REKAP": "RW", "KARANG TARUNA": "KARANGTARUNA"}.get(berkas["pengirim"], berkas["pengirim"])
    fitting = [
        work
        for work in bahan.pekerjaan
        if sender in work["siapa"].split() and (not work["ciri"] or work["ciri"] in ciri)
    ]
    while True:
        work = rng.choices(fitting, [int(work["bobot"]) for work in fitting])[0]
        place = draw_place(rng, rw, count, work)
        if (work["tema"], place) not in used:
            used.add((work["tema"], place))
            return work, place


def spoken(place: Place) -> dict[str, str]:
    """How a sentence names the place."""
    rt = f"RT {places(place.rt)}" if place.rt else ""
    rw = f"RW {place.rw:02}" if place.rw else ""
    return dict(rt=rt or rw or "kelurahan", rw=rw or "kelurahan", wilayah=f"{rt} {rw}".strip() or "kelurahan")


def places(numbers: Sequence[int]) -> str:
    """`03`, `01 s/d 03`, `1, 2 dan 4`: a set of RT as people write it."""
    if len(numbers) == 1:
        return f"{numbers[0]:02}"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]:02} s/d {numbers[-1]:02}"
    return f"{', '.join(map(str, numbers[:-1]))} dan {numbers[-1]}"


def draw_proposal(rng: Random, bahan: Material, berkas: Row, rw: int, used: set[tuple[str, Place]]) -> Row:
    work, place = draw_work(rng, bahan, berkas, rw, used)
    coast = "rob" in bahan.kelurahan[berkas["kelurahan"]]["ciri"]
    words = spoken(place) | {"gang": rng.choice(bahan.kalimat["gang", "umum"]), "kel": berkas["kelurahan"]}

    def sentence(jenis: str, tema: str) -> str:
        """A kelurahan away from the coast does not speak of rob and fish."""
        texts = bahan.kalimat[jenis, tema]
        return rng.choice([text for text in texts if coast or not SEA.search(text)]).format(**words)

    row = {"rw": str(place.rw or ""), "rt": " ".join(map(str, place.rt)), "kegiatan": work["kode"]}
    row |= {name: sentence(name, work["tema"]) for name in ("masalah", "usulan")}
    row |= {"lokasi": sentence("lokasi", work["tempat"])}
    return row | draw_size(rng, work) | draw_remarks(rng, bahan, work)


def draw_size(rng: Random, work: Row) -> Row:
    volume = spread(rng, work["volume"])
    thousands = volume * spread(rng, work["harga"])
    biaya = max(3_000_000, min(150_000_000, round(thousands / 500) * 500_000))
    written = f"{volume},5" if work["satuan"].startswith("m2") and rng.random() < 0.15 else str(volume)
    row = {"volume": written, "satuan": rng.choice(work["satuan"].split()), "biaya": str(biaya)}
    known = rng.random()
    if known < 0.07:
        row["biaya"] = ""
    elif known < 0.09:
        row |= {"biaya": "", "volume": "", "satuan": ""}
    if row["biaya"] and rng.random() < 0.15:
        row["swadaya"] = str(rng.randint(1, 8) * 500_000)
    people = spread(rng, work["orang"])
    row["penerima_manfaat"] = f"{people // 4} KK" if people > 80 and rng.random() < 0.2 else str(people)
    return row


def draw_remarks(rng: Random, bahan: Material, work: Row) -> Row:
    """What only the longer forms ask for."""
    person = rng.randint(1, 90)
    usg = {name: str(rng.randint(2, 5)) for name in ("urgensi", "keseriusan", "pertumbuhan")}
    return usg | {
        "pengusul": f"Contoh Warga {person}",
        "kontak": f"0800-0000-{1000 + person}",
        "status_lahan": rng.choice(LAND) if work["kode"].startswith(PHYSICAL) else "",
        "sumber_dana": rng.choice(("", "", "Dana Kelurahan")),
        "inovasi": "tidak",
        "lat": f"-6.{rng.randint(86000, 92500)}",
        "lon": f"109.{rng.randint(65000, 70500)}",
        "catatan": rng.choice(bahan.kalimat["catatan", "umum"]) if rng.random() < 0.4 else "",
    }
