"""Derived tables brought in line with what linking changed: a day costs a day, not the history.

Here belongs which derived tables can be renewed event by event, and when one has to be derived whole. How a table is
derived belongs to `warehouse.derive`, which events changed to linking. What is noted for it from one build to the next
is no data: it stands beside the tables, in the schema `work` of the database file.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from warehouse.database import CATALOG
from warehouse.derive import QUERIES, count_rows, dependencies, derive
from warehouse.tables import BY_NAME

_HOUSE, _WORK = f"{CATALOG}.main", f"{CATALOG}.work"
_ACROSS_EVENTS = ("event_coverage", "force_levels")
"""Tables of which a row hangs on more than one event, or on none. A row of the others hangs on the reports of its own
event, on what linking said of these, and on `feed_trust` and `actors`, with which linking looks at everything anew.
"""
_MOST = 3
"""Where more than one event of so many changed, it is cheaper to derive the whole."""
_CHANGED = f"event_id IN (FROM {_WORK}.changed_events)"


def tell_changed_events(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    """Note the events whose reports or links may differ from those of the last linking: the one column of `query`.

    A derived table that did not follow the last linking has lost track and will be derived whole.
    """
    _make_room(connection)
    connection.execute(f"CREATE OR REPLACE TABLE {_WORK}.changed_events AS {query}")
    connection.execute(f"DELETE FROM {_WORK}.derivations WHERE NOT is_current")
    connection.execute(f"UPDATE {_WORK}.derivations SET is_current = false")


def renew(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """Make the derived table `name` what `derive` would make it, and return its number of rows.

    Linking has to have told what changed. Raises DeclarationError as `derive` does.
    """
    _make_room(connection)
    rules = _rules(name)
    followed = connection.execute(
        f"SELECT 1 FROM {_WORK}.derivations WHERE table_name = ? AND rules = ?", [name, rules]
    ).fetchone()
    if name in _ACROSS_EVENTS or not followed or _are_many(connection):
        derive(connection, name)
    else:
        with _changed_alone(connection, name):
            connection.execute(f"DELETE FROM {_HOUSE}.{name} WHERE {_CHANGED}")
            connection.execute(f"INSERT INTO {_HOUSE}.{name} BY NAME\n{QUERIES[name]}")
    connection.execute(f"DELETE FROM {_WORK}.derivations WHERE table_name = ?", [name])
    connection.execute(f"INSERT INTO {_WORK}.derivations VALUES (?, ?, true)", [name, rules])
    return count_rows(connection, name)


def _make_room(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {_WORK}")
    connection.execute(
        f"CREATE TABLE IF NOT EXISTS {_WORK}.derivations (table_name VARCHAR, rules VARCHAR, is_current BOOLEAN)"
    )


def _rules(name: str) -> str:
    """A hash of the table's query and of those of the tables that it is made from."""
    queries = [QUERIES[name], *(_rules(source) for source in sorted(dependencies()[name]) if source in QUERIES)]
    return hashlib.sha256("\0".join(queries).encode()).hexdigest()[:16]


def _are_many(connection: duckdb.DuckDBPyConnection) -> bool:
    changed = count_rows(connection, f"{_WORK}.changed_events")
    return changed * _MOST > count_rows(connection, f"{_HOUSE}.event_reports")


@contextmanager
def _changed_alone(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[None]:
    """Have the names of tables by event mean, in queries, the rows of changed events alone."""
    sources = [source for source in dependencies()[name] if "event_id" in BY_NAME[source].column_names]
    for source in sources:
        connection.execute(f"CREATE TEMP VIEW {source} AS SELECT * FROM {_HOUSE}.{source} WHERE {_CHANGED}")
    try:
        yield
    finally:
        for source in sources:
            connection.execute(f"DROP VIEW temp.{source}")
