"""Stage 1 and 2 of 9: files are read behind a fence, so that one of them cannot stop the others.

What a small text costs is bounded by its size, and it is read here. All else, and whatever is read by native code,
is read in a child process that may use so much memory and time and no more: when it aborts, crashes or runs out,
that one file is refused. One child serves a whole run; it is started when first needed, and again after a death.
"""

import atexit
import hashlib
import logging
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from flows.intake.behind_fence import Terms
from flows.intake.finding import Refused

T = TypeVar("T")
Read = Callable[..., T]

ROOT = Path(__file__).parents[2]
NATIVE = b"PK"  # how a workbook begins

log = logging.getLogger("musrenbang")


def fenced(read: Read[T], path: Path, name: str, terms: Terms, *more: Any) -> T:
    """What `read(path, name, vocabulary, limits, *more)` makes of a file, an importable function of plain values.

    Raises Refused when it does, and with berkas_berat when reading ends before its time; ChildProcessError where no
    child can be started.
    """
    if not _needs_fence(path, terms):
        return read(path, name, terms.vocabulary, terms.limits, *more)
    with _lock:
        return _child.read(terms, path, (read, path.absolute(), name, *more))


def dismiss() -> None:
    """Ends the child, where there is one; the next file that needs it gets a new one."""
    with _lock:
        _child.end()


def _needs_fence(path: Path, terms: Terms) -> bool:
    with path.open("rb") as file:
        return path.stat().st_size > terms.limits.kecil.nilai or file.read(len(NATIVE)) == NATIVE


class _Child:
    """The process behind the fence, and which files have ended one, by their bytes."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.terms: Terms | None = None
        self.fatal: dict[str, int] = {}

    def read(self, terms: Terms, path: Path, question: tuple[Any, ...]) -> Any:
        size = path.stat().st_size
        if size in self.fatal.values() and _sha256(path) in self.fatal:
            raise Refused("berkas_berat")
        if terms != self.terms:
            self.end()
        process = self.process or self._started(terms)
        try:
            read, value = self._answer(process, question, terms.limits.waktu.nilai)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            sha256 = _sha256(path)
            self.fatal[sha256] = size
            log.warning("%s could not be read to its end (%s)", sha256[:12], self._ended())
            raise Refused("berkas_berat") from error
        if not read:
            raise value
        return value

    def _started(self, terms: Terms) -> subprocess.Popen[bytes]:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flows.intake.behind_fence"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
        )  # fmt: skip
        self.terms = terms
        _say(self.process, terms)
        assert self.process.stdout is not None
        if not self.process.stdout.readline():
            raise ChildProcessError(f"the process behind the fence did not start: {self._ended()}")
        return self.process

    def _answer(self, process: subprocess.Popen[bytes], question: Any, seconds: int) -> tuple[bool, Any]:
        # Beside the limit of processor time: what waits for a disk, and systems that have no such limit.
        alarm = threading.Timer(seconds, process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            _say(process, question)
            assert process.stdout is not None
            return pickle.load(process.stdout)
        finally:
            alarm.cancel()

    def _ended(self) -> str:
        assert self.process is not None
        process, self.process = self.process, None
        _close(process)
        return f"exit code {process.returncode}"

    def end(self) -> None:
        if self.process is not None:
            self._ended()


def _say(process: subprocess.Popen[bytes], what: Any) -> None:
    assert process.stdin is not None
    pickle.dump(what, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
    process.stdin.flush()


def _close(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        try:
            pipe.close()
        except OSError:
            continue  # what was not said any more is said to nobody
    process.wait()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_lock = threading.Lock()
_child = _Child()
atexit.register(dismiss)
