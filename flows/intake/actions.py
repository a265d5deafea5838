"""Stage 1 and 2 of 9: tindakan.csv, what the office did about a received file: beside the ledger, only ever added to.

Archive, ledger and this record together are the source of truth. Each line holds a hash over itself and all lines
before it, so that none can be changed or left out unseen.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace

from flows.cycle import Cycle
from flows.intake.ledger import SHA256, NotInForm, as_bytes, content_of, damaged, is_moment, put, records

# Takes a file back; undoes that. Puts aside a file whose copy is lost; says that the copy is there again.
TARIK, BATAL, SISIHKAN, PULIHKAN = "tarik", "batal", "sisihkan", "pulihkan"
KINDS = (TARIK, BATAL, SISIHKAN, PULIHKAN)
UNDONE = {BATAL: TARIK, PULIHKAN: SISIHKAN}
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Action:
    """One thing done about the file of these bytes. waktu: ISO 8601 in UTC; oleh: the account at the machine."""

    waktu: str
    tindakan: str
    sha256: str
    alasan: str
    oleh: str
    sidik: str = ""


COLUMNS = tuple(one.name for one in fields(Action))


def actions(cycle: Cycle) -> list[Action]:
    """The record in its order; raises ArchiveDamaged, with the cure, when it is not as we write it."""
    try:
        data = content_of(cycle.tindakan)
        return parsed(data) if data is not None else []
    except NotInForm as fault:
        raise damaged(cycle, cycle.tindakan.name, str(fault)) from fault


def parsed(data: bytes) -> list[Action]:
    """The lines of a record; raises NotInForm unless they are ours to the byte, and none is missing between them."""
    rows = [Action(*cells) for _, cells in records(data, COLUMNS)]
    if as_bytes(COLUMNS, map(astuple, rows)) != data:
        raise NotInForm("bentuknya berubah")
    if len(unbroken(rows)) < len(rows):
        raise NotInForm(f"berisi tindakan yang bukan tulisan kami (rekaman {len(unbroken(rows)) + 2})")
    return rows


def unbroken(rows: Sequence[Action]) -> list[Action]:
    """The first lines of a record, as far as each bears the hash over itself and those before it."""
    kept: list[Action] = []
    for one in rows:
        if not is_action(one) or one.sidik != _seal(kept, one):
            break
        kept.append(one)
    return kept


def is_action(one: Action) -> bool:
    """Whether the cells are what their columns hold."""
    return bool(one.tindakan in KINDS and SHA256.fullmatch(one.sha256) and is_moment(one.waktu))


def record(cycle: Cycle, new: Iterable[Action]) -> None:
    """Adds lines to the record, each sealed."""
    put_record(cycle, [*actions(cycle), *new])


def put_record(cycle: Cycle, rows: Iterable[Action]) -> None:
    """Writes the whole record anew, each line sealed over those before it."""
    sealed: list[Action] = []
    for one in rows:
        sealed.append(replace(one, sidik=_seal(sealed, one)))
    put(cycle.tindakan, as_bytes(COLUMNS, map(astuple, sealed)))


def _seal(before: Sequence[Action], one: Action) -> str:
    words = [before[-1].sidik if before else "", *astuple(one)[:-1]]
    return hashlib.sha256(SEPARATOR.join(words).encode()).hexdigest()


def in_force(rows: Iterable[Action], kind: str) -> dict[str, Action]:
    """sha256 -> the action of this kind (tarik, sisihkan) that stands and was not undone later."""
    standing: dict[str, Action] = {}
    for one in rows:
        if one.tindakan == kind:
            standing[one.sha256] = one
        elif UNDONE.get(one.tindakan) == kind:
            standing.pop(one.sha256, None)
    return standing
