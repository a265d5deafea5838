"""No person leaves the panitia: canaries in every column, name and heading, sought wherever something is public."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import BANDENGAN, YEAR, Season, dropped, files_below, run, text_below, texts
from tests.reports.canaries import COLUMNS, PANITIA_ONLY, PERSONAL, SENDER, leaks, seeded

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def told() -> list[str]:
    return []


@pytest.fixture(scope="module")
def seeded_season(tmp_path_factory: pytest.TempPathFactory, told: list[str]) -> Season:
    """The season of the canaries after a run, all that it logged beside it."""
    handler = logging.Handler()
    handler.emit = lambda record: told.append(handler.format(record))
    log = logging.getLogger()
    before = log.level
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    try:
        return run(dropped(tmp_path_factory.mktemp("canaries") / "kerja", seeded()))
    finally:
        log.removeHandler(handler)
        log.setLevel(before)


def test_the_canaries_are_accepted_and_stand_in_the_panitia_s_edition(seeded_season):
    accepted = seeded_season.one("SELECT count(*) AS jumlah FROM usulan")["jumlah"]
    assert accepted > len(COLUMNS)
    internal = text_below(seeded_season.cycle.packets / "internal")
    assert {one for one in (*PERSONAL, "Catatkanari") if one not in internal} == set()


def test_the_public_edition_holds_no_canary_in_any_file_or_part_of_one(seeded_season):
    public = files_below(seeded_season.cycle.packets / "publik")
    assert {Path(name).suffix for name in public} >= {".html", ".csv", ".xlsx", ".docx", ".json"}
    found = {name: leaked for name, data in public.items() if (leaked := leaks("\n".join([name, *texts(data)])))}
    assert found == {}


def test_every_public_page_says_how_to_ask_for_a_correction(seeded_season):
    pages = {name: data.decode() for name, data in files_below(seeded_season.cycle.packets).items() if "html" in name}
    asking = {name for name, html in pages.items() if "mohon beri tahu panitia musrenbang" in html}
    assert asking == {name for name in pages if name.startswith("publik/")}
    assert len(asking) > 10


def test_files_are_not_named_after_persons(seeded_season):
    for folder in ("packets", "warehouse"):
        names = "\n".join(files_below(seeded_season.folder / folder))
        assert leaks(names) == []


def test_the_log_counts_and_names_nobody(seeded_season, told):
    assert seeded_season.cycle.packets.is_dir()
    assert told
    assert leaks("\n".join(told)) == []


@pytest.mark.slow
@pytest.mark.parametrize("options", [["--direct"], ["--direct", "--debug"], []], ids=["direct", "debug", "prefect"])
def test_a_run_says_and_keeps_nothing_of_a_person(tmp_path, options):
    folder = dropped(tmp_path / "kerja", seeded())
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    command = [sys.executable, "-m", "flows.cli", "run", str(YEAR), "--data", str(folder), *options]
    ran = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert leaks(ran.stdout + ran.stderr) == []
    kept = [data.decode(errors="replace") for data in files_below(folder / ".prefect").values()]
    assert leaks("\n".join(kept)) == []
    assert bool(kept) == (options == [])


def test_the_public_packet_still_says_where(seeded_season):
    html = (seeded_season.cycle.packets / "publik" / BANDENGAN / "index.html").read_text(encoding="utf-8")
    assert "Gang 3 depan rumah warga" in html
    assert SENDER not in html
    assert len(PANITIA_ONLY) == 7
