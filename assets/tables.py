"""The tables as Dagster sees them: the evidence and reference tables, and one asset a derived table."""

from collections.abc import Iterator

import dagster as dg

from assets import linking
from assets.metadata import table_spec
from assets.resources import Workspace
from pipelines import progress
from pipelines.feed import FEEDS
from pipelines.reference import fill_reference, refuse_nothing
from warehouse import derive
from warehouse.database import open_build
from warehouse.renewal import renew
from warehouse.tables import BY_NAME

BASE_TABLES = tuple(name for name in BY_NAME if name not in {*derive.QUERIES, *linking.NAMES, "checks"})


@dg.multi_asset(
    name="evidence",
    specs=[table_spec(name, [dg.AssetKey(f"{feed}_reports") for feed in FEEDS]) for name in BASE_TABLES],
    description="What the feeds brought, with the places and actors that it points at.",
)
def evidence(workspace: Workspace) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Fill the reference tables and count what the feeds brought; where that is nothing, the run ends."""
    home = workspace.home()
    with open_build(home) as connection:
        with progress.whole("Counting what there is", 1):
            fill_reference(connection)
        refuse_nothing(connection, workspace.request().inbox or home.inbox)
        for name in BASE_TABLES:
            yield _materialized(name, derive.count_rows(connection, name))


def derived_asset(name: str) -> dg.AssetsDefinition:
    """The asset of a table that `warehouse/sql/<name>.sql` derives; its dependencies are read from the query."""

    @dg.multi_asset(name=name, specs=[table_spec(name, [dg.AssetKey(d) for d in sorted(derive.dependencies()[name])])])
    def derived(workspace: Workspace) -> dg.MaterializeResult:  # type: ignore[type-arg]
        with progress.step("Deriving tables", len(derive.QUERIES)), open_build(workspace.home()) as connection:
            return _materialized(name, renew(connection, name))

    return derived


def _materialized(name: str, rows: int) -> dg.MaterializeResult:  # type: ignore[type-arg]
    return dg.MaterializeResult(asset_key=name, metadata={"dagster/row_count": rows})


ASSETS = [evidence, linking.links, *(derived_asset(name) for name in derive.derivation_order())]
