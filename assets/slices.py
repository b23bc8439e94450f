"""Backfilling: for each feed whose source publishes by time, an asset with a partition a day or month, and its job.

A slice is brought into the snapshots, alone; the next build reads what it finds there, so that a slice brought in again
changes nothing. Reading belongs to `snapshots`, in the one job that is a whole run.
"""

from datetime import timedelta

import dagster as dg

from assets.resources import Storeroom
from assets.snapshots import RETRIES
from pipelines import feed as feeds
from warehouse.home import is_offline

_PARTITIONS = {"day": dg.DailyPartitionsDefinition, "month": dg.MonthlyPartitionsDefinition}


def slice_asset(feed: feeds.Feed) -> dg.AssetsDefinition:
    """The asset `<feed>_slices` of a feed that is cut by time."""
    assert feed.sliced is not None

    @dg.asset(
        name=f"{feed.name}_slices",
        group_name="slices",
        description=f"{feed.title}: one {feed.sliced.unit} brought into the snapshots; the next build reads it.",
        partitions_def=_PARTITIONS[feed.sliced.unit](start_date=feed.sliced.first.isoformat()),
        retry_policy=RETRIES,
        kinds={"file"},
    )
    def slices(context: dg.AssetExecutionContext, storeroom: Storeroom) -> dg.MaterializeResult:  # type: ignore[type-arg]
        window = context.partition_time_window
        last = (window.end - timedelta(days=1)).date()
        if is_offline():
            raise dg.Failure("The network is forbidden, so no slice was asked for.", allow_retries=False)
        asked = feeds.Request(slice_start=window.start.date(), slice_end=last)
        collected = feeds.bring_in(feed, storeroom.home(), asked)
        if collected.failure or collected.needs:
            raise dg.Failure(collected.failure or collected.needs, allow_retries=collected.needs is None)
        return dg.MaterializeResult(
            metadata={"new_snapshots": len(collected.snapshots), "rejects": len(collected.rejects)}
        )

    return slices


SLICES = [slice_asset(feed) for feed in feeds.FEEDS.values() if feed.sliced]
BACKFILLS = [
    dg.define_asset_job(
        name=f"backfill_{feed.name}",
        selection=[f"{feed.name}_slices"],
        description=f"{feed.title}: bring in the {feed.sliced.unit}s that are chosen, each by itself.",
        executor_def=dg.in_process_executor,
    )
    for feed in feeds.FEEDS.values()
    if feed.sliced
]
