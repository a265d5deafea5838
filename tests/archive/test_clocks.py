"""A clock that ran ahead when a file came does not make it later than all that corrects it."""

import time
from dataclasses import replace
from pathlib import Path

from flows.doctor import examine
from flows.intake.ledger import arrivals, write_ledger
from flows.repair import repair
from flows.summary import sentences
from tests.builders import Season, dropped, proposal
from tests.returned.parts import run

AHEAD = "2031-05-01T00:00:00.000000+00:00"


def wrong_clock(folder: Path) -> Season:
    """A file that came when the clock stood in 2031, then its correction."""
    season = run(dropped(folder, {"rw 2.csv": [proposal(rw="02", biaya="10 jt")]}))
    write_ledger(season.cycle, [replace(one, diterima=AHEAD) for one in arrivals(season.cycle)])
    return run(dropped(folder, {"rw 2.csv": [proposal(rw="02", biaya="30 jt")]}))


def test_a_file_seen_with_a_later_change_arrives_now(tmp_path, monkeypatch):
    past = time.time_ns() - 86_400 * 10**9
    dropped(tmp_path / "kerja", {"rw 2.csv": [proposal(rw="02")]})
    monkeypatch.setattr(time, "time_ns", lambda: past)
    (one,) = arrivals(run(tmp_path / "kerja").cycle)
    assert abs(time.mktime(time.strptime(one.diterima[:19], "%Y-%m-%dT%H:%M:%S")) - time.timezone - past / 1e9) < 3700


def test_a_line_that_lies_ahead_is_named_by_run_and_doctor_and_set_right_by_repair(tmp_path):
    season = wrong_clock(tmp_path / "kerja")
    assert season.one("SELECT biaya FROM usulan") == {"biaya": 10_000_000}
    assert any("waktu terimanya belum tiba" in line for line in sentences(season.cycle))
    assert any("waktu terima" in one.keadaan and one.peringatan for one in examine(season.folder))
    before = {one.sha256: one for one in arrivals(season.cycle)}
    assert any("belum tiba" in line for line in repair(season.cycle, do=True))
    for one in arrivals(season.cycle):
        was = before[one.sha256]
        assert one == (replace(was, diterima=was.mtime) if was.diterima == AHEAD else was)
    assert run(season.folder).one("SELECT biaya FROM usulan") == {"biaya": 30_000_000}
    assert not any("belum tiba" in line for line in sentences(season.cycle))
