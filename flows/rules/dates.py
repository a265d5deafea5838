"""Stage 7 and 8 of 9: whether the dates of a pack fit its year: a pack copied from another year says so.

Pure. The meeting is held in the year before the plan year (contract 2: a musrenbang in January 2027 plans 2028).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from flows.rules.models import Jadwal
from flows.rules.script import Script
from flows.rules.writing import LAST_MOMENT, toml

TEMPLATE_YEAR = 2000  # every date of the pack to copy stands in it until it is filled in


@dataclass(frozen=True)
class Window:
    """Between which days a date may lie, and one that usually fits: years before the plan year, month, day."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]
    usual: tuple[int, int, int]


WINDOWS = {
    "batas_masuk": Window((2, 7, 1), (1, 6, 30), (2, 12, 31)),
    "musrenbang_kelurahan": Window((1, 1, 1), (1, 12, 31), (1, 1, 31)),
    "tanggal_pengadaan": Window((0, 1, 1), (0, 12, 31), (0, 3, 1)),
}


def schedule_faults(script: Script, rule: Jadwal, tahun: int) -> Iterator[str]:
    """Each date that does not fit the plan year; a deadline behind the meeting where both fit it."""
    found = [fault for key in WINDOWS for fault in _window_faults(script, key, getattr(rule, key), tahun)]
    yield from found
    if not found and rule.batas_masuk.date() > rule.musrenbang_kelurahan:
        usual = toml(datetime.combine(rule.musrenbang_kelurahan, LAST_MOMENT))
        told: dict[str, Any] = {
            "tertulis": rule.batas_masuk.isoformat(),
            "rapat": rule.musrenbang_kelurahan,
            "contoh": usual,
        }
        yield script.fault("batas_sesudah_rapat", "jadwal", 0, "batas_masuk", **told)


def _window_faults(script: Script, key: str, value: date, tahun: int) -> Iterator[str]:
    window = WINDOWS[key]
    day = value.date() if isinstance(value, datetime) else value
    usual: date = _day(window.usual, tahun)
    if isinstance(value, datetime):
        usual = datetime.combine(usual, time(23, 59, 59))
    told: dict[str, Any] = {
        "tertulis": script.raw("jadwal", 0, key) or value.isoformat(),
        "contoh": toml(usual),
        "tahun": tahun,
    }
    if _day(window.first, tahun) <= day <= _day(window.last, tahun):
        return
    if day.year == TEMPLATE_YEAR:
        yield script.fault("tanggal_contoh", "jadwal", 0, key, **told)
    else:
        told |= {"dari": _day(window.first, tahun), "sampai": _day(window.last, tahun)}
        yield script.fault("tanggal_lain_tahun", "jadwal", 0, key, **told)


def _day(place: tuple[int, int, int], tahun: int) -> date:
    before, month, day = place
    return date(tahun - before, month, day)
