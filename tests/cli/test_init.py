"""init: a working folder that is private, holds what an office edits, and can be run at once."""

import csv
import os
import stat
from pathlib import Path

import pytest

from flows.cycle import PACKAGED
from tests.builders import Season, files_below


@pytest.fixture
def made(door, tmp_path: Path) -> Path:
    assert door("init", tmp_path / "musim", "--kota", "33.75").code == 0
    return tmp_path / "musim"


def test_the_folder_holds_an_inbox_forms_and_what_an_office_edits(made):
    assert files_below(made).keys() == {
        ".musrenbang",
        "formulir/FORMULIR_USULAN_2028.csv",
        "formulir/FORMULIR_USULAN_2028.html",
        "formulir/FORMULIR_USULAN_2028.xlsx",
        "formulir/daftar-2028.csv",
        "reference/alias_kelurahan.csv",
        "reference/alias_kolom.csv",
        "reference/faskel.csv",
        "reference/harga.csv",
        "reference/jadwal.csv",
        "reference/kegiatan_berjalan.csv",
        "reference/pagu.csv",
        "reference/riwayat.csv",
        "reference/rt_rw.csv",
        "rules/33.75/2028.contoh.toml",
        "rules/33.75/2028.toml",
    }
    assert list((made / "inbox").iterdir()) == []


def test_copies_are_true_and_national_law_is_none_of_them(made):
    for name in (
        "rules/33.75/2028.toml",
        "rules/33.75/2028.contoh.toml",
        "reference/harga.csv",
        "reference/alias_kolom.csv",
    ):
        assert (made / name).read_bytes() == (PACKAGED / name).read_bytes()
    assert not (made / "rules" / "nasional.toml").exists()


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("rt_rw", ["kode_kelurahan", "rw", "rt", "kk", "penduduk"]),
        ("faskel", ["kode_kelurahan", "nama", "kontak", "tingkat"]),
        ("kegiatan_berjalan", ["tahun", "pelaksana", "kegiatan", "kelurahan", "rw", "rt", "lokasi", "sumber"]),
        ("pagu", ["kode", "tahun", "pagu", "dasar", "tahap"]),
        ("jadwal", ["kode", "tanggal", "jam", "tempat"]),
        ("riwayat", ["tahun", "kelurahan", "rw", "rt", "usulan", "hasil", "alasan"]),
    ],
)
def test_what_only_the_office_knows_is_a_header_alone(made, name, columns):
    with (made / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [columns]


@pytest.mark.skipif(os.name == "nt", reason="no such rights")
def test_nobody_else_may_look_in(made):
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_the_folder_runs_at_once(door, made):
    assert door("run", 2028, "--data", made, "--direct").code == 0
    season = Season(made)
    assert season.rows("SELECT DISTINCT rw_diam, rt_diam FROM kelurahan") == [{"rw_diam": None, "rt_diam": None}]


def test_an_empty_folder_may_exist(door, tmp_path):
    assert door("init", tmp_path, "--kota", "33.75").code == 0


def test_a_folder_that_holds_something_is_refused_and_left_alone(door, tmp_path):
    (tmp_path / "surat.txt").write_text("penting", encoding="utf-8")
    answer = door("init", tmp_path, "--kota", "33.75")
    assert (answer.code, files_below(tmp_path)) == (2, {"surat.txt": b"penting"})
    assert str(tmp_path) in answer.err


def test_a_file_in_the_place_of_the_folder_is_refused(door, tmp_path):
    (tmp_path / "musim").write_text("penting", encoding="utf-8")
    assert door("init", tmp_path / "musim", "--kota", "33.75").code == 2


def test_an_unknown_kota_is_wrong_usage_and_the_known_ones_are_named(door, tmp_path):
    answer = door("init", tmp_path / "musim", "--kota", "99.99")
    assert (answer.code, (tmp_path / "musim").exists()) == (2, False)
    assert "33.75" in answer.err


def test_the_kota_must_be_named(door, tmp_path):
    assert door("init", tmp_path / "musim").code == 2


def test_a_place_that_cannot_be_written_is_told(door, tmp_path):
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    assert door("init", tmp_path / "berkas" / "musim", "--kota", "33.75").code == 14
