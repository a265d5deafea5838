"""A made-up season of rows like real ones, so many in so many files; the same arguments give the same bytes.

What people ask for is drawn from the sample's sentences (data/sample/bahan) and from the word list.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path
from random import Random

from tests.benchmarks import spelling
from tests.benchmarks.places import Kelurahan, kelurahan_of, write_reference
from tests.benchmarks.spelling import FAULTS, Place, Row

ROOT = Path(__file__).resolve().parents[2]
TAHUN = 2028
CORRECTED = 50  # one row in so many is sent once more, in one of the last files
GANG = (
    "Mawar Melati Kenanga Cempaka Dahlia Flamboyan Anggrek Teratai Manggis Sawo Jambu Delima Truntum "
    "Kawung Parang Seroja Nangka Durian Merpati Kutilang Bandeng Kakap Merbabu Bima Arjuna Srikandi"
).split()
BESIDE = ("", "", "", "", "", "", " depan mushola", " belakang balai RW", " lanjutan")
NAMES = (
    "Slamet Sutrisno Wahyudi Suparman Hartono Mulyadi Supriyadi Santoso Widodo Prasetyo Nugroho Setiawan "
    "Kurniawan Hidayat Rahmat Sulistyo Budiman Darmawan Gunawan Susanto Haryanto Riyadi Sudarsono Purwanto"
).split()


@dataclass(frozen=True)
class Form:
    """How one kind of file is written: its header (column=title), lines above the table and below it."""

    pemisah: str
    encoding: str
    baris_baru: str
    judul: str
    atas: tuple[str, ...] = ()
    bawah: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        return dict(part.split("=") for part in self.judul.split(";"))


@dataclass(frozen=True)
class Written:
    """What a bare reader must be told of a file."""

    nama: str
    pemisah: str
    encoding: str
    atas: int
    kolom: int


@dataclass(frozen=True)
class Material:
    works: list[Row]
    weights: list[int]
    sentences: dict[tuple[str, str], list[str]]
    elsewhere: list[str]


RECAP = (
    "no=No;kelurahan=Kelurahan;rt_rw=RT/RW;pengusul=Pengusul;kontak=No HP;masalah=Masalah;usulan=Usulan;"
    "lokasi=Lokasi;volume=Volume;satuan=Satuan;biaya=Perkiraan Biaya;swadaya=Swadaya;"
    "penerima_manfaat=Penerima Manfaat;prioritas=Urutan"
)
TITLED = (
    RECAP.replace("=Masalah", "=Permasalahan").replace("=Usulan;", "=Usulan Kegiatan;").replace("=No HP", "=No. HP/WA")
)
APART = RECAP.replace("rt_rw=RT/RW", "rw=RW;rt=RT").replace("=Perkiraan Biaya", "=Estimasi Biaya")
ASKED = f"{APART};sumber_dana=Sumber Dana"
CANONICAL = ";".join(f"{name}={name}" for name in (part.split("=")[0] for part in f"tahun=;{ASKED}".split(";")))
FORMS = {
    "rekap": Form(";", "utf-8", "\r\n", RECAP),
    "berjudul": Form(
        ";", "utf-8-sig", "\r\n", f"{TITLED};sumber_dana=Sumber Dana",
        ("REKAPITULASI USULAN MUSRENBANG", "Tahun : 2028", ""), ("", "TOTAL", "Mengetahui"),
    ),
    "terpisah": Form(",", "utf-8", "\n", ASKED),
    "excel": Form(";", "cp1252", "\r\n", f"{RECAP};tidak_dikenal=Nomor Surat"),
    "tabulasi": Form("\t", "utf-8", "\r\n", APART),
    "kanonik": Form(",", "utf-8-sig", "\n", CANONICAL),
}  # fmt: skip
ORDER = (
    "rekap berjudul terpisah excel tabulasi rekap kanonik rekap rekap berjudul "
    "rekap terpisah rekap excel rekap rekap berjudul rekap terpisah rekap"
).split()


def write_season(folder: Path, rows: int, files: int, *, seed: int = 1, forms: tuple[str, ...] = tuple(ORDER)) -> int:
    """Fills folder with inbox/, reference/, rules/ and season.json; returns how many rows were written."""
    places = kelurahan_of(rows)
    write_reference(folder, places, seed)
    corrections = rows // CORRECTED if files > 1 else 0
    last = max(1, files // CORRECTED) if corrections else 0
    again: list[list[Row]] = []
    first = _spread(_senders(places, rows - corrections, seed, again), rows - corrections, files - last)
    second = _spread(_corrected(again, seed), corrections, last) if last else iter(())
    written = [
        _write_file(folder, index, FORMS[forms[index % len(forms)]], batch, seed)
        for index, batch in enumerate(_one_after_the_other(first, second))
    ]
    known = [asdict(one) for one, _ in written]
    (folder / "season.json").write_text(json.dumps(known, indent=0), encoding="utf-8")
    return sum(count for _, count in written)


def _one_after_the_other(first: Iterator, second: Iterator) -> Iterator:
    """The corrections are drawn only when all that they correct has been."""
    yield from first
    yield from second


def _spread(senders: Iterator[list[Row]], rows: int, files: int) -> Iterator[list[Row]]:
    """Senders in so many batches; a sender is never parted, the last one is cut at the wanted number."""
    done, index, batch = 0, 1, []
    for sender in senders:
        batch += sender[: rows - done - len(batch)]
        if done + len(batch) >= rows * index // files:
            yield batch
            done, index, batch = done + len(batch), index + 1, []
        if done >= rows:
            return
    if batch:
        yield batch


def _senders(places: list[Kelurahan], rows: int, seed: int, again: list[list[Row]]) -> Iterator[list[Row]]:
    """What each sender of each kelurahan asks for; a few are put aside to be sent again."""
    bahan, dice = _material(), Random(f"{seed}/kelurahan")
    weights = [0.3 + dice.expovariate(1.4) for _ in places]
    ends = [int(rows * share / sum(weights)) + 1 for share in accumulate(weights)]
    for kelurahan, start, end in zip(places, [0, *ends], ends, strict=False):
        rng, count = Random(f"{seed}/{kelurahan.kode}"), end - start
        for place in _places(rng):
            if count <= 0:
                break
            sender = _sender(rng, bahan, kelurahan, place)
            if rng.random() < 1.4 / CORRECTED:
                again.append(sender)
            yield [_as_sent(rng, row) for row in sender]
            count -= len(sender)


def _as_sent(rng: Random, row: Row) -> Row:
    """A few rows in a hundred hold a mistake."""
    return rng.choice(FAULTS)(rng, row) if rng.random() < 0.035 and row["usulan"] != "NIHIL" else row


def _places(rng: Random) -> Iterator[Place]:
    """Every sender's own set of RT, RW after RW, as many as a kelurahan may ever need."""
    for rt in range(1, 1_000):
        for rw in range(1, 11):
            rts = (
                ((rt,), (rt,), (rt,), (rt, rt + 1, rt + 2), (rt, rt + 2), ())
                if rt == 1
                else ((rt,), (rt,), (rt, rt + 2))
            )
            yield rw, rng.choice(rts)


def _sender(rng: Random, bahan: Material, kelurahan: Kelurahan, place: Place) -> list[Row]:
    """Two to five proposals of one RT or RW, now and then one twice, or the same work with another number."""
    name = f"{rng.choice(('Bapak', 'Ibu', 'Bpk', ''))} {rng.choice(NAMES)} {rng.choice(NAMES)}".strip()
    who = {
        "pengusul": name,
        "kontak": spelling.phone(rng),
        "kelurahan": _called(rng, kelurahan),
        "tahun": str(TAHUN),
    }
    written = {"rt_rw": spelling.both(rng, place)} | spelling.apart(rng, place)
    rows = []
    for number in range(1, rng.randint(2, 5) + 1):
        row = who | written | _proposal(rng, bahan, kelurahan, place) | {"prioritas": spelling.order(rng, number)}
        rows += [row, *_echoes(rng, bahan, row)]
    return rows if rng.random() > 0.004 else [who | written | {"masalah": "NIHIL", "usulan": "NIHIL"}]


def _called(rng: Random, kelurahan: Kelurahan) -> str:
    if not kelurahan.dikenal:
        return kelurahan.kode
    name = kelurahan.nama
    return rng.choice((name, name, name.upper(), f"Kel. {name}", f"Kelurahan {name}", kelurahan.kode))


def _echoes(rng: Random, bahan: Material, row: Row) -> Iterator[Row]:
    """The same row again; the same work in another size; the same work for another reason, costed or not."""
    kind = rng.random()
    if kind < 0.03:
        yield row
    elif kind < 0.04:
        yield row | {
            "volume": f"{rng.randint(200, 900)}",
            "biaya": spelling.money(rng, rng.randint(700, 900) * 51_000),
        }
    elif kind < 0.05:
        yield row | {"masalah": f"{row['masalah']} dan sering dikeluhkan warga"}
    elif kind < 0.06:
        yield row | {"masalah": "Usulan tahun lalu belum terlaksana", "biaya": ""}
        if kind < 0.053:
            yield row | {
                "masalah": "Kondisi makin parah",
                "biaya": spelling.money(rng, rng.randint(700, 900) * 53_000),
            }


def _proposal(rng: Random, bahan: Material, kelurahan: Kelurahan, place: Place) -> Row:
    work = rng.choices(bahan.works, bahan.weights)[0]
    rw, rts = place
    gang = f"Gang {rng.choice(GANG)} {rng.randint(1, 9)}"
    rt = f"RT {rts[0]:02}" if rts else f"RW {rw:02}"
    words = {
        "gang": gang,
        "rt": rt,
        "rw": f"RW {rw:02}",
        "kel": kelurahan.nama,
        "wilayah": f"{rt} RW {rw:02}",
    }
    say = partial(_sentence, rng, bahan, words)
    usulan = f"{say('usulan', work['tema'])}{rng.choice(BESIDE)}"
    chance = rng.random()
    if chance < 0.13:
        usulan = f"{rng.choice(('Permohonan', 'Mohon', 'Pengadaan', 'Usulan'))} {rng.choice(bahan.elsewhere)}"
    elif chance < 0.15:
        usulan = f"Mohon perhatian untuk warga {rt}"
    masalah = say("masalah", work["tema"])
    source = rng.choice(("", "", "", "Dana Kelurahan", "DANA KELURAHAN / ADK / APBD KEL"))
    if chance > 0.9:
        source = rng.choice(("APBD II (KOTA/KAB)", "APBD I (PROVINSI)", "APBN PUSAT (Kementrian PUPR)", "SWADAYA"))
    return {
        "masalah": f"{masalah},\nsudah lama" if rng.random() < 0.002 else masalah,
        "usulan": usulan,
        "lokasi": f"{say('lokasi', work['tempat'])} no {rng.randint(1, 240)}",
        "sumber_dana": source,
        "tidak_dikenal": f"{rng.randint(1, 999)}/RW/2027",
    } | _size(rng, work)


def _sentence(rng: Random, bahan: Material, words: Row, jenis: str, tema: str) -> str:
    return rng.choice(bahan.sentences[jenis, tema]).format(**words)


def _size(rng: Random, work: Row) -> Row:
    volume = _between(rng, work["volume"])
    step = rng.choice((500_000, 500_000, 100_000, 1_000))
    biaya = max(3_000_000, volume * _between(rng, work["harga"]) * 1_000 // step * step)
    return spelling.size(rng, volume, rng.choice(work["satuan"].split())) | {
        "biaya": "" if rng.random() < 0.08 else spelling.money(rng, biaya),
        "swadaya": spelling.swadaya(rng),
        "penerima_manfaat": spelling.people(rng, _between(rng, work["orang"])),
    }


def _between(rng: Random, bounds: str) -> int:
    low, high = bounds.split("-")
    return rng.randint(int(low), int(high))


def _corrected(again: list[list[Row]], seed: int) -> Iterator[list[Row]]:
    """A sender's whole list once more, with other costs."""
    rng = Random(f"{seed}/perbaikan")
    for sender in again:
        yield [row | {"biaya": spelling.money(rng, rng.randint(6, 160) * 500_000)} for row in sender]


def _write_file(folder: Path, index: int, form: Form, rows: list[Row], seed: int) -> tuple[Written, int]:
    name = f"Wilayah {index // 25 + 1:02}/Rekap {index + 1:03}.csv"
    path, columns = folder / "inbox" / name, form.columns
    path.parent.mkdir(parents=True, exist_ok=True)
    width = len(columns)
    with path.open("w", encoding=form.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=form.pemisah, lineterminator=form.baris_baru)
        writer.writerows(_padded(text, width) for text in form.atas)
        writer.writerow(columns.values())
        for number, row in enumerate(rows, start=1):
            row["no"] = str(number)
            writer.writerow([row.get(name, "") for name in columns])
        writer.writerows(_padded(text, width) for text in form.bawah)
    return Written(name, form.pemisah, form.encoding, len(form.atas), width), len(rows)


def _padded(text: str, width: int) -> list[str]:
    """As spreadsheets save a line that fills one cell."""
    return [text] + [""] * (width - 1)


def _material() -> Material:
    bahan = ROOT / "data" / "sample" / "bahan"
    works = [work for work in _table(bahan / "pekerjaan.csv")]
    sentences: dict[tuple[str, str], list[str]] = {}
    for row in _table(bahan / "kalimat.csv"):
        sentences.setdefault((row["jenis"], row["tema"]), []).append(row["teks"])
    words = [row["frasa"].rstrip("*") for row in _table(ROOT / "data/reference/kata.csv") if row["kode"][0] == "X"]
    return Material(works, [int(work["bobot"]) for work in works], sentences, words)


def _table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
