"""The Prefect flow of the street: one task a stage, decorated here and nowhere else.

Prefect keeps what a flow raises, its text in states, logs and events and the exception itself in a file. So nothing is
raised past the flow or a task: what failed is held back here, and Prefect is told its kind alone.

Importing this module imports Prefect (seconds); --direct and check never do.
"""

import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import httpx
from prefect import Flow, State, flow, tags, task
from prefect.cache_policies import NO_CACHE
from prefect.exceptions import PrefectException
from prefect.runtime import flow_run
from prefect.settings import get_current_settings
from prefect.states import Completed, Crashed, Failed

from flows import interrupts
from flows.cycle import Cycle, held, open_cycle
from flows.hosting import close_what_was_left, folder_tag, silent
from flows.street import run_through, walk
from reports.language import ID


class HeldBack:
    """Holds back what a block raises; error: that, None while all is well."""

    def __init__(self) -> None:
        self.error: BaseException | None = None

    def __enter__(self) -> "HeldBack":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        self.error = error
        return True

    @property
    def state(self) -> State:
        """What Prefect may know of it: no text, for a text may name a file, and a file a person."""
        if self.error is None:
            return Completed()
        if interrupts.code():
            return Crashed(message="Interrupted")
        return Failed(message=type(self.error).__name__)

    def let_go(self) -> None:
        """Raises what was held back."""
        if self.error is not None:
            raise self.error


def flow_of(failure: HeldBack, andai: tuple[tuple[str, int], ...] = (), bahasa: str = ID) -> Flow[[int, Path], State]:
    """The street as a Prefect flow of year and folder; a what-if and a language are the door's alone."""

    @flow(name="planning_cycle", persist_result=False)
    def planning_cycle(tahun: int, folder: Path) -> State:
        """One batch run: inbox in, packets out. Stages hand on nothing but the Cycle; states hold no words of files."""
        with failure:
            _walk_through(open_cycle(tahun, folder, time.time(), andai, bahasa))
        return failure.state

    return planning_cycle


def _walk_through(cycle: Cycle) -> None:
    interrupts.answer_again()
    with held(cycle):  # so that none of them is under way
        close_what_was_left(folder_tag(cycle), besides=flow_run.id)
    run_through(cycle, _walk_as_task)


def _walk_as_task(name: str, stage: Callable[[Cycle], str], cycle: Cycle) -> None:
    failure = HeldBack()

    @task(name=name, persist_result=False, cache_policy=NO_CACHE)
    def walked() -> State:
        with failure:
            walk(name, stage, cycle)
        return failure.state

    try:
        walked(return_state=True)
    except (httpx.HTTPError, PrefectException) as error:
        raise silent(str(get_current_settings().api.url)) from error
    failure.let_go()


def run_recorded(cycle: Cycle) -> None:
    """One flow run of a cycle that the door has opened; raises what stages raised, UsageError when the server left."""
    failure = HeldBack()
    try:
        with tags(folder_tag(cycle)):
            flow_of(failure, cycle.andai, cycle.bahasa)(cycle.tahun, cycle.folder, return_state=True)
    except (httpx.HTTPError, PrefectException, RuntimeError) as error:
        failure.let_go()
        raise silent(str(get_current_settings().api.url)) from error
    failure.let_go()


planning_cycle = flow_of(HeldBack())
