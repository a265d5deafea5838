"""Stage 1 and 2 of 9: the process behind the fence reads one file after the other, as it is asked.

It may use as much memory as the limits say, and as much processor time for each file. It ends when the process that
asked it does: also in the middle of a file, where the system can tell it so.
"""

import os
import pickle
import signal
import sys
import time
from dataclasses import dataclass
from math import ceil
from typing import Any, BinaryIO

from flows.intake.finding import Refused
from flows.intake.headers import Vocabulary
from flows.intake.limits import Limits

if sys.platform != "win32":
    import fcntl
    import resource

READY = b"ready\n"


@dataclass(frozen=True)
class Terms:
    """What every reader needs: the names of columns, and how large a file may be."""

    vocabulary: Vocabulary
    limits: Limits


def main() -> None:
    """Answers (True, what was read) or (False, why it was not) to each question, until there are no more."""
    questions, answers = sys.stdin.buffer, _answers()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a person stops the run, and the run this process
    terms = pickle.load(questions)
    _bound_memory(terms.limits.memori.nilai)
    answers.write(READY)
    answers.flush()
    while True:
        try:
            read, path, name, *more = pickle.load(questions)
        except EOFError:
            return
        _bound_time(terms.limits.prosesor.nilai)
        _end_with_asker(questions, busy=True)
        answer: tuple[bool, Any]
        try:
            answer = (True, read(path, name, terms.vocabulary, terms.limits, *more))
        except (Refused, FileNotFoundError, PermissionError) as error:
            answer = (False, error)
        _end_with_asker(questions, busy=False)
        pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _answers() -> BinaryIO:
    """The pipe to the asker, for us alone: what libraries print goes nowhere."""
    ours = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(ours, "wb")


def _bound_memory(most: int) -> None:
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # Of what is written to, and not of addresses: libraries reserve far more of those than they use.
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _bound_time(seconds: int) -> None:
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (ceil(time.process_time()) + seconds, most))


def _end_with_asker(questions: BinaryIO, *, busy: bool) -> None:
    """While a file is read nothing is asked: a signal from that pipe means that its other end is gone."""
    if sys.platform != "win32":
        flags = fcntl.fcntl(questions, fcntl.F_GETFL)
        fcntl.fcntl(questions, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(questions, fcntl.F_SETFL, flags | os.O_ASYNC if busy else flags & ~os.O_ASYNC)


if __name__ == "__main__":
    main()
