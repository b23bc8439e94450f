"""What may leave the house: the tables as a public release may show them, in a schema of their own.

Here belongs every decision about a licence. One rule starts it: a licence that forbids rows is left out. The rest
follows from the declared references: a row is published only where every row that it points at is; verbatim columns are
empty where the row's licence withholds words; a derived table that a withheld row could have a part in is derived anew
from what is left, by the same query as in the build, so that no value rests on a row that may not be shown (words need
no such care: no query reads them); a feed of which something is withheld tells of what is left, as if the rest had
never come. What cannot be traced to a licence is withheld.
"""

from functools import cache
from graphlib import TopologicalSorter

import duckdb

from warehouse.database import CATALOG
from warehouse.ddl import create_table, quoted
from warehouse.derive import QUERIES, count_rows, dependencies, derivation_order, derive
from warehouse.schema import Column, Table
from warehouse.tables import BY_NAME
from warehouse.tables.across import FEED_FACTS

LICENCES = "licences"
# Declared, and there whether or not anything was read: where rows of these alone are withheld, nothing is hidden.
_DECLARED = frozenset((LICENCES, "feeds"))
# Reference rows that were looked up because a report names them: shown only where a published row does.
_ONLY_IF_USED = ("places",)


def show_publishable(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Make the connection's table names mean what may be published; returns the tables that rows are withheld from,
    where any that was read from a source is. How many is nowhere said: it would tell how much of a closed source
    somebody holds.

    The connection must have the build attached, as `warehouse.database.connect` gives it; nothing is written to it.
    """
    connection.execute("CREATE SCHEMA memory.kept")
    connection.execute("CREATE SCHEMA memory.publishable")
    connection.execute("USE memory.publishable")
    for name in _order():
        connection.execute(f"CREATE VIEW {name} AS {_publishable(BY_NAME[name])}")
        if name in _licensed() and _users(name):
            connection.execute(f"CREATE TABLE memory.kept.{name} AS SELECT {', '.join(BY_NAME[name].key)} FROM {name}")
    poorer = {n for n in _licensed() if count_rows(connection, _held(n)) > count_rows(connection, n)}
    for name in _licensed() - poorer:  # nothing is looked up again for each row where all of them are shown
        connection.execute(f"CREATE OR REPLACE VIEW {name} AS {_shown(BY_NAME[name])}")
    declared: set[str] = set()
    if poorer <= _DECLARED:
        poorer, declared = set(), poorer
    withheld = sorted(poorer - {LICENCES})
    for name in derivation_order():
        if dependencies()[name] & poorer:
            poorer.add(name)
            connection.execute(create_table(BY_NAME[name]))
            derive(connection, name)
        else:
            connection.execute(f"CREATE VIEW {name} AS FROM {_held(name)}")
    if withheld:
        _tell_of_what_is_left(connection, poorer)
        connection.execute(f"CREATE OR REPLACE VIEW checks AS {_checks_of_what_is_shown(poorer)}")
    elif declared:
        connection.execute(f"CREATE OR REPLACE VIEW checks AS {_checks_of_declared(declared)}")
    return withheld


def _checks_of_what_is_shown(poorer: set[str]) -> str:
    """The findings without what they say of rows that are withheld: samples quote rows of any table, and counts are of
    all rows that a table has.
    """
    counts = ", ".join(
        f"CASE WHEN table_name NOT IN ({', '.join(map(quoted, sorted(poorer)))}) THEN {name} END AS {name}"
        for name in ("rows_checked", "rows_failed")
    )
    return f"SELECT * REPLACE (NULL::VARCHAR AS sample, {counts}) FROM {_held('checks')}"


def _checks_of_declared(less: set[str]) -> str:
    """The findings, with the rows that are shown where some are left out that were only declared."""
    shown = " ".join(f"WHEN {quoted(name)} THEN (SELECT count(*) FROM {name})" for name in sorted(less))
    return (
        f"SELECT * REPLACE (CASE table_name {shown} ELSE rows_checked END AS rows_checked,"
        f" CASE WHEN rows_failed = 0 OR table_name NOT IN ({', '.join(map(quoted, sorted(less)))})"
        f" THEN rows_failed END AS rows_failed) FROM {_held('checks')}"
    )


def _tell_of_what_is_left(connection: duckdb.DuckDBPyConnection, poorer: set[str]) -> None:
    """Have the feeds of which rows are withheld say no more of these: not how many, nor from when, nor by what name."""
    tables = sorted(poorer & {name for name, _ in _users("feeds")})
    if not tables:
        return
    less = " UNION ".join(
        f"(SELECT feed FROM (SELECT feed, count(*) AS times FROM {_held(name)} GROUP BY feed)"
        f" LEFT JOIN (SELECT feed, count(*) AS shown FROM {name} GROUP BY feed) USING (feed)"
        " WHERE times > coalesce(shown, 0))"
        for name in tables
    )
    connection.execute(f"CREATE TABLE memory.kept.poorer_feeds AS {less}")
    left = {column: f"({query})" for column, query in FEED_FACTS.items()}
    left |= {"state": f"if(({FEED_FACTS['snapshots']}) > 0, 'read', 'empty')", "message": "NULL"}
    told = ", ".join(
        f"CASE WHEN feed IN (FROM memory.kept.poorer_feeds) THEN {sql} ELSE {column} END AS {column}"
        for column, sql in left.items()
    )
    connection.execute(
        f"CREATE OR REPLACE VIEW feeds AS SELECT * REPLACE ({told}) FROM ({_publishable(BY_NAME['feeds'])}) AS feeds"
    )


def _held(name: str) -> str:
    return f"{CATALOG}.main.{name}"


def _parents(table: Table) -> list[tuple[Column, str, str]]:
    """The columns that point at another table, with that table's name and key."""
    found = []
    for column in table.columns:
        parent, _, key = (column.references or "").partition(".")
        if parent and parent != table.name:
            found.append((column, parent, key))
    return found


@cache
def _licensed() -> frozenset[str]:
    """The base tables whose rows come under a licence: the licences, and all that points at them however far."""
    found: set[str] = set()
    wider = {LICENCES}
    while wider != found:
        found = wider
        wider = found | {
            name for name, t in BY_NAME.items() if name not in QUERIES and any(p in found for _, p, _ in _parents(t))
        }
    return frozenset(found)


def _order() -> tuple[str, ...]:
    """The base tables, each after those that its view reads."""
    base = {name: table for name, table in BY_NAME.items() if name not in QUERIES}
    graph = {name: {parent for _, parent, _ in _parents(t)} & _licensed() for name, t in base.items()}
    for name in _ONLY_IF_USED:
        graph[name] = {other for other, _ in _users(name)}
    return tuple(TopologicalSorter(graph).static_order())


def _users(name: str) -> list[tuple[str, str]]:
    """The base tables and columns that point at `name`."""
    return [
        (other, column.name)
        for other, table in BY_NAME.items()
        if other not in QUERIES
        for column, parent, _ in _parents(table)
        if parent == name
    ]


def _shown(table: Table) -> str:
    """Every row of a base table, with the words of sources where their licences allow it."""
    words = _words_allowed(table)
    columns = [f"CASE WHEN {words} THEN {c.name} END AS {c.name}" if c.verbatim else c.name for c in table.columns]
    return f"SELECT {', '.join(columns)} FROM {_held(table.name)}"


def _publishable(table: Table) -> str:
    conditions = ["rows_may_be_republished"] if table.name == LICENCES else []
    for column, parent, key in _parents(table):
        if parent in _licensed():
            absent = f"{column.name} IS NULL OR " if column.nullable else ""
            conditions.append(f"({absent}{column.name} IN (SELECT {key} FROM memory.kept.{parent}))")
    if table.name in _ONLY_IF_USED:
        used = " UNION ALL ".join(f"SELECT {column} FROM {other}" for other, column in _users(table.name))
        conditions.append(f"{table.key[0]} IN ({used})")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"{_shown(table)}{where}"


def _words_allowed(table: Table) -> str:
    """The condition under which a row's verbatim columns are shown: its licence's word, found along its references."""
    if table.name == LICENCES:
        return "text_may_be_republished"
    parents = [(c.name, p, key) for c, p, key in _parents(table) if p in _licensed()]
    own = [parent for parent in parents if parent[1] == LICENCES]
    conditions = [
        f"{column} IN (SELECT {key} FROM {_held(parent)} WHERE {_words_allowed(BY_NAME[parent])})"
        for column, parent, key in own or parents
    ]
    return " AND ".join(conditions) or "false"
