"""What a check finds: one finding for each rule, which of them block, and how they are kept in the `checks` table."""

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from warehouse.rows import insert
from warehouse.schema import Severity
from warehouse.tables import BY_NAME


@dataclass(frozen=True)
class Finding:
    """What one rule found in one table. `sample` is a JSON list of up to five rows, None where the rule holds; a count
    is None where a licence withholds rows of the table.
    """

    table: str
    rule: str
    description: str
    severity: Severity
    passed: bool
    rows_checked: int | None
    rows_failed: int | None
    sample: str | None = None


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stop a release: rules of severity error that do not hold."""
    return [f for f in findings if not f.passed and f.severity is Severity.ERROR]


def record(connection: duckdb.DuckDBPyConnection, findings: Iterable[Finding]) -> None:
    """Fill the `checks` table anew, in the order of its key and without a time, so that equal data give equal rows."""
    connection.execute("DELETE FROM checks")
    rows = [
        {
            "table_name": f.table,
            "rule": f.rule,
            "description": f.description,
            "severity": str(f.severity),
            "passed": f.passed,
            "rows_checked": f.rows_checked,
            "rows_failed": f.rows_failed,
            "sample": f.sample,
        }
        for f in sorted(findings, key=lambda f: (f.table, f.rule))
    ]
    insert(connection, BY_NAME["checks"], rows)


def recorded(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """The findings that `record` kept, in the order of the key."""
    rows = connection.execute(
        "SELECT table_name, rule, description, severity, passed, rows_checked, rows_failed, sample"
        " FROM checks ORDER BY table_name, rule"
    ).fetchall()
    return [
        Finding(table, rule, description, Severity(severity), passed, checked, failed, sample)
        for table, rule, description, severity, passed, checked, failed, sample in rows
    ]
