"""What a command shows: tables and colours on a terminal, plain lines elsewhere.

Nothing is printed here: the door asks how a part looks, and prints it.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table


@dataclass(frozen=True)
class Tabel:
    """A table of texts: its headings and its rows."""

    kolom: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]


Part = str | Tabel


def plain(part: Part) -> Iterator[str]:
    """The lines of a part where there is no terminal: one a row."""
    if isinstance(part, str):
        yield clean(part)
    else:
        yield from (" | ".join(clean(cell) or "-" for cell in row) for row in (part.kolom, *part.baris))


def drawn(part: Tabel) -> "Table":
    """The table as a terminal shows it."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(*part.kolom, box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for row in part.baris:
        # A Text, so that brackets in a sender's words are no markup.
        table.add_row(*(Text(clean(cell, keep="\n")) for cell in row))
    return table


def clean(text: str, keep: str = "") -> str:
    """Without the signs that a terminal would obey."""
    return "".join(sign if sign.isprintable() or sign in keep else " " for sign in text)


class Progress(logging.Handler):
    """One line a stage on a terminal; beneath them, live, the stage at work."""

    def __init__(self, console: Any) -> None:
        super().__init__()
        self.console = console
        self.status = console.status("")

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno == logging.DEBUG:
            self.status.update(record.getMessage())
            self.status.start()
        else:
            self.status.stop()
            self.console.print(record.getMessage(), markup=False, highlight=False)

    def close(self) -> None:
        self.status.stop()
        super().close()
