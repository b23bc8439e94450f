"""The reference tables and the feeds' counts, once every feed has been read.

Licences come from the feeds and, where a document has its own, from `documents`; places from what reports point at.
What is known before any feed is read belongs to `crosswalks`.
"""

from pathlib import Path

import duckdb

from pipelines.feed import FEEDS
from pipelines.licences import UNKNOWN, declare_licences
from warehouse.derive import count_rows
from warehouse.errors import NothingReadError
from warehouse.tables.across import FEED_FACTS

IN_FORCE = ("documents WHERE replaced_at IS NULL", "reports WHERE superseded_at IS NULL", "mentions")
"""What sources say at present."""


def fill_reference(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill licences and places anew, and count for each feed what is held."""
    declare_licences(connection, [UNKNOWN, *(feed.licence for feed in FEEDS.values())])
    _fill_places(connection)
    _count(connection)


def refuse_nothing(connection: duckdb.DuckDBPyConnection, inbox: Path) -> None:
    """Raise NothingReadError where no source says anything: a release without a source is none."""
    if any(count_rows(connection, table) for table in IN_FORCE):
        return
    if count_rows(connection, "rejects"):
        raise NothingReadError(
            "Nothing that was given could be read, so nothing was published", "Mend what was refused, and build again."
        )
    raise NothingReadError(
        "There was nothing to read, so nothing was published",
        f"Put files into {inbox}/<feed>/, or let feeds use the network, with what they need for it.",
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
    for column, query in FEED_FACTS.items():
        connection.execute(f"UPDATE feeds SET {column} = ({query})")
