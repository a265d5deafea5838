"""The Prefect flow of the street: one task a stage, decorated here and nowhere else.

Importing this module imports Prefect (seconds); --direct and check never do.
"""

from prefect import flow, task

from flows.cycle import Cycle


@flow(name="planning_cycle", validate_parameters=False)
def planning_cycle(cycle: Cycle) -> None:
    """One batch run: inbox in, packets out. Stages hand on nothing but the Cycle; states hold counts only."""
    # Imported here: threads of Prefect keep this module alive when Python ends, and with it DuckDB,
    # whose binding then prints a page about leaked references.
    from flows.street import prepared, stages_of, walk

    with prepared(cycle):
        for name, stage in stages_of(cycle).items():
            walk(name, task(name=name, persist_result=False)(stage), cycle)
