"""What is kept of a run, and what a failed one is told as."""

import shutil
from contextlib import nullcontext
from pathlib import Path

import dagster as dg
import pytest

from assets.checks import CHECKED
from assets.definitions import defs
from assets.jobs import BUILD
from assets.run import _instance, _mendable
from pipelines import terminal
from pipelines.release_files import WRITING
from tests.conftest import run_casus
from warehouse import derive
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


def test_a_build_tells_all_the_while_what_is_going_on(
    first_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(first_build, tmp_path / "home", symlinks=True)
    heard: dict[str, list[tuple[int, int]]] = {}
    monkeypatch.setattr(
        terminal, "Bars", lambda: nullcontext(lambda label, *told: heard.setdefault(label, []).append(told))
    )
    assert run_casus("build", "--offline", "--feed", "article", CASUS_HOME=str(tmp_path / "home")).exit_code == 0
    assert {label: told[-1] for label, told in heard.items()} == {
        "Starting": (3, 3),
        "Collecting from feeds": (1, 1),
        "Reading feeds": (1, 1),
        "Counting what there is": (1, 1),
        "Deriving tables": (len(derive.QUERIES), len(derive.QUERIES)),
        "Linking reports": (6, 6),
        "Checking tables": (len(CHECKED), len(CHECKED)),
        "Writing the release": WRITING[1:] * 2,
        "Publishing": (1, 1),
    }
    assert all(told[0][0] == 0 and told == sorted(told) for told in heard.values())


def _event(entry: dg.EventLogEntry) -> dg.DagsterEvent:
    assert entry.dagster_event
    return entry.dagster_event
