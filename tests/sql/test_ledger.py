"""Which row is accepted, goes back, is a copy or is replaced (contract section 4, last paragraphs)."""

import re
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from tests.builders import Season, archived, proposal, run

LATER = datetime(2026, 12, 9, tzinfo=UTC)
EARLIER = datetime(2026, 11, 9, tzinfo=UTC)
SUFFIXED = re.compile(r"2028-\d{10}-\w{7}-\w{3}")


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


# Two files about one thing, the second one later unless `came` says otherwise

TWO_FILES = {
    "a later file replaces the row of an earlier one": (
        [{}], [{"biaya": "25 jt"}], ["digantikan"], ["diterima"],
    ),
    "a later file replaces all earlier rows of its signs, whatever their suffix": (
        [{"biaya": "21 jt"}, {"biaya": "22 jt"}], [{}], ["digantikan", "digantikan"], ["diterima"],
    ),
    "two later rows replace one earlier one": (
        [{}], [{"biaya": "21 jt"}, {"biaya": "22 jt"}], ["digantikan"], ["diterima", "diterima"],
    ),
    "a later row that goes back replaces nothing": (
        [{}], [{"biaya": "150"}], ["diterima"], ["dikembalikan"],
    ),
    "a returned row is replaced by its correction": (
        [{"biaya": "150"}], [{"biaya": "15 jt"}], ["digantikan"], ["diterima"],
    ),
    "the same row in another kelurahan replaces nothing": (
        [{}], [{"kelurahan": "Setono"}], ["diterima"], ["diterima"],
    ),
    "rows that the later file does not name stay": (
        [{}, {"rt": "04"}], [{"biaya": "25 jt"}], ["digantikan", "diterima"], ["diterima"],
    ),
    "later is said by the arrival and not by the order of names": (
        [{}], [{"biaya": "25 jt"}], ["diterima"], ["digantikan"],
    ),
}  # fmt: skip
SWAPPED = "later is said by the arrival and not by the order of names"
TOGETHER = 50  # the RW of three files that arrived in one moment


@pytest.fixture(scope="module")
def two_files(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Every pair of files in an RW of its own."""
    files, came = {}, {f"{SWAPPED} 1.csv": LATER, f"{SWAPPED} 2.csv": EARLIER}
    for number, (name, (first, then, _, _)) in enumerate(TWO_FILES.items(), start=1):
        files[f"{name} 1.csv"] = [proposal(rw=number) | cells for cells in first]
        files[f"{name} 2.csv"] = [proposal(rw=number) | cells for cells in then]
    for cost in (21, 22, 23):
        files[f"{cost}.csv"] = [proposal(rw=TOGETHER, biaya=f"{cost} jt")]
        came[f"{cost}.csv"] = LATER
    return run(archived(tmp_path_factory.mktemp("two") / "kerja", files, came))


@pytest.mark.parametrize("name", TWO_FILES)
def test_of_two_files(two_files, name):
    _, _, first, then = TWO_FILES[name]
    assert (statuses(two_files, f"{name} 1.csv"), statuses(two_files, f"{name} 2.csv")) == (first, then)


def test_the_later_row_is_the_proposal_now_and_needs_no_suffix(two_files):
    rw = list(TWO_FILES).index("a later file replaces all earlier rows of its signs, whatever their suffix") + 1
    found = two_files.one("SELECT id_usulan, biaya FROM usulan WHERE rw = $rw", rw=rw)
    assert found["biaya"] == 20_000_000
    assert not SUFFIXED.fullmatch(found["id_usulan"])


def test_of_files_that_arrived_in_one_moment_the_higher_hash_is_the_later(two_files):
    last = two_files.one("SELECT nama FROM berkas WHERE length(nama) = 6 ORDER BY sha256 DESC LIMIT 1")
    accepted = """
        SELECT nama FROM baris JOIN berkas USING (sha256)
        WHERE baris.status = 'diterima' AND length(nama) = 6"""
    assert two_files.one(accepted) == last


# The same bytes under several names

SAME_BYTES = {
    "usulan rw 5 Bandengan.csv": "terbaca",
    "usulan rw 5 Bandengan (1).csv": "kembar",
    "Bandengan/rw 05.csv": "kembar",
    "salinan.csv": "kembar",
    "usulan rw 5 Setono.csv": "ditolak",
    "usulan rw 6 Bandengan.csv": "ditolak",
    "2027/usulan rw 5 Bandengan.csv": "ditolak",
}


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """One file without kelurahan and RW inside, sent again and again."""
    rows = [{name: cell for name, cell in proposal().items() if name not in ("kelurahan", "rw", "rt")}]
    rows[0]["lembaga"] = "LPM"
    return run(archived(tmp_path_factory.mktemp("copies") / "kerja", dict.fromkeys(SAME_BYTES, rows)))


@pytest.mark.parametrize("name", SAME_BYTES)
def test_the_same_bytes_under_another_name_are_a_copy_unless_the_name_says_another_place(copies, name):
    assert copies.pairs("SELECT nama, status FROM berkas")[name] == SAME_BYTES[name]


def test_however_often_it_was_sent_it_is_one_proposal(copies):
    assert [row["kode_kelurahan"] for row in copies.rows("FROM usulan")] == ["33.75.03.1009"]


def test_who_sent_the_same_file_for_two_places_is_told_to_write_the_place_inside(copies):
    reason = copies.one("SELECT alasan FROM berkas WHERE nama = 'usulan rw 5 Setono.csv'")["alasan"]
    assert "kelurahan dan RW di dalam berkas" in reason


# In time or late

BELL = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)  # 23:59:59 in Pekalongan
MOMENTS = {
    "the second of the deadline": (BELL, True),
    "within that second": (BELL + timedelta(microseconds=999_999), True),
    "the second after": (BELL + timedelta(seconds=1), False),
    "the next morning in Pekalongan, the same day in London": (BELL + timedelta(hours=1), False),
}


@pytest.fixture(scope="module")
def timed(tmp_path_factory: pytest.TempPathFactory) -> Season:
    files = {f"{name}.csv": [proposal(rw=number)] for number, name in enumerate(MOMENTS, start=1)}
    came = {f"{name}.csv": moment for name, (moment, _) in MOMENTS.items()}
    return run(archived(tmp_path_factory.mktemp("timed") / "kerja", files, came))


@pytest.mark.parametrize("name", MOMENTS)
def test_a_proposal_is_late_after_the_deadline_and_accepted_all_the_same(timed, name):
    in_time = MOMENTS[name][1]
    query = "SELECT tepat_waktu, terlambat FROM berkas JOIN usulan USING (sha256) WHERE nama = $nama"
    assert timed.one(query, nama=f"{name}.csv") == {"tepat_waktu": in_time, "terlambat": not in_time}


def test_the_draft_counts_days_of_arrival_in_the_zone_of_the_pack(timed):
    found = timed.one("SELECT rancangan_ke, data_sampai FROM jalan")
    assert found == {"rancangan_ke": 2, "data_sampai": datetime(2027, 1, 1, 0, 59, 59)}


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
