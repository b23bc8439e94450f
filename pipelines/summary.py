"""What a build has to say, as data: counts by feed, by type and status, and the findings that did not hold.

How it looks on a terminal belongs to the front door.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.database import connect, open_published
from warehouse.errors import UserError
from warehouse.home import Home


@dataclass(frozen=True)
class FeedLine:
    """One feed's counts."""

    feed: str
    title: str
    state: str
    documents: int
    reports: int
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
class Summary:
    """A published build: its feeds, events by type and status, force levels, rejects, and what its checks found."""

    feeds: list[FeedLine]
    events: dict[str, dict[str, int]]
    force_levels: int
    rejects: list[Reject]
    rules_held: int
    broken: list[BrokenRule]


@dataclass(frozen=True)
class Section:
    """One part of an explanation: a title and rows."""

    title: str
    names: list[str]
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True)
class Explanation:
    """An event, its reports, its actors and places, and the words that each value rests on."""

    sections: list[Section]


def summarize(home: Home) -> Summary:
    """The summary of what is published; raises UserError where nothing is."""
    with open_published(home) as connection:
        feeds = connection.execute(
            "SELECT feed, title, state, documents, reports, rejects, message FROM feeds ORDER BY feed"
        ).fetchall()
        counts = connection.execute(
            "SELECT event_type, status, count(*) FROM events GROUP BY ALL ORDER BY event_type, status"
        ).fetchall()
        events: dict[str, dict[str, int]] = {}
        for event_type, status, count in counts:
            events.setdefault(event_type, {})[status] = count
        rejects = connection.execute(
            "SELECT feed, min(record), reason, remedy, count(*) AS times FROM rejects"
            " GROUP BY feed, reason, remedy ORDER BY times DESC, feed, reason, remedy"
        ).fetchall()
        return Summary(
            feeds=[FeedLine(*row) for row in feeds],
            events=events,
            force_levels=_number(connection, "SELECT count(*) FROM force_levels"),
            rejects=[Reject(*row) for row in rejects],
            rules_held=_number(connection, "SELECT count(*) FROM checks WHERE passed"),
            broken=_broken(connection),
        )


def broken_in_build(home: Home) -> list[BrokenRule]:
    """The rules that the unfinished build breaks at error level; empty where there is no build or none is broken."""
    path: Path = home.build
    if not path.exists():
        return []
    with connect(path, read_only=True) as connection:
        return [rule for rule in _broken(connection) if rule.severity == "error"]


_EXPLANATION = {
    "The event": "SELECT * FROM events WHERE event_id = $event",
    "Why its reports were joined": (
        "SELECT report_id, feed, published_on, status, date_start, date_end, link_rule, link_reason"
        " FROM event_reports JOIN reports USING (report_id) WHERE event_id = $event ORDER BY published_on, report_id"
    ),
    "What each report claims": (
        "SELECT report_id, source_actor_name AS who, target_actor_name AS whom, place_name AS place,"
        " quantity_best AS number, fatalities_best AS killed, wounded_best AS wounded, confidence"
        " FROM event_reports JOIN reports USING (report_id) WHERE event_id = $event ORDER BY published_on, report_id"
    ),
    "The words": (
        "SELECT report_id, slot, ordinal, span_start, span_end, quote"
        " FROM event_reports JOIN report_spans USING (report_id) WHERE event_id = $event"
        " ORDER BY report_id, span_start, slot"
    ),
}


def explain_event(home: Home, event_id: str) -> Explanation:
    """The explanation of an event of the published database; raises UserError where there is no such event."""
    with open_published(home) as connection:
        sections = []
        for title, query in _EXPLANATION.items():
            cursor = connection.execute(query, {"event": event_id})
            names = [column[0] for column in cursor.description]
            sections.append(Section(title, names, cursor.fetchall()))
    if not sections[0].rows:
        raise UserError(f"There is no event {event_id}", "`casus query 'SELECT event_id FROM events'` lists them.")
    return Explanation([section for section in sections if section.rows])


def _broken(connection: duckdb.DuckDBPyConnection) -> list[BrokenRule]:
    rows = connection.execute(
        "SELECT table_name, rule, description, severity, rows_failed, sample FROM checks WHERE NOT passed"
        " ORDER BY severity, table_name, rule"
    ).fetchall()
    return [BrokenRule(*row) for row in rows]


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])
