"""What a grammar hands back: the value it read, or the code of a finding with the readings it saw.

The sentence behind a code stands in `schemas/messages.py`; a code of tingkat kesalahan always has value None.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple


class Reading(NamedTuple):
    value: Any
    kode: str | None = None
    arti: str = ""


@dataclass(eq=False)
class Refused(Exception):
    """A file that cannot be read as a table: the code of its finding, and what fills its `{arti}`."""

    kode: str
    arti: str = ""
