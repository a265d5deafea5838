"""The map of a kelurahan as a drawing: areas where the office has them, and a mark where proposals are.

Degrees become whole parts of a drawing 1000 wide; at the size of a kelurahan the earth is flat.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from statistics import median

from reports.filters import bilangan
from reports.language import counted
from reports.packet import Paket
from reports.views import Usulan, Wilayah

WIDTH = 1000
TALLEST = 1400
MARGIN = 40
TOGETHER = 30  # marks closer than this are one
FAR = 0.05  # degrees, about 5 km: what lies further from the middle of all points is somewhere else
METRES = 111_320  # of one degree of latitude
SCALES = (50, 100, 200, 500, 1000, 2000, 5000)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bidang:
    """One area: its outline as an SVG path, and where its name stands."""

    judul: str
    garis: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Titik:
    """One mark: its number, its place, the proposals there; penuh: some of them are inside the ceiling."""

    nomor: int
    x: int
    y: int
    penuh: bool
    isi: tuple[Usulan, ...]


@dataclass(frozen=True, slots=True)
class Peta:
    """The map; skala: metres of its scale bar and that bar's length; luar: points too far away to be shown."""

    tinggi: int
    bidang: tuple[Bidang, ...]
    titik: tuple[Titik, ...]
    skala: int
    panjang_skala: int
    luar: tuple[Usulan, ...]

    @property
    def ikhtisar(self) -> str:
        said = counted("{n} titik usulan, {masuk} di antaranya memuat usulan yang masuk rencana", len(self.titik))
        return said.format(n=bilangan(len(self.titik)), masuk=bilangan(sum(one.penuh for one in self.titik)))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where on earth the drawing begins, and how many of its parts one degree takes."""

    west: float
    north: float
    per_longitude: float
    per_latitude: float

    def place(self, point: Point) -> tuple[int, int]:
        longitude, latitude = point
        x = MARGIN + (longitude - self.west) * self.per_longitude
        return int(x + 0.5), int(MARGIN + (self.north - latitude) * self.per_latitude + 0.5)


def village_map(paket: Paket) -> Peta | None:
    """The map of the kelurahan, or None where no proposal says where it is."""
    located = [one for one in paket.usulan if one.lat is not None and one.lon is not None]
    areas = [(one, json.loads(one.cincin)) for one in paket.wilayah]
    near, far = _apart(located, [point for _, rings in areas for ring in rings for point in ring])
    if not near:
        return None
    corners = [_point(one) for one in near] + [tuple(point) for _, rings in areas for ring in rings for point in ring]
    frame, height = _frame(corners)
    metres, length = _scale(frame)
    return Peta(
        tinggi=height,
        bidang=tuple(_area(one, rings, frame) for one, rings in areas),
        titik=_marks(near, frame),
        skala=metres,
        panjang_skala=length,
        luar=tuple(far),
    )


def _point(one: Usulan) -> Point:
    assert one.lon is not None and one.lat is not None, f"{one.id_usulan} has no place"
    return one.lon, one.lat


def _apart(located: Sequence[Usulan], corners: Sequence[Sequence[float]]) -> tuple[list[Usulan], list[Usulan]]:
    """Those near the middle of the areas, or of all points where there are no areas; and the others."""
    points = [tuple(point) for point in corners] or [_point(one) for one in located]
    if not points:
        return [], []
    middle = median(point[0] for point in points), median(point[1] for point in points)

    def is_near(one: Usulan) -> bool:
        return all(abs(here - there) <= FAR for here, there in zip(_point(one), middle, strict=True))

    return [one for one in located if is_near(one)], [one for one in located if not is_near(one)]


def _frame(points: Sequence[Sequence[float]]) -> tuple[_Frame, int]:
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    narrowing = cos(radians((south + north) / 2))
    # A single point still needs a drawing around it: a hundred metres each way.
    wide, high = max((east - west) * narrowing, 0.002), max(north - south, 0.002)
    per_degree = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / high)
    centre = (east + west) / 2
    left = centre - (WIDTH / 2 - MARGIN) / (per_degree * narrowing)
    top = (north + south) / 2 + high / 2
    return _Frame(left, top, per_degree * narrowing, per_degree), int(high * per_degree) + 2 * MARGIN


def _scale(frame: _Frame) -> tuple[int, int]:
    """The longest round distance that takes at most a quarter of the width."""
    per_metre = frame.per_latitude / METRES
    fitting = [metres for metres in SCALES if metres * per_metre <= WIDTH / 4]
    metres = max(fitting, default=SCALES[0])
    return metres, int(metres * per_metre)


def _area(one: Wilayah, rings: Iterable[Sequence[Sequence[float]]], frame: _Frame) -> Bidang:
    outlines = [_outline(ring, frame) for ring in rings]
    largest = max(outlines, key=len, default=[])
    xs, ys = [x for x, _ in largest] or [0], [y for _, y in largest] or [0]
    path = " ".join("M" + " L".join(f"{x} {y}" for x, y in outline) + "Z" for outline in outlines if outline)
    title = f"RW {one.rw:02d}" if one.rw is not None else ""
    return Bidang(title, path, (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2)


def _outline(ring: Sequence[Sequence[float]], frame: _Frame) -> list[tuple[int, int]]:
    """The corners of a ring; those that fall on the one before are left out."""
    places = [frame.place((point[0], point[1])) for point in ring]
    return [here for here, before in zip(places, [None, *places], strict=False) if here != before]


def _marks(located: Sequence[Usulan], frame: _Frame) -> tuple[Titik, ...]:
    """Proposals that would cover each other share a mark; marks are numbered from north to south."""
    cells: dict[tuple[int, int], list[Usulan]] = {}
    for one in located:
        x, y = frame.place(_point(one))
        cells.setdefault((y // TOGETHER, x // TOGETHER), []).append(one)
    return tuple(
        Titik(
            number,
            column * TOGETHER + TOGETHER // 2,
            row * TOGETHER + TOGETHER // 2,
            any(one.jalur == "dana_kelurahan" for one in cells[row, column]),
            tuple(sorted(cells[row, column], key=lambda one: one.kode)),
        )
        for number, (row, column) in enumerate(sorted(cells), start=1)
    )
