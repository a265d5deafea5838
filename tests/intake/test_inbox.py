"""From the inbox to the archive (contract section 3): which files are taken, under which name, and which wait."""

import csv
import hashlib
import os
import re
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import street
from flows.cycle import Cycle, open_cycle
from flows.intake.codes import SIGNS, signs_hold
from flows.intake.folders import walk
from flows.intake.inbox import safe_name
from flows.intake.ledger import arrivals
from tests.builders import YEAR, Season, content, dropped, files_below, proposal, run, settle, sheet


def row(rw: int, **cells: object) -> list[dict[str, str]]:
    return [proposal(rw=rw, **cells)]


def named(year: int, signs: str = "K7M2XY", *, bare: bool = False) -> str:
    """An id of that plan year, with the check sign that its signs need."""
    check = next(sign for sign in SIGNS if signs_hold(signs + sign))
    whole = f"{year}-3375031009-{signs}{check}"
    return whole.replace("-", "").lower() if bare else whole


# Name of a file -> its content, and whether this year's run takes it.
DROPPED = {
    "biasa.csv": (row(1), True),
    "Bandengan/dari WA/rw 2.csv": (row(2), True),
    "2028/rw 3.csv": (row(3), True),
    "2027/rw 4.csv": (row(4), True),
    "2029/rw 5.csv": (row(5), False),
    "tahun rapat.csv": (row(6, tahun=2027), True),
    "tahun lain.csv": (row(7, tahun=2030), False),
    "dua tahun.csv": (row(8, tahun=2029) + row(8, tahun=2030, masalah="Lain"), True),
    "id lama.csv": (row(13, id_usulan=named(2026)) + row(13, id_usulan=named(2026, "ABCDEF", bare=True)), False),
    "id tahun ini.csv": (row(14, id_usulan=named(2028)), True),
    "id dua tahun.csv": (row(15, id_usulan=named(2026)) + row(15, id_usulan=named(2025), masalah="Lain"), True),
    "id lama, tahun ini.csv": (row(16, id_usulan=named(2026), tahun=2028), True),
    "id bukan.csv": (row(17, id_usulan=named(2026)[:-1] + "!"), True),
    "kode.csv": (row(18, kode="BDG-05-K7M2XY2"), True),
    "catatan.csv": (row(19, catatan=named(2026)), True),
    "lembar lama.csv": ([{"Kode": named(2026), "Biaya": "20 juta"}], False),
    "rapat/lembar lama.csv": ([{"Kode": named(2026, bare=True), "Biaya": "30 juta"}], False),
    "daftar.xls": (b"\xd0\xcf\x11\xe0", True),
    "surat (1) & foto.pdf": (b"%PDF-1.7", True),
    "sedang diunduh.csv.crdownload": ("usulan", False),
    "sedang ditulis.tmp": ("usulan", False),
    "~$kunci.xlsx": (b"x", False),
    ".tersembunyi.csv": ("usulan", False),
    ".folder/rw 9.csv": (row(9), False),
    "Thumbs.db": (b"x", False),
    "desktop.ini": (b"x", False),
    "Ünïcødé – 日本 🚧.csv": (row(10), True),
}
TAKEN = {name for name, (_, taken) in DROPPED.items() if taken}


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """One run over an inbox in which all of this lies, and three files that are not what they seem."""
    folder = dropped(tmp_path_factory.mktemp("inbox"), {name: file for name, (file, _) in DROPPED.items()})
    (folder / "luar.csv").write_text(sheet(row(20)), encoding="utf-8")
    (folder / "inbox" / "tautan.csv").symlink_to(folder / "luar.csv")
    (folder / "inbox" / "tautan folder").symlink_to(folder, target_is_directory=True)
    ahead = folder / "inbox" / "jam maju.csv"
    ahead.write_text(sheet(row(12)), encoding="utf-8")
    os.utime(ahead, (time.time() + 86_400, time.time() + 86_400))
    collect = street.STAGES["collect"]

    def just_written(cycle: Cycle) -> str:
        """Settled is judged when a file is looked at, however long ago the run began."""
        (cycle.inbox / "baru saja.csv").write_text(sheet(row(11)), encoding="utf-8")
        return collect(cycle)

    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(street.STAGES, "collect", just_written)
        return run(folder)


def test_settled_files_of_this_year_are_taken_and_all_others_stay(season):
    taken = {one.nama for one in arrivals(season.cycle)}
    assert taken == TAKEN | {"jam maju.csv"}
    left = {str(path.relative_to(season.cycle.inbox)) for path in season.cycle.inbox.rglob("*") if path.is_file()}
    assert {name for name in left if not name.startswith("tautan")} == DROPPED.keys() - TAKEN | {"baru saja.csv"}


def test_a_link_is_never_followed(season):
    assert (season.cycle.inbox / "tautan.csv").is_symlink()
    assert (season.folder / "luar.csv").is_file()
    assert season.rows("FROM usulan WHERE rw = 20") == []


def test_the_archive_holds_every_file_byte_for_byte_under_its_hash(season):
    archived = files_below(season.cycle.archive)
    for one in arrivals(season.cycle):
        assert hashlib.sha256(archived[one.arsip]).hexdigest() == one.sha256
        assert one.arsip == f"{one.sha256[:12]}__{safe_name(one.nama)}"
        assert one.ukuran == len(archived[one.arsip])
    assert archived.keys() - {one.arsip for one in arrivals(season.cycle)} == {"terima.csv"}


def test_the_ledger_of_arrivals_names_hash_name_and_two_moments_in_utc(season):
    with season.cycle.terima.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0].keys() >= {"sha256", "nama", "diterima", "mtime"}
    for one in rows:
        moments = [datetime.fromisoformat(one[name]) for name in ("diterima", "mtime")]
        assert all(moment.tzinfo == UTC for moment in moments)
        assert abs(moments[0] - datetime.now(UTC)).total_seconds() < 3600


def test_the_true_name_with_its_subfolder_stands_in_the_warehouse(season):
    names = {one["nama"] for one in season.rows("SELECT nama FROM berkas")}
    assert names == TAKEN | {"jam maju.csv"}


def test_the_kelurahan_may_be_said_by_the_folder_or_the_name(tmp_path):
    bare = [{name: cell for name, cell in one.items() if name != "kelurahan"} for one in row(1) + row(2) + row(3)]
    files = {"Bandengan/rw.csv": [bare[0]], "usulan Setono.csv": [bare[1]], "Setono/Bandengan.csv": [bare[2]]}
    season = run(dropped(tmp_path, files))
    found = season.pairs("SELECT rw, nama FROM usulan JOIN kelurahan ON kelurahan.kode = kode_kelurahan")
    # What stands nearer to the table is meant: the name of the file before that of its folder.
    assert found == {1: "Bandengan", 2: "Setono", 3: "Bandengan"}


def test_arrival_is_fixed_at_first_sight(tmp_path):
    first = run(dropped(tmp_path, {"rw 1.csv": row(1)}))
    (before,) = arrivals(first.cycle)
    dropped(tmp_path, {"rw 1.csv": row(1), "rw 2.csv": row(2)})
    os.utime(tmp_path / "inbox" / "rw 1.csv", (10**9, 10**9))
    after = {one.nama: one for one in arrivals(run(tmp_path).cycle)}
    assert after["rw 1.csv"] == before
    assert after["rw 2.csv"].diterima > before.diterima


def test_a_file_dropped_again_after_a_newer_one_changes_nothing_and_the_newer_is_named(tmp_path):
    run(dropped(tmp_path, {"rw 1.csv": row(1)}))
    run(dropped(tmp_path, {"rw 1.csv": row(1, biaya="25 jt")}))
    season = run(dropped(tmp_path, {"rw 1.csv": row(1)}))
    assert season.one("SELECT biaya FROM usulan") == {"biaya": 25_000_000}
    seen = season.one("SELECT kejadian, keterangan FROM kedatangan")
    assert seen["kejadian"] == "sama"
    assert seen["keterangan"] == max(one.diterima for one in arrivals(season.cycle))


def test_a_file_that_changed_after_it_was_archived_stays_in_the_inbox_until_the_next_run(tmp_path, monkeypatch):
    dropped(tmp_path, {"rw 1.csv": row(1)})
    cycle = open_cycle(YEAR, tmp_path, time.time())
    real = street.STAGES["publish"]

    def publish(now):
        (cycle.inbox / "rw 1.csv").write_bytes(content(row(1, biaya="30 jt")))
        return real(now)

    monkeypatch.setitem(street.STAGES, "publish", publish)
    street.run_direct(cycle)
    assert list(files_below(cycle.inbox)) == ["rw 1.csv"]
    monkeypatch.undo()
    settle(cycle.inbox)
    assert run(tmp_path).one("SELECT biaya FROM usulan") == {"biaya": 30_000_000}


def test_an_archive_that_lost_a_file_gets_it_back_when_it_is_dropped_again(tmp_path):
    season = run(dropped(tmp_path, {"rw 1.csv": row(1)}))
    (one,) = arrivals(season.cycle)
    (season.cycle.archive / one.arsip).unlink()
    again = run(dropped(tmp_path, {"rw 1.csv": row(1)}))
    assert arrivals(again.cycle) == [one]
    assert (season.cycle.archive / one.arsip).read_bytes() == content(row(1))


# Names


@given(st.text(min_size=1, max_size=300), st.sampled_from(["", ".csv", ".CSV", ".xlsx"]))
def test_a_safe_name_is_short_plain_and_no_path(stem, suffix):
    name = safe_name(stem + suffix)
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", name)
    assert len(name.encode()) <= 120


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("usulan rw 3 (1).csv", "usulan_rw_3_1_.csv"),
        ("../../etc/passwd", "passwd"),
        ("dari WA/RW 06 final.csv", "RW_06_final.csv"),
        ("Usulan é.csv", "Usulan_e.csv"),
        ("a" * 200 + ".csv", "a" * 116 + ".csv"),
        ("日本.csv", "csv"),
    ],
)
def test_a_safe_name_by_hand(name, safe):
    assert safe_name(name) == safe


def test_files_are_seen_in_an_order_that_the_file_system_does_not_decide(tmp_path: Path):
    for name in ("b.csv", "a.csv", "B/x.csv", "A/y.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [folder.shown(name) for folder, names in walk(tmp_path, lambda name, why: None) for name in names]
    assert found == ["a.csv", "b.csv", "A/y.csv", "B/x.csv"]
