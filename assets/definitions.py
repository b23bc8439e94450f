"""Everything that Dagster loads."""

import dagster as dg

from assets import tables
from assets.checks import checks
from assets.jobs import BUILD
from assets.release import release
from assets.resources import Storeroom, Workspace
from assets.schedules import daily_build
from assets.sensors import inbox_changes
from assets.slices import BACKFILLS, SLICES
from assets.snapshots import feed_assets
from pipelines.feed import FEEDS

defs = dg.Definitions(
    assets=[*(a for feed in FEEDS.values() for a in feed_assets(feed)), *SLICES, *tables.ASSETS, checks, release],
    jobs=[BUILD, *BACKFILLS],
    schedules=[daily_build],
    sensors=[inbox_changes],
    resources={"workspace": Workspace(), "storeroom": Storeroom()},
    executor=dg.in_process_executor,
)
