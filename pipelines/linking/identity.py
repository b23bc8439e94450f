"""Ids of events: the same for the same reports whatever the order of feeds, kept when reports come and go.

A new event is named after its founding report: of those that may be published, the first on the day on which Casus came
to know of it, then by feed and record; where the ids of all these are in use, after its reports. An event whose reports
had an id before keeps it; where several had one, the oldest stands and the others lead to it; where the reports of one
id part, those that no linking had to look at keep it, else the part with the founder. An id that is not made from
records that may be published is given up once such a record joins the event. What is one event is decided in
`clustering`.
"""

import duckdb

from warehouse.database import CATALOG, number_of
from warehouse.ddl import quoted

_HOUSE = f"{CATALOG}.main"
_OWN_ID = "left(sha256(feed || '|' || source_record_id), 16)"
_FOUNDING = "(known_on - DATE '1970-01-01') * 4294967296 + number"
"""Founders first: by the day, then by the number of the profile, which follows feed and record."""
_IS_OPEN = "coalesce(rows_may_be_republished, false)"


def name_events(connection: duckdb.DuckDBPyConnection) -> None:
    """From `clusters` and the links in force make `members` (cluster, report_id, previous_id ...) and `named` (cluster,
    event_id) with an id for every cluster.
    """
    connection.execute(
        f"""CREATE OR REPLACE TABLE members AS
        WITH asked AS (SELECT DISTINCT feed, source_record_id FROM clusters JOIN profiles USING (number)),
        records AS (
            SELECT feed, source_record_id, min(reports.recorded_at)::DATE AS known_on,
                arg_max(event_id, links.recorded_at) AS previous_id
            FROM (FROM {_HOUSE}.reports SEMI JOIN asked USING (feed, source_record_id)) AS reports
            LEFT JOIN {_HOUSE}.report_links AS links USING (report_id)
            WHERE event_type <> 'force_level'
            GROUP BY feed, source_record_id
        )
        SELECT cluster, number, reports.report_id, feed, source_record_id, known_on, previous_id, {_OWN_ID} AS own_id,
            {_IS_OPEN} AS is_open, bool_or(is_open) OVER (PARTITION BY cluster) AS is_shown
        FROM clusters
        JOIN profiles USING (number)
        JOIN {_HOUSE}.reports AS reports USING (report_id, feed, source_record_id)
        JOIN records USING (feed, source_record_id)
        LEFT JOIN {_HOUSE}.licences USING (licence_id)"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TABLE held AS
        SELECT DISTINCT event_id FROM {_HOUSE}.report_links
        WHERE superseded_at IS NULL AND event_id IN (SELECT unnest([previous_id, own_id]) FROM members)
            AND report_id NOT IN (SELECT report_id FROM members) AND report_id IN (SELECT report_id FROM profiles)"""
    )
    _find_open_ids(connection)
    connection.execute(
        """CREATE OR REPLACE TABLE kept_ids AS
        WITH claims AS (
            SELECT cluster, previous_id, count(*) AS reports, min(known_on) AS known_on,
                bool_or(own_id = previous_id) AS has_founder
            FROM members
            WHERE previous_id IS NOT NULL AND previous_id NOT IN (FROM held)
                AND (NOT is_shown OR previous_id IN (FROM open_ids))
            GROUP BY cluster, previous_id
        ),
        won AS (
            FROM claims
            QUALIFY row_number() OVER (PARTITION BY previous_id ORDER BY has_founder DESC, reports DESC, cluster) = 1
        )
        SELECT cluster, previous_id AS event_id FROM won
        QUALIFY row_number() OVER (PARTITION BY cluster ORDER BY known_on, previous_id) = 1"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TABLE named AS
        WITH unnamed AS (FROM members ANTI JOIN kept_ids USING (cluster) WHERE is_open OR NOT is_shown),
        founded AS (
            SELECT cluster, arg_min(own_id, {_FOUNDING}) AS event_id FROM unnamed
            WHERE own_id NOT IN (FROM held UNION ALL SELECT event_id FROM kept_ids)
            GROUP BY cluster
        )
        FROM kept_ids
        UNION ALL FROM founded
        UNION ALL
        SELECT cluster, left(sha256(string_agg(report_id, '|' ORDER BY report_id)), 16) AS event_id
        FROM unnamed ANTI JOIN founded USING (cluster) GROUP BY cluster"""
    )


def _find_open_ids(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `open_ids` (event_id) of the previous ids in `members` that say nothing of a closed record: those of open
    records, current or ended, and those made of reports that an open one had. A closed record's own id is none, whoever
    had it.
    """
    connection.execute(
        f"""CREATE OR REPLACE TABLE open_ids AS
        WITH asked AS (SELECT DISTINCT previous_id AS event_id FROM members WHERE previous_id IS NOT NULL),
        own AS MATERIALIZED (
            SELECT event_id, bool_or(is_open) AS is_open FROM (
                SELECT {_OWN_ID} AS event_id, {_IS_OPEN} AS is_open
                FROM {_HOUSE}.reports LEFT JOIN {_HOUSE}.licences USING (licence_id)
            )
            SEMI JOIN asked USING (event_id) GROUP BY event_id
        )
        SELECT event_id FROM own WHERE is_open
        UNION
        SELECT event_id FROM {_HOUSE}.report_links SEMI JOIN asked USING (event_id) ANTI JOIN own USING (event_id)
        JOIN {_HOUSE}.reports USING (report_id) LEFT JOIN {_HOUSE}.licences USING (licence_id) WHERE {_IS_OPEN}"""
    )


def write_links(connection: duckdb.DuckDBPyConnection, linker: str, instant: str) -> dict[str, int]:
    """Bring `report_links` and `event_redirects` in line with `members` and `named`: rows that hold stay as they are.

    `instant` is the present, ISO 8601. A report's first link is dated as the report itself: what is linked was known
    then. Returns the number of links begun and ended and of redirects added.
    """
    present = f"TIMESTAMPTZ {quoted(instant)}"
    connection.execute(
        f"""CREATE OR REPLACE TABLE wanted AS
        SELECT report_id, event_id FROM members JOIN named USING (cluster)
        UNION ALL
        SELECT ended.report_id, coalesce(any_value(event_id), {_OWN_ID})
        FROM {_HOUSE}.reports AS ended
        LEFT JOIN (
            SELECT feed, source_record_id, event_id FROM members JOIN named USING (cluster)
        ) USING (feed, source_record_id)
        WHERE superseded_at IS NOT NULL AND event_type <> 'force_level'
            AND report_id NOT IN (SELECT report_id FROM {_HOUSE}.report_links)
        GROUP BY report_id, feed, source_record_id"""
    )
    redirects = number_of(
        connection,
        f"""INSERT INTO {_HOUSE}.event_redirects BY NAME
        SELECT * FROM (
            SELECT previous_id AS old_event_id, event_id,
                CASE WHEN count(*) OVER (PARTITION BY previous_id) > 1 THEN 'split'
                    WHEN previous_id IN (SELECT event_id FROM named UNION ALL FROM held) THEN 'split'
                    ELSE 'merge' END AS kind,
                first(report_id ORDER BY NOT is_open, own_id <> previous_id, feed, source_record_id) AS report_id,
                {present} AS recorded_at
            FROM members JOIN named USING (cluster)
            WHERE previous_id <> event_id
            GROUP BY previous_id, event_id
        ) ANTI JOIN {_HOUSE}.event_redirects USING (old_event_id, event_id, recorded_at)""",
    )
    holds = "(links.report_id, links.event_id) IN (SELECT (report_id, event_id) FROM wanted)"
    connection.execute(
        f"""UPDATE {_HOUSE}.report_links AS links SET linker = {quoted(linker)}
        WHERE superseded_at IS NULL AND linker <> {quoted(linker)} AND {holds}"""
    )
    ended = number_of(
        connection,
        f"""UPDATE {_HOUSE}.report_links AS links
        SET superseded_at = greatest(links.recorded_at, coalesce(reports.superseded_at, {present}))
        FROM {_HOUSE}.reports AS reports
        WHERE reports.report_id = links.report_id AND links.superseded_at IS NULL
            AND (reports.superseded_at IS NOT NULL
                OR (links.report_id IN (SELECT report_id FROM members) AND NOT {holds}))""",
    )
    begun = number_of(
        connection,
        f"""INSERT INTO {_HOUSE}.report_links BY NAME
        SELECT report_id, event_id, {quoted(linker)} AS linker,
            if(report_id IN (SELECT report_id FROM {_HOUSE}.report_links), {present}, reports.recorded_at)
                AS recorded_at,
            reports.superseded_at
        FROM wanted JOIN {_HOUSE}.reports AS reports USING (report_id)
        WHERE (report_id, event_id) NOT IN
            (SELECT (report_id, event_id) FROM {_HOUSE}.report_links WHERE superseded_at IS NULL)""",
    )
    connection.execute(f"DELETE FROM {_HOUSE}.report_links WHERE superseded_at <= recorded_at")
    return {"links_begun": begun, "links_ended": ended, "redirects": redirects}
