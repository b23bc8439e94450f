"""Running the checks: suites over a database file or a release folder, and findings with sample rows.

Great Expectations decides what holds and counts the rows that do not. The sample is our own query, for it must be in
the order of the key, never show the words of a source, and show of a row that a licence withholds no more than its key.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from pipelines import progress
from pipelines.expectations.conditions import licensed
from pipelines.expectations.findings import Finding
from warehouse.database import connect
from warehouse.ddl import quoted
from warehouse.derive import count_rows
from warehouse.home import Home
from warehouse.schema import Severity, Table
from warehouse.tables import TABLES

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationValidationResult

CHECKED = tuple(table for table in TABLES if table.name != "checks")
LABEL = "Checking tables"
SAMPLE_ROWS = 5
LONGEST_VALUE = 80
WITHHELD = "withheld by its licence"


def check(home: Home, tables: Sequence[Table] = CHECKED, baseline: Path | None = None) -> list[Finding]:
    """Hold `tables` of the build against their declarations, in that order.

    `baseline` is the published database, against which coverage must not shrink. The build must be closed.
    """
    from pipelines.expectations.suites import suite_for

    published = current_reports(baseline)
    return list(_findings(home.build, {table: suite_for(table, published) for table in tables}))


def check_release(folder: Path, tables: Sequence[Table] = CHECKED) -> list[Finding]:
    """Hold the Parquet files `<table>.parquet` of a release against the licences that withhold rows or words."""
    from pipelines.expectations.suites import licence_suite

    released = [table for table in tables if (folder / f"{table.name}.parquet").exists()]
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "release.duckdb"
        with connect(path) as connection:
            for table in released:
                file = quoted(str(folder / f"{table.name}.parquet"))
                connection.execute(f"CREATE VIEW {table.name} AS FROM read_parquet({file})")
        return list(_findings(path, {table: licence_suite(table) for table in released}))


def _findings(path: Path, suites: Mapping[Table, "ExpectationSuite"]) -> Iterator[Finding]:
    from pipelines.expectations.engine import reading

    with reading(path, [table.name for table in suites]) as validate:
        results = {}
        for table, suite in suites.items():
            with progress.step(LABEL, len(CHECKED)):
                results[table] = validate(suite)
    with connect(path, read_only=True) as connection:
        for table, of_table in results.items():
            rows = count_rows(connection, table.name)
            for result in of_table:
                yield _finding(connection, table, rows, result)


def _finding(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: int, result: "ExpectationValidationResult"
) -> Finding:
    expected = result.expectation_config
    assert expected is not None
    sample: list[dict[str, Any]] | None = None
    if not result.success:
        condition = expected.kwargs.get("condition")
        sample = (
            _obstacle(result.exception_info)
            or (condition and _rows(connection, table, condition, expected.meta["columns"]))
            or _shape(expected.kwargs, result.result["observed_value"])
        )
    return Finding(
        table=table.name,
        rule=expected.meta["rule"],
        description=str(expected.description),
        severity=Severity(expected.meta["severity"]),
        passed=bool(result.success),
        rows_checked=rows,
        rows_failed=result.result.get("unexpected_count", 0),
        sample=json.dumps(sample, ensure_ascii=False) if sample else None,
    )


def _obstacle(exceptions: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Why a rule could not be checked; empty where it was. A rule that cannot be checked does not hold."""
    raised = (info for info in exceptions.values() if isinstance(info, dict) and info.get("raised_exception"))
    return [{"could_not_be_checked": _shown(str(info["exception_message"]).splitlines()[0])} for info in raised]


def _shape(wanted: Mapping[str, Any], found: Any) -> list[dict[str, Any]]:
    """How a table's columns differ from the declared ones, or how many rows it has of those that it should have."""
    if "column_list" not in wanted:
        return [{"rows": found, "wanted": wanted["min_value"]}]
    missing = [name for name in wanted["column_list"] if name not in found]
    undeclared = [name for name in found if name not in wanted["column_list"]]
    return [{"missing": ", ".join(missing), "undeclared": ", ".join(undeclared), "found": ", ".join(found)}]


def _rows(
    connection: duckdb.DuckDBPyConnection, table: Table, condition: str, columns: Sequence[str]
) -> list[dict[str, Any]]:
    """The first rows that break a condition: their key, and where the licence allows what the rule speaks of."""
    allowed = licensed(table, "rows_may_be_republished") or "true"
    names = [*table.key, *(name for name in columns if name not in table.key)]
    found = connection.execute(
        f"SELECT coalesce({allowed}, false), {', '.join(names)} FROM {table.name}"
        f" WHERE NOT ({condition}) ORDER BY {', '.join(names)} LIMIT {SAMPLE_ROWS}"
    ).fetchall()
    return [
        {
            name: _shown(value) if open_ or name in table.key else WITHHELD
            for name, value in zip(names, values, strict=True)
        }
        for open_, *values in found
    ]


def _shown(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and len(value) > LONGEST_VALUE:
        return value[: LONGEST_VALUE - 1] + "…"
    return value


def current_reports(baseline: Path | None) -> dict[str, int]:
    """The current reports of each feed in a published database; none where it is of an older, other shape."""
    if baseline is None:
        return {}
    with suppress(duckdb.Error), connect(baseline, read_only=True) as connection:
        rows = connection.execute("SELECT feed, count(*) FROM reports WHERE superseded_at IS NULL GROUP BY feed")
        return dict(rows.fetchall())
    return {}
