"""From open files to the temporary table `staged`: the feed's query, typed as the target table declares.

Here belong the tables that a feed can fill and what its query must give. What happens to the rows belongs to `reading`,
refusing some of them to `accounts`.
"""

from collections.abc import Sequence
from datetime import datetime

import duckdb

from pipelines.revisions import identified
from pipelines.tabular import accounts
from pipelines.tabular.batches import Batch, list_files, show
from pipelines.tabular.texts import first_line
from warehouse.database import in_written_order
from warehouse.ddl import quoted
from warehouse.errors import UserError
from warehouse.schema import DeclarationError
from warehouse.tables import BY_NAME

TARGETS = {
    "reports": ("feed", "snapshot_id", "licence_id", "report_id", "document_id", "recorded_at", "superseded_at"),
    "mentions": ("feed", "snapshot_id", "licence_id", "mention_id", "recorded_at"),
}
"""The tables that a feed of tables can fill, with the columns that its query does not give."""


class UndividedError(UserError):
    """DuckDB cannot divide a file into records at all; `number` is the file's place in the batch."""

    def __init__(self, problem: str, remedy: str, number: int) -> None:
        super().__init__(problem, remedy)
        self.number = number


def stage(connection: duckdb.DuckDBPyConnection, batch: Batch, query: str, target: str) -> None:
    """Run the feed's query over the files. Raises UndividedError where DuckDB cannot divide one of them at all.

    `staged` has `file`, `record`, `version`, `reason`, `remedy` and the columns of the target that the query gives,
    each typed. The view `dressed` adds those that are the same in every row of a file: they cost nothing there. It
    belongs between transactions: what one has made itself, DuckDB reads with one thread.
    """
    accounts.forget_broken_lines(connection)
    show(connection, batch)
    given = {row[0] for row in connection.execute(f"DESCRIBE {query}").fetchall()}
    feed = batch[0].snapshot.feed
    _refuse_other_columns(given, target, feed)
    table = BY_NAME[target]
    columns = [n for n in table.column_names if n in given]
    cells = [f"{n}::{table.column(n).type} AS {n}" for n in columns]
    columns += ["evidence"] if "evidence" in given else []
    cells += ["evidence::VARCHAR AS evidence"] if "evidence" in given else []
    cells += [f"{n if n in given else 'NULL'}::VARCHAR AS {n}" for n in ("reason", "remedy")]
    cells += ["record.file AS file", "record.place AS record"]
    typed = identified(f"SELECT {', '.join(cells)} FROM ({query})", (quoted(feed), *columns))
    try:
        with in_written_order(connection):
            connection.execute(f"CREATE OR REPLACE TEMP TABLE staged AS {typed}")
    except duckdb.Error as error:
        if found := _undivided(batch):
            raise found from error
        raise
    _dress(connection, batch, [n for n in table.column_names if n not in given], target)


def _undivided(batch: Batch) -> UndividedError | None:
    """The first file that cannot be divided by itself either; None where the fault is in no file."""
    for number, file in enumerate(batch):
        try:
            with duckdb.connect() as connection:
                connection.execute(f"SELECT bit_xor(hash(record)) FROM {file.opened.relation} AS record")
        except duckdb.Error as error:
            name = file.snapshot.name
            return UndividedError(
                f"{name} cannot be divided into records ({first_line(error, name)})",
                "Fetch the file again, and put it into the inbox whole.",
                number,
            )
    return None


def _dress(connection: duckdb.DuckDBPyConnection, batch: Batch, rest: Sequence[str], target: str) -> None:
    list_files(connection, batch)
    snapshot = batch[0].snapshot
    own = {"feed": quoted(snapshot.feed), "snapshot_id": "files.snapshot_id", "licence_id": "files.licence_id"}
    source = "staged JOIN files USING (file)"
    if len(batch) == 1:
        own |= {"snapshot_id": quoted(snapshot.snapshot_id), "licence_id": quoted(snapshot.licence_id)}
        source = "staged"
    cells = [f"{own.get(n, 'NULL')}::{BY_NAME[target].column(n).type} AS {n}" for n in rest]
    cells += [f"{'files.known_at' if len(batch) > 1 else _instant(batch[0].known_at)} AS known_at"]
    connection.execute(f"CREATE OR REPLACE TEMP VIEW dressed AS SELECT staged.*, {', '.join(cells)} FROM {source}")


def _instant(at: datetime) -> str:
    return f"TIMESTAMPTZ {quoted(at.isoformat())}"


def _refuse_other_columns(given: set[str], target: str, feed: str) -> None:
    own, table = set(TARGETS[target]), BY_NAME[target]
    beyond = given - {*table.column_names, "evidence", "reason", "remedy", "record"} | given & own
    missing = {c.name for c in table.columns if not c.nullable} - given - own
    if beyond or missing or "record" not in given:
        raise DeclarationError(f"the query of {feed} lacks {sorted(missing)} and gives {sorted(beyond)}")
