"""The map: where a point falls, what shares a mark, what is too far away, what the public may not see."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reports import charts
from reports.packet import Paket, public_packet
from reports.views import Wilayah
from tests.reports.parts import internal, proposal
from tests.reports.persons_in_text import kamus

KEL = "33.75.03.1009"
LAT, LON = -6.86, 109.66
SQUARE = [[LON + east * 0.005, LAT + north * 0.005] for east, north in ((-1, -1), (1, -1), (1, 1), (-1, 1))]


def at(sign: str, lat: float, lon: float, **cells: object):
    return proposal(sign, lat=lat, lon=lon, **cells)


def bounded(paket: Paket, *rows: tuple[int | None, list]) -> Paket:
    return replace(paket, wilayah=tuple(Wilayah(KEL, rw, json.dumps([ring])) for rw, ring in rows))


def test_without_a_place_there_is_no_map():
    assert charts.village_map(internal()) is None
    assert charts.village_map(internal(proposal())) is None
    assert charts.village_map(bounded(internal(proposal()), (None, SQUARE))) is None


def test_north_is_up_and_east_is_right_and_marks_are_numbered_from_the_north():
    peta = charts.village_map(internal(at("A", LAT, LON), at("B", LAT + 0.004, LON + 0.004)))
    assert peta is not None
    north, south = peta.titik
    assert [one.isi[0].kode[-1] for one in peta.titik] == ["B", "A"]
    assert (north.nomor, south.nomor) == (1, 2)
    assert north.x > south.x
    assert north.y < south.y


def test_proposals_at_one_place_share_a_mark_that_is_full_when_one_of_them_is_inside_the_ceiling():
    peta = charts.village_map(internal(at("B", LAT, LON, jalur="cadangan"), at("A", LAT, LON)))
    assert peta is not None
    (mark,) = peta.titik
    assert ([one.kode[-1] for one in mark.isi], mark.penuh) == (["A", "B"], True)
    assert peta.ikhtisar == "1 titik usulan, 1 di antaranya memuat usulan yang masuk rencana"


def test_a_point_in_another_town_is_named_and_does_not_shrink_the_map():
    near = [at(sign, LAT + n / 1000, LON) for n, sign in enumerate("ABC")]
    peta = charts.village_map(internal(*near, at("Z", LAT - 1, LON + 1)))
    assert peta is not None
    assert [one.kode[-1] for one in peta.luar] == ["Z"]
    assert charts.village_map(internal(*near)) == replace(peta, luar=())


def test_areas_are_outlines_and_an_rw_has_its_name():
    paket = bounded(internal(at("A", LAT, LON)), (None, SQUARE), (3, SQUARE))
    peta = charts.village_map(paket)
    assert peta is not None
    whole, part = peta.bidang
    assert (whole.judul, part.judul) == ("", "RW 03")
    assert whole.garis == part.garis
    assert whole.garis.startswith("M") and whole.garis.endswith("Z") and whole.garis.count("L") == 3
    (mark,) = peta.titik
    assert abs(mark.x - part.x) <= charts.TOGETHER and abs(mark.y - part.y) <= charts.TOGETHER


def test_the_scale_is_a_round_distance_that_is_true():
    peta = charts.village_map(bounded(internal(at("A", LAT, LON)), (None, SQUARE)))
    assert peta is not None
    assert peta.skala == 200
    # 0.01 degrees of latitude, 1113 m, fill the 920 parts between the margins of the width
    assert abs(peta.panjang_skala - 200 / 1113 * 926) < 3


@given(st.lists(st.tuples(st.floats(-0.02, 0.02), st.floats(-0.02, 0.02)), min_size=1, max_size=40))
def test_every_located_proposal_stands_on_the_map_or_is_named(shifts):
    usulan = [at(f"{n:02d}", LAT + a, LON + b) for n, (a, b) in enumerate(shifts)]
    peta = charts.village_map(internal(*usulan))
    assert peta is not None
    shown = [one.id_usulan for mark in peta.titik for one in mark.isi] + [one.id_usulan for one in peta.luar]
    assert sorted(shown) == sorted(one.id_usulan for one in usulan)
    assert all(0 <= mark.x <= charts.WIDTH and 0 <= mark.y <= peta.tinggi for mark in peta.titik)
    assert peta.tinggi <= charts.TALLEST


def test_private_houses_are_not_on_the_public_map():
    lands = {"A": "fasilitas umum", "B": "belum tahu", "C": "milik warga (ada izin)", "D": None}
    paket = internal(*(at(sign, LAT, LON, status_lahan=land) for sign, land in lands.items()))
    peta = charts.village_map(public_packet(paket, kamus()))
    assert peta is not None
    assert [one.kode[-1] for mark in peta.titik for one in mark.isi] == ["A"]
