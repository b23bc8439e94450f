"""A feed as Dagster sees it: its snapshots, and what was read from them. A pair of assets for each folder of feeds."""

from collections.abc import Iterator

import dagster as dg

from assets.resources import Workspace
from pipelines import feed as feeds
from pipelines import progress
from warehouse.database import open_build
from warehouse.errors import UserError

RETRIES = dg.RetryPolicy(max_retries=3, delay=2, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)


def feed_assets(feed: feeds.Feed) -> list[dg.AssetsDefinition]:
    """The two assets of a feed: `<feed>_snapshots` and `<feed>_reports`."""

    @dg.asset(
        name=f"{feed.name}_snapshots",
        group_name="sources",
        description=f"{feed.title}: raw bytes as they came, by SHA-256. {feed.trust}",
        retry_policy=RETRIES,
        kinds={"file"},
    )
    def snapshots(workspace: Workspace) -> dg.MaterializeResult:  # type: ignore[type-arg]
        try:
            with progress.step("Collecting from feeds", workspace.feeds):
                collected = feeds.collect(feed, workspace.home(), workspace.request())
        except UserError as error:
            raise dg.Failure(str(error), allow_retries=False) from error
        return dg.MaterializeResult(
            metadata={"new_snapshots": len(collected.snapshots), "rejects": len(collected.rejects)}
        )

    @dg.asset(
        name=f"{feed.name}_reports",
        group_name="reading",
        description=f"{feed.title}: documents, reports and rejects read from its new snapshots.",
        deps=[snapshots],
        check_specs=_checks(feed),
        kinds={"duckdb", "python"},
    )
    def reports(workspace: Workspace) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:  # type: ignore[type-arg]
        with progress.step("Reading feeds", workspace.feeds), open_build(workspace.home()) as connection:
            outcome = feeds.read(feed, connection, workspace.home(), progress.report)
        yield dg.MaterializeResult(metadata=outcome.counts())
        yield _result("read", outcome.state != "failed", {"state": outcome.state, "message": outcome.message or ""})
        if feed.interval_days is not None:
            silence = feeds.silence_days(feed, workspace.home())
            passed = silence is None or silence <= feed.interval_days
            yield _result("fresh", passed, {"days since the latest snapshot": silence or 0.0})

    return [snapshots, reports]


def _checks(feed: feeds.Feed) -> list[dg.AssetCheckSpec]:
    """Whether the feed could be read and, where it publishes by a calendar, whether it has gone quiet."""
    asset = f"{feed.name}_reports"
    could_be_read = dg.AssetCheckSpec("read", asset=asset, description="No file of the feed failed as a whole.")
    within = f"The latest snapshot is at most {feed.interval_days} days old."
    fresh = [dg.AssetCheckSpec("fresh", asset=asset, description=within)] if feed.interval_days is not None else []
    return [could_be_read, *fresh]


def _result(name: str, passed: bool, metadata: dict[str, str | float]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=name, passed=passed, severity=dg.AssetCheckSeverity.WARN, metadata=dict(metadata)
    )
