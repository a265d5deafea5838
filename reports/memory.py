"""What was proposed in earlier years and what became of it: the first thing a forum asks."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from reports.filters import bilangan, rangkai
from reports.language import N_, counted
from reports.language import gettext as _
from reports.packet import Paket
from reports.views import Riwayat
from reports.wording import HASIL_BELUM_TERCATAT, HASIL_LALU

# A work that is done was in the budget, and what is in the budget had been agreed upon.
DONE = frozenset(("dikerjakan", "selesai"))
IN_BUDGET = DONE | {"apbd"}
AGREED = IN_BUDGET | {"disepakati"}
OPEN = AGREED - {"selesai"}
OLDEST = 3


@dataclass(frozen=True, slots=True)
class Ingatan:
    """The proposals of one earlier plan year; ikhtisar: one sentence on what became of them."""

    tahun: int
    isi: tuple[Riwayat, ...]

    @property
    def ikhtisar(self) -> str:
        fates = {
            N_("disepakati"): self._count(AGREED),
            N_("masuk APBD"): self._count(IN_BUDGET),
            N_("dikerjakan atau selesai"): self._count(DONE),
            N_("diteruskan"): self._count({"diteruskan"}),
            N_("belum dapat disepakati"): self._count({"belum"}),
            HASIL_BELUM_TERCATAT: self._count({None}),
        }
        said = [f"{bilangan(count)} {_(words)}" for words, count in fates.items() if count]
        whole = counted("Rencana Tahun {tahun}: {n} usulan; {hasil}.", len(self.isi))
        return whole.format(tahun=self.tahun, n=bilangan(len(self.isi)), hasil=rangkai(said))

    def _count(self, wanted: AbstractSet[str | None]) -> int:
        return sum(one.keadaan in wanted for one in self.isi)


def outcome(one: Riwayat) -> str:
    """What became of it in our words, where the office wrote none."""
    return _(HASIL_LALU[one.keadaan] if one.keadaan else HASIL_BELUM_TERCATAT)


def last_year(paket: Paket) -> Ingatan | None:
    """The latest year that anything is known of."""
    if not paket.riwayat:
        return None
    tahun = max(one.tahun for one in paket.riwayat)
    return Ingatan(tahun, tuple(one for one in paket.riwayat if one.tahun == tahun))


def promises(paket: Paket) -> list[Riwayat]:
    """What was agreed upon in any year and is not finished, the oldest first."""
    return sorted((one for one in paket.riwayat if one.keadaan in OPEN), key=lambda one: one.tahun)


def older_promises(paket: Paket) -> list[Riwayat]:
    """Those of the years before the latest."""
    latest = last_year(paket)
    return [one for one in promises(paket) if latest and one.tahun < latest.tahun]
