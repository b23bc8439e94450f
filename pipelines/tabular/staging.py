"""From an open file to the temporary table `staged`: the feed's query, typed as the target table declares.

Here belong the tables that a feed can fill and what its query must give. What happens to the rows belongs to `reading`,
refusing some of them to `accounts`.
"""

import duckdb

from pipelines.revisions import identified
from pipelines.snapshots import Snapshot
from pipelines.tabular import accounts
from pipelines.tabular.layouts import Opened
from warehouse.ddl import quoted
from warehouse.errors import UserError
from warehouse.schema import DeclarationError
from warehouse.tables import BY_NAME

TARGETS = {
    "reports": ("feed", "snapshot_id", "licence_id", "report_id", "document_id", "recorded_at", "superseded_at"),
    "mentions": ("feed", "snapshot_id", "licence_id", "mention_id", "recorded_at"),
}
"""The tables that a feed of tables can fill, with the columns that its query does not give."""


def stage(connection: duckdb.DuckDBPyConnection, opened: Opened, snapshot: Snapshot, query: str, target: str) -> None:
    """Run the feed's query over the file. Raises UserError where DuckDB cannot divide it at all.

    `staged` has `record`, `version`, `reason`, `remedy` and the columns of the target that the query gives, each typed.
    The view `dressed` adds those that are the same in every row: they cost nothing there.
    """
    accounts.forget_broken_lines(connection)
    number = "row_number() OVER ()" if opened.is_counted else "NULL::BIGINT"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW raw AS SELECT *, {number} AS record FROM {opened.relation}")
    given = {row[0] for row in connection.execute(f"DESCRIBE {query}").fetchall()}
    _refuse_other_columns(given, target, snapshot.feed)
    table = BY_NAME[target]
    columns = [n for n in table.column_names if n in given]
    cells = [f"{n}::{table.column(n).type} AS {n}" for n in columns]
    columns += ["evidence"] if "evidence" in given else []
    cells += ["evidence::VARCHAR AS evidence"] if "evidence" in given else []
    cells += [f"{n if n in given else 'NULL'}::VARCHAR AS {n}" for n in ("reason", "remedy")]
    typed = identified(f"SELECT {', '.join(cells)}, record FROM ({query})", (quoted(snapshot.feed), *columns))
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE staged AS {typed}")
    except duckdb.InvalidInputException as error:
        first = str(error).strip().splitlines()[0]
        raise UserError(f"{snapshot.name} cannot be read ({first})", "Fetch the file again.") from error
    own = {"feed": snapshot.feed, "snapshot_id": snapshot.snapshot_id, "licence_id": snapshot.licence_id}
    rest = [
        f"{quoted(own[n]) if n in own else 'NULL'}::{table.column(n).type} AS {n}"
        for n in table.column_names
        if n not in given
    ]
    connection.execute(f"CREATE OR REPLACE TEMP VIEW dressed AS SELECT *, {', '.join(rest)} FROM staged")


def _refuse_other_columns(given: set[str], target: str, feed: str) -> None:
    own, table = set(TARGETS[target]), BY_NAME[target]
    beyond = given - {*table.column_names, "evidence", "reason", "remedy", "record"} | given & own
    missing = {c.name for c in table.columns if not c.nullable} - given - own
    if beyond or missing or "record" not in given:
        raise DeclarationError(f"the query of {feed} lacks {sorted(missing)} and gives {sorted(beyond)}")
