"""A sender sends the whole list again with corrections: nothing is counted twice, and nothing is lost unheard."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from tests.builders import Season, archived, dropped, proposal
from tests.returned.parts import begun, findings, only, run, statuses, table, written

LIST = [
    proposal(rt="01", usulan="Perbaikan saluran gang 3", lokasi="Gang 3"),
    proposal(rt="01", usulan="Perbaikan saluran gang 4", lokasi="Gang 4"),
    proposal(rt="02", usulan="Paving gang", lokasi="Depan posyandu"),
    proposal(rt="02", usulan="Lampu jalan", lokasi="Ujung gang 5", masalah="Gelap"),
]


@pytest.fixture
def season(tmp_path: Path):
    return lambda *lists: run(begun(tmp_path / "kerja", {f"{n}.csv": rows for n, rows in enumerate(lists)}))


def total(season: Season) -> dict:
    return season.one("SELECT count(*) AS usulan, sum(biaya)::BIGINT AS biaya FROM usulan")


def alarms(season: Season, kode: str) -> list[dict]:
    return season.rows("SELECT id_usulan, pesan FROM peringatan WHERE kode = $k ORDER BY ALL", k=kode)


def changed(**by_position: dict) -> list[dict]:
    return [row | by_position.get(f"r{n}", {}) for n, row in enumerate(LIST)]


CORRECTED = {
    "a word of the proposal": {"r0": {"usulan": "Perbaikan selokan gang 3"}},
    "a longer word": {"r2": {"usulan": "Pavingisasi gang"}},
    "a word of the place": {"r2": {"lokasi": "Dpn posyandu"}},
    "the problem": {"r3": {"masalah": "Jalan gelap, rawan"}},
    "a number in words": {"r0": {"lokasi": "Gang tiga"}},
    "two neighbours": {"r0": {"lokasi": "Gg 3"}, "r1": {"lokasi": "Gg 4"}},
    "three words": {
        "r0": {"usulan": "Perbaikan selokan gang 3"},
        "r2": {"lokasi": "Depan pos yandu"},
        "r3": {"masalah": "Gelap sekali"},
    },
}


@pytest.mark.parametrize("what", CORRECTED)
def test_the_total_stays_when_a_sender_corrects(season, what):
    found = season(LIST, changed(**CORRECTED[what]))
    assert total(found) == {"usulan": 4, "biaya": 80_000_000}
    assert statuses(found) == {"0.csv": ["digantikan"] * 4, "1.csv": ["diterima"] * 4}
    assert alarms(found, "kiriman_ulang") == []


def test_the_ledger_says_why_an_earlier_row_no_longer_counts(season):
    found = season(LIST, changed(r0={"usulan": "Perbaikan selokan gang 3"}))
    reasons = found.rows("SELECT nomor, alasan FROM baris WHERE status = 'digantikan' ORDER BY nomor LIMIT 2")
    assert [row["alasan"] for row in reasons] == [
        "digantikan oleh kiriman ulang dari pengirim yang sama",
        "digantikan oleh berkas yang lebih baru",
    ]


def test_a_row_that_is_gone_stays_and_is_asked_about(season):
    found = season(LIST, LIST[:3])
    assert total(found)["usulan"] == 4
    (alarm,) = alarms(found, "kiriman_ulang")
    gone = found.one("SELECT id_usulan, kode FROM usulan WHERE usulan = 'Lampu jalan'")
    assert alarm["id_usulan"] == [gone["id_usulan"]]
    assert alarm["pesan"] == (
        "Berkas ini mirip kiriman tanggal 1 Januari 2020; satu usulan di kiriman lama tidak ada lagi di berkas baru. "
        f"Yang dimaksud: {gone['kode']}."
    )
    assert len(findings(found, "kiriman_ulang")) == 1


def test_a_row_that_may_be_any_of_two_stays_beside_both(season):
    one, two = ({"usulan": f"Paving gang sisi {side}"} for side in ("timur", "barat"))
    found = season(LIST[2:3], [LIST[2] | one, LIST[2] | two])
    assert total(found)["usulan"] == 3
    (alarm,) = alarms(found, "kiriman_ulang")
    assert sorted(alarm["id_usulan"]) == sorted(row["id_usulan"] for row in found.rows("FROM usulan"))


def test_another_gang_is_another_place(season):
    found = season([LIST[0]], [LIST[0] | {"usulan": "Perbaikan saluran gang 8", "lokasi": "Gang 8"}])
    assert total(found)["usulan"] == 2
    assert len(alarms(found, "kiriman_ulang")) == 1


def test_another_work_in_the_same_place_is_another_proposal(season):
    found = season([LIST[2]], [LIST[2] | {"usulan": "Lampu gang"}])
    assert total(found)["usulan"] == 2


def test_the_next_list_but_one_may_correct_too(season):
    found = season(LIST, LIST[:3], changed(r3={"usulan": "Lampu jalan gang"}))
    assert total(found)["usulan"] == 4
    assert alarms(found, "kiriman_ulang") == []


def test_the_copy_of_another_sender_replaces_nothing(season):
    rt = [proposal(rt="01", usulan="Perbaikan saluran gang 3", lokasi="Gang 3")]
    rw = [proposal(rt="01", usulan="Perbaikan selokan gang 3", lokasi="Gang 3"), *LIST[2:]]
    found = season(rt, rw)
    assert statuses(found) == {"0.csv": ["diterima"], "1.csv": ["diterima"] * 3}
    assert alarms(found, "kiriman_ulang") == []


def test_a_body_is_a_sender_of_its_own(season):
    pkk = {"lembaga": "PKK", "rw": "", "rt": ""}
    found = season([LIST[2] | pkk], [LIST[2] | pkk | {"usulan": "Pavingisasi gang"}], [LIST[2] | {"lembaga": "LPM"}])
    assert statuses(found) == {"0.csv": ["digantikan"], "1.csv": ["diterima"], "2.csv": ["diterima"]}


def test_a_recap_of_several_rw_that_repeats_most_of_itself_is_the_same_list(season):
    recap = [row | {"rw": rw} for rw in ("01", "02") for row in LIST]
    found = season(recap, [recap[0] | {"usulan": "Perbaikan selokan gang 3"}, *recap[1:]])
    assert total(found)["usulan"] == 8


def test_other_recaps_of_the_same_rw_are_other_lists(season):
    fizik = [row | {"rw": rw} for rw in ("01", "02") for row in LIST[:2]]
    other = [row | {"rw": rw, "usulan": f"{row['usulan']} lagi"} for rw in ("01", "02") for row in LIST[:2]]
    found = season(fizik, other)
    assert total(found)["usulan"] == 8


def test_the_order_of_the_rows_changes_nothing(tmp_path):
    again = changed(**CORRECTED["three words"])
    found = []
    for seed in range(2):
        first, second = LIST[:], again[:]
        Random(seed).shuffle(first)
        Random(-seed).shuffle(second)
        season = run(archived(tmp_path / str(seed), {"a.csv": first, "b.csv": second}))
        found.append(sorted(map(repr, season.rows("SELECT id_usulan, biaya FROM usulan"))))
    assert found[0] == found[1]


# Lists sent again and corrections together


def test_a_returned_row_no_longer_waits_when_its_list_comes_again_whole(season):
    found = season(changed(r0={"biaya": "150"}), LIST)
    assert statuses(found)["0.csv"] == ["digantikan"] * 4
    assert total(found)["usulan"] == 4
    assert list(found.cycle.returned.iterdir()) == []


def test_what_is_still_faulty_in_the_later_list_waits_there_only(season):
    found = season(changed(r0={"biaya": "150"}), changed(r0={"biaya": "200"}))
    assert statuses(found) == {"0.csv": ["digantikan"] * 4, "1.csv": ["dikembalikan", *["diterima"] * 3]}
    assert total(found)["usulan"] == 3


def test_a_correction_and_the_list_sent_again_count_once(season):
    first = season(changed(r0={"biaya": "150"}))
    (row,) = table(only(first, "-perbaikan.csv"))
    second = run(dropped(first.folder, {"perbaikan.csv": written([row | {"biaya": "20 juta"}])}))
    third = run(dropped(second.folder, {"lagi.csv": changed(r0={"usulan": "Perbaikan selokan gang 3"})}))
    assert statuses(third)["perbaikan.csv"] == ["digantikan"]
    assert total(third) == {"usulan": 4, "biaya": 80_000_000}


def test_a_correction_that_comes_after_the_list_was_sent_again_speaks_last(season):
    first = season(changed(r0={"biaya": "150"}))
    (row,) = table(only(first, "-perbaikan.csv"))
    run(dropped(first.folder, {"lagi.csv": changed(r0={"usulan": "Perbaikan selokan gang 3"})}))
    last = run(dropped(first.folder, {"perbaikan.csv": written([row | {"biaya": "25 juta"}])}))
    assert total(last) == {"usulan": 4, "biaya": 85_000_000}
    assert statuses(last)["perbaikan.csv"] == ["diterima"]


# Another RW's rows


def test_a_file_of_another_rw_that_replaces_a_row_is_told_with_both(season):
    mine = [proposal(rt="01", usulan="Paving gang", biaya="30 juta"), *LIST[2:]]
    other = [row | {"rw": "06"} for row in LIST] + [mine[0] | {"biaya": "90 juta"}]
    found = season(mine, other)
    (alarm,) = alarms(found, "ditimpa")
    (replaced,) = found.rows(
        "SELECT id_usulan, kode FROM usulan WHERE rw = 5 AND usulan = 'Paving gang' AND biaya = 90000000"
    )
    assert alarm["id_usulan"] == [replaced["id_usulan"]]
    assert alarm["pesan"] == (
        "Berkas dari RW 06 ini mengganti usulan dari RW 05. "
        f"{replaced['kode']}: «Paving gang» Rp30.000.000 menjadi «Paving gang» Rp90.000.000."
    )
    assert len(findings(found, "ditimpa")) == 1


def test_a_sender_who_replaces_his_own_rows_raises_no_such_alarm(season):
    assert alarms(season(LIST, changed(r0={"biaya": "30 juta"})), "ditimpa") == []


def test_a_recap_that_repeats_what_its_rw_sent_raises_no_such_alarm(season):
    recap = [row | {"rw": rw} for rw in ("05", "06", "07") for row in LIST]
    assert alarms(season(LIST, recap), "ditimpa") == []


# Late files

MIDNIGHT = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)  # 23.59.59 in Pekalongan
AFTER = datetime(2027, 1, 1, 1, 10, tzinfo=UTC)


def test_a_late_file_is_told_once_and_its_rows_are_accepted_and_marked(tmp_path):
    season = run(
        archived(tmp_path / "kerja", {"a.csv": LIST, "b.csv": [proposal(rw="06")]}, {"a.csv": AFTER, "b.csv": MIDNIGHT})
    )
    assert findings(season, "terlambat") == [
        "Berkas diterima 1 Januari 2027 pukul 08.10 WIB, setelah batas 31 Desember 2026."
    ]
    assert season.pairs("SELECT rw, bool_and(terlambat) FROM usulan GROUP BY rw") == {5: True, 6: False}
    assert statuses(season)["a.csv"] == ["diterima"] * 4
