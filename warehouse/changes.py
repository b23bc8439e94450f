"""Which rows of a build are others than those of the published database that it was begun from.

Here belongs the finding of these rows, in the schema `changes` of the build's file: for a table that changed, one of
its name with the rows that are there now and were not (`is_new`), and those that were there. What is spared by it is
decided by those who ask: checks of rows that stand, a diff of two releases. It goes when the build is published.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.database import CATALOG, CHANGES
from warehouse.ddl import quoted
from warehouse.fingerprints import fingerprint, row_hash
from warehouse.schema import Table

_BEFORE = "published"
_FEW, _MOST = 10_000, 3
"""Where more than so many rows changed, and more than one of so many, looking at the whole is cheaper."""


@dataclass(frozen=True)
class Step:
    """The fingerprints of a table: as it was published, and as it is."""

    before: str
    after: str


def find_changes(connection: duckdb.DuckDBPyConnection, published: Path, steps: Mapping[Table, Step]) -> frozenset[str]:
    """Make `changes.<table>` of the tables of a build, and return the names of those of which the changes are known.

    They are not where the published table is not what its fingerprint says, where rows stand twice, or where too many
    changed for it to be of use.
    """
    connection.execute(f"DROP SCHEMA IF EXISTS {CHANGES} CASCADE")
    connection.execute(f"CREATE SCHEMA {CHANGES}")
    connection.execute(f"CREATE TABLE {CHANGES}.known (table_name VARCHAR, before VARCHAR, after VARCHAR)")
    with suppress(duckdb.Error), _attached(connection, published):
        found = {table.name: step for table, step in steps.items() if _find(connection, table, step)}
        for name, step in found.items():
            connection.execute(f"INSERT INTO {CHANGES}.known VALUES (?, ?, ?)", [name, step.before, step.after])
    return frozenset(known_changes(connection))


def known_changes(connection: duckdb.DuckDBPyConnection) -> dict[str, Step]:
    """The tables of which the changes are known, with what they are changes between."""
    there = f"SELECT 1 FROM duckdb_tables() WHERE database_name || '.' || schema_name = {quoted(CHANGES)}"
    if not connection.execute(there).fetchone():
        return {}
    rows = connection.execute(f"FROM {CHANGES}.known").fetchall()
    return {name: Step(before, after) for name, before, after in rows}


def changes_of(name: str) -> str:
    """The relation that has the changed rows of the table `name`: its columns, and `is_new`."""
    return f"{CHANGES}.{name}"


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, published: Path) -> Iterator[None]:
    connection.execute(f"ATTACH {quoted(str(published))} AS {_BEFORE} (READ_ONLY)")
    try:
        yield
    finally:
        connection.execute(f"DETACH {_BEFORE}")


def _find(connection: duckdb.DuckDBPyConnection, table: Table, step: Step) -> bool:
    now, before = f"{CATALOG}.main.{table.name}", f"{_BEFORE}.main.{table.name}"
    if fingerprint(connection, table, before) != step.before:
        return False
    held, wanted = (_amounts(mark) for mark in (step.before, step.after))
    added, lost = _gather_beyond(connection, table, now, before, "added"), (0, 0)
    if _sum(held, added) != wanted:
        lost = _gather_beyond(connection, table, before, now, "lost")
    if _sum(held, added) != _sum(wanted, lost):
        return False
    if (changed := added[0] + lost[0]) > _FEW and changed * _MOST > wanted[0]:
        return False
    connection.execute(
        f"""CREATE TABLE {CHANGES}.{table.name} AS
        SELECT *, true AS is_new FROM {now} WHERE rowid IN (SELECT row FROM temp.added)
        {f"UNION ALL SELECT *, false FROM {before} WHERE rowid IN (SELECT row FROM temp.lost)" if lost[0] else ""}"""
    )
    return True


def _amounts(mark: str) -> tuple[int, int]:
    """The rows and the sum of their hashes that a fingerprint tells."""
    rows, total = mark.split(":")
    return int(rows), int(total, 16)


def _sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def _gather_beyond(
    connection: duckdb.DuckDBPyConnection, table: Table, these: str, others: str, name: str
) -> tuple[int, int]:
    """Make the temporary table `name` of the ids of `these` rows that are not among the others; returns how many they
    are and the sum of their hashes. A row that stands twice is missed, so the sums tell whether all were found.
    """
    content = row_hash(table)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE contents AS SELECT {content} AS content FROM {others}")
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {name} AS
        SELECT * FROM (SELECT rowid AS row, {content} AS content FROM {these}) ANTI JOIN contents USING (content)"""
    )
    connection.execute("DROP TABLE temp.contents")
    rows, total = connection.execute(f"SELECT count(*), coalesce(sum(content), 0) FROM temp.{name}").fetchall()[0]
    return int(rows), int(total)
