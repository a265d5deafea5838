"""status: who has sent, what waits, how many days are left; and the word to each faskel."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.cycle import open_cycle
from flows.status import LONGEST_TEXT, message_to, read_status
from reports.senders import Faskel, numbers
from reports.wording import NO_REGISTER
from tests.builders import BANDENGAN, DEGAYU, YEAR, Season, dropped, marked, proposal, referred, run

RW = [{"kode_kelurahan": BANDENGAN, "rw": str(rw), "rt": "3", "kk": "40", "penduduk": "150"} for rw in range(1, 7)]
ROSTER = [
    {"kode_kelurahan": BANDENGAN, "nama": "Faskel Satu", "kontak": "0800-0000-0001", "tingkat": "kelurahan"},
    {"kode_kelurahan": BANDENGAN[:8], "nama": "Faskel Dua", "kontak": "", "tingkat": "senior"},
]
FILES = {
    "rw 1 dan 2.csv": [proposal(rw="01", pengusul="Slamet Riyadi"), proposal(rw="02", usulan="Paving")],
    "rw 3.csv": [proposal(rw="03", masalah="NIHIL", usulan="NIHIL", biaya=None)],
    "rw 4.csv": [proposal(rw="04", masalah=None)],
    "tanpa rw.csv": [proposal(rw=None, rt=None, lokasi=None)],
    "tanpa kelurahan.csv": [proposal(kelurahan=None)],
    "rusak.csv": "nama;alamat\nx;y\n",
}
NOON = datetime(2026, 12, 28, 5, 0, tzinfo=UTC).timestamp()  # 12.00 WIB


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    folder = dropped(tmp_path_factory.mktemp("status"), FILES)
    referred(referred(folder, "rt_rw.csv", RW), "faskel.csv", ROSTER)
    return run(folder)


def row_of(lines: list[str], name: str) -> list[str]:
    return next(line for line in lines if line.startswith(f"{name} | ")).split(" | ")


def test_every_rw_stands_where_it_is(door, season):
    answer = door("status", YEAR, "--data", season.folder)
    assert answer.code == 0
    assert row_of(answer.lines, "Bandengan") == [
        "Bandengan", "2", "01, 02, 04", "03", "05, 06", "2 baris (RW 04: 1, RW belum diketahui: 1)",
    ]  # fmt: skip


def test_the_rest_that_only_non_physical_work_may_use_is_told_with_who_sent_nothing_for_it(door, season):
    answer = door("status", YEAR, "--data", season.folder)
    figures = season.one(f"FROM kelurahan WHERE kode = '{BANDENGAN}'")
    assert figures["sisa"] - (figures["sarpras_batas"] - figures["sarpras_masuk"]) == 300_000_000
    told = "Bandengan | Sisa Rp300.000.000 hanya untuk pemberdayaan; PKK, Karang Taruna, Posyandu belum mengusulkan."
    assert [line for line in answer.lines if "hanya untuk pemberdayaan" in line] == [told]


def test_without_a_register_nobody_is_called_silent(door, season):
    assert NO_REGISTER in row_of(door("status", YEAR, "--data", season.folder).lines, "Degayu")


def test_rows_without_a_place_and_files_that_could_not_be_read_are_told(door, season):
    answer = door("status", YEAR, "--data", season.folder)
    assert "1 baris menunggu dilengkapi, kelurahannya belum diketahui." in answer.lines
    assert "1 berkas belum dapat dibaca:" in answer.lines
    assert any(line.startswith("rusak.csv | ") for line in answer.lines)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 12, 28, 5, 0, tzinfo=UTC), "Batas masuk 31 Desember 2026 pukul 23.59 WIB, 3 hari lagi."),
        # 23.30 WIB on the last evening
        (datetime(2026, 12, 31, 16, 30, tzinfo=UTC), "Batas masuk 31 Desember 2026 pukul 23.59 WIB, yaitu hari ini."),
        (
            datetime(2026, 12, 31, 17, 1, tzinfo=UTC),
            "sudah lewat; yang datang kemudian dicatat sebagai usulan susulan.",
        ),
    ],
)
def test_days_are_counted_where_the_people_are(door, season, monkeypatch, moment, words):
    monkeypatch.setattr(time, "time", moment.timestamp)
    assert words in door("status", YEAR, "--data", season.folder).lines[0]


def test_each_faskel_gets_one_text(door, season, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: NOON)
    lines = door("status", YEAR, "--data", season.folder, "--wa").lines
    text = (
        "Kabar usulan 2028, 28 Desember 2026 pukul 12.00 WIB. Kelurahan Bandengan: 2 usulan. "
        "Sudah mengirim: RW 01, 02, 04. Tidak ada usulan (nihil): RW 03. "
        "Menunggu dilengkapi: 2 baris (RW 04: 1, RW belum diketahui: 1). Belum mengirim: RW 05, 06. "
        "Batas masuk 31 Desember 2026 pukul 23.59 WIB, 3 hari lagi. Terima kasih. Panitia Musrenbang."
    )
    assert lines == ["--- Faskel Dua", lines[1], "", "--- Faskel Satu, 0800-0000-0001", text, ""]
    assert "Bandengan: 4 dari 6 RW, 2 baris menunggu." in lines[1]


def test_a_text_has_at_most_700_signs_and_no_name(door, season, sample):
    for one in (season, sample):
        texts = [line for line in door("status", YEAR, "--data", one.folder, "--wa").lines if line.startswith("Kabar")]
        assert max(map(len, texts)) <= LONGEST_TEXT
        names = {row["pengusul"] for row in one.rows("SELECT DISTINCT pengusul FROM usulan WHERE pengusul <> ''")}
        assert [name for name in names for text in texts if name in text] == []


def test_what_does_not_fit_is_said(season):
    status = read_status(open_cycle(YEAR, season.folder, NOON))
    text = message_to(status, Faskel("33.75.03", "Faskel Tiga", ""))
    everyone = message_to(status, Faskel("33.75", "Faskel Empat", ""))
    assert max(len(text), len(everyone)) <= LONGEST_TEXT


def test_without_a_roster_the_file_to_fill_in_is_named(door, tmp_path):
    season = run(dropped(tmp_path, {"a.csv": [proposal()]}))
    assert "reference/faskel.csv" in door("status", YEAR, "--data", season.folder, "--wa").out


def test_before_the_first_run_there_is_nothing_to_tell(door, tmp_path):
    answer = door("status", YEAR, "--data", marked(tmp_path))
    assert answer.code == 2
    assert f"musrenbang run {YEAR}" in answer.err


def test_a_run_that_is_going_on_is_not_in_the_way(door, season):
    from filelock import FileLock

    with FileLock(season.folder / ".musrenbang.lock"):
        assert door("status", YEAR, "--data", season.folder).code == 0


@pytest.mark.parametrize(
    ("rw", "shown"),
    [([], ""), ([5], "05"), ([2, 1], "01, 02"), ([1, 2, 3], "01-03"), ([1, 2, 3, 5, 7, 8, 9], "01-03, 05, 07-09")],
)
def test_rw_are_counted_in_spans(rw, shown):
    assert numbers(rw) == shown


def test_the_roster_is_checked(door, tmp_path: Path):
    referred(tmp_path, "faskel.csv", [ROSTER[0] | {"kode_kelurahan": DEGAYU, "tingkat": "ketua"}])
    assert door("run", YEAR, "--data", tmp_path, "--direct").code == 11
