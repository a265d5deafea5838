"""The Prefect server that records a run: the one that PREFECT_API_URL names, else one that lives as long as the run.

Whatever keeps it from answering is told in one sentence within seconds. Importing this module imports no Prefect.
"""

import logging
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

import httpx

from flows import prefect_server
from flows.cycle import Cycle, writable
from flows.errors import FolderNotWritable, UsageError

ADDRESS, HOME = "PREFECT_API_URL", "PREFECT_HOME"
WITHOUT = "atau jalankan tanpa Prefect dengan --direct"
PATIENCE = httpx.Timeout(5)  # seconds for a server that is there to answer
UNDER_WAY = ["RUNNING", "PENDING", "CANCELLING"]
LEFT = "Killed; closed by the next run of its folder"
MANY = 200  # runs closed at once, more than anybody kills between two runs
LAST_WORDS = 10  # seconds in which what a busy machine still has to send goes out
FIRST_START = 180  # seconds that our own may take on a slow disk, where it makes its database first
QUIET = {
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}
CREDENTIALS = re.compile("//[^/@]*@")
# Ctrl-C at a terminal reaches all its processes; the server still has the run's last word to record. On Windows
# 0x200 is CREATE_NEW_PROCESS_GROUP.
APART: dict[str, Any] = {"creationflags": 0x200} if sys.platform == "win32" else {"start_new_session": True}
OURS = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}


@contextmanager
def recorded(cycle: Cycle) -> Iterator[None]:
    """In this block a Prefect server answers, and Prefect may be imported.

    Raises UsageError where PREFECT_API_URL names none that does, FolderNotWritable where our own cannot keep its
    records in the Prefect home.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    logging.raiseExceptions = False  # a line that Prefect could not send is no matter of the person's
    with _named_server() if not is_ours() else _own_server(prefect_home(cycle.folder)):
        try:
            yield
        finally:
            _send_what_waits()


def is_ours() -> bool:
    """Whether a run starts a server of its own."""
    return not os.environ.get(ADDRESS)


def prefect_home(folder: Path) -> Path:
    """Where Prefect keeps its records when no server of its own is named."""
    return Path(os.environ.get(HOME) or folder.resolve() / ".prefect")


@contextmanager
def _named_server() -> Iterator[None]:
    must_answer(os.environ[ADDRESS])
    yield


def must_answer(address: str) -> None:
    """Raises UsageError unless a Prefect server answers there."""
    try:
        answer = httpx.get(f"{address.rstrip('/')}/health", timeout=PATIENCE, headers=_key())
        answers = answer.status_code == httpx.codes.OK and answer.json() is True
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise silent(address) from error
    if not answers:
        raise silent(address)


def shown(address: str) -> str:
    """An address without the password that may stand in it."""
    return CREDENTIALS.sub("//", address)


def silent(address: str) -> UsageError:
    """What a person is told of a server that does not answer, or that does not let us in."""
    return UsageError(
        f"Server Prefect di {shown(address)} belum menjawab sebagaimana mestinya. Periksa servernya "
        f"serta {ADDRESS} dan PREFECT_API_AUTH_STRING, kosongkan {ADDRESS}, {WITHOUT}."
    )


def _key() -> dict[str, str]:
    key = os.environ.get("PREFECT_API_KEY")
    return {"Authorization": f"Bearer {key}"} if key else {}


def must_hold_records(home: Path) -> None:
    """Raises FolderNotWritable unless Prefect can keep its records in this folder, which is made if absent."""
    cure = f"Periksa izin folder dan sisa ruang disk, {WITHOUT}."
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=home):
            pass
        for path in home.glob("prefect.db*"):
            with path.open("r+b"):
                pass
    except OSError as error:
        words = f"Folder catatan Prefect {home} belum dapat ditulisi ({error.strerror}). {cure}"
        raise FolderNotWritable(words) from error
    _must_be_readable(home / "prefect.db")


def _must_be_readable(records: Path) -> None:
    if not records.exists():
        return
    try:
        with closing(sqlite3.connect(records)) as con:
            con.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise FolderNotWritable(
            f"Catatan Prefect {records} belum dapat dibaca. Pindahkan berkas itu (isinya hanya jalannya run, tidak ada "
            f"usulan), {WITHOUT}."
        ) from error


@contextmanager
def _own_server(home: Path) -> Iterator[None]:
    """A server of our own that keeps its records in `home`, named to Prefect while it lives."""
    must_hold_records(home)
    os.environ[HOME] = str(home)
    # An office's proxy is not asked for what runs on this machine.
    os.environ["NO_PROXY"] = ",".join(filter(None, (os.environ.get("NO_PROXY"), "127.0.0.1")))
    with tempfile.TemporaryFile(dir=home) as said:
        command = [sys.executable, "-P", prefect_server.__file__]
        server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, env=os.environ | OURS, **APART
        )
        assert server.stdout is not None
        last_word = b""
        try:
            port = server.stdout.readline().decode().strip()
            address = f"http://127.0.0.1:{port}/api"
            os.environ[ADDRESS] = address
            import prefect  # noqa: F401 - meanwhile, for it takes as long as the server does

            _await(server, address, home, said)
            last_word = prefect_server.ORDERLY
            yield
        finally:
            os.environ.pop(ADDRESS, None)
            _end(server, last_word)


def _await(server: subprocess.Popen[bytes], address: str, home: Path, said: IO[bytes]) -> None:
    """Waits until the server answers; raises FolderNotWritable when it ended instead, or takes too long."""
    late = time.monotonic() + FIRST_START
    with httpx.Client(timeout=PATIENCE) as client:
        while server.poll() is None and time.monotonic() < late:
            with suppress(httpx.HTTPError):
                if client.get(f"{address}/health").status_code == httpx.codes.OK:
                    return
            time.sleep(0.1)
    said.seek(0)
    raise FolderNotWritable(
        f"Prefect belum dapat mulai dengan catatan di {home}. Periksa sisa ruang disk; bila tetap begitu, pindahkan "
        f"folder itu (isinya hanya jalannya run, tidak ada usulan), {WITHOUT}."
    ) from RuntimeError(said.read().decode(errors="replace"))


def _end(server: subprocess.Popen[bytes], last_word: bytes) -> None:
    """Closes the server's input, which ends it."""
    assert server.stdin is not None and server.stdout is not None
    with suppress(BrokenPipeError):
        server.stdin.write(last_word)
        server.stdin.flush()
    with suppress(BrokenPipeError):
        server.stdin.close()
    server.stdout.close()
    try:
        server.wait(prefect_server.PATIENCE + 2)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _send_what_waits() -> None:
    """Prefect sends events (the states of tasks) and log lines from threads; they must have gone out before the end."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    for worker in (EventsWorker, APILogWorker):
        worker.drain_all(timeout=LAST_WORDS)


def folder_tag(cycle: Cycle) -> str:
    """The tag of a folder's runs on a server that others use too: an id that moves with the folder and its lock."""
    with writable(cycle.folder):
        cycle.prefect_home.mkdir(exist_ok=True, mode=0o700)
        path = cycle.prefect_home / "folder-id"
        if not path.is_file():
            path.write_text(uuid4().hex, encoding="ascii")
        return f"folder-{path.read_text(encoding='ascii')}"


def close_what_was_left(tag: str, besides: str) -> None:
    """Sets the folder's runs that a kill left under way to Crashed, with their tasks; the caller holds its lock."""
    from prefect import get_client
    from prefect.client.schemas.filters import FlowRunFilter, TaskRunFilter
    from prefect.client.schemas.sorting import FlowRunSort, TaskRunSort
    from prefect.states import Crashed

    under_way = {"type": {"any_": UNDER_WAY}}
    ours = FlowRunFilter.model_validate({"tags": {"all_": [tag]}, "state": under_way, "id": {"not_any_": [besides]}})
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(flow_run_filter=ours, limit=MANY, sort=FlowRunSort.START_TIME_DESC)
        for run in runs:
            theirs = FlowRunFilter.model_validate({"id": {"any_": [run.id]}})
            still = TaskRunFilter.model_validate({"state": under_way})
            for one in client.read_task_runs(
                flow_run_filter=theirs, task_run_filter=still, limit=MANY, sort=TaskRunSort.END_TIME_DESC
            ):
                client.set_task_run_state(one.id, Crashed(message=LEFT), force=True)
            client.set_flow_run_state(run.id, Crashed(message=LEFT), force=True)
