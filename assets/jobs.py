"""The one job that makes a release: from sources to release. Bringing in slices of the past belongs to `slices`."""

import dagster as dg

BUILD = dg.define_asset_job(
    name="build",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups("slices"),
    description="One whole run: fetch, read, code, link, check, release. `casus build` runs the same.",
    executor_def=dg.in_process_executor,
)
