"""The standard streams of a command, whatever became of them: closed, full, or left by their reader.

What a stream refuses is kept instead of raised: the work goes on, and the door answers for it in the end.
"""

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

STANDARD = {0: ("stdin", os.O_RDONLY), 1: ("stdout", os.O_WRONLY), 2: ("stderr", os.O_WRONLY)}


class Stream:
    """A text stream that never raises for what lies behind it; refusal: what it refused first."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.refusal: OSError | None = None

    def write(self, text: str) -> int:
        return self._tried(self.stream.write, text) or 0

    def flush(self) -> None:
        self._tried(self.stream.flush)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def is_full(self) -> str:
        """Why it refused what somebody still waits for; empty while it did not, or when its reader left (`| head`)."""
        self.flush()
        refused = self.refusal
        return str(refused.strerror) if refused and refused.errno != errno.EPIPE else ""

    def _tried(self, act: Callable[..., Any], *words: str) -> Any:
        try:
            return act(*words)
        except OSError as error:
            self.refusal = self.refusal or error
            # What is still in its buffer has to go somewhere when Python ends.
            _point(self.stream.fileno(), os.O_WRONLY)


@contextmanager
def guarded() -> Iterator[Stream]:
    """All that is said in this block goes through streams that do not raise; yields that of the answers."""
    _open_the_closed()
    before = sys.stdout, sys.stderr
    out, err = (Stream(_in_utf8(stream)) for stream in before)
    sys.stdout, sys.stderr = cast(TextIO, out), cast(TextIO, err)
    try:
        yield out
    finally:
        out.flush()
        err.flush()
        sys.stdout, sys.stderr = before


def _open_the_closed() -> None:
    """Points a closed stream nowhere, or the next file that is opened would take its number, and our words."""
    for number, (name, flags) in STANDARD.items():
        try:
            os.fstat(number)
        except OSError:
            _point(number, flags)
        if getattr(sys, name) is None:
            mode = "r" if flags == os.O_RDONLY else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _point(number: int, flags: int) -> None:
    """Makes a descriptor lead nowhere."""
    nowhere = os.open(os.devnull, flags)
    os.dup2(nowhere, number)
    os.set_inheritable(number, True)
    if nowhere != number:
        os.close(nowhere)


def _in_utf8(stream: TextIO) -> TextIO:
    """Whatever the system's encoding, our words and a sender's file names can be printed."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream
