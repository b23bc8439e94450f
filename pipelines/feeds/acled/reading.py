"""From ACLED's files to reports: what a row's own timestamp means, and events that ACLED deleted.

ACLED gives no history: a row is overwritten and its timestamp moves. So of two files that have an event the later
timestamp counts, whichever came first, and a deletion ends the rows that are not younger than it.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipelines import snapshots
from pipelines.feeds.acled.layouts import DELETED, opened_deleted, opened_events, tells_of_deleted
from pipelines.snapshots import Snapshot
from pipelines.sources import Counts, Progress
from pipelines.tabular import Table, accounts, read_tables
from warehouse.database import number_of
from warehouse.ddl import quoted
from warehouse.derive import count_rows
from warehouse.errors import UserError
from warehouse.home import Home

QUERY = (Path(__file__).parent / "reports.sql").read_text("utf-8")
_RULES = "1"
"""The rules by which lists of deleted events are read."""


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Turn the rows of files that were not read yet into reports, and end those that ACLED deleted. A file of another
    layout is refused alone.
    """
    deleted = [snapshot for snapshot in held if tells_of_deleted(snapshots.path(home, snapshot))]
    refused = _list_deleted(connection, home, deleted)
    events = [snapshot for snapshot in held if snapshot not in deleted]
    table = Table(opened_events, QUERY, "raw.event_id_cnty", settled=_settled)
    counts = read_tables(connection, home, events, progress, table)
    return counts + Counts(superseded=_end_deleted(connection), rejects=refused)


def _list_deleted(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot]) -> int:
    """Fill the temporary table `acled_deleted`: what was deleted, when ACLED did so, and when Casus came to know it.
    Returns how many lists were refused.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE acled_deleted (id VARCHAR, second BIGINT, known_at TIMESTAMPTZ)")
    refused = 0
    for snapshot in held:
        try:
            listed = _listed(connection, home, snapshot)
        except UserError as error:
            accounts.refuse_file(connection, snapshot, error, _RULES, snapshot.retrieved_at)
            refused += 1
        else:
            connection.execute("DELETE FROM rejects WHERE snapshot_id = ?", [snapshot.snapshot_id])
            accounts.record_reading(connection, snapshot, DELETED.name, listed, (), _RULES)
    return refused


def _listed(connection: duckdb.DuckDBPyConnection, home: Home, snapshot: Snapshot) -> int:
    """Add a list to `acled_deleted`; returns its length. Raises UserError where it is not whole."""
    whole = "The list is taken whole or not at all: fetch it again."
    accounts.forget_broken_lines(connection)
    with TemporaryDirectory(prefix="casus-") as folder:
        opened = opened_deleted(snapshots.path(home, snapshot), snapshot, Path(folder))
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE listed AS SELECT event_id_cnty AS id,
                count_in(deleted_timestamp) AS second, ?::TIMESTAMPTZ AS known_at FROM {opened.relation}""",
            [snapshot.retrieved_at],
        )
    if accounts.has_broken_lines(connection):
        raise UserError(f"{snapshot.name} has a line that cannot be divided into fields", whole)
    if count_rows(connection, "listed WHERE id IS NULL OR second IS NULL"):
        raise UserError(f"{snapshot.name} has a record without event_id_cnty or deleted_timestamp", whole)
    return number_of(connection, "INSERT INTO acled_deleted FROM listed")


def _settled(_: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> str:
    """Rows that were out of date when their file came in: a younger one is held, or ACLED had deleted the event."""
    known_at = f"TIMESTAMPTZ {quoted(snapshot.retrieved_at.isoformat())}"
    return f"""source_record_id IN (
            SELECT staged.source_record_id FROM staged JOIN reports USING (source_record_id)
            WHERE reports.feed = {quoted(snapshot.feed)} AND {_changed("reports")} > {_changed("staged")})
        OR source_record_id IN (
            SELECT staged.source_record_id FROM staged JOIN acled_deleted ON id = staged.source_record_id
            WHERE second >= {_changed("staged")} AND known_at <= {known_at})"""


def _changed(table: str) -> str:
    return f"try_cast({table}.details->>'timestamp' AS BIGINT)"


def _end_deleted(connection: duckdb.DuckDBPyConnection) -> int:
    """End the reports of deleted events at the instant at which Casus came to know of it; returns how many."""
    return number_of(
        connection,
        f"""UPDATE reports SET superseded_at = ended.ended_at
        FROM (
            SELECT report_id AS id, greatest(any_value(recorded_at), min(known_at)) AS ended_at
            FROM reports JOIN acled_deleted ON id = source_record_id AND second >= {_changed("reports")}
            WHERE feed = 'acled' GROUP BY report_id
        ) AS ended
        WHERE report_id = ended.id AND coalesce(superseded_at > ended.ended_at, true)""",
    )
