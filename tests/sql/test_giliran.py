"""In which order money is handed out (70_giliran.sql): examples by hand, then random lists by boring Python."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.rules.allocation import TAKEN, allocate
from tests.sql.alone import selected

LAYAK = (
    "id_usulan TEXT, kode_kelurahan TEXT, rw INTEGER, biaya BIGINT, sarpras BOOLEAN, inovasi_sah BOOLEAN, kunci TEXT"
)


@dataclass(frozen=True)
class Wish:
    """One eligible, costed proposal; its place in a list is its rank."""

    biaya: int
    rw: int | None = None
    inovasi: bool = False
    fisik: bool = True


@dataclass(frozen=True)
class First:
    """What the pack puts before the order of rank."""

    per_rw: int = 0
    inovasi: int = 0
    maks: int = 0


NOBODY = First()


def turns(wishes: list[Wish], first: First) -> list[tuple[int, str | None]]:
    """(position in the list, why it was put first) in the order of turns, by the SQL."""
    rows = [
        (f"{n:04d}", "K", one.rw, one.biaya, one.fisik, one.inovasi, None) for n, one in enumerate(wishes)
    ]  # fmt: skip
    ranks = [(row[0], "K", n) for n, row in enumerate(rows, start=1)]
    tables = {"dasar_jalur": (LAYAK, rows), "peringkat": ("id_usulan TEXT, kode TEXT, peringkat INTEGER", ranks)}
    found = selected("70_giliran", tables, per_rw=first.per_rw, inovasi=first.inovasi, maks=first.maks)
    ordered = sorted(found, key=lambda row: row["giliran"])
    assert [row["giliran"] for row in ordered] == list(range(1, len(wishes) + 1))
    return [(int(row["id_usulan"]), row["dahulu"]) for row in ordered]


def by_hand(wishes: list[Wish], first: First) -> list[tuple[int, str | None]]:
    """The same by walking along the list, once for the innovations, once a round for the RW, once for the rest."""
    order: list[tuple[int, str | None]] = []
    spent = 0
    candidates = [n for n, one in enumerate(wishes) if one.inovasi and one.biaya <= first.maks]
    for n in candidates[: first.inovasi]:
        spent += wishes[n].biaya
        if spent > first.maks:
            break
        order.append((n, "inovasi"))
    own = defaultdict(list)
    for n, one in enumerate(wishes):
        if one.rw is not None:
            own[one.rw].append(n)
    for turn in range(first.per_rw):
        best = sorted(theirs[turn] for theirs in own.values() if turn < len(theirs))
        order += [(n, "rw") for n in best if n not in dict(order)]
    order += [(n, None) for n in range(len(wishes)) if n not in dict(order)]
    return order


def test_without_any_rule_the_order_is_that_of_rank():
    wishes = [Wish(10, rw=1, inovasi=True), Wish(20, rw=1), Wish(30, rw=2)]
    assert turns(wishes, NOBODY) == [(0, None), (1, None), (2, None)]


def test_the_best_of_each_rw_comes_first_and_among_them_rank_decides():
    wishes = [Wish(10, rw=1), Wish(10, rw=1), Wish(10), Wish(10, rw=2), Wish(10, rw=3)]
    assert turns(wishes, First(per_rw=1)) == [(0, "rw"), (3, "rw"), (4, "rw"), (1, None), (2, None)]


def test_an_rw_s_second_comes_after_every_rw_s_first():
    wishes = [Wish(10, rw=1), Wish(10, rw=1), Wish(10, rw=1), Wish(10, rw=2)]
    assert turns(wishes, First(per_rw=2)) == [(0, "rw"), (3, "rw"), (1, "rw"), (2, None)]


def test_a_verified_innovation_comes_before_all_and_no_more_of_them_than_asked_for():
    wishes = [Wish(10, rw=1), Wish(20, rw=1, inovasi=True), Wish(20, rw=2, inovasi=True)]
    expected = [(1, "inovasi"), (0, "rw"), (2, "rw")]
    assert turns(wishes, First(per_rw=1, inovasi=1, maks=50)) == expected


@pytest.mark.parametrize(("maks", "ahead"), [(49, [0]), (50, [0, 1]), (19, []), (20, [0])])
def test_innovations_together_take_at_most_what_the_pack_allows(maks, ahead):
    wishes = [Wish(20, inovasi=True), Wish(30, inovasi=True)]
    found = turns(wishes, First(inovasi=2, maks=maks))
    assert [n for n, why in found if why == "inovasi"] == ahead


def test_an_innovation_that_is_too_dear_by_itself_leaves_its_place_to_the_next():
    wishes = [Wish(60, inovasi=True), Wish(50, inovasi=True)]
    assert turns(wishes, First(inovasi=1, maks=50)) == [(1, "inovasi"), (0, None)]


wish = st.builds(
    Wish,
    st.integers(1, 60),
    st.one_of(st.none(), st.integers(1, 4)),
    st.booleans(),
    st.booleans(),
)
lists = st.lists(wish, max_size=14)
rules = st.builds(First, st.integers(0, 3), st.integers(0, 3), st.integers(0, 120))


@settings(max_examples=60)
@given(lists, rules)
def test_the_order_is_that_of_boring_python(wishes, first):
    assert turns(wishes, first) == by_hand(wishes, first)


@settings(max_examples=60)
@given(lists, rules, st.integers(0, 300), st.sampled_from([0, 40, 70, None]))
def test_every_rw_has_its_share_before_any_other_when_money_allows(wishes, first, pagu, persen):
    order = [n for n, _ in turns(wishes, first)]
    costs, physical = [wishes[n].biaya for n in order], [wishes[n].fisik for n in order]
    count = len(order)
    out = allocate(["K"] * count, costs, physical, [pagu] * count, maks_persen=persen, lompati=True)
    taken = Counter(wishes[n].rw for n, hasil in zip(order, out.hasil, strict=True) if hasil == TAKEN)
    if sum(costs) <= pagu and persen is None:
        asked = Counter(one.rw for one in wishes)
        assert all(taken[rw] >= min(first.per_rw, asked[rw]) for rw in asked)
    assert sum(cost for cost, hasil in zip(costs, out.hasil, strict=True) if hasil == TAKEN) <= pagu


def list_at(wishes: list[Wish], first: First, pagu: int, persen: int | None, lompati: bool):
    order = [n for n, _ in turns(wishes, first)]
    count = len(order)
    costs, physical = [wishes[n].biaya for n in order], [wishes[n].fisik for n in order]
    out = allocate(["K"] * count, costs, physical, [pagu] * count, maks_persen=persen, lompati=lompati)
    return order, out


@settings(max_examples=60)
@given(lists, rules, st.integers(0, 300), st.sampled_from([1, 40, 70, None]), st.booleans(), st.integers(0, 500))
def test_with_every_rule_on_the_named_rise_funds_it_and_one_rupiah_less_does_not(
    wishes, first, pagu, persen, lompati, more
):
    order, out = list_at(wishes, first, pagu, persen, lompati)
    for place, rise in enumerate(out.naik_pagu):
        if rise is not None:
            for higher in (pagu + rise, pagu + rise + more):
                again, then = list_at(wishes, first, higher, persen, lompati)
                assert again == order
                assert set(then.hasil[: place + 1]) == {TAKEN}
            _, before = list_at(wishes, first, pagu + rise - 1, persen, lompati)
            assert set(before.hasil[: place + 1]) != {TAKEN}
