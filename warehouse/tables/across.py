"""Rules that hold between tables, by the table whose rows they speak of.

What a table's own columns say of one another is declared with the table, and plain references with their column. Row
values are compared only where none of them can be NULL.
"""

from warehouse.schema import Rule, Severity

_LONGEST_PROVED = 200_000
"""Characters of the longest text that is cut for each of its words: the cost grows with the square of the length, and
the words of a text of 5 MB took 12 GB of memory."""
_HELD = "superseded_at IS NULL AND event_type <> 'force_level'"
_KINDS = {
    "troop_movements": "troop_movement",
    "attacks": "attack",
    "agreements": "agreement",
    "statements": "statement",
}


def _of_its_kind(event_type: str) -> Rule:
    return Rule(
        "event_of_its_kind",
        f"Its event is of type {event_type}, and of the same subtype and status.",
        "(event_id, event_subtype, status) IN"
        f" (SELECT (event_id, event_subtype, status) FROM events WHERE event_type = '{event_type}')",
    )


def _has_its_row(table: str, event_type: str) -> Rule:
    return Rule(
        f"row_in_{table}",
        f"An event of type {event_type} has its row in {table}.",
        f"event_type <> '{event_type}' OR event_id IN (SELECT event_id FROM {table})",
    )


FEED_FACTS = {
    "snapshots": "SELECT count(*) FROM snapshots AS held WHERE held.feed = feeds.feed",
    "documents": "SELECT count(*) FROM documents AS held WHERE held.feed = feeds.feed AND replaced_at IS NULL",
    "reports": "SELECT count(*) FROM reports AS held WHERE held.feed = feeds.feed AND superseded_at IS NULL",
    "rejects": "SELECT count(*) FROM rejects AS held WHERE held.feed = feeds.feed",
    "latest_snapshot_at": "SELECT max(retrieved_at) FROM snapshots AS held WHERE held.feed = feeds.feed",
}
"""The columns of `feeds` that tell of other tables, each as a query for one feed."""


def _counted(column: str, meaning: str) -> Rule:
    counts = f"SELECT (feeds.feed, ({FEED_FACTS[column]})) FROM feeds"
    return Rule(
        f"{column}_counted", f"The number of {meaning} is the number of rows.", f"(feed, {column}) IN ({counts})"
    )


RULES: dict[str, tuple[Rule, ...]] = {
    "event_reports": (
        Rule(
            "report_tells_of_an_event",
            "The report is current and no force level.",
            f"report_id IN (SELECT report_id FROM reports WHERE {_HELD})",
        ),
        Rule(
            "report_in_history",
            "Each report of an event is a step in its history.",
            "(event_id, report_id) IN (SELECT (event_id, report_id) FROM event_history)",
        ),
    ),
    "events": (
        Rule("has_reports", "An event has a report.", "event_id IN (SELECT event_id FROM event_reports)"),
        Rule(
            "report_count_counted",
            "The number of reports is the number of rows in event_reports.",
            "(event_id, report_count) IN (SELECT (event_id, count(*)) FROM event_reports GROUP BY event_id)",
        ),
        *(_has_its_row(table, event_type) for table, event_type in _KINDS.items()),
    ),
    "event_history": (
        Rule(
            "report_of_the_event",
            "A step in the history rests on a report of the event.",
            "(event_id, report_id) IN (SELECT (event_id, report_id) FROM event_reports)",
        ),
    ),
    **{table: (_of_its_kind(event_type),) for table, event_type in _KINDS.items()},
    "force_levels": (
        Rule(
            "report_of_a_level",
            "The report is current and tells of a force level of this kind.",
            "(report_id, level_type) IN (SELECT (report_id, event_subtype) FROM reports"
            " WHERE event_type = 'force_level' AND superseded_at IS NULL)",
        ),
    ),
    "documents": (
        Rule(
            "text_proved",
            "The hash, the key and the length are those of the text.",
            "text IS NULL OR (text_sha256 = sha256(text) AND character_count = length(text))",
        ),
        Rule("document_id_from_text", "The key is cut from the hash.", "document_id = left(text_sha256, 16)"),
    ),
    "reports": (
        Rule(
            "one_current_version",
            "A record of a source has one current version.",
            "superseded_at IS NOT NULL OR (feed, source_record_id) NOT IN (SELECT (feed, source_record_id)"
            " FROM reports WHERE superseded_at IS NULL GROUP BY feed, source_record_id HAVING count(*) > 1)",
        ),
        Rule(
            "tells_of_one_event",
            "A current report other than a force level tells of exactly one event.",
            f"NOT ({_HELD}) OR report_id IN"
            " (SELECT report_id FROM event_reports GROUP BY report_id HAVING count(*) = 1)",
        ),
        Rule(
            "link_for_each",
            "A current report other than a force level has exactly one link in force.",
            f"NOT ({_HELD}) OR report_id IN (SELECT report_id FROM report_links WHERE superseded_at IS NULL"
            " GROUP BY report_id HAVING count(*) = 1)",
        ),
        Rule(
            "row_in_force_levels",
            "A current report of a force level has its row in force_levels.",
            "superseded_at IS NOT NULL OR event_type <> 'force_level'"
            " OR report_id IN (SELECT report_id FROM force_levels)",
        ),
        Rule(
            "occurred_before_told",
            "What has occurred lies no later than the day after its publication (a day may have begun elsewhere).",
            "status <> 'occurred' OR date_start <= published_on + 1",
            Severity.WARNING,
        ),
    ),
    "report_spans": (
        Rule(
            "span_within_text",
            "The words lie within the document's text.",
            "(report_id, slot, ordinal) NOT IN (SELECT (report_id, slot, ordinal) FROM report_spans"
            " JOIN reports USING (report_id) JOIN documents USING (document_id) WHERE span_end > character_count)",
        ),
        Rule("quote_hashed", "The hash is that of the words.", "sha256(quote) = quote_sha256"),
        Rule(
            "quote_proved",
            f"The hash is that of the characters in the document's text, where that has at most {_LONGEST_PROVED:,}.",
            "(report_id, slot, ordinal) NOT IN (SELECT (report_id, slot, ordinal) FROM report_spans"
            " JOIN reports USING (report_id) JOIN documents USING (document_id) WHERE"
            f" character_count <= {_LONGEST_PROVED}"
            " AND sha256(substring(text, span_start + 1, span_end - span_start)) <> quote_sha256)",
        ),
    ),
    "readings": (
        Rule(
            "rejects_counted",
            "Every record rejected has its row in rejects, but for files that others have taken the place of; notes on"
            " texts that were taken may be there besides.",
            "replaced_by IS NOT NULL OR snapshot_id NOT IN (SELECT snapshot_id FROM readings"
            " LEFT JOIN (SELECT snapshot_id, count(*) AS told FROM rejects GROUP BY snapshot_id) USING (snapshot_id)"
            " WHERE records_rejected > coalesce(told, 0))",
        ),
    ),
    "feeds": (
        _counted("snapshots", "snapshots held"),
        _counted("reports", "current reports held"),
        _counted("rejects", "records refused"),
    ),
}
