"""Jalur (contract section 5): the first ground that holds, and who is inside the ceiling, by boring Python."""

from collections import defaultdict

import pytest

from tests.builders import Season, archived, proposal, referred, ruled, run

PAGU, SHARE = 1_000_000_000, 70

# One row, alone in its RW; the words decide what it is.
CASES = {
    "on the menu, costed and within the ceiling": ({}, "dana_kelurahan"),
    "another office's to do": ({"usulan": "Mobil sampah"}, "kecamatan_opd"),
    "another office's to do, without a cost": (
        {"usulan": "Mobil sampah", "biaya": None, "volume": None},
        "kecamatan_opd",
    ),
    "on the menu, but the sender asks another source": ({"sumber_dana": "APBD Kota"}, "kecamatan_opd"),
    "not payable, but the sender asks another source": (
        {"usulan": "Bedah rumah", "sumber_dana": "APBD Provinsi"},
        "kecamatan_opd",
    ),
    "unclassified, and the sender asks another source": (
        {"usulan": "Mohon dibantu", "sumber_dana": "APBN"},
        "kecamatan_opd",
    ),
    "another office's to do, the sender says swadaya": (
        {"usulan": "Mobil sampah", "sumber_dana": "swadaya"},
        "kecamatan_opd",
    ),
    "done by the people themselves": ({"sumber_dana": "swadaya"}, "tidak_memenuhi"),
    "done by the people themselves, unclassified": (
        {"usulan": "Mohon dibantu", "sumber_dana": "swadaya"},
        "tidak_memenuhi",
    ),
    "not payable": ({"usulan": "Bedah rumah"}, "tidak_memenuhi"),
    "not payable, without a cost": (
        {"usulan": "Bedah rumah", "biaya": None, "volume": None},
        "tidak_memenuhi",
    ),
    "unclassified": ({"usulan": "Mohon dibantu"}, "perlu_klasifikasi"),
    "unclassified, without a cost": (
        {"usulan": "Mohon dibantu", "biaya": None, "volume": None},
        "perlu_klasifikasi",
    ),
    "a word that needs another look": ({"usulan": "CCTV gang"}, "perlu_klasifikasi"),
    "on the menu, without cost and volume": ({"biaya": None, "volume": None}, "perlu_biaya"),
    "on the menu, its cost estimated from its volume": ({"biaya": None}, "dana_kelurahan"),
    "on the menu, its unit without a reference price": ({"biaya": None, "satuan": "titik"}, "perlu_biaya"),
    "above the ceiling by itself": ({"biaya": "1.000.000.001"}, "cadangan"),
}


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Every example in an RW of its own, in kelurahan with an ample ceiling."""
    folder = tmp_path_factory.mktemp("jalur") / "kerja"
    rows = [proposal(rw=number, **cells) for number, (cells, _) in enumerate(CASES.values(), start=1)]
    twins = [proposal(rw=99, masalah=word, sumber_dana=source) for word, source in TWINS]
    sources = [proposal(rw=98, lokasi=source, masalah=source, sumber_dana=source) for source in (*LEVELS, "CSR")]
    return run(archived(folder, {"contoh.csv": rows, "kembaran.csv": twins, "sumber.csv": sources}))


LEVELS = {"APBD Kota": "kota", "APBD Provinsi": "provinsi", "APBN": "pusat"}
TWINS = [("Banjir", None), ("Becek", "APBD Kota")]


@pytest.mark.parametrize("name", CASES)
def test_the_first_ground_that_holds_is_the_jalur(examples, name):
    query = "SELECT jalur FROM alokasi JOIN usulan USING (id_usulan) WHERE rw = $rw"
    assert examples.one(query, rw=list(CASES).index(name) + 1) == {"jalur": CASES[name][1]}


def test_merged_comes_before_every_other_ground(examples):
    query = """
        SELECT peran, jalur, kumulatif FROM alokasi JOIN usulan USING (id_usulan) JOIN kelompok USING (id_usulan)
        WHERE rw = 99"""
    found = {row["peran"]: row for row in examples.rows(query)}
    assert found["anggota"]["jalur"] == "digabung"
    assert found["anggota"]["kumulatif"] is None
    assert found["wakil"]["jalur"] in ("dana_kelurahan", "kecamatan_opd")


def test_swadaya_says_that_the_people_do_it_themselves(examples):
    query = """
        SELECT DISTINCT rujukan FROM alokasi JOIN usulan USING (id_usulan)
        WHERE sumber_dana = 'swadaya' AND jalur = 'tidak_memenuhi'"""
    assert examples.one(query) == {"rujukan": "dikerjakan warga sendiri"}


@pytest.mark.parametrize(("source", "kewenangan"), LEVELS.items())
def test_another_source_goes_to_an_office_of_its_level(examples, source, kewenangan):
    found = examples.one("SELECT alokasi.* FROM alokasi JOIN usulan USING (id_usulan) WHERE masalah = $m", m=source)
    assert (found["jalur"], found["kewenangan"]) == ("kecamatan_opd", kewenangan)
    assert found["tujuan"] in {row["id"] for row in examples.rows("FROM opd")}


def test_money_of_companies_is_not_called_the_people_s_own_work(examples):
    found = examples.one("SELECT alokasi.* FROM alokasi JOIN usulan USING (id_usulan) WHERE masalah = 'CSR'")
    assert found["jalur"] == "tidak_memenuhi"
    assert "swadaya" not in found["alasan"].lower()
    assert found["rujukan"] not in (None, "", "dikerjakan warga sendiri")


# Every proposal of a season, once more


def turns(season: Season) -> dict[str, list[dict]]:
    """Per kelurahan the eligible, costed proposals in rank order."""
    query = """
        SELECT alokasi.*, usulan.program, peringkat.peringkat FROM alokasi
        JOIN usulan USING (id_usulan) JOIN peringkat USING (id_usulan)
        WHERE jalur IN ('dana_kelurahan', 'cadangan') ORDER BY peringkat.peringkat"""
    found = defaultdict(list)
    for row in season.rows(query):
        found[row["kode_kelurahan"]].append(row)
    return found


def by_hand(rows: list[dict]) -> list[tuple[str, int | None]]:
    """(jalur, kumulatif) of each, walking along and skipping what does not fit."""
    taken = physical = 0
    found: list[tuple[str, int | None]] = []
    for row in rows:
        sarpras = row["biaya"] if row["program"] == "sarpras" else 0
        if taken + row["biaya"] <= PAGU and physical + sarpras <= PAGU * SHARE // 100:
            taken, physical = taken + row["biaya"], physical + sarpras
            found.append(("dana_kelurahan", taken))
        else:
            found.append(("cadangan", None))
    return found


def test_who_is_inside_the_ceiling_and_the_running_total_are_those_of_boring_python(season):
    for rows in turns(season).values():
        assert [(row["jalur"], row["kumulatif"]) for row in rows] == by_hand(rows)


def test_whoever_is_skipped_is_told_what_would_fit_and_nobody_else_is(season):
    for row in season.rows("FROM alokasi"):
        skipped = row["jalur"] == "cadangan"
        assert (row["kenapa_belum"] is not None) == skipped
        assert skipped or (row["naik_pagu"], row["biaya_muat"]) == (None, None)
        if skipped and row["biaya_muat"]:
            amount = f"{row['biaya_muat']:,}".replace(",", ".")
            assert f"muat bila biayanya paling banyak Rp{amount}, misalnya bertahap" in row["kenapa_belum"]


def test_the_running_total_ends_at_what_is_planned(season):
    planned = season.pairs("SELECT kode, masuk_rencana FROM kelurahan")
    last = season.pairs("SELECT kode_kelurahan, max(kumulatif) FROM alokasi GROUP BY 1")
    assert {kode: last.get(kode) or 0 for kode in planned} == planned


# Ceilings of the office


@pytest.fixture
def three(tmp_path):
    """A folder with three works of Rp20 million in Bandengan and one in Setono."""
    rows = [proposal(rt=rt) for rt in (1, 2, 3)] + [proposal(kelurahan="Setono")]
    return archived(tmp_path / "kerja", {"a.csv": rows})


def counts(season: Season) -> dict[tuple[str, str], int]:
    query = "SELECT nama, jalur, count(*) FROM alokasi JOIN kelurahan ON kode_kelurahan = kode GROUP BY ALL"
    return {(row["nama"], row["jalur"]): row["count_star()"] for row in season.rows(query)}


def test_a_ceiling_of_one_kelurahan_and_this_year_stands_before_that_of_the_pack(three):
    ceiling = {"kode": "33.75.03.1009", "tahun": "2028", "pagu": "60000000", "dasar": "SK Wali Kota"}
    referred(three, "pagu.csv", [ceiling, ceiling | {"tahun": "2027", "pagu": "1000000"}])
    season = run(three)
    # 70 per cent of Rp60 million is room for two of them.
    assert counts(season) == {
        ("Bandengan", "dana_kelurahan"): 2,
        ("Bandengan", "cadangan"): 1,
        ("Setono", "dana_kelurahan"): 1,
    }
    assert season.pairs("SELECT pagu, count(*) FROM kelurahan GROUP BY pagu") == {60_000_000: 1, PAGU: 26}


def test_without_a_share_the_whole_ceiling_is_open_to_physical_works(three):
    text = (
        "[fisik]\nmaks_persen = 70\n"
        'dasar = "Ketentuan dana kelurahan Kota Pekalongan 2019 (berita)"\nstatus = "asumsi"\n'
    )
    season = run(ruled(three, {"nilai = 1_000_000_000": "nilai = 60_000_000", text: ""}))
    assert counts(season)["Bandengan", "dana_kelurahan"] == 3
    assert {row["sarpras_batas"] for row in season.rows("FROM kelurahan")} == {None}


def test_without_skipping_everything_after_the_first_that_does_not_fit_waits(three):
    changes = {"lompati = true": "lompati = false", "nilai = 1_000_000_000": "nilai = 50_000_000"}
    season = run(ruled(three, changes))
    rows = season.rows("FROM alokasi WHERE kode_kelurahan = '33.75.03.1009' ORDER BY naik_pagu NULLS FIRST")
    assert [row["aturan"] for row in rows] == ["J-DANA", "J-FISIK", "J-BERHENTI"]
    assert [row["biaya_muat"] for row in rows] == [None, 15_000_000, None]
    # 70 per cent of what holds 40 and 60 million, less the 50 million that are there.
    assert [row["naik_pagu"] for row in rows] == [None, 7_142_858, 35_714_286]
