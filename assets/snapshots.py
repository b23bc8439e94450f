"""A feed as Dagster sees it: its snapshots, and what was read from them. A pair of assets for each folder of feeds."""

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
        kinds={"duckdb", "python"},
    )
    def reports(workspace: Workspace) -> dg.MaterializeResult:  # type: ignore[type-arg]
        with open_build(workspace.home()) as connection:
            outcome = feeds.read(feed, connection, workspace.home(), progress.report)
        return dg.MaterializeResult(metadata=outcome.counts())

    return [snapshots, reports]
