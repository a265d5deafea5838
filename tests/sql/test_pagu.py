"""Ceilings, stages and funds (70_pagu_kelurahan, 70_alokasi_sumber, 70_penyesuaian) by boring Python."""

from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.summary import sentences
from tests.builders import BANDENGAN, SETONO, archived, proposal, referred, run
from tests.sql.alone import Table, selected

STAGES = ("indikatif", "ppas", "apbd", "perubahan")
PAGU = "kode TEXT, tahun INTEGER, pagu BIGINT, dasar TEXT, tahap TEXT"
TAHAP = "tahap TEXT, ke INTEGER, nilai BIGINT, dasar TEXT"
SEKARANG, LAIN = 2028, 2027


def ceilings(present: str, of_pack: dict[str, int], own: list[tuple[int, str, int]]) -> dict[str, object]:
    """The ceiling of kelurahan K at stage `present`; own: (year, stage, amount) lines of pagu.csv."""
    stages = STAGES[: STAGES.index(present) + 1]
    tables: dict[str, Table] = {
        "kelurahan_acuan": ("kode TEXT", [("K",)]),
        "pagu_tahap": (TAHAP, [(name, n, of_pack.get(name), f"paket {name}") for n, name in enumerate(stages, 1)]),
        "pagu": (PAGU, [("K", tahun, nilai, f"sendiri {tahap}", tahap) for tahun, tahap, nilai in own]),
    }
    (found,) = selected("70_pagu_kelurahan", tables, tahun=SEKARANG)
    return {name: value for name, value in found.items() if name != "kode"}


def test_the_pack_s_ceiling_holds_where_a_kelurahan_has_none_of_its_own():
    assert ceilings("indikatif", {"indikatif": 100}, [(LAIN, "", 5)]) == {
        "pagu": 100,
        "dasar": "paket indikatif",
        "pagu_lalu": None,
        "dasar_lalu": None,
        "tahap_lalu": None,
    }


def test_a_line_without_a_stage_is_of_the_present_one():
    found = ceilings("ppas", {"ppas": 100, "indikatif": 150}, [(SEKARANG, "", 90)])
    assert (found["pagu"], found["pagu_lalu"], found["tahap_lalu"]) == (90, 150, "indikatif")


def test_the_ceiling_of_a_later_stage_waits_until_the_pack_is_at_it():
    found = ceilings("ppas", {"ppas": 100}, [(SEKARANG, "apbd", 80)])
    assert (found["pagu"], found["pagu_lalu"]) == (100, None)


def test_the_earlier_ceiling_is_that_of_the_latest_stage_before_this_one():
    own = [(SEKARANG, "indikatif", 70), (SEKARANG, "apbd", 60)]
    found = ceilings("apbd", {"apbd": 100, "ppas": 120}, own)
    assert (found["pagu"], found["pagu_lalu"], found["tahap_lalu"]) == (60, 120, "ppas")
    assert (found["dasar"], found["dasar_lalu"]) == ("sendiri apbd", "paket ppas")


amounts = st.integers(0, 300)


@settings(max_examples=60)
@given(
    st.sampled_from(STAGES),
    st.dictionaries(st.sampled_from(STAGES), amounts),
    st.dictionaries(st.tuples(st.sampled_from([LAIN, SEKARANG]), st.sampled_from(["", *STAGES])), amounts),
)
def test_ceilings_are_those_of_boring_python(present, of_pack, own):
    of_pack = {present: 1000} | of_pack
    found = ceilings(present, of_pack, [(tahun, tahap, nilai) for (tahun, tahap), nilai in own.items()])
    known = {}
    for stage in STAGES[: STAGES.index(present) + 1]:
        if stage in of_pack:
            known[stage] = of_pack[stage]
        if stage == present and (SEKARANG, "") in own:
            known[stage] = own[SEKARANG, ""]
        if (SEKARANG, stage) in own:
            known[stage] = own[SEKARANG, stage]
    now = known.pop(present)
    before = list(known)[-1] if known else None
    assert (found["pagu"], found["tahap_lalu"]) == (now, before)
    assert found["pagu_lalu"] == (known[before] if before else None)


def test_a_run_names_the_ceilings_that_wait_for_their_stage(tmp_path: Path):
    lines = [
        {"kode": kode, "tahun": 2028, "pagu": 1_000_000, "dasar": "SK", "tahap": "apbd"} for kode in (BANDENGAN, SETONO)
    ]
    season = run(referred(archived(tmp_path / "kerja", {"a.csv": [proposal()]}), "pagu.csv", lines))
    told = "  pagu.csv: 2 pagu tahap apbd belum dipakai, karena paket aturan belum sampai di tahap itu."
    assert told in list(sentences(season.cycle))
    assert {row["pagu"] for row in season.rows("FROM kelurahan")} == {1_000_000_000}


# Funds along the running total


def paid(costs: list[int], funds: list[int | None], pagu: int) -> dict[tuple[int, str], int]:
    """(place in the list, fund) -> rupiah, by the SQL."""
    ends = [sum(costs[: n + 1]) for n in range(len(costs))]
    lines = [(str(n), "K", "dana_kelurahan", cost, end) for n, (cost, end) in enumerate(zip(costs, ends, strict=True))]
    tables: dict[str, Table] = {
        "pagu_kelurahan": ("kode TEXT, pagu BIGINT", [("K", pagu)]),
        "sumber_pagu": ("urutan INTEGER, id TEXT, nilai BIGINT", [(n, f"s{n}", one) for n, one in enumerate(funds)]),
        "alokasi": ("id_usulan TEXT, kode_kelurahan TEXT, jalur TEXT, biaya BIGINT, kumulatif BIGINT", lines),
    }
    rows = selected("70_alokasi_sumber", tables)
    assert len({(row["id_usulan"], row["sumber"]) for row in rows}) == len(rows)
    return {(int(row["id_usulan"]), row["sumber"]): row["nilai"] for row in rows}


def by_hand(costs: list[int], funds: list[int | None], pagu: int) -> dict[tuple[int, str], int]:
    """Rupiah by rupiah out of purses, one purse after the other."""
    purses = [pagu if one is None else one for one in funds]
    found: dict[tuple[int, str], int] = {}
    for n, cost in enumerate(costs):
        for place in range(len(purses)):
            part = min(cost, purses[place])
            purses[place] -= part
            cost -= part
            if part:
                found[n, f"s{place}"] = part
    return found


def test_a_proposal_that_empties_one_fund_is_paid_by_two():
    assert paid([30, 25], [50, None], 100) == {(0, "s0"): 30, (1, "s0"): 20, (1, "s1"): 5}


def test_a_kelurahan_with_less_than_the_funds_together_never_reaches_the_last():
    assert paid([30, 10], [50, None], 40) == {(0, "s0"): 30, (1, "s0"): 10}


def test_without_funds_nothing_is_split():
    assert paid([30], [], 100) == {}


@settings(max_examples=60)
@given(st.lists(st.integers(1, 60), max_size=8), st.lists(st.integers(0, 80), max_size=3), st.integers(0, 200))
def test_funds_are_spent_one_after_the_other_to_the_last_rupiah(costs, first, more):
    pagu = max(sum(costs), sum(first)) + more
    found = paid(costs, [*first, None], pagu)
    assert found == by_hand(costs, [*first, None], pagu)
    assert [sum(v for (n, _), v in found.items() if n == place) for place in range(len(costs))] == costs
    spent = [sum(v for (_, one), v in found.items() if one == f"s{place}") for place in range(len(first) + 1)]
    assert all(full == limit or later == 0 for (full, later), limit in zip(pairwise(spent), first, strict=True))


# What a later ceiling changes


def test_what_stays_what_falls_out_and_what_moves_up():
    before = [("a", "masuk"), ("b", "masuk"), ("c", "dilewati_pagu"), ("d", "sesudah_penuh")]
    now = [("a", "dana_kelurahan"), ("b", "cadangan"), ("c", "dana_kelurahan"), ("d", "cadangan")]
    tables: dict[str, Table] = {
        "bagian_lalu": ("id_usulan TEXT, hasil TEXT", before),
        "alokasi": ("id_usulan TEXT, kode_kelurahan TEXT, jalur TEXT", [(name, "K", way) for name, way in now]),
        "pagu_kelurahan": ("kode TEXT, tahap_lalu TEXT", [("K", "indikatif")]),
    }
    rows = sorted(selected("70_penyesuaian", tables), key=lambda row: row["id_usulan"])
    assert [(row["jalur_lalu"], row["jalur"], row["perubahan"]) for row in rows] == [
        ("dana_kelurahan", "dana_kelurahan", "tetap"),
        ("dana_kelurahan", "cadangan", "keluar"),
        ("cadangan", "dana_kelurahan", "naik"),
        ("cadangan", "cadangan", "tetap"),
    ]
    assert {(row["kode_kelurahan"], row["tahap_lalu"]) for row in rows} == {("K", "indikatif")}
