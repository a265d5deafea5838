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

AREAS = pa.schema([("kode_kelurahan", pa.string()), ("rw", pa.int32()), ("cincin", pa.string())])
LONGITUDES, LATITUDES = (-180, 180), (-90, 90)


def lay(cycle: Cycle, con: DuckDBPyConnection) -> list[str]:
    """Leaves table wilayah (empty where the office has no boundaries); returns what is at fault in the file."""
    paths = cycle.reference(BOUNDARIES)
    faults: list[str] = []
    rows = list(_areas(paths[-1], _known(con), faults)) if paths else []
    warehouse.put(con, "wilayah", pa.Table.from_pylist(rows, AREAS))
    return faults


def _known(con: DuckDBPyConnection) -> set[str]:
    return {kode for (kode,) in con.execute("SELECT kode FROM kelurahan_acuan").fetchall()}


def _areas(path: Path, known: set[str], faults: list[str]) -> Iterator[dict[str, Any]]:
    try:
        features = list(json.loads(path.read_text(encoding="utf-8-sig"))["features"])
    except (ValueError, KeyError, TypeError):
        faults.append(f"{BOUNDARIES}: bukan GeoJSON FeatureCollection, mohon simpan ulang dari aplikasi peta")
        return
    for number, feature in enumerate(features, start=1):
        try:
            kode, rw, rings = _read(feature)
        except (ValueError, KeyError, TypeError, IndexError):
            faults.append(f"{BOUNDARIES}: bidang ke-{number} tanpa kode, atau bukan Polygon maupun MultiPolygon")
            continue
        if kode not in known:
            faults.append(f"{BOUNDARIES}: bidang ke-{number}, kode «{kode}» tidak ada di kelurahan.csv")
        yield {"kode_kelurahan": kode, "rw": rw, "cincin": json.dumps(rings)}


def _read(feature: dict[str, Any]) -> tuple[str, int | None, list[list[list[float]]]]:
    properties, shape = feature["properties"], feature["geometry"]
    polygons = {"Polygon": [shape["coordinates"]], "MultiPolygon": shape["coordinates"]}[shape["type"]]
    rings = [[_degrees(point) for point in ring] for polygon in polygons for ring in polygon]
    rw = properties.get("rw")
    return str(properties["kode"]), None if rw in (None, "") else int(rw), rings


def _degrees(point: list[float]) -> list[float]:
    longitude, latitude = float(point[0]), float(point[1])
    if not (LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]):
        raise ValueError(point)
    return [longitude, latitude]
