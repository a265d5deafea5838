"""A damaged archive is never published: exit 17 and one sentence; after `repair --yes` the run always goes on."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.errors import ArchiveDamaged, MusrenbangError
from flows.intake.integrity import survey, verify
from flows.intake.ledger import arrivals
from flows.repair import repair
from flows.street import run_direct
from tests.archive.damage import COPIES, LEDGER, UNLISTED, copy_of, ledger
from tests.builders import YEAR, Season, content, dropped, files_below, proposal
from tests.intake.sheets import workbook
from tests.returned.parts import run

FILES = {
    "rw 2.csv": [proposal(rw="02", lokasi="Gang 2")],
    "rw 3.csv": [proposal(rw="03", lokasi="Gang 3"), proposal(rw="03", lokasi="Gang 4")],
    "rw 4.xlsx": workbook({"A": [["Kelurahan", "RW", "Masalah", "Usulan"], ["Setono", 4, "Rob", "Talud"]]}),
    "salinan.csv": [proposal(rw="03", lokasi="Gang 3"), proposal(rw="03", lokasi="Gang 4")],
    "foto.jpg": b"\xff\xd8\xff" + bytes(200),
}
KINDS = {"terima.csv": LEDGER, "salinan": COPIES, "tak tercatat": UNLISTED}
DAMAGES = {f"{kind}: {name}": done for kind, some in KINDS.items() for name, done in some.items()}
# After these the copies and the warehouse prove every line: the ledger is again what it was.
PROVED = {f"terima.csv: {name}" for name in LEDGER}
PROVED |= {f"salinan: {name}" for name in ("berganti nama", "tertukar", "salah satu kembar hilang")}
PROVED |= {f"tak tercatat: {name}" for name in ("salinan catatan", "cadangan catatan", "salinan kembar", "tautan")}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return run(dropped(tmp_path_factory.mktemp("utuh") / "kerja", FILES))


@pytest.fixture
def season(published: Season, tmp_path: Path) -> Season:
    return Season(Path(shutil.copytree(published.folder, tmp_path / "kerja", symlinks=True)))


def refused(season: Season) -> str:
    with pytest.raises(ArchiveDamaged) as told:
        run_direct(season.cycle)
    return str(told.value)


def mended(season: Season) -> list[str]:
    return list(repair(season.cycle, do=True))


def kept(folder: Path) -> set[str]:
    """The hashes of every regular file below a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def outcome(season: Season) -> dict[str, bytes]:
    left_out = ("archive/", "inbox/", ".musrenbang.lock")
    return {name: data for name, data in files_below(season.folder).items() if not name.startswith(left_out)}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_damaged_is_refused_in_one_sentence_and_mended(season: Season, name: str):
    before, lines = outcome(season), ledger(season.cycle.archive).read_bytes()
    DAMAGES[name](season.cycle.archive)
    told = refused(season)
    assert "archive/2028/" in told and f"musrenbang repair {YEAR} --data {season.folder}" in told
    assert "\n" not in told and ". " not in told
    assert outcome(season) == before
    found = kept(season.cycle.archive)
    shown = list(repair(season.cycle, do=False))
    assert "--yes" in shown[-1] and kept(season.cycle.archive) == found
    assert mended(season)[:-1] == shown[:-1]
    assert kept(season.cycle.archive) >= found
    assert verify(season.cycle).unlisted == []
    assert "tidak ada yang perlu" in mended(season)[0]
    if name in PROVED:
        assert ledger(season.cycle.archive).read_bytes() == lines


@pytest.mark.parametrize("name", ["hilang", "berubah satu tanda", "semua salinan hilang", "folder"])
def test_after_the_repair_the_rest_is_published_and_the_sender_asked_again_until_the_file_comes(
    season: Season, name: str
):
    lost = {"rw 2.csv"} if name != "semua salinan hilang" else {*FILES} - {"foto.jpg"}
    COPIES[name](season.cycle.archive)
    mended(season)
    run(season.folder)
    fates = season.pairs("SELECT nama, kode FROM berkas")
    assert {nama for nama, kode in fates.items() if kode == "salinan_hilang"} >= lost
    assert [path for path in season.cycle.returned.iterdir() if path.name.endswith("__rw_2-pesan.txt")]
    run(dropped(season.folder, FILES))
    assert season.pairs("SELECT nama, status FROM berkas") == {
        "rw 2.csv": "terbaca", "rw 3.csv": "terbaca", "rw 4.xlsx": "terbaca", "salinan.csv": "kembar",
        "foto.jpg": "ditolak",
    }  # fmt: skip
    assert not [path for path in season.cycle.returned.iterdir() if path.name.endswith("__rw_2-pesan.txt")]


def test_a_lost_copy_comes_back_under_another_name_of_the_same_bytes(season: Season):
    COPIES["hilang"](season.cycle.archive)
    mended(season)
    run(dropped(season.folder, {"kiriman ulang.csv": FILES["rw 2.csv"]}))
    assert season.pairs("SELECT nama, status FROM berkas WHERE nama IN ('rw 2.csv', 'kiriman ulang.csv')") == {
        "rw 2.csv": "terbaca",
        "kiriman ulang.csv": "kembar",
    }


def test_a_copy_that_no_line_lists_is_received_when_it_was_last_written(season: Season):
    path = season.cycle.archive / "Buku Pak Lurah.csv"
    path.write_bytes(content([proposal(rw="09")]))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    mended(season)
    (one,) = (one for one in arrivals(season.cycle) if one.nama == path.name)
    assert one.diterima == "2023-11-14T22:13:20.000000+00:00"
    assert (season.cycle.archive / one.arsip).read_bytes() == content([proposal(rw="09")])


def test_without_a_published_warehouse_the_dates_of_a_spreadsheet_are_read_day_first(season: Season):
    before = {one.nama: one.diterima[:16] for one in arrivals(season.cycle)}
    shutil.rmtree(season.folder / "warehouse")
    LEDGER["Excel, tanggal pendek"](season.cycle.archive)
    mended(season)
    assert {one.nama: one.diterima[:16] for one in arrivals(season.cycle)} == before


def test_without_ledger_and_warehouse_every_copy_is_received_again(season: Season):
    before = {one.sha256 for one in arrivals(season.cycle)}
    shutil.rmtree(season.folder / "warehouse")
    LEDGER["hilang"](season.cycle.archive)
    mended(season)
    assert {one.sha256 for one in arrivals(season.cycle)} == before


@pytest.mark.parametrize("change", [lambda data: data + b"x", lambda data: b"", lambda data: data[:-1]])
def test_a_difference_in_what_is_not_read_is_named_and_stops_nothing(season: Season, change, caplog):
    photo = copy_of(season.cycle.archive, "foto.jpg")
    before = season.rows("FROM berkas ORDER BY nama")
    photo.write_bytes(change(photo.read_bytes()))
    with caplog.at_level("INFO", logger="musrenbang"):
        run(season.folder)
    assert photo.name[:12] in caplog.text and "foto" not in caplog.text
    assert season.rows("FROM berkas ORDER BY nama") == before


def test_the_doctor_reads_every_copy(season: Season):
    photo = copy_of(season.cycle.archive, "foto.jpg")
    photo.write_bytes(photo.read_bytes()[:-1] + b"x")
    assert survey(season.cycle).differences == []
    assert [one.arrival.nama for one in survey(season.cycle, every=True).differences] == ["foto.jpg"]


def test_what_a_killed_run_left_is_collected_again(season: Season):
    data = content([proposal(rw="08")])
    (season.cycle.archive / f"{hashlib.sha256(data).hexdigest()[:12]}__rw_8.csv").write_bytes(data)
    run(dropped(season.folder, {"rw 8.csv": data}))
    assert season.one("SELECT status FROM berkas WHERE nama = 'rw 8.csv'") == {"status": "terbaca"}


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "~$terima.csv", ".~lock.terima.csv#"])
def test_what_systems_leave_in_the_archive_is_no_damage(season: Season, name: str):
    (season.cycle.archive / name).write_bytes(b"x")
    verify(season.cycle)


def test_a_what_if_believes_no_damaged_archive(season: Season):
    from dataclasses import replace

    COPIES["berubah satu tanda"](season.cycle.archive)
    with pytest.raises(ArchiveDamaged):
        run_direct(replace(season.cycle, andai=(("pagu", 5),)))


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_to_any_file_is_refused_then_mended_and_nothing_is_lost(published: Season, tmp_path_factory, data):
    """Bytes cut out, put in or turned over anywhere in ledger and copies, several at once."""
    folder = tmp_path_factory.mktemp("rusak") / "kerja"
    season = Season(Path(shutil.copytree(published.folder, folder, symlinks=True)))
    paths = sorted(path for path in season.cycle.archive.iterdir() if path.suffix != ".jpg")
    for path in data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=3, unique=True)):
        path.write_bytes(_damaged(path.read_bytes(), data))
    found = kept(season.cycle.archive)
    try:
        verify(season.cycle)
    except MusrenbangError as error:
        assert error.exit_code == 17
    mended(season)
    verify(season.cycle)
    assert kept(season.cycle.archive) >= found
    shutil.rmtree(folder)


def _damaged(content: bytes, data: st.DataObject) -> bytes:
    begin = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(begin, min(len(content), begin + 200)))
    return content[:begin] + data.draw(st.binary(max_size=20)) + content[end:]
