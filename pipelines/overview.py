"""How each feed stands, as data: what is held, what was refused and why, and whether its source has gone quiet.

How it looks on a terminal belongs to `terminal`.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from pipelines.credentials import described
from pipelines.feed import FEEDS
from warehouse.database import open_published
from warehouse.home import Home, now

MOST_REASONS = 3


@dataclass(frozen=True)
class FeedStatus:
    """One feed. `records_read` counts over the latest reading of each snapshot that no other took the place of, and
    what could not be taken at all, each as one; `age_days` since the latest snapshot came; `interval_days` is how long
    its source is silent at most; `credential` is what its network asks for, by name, and whether it is set here.
    Whether it is republished its files' own licences say, where it has any: some of its rows, all of them, their words
    too. `reasons` are the commonest of its rejects and `flags` those of its current reports, each with its number.
    """

    feed: str
    title: str
    state: str
    message: str | None
    snapshots: int
    records_read: int
    documents: int
    reports: int
    mentions: int
    rejects: int
    latest: datetime | None
    interval_days: float | None
    licence: str
    is_republished: bool
    wholly_republished: bool
    words_republished: bool
    credential: str | None = None
    reasons: list[tuple[str, int]] = field(default_factory=list)
    flags: list[tuple[str, int]] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)

    @property
    def age_days(self) -> float | None:
        """Days since its latest snapshot was taken."""
        return (now() - self.latest).total_seconds() / 86_400 if self.latest else None

    @property
    def is_stale(self) -> bool:
        """Whether it has been silent for longer than its source ever is."""
        return self.age_days is not None and self.interval_days is not None and self.age_days > self.interval_days


_FEEDS = """SELECT feed, feeds.title, state, message, snapshots,
    coalesce((SELECT sum(records_read)::BIGINT FROM readings
        WHERE readings.feed = feeds.feed AND replaced_by IS NULL), 0)
        + (SELECT count(*) FROM rejects WHERE rejects.feed = feeds.feed AND snapshot_id IS NULL),
    documents, reports, (SELECT count(*) FROM mentions WHERE mentions.feed = feeds.feed), rejects,
    latest_snapshot_at, interval_days, licences.title,
    coalesce(files.some_rows, rows_may_be_republished), coalesce(files.all_rows, rows_may_be_republished),
    coalesce(files.words, text_may_be_republished)
FROM feeds JOIN licences USING (licence_id) LEFT JOIN (
    SELECT snapshots.feed, bool_or(rows_may_be_republished) AS some_rows, bool_and(rows_may_be_republished) AS all_rows,
        bool_and(text_may_be_republished) AS words
    FROM snapshots JOIN licences USING (licence_id) GROUP BY ALL
) AS files USING (feed) ORDER BY feed"""
# A reason that names a value is counted with those that name another; one value alone is named.
_REASONS = """SELECT feed, if(min(reason) = max(reason), min(reason), kind) AS told, sum(times)::BIGINT AS times FROM (
    SELECT feed, reason, regexp_replace(reason, 'https?://\\S+|''[^'']*''|\\d[\\d.,:-]*', '…', 'g') AS kind,
        count(*) AS times
    FROM rejects GROUP BY ALL
) GROUP BY feed, kind ORDER BY times DESC, told"""
_FLAGS = """SELECT feed, flag, count(*) AS times FROM (
    SELECT feed, unnest(string_split(flags, '; ')) AS flag FROM reports
    WHERE flags IS NOT NULL AND superseded_at IS NULL
) GROUP BY ALL ORDER BY times DESC, flag"""
_ISSUES = """SELECT feed, name || ': ' || issues
FROM readings JOIN snapshots USING (snapshot_id, feed) WHERE issues IS NOT NULL AND replaced_by IS NULL ORDER BY ALL"""


def feed_statuses(home: Home) -> list[FeedStatus]:
    """Every feed of the published build; raises UserError where nothing is published."""
    with open_published(home) as connection:
        reasons = connection.execute(_REASONS).fetchall()
        flags = connection.execute(_FLAGS).fetchall()
        issues = connection.execute(_ISSUES).fetchall()
        statuses = [FeedStatus(*row) for row in connection.execute(_FEEDS).fetchall()]
    return [
        replace(
            status,
            reasons=[(kind, times) for feed, kind, times in reasons if feed == status.feed][:MOST_REASONS],
            flags=[(flag, times) for feed, flag, times in flags if feed == status.feed],
            credential=_credential(status.feed),
            issues=[issue for feed, issue in issues if feed == status.feed],
        )
        for status in statuses
    ]


def _credential(feed: str) -> str | None:
    credential = FEEDS[feed].credential if feed in FEEDS else None
    return described(credential) if credential else None
