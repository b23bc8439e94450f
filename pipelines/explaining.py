"""An event explained, as data: its reports side by side, which value is from whom and by which rule, and why they were
joined.

How it looks on a terminal belongs to the front door; the rules of merging stand in `warehouse/sql/event_claims.sql`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.database import open_published
from warehouse.errors import UserError
from warehouse.home import Home
from warehouse.tables import BY_NAME

SIDE_BY_SIDE = 3
"""So many reports stand side by side at most, those first that give the event most of its values."""
SCREEN = 106
"""Characters of a line of that table but for its labels: it fits on a terminal of 120."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """One part of an explanation: a title and rows."""

    title: str
    names: list[str]
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True)
class Explanation:
    """An event, what became of its id, its reports, and the words that each value rests on."""

    sections: list[Section]


_VALUES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("kind", "gives_kind", ("event_type", "event_subtype")),
    ("status", "gives_status", ("status",)),
    ("time", "gives_time", ("date_start", "date_end", "date_precision")),
    ("who", "gives_source", ("source_actor_name",)),
    ("whom", "gives_target", ("target_actor_name",)),
    ("place", "gives_place", ("place_name", "country_iso3", "geo_precision")),
    ("point", "gives_place", ("latitude", "longitude")),
    ("number", "gives_quantity", ("quantity_low", "quantity_best", "quantity_high", "quantity_unit")),
    ("killed", "gives_fatalities", ("fatalities_low", "fatalities_best", "fatalities_high")),
    ("wounded", "gives_wounded", ("wounded_low", "wounded_best", "wounded_high")),
)
"""What is told of each report: its name, the flag of `event_claims` that says who gives it, and its columns."""
_EVENT = "SELECT * REPLACE (round(confidence, 2) AS confidence) FROM events WHERE event_id = $event"
_DETAILS = {
    "Why its reports were joined": (
        "SELECT report_id, feed, source_record_id, published_on, link_rule, round(probability, 3) AS probability,"
        " partner_report_id AS joined_with, link_reason"
        " FROM event_reports JOIN reports USING (report_id) WHERE event_id = $event ORDER BY published_on, report_id"
    ),
    "How it went": (
        "SELECT step, published_on, status, date_start, date_end, report_id FROM event_history"
        " WHERE event_id = $event AND (SELECT report_count FROM events WHERE event_id = $event) > 1 ORDER BY step"
    ),
    "Summaries that it falls into": (
        "SELECT DISTINCT event_id, report_id, link_reason FROM event_coverage"
        " WHERE covered_event_id = $event ORDER BY ALL"
    ),
    "What it sums up": (
        "SELECT DISTINCT covered_event_id, covered_report_id, link_reason FROM event_coverage WHERE event_id = $event"
        " ORDER BY ALL LIMIT 20"
    ),
    "Alike, and kept apart": (
        "SELECT own.report_id, other.event_id AS other_event, other.report_id AS other_report,"
        " round(link_pairs.probability, 3) AS probability, reason"
        " FROM link_pairs JOIN event_reports AS own ON own.report_id IN (report_id_l, report_id_r)"
        " JOIN event_reports AS other ON other.report_id IN (report_id_l, report_id_r)"
        " WHERE own.event_id = $event AND other.event_id <> own.event_id AND decision = 'apart'"
        " ORDER BY link_pairs.probability DESC, other_report LIMIT 10"
    ),
    "The words": (
        "SELECT report_id, slot, ordinal, span_start, span_end, quote"
        " FROM event_reports JOIN report_spans USING (report_id) WHERE event_id = $event"
        " ORDER BY report_id, span_start, slot"
    ),
}


def explain_event(home: Home, event_id: str) -> Explanation:
    """The explanation of an event of the published database, by its id in letters of either case; a former id leads to
    the event that took it in.

    Raises UserError where there is no such event, and where it was split into several.
    """
    with open_published(home) as connection:
        redirects, present = _follow(connection, event_id.strip().lower())
        sections = [redirects] if redirects.rows else []
        sections.append(_section(connection, "The event", _EVENT, present))
        sections += _side_by_side(connection, present)
        sections += [_section(connection, title, query, present) for title, query in _DETAILS.items()]
    return Explanation([section for section in sections if section.rows])


def _follow(connection: duckdb.DuckDBPyConnection, event_id: str) -> tuple[Section, str]:
    """The redirects from a former id on, and the id that stands."""
    names, present = ["old_event_id", "event_id", "kind", "recorded_at"], event_id
    steps: list[tuple[Any, ...]] = []
    while not connection.execute("SELECT 1 FROM events WHERE event_id = ?", [present]).fetchone():
        found = connection.execute(
            f"SELECT {', '.join(names)} FROM event_redirects WHERE old_event_id = ?"
            " QUALIFY recorded_at = max(recorded_at) OVER () ORDER BY event_id",
            [present],
        ).fetchall()
        if not found or len(steps) > connection.execute("SELECT count(*) FROM event_redirects").fetchall()[0][0]:
            raise UserError(f"There is no event {event_id}", "`casus query 'SELECT event_id FROM events'` lists them.")
        if len(found) > 1:
            parts = ", ".join(row[1] for row in found)
            raise UserError(f"The event {present} was split into {parts}", "Explain one of these.")
        steps.append(found[0])
        present = found[0][1]
    return Section("Where its id went", names, steps), present


def _section(connection: duckdb.DuckDBPyConnection, title: str, query: str, event_id: str) -> Section:
    cursor = connection.execute(query, {"event": event_id})
    return Section(title, [column[0] for column in cursor.description or []], cursor.fetchall())


def _side_by_side(connection: duckdb.DuckDBPyConnection, event_id: str) -> list[Section]:
    """What each report says, one column a report, beside what the event has; and by which rule it has it from whom."""
    event = _records(connection, "SELECT * FROM events WHERE event_id = $event", event_id)[0]
    claims = _records(connection, "SELECT * FROM event_claims WHERE event_id = $event ORDER BY report_id", event_id)
    claims.sort(key=lambda claim: -sum(claim[flag] for _, flag, _ in _VALUES))
    shown, said, given = claims[:SIDE_BY_SIDE], [], []
    widest = SCREEN // (len(shown) + 1)
    for label, flag, columns in _VALUES:
        words = [_said(claim, columns) for claim in shown]
        giver = next((claim for claim in claims if claim[flag]), None)
        if giver and any(words):
            said.append((label, *(_cut(value, widest) for value in (_said(event, columns), *words))))
            given.append((label, f"{giver['feed']} {giver['report_id']}", _rule(flag)))
    names = [f"{claim['feed']} {claim['report_id'][:6]}" for claim in shown]
    left = f", {SIDE_BY_SIDE} of {len(claims)}" if len(claims) > SIDE_BY_SIDE else ""
    return [
        Section(f"What its reports say{left}", ["value", "the event", *names], said),
        Section("From whom the event has it, and why", ["value", "report", "rule"], given),
    ]


def _records(connection: duckdb.DuckDBPyConnection, query: str, event_id: str) -> list[Row]:
    cursor = connection.execute(query, {"event": event_id})
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _said(record: Row, columns: Sequence[str]) -> str | None:
    """The values of some columns in a few words, None where there is none."""
    values = [record[column] for column in columns]
    if columns[0].endswith("_low"):
        low, best, high, *unit = values
        if low is best is high is None:
            return None
        bounds = "" if (low, high) in ((None, None), (best, best)) else f" ({_shown(low)} to {_shown(high)})"
        return " ".join([f"{_shown(best)}{bounds}", *map(str, filter(None, unit))])
    if columns[:2] == ("date_start", "date_end"):
        first, last, precision = values
        return (
            None if first is None else f"{first} ({precision})" if first == last else f"{first} to {last} ({precision})"
        )
    return ", ".join(str(value) for value in values if value is not None) or None


def _cut(words: str | None, widest: int) -> str | None:
    return words if words is None or len(words) <= widest else f"{words[: widest - 1]}…"


def _shown(value: object) -> str:
    return "?" if value is None else str(value)


def _rule(flag: str) -> str:
    """The rule of merging, as the codebook has it."""
    description = BY_NAME["event_claims"].column(flag).description
    rule = description.partition(": ")[2].rstrip(".")
    counted = flag in ("gives_quantity", "gives_fatalities", "gives_wounded")
    return f"{rule}; bounds over all" if counted else rule
