"""trace: one proposal's life, by its id or its code, however it is typed."""

import re

import pytest

from flows.intake.codes import SIGNS, signs_hold, signs_of
from tests.builders import Season, dropped, marked, proposal, run

YEAR = 2028


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """One proposal sent twice, the second time with a cost that is new and a cell that is doubtful."""
    folder = tmp_path_factory.mktemp("trace")
    run(dropped(folder, {"lama.csv": [proposal(biaya="10000000", pengusul="Slamet Riyadi", kontak="081234567890")]}))
    return run(dropped(folder, {"baru.csv": [proposal(pengusul="Slamet Riyadi", penerima_manfaat="40 KK")]}))


@pytest.fixture
def named(season) -> dict[str, str]:
    return season.one("SELECT id_usulan, kode FROM usulan")


def typed(name: str) -> list[str]:
    return [name, name.lower(), name.replace("-", ""), name.replace("-", " ")]


@pytest.mark.parametrize("column", ["id_usulan", "kode"])
def test_a_proposal_is_found_however_its_name_is_typed(door, season, named, column):
    for text in typed(named[column]):
        answer = door("trace", text, "--data", season.folder, "--json")
        assert (answer.code, answer.json["id_usulan"]) == (0, named["id_usulan"])


def test_the_life_holds_every_arrival_and_what_became_of_it(door, season, named):
    life = door("trace", named["kode"], "--data", season.folder, "--json").json
    assert [(row["nama"], row["nomor"], row["status"]) for row in life["riwayat"]] == [
        ("lama.csv", 2, "digantikan"),
        ("baru.csv", 2, "diterima"),
    ]
    assert "penerima_kk" in {one["kode"] for one in life["riwayat"][1]["temuan"]}
    assert (life["usulan"]["biaya"], life["alokasi"]["biaya"]) == (20_000_000, 20_000_000)
    assert life["peringkat"]["rincian"].endswith(f"= {life['peringkat']['skor']}")
    for table in ("alokasi", "pengadaan"):
        assert all(life[table][name] for name in ("alasan", "aturan", "dasar"))


def test_no_name_and_no_phone_is_told(door, season, named):
    for words in ([], ["--json"]):
        shown = door("trace", named["kode"], "--data", season.folder, *words).out
        assert "Slamet" not in shown
        assert "081234567890" not in shown


def test_the_life_is_told_in_words(door, season, named):
    lines = door("trace", named["kode"], "--data", season.folder).lines
    told = [line.partition(" | ")[0] for line in lines]
    assert lines[0] == f"Riwayat usulan {named['kode']}"
    assert [name for name in told if name == "Diterima"] == ["Diterima"] * 2
    assert set(told) >= {"Temuan", "Usulan", "Jenis kegiatan", "Nilai bantu", "Urutan rancangan", "Jalur", "Pengadaan"}
    assert not re.search(r"\b(didanai|disetujui|ditolak)\b", " ".join(lines))


@pytest.mark.parametrize("column", ["id_usulan", "kode"])
def test_one_wrong_sign_is_told_with_the_code_that_is_meant(door, season, named, column):
    name = named[column]
    for position in range(len(name) - 7, len(name)):
        wrong = SIGNS[(SIGNS.index(name[position]) + 1) % len(SIGNS)]
        answer = door("trace", name[:position] + wrong + name[position + 1 :], "--data", season.folder)
        assert answer.code == 2
        assert "tanda periksanya" in answer.err
        assert named["kode"] in answer.err


def test_a_place_that_contradicts_the_signs_is_refused(door, season, named):
    answer = door("trace", named["kode"].replace("-05-", "-06-"), "--data", season.folder)
    assert answer.code == 2
    assert f"milik {named['kode']}" in answer.err


@pytest.mark.parametrize("text", ["apa", "BDG-05", "", "BDG-05-" + "2" * 7, "'; DROP TABLE usulan; --"])
def test_what_is_no_name_of_any_proposal_is_told(door, season, text):
    answer = door("trace", text, "--data", season.folder)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Belum dapat dilanjutkan: ")


def test_before_the_first_run_there_is_nothing_to_trace(door, tmp_path):
    answer = door("trace", "BDG-05-K7M2XYZ", "--data", marked(tmp_path))
    assert (answer.code, "musrenbang run TAHUN" in answer.err) == (2, True)


def test_every_name_of_the_sample_holds_and_no_neighbour_of_it_does(sample):
    for row in sample.rows("SELECT id_usulan, kode FROM usulan ORDER BY id_usulan LIMIT 60"):
        signs = signs_of(row["kode"])
        assert signs == signs_of(row["id_usulan"])
        assert signs_hold(signs)
        others = (
            signs[:at] + sign + signs[at + 1 :] for at in range(len(signs)) for sign in SIGNS if sign != signs[at]
        )
        assert not any(map(signs_hold, others))
