"""Stages 0 to 4: the office's own boundaries (reference/batas.geojson), one row an area, for the map of a packet.

A feature names its kelurahan by `kode`, and its RW by `rw` if it is no more than that; its geometry is a Polygon or
a MultiPolygon in degrees, longitude first, as GeoJSON has it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows import warehouse
from flows.cycle import BOUNDARIES, Cycle
from flows.intake.dialect import decode
from flows.intake.finding import Refused
from flows.intake.headers import normalise
from flows.intake.neighbourhood import read_place
from schemas.messages import printable

AREAS = pa.schema([("kode_kelurahan", pa.string()), ("rw", pa.int32()), ("cincin", pa.string())])
LONGITUDES, LATITUDES = (-180, 180), (-90, 90)
CORNERS = 3  # of a ring that has an inside
LARGEST = 32 << 20  # bytes; the areas of a kota, drawn finely, are a tenth of that
SHOWN = 20
LONGEST_CODE = 40
LONGEST_NUMBER = 64  # bits; a code has ten digits
NO_COLLECTION = "bukan GeoJSON FeatureCollection, mohon simpan ulang dari aplikasi peta"


class _Odd(Exception):
    """Something stands where GeoJSON has something else."""


def lay(cycle: Cycle, con: DuckDBPyConnection) -> list[str]:
    """Leaves table wilayah (empty where the office has no boundaries); returns what is at fault in the file."""
    paths = cycle.reference(BOUNDARIES)
    faults: list[str] = []
    rows = list(_areas(paths[-1], _known(con), faults)) if paths else []
    warehouse.put(con, "wilayah", pa.Table.from_pylist(rows, AREAS))
    told = [f"{BOUNDARIES}: {fault}" for fault in faults[:SHOWN]]
    more = len(faults) - SHOWN
    return [*told, f"{BOUNDARIES}: dan {more} bidang lain yang perlu dilihat"] if more > 0 else told


def _known(con: DuckDBPyConnection) -> dict[str, str]:
    """The codes of the kelurahan by their digits, however they are written."""
    return {normalise(kode): kode for (kode,) in con.execute("SELECT kode FROM kelurahan_acuan").fetchall()}


def _areas(path: Path, known: dict[str, str], faults: list[str]) -> Iterator[dict[str, Any]]:
    features = _features(path, faults)
    for number, feature in enumerate(features, start=1):
        try:
            kode, rw, rings = _read(feature)
        except _Odd:
            faults.append(f"bidang ke-{number} tanpa kode, atau bukan Polygon maupun MultiPolygon")
            continue
        if normalise(kode) not in known:
            faults.append(f"bidang ke-{number}, kode «{printable(kode[:LONGEST_CODE])}» tidak ada di kelurahan.csv")
            continue
        yield {"kode_kelurahan": known[normalise(kode)], "rw": rw, "cincin": json.dumps(rings)}


def _features(path: Path, faults: list[str]) -> list[Any]:
    """The features of the file; none, and the fault, where it is no collection of them."""
    try:
        if path.stat().st_size > LARGEST:
            faults.append(f"lebih besar dari {LARGEST >> 20} MB; mohon sederhanakan garisnya di aplikasi peta")
            return []
        text, _ = decode(path.read_bytes())
        features = _list(_dict(json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)).get("features"))
    except OSError as error:
        faults.append(f"belum dapat dibuka ({error.strerror}); periksa izin berkasnya")
        return []
    except (_Odd, Refused, ValueError, RecursionError):
        faults.append(NO_COLLECTION)
        return []
    if not features:
        faults.append("belum memuat satu bidang pun; isi, atau hapus bila tidak dipakai")
    return features


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object no key of which stands twice: which of the two is meant nobody can tell."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Odd
    return found


def _no_number(_name: str) -> None:
    """`NaN` and `Infinity`, which JSON does not have."""
    raise _Odd


def _read(feature: object) -> tuple[str, int | None, list[list[list[float]]]]:
    """Code, RW and rings of an area.

    Raises _Odd when it is none.
    """
    told = {key.lower(): value for key, value in _dict(_dict(feature).get("properties")).items()}
    shape = _dict(_dict(feature).get("geometry"))
    coordinates = _list(shape.get("coordinates"))
    if shape.get("type") not in ("Polygon", "MultiPolygon"):
        raise _Odd
    polygons = [coordinates] if shape["type"] == "Polygon" else coordinates
    rings = [_ring(ring) for polygon in polygons for ring in _list(polygon)]
    if not rings or not _said(told.get("kode")):
        raise _Odd
    return _said(told.get("kode")), _rw(_said(told.get("rw"))), rings


def _ring(points: object) -> list[list[float]]:
    ring = [[_degrees(point, 0, LONGITUDES), _degrees(point, 1, LATITUDES)] for point in _list(points)]
    if len(ring) < CORNERS:
        raise _Odd
    return ring


def _degrees(point: object, axis: int, bounds: tuple[int, int]) -> float:
    numbers = _list(point)
    value = numbers[axis] if len(numbers) > axis else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not bounds[0] <= value <= bounds[1]:
        raise _Odd
    return float(value)


def _rw(text: str) -> int | None:
    reading = read_place("", text, "")
    if reading.kode or reading.value.rt or (text and reading.value.rw is None):
        raise _Odd
    rw: int | None = reading.value.rw
    return rw


def _said(value: object) -> str:
    """A code or a number as text; a whole number may be written `3.0`."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None or isinstance(value, str):
        return (value or "").strip()
    if isinstance(value, bool) or not isinstance(value, int) or value.bit_length() > LONGEST_NUMBER:
        raise _Odd
    return str(value)


def _dict(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Odd
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise _Odd
    return value
