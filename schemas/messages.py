"""Every finding the product can make, from `messages.toml`: one code, one sentence, one cure, one example.

A `kesalahan` (Perlu dilengkapi) returns the row or the file; a `peringatan` (Mohon dicek) accepts it.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

# pesan and cara together, so that two findings fit one WhatsApp message of 700 signs.
LONGEST = 220
_LONGEST_PARTS = {"nilai": 40, "arti": 60, "kolom": 24}
_SHORTEST_PART = 8
_BRACKETS = re.compile(r" \([^()]*\{arti\}\)")


@dataclass(frozen=True)
class Message:
    kode: str
    tingkat: str  # "kesalahan" or "peringatan"
    pesan: str
    cara: str
    contoh: str

    def filled(
        self, *, baris: int | str | None = None, kolom: str = "", nilai: str = "", arti: str = ""
    ) -> tuple[str, str]:
        """pesan and cara with their places filled: at most 220 signs together, whatever the sender wrote."""
        parts = {
            name: _short(text, _LONGEST_PARTS[name])
            for name, text in (("nilai", nilai), ("arti", arti), ("kolom", kolom))
        }
        for name in _LONGEST_PARTS:
            over = sum(len(text) for text in self._written(baris, parts)) - LONGEST
            if over > 0:
                parts[name] = _short(parts[name], max(len(parts[name]) - over, _SHORTEST_PART))
        return self._written(baris, parts)

    def _written(self, baris: int | str | None, parts: dict[str, str]) -> tuple[str, str]:
        # A reading in brackets is an extra: without one the brackets go too.
        pesan = self.pesan if parts["arti"] else _BRACKETS.sub("", self.pesan)
        line = "" if baris is None else str(baris)
        return pesan.format(baris=line, **parts), self.cara.format(baris=line, **parts)


def message(kode: str) -> Message:
    """The message of a code; an unknown code is our own mistake, never the sender's."""
    return MESSAGES[kode]


def printable(text: str) -> str:
    """A sender's text on one line, without the signs that a terminal would obey or that turn a line around."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _short(text: str, longest: int) -> str:
    """On one line, the rest left out behind an ellipsis."""
    shown = printable(text[:200])
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…"


def _load() -> dict[str, Message]:
    """The example is written once; {contoh} in a cure stands for it."""
    with Path(__file__).with_name("messages.toml").open("rb") as file:
        entries = tomllib.load(file)
    return {
        kode: Message(kode, **{**entry, "cara": entry["cara"].replace("{contoh}", entry["contoh"])})
        for kode, entry in entries.items()
    }


MESSAGES: dict[str, Message] = _load()
