"""GDELT events: who did what to whom, as a machine reads it out of the world's news, every 15 minutes since 1979.

How far to trust it: little for the single row. A row is a report, not an event: one event gives hundreds, a machine
reads "fight" in sport and crime and takes a president's name in a headline for the actor. The codes of the event, of
the place (the centre of a country for Denver) and the day (a relative date is taken for one year or ten before) are
often wrong. Sums over many rows and many texts tell more. Rows are never corrected.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipelines.collecting import keep_files
from pipelines.feeds.gdelt_events.layouts import LAYOUTS
from pipelines.licences import Licence
from pipelines.snapshots import Snapshot
from pipelines.sources import Collected, Counts, Feed, Progress, Request
from pipelines.tabular import Dialect, Table, delimited, read_tables
from warehouse.home import Home

NAME = "gdelt_events"
LICENCE = Licence(
    "gdelt",
    "GDELT Project: unlimited and unrestricted use with citation",
    "https://www.gdeltproject.org/about.html",
    rows_may_be_republished=True,
    text_may_be_republished=True,
    attribution="The GDELT Project (https://www.gdeltproject.org/)",
)
MEDIA_TYPES = {".csv": "text/tab-separated-values", ".zip": "application/zip"}
LIMIT = 10_000_000_000
"""Bytes of the largest file: a year of GDELT 1.0 has some four thousand million."""
TABLE = Table(
    delimited(LAYOUTS, Dialect(delimiters=("\t",), quote="", has_header=False), suffixes=(".csv",)),
    (Path(__file__).parent / "reports.sql").read_text("utf-8"),
    key="GLOBALEVENTID",
)


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files."""
    folder = request.folder(NAME)
    return keep_files(home, NAME, folder, MEDIA_TYPES, LICENCE, limit=LIMIT) if folder else Collected()


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Turn the rows of files that were not read yet into reports."""
    return read_tables(connection, home, held, progress, TABLE)


FEED = Feed(
    name=NAME,
    title="GDELT events",
    publisher="The GDELT Project",
    homepage="https://www.gdeltproject.org/",
    citation="Leetaru, Kalev, and Philip A. Schrodt. 2013. GDELT: Global Data on Events, Location and Tone,"
    " 1979-2012. ISA Annual Convention.",
    trust="Little for the single row: a machine reads headlines, and one event gives many rows.",
    cadence="Every 15 minutes (GDELT 2.0); every day (GDELT 1.0).",
    licence=LICENCE,
    collect=collect,
    read=read,
)
