"""Checks that need not be run again: of a table whose rows, and those that its rules look up, are what they were.

Here belongs what is checked anew in a build, what in part and what stands, and what is noted for that beside the
tables, in the schema `work` of the database file. How a table is checked belongs to `running`, how a part of one to
`rechecking`.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import duckdb

from pipelines.expectations.conditions import conditions, licensed
from pipelines.expectations.findings import Finding, record, recorded
from pipelines.expectations.rechecking import Part, check_parts, gather
from pipelines.expectations.running import CHECKED, check, current_reports
from warehouse.changes import Step, find_changes
from warehouse.database import CATALOG, open_build
from warehouse.fingerprints import fingerprint
from warehouse.home import Home
from warehouse.schema import Table

_BY_NAME = {table.name: table for table in CHECKED}
_MARKS = f"{CATALOG}.work.checked_tables"


@dataclass(frozen=True)
class _Mark:
    """What the findings of a table hang on: a hash of its rules, and the fingerprint of its rows."""

    rules: str
    rows: str


def check_build(home: Home, baseline: Path | None = None) -> list[Finding]:
    """Hold every table of the build against its declaration, keep the findings in `checks` and return them in the order
    of its key; what was found of a table in the same state stands, and of one that changed in part only that part is
    looked at. The build must be closed.

    `baseline` is the published database that the build was begun from, against which coverage must not shrink.
    """
    published = current_reports(baseline)
    with open_build(home) as connection:
        marks, noted = _marks(connection, published), _noted(connection)
        earlier = _by_table(recorded(connection))
        asked = {t: earlier[t] for t in earlier if t in noted and noted[t].rules == marks[t].rules}
        changed = frozenset(t.name for t in CHECKED if t not in noted or noted[t].rows != marks[t].rows)
        standing = {t: found for t, found in asked.items() if not tables_read(t, published) & changed}
        parts: list[Part] = []
        if baseline is not None and (moved := {t: found for t, found in asked.items() if t not in standing}):
            steps = {t: Step(noted[t].rows, marks[t].rows) for t in noted if t.name in changed}
            known = find_changes(connection, baseline, steps)
            moved = {t: found for t, found in moved.items() if t.name in known or t.name not in changed}
            parts = gather(connection, moved, changed, known, published)
    left = [t for t in CHECKED if t not in standing and t not in {part.table for part in parts}]
    found = [finding for of_table in standing.values() for finding in of_table]
    found += check_parts(home, parts, published) if parts else []
    found += check(home, left, baseline) if left else []
    with open_build(home) as connection:
        record(connection, found)
        _note(connection, marks)
        return recorded(connection)


def _by_table(findings: Iterable[Finding]) -> dict[Table, list[Finding]]:
    found: dict[Table, list[Finding]] = {}
    for finding in findings:
        if finding.table in _BY_NAME:
            found.setdefault(_BY_NAME[finding.table], []).append(finding)
    return found


def _marks(connection: duckdb.DuckDBPyConnection, published: Mapping[str, int]) -> dict[Table, _Mark]:
    marks = {}
    for table in CHECKED:
        rules = f"{version('casus')} {_rules(table, published)}"
        marks[table] = _Mark(hashlib.sha256(rules.encode()).hexdigest(), fingerprint(connection, table))
    return marks


def _rules(table: Table, published: Mapping[str, int]) -> str:
    return repr((table, conditions(table, published), licensed(table, "rows_may_be_republished")))


def tables_read(table: Table, published: Mapping[str, int]) -> set[str]:
    """The tables of which the findings of a table hang on the rows: its own, and those that its rules look up."""
    rules = _rules(table, published)
    return {other.name for other in CHECKED if re.search(rf"\b{other.name}\b", rules)}


def _noted(connection: duckdb.DuckDBPyConnection) -> dict[Table, _Mark]:
    """How the tables were when they were checked last."""
    there = "SELECT 1 FROM duckdb_tables() WHERE database_name || '.' || schema_name || '.' || table_name = ?"
    if not connection.execute(there, [_MARKS]).fetchone():
        return {}
    rows = connection.execute(f"FROM {_MARKS}").fetchall()
    return {_BY_NAME[name]: _Mark(*mark) for name, *mark in rows if name in _BY_NAME}


def _note(connection: duckdb.DuckDBPyConnection, marks: Mapping[Table, _Mark]) -> None:
    connection.execute("CREATE SCHEMA IF NOT EXISTS work")
    connection.execute(f"CREATE OR REPLACE TABLE {_MARKS} (table_name VARCHAR, rules VARCHAR, rows VARCHAR)")
    rows = [(table.name, mark.rules, mark.rows) for table, mark in marks.items()]
    connection.executemany(f"INSERT INTO {_MARKS} VALUES (?, ?, ?)", rows)
