"""Last year's proposals in one sentence, and which promises are still open."""

from dataclasses import replace
from datetime import date, time

from reports import memory, sentences
from reports.views import Riwayat
from tests.reports.parts import ISSUE, area, internal

PLAIN = Riwayat("33.75.03.1009", 2027, 5, [3], "Perbaikan saluran", None, None, None, None, None)


def years(*fates: tuple[int, str | None]):
    return replace(internal(), riwayat=tuple(replace(PLAIN, tahun=year, keadaan=fate) for year, fate in fates))


def test_what_is_done_was_in_the_budget_and_what_is_in_the_budget_was_agreed():
    paket = years((2027, "selesai"), (2027, "dikerjakan"), (2027, "apbd"), (2027, "disepakati"), (2027, "diteruskan"),
                  (2027, "belum"), (2027, None))  # fmt: skip
    assert memory.last_year(paket).ikhtisar == (
        "Rencana Tahun 2027: 7 usulan; 4 disepakati, 3 masuk APBD, 2 dikerjakan atau selesai, "
        "1 diteruskan, 1 belum dapat disepakati dan 1 hasilnya belum tercatat."
    )


def test_a_year_of_which_nothing_is_known_says_so():
    assert memory.last_year(years((2027, None))).ikhtisar == "Rencana Tahun 2027: 1 usulan; 1 hasilnya belum tercatat."
    assert memory.last_year(years()) is None


def test_a_promise_is_open_until_the_work_is_finished_and_the_oldest_comes_first():
    paket = years((2027, "apbd"), (2027, "selesai"), (2026, "disepakati"), (2025, "belum"), (2024, "dikerjakan"))
    assert [one.tahun for one in memory.promises(paket)] == [2024, 2026, 2027]
    assert [one.tahun for one in memory.older_promises(paket)] == [2024, 2026]


def test_the_meeting_is_said_as_far_as_it_is_known():

    day = date(2027, 1, 20)
    said = {
        (None, None, None): None,
        (day, None, None): "Rabu, 20 Januari 2027",
        (day, time(19, 30), None): "Rabu, 20 Januari 2027 pukul 19.30 WIB",
        (day, time(9), "Balai RW 5"): "Rabu, 20 Januari 2027 pukul 09.00 WIB, Balai RW 5",
    }
    for (when, hour, place), sentence in said.items():
        kelurahan = area(rapat_tanggal=when, rapat_jam=hour, rapat_tempat=place)
        assert sentences.meeting(ISSUE, kelurahan) == sentence
