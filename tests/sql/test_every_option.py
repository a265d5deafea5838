"""A season with every optional rule at once: what must hold (contract 8.2 and 8.3) holds, and each rule bites."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.builders import BANDENGAN, SETONO, Season, archived, run
from tests.options import LOWER, PAGU, wishes
from tests.sql.test_giliran import First, Wish, by_hand

SHARE = 70


def rows(season: Season) -> dict[str, list[dict]]:
    """Per kelurahan its eligible, costed proposals by rank, with all that the rules look at."""
    query = """
        SELECT alokasi.*, rw, jenis, coalesce(inovasi AND list_contains(verifikasi, 'inovasi'), false) AS sah
        FROM alokasi JOIN usulan USING (id_usulan) JOIN peringkat USING (id_usulan)
        WHERE jalur IN ('dana_kelurahan', 'cadangan') ORDER BY peringkat.peringkat"""
    found = defaultdict(list)
    for row in season.rows(query):
        found[row["kode_kelurahan"]].append(row)
    return found


def is_physical(row: dict) -> bool:
    return row["jenis"] in ("konstruksi", "barang")


def in_turn(found: list[dict]) -> list[tuple[dict, str | None]]:
    turns = by_hand([Wish(r["biaya"], r["rw"], r["sah"]) for r in found], First(1, 1, 30_000_000))
    return [(found[n], why) for n, why in turns]


def cut(turns: list[tuple[dict, str | None]], pagu: int) -> dict[str, int | None]:
    """id_usulan -> the running total, None when skipped; by walking along."""
    taken = physical = 0
    kept: dict[str, int | None] = {}
    for row, _ in turns:
        share = row["biaya"] if is_physical(row) else 0
        fits = taken + row["biaya"] <= pagu and physical + share <= pagu * SHARE // 100
        if fits:
            taken, physical = taken + row["biaya"], physical + share
        kept[row["id_usulan"]] = taken if fits else None
    return kept


def test_the_season_has_every_case(full):
    assert {row["dahulu"] for row in full.rows("FROM alokasi")} == {"inovasi", "rw", None}
    assert {row["naik"] for row in full.rows("FROM alokasi")} == {True, False, None}
    assert {row["perubahan"] for row in full.rows("FROM penyesuaian")} == {"tetap", "keluar", "naik"}
    assert len(full.rows("SELECT DISTINCT sumber FROM alokasi_sumber")) == 2
    assert any(not row["sah"] for row in rows(full)[BANDENGAN])


@pytest.mark.parametrize(("kode", "pagu"), [(BANDENGAN, PAGU), (SETONO, LOWER)])
def test_the_list_the_running_total_and_the_order_are_those_of_boring_python(full, kode, pagu):
    turns = in_turn(rows(full)[kode])
    kept = cut(turns, pagu)
    assert {row["id_usulan"]: row["kumulatif"] for row, _ in turns} == kept
    for way, inside in (("dana_kelurahan", True), ("cadangan", False)):
        expected = [row["id_usulan"] for row, _ in turns if (kept[row["id_usulan"]] is not None) == inside]
        found = sorted((row for row, _ in turns if row["jalur"] == way), key=lambda row: row["urutan"])
        assert [row["id_usulan"] for row in found] == expected


def test_a_proposal_that_was_put_first_says_by_which_rule(full):
    for found in rows(full).values():
        for row, why in in_turn(found):
            assert row["dahulu"] == why
            if row["jalur"] == "dana_kelurahan":
                assert row["aturan"] == {"inovasi": "J-INOVASI", "rw": "J-RW", None: "J-DANA"}[why]
                assert ("didahulukan" in row["alasan"]) == (why is not None)


def test_money_holds_with_every_rule_on(full):
    for kelurahan in full.rows("FROM kelurahan"):
        inside = [row for row in rows(full)[kelurahan["kode"]] if row["jalur"] == "dana_kelurahan"]
        planned = sum(row["biaya"] for row in inside)
        physical = sum(row["biaya"] for row in inside if is_physical(row))
        assert (kelurahan["masuk_rencana"], kelurahan["sarpras_masuk"]) == (planned, physical)
        assert planned <= kelurahan["pagu"]
        assert physical <= kelurahan["pagu"] * SHARE // 100 == kelurahan["sarpras_batas"]


def test_funds_add_up_to_what_is_planned_and_to_each_cost(full):
    by_place, by_proposal = Counter(), Counter()
    for row in full.rows("FROM alokasi_sumber"):
        by_place[row["kode_kelurahan"]] += row["nilai"]
        by_proposal[row["id_usulan"]] += row["nilai"]
    planned = full.pairs("SELECT kode, masuk_rencana FROM kelurahan WHERE masuk_rencana > 0")
    assert by_place == planned
    assert by_proposal == full.pairs("SELECT id_usulan, biaya FROM alokasi WHERE jalur = 'dana_kelurahan'")


def test_every_proposal_has_one_way_with_reason_rule_and_basis(full):
    ways = full.rows("FROM alokasi")
    assert Counter(row["id_usulan"] for row in ways) == Counter(row["id_usulan"] for row in full.rows("FROM usulan"))
    assert [row for row in ways if not (row["jalur"] and row["alasan"] and row["aturan"] and row["dasar"])] == []


def test_so_many_of_the_best_go_up_and_the_others_say_why_not(full):
    query = """
        SELECT alokasi.* FROM alokasi JOIN peringkat USING (id_usulan) WHERE jalur = 'kecamatan_opd'
        ORDER BY alokasi.kode_kelurahan, peringkat.peringkat"""
    found = defaultdict(list)
    for row in full.rows(query):
        found[row["kode_kelurahan"]].append(row)
    for passed in found.values():
        assert [row["naik"] for row in passed] == [True] + [False] * (len(passed) - 1)
        for row in passed[1:]:
            assert row["alasan"].endswith("; di luar 1 usulan yang naik menurut urutan rancangan")
            assert "paket aturan tahun ini" in row["dasar"]


@pytest.mark.parametrize(("kode", "earlier"), [(BANDENGAN, 150_000_000), (SETONO, 70_000_000)])
def test_the_list_is_cut_again_in_the_same_order(full, kode, earlier):
    kept = cut(in_turn(rows(full)[kode]), earlier)
    found = full.pairs(f"SELECT id_usulan, jalur_lalu FROM penyesuaian WHERE kode_kelurahan = '{kode}'")
    assert found == {name: "cadangan" if total is None else "dana_kelurahan" for name, total in kept.items()}


def test_without_further_sections_nothing_is_split_put_first_or_held_back(tmp_path: Path):
    season = run(archived(tmp_path / "kerja", {"usulan.csv": wishes(7)}))
    assert season.rows("FROM alokasi_sumber") == season.rows("FROM penyesuaian") == []
    assert {(row["dahulu"], row["naik"]) for row in season.rows("FROM alokasi")} == {(None, None), (None, True)}
