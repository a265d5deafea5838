"""Who is funded: examples by hand, and a boring second allocation that tries each ceiling and each cost."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rules.allocation import AFTER_STOP, OVER_CEILING, OVER_SHARE, TAKEN, allocate


@dataclass(frozen=True)
class Case:
    """One kelurahan: its proposals in rank order as (biaya, physical), its ceiling and rules."""

    proposals: tuple[tuple[int, bool], ...]
    pagu: int
    maks_persen: int | None
    lompati: bool


def table(case: Case) -> list[tuple]:
    """(hasil, kumulatif, naik_pagu, biaya_muat) of each proposal, by the code under test."""
    costs, physical = [cost for cost, _ in case.proposals], [one for _, one in case.proposals]
    count = len(costs)
    out = allocate(
        ["K"] * count,
        costs,
        physical,
        [case.pagu] * count,
        maks_persen=case.maks_persen,
        lompati=case.lompati,
    )
    return list(zip(out.hasil, out.kumulatif, out.naik_pagu, out.biaya_muat, strict=True))


def funded(case: Case, pagu: int | None = None) -> list[bool]:
    """Which proposals are inside, by walking along the list and adding up from nothing each time."""
    ceiling = case.pagu if pagu is None else pagu
    share = ceiling * (100 if case.maks_persen is None else case.maks_persen) // 100
    inside: list[bool] = []
    for cost, physical in case.proposals:
        taken = [one for one, kept in zip(case.proposals, inside, strict=False) if kept]
        fits = sum(one for one, _ in taken) + cost <= ceiling
        if physical:
            fits = fits and sum(one for one, other in taken if other) + cost <= share
        stopped = not case.lompati and not all(inside)
        inside.append(fits and not stopped)
    return inside


def with_cost(case: Case, position: int, cost: int) -> Case:
    proposals = list(case.proposals)
    proposals[position] = (cost, proposals[position][1])
    return Case(tuple(proposals), case.pagu, case.maks_persen, case.lompati)


PHYSICAL, TRAINING = True, False


def test_everything_that_fits_is_taken_in_the_order_of_rank():
    case = Case(((300, PHYSICAL), (200, TRAINING)), 500, None, lompati=True)
    assert table(case) == [(TAKEN, 300, None, None), (TAKEN, 500, None, None)]


def test_what_does_not_fit_the_rest_is_skipped_and_the_next_one_may_fit():
    case = Case(((300, TRAINING), (250, TRAINING), (200, TRAINING)), 500, None, lompati=True)
    assert table(case) == [
        (TAKEN, 300, None, None),
        (OVER_CEILING, None, 50, 200),  # 300 + 250 wants 550; 200 were left
        (TAKEN, 500, None, None),
    ]


def test_physical_works_stop_at_their_share_while_training_goes_on():
    case = Case(((600, PHYSICAL), (200, PHYSICAL), (300, TRAINING)), 1000, 70, lompati=True)
    assert table(case) == [
        (TAKEN, 600, None, None),
        (OVER_SHARE, None, 143, 100),  # 800 physical want a ceiling of 1143: 70 per cent of 1142 are 799
        (TAKEN, 900, None, None),
    ]


def test_the_share_is_rounded_down_to_whole_rupiah():
    assert [row[0] for row in table(Case(((71, PHYSICAL),), 101, 70, lompati=True))] == [OVER_SHARE]
    assert [row[0] for row in table(Case(((70, PHYSICAL),), 101, 70, lompati=True))] == [TAKEN]


def test_without_skipping_the_first_that_does_not_fit_ends_the_list_and_keeps_its_rank():
    case = Case(((300, TRAINING), (250, TRAINING), (100, TRAINING)), 500, None, lompati=False)
    assert table(case) == [
        (TAKEN, 300, None, None),
        (OVER_CEILING, None, 50, 200),
        (AFTER_STOP, None, 150, None),  # its turn never came
    ]


def test_a_share_of_0_per_cent_takes_no_physical_work_at_any_ceiling():
    case = Case(((1, PHYSICAL), (500, TRAINING)), 500, 0, lompati=True)
    assert table(case) == [(OVER_SHARE, None, None, 0), (TAKEN, 500, None, None)]


@pytest.mark.parametrize("maks_persen", [100, None])
def test_a_share_of_100_per_cent_is_no_share(maks_persen):
    case = Case(((500, PHYSICAL), (1, PHYSICAL)), 500, maks_persen, lompati=True)
    assert table(case) == [(TAKEN, 500, None, None), (OVER_CEILING, None, 1, 0)]


def test_each_kelurahan_has_its_own_ceiling_and_starts_anew():
    out = allocate(["A", "A", "B"], [60, 60, 60], [True, True, True], [100, 100, 60], maks_persen=None, lompati=True)
    assert (out.hasil, out.kumulatif) == ([TAKEN, OVER_CEILING, TAKEN], [60, None, 60])


def test_nobody_asks_and_nobody_is_funded():
    assert table(Case((), 500, 70, lompati=True)) == []


costs = st.one_of(st.integers(1, 40), st.integers(1, 1_000_000_000))
cases = st.builds(
    Case,
    st.lists(st.tuples(costs, st.booleans()), max_size=12).map(tuple),
    st.one_of(st.integers(0, 120), st.integers(0, 2_000_000_000)),
    st.sampled_from([0, 1, 33, 70, 99, 100, None]),
    st.booleans(),
)


@given(cases)
def test_the_same_proposals_are_funded_as_by_adding_up_from_nothing(case):
    assert [hasil == TAKEN for hasil, *_ in table(case)] == funded(case)


@given(cases)
def test_the_running_total_is_what_was_taken_so_far(case):
    inside = funded(case)
    expected = [
        sum(cost for (cost, _), kept in zip(case.proposals[: n + 1], inside, strict=False) if kept)
        for n in range(len(inside))
    ]
    assert [row[1] for row in table(case)] == [
        total if kept else None for total, kept in zip(expected, inside, strict=True)
    ]


@given(cases)
def test_neither_ceiling_nor_share_is_ever_exceeded(case):
    kept = [one for one, row in zip(case.proposals, table(case), strict=True) if row[0] == TAKEN]
    assert sum(cost for cost, _ in kept) <= case.pagu
    if case.maks_persen is not None:
        assert sum(cost for cost, physical in kept if physical) <= case.pagu * case.maks_persen // 100


@given(cases, st.integers(0, 1_000_000))
def test_the_rise_funds_it_and_all_before_it_at_that_ceiling_and_at_every_higher_one(case, more):
    for position, (hasil, _, rise, _) in enumerate(table(case)):
        if hasil != TAKEN and rise is not None:
            assert all(funded(case, case.pagu + rise)[: position + 1])
            assert all(funded(case, case.pagu + rise + more)[: position + 1])


@given(cases)
def test_one_rupiah_less_than_the_rise_leaves_it_or_one_before_it_outside(case):
    for position, (hasil, _, rise, _) in enumerate(table(case)):
        if hasil != TAKEN and rise is not None:
            assert rise > 0
            assert not all(funded(case, case.pagu + rise - 1)[: position + 1])


@given(cases)
def test_no_rise_is_named_only_where_no_ceiling_would_do(case):
    for position, (hasil, _, rise, _) in enumerate(table(case)):
        physical = any(one for _, one in case.proposals[: position + 1])
        assert (rise is None) == (hasil == TAKEN or (case.maks_persen == 0 and physical))


@given(cases)
def test_the_cost_that_fits_is_funded_at_its_turn_and_one_rupiah_more_is_not(case):
    for position, (hasil, _, _, fits) in enumerate(table(case)):
        if hasil in (OVER_CEILING, OVER_SHARE):
            assert 0 <= fits < case.proposals[position][0]
            assert funded(with_cost(case, position, fits))[position]
            assert not funded(with_cost(case, position, fits + 1))[position]
        else:
            assert fits is None


@given(cases)
def test_without_skipping_nothing_is_funded_after_the_first_that_is_not(case):
    inside = funded(case) if not case.lompati else []
    assert inside == sorted(inside, reverse=True)


@given(st.lists(cases, max_size=4))
def test_kelurahan_do_not_touch_each_other(parts):
    together = [Case(one.proposals, one.pagu, 70, lompati=True) for one in parts]
    rows = [(str(n), *one, case.pagu) for n, case in enumerate(together) for one in case.proposals]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
    out = allocate(*columns, maks_persen=70, lompati=True)
    assert out.hasil == [row[0] for case in together for row in table(case)]
