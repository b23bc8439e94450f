"""What became of each labelled pair: one event or not, and what the rules of others would have made of it.

Here belongs the look-up, one query over `reports`, `event_reports` and `event_coverage`. Labels are compared in
`figures`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.evaluation.links.pairs import Pair

BASELINES = {
    "within 50 km and 7 days": "distance <= 50 AND gap <= 7",
    "within 5 km and 2 days, same type": "distance <= 5 AND gap <= 2 AND l.event_type = r.event_type",
    "same url": "l.url = r.url",
}
"""The rules that stand beside ours, over the two reports alone: a rule that chained would join more, and more wrongly.

Distance is between the points that the reports give, in km on a sphere; gap is days between their stated times. What is
not known does not join.
"""
_COARSE_PLACE = ("admin2", "admin1", "country", "unknown")


@dataclass(frozen=True)
class Side:
    """What a report says, for the eye that compares: as it stands in `reports`, None where it does not say."""

    event_type: str
    event_subtype: str
    status: str
    date_start: date | None
    date_end: date | None
    date_precision: str
    source_actor_name: str | None
    target_actor_name: str | None
    place_name: str | None
    country_iso3: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: str
    fatalities_low: int | None
    fatalities_best: int | None
    fatalities_high: int | None
    is_summary: bool
    url: str | None
    description: str | None


@dataclass(frozen=True)
class Judged:
    """A pair of which both reports are there. `is_joined` says that they share an event, `is_attached` that the event
    of one is known to cover that of the other; `baselines` says which rules of others join them. `reasons` are ours for
    the links of either.
    """

    pair: Pair
    left: Side
    right: Side
    is_joined: bool
    is_attached: bool
    baselines: dict[str, bool]
    reasons: tuple[str, ...]

    @property
    def date_class(self) -> str:
        """`day` where both reports tell the day, else `coarser`."""
        return "day" if {self.left.date_precision, self.right.date_precision} == {"day"} else "coarser"

    @property
    def geo_class(self) -> str:
        """`place` where both reports tell the place, exactly or nearly, else `area`."""
        coarse = {self.left.geo_precision, self.right.geo_precision} & set(_COARSE_PLACE)
        return "area" if coarse else "place"


_DISTANCE = """12742 * asin(sqrt(least(1,
    pow(sin(radians(r.latitude - l.latitude) / 2), 2)
    + cos(radians(l.latitude)) * cos(radians(r.latitude)) * pow(sin(radians(r.longitude - l.longitude) / 2), 2))))"""
_SIDE = tuple(Side.__dataclass_fields__)
_TOLD = ", ".join("coalesce(source_url, documents.url) AS url" if name == "url" else name for name in _SIDE)
_QUERY = f"""
WITH told AS (
    SELECT reports.feed, reports.source_record_id, report_id, {_TOLD}
    FROM reports LEFT JOIN documents USING (document_id)
    WHERE superseded_at IS NULL
),
asked_reports AS (
    SELECT number, l, r
    FROM asked
    JOIN told AS l ON l.feed = feed_l AND l.source_record_id = id_l
    JOIN told AS r ON r.feed = feed_r AND r.source_record_id = id_r
),
placed AS (
    SELECT number, of_l.event_id AS event_l, of_r.event_id AS event_r
    FROM asked_reports
    JOIN event_reports AS of_l ON of_l.report_id = l.report_id
    JOIN event_reports AS of_r ON of_r.report_id = r.report_id
),
coverage AS (
    SELECT event_id AS event_l, covered_event_id AS event_r FROM event_coverage
    UNION
    SELECT covered_event_id, event_id FROM event_coverage
),
linked AS (
    SELECT number, event_l = event_r AS is_joined, coverage.event_l IS NOT NULL AS is_attached
    FROM placed LEFT JOIN coverage USING (event_l, event_r)
),
reasons AS (
    SELECT report_id, list(link_rule || ': ' || link_reason ORDER BY event_id) AS reasons
    FROM event_reports
    GROUP BY report_id
)
SELECT
    number,
    {", ".join(f"l.{name}" for name in _SIDE)},
    {", ".join(f"r.{name}" for name in _SIDE)},
    coalesce(is_joined, false),
    coalesce(is_attached, false),
    coalesce(of_l.reasons, []),
    coalesce(of_r.reasons, []),
    {", ".join(f"coalesce({rule}, false)" for rule in BASELINES.values())}
FROM (
    SELECT
        *,
        {_DISTANCE} AS distance,
        greatest(0, r.date_start - l.date_end, l.date_start - r.date_end) AS gap
    FROM asked_reports
)
LEFT JOIN linked USING (number)
LEFT JOIN reasons AS of_l ON of_l.report_id = l.report_id
LEFT JOIN reasons AS of_r ON of_r.report_id = r.report_id
ORDER BY number
"""


def judge(connection: duckdb.DuckDBPyConnection, pairs: Sequence[Pair]) -> list[Judged]:
    """What became of each of `pairs` in the warehouse, in their order; without those of which a report is not there."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE asked"
        " (number INTEGER, feed_l VARCHAR, id_l VARCHAR, feed_r VARCHAR, id_r VARCHAR)"
    )
    asked = [
        (number, pair.left.feed, pair.left.source_record_id, pair.right.feed, pair.right.source_record_id)
        for number, pair in enumerate(pairs)
    ]
    connection.executemany("INSERT INTO asked VALUES (?, ?, ?, ?, ?)", asked)
    width = len(_SIDE)
    judged = []
    for number, *values in connection.execute(_QUERY).fetchall():
        left, right, rest = Side(*values[:width]), Side(*values[width : 2 * width]), values[2 * width :]
        is_joined, is_attached, reasons_l, reasons_r, *ruled = rest
        baselines = dict(zip(BASELINES, ruled, strict=True))
        reasons = tuple(dict.fromkeys([*reasons_l, *reasons_r]))
        judged.append(Judged(pairs[number], left, right, is_joined, is_attached, baselines, reasons))
    return judged
