"""Stage 7 of 9: one pass in rank order over the ceiling and the physical share of each kelurahan.

Pure integers of rupiah over plain sequences; no I/O. The arithmetic is contract section 6.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

TAKEN, OVER_CEILING, OVER_SHARE, AFTER_STOP = "masuk", "dilewati_pagu", "dilewati_fisik", "sesudah_penuh"


@dataclass
class Allocation:
    """One entry per proposal, in the order given.

    hasil: one of the four outcomes above; kumulatif: rupiah taken up to and including it, None when skipped;
    naik_pagu: rise of the ceiling (rupiah) from which on it is funded at every higher ceiling, None when
    taken or when no ceiling would do; biaya_muat: what would have fitted at its turn, None when taken or when
    its turn never came.
    """

    hasil: list[str] = field(default_factory=list)
    kumulatif: list[int | None] = field(default_factory=list)
    naik_pagu: list[int | None] = field(default_factory=list)
    biaya_muat: list[int | None] = field(default_factory=list)


def allocate(
    area: Sequence[str],
    biaya: Sequence[int],
    fisik: Sequence[bool],
    pagu: Sequence[int],
    *,
    maks_persen: int | None,
    lompati: bool,
) -> Allocation:
    """Takes each proposal that fits the rest of the ceiling and of the physical share, else skips it.

    area, biaya, fisik, pagu: parallel sequences sorted by area and rank; pagu is the ceiling of the row's
    area, the same on all its rows. maks_persen None means no physical share.
    """
    out = Allocation()
    now: str | None = None
    for place, cost, physical, ceiling in zip(area, biaya, fisik, pagu, strict=True):
        if place != now:
            now, taken, physical_taken, asked, physical_asked, stopped = place, 0, 0, 0, 0, False
            share = ceiling if maks_persen is None else ceiling * maks_persen // 100
        asked += cost
        physical_asked += cost if physical else 0
        rest = ceiling - taken
        room = min(rest, share - physical_taken) if physical else rest
        if not stopped and cost <= room:
            taken += cost
            physical_taken += cost if physical else 0
            _append(out, TAKEN, taken, None, None)
            continue
        rise = _rise(ceiling, asked, physical_asked, maks_persen)
        if stopped:
            _append(out, AFTER_STOP, None, rise, None)
            continue
        _append(out, OVER_CEILING if cost > rest else OVER_SHARE, None, rise, room)
        stopped = not lompati
    return out


def _rise(ceiling: int, asked: int, physical_asked: int, maks_persen: int | None) -> int | None:
    """How much higher the ceiling must be for everything up to and including this row to fit."""
    needed = asked
    if maks_persen is not None and physical_asked:
        if maks_persen == 0:
            return None
        needed = max(needed, -(-100 * physical_asked // maks_persen))
    return needed - ceiling


def _append(out: Allocation, hasil: str, kumulatif: int | None, naik: int | None, muat: int | None) -> None:
    out.hasil.append(hasil)
    out.kumulatif.append(kumulatif)
    out.naik_pagu.append(naik)
    out.biaya_muat.append(muat)
