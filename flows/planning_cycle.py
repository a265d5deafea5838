"""The Prefect flow of the street: one task a stage, decorated here and nowhere else.

Importing this module imports Prefect (seconds); --direct and check never do.
"""

from prefect import flow, task

from flows.cycle import Cycle
from flows.street import STAGES, Told, prepared


@flow(name="planning_cycle", validate_parameters=False)
def planning_cycle(cycle: Cycle, tell: Told) -> None:
    """One batch run: inbox in, packets out. Stages hand on nothing but the Cycle; states hold counts only."""
    with prepared(cycle):
        for name, stage in STAGES.items():
            tell(name, task(stage, name=name, persist_result=False)(cycle))
