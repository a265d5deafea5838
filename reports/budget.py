"""rka-dana-kelurahan.xlsx: what is inside the ceilings, per kelurahan and sub-kegiatan with subtotals.

Only dana kelurahan stands here; what another office does would be budgeted twice. Subtotals are numbers that
the packets print as well, not formulas.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from reports import lists, wording
from reports.filters import rupiah
from reports.issue import Terbitan
from reports.packet import Paket
from reports.views import Usulan
from reports.workbooks import Buku, Lembar, Take, workbook
from schemas.exports import Kolom

ITEM = (
    Kolom("no", "bilangan", ""),
    Kolom("kode", "kode", ""),
    Kolom("kegiatan dan lokasi", "teks", ""),
    Kolom("RT/RW", "kode", ""),
    Kolom("jenis kegiatan", "teks", ""),
    Kolom("volume", "desimal", ""),
    Kolom("satuan", "kode", ""),
    Kolom("dikerjakan", "kode", ""),
    Kolom("jumlah (Rp)", "rupiah", ""),
)
SUM = len(ITEM) - 1
TOTAL = (
    Kolom("kode kelurahan", "kode", ""),
    Kolom("kelurahan", "teks", ""),
    Kolom("sub-kegiatan", "kode", ""),
    Kolom("nama sub-kegiatan", "teks", ""),
    Kolom("kegiatan", "bilangan", ""),
    Kolom("jumlah (Rp)", "rupiah", ""),
)
ABOVE = 4


@contextmanager
def plan(path: Path, terbitan: Terbitan, names: Mapping[str, str]) -> Iterator[Take]:
    """Opens the workbook; `names`: code of a sub-kegiatan -> its name."""
    title = f"Rincian rencana dana kelurahan {terbitan.kota} Tahun Anggaran {terbitan.tahun}"
    with workbook(path, title, terbitan) as buku:
        detail, totals = _sheets(buku, title)
        sums: list[int] = []

        def take(paket: Paket) -> None:
            parts = lists.parts(paket.jalur("dana_kelurahan"), lambda one: one.subkegiatan or "")
            one = paket.kelurahan
            detail.across({0: f"{one.kode} Kelurahan {one.nama}, {terbitan.pagu_nama} {rupiah(one.pagu)}"}, "kelompok")
            numbers = count(1)
            for part in parts:
                name = f"{part.judul} {names.get(part.judul, '')}".strip()
                detail.across({1: name}, "kelompok")
                for row in part.isi:
                    detail.add(_item(next(numbers), row))
                detail.across({1: f"Jumlah {name}", SUM: part.jumlah}, "jumlah")
                cells = [one.kode, one.nama, part.judul, names.get(part.judul, ""), len(part.isi), part.jumlah]
                totals.add(cells)
            detail.across({0: f"Jumlah Kelurahan {one.nama}", SUM: one.masuk_rencana}, "jumlah")
            sums.append(one.masuk_rencana)

        yield take
        detail.across({0: "Jumlah seluruhnya", SUM: sum(sums)}, "jumlah")
        totals.filters()


def _sheets(buku: Buku, title: str) -> tuple[Lembar, Lembar]:
    detail = buku.sheet("Rincian", ITEM, header=ABOVE)
    detail.above([title, buku.terbitan.sebutan, buku.terbitan.data])
    detail.heading()
    totals = buku.sheet("Per sub-kegiatan", TOTAL)
    totals.heading()
    return detail, totals


def _item(number: int, one: Usulan) -> list[Any]:
    where = f"{one.usulan}; {one.lokasi}" if one.lokasi else one.usulan
    done = wording.pelaksana_singkat(one.dikerjakan)
    return [number, one.kode, where, one.tempat, one.nama_kegiatan, one.volume, one.satuan, done, one.biaya]
