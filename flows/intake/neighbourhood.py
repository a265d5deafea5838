"""Stage 3 of 9: the place of a proposal, one RW and a set of its RT, from the columns rt, rw, rt/rw.

A cell with labels (`RT 03 RW 05`) says what it means in any column. A bare one (`03/05`) means what its
header says, and where that leaves two meanings both go back to the sender: nothing here is guessed.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from flows.intake.finding import Reading
from flows.intake.shapes import Shape, date_pair, shape_of
from flows.intake.signs import BLANK, LONGEST, plain


class Place(NamedTuple):
    rw: int | None
    rt: tuple[int, ...] = ()
    semua_rt: bool = False


class _Cell(NamedTuple):
    """What one cell says of the place; the three are put together at the end."""

    rts: frozenset[int] = frozenset()
    rws: frozenset[int] = frozenset()
    semua: bool = False


_SILENT = Reading(_Cell())
_UNREAD = Reading(None, "rt_rw_tidak_terbaca")
_SEVERAL_RW = Reading(None, "rw_ganda")

_RTS = r"n(?:(?:,+|[>-])T?n|Tn)*"
_RWS = r"n(?:(?:,+|[>-])W?n|Wn)*"
_ALL = r"AT(?!n)|TA|A"
# Atomic, for `RW 1 RW 2 ...` can be parted into clauses in more ways than there is time to try.
_CLAUSE = rf"(?>T{_RTS}|W{_RWS}|{_ALL})"
_SENTENCE = re.compile(rf"{_CLAUSE}(?:[,/-]?{_CLAUSE})*")
_CLAUSES = re.compile(rf"T(?P<rt>{_RTS})|W(?P<rw>{_RWS})|(?P<all>{_ALL})")
_BARE_BEFORE_RW = re.compile(rf"{_RTS}[/,-]?W")
_WHOLE_KELURAHAN = re.compile(r".*A-?(?:K|W(?!n)).*")
_HEADED = re.compile(rf"T[/-]?W(?P<rt>{_RTS}|A)[/-]?(?P<rw>n)")
_HEADED_RW_FIRST = re.compile(rf"W[/-]?T(?P<rw>n)[/-]?(?P<rt>{_RTS}|A)")
_SLASHED = re.compile(rf"T?(?P<rt>{_RTS}|A)/(?P<rw>n)")
_SLASHED_RW_FIRST = re.compile(rf"W?(?P<rw>n)/(?P<rt>{_RTS}|A)")
_RT_OR_PAIR = re.compile(r"T?n/n")
_RW_OR_PAIR = re.compile(r"[TW]?n[/-]n")
_LIST_OR_PAIR = re.compile(r"n(?:,+|-)n")
_PAIRS = re.compile(r"n/n(?:,+n/n)+")
_LIST = re.compile(r"n(?:(?:,+|[>-])n)*")


def read_place(rt_text: str, rw_text: str, rt_rw_text: str, *, rw_first: bool = False) -> Reading:
    """The Place that all three cells name together; `rw_first` where the common column is headed RW/RT."""
    columns = (
        (rt_text, _under_rt),
        (rw_text, _under_rw),
        (rt_rw_text, _under_rw_rt if rw_first else _under_rt_rw),
    )
    cells = []
    for text, column in columns:
        reading = _read_cell(text, column) if len(text) <= LONGEST else _UNREAD
        if reading.kode:
            return reading
        cells.append(reading.value)
    return _joined(cells)


def write_place(place: Place) -> str:
    """As our papers say it: `RT 01, 02 RW 05`, `RW 05 (semua RT)`."""
    rw = f"RW {place.rw:02}" if place.rw is not None else ""
    if place.semua_rt:
        return f"{rw} (semua RT)" if rw else "semua RT"
    rts = "RT " + ", ".join(f"{rt:02}" for rt in place.rt) if place.rt else ""
    return f"{rts} {rw}".strip()


@lru_cache(maxsize=10_000)
def _read_cell(text: str, column: Callable[[Shape], Reading]) -> Reading:
    """What one column says; a city has few RT and few RW, so that most cells have been read before."""
    shown = plain(text)
    if shown in BLANK:
        return _SILENT
    if pair := date_pair(shown):
        return Reading(None, "rt_rw_tanggal", _either(_pair(*pair), _pair(*reversed(pair))))
    shape = shape_of(shown)
    if shape is None or not shape.signs:
        return _UNREAD
    if _WHOLE_KELURAHAN.fullmatch(shape.signs):
        return _SEVERAL_RW
    return _labelled(shape) or column(shape)


def _labelled(shape: Shape) -> Reading | None:
    """What a cell with labels says, or None where its column has to say what is meant."""
    for pattern in (_HEADED, _HEADED_RW_FIRST):
        if found := pattern.fullmatch(shape.signs):
            return _split(shape, found)
    if _BARE_BEFORE_RW.match(shape.signs):
        shape = Shape("T" + shape.signs, [0, *shape.numbers])
    if not ("T" in shape.signs or "W" in shape.signs) or not _SENTENCE.fullmatch(shape.signs):
        return None
    rts: list[int] = []
    rws: list[int] = []
    for clause in _CLAUSES.finditer(shape.signs):
        for group, named in (("rt", rts), ("rw", rws)):
            numbers = _numbers(shape, *clause.span(group))
            if numbers is None:
                return _UNREAD
            named += numbers
    return _cell(rts, rws, semua="A" in shape.signs)


def _under_rt(shape: Shape) -> Reading:
    """Under `RT` a list or a range is of RT; `03/05` may be a list or a pair."""
    if shape.signs == "A":
        return _cell([], [], semua=True)
    if _RT_OR_PAIR.fullmatch(shape.signs) or _is_falling(shape):
        return _ambiguous(shape, "RT")
    return _cell(_numbers(shape, 0, len(shape.signs)), []) if _LIST.fullmatch(shape.signs) else _UNREAD


def _under_rw(shape: Shape) -> Reading:
    """Under `RW` stands one number; of two, the first may be an RT."""
    if _RW_OR_PAIR.fullmatch(shape.signs):
        return _ambiguous(shape, "RW")
    if shape.signs == "A":
        return _SEVERAL_RW
    return _cell([], _numbers(shape, 0, len(shape.signs))) if _LIST.fullmatch(shape.signs) else _UNREAD


def _under_rt_rw(shape: Shape) -> Reading:
    """Under `RT/RW` the header's order holds: `03/05` is RT 03 RW 05."""
    return _under_both(shape, _SLASHED)


def _under_rw_rt(shape: Shape) -> Reading:
    """Under `RW/RT` the order is the other way round: `05/03` is RT 03 RW 05."""
    return _under_both(shape, _SLASHED_RW_FIRST)


def _under_both(shape: Shape, slashed: re.Pattern[str]) -> Reading:
    signs, numbers = shape
    if found := slashed.fullmatch(signs):
        return _split(shape, found)
    if signs == "nn" or _is_falling(shape):  # `03 05`; `05-03`, which is no range.
        return _under_both(Shape("n/n", [numbers[0], 0, numbers[-1]]), slashed)
    if _PAIRS.fullmatch(signs):
        named = [number for sign, number in zip(signs, numbers, strict=True) if sign == "n"]
        return _cell(named[::2], named[1::2]) if slashed is _SLASHED else _cell(named[1::2], named[::2])
    if signs == "A":
        return _SEVERAL_RW
    if signs == "n":
        return Reading(None, "rt_rw_dua_arti", _either(f"RT {numbers[0]:02}", f"RW {numbers[0]:02}"))
    if _LIST_OR_PAIR.fullmatch(signs):
        return _ambiguous(shape, "RT")
    return _cell(_numbers(shape, 0, len(signs)), []) if _LIST.fullmatch(signs) else _UNREAD


def _split(shape: Shape, found: re.Match[str]) -> Reading:
    return _cell(_numbers(shape, *found.span("rt")), _numbers(shape, *found.span("rw")), semua="A" in found["rt"])


def _is_falling(shape: Shape) -> bool:
    return shape.signs == "n-n" and shape.numbers[0] >= shape.numbers[-1]


def _numbers(shape: Shape, start: int, end: int) -> list[int] | None:
    """The numbers of a list with its ranges filled; None for a range that falls."""
    found: list[int] = []
    ranging = False
    for sign, number in zip(shape.signs[start:end], shape.numbers[start:end], strict=True):
        if sign == "n" and ranging:
            if number < found[-1]:
                return None
            found += range(found[-1] + 1, number + 1)
        elif sign == "n":
            found.append(number)
        ranging = sign in ">-" or (ranging and sign in "TW")
    return found


def _cell(rts: list[int] | None, rws: list[int] | None, *, semua: bool = False) -> Reading:
    """`RT 00` is how some offices write that no RT is meant."""
    if rts is None or rws is None:
        return _UNREAD
    some_rts, some_rws = frozenset(rts) - {0}, frozenset(rws) - {0}
    if len(some_rws) > 1:
        return _SEVERAL_RW
    if (some_rts and 0 in rts) or (some_rws and 0 in rws):
        return _UNREAD
    return Reading(_Cell(some_rts, some_rws, semua and not some_rts))


def _ambiguous(shape: Shape, label: str) -> Reading:
    """Two numbers that are an RT and its RW, or two of what the label says."""
    first, second = (number for sign, number in zip(shape.signs, shape.numbers, strict=True) if sign == "n")
    between = "sampai" if "-" in shape.signs and first < second else "dan"
    return Reading(None, "rt_rw_dua_arti", _either(_pair(first, second), f"{label} {first:02} {between} {second:02}"))


def _joined(cells: list[_Cell]) -> Reading:
    """One place of three cells; where they name different ones both go back."""
    rws = {rw for cell in cells for rw in cell.rws}
    if len(rws) > 1:
        return Reading(None, "rt_rw_dua_arti", _either(*(f"RW {rw:02}" for rw in sorted(rws))))
    said = {cell.rts: write_place(Place(None, tuple(sorted(cell.rts)))) for cell in cells if cell.rts}
    if any(cell.semua for cell in cells):
        said[frozenset()] = "semua RT"
    if len(said) > 1:
        return Reading(None, "rt_rw_dua_arti", _either(*said.values()))
    rts = next(iter(said), frozenset())
    return Reading(Place(min(rws, default=None), tuple(sorted(rts)), bool(said) and not rts))


def _pair(rt: int, rw: int) -> str:
    return f"RT {rt:02} RW {rw:02}"


def _either(*readings: str) -> str:
    return " atau ".join(dict.fromkeys(readings))
