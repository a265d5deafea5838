"""A Prefect server that does not answer, a home that Prefect cannot use: one sentence, at once, by run and doctor."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import YEAR, dropped, files_below, proposal, run

UNREACHABLE = {
    "nobody listens": "http://127.0.0.1:9/api",
    "no such name": "http://tidak.ada.invalid/api",
    "no address": "halo",
    "no port": "http://127.0.0.1:99999/api",
    "torn": "http://[::1/api",
    "password": "http://panitia:rahasia@127.0.0.1:9/api",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dropped(tmp_path / "kerja", {"rw 05.csv": [proposal()]})


@pytest.fixture(scope="module")
def stranger() -> Iterator[str]:
    """The address of a web server that is none of Prefect's."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()


def refused(answer, code: int, word: str) -> str:
    """The one sentence of a refusal."""
    told = [line for line in answer.err.splitlines() if line.startswith("Belum dapat dilanjutkan: ")]
    assert (answer.code, len(told), "Traceback" in answer.err) == (code, 1, False)
    assert word in told[0]
    assert "--direct" in told[0]
    return told[0]


@pytest.mark.parametrize("address", UNREACHABLE.values(), ids=UNREACHABLE.keys())
def test_a_server_that_does_not_answer_is_wrong_usage(door, folder, monkeypatch, address):
    monkeypatch.setenv("PREFECT_API_URL", address)
    before = files_below(folder)
    told = refused(door("run", YEAR, "--data", folder), 2, "PREFECT_API_URL")
    assert "rahasia" not in told
    assert files_below(folder) == before


def test_a_server_that_is_not_prefect_is_wrong_usage(door, folder, monkeypatch, stranger):
    monkeypatch.setenv("PREFECT_API_URL", stranger)
    refused(door("run", YEAR, "--data", folder), 2, stranger)


def a_file(home: Path) -> None:
    home.write_text("", encoding="utf-8")


def rubbish_records(home: Path) -> None:
    home.mkdir()
    (home / "prefect.db").write_bytes(b"bukan basis data" * 500)


def a_folder_for_records(home: Path) -> None:
    (home / "prefect.db").mkdir(parents=True)


@pytest.mark.parametrize("harm", [a_file, rubbish_records, a_folder_for_records])
def test_a_home_that_cannot_keep_records_is_14(door, folder, tmp_path, monkeypatch, harm):
    home = tmp_path / "rumah"
    harm(home)
    monkeypatch.setenv("PREFECT_HOME", str(home))
    refused(door("run", YEAR, "--data", folder), 14, str(home))


def test_doctor_says_both_too(door, folder, tmp_path, monkeypatch):
    run(folder)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "rumah"))
    assert [line for line in door("doctor", "--data", folder).lines if "Prefect:" in line] == []
    rubbish_records(tmp_path / "rumah")
    answer = door("doctor", "--data", folder)
    assert (answer.code, "Perlu dilihat: Prefect: Catatan Prefect" in answer.out) == (14, True)
    monkeypatch.setenv("PREFECT_API_URL", UNREACHABLE["password"])
    answer = door("doctor", "--data", folder)
    assert (answer.code, "Perlu dilihat: Prefect: Server Prefect" in answer.out) == (2, True)
    assert "rahasia" not in answer.out
