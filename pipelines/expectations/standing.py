"""Checks that need not be run again: of a table whose rows, and those that its rules look up, are what they were.

Here belongs what is checked anew in a build and what stands, and what is noted for that beside the tables, in the
schema `work` of the database file. How a table is checked belongs to `running`.
"""

import hashlib
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import duckdb

from pipelines.expectations.conditions import conditions, licensed
from pipelines.expectations.findings import Finding, record, recorded
from pipelines.expectations.running import CHECKED, check, current_reports
from warehouse.database import CATALOG, open_build
from warehouse.fingerprints import fingerprint
from warehouse.home import Home

_STATES = f"{CATALOG}.work.checked_states"


def check_build(home: Home, baseline: Path | None = None) -> list[Finding]:
    """Hold every table of the build against its declaration, keep the findings in `checks` and return them in the order
    of its key; what was found of a table in the same state stands. The build must be closed.

    `baseline` is the published database, against which coverage must not shrink.
    """
    with open_build(home) as connection:
        states = _states(connection, current_reports(baseline))
        standing = _standing(connection, states)
    unchanged = {finding.table for finding in standing}
    changed = [table for table in CHECKED if table.name not in unchanged]
    anew = check(home, changed, baseline) if changed else []
    with open_build(home) as connection:
        record(connection, [*standing, *anew])
        connection.execute("CREATE SCHEMA IF NOT EXISTS work")
        connection.execute(f"CREATE OR REPLACE TABLE {_STATES} (table_name VARCHAR, state VARCHAR)")
        connection.executemany(f"INSERT INTO {_STATES} VALUES (?, ?)", [*states.items()])
        return recorded(connection)


def _states(connection: duckdb.DuckDBPyConnection, published: Mapping[str, int]) -> dict[str, str]:
    """A hash, for each table, of all that its findings hang on: its rules, its rows, and those that rules look up."""
    content = {table.name: fingerprint(connection, table) for table in CHECKED}
    states = {}
    for table in CHECKED:
        rules = repr((table, conditions(table, published), licensed(table, "rows_may_be_republished")))
        read = [f"{name} {rows}" for name, rows in content.items() if re.search(rf"\b{name}\b", rules)]
        states[table.name] = hashlib.sha256("\0".join((version("casus"), rules, *read)).encode()).hexdigest()
    return states


def _standing(connection: duckdb.DuckDBPyConnection, states: Mapping[str, str]) -> list[Finding]:
    """What was found of the tables that are in the state in which they were checked last."""
    there = "SELECT 1 FROM duckdb_tables() WHERE database_name || '.' || schema_name || '.' || table_name = ?"
    if not connection.execute(there, [_STATES]).fetchone():
        return []
    checked = dict(connection.execute(f"FROM {_STATES}").fetchall())
    return [f for f in recorded(connection) if f.table in states and checked.get(f.table) == states[f.table]]
