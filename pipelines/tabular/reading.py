"""The one pass from a provider's file to rows and rejects, and the account of every record.

Here belongs what happens to a file that is open: the feed's query, records that stand twice, what an older release may
still say, rejects, and the row in `readings`. How reports are revised belongs to `revisions`.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from pipelines import snapshots
from pipelines.crosswalks import crosswalks_fingerprint
from pipelines.rejects import REFUSED
from pipelines.revisions import INCOMING_COLUMNS, Revision, revise
from pipelines.snapshots import Snapshot
from pipelines.sources import Counts, Progress
from pipelines.tabular import accounts
from pipelines.tabular.batches import Batch, OpenFile, alike, opened_together
from pipelines.tabular.layouts import Opening
from pipelines.tabular.staging import UndividedError, stage
from warehouse.database import between_transactions, number_of
from warehouse.ddl import quoted
from warehouse.derive import count_rows
from warehouse.errors import UserError
from warehouse.home import Home, now
from warehouse.tables import BY_NAME

Revised = Callable[[duckdb.DuckDBPyConnection, Snapshot], str | None]
_REFUSED = """SELECT source_record_id FROM staged WHERE reason IS NOT NULL AND source_record_id IS NOT NULL
    AND source_record_id NOT IN (SELECT source_record_id FROM staged WHERE reason IS NULL)"""
"""The ids of which the files under way have nothing but refused records, as SQL."""


@dataclass(frozen=True)
class Table:
    """How a tabular feed is read. `opening` makes a file a relation; `query` is the feed's `reports.sql`, `key` the
    record's id as it stands there, as an expression over `raw`.

    `release` orders the snapshots of a source that revises: what a later one says of an id counts, whenever it came;
    without it they are read in the order in which they came. `covers` gives, for a snapshot, an SQL condition over
    `reports`: current rows that it speaks for beyond its own ids, which end where it does not have them (one that
    it has and that is refused is not gone: what stands, stands on); its second argument is whether each of its records
    has a name: a file that is cut off speaks for none that it lacks. `settled` gives a condition over the feed's rows
    that are known to be out of date on arrival, beyond those that a later release has.

    `target` is the table that is filled: `reports`, which are revised, or another of `staging.TARGETS`, to which rows
    are added that it does not have yet; they are known by their content.
    """

    opening: Opening
    query: str
    key: str
    release: Callable[[Snapshot], tuple[Any, ...]] | None = None
    covers: Callable[[Snapshot, bool], str] | None = None
    settled: Revised | None = None
    target: str = "reports"

    @property
    def is_plain(self) -> bool:
        """Whether each file speaks for its own records alone, so that several can be read in one pass."""
        return not (self.release or self.covers or self.settled)

    @property
    def fingerprint(self) -> str:
        """Changes with the rules of reading (the query, and what it joins), so that what was read by other rules is
        read again.
        """
        return hashlib.sha256(f"{self.query}{crosswalks_fingerprint()}".encode()).hexdigest()[:16]


def read_tables(
    connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress, table: Table
) -> Counts:
    """Read the snapshots that were not read yet by these rules, in the order of their releases.

    A file that is not of the feed's layout is refused as a whole, and tried again each time, as a layout may have been
    added; the others are read, and earlier data stand.
    """
    read_by = dict(
        connection.execute("SELECT snapshot_id, rules FROM readings WHERE layout <> ?", [REFUSED]).fetchall()
    )
    unread = [s for s in _ordered(held, table) if read_by.get(s.snapshot_id) != table.fingerprint]
    counts = Counts()
    label = f"Reading {held[0].feed} files" if held else ""
    done = 0
    for group in opened_together(unread) if table.is_plain else [[snapshot] for snapshot in unread]:
        progress(label, done, len(unread))
        with TemporaryDirectory(prefix="casus-") as folder:
            files = []
            for number, snapshot in enumerate(group):
                known_at = now() if snapshot.snapshot_id in read_by else snapshot.retrieved_at
                try:
                    files.append(_open(home, snapshot, table, known_at, Path(folder) / str(number)))
                except UserError as error:
                    accounts.refuse_file(connection, snapshot, error, table.fingerprint, known_at)
                    counts += Counts(rejects=1)
            for batch in alike(files):
                counts += _read(connection, batch, table, _newer(held, batch[0].snapshot, table))
        done += len(group)
    if unread:
        progress(label, done, len(unread))
    return counts


def _ordered(held: Sequence[Snapshot], table: Table) -> list[Snapshot]:
    release = table.release
    return sorted(held, key=lambda s: (release(s), s.order)) if release else list(held)


def _newer(held: Sequence[Snapshot], snapshot: Snapshot, table: Table) -> list[str]:
    release = table.release
    return [s.snapshot_id for s in held if release(s) > release(snapshot)] if release else []


def _open(home: Home, snapshot: Snapshot, table: Table, known_at: datetime, folder: Path) -> OpenFile:
    folder.mkdir()
    return OpenFile(snapshot, table.opening(snapshots.path(home, snapshot), snapshot, folder), known_at)


def _read(connection: duckdb.DuckDBPyConnection, batch: Batch, table: Table, newer: Sequence[str]) -> Counts:
    try:
        with between_transactions(connection):
            stage(connection, batch, table.query, table.target)
            accounts.refuse_repeats(connection, "source_record_id" if table.target == "reports" else "version", batch)
    except UndividedError as error:
        file = batch[error.number]
        accounts.refuse_file(connection, file.snapshot, error, table.fingerprint, file.known_at)
        others = [other for other in batch if other is not file]
        return Counts(rejects=1) + (_read(connection, others, table, newer) if others else Counts())
    accounts.refuse_broken_lines(connection)
    accounts.refuse_marked(connection, batch, table.key)
    taken = dict(connection.execute("SELECT file, count(*) FROM staged WHERE reason IS NULL GROUP BY file").fetchall())
    stale = _set_stale_aside(connection, batch[0].snapshot, table, newer)
    told = [f"{stale:,} records are of an older release than what is held"] if stale else []
    told += accounts.unread(connection) if table.covers else []
    enter = _revised if table.target == "reports" else _appended
    revision = enter(connection, batch, table)
    told += _standing(connection, batch, table)
    rejected = 0
    for number, file in enumerate(batch):
        issues, layout = (*file.opened.issues, *told), file.opened.layout
        rejected += accounts.record_reading(
            connection, file.snapshot, layout, taken.get(number, 0), issues, table.fingerprint
        )
    return Counts(reports=revision.added, superseded=revision.superseded, rejects=rejected)


def _set_stale_aside(
    connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, table: Table, newer: Sequence[str]
) -> int:
    """Take out of `staged` what a later release has already replaced; it is kept as replaced when it came in."""
    conditions = []
    if newer:
        listed = ", ".join(quoted(snapshot_id) for snapshot_id in newer)
        conditions.append(
            f"source_record_id IN (SELECT source_record_id FROM reports WHERE feed = {quoted(snapshot.feed)}"
            f" AND snapshot_id IN ({listed}))"
        )
    if table.settled and (settled := table.settled(connection, snapshot)):
        conditions.append(settled)
    if not conditions:
        return 0
    stale = f"reason IS NULL AND ({' OR '.join(f'({c})' for c in conditions)})"
    connection.execute(
        f"""INSERT INTO reports BY NAME
        SELECT version AS report_id, {", ".join(INCOMING_COLUMNS)}, known_at AS recorded_at, known_at AS superseded_at
        FROM dressed WHERE {stale} AND version NOT IN (SELECT left(report_id, 16) FROM reports)"""
    )
    return number_of(connection, f"DELETE FROM staged WHERE {stale}")


def _revised(connection: duckdb.DuckDBPyConnection, batch: Batch, table: Table) -> Revision:
    """Revise the reports: of an id that stands in several files, by one file after the other."""
    times = "SELECT count(*) AS times FROM staged WHERE reason IS NULL GROUP BY source_record_id"
    rounds = number_of(connection, f"SELECT coalesce(max(times), 1) FROM ({times})") if len(batch) > 1 else 1
    revision = Revision(0, _end_refused(connection), 0)
    for turn in range(1, rounds + 1):
        order = "row_number() OVER (PARTITION BY source_record_id ORDER BY file)"
        _take(connection, batch, f"QUALIFY {order} = {turn}" if rounds > 1 else "")
        revision += _revised_once(connection, batch, table)
    return revision


def _take(connection: duckdb.DuckDBPyConnection, batch: Batch, turn: str) -> None:
    columns = [*INCOMING_COLUMNS, "NULL::VARCHAR AS evidence", "version", *(["known_at"] if len(batch) > 1 else [])]
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW taken AS SELECT {', '.join(columns)} FROM dressed WHERE reason IS NULL {turn}"
    )


def _revised_once(connection: duckdb.DuckDBPyConnection, batch: Batch, table: Table) -> Revision:
    snapshot = batch[0].snapshot
    scope = f"feed = {quoted(snapshot.feed)} AND source_record_id IN (SELECT source_record_id FROM taken)"
    if table.covers:
        covers = table.covers(snapshot, not accounts.unread(connection))
        scope = f"({scope}) OR ({covers}) AND source_record_id NOT IN ({_REFUSED})"
    revision = revise(connection, "taken", scope, batch[0].known_at if len(batch) == 1 else None)
    if table.release and revision.unchanged:
        connection.execute(
            f"UPDATE reports SET snapshot_id = {quoted(snapshot.snapshot_id)} WHERE superseded_at IS NULL"
            " AND left(report_id, 16) IN (SELECT version FROM taken)"
        )
    return revision


def _end_refused(connection: duckdb.DuckDBPyConnection) -> int:
    """End what these files gave when they were read by other rules, and is refused now; returns how many reports."""
    if not count_rows(connection, "readings SEMI JOIN files USING (snapshot_id)"):
        return 0
    return number_of(
        connection,
        f"""UPDATE reports SET superseded_at = greatest(recorded_at, known_at) FROM files
        WHERE superseded_at IS NULL AND reports.snapshot_id = files.snapshot_id AND source_record_id IN ({_REFUSED})""",
    )


def _standing(connection: duckdb.DuckDBPyConnection, batch: Batch, table: Table) -> list[str]:
    """How many records are refused of which an earlier file's version stands, where files revise one another."""
    if table.is_plain:
        return []
    snapshot = batch[0].snapshot
    covers = table.covers(snapshot, not accounts.unread(connection)) if table.covers else "false"
    standing = count_rows(
        connection,
        f"reports WHERE superseded_at IS NULL AND (feed = {quoted(snapshot.feed)} OR {covers})"
        f" AND source_record_id IN ({_REFUSED})",
    )
    return [f"refused records that stand as an earlier file has them: {standing:,}"] if standing else []


def _appended(connection: duckdb.DuckDBPyConnection, batch: Batch, table: Table) -> Revision:
    """Add the rows that the target does not have yet, and remove those that other rules once read from the files."""
    target = BY_NAME[table.target]
    (key,) = target.key
    names = ", ".join(n for n in target.column_names if n not in (key, "recorded_at"))
    removed = number_of(
        connection,
        f"""DELETE FROM {target.name} AS held WHERE snapshot_id IN (SELECT snapshot_id FROM files) AND NOT EXISTS (
            SELECT 1 FROM dressed
            WHERE reason IS NULL AND dressed.snapshot_id = held.snapshot_id AND version = held.{key})""",
    )
    first = "QUALIFY row_number() OVER (PARTITION BY version ORDER BY file) = 1" if len(batch) > 1 else ""
    added = number_of(
        connection,
        f"""INSERT INTO {target.name} BY NAME
        SELECT version AS {key}, {names}, known_at AS recorded_at
        FROM dressed WHERE reason IS NULL AND version NOT IN (SELECT {key} FROM {target.name}) {first}""",
    )
    return Revision(added, removed, count_rows(connection, "staged WHERE reason IS NULL") - added)
