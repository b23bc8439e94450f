"""On whose word events rest, derived by `warehouse/sql/`: their reports, claims, coverage and history."""

from warehouse.schema import Column, Table, Type
from warehouse.tables.events import EVENT, SUBTYPE
from warehouse.tables.parts import DATE_RULES, actor, counts, dates, identifier, place

_STATUS = Column("status", Type.TEXT, "Whether it happened, as this report has it.", codes="status")


def _gives(name: str, meaning: str, rule: str) -> Column:
    return Column(f"gives_{name}", Type.FLAG, f"Whether the event takes its {meaning} from this report: {rule}.")


EVENT_REPORTS = Table(
    name="event_reports",
    title="Reports of events",
    description="Which reports tell of which event, and why they were joined.",
    group="events",
    columns=(
        EVENT,
        identifier("report_id", "The report.", "reports.report_id"),
        Column("link_rule", Type.TEXT, "The rule that joined it.", codes="link_rule"),
        Column("link_reason", Type.TEXT, "Why, in words: what the two agree on."),
        identifier(
            "partner_report_id",
            "The report of the event that it agrees with best.",
            "reports.report_id",
            "it stands alone, or its partners are not shown",
        ),
        Column(
            "probability",
            Type.REAL,
            "How probably it and its partner tell of one event.",
            null_means="the likeness decided nothing",
            unit="probability",
            minimum=0,
            maximum=1,
        ),
    ),
    key=("event_id", "report_id"),
)

EVENT_CLAIMS = Table(
    name="event_claims",
    title="Claims on events",
    description="What each report of an event with several says, side by side, and which values the event takes.",
    group="events",
    columns=(
        EVENT,
        identifier("report_id", "The report that claims it.", "reports.report_id"),
        Column("feed", Type.TEXT, "The feed it came from.", references="feeds.feed"),
        Column("published_on", Type.DATE, "Day on which it was said.", null_means="the source does not say"),
        Column("event_type", Type.TEXT, "What kind of event it is.", codes="event_type"),
        SUBTYPE,
        _STATUS,
        *dates("the event", ", as this report has it"),
        *actor("source", "who strikes, moves, agrees or speaks"),
        *actor("target", "who is struck, addressed, agreed with, or receives"),
        *place("the leading place"),
        *counts("quantity", "count of what moves", "as in quantity_unit"),
        Column("quantity_unit", Type.TEXT, "What is counted.", null_means="there is no count"),
        *counts("fatalities", "number of killed", "person"),
        *counts("wounded", "number of wounded", "person"),
        _gives("kind", "type and subtype", "most trusted that states a kind, then earliest"),
        _gives("status", "status", "latest, then most trusted"),
        _gives("time", "time", "most exact and not far off, then earliest"),
        _gives("place", "place", "most precise, then most trusted"),
        _gives("source", "acting side", "named, known to the registry, then most trusted, then naming both sides"),
        _gives("target", "other side", "named, known to the registry, then most trusted, then naming both sides"),
        _gives("quantity", "best count", "most trusted that states one, then latest"),
        _gives("fatalities", "best number of killed", "most trusted that states one, then latest"),
        _gives("wounded", "best number of wounded", "most trusted that states one, then latest"),
    ),
    key=("event_id", "report_id"),
)

EVENT_COVERAGE = Table(
    name="event_coverage",
    title="Coverage of events",
    description="Which events a summary report (a series, a daily or monthly total) sums up; it is no report of them.",
    group="events",
    columns=(
        identifier("event_id", "The event that stands for the summary.", "events.event_id"),
        identifier("covered_event_id", "An event that it sums up.", "events.event_id"),
        identifier("report_id", "The summary report.", "reports.report_id"),
        identifier("covered_report_id", "The report of the event that falls into the summary.", "reports.report_id"),
        Column("link_reason", Type.TEXT, "Why, in words."),
    ),
    key=("report_id", "covered_report_id"),
)

EVENT_HISTORY = Table(
    name="event_history",
    title="History of events",
    description="The trail of an event's status and due date: one row for each report, in order of publication.",
    group="events",
    columns=(
        EVENT,
        Column("step", Type.WHOLE, "Place in the trail, from 1.", unit="position", minimum=1),
        identifier("report_id", "The report that says so.", "reports.report_id"),
        Column("published_on", Type.DATE, "Day on which it was said.", null_means="the source does not say"),
        _STATUS,
        *dates("the event", ", as this report has it"),
    ),
    key=("event_id", "step"),
    rules=DATE_RULES,
)

TABLES = (EVENT_REPORTS, EVENT_CLAIMS, EVENT_COVERAGE, EVENT_HISTORY)
