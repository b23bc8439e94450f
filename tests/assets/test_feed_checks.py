"""What Dagster is told of each feed: whether it could be read, and whether its source has gone quiet."""

from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest

from assets.definitions import defs
from assets.resources import Workspace
from assets.snapshots import feed_assets
from pipelines import snapshots
from pipelines.feed import FEEDS
from pipelines.sources import Feed
from tests.rows import begun_build
from warehouse.home import Home, now


def test_every_feed_has_its_checks() -> None:
    graph = defs.resolve_asset_graph()
    for name, feed in FEEDS.items():
        keys = graph.get(dg.AssetKey(f"{name}_reports")).check_keys
        assert {key.name for key in keys} == {"read", "fresh"} if feed.interval_days else {"read"}


@pytest.mark.parametrize(("age", "is_fresh"), [(10, True), (500, False)])
def test_a_source_that_has_gone_quiet_is_told(tmp_path, monkeypatch, age: int, is_fresh: bool) -> None:
    home = begun_build(tmp_path)
    monkeypatch.setenv("CASUS_HOME", str(home.root))
    feed = FEEDS["ucdp_ged"]
    _keep(home, feed, now() - timedelta(days=age))
    assert _results(feed)["fresh"] is is_fresh


def test_a_feed_whose_file_is_no_table_is_told(tmp_path, monkeypatch) -> None:
    home = begun_build(tmp_path)
    monkeypatch.setenv("CASUS_HOME", str(home.root))
    feed = FEEDS["ucdp_ged"]
    _keep(home, feed, datetime(2026, 7, 1, tzinfo=UTC))
    assert _results(feed)["read"] is False


def _keep(home: Home, feed: Feed, at: datetime) -> None:
    snapshots.store(
        home,
        b"<html>Sign in</html>",
        feed=feed.name,
        name="GEDEvent_v26_1.csv",
        origin="inbox",
        media_type="text/csv",
        licence_id=feed.licence.licence_id,
        retrieved_at=at,
    )


def _results(feed: Feed) -> dict[str, bool]:
    _, reports = feed_assets(feed)
    found = reports(Workspace())
    return {result.check_name: result.passed for result in found if isinstance(result, dg.AssetCheckResult)}
