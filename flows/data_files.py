"""Stage 9 of 9: data/ of an edition, the same proposals for spreadsheets and other programs."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from reports import budget, datapackage, exports, lists, sipd, workbooks
from reports.issue import Edisi, Terbitan
from reports.packet import Paket
from reports.render import documents
from reports.sipd import KolomSipd
from reports.views import Kelurahan, Terusan
from reports.workbooks import Take
from schemas.exports import TABLES


@dataclass(frozen=True, slots=True)
class Kantor:
    """What one office is sent; columns of table opd in schemas/exports.toml."""

    tujuan: str
    nama_tujuan: str
    jumlah_usulan: int
    tanpa_biaya: int
    total_biaya: int


@contextmanager
def opened(
    folder: Path,
    terbitan: Terbitan,
    edisi: Edisi,
    *,
    kelurahan: Sequence[Kelurahan],
    terusan: Sequence[Terusan],
    kolom_sipd: Sequence[KolomSipd],
) -> Iterator[Take]:
    """Opens every file of the folder; what it gives takes the packets of the edition one by one."""
    folder.mkdir(parents=True)
    shown = [one for one in TABLES.values() if edisi.internal or not one.internal]
    typed: list[sipd.Diketik] = []
    with ExitStack() as stack:
        add = {one.nama: stack.enter_context(exports.table(folder, one, edisi)) for one in shown}
        book = stack.enter_context(workbooks.proposals(folder / "usulan.xlsx", terbitan, edisi, kelurahan))
        names = documents()["ba_musyawarah"]["subkegiatan"]
        plan = stack.enter_context(budget.plan(folder / "rka-dana-kelurahan.xlsx", terbitan, names))
        add["kelurahan"](kelurahan)
        add["terusan"](terusan)
        add["opd"](_offices(terusan))

        def take(paket: Paket) -> None:
            add["usulan"](paket.usulan, workbooks.of_packet(terbitan, paket))
            add["pengadaan"](one for one in paket.usulan if one.metode is not None)
            add["rw"](paket.rw)
            if edisi.internal:
                add["peringatan"](paket.peringatan)
            book(paket)
            plan(paket)
            typed.extend(sipd.passed_on(paket))

        yield take
    sipd.write(folder / "sipd-usulan.xlsx", terbitan, kolom_sipd, typed)
    described = datapackage.describe(folder, terbitan, edisi, shown)
    (folder / "datapackage.json").write_text(described, encoding="utf-8", newline="\n")


def _offices(terusan: Sequence[Terusan]) -> list[Kantor]:
    return [
        Kantor(part.judul, lists.office(part.isi[0]), len(part.isi), part.tanpa_biaya, part.jumlah)
        for part in lists.parts(terusan, lambda one: one.tujuan)
    ]
