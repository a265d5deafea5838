"""What we export we read again: usulan.csv dropped into a fresh inbox gives the same proposals."""

from pathlib import Path

import pytest

from schemas.exports import BEYOND_SUBMISSION, TABLES
from tests.builders import Season, archived, proposal, run
from tests.golden.season import season

# What a submission says. The source of a cost and whoever counted the people are not cells of a submission.
SAME = (
    "id_usulan kode kode_kelurahan rw rt lembaga pengusul kontak tanggal peserta masalah usulan kegiatan lokasi lat "
    "lon status_lahan volume satuan biaya swadaya sumber_dana penerima_manfaat urgensi keseriusan pertumbuhan inovasi "
    "prioritas catatan kode_kegiatan"
).split()
ODD = [
    proposal(rw=7, usulan="=1+1 paving gang", masalah="+62 becek", lokasi="-ujung gang", volume="2,1250"),
    proposal(rw=7, usulan="@paving gang", masalah="'petik' \"dua\"; koma, titik", volume="1200", tanggal="5/1/2027"),
    proposal(rw=7, usulan="Paving\ngang lima", rt="1, 2 dan 4", swadaya="0", penerima_manfaat="40 KK"),
    proposal(rw=7, usulan="Saluran gang lima", lat="-6.888", lon="109.675", status_lahan="fasilitas umum"),
    proposal(rw=None, rt=None, lembaga="PKK", usulan="Pelatihan menjahit", urgensi=5, keseriusan=4, pertumbuhan=3),
]


def again(made: Season, folder: Path) -> Season:
    exported = made.cycle.packets / "internal" / "data" / "usulan.csv"
    return run(archived(folder, {"usulan.csv": exported.read_bytes()}))


def proposals(made: Season) -> list[dict[str, object]]:
    return made.rows(f"SELECT {', '.join(SAME)} FROM usulan ORDER BY id_usulan")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Season, Season]:
    first = run(archived(tmp_path_factory.mktemp("first") / "kerja", {"rw 7.csv": ODD}))
    return first, again(first, tmp_path_factory.mktemp("again") / "kerja")


def test_the_proposals_are_the_same_guards_taken_off(both):
    first, then = both
    assert len(proposals(first)) == len(ODD)
    assert proposals(then) == proposals(first)
    assert "=1+1 paving gang" in {row["usulan"] for row in proposals(then)}


def test_no_row_goes_back_and_no_column_is_unknown(both):
    _, then = both
    assert then.rows("SELECT status, alasan FROM baris WHERE status NOT IN ('diterima', 'diabaikan')") == []
    assert then.rows("SELECT kolom, kode FROM temuan WHERE tingkat = 'kesalahan' OR kode = 'kolom_tidak_dikenal'") == []


def test_a_season_that_goes_every_way_comes_back_whole(tmp_path):
    first = season(tmp_path / "first")
    then = again(first, tmp_path / "again")
    assert [row["id_usulan"] for row in proposals(then)] == [row["id_usulan"] for row in proposals(first)]
    # Only what was said of the proposals themselves the first time.
    known = {row["kode"] for row in first.rows("SELECT DISTINCT kode FROM temuan")} | {"biaya_kosong"}
    assert {row["kode"] for row in then.rows("SELECT DISTINCT kode FROM temuan")} <= known


def test_the_columns_of_a_submission_are_those_of_the_table_or_said_otherwise_in_it():
    kept = {one.nama for one in TABLES["usulan"].kolom} - BEYOND_SUBMISSION
    assert set(SAME) - kept == {"id_usulan", "kode", "kode_kelurahan", "kode_kegiatan"}
