"""Own reports: a collection that a person keeps, as CSV or Parquet in the columns of `reports`.

How far to trust it: as far as whoever made it. `manual` says what a file must have, what is filled in, what becomes of
the rest, and how a file is released; the codebook has it as a chapter. The feed itself stands under no closed licence:
what it lets out each file says, and what of it is refused is as closed as a file without a licence.

A file takes the place of an earlier one of the same name: records that it no longer has end (unless a line of it cannot
be divided, or a record has no id), those that became wrong stand as they were, and the rejects of the earlier one go.
Copies of a file are under the strictest licence that one of them is given.

From the network: nothing. `inbox/own/` takes `.csv`, `.tsv`, `.txt`, each also as `.gz` or `.zip`, `.parquet`, and
`.json` beside them.
"""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from pipelines.collecting import keep_files
from pipelines.feeds.own.manual import MANUAL
from pipelines.feeds.own.opening import opening
from pipelines.feeds.own.query import query
from pipelines.feeds.own.sidecars import BY_FILE, UNSTATED, find, licence_of
from pipelines.licences import Licence, add_licences
from pipelines.snapshots import Snapshot
from pipelines.sources import Bounds, Collected, Counts, Feed, Progress, Request
from pipelines.tabular import Table, read_latest
from warehouse.home import Home

NAME = "own"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".gz": "application/gzip",
    ".zip": "application/zip",
    ".parquet": "application/vnd.apache.parquet",
}
LIMIT = 5_000_000_000
"""Bytes of the largest file; one of ten million reports has about as many."""
TABLE = Table(opening, query(), key="nullif(trim(raw.source_record_id), '')", release=lambda snapshot: snapshot.order)


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files, each with the licence that its sidecar names."""
    folder = request.folder(NAME)
    if folder is None:
        return Collected()
    said = find(folder, NAME, tuple(MEDIA_TYPES))
    passed = [entry.name for entry in folder.iterdir() if entry.suffix.lower() == ".json"]
    kept = keep_files(
        home, NAME, folder, MEDIA_TYPES, UNSTATED, limit=LIMIT, passed_over=passed, described=said.described
    )
    closed = (replace(refused, licence_id=UNSTATED.licence_id) for refused in (*kept.rejects, *said.rejects))
    return Collected(kept.snapshots, tuple(closed))


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Turn the records of files that were not read yet into reports, and put all under the licences in force."""
    licences = {snapshot.name: licence_of(snapshot.details.get("sidecar")) for snapshot in held}
    add_licences(connection, [UNSTATED, *licences.values()])
    counts = read_latest(connection, home, held, progress, TABLE, lambda snapshot: snapshot.name)
    for name, licence in licences.items():
        _put_under(connection, licence, [s.snapshot_id for s in held if s.name == name])
    return counts


def _put_under(connection: duckdb.DuckDBPyConnection, licence: Licence, snapshot_ids: list[str]) -> None:
    for table in ("reports", "rejects", "readings"):
        connection.execute(
            f"UPDATE {table} SET licence_id = $licence"
            " WHERE list_contains($snapshots, snapshot_id) AND licence_id <> $licence",
            {"licence": licence.licence_id, "snapshots": snapshot_ids},
        )


FEED = Feed(
    name=NAME,
    title="Own reports",
    publisher="Whoever made the file",
    homepage=None,
    citation="Cite each collection as its maker asks.",
    trust="As far as whoever made the file; every value is held against the codebook.",
    cadence="Whenever a file is put into the inbox.",
    licence=BY_FILE,
    collect=collect,
    read=read,
    bounds=(Bounds(1, 50_000_000),),
    manual=MANUAL,
)
