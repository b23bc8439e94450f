"""What was refused: one row each, with the reason, the remedy and the record as it came.

A reject stands as long as its snapshot's latest reading says so; one without a snapshot (a file that could not be
taken at all) as long as the latest run says so.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from pipelines.licences import UNKNOWN
from warehouse.home import now
from warehouse.rows import insert
from warehouse.tables import BY_NAME

REFUSED = "none: refused as a whole"
"""The layout, in `readings`, of a file that is not what its feed declares: the feed says so until it is mended."""
NOTHING_TO_DO = "Nothing need be done."
"""The remedy where a record is refused and all is well: it is there already, or a later one is."""
_RAW_LIMIT = 2000


@dataclass(frozen=True)
class Reject:
    """A refused record. `record` says which (the file's name, and the row where it has rows); `raw` is its text and
    `source_record_id` its id at the source, if it has any.
    """

    feed: str
    record: str
    reason: str
    remedy: str
    raw: str | None = None
    snapshot_id: str | None = None
    licence_id: str = UNKNOWN.licence_id
    source_record_id: str | None = None

    @property
    def reject_id(self) -> str:
        """The same for the same complaint about the same bytes."""
        identity = "\x1f".join((self.feed, self.snapshot_id or "", self.record, self.reason))
        return hashlib.sha256(identity.encode()).hexdigest()[:16]


def replace_unread(connection: duckdb.DuckDBPyConnection, feed: str, refused: Iterable[Reject]) -> None:
    """Put the run's rejects without a snapshot in the place of the earlier run's."""
    _replace(connection, "feed = ? AND snapshot_id IS NULL", [feed], refused)


def replace_read(connection: duckdb.DuckDBPyConnection, snapshot_ids: Sequence[str], refused: Iterable[Reject]) -> None:
    """Put the rejects of these snapshots' latest reading in the place of the earlier ones."""
    _replace(connection, "list_contains(?, snapshot_id)", [list(snapshot_ids)], refused)


def _replace(
    connection: duckdb.DuckDBPyConnection, scope: str, values: list[object], refused: Iterable[Reject]
) -> None:
    """Replace, but keep for a complaint that stands the time at which it was first made."""
    rows = {reject.reject_id: reject for reject in refused}
    held = connection.execute(f"SELECT reject_id, recorded_at FROM rejects WHERE {scope}", values).fetchall()
    first = dict(held)
    connection.execute(f"DELETE FROM rejects WHERE {scope}", values)
    insert(
        connection,
        BY_NAME["rejects"],
        [
            {
                "reject_id": key,
                "feed": reject.feed,
                "snapshot_id": reject.snapshot_id,
                "licence_id": reject.licence_id,
                "record": reject.record,
                "source_record_id": reject.source_record_id,
                "reason": f"{reject.reason.rstrip('.')}.",
                "remedy": reject.remedy,
                "raw": reject.raw[:_RAW_LIMIT] if reject.raw else None,
                "recorded_at": first.get(key) or now(),
            }
            for key, reject in rows.items()
        ],
    )
