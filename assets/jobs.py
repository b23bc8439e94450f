"""The one job: from sources to release."""

import dagster as dg

BUILD = dg.define_asset_job(
    name="build",
    selection=dg.AssetSelection.all(),
    description="One whole run: fetch, read, code, link, check, release. `casus build` runs the same.",
    executor_def=dg.in_process_executor,
)
