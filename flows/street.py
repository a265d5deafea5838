"""The street: the nine stages in order over one locked folder, the same list for Prefect and for --direct.

Stages are plain functions of a Cycle. What each leaves lies in the archive, the building warehouse or the
packets, so nothing is handed on but the Cycle; each returns one line of counts, without names.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from flows import forms, interrupts, packets, policy, reference, returning, verification_forms, warehouse, whatif
from flows.conservation import assert_holds
from flows.cycle import Cycle, held, writable
from flows.errors import NothingReadable
from flows.funding import fund
from flows.grouping import group
from flows.intake import integrity
from flows.intake.checking import check
from flows.intake.inbox import collect, empty_inbox
from flows.intake.texts import read
from flows.loading import load
from flows.premises import guard
from flows.procuring import procure
from flows.quarantine import Item, explained
from flows.quarantine import lay as quarantine_items
from flows.ranking import rank
from flows.rule_files import must_be_read

Stage = Callable[[Cycle], str]

log = logging.getLogger("musrenbang")


def finish(cycle: Cycle) -> str:
    """Stage 9: asserts what must hold, publishes warehouse and packets, and only then empties the inbox."""
    assert_holds(cycle)
    first = not cycle.warehouse.exists()
    warehouse.publish(cycle)
    packets.publish(cycle)
    returning.publish(cycle)
    verification_forms.publish(cycle)
    forms.write(cycle)
    emptied = empty_inbox(cycle)
    if emptied.tertahan:
        log.warning("%s", STAYED.format(jumlah=emptied.tertahan, sebab=emptied.sebab))
    if first and (emptied.keluar or emptied.tertahan):
        _refuse_if_nothing_readable(cycle)
    return f"{emptied.keluar} files left the inbox"


STAYED = (
    "{jumlah} berkas yang sudah tercatat belum dapat dikeluarkan dari inbox ({sebab}). Isinya tidak dihitung dua kali; "
    "periksa izin folder inbox bila seharusnya kosong."
)


STAGES: dict[str, Stage] = {
    "collect": collect,
    "read": read,
    "check": check,
    "load": load,
    "group": group,
    "rank": rank,
    "fund": fund,
    "procure": procure,
    "publish": finish,
}


def stages_of(cycle: Cycle) -> dict[str, Stage]:
    """The stages of a run; a what-if takes nothing in, reads the archive alone and publishes in its own folder."""
    if not cycle.andai:
        return STAGES
    return {name: stage for name, stage in STAGES.items() if name != "collect"} | {"publish": whatif.finish}


def run_direct(cycle: Cycle) -> None:
    """All stages in order, without an orchestrator."""
    run_through(cycle, walk)


def run_through(cycle: Cycle, walk_one: Callable[[str, Stage, Cycle], None]) -> None:
    """All stages in order, each by `walk_one`; where one item stops them they are walked once more without it."""
    aside: tuple[Item, ...] = ()
    stages = [*stages_of(cycle).items()]
    while True:
        name = stages[0][0]
        try:
            with prepared(cycle, aside):
                for name, stage in stages:
                    walk_one(name, stage, cycle)
            return
        except Exception as fault:  # noqa: BLE001 - raised again where no single item explains it
            aside = explained(cycle, prepared, stages, name, aside, fault)


def walk(name: str, stage: Stage, cycle: Cycle) -> None:
    """One stage and its one log line; on a terminal the stage at work is shown meanwhile."""
    interrupts.heed()
    log.debug("%s ...", name)
    log.info("%-8s %s", name, stage(cycle))


@contextmanager
def prepared(cycle: Cycle, aside: Sequence[Item] = ()) -> Iterator[None]:
    """Holds the folder's lock, verifies the archive, and lays rules and reference data into a fresh building warehouse.

    aside: what could not be handled and is left out of it.
    Raises RunInProgress when another run holds it, FolderNotWritable when the folder or the disk refuses;
    FolderRefused, RulePackError, ArchiveDamaged or ReferenceFault before anything is touched; UsageError when a
    what-if has nothing to be compared with.
    """
    with writable(cycle.folder):
        guard(cycle.folder)  # once more: a server may have taken a minute to start
        must_be_read(cycle.folder)
        if not cycle.andai:
            policy.pack_of(cycle)
        with held(cycle):
            archived = integrity.verify(cycle)
            log.info("%-8s %s", "verify", archived.told())
            if cycle.andai:
                whatif.must_be_comparable(cycle)
            with warehouse.begun(cycle) as con:
                integrity.lay(con, cycle, archived)
                policy.lay(cycle, con)
                reference.load(cycle, con)
                policy.suppose(cycle, con)
                quarantine_items(con, aside)
                yield


def _refuse_if_nothing_readable(cycle: Cycle) -> None:
    with warehouse.published(cycle.warehouse) as con:
        reasons = con.execute(
            "SELECT alasan, count(*) FROM berkas WHERE status = 'ditolak' GROUP BY alasan ORDER BY ALL LIMIT 3"
        ).fetchall()
        (read_files,) = warehouse.one(con, "SELECT count(*) FROM berkas WHERE status <> 'ditolak'")
    if read_files == 0:
        why = " ".join(f"({number} berkas) {alasan}" for alasan, number in reasons)
        raise NothingReadable(f"Belum ada berkas yang dapat dibaca. {why}")
