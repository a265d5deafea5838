"""What the panitia may want to look at (issue 4, point 8): each matter at its boundary, and against boring Python."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path
from random import Random

import pytest

from flows.cycle import PACKAGED
from tests.builders import BANDENGAN, Season, archived, proposal, referred, ruled, run
from tests.sql.boring import normal

THIRD_PARTY, DIRECT, DIRECT_WORKS, CONSULTANTS = 100_000_000, 200_000_000, 400_000_000, 100_000_000
LIMITS = {
    "konstruksi": [THIRD_PARTY, DIRECT_WORKS],
    "barang": [DIRECT],
    "jasa": [DIRECT],
    "konsultansi": [CONSULTANTS],
    "nonfisik": [],
}
NEAR, ENOUGH, FENCE, WIDTH = 5, 10, 300, 100  # the numbers of nasional.toml


def raised(season: Season, kode: str) -> set[frozenset[str]]:
    """The groups of proposals that matters of one kind are about."""
    rows = season.rows("FROM peringatan WHERE kode = $kode", kode=kode)
    groups = [frozenset(row["id_usulan"]) for row in rows]
    assert len(groups) == len(set(groups))
    return set(groups)


def told(season: Season, kode: str) -> str:
    (row,) = season.rows("FROM peringatan WHERE kode = $kode", kode=kode)
    return row["pesan"]


def season_of(folder: Path, *rows: dict) -> Season:
    """A season of such rows, each with a problem of its own, so that none is merged with another."""
    distinct = [row | {"masalah": f"Genangan {number}"} for number, row in enumerate(rows)]
    return run(archived(folder / "kerja", {"a.csv": distinct}))


def work(biaya: int, **cells: object) -> dict[str, str]:
    """A drain of a length that says nothing about its price, in another place than any other unless told."""
    work.number = getattr(work, "number", 0) + 1
    return proposal(**{"volume": None, "satuan": None, "biaya": biaya, "lokasi": f"Blok {work.number}"} | cells)


def judged(season: Season) -> list[dict]:
    """Every proposal whose cost is worth a second look."""
    return season.rows("""
        SELECT usulan.*, alokasi.jalur, pengadaan.batas FROM usulan
        JOIN alokasi USING (id_usulan) JOIN pengadaan USING (id_usulan)
        WHERE jalur IN ('dana_kelurahan', 'cadangan') ORDER BY id_usulan""")


# Streets


@cache
def words() -> dict[str, set[str]]:
    found = defaultdict(set)
    for name in ("kata_jalan", "kata_tempat"):
        with (PACKAGED / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row.get("peran", "akhir")].add(row["kata"])
    return found


def street(lokasi: str | None) -> str | None:
    """From the last street word to the word that ends the name; the first such name of the text."""
    parts: list[list[str]] = [[]]
    for word in normal(lokasi).split():
        if word in words()["akhir"]:
            parts.append([])
        elif word not in words()["umum"]:
            kind = next((kind for kind in ("jalan", "gang") if word in words()[kind]), word)
            parts[-1].append(kind)
    for part in parts:
        starts = [at for at, word in enumerate(part[:-1]) if word in ("jalan", "gang")]
        if starts:
            return " ".join(part[starts[-1] :])
    return None


def has_own_name(name: str) -> bool:
    def is_number(word: str) -> bool:
        return word in ("jalan", "gang") or len(word) == 1 or set(word) <= set("ivxlc") or word.rstrip("abc").isdigit()

    return not all(is_number(word) for word in name.split())


STREETS = {
    "Jl. Kurinci No. 3": "jalan kurinci",
    "jln kurinci": "jalan kurinci",
    "Jalan Raya Kurinci depan pasar": "jalan kurinci",
    "sepanjang gg Mawar 3 RT 02": "gang mawar 3",
    "jalan masuk gang jambu": "gang jambu",
    "Gang Sawo dan jalan lingkungan RT 03": "gang sawo",
    "depan mushola, Gang 3": "gang 3",
    "tanah fasum dekat gang 6": "gang 6",
    "jalan lingkungan": None,
    "RT 03 RW 05": None,
    "pos ronda": None,
    "": None,
}


def test_a_street_is_one_however_it_is_written(tmp_path):
    season = season_of(tmp_path, *(work(1_000_000, lokasi=text, rt=n) for n, text in enumerate(STREETS, start=1)))
    found = season.pairs("SELECT DISTINCT lokasi_normal, ruas FROM usulan LEFT JOIN ruas USING (lokasi_normal)")
    assert found == {normal(text): name for text, name in STREETS.items()}
    assert {text: street(text) for text in STREETS} == STREETS


# Split packages


def split_by_hand(season: Season) -> set[frozenset[str]]:
    """Groups of works that lead from place to place, each within a limit that they exceed together."""
    found = set()
    for limit in {value for values in LIMITS.values() for value in values}:
        alike = defaultdict(list)
        for row in judged(season):
            if row["batas"] is not None and limit in LIMITS[row["jenis"]] and row["biaya"] <= limit:
                alike[row["kode_kelurahan"], row["kode_kegiatan"], row["jenis"]].append(row)
        for rows in alike.values():
            found |= {
                frozenset(row["id_usulan"] for row in group)
                for group in connected(rows)
                if sum(row["biaya"] for row in group) > limit
            }
    return found


def connected(rows: list[dict]) -> list[list[dict]]:
    groups: list[list[dict]] = []
    for row in rows:
        near = [group for group in groups if any(meet(row, other) for other in group)]
        groups = [group for group in groups if group not in near] + [[row, *sum(near, [])]]
    return groups


def meet(one: dict, other: dict) -> bool:
    """An RT of both, no RT in either, or the same street; `Gang 3` is another one in every RW."""
    same_rw = one["rw"] == other["rw"]
    if same_rw and (set(one["rt"]) & set(other["rt"]) or not one["rt"] and not other["rt"]):
        return True
    name = street(one["lokasi"])
    return name is not None and name == street(other["lokasi"]) and (has_own_name(name) or same_rw and one["rw"] > 0)


def test_the_split_packages_of_a_season_are_those_of_boring_python(season):
    assert raised(season, "pecah_paket") == split_by_hand(season)


def test_the_split_packages_of_random_places_are_those_of_boring_python(tmp_path):
    dice = Random(11)
    rows = [
        work(
            dice.choice([30, 60, 99, 100, 101, 150, 390, 410]) * 1_000_000,
            rw=dice.choice([None, 1, 2, 3]),
            rt=dice.choice([None, 1, 2, 3, "1, 2", "3, 4"]),
            lembaga="LPM",
            usulan=dice.choice(["Perbaikan saluran", "Paving jalan", "Gerobak sampah", "Pelatihan menjahit"]),
            kelurahan=dice.choice(["Bandengan", "Setono"]),
            lokasi=dice.choice(["Gang 3", "Jl. Kurinci", "Jalan Kurinci 7", "Gang Mawar", None, f"Blok {number}"]),
        )
        for number in range(150)
    ]
    season = season_of(tmp_path, *rows)
    assert len(raised(season, "pecah_paket")) > 5
    assert raised(season, "pecah_paket") == split_by_hand(season)


# Two drains of RT 03 RW 05, the second one changed: are they looked at together?
PAIRS = {
    "their sum is one rupiah above the limit": (work(60_000_000), work(40_000_001), True),
    "their sum is the limit": (work(60_000_000), work(40_000_000), False),
    "one of them is above the limit by itself": (work(60_000_000), work(100_000_001), False),
    "one of them is at the limit": (work(60_000_000), work(100_000_000), True),
    "in another RT": (work(60_000_000), work(60_000_000, rt=4), False),
    "in sets of RT that meet": (work(60_000_000, rt="1, 2"), work(60_000_000, rt="2, 3"), True),
    "in the same RT of another RW": (work(60_000_000), work(60_000_000, rw=6), False),
    "in the same street of another RW": (
        work(60_000_000, lokasi="Jl. Kurinci 4"),
        work(60_000_000, rw=6, lokasi="jalan kurinci 4 depan balai"),
        True,
    ),
    "in a numbered gang of another RW": (
        work(60_000_000, lokasi="Gg 4"),
        work(60_000_000, rw=6, lokasi="Gang 4"),
        False,
    ),
    "in a numbered gang of the same RW": (
        work(60_000_000, lokasi="Gg 4"),
        work(60_000_000, rt=6, lokasi="Gang 4"),
        True,
    ),
    "of another activity": (work(60_000_000), work(60_000_000, usulan="Paving jalan"), False),
    "in another kelurahan": (work(60_000_000), work(60_000_000, kelurahan="Setono"), False),
    "asked of another source": (work(60_000_000), work(60_000_000, sumber_dana="APBD Kota"), False),
    "training, which has no limit": (
        work(60_000_000, usulan="Pelatihan menjahit"),
        work(60_000_000, usulan="Pelatihan memasak"),
        False,
    ),
}


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Every pair in a kelurahan of its own, as many as there are."""
    folder = tmp_path_factory.mktemp("pasangan")
    with (PACKAGED / "reference" / "kelurahan.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["kode"] for row in csv.DictReader(file)]
    rows = []
    for kode, (one, other, _) in zip(codes, PAIRS.values(), strict=False):
        away = codes[-1] if other["kelurahan"] == "Setono" else kode
        rows += [one | {"kelurahan": kode}, other | {"kelurahan": away}]
    return season_of(folder, *rows)


@pytest.mark.parametrize("name", PAIRS)
def test_two_works_are_looked_at_together_when_they_are(pairs, name):
    codes = sorted(pairs.pairs("SELECT kode, nama FROM kelurahan"))
    found = pairs.rows(
        "FROM peringatan WHERE kode = 'pecah_paket' AND kode_kelurahan = $kode", kode=codes[list(PAIRS).index(name)]
    )
    assert bool(found) == PAIRS[name][2]


def test_a_split_package_names_its_sum_and_every_limit_that_the_sum_passes(tmp_path):
    season = season_of(tmp_path, *(work(90_000_000) for _ in range(5)))
    assert told(season, "pecah_paket") == (
        "5 usulan Drainase dan selokan berdekatan di RW 05, masing-masing paling banyak Rp100.000.000, bila "
        "dijumlahkan Rp450.000.000, melewati batas Rp100.000.000 (Pekerjaan fisik di atas nilai ini dikerjakan "
        "penyedia (pihak ketiga)) dan Rp400.000.000 (Pengadaan langsung pekerjaan konstruksi paling banyak). Satu "
        "pekerjaan, atau memang terpisah?"
    )


def test_works_are_followed_from_rt_to_rt_and_street_to_street(tmp_path):
    chain = [work(3_000_000, rt=f"{rt}, {rt + 1}") for rt in range(1, 30)]
    chain += [work(3_000_000, rt=30, lokasi="Jl. Kurinci"), work(90_000_000, rw=9, lokasi="Jalan Kurinci")]
    season = season_of(tmp_path, *chain)
    assert [len(group) for group in raised(season, "pecah_paket")] == [31]


def test_many_equal_works_in_one_street_are_one_matter_and_no_more_ties_than_places(tmp_path):
    season = season_of(tmp_path, *(work(9_000_000, rw=n % 9 + 1, rt=n, lokasi="Jl. Kurinci") for n in range(1, 500)))
    assert [len(group) for group in raised(season, "pecah_paket")] == [499]
    assert season.one("SELECT count(*) AS n FROM ikatan")["n"] <= 2 * 2 * 499


# Close to a limit


def near_by_hand(season: Season) -> set[frozenset[str]]:
    found = set()
    for row in judged(season):
        limit = row["batas"]
        own = row["biaya_sumber"] != "estimasi"
        if own and limit in LIMITS[row["jenis"]] and limit * (100 - NEAR) <= row["biaya"] * 100 <= limit * 100:
            found.add(frozenset([row["id_usulan"]]))
    return found


def test_the_costs_close_to_a_limit_in_a_season_are_those_of_boring_python(season):
    assert raised(season, "dekat_batas") == near_by_hand(season)


def test_a_cost_is_close_from_five_per_cent_under_its_limit_to_the_limit_itself(tmp_path):
    cases = [("Perbaikan saluran", THIRD_PARTY), ("Perbaikan saluran", DIRECT_WORKS), ("Gerobak sampah", DIRECT)]
    rows, expected = [], []
    for rw, (usulan, limit) in enumerate(cases, start=1):
        edge = limit * 95 // 100
        for rt, cost in enumerate([edge - 1, edge, limit - 1, limit, limit + 1], start=1):
            rows.append(work(cost, usulan=usulan, rw=rw, rt=rt))
        expected += [(rw, edge), (rw, limit - 1), (rw, limit)]
    season = season_of(tmp_path, *rows)
    names = {name for group in raised(season, "dekat_batas") for name in group}
    assert [(row["rw"], row["biaya"]) for row in season.rows("FROM usulan ORDER BY rw, biaya")
            if row["id_usulan"] in names] == expected  # fmt: skip


def test_a_cost_that_we_estimated_ourselves_is_not_suspected(tmp_path):
    season = season_of(tmp_path, proposal(biaya=None, volume=180, satuan="m"))
    assert season.one("SELECT biaya FROM usulan") == {"biaya": 99_000_000}
    assert raised(season, "dekat_batas") == set()


def test_a_cost_close_to_a_limit_is_told_with_the_limit_and_its_meaning(tmp_path):
    season = season_of(tmp_path, work(99_000_000))
    assert told(season, "dekat_batas") == (
        "Biayanya Rp99.000.000, sedikit di bawah batas Rp100.000.000 (Pekerjaan fisik di atas nilai ini dikerjakan "
        "penyedia (pihak ketiga)). Mohon dilihat dasar perhitungannya."
    )


# Prices


def prices(season: Season) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """(activity, unit) -> id and rupiah a unit of every proposal with its own cost."""
    found = defaultdict(list)
    for row in judged(season):
        if row["volume"] is not None and row["satuan"] is not None and row["biaya_sumber"] != "estimasi":
            unit_price = row["biaya"] * 1000 // int(row["volume"] * 1000)
            found[row["kode_kegiatan"], row["satuan"]].append((row["id_usulan"], unit_price))
    return found


def usual(found: list[int], reference: dict | None) -> tuple[int, int] | None:
    """The usual range of prices from this season's and the reference's."""
    ranges = []
    if len(found) >= ENOUGH:
        ordered = sorted(found)
        q1, q2, q3 = (ordered[-(-len(ordered) * quarter // 4) - 1] for quarter in (1, 2, 3))
        low = 100 * q1 * q3 // (100 * q3 + FENCE * (q3 - q1))
        high = q3 + FENCE * (q3 - q1) // 100
        ranges.append((min(low, q2 * 100 // (100 + WIDTH)), max(high, q2 * (100 + WIDTH) // 100)))
    if reference:
        price = int(reference["harga"])
        low, high = reference.get("rendah"), reference.get("tinggi")
        ranges.append((int(low or price * 100 // (100 + WIDTH)), int(high or price * (100 + WIDTH) // 100)))
    return (min(low for low, _ in ranges), max(high for _, high in ranges)) if ranges else None


def odd_by_hand(season: Season, references: list[dict]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Ids with an odd price; ids with one that three noughts more or less would explain."""
    odd, slips = set(), set()
    for (kode, satuan), found in prices(season).items():
        reference = next((row for row in references if (row["kode"], row["satuan"]) == (kode, satuan)), None)
        span = usual([price for _, price in found], reference)
        for name, price in found:
            if span and not span[0] <= price <= span[1]:
                fits = any(span[0] <= other <= span[1] for other in (price * 1000, price // 1000))
                (slips if fits else odd).add(frozenset([name]))
    return odd, slips


def test_the_odd_prices_of_a_season_are_those_of_boring_python(season):
    with (PACKAGED / "reference" / "harga.csv").open(encoding="utf-8", newline="") as file:
        odd, slips = odd_by_hand(season, list(csv.DictReader(file)))
    assert raised(season, "harga_janggal") == odd
    assert raised(season, "salah_ribuan") == slips


REFERENCE = {"kode": "A1.2", "satuan": "m", "harga": 500_000, "tahun": 2026, "dasar": "survei"}


def priced(folder: Path, found: list[int], reference: dict | None, volume: int = 10) -> Season:
    """Ten metres of drain at each of these prices, in an RT each."""
    referred(folder / "kerja", "harga.csv", [reference or REFERENCE | {"satuan": "titik"}])
    return season_of(folder, *(proposal(rt=n, biaya=price * volume, volume=volume, lokasi=f"Blok {n}")
                               for n, price in enumerate(found, start=1)))  # fmt: skip


def odd_prices(season: Season, kode: str = "harga_janggal") -> list[int]:
    names = {name for group in raised(season, kode) for name in group}
    return sorted(row["biaya"] // 10 for row in judged(season) if row["id_usulan"] in names)


RANGES = {
    "m": ({"rendah": 300_000, "tinggi": 700_000}, 300_000, 700_000),
    "titik": ({"rendah": "", "tinggi": ""}, 250_000, 1_000_000),
    "unit": ({"rendah": 400_000, "tinggi": ""}, 400_000, 1_000_000),
}


def test_a_price_is_odd_from_one_rupiah_beyond_the_range_of_the_reference(tmp_path):
    references = [REFERENCE | {"satuan": satuan} | cells for satuan, (cells, _, _) in RANGES.items()]
    referred(tmp_path / "kerja", "harga.csv", references)
    rows = [
        proposal(rw=rw, rt=rt, satuan=satuan, volume=10, biaya=10 * price, lokasi=f"Blok {rw} {rt}")
        for rw, (satuan, (_, low, high)) in enumerate(RANGES.items(), start=1)
        for rt, price in enumerate([low - 1, low, high, high + 1], start=1)
    ]
    season = season_of(tmp_path, *rows)
    names = {name for group in raised(season, "harga_janggal") for name in group}
    found = [(row["satuan"], row["biaya"] // 10) for row in judged(season) if row["id_usulan"] in names]
    beyond = {(satuan, price) for satuan, (_, low, high) in RANGES.items() for price in (low - 1, high + 1)}
    assert (len(found), set(found)) == (6, beyond)


def test_prices_of_this_season_count_from_ten_of_them_on(tmp_path):
    nine = [100_000, 110_000, 120_000, 130_000, 140_000, 150_000, 160_000, 170_000, 900_000]
    assert odd_prices(priced(tmp_path / "nine", nine, None)) == []
    assert odd_prices(priced(tmp_path / "ten", [*nine, 180_000], None)) == [900_000]


def test_random_prices_are_odd_as_boring_python_says(tmp_path):
    dice = Random(5)
    found = [int(200_000 * dice.lognormvariate(0, 0.6)) for _ in range(60)]
    found += [price * 1000 for price in found[:2]] + [found[3] // 3, found[4] * 40]
    season = priced(tmp_path, [max(price, 50_000) for price in found], None)
    assert (raised(season, "harga_janggal"), raised(season, "salah_ribuan")) == odd_by_hand(season, [])
    assert raised(season, "salah_ribuan")


def test_equal_prices_leave_room_up_to_their_double_and_down_to_their_half(tmp_path):
    season = priced(tmp_path, [200_000] * 10 + [99_999, 100_000, 400_000, 400_001], None)
    assert odd_prices(season) == [99_999, 400_001]


def test_this_season_widens_the_range_of_the_reference_and_never_narrows_it(tmp_path):
    reference = REFERENCE | {"harga": 200_000, "rendah": 100_000, "tinggi": 300_000}
    season = priced(tmp_path, [*range(400_000, 510_000, 10_000), 100_000, 99_999], reference)
    assert odd_prices(season) == [99_999]


def test_an_odd_price_is_told_with_its_range_and_how_many_it_was_compared_with(tmp_path):
    season = priced(
        tmp_path, [*range(400_000, 500_000, 10_000), 9_000_000], REFERENCE | {"rendah": 300_000, "tinggi": 600_000}
    )
    assert told(season, "harga_janggal") == (
        "Rp9.000.000 per m, kisaran biasa Rp225.000 sampai Rp900.000 per m (harga acuan 2026 dan 11 usulan musim ini). "
        "Perlu survei."
    )


def test_a_cost_with_three_noughts_too_few_or_too_many_is_asked_about_and_not_called_odd(tmp_path):
    reference = REFERENCE | {"rendah": 300_000, "tinggi": 700_000}
    referred(tmp_path / "kerja", "harga.csv", [reference])
    season = season_of(
        tmp_path,
        proposal(rt=1, volume=2000, biaya=1_000_000, lokasi="Blok 1"),
        proposal(rt=2, volume=2, biaya=800_000_000, lokasi="Blok 2"),
        proposal(rt=3, volume=2, biaya=1_000_000, lokasi="Blok 3"),
    )
    assert raised(season, "harga_janggal") == set()
    found = {row["pesan"] for row in season.rows("FROM peringatan WHERE kode = 'salah_ribuan'")}
    span = "kisaran biasa Rp300.000 sampai Rp700.000 (harga acuan 2026)"
    few = "Mungkin biayanya ditulis dalam ribuan, atau volumenya seribu kali. Mohon dipastikan kepada pengusul."
    many = "Mungkin biayanya kelebihan tiga nol, atau volumenya dalam satuan lain. Mohon dipastikan kepada pengusul."
    assert found == {
        f"Biaya Rp1.000.000 berarti Rp500 per m, {span}. {few}",
        f"Biaya Rp800.000.000 berarti Rp400.000.000 per m, {span}. {many}",
    }


# What another budget holds already

PLAN = {
    "tahun": 2028,
    "pelaksana": "Dinas PUPR",
    "kegiatan": "Pembangunan saluran drainase",
    "kelurahan": "Bandengan",
    "rw": "05",
    "rt": "",
    "lokasi": "",
    "sumber": "APBD kota",
}
# What the plan says instead -> does it meet a drain of RT 03 in Gang 3 of the same RW?
PLANS = {
    "of the same activity in the same RW": ({}, True),
    "named by the code of the menu": ({"kegiatan": "A1.2"}, True),
    "named as the menu does": ({"kegiatan": "Drainase dan Selokan"}, True),
    "in the very words of the proposal": ({"kegiatan": "perbaikan SALURAN"}, True),
    "of another activity": ({"kegiatan": "Paving jalan"}, False),
    "in the RT among others": ({"rt": "1, 3"}, True),
    "in other RT": ({"rt": "1, 2"}, False),
    "in another RW": ({"rw": "99"}, False),
    "in another gang of the RW": ({"lokasi": "Gang 4"}, False),
    "in the same gang of the RW": ({"lokasi": "Gg. 3"}, True),
    "without a place": ({"rw": ""}, False),
    "in the kelurahan by its code": ({"kelurahan": BANDENGAN}, True),
    "in another kelurahan": ({"kelurahan": "Setono"}, False),
    "of the year before": ({"tahun": 2027}, True),
    "of two years before": ({"tahun": 2026}, False),
    "of the year after": ({"tahun": 2029}, False),
}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Every example in an RW of its own."""
    folder = tmp_path_factory.mktemp("rencana")
    plans = [PLAN | {"rw": str(rw)} | cells for rw, (cells, _) in enumerate(PLANS.values(), start=1)]
    referred(folder / "kerja", "kegiatan_berjalan.csv", plans)
    return season_of(folder, *(proposal(rw=rw) for rw in range(1, len(PLANS) + 1)))


@pytest.mark.parametrize("name", PLANS)
def test_a_proposal_meets_what_is_planned_already(planned, name):
    found = planned.one("FROM usulan WHERE rw = $rw", rw=list(PLANS).index(name) + 1)
    assert (frozenset([found["id_usulan"]]) in raised(planned, "sudah_direncanakan")) == PLANS[name][1]


def test_what_is_planned_already_stays_where_it_is(planned):
    assert planned.rows("SELECT DISTINCT jalur FROM alokasi") == [{"jalur": "dana_kelurahan"}]


def test_a_plan_in_a_named_street_meets_proposals_of_every_rw_there_and_is_told_once(tmp_path):
    referred(tmp_path / "kerja", "kegiatan_berjalan.csv", [PLAN | {"rw": "", "lokasi": "Jalan Kurinci"}])
    rows = [proposal(rw=rw, lokasi=f"Jl. Kurinci No {rw}") for rw in (1, 2, 3)]
    season = season_of(tmp_path, *rows, proposal(rw=4), proposal(rw=5, lokasi="Jl Kurinci", sumber_dana="APBD Kota"))
    assert [len(group) for group in raised(season, "sudah_direncanakan")] == [4]
    assert told(season, "sudah_direncanakan") == (
        "Mungkin sudah direncanakan: Pembangunan saluran drainase, Jalan Kurinci, oleh Dinas PUPR tahun 2028 (APBD "
        "kota). Mohon dipastikan."
    )


# Words


def test_no_matter_is_a_verdict(season):
    hard = ("salah", "melanggar", "curang", "korupsi", "pelanggaran", "ditolak", "gagal", "Anda", "klik")
    texts = [row["pesan"] for row in season.rows("FROM peringatan")]
    assert [text for text in texts for word in hard if word.lower() in text.lower().split()] == []


def test_the_thresholds_are_numbers_of_the_rules(tmp_path):
    text = {"nilai = 5\n": "nilai = 50\n"}
    ruled(tmp_path / "kerja", text, "nasional.toml")
    season = season_of(tmp_path, work(50_000_000))
    assert raised(season, "dekat_batas") == {frozenset(row["id_usulan"] for row in judged(season))}
