"""Rows from Python into a declared table, typed by the declaration.

Here belongs the one way in for rows that are made one by one (documents, coded reports, rejects, findings). Bulk data
come in by SQL and never as Python rows.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

import duckdb

from warehouse.schema import DeclarationError, Table


def insert(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Mapping[str, object]], into: str | None = None
) -> int:
    """Append `rows` to `table`, or to the table `into` of the same columns; return their number.

    Raises DeclarationError where a row lacks a declared column or has one beyond, and duckdb.Error where a value is not
    of the declared type: both are mistakes of ours.
    """
    for row in rows:
        if row.keys() != set(table.column_names):
            odd = sorted(row.keys() ^ set(table.column_names))
            raise DeclarationError(f"a row for {table.name} differs from its declaration in {odd}")
    shape = json.dumps([{c.name: c.type for c in table.columns}])
    connection.execute(
        f"INSERT INTO {into or table.name} BY NAME SELECT unnest(from_json_strict(?, ?), recursive := true)",
        [json.dumps(rows, default=_as_text), shape],
    )
    return len(rows)


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise DeclarationError(f"a row holds a {type(value).__name__}, which no column can take")
