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


def laid(folder: Path, text: str | bytes | None) -> tuple[list[str], list[tuple]]:
    """The faults of a file and the rows of table wilayah."""
    (folder / "reference").mkdir()
    if text is not None:
        data = text if isinstance(text, bytes) else text.encode()
        (folder / "reference" / "batas.geojson").write_bytes(data)
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


WHOLE = json.dumps({"features": [feature()]})
NO_COLLECTIONS = [
    *("", " ", "[]", "{}", "null", "1", '"features"', '{"features": 1', '{"features": null}', '{"type": "Point"}'),
    *(
        '{"features": {}}',
        '{"features": "x"}',
        '{"features": 1}',
        "kode;rw\n1;2\n",
        "\x00" * 9,
        "<kml/>",
        WHOLE + WHOLE,
    ),
    *(WHOLE.replace("109.66", number) for number in ("NaN", "Infinity", "-Infinity", "9" * 5000, "1e", "0x6", "01")),
    WHOLE.replace('"kode"', '"kode": "x", "kode"'),
    "[" * 100_000 + "]" * 100_000,
    '{"features":' * 50_000,
]


@pytest.mark.parametrize("text", NO_COLLECTIONS, ids=range(len(NO_COLLECTIONS)))
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
        {"properties": None, "geometry": {"type": "Polygon", "coordinates": [RING]}},
        {"properties": [BANDENGAN], "geometry": {"type": "Polygon", "coordinates": [RING]}},
        {"properties": {"kode": BANDENGAN}, "geometry": {"type": "Polygon", "coordinates": {}}},
        {"properties": {"kode": BANDENGAN}, "geometry": {"type": ["Polygon"], "coordinates": [RING]}},
        *(feature(rw=rw) for rw in (1.5, True, [3], {"no": 3}, 10**400, "9" * 401, "3/5", "01-Mar", 1e300)),
        *(feature(kode=kode) for kode in (True, [BANDENGAN], 33.75, 10**400, "", None)),
        *(feature("Polygon", shape) for shape in ([[]], [RING[:2]], [RING, None], [[[109.6]] * 4], [[[None, 1]] * 4])),
        *(feature("Polygon", [[[number, -6.8]] * 4]) for number in (10**401, True, "109.6", [109.6], 1e300, 181)),
        feature("MultiPolygon", [RING]),
        *(None, 1, "Feature", [], {}, [feature()]),
    ],
)
def test_an_area_that_cannot_be_read_is_named_by_its_number(tmp_path, wrong):
    text = json.dumps({"features": [feature(), wrong]})
    faults, rows = laid(tmp_path, text)
    assert faults == ["batas.geojson: bidang ke-2 tanpa kode, atau bukan Polygon maupun MultiPolygon"]
    assert len(rows) == 1


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace('"kode"', '"KODE"').encode(),
        lambda text: text.replace(f'"{BANDENGAN}"', BANDENGAN.replace(".", "")).encode(),
        lambda text: text.replace("109.65,", "109.65, ").replace('"properties"', '"id": 7, "properties"').encode(),
    ],
)
def test_what_map_programs_write_differently_means_the_same(tmp_path, written):
    text = json.dumps({"features": [feature(rw="RW 03")]})
    faults, rows = laid(tmp_path, written(text))
    assert (faults, [row[:2] for row in rows]) == ([], [(BANDENGAN, 3)])


@pytest.mark.parametrize(
    ("text", "told"),
    [('{"features": []}', "belum memuat satu bidang pun"), (" " * (33 << 20), "lebih besar dari 32 MB")],
    ids=["empty", "huge"],
)
def test_a_file_without_an_area_and_one_beyond_all_measure_are_told(tmp_path, text, told):
    ((fault,), rows) = laid(tmp_path, text)
    assert (told in fault, rows) == (True, [])


def test_of_many_faults_the_first_are_told(tmp_path):
    faults, _ = laid(tmp_path, json.dumps({"features": [None] * 500}))
    assert (len(faults), faults[-1]) == (21, "batas.geojson: dan 480 bidang lain yang perlu dilihat")


def test_an_area_of_another_kota_is_named(tmp_path):
    faults, _ = laid(tmp_path, json.dumps({"features": [feature(kode="99.99.99.9999")]}))
    assert faults == ["batas.geojson: bidang ke-1, kode «99.99.99.9999» tidak ada di kelurahan.csv"]
