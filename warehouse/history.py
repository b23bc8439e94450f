"""The past: the warehouse as it was known at an instant, from the two clocks that reports carry."""

from contextlib import suppress
from datetime import UTC, date, datetime, time

import duckdb

from warehouse.database import CATALOG
from warehouse.derive import QUERIES, derivation_order
from warehouse.errors import UserError
from warehouse.schema import Table
from warehouse.tables import BY_NAME


def instant(text: str) -> datetime:
    """A day (its end, UTC) or an instant (UTC unless it says otherwise), as ISO 8601 has them; raises UserError."""
    try:
        with suppress(ValueError):
            return datetime.combine(date.fromisoformat(text), time.max, UTC)
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError as error:
        raise UserError(
            f"{text!r} is no date", "Give a day as 2024-03-01 or an instant as 2024-03-01T12:00:00Z."
        ) from error


def use_past(connection: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    """Make the connection's table names mean what was known at `moment`; derived tables are derived anew from that.

    The connection must have the published database attached, as `warehouse.database.open_published` gives it.
    """
    connection.execute("CREATE SCHEMA memory.past")
    connection.execute("USE memory.past")
    for name, table in BY_NAME.items():
        if name not in QUERIES:
            connection.execute(f"CREATE VIEW {name} AS {_known_at(table, moment)}")
    for name in derivation_order():
        connection.execute(f"CREATE TABLE {name} AS {QUERIES[name]}")


def _known_at(table: Table, moment: datetime) -> str:
    stamp = f"TIMESTAMPTZ '{moment.isoformat()}'"
    held = f"{CATALOG}.main.{table.name}"
    columns = table.column_names
    reports = [c for c in table.columns if c.references == "reports.report_id"]
    known = [f"{c.name} IN (SELECT report_id FROM reports)" for c in reports if not c.nullable]
    known += [f"{clock} <= {stamp}" for clock in ("recorded_at", "retrieved_at") if clock in columns]
    replaced = ""
    if "superseded_at" in columns:
        replaced = " REPLACE (CAST(NULL AS TIMESTAMPTZ) AS superseded_at)"
        known.append(f"(superseded_at IS NULL OR superseded_at > {stamp})")
    where = f" WHERE {' AND '.join(known)}" if known else ""
    return f"SELECT *{replaced} FROM {held}{where}"
