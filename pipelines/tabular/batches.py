"""Files that are read in one pass: opened together, of the same columns, each with its number.

Here belongs which files can be read together, and how they stand side by side as one relation. What is done to their
records belongs to `staging` and `accounts`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import duckdb

from pipelines.snapshots import Snapshot
from pipelines.tabular.layouts import Opened
from warehouse.ddl import quoted

MOST_FILES, MOST_BYTES = 100, 30_000_000
"""How many files are opened together, and how many bytes they have at most as they are held, often packed."""


@dataclass(frozen=True)
class OpenFile:
    """An open file, and when Casus came to know what stands in it."""

    snapshot: Snapshot
    opened: Opened
    known_at: datetime


Batch = Sequence[OpenFile]
"""Files of the same columns in the order in which they are read; a file's number is its place here."""


def opened_together(snapshots: Sequence[Snapshot]) -> Iterator[list[Snapshot]]:
    """Divide the snapshots, in their order, into as few groups as the limits allow."""
    group: list[Snapshot] = []
    for snapshot in snapshots:
        if group and (len(group) == MOST_FILES or sum(s.byte_count for s in (*group, snapshot)) > MOST_BYTES):
            yield group
            group = []
        group.append(snapshot)
    if group:
        yield group


def alike(files: Sequence[OpenFile]) -> list[Batch]:
    """Divide the files, in their order, where their columns change."""
    return [list(run) for _, run in groupby(files, key=lambda file: file.opened.columns)]


def show(connection: duckdb.DuckDBPyConnection, batch: Batch, numbers: Sequence[int] | None = None) -> None:
    """Make the view `raw` of the files (of those with the given numbers, where some are given).

    `record` says which file and which place in it, the first being 1; the place is NULL where records are not numbered.
    """
    parts = (
        f"SELECT *, {{'file': {number}, 'place': {'row_number() OVER ()' if opened.is_counted else 'NULL::BIGINT'}}}"
        f" AS record FROM {opened.relation}"
        for number, opened in ((number, file.opened) for number, file in enumerate(batch))
        if numbers is None or number in numbers
    )
    connection.execute(f"CREATE OR REPLACE TEMP VIEW raw AS {' UNION ALL BY NAME '.join(parts)}")


def list_files(connection: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    """Make the temporary table `files`: what is the same for every record of a file."""
    cells = ", ".join(
        f"({number}, {quoted(f.snapshot.name)}, {quoted(f.snapshot.snapshot_id)}, {quoted(f.snapshot.feed)},"
        f" {quoted(f.snapshot.licence_id)}, {quoted(str(f.opened.text))}, {f.opened.skipped}, {len(f.opened.columns)},"
        f" TIMESTAMPTZ {quoted(f.known_at.isoformat())})"
        for number, f in enumerate(batch)
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE files AS FROM (VALUES"
        f" {cells}) AS f(file, name, snapshot_id, feed, licence_id, text, skipped, width, known_at)"
    )
