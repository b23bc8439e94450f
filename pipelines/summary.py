"""What a build has to say, as data: counts by feed, by type and status, and the findings that did not hold.

How it looks on a terminal belongs to the front door.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import duckdb

from pipelines.release import latest_release
from pipelines.release_files import MANIFEST
from warehouse.database import connect, number_of, open_published
from warehouse.home import Home

T = TypeVar("T")


@dataclass(frozen=True)
class FeedLine:
    """One feed's counts."""

    feed: str
    title: str
    state: str
    documents: int
    reports: int
    mentions: int
    rejects: int
    message: str | None


@dataclass(frozen=True)
class BrokenRule:
    """One expectation that did not hold."""

    table: str
    rule: str
    description: str
    severity: str
    rows_failed: int
    sample: str | None


@dataclass(frozen=True)
class Reject:
    """Records that were refused for one reason: how many, and one of them."""

    feed: str
    record: str
    reason: str
    remedy: str
    times: int


@dataclass(frozen=True)
class Withheld:
    """What the published database has and the latest release has not, and the feeds whose licences forbid it."""

    events: int
    force_levels: int
    feeds: list[str]


@dataclass(frozen=True)
class Summary:
    """A published build: its feeds, events by type and status, force levels, what of them is withheld from the release,
    rejects, and what its checks found.
    """

    feeds: list[FeedLine]
    events: dict[str, dict[str, int]]
    force_levels: int
    withheld: Withheld
    rejects: list[Reject]
    rules_held: int
    broken: list[BrokenRule]


def summarize(home: Home) -> Summary:
    """The summary of what is published; raises UserError where nothing is."""
    with open_published(home) as connection:
        feeds = connection.execute(
            "SELECT feed, title, state, documents, reports,"
            " (SELECT count(*) FROM mentions WHERE mentions.feed = feeds.feed), rejects, message"
            " FROM feeds ORDER BY feed"
        ).fetchall()
        counts = connection.execute(
            "SELECT event_type, status, count(*) FROM events GROUP BY ALL ORDER BY event_type, status"
        ).fetchall()
        events: dict[str, dict[str, int]] = {}
        for event_type, status, count in counts:
            events.setdefault(event_type, {})[status] = count
        force_levels = number_of(connection, "SELECT count(*) FROM force_levels")
        held = {"events": sum(count for _, _, count in counts), "force_levels": force_levels}
        return Summary(
            feeds=[FeedLine(*row) for row in feeds],
            events=events,
            force_levels=force_levels,
            withheld=_withheld(connection, home, held),
            rejects=_rejects(connection),
            rules_held=number_of(connection, "SELECT count(*) FROM checks WHERE passed"),
            broken=_broken(connection),
        )


def _withheld(connection: duckdb.DuckDBPyConnection, home: Home, held: Mapping[str, int]) -> Withheld:
    release = latest_release(home)
    files = json.loads((release / MANIFEST).read_text("utf-8"))["files"] if release else []
    released = {file["name"].removesuffix(".parquet"): file["rows"] for file in files if "rows" in file}
    less = {name: rows - released.get(name, rows) for name, rows in held.items()}
    closed = connection.execute(
        "SELECT DISTINCT feed FROM reports JOIN licences USING (licence_id)"
        " WHERE superseded_at IS NULL AND NOT rows_may_be_republished ORDER BY feed"
    ).fetchall()
    return Withheld(less["events"], less["force_levels"], [feed for (feed,) in closed])


def broken_in_build(home: Home) -> list[BrokenRule]:
    """The rules that the unfinished build breaks at error level; empty where there is no build or none is broken."""
    return [rule for rule in _of_build(home, _broken) if rule.severity == "error"]


def troubles_in_build(home: Home) -> dict[str, str]:
    """What the unfinished build has to say of its feeds, by their name; empty where there is no build."""
    return dict(_of_build(home, _troubles))


def refused_in_build(home: Home) -> list[Reject]:
    """What the unfinished build refused; empty where there is no build."""
    return _of_build(home, _rejects)


def _of_build(home: Home, ask: Callable[[duckdb.DuckDBPyConnection], list[T]]) -> list[T]:
    if not home.build.exists():
        return []
    with connect(home.build, read_only=True) as connection:
        return ask(connection)


def _troubles(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return connection.execute("SELECT feed, message FROM feeds WHERE message IS NOT NULL ORDER BY feed").fetchall()


def _rejects(connection: duckdb.DuckDBPyConnection) -> list[Reject]:
    rows = connection.execute(
        "SELECT feed, min(record), reason, remedy, count(*) AS times FROM rejects"
        " GROUP BY feed, reason, remedy ORDER BY times DESC, feed, reason, remedy"
    ).fetchall()
    return [Reject(*row) for row in rows]


def _broken(connection: duckdb.DuckDBPyConnection) -> list[BrokenRule]:
    rows = connection.execute(
        "SELECT table_name, rule, description, severity, rows_failed, sample FROM checks WHERE NOT passed"
        " ORDER BY severity, table_name, rule"
    ).fetchall()
    return [BrokenRule(*row) for row in rows]
