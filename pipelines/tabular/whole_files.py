"""Files that are revised as a whole: the latest of those on one subject has the word, and what it lacks ends.

Here belongs what a person's own file and a report that is issued again have in common. What makes two files speak of
one subject (a name, a quarter) is the feed's to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import duckdb

from pipelines.rejects import REFUSED
from pipelines.snapshots import Snapshot
from pipelines.sources import Counts, Progress
from pipelines.tabular.accounts import refused_ids
from pipelines.tabular.reading import Table, read_tables
from warehouse.ddl import quoted
from warehouse.home import Home

Subject = Callable[[Snapshot], str]


def read_latest(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    held: Sequence[Snapshot],
    progress: Progress,
    table: Table,
    subject: Subject,
) -> Counts:
    """Read the snapshots as `read_tables` does; a file ends what earlier ones of its subject had beyond it (unless a
    record of it has no name), and one that is read after a later one adds nothing current. `table.release` says
    which is later.

    The rejects of a file go when a later one is read: what it had stands in `readings`. A file that is in force again,
    since its bytes came back after others, is read again.
    """
    groups = _groups(held, table, subject)
    for *_, latest in groups.values():
        connection.execute(
            "UPDATE readings SET rules = 'to be read again' WHERE snapshot_id = ? AND replaced_by IS NOT NULL",
            [latest.snapshot_id],
        )
    counts = read_tables(connection, home, held, progress, _revising(connection, table, subject, groups))
    for group in groups.values():
        _forget_rejects(connection, group)
    return counts


def _groups(held: Sequence[Snapshot], table: Table, subject: Subject) -> dict[str, list[Snapshot]]:
    """The snapshots by their subject, the latest last."""
    assert table.release
    release = table.release
    groups: dict[str, list[Snapshot]] = {}
    for snapshot in sorted(held, key=lambda s: (release(s), s.order)):
        groups.setdefault(subject(snapshot), []).append(snapshot)
    return groups


def _revising(
    connection: duckdb.DuckDBPyConnection, table: Table, subject: Subject, groups: dict[str, list[Snapshot]]
) -> Table:
    def later_than(snapshot: Snapshot) -> list[Snapshot]:
        group = groups[subject(snapshot)]
        return _read_of(connection, group[group.index(snapshot) + 1 :])

    def covers(snapshot: Snapshot, is_whole: bool) -> str:
        listed = ", ".join(quoted(s.snapshot_id) for s in groups[subject(snapshot)])
        return "false" if later_than(snapshot) or not is_whole else f"snapshot_id IN ({listed})"

    def settled(_: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> str | None:
        later = later_than(snapshot)
        return f"source_record_id NOT IN ({refused_ids(later[-1])})" if later else None

    return replace(table, covers=covers, settled=settled)


def _forget_rejects(connection: duckdb.DuckDBPyConnection, group: Sequence[Snapshot]) -> None:
    read = _read_of(connection, group)
    if not read:
        return
    earlier = [s.snapshot_id for s in group[: group.index(read[-1])]]
    connection.execute(
        "UPDATE readings SET replaced_by = ? WHERE list_contains(?, snapshot_id)", [read[-1].snapshot_id, earlier]
    )
    connection.execute("DELETE FROM rejects WHERE list_contains(?, snapshot_id)", [earlier])


def _read_of(connection: duckdb.DuckDBPyConnection, group: Sequence[Snapshot]) -> list[Snapshot]:
    """Those that could be read."""
    rows = connection.execute(
        "SELECT snapshot_id FROM readings WHERE list_contains(?, snapshot_id) AND layout <> ?",
        [[s.snapshot_id for s in group], REFUSED],
    ).fetchall()
    return [s for s in group if (s.snapshot_id,) in rows]
