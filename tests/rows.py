"""Valid rows made from the table declarations, for tests of everything that reads the warehouse.

`row("reports", 2, status="planned")` is a row that breaks no rule: its own identifiers end in `-2`, what points at
another table points at that table's first row, nullable columns are NULL, and named values take the place of these.
"""

import datetime as dt
from typing import Any

import duckdb

from warehouse.codes import VOCABULARIES
from warehouse.schema import Column, Table, Type
from warehouse.tables import BY_NAME

DAY = dt.date(2024, 9, 27)
INSTANT = dt.datetime(2024, 10, 1, 6, 30, tzinfo=dt.UTC)
# The code that fits a row whose nullable columns are all NULL, where the vocabulary's first code would not.
_CODES = {"date_precision": "unknown", "geo_precision": "unknown", "quantity_state": "not_applicable"}


def row(table: str, number: int = 1, **values: Any) -> dict[str, Any]:
    """A valid row of `table`, whose key differs for each `number`; `values` replace what is made up."""
    declared = BY_NAME[table]
    strangers = values.keys() - set(declared.column_names)
    assert not strangers, f"{table} has no column {sorted(strangers)}"
    return {c.name: values[c.name] if c.name in values else _value(declared, c, number) for c in declared.columns}


def insert(connection: duckdb.DuckDBPyConnection, table: str, *rows: dict[str, Any]) -> None:
    """Put rows made by `row` into `table`."""
    names = BY_NAME[table].column_names
    marks = ", ".join("?" * len(names))
    for values in rows:
        connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", [values[n] for n in names])


def insert_first_rows(connection: duckdb.DuckDBPyConnection, *tables: str) -> None:
    """Put the first row of each of `tables` in, so that what points at them is whole."""
    for table in tables:
        insert(connection, table, row(table))


def _value(table: Table, column: Column, number: int) -> Any:
    is_key = column.name in table.key
    if column.nullable:
        return None
    if column.codes:
        return _CODES.get(column.codes) or next(iter(VOCABULARIES[column.codes]))
    if column.references:
        return f"{column.references.split('.')[1]}-{number if is_key and len(table.key) == 1 else 1}"
    if column.type is Type.TEXT:
        return f"{column.name}-{number if is_key or column.name.endswith('_id') else 1}"
    if column.type is Type.WHOLE:
        return number if is_key else int(column.minimum or 0)
    if column.type is Type.REAL:
        return float(column.minimum or 0)
    return {Type.FLAG: True, Type.DATE: DAY, Type.INSTANT: INSTANT}[column.type]
