"""How far ranks move when one weight moves a fifth, and which lists change, once more by boring Python."""

from collections import defaultdict
from pathlib import Path

import pytest

from flows import policy, stability, warehouse
from flows.cycle import open_cycle
from tests.builders import BANDENGAN, SETONO, YEAR, Season, archived, proposal, ruled, run
from tests.options import LOWER, PAGU
from tests.sql.test_every_option import cut, in_turn
from tests.sql.test_peringkat import WEIGHTS

ALL = {"dari": "", "sampai": "~"}


def tried(season: Season) -> tuple[dict[str, tuple[int, int]], dict[str, set[tuple]]]:
    """id_usulan -> best and worst rank, and kelurahan -> its (criterion, direction, entering, leaving)."""
    with warehouse.published(season.cycle.warehouse) as con:
        stability.try_weights(con, policy.pack_of(season.cycle))
        ranks = con.execute(warehouse.select("90_rentang"), ALL).fetchall()
        lists = con.execute(warehouse.select("90_pergeseran"), ALL).fetchall()
    changes = defaultdict(set)
    for kode, *change in lists:
        changes[kode].add(tuple(change))
    return {name: (best, worst) for _, name, best, worst in ranks}, changes


def moved_weights() -> dict[tuple[str, str], dict[str, int]]:
    """Every weight times ten, one of them times twelve or eight."""
    found = {}
    for name in WEIGHTS:
        for arah, factor in (("naik", 12), ("turun", 8)):
            found[name, arah] = {one: (factor if one == name else 10) * weight for one, weight in WEIGHTS.items()}
    return found


def ranked(rows: list[dict], weights: dict[str, int]) -> list[dict]:
    """The proposals of one kelurahan in the order of these weights, ties as the pack says."""

    def turn(row: dict) -> tuple:
        score = sum(weight * row[f"p_{name}"] for name, weight in weights.items()) // sum(weights.values())
        people, cost = row["penerima_manfaat"], row["biaya"]
        return -score, (people is None, -(people or 0)), (cost is None, cost or 0), row["id_usulan"]

    return sorted(rows, key=turn)


def proposals(season: Season, kode: str) -> list[dict]:
    query = f"""
        SELECT peringkat.*, usulan.rw, usulan.jenis, usulan.biaya, usulan.penerima_manfaat, alokasi.jalur,
            coalesce(inovasi AND list_contains(verifikasi, 'inovasi'), false) AS sah
        FROM peringkat JOIN usulan USING (id_usulan) JOIN alokasi USING (id_usulan)
        WHERE peringkat.kode_kelurahan = '{kode}'"""
    return season.rows(query)


@pytest.mark.parametrize(("kode", "pagu"), [(BANDENGAN, PAGU), (SETONO, LOWER)])
def test_ranks_and_lists_move_as_by_boring_python_with_every_rule_on(full, kode, pagu):
    rows = proposals(full, kode)
    now = {row["id_usulan"] for row in rows if row["jalur"] == "dana_kelurahan"}
    seen = {row["id_usulan"]: {row["peringkat"]} for row in rows}
    changes = set()
    for (name, arah), weights in moved_weights().items():
        order = ranked(rows, weights)
        for place, row in enumerate(order, start=1):
            seen[row["id_usulan"]].add(place)
        eligible = [row for row in order if row["jalur"] in ("dana_kelurahan", "cadangan")]
        then = {name for name, total in cut(in_turn(eligible), pagu).items() if total is not None}
        if then != now:
            changes.add((name, arah, len(then - now), len(now - then)))
    ranks, lists = tried(full)
    assert {row["id_usulan"]: ranks[row["id_usulan"]] for row in rows} == {
        name: (min(places), max(places)) for name, places in seen.items()
    }
    assert lists[kode] == changes
    assert any(best != worst for best, worst in ranks.values())


@pytest.fixture(scope="module")
def close(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Room for one of two works: an RW's first wish (4 x 800), or one for 500 people (3 x 1000)."""
    folder = tmp_path_factory.mktemp("tipis") / "kerja"
    ruled(folder, {"nilai = 1_000_000_000": "nilai = 40_000_000"})
    rows = [
        proposal(rt=1, prioritas=1, penerima_manfaat=0, biaya="25 jt", lokasi="Gang 1"),
        proposal(rt=2, prioritas=None, penerima_manfaat=500, biaya="25 jt", lokasi="Gang 2"),
    ]
    return run(archived(folder, {"dua.csv": rows}))


def test_a_list_that_rests_on_one_weight_is_told_and_only_to_the_panitia(close):
    ranks, lists = tried(close)
    assert set(ranks.values()) == {(1, 2)}
    assert lists == {BANDENGAN: {("prioritas", "turun", 1, 1), ("penerima_manfaat", "naik", 1, 1)}}
    annex = (close.cycle.packets / "internal" / BANDENGAN / "panitia.html").read_text(encoding="utf-8")
    assert (
        "Bila bobot dinaikkan atau diturunkan 20 persen, satu demi satu, daftar dalam pagu berubah oleh bobot "
        "prioritas diturunkan (1 usulan masuk, 1 keluar) dan penerima manfaat dinaikkan (1 usulan masuk, 1 keluar); "
        "selebihnya tetap."
    ) in annex
    for row in close.rows("FROM peringkat"):
        assert f"<small>{row['rincian']}</small>" in annex
    public = [path for path in (close.cycle.packets / "publik").rglob("*.html") if path.name != "buku-aturan.html"]
    told = [path.read_text(encoding="utf-8") for path in public]
    assert not any("penerima manfaat 3 x" in page or "bobot dinaikkan" in page for page in told)


def test_a_list_with_room_for_all_rests_on_no_weight(sample):
    _, lists = tried(sample)
    inside = sample.pairs("SELECT kode_kelurahan, count(*) FILTER (jalur = 'cadangan') FROM alokasi GROUP BY ALL")
    assert {kode for kode in lists if inside[kode] == 0} == set()


def test_with_one_criterion_there_is_nothing_to_move(tmp_path: Path):
    whole = "{ prioritas = 4, penerima_manfaat = 3, swadaya = 1, urgensi = 2, keseriusan = 2, pertumbuhan = 1 }"
    ruled(tmp_path, {whole: "{ prioritas = 1 }"})
    assert list(stability.variants(policy.pack_of(open_cycle(YEAR, tmp_path, 0)))) == []
