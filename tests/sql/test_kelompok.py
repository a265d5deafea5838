"""Merging (contract section 5): what is one need, who stands for it, and what is only put side by side."""

from collections import defaultdict
from itertools import combinations
from random import Random

import pytest

from tests.builders import Season, archived, proposal, run
from tests.sql.boring import normal

NEED = {"masalah": "Banjir", "volume": None, "biaya": None}


def row(masalah: str, **cells: object) -> dict[str, str]:
    return proposal(**(NEED | {"masalah": masalah} | cells))


# The roles of the rows of one place, in their order. w wakil, a anggota, m mirip, - on its own.
CASES = {
    "one need with two problems is one": ([row("A"), row("B")], "wa"),
    "three are one": ([row("A"), row("B"), row("C")], "waa"),
    "spelling and blanks do not matter": ([row("A"), row("B", usulan="PERBAIKAN saluran.")], "wa"),
    "a volume and none agree": ([row("A"), row("B", volume=40)], "wa"),
    "two volumes contradict": ([row("A", volume=40), row("B", volume=41)], "mm"),
    "two units contradict": (
        [row("A", volume=40, satuan="m"), row("B", volume=40, satuan="m2")],
        "mm",
    ),
    "two costs contradict": ([row("A", biaya="20 jt"), row("B", biaya="21 jt")], "mm"),
    "an estimate contradicts nothing": ([row("A", volume=40), row("B", biaya="1 jt")], "aw"),
    "own cost stands before none": ([row("A"), row("B", biaya="20 jt")], "aw"),
    "a row that fits two which contradict each other is merged with neither": (
        [row("A", volume=40), row("B", volume=41), row("C")],
        "mmm",
    ),
    "equal ones are merged, whoever else contradicts them": (
        [row("A", volume=40), row("B", volume=40), row("C", volume=41)],
        "wam",
    ),
    "two that fit each other through a third": (
        [row("A", volume=40), row("B", volume=40, biaya="20 jt"), row("C", biaya="20 jt")],
        "awa",
    ),
    "another place is another need": ([row("A"), row("B", lokasi="Tepi sawah")], "--"),
    "another set of RT is another need": ([row("A", rt=3), row("B", rt="3, 4")], "mm"),
    "RT that do not meet are not even alike": ([row("A", rt=3), row("B", rt=4)], "--"),
    "the whole RW meets each of its RT": ([row("A", rt=""), row("B", rt=4)], "mm"),
    "another activity is another need": ([row("A"), row("B", usulan="Paving gang")], "--"),
    "an unclassified row is never merged": (
        [row("A", usulan="Mohon dibantu"), row("B", usulan="Mohon dibantu")],
        "--",
    ),
}
DECIDED = {"an estimate contradicts nothing", "own cost stands before none"}
ROLES = {"wakil": "w", "anggota": "a", "mirip": "m", None: "-"}


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Every example in an RW of its own."""
    rows = [one | {"rw": number} for number, (rows, _) in enumerate(CASES.values(), 1) for one in rows]
    return run(archived(tmp_path_factory.mktemp("kelompok") / "kerja", {"contoh.csv": rows}))


def roles(season: Season, rw: int) -> str:
    """One letter a row; whoever is merged may resemble others besides, which does not count here."""
    query = """
        SELECT nomor, max(peran) FILTER (WHERE peran <> 'mirip') AS merged, max(peran) AS peran
        FROM usulan LEFT JOIN kelompok USING (id_usulan) WHERE rw = $rw GROUP BY nomor ORDER BY nomor"""
    return "".join(ROLES[one["merged"] or one["peran"]] for one in season.rows(query, rw=rw))


@pytest.mark.parametrize("name", CASES)
def test_of_rows_in_one_place(examples, name):
    found, expected = roles(examples, list(CASES).index(name) + 1), CASES[name][1]
    # Which of rows that say equally much is the wakil, only their ids decide.
    assert (found if name in DECIDED else sorted(found)) == (expected if name in DECIDED else sorted(expected))


def test_the_wakil_of_alike_rows_is_the_lowest_id(season):
    costed = season.pairs("SELECT id_usulan, biaya_sumber = 'pengusul' FROM usulan")
    groups = defaultdict(list)
    for one in season.rows("FROM kelompok WHERE peran <> 'mirip'"):
        groups[one["kelompok"]].append((one["peran"], not costed[one["id_usulan"]], one["id_usulan"]))
    assert len(groups) > 0
    for wakil, members in groups.items():
        best = min((cheap, name) for _, cheap, name in members)
        assert [name for role, _, name in members if role == "wakil"] == [wakil] == [best[1]]
        assert len(members) > 1


def test_nobody_stands_in_two_merged_groups(season):
    members = [one["id_usulan"] for one in season.rows("FROM kelompok WHERE peran <> 'mirip'")]
    assert len(members) == len(set(members))


def test_what_is_only_alike_is_told_to_the_panitia_and_stays_two_proposals(season):
    told = {name for one in season.rows("FROM peringatan WHERE kode = 'duplikat'") for name in one["id_usulan"]}
    alike = {one["id_usulan"] for one in season.rows("FROM kelompok WHERE peran = 'mirip'")}
    merged = {one["id_usulan"] for one in season.rows("FROM alokasi WHERE jalur = 'digabung'")}
    assert alike == told
    assert alike & merged == set()


# Boring Python on every proposal of a season


def contradict(one: dict, other: dict) -> bool:
    """Whether two rows say different things of how much, in which unit, or for how many rupiah."""
    own = [row["biaya"] if row["biaya_sumber"] == "pengusul" else None for row in (one, other)]
    pairs = [(one["volume"], other["volume"]), (one["satuan"], other["satuan"]), tuple(own)]
    return any(a is not None and b is not None and a != b for a, b in pairs)


def families(rows: list[dict]) -> list[set[str]]:
    """Which rows of one need are merged: those that agree, none of which fits two that contradict."""
    firm = []
    for one in rows:
        fits = [other for other in rows if not contradict(one, other)]
        if not any(contradict(a, b) for a, b in combinations(fits, 2)):
            firm.append(one)
    found: list[list[dict]] = []
    for one in firm:
        near = [family for family in found if any(not contradict(one, other) for other in family)]
        found = [family for family in found if family not in near] + [[one, *sum(near, [])]]
    return [{row["id_usulan"] for row in family} for family in found if len(family) > 1]


def merged_by_hand(season: Season) -> set[frozenset[str]]:
    needs = defaultdict(list)
    for row in season.rows("FROM usulan WHERE kode_kegiatan IS NOT NULL"):
        place = (row["kode_kelurahan"], row["kode_kegiatan"], row["rw"], tuple(row["rt"]))
        needs[*place, normal(row["usulan"]), normal(row["lokasi"])].append(row)
    return {frozenset(family) for rows in needs.values() for family in families(rows)}


def merged(season: Season) -> set[frozenset[str]]:
    groups = defaultdict(set)
    for one in season.rows("FROM kelompok WHERE peran <> 'mirip'"):
        groups[one["kelompok"]].add(one["id_usulan"])
    return {frozenset(members) for members in groups.values()}


def test_the_merged_groups_of_a_season_are_those_of_boring_python(season):
    assert merged(season) == merged_by_hand(season)


def test_the_merged_groups_of_a_thousand_random_rows_are_those_of_boring_python(tmp_path):
    random = Random(7)
    rows = [
        row(
            f"Masalah {number}",
            rw=number % 90 + 1,
            rt=random.choice([1, 2, "1, 2"]),
            volume=random.choice([None, None, 40, 41]),
            satuan=random.choice([None, "m", "m2"]),
            biaya=random.choice([None, None, "20 jt", "21 jt"]),
            lokasi=random.choice(["Gang 3", "gang-3"]),
        )
        for number in range(1000)
    ]
    season = run(archived(tmp_path / "kerja", {"acak.csv": rows}))
    assert len(season.rows("FROM usulan")) == 1000
    assert len(merged(season)) > 30
    assert merged(season) == merged_by_hand(season)
