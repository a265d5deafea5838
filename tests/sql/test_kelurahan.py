"""Totals per kelurahan and per RW, and who has not sent anything, added up once more in boring Python."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from flows.cycle import PACKAGED
from tests.builders import Season, archived, proposal, referred, run

BANDENGAN, SETONO = "33.75.03.1009", "33.75.02.1010"


def proposals(season: Season) -> list[dict]:
    query = """
        SELECT usulan.* EXCLUDE (biaya), alokasi.biaya, alokasi.jalur
        FROM usulan JOIN alokasi USING (id_usulan)"""
    return season.rows(query)


def totals(rows: list[dict]) -> dict[str, int]:
    """The figures of one kelurahan from its proposals."""
    alone = [row for row in rows if row["jalur"] != "digabung"]
    inside = [row for row in rows if row["jalur"] == "dana_kelurahan"]
    physical = [row for row in inside if row["program"] == "sarpras"]
    return {
        "jumlah_usulan": len(rows),
        "total_biaya": sum(row["biaya"] or 0 for row in alone),
        "masuk_rencana": sum(row["biaya"] for row in inside),
        "sisa": 1_000_000_000 - sum(row["biaya"] for row in inside),
        "sarpras_masuk": sum(row["biaya"] for row in physical),
        "inovasi": sum(row["inovasi"] for row in alone),
    }


def test_the_figures_of_every_kelurahan_are_the_sums_of_its_proposals(season):
    own = defaultdict(list)
    for row in proposals(season):
        own[row["kode_kelurahan"]].append(row)
    found = {row["kode"]: row for row in season.rows("FROM kelurahan")}
    assert len(found) == 27
    for kode, row in found.items():
        expected = totals(own[kode])
        assert {name: row[name] for name in expected} == expected


def test_the_figures_of_every_rw_are_the_sums_of_its_proposals(season):
    own = defaultdict(list)
    for row in proposals(season):
        own[row["kode_kelurahan"], row["rw"]].append(row)
    for row in season.rows("FROM rw WHERE status = 'mengirim'"):
        expected = totals(own[row["kode_kelurahan"], row["rw"]])
        names = ("jumlah_usulan", "total_biaya", "masuk_rencana")
        assert {name: row[name] for name in names} == {name: expected[name] for name in names}


def register() -> list[dict[str, str]]:
    with (PACKAGED / "sample" / "reference" / "rt_rw.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_with_a_register_the_rw_and_rt_that_sent_nothing_are_counted(sample):
    """An RW that sent is heard, and so is one that said NIHIL, with all its RT."""
    sent = {(row["kode_kelurahan"], row["rw"]) for row in sample.rows("FROM usulan") if row["rw"]}
    nihil = {(row["kode_kelurahan"], row["rw"]) for row in sample.rows("FROM rw_nihil")}
    rts = {(r["kode_kelurahan"], r["rw"], rt) for r in sample.rows("FROM usulan") for rt in r["rt"]}
    silent_rw, silent_rt = Counter(), Counter()
    for kode, rw in {(row["kode_kelurahan"], int(row["rw"])) for row in register()}:
        silent_rw[kode] += (kode, rw) not in sent | nihil
    for row in register():
        kode, rw, rt = row["kode_kelurahan"], int(row["rw"]), int(row["rt"])
        silent_rt[kode] += (kode, rw, rt) not in rts and (kode, rw) not in nihil
    found = {row["kode"]: (row["rw_diam"], row["rt_diam"]) for row in sample.rows("FROM kelurahan")}
    assert found == {kode: (silent_rw[kode], silent_rt[kode]) for kode in found}
    assert sum(silent_rw.values()) == 16


def test_without_a_register_nobody_is_called_silent(real):
    found = {(row["rw_diam"], row["rt_diam"]) for row in real.rows("FROM kelurahan")}
    assert found == {(None, None)}


# One kelurahan with a register, one without

REGISTER = [
    {"kode_kelurahan": BANDENGAN, "rw": rw, "rt": rt, "kk": kk, "penduduk": penduduk}
    for rw, rt, kk, penduduk in [(1, 1, 10, 35), (1, 2, 10, 35), (2, 1, 20, 60), (3, 1, 0, 0), (4, 1, "", "")]
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Season:
    folder = tmp_path_factory.mktemp("register") / "kerja"
    referred(folder, "rt_rw.csv", REGISTER)
    rows = [
        proposal(rw=1, rt=1, penerima_manfaat="40 KK"),
        proposal(rw=3, rt=1, usulan="NIHIL", masalah=None, biaya=None),
        proposal(rw=4, rt="", penerima_manfaat="10 KK"),
        proposal(rw=9, rt=7, penerima_manfaat="3 KK"),
        proposal(rw=1, rt=1, masalah="Gelap", usulan="PJU gang", penerima_manfaat="40 jiwa"),
        proposal(kelurahan="Setono", rw=2, rt=5),
    ]
    return run(archived(folder, {"a.csv": rows}))


def test_the_state_of_every_rw_that_is_registered_or_was_heard(small):
    found = {(row["kode_kelurahan"], row["rw"]): row["status"] for row in small.rows("FROM rw")}
    assert found == {
        (BANDENGAN, 1): "mengirim",
        (BANDENGAN, 2): "belum mengirim",
        (BANDENGAN, 3): "nihil",
        (BANDENGAN, 4): "mengirim",
        (BANDENGAN, 9): "mengirim",
        (SETONO, 2): "mengirim",
    }


def test_silence_is_counted_where_a_register_says_who_there_is(small):
    found = {row["kode"]: row for row in small.rows("FROM kelurahan")}
    # RW 02 sent nothing; its RT, one of RW 01 and the RT of RW 04 are not named by any proposal.
    assert (found[BANDENGAN]["rw_diam"], found[BANDENGAN]["rt_diam"]) == (1, 3)
    assert (found[SETONO]["rw_diam"], found[SETONO]["rt_diam"]) == (None, None)


def test_an_rt_that_nobody_registered_is_asked_about_and_accepted(small):
    found = small.one("FROM temuan WHERE kode = 'rt_tidak_terdaftar'")
    assert (found["nomor"], found["tingkat"]) == (5, "peringatan")


def test_households_are_converted_by_the_register_of_their_rw_else_by_the_stated_factor(small):
    people = small.pairs("SELECT nomor, penerima_manfaat FROM usulan WHERE penerima_manfaat IS NOT NULL")
    # RW 01 has 70 people in 20 households; of RW 04 and RW 09 nobody knows, so it is four each.
    assert people == {2: 140, 4: 40, 5: 12, 6: 40}
    flagged = small.rows("SELECT nomor FROM temuan WHERE kode = 'penerima_kk' ORDER BY nomor")
    assert [row["nomor"] for row in flagged] == [2, 4, 5]


def test_a_run_without_any_proposal_has_27_kelurahan_with_their_whole_ceiling(tmp_path: Path):
    season = run(tmp_path)
    found = season.rows("FROM kelurahan")
    assert {(row["jumlah_usulan"], row["sisa"], row["rw_diam"]) for row in found} == {(0, 1_000_000_000, None)}
    assert len(found) == 27
