"""The asset graph, the job, the schedule and the sensor as Dagster loads them."""

import os
from pathlib import Path

import dagster as dg

from assets.checks import CHECKED
from assets.definitions import defs
from assets.sensors import inbox_changes, inbox_state
from pipelines.feed import FEEDS
from warehouse.tables import BY_NAME

GRAPH = defs.resolve_asset_graph()


def parents(name: str) -> set[str]:
    return {key.to_user_string() for key in GRAPH.get(dg.AssetKey(name)).parent_keys}


def test_every_table_is_an_asset_in_its_group_with_its_columns() -> None:
    for name, table in BY_NAME.items():
        node = GRAPH.get(dg.AssetKey(name))
        assert node.group_name == table.group
        assert node.description == table.description
        columns = node.metadata["dagster/column_schema"].columns
        assert [column.name for column in columns] == list(table.column_names)
        assert all(column.description for column in columns)


def test_the_graph_runs_from_sources_to_release() -> None:
    assert parents("article_snapshots") == set()
    assert parents("article_reports") == {"article_snapshots"}
    assert parents("reports") == {f"{name}_reports" for name in FEEDS}
    assert parents("report_links") == parents("link_pairs") == {"reports", "actors", "licences"}
    assert parents("event_reports") == {"reports", "report_links", "link_pairs"}
    assert parents("troop_movements") == {"events", "event_reports", "report_places"}
    assert parents("checks") == set(CHECKED)
    assert parents("release") == set(BY_NAME)


def test_a_broken_expectation_blocks_whatever_is_downstream_of_the_checks() -> None:
    checks = [GRAPH.get(key) for key in GRAPH.get(dg.AssetKey("checks")).check_keys]
    assert {check.key.name for check in checks} == set(CHECKED)
    assert all(check.blocking for check in checks)


def test_the_daily_schedule_and_the_inbox_sensor_are_on_by_default() -> None:
    schedule = defs.resolve_schedule_def("daily_build")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("30 5 * * *", "UTC")
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert defs.resolve_sensor_def("inbox_changes").default_status is dg.DefaultSensorStatus.RUNNING


def test_fetching_is_retried_and_one_process_runs_all() -> None:
    policy = GRAPH.get(dg.AssetKey("article_snapshots")).assets_def.op.retry_policy
    assert policy is not None
    assert policy.max_retries == 3
    assert defs.resolve_job_def("build").executor_def is dg.in_process_executor


def test_the_sensor_asks_for_a_run_when_a_file_of_the_inbox_changes() -> None:
    inbox = Path(os.environ["CASUS_HOME"]) / "inbox"
    (inbox / "article").mkdir(parents=True)
    assert inbox_changes(dg.build_sensor_context()).skip_reason is not None
    text = inbox / "article" / "story.txt"
    text.write_text("One.", "utf-8")
    first = inbox_changes(dg.build_sensor_context())
    assert [request.run_key for request in first.run_requests] == [inbox_state(inbox)] == [first.cursor]
    assert inbox_changes(dg.build_sensor_context(cursor=first.cursor)).run_requests == []
    text.write_text("Another.", "utf-8")
    second = inbox_changes(dg.build_sensor_context(cursor=first.cursor))
    assert second.cursor != first.cursor
    text.unlink()
    assert len(inbox_changes(dg.build_sensor_context(cursor=second.cursor)).run_requests) == 1
