"""The release as Dagster sees it: the last step, which only a build whose checks hold reaches."""

import dagster as dg

from assets.resources import Workspace
from pipelines.publishing import publish
from warehouse.tables import TABLES


@dg.asset(
    name="release",
    group_name="release",
    description="The Parquet files with codebook, data package, checksums and diff, and the published database.",
    deps=[*(dg.AssetKey(t.name) for t in TABLES)],
    kinds={"parquet"},
)
def release(workspace: Workspace) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Write the release, swap the database, move `latest`."""
    published = publish(workspace.home())
    return dg.MaterializeResult(
        metadata={
            "release": published.release_id,
            "path": dg.MetadataValue.path(str(published.path)),
            "dagster/row_count": sum(facts.rows for facts in published.tables),
        }
    )
