"""Files that are revised as a whole: the latest of those on one subject has the word, and what it lacks ends.

Here belongs what a person's own file and a report that is issued again have in common. What makes two files speak of
one subject (a name, a quarter) is the feed's to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import duckdb

from pipelines.snapshots import Snapshot
from pipelines.tabular.accounts import REFUSED
from pipelines.tabular.reading import Table
from warehouse.ddl import quoted


def latest_counts(
    connection: duckdb.DuckDBPyConnection, held: Sequence[Snapshot], table: Table, subject: Callable[[Snapshot], str]
) -> Table:
    """The table with the rules that a file ends what earlier ones of its subject had beyond it, and that one which is
    read after a later one adds nothing current. `table.release` says which is later.

    A file that is in force again, since its bytes came back after others, is marked to be read again.
    """
    assert table.release
    release = table.release
    groups: dict[str, list[Snapshot]] = {}
    for snapshot in sorted(held, key=lambda s: (release(s), s.order)):
        groups.setdefault(subject(snapshot), []).append(snapshot)
    for group in groups.values():
        _mark_if_restored(connection, group)

    def is_outdated(snapshot: Snapshot) -> bool:
        later = [s.snapshot_id for s in groups[subject(snapshot)] if release(s) > release(snapshot)]
        found = connection.execute(
            "SELECT count(*) FROM readings WHERE list_contains(?, snapshot_id) AND layout <> ?", [later, REFUSED]
        ).fetchone()
        return bool(found and found[0])

    def covers(snapshot: Snapshot) -> str:
        return "false" if is_outdated(snapshot) else f"snapshot_id IN ({_listed(groups[subject(snapshot)])})"

    def settled(_: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> str | None:
        return "true" if is_outdated(snapshot) else None

    return replace(table, covers=covers, settled=settled)


def _mark_if_restored(connection: duckdb.DuckDBPyConnection, group: Sequence[Snapshot]) -> None:
    """The latest is not in force where current reports are still as an earlier one has them."""
    *earlier, latest = group
    if earlier:
        connection.execute(
            f"""UPDATE readings SET rules = 'to be read again' WHERE snapshot_id = {quoted(latest.snapshot_id)}
                AND layout <> {quoted(REFUSED)} AND EXISTS (
                    SELECT 1 FROM reports WHERE superseded_at IS NULL AND snapshot_id IN ({_listed(earlier)}))"""
        )


def _listed(group: Sequence[Snapshot]) -> str:
    return ", ".join(quoted(snapshot.snapshot_id) for snapshot in group)
