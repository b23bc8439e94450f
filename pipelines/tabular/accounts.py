"""The account of files: which of their records are refused, where they stand, and how many there were.

Here belongs what is done to the temporary tables `staged` (a row a record), `files` (a row a file) and `reject_errors`
(lines that DuckDB could not divide). Every record ends as a report or a reject.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

import duckdb

from pipelines.rejects import REFUSED, Reject
from pipelines.snapshots import Snapshot
from pipelines.tabular.batches import Batch, show
from warehouse.ddl import quoted
from warehouse.derive import count_rows
from warehouse.errors import UserError
from warehouse.rows import insert
from warehouse.tables import BY_NAME

_WITHDRAWS_NOTHING = "so what else it lacks is not taken for withdrawn"
"""Of the issues, in `readings`, of a file that would speak for records that it lacks, but may have them unread."""
_CONTROLS = r"'[\x00-\x1f\x7f-\x{9f}]+'"
_LONGEST = 1000
"""Characters of a record's label and of a reason: fields may have millions."""
_REMEDY = "Look it up at the source; the record is kept as it came."
_BROKEN_LINES = """SELECT files.file, errors.* FROM temp.reject_errors AS errors
    JOIN temp.reject_scans AS scans USING (scan_id, file_id) JOIN files ON text = file_path"""
_BROKEN = """CASE error_type
    WHEN 'MISSING COLUMNS' THEN 'It has fewer than ' || width || ' columns'
    WHEN 'TOO MANY COLUMNS' THEN 'It has more than ' || width || ' columns'
    WHEN 'UNQUOTED VALUE' THEN 'A quote in it is not closed, or stands within a field'
    WHEN 'LINE SIZE OVER MAXIMUM' THEN 'It is longer than any record of the source'
    ELSE 'It cannot be divided into fields (' || lower(error_type::VARCHAR) || ')' END
    || if(contains(trim(csv_line, chr(13) || chr(10)), chr(10)), ', and lines after it are lost with it.', '.')"""


def forget_broken_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget what DuckDB noted of the file before."""
    connection.execute("DROP TABLE IF EXISTS temp.reject_errors; DROP TABLE IF EXISTS temp.reject_scans")


def has_broken_lines(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether DuckDB noted a line that it could not divide."""
    return _has_table(connection) and count_rows(connection, "temp.reject_errors") > 0


def unread(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Of what the file has, what may be any record: then what it seems to lack is not withdrawn."""
    unnamed = count_rows(connection, "staged WHERE reason IS NOT NULL AND source_record_id IS NULL") > 0
    found = {"lines that cannot be divided": has_broken_lines(connection), "records that nobody can name": unnamed}
    return [f"{what}, {_WITHDRAWS_NOTHING}" for what, is_so in found.items() if is_so]


def read_whole(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The snapshots that gave records and have none that may be any: what they lack, their source lacks."""
    rows = connection.execute(
        "SELECT snapshot_id FROM readings WHERE records_taken > 0 AND NOT contains(coalesce(issues, ''), ?)",
        [_WITHDRAWS_NOTHING],
    ).fetchall()
    return {snapshot_id for (snapshot_id,) in rows}


def refused_ids(snapshot: Snapshot) -> str:
    """The ids of the records that the file has and that were refused, as SQL: it does not lack them."""
    return (
        f"SELECT source_record_id FROM rejects WHERE snapshot_id = {quoted(snapshot.snapshot_id)}"
        " AND source_record_id IS NOT NULL"
    )


def refuse_repeats(connection: duckdb.DuckDBPyConnection, identity: str, batch: Batch) -> None:
    """Of the records of a file that have the same in the column `identity`, mark all but the first."""
    within = f"file, {identity}" if len(batch) > 1 else identity
    repeated = f"SELECT {within} FROM staged WHERE reason IS NULL GROUP BY ALL HAVING count(*) > 1"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE repeated AS {repeated}")
    if not count_rows(connection, "repeated"):
        return
    connection.execute(
        f"""UPDATE staged SET remedy = 'Nothing is lost: the first of them is taken.', reason = CASE
                WHEN staged.version = later.first_version THEN 'It repeats an earlier record of the file'
                ELSE 'An earlier record of the file has the same id and other values' END
        FROM (
            SELECT staged.rowid AS id, first(version) OVER of_id AS first_version, row_number() OVER of_id AS place
            FROM staged SEMI JOIN repeated USING ({within}) WHERE reason IS NULL
            WINDOW of_id AS (PARTITION BY {within} ORDER BY record, staged.rowid)
        ) AS later
        WHERE staged.rowid = later.id AND later.place > 1"""
    )


def refuse_broken_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the lines that could not be divided into fields into `rejects`, each once."""
    connection.execute("DELETE FROM rejects WHERE snapshot_id IN (SELECT snapshot_id FROM files)")
    if not _has_table(connection):
        return
    _insert(
        connection,
        f"""SELECT file, name || ', line ' || line AS record, {_BROKEN} AS reason,
                NULL AS source_record_id, 'Fetch the file again; the line is kept as it came.' AS remedy,
                csv_line AS raw
            FROM (SELECT DISTINCT ON (file, line) * FROM ({_BROKEN_LINES}) ORDER BY file, line, column_idx)
            JOIN files USING (file)""",
    )


def refuse_marked(connection: duckdb.DuckDBPyConnection, batch: Batch, key: str) -> None:
    """Put the marked records of `staged` into `rejects`, as they came; `key` is the id as an expression over `raw`."""
    if not count_rows(connection, "staged WHERE reason IS NOT NULL"):
        return
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE refused AS
        SELECT file, record, source_record_id AS id, min(reason) AS reason, min(remedy) AS remedy, count(*) AS times
        FROM staged WHERE reason IS NOT NULL GROUP BY ALL"""
    )
    concerned = [row[0] for row in connection.execute("SELECT DISTINCT file FROM refused ORDER BY 1").fetchall()]
    show(connection, batch, concerned)
    by_number = "refused.record = raw.record.place"
    by_id = f"refused.record IS NULL AND refused.id = ({key})"
    columns = ", ".join(f"{_name(c)} := raw.{_name(c)}" for c in batch[0].opened.columns if c)
    _insert(
        connection,
        f"""WITH found AS (
                SELECT refused.file, refused.record, refused.id,
                    any_value(to_json(struct_pack({columns}))::VARCHAR) AS raw
                FROM refused JOIN raw ON refused.file = raw.record.file
                    AND {by_number if _is_numbered(connection) else by_id}
                GROUP BY ALL
            )
            SELECT refused.file, name || coalesce(', record ' || ({_place(connection)}), '')
                    || coalesce(', id ' || refused.id, '')
                    || CASE WHEN occurrence > 1 THEN ' (' || occurrence || ')' ELSE '' END AS record,
                refused.id AS source_record_id, rtrim(reason, '.') || '.' AS reason,
                coalesce(remedy, {quoted(_REMEDY)}) AS remedy, raw
            FROM (SELECT *, unnest(range(1, times + 1)) AS occurrence FROM refused) AS refused
            JOIN files USING (file)
            LEFT JOIN found ON refused.file = found.file AND refused.record IS NOT DISTINCT FROM found.record
                AND refused.id IS NOT DISTINCT FROM found.id""",
    )


def refuse_file(
    connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, error: UserError, rules: str, known_at: datetime
) -> None:
    """Put the file as a whole into `rejects`, as one record, and into `readings`."""
    reason = f"{error.problem.rstrip('.')[:_LONGEST]}."
    refused = Reject(snapshot.feed, snapshot.name, reason, error.remedy[:_LONGEST])
    refused = replace(refused, snapshot_id=snapshot.snapshot_id, licence_id=snapshot.licence_id)
    connection.execute("DELETE FROM rejects WHERE snapshot_id = ?", [snapshot.snapshot_id])
    row = asdict(refused) | {"reject_id": refused.reject_id, "recorded_at": known_at}
    insert(connection, BY_NAME["rejects"], [row])
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


def _insert(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    """Put what the query gives into `rejects`. What it quotes of a file is made fit for a line on a terminal."""
    record, reason = (
        f"left(regexp_replace({name}, {_CONTROLS}, ' ', 'g'), {_LONGEST})" for name in ("record", "reason")
    )
    connection.execute(
        f"""INSERT INTO rejects BY NAME
        SELECT left(sha256(concat_ws(chr(31), feed, snapshot_id, record, reason)), 16) AS reject_id,
            feed, snapshot_id, licence_id, record, source_record_id, reason, remedy, left(raw, 4000) AS raw,
            known_at AS recorded_at
        FROM (SELECT * REPLACE ({record} AS record, {reason} AS reason) FROM ({query})) JOIN files USING (file)"""
    )


def _place(connection: duckdb.DuckDBPyConnection) -> str:
    """Where a record stands in the file: behind the broken lines, which `record` does not count."""
    if not _has_table(connection):
        return "refused.record"
    return f"""refused.record + (SELECT count(*) FROM (
        SELECT file, line - skipped - row_number() OVER (PARTITION BY file ORDER BY line) AS whole_before
        FROM (SELECT DISTINCT file, line FROM ({_BROKEN_LINES})) JOIN files USING (file)) AS broken
        WHERE broken.file = refused.file AND whole_before < refused.record)"""


def _is_numbered(connection: duckdb.DuckDBPyConnection) -> bool:
    return count_rows(connection, "refused WHERE record IS NULL") == 0


def _has_table(connection: duckdb.DuckDBPyConnection) -> bool:
    return count_rows(connection, "duckdb_tables() WHERE table_name = 'reject_errors' AND temporary") > 0


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
