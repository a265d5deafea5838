"""rules check and show, doctor: what stands in the rules, and what is wrong here."""

import pytest

from flows import doctor
from reports.wording import STATUS_ANGKA
from tests.builders import dropped, proposal, referred, ruled, run

YEAR = 2028


def test_the_packaged_rules_load(door):
    answer = door("rules", "check")
    assert answer.code == 0
    assert "Paket aturan 33.75 tahun 2028 utuh: 7 angka nasional berlaku." in answer.lines


def test_every_fault_of_every_pack_is_told(door, tmp_path):
    ruled(tmp_path, {"maks_persen = 70": "maks_persen = 170"})
    answer = door("rules", "check", "--data", tmp_path)
    assert answer.code == 10
    assert "33.75/2028.toml [fisik]" in answer.err


def test_rules_are_told_in_sentences_with_basis_and_status(door):
    answer = door("rules", "show", YEAR)
    rows = [line.split(" | ") for line in answer.lines[2:]]
    assert answer.code == 0
    assert {len(row) for row in rows} == {3}
    assert {status for _, _, status in rows} - {"-"} == set(STATUS_ANGKA.values())
    assert any("di atas Rp100.000.000 dikerjakan penyedia" in sentence for sentence, _, _ in rows)
    assert any("70% pagu" in sentence for sentence, _, _ in rows)


def test_the_rules_of_a_working_folder_are_its_own(door, tmp_path):
    ruled(tmp_path, {"nilai = 1_000_000_000": "nilai = 350_000_000"})
    assert "Rp350.000.000" in door("rules", "show", YEAR, "--data", tmp_path).out


def test_a_year_without_rules_is_told(door):
    assert door("rules", "show", 2040).code == 10


def test_a_healthy_installation_is_told_so(door, tmp_path):
    run(dropped(tmp_path, {"a.csv": [proposal()]}))
    answer = door("doctor", "--data", tmp_path)
    assert answer.code == 0, answer.out
    assert {line.partition(":")[0] for line in answer.lines} == {"Baik"}


@pytest.mark.parametrize(
    ("harm", "code", "word"),
    [
        (lambda folder: ruled(folder, {"maks_persen = 70": "maks_persen = 170"}), 10, "Paket aturan"),
        (lambda folder: referred(folder, "satuan.csv", [{"satuan": "m", "alias": ""}]), 11, "satuan.csv"),
    ],
    ids=["rules", "reference"],
)
def test_what_is_wrong_is_told_with_the_code_that_a_run_would_give(door, tmp_path, harm, code, word):
    answer = door("doctor", "--data", harm(tmp_path))
    assert answer.code == code
    assert any(line.startswith("Perlu dilihat: ") and word in line for line in answer.lines)


def test_packets_that_are_gone_are_told_with_the_command_that_renders_them(door, tmp_path):
    season = run(dropped(tmp_path, {"a.csv": [proposal()]}))
    (season.cycle.packets / "internal" / "index.html").unlink()
    answer = door("doctor", "--data", tmp_path)
    assert answer.code == 1
    assert f"musrenbang run {YEAR}" in answer.out


def test_a_package_that_does_not_fit_is_told(door, monkeypatch):
    monkeypatch.setattr(doctor.metadata, "requires", lambda _: ["duckdb>=99", "tidak-ada>=1", 'uv>=1; extra == "x"'])
    answer = door("doctor")
    assert answer.code == 1
    assert any("seharusnya >=99" in line and "tidak-ada belum terpasang" in line for line in answer.lines)
