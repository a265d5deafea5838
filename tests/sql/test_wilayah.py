"""The office's boundaries: read, or refused with what is at fault."""

import json
from pathlib import Path

import duckdb
import pytest

from flows import boundaries
from flows.cycle import open_cycle
from tests.builders import BANDENGAN

RING = [[109.65, -6.86], [109.66, -6.86], [109.66, -6.85], [109.65, -6.86]]


def feature(kind: str = "Polygon", shape: object = None, **properties: object) -> dict:
    named = {"kode": BANDENGAN} | properties
    return {"type": "Feature", "properties": named, "geometry": {"type": kind, "coordinates": shape or [RING]}}


def laid(folder: Path, text: str | None) -> tuple[list[str], list[tuple]]:
    """The faults of a file and the rows of table wilayah."""
    (folder / "reference").mkdir()
    if text is not None:
        (folder / "reference" / "batas.geojson").write_text(text, encoding="utf-8")
    with duckdb.connect() as con:
        con.execute("CREATE TABLE kelurahan_acuan AS SELECT ? AS kode", [BANDENGAN])
        faults = boundaries.lay(open_cycle(2028, folder, 0), con)
        return faults, con.execute("SELECT kode_kelurahan, rw, cincin FROM wilayah ORDER BY ALL").fetchall()


def test_without_a_file_there_are_no_areas(tmp_path):
    assert laid(tmp_path, None) == ([], [])


def test_polygons_of_a_kelurahan_and_of_an_rw_are_read(tmp_path):
    features = [feature(), feature("MultiPolygon", [[RING], [RING]], rw="3")]
    faults, rows = laid(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}))
    assert faults == []
    assert [(kode, rw, json.loads(cincin)) for kode, rw, cincin in rows] == [
        (BANDENGAN, 3, [RING, RING]),
        (BANDENGAN, None, [RING]),
    ]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"features": 1', '{"features": null}', '{"type": "Point"}'])
def test_what_is_no_collection_of_features_is_refused(tmp_path, text):
    assert laid(tmp_path, text)[0] == [
        "batas.geojson: bukan GeoJSON FeatureCollection, mohon simpan ulang dari aplikasi peta"
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "Feature"},
        feature("Point", [109.6, -6.8]),
        feature("Polygon", [[[1096600, -686000]]]),
        feature("Polygon", [[["a", "b"]]]),
        feature(rw="RW tiga"),
        {"properties": {}, "geometry": {"type": "Polygon", "coordinates": [RING]}},
        {"properties": {"kode": BANDENGAN}, "geometry": None},
    ],
)
def test_an_area_that_cannot_be_read_is_named_by_its_number(tmp_path, wrong):
    text = json.dumps({"features": [feature(), wrong]})
    faults, rows = laid(tmp_path, text)
    assert faults == ["batas.geojson: bidang ke-2 tanpa kode, atau bukan Polygon maupun MultiPolygon"]
    assert len(rows) == 1


def test_an_area_of_another_kota_is_named(tmp_path):
    faults, _ = laid(tmp_path, json.dumps({"features": [feature(kode="99.99.99.9999")]}))
    assert faults == ["batas.geojson: bidang ke-1, kode «99.99.99.9999» tidak ada di kelurahan.csv"]
