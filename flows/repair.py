"""`repair`: an archive and its ledger mended as far as it can be proved; shown first, done on request.

What proves something are the copies' own bytes, the lines that are still as we wrote them, and what the published
warehouse knew of each file. What cannot be proved is put aside, and its sender is asked again, so that the next run
goes on. Nothing is ever overwritten or removed: what was damaged moves into a folder of its own.
"""

import os
import stat
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from flows import recovery
from flows.cycle import Cycle, held, writable
from flows.intake import actions, integrity, ledger
from flows.intake.actions import SISIHKAN, Action
from flows.intake.copies import as_moment, copy_bytes, hash_of
from flows.intake.inbox import hashes_waiting, safe_name
from flows.intake.ledger import COPY_NAME, SHA256, Arrival, NotInForm

OURS = "musrenbang"  # who puts a file aside
NOT_WHOLE = "salinannya tidak utuh lagi"
ASIDE = "disisihkan"
Key = tuple[str, str]


@dataclass
class Plan:
    """What is to be done, in this order: record and ledger written anew (the former ones kept), names put aside, names
    given, bytes copied. said: each matter in a sentence."""

    said: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    named: list[tuple[str, str]] = field(default_factory=list)
    copied: list[tuple[str, str]] = field(default_factory=list)
    record: list[Action] | None = None
    rows: list[Arrival] | None = None


@dataclass(frozen=True)
class Evidence:
    """What is there. files: name -> sha256 of every copy; kept: likewise of what was put aside before; odd: names that
    are no regular files; inbox: the hashes of what waits; known: each file as the published warehouse has it."""

    files: Mapping[str, str]
    kept: Mapping[str, str]
    odd: frozenset[str]
    inbox: frozenset[str]
    known: Mapping[Key, Arrival]
    now: str

    def of(self, sha256: str) -> list[str]:
        """The names under which these bytes lie in the archive, those put aside last."""
        return [name for name, found in (*self.files.items(), *self.kept.items()) if found == sha256]


def repair(cycle: Cycle, *, do: bool) -> Iterator[str]:
    """Tells what is mended, a sentence a line, and with `do` mends it; raises RunInProgress during a run."""
    with writable(cycle.folder), held(cycle):
        plan = planned(cycle)
        if not plan.said:
            yield f"Arsip {cycle.tahun} utuh dan cocok dengan terima.csv; tidak ada yang perlu dipulihkan."
            return
        if do:
            carry_out(cycle, plan)
    yield from plan.said
    if do:
        yield f"Sudah dipulihkan. Langkah berikutnya: musrenbang run {cycle.tahun} --data {cycle.folder}"
    else:
        yield f"Belum ada yang diubah. Untuk melakukannya: musrenbang repair {cycle.tahun} --data {cycle.folder} --yes"


def planned(cycle: Cycle) -> Plan:
    """Everything that is to be mended; a plan without sentences when nothing is."""
    plan, seen = Plan(), _evidence(cycle)
    done = _record(cycle, plan)
    rows = _rows(cycle, seen, plan)
    rows = _dated(cycle, rows, seen, plan)
    lost = _copies(rows, seen, done, plan)
    rows = _adopted(cycle, rows, seen, lost, plan)
    rows = [replace(one, ukuran=_size(cycle, one, seen)) for one in rows]
    if lost:
        plan.record = [*done, *(Action(seen.now, SISIHKAN, sha256, NOT_WHOLE, OURS) for sha256 in sorted(lost))]
    if plan.rows is not None or ledger.in_order(rows) != ledger.in_order(_readable(cycle) or []):
        plan.said = plan.said or ["terima.csv: ditulis kembali."]
        plan.rows = rows
    return plan


def carry_out(cycle: Cycle, plan: Plan) -> None:
    """Does what was planned; killed at any moment, the next repair ends the same."""
    cycle.archive.mkdir(parents=True, exist_ok=True)
    if plan.record is not None:
        _keep_former(cycle, cycle.tindakan)
        actions.put_record(cycle, plan.record)
    if plan.rows is not None:
        _keep_former(cycle, cycle.terima)
        ledger.write_ledger(cycle, plan.rows)
    moved = {name: _put_aside(cycle, name) for name in plan.aside}
    for before, after in plan.named:
        (cycle.archive / before).replace(cycle.archive / after)
    for source, target in plan.copied:
        copy_bytes(moved.get(source, cycle.archive / source), cycle.archive / target)


def _evidence(cycle: Cycle) -> Evidence:
    names = integrity.entries(cycle) | {path.name for path in cycle.archive.glob("*__*") if path.is_dir()}
    found = {name: (cycle.archive / name).lstat() for name in sorted(names)}
    odd = frozenset(name for name, seen in found.items() if not stat.S_ISREG(seen.st_mode))
    files = {name: hash_of(cycle.archive / name) for name in found if name not in odd}
    aside = (path for folder in _aside_folders(cycle) for path in sorted(folder.iterdir()))
    regular = (path for path in aside if stat.S_ISREG(path.lstat().st_mode))
    kept = {path.relative_to(cycle.archive).as_posix(): hash_of(path) for path in regular}
    known = {(one.sha256, one.nama): one for one in integrity.published_arrivals(cycle)}
    return Evidence(files, kept, odd, frozenset(hashes_waiting(cycle)), known, as_moment(time.time()))


def _aside_folders(cycle: Cycle) -> list[Path]:
    found = (path for path in cycle.archive.glob(f"{ASIDE}*") if _is_folder(path))
    return sorted(path for path in found if path.name.removeprefix(ASIDE).lstrip("-").isdecimal() or path.name == ASIDE)


def _readable(cycle: Cycle) -> list[Arrival] | None:
    """The ledger, if it is as we write it."""
    try:
        data = ledger.content_of(cycle.terima)
        return ledger.parsed(data) if data is not None else None
    except NotInForm:
        return None


def _record(cycle: Cycle, plan: Plan) -> list[Action]:
    """The record of what was done; one that is not as we write it is put together from the warehouse and its lines."""
    known = integrity.recorded(cycle)
    try:
        data = actions.content_of(cycle.tindakan)
        rows = actions.parsed(data) if data is not None else []
        if rows[: len(known)] == known:
            return rows
        lines = rows
    except NotInForm:
        lines = [Action(*cells) for cells in recovery.rows_of(_bytes(cycle.tindakan), actions.COLUMNS)]
    seals = {one.sidik for one in known}
    more = [replace(one, waktu=recovery.moment_of(one.waktu)) for one in lines if one.sidik not in seals]
    plan.record = [*known, *(one for one in more if actions.is_action(one))]
    plan.said.append(f"tindakan.csv: ditulis kembali dengan {len(plan.record)} tindakan yang masih terbukti.")
    return plan.record


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b""


def _rows(cycle: Cycle, seen: Evidence, plan: Plan) -> list[Arrival]:
    """The ledger as far as it is believed, with the lines that only the warehouse still has."""
    whole = _readable(cycle)
    rows = {(one.sha256, one.nama): one for one in whole or ()}
    if whole is None:
        for line in recovery.lines_of(_bytes(cycle.terima)):
            if one := _believed(cycle, line, seen):
                rows[one.sha256, one.nama] = _earlier(rows.get((one.sha256, one.nama)), one, seen)
    missing = [one for key, one in seen.known.items() if key not in rows and (not whole or _is_there(one, seen))]
    rows |= {(one.sha256, one.nama): one for one in missing}
    if whole is None and (rows or os.path.lexists(cycle.terima)):
        plan.rows = []
        plan.said.append(f"terima.csv: ditulis kembali, {len(rows)} berkas; yang lama disimpan di sampingnya.")
    elif missing:
        plan.said += [f"{one.arsip}: dicatat kembali di terima.csv menurut hasil run terakhir." for one in missing]
    return list(rows.values())


def _is_there(one: Arrival, seen: Evidence) -> bool:
    return one.arsip in seen.files or one.arsip in seen.odd or bool(seen.of(one.sha256))


def _believed(cycle: Cycle, line: recovery.Line, seen: Evidence) -> Arrival | None:
    """A line of a damaged ledger as an arrival: as it stands, as the warehouse knew it, or as its file proves."""
    if line.arrival:
        return line.arrival
    hashes = {*seen.files.values(), *(sha256 for sha256, _ in seen.known)}
    full = {line.sha256} if SHA256.fullmatch(line.sha256) else {h for h in hashes if h.startswith(line.sha256)}
    if len(full) != 1:
        return None
    (sha256,) = full
    if any(of == sha256 for of, _ in seen.known):
        return seen.known.get((sha256, line.nama))  # under another name the warehouse adds the line itself
    names = seen.of(sha256)
    written = _mtime(cycle, names, seen)
    came = next((one for one in (line.diterima, line.mtime) if one and one <= seen.now), written)
    mtime = line.mtime or came
    return Arrival(sha256, line.nama, came, mtime, _copy_name(sha256, line.nama), 0)


def _earlier(before: Arrival | None, one: Arrival, seen: Evidence) -> Arrival:
    """Of two lines on one file that which the warehouse knew, else the earlier arrival."""
    if before is None or seen.known.get((one.sha256, one.nama)) == one:
        return one
    if seen.known.get((one.sha256, one.nama)) == before:
        return before
    return min(before, one, key=lambda each: (each.diterima, each.mtime))


def _dated(cycle: Cycle, rows: list[Arrival], seen: Evidence, plan: Plan) -> list[Arrival]:
    """Arrivals that lie ahead of the clock are taken to the time at which their file was last written."""
    made = []
    for one in rows:
        if one.diterima > seen.now:
            came = one.mtime if one.mtime <= seen.now else _mtime(cycle, seen.of(one.sha256), seen)
            plan.said.append(f"{one.arsip}: waktu terimanya {one.diterima} belum tiba, dicatat menjadi {came}.")
            one = replace(one, diterima=came)
        made.append(one)
    return made


def _mtime(cycle: Cycle, names: list[str], seen: Evidence) -> str:
    """When the first of these copies was written; now where that is not known, or lies ahead."""
    written = [as_moment(min(max(0, (cycle.archive / name).lstat().st_mtime), time.time())) for name in names]
    return min([*written, seen.now])


def _copies(rows: list[Arrival], seen: Evidence, done: list[Action], plan: Plan) -> set[str]:
    """Gives every line its copy back where the archive still holds the bytes; returns the hashes newly put aside."""
    aside, lost = actions.in_force(done, SISIHKAN), set()
    listed = {one.arsip for one in rows}
    for one in sorted(rows, key=lambda each: (each.arsip, each.nama)):
        if seen.files.get(one.arsip) == one.sha256 or any(target == one.arsip for _, target in _given(plan)):
            continue
        blocked = one.arsip in seen.files or one.arsip in seen.odd
        if blocked and one.arsip not in plan.aside:
            plan.aside.append(one.arsip)
        if one.sha256 in aside:
            plan.said += [f"{one.arsip}: {NOT_WHOLE}; dipindahkan ke folder {ASIDE}."] if blocked else []
        elif names := seen.of(one.sha256):
            loose = [name for name in names if name not in listed and name not in {*dict(plan.named), *seen.kept}]
            (plan.named if loose else plan.copied).append(((loose or names)[0], one.arsip))
            plan.said.append(f"{one.arsip}: salinannya dipulihkan dari {(loose or names)[0]}, isinya sama.")
        elif one.sha256 in seen.inbox:
            plan.said += [f"{one.arsip}: {NOT_WHOLE}; diambil lagi dari inbox pada run berikutnya."] if blocked else []
        else:
            lost.add(one.sha256)
            plan.said.append(f"{one.arsip}: {NOT_WHOLE}; disisihkan, dan pengirimnya diminta mengirim lagi.")
    return lost


def _given(plan: Plan) -> list[tuple[str, str]]:
    return [*plan.named, *plan.copied]


def _adopted(cycle: Cycle, rows: list[Arrival], seen: Evidence, lost: set[str], plan: Plan) -> list[Arrival]:
    """What no line lists: a copy of ours is entered as received when it was written; what is no copy moves aside."""
    listed, hashes = {one.arsip for one in rows}, {one.sha256 for one in rows}
    added: list[Arrival] = []
    loose = [name for name in (*seen.files, *sorted(seen.odd)) if name not in listed and name not in dict(plan.named)]
    for name in loose:
        sha256 = seen.files.get(name, "")
        if sha256 and sha256 in seen.inbox and sha256 not in hashes:
            continue
        if not sha256 or sha256 in hashes or _is_ledger(cycle.archive / name):
            plan.aside.append(name)
            plan.said.append(f"{name}: bukan salinan yang kami perlukan, dipindahkan ke folder {ASIDE}.")
            continue
        added.append(_entered(cycle, name, sha256, seen, lost, plan))
        hashes.add(sha256)
    return [*rows, *added]


def _entered(cycle: Cycle, name: str, sha256: str, seen: Evidence, lost: set[str], plan: Plan) -> Arrival:
    """A copy that no line lists, as an arrival; one whose name says other bytes is not what came."""
    ours = COPY_NAME.fullmatch(name)
    nama = name.partition("__")[2] if ours else name
    came = _mtime(cycle, [name], seen)
    one = Arrival(sha256, nama, came, came, _copy_name(sha256, nama), 0)
    if ours and ours[1] != sha256[:12]:
        lost.add(sha256)
        plan.aside.append(name)
        plan.said.append(f"{name}: {NOT_WHOLE}; disisihkan, dan pengirimnya diminta mengirim lagi.")
    else:
        plan.said.append(f"{name}: belum tercatat; dicatat sebagai diterima {came}, saat terakhir ditulis.")
        if one.arsip != name:
            plan.named.append((name, one.arsip))
    return one


def _copy_name(sha256: str, nama: str) -> str:
    return f"{sha256[:12]}__{safe_name(nama)}"


def _is_ledger(path: Path) -> bool:
    """Whether a file is a ledger or record that somebody copied."""
    with path.open("rb") as file:
        head = file.read(200).lstrip(b"\xef\xbb\xbf")
    return head.startswith((b"sha256", b"waktu")) and b"sha256" in head


def _size(cycle: Cycle, one: Arrival, seen: Evidence) -> int:
    """The size of the bytes that came, as the archive still holds them, else as it was written down."""
    names = seen.of(one.sha256)
    return (cycle.archive / names[0]).lstat().st_size if names else one.ukuran


def _keep_former(cycle: Cycle, path: Path) -> None:
    """A ledger or record that is to be written anew stays beside it, under its day and its own hash."""
    if not os.path.lexists(path):
        return
    if path.is_symlink() or not path.is_file():
        _put_aside(cycle, path.name)
        return
    kept = path.with_name(f"{path.stem}-{datetime.now(UTC):%Y%m%d}-{hash_of(path)[:12]}.csv")
    copy_bytes(path, kept)


def _put_aside(cycle: Cycle, name: str) -> Path:
    """Moves what is damaged, a link or a folder itself, into a folder of the archive where nothing is read."""
    folder = next(one for one in _numbered(cycle.archive / ASIDE) if _is_folder(one) or not os.path.lexists(one))
    folder.mkdir(exist_ok=True)
    target = next(one for one in _numbered(folder / name) if not os.path.lexists(one))
    return (cycle.archive / name).rename(target)


def _numbered(path: Path) -> Iterator[Path]:
    """A path, then the same with a number behind it, for the first that is free."""
    yield path
    yield from (path.with_name(f"{path.name}-{number}") for number in range(2, 10_000))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
