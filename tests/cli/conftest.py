"""musrenbang as people start it, in this process."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from flows import cli


@dataclass(frozen=True)
class Answer:
    """What a person saw of one command, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Iterator[Callable[..., Answer]]:
    """Any command, as the console script calls it."""
    log = logging.getLogger("musrenbang")
    before = (list(log.handlers), log.level, log.propagate)

    def enter(*words: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["musrenbang", *map(str, words)])
        capsys.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        return Answer(code, *capsys.readouterr())

    yield enter
    log.handlers, log.level, log.propagate = before
