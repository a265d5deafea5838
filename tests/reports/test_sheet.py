"""The lurah's sheet gives way where much is to be said, and never forgets to count what it leaves out."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reports import sheet
from reports.packet import Paket
from reports.views import Riwayat
from tests.reports.parts import ISSUE, internal, neighbourhood, proposal

WORDS = "Pembangunan saluran drainase lingkungan permukiman beserta penutupnya"
OLD = Riwayat("33.75.03.1009", 2027, 5, [3], WORDS, None, None, None, "disepakati", "dana dialihkan untuk rob")


def kelurahan(inside: int, rw: int = 5, offices: int = 0, promises: int = 0) -> Paket:
    listed = [proposal("A", id_usulan=f"{n}", kode=f"BDG-{n}", rw=1 + n % rw) for n in range(inside)]
    up = [
        proposal("B", jalur="kecamatan_opd", nama_tujuan=f"Dinas {n} {WORDS}", naik=True, rw=1) for n in range(offices)
    ]
    paket = internal(*listed, *up, rw=tuple(neighbourhood(n, "mengirim") for n in range(1, rw + 1)))
    return replace(paket, riwayat=(OLD,) * promises)


def shown(paket: Paket) -> dict:
    return sheet.context(ISSUE, paket, ["Berkas keputusan: dari panitia kepada faskel, keesokan harinya."])


def test_a_short_list_stands_whole():
    page = shown(kelurahan(10))
    assert [one.kode for one in page["awal"]] == [f"BDG-{n}" for n in range(10)]
    assert (page["lainnya"], page["akhir"]) == (0, ())


def test_a_long_list_is_cut_in_its_middle_so_that_the_line_keeps_what_stands_above_it():
    page = shown(kelurahan(200))
    assert [one.kode for one in page["akhir"]] == ["BDG-198", "BDG-199"]
    assert len(page["awal"]) + page["lainnya"] + len(page["akhir"]) == 200
    assert page["awal"][0].kode == "BDG-0"


@given(st.integers(0, 300), st.integers(1, 40), st.integers(0, 9), st.integers(0, 9))
def test_every_rw_has_its_line_and_what_is_left_out_is_counted(inside, rw, offices, promises):
    page = shown(kelurahan(inside, rw, offices, promises))
    lembar = page["lembar"]
    assert [one.rw for one in lembar.rekap] == list(range(1, rw + 1))
    assert len(lembar.naik) + lembar.naik_lainnya == offices
    assert len(page["awal"]) + page["lainnya"] + len(page["akhir"]) == inside
    assert len(lembar.keputusan) <= 8


def test_offices_and_promises_give_way_before_the_list_does():
    few, many = shown(kelurahan(100, rw=4, offices=9, promises=9)), shown(kelurahan(100, rw=40, offices=9, promises=9))
    assert (len(few["lembar"].naik), len(few["lembar"].janji)) == (5, 3)
    assert (len(many["lembar"].naik), len(many["lembar"].janji)) < (5, 3)
    assert len(many["awal"]) + len(many["akhir"]) >= sheet.ROWS[0]
