"""Derived tables: one bare SELECT a table in `warehouse/sql/`, run in the order that their own FROM clauses give.

The same files serve three readers: the build, the release (over the rows that may be published) and the past
(`--as-of`, over the rows that were known then); they differ only in what the names `reports`, `documents` ... mean.
"""

import json
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from warehouse.database import number_of
from warehouse.schema import DeclarationError, Table
from warehouse.tables import BY_NAME

_FOLDER = Path(__file__).parent / "sql"
QUERIES: dict[str, str] = {path.stem: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.sql"))}


@cache
def dependencies() -> dict[str, frozenset[str]]:
    """For each derived table, the tables that it is made from, as DuckDB's own parser reads its query.

    (`get_table_names` would be shorter but binds the query, and fails on a JOIN ... USING of tables that are absent.)
    """
    with duckdb.connect(":memory:") as connection:
        return {name: frozenset(_tables(_syntax_tree(connection, query))) for name, query in QUERIES.items()}


def _syntax_tree(connection: duckdb.DuckDBPyConnection, query: str) -> object:
    row = connection.execute("SELECT json_serialize_sql(?)", [query]).fetchone()
    assert row is not None
    return json.loads(row[0])


def _tables(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE" and node["table_name"] in BY_NAME:
            yield node["table_name"]
        for child in node.values():
            yield from _tables(child)
    elif isinstance(node, list):
        for child in node:
            yield from _tables(child)


def derivation_order() -> tuple[str, ...]:
    """The derived tables, each after those that it is made from."""
    graph = {name: sources & QUERIES.keys() for name, sources in dependencies().items()}
    return tuple(TopologicalSorter(graph).static_order())


def derive(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """Fill a derived table anew and return its number of rows.

    Raises DeclarationError where the query's columns are not the declared ones (INSERT BY NAME would fill a missing one
    with NULL in silence).
    """
    table = BY_NAME[name]
    _refuse_other_columns(connection, table)
    connection.execute(f"DELETE FROM {name}")
    connection.execute(f"INSERT INTO {name} BY NAME\n{QUERIES[name]}")
    return count_rows(connection, name)


def count_rows(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """The number of rows of a table."""
    return number_of(connection, f"SELECT count(*) FROM {name}")


def _refuse_other_columns(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    given = [row[0] for row in connection.execute(f"DESCRIBE {QUERIES[table.name]}").fetchall()]
    if sorted(given) != sorted(table.column_names):
        missing, extra = set(table.column_names) - set(given), set(given) - set(table.column_names)
        raise DeclarationError(
            f"sql/{table.name}.sql lacks {sorted(missing)} and has beyond the declaration {sorted(extra)}"
        )
