"""What Dagster records of builds can be read back, by Dagster's own storage too."""

from collections import Counter
from pathlib import Path

import dagster as dg
from dagster._core.storage.event_log import SqliteEventLogStorage

from assets.run import _instance
from assets.storage import MOST_OPEN
from warehouse.home import Home
from warehouse.tables import TABLES


def test_a_build_is_recorded_where_and_as_dagster_itself_records_it(first_build: Path) -> None:
    plain = SqliteEventLogStorage(str(Home(first_build).dagster / "history" / "runs"))
    [run_id] = plain.get_all_run_ids()
    types = Counter(entry.dagster_event_type for entry in plain.get_logs_for_run(run_id))
    assert types[dg.DagsterEventType.RUN_SUCCESS] == 1
    assert types[dg.DagsterEventType.STEP_START] == types[dg.DagsterEventType.STEP_SUCCESS] > len(TABLES)
    assert types[dg.DagsterEventType.ASSET_MATERIALIZATION] == len(plain.all_asset_keys())


def test_more_runs_than_are_held_open_are_read_and_written(tmp_path: Path) -> None:
    runs = [f"run-{number}" for number in range(MOST_OPEN + 2)]
    with _instance(Home(tmp_path).prepare()) as instance:
        for said in ("begins", "ends"):
            for run in runs:
                instance.report_engine_event(said, job_name="build", run_id=run)
        assert [[entry.message for entry in instance.all_logs(run)] for run in runs] == [["begins", "ends"]] * len(runs)
