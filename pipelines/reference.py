"""The reference tables and the feeds' counts, once every feed has been read.

Licences come from the feeds and, where a document has its own, from `documents`; actors from the seeds; places from
what reports point at.
"""

from pathlib import Path

import duckdb

import warehouse
from pipelines.feed import FEEDS
from pipelines.licences import UNKNOWN, add_licences
from warehouse.ddl import quoted

_ACTOR_SEEDS = Path(warehouse.__file__).parent / "seeds" / "actors"
_ACTOR_FILES = ("states", "groups", "organizations")


def fill_reference(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill licences, actors and places anew, and count for each feed what is held."""
    add_licences(connection, [UNKNOWN, *(feed.licence for feed in FEEDS.values())])
    _fill_actors(connection)
    _fill_places(connection)
    _count(connection)


def _fill_actors(connection: duckdb.DuckDBPyConnection) -> None:
    files = ", ".join(quoted(str(_ACTOR_SEEDS / f"{name}.csv")) for name in _ACTOR_FILES)
    connection.execute("DELETE FROM actors")
    connection.execute(
        f"""INSERT INTO actors BY NAME
        SELECT actor_id, name, aliases, coalesce(kind, 'state') AS kind, iso3, parent_id,
            active_from::BIGINT AS active_from, active_until::BIGINT AS active_until, ucdp_actor_id
        FROM read_csv([{files}], header = true, all_varchar = true, union_by_name = true, strict_mode = true)"""
    )


def _fill_places(connection: duckdb.DuckDBPyConnection) -> None:
    """Every place that a report points at, as the latest of them has it."""
    connection.execute("DELETE FROM places")
    connection.execute(
        """INSERT INTO places BY NAME
        SELECT place_id, newest.place_name AS name, newest.level AS level, newest.country_iso3 AS country_iso3,
            newest.latitude AS latitude, newest.longitude AS longitude,
            CASE WHEN place_id LIKE 'geonames:%' THEN 'GeoNames, CC BY 4.0' ELSE 'Casus' END AS source
        FROM (
            SELECT named.place_id, first(named ORDER BY recorded_at DESC, report_id, role, ordinal) AS newest
            FROM report_places AS named JOIN reports USING (report_id)
            WHERE named.place_id IS NOT NULL
            GROUP BY named.place_id
        )"""
    )


def _count(connection: duckdb.DuckDBPyConnection) -> None:
    for column, query in {
        "snapshots": "SELECT count(*) FROM snapshots WHERE snapshots.feed = feeds.feed",
        "documents": "SELECT count(*) FROM documents WHERE documents.feed = feeds.feed AND replaced_at IS NULL",
        "reports": "SELECT count(*) FROM reports WHERE reports.feed = feeds.feed AND superseded_at IS NULL",
        "rejects": "SELECT count(*) FROM rejects WHERE rejects.feed = feeds.feed",
        "latest_snapshot_at": "SELECT max(retrieved_at) FROM snapshots WHERE snapshots.feed = feeds.feed",
    }.items():
        connection.execute(f"UPDATE feeds SET {column} = ({query})")
