"""Stage 9 of 9: the pages of each kelurahan, rendered by several processes where there is enough to render.

A process is handed frozen views and hands back bytes: it opens no warehouse and writes no file, so one that outlives
a killed run does no harm. It ends when the run does.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from flows import interrupts
from reports import paper, render
from reports.issue import Terbitan
from reports.packet import Paket, public_packet
from reports.vocabulary import Kamus

# Proposals from which on further processes repay the second of processor time that each takes to start.
ENOUGH = 1_000
PAPER = "ba-"  # so begin the names of the pages that are signed
AHEAD = 2  # packets that wait for each process: enough to keep it busy, few enough to keep in memory
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Saringan:
    """What the screen of the public edition knows: the words, and whose names each kelurahan has."""

    kamus: Kamus
    orang: Mapping[str, frozenset[str]]

    def of(self, paket: Paket) -> "Saringan":
        """What it knows for one kelurahan, to be handed to another process."""
        kode = paket.kelurahan.kode
        return Saringan(self.kamus, {kode: self.of_kelurahan(kode)})

    def of_kelurahan(self, kode: str) -> frozenset[str]:
        """The names of whoever sent something there or accompanies it."""
        return self.orang.get(kode, NOBODY)

    def public(self, paket: Paket) -> Paket:
        return public_packet(paket, self.kamus, self.of_kelurahan(paket.kelurahan.kode))


@dataclass(frozen=True, slots=True)
class Cetakan:
    """One kelurahan in one edition: its packet, and the bytes of its files by their paths below the edition."""

    paket: Paket
    berkas: tuple[tuple[str, bytes], ...]


def processes(proposals: int) -> int:
    """How many processes render so many proposals: one for each core, or this one alone."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if proposals >= ENOUGH else 1


def rendered(
    terbitan: Terbitan, packets: Iterable[Paket], saringan: Saringan, *, processes: int
) -> Iterator[tuple[Cetakan, ...]]:
    """Both editions of each internal packet, in the order of the packets."""
    if processes == 1:
        return (editions(terbitan, internal, saringan) for internal in packets)
    return _in_processes(terbitan, packets, saringan, processes)


def editions(terbitan: Terbitan, internal: Paket, saringan: Saringan) -> tuple[Cetakan, ...]:
    """The internal edition and the public one."""
    return tuple(Cetakan(one, tuple(_files(terbitan, one))) for one in (internal, saringan.public(internal)))


def _files(terbitan: Terbitan, paket: Paket) -> Iterator[tuple[str, bytes]]:
    """Every page; beside each page to sign the same as a document to edit, of an edition only what it says itself."""
    for name, html in render.kelurahan_pages(terbitan, paket):
        yield name, html.encode()
        if Path(name).name.startswith(PAPER):
            yield str(Path(name).with_suffix(".docx").as_posix()), paper.as_docx(html, terbitan)


def _in_processes(
    terbitan: Terbitan, packets: Iterable[Paket], saringan: Saringan, processes: int
) -> Iterator[tuple[Cetakan, ...]]:
    # DuckDB has threads, and a fork of a process with threads may stand still: the others start afresh.
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in ways else "spawn")
    context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with_the_run)
    try:
        waiting: deque[Future[tuple[Cetakan, ...]]] = deque()
        for internal in packets:
            with interrupts.kept_from_children():
                waiting.append(pool.submit(editions, terbitan, internal, saringan.of(internal)))
            if len(waiting) > AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_the_run() -> None:
    """An interrupt is the run's to answer; when the run is gone, whatever ended it, its processes end too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    run = multiprocessing.parent_process()
    assert run is not None
    threading.Thread(target=_end_after, args=[run], daemon=True).start()


def _end_after(run: BaseProcess) -> None:
    run.join()
    os._exit(1)
