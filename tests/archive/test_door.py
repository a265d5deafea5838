"""repair and tarik as people call them: what is said, and the exit code."""

from pathlib import Path

import pytest

from tests.archive.damage import COPIES, LEDGER
from tests.archive.test_damage import FILES
from tests.builders import YEAR, Season, archived
from tests.cli.conftest import door  # noqa: F401  (a fixture)


@pytest.fixture
def season(tmp_path: Path) -> Season:
    """An archive that no run has published yet; the folder is known as ours by its ledger and its mark."""
    folder = archived(tmp_path / "kerja", FILES)
    (folder / ".musrenbang").touch()
    return Season(folder)


def test_repair_shows_first_and_does_with_yes(season: Season, door):  # noqa: F811
    LEDGER["titik koma"](season.cycle.archive)
    before = season.cycle.terima.read_bytes()
    refused = door("run", YEAR, "--data", season.folder, "--direct")
    assert refused.code == 17 and refused.err.count("\n") == 1 and "musrenbang repair 2028" in refused.err
    shown = door("repair", YEAR, "--data", season.folder)
    assert shown.code == 0 and season.cycle.terima.read_bytes() == before
    assert door("repair", YEAR, "--data", season.folder, "--yes").code == 0
    assert "utuh" in door("repair", YEAR, "--data", season.folder).out
    (former,) = season.cycle.archive.glob("terima-*.csv")
    assert former.read_bytes() == before


def test_doctor_has_the_exit_code_of_a_run(season: Season, door):  # noqa: F811
    COPIES["terpotong"](season.cycle.archive)
    found = door("doctor", "--data", season.folder)
    assert found.code == 17
    assert any(line.startswith("Perlu dilihat: Arsip 2028") and "repair" in line for line in found.lines)


def test_check_believes_no_damaged_archive_and_still_answers(season: Season, tmp_path: Path, door):  # noqa: F811
    (tmp_path / "u.csv").write_text("kelurahan,rw,masalah,usulan\nBandengan,5,rob,talud\n")
    LEDGER["terpotong di tengah baris"](season.cycle.archive)
    assert door("check", tmp_path / "u.csv", "--data", season.folder).code == 0


def test_tarik_asks_for_a_reason_and_for_one_file(season: Season, door):  # noqa: F811
    name = next(season.cycle.archive.glob("*__rw_2.csv")).name
    assert door("tarik", name, "--data", season.folder).code == 2
    assert door("tarik", "123", "--data", season.folder, "--alasan", "salah kirim").code == 2
    told = door("tarik", name[:8].upper(), "--data", season.folder, "--alasan", "salah kirim")
    assert told.code == 0 and "--batal" in told.out
    assert door("tarik", name, "--data", season.folder, "--batal").code == 0
    assert season.cycle.tindakan.read_text(encoding="utf-8").count("\n") == 3


def test_the_same_file_of_two_years_needs_the_year(season: Season, door):  # noqa: F811
    (season.folder / "archive" / "2027").mkdir()
    for path in season.cycle.archive.iterdir():
        (season.folder / "archive" / "2027" / path.name).write_bytes(path.read_bytes())
    name = next(season.cycle.archive.glob("*__rw_2.csv")).name
    several = door("tarik", name, "--data", season.folder, "--alasan", "salah kirim")
    assert several.code == 2 and "2027/" in several.err and "2028/" in several.err
    assert door("tarik", name, "--data", season.folder, "--alasan", "x", "--tahun", "2027").code == 0
    assert not season.cycle.tindakan.exists()
