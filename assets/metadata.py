"""How a table looks in Dagster: its column schema and description, from the one declaration."""

import dagster as dg

from warehouse.ddl import meaning
from warehouse.tables import BY_NAME


def table_spec(name: str, deps: list[dg.AssetKey]) -> dg.AssetSpec:
    """The asset of a declared table, with its column schema."""
    table = BY_NAME[name]
    return dg.AssetSpec(
        key=name,
        deps=deps,
        description=table.description,
        group_name=table.group,
        kinds={"duckdb"},
        metadata={"dagster/column_schema": column_schema(name)},
    )


def column_schema(name: str) -> dg.TableSchema:
    """The columns of a declared table as Dagster shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=c.name,
                type=str(c.type),
                description=meaning(c),
                constraints=dg.TableColumnConstraints(nullable=c.nullable),
            )
            for c in BY_NAME[name].columns
        ]
    )
