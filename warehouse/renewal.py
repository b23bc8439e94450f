"""Derived tables brought in line with what linking changed: a day costs a day, not the history.

Here belongs which derived tables can be renewed event by event, and when one has to be derived whole. How a table is
derived belongs to `warehouse.derive`; which events changed, linking says in `changed_events`.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from warehouse.database import CATALOG
from warehouse.derive import QUERIES, count_rows, dependencies, derive
from warehouse.tables import BY_NAME

_HOUSE = f"{CATALOG}.main"
_ACROSS_EVENTS = ("event_coverage", "force_levels")
"""Tables of which a row hangs on more than one event, or on none; a row of the others hangs on the reports of its own
event, on what linking said of these, and on `feed_trust`, with which linking looks at everything anew.
"""
_MOST = 3
"""Where more than one event of so many changed, it is cheaper to derive the whole."""
_CHANGED = f"event_id IN (SELECT event_id FROM {_HOUSE}.changed_events)"


def renew(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """Make the derived table `name` what `derive` would make it, and return its number of rows.

    The build has to come from the published one, with linking done since. Raises DeclarationError as `derive` does.
    """
    rules = _rules(name)
    known = connection.execute("SELECT rules FROM derivations WHERE table_name = ?", [name]).fetchone()
    if name in _ACROSS_EVENTS or known != (rules,) or _are_many(connection):
        derive(connection, name)
    else:
        with _changed_alone(connection, name):
            connection.execute(f"DELETE FROM {_HOUSE}.{name} WHERE {_CHANGED}")
            connection.execute(f"INSERT INTO {_HOUSE}.{name} BY NAME\n{QUERIES[name]}")
    connection.execute("DELETE FROM derivations WHERE table_name = ?", [name])
    connection.execute("INSERT INTO derivations VALUES (?, ?)", [name, rules])
    return count_rows(connection, name)


def _rules(name: str) -> str:
    queries = [QUERIES[name], *(_rules(source) for source in sorted(dependencies()[name]) if source in QUERIES)]
    return hashlib.sha256("\0".join(queries).encode()).hexdigest()[:16]


def _are_many(connection: duckdb.DuckDBPyConnection) -> bool:
    return count_rows(connection, "changed_events") * _MOST > count_rows(connection, "event_reports")


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
