"""Allocation against an independent implementation: the greedy rule of pabutools, on random instances."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.rules import greedy_utilitarian_welfare

from flows.rules.allocation import TAKEN, allocate


def ours(costs: list[int], pagu: int) -> set[int]:
    count = len(costs)
    out = allocate(["K"] * count, costs, [True] * count, [pagu] * count, maks_persen=None, lompati=True)
    return {n for n, hasil in enumerate(out.hasil) if hasil == TAKEN}


def theirs(costs: list[int], pagu: int) -> set[int]:
    """Rank n of N is approved by N - n voters; with satisfaction in rupiah the greedy rule follows the votes."""
    projects = [Project(str(n), cost) for n, cost in enumerate(costs)]
    ballots = [ApprovalBallot(projects[: voter + 1]) for voter in range(len(projects))]
    instance = Instance(projects, budget_limit=pagu)
    profile = ApprovalProfile(ballots, instance=instance)
    return {int(one.name) for one in greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat)}


@settings(max_examples=60)
@given(st.lists(st.integers(1, 200), max_size=30), st.integers(0, 2000))
def test_without_share_and_innovation_the_winners_are_those_of_pabutools(costs, pagu):
    assert ours(costs, pagu) == theirs(costs, pagu)


@settings(max_examples=20)
@given(st.lists(st.integers(500_000, 400_000_000), max_size=30), st.integers(100_000_000, 2_000_000_000))
def test_the_same_in_rupiah_of_a_real_ceiling(costs, pagu):
    assert ours(costs, pagu) == theirs(costs, pagu)
