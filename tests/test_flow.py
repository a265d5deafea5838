"""The one test through Prefect: the flow walks the same street as --direct."""

import shutil
import time
from pathlib import Path

import pytest
from prefect.testing.utilities import prefect_test_harness

from flows.cycle import PACKAGED, open_cycle
from flows.planning_cycle import planning_cycle
from flows.street import STAGES
from tests.builders import PUBLIC_TABLES, YEAR, Season, files_below, run, settle


@pytest.fixture(scope="session")
def server():
    """A Prefect server of its own for the session, its data in a temporary folder."""
    with prefect_test_harness(server_startup_timeout=180):
        yield


@pytest.fixture(scope="session")
def through_prefect(server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Season, object]:
    """The sample season after one flow run, and the state in which the run ended."""
    folder = tmp_path_factory.mktemp("prefect") / "kerja"
    shutil.copytree(PACKAGED / "sample" / "inbox", folder / "inbox")
    shutil.copytree(PACKAGED / "sample" / "reference", folder / "reference")
    settle(folder / "inbox")
    state = planning_cycle(open_cycle(YEAR, folder, time.time()), return_state=True)
    return Season(folder), state


@pytest.mark.slow
def test_a_flow_run_gives_the_same_tables_and_packets_as_the_street_alone(through_prefect, tmp_path: Path):
    season, state = through_prefect
    assert state.is_completed()
    for name in ("archive", "reference"):
        shutil.copytree(season.folder / name, tmp_path / name)
    direct = run(tmp_path)
    for name in PUBLIC_TABLES:
        first, then = (sorted(one.rows(f"FROM {name}"), key=repr) for one in (season, direct))
        assert then == first, name
    assert files_below(direct.cycle.packets) == files_below(season.cycle.packets)
    assert files_below(season.cycle.inbox) == {}


@pytest.mark.slow
def test_a_flow_run_has_one_task_run_a_stage(through_prefect):
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter

    _, state = through_prefect
    wanted = FlowRunFilter(id={"any_": [state.state_details.flow_run_id]})
    with get_client(sync_client=True) as client:
        runs = client.read_task_runs(flow_run_filter=wanted)
    assert {run.name.rpartition("-")[0] for run in runs} == set(STAGES)
    assert {run.state_type.value for run in runs} == {"COMPLETED"}
