"""Which row is accepted, goes back, is a copy or is replaced (contract section 4, last paragraphs)."""

import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from tests.builders import Season, archived, proposal, run

LATER = datetime(2026, 12, 9, tzinfo=UTC)
EARLIER = datetime(2026, 11, 9, tzinfo=UTC)
SUFFIXED = re.compile(r"2028-\d{10}-\w{7}-\w{3}")


@pytest.fixture
def season(tmp_path: Path):
    return lambda files, came=None: run(archived(tmp_path / "kerja", files, came))


def statuses(season: Season, name: str) -> list[str]:
    """What became of the data rows of a file, in their order."""
    query = "SELECT nomor, baris.status FROM baris JOIN berkas USING (sha256) WHERE nama = $n AND nomor > 1"
    return [status for _, status in sorted(season.pairs(query, n=name).items())]


# Examples

CASES = {
    "an ordinary row is accepted": ([{}], ["diterima"]),
    "of equal rows the first stays": ([{}, {}, {}], ["diterima", "kembar", "kembar"]),
    "a running number makes no difference": ([{"no": 1}, {"no": 2}], ["diterima", "kembar"]),
    "an unknown column makes no difference": ([{"paraf": "A"}, {"paraf": "B"}], ["diterima", "kembar"]),
    "spelling makes no difference": ([{}, {"usulan": "PERBAIKAN saluran."}], ["diterima", "kembar"]),
    "another cost is another proposal": ([{}, {"biaya": "21 jt"}], ["diterima", "diterima"]),
    "another remark is another proposal": ([{}, {"catatan": "segera"}], ["diterima", "diterima"]),
    "two of three may be equal": ([{}, {"biaya": "21 jt"}, {}], ["diterima", "diterima", "kembar"]),
    "an equal row with a kesalahan goes back": (
        [{"biaya": "150"}, {"biaya": "150"}],
        ["dikembalikan", "dikembalikan"],
    ),
    "a returned row is nobody's first": ([{"masalah": ""}, {}], ["dikembalikan", "diterima"]),
    "NIHIL is no proposal": ([{"usulan": "NIHIL", "masalah": "", "biaya": ""}], ["diabaikan"]),
}


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Every example in a file and an RW of its own."""
    files = {
        f"{name}.csv": [proposal(rw=number) | cells for cells in rows]
        for number, (name, (rows, _)) in enumerate(CASES.items(), start=1)
    }
    return run(archived(tmp_path_factory.mktemp("examples") / "kerja", files))


@pytest.mark.parametrize("name", CASES)
def test_in_one_file(examples, name):
    assert statuses(examples, f"{name}.csv") == CASES[name][1]


def test_proposals_with_one_id_and_different_cells_get_a_suffix_each(examples):
    query = "SELECT nama, list(id_usulan ORDER BY nomor) FROM usulan JOIN berkas USING (sha256) GROUP BY nama"
    ids = examples.pairs(query)
    two, one = ids["two of three may be equal.csv"], ids["of equal rows the first stays.csv"]
    assert len(set(two)) == 2
    assert len({found[:24] for found in two}) == 1
    assert all(SUFFIXED.fullmatch(found) for found in two)
    assert not SUFFIXED.fullmatch(one[0])


def test_a_nihil_is_heard(examples):
    number = list(CASES).index("NIHIL is no proposal") + 1
    assert examples.one("SELECT status FROM rw WHERE rw = $rw", rw=number) == {"status": "nihil"}


def test_a_later_file_replaces_the_rows_of_an_earlier_one(season):
    found = season({"satu.csv": [proposal()], "dua.csv": [proposal(biaya="25 jt")]})
    assert (statuses(found, "satu.csv"), statuses(found, "dua.csv")) == (["digantikan"], ["diterima"])
    assert found.one("SELECT biaya FROM usulan") == {"biaya": 25_000_000}


def test_later_is_said_by_the_arrival_and_not_by_the_name(season):
    files = {"b.csv": [proposal()], "a.csv": [proposal(biaya="25 jt")]}
    found = season(files, {"b.csv": LATER, "a.csv": EARLIER})
    assert (statuses(found, "a.csv"), statuses(found, "b.csv")) == (["digantikan"], ["diterima"])


def test_of_two_that_arrived_together_the_last_changed_one_stays_then_the_higher_hash(season):
    files = {f"{cost}.csv": [proposal(biaya=f"{cost} jt")] for cost in (21, 22, 23)}
    found = season(files, dict.fromkeys(files, LATER))
    last = found.one("SELECT nama FROM berkas ORDER BY sha256 DESC LIMIT 1")["nama"]
    accepted = "SELECT nama FROM baris JOIN berkas USING (sha256) WHERE baris.status = 'diterima'"
    assert found.one(accepted) == {"nama": last}


def test_a_later_row_replaces_all_earlier_ones_of_its_signs_whatever_their_suffix(season):
    found = season({"satu.csv": [proposal(biaya="21 jt"), proposal(biaya="22 jt")], "dua.csv": [proposal()]})
    assert statuses(found, "satu.csv") == ["digantikan", "digantikan"]
    assert not SUFFIXED.fullmatch(found.one("SELECT id_usulan FROM usulan")["id_usulan"])


def test_two_later_rows_replace_one_earlier_one(season):
    found = season({"satu.csv": [proposal()], "dua.csv": [proposal(biaya="21 jt"), proposal(biaya="22 jt")]})
    assert (statuses(found, "satu.csv"), len(found.rows("FROM usulan"))) == (["digantikan"], 2)


def test_a_later_row_that_goes_back_replaces_nothing(season):
    found = season({"satu.csv": [proposal()], "dua.csv": [proposal(biaya="150")]})
    assert (statuses(found, "satu.csv"), statuses(found, "dua.csv")) == (["diterima"], ["dikembalikan"])


def test_the_same_row_in_another_kelurahan_replaces_nothing(season):
    found = season({"satu.csv": [proposal()], "dua.csv": [proposal(kelurahan="Setono")]})
    assert len(found.rows("FROM usulan")) == 2


def test_the_same_bytes_under_the_name_of_another_kelurahan_are_refused(season):
    rows = [{name: cell for name, cell in proposal().items() if name != "kelurahan"}]
    found = season({"Bandengan.csv": rows, "Setono.csv": rows})
    files = found.pairs("SELECT nama, status FROM berkas")
    assert files == {"Bandengan.csv": "terbaca", "Setono.csv": "ditolak"}
    reason = found.one("SELECT alasan FROM berkas WHERE nama = 'Setono.csv'")["alasan"]
    assert "di dalam berkas" in reason


# A random season and boring Python

NAMES = ["satu.csv", "dua.csv", "tiga.csv"]
CHOICES = {
    "kelurahan": ["Bandengan", "Setono"],
    "rw": ["1", "2"],
    "rt": ["1", "2", "1, 2"],
    "masalah": ["Banjir", "Becek", ""],
    "usulan": ["Perbaikan saluran", "Paving gang"],
    "biaya": ["20 jt", "30 jt", ""],
    "prioritas": ["1", "2"],
}
IDENTITY = ("kelurahan", "rw", "rt", "masalah", "usulan")


def random_files(seed: int) -> dict[str, list[dict[str, str]]]:
    random = Random(seed)
    return {
        name: [{column: random.choice(words) for column, words in CHOICES.items()} for _ in range(120)]
        for name in NAMES
    }


def expected(files: dict[str, list[dict[str, str]]]) -> dict[str, list[str]]:
    """What must become of every row, one after the other."""
    key = {name: [tuple(row[column] for column in IDENTITY) for row in rows] for name, rows in files.items()}
    good = {name: [row["masalah"] != "" for row in rows] for name, rows in files.items()}
    last: dict[tuple, str] = {}
    for name in NAMES:
        last |= {one: name for one, fine in zip(key[name], good[name], strict=True) if fine}
    found: dict[str, list[str]] = {}
    for name in NAMES:
        seen: list[dict[str, str]] = []
        found[name] = []
        for row, one, fine in zip(files[name], key[name], good[name], strict=True):
            if not fine:
                found[name].append("dikembalikan")
            elif row in seen:
                found[name].append("kembar")
            else:
                found[name].append("diterima" if last[one] == name else "digantikan")
            seen += [row] if fine else []
    return found


@pytest.fixture(scope="module", params=[1, 2])
def random_season(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    files = random_files(request.param)
    return files, run(archived(tmp_path_factory.mktemp("random") / "kerja", files))


def test_every_row_of_a_random_season_has_the_status_that_boring_python_gives_it(random_season):
    files, season = random_season
    assert {name: statuses(season, name) for name in NAMES} == expected(files)


def test_a_suffix_stands_where_and_only_where_one_file_says_two_things_of_one_proposal(random_season):
    _, season = random_season
    said: dict[str, set] = {}
    for row in season.rows("FROM usulan"):
        said.setdefault(row["id_usulan"][:24], set()).add((row["sha256"], row["id_usulan"]))
    for found in said.values():
        assert len({sha256 for sha256, _ in found}) == 1
    used = season.rows("FROM baris WHERE status IN ('diterima', 'digantikan')")
    together: dict[tuple, set] = {}
    for row in used:
        together.setdefault((row["sha256"], row["id_usulan"][:24]), set()).add(row["id_usulan"])
    assert all((len(ids) > 1) == bool(SUFFIXED.fullmatch(one)) for ids in together.values() for one in ids)
