"""What earlier years became of: from the office's list, from the warehouse of the year before, and asked again."""

import logging
import shutil
from pathlib import Path

import duckdb
import pytest

from flows import history
from tests.builders import BANDENGAN, Season, archived, proposal, referred, run

OUTCOMES = ("tahun", "rw", "rt", "usulan", "hasil", "keadaan", "alasan")


def remembered(**cells: object) -> dict[str, str]:
    """An earlier proposal of RT 03 RW 05 Bandengan with these cells instead."""
    row = {"tahun": 2027, "kelurahan": "Bandengan", "rw": 5, "rt": 3, "usulan": "Perbaikan saluran", "hasil": ""}
    return {name: str(value) for name, value in (row | {"alasan": ""} | cells).items()}


def season(folder: Path, riwayat: list[dict[str, str]], *usulan: dict[str, str]) -> Season:
    referred(folder, "riwayat.csv", riwayat)
    return run(archived(folder, {"a.csv": list(usulan) or [proposal()]}))


def test_the_offices_list_is_read_with_the_place_and_the_meaning_of_its_words(tmp_path):
    made = season(
        tmp_path / "kerja",
        [
            remembered(hasil="Sudah Dibangun"),
            remembered(kelurahan=BANDENGAN, rw="RW 02", rt="1 s.d. 3", usulan="Paving", hasil="DITUNDA", alasan="pagu"),
            remembered(tahun=2026, kelurahan="BANDENGAN ", rw="", rt="", usulan="Posyandu", hasil="tunggu tanah"),
            remembered(tahun=2026, rt="1, 4", usulan="Pos kamling"),
        ],
    )
    query = f"SELECT {', '.join(OUTCOMES)} FROM riwayat ORDER BY tahun, usulan"
    assert [tuple(row.values()) for row in made.rows(query)] == [
        (2026, 5, [1, 4], "Pos kamling", None, None, None),
        (2026, None, None, "Posyandu", "tunggu tanah", None, None),
        (2027, 2, [1, 2, 3], "Paving", "DITUNDA", "belum", "pagu"),
        (2027, 5, [3], "Perbaikan saluran", "Sudah Dibangun", "selesai", None),
    ]


def test_this_year_and_later_ones_are_not_the_past(tmp_path):
    made = season(tmp_path / "kerja", [remembered(tahun=2028), remembered(tahun=2029)])
    assert made.rows("FROM riwayat") == []


AGAIN = {
    1: (remembered(usulan="Perbaikan saluran Gang 3"), True),
    2: (remembered(usulan="Perbaikan  SALURAN, gang 3"), True),
    3: (remembered(usulan="Perbaikan saluran Gang 4"), False),
    4: (remembered(usulan="Perbaikan saluran"), True),
    5: (remembered(usulan="Perbaikan salurn", rt=""), True),
    6: (remembered(usulan="Perbaikan saluran", rt=4), False),
    7: (remembered(usulan="Perbaikan saluran", kelurahan="Degayu"), False),
    8: (remembered(usulan="Perbaikan jalan Gang 3"), False),
}


def test_a_proposal_made_again_is_known_where_that_is_clear(tmp_path):
    made = season(
        tmp_path / "kerja",
        [row | {"rw": str(rw)} for rw, (row, _) in AGAIN.items()],
        *(proposal(rw=rw) for rw in AGAIN),
    )
    query = "SELECT rw, (kali, sejak) AS sejak FROM diusulkan_lagi JOIN usulan USING (id_usulan)"
    assert made.pairs(query) == {rw: (2, 2027) for rw, (_, again) in AGAIN.items() if again}


def test_years_are_counted_and_not_the_rows_of_one_year(tmp_path):
    rows = [remembered(tahun=tahun, hasil=hasil) for tahun, hasil in ((2024, ""), (2026, ""), (2026, "ditunda"))]
    assert season(tmp_path / "kerja", rows).one("SELECT kali, sejak FROM diusulkan_lagi") == {"kali": 3, "sejak": 2024}


# The warehouse of the year before


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """A folder that has run 2027 with one proposal and a list of 2026."""
    made = season(tmp_path_factory.mktemp("dulu") / "kerja", [remembered(tahun=2026, usulan="Taman", hasil="selesai")])
    made.cycle.warehouse.rename(made.cycle.earlier_warehouse)
    with duckdb.connect(str(made.cycle.earlier_warehouse)) as con:
        con.execute("UPDATE jalan SET tahun = 2027")
    return made


@pytest.fixture
def past(before: Season, tmp_path: Path) -> Season:
    """A copy of it that a test may change."""
    shutil.copytree(before.folder, tmp_path / "kerja")
    return Season(tmp_path / "kerja")


def decide(past: Season, *decisions: tuple[str, str, str | None], works: bool = False) -> None:
    with duckdb.connect(str(past.cycle.earlier_warehouse)) as con:
        for number, (tahap, keputusan, alasan) in enumerate(decisions):
            con.execute(
                "INSERT INTO keputusan BY NAME SELECT id_usulan, ? AS tahap, ? AS keputusan, ? AS alasan, ? AS nomor "
                "FROM usulan",
                [tahap, keputusan, alasan, number],
            )
        if works:
            con.execute("INSERT INTO realisasi BY NAME SELECT id_usulan, 1 AS nomor FROM usulan")


@pytest.mark.parametrize(
    ("decisions", "works", "outcome"),
    [
        ([], False, (None, None)),
        ([("kelurahan", "diterima", None)], False, ("disepakati", None)),
        ([("apbd", "diterima", None), ("kelurahan", "diterima", "ramai")], False, ("apbd", None)),
        ([("kelurahan", "diterima", None), ("apbd", "ditunda", "pagu turun")], False, ("belum", "pagu turun")),
        ([("kelurahan", "diteruskan", "ke dinas")], False, ("diteruskan", "ke dinas")),
        ([("apbd", "diterima_dengan_perubahan", "40 m")], True, ("dikerjakan", "40 m")),
    ],
    ids=["nothing known", "agreed", "budget after forum", "put off", "passed on", "reported"],
)
def test_the_warehouse_of_the_year_before_tells_the_last_word_said(past, decisions, works, outcome):
    decide(past, *decisions, works=works)
    rows = sorted(history._remembered(past.cycle).to_pylist(), key=lambda row: row["tahun"])
    assert [(row["tahun"], row["usulan"], row["keadaan"], row["alasan"]) for row in rows] == [
        (2026, "Taman", "selesai", None),
        (2027, "Perbaikan saluran", *outcome),
    ]


@pytest.mark.parametrize(
    ("decided", "known"), [(False, "Saluran"), (True, "Perbaikan saluran")], ids=["no outcome known", "one is known"]
)
def test_the_offices_list_counts_only_where_the_warehouse_knows_no_outcome(past, decided, known):
    if decided:
        decide(past, ("kelurahan", "diterima", None))
    referred(past.folder, "riwayat.csv", [remembered(usulan="Saluran", hasil="selesai")])
    assert run(past.folder).pairs("SELECT tahun, usulan FROM riwayat") == {2026: "Taman", 2027: known}


def test_a_warehouse_that_cannot_be_read_is_named_with_the_cure_and_the_run_goes_on(past, caplog):
    past.cycle.earlier_warehouse.write_bytes(b"not a warehouse")
    with caplog.at_level(logging.WARNING, logger="musrenbang"):
        assert history._remembered(past.cycle).num_rows == 0
    assert "2027.duckdb belum dapat dibaca, jadi riwayat usulan 2027 belum ikut" in caplog.text
    assert "musrenbang run 2027 --data" in caplog.text
