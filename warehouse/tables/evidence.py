"""Shape 1 and what it rests on: feeds, licences, snapshots, documents, and reports with their words."""

from warehouse.schema import Column, Rule, Table, Type
from warehouse.tables.parts import (
    CLOCK_RULE,
    CONFIDENCE,
    DATE_RULES,
    PLACE_RULES,
    RECORDED,
    SOURCE_RULES,
    SOURCE_SAYS,
    SUPERSEDED,
    actor,
    count_rule,
    counts,
    dates,
    identifier,
    place,
    point,
    sha256,
    state,
)

FEED = Column("feed", Type.TEXT, "The feed it came from.", references="feeds.feed")
SNAPSHOT = identifier("snapshot_id", "SHA-256 of the raw bytes it was read from.", "snapshots.snapshot_id")
LICENCE = identifier("licence_id", "Licence of the source's words and rows.", "licences.licence_id")
REPORT = identifier("report_id", "The report it belongs to.", "reports.report_id")
ORDINAL = Column("ordinal", Type.WHOLE, "Place in the list, from 1.", unit="position", minimum=1)
SPAN = (
    Column(
        "span_start",
        Type.WHOLE,
        "First character of the words in the document's text, counted from 0.",
        null_means="the report is not coded from a text",
        unit="character",
        minimum=0,
    ),
    Column(
        "span_end",
        Type.WHOLE,
        "Character after the last of the words.",
        null_means="the report is not coded from a text",
        unit="character",
        minimum=0,
    ),
)
SPAN_RULE = Rule("span_order", "The words are not empty.", "span_start < span_end")

LICENCES = Table(
    name="licences",
    title="Licences",
    description="Under which terms each source may be passed on, and how to name it.",
    group="evidence",
    columns=(
        identifier("licence_id", "Short name of the licence; its key."),
        Column("title", Type.TEXT, "The licence's own name."),
        Column("url", Type.TEXT, "Where its text stands.", null_means="it has no public text"),
        Column("rows_may_be_republished", Type.FLAG, "Whether facts read from the source may be in a public release."),
        Column("text_may_be_republished", Type.FLAG, "Whether the source's own words may be in a public release."),
        Column("attribution", Type.TEXT, "How the source asks to be named."),
    ),
    key=("licence_id",),
)

FEEDS = Table(
    name="feeds",
    title="Feeds",
    description="The sources that Casus reads, and how each fared in the latest build.",
    group="evidence",
    columns=(
        Column("feed", Type.TEXT, "Short name of the feed; its key."),
        Column("title", Type.TEXT, "The feed's full name."),
        Column("publisher", Type.TEXT, "Who publishes it."),
        Column("homepage", Type.TEXT, "Where it lives.", null_means="it has no address of its own"),
        Column("citation", Type.TEXT, "How to cite it."),
        Column("trust", Type.TEXT, "How far to trust it, in a sentence."),
        Column("cadence", Type.TEXT, "How often it publishes, in words."),
        Column(
            "interval_days",
            Type.REAL,
            "How long it is silent at most while all is well; a longer silence makes it stale.",
            null_means="it publishes by no calendar",
            unit="day",
            minimum=0,
        ),
        LICENCE,
        Column("state", Type.TEXT, "How it fared.", codes="feed_state"),
        Column("message", Type.TEXT, "What to know or to do, in a sentence.", null_means="there is nothing to say"),
        Column("snapshots", Type.WHOLE, "Snapshots held.", unit="snapshot", minimum=0),
        Column("documents", Type.WHOLE, "Current documents held.", unit="document", minimum=0),
        Column("reports", Type.WHOLE, "Current reports held.", unit="report", minimum=0),
        Column("rejects", Type.WHOLE, "Records refused, over all snapshots.", unit="record", minimum=0),
        Column(
            "latest_snapshot_at", Type.INSTANT, "When its latest snapshot was taken (UTC).", null_means="it has none"
        ),
    ),
    key=("feed",),
    minimum_rows=1,
)

SNAPSHOTS = Table(
    name="snapshots",
    title="Snapshots",
    description="The raw bytes that everything was read from, by SHA-256, never altered.",
    group="evidence",
    columns=(
        sha256("snapshot_id", "SHA-256 of the bytes; its key."),
        FEED,
        Column("name", Type.TEXT, "The file's name, or the last part of its address."),
        Column("origin", Type.TEXT, "How it came in.", codes="origin"),
        Column("address", Type.TEXT, "Where it was fetched from.", null_means="it is a file, not fetched"),
        Column("media_type", Type.TEXT, "The kind of content, as a media type."),
        Column("byte_count", Type.WHOLE, "Size of the raw bytes.", unit="byte", minimum=0),
        LICENCE,
        Column("retrieved_at", Type.INSTANT, "When the bytes came into our hands (UTC)."),
        Column(
            "described_at", Type.INSTANT, "When what came with the bytes (a sidecar, a licence) last changed (UTC)."
        ),
    ),
    key=("snapshot_id",),
)

DOCUMENTS = Table(
    name="documents",
    title="Documents",
    description="The texts that were coded, one row a text: the same text from two places is one document.",
    group="evidence",
    columns=(
        identifier("document_id", "First 16 hexadecimal digits of the SHA-256 of the text; its key."),
        FEED,
        SNAPSHOT,
        Column("title", Type.TEXT, "The headline.", null_means="the document has none", verbatim=True),
        Column("publisher", Type.TEXT, "Who published it.", null_means="it does not say"),
        Column("published_on", Type.DATE, "Day of publication, against which relative dates are resolved."),
        Column("published_basis", Type.TEXT, "Where the day of publication comes from.", codes="published_basis"),
        Column("language", Type.TEXT, "ISO 639-1 code of the language.", null_means="it does not say"),
        Column("url", Type.TEXT, "Where it stands on the web.", null_means="it does not say"),
        Column("source_record_id", Type.TEXT, "The text's identity at its source, the same over all versions."),
        Column("changed_at", Type.INSTANT, "When the source changed it (UTC).", null_means="it does not say"),
        LICENCE,
        Column("character_count", Type.WHOLE, "Length of the text.", unit="character", minimum=1),
        sha256("text_sha256", "SHA-256 of the text in UTF-8, to prove a span without the text."),
        Column("text", Type.TEXT, "The text that was coded.", null_means="its licence withholds it", verbatim=True),
        Column("coder", Type.TEXT, "Name and version of the coder that read it."),
        RECORDED,
        Column(
            "replaced_at",
            Type.INSTANT,
            "When a later text of the same source took its place (UTC).",
            null_means="it is the source's latest text",
        ),
    ),
    key=("document_id",),
)

REPORTS = Table(
    name="reports",
    title="Reports",
    description="What one source says of one event or force level; a correction ends a row, never erases it.",
    group="evidence",
    columns=(
        identifier("report_id", "Hash of the record's identity and content; its key."),
        FEED,
        SNAPSHOT,
        identifier(
            "document_id", "The text it was coded from.", "documents.document_id", "it was not coded from a text"
        ),
        identifier("source_record_id", "The record's identity at the source, the same over all versions."),
        LICENCE,
        Column("event_type", Type.TEXT, "What kind of event it is.", codes="event_type"),
        Column("event_subtype", Type.TEXT, "What kind more closely.", codes="event_subtype"),
        Column("status", Type.TEXT, "Whether it happened, as the source has it.", codes="status"),
        Column("source_code", Type.TEXT, "The source's own code.", null_means="the source has no code"),
        Column("plover_type", Type.TEXT, "PLOVER event type.", null_means="no PLOVER type fits"),
        Column("plover_mode", Type.TEXT, "PLOVER mode.", null_means="no PLOVER mode fits"),
        *dates("the event"),
        Column("date_basis", Type.TEXT, "What the date rests on.", null_means="there is no date", codes="date_basis"),
        *actor("source", "who strikes, moves, has the troops, agrees or speaks"),
        *actor("target", "who is struck, addressed, agreed with, or receives"),
        *place("the leading place: where it happens, else what is left, else where it goes or starts"),
        *counts("quantity", "count of what moves or is present", "as in quantity_unit"),
        Column("quantity_unit", Type.TEXT, "What is counted.", null_means="there is no count"),
        Column(
            "quantity_kind", Type.TEXT, "How the count is put.", null_means="there is no count", codes="quantity_kind"
        ),
        Column("quantity_state", Type.TEXT, "Whether the source counts.", codes="quantity_state"),
        *counts("fatalities", "number of killed", "person"),
        *counts("wounded", "number of wounded", "person"),
        Column("weapon", Type.TEXT, "The weapon, in the source's word.", null_means="none is named"),
        Column(
            "published_on", Type.DATE, "Day on which the source published it.", null_means="the source does not say"
        ),
        *SOURCE_SAYS,
        CONFIDENCE,
        RECORDED,
        SUPERSEDED,
    ),
    key=("report_id",),
    rules=(
        *DATE_RULES,
        *PLACE_RULES,
        CLOCK_RULE,
        count_rule("quantity"),
        count_rule("fatalities", unless="flags LIKE '%fatalities_disorder%'"),
        count_rule("wounded"),
        *SOURCE_RULES,
        Rule(
            "quantity_state_honest",
            "A number stands exactly where the source reports one.",
            "(quantity_state = 'reported') = (coalesce(quantity_best, quantity_low, quantity_high) IS NOT NULL)",
        ),
        Rule(
            "unknown_place_has_no_point",
            "Where the place is not known there is no point.",
            "geo_precision <> 'unknown' OR latitude IS NULL",
        ),
    ),
)

REPORT_ACTORS = Table(
    name="report_actors",
    title="Actors of reports",
    description="Every actor of every report in its role, with its words' place in the text.",
    group="evidence",
    columns=(
        REPORT,
        Column("role", Type.TEXT, "Its role in the event.", codes="actor_role"),
        ORDINAL,
        identifier("actor_id", "Registry id.", "actors.actor_id", "the registry does not know the actor"),
        Column("actor_name", Type.TEXT, "Standard name, or the source's words where the registry knows none."),
        state("iso3", "its state", "it is no state's"),
        Column(
            "kind", Type.TEXT, "What kind of actor it is.", null_means="the source does not tell", codes="actor_kind"
        ),
        *SPAN,
    ),
    key=("report_id", "role", "ordinal"),
    rules=(SPAN_RULE,),
)

REPORT_PLACES = Table(
    name="report_places",
    title="Places of reports",
    description="Every place of every report in its role (from, to, at), with its words' place in the text.",
    group="evidence",
    columns=(
        REPORT,
        Column("role", Type.TEXT, "Its role in the event.", codes="place_role"),
        ORDINAL,
        identifier("place_id", "Id of the place.", "places.place_id", "the gazetteer does not know the place"),
        Column("place_name", Type.TEXT, "Standard name of the place."),
        state("country_iso3", "its country", "it lies in no one country"),
        *point("the place"),
        Column(
            "level", Type.TEXT, "What kind of place it is.", null_means="the source does not tell", codes="place_level"
        ),
        *SPAN,
    ),
    key=("report_id", "role", "ordinal"),
    rules=(SPAN_RULE, *PLACE_RULES),
)

REPORT_SPANS = Table(
    name="report_spans",
    title="Words of reports",
    description="For every value coded from a text, the characters that it rests on and a hash of them.",
    group="evidence",
    columns=(
        REPORT,
        Column("slot", Type.TEXT, "The value that rests on the words.", codes="slot"),
        ORDINAL,
        Column("span_start", Type.WHOLE, "First character of the words, counted from 0.", unit="character", minimum=0),
        Column("span_end", Type.WHOLE, "Character after the last of the words.", unit="character", minimum=1),
        sha256("quote_sha256", "SHA-256 of the words in UTF-8, to prove them without showing them."),
        Column("quote", Type.TEXT, "The words themselves.", null_means="the licence withholds them", verbatim=True),
    ),
    key=("report_id", "slot", "ordinal"),
    rules=(SPAN_RULE,),
)

TABLES = (LICENCES, FEEDS, SNAPSHOTS, DOCUMENTS, REPORTS, REPORT_ACTORS, REPORT_PLACES, REPORT_SPANS)
