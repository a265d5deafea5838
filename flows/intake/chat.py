"""Stage 1 and 2 of 9: a text pasted from WhatsApp, blocks of `RT: / RW: / Masalah: / Usulan:`, read like a table.

A block ends at an empty line, or where a name is said that it has said already. What the first lines say
before any problem or proposal (`Kelurahan: Bandengan`) holds for every block.
"""

import re
from dataclasses import dataclass, field

from flows.intake.finding import Refused
from flows.intake.grid import Grid
from flows.intake.headers import Header, Vocabulary, names_table
from flows.intake.heading import pairs
from flows.intake.limits import Limits
from flows.intake.records import hold_lines
from flows.intake.tables import Sheet
from schemas.submission import CONTEXT_COLUMNS, REQUIRED, TEXT_COLUMNS

BLANK, OUTSIDE = "baris kosong", "baris di luar usulan"

# `[28/12/26 20.14] Pak RW:` and `28/12/26 20.14 - Pak RW:` stand before what was said.
SAID_BY = re.compile(r"^\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}[.:]\d{2}(?:[.:]\d{2})?\]?(?: -)? [^:]{1,60}: ")
BULLET = re.compile(r"^\s*(?:[-•▪]+|\d{1,2}[.)])\s*(?=[^\W\d])")
NAMED_WITHIN = 120  # signs of a line in which a name ends, blanks around it included
OTHER_NAME = re.compile(r"^\s*(?P<name>[^\W\d][\w /().-]{1,30}?)\s*:(?!//)\s*(?P<value>.*)$")


@dataclass
class Block:
    """What one block says: cells by column, lain by names that no column claims."""

    line: int
    cells: dict[str, str]
    lain: dict[str, str]


Said = dict[str, list[list[str]]]  # under each name what was said of it, each time in one line or several


@dataclass
class Lines:
    """A block while its lines are read; last is what was said last."""

    line: int
    cells: Said = field(default_factory=dict)
    lain: Said = field(default_factory=dict)
    last: list[str] = field(default_factory=list)

    def say(self, name: str, value: str, *, known: bool) -> None:
        self.last = [value]
        (self.cells if known else self.lain).setdefault(name, []).append(self.last)

    def go_on(self, text: str) -> None:
        """A line without a name belongs to the one before."""
        self.last.append(text.strip())

    def block(self, limits: Limits) -> Block:
        """What all the lines say; raises Refused when that is more than one record may hold."""
        made = Block(self.line, _joined_lines(self.cells), _joined_lines(self.lain))
        limits.rekaman.hold(sum(map(len, [*made.cells.values(), *made.lain.values()])))
        return made


def _joined_lines(said: Said) -> dict[str, str]:
    return {name: "; ".join(_one_line(lines) for lines in times) for name, times in said.items()}


def _one_line(lines: list[str]) -> str:
    return " ".join(lines).strip() if len(lines) > 1 else lines[0]


def read_chat(text: str, vocabulary: Vocabulary, limits: Limits) -> Sheet:
    """The blocks of a text as a table, and its other lines as records beside it.

    Raises Refused("judul_kolom") when no block says a problem or a proposal.
    """
    hold_lines(text, limits)
    blocks, others = _blocks(text, vocabulary, limits)
    context: dict[str, str] = {}
    above = next((at for at, block in enumerate(blocks) if names_table(set(block.cells))), len(blocks))
    for first in blocks[:above]:
        context |= {name: value for name, value in first.cells.items() if name in CONTEXT_COLUMNS}
        others[first.line] = " ".join([*first.cells.values(), *first.lain.values()])
    if above == len(blocks):
        raise Refused("judul_kolom")
    return _table(blocks[above:], dict(sorted(others.items())), context, limits)


def _blocks(text: str, vocabulary: Vocabulary, limits: Limits) -> tuple[list[Block], dict[int, str]]:
    """The blocks of a text in their order, and the lines that belong to none."""
    blocks: list[Lines] = []
    others: dict[int, str] = {}
    current: Lines | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        said = BULLET.sub("", SAID_BY.sub("", line).replace("*", ""))
        known = dict(pairs([said], vocabulary)) if ":" in said else {}
        if known and (current is None or set(known) & set(current.cells)):
            current = Lines(number)
            blocks.append(current)
        if current is None or not said.strip():
            others[number], current = line, None
        elif known:
            for column, value in known.items():
                current.say(column, value, known=True)
        elif other := OTHER_NAME.match(said) if ":" in said[:NAMED_WITHIN] else None:
            current.say(other["name"], other["value"], known=False)
        else:
            current.go_on(said)
    return _joined([lines.block(limits) for lines in blocks]), others


def _joined(blocks: list[Block]) -> list[Block]:
    """An empty line inside a proposal does not part it: what still lacks its proposal goes on below."""
    joined: list[Block] = []
    for block in blocks:
        if "kegiatan" in block.cells and "usulan" not in block.cells:
            block.cells["usulan"] = block.cells.pop("kegiatan")
        before = joined[-1].cells if joined else {}
        begun = bool(names_table(set(before))) and not set(REQUIRED) <= set(before)
        if begun and not set(before) & set(block.cells):
            before |= block.cells
            joined[-1].lain |= block.lain
        else:
            joined.append(block)
    return joined


def _table(blocks: list[Block], others: dict[int, str], context: dict[str, str], limits: Limits) -> Sheet:
    named = {name for block in blocks for name in block.cells} | set(REQUIRED)
    columns = [name for name in TEXT_COLUMNS if name in named]
    lain = list(dict.fromkeys(name for block in blocks for name in block.lain))
    limits.kolom.hold(len(columns) + len(lain))
    limits.baris.hold(len(blocks) + len(others))
    limits.sel.hold((len(blocks) + len(others)) * (len(columns) + len(lain)))
    header = Header(
        {name: at for at, name in enumerate(columns)},
        {len(columns) + at: name for at, name in enumerate(lain)},
    )
    records = {number: [line.strip()] if line.strip() else [] for number, line in others.items()}
    for block in blocks:
        records[block.line] = [block.cells.get(n, "") for n in columns] + [block.lain.get(n, "") for n in lain]
    nomor = sorted(records)
    reasons = {at: OUTSIDE if records[number] else BLANK for at, number in enumerate(nomor) if number in others}
    judul = " | ".join(line.strip() for number, line in others.items() if number < blocks[0].line and line.strip())
    return Sheet(
        cells=Grid.of([records[number] for number in nomor], len(columns) + len(lain)),
        nomor=nomor,
        head=0,
        kepala=-1,
        kolom=[*columns, *lain],
        header=header,
        konteks=context,
        judul=judul,
        reasons=reasons,
    )
