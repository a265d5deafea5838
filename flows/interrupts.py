"""A request to end, by Ctrl-C or from the system, is answered in one way wherever the run is.

The first one raises KeyboardInterrupt, so that what was begun is tidied up; it is remembered too, since a library may
turn it into an error of its own (DuckDB says "Query interrupted"). The next one ends the process at once, which does
no harm: a run may be killed anywhere. No traceback follows either of them.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM)

_came: list[int] = []
_stops: dict[object, Callable[[], None]] = {}
_ours = False


def code() -> int:
    """The exit code after a request to end: 130 for Ctrl-C, 143 for a termination; 0 while none came."""
    return 128 + _came[0] if _came else 0


def heed() -> None:
    """Raises KeyboardInterrupt where one came within `answered` and was taken for something else since."""
    if _ours and _came:
        raise KeyboardInterrupt


@contextmanager
def answered() -> Iterator[None]:
    """Within this block the first request to end raises KeyboardInterrupt, the second ends the process at once."""
    global _ours
    _came.clear()
    before = {number: signal.getsignal(number) for number in SIGNALS}
    told = sys.unraisablehook
    # Raised within a destructor it would be printed, and go no further: `heed` raises it again.
    sys.unraisablehook = lambda said: None if _came else told(said)
    _ours = True
    answer_again()
    try:
        yield
    finally:
        _ours = False
        sys.unraisablehook = told
        for number, handler in before.items():
            signal.signal(number, handler)


def answer_again() -> None:
    """Takes the signals back from a library that put itself in our place, within `answered` alone."""
    if _ours:
        for number in SIGNALS:
            signal.signal(number, _raise_once)


def program(run: Callable[[], None]) -> None:
    """Runs what ends by SystemExit; outside `answered` a request to end leaves without a word.

    Python's own end is left out: what a library then has to say (Prefect's threads hold what DuckDB prints a page
    about) is of no use to a person, and an interrupt in the midst of it would be a traceback.
    """
    for number in SIGNALS:
        signal.signal(number, _leave)
    try:
        run()
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 0)


@contextmanager
def stopping(stop: Callable[[], None]) -> Iterator[None]:
    """What is under way in this block is told to stop, too: DuckDB else ends a long query where it is convenient."""
    key = object()
    _stops[key] = stop
    try:
        yield
    finally:
        del _stops[key]


@contextmanager
def kept_from_children() -> Iterator[None]:
    """Processes begun in this block, and theirs, never see Ctrl-C: it is this one's to answer."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _raise_once(number: int, frame: FrameType | None) -> None:
    if _came:
        _leave(number, frame)
    _came.append(number)
    for stop in list(_stops.values()):
        stop()
    raise KeyboardInterrupt


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    os._exit(128 + number)
