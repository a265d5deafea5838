"""The door: bad input gets one sentence with the cure and the contract's exit code, and nothing is lost."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from flows import cli
from flows.intake.ledger import arrivals
from tests.builders import Season, content, dropped, files_below, marked, proposal, referred, ruled, sheet

ROOT = Path(__file__).parents[1]


class Answer:
    """What a person saw of one command, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Iterator:
    """musrenbang in this process, as the console script calls it."""
    log = logging.getLogger("musrenbang")
    before = (list(log.handlers), log.level, log.propagate)

    def enter(*words: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["musrenbang", *map(str, words)])
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        return Answer(code, *capsys.readouterr())

    yield enter
    log.handlers, log.level, log.propagate = before


@pytest.fixture
def run_direct(door, tmp_path: Path):
    """One run over the test's folder."""
    return lambda tahun=2028: door("run", tahun, "--data", tmp_path, "--direct")


def script(*words: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "flows.cli", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=os.environ | (env or {}), capture_output=True, text=True, check=False)


def sent(folder: Path, name: str = "rw 05.csv", **cells: object) -> Path:
    return dropped(folder, {name: [proposal(**cells)]})


def kept(folder: Path) -> set[bytes]:
    """The contents of every file that people sent, wherever it lies now."""
    inside = files_below(folder / "inbox") | files_below(folder / "archive")
    return {data for path, data in inside.items() if not path.endswith("terima.csv")}


def one_sentence(answer: Answer) -> str:
    """What went wrong: one line for the person, no traceback."""
    told = [line for line in answer.err.splitlines() if line.startswith("Belum dapat dilanjutkan: ")]
    assert "Traceback" not in answer.err
    assert len(told) == 1
    return told[0]


# 0: done, whatever came back


def test_an_empty_inbox_is_no_failure(run_direct, tmp_path):
    marked(tmp_path)
    assert run_direct().code == 0
    assert (tmp_path / "packets" / "2028" / "internal" / "index.html").is_file()


def test_a_season_is_run_and_the_person_is_told_where_the_packets_are(run_direct, tmp_path):
    sent(tmp_path)
    answer = run_direct()
    assert answer.code == 0
    assert "1 dari 1 berkas terbaca; 1 usulan diterima dari 1 kelurahan, 0 baris dikembalikan" in answer.out
    assert str(Path("packets", "2028", "internal", "index.html")) in answer.out


def test_the_pages_for_readers_are_written_in_the_language_asked_for_until_a_run_asks_for_none(door, tmp_path):
    sent(tmp_path)
    index, spoken = tmp_path / "packets" / "2028" / "publik" / "index.html", []
    for asked in (["--lang", "en"], []):
        assert door("run", 2028, "--data", tmp_path, "--direct", *asked).code == 0
        spoken.append(index.read_text(encoding="utf-8").splitlines()[1])
    assert spoken == ['<html lang="en">', '<html lang="id">']


def test_a_language_that_is_not_there_is_wrong_usage(door, tmp_path):
    assert door("run", 2028, "--data", tmp_path, "--lang", "jv").code == 2


HEADER = sheet([proposal()]).splitlines()[0] + "\n"
UNREADABLE = {
    "kosong.csv": "",
    "spasi.csv": " \n\n \n",
    "asing.csv": "nama;alamat;telepon\nx;y;z\n",
    "tanpa masalah.csv": sheet([{k: v for k, v in proposal().items() if k != "masalah"}]),
}
BAD = UNREADABLE | {
    "kepala.csv": HEADER,
    "nama salah.csv": [proposal(kelurahan="Bandengn")],
    "tahun lain.csv": [proposal(tahun="2029")],
    "diunduh.csv.part": "usulan,mas",
    "baik.csv": [proposal()],
    "baik juga.csv": [proposal()],
}
STAY = {"tahun lain.csv", "diunduh.csv.part"}


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Season, subprocess.CompletedProcess]:
    """A folder into which people dropped all of this, after one run of the command."""
    folder = dropped(tmp_path_factory.mktemp("bad"), BAD)
    return Season(folder), script("run", 2028, "--data", folder, "--direct")


def test_what_cannot_be_read_is_no_failure_where_something_could(bad):
    season, answer = bad
    assert answer.returncode == 0
    assert "Traceback" not in answer.stderr
    assert len(season.rows("FROM usulan")) == 1


def test_nothing_that_people_sent_is_lost(bad):
    season, _ = bad
    assert kept(season.folder) == {content(file) for file in BAD.values()}
    assert set(files_below(season.cycle.inbox)) == STAY
    assert {one.nama for one in arrivals(season.cycle)} == set(BAD) - STAY


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence_with_its_cure(bad, name):
    season, answer = bad
    reason = season.pairs("SELECT nama, alasan FROM berkas WHERE status = 'ditolak'")[name]
    assert f"{name}: {reason}" in answer.stdout
    assert 20 <= len(reason) <= 220


def test_only_what_cannot_be_read_is_refused(bad):
    season, _ = bad
    refused = season.rows("SELECT nama FROM berkas WHERE status = 'ditolak'")
    assert {row["nama"] for row in refused} == set(UNREADABLE)


def test_the_missing_required_column_is_named(bad):
    season, _ = bad
    reason = season.one("SELECT alasan FROM berkas WHERE nama = 'tanpa masalah.csv'")["alasan"]
    assert "masalah" in reason.lower()


def test_a_header_alone_is_a_file_without_rows(bad):
    season, _ = bad
    query = "SELECT nomor, baris.status, baris.alasan FROM baris JOIN berkas USING (sha256) WHERE nama = $nama"
    assert season.rows(query, nama="kepala.csv") == [{"nomor": 1, "status": "diabaikan", "alasan": "baris judul kolom"}]


def test_an_unknown_kelurahan_sends_the_row_back_with_the_nearest_name(bad):
    season, _ = bad
    found = season.one("FROM temuan WHERE kolom = 'kelurahan'")
    assert (found["kode"], found["tingkat"]) == ("kelurahan_tidak_dikenal", "kesalahan")
    assert "Bandengan" in found["pesan"] + found["cara"]
    assert season.one("SELECT alasan FROM baris WHERE status = 'dikembalikan'") == {"alasan": "kelurahan_tidak_dikenal"}


def test_the_same_bytes_under_another_name_are_a_copy(bad):
    season, _ = bad
    copies = season.pairs("SELECT nama, status FROM berkas WHERE nama LIKE 'baik%'")
    assert sorted(copies.values()) == ["kembar", "terbaca"]


def test_what_waits_for_another_year_is_named_with_the_command_that_takes_it(bad):
    assert "musrenbang run 2029 --data" in bad[1].stdout


def test_a_file_still_being_written_waits_and_is_counted(bad):
    assert "1 berkas atau folder sementara" in bad[1].stdout
    assert "diunduh.csv.part" not in bad[1].stdout


# 2: wrong usage


@pytest.mark.parametrize(
    "words",
    [
        ["run"],
        ["run", "2028"],
        ["run", "besok", "--data", "."],
        ["run", "28", "--data", "."],
        ["terbang"],
        ["run", "2028", "--data", ".", "--cepat"],
    ],
    ids=" ".join,
)
def test_a_command_that_does_not_exist_or_lacks_something_is_wrong_usage(door, words):
    answer = door(*words)
    assert answer.code == 2
    assert "Traceback" not in answer.err


def test_a_folder_that_does_not_exist_is_wrong_usage_with_the_command_that_makes_it(door, tmp_path):
    answer = door("run", 2028, "--data", tmp_path / "kosong", "--direct")
    assert answer.code == 2
    assert "musrenbang init" in one_sentence(answer)


def test_demo_refuses_a_folder_that_holds_something_else_and_leaves_it_alone(door, tmp_path):
    (tmp_path / "surat.txt").write_text("penting", encoding="utf-8")
    answer = door("demo", tmp_path, "--direct")
    assert answer.code == 2
    assert str(tmp_path) in one_sentence(answer)
    assert files_below(tmp_path) == {"surat.txt": b"penting"}


def test_demo_refuses_a_file_in_the_place_of_its_folder(door, tmp_path):
    (tmp_path / "demo").write_text("penting", encoding="utf-8")
    answer = door("demo", tmp_path / "demo", "--direct")
    assert answer.code == 2
    assert (tmp_path / "demo").read_text(encoding="utf-8") == "penting"


@pytest.mark.slow
def test_demo_fills_an_empty_folder_and_makes_its_own_one_afresh(door, tmp_path):
    for _ in range(2):
        (tmp_path / "sisa.txt").write_text("lama", encoding="utf-8") if (tmp_path / "inbox").exists() else None
        assert door("demo", tmp_path, "--direct").code == 0
        assert not (tmp_path / "sisa.txt").exists()
        assert (tmp_path / "packets" / "2028" / "internal" / "index.html").is_file()


# 10 and 11: rules and reference data


def test_an_invalid_pack_is_refused_before_anything_is_touched(run_direct, tmp_path):
    before = kept(ruled(sent(tmp_path), {"maks_persen = 70": "maks_persen = 170\nmaksimal = 5"}))
    answer = run_direct()
    assert answer.code == 10
    assert "33.75/2028.toml [fisik] maksimal (baris 21): kunci maksimal tidak dikenal" in answer.err
    assert "Traceback" not in answer.err
    assert (kept(tmp_path), (tmp_path / "archive").exists()) == (before, False)


def test_a_year_without_a_pack_says_which_file_to_make(run_direct, tmp_path):
    sent(tmp_path)
    answer = run_direct(2031)
    assert answer.code == 10
    assert "rules/33.75/2031.toml" in one_sentence(answer)


MENU_COLUMNS = "kode nama kelompok bidang program jenis satuan musyawarah dasar".split()
OWN_MENU = "A1.1 Air A1 infrastruktur fisik konstruksi m tidak Permendagri".split()
PRICE = {"kode": "A1.2", "satuan": "m", "harga": "5", "tahun": "2026", "dasar": "kira-kira"}
PAGU = {"kode": "33.75.03.1009", "tahun": "2028", "pagu": "5", "dasar": "SK"}
BROKEN_FILES = {
    "menu.csv": [dict(zip(MENU_COLUMNS, OWN_MENU, strict=True))],
    "satuan.csv": [{"satuan": "m", "alias": ""}],
    "lembaga.csv": [{"lembaga": "RT"}],
    "harga.csv": [PRICE | {"harga": "mahal"}],
}
BROKEN_LINKS = {
    "harga.csv": [PRICE | {"kode": "A9.9"}],
    "pagu.csv": [PAGU | {"kode": "33.75.09.1001"}, PAGU, PAGU | {"pagu": "6"}],
    "rt_rw.csv": [{"kode_kelurahan": "33.75.09.1002", "rw": "1", "rt": "1"}],
}


def refused_for(folder: Path, files: dict) -> subprocess.CompletedProcess:
    for name, rows in files.items():
        referred(sent(folder), name, rows)
    return script("run", 2028, "--data", folder, "--direct")


@pytest.fixture(scope="module")
def broken_files(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess:
    return refused_for(tmp_path_factory.mktemp("files"), BROKEN_FILES)


@pytest.fixture(scope="module")
def broken_links(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess:
    return refused_for(tmp_path_factory.mktemp("links"), BROKEN_LINKS)


@pytest.mark.parametrize(
    "told",
    [
        ("menu.csv", "baris 2", "program", "fisik"),
        ("satuan.csv", "baris 2", "alias"),
        ("lembaga.csv", "alias"),
        ("harga.csv", "harga", "mahal"),
    ],
    ids=lambda told: told[0],
)
def test_a_reference_file_at_fault_is_refused_with_file_row_and_column_all_at_once(broken_files, told):
    assert (broken_files.returncode, "Traceback" in broken_files.stderr) == (11, False)
    assert any(all(word in line for word in told) for line in broken_files.stderr.splitlines())


@pytest.mark.parametrize(
    "told",
    [
        ("harga.csv", "A9.9"),
        ("pagu.csv", "33.75.09.1001"),
        ("pagu.csv", "33.75.03.1009"),
        ("rt_rw.csv", "33.75.09.1002"),
    ],
    ids=" ".join,
)
def test_reference_files_that_contradict_each_other_are_refused(broken_links, told):
    assert (broken_links.returncode, "Traceback" in broken_links.stderr) == (11, False)
    assert any(all(word in line for word in told) for line in broken_links.stderr.splitlines())


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00\x01", b"satuan,alias\nm,\x00\n", b'satuan,alias\n"m,m\n'],
    ids=["empty", "utf-16", "no text", "open quote"],
)
def test_a_reference_file_that_is_no_table_is_refused_by_name(run_direct, tmp_path, data):
    before = kept(sent(tmp_path))
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "satuan.csv").write_bytes(data)
    answer = run_direct()
    assert answer.code == 11
    assert "satuan.csv" in answer.err
    assert kept(tmp_path) == before


# 12: nothing could be read, and nothing was there before


def test_a_first_run_that_can_read_nothing_says_so_and_keeps_the_files(run_direct, tmp_path):
    dropped(tmp_path, {"buruk.csv": "nama;alamat\nx;y\n", "kosong.csv": ""})
    before = kept(tmp_path)
    answer = run_direct()
    assert answer.code == 12
    one_sentence(answer)
    assert kept(tmp_path) == before
    assert files_below(tmp_path / "inbox") == {}


def test_what_comes_after_an_unreadable_beginning_is_read(run_direct, tmp_path):
    dropped(tmp_path, {"buruk.csv": ""})
    assert run_direct().code == 12
    sent(tmp_path)
    assert run_direct().code == 0
    assert len(Season(tmp_path).rows("FROM usulan")) == 1
    dropped(tmp_path, {"lagi.csv": "nama;alamat\nx;y\n"})
    assert run_direct().code == 0


# 13: another run


def test_a_second_run_at_the_same_time_is_refused_and_touches_nothing(run_direct, tmp_path):
    before = kept(sent(tmp_path))
    with FileLock(tmp_path / ".musrenbang.lock"):
        answer = run_direct()
    assert answer.code == 13
    assert str(tmp_path) in one_sentence(answer)
    assert (kept(tmp_path), (tmp_path / "archive").exists()) == (before, False)
    assert run_direct().code == 0


# 14: the folder cannot be written


@pytest.mark.parametrize("place", ["archive", "warehouse", "packets"])
def test_a_folder_that_cannot_be_written_is_told_and_the_inbox_stays(run_direct, tmp_path, place):
    before = kept(sent(tmp_path))
    # Root may write anywhere, but not below a file.
    (tmp_path / place).write_text("bukan folder", encoding="utf-8")
    answer = run_direct()
    assert answer.code == 14
    assert str(tmp_path) in one_sentence(answer)
    (tmp_path / place).unlink()
    assert before <= kept(tmp_path)
    assert run_direct().code == 0
    assert len(Season(tmp_path).rows("FROM usulan")) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not hold root back")
def test_a_folder_without_the_right_to_write_is_told(run_direct, tmp_path):
    sent(tmp_path).chmod(0o500)
    answer = run_direct()
    tmp_path.chmod(0o700)
    assert answer.code == 14
    assert str(tmp_path) in one_sentence(answer)


# 1: a bug


def test_debug_shows_the_traceback_of_a_failure():
    ran = script("run", 2028, "--data", "folder-yang-tidak-ada", "--direct", "--debug")
    assert ran.returncode != 0
    assert "Traceback" in ran.stderr
    assert "UsageError" in ran.stderr


# Prefect is known to the flow alone


WITHOUT_PREFECT = {
    "--help": ["--help"],
    "run --direct": ["run", "2028", "--direct", "--data", "{folder}"],
    "check": ["check", "{folder}/inbox/rw 05.csv"],
}


@pytest.mark.parametrize("words", WITHOUT_PREFECT.values(), ids=WITHOUT_PREFECT.keys())
def test_prefect_is_not_imported_without_need(tmp_path, words):
    command = [word.format(folder=sent(tmp_path)) for word in words]
    ran = script(*command, env={"PYTHONPROFILEIMPORTTIME": "1"})
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines() if "import time" in line}
    assert ran.returncode == 0
    assert "click" in imported
    assert {name for name in imported if name.partition(".")[0] == "prefect"} == set()
