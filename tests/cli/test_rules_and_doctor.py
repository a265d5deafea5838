"""rules check and show, doctor: what stands in the rules, and what is wrong here."""

import os
import re

import pytest

from flows import doctor
from reports.wording import STATUS_ANGKA
from tests.builders import dropped, proposal, referred, ruled, run

YEAR = 2028


def test_the_packaged_rules_load_their_examples_hold_and_the_years_without_a_pack_are_named(door):
    answer = door("rules", "check")
    assert answer.code == 0
    loaded, missing, tried = answer.lines[:3], answer.lines[3], answer.lines[4:]
    assert [re.sub(r"\d+ angka", "n angka", line) for line in loaded] == [
        f"Paket aturan 33.75 tahun {year} utuh: n angka nasional berlaku. Aturan yang dibaca: bawaan."
        for year in (2019, 2020, 2028)
    ]
    assert missing == "Paket aturan 33.75 belum ada untuk tahun 2021, 2022, 2023, 2024, 2025, 2026 dan 2027."
    assert [re.sub(r"(\d+) dari \1 sesuai", "semua sesuai", line) for line in tried] == [
        f"Contoh tahun {year}: semua sesuai." for year in (2019, 2020, 2028)
    ]


def test_an_example_that_a_changed_number_breaks_is_told_with_what_follows_now(door, tmp_path):
    ruled(tmp_path, {"nilai = 100_000_000": "nilai = 90_000_000"})
    ruled(tmp_path, {"Pekerjaan fisik seharga Rp100": "Pekerjaan  fisik seharga Rp100"}, "33.75/2028.contoh.toml")
    answer = door("rules", "check", "--data", tmp_path)
    assert answer.code == 0
    assert any(
        line.startswith("Perlu dilihat: Pekerjaan  fisik seharga Rp100.000.000, tepat pada batas")
        and "jadinya metode pengadaan_langsung" in line
        for line in answer.lines
    )


@pytest.mark.parametrize("copied", [True, False], ids=["examples copied by init", "no examples of its own"])
def test_an_honest_change_of_a_number_calls_for_no_look_at_the_packaged_examples(door, tmp_path, copied):
    ruled(tmp_path, {"nilai = 1_000_000_000": "nilai = 900_000_000", "nilai = 100_000_000": "nilai = 90_000_000"})
    if copied:
        ruled(tmp_path, {}, "33.75/2028.contoh.toml")
    answer = door("rules", "check", "--data", tmp_path)
    assert (answer.code, "Perlu dilihat" in answer.out, answer.err) == (0, False, "")


def test_all_faults_of_all_packs_and_tables_are_told_at_once_and_once_each(door, tmp_path):
    ruled(tmp_path, {"maks_persen = 70": "maks_persen = 170"})
    ruled(tmp_path, {"minimal = 1": "minimal = -1"}, "33.75/2020.toml")
    ruled(tmp_path, {'kota = "33.75"': 'kota = "33.76"', "nilai = 352_941_000": "nilai = 0.5"}, "33.75/2019.toml")
    ruled(tmp_path, {"berlaku = 2021-02-02": "berlaku = 2021-02-03"}, "nasional.toml")
    answer = door("rules", "check", "--data", tmp_path)
    told = [line.strip() for line in answer.err.splitlines()[1:]]
    assert answer.code == 10
    assert sorted(line.partition("]")[0] for line in told) == sorted(
        [
            "33.75/2028.toml [fisik", "33.75/2020.toml [inovasi", "33.75/2019.toml [paket", "33.75/2019.toml [pagu",
            *(["nasional.toml [[angka"] * 4),
        ]
    )  # fmt: skip


def test_two_years_are_compared_sentence_by_sentence(door):
    answer = door("rules", "diff", 2019, 2028)
    assert answer.code == 0
    assert "Berubah: pagu nilai semula Rp352.941.000, menjadi Rp1.000.000.000." in answer.lines
    assert "Baru: pihak ketiga nilai Rp100.000.000." in answer.lines
    assert (
        "Tidak ada lagi: nasional dau tambahan baik Rp352.941.000 (dasar: UU 12/2018 penjelasan Pasal 11 ayat (17))."
        in answer.lines
    )
    assert any(line.startswith("Berubah: nasional pl konstruksi semula Rp200.000.000 ") for line in answer.lines)
    assert not any("bobot" in line for line in answer.lines)  # the weights of both years are the same


def test_a_year_compared_with_itself_does_not_differ(door):
    assert door("rules", "diff", 2028, 2028).lines[1:] == ["Tidak ada perbedaan."]


def test_a_year_without_a_pack_cannot_be_compared(door):
    assert door("rules", "diff", 2027, 2028).code == 10


def test_every_fault_of_every_pack_is_told(door, tmp_path):
    ruled(tmp_path, {"maks_persen = 70": "maks_persen = 170"})
    answer = door("rules", "check", "--data", tmp_path)
    assert answer.code == 10
    assert "33.75/2028.toml [fisik]" in answer.err


def test_rules_are_told_in_sentences_with_basis_and_status(door):
    answer = door("rules", "show", YEAR)
    assert answer.lines[1] == "Aturan yang dibaca: bawaan."
    rows = [line.split(" | ") for line in answer.lines[3:]]
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


def test_a_healthy_installation_is_told_so(door, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    run(dropped(tmp_path, {"a.csv": [proposal()]}))
    answer = door("doctor", "--data", tmp_path)
    assert answer.code == 0, answer.out
    assert {line.partition(":")[0] for line in answer.lines} == {"Baik"}


def test_root_is_told_to_be_somebody_else_though_nothing_is_wrong(door, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    answer = door("doctor")
    assert answer.code == 0
    assert [line for line in answer.lines if "root" in line][0].startswith("Perlu dilihat: Pengguna: ")


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
