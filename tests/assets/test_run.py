"""What is kept of a run, and what a failed one is told as."""

import shutil
from pathlib import Path

import dagster as dg

from assets.definitions import defs
from assets.jobs import BUILD
from assets.run import _instance, _mendable
from warehouse.errors import UserError
from warehouse.home import Home


def test_the_cause_that_a_person_can_mend_is_found_and_a_circle_of_causes_ends() -> None:
    bug, other = ValueError("slip"), KeyError("again")
    bug.__context__, other.__context__ = other, bug
    assert _mendable(bug, Home.from_environment()) is None
    other.__cause__ = UserError("It is cut", "Mend it.")
    assert _mendable(bug, Home.from_environment()) is other.__cause__


def test_a_build_is_recorded_where_the_ui_finds_it(first_build: Path, tmp_path: Path) -> None:
    shutil.copytree(Home(first_build).dagster, Home(tmp_path).dagster)

    with _instance(Home(tmp_path)) as instance:
        [run] = instance.get_runs()
        made = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION)

    assert (run.job_name, run.status) == (BUILD.name, dg.DagsterRunStatus.SUCCESS)
    keys = defs.resolve_job_def(BUILD.name).asset_layer.selected_asset_keys
    assert {entry.asset_key for entry in map(_event, made)} == keys


def _event(entry: dg.EventLogEntry) -> dg.DagsterEvent:
    assert entry.dagster_event
    return entry.dagster_event
