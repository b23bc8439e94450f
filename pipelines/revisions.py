"""Two clocks: what a new reading does to the reports that are held.

A report whose content is unchanged stays; one that changed or vanished within the scope of the reading is ended, never
erased; what is new is recorded. The same for every feed, whether its rows come from texts or from tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse.database import number_of
from warehouse.ddl import quoted
from warehouse.derive import count_rows
from warehouse.schema import DeclarationError
from warehouse.tables import BY_NAME

_CLOCK = ("report_id", "recorded_at", "superseded_at")
_NO_CONTENT = ("snapshot_id", "licence_id")
"""What may change while the report stays the same: where it was read last, and the terms in force."""
_REPORTS = BY_NAME["reports"]
INCOMING_COLUMNS = tuple(name for name in _REPORTS.column_names if name not in _CLOCK)
"""The columns that a reading gives, beside `evidence`: a text that changes with anything a report says outside its own
row.
"""


@dataclass(frozen=True)
class Revision:
    """How many reports a reading added, ended and left as they were."""

    added: int
    superseded: int
    unchanged: int

    def __add__(self, other: "Revision") -> "Revision":
        return Revision(self.added + other.added, self.superseded + other.superseded, self.unchanged + other.unchanged)


def identified(query: str, columns: Sequence[str] = (*INCOMING_COLUMNS, "evidence")) -> str:
    """The SELECT `query`, with `version`: the first 16 hexadecimal digits of the MD5 of identity and content, which
    stand in `columns` (those that are NULL in every row of a feed can be left out). It tells versions apart and proves
    nothing, so the hash is the one that DuckDB computes fastest: SHA-256 took a third of the time of reading a feed.
    """
    content = ", ".join(f"coalesce({name}::VARCHAR, chr(30))" for name in columns if name not in _NO_CONTENT)
    return f"SELECT *, left(md5(concat_ws(chr(31), {content})), 16) AS version FROM ({query})"


def revise(connection: duckdb.DuckDBPyConnection, incoming: str, scope: str, known_at: datetime | None) -> Revision:
    """Hold the reading in the table or view `incoming` (INCOMING_COLUMNS, `evidence` and the `version` that
    `identified` gives, each version once) against the current reports of `scope`.

    `scope` is an SQL condition over `reports`: the rows that the reading speaks for. `known_at` is when Casus came to
    know of it; None where each row has its own in the column `known_at`, and speaks for its id alone. A report's id is
    its version, with `.2`, `.3` for a content that returns. Afterwards the temporary view `fresh_reports` (the
    reading's columns and report_id) lists what was added, for the rows that hang on reports, as long as the reading
    stands.
    """
    _refuse_other_columns(connection, incoming, {"known_at"} if known_at is None else set())
    recorded_at = ended_at = f"TIMESTAMPTZ {quoted(known_at.isoformat())}" if known_at else "known_at"
    if known_at is None:
        ended_at = f"(SELECT known_at FROM {incoming} AS new WHERE new.source_record_id = reports.source_record_id)"
    current = f"superseded_at IS NULL AND ({scope})"
    superseded = number_of(
        connection,
        f"""UPDATE reports SET superseded_at = greatest(recorded_at, {ended_at})
        WHERE {current} AND NOT EXISTS (FROM {incoming} WHERE version = left(report_id, 16))""",
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE earlier_reports AS
        SELECT left(report_id, 16) AS version, count(*) AS times, bool_or(superseded_at IS NULL) AS is_current
        FROM reports WHERE left(report_id, 16) IN (SELECT version FROM {incoming}) GROUP BY ALL"""
    )
    fresh = f"SELECT version AS report_id, * FROM {incoming}"
    if count_rows(connection, "earlier_reports"):
        fresh = f"""SELECT version || coalesce('.' || (times + 1), '') AS report_id, incoming.*
            FROM {incoming} AS incoming LEFT JOIN earlier_reports USING (version) WHERE is_current IS NOT TRUE"""
    connection.execute(f"CREATE OR REPLACE TEMP VIEW fresh_reports AS {fresh}")
    names = ", ".join(INCOMING_COLUMNS)
    added = number_of(
        connection,
        f"""INSERT INTO reports BY NAME
        SELECT report_id, {names}, {recorded_at} AS recorded_at, NULL::TIMESTAMPTZ AS superseded_at
        FROM fresh_reports""",
    )
    return Revision(added, superseded, count_rows(connection, incoming) - added)


def _refuse_other_columns(connection: duckdb.DuckDBPyConnection, incoming: str, beyond: set[str]) -> None:
    given = {row[0] for row in connection.execute(f"DESCRIBE {incoming}").fetchall()}
    if odd := given ^ {*INCOMING_COLUMNS, "evidence", "version", *beyond}:
        raise DeclarationError(f"the reading {incoming} differs from the declared reports in {sorted(odd)}")
