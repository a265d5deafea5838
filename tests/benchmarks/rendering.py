"""How fast pages are rendered: beside a bare Jinja loop over the same cells, and by two processes beside one.

The cells are what the templates of a packet of 200 proposals print, each with the filter that it went through;
the bare loop prints them again, one after the other, as attributes of plain objects in a template of nothing else.
A place and a volume are filtered in the views, not in a template: the bare loop is given what these filters are given.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from jinja2 import Template
from markupsafe import Markup

from flows import packets, policy, stability, warehouse
from flows.rendering import Saringan, rendered
from reports import filters, render, views
from reports.issue import Edisi, Terbitan
from reports.packet import Paket
from reports.vocabulary import NO_WORDS
from tests.browser.season import OF_200, season

ROUNDS = 101  # in turn, the median of each
TIMES = 8  # so often the packets are rendered by one process and by two: some 4,000 proposals
NO_SCREEN = Saringan(NO_WORDS, {})
NONE = ""
IN_VIEWS = {"tempat": filters.tempat, "ukuran": filters.ukuran}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a template printed: the value as a filter was given it, and the filter's further arguments."""

    value: Any
    more: tuple[Any, ...] = ()


def figures(folder: Path) -> dict[str, float]:
    """Seconds of the pages of one packet and of the bare loop; of many packets by one process and by two."""
    terbitan, found = _packets(folder)
    packet = next(one for one in found if one.kelurahan.kode == OF_200)
    contexts = _contexts(terbitan, packet)
    cells = _cells(contexts)
    bare = _bare(cells)
    pairs = [(_busy(lambda: _pages(contexts)), _busy(lambda: bare.render(cells=cells))) for _ in range(ROUNDS)]
    name, html = next(iter(render.kelurahan_pages(terbitan, packet)))
    assert name == f"{OF_200}/index.html"
    return {
        "cells": sum(map(len, cells.values())),
        "packet_kb": len(html.encode()) // 1000,
        "page_seconds": median(page for page, _ in pairs),
        "bare_seconds": median(bare for _, bare in pairs),
        "one_process_seconds": _shared(1, terbitan, found),
        "two_processes_seconds": _shared(2, terbitan, found),
    }


def _packets(folder: Path) -> tuple[Terbitan, list[Paket]]:
    cycle = season(folder).cycle
    with warehouse.published(cycle.warehouse) as con:
        stability.try_weights(con, policy.pack_of(cycle))
        kelurahan = packets._read(con, "90_kelurahan", views.Kelurahan)
        return packets._issue(con), list(packets._packets(con, kelurahan))


def _contexts(terbitan: Terbitan, packet: Paket) -> list[tuple[str, dict[str, Any]]]:
    """The template and the context of every page of the packet."""
    found = []

    def page(path: str, template: str, terbitan: Terbitan, edisi: Edisi, **context: Any) -> render.Page:
        whole = context | {"terbitan": terbitan, "edisi": edisi, "akar": "../" * path.count("/")}
        found.append((template, whole))
        return path, ""

    with patch.object(render, "_page", page):
        list(render.kelurahan_pages(terbitan, packet))
    return found


def _cells(contexts: list[tuple[str, dict[str, Any]]]) -> dict[str, list[Cell]]:
    """What the pages print, by the filter that it went through last."""
    env = render.environment()
    found: dict[str, list[Cell]] = {NONE: []}
    last: list[Any] = [None, NONE, None]

    def kept(name: str, wrapped: Callable[..., Any]) -> Callable[..., Any]:
        def call(value: Any, *more: Any) -> Any:
            last[:] = wrapped(value, *more), name, Cell(value, more)
            return last[0]

        return call

    def printed(value: Any) -> Any:
        """A macro hands on what its cells have printed already."""
        if not isinstance(value, Markup):
            result, name, cell = last if value is last[0] else (None, NONE, Cell(value))
            found.setdefault(name, []).append(cell)
        last[:] = None, NONE, None
        return value

    ours = {name: kept(name, env.filters[name]) for name in {**filters.FILTERS, **render.WORDS}}
    inside = {name: kept(name, wrapped) for name, wrapped in IN_VIEWS.items()}
    env.cache.clear()
    with patch.dict(env.filters, ours), patch.object(env, "finalize", printed), patch.multiple(views, **inside):
        _pages(contexts)
    env.cache.clear()
    return found


def _pages(contexts: list[tuple[str, dict[str, Any]]]) -> int:
    env = render.environment()
    return sum(len(env.get_template(name).render(context)) for name, context in contexts)


def _bare(cells: dict[str, list[Cell]]) -> Template:
    """One loop for each filter, with as many arguments as it is given."""
    env = render.environment().overlay()
    env.filters = env.filters | IN_VIEWS
    return env.from_string("".join(_loop(name, found[0]) for name, found in cells.items()))


def _loop(name: str, first: Cell) -> str:
    more = ", ".join(f"one.more[{position}]" for position in range(len(first.more)))
    through = f"|{name}({more})" if more else f"|{name}" if name else ""
    return f"{{% for one in cells[{name!r}] %}}<td>{{{{ one.value{through} }}}}</td>{{% endfor %}}"


def _shared(processes: int, terbitan: Terbitan, found: list[Paket]) -> float:
    return _seconds(lambda: sum(1 for _ in rendered(terbitan, found * TIMES, NO_SCREEN, processes=processes)))


def _busy(work: Callable[[], Any]) -> float:
    """Seconds of a processor: what takes milliseconds would else be measured by what others do meanwhile."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
