"""What linking decided: which event each report tells of, which pairs it weighed, and where ids of events went."""

from warehouse.schema import Column, Rule, Table, Type
from warehouse.tables.parts import CLOCK_RULE, identifier

_LINKED = Column(
    "recorded_at", Type.INSTANT, "When the decision was made; for a report's first link, when it was known (UTC)."
)

REPORT_LINKS = Table(
    name="report_links",
    title="Links of reports",
    description="Which event each report tells of, with the time of that decision; a later decision ends the row.",
    group="linking",
    columns=(
        identifier("report_id", "The report.", "reports.report_id"),
        identifier("event_id", "The event that it tells of: a hash of the identity of its founding report."),
        Column("linker", Type.TEXT, "Name and version of the rules that decided."),
        _LINKED,
        Column(
            "superseded_at",
            Type.INSTANT,
            "When another decision took its place or the report was ended (UTC).",
            null_means="it is in force",
        ),
    ),
    key=("report_id", "recorded_at"),
    rules=(CLOCK_RULE,),
)

LINK_PAIRS = Table(
    name="link_pairs",
    title="Pairs of reports",
    description="Pairs of reports that were weighed and found alike: joined, kept apart, or one covering the other.",
    group="linking",
    columns=(
        identifier("report_id_l", "One report; of a pair that covers, the one that sums up.", "reports.report_id"),
        identifier("report_id_r", "The other report.", "reports.report_id"),
        Column("decision", Type.TEXT, "What became of the pair.", codes="link_decision"),
        Column("rule", Type.TEXT, "The rule that decided.", codes="link_rule"),
        Column(
            "weight",
            Type.REAL,
            "How much the agreement speaks for one event, and that neither report has another that fits, as the binary"
            " logarithm of the odds.",
            null_means="the pair was not weighed but decided by another rule",
            unit="bit",
        ),
        Column(
            "probability",
            Type.REAL,
            "The same as a probability.",
            null_means="the pair was not weighed but decided by another rule",
            unit="probability",
            minimum=0,
            maximum=1,
        ),
        Column("reason", Type.TEXT, "Why, in words."),
    ),
    key=("report_id_l", "report_id_r"),
    rules=(Rule("two_reports", "A pair has two different reports.", "report_id_l <> report_id_r"),),
)

EVENT_REDIRECTS = Table(
    name="event_redirects",
    title="Redirects of events",
    description="Where reports of an event went when it was merged into another or split: old id, new id, and when.",
    group="linking",
    columns=(
        identifier("old_event_id", "The event's former id."),
        identifier("event_id", "The event that its reports tell of now, or did until the next redirect."),
        Column("kind", Type.TEXT, "Whether events became one or one became several.", codes="redirect_kind"),
        identifier("report_id", "A report that went from the one to the other.", "reports.report_id"),
        Column("recorded_at", Type.INSTANT, "When the decision was made (UTC)."),
    ),
    key=("old_event_id", "event_id", "recorded_at"),
    rules=(Rule("another_id", "A redirect leads to another id.", "old_event_id <> event_id"),),
)

OVERSIZED_BLOCKS = Table(
    name="oversized_blocks",
    title="Oversized blocks",
    description="Blocks that had too many pairs for their members when reports were last linked, and how they were"
    " split.",
    group="linking",
    columns=(
        Column("rule", Type.TEXT, "What the block's reports have in common."),
        identifier("block_id", "Hash of the common values."),
        Column("split", Type.TEXT, "How it was split."),
        Column("members", Type.WHOLE, "Reports in the block.", unit="report", minimum=1),
        Column("pairs", Type.WHOLE, "Pairs that it would have had.", unit="pair", minimum=1),
    ),
    key=("block_id", "split"),
    public=False,
)

FEED_TRUST = Table(
    name="feed_trust",
    title="Trust in feeds",
    description="In which order feeds are believed where their claims differ, declared in `seeds/linking/feeds.csv`.",
    group="linking",
    columns=(
        Column("feed", Type.TEXT, "Short name of the feed; its key."),
        Column(
            "trust_rank", Type.WHOLE, "1 is believed first; equal ranks are believed alike.", unit="rank", minimum=1
        ),
        Column("reason", Type.TEXT, "Why it stands there."),
    ),
    key=("feed",),
)

TABLES = (REPORT_LINKS, LINK_PAIRS, EVENT_REDIRECTS, OVERSIZED_BLOCKS, FEED_TRUST)
