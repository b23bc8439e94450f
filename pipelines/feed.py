"""Which feeds there are, and the two loops in which a run has a feed collect and read.

What one source looks like belongs to its folder under `pipelines/feeds/`; the folder is the registry. What the two
steps of a run have to tell one another stands in the build database: rejects and the feed's state.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import duckdb

import pipelines.feeds
from pipelines import rejects, snapshots
from pipelines.credentials import missing
from pipelines.crosswalks import know_crosswalks
from pipelines.fetching import shown
from pipelines.inbox import is_ignored
from pipelines.licences import Licence
from pipelines.rejects import NOTHING_TO_DO, REFUSED
from pipelines.snapshots import Snapshot
from pipelines.sources import Bounds, Collected, Counts, Feed, Progress, Request
from warehouse.database import open_build
from warehouse.errors import UserError
from warehouse.home import Home, is_offline, now
from warehouse.rows import insert
from warehouse.tables import BY_NAME

__all__ = [
    "FEEDS",
    "Bounds",
    "Collected",
    "Counts",
    "Feed",
    "Licence",
    "Outcome",
    "Request",
    "bring_in",
    "check_request",
    "collect",
    "passed_over",
    "read",
    "silence_days",
]

_TAKEN = ("documents", "reports", "mentions")
"""The tables of what was taken from a feed, at any time."""
_PACKAGES = sorted(m.name for m in iter_modules(pipelines.feeds.__path__) if m.ispkg)
FEEDS: dict[str, Feed] = {name: import_module(f"pipelines.feeds.{name}").FEED for name in _PACKAGES}
"""Every feed by name: each folder of `pipelines/feeds/` declares one as `FEED`."""


@dataclass(frozen=True)
class Outcome:
    """How a feed fared: a code of `feed_state`, what to say of it, and what the run added."""

    state: str
    message: str | None = None
    added: Counts = field(default_factory=Counts)

    def counts(self) -> dict[str, int]:
        """The numbers, by name."""
        return dict(vars(self.added))


def check_request(request: Request) -> None:
    """Raise UserError where the inbox is no readable folder, or holds something and no folder that bears a feed's
    name.
    """
    inbox = request.inbox
    if inbox is None:
        return
    try:
        names = {entry.name for entry in inbox.iterdir() if not is_ignored(entry.name)}
    except OSError as error:
        raise UserError(
            f"The inbox {inbox} cannot be read ({error.strerror})", "Name a folder that exists and that you may read."
        ) from error
    if names and not names & FEEDS.keys():
        folders = ", ".join(f"{name}/" for name in FEEDS)
        raise UserError(f"The inbox {inbox} has no folder that bears a feed's name", f"Put the files into: {folders}.")


def passed_over(inbox: Path) -> list[str]:
    """The entries of an inbox that no feed reads, since none bears their name."""
    names = sorted(entry.name for entry in inbox.iterdir() if not is_ignored(entry.name)) if inbox.is_dir() else []
    return [name for name in names if name not in FEEDS]


def bring_in(feed: Feed, home: Home, request: Request) -> Collected:
    """Have the feed bring what is asked for into the snapshots; no database is touched. Its own failure is told in the
    result. Raises UserError where the request itself cannot be met (see `check_request`).
    """
    check_request(request)
    is_allowed = not (request.offline or is_offline())
    needs = missing(feed.credential) if feed.credential and is_allowed else None
    if request.inbox:
        snapshots.expect_again(home, (s for s in snapshots.held(home, feed.name) if s.origin == "inbox"))
    try:
        return replace(feed.collect(home, replace(request, offline=True) if needs else request), needs=needs)
    except UserError as error:
        return Collected(failure=str(error))


def collect(feed: Feed, home: Home, request: Request) -> Collected:
    """The same for a run that builds, which notes in the build database what the feed could not take, and its failure
    as its state: other feeds go on.
    """
    collected = bring_in(feed, home, request)
    state = "failed" if collected.failure else "skipped" if collected.needs else "empty"
    with open_build(home) as connection:
        _take_over(connection, feed, collected.snapshots)
        rejects.replace_unread(connection, feed.name, collected.rejects)
        _set_state(connection, feed, Outcome(state, collected.failure or collected.needs))
    return collected


def read(feed: Feed, connection: duckdb.DuckDBPyConnection, home: Home, progress: Progress) -> Outcome:
    """Turn everything that is held for the feed and not yet read into rows: all of it, or on failure nothing but the
    files that `tabular` has entered, each whole.
    """
    know_crosswalks(connection)
    held: list[Snapshot] = []
    connection.execute("BEGIN")
    try:
        held = snapshots.held(home, feed.name)
        added = feed.read(connection, home, held, progress)
        _mark_as_read(connection, held)
        _tell_of_odd_sizes(connection, feed)
        outcome = _outcome(connection, feed, held, added)
        _set_state(connection, feed, outcome)
        connection.execute("COMMIT")
        _note_use(connection, home, held)
    except UserError as error:
        connection.execute("ROLLBACK")
        _mark_as_entered(connection, held)
        outcome = Outcome("failed", str(error))
        _set_state(connection, feed, outcome)
    return outcome


def silence_days(feed: Feed, home: Home) -> float | None:
    """Days since the feed's latest snapshot came in; None where it has none."""
    held = snapshots.held(home, feed.name)
    return (now() - max(s.seen_at for s in held)).total_seconds() / 86_400 if held else None


def _tell_of_odd_sizes(connection: duckdb.DuckDBPyConnection, feed: Feed) -> None:
    """Note as an issue where a file has fewer or more records than is plausible: a part of it may be missing."""
    for number, bounds in enumerate(feed.bounds):
        before = "|".join(f"({earlier.named})" for earlier in feed.bounds[:number]) or "[^\\s\\S]"
        connection.execute(
            """UPDATE readings SET issues = concat_ws('; ', issues, format('records: {:,}, ', records_read) || $usual)
            FROM snapshots WHERE snapshots.snapshot_id = readings.snapshot_id AND readings.feed = $feed
                AND regexp_full_match(name, $named, 'i') AND NOT regexp_full_match(name, $before, 'i')
                AND layout <> $refused AND records_read NOT BETWEEN $fewest AND $most
                AND NOT contains(coalesce(issues, ''), $usual)""",
            {"usual": bounds.usual, "feed": feed.name, "named": bounds.named, "before": before}
            | {"refused": REFUSED, "fewest": bounds.fewest, "most": bounds.most},
        )


def _outcome(connection: duckdb.DuckDBPyConnection, feed: Feed, held: Sequence[Snapshot], added: Counts) -> Outcome:
    noted = connection.execute("SELECT state, message FROM feeds WHERE feed = ?", [feed.name]).fetchone()
    state, message = noted or ("empty", None)
    standing = [snapshot for snapshot in held if not snapshot.was_taken_away]
    if state == "failed" or not standing:
        return Outcome(state, message, added)
    if refused := _refused(connection, standing) or _barren(connection, feed):
        return Outcome("failed", refused, added)
    return Outcome("read", " ".join(filter(None, (message, _alarm(connection, standing)))) or None, added)


def _refused(connection: duckdb.DuckDBPyConnection, held: Sequence[Snapshot]) -> str | None:
    """Why files were refused as a whole: those that still lie in the inbox, and those from the network since which
    nothing newer could be read.
    """
    files = connection.execute(
        "SELECT DISTINCT snapshot_id, if(starts_with(reason, record), '', record || ': ') || reason || ' ' || remedy"
        " FROM readings JOIN rejects USING (snapshot_id)"
        " WHERE readings.feed = ? AND layout = ? ORDER BY ALL",
        [held[0].feed, REFUSED],
    ).fetchall()
    reasons = dict(files)
    last_good = max((s.seen_at for s in held if s.snapshot_id not in reasons), default=None)
    unmended = [
        reasons[s.snapshot_id]
        for s in held
        if s.snapshot_id in reasons and (s.origin == "inbox" or not (last_good and s.seen_at < last_good))
    ]
    return " ".join(unmended) or None


def _barren(connection: duckdb.DuckDBPyConnection, feed: Feed) -> str | None:
    """That all records of its files were refused and nothing was ever taken, where that asks for something."""
    there = " UNION ALL ".join(f"SELECT 1 FROM {table} WHERE feed = $feed" for table in _TAKEN)
    ((records, taken),) = connection.execute(
        "SELECT coalesce(sum(records_read), 0)::BIGINT, coalesce(sum(records_taken), 0)::BIGINT"
        f" FROM readings WHERE feed = $feed AND replaced_by IS NULL AND NOT EXISTS ({there}) AND EXISTS"
        " (SELECT 1 FROM rejects WHERE feed = $feed AND snapshot_id IS NOT NULL AND remedy <> $well)",
        {"feed": feed.name, "well": NOTHING_TO_DO},
    ).fetchall()
    return f"None of its records could be taken ({records:,} refused)." if records and not taken else None


def _alarm(connection: duckdb.DuckDBPyConnection, held: Sequence[Snapshot]) -> str | None:
    """Which sources gave something without a record the last time: that is seldom a quiet day."""
    latest = {snapshot.address or snapshot.name: snapshot for snapshot in held}
    empty = connection.execute(
        "SELECT snapshot_id FROM readings WHERE records_read = 0 AND list_contains(?, snapshot_id)",
        [[snapshot.snapshot_id for snapshot in latest.values()]],
    ).fetchall()
    names = sorted(shown(s.address) if s.address else s.name for s in latest.values() if (s.snapshot_id,) in empty)
    return f"{', '.join(names)} held nothing the last time: look whether the source has moved." if names else None


def _set_state(connection: duckdb.DuckDBPyConnection, feed: Feed, outcome: Outcome) -> None:
    """The feed's row; its counts are filled when every feed has been read (`reference`)."""
    connection.execute("DELETE FROM feeds WHERE feed = ?", [feed.name])
    row = {
        "feed": feed.name,
        "title": feed.title,
        "publisher": feed.publisher,
        "homepage": feed.homepage,
        "citation": feed.citation,
        "trust": feed.trust,
        "cadence": feed.cadence,
        "interval_days": feed.interval_days,
        "licence_id": feed.licence.licence_id,
        "state": outcome.state,
        "message": outcome.message,
        **dict.fromkeys(("snapshots", "documents", "reports", "rejects"), 0),
        "latest_snapshot_at": None,
    }
    insert(connection, BY_NAME["feeds"], [row])


def _mark_as_read(connection: duckdb.DuckDBPyConnection, held: Sequence[Snapshot]) -> None:
    """Put the snapshots into their table: from now on they are known, as they are described now."""
    if held:
        connection.execute("DELETE FROM snapshots WHERE feed = ?", [held[0].feed])
    _insert_snapshots(connection, held)


def _mark_as_entered(connection: duckdb.DuckDBPyConnection, held: Sequence[Snapshot]) -> None:
    """Put the snapshots that were entered before the feed failed into their table, where their rows point."""
    entered = connection.execute("SELECT snapshot_id FROM readings ANTI JOIN snapshots USING (snapshot_id)").fetchall()
    _insert_snapshots(connection, [snapshot for snapshot in held if (snapshot.snapshot_id,) in entered])


def _take_over(connection: duckdb.DuckDBPyConnection, feed: Feed, new: Sequence[Snapshot]) -> None:
    """Forget what other feeds said of these files: they gave them nothing, and somebody moved them to this feed."""
    for table in ("readings", "rejects", "snapshots"):
        connection.execute(
            f"DELETE FROM {table} WHERE list_contains(?, snapshot_id) AND feed <> ?",
            [[snapshot.snapshot_id for snapshot in new], feed.name],
        )


def _note_use(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot]) -> None:
    """Note for which files no row stands, and none ever did."""
    query = "SELECT snapshot_id FROM readings WHERE records_taken = 0"
    idle = {row[0] for row in connection.execute(query).fetchall()} & {snapshot.snapshot_id for snapshot in held}
    for table in ("reports", "documents", "mentions") if idle else ():
        query = f"SELECT DISTINCT snapshot_id FROM {table} WHERE list_contains(?, snapshot_id)"
        idle -= {snapshot_id for (snapshot_id,) in connection.execute(query, [sorted(idle)]).fetchall()}
    for snapshot in held:
        snapshots.note_use(home, snapshot, gave_nothing=snapshot.snapshot_id in idle)


def _insert_snapshots(connection: duckdb.DuckDBPyConnection, new: Sequence[Snapshot]) -> None:
    table = BY_NAME["snapshots"]
    insert(connection, table, [{name: getattr(s, name) for name in table.column_names} for s in new])
