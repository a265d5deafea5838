"""The lurah's sheet: one printed page, whatever was sent. What it has no room for is counted, and stands in the packet.

The list gives way to what stands below it in two columns; how many lines those take is estimated from the length
of their words, on the careful side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports import agenda, lists, memory, sentences
from reports.filters import potong
from reports.issue import Terbitan
from reports.lists import Bagian, RekapRw
from reports.memory import Ingatan
from reports.packet import Paket
from reports.views import Riwayat, Usulan
from reports.wording import ANGKA_SINGKAT

# The measure is one row of the list: so many fit the page under its head, beside the figures and the bar.
LINES = 50
ROWS = range(6, 24)
LAST = 2  # before the line, where the list is cut in its middle
AFTER = 3
WORDS = 8
HEADING = 2
# Signs that one printed line holds: the sentences to read aloud, the whole width, either of the two columns.
ALOUD, WIDE, HALF = 100, 112, 46
# With more RW than this their lines are set closer, five in the room of four.
MANY_RW = 16
# How many offices and how many old promises: fewer where the page would not hold the list.
SHORTER = ((5, 3), (3, 2), (2, 1), (1, 1), (0, 1), (0, 0))


@dataclass(frozen=True, slots=True)
class Lembar:
    """What stands beside the list. naik_kiri: what goes up stands under the questions, not under the RW."""

    kalimat: Sequence[str]
    keputusan: Sequence[str]
    rekap: Sequence[RekapRw]
    naik: Sequence[Bagian[Usulan]]
    naik_lainnya: int
    lalu: Ingatan | None
    janji: Sequence[Riwayat]
    sesudah: Sequence[Usulan]
    sesudah_malam_ini: str

    @property
    def padat(self) -> bool:
        return len(self.rekap) > MANY_RW

    @property
    def naik_kiri(self) -> bool:
        return self._asked < self._by_rw

    @property
    def rows(self) -> int:
        """How many rows of the list the printed page has room for."""
        shorter, longer = sorted((self._asked, self._by_rw))
        past = [self.lalu.ikhtisar, *map(_promise, self.janji)] if self.lalu else []
        below = _lines([*past, self.sesudah_malam_ini], WIDE) + 1 + HEADING * (2 if past else 1)
        return LINES - _lines(self.kalimat, ALOUD) - max(longer, shorter + self._up) - below - len(self.sesudah)

    @property
    def _asked(self) -> int:
        return HEADING + _lines(self.keputusan, HALF)

    @property
    def _by_rw(self) -> int:
        rows = len(self.rekap)
        return 2 * HEADING + (rows * 4 // 5 if self.padat else rows)

    @property
    def _up(self) -> int:
        return HEADING + _lines([f"{one.judul}: {one.ikhtisar}" for one in self.naik], HALF) + bool(self.naik_lainnya)


def context(terbitan: Terbitan, paket: Paket, dates: Sequence[str]) -> dict[str, Any]:
    """What the sheet shows; `dates`: what follows tonight, a sentence each."""
    sizes = [_beside(terbitan, paket, dates, *size) for size in SHORTER]
    lembar = next((one for one in sizes if one.rows >= ROWS[0]), sizes[-1])
    inside, room = paket.jalur("dana_kelurahan"), min(max(lembar.rows, ROWS[0]), ROWS[-1])
    return {
        "lembar": lembar,
        "kalimat": lembar.kalimat,
        "rekap": lembar.rekap,
        "batang": lists.ceiling_bar(paket),
        "awal": inside if len(inside) <= room else inside[: room - LAST],
        "lainnya": max(len(inside) - room, 0),
        "akhir": inside[-LAST:] if len(inside) > room else (),
        "perlu_dipastikan": [one for one in terbitan.angka if one.id in ANGKA_SINGKAT],
    }


def _beside(terbitan: Terbitan, paket: Paket, dates: Sequence[str], offices: int, promises: int) -> Lembar:
    up = sorted(lists.parts(paket.naik, lists.office), key=lambda part: (-len(part.isi), part.judul))
    return Lembar(
        sentences.opening(terbitan, paket),
        agenda.decisions(terbitan, paket),
        lists.rw_summary(paket),
        up[:offices],
        len(up[offices:]),
        memory.last_year(paket),
        memory.promises(paket)[:promises],
        paket.jalur("cadangan")[:AFTER],
        " ".join(dates),
    )


def _promise(one: Riwayat) -> str:
    return f"{one.tahun}, {one.tempat}: {potong(one.usulan, WORDS)} ({potong(one.alasan or '', WORDS)})"


def _lines(texts: Sequence[str], signs: int) -> int:
    return sum(-(-len(text) // signs) for text in texts)
