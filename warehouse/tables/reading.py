"""How the reading of snapshots went: what each file gave, which slices are missing, what was repeated where."""

from warehouse.schema import Column, Rule, Table, Type
from warehouse.tables.evidence import FEED, LICENCE
from warehouse.tables.parts import RECORDED, identifier

REJECTS = Table(
    name="rejects",
    title="Rejects",
    description="What was refused and why; nothing that came in is lost.",
    group="evidence",
    columns=(
        identifier("reject_id", "Hash of the snapshot, the record's place and the reason; its key."),
        FEED,
        identifier("snapshot_id", "SHA-256 of the raw bytes.", "snapshots.snapshot_id", "nothing could be read at all"),
        LICENCE,
        Column("record", Type.TEXT, "Which record: the file's name, and the row where it has rows."),
        Column(
            "source_record_id",
            Type.TEXT,
            "The record's id at the source; reports of the same id are what earlier files said of it.",
            null_means="it has none, its line cannot be divided, or the whole file was refused",
        ),
        Column("reason", Type.TEXT, "What is wrong."),
        Column("remedy", Type.TEXT, "What to do about it."),
        Column(
            "raw",
            Type.TEXT,
            "The record as it came.",
            null_means="its licence withholds it, or it has no text",
            verbatim=True,
        ),
        RECORDED,
    ),
    key=("reject_id",),
)

READINGS = Table(
    name="readings",
    title="Readings",
    description="What the latest reading of each snapshot gave: every record is a report, a document or a reject.",
    group="evidence",
    columns=(
        identifier("snapshot_id", "The file that was read; its key.", "snapshots.snapshot_id"),
        FEED,
        LICENCE,
        Column("layout", Type.TEXT, "The layout that the file has, in words."),
        Column("rules", Type.TEXT, "Fingerprint of the rules by which it was read; other rules read it again."),
        Column("records_read", Type.WHOLE, "Records in the file.", unit="record", minimum=0),
        Column(
            "records_taken", Type.WHOLE, "Records that are reports, mentions or documents.", unit="record", minimum=0
        ),
        Column("records_rejected", Type.WHOLE, "Records that were refused.", unit="record", minimum=0),
        Column("issues", Type.TEXT, "What was odd about the file and did not stop it.", null_means="nothing was odd"),
        identifier(
            "replaced_by",
            "The later file of the same subject that took its place, after which its rejects are gone.",
            "snapshots.snapshot_id",
            "it stands",
        ),
    ),
    key=("snapshot_id",),
    rules=(
        Rule(
            "records_all_accounted",
            "Records read are records taken and records rejected.",
            "records_read = records_taken + records_rejected",
        ),
    ),
)

GAPS = Table(
    name="gaps",
    title="Gaps",
    description="Slices that a source should have published and did not: a missing file is not a quiet hour.",
    group="evidence",
    columns=(
        FEED,
        LICENCE,
        Column("slot_start", Type.INSTANT, "First instant of the slice (UTC)."),
        Column("slot_end", Type.INSTANT, "First instant after the slice (UTC)."),
        Column("reason", Type.TEXT, "How it is known to be missing."),
        RECORDED,
    ),
    key=("feed", "slot_start"),
    rules=(Rule("slot_order", "A slice is not empty.", "slot_start < slot_end"),),
)

MENTIONS = Table(
    name="mentions",
    title="Mentions",
    description="Where and when a report of a feed was repeated, one row a mention.",
    group="evidence",
    columns=(
        identifier("mention_id", "Hash of the mention's content; its key."),
        FEED,
        identifier("snapshot_id", "The file that it was first read from.", "snapshots.snapshot_id"),
        LICENCE,
        Column("mentioned_feed", Type.TEXT, "The feed whose report is mentioned."),
        identifier("source_record_id", "The mentioned record's identity at its source."),
        Column("event_at", Type.INSTANT, "When the record was first made (UTC)."),
        Column("mentioned_at", Type.INSTANT, "When the mention was recorded (UTC)."),
        Column("medium", Type.TEXT, "What kind of source mentions it.", codes="mention_medium"),
        Column("publisher", Type.TEXT, "Who mentions it.", null_means="the feed does not say"),
        Column(
            "url", Type.TEXT, "Where it is mentioned: an address or a citation.", null_means="the feed does not say"
        ),
        Column("sentence", Type.WHOLE, "Number of the sentence.", null_means="it does not say", unit="position"),
        Column("in_raw_text", Type.FLAG, "Whether it stands in the text as it came, before any rewriting."),
        Column(
            "confidence_percent",
            Type.WHOLE,
            "How sure the feed is of the mention.",
            unit="percent",
            minimum=0,
            maximum=100,
        ),
        Column("document_characters", Type.WHOLE, "Length of the text.", null_means="unknown", unit="character"),
        Column(
            "document_tone", Type.REAL, "Tone of the text, as the feed measures it.", null_means="unknown", unit="tone"
        ),
        Column("translated_from", Type.TEXT, "The feed's note on the translation.", null_means="it is not translated"),
        RECORDED,
    ),
    key=("mention_id",),
)

TABLES = (REJECTS, READINGS, GAPS, MENTIONS)
