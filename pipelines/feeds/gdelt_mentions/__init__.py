"""GDELT mentions: where and when each report of GDELT's events was repeated, up to the weeks and years after.

How far to trust it: that a page repeats a report is a machine's guess, and `confidence_percent` is its own grade of it.
A page may mention one report several times, also with other grades (codebook 2.0). Rows are never corrected; each is
known by its content, and stands once however often it comes.

`source_record_id` is the GLOBALEVENTID in the feed `gdelt_events`; many are of years whose events are not held.

From the network: GDELT 2.0, as for `gdelt_events` (`pipelines.gdelt`). `inbox/gdelt_mentions/` takes `.CSV`,
also in `.gz` and `.zip`.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from pipelines import gdelt
from pipelines.feeds.gdelt_mentions.layouts import LAYOUTS
from pipelines.snapshots import Snapshot
from pipelines.sources import Bounds, Collected, Counts, Feed, Progress, Request, Slices
from pipelines.tabular import Table, delimited, read_tables
from warehouse.home import Home

NAME = "gdelt_mentions"
TABLE = Table(
    delimited(LAYOUTS, gdelt.DIALECT),
    (Path(__file__).parent / "mentions.sql").read_text("utf-8"),
    key="GLOBALEVENTID",
    target="mentions",
)


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files, and those of the window asked for. Raises UserError where GDELT's list gives nothing."""
    return gdelt.collect(home, request, NAME, "mentions")


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Turn the rows of files that were not read yet into mentions, and name the slots without a file."""
    return read_tables(connection, home, gdelt.note_gaps(connection, home, held), progress, TABLE)


FEED = Feed(
    name=NAME,
    title="GDELT mentions",
    publisher="The GDELT Project",
    homepage="https://www.gdeltproject.org/",
    citation=gdelt.CITATION,
    trust="As little as the events: how often a report is repeated says how much it is told, not that it is true.",
    cadence="Every 15 minutes.",
    licence=gdelt.LICENCE,
    collect=collect,
    read=read,
    bounds=(Bounds(50, 200_000, r"\d{14}\..*", "a file of 15 minutes"),),
    sliced=Slices("day", date(2015, 2, 19)),
)
