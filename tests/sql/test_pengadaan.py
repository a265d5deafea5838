"""How each work is bought (contract section 5): the decision table at its limits, against boring Python."""

from collections import Counter
from pathlib import Path

import pytest

from tests.builders import Season, archived, proposal, referred, ruled, run

# The word list may say another kind than the menu: to plan a drain is not to build it.
WORDS = [
    {"frasa": "saluran", "kode": "A1.2", "jenis": "", "tingkat": 1},
    {"frasa": "gerobak", "kode": "A1.3", "jenis": "barang", "tingkat": 1},
    {"frasa": "angkut", "kode": "A1.3", "jenis": "jasa", "tingkat": 1},
    {"frasa": "rancang saluran", "kode": "A1.2", "jenis": "konsultansi", "tingkat": 1},
    {"frasa": "pelatihan", "kode": "B2.1", "jenis": "", "tingkat": 1},
]
KINDS = ["konstruksi", "barang", "jasa", "konsultansi", "nonfisik"]
THIRD_PARTY, DIRECT = 100_000_000, 200_000_000
DIRECT_WORKS = 400_000_000


def by_hand(jenis: str, biaya: int, third_party: int = THIRD_PARTY) -> tuple[str, str]:
    """(metode, pelaksana): goods and works against their limits, people's own programmes without one."""
    if jenis == "nonfisik":
        return "swakelola_tipe_iv", "pokmas"
    if jenis == "konstruksi":
        if biaya <= third_party:
            return "swakelola_tipe_iv", "pokmas"
        return ("pengadaan_langsung" if biaya <= DIRECT_WORKS else "tender"), "penyedia"
    if jenis == "konsultansi":
        return ("pengadaan_langsung" if biaya <= 100_000_000 else "seleksi"), "penyedia"
    return ("pengadaan_langsung" if biaya <= DIRECT else "tender"), "penyedia"


def outcome(season: Season) -> list[dict]:
    return season.rows("""
        SELECT usulan.nomor, usulan.jenis, usulan.biaya, alokasi.jalur, pengadaan.*
        FROM pengadaan JOIN usulan USING (id_usulan) JOIN alokasi USING (id_usulan) ORDER BY usulan.nomor""")


LIMITS = (THIRD_PARTY, DIRECT, DIRECT_WORKS)
COSTS = sorted({limit + step for limit in LIMITS for step in (-1, 0, 1)} | {500_000, 5_000_000_000})


def season_of(folder: Path, words: list[str]) -> Season:
    """Each kind of work at each cost, each in an RW or an RT of its own."""
    rows = [
        proposal(rw=rw, rt=rt, usulan=word, biaya=cost)
        for rw, word in enumerate(words, start=1)
        for rt, cost in enumerate(COSTS, start=1)
    ]
    return run(archived(referred(folder, "kata.csv", WORDS), {"batas.csv": rows}))


@pytest.fixture(scope="module")
def limits(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return season_of(tmp_path_factory.mktemp("batas") / "kerja", [word["frasa"] for word in WORDS])


@pytest.mark.parametrize("jenis", KINDS)
def test_one_rupiah_under_at_and_over_every_limit(limits, jenis):
    found = {one["biaya"]: (one["metode"], one["pelaksana"]) for one in outcome(limits) if one["jenis"] == jenis}
    assert found == {cost: by_hand(jenis, cost) for cost in COSTS}


def test_every_costed_proposal_of_a_season_is_bought_as_boring_python_says(season):
    for row in outcome(season):
        found = (row["metode"], row["pelaksana"])
        if row["jalur"] in ("kecamatan_opd", "tidak_memenuhi"):
            assert found == ("tidak_berlaku", None)
        elif row["jenis"] is None or row["jalur"] == "perlu_klasifikasi":
            assert found == ("belum_ditentukan", None)
        else:
            assert found == by_hand(row["jenis"], row["biaya"])


def test_each_method_names_its_rule_its_basis_and_the_limit_that_decided(limits):
    for row in outcome(limits):
        assert row["aturan"].startswith(f"P-{row['jenis'].upper()}")
        assert len(row["dasar"]) > 10
    batas = {(row["jenis"], row["biaya"]): row["batas"] for row in outcome(limits)}
    assert batas["konstruksi", THIRD_PARTY] == THIRD_PARTY
    assert batas["konstruksi", DIRECT_WORKS + 1] == DIRECT_WORKS
    assert batas["nonfisik", 5_000_000_000] is None


def test_nothing_without_a_cost_is_bought(season):
    without = {row["id_usulan"] for row in season.rows("FROM alokasi WHERE biaya IS NULL")}
    assert without & {row["id_usulan"] for row in season.rows("FROM pengadaan")} == set()


@pytest.mark.parametrize("third_party", [500_000_000, 1])
def test_the_limit_of_the_third_party_is_the_pack_s_even_above_that_of_the_law(tmp_path, third_party):
    folder = ruled(tmp_path / "kerja", {"nilai = 100_000_000": f"nilai = {third_party}"})
    season = season_of(folder, ["Perbaikan saluran"])
    found = {row["biaya"]: (row["metode"], row["pelaksana"]) for row in outcome(season)}
    assert found == {cost: by_hand("konstruksi", cost, third_party) for cost in COSTS}


def test_the_law_is_read_at_the_date_of_procurement(tmp_path):
    # The law of 30 April 2025 is put off until the day after the purchase.
    later = {"2025-04-30": "2028-03-02", "2025-04-29": "2028-03-01"}
    folder = ruled(tmp_path / "kerja", later, "nasional.toml")
    season = season_of(folder, ["Perbaikan saluran"])
    found = Counter(row["metode"] for row in outcome(season) if THIRD_PARTY < row["biaya"] <= DIRECT_WORKS)
    over = sum(DIRECT < cost <= DIRECT_WORKS for cost in COSTS)
    assert found["tender"] == over
