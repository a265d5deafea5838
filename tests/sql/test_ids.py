"""id_usulan and kode (contract section 4): what they are made of."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import duckdb
import pytest

from flows import warehouse
from flows.cycle import open_cycle
from tests.builders import BANDENGAN, Season, archived, proposal, run
from tests.sql.boring import ALPHABET, identity, is_right, normal, signs

LENGTHS = (2, 4, 6, 8)
# Signs that people write, of the blocks that Python and DuckDB have known for long.
PEOPLE_WRITE = "aZ9 _-/.,;:'\"()&%+*#@=<>\t\néÉñøß²½№–—’“”•…ａΩжЖ中あ한ꦲٱ\u0301"


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse with our SQL functions."""
    with warehouse.begun(open_cycle(2028, tmp_path_factory.mktemp("sql"), 0)) as con:
        yield con


def said(con: duckdb.DuckDBPyConnection, expression: str, values: list) -> list:
    """What SQL makes of each value."""
    query = f"SELECT {expression} FROM (SELECT unnest($values) AS value)"
    return [found for (found,) in con.execute(query, {"values": values}).fetchall()]


# Signs


@pytest.mark.parametrize("length", LENGTHS)
def test_the_signs_of_a_hash_are_those_of_boring_python(con, length):
    random = Random(length)
    numbers = [0, 1, 31, 32, 2**63 - 1, 2**63, 2**64 - 1] + [random.getrandbits(64) for _ in range(5000)]
    assert said(con, f"tanda{length}(value::UBIGINT)", numbers) == [signs(number, length) for number in numbers]


def test_text_is_compared_by_letters_and_digits_in_lower_case(con):
    random = Random(1)
    texts = ["", " ", "Perbaikan  SALURAN, gang-3!"]
    texts += ["".join(random.choices(PEOPLE_WRITE, k=random.randint(0, 12))) for _ in range(5000)]
    assert said(con, "normal(value)", texts) == [normal(text) for text in texts]


# Ids of a season


def id_of(season: Season, row: dict) -> str:
    """The id of a proposal without a suffix, from its typed columns."""
    number = identity(row["rw"], row["rt"], row["usulan"], row["lokasi"], row["masalah"])
    return f"2028-{row['kode_kelurahan'].replace('.', '')}-{signs(number, 6)}"


def test_every_id_is_year_kelurahan_and_the_signs_of_place_and_words(season):
    rows = season.rows("FROM usulan")
    assert [row["id_usulan"] for row in rows if "-".join(row["id_usulan"].split("-")[:3]) != id_of(season, row)] == []


def test_every_kode_is_kelurahan_rw_and_the_same_signs(season):
    short = season.pairs("SELECT kode, singkatan FROM kelurahan")
    for row in season.rows("FROM usulan"):
        tail = row["id_usulan"].split("-", 2)[2]
        assert row["kode"] == f"{short[row['kode_kelurahan']]}-{row['rw'] or 0:02d}-{tail}"


def test_kode_is_unique_in_the_kota(season):
    codes = [row["kode"] for row in season.rows("FROM usulan")]
    assert len(codes) == len(set(codes))


def test_every_part_of_every_id_carries_its_own_check_sign(season):
    for row in season.rows("FROM usulan"):
        assert all(is_right(part) for part in row["id_usulan"].split("-")[2:])


def two_that_meet() -> tuple[str, str]:
    """Two proposals of one RT whose first six signs are the same: the birthdays of thirty bits."""
    seen: dict[int, str] = {}
    for number in range(10**6):
        usulan = f"Saluran nomor {number}"
        found = identity(5, [3], usulan, "Gang 3", "Air masuk gang setiap rob") % 2**30
        if found in seen:
            return seen[found], usulan
        seen[found] = usulan
    raise AssertionError("no two proposals meet")


SAME = {
    "in another spelling": {"usulan": "PERBAIKAN  saluran!", "lokasi": "gang  3."},
    "with other cells": {"biaya": "30 juta", "volume": "41", "prioritas": "2"},
    "with the RT in another column": {"rt": "RT 03 RW 05", "rw": ""},
}
OTHER = {
    "in another RW": {"rw": "06"},
    "in another RT": {"rt": "04"},
    "in more RT": {"rt": "RT 03, 04"},
    "for the whole RW": {"rt": ""},
    "in another place": {"lokasi": "Gang 4"},
    "for another problem": {"masalah": "Saluran ambles"},
    "for another work": {"usulan": "Perbaikan saluran tepi"},
    "in another kelurahan": {"kelurahan": "Setono"},
}


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """One proposal, sent again in files of its own with some cells changed."""
    files = {"asli.csv": [proposal()]}
    files |= {f"{name}.csv": [proposal(**cells)] for name, cells in (SAME | OTHER).items()}
    first, second = two_that_meet()
    files["bertemu.csv"] = [proposal(usulan=first), proposal(usulan=second)]
    files["urutan.csv"] = [proposal(rt="RT 4, 3", masalah="Dua RT")]
    files["urutan lain.csv"] = [proposal(rt="03 dan 04", masalah="Dua RT")]
    return run(archived(tmp_path_factory.mktemp("variants") / "kerja", files))


def ids(season: Season, name: str) -> list[str]:
    query = "SELECT id_usulan FROM baris JOIN berkas USING (sha256) WHERE nama = $nama AND id_usulan IS NOT NULL"
    return [row["id_usulan"] for row in season.rows(query, nama=f"{name}.csv")]


@pytest.mark.parametrize("name", SAME)
def test_a_proposal_keeps_its_id(variants, name):
    assert ids(variants, name) == ids(variants, "asli")


@pytest.mark.parametrize("name", OTHER)
def test_another_proposal_has_another_id(variants, name):
    assert ids(variants, name) != ids(variants, "asli")


def test_the_order_in_which_rt_are_named_changes_nothing(variants):
    assert ids(variants, "urutan lain") == ids(variants, "urutan")


def test_two_proposals_whose_signs_meet_get_longer_ones(variants):
    first, second = ids(variants, "bertemu")
    assert first != second
    assert first[:22] == second[:22]
    place = BANDENGAN.replace(".", "")
    assert all(re.fullmatch(rf"2028-{place}-[{ALPHABET}]{{9}}", one) for one in (first, second))
    assert all(is_right(one.rpartition("-")[2]) for one in (first, second))


def test_the_year_of_the_id_is_the_plan_year_and_its_place_the_code_of_the_kelurahan(variants: Season):
    assert {one[:16] for one in ids(variants, "asli")} == {f"2028-{BANDENGAN.replace('.', '')}-"}


def test_a_name_of_a_file_says_nothing_of_a_proposal(tmp_path: Path, variants: Season):
    alone = run(archived(tmp_path / "kerja", {"nama lain.csv": [proposal()]}))
    assert ids(alone, "nama lain") == ids(variants, "asli")
