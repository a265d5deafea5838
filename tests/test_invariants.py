"""What must hold after every run (contract section 8, points 1 to 5), counted again from files and pages."""

import csv
import io
import shutil
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import pytest

from flows.intake.ledger import arrivals
from tests.builders import (
    PUBLIC_TABLES,
    YEAR,
    Season,
    dropped,
    files_below,
    proposal,
    read_page,
    run,
)

TOTALS = "pagu total_biaya masuk_rencana sisa sarpras_masuk jumlah_usulan inovasi rw_diam rt_diam".split()
STATUSES = {"diterima", "dikembalikan", "digantikan", "kembar", "diabaikan"}

# What issue A counted in the real rows.
REAL_ROWS = {"diterima": 1013, "dikembalikan": 49, "kembar": 29}


def starting_lines(data: bytes, encoding: str, delimiter: str) -> list[int]:
    """The line on which each physical record of a file starts, by the csv module alone."""
    reader = csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter)
    lines, before = [], 0
    for _ in reader:
        lines.append(before + 1)
        before = reader.line_num
    return lines


def tables(season: Season, *, without: tuple[str, ...] = ()) -> dict[str, list]:
    """Every table that others may read, in an order that does not depend on the file."""
    return {name: sorted(season.rows(f"FROM {name}"), key=repr) for name in PUBLIC_TABLES if name not in without}


def again(season: Season, folder: Path) -> Season:
    """A run in a folder of its own, over the same archive with its terima.csv and the same reference data."""
    shutil.copytree(season.folder / "archive", folder / "archive")
    if (season.folder / "reference").is_dir():
        shutil.copytree(season.folder / "reference", folder / "reference")
    return run(folder)


@pytest.fixture(scope="session")
def second(season: Season, tmp_path_factory: pytest.TempPathFactory) -> Season:
    return again(season, tmp_path_factory.mktemp("second"))


# 1. Conservation


def test_every_physical_record_of_every_read_file_stands_in_the_ledger_with_its_line(season):
    ledger = defaultdict(list)
    for row in season.rows("SELECT sha256, nomor FROM baris"):
        ledger[row["sha256"]].append(row["nomor"])
    archived = {one.sha256: season.cycle.archive / one.arsip for one in arrivals(season.cycle)}
    files = season.rows("FROM berkas WHERE status = 'terbaca'")
    assert len(files) > 0
    expected = {
        one["sha256"]: starting_lines(archived[one["sha256"]].read_bytes(), one["encoding"], one["pemisah"])
        for one in files
    }
    assert {sha256: sorted(lines) for sha256, lines in ledger.items()} == expected
    assert {one["sha256"]: one["baris"] for one in files} == {k: len(lines) for k, lines in expected.items()}


def test_every_file_of_the_ledger_of_arrivals_stands_in_table_berkas(season):
    arrived = [(one.sha256, one.nama) for one in arrivals(season.cycle)]
    assert sorted((one["sha256"], one["nama"]) for one in season.rows("FROM berkas")) == sorted(arrived)


def test_every_record_has_one_status_and_a_reason_unless_it_is_accepted(season):
    rows = season.rows("FROM baris")
    assert {row["status"] for row in rows} <= STATUSES
    assert [row for row in rows if (row["alasan"] in (None, "")) != (row["status"] == "diterima")] == []


def test_every_accepted_record_is_one_proposal_and_every_proposal_one_accepted_record(season):
    accepted = Counter(
        (row["id_usulan"], row["sha256"], row["nomor"]) for row in season.rows("FROM baris WHERE status = 'diterima'")
    )
    proposals = Counter((row["id_usulan"], row["sha256"], row["nomor"]) for row in season.rows("FROM usulan"))
    assert accepted == proposals
    assert max(proposals.values()) == 1


def test_the_archive_holds_what_was_dropped_and_the_inbox_nothing_more(season):
    assert [path for path in season.cycle.inbox.rglob("*") if path.is_file()] == []
    assert all((season.cycle.archive / one.arsip).is_file() for one in arrivals(season.cycle))


def test_the_real_rows_are_all_in_the_ledger(real):
    rows = real.pairs("SELECT status, count(*) FROM baris WHERE status <> 'diabaikan' GROUP BY status")
    assert rows == REAL_ROWS
    assert sum(rows.values()) == 1091


def test_of_the_real_rows_48_come_back_without_rw_one_of_them_without_kelurahan_and_one_with_volume_0(real):
    reasons = real.pairs("SELECT alasan, count(*) FROM baris WHERE status = 'dikembalikan' GROUP BY alasan")
    assert reasons == {"rw_kosong": 47, "kelurahan_kosong, rw_kosong": 1, "volume_nol": 1}


def test_the_real_rows_are_accepted_in_all_27_kelurahan_fewest_in_setono(real):
    counts = real.pairs("SELECT nama, jumlah_usulan FROM kelurahan")
    assert (len(counts), min(counts, key=counts.get), min(counts.values())) == (27, "Setono", 3)


def test_215_of_the_real_rows_ask_another_source(real):
    asked = real.pairs("SELECT sumber_dana = 'dana_kelurahan', count(*) FROM usulan GROUP BY 1")
    assert asked[False] == 215


# 2. Money


def test_no_kelurahan_plans_more_than_its_ceiling_or_its_physical_share(season):
    planned, physical = Counter(), Counter()
    for row in season.rows("SELECT * FROM alokasi JOIN usulan USING (id_usulan)"):
        if row["jalur"] == "dana_kelurahan":
            planned[row["kode_kelurahan"]] += row["biaya"]
            physical[row["kode_kelurahan"]] += row["biaya"] if row["program"] == "sarpras" else 0
    over = {kode: total for kode, total in planned.items() if total > 1_000_000_000}
    over |= {kode: total for kode, total in physical.items() if total > 700_000_000}
    assert over == {}


@pytest.mark.parametrize("edition", ["internal", "publik"])
def test_the_totals_of_every_packet_are_those_of_the_warehouse_to_the_rupiah(season, edition):
    expected = {
        one["kode"]: {name: one[name] for name in TOTALS if one[name] is not None}
        for one in season.rows("FROM kelurahan")
    }
    printed = {kode: season.packet(kode, edition).totals for kode in expected}
    assert {kode: dict(totals) for kode, totals in printed.items()} == expected
    assert all(len(set(totals)) == len(dict(totals)) for totals in printed.values())


@pytest.mark.parametrize("edition", ["internal", "publik"])
def test_the_index_of_the_kota_prints_the_sums(season, edition):
    rows = season.rows("FROM kelurahan")
    known = [name for name in TOTALS if any(row[name] is not None for row in rows)]
    printed = read_page(season.cycle.packets / edition / "index.html").totals
    assert dict(printed) == {name: sum(row[name] or 0 for row in rows) for name in known}
    assert len(set(printed)) == len(dict(printed))


@pytest.mark.parametrize("edition", ["internal", "publik"])
def test_every_proposal_stands_in_the_packet_of_its_kelurahan_with_its_one_jalur(season, edition):
    expected = defaultdict(set)
    for row in season.rows("FROM alokasi"):
        expected[row["kode_kelurahan"]].add((row["id_usulan"], row["jalur"]))
    kelurahan = [row["kode"] for row in season.rows("FROM kelurahan")]
    assert {kode: set(season.packet(kode, edition).proposals) for kode in kelurahan} == {
        kode: expected[kode] for kode in kelurahan
    }


# 3. One jalur, one metode, each with its reasons


def test_every_proposal_has_one_jalur_with_reason_rule_and_basis(season):
    ways = season.rows("FROM alokasi")
    assert Counter(row["id_usulan"] for row in ways) == Counter(row["id_usulan"] for row in season.rows("FROM usulan"))
    assert [row for row in ways if not (row["jalur"] and row["alasan"] and row["aturan"] and row["dasar"])] == []


def test_what_goes_up_names_its_office_and_what_is_not_payable_says_where_to_ask(season):
    lost = [
        row
        for row in season.rows("FROM alokasi")
        if (row["jalur"] == "kecamatan_opd" and not (row["tujuan"] and row["kewenangan"]))
        or (row["jalur"] == "tidak_memenuhi" and not row["rujukan"])
    ]
    assert lost == []


def test_every_proposal_with_a_cost_has_one_method_with_rule_and_basis(season):
    costed = Counter(row["id_usulan"] for row in season.rows("FROM alokasi WHERE biaya IS NOT NULL"))
    methods = season.rows("FROM pengadaan")
    assert Counter(row["id_usulan"] for row in methods) == costed
    assert [row for row in methods if not (row["metode"] and row["aturan"] and row["dasar"])] == []


def test_every_proposal_has_one_rank_from_1_to_n_in_its_kelurahan(season):
    ranks = defaultdict(list)
    for row in season.rows("FROM peringkat"):
        ranks[row["kode_kelurahan"]].append(row["peringkat"])
    assert {kode: sorted(found) for kode, found in ranks.items()} == {
        kode: list(range(1, len(found) + 1)) for kode, found in ranks.items()
    }
    assert sum(map(len, ranks.values())) == len(season.rows("FROM usulan"))


def test_no_finding_repeats_who_sent_a_row(season):
    people = season.rows("SELECT pengusul, kontak FROM usulan")
    private = {word for row in people for word in row.values() if word}
    told = season.rows("SELECT kolom, nilai, pesan, cara FROM temuan WHERE kolom IN ('pengusul', 'kontak')")
    assert [row for row in told if any(word in text for word in private for text in row.values())] == []


# 4. The same archive gives the same


def test_the_same_archive_gives_equal_tables(season, second):
    assert tables(second) == tables(season)


def test_the_same_archive_gives_byte_identical_packets_and_files(season, second):
    for name in ("packets", "returned"):
        first, then = (files_below(one.folder / name) for one in (season, second))
        assert sorted(then) == sorted(first)
        assert [path for path in first if first[path] != then[path]] == []


def reordered(season: Season, folder: Path) -> Season:
    """The same submissions, their rows below the header in another order, dropped in another order."""
    files = {}
    for one in season.rows("FROM berkas WHERE status = 'terbaca'"):
        data = (season.cycle.archive / one["arsip"]).read_bytes()
        reader = csv.reader(io.StringIO(data.decode(one["encoding"]), newline=""), delimiter=one["pemisah"])
        title, *rows = list(reader)
        Random(one["nama"]).shuffle(rows)
        out = io.StringIO()
        csv.writer(out, delimiter=one["pemisah"]).writerows([title, *rows])
        files[one["nama"]] = out.getvalue()
    if (season.folder / "reference").is_dir():
        shutil.copytree(season.folder / "reference", folder / "reference")
    names = sorted(files, key=lambda name: name[::-1])
    return run(dropped(folder, {name: files[name] for name in names}))


@pytest.fixture(scope="session")
def other_order(season: Season, tmp_path_factory: pytest.TempPathFactory) -> Season:
    return reordered(season, tmp_path_factory.mktemp("other"))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * EXCLUDE (sha256, nomor, terlambat) FROM usulan",
        "SELECT * FROM kelompok",
        "SELECT * FROM peringkat",
        "SELECT * FROM alokasi",
        "SELECT * FROM pengadaan",
        "SELECT * FROM peringatan",
        "SELECT * FROM kelurahan",
        "SELECT status, id_usulan, alasan, count(*) FROM baris GROUP BY ALL",
        "SELECT kolom, nilai, kode, tingkat, cara, count(*) FROM temuan GROUP BY ALL",
    ],
)
def test_the_order_of_files_and_rows_changes_nothing_but_who_replaces_whom(season, other_order, query):
    first, then = (sorted(one.rows(query), key=repr) for one in (season, other_order))
    assert then == first


# 5. A second run


def test_a_second_run_with_an_empty_inbox_changes_nothing(second):
    before, known = files_below(second.folder), tables(second)
    run(second.folder)
    after = files_below(second.folder)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    # DuckDB writes its blocks as it likes; what stands in them is compared as tables.
    assert changed - {str(Path("warehouse", f"{YEAR}.duckdb"))} == set()
    assert tables(second) == known


@pytest.fixture
def small(tmp_path: Path) -> Season:
    """A season of one file of two rows, dropped into an inbox."""
    rows = [proposal(rt="01"), proposal(rt="02", biaya="150000000")]
    return run(dropped(tmp_path / "kerja", {"rw 05.csv": rows}))


def test_a_run_that_finds_no_packets_renders_them(small):
    before = files_below(small.cycle.packets)
    shutil.rmtree(small.cycle.packets)
    run(small.folder)
    assert files_below(small.cycle.packets) == before


def test_a_file_dropped_again_under_its_name_changes_nothing(small):
    before, known = files_below(small.cycle.archive), tables(small)
    (one,) = arrivals(small.cycle)
    dropped(small.folder, {one.nama: (small.cycle.archive / one.arsip).read_bytes()})
    run(small.folder)
    assert files_below(small.cycle.archive) == before
    assert tables(small) == known
    assert files_below(small.cycle.inbox) == {}


def test_what_a_killed_run_left_under_construction_does_no_harm(small):
    known = tables(small)
    small.cycle.building.write_bytes(b"half a warehouse")
    (small.cycle.archive / ".terima-4711").write_bytes(b"half a file")
    (small.cycle.packets.parent / f".{YEAR}.baru").mkdir()
    run(small.folder)
    assert tables(small) == known
    assert [path for path in files_below(small.folder) if "/." in path] == []
