"""Score and rank (contract section 6): examples by hand, then every proposal of a season by boring Python."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from tests.builders import Season, archived, proposal, ruled, run

WEIGHTS = {
    "prioritas": 4,
    "penerima_manfaat": 3,
    "swadaya": 1,
    "urgensi": 2,
    "keseriusan": 2,
    "pertumbuhan": 1,
}
FULL = {"prioritas": 5, "penerima_manfaat": 500, "swadaya": 100, "urgensi": 5, "keseriusan": 5}
FULL |= {"pertumbuhan": 5}
USG = ("urgensi", "keseriusan", "pertumbuhan")


def points(value: int | None, full: int, falling: bool) -> int:
    if value is None:
        return 0
    share = 1000 * min(value, full) // full
    return 1000 - share if falling else share


def score(row: dict, *, usg: bool) -> int:
    """One proposal's score, criterion by criterion."""
    total = 0
    for name, weight in WEIGHTS.items():
        value = row[name]
        if name == "swadaya" and value is not None:
            value = 100 * value // row["biaya"] if row["biaya"] else None
        if name in USG and not usg:
            continue
        total += weight * points(value, FULL[name], falling=name == "prioritas")
    return total // sum(WEIGHTS.values())


def turn(row: dict, *, usg: bool) -> tuple:
    """Higher score, then more people, then the cheaper one, then the lower id; who says nothing is last."""
    people, cost = row["penerima_manfaat"], row["biaya"]
    return (
        -score(row, usg=usg),
        (people is None, -(people or 0)),
        (cost is None, cost or 0),
        row["id_usulan"],
    )


def expected(rows: list[dict], *, usg: bool) -> dict[str, tuple[int, int]]:
    """id_usulan -> (skor, peringkat)."""
    found = {}
    for kode in {row["kode_kelurahan"] for row in rows}:
        own = sorted((r for r in rows if r["kode_kelurahan"] == kode), key=lambda r: turn(r, usg=usg))
        found |= {row["id_usulan"]: (score(row, usg=usg), n) for n, row in enumerate(own, start=1)}
    return found


def ranked(season: Season) -> dict[str, tuple[int, int]]:
    return {row["id_usulan"]: (row["skor"], row["peringkat"]) for row in season.rows("FROM peringkat")}


def test_every_proposal_of_a_season_has_the_score_and_rank_of_boring_python(season):
    assert ranked(season) == expected(season.rows("FROM usulan"), usg=False)


def test_the_points_of_every_criterion_stand_beside_the_score(season):
    query = "SELECT peringkat.*, usulan.* EXCLUDE (id_usulan) FROM peringkat JOIN usulan USING (id_usulan)"
    for row in season.rows(query):
        for name in WEIGHTS:
            given = row[name]
            if name == "swadaya" and given is not None:
                given = 100 * given // row["biaya"] if row["biaya"] else None
            scored = name not in USG or name in (row["verifikasi"] or ())
            expected = points(given, FULL[name], falling=name == "prioritas") if scored else 0
            assert row[f"p_{name}"] == expected


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Each example in an RW of its own."""
    rows = [proposal(rw=number, **cells) for number, (cells, _) in enumerate(EXAMPLES.values(), start=1)]
    return run(archived(tmp_path_factory.mktemp("byhand") / "kerja", {"contoh.csv": rows}))


EXAMPLES = {
    "nothing said is no points": ({}, 0),
    "first of five, of 500 people, all paid by themselves": (
        {"prioritas": 1, "penerima_manfaat": 500, "swadaya": "20 jt"},
        (4 * 800 + 3 * 1000 + 1 * 1000) // 13,
    ),
    "the fifth wish has no points": ({"prioritas": 5}, 0),
    "the ninth wish counts as the fifth": ({"prioritas": 9}, 0),
    "one person": ({"penerima_manfaat": 1}, 3 * 2 // 13),
    "more than enough people count as enough": ({"penerima_manfaat": 900}, 3 * 1000 // 13),
    "own money in whole per cent of the cost": ({"swadaya": "333333", "biaya": "20 jt"}, 1 * 10 // 13),
    "own money above the cost counts as all of it": ({"swadaya": "50 jt", "biaya": "20 jt"}, 1000 // 13),
    "the sender's own urgency is shown and not scored": (
        {"urgensi": 5, "keseriusan": 5, "pertumbuhan": 5},
        0,
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_score_by_hand(by_hand, name):
    number = list(EXAMPLES).index(name) + 1
    query = "SELECT skor FROM peringkat JOIN usulan USING (id_usulan) WHERE rw = $rw"
    assert by_hand.one(query, rw=number) == {"skor": EXAMPLES[name][1]}


def test_the_arithmetic_of_a_score_is_written_out(by_hand):
    for row in by_hand.rows("FROM peringkat"):
        assert row["rincian"].endswith(f"= {row['skor']}")


def random_rows(seed: int, count: int) -> list[dict[str, str]]:
    """Proposals that often tie."""
    random = Random(seed)
    return [
        proposal(
            kelurahan=random.choice(["Bandengan", "Setono"]),
            rw=number % 40 + 1,
            rt=number // 40 + 1,
            prioritas=random.choice([None, 1, 2, 9]),
            penerima_manfaat=random.choice([None, 0, 30, 499, 700]),
            biaya=random.choice([None, "20 jt", "20 jt", "35 jt"]),
            volume=random.choice([None, "40"]),
            swadaya=random.choice([None, "1 jt", "40 jt"]),
            urgensi=random.choice([None, 1, 5]),
            keseriusan=random.choice([None, 3]),
            pertumbuhan=random.choice([None, 4]),
        )
        for number in range(count)
    ]


def test_where_the_pack_says_so_the_senders_scores_count(tmp_path: Path):
    ruled(tmp_path, {'usg_dari = "verifikasi"': 'usg_dari = "pengusul"'})
    season = run(archived(tmp_path, {"acak.csv": random_rows(3, 300)}))
    rows = season.rows("FROM usulan")
    assert len(rows) == 300
    assert ranked(season) == expected(rows, usg=True)
    assert expected(rows, usg=True) != expected(rows, usg=False)


def test_ties_are_decided_by_what_the_pack_names_in_its_order(tmp_path: Path):
    ties = '["penerima_manfaat desc", "biaya asc", "id_usulan asc"]'
    ruled(tmp_path, {ties: '["rw desc", "biaya desc", "id_usulan asc"]'})
    rows = [proposal(rw=rw, rt=rt, biaya=f"{cost} jt") for rw, rt, cost in [(1, 1, 20), (2, 1, 20), (2, 2, 30)]]
    season = run(archived(tmp_path, {"seri.csv": rows}))
    query = "SELECT rw, biaya FROM usulan JOIN peringkat USING (id_usulan) ORDER BY peringkat"
    assert [tuple(row.values()) for row in season.rows(query)] == [
        (2, 30_000_000),
        (2, 20_000_000),
        (1, 20_000_000),
    ]


def test_the_last_tie_may_run_backwards(tmp_path: Path):
    ruled(tmp_path, {'"id_usulan asc"]': '"id_usulan desc"]'})
    season = run(archived(tmp_path, {"seri.csv": [proposal(rt=rt) for rt in range(1, 6)]}))
    ids = [row["id_usulan"] for row in season.rows("SELECT id_usulan FROM peringkat ORDER BY peringkat")]
    assert ids == sorted(ids, reverse=True)


# Typed amounts that scores rest on


def test_a_cost_that_is_absent_is_estimated_from_volume_and_reference_price(season):
    price = {(row["kode"], row["satuan"]): int(row["harga"]) for row in season.rows("FROM harga")}
    for row in season.rows("FROM usulan WHERE biaya_sumber = 'estimasi'"):
        exact = row["volume"] * price[row["kode_kegiatan"], row["satuan"]]
        assert abs(Decimal(row["biaya"]) - exact) <= Decimal("0.5")


def test_a_cost_is_absent_only_where_nothing_can_be_computed(season):
    price = {(row["kode"], row["satuan"]) for row in season.rows("FROM harga")}
    for row in season.rows("FROM usulan WHERE biaya IS NULL"):
        assert row["biaya_sumber"] is None
        assert row["volume"] is None or (row["kode_kegiatan"], row["satuan"]) not in price
