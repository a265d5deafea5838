"""A file is taken back and counts again: archive and ledger stay, the record says who, when and why."""

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.errors import ArchiveDamaged, UsageError
from flows.intake.actions import TARIK, actions, in_force
from flows.intake.integrity import verify
from flows.intake.ledger import arrivals
from flows.repair import repair
from flows.summary import sentences
from flows.withdrawal import give_back, take_back
from tests.builders import Season, dropped, files_below, proposal
from tests.returned.parts import run

FIRST = {"rw 2.csv": [proposal(rw="02", biaya="10000000")], "rw 3.csv": [proposal(rw="03")]}
LATER = {"rw 2 baru.csv": [proposal(rw="02", biaya="90000000")]}
NOW = 1_796_000_000.0


@pytest.fixture(scope="module")
def replaced(tmp_path_factory: pytest.TempPathFactory) -> Season:
    folder = tmp_path_factory.mktemp("ditarik") / "kerja"
    run(dropped(folder, FIRST))
    return run(dropped(folder, LATER))


@pytest.fixture
def season(replaced: Season, tmp_path: Path) -> Season:
    return Season(Path(shutil.copytree(replaced.folder, tmp_path / "kerja")))


def sha_of(season: Season, nama: str) -> str:
    return next(one.sha256 for one in arrivals(season.cycle) if one.nama == nama)


def costs(season: Season) -> dict[int, int]:
    return season.pairs("SELECT rw, biaya FROM usulan")


def recorded(season: Season) -> Iterator[dict[str, str]]:
    with season.cycle.tindakan.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_what_was_replaced_comes_back_and_everything_is_as_before_when_it_is_undone(season: Season):
    before = {name: season.rows(f"FROM {name} ORDER BY ALL") for name in ("usulan", "baris", "berkas")}
    archive = files_below(season.cycle.archive)
    assert costs(season) == {2: 90_000_000, 3: 20_000_000}
    sha256 = sha_of(season, "rw 2 baru.csv")
    assert "tidak dihitung lagi" in next(take_back(season.folder, sha256[:6], "salah kirim", NOW))
    run(season.folder)
    assert costs(season) == {2: 10_000_000, 3: 20_000_000}
    file = season.one("SELECT status, kode, alasan FROM berkas WHERE sha256 = $s", s=sha256)
    assert (file["status"], file["kode"]) == ("ditolak", "ditarik") and "(salah kirim)" in file["alasan"]
    assert not [path for path in season.cycle.returned.iterdir() if path.name.startswith(sha256[:12])]
    assert {name: data for name, data in files_below(season.cycle.archive).items() if name in archive} == archive
    list(give_back(season.folder, sha256[:6], "", NOW))
    run(season.folder)
    assert {name: season.rows(f"FROM {name} ORDER BY ALL") for name in before} == before


def test_the_record_says_what_when_who_and_why(season: Season):
    sha256 = sha_of(season, "rw 3.csv")
    list(take_back(season.folder, sha256, "salah\tkota\n=1", NOW))
    (line,) = recorded(season)
    assert line | {"sidik": "", "oleh": ""} == {
        "waktu": "2026-11-30T00:53:20.000000+00:00", "tindakan": "tarik", "sha256": sha256, "alasan": "salah kota =1",
        "oleh": "", "sidik": "",
    }  # fmt: skip
    assert line["oleh"] and re.fullmatch("[0-9a-f]{64}", line["sidik"])


def test_once_more_changes_nothing(season: Season):
    name = arrivals(season.cycle)[0].arsip
    list(take_back(season.folder, name, "salah kirim", NOW))
    before = season.cycle.tindakan.read_bytes()
    assert "sudah ditarik" in "".join(take_back(season.folder, name, "lagi", NOW))
    assert season.cycle.tindakan.read_bytes() == before
    list(give_back(season.folder, name, "", NOW))
    assert "belum ditarik" in "".join(give_back(season.folder, name, "", NOW))


@pytest.mark.parametrize("reason", ["", "  ", "\n", "=", "\x1b\x07"])
def test_a_reason_must_be_written(season: Season, reason: str):
    with pytest.raises(UsageError, match="Alasan"):
        list(take_back(season.folder, sha_of(season, "rw 3.csv"), reason, NOW))
    assert not season.cycle.tindakan.exists()


@pytest.mark.parametrize("name", ["abc", "zzzzzzzz", "0" * 64, "../terima.csv", ""])
def test_a_name_that_means_no_file_is_said(season: Season, name: str):
    with pytest.raises(UsageError, match="Belum ada berkas"):
        list(take_back(season.folder, name, "salah kirim", NOW))


def test_a_file_taken_back_and_dropped_again_is_told_how_it_counts(season: Season):
    list(take_back(season.folder, sha_of(season, "rw 3.csv"), "salah kirim", NOW))
    run(dropped(season.folder, {"rw 3.csv": FIRST["rw 3.csv"]}))
    assert costs(season).keys() == {2}
    assert any("rw 3.csv: agar dihitung lagi: musrenbang tarik" in line for line in sentences(season.cycle))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"",
        lambda data: data[:-5],
        lambda data: data.split(b"\n")[0] + b"\n",
        lambda data: data.replace(b"salah kirim", b"salah alamat"),
        lambda data: data.replace(b",tarik,", b",batal,"),
        lambda data: data + data.splitlines(keepends=True)[-1],
        lambda data: b"\xef\xbb\xbf" + data.replace(b",", b";").replace(b"\n", b"\r\n"),
        lambda data: None,
    ],
    ids=["empty", "cut", "header alone", "reason", "undone", "doubled", "spreadsheet", "missing"],
)
def test_a_changed_record_is_damage_and_is_mended_from_the_warehouse(season: Season, change):
    list(take_back(season.folder, sha_of(season, "rw 3.csv"), "salah kirim", NOW))
    run(season.folder)
    before = season.cycle.tindakan.read_bytes()
    changed = change(before)
    if changed is None:
        season.cycle.tindakan.unlink()
    else:
        season.cycle.tindakan.write_bytes(changed)
    with pytest.raises(ArchiveDamaged, match=r"tindakan\.csv"):
        verify(season.cycle)
    list(repair(season.cycle, do=True))
    verify(season.cycle)
    assert season.cycle.tindakan.read_bytes().startswith(before)
    assert in_force(actions(season.cycle), TARIK).keys() == {sha_of(season, "rw 3.csv")}
