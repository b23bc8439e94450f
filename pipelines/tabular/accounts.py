"""The account of a file: which of its records are refused, where they stand, and how many there were.

Here belongs what is done to the temporary tables `staged` (a row a record, as `reading` makes it) and `reject_errors`
(lines that DuckDB could not divide). Every record ends as a report or a reject.
"""

from collections.abc import Sequence
from datetime import datetime

import duckdb

from pipelines.snapshots import Snapshot
from pipelines.tabular.layouts import Opened
from warehouse.ddl import quoted
from warehouse.derive import count_rows
from warehouse.errors import UserError

REFUSED = "none: refused as a whole"
"""The layout, in `readings`, of a file that none of the feed's fits."""
_REMEDY = "Look it up at the source; the record is kept as it came."
_BROKEN = """CASE error_type
    WHEN 'MISSING COLUMNS' THEN 'It has fewer than {width} columns'
    WHEN 'TOO MANY COLUMNS' THEN 'It has more than {width} columns'
    WHEN 'UNQUOTED VALUE' THEN 'A quote in it is not closed, or stands within a field'
    WHEN 'LINE SIZE OVER MAXIMUM' THEN 'It is longer than any record of the source'
    ELSE 'It cannot be divided into fields (' || lower(error_type::VARCHAR) || ')' END || '.'"""


def forget_broken_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget what DuckDB noted of the file before."""
    connection.execute("DROP TABLE IF EXISTS temp.reject_errors; DROP TABLE IF EXISTS temp.reject_scans")


def refuse_repeats(connection: duckdb.DuckDBPyConnection, identity: str) -> None:
    """Of the records that have the same in the column `identity`, mark all but the first."""
    repeated = f"SELECT {identity} FROM staged WHERE reason IS NULL GROUP BY ALL HAVING count(*) > 1"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE repeated AS {repeated}")
    if not count_rows(connection, "repeated"):
        return
    connection.execute(
        f"""UPDATE staged SET remedy = 'Nothing is lost: the first of them is taken.', reason = CASE
                WHEN staged.version = later.first_version THEN 'It repeats an earlier record of the file'
                ELSE 'An earlier record of the file has the same id and other values' END
        FROM (
            SELECT rowid AS id, first(version) OVER of_id AS first_version, row_number() OVER of_id AS place
            FROM staged WHERE reason IS NULL AND {identity} IN (FROM repeated)
            WINDOW of_id AS (PARTITION BY {identity} ORDER BY record, rowid)
        ) AS later
        WHERE staged.rowid = later.id AND later.place > 1"""
    )


def refuse_broken_lines(
    connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, opened: Opened, known_at: datetime
) -> None:
    """Put the lines that could not be divided into fields into `rejects`, each once."""
    connection.execute("DELETE FROM rejects WHERE snapshot_id = ?", [snapshot.snapshot_id])
    if not _has_table(connection):
        return
    _insert(
        connection,
        snapshot,
        known_at,
        f"""SELECT {_named(snapshot)} || ', line ' || line AS record, {_BROKEN.format(width=len(opened.columns))}
                AS reason, 'Fetch the file again; the line is kept as it came.' AS remedy, csv_line AS raw
            FROM (SELECT DISTINCT ON (line) * FROM temp.reject_errors ORDER BY line, column_idx)""",
    )


def refuse_marked(
    connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, opened: Opened, key: str, known_at: datetime
) -> None:
    """Put the marked records of `staged` into `rejects`, as they came; `key` is the id as an expression over `raw`."""
    if not count_rows(connection, "staged WHERE reason IS NOT NULL"):
        return
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE refused AS
        SELECT record, source_record_id AS id, min(reason) AS reason, min(remedy) AS remedy, count(*) AS times
        FROM staged WHERE reason IS NOT NULL GROUP BY ALL"""
    )
    by_number = "refused.record = raw.record"
    by_id = f"refused.record IS NULL AND refused.id = ({key})"
    columns = ", ".join(f"{_name(c)} := raw.{_name(c)}" for c in opened.columns if c)
    _insert(
        connection,
        snapshot,
        known_at,
        f"""WITH found AS (
                SELECT refused.record, refused.id, any_value(to_json(struct_pack({columns}))::VARCHAR) AS raw
                FROM refused JOIN raw ON {by_number if _is_numbered(connection) else by_id} GROUP BY ALL
            )
            SELECT {_named(snapshot)} || coalesce(', record ' || ({_place(connection, opened)}), '')
                    || coalesce(', id ' || refused.id, '')
                    || CASE WHEN occurrence > 1 THEN ' (' || occurrence || ')' ELSE '' END AS record,
                rtrim(reason, '.') || '.' AS reason, coalesce(remedy, {quoted(_REMEDY)}) AS remedy, raw
            FROM (SELECT *, unnest(range(1, times + 1)) AS occurrence FROM refused) AS refused
            LEFT JOIN found ON refused.record IS NOT DISTINCT FROM found.record
                AND refused.id IS NOT DISTINCT FROM found.id""",
    )


def refuse_file(
    connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, error: UserError, rules: str, known_at: datetime
) -> None:
    """Put the file as a whole into `rejects`, as one record, and into `readings`."""
    connection.execute("DELETE FROM rejects WHERE snapshot_id = ?", [snapshot.snapshot_id])
    reason, remedy = quoted(f"{error.problem.rstrip('.')}."), quoted(error.remedy)
    query = f"SELECT {_named(snapshot)} AS record, {reason} AS reason, {remedy} AS remedy, NULL::VARCHAR AS raw"
    _insert(connection, snapshot, known_at, query)
    record_reading(connection, snapshot, REFUSED, 0, (), rules)


def record_reading(
    connection: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    layout: str,
    taken: int,
    issues: Sequence[str],
    rules: str,
) -> int:
    """The file's row in `readings`; returns the number of its rejects."""
    rejected = count_rows(connection, f"rejects WHERE snapshot_id = {quoted(snapshot.snapshot_id)}")
    connection.execute("DELETE FROM readings WHERE snapshot_id = ?", [snapshot.snapshot_id])
    connection.execute(
        """INSERT INTO readings BY NAME SELECT ? AS snapshot_id, ? AS feed, ? AS licence_id, ? AS layout, ? AS rules,
            ?::BIGINT AS records_read, ?::BIGINT AS records_taken, ?::BIGINT AS records_rejected, ? AS issues""",
        [
            snapshot.snapshot_id,
            snapshot.feed,
            snapshot.licence_id,
            layout,
            rules,
            taken + rejected,
            taken,
            rejected,
            "; ".join(issues) or None,
        ],
    )
    return rejected


def _insert(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, known_at: datetime, query: str) -> None:
    connection.execute(
        f"""INSERT INTO rejects BY NAME
        SELECT left(sha256(concat_ws(chr(31), {quoted(snapshot.feed)}, {quoted(snapshot.snapshot_id)}, record, reason)),
                16) AS reject_id,
            {quoted(snapshot.feed)} AS feed, {quoted(snapshot.snapshot_id)} AS snapshot_id,
            {quoted(snapshot.licence_id)} AS licence_id, record, reason, remedy, left(raw, 4000) AS raw,
            TIMESTAMPTZ {quoted(known_at.isoformat())} AS recorded_at
        FROM ({query})"""
    )


def _place(connection: duckdb.DuckDBPyConnection, opened: Opened) -> str:
    """Where a record stands in the file: behind the broken lines, which `record` does not count."""
    if not _has_table(connection):
        return "refused.record"
    return f"""refused.record + (SELECT count(*) FROM (
        SELECT line - {opened.skipped} - row_number() OVER (ORDER BY line) AS whole_before
        FROM (SELECT DISTINCT line FROM temp.reject_errors)) WHERE whole_before < refused.record)"""


def _is_numbered(connection: duckdb.DuckDBPyConnection) -> bool:
    return count_rows(connection, "refused WHERE record IS NULL") == 0


def _has_table(connection: duckdb.DuckDBPyConnection) -> bool:
    return count_rows(connection, "duckdb_tables() WHERE table_name = 'reject_errors' AND temporary") > 0


def _named(snapshot: Snapshot) -> str:
    return quoted(snapshot.name)


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
