"""Linking as Dagster sees it: the tables that it fills, between the feeds' reports and what is derived from them."""

from collections.abc import Iterator

import dagster as dg

from assets.metadata import table_spec
from assets.resources import Workspace
from pipelines import linking, progress
from warehouse.database import open_build
from warehouse.derive import count_rows
from warehouse.tables.linking import TABLES

NAMES = tuple(table.name for table in TABLES)


@dg.multi_asset(
    name="linking",
    specs=[table_spec(name, [dg.AssetKey(source) for source in ("reports", "actors", "licences")]) for name in NAMES],
    description="Which reports tell of one event: pairs found, weighed and put together.",
)
def links(workspace: Workspace) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Link the current reports."""
    with open_build(workspace.home()) as connection:
        counts = linking.link(connection, progress.report).counts()
        for name in NAMES:
            rows = {"dagster/row_count": count_rows(connection, name)}
            yield dg.MaterializeResult(asset_key=name, metadata=counts | rows)
