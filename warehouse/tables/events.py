"""Shape 2, derived by `warehouse/sql/`: events, merged by named rules, and a table for each kind of event."""

from warehouse.schema import Column, Rule, Table, Type
from warehouse.tables.parts import (
    CONFIDENCE,
    DATE_RULES,
    PLACE_RULES,
    actor,
    count_rule,
    counts,
    dates,
    identifier,
    place,
    point,
    state,
)

EVENT = identifier("event_id", "The event.", "events.event_id")
EVENT_KEY = identifier("event_id", "The event; one row each.", "events.event_id")
SUBTYPE = Column("event_subtype", Type.TEXT, "What kind more closely.", codes="event_subtype")
STATUS = Column("status", Type.TEXT, "Whether it happened, as the latest report has it.", codes="status")
REPORT_COUNT = Column("report_count", Type.WHOLE, "Reports that tell of it.", unit="report", minimum=1)
PUBLISHED = Column(
    "first_published_on", Type.DATE, "Day of the first report.", null_means="no report says when it was published"
)


def _places(role: str, meaning: str) -> tuple[Column, ...]:
    return (
        Column(f"{role}_places", Type.TEXT, f"Names of {meaning}, joined with '; '.", null_means="none is named"),
        Column(
            f"{role}_place_id",
            Type.TEXT,
            f"Id of the first of {meaning}.",
            null_means="none is named, or the gazetteer does not know it",
            references="places.place_id",
        ),
        state(f"{role}_country_iso3", f"the country of the first of {meaning}", "none is named"),
        *(
            Column(
                f"{role}_{c.name}", c.type, c.description, c.null_means, c.unit, minimum=c.minimum, maximum=c.maximum
            )
            for c in point(f"the first of {meaning}")
        ),
    )


EVENTS = Table(
    name="events",
    title="Events",
    description="What happened, is happening or is planned, once each, merged from the current reports by named rules.",
    group="events",
    columns=(
        identifier("event_id", "Hash of the identity of its founding report; its key. Former ids: event_redirects."),
        Column("event_type", Type.TEXT, "What kind of event it is.", codes="event_type"),
        SUBTYPE,
        STATUS,
        *dates("the event"),
        *actor("source", "who strikes, moves, agrees or speaks"),
        *actor("target", "who is struck, addressed, agreed with, or receives"),
        *place("the leading place, from the report with the most precise one"),
        *counts("quantity", "count of what moves, over the reports that count in quantity_unit", "as in quantity_unit"),
        Column("quantity_unit", Type.TEXT, "What is counted.", null_means="there is no count"),
        *counts("fatalities", "number of killed, over all reports", "person"),
        *counts("wounded", "number of wounded, over all reports", "person"),
        REPORT_COUNT,
        Column("source_count", Type.WHOLE, "Documents or data sets that tell of it.", unit="source", minimum=1),
        Column(
            "has_disagreement",
            Type.FLAG,
            "Whether its reports differ on who acted, status, killed, wounded or count, or their times do not meet.",
        ),
        CONFIDENCE,
        PUBLISHED,
    ),
    key=("event_id",),
    rules=(
        *DATE_RULES,
        *PLACE_RULES,
        count_rule("fatalities"),
        count_rule("wounded"),
        count_rule("quantity"),
        Rule("no_observation", "A force level is an observation and no event.", "event_type <> 'force_level'"),
    ),
)

TROOP_MOVEMENTS = Table(
    name="troop_movements",
    title="Troop movements",
    description="Forces that move or are planned to: whose, how many, from where, to where, and when it is due.",
    group="events",
    columns=(
        EVENT_KEY,
        SUBTYPE,
        STATUS,
        *dates("the movement", "; for a plan, on which it is due"),
        *actor("force", "whose force moves"),
        *_places("from", "the places of departure"),
        *_places("to", "the destinations"),
        *_places("at", "the places where it happens"),
        *counts("troops", "number of what moves", "as in quantity_unit"),
        Column("quantity_unit", Type.TEXT, "What is counted.", null_means="there is no count"),
        REPORT_COUNT,
        CONFIDENCE,
        PUBLISHED,
    ),
    key=("event_id",),
    rules=(*DATE_RULES, count_rule("troops")),
)

ATTACKS = Table(
    name="attacks",
    title="Attacks",
    description="Uses of armed force: who attacked whom, where, with what, and the killed and wounded as claimed.",
    group="events",
    columns=(
        EVENT_KEY,
        SUBTYPE,
        STATUS,
        *dates("the attack"),
        *actor("attacker", "who attacks: who claims it, else who is blamed"),
        *actor("target", "who is attacked"),
        *place("where it happens"),
        Column("weapon", Type.TEXT, "The weapon, in the source's word.", null_means="none is named"),
        *counts("fatalities", "number of killed", "person"),
        *counts("wounded", "number of wounded", "person"),
        REPORT_COUNT,
        CONFIDENCE,
        PUBLISHED,
    ),
    key=("event_id",),
    rules=(*DATE_RULES, *PLACE_RULES, count_rule("fatalities"), count_rule("wounded")),
)

AGREEMENTS = Table(
    name="agreements",
    title="Agreements",
    description="What parties agreed or negotiate on forces or on war.",
    group="events",
    columns=(
        EVENT_KEY,
        SUBTYPE,
        STATUS,
        *dates("the agreement"),
        *actor("party", "the first party"),
        *actor("counterparty", "the other party"),
        *place("the place that it is about"),
        REPORT_COUNT,
        CONFIDENCE,
        PUBLISHED,
    ),
    key=("event_id",),
    rules=(*DATE_RULES, *PLACE_RULES),
)

STATEMENTS = Table(
    name="statements",
    title="Statements",
    description="Who demanded, promised, voted or threatened what about forces.",
    group="events",
    columns=(
        EVENT_KEY,
        SUBTYPE,
        STATUS,
        *dates("the speech act", "; where it is about a stay, that of the stay"),
        *actor("speaker", "who speaks"),
        *actor("addressee", "whom it is about"),
        *place("the place that it is about"),
        REPORT_COUNT,
        CONFIDENCE,
        PUBLISHED,
    ),
    key=("event_id",),
    rules=(*DATE_RULES, *PLACE_RULES),
)

FORCE_LEVELS = Table(
    name="force_levels",
    title="Force levels",
    description="Observations of how many troops of whom were where and when, each on one source's word.",
    group="events",
    columns=(
        identifier("report_id", "The report that observes it; one row each.", "reports.report_id"),
        Column("level_type", Type.TEXT, "Present, peak or ceiling.", codes="event_subtype"),
        Column("status", Type.TEXT, "Whether it is, was or will be so.", codes="status"),
        *dates("the as-of date"),
        *actor("force", "whose troops they are"),
        *place("the scope: the base, area or country"),
        *counts("troops", "number of troops", "person"),
        Column(
            "quantity_kind", Type.TEXT, "How the count is put.", null_means="there is no count", codes="quantity_kind"
        ),
        Column("state", Type.TEXT, "Whether the source counts.", codes="quantity_state"),
        Column("said_by", Type.TEXT, "Who published it.", null_means="the document does not say"),
        Column("published_on", Type.DATE, "Day on which it was published.", null_means="the source does not say"),
        CONFIDENCE,
    ),
    key=("report_id",),
    rules=(
        *DATE_RULES,
        *PLACE_RULES,
        count_rule("troops"),
        Rule(
            "state_honest",
            "A number stands exactly where the source reports one.",
            "(state = 'reported') = (coalesce(troops_best, troops_low, troops_high) IS NOT NULL)",
        ),
    ),
)

TABLES = (
    EVENTS,
    TROOP_MOVEMENTS,
    ATTACKS,
    AGREEMENTS,
    STATEMENTS,
    FORCE_LEVELS,
)
