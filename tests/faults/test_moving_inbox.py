"""An inbox in which people and programs move files while a run looks at it; names that are bytes; what is no mail."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.cycle import Cycle, open_cycle
from flows.intake import inbox
from flows.intake.folders import Folder
from flows.intake.inbox import _read_back, empty_inbox
from flows.intake.ledger import arrivals
from flows.street import run_direct
from tests.builders import YEAR, Season, content, dropped, files_below, marked, proposal, run, settle, sheet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names and moves as Linux knows them")

GOOD, OTHER = sheet([proposal()]), sheet([proposal(lokasi="Gang 9", usulan="Talud")])
LATE = "gerak.csv"  # the file that moves; it stands behind the good one


@contextmanager
def at(monkeypatch: pytest.MonkeyPatch, moment: str, act: Callable[[Path], None], folder: Path) -> Iterator[None]:
    """Something happens to the late file at one moment of its turn."""
    look, reading, copy = Folder.look, Folder.reading, inbox._copy
    acted: list[str] = []

    def once(name: str) -> None:
        if name == LATE and not acted:
            acted.append(name)
            act(folder / "inbox" / LATE)

    def looking(self: Folder, name: str) -> os.stat_result:
        if moment == "before it is looked at":
            once(name)
        return look(self, name)

    def opening(self: Folder, name: str):
        if moment == "before it is opened":
            once(name)
        return reading(self, name)

    def copying(source, target: Path) -> str:
        here = os.path.samestat(os.fstat(source.fileno()), os.stat(folder / "inbox" / LATE))
        if here and moment == "before it is copied":
            once(LATE)
        sha256 = copy(source, target)
        if here and moment == "after it was copied":
            once(LATE)
        return sha256

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "look", looking)
        patched.setattr(Folder, "reading", opening)
        patched.setattr(inbox, "_copy", copying)
        yield


def renamed(path: Path) -> None:
    path.rename(path.with_name("nama baru.csv"))


def moved(path: Path) -> None:
    (path.parent / "Bandengan").mkdir()
    path.rename(path.parent / "Bandengan" / path.name)


def deleted(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    beside = path.with_name("~tulis.tmp")
    beside.write_text(OTHER + OTHER.splitlines()[1] + "\n", encoding="utf-8")
    beside.replace(path)


def grown(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(OTHER.splitlines()[1])


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


MOMENTS = ["before it is looked at", "before it is opened", "before it is copied", "after it was copied"]
ACTS = [renamed, moved, deleted, replaced, grown, a_folder, a_link, a_pipe]


@pytest.mark.parametrize("moment", MOMENTS)
def test_whatever_happens_to_one_file_the_others_are_taken_and_the_run_ends_well(tmp_path, monkeypatch, moment):
    cycles = []
    for act in ACTS:
        folder = dropped(tmp_path / act.__name__, {"baik.csv": GOOD, LATE: OTHER})
        cycle = open_cycle(YEAR, folder, time.time())
        with at(monkeypatch, moment, act, folder):
            only_collected(cycle)
        cycles.append(cycle)
    for act, cycle in zip(ACTS, cycles, strict=True):
        taken = {one.nama: one for one in arrivals(cycle)}
        assert "baik.csv" in taken, (moment, act.__name__)
        # What was taken is whole: never what stood there half written, nor what a link leads to.
        assert taken.keys() <= {"baik.csv", LATE, "nama baru.csv", f"Bandengan/{LATE}"}
        assert all((cycle.archive / one.arsip).read_text() in (GOOD, OTHER) for one in taken.values())
        copies = [path.name for path in cycle.archive.iterdir() if path.name != "terima.csv"]
        assert sorted(copies) == sorted(one.arsip for one in taken.values())


def only_collected(cycle: Cycle) -> None:
    """The first stage of a run."""
    from flows.intake.inbox import collect
    from flows.street import prepared

    with prepared(cycle):
        collect(cycle)


@pytest.mark.parametrize("act", [replaced, grown])
@pytest.mark.parametrize("moment", MOMENTS[1:])
def test_a_file_that_changed_meanwhile_is_no_receipt_and_comes_whole_the_next_time(tmp_path, monkeypatch, act, moment):
    folder = dropped(tmp_path, {"baik.csv": GOOD, LATE: OTHER})
    with at(monkeypatch, moment, act, folder):
        only_collected(open_cycle(YEAR, folder, time.time()))
    cycle = open_cycle(YEAR, folder, 0)
    assert {one.nama for one in arrivals(cycle)} == {"baik.csv"}
    whole = (folder / "inbox" / LATE).read_bytes()
    settle(folder / "inbox")
    only_collected(cycle)
    (again,) = [one for one in arrivals(cycle) if one.nama == LATE]
    assert (cycle.archive / again.arsip).read_bytes() == whole


def test_a_file_that_grows_after_its_copy_was_made_is_no_receipt_either(tmp_path, monkeypatch):
    """It is looked at once more when all others have been."""
    folder = dropped(tmp_path, {"a besar.csv": OTHER, "baik.csv": GOOD})
    copy, copied = inbox._copy, []

    def growing(source, target: Path) -> str:
        copied.append(1)
        if len(copied) == 2:
            with (folder / "inbox" / "a besar.csv").open("a", encoding="utf-8") as file:
                file.write("Bandengan;")
        return copy(source, target)

    monkeypatch.setattr(inbox, "_copy", growing)
    cycle = open_cycle(YEAR, folder, 0)
    only_collected(cycle)
    assert [one.nama for one in arrivals(cycle)] == ["baik.csv"]
    assert len([path for path in cycle.archive.iterdir() if path.name != "terima.csv"]) == 1


@pytest.mark.slow
def test_a_sync_client_at_work_ends_no_run_and_no_half_file_is_taken(tmp_path):
    """Files appear piece by piece, are renamed, replaced and taken away all the time, as a client does."""
    folder = dropped(tmp_path, {"baik.csv": GOOD})
    wanted = {f"u{n}.csv": sheet([proposal(lokasi=f"Gang {n}", rw=f"{n % 9 + 1}")] * 1) for n in range(40)}
    ended = threading.Event()

    def client() -> None:
        turn = 0
        while not ended.is_set():
            name = f"u{turn % 40}.csv"
            path, text = folder / "inbox" / name, wanted[name]
            with path.open("w", encoding="utf-8") as file:
                for place in range(0, len(text), 40):
                    file.write(text[place : place + 40])
                    file.flush()
            if turn % 3 == 0 and path.exists():
                path.replace(folder / "inbox" / f"u{(turn + 7) % 40}.csv")
            turn += 1

    thread = threading.Thread(target=client)
    thread.start()
    try:
        for _ in range(3):
            cycle = open_cycle(YEAR, folder, time.time())
            only_collected(cycle)
            empty_inbox(cycle)
    finally:
        ended.set()
        thread.join()
    texts = {content(text) for text in (*wanted.values(), GOOD)}
    assert {(cycle.archive / one.arsip).read_bytes() for one in arrivals(cycle)} <= texts
    settle(folder / "inbox")
    assert all(name.endswith(".csv") for name in files_below(folder / "inbox"))
    run(folder)
    assert files_below(folder / "inbox") == {}


# What leaves the inbox


def received(folder: Path) -> Cycle:
    cycle = open_cycle(YEAR, dropped(folder, {"baik.csv": GOOD}), time.time())
    only_collected(cycle)
    return cycle


def copy_of(cycle: Cycle) -> Path:
    (one,) = arrivals(cycle)
    return cycle.archive / one.arsip


@pytest.mark.parametrize("harm", ["gone", "cut", "altered"])
def test_a_file_stays_while_its_copy_cannot_be_read_back_whole(tmp_path, harm):
    cycle = received(tmp_path)
    path = copy_of(cycle)
    {"gone": path.unlink, "cut": lambda: path.write_text(GOOD[:-5]), "altered": lambda: path.write_text(GOOD[::-1])}[
        harm
    ]()
    assert empty_inbox(cycle).keluar == 0
    assert (cycle.inbox / "baik.csv").read_text() == GOOD


def test_a_file_leaves_when_its_copy_is_read_back(tmp_path):
    cycle = received(tmp_path)
    assert _read_back(copy_of(cycle)) == arrivals(cycle)[0].sha256
    assert (empty_inbox(cycle).keluar, files_below(cycle.inbox)) == (1, {})


def test_a_folder_that_became_a_link_by_then_loses_nothing(tmp_path):
    outside = tmp_path / "luar"
    outside.mkdir()
    (outside / "baik.csv").write_text(GOOD)
    for place in ("inbox", "inbox/Bandengan"):
        folder = dropped(tmp_path / place.replace("/", " "), {"Bandengan/baik.csv": GOOD})
        cycle = open_cycle(YEAR, folder, time.time())
        only_collected(cycle)
        (folder / place).rename(tmp_path / f"{place.replace('/', ' ')} lama")
        (folder / place).symlink_to(outside)
        assert empty_inbox(cycle).keluar == 0
        assert files_below(outside) == {"baik.csv": GOOD.encode()}


# Names are bytes

NAMES = [
    b"caf\xe9.csv",
    b"RW\xe9/usulan.csv",
    b"RW\xe9/\xff\xfe.csv",
    b"baris\nbaru.csv",
    b"tab\there.csv",
    b"kembali\rke awal.csv",
    b"layar\x1b[2J\x1b]0;x\x07.csv",
    "\u202evsc.txt.csv".encode(),
    "\ufeffawal.csv".encode(),
    b"x" * 251 + b".csv",
    "é".encode() * 125 + b".csv",
    b"-rf.csv",
    b"a'b\"c;d|e&f$(g)`h`.csv",
    b"%2e%2e%2fx.csv",
    b"CON.csv",
    b"titik akhir .csv ",
    "nol\u200blebar.csv".encode(),
]


@pytest.fixture(scope="module")
def bytes_named(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """A run in a folder whose own name is full of signs that mean something elsewhere."""
    folder = marked(tmp_path_factory.mktemp("nama") / "musim *[2028]#1 100% é's;")
    for position, name in enumerate(NAMES):
        path = os.path.join(os.fsencode(folder / "inbox"), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content([proposal(lokasi=f"Gang {position}", rw=position + 1)]))
    faulty = os.path.join(os.fsencode(folder / "inbox"), b"kurang \xe9.csv")
    with open(faulty, "wb") as file:
        file.write(content([proposal(masalah=None, rw=40)]))
    for path in (folder / "inbox").rglob("*"):
        os.utime(path, (10**9, 10**9))
    run_direct(open_cycle(YEAR, folder, time.time()))
    return Season(folder)


def test_every_name_is_taken_and_stands_in_the_warehouse_as_it_is(bytes_named):
    said = {name.decode("utf-8", "backslashreplace") for name in (*NAMES, b"kurang \xe9.csv")}
    assert {one["nama"] for one in bytes_named.rows("SELECT nama FROM berkas")} == said
    assert {one.nama for one in arrivals(bytes_named.cycle)} == said
    assert len(bytes_named.rows("FROM usulan")) == len(NAMES)
    assert files_below(bytes_named.cycle.inbox) == {}


def test_what_the_archive_and_the_senders_get_has_plain_names(bytes_named):
    made = [path.name for part in ("archive", "returned") for path in (bytes_named.folder / part).rglob("*")]
    assert all(name.isascii() and name.isprintable() and len(name) <= 150 for name in made)
    assert any("perbaikan" in name for name in made)


def test_a_second_run_of_it_changes_nothing(bytes_named):
    before = files_below(bytes_named.cycle.archive)
    run_direct(open_cycle(YEAR, bytes_named.folder, time.time()))
    assert files_below(bytes_named.cycle.archive) == before


def test_a_path_longer_than_systems_bear_is_named_and_stays_alone(tmp_path):
    folder = dropped(tmp_path, {"baik.csv": GOOD})
    os.utime(folder / "inbox" / "baik.csv", (10**9, 10**9))
    deep = ["d" * 250] * 18
    descriptor = os.open(folder / "inbox", os.O_RDONLY)
    for name in deep:
        os.mkdir(name, dir_fd=descriptor)
        below = os.open(name, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
    file = os.open("jauh.csv", os.O_WRONLY | os.O_CREAT, dir_fd=descriptor)
    os.write(file, OTHER.encode())
    os.close(file)
    os.utime("jauh.csv", (10**9, 10**9), dir_fd=descriptor)
    season = run(folder)
    seen = season.pairs("SELECT kejadian, count(*) FROM kedatangan GROUP BY ALL")
    assert seen == {"diterima": 1, "jalur_panjang": 1}
    assert os.stat("jauh.csv", dir_fd=descriptor).st_size == len(OTHER)
    os.close(descriptor)


# Mail, not rubbish

RUBBISH = [
    "#recycle/rw 1.csv", "$RECYCLE.BIN/S-1-5/$R1.csv", ".Trash-1000/files/rw 1.csv", ".Trashes/rw.csv", "@eaDir/a.csv",
    "Bandengan/@eaDir/rw 1.csv@SynoEAStream", "rw 1.csv@SynoEAStream", "rw 1.xlsx.filepart", "rw 1.csv.opdownload",
    "rw 1.csv.crdownload", "rw 1.csv.part", "rw 1.csv.partial", "rw 1.xlsx.sb-1a2b3c4d-AbCdEf", "~$rw 1.xlsx",
    "Unconfirmed 12345.crdownload", "rw 1.csv.download/rw 1.csv", ".stversions/rw 1~20261201-101010.csv",
    ".sync/Archive/rw 1.csv", ".dropbox.cache/2026/rw 1.csv", ".tmp.drivedownload/12", "~WRD0001.tmp", "rw 1.csv~",
    ".~lock.rw 1.ods#", "~syncthing~rw 1.csv.tmp", "rw 1.csv.!sync", "Recycle Bin/rw 1.csv", "#snapshot/rw 1.csv",
]  # fmt: skip
MAIL = ["part.csv", "Sampah/rw 1.csv", "versi lama/rw 2.csv", "rw.part.csv", "~rw 3.csv", "#4.csv", "usulan.sb-x.csv"]


def test_rubbish_is_left_alone_and_counted_once_and_mail_is_not_taken_for_it(tmp_path, capsys):
    mail = {name: sheet([proposal(lokasi=f"Gang {n}")]) for n, name in enumerate(MAIL)}
    season = run(dropped(tmp_path, mail | {name: OTHER for name in RUBBISH}))
    assert {one["nama"] for one in season.rows("SELECT nama FROM berkas")} == set(MAIL)
    assert set(files_below(season.cycle.inbox)) == set(RUBBISH)
    from flows.summary import sentences

    said = list(sentences(season.cycle))
    tops = {name.split("/")[0] for name in RUBBISH if not name.startswith("Bandengan")}
    assert f"{len(tops) + 1} berkas atau folder sementara, tempat sampah, atau versi lama di inbox dibiarkan." in said
    assert not [line for line in said if line.startswith("  ")]


# What is neither text nor a kind in data

ODD = {
    "data.bin": bytes(range(256)) * 20,
    "acak": b"\x00\x01\x02\x03" * 100,
    "kunci.dat": b"\x8f\x01\x1d\x07\x11\x05\x93\x02" * 9,
    "gambar.xyz": b"\x00\x00\x01\x00\x01\x00",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90)
KINDS = {
    "suara.opus": b"OggS\x00\x02\x00\x00",
    "rapat.mp4": b"\x00\x00\x00 ftypisom\x00",
    "foto.heic": b"\x00\x00\x00\x18ftypheic",
    "surat.odt": b"PK\x03\x04 rusak",
    "surel.msg": OLE,
    "paparan.ppt": OLE,
    "a.tar": bytes(1024),
    "denah.dwg": b"AC1032\x00\x00\x01",
    "tanpa akhiran": b"%PDF-1.7\n\x00\xff",
    "salah nama.xyz": b"\xff\xd8\xff\xe0\x00",
    "kosong.xyz": b"",
}
TEXTS = {"usulan RW.05": OTHER, "usulan.csv.bak": sheet([proposal(rw="2")]), "usulan.log": sheet([proposal(rw="7")])}


def test_what_is_neither_text_nor_a_known_kind_stays_where_it_is_and_is_named(tmp_path):
    from flows.summary import sentences

    season = run(dropped(tmp_path, {"baik.csv": GOOD, **ODD, **KINDS, **TEXTS}))
    assert files_below(season.cycle.inbox) == ODD
    assert {one.nama for one in arrivals(season.cycle)} == {"baik.csv", *KINDS, *TEXTS}
    said = "\n".join(sentences(season.cycle))
    assert all(f"  {name}: bukan teks dan bukan jenis yang kami kenal" in said for name in ODD)
    status = season.pairs("SELECT nama, status FROM berkas")
    assert {name for name, one in status.items() if one == "terbaca"} == {"baik.csv", *TEXTS}
