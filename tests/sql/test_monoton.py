"""The draft order: more of a criterion never harms, unverified USG never counts, ties are the pack's."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from flows import policy
from flows.rules.models import CRITERIA, Prioritas
from tests.builders import archived, proposal, run
from tests.sql.alone import Table, selected

USG = ("urgensi", "keseriusan", "pertumbuhan")
WISH = (
    "id_usulan TEXT, kode_kelurahan TEXT, biaya BIGINT, rw INTEGER, prioritas INTEGER, penerima_manfaat INTEGER, "
    "swadaya BIGINT, urgensi INTEGER, keseriusan INTEGER, pertumbuhan INTEGER, verifikasi TEXT[]"
)
NAMES = [part.split()[0] for part in WISH.split(", ")]
PLAIN = Prioritas(
    bobot={"prioritas": 4, "penerima_manfaat": 3, "swadaya": 1, "urgensi": 2, "keseriusan": 2, "pertumbuhan": 1},
    jenuh={"penerima_manfaat": 500, "prioritas": 5},
    arah={"prioritas": "turun"},
    usg_dari="verifikasi",
    lompati=True,
    seri=["penerima_manfaat desc", "biaya asc", "id_usulan asc"],
    dasar="Kebijakan percobaan",
    status="asumsi",
)
MOST = {"prioritas": 9, "penerima_manfaat": 900, "swadaya": 90} | dict.fromkeys(USG, 5)


def ranking(wishes: list[dict], rule: Prioritas) -> dict[str, tuple[int, int]]:
    """id_usulan -> (skor, peringkat), by the SQL."""
    scoring = policy._scoring(rule)
    kinds = {bool: "BOOLEAN", int: "BIGINT", str: "TEXT"}
    columns = ", ".join(f"{name} {kinds[type(value)]}" for name, value in scoring.items())
    tables: dict[str, Table] = {
        "usulan": (WISH, [[one[name] for name in NAMES] for one in wishes]),
        "aturan_nilai": (columns, [list(scoring.values())]),
    }
    points = selected("60_poin", tables)
    made = {name: "TEXT" if name in ("id_usulan", "kode_kelurahan") else "BIGINT" for name in points[0]}
    made |= {"id_turun": "BOOLEAN"}
    poin: Table = (", ".join(f"{name} {kind}" for name, kind in made.items()), [list(row.values()) for row in points])
    weights = {f"b_{name}": rule.bobot.get(name, 0) for name in CRITERIA}
    rows = selected("60_peringkat", {"poin": poin}, **weights)
    return {row["id_usulan"]: (row["skor"], row["peringkat"]) for row in rows}


def maybe(least: int, most: int) -> st.SearchStrategy[int | None]:
    return st.one_of(st.none(), st.integers(least, most))


wish = st.fixed_dictionaries(
    {
        "kode_kelurahan": st.just("K"),
        "biaya": maybe(1, 100),
        "rw": maybe(1, 9),
        "prioritas": maybe(1, 9),
        "penerima_manfaat": maybe(0, 900),
        "swadaya": maybe(0, 90),
        **{name: maybe(1, 5) for name in USG},
        "verifikasi": st.sampled_from([[], ["urgensi"], list(USG)]),
    }
)
lists = st.lists(wish, min_size=1, max_size=8).map(
    lambda found: [one | {"id_usulan": f"{n:02d}"} for n, one in enumerate(found)]
)
ways = st.fixed_dictionaries({name: st.sampled_from(["naik", "turun"]) for name in CRITERIA})
weights = st.fixed_dictionaries({name: st.integers(0, 9) for name in CRITERIA}).filter(lambda one: any(one.values()))


@settings(max_examples=80)
@given(lists, st.sampled_from(CRITERIA), st.data(), ways, weights, st.booleans())
def test_more_of_a_criterion_never_lowers_score_or_rank_in_its_direction(wishes, name, data, arah, bobot, own):
    rule = replace(PLAIN, arah=arah, bobot=bobot, usg_dari="pengusul" if own else "verifikasi", seri=["id_usulan asc"])
    low = data.draw(st.integers(1, MOST[name]), label="less")
    high = data.draw(st.integers(low, MOST[name]), label="more")
    better, worse = (high, low) if arah[name] == "naik" else (low, high)
    before = ranking([wishes[0] | {name: worse}, *wishes[1:]], rule)["00"]
    after = ranking([wishes[0] | {name: better}, *wishes[1:]], rule)["00"]
    assert after[0] >= before[0]
    assert after[1] <= before[1]


@settings(max_examples=60)
@given(lists, st.data())
def test_by_default_nothing_moves_whatever_senders_write_in_urgency_seriousness_and_growth(wishes, data):
    others = [
        one | {name: data.draw(maybe(1, 5)) for name in USG if name not in one["verifikasi"]} for one in wishes
    ]  # fmt: skip
    assert ranking(others, PLAIN) == ranking(wishes, PLAIN)


ties = st.lists(
    st.tuples(
        st.sampled_from(["penerima_manfaat", "biaya", "prioritas", "swadaya", "rw"]), st.sampled_from(["asc", "desc"])
    ),
    max_size=4,
)


@settings(max_examples=60)
@given(lists, ties, st.sampled_from(["asc", "desc"]))
def test_equal_scores_stand_in_the_order_of_the_pack_s_ties_and_who_says_nothing_last(wishes, seri, last):
    rule = replace(PLAIN, seri=[" ".join(one) for one in seri] + [f"id_usulan {last}"])
    found = ranking(wishes, rule)
    order = sorted(wishes, key=lambda one: one["id_usulan"], reverse=last == "desc")
    for column, way in reversed(seri):
        sign = -1 if way == "desc" else 1
        order.sort(key=lambda one: (one[column] is None, sign * (one[column] or 0)))
    order.sort(key=lambda one: -found[one["id_usulan"]][0])
    assert [found[one["id_usulan"]][1] for one in order] == list(range(1, len(wishes) + 1))


def test_by_default_the_list_of_a_season_is_the_same_whatever_senders_write_in_usg(tmp_path: Path):
    rows = [
        proposal(rt=rt, biaya=f"{30 + rt} jt", prioritas=rt % 4 + 1, usulan="Pelatihan membatik") for rt in range(1, 41)
    ]
    usual = run(archived(tmp_path / "tanpa", {"usulan.csv": rows}))
    marked = [row | {name: str((place * factor) % 5 + 1) for factor, name in enumerate(USG, start=1)}
              for place, row in enumerate(rows)]  # fmt: skip
    season = run(archived(tmp_path / "dengan", {"usulan.csv": marked}))
    query = "SELECT id_usulan, jalur FROM alokasi"
    assert season.pairs(query) == usual.pairs(query)
    assert set(usual.pairs(query).values()) == {"dana_kelurahan", "cadangan"}
