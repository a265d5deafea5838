"""`tarik`: a received file is taken back, or counts again; it stays in archive and ledger either way.

What was done, when, by whom and why is added to the record beside the ledger; the next run goes by it.
"""

import getpass
import re
from collections.abc import Iterator
from pathlib import Path

from flows.cycle import Cycle, held, open_cycle, writable, years_archived
from flows.errors import UsageError
from flows.intake.actions import BATAL, TARIK, Action, actions, in_force, record
from flows.intake.copies import as_moment
from flows.intake.ledger import Arrival, arrivals
from schemas.messages import printable

SHORTEST = 6  # signs of a hash that may stand for all of it
LONGEST_REASON = 200
BEGINS_FORMULA = "=+-@'"
SHOWN = 5


def take_back(folder: Path, name: str, alasan: str, now: float, tahun: int | None = None) -> Iterator[str]:
    """Takes back the one file whose hash begins so, or whose copy is so called; tells what was done.

    Raises UsageError when there is none or more than one, or no reason.
    """
    reason = _reason(alasan)
    if not reason:
        raise UsageError('Alasan penarikan belum ditulis. Tambahkan, contoh: --alasan "salah kirim, milik kota lain"')
    yield from _done(_meant(folder, name, tahun), Action(as_moment(now), TARIK, "", reason, _who()))


def give_back(folder: Path, name: str, alasan: str, now: float, tahun: int | None = None) -> Iterator[str]:
    """Lets a file that was taken back count again; raises UsageError when there is no such one."""
    what = Action(as_moment(now), BATAL, "", _reason(alasan) or "penarikan dibatalkan", _who())
    yield from _done(_meant(folder, name, tahun), what)


def _reason(alasan: str) -> str:
    """A reason on one line, without what a spreadsheet would take for the begin of a formula."""
    return printable(alasan).lstrip(BEGINS_FORMULA + " ")[:LONGEST_REASON].strip()


def _done(meant: tuple[Cycle, Arrival], what: Action) -> Iterator[str]:
    cycle, one = meant
    folder = cycle.folder
    with writable(cycle.folder), held(cycle):
        taken = one.sha256 in in_force(actions(cycle), TARIK)
        if taken is (what.tindakan == TARIK):
            yield f"Berkas {one.arsip} {'sudah' if taken else 'belum'} ditarik; tidak ada yang diubah."
            return
        record(cycle, [Action(what.waktu, what.tindakan, one.sha256, what.alasan, what.oleh)])
    if taken:
        yield f"Penarikan berkas {one.arsip} dibatalkan; usulannya dihitung lagi pada run berikutnya."
    else:
        yield f"Berkas {one.arsip} ditarik; tetap tersimpan di arsip, usulannya tidak dihitung lagi."
        yield f"Bila keliru: musrenbang tarik {one.sha256[:12]} --data {folder} --batal"
    yield f"Langkah berikutnya: musrenbang run {cycle.tahun} --data {folder}"


def _meant(folder: Path, name: str, tahun: int | None) -> tuple[Cycle, Arrival]:
    """The year and the arrival that a name means."""
    begin = name.strip().lower()
    is_hash = re.fullmatch(rf"[0-9a-f]{{{SHORTEST},64}}", begin)
    found = {
        (cycle.tahun, one.sha256): (cycle, one)
        for cycle in _years(folder, tahun)
        for one in arrivals(cycle)
        if one.arsip == name.strip() or (is_hash and one.sha256.startswith(begin))
    }
    if not found:
        raise UsageError(
            f"Belum ada berkas {printable(name)} di arsip. Tulis paling sedikit {SHORTEST} tanda pertama namanya di "
            f'{folder / "archive"}, contoh: musrenbang tarik 3f9c1a --data {folder} --alasan "salah kirim"'
        )
    if len(found) > 1:
        several = ", ".join(f"{tahun}/{one.arsip}" for (tahun, _), (_, one) in sorted(found.items())[:SHOWN])
        raise UsageError(
            f"Lebih dari satu berkas cocok: {several}. Tulis nama yang lebih panjang, atau tambahkan --tahun."
        )
    return next(iter(found.values()))


def _years(folder: Path, tahun: int | None) -> list[Cycle]:
    """A cycle for every year that has an archive, or for the one that is named."""
    return [open_cycle(year, folder, mulai=0) for year in years_archived(folder) if tahun in (None, year)]


def _who() -> str:
    """The account at the machine; some have no name."""
    try:
        return printable(getpass.getuser()) or "tanpa nama"
    except (KeyError, OSError, ImportError):
        return "tanpa nama"
