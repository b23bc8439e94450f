"""GDELT events: who did what to whom, as a machine reads it out of the world's news, every 15 minutes since 1979.

How far to trust it: little for the single row. A row is a report, not an event: one event gives hundreds, a machine
reads "fight" in sport and crime and takes a president's name in a headline for the actor. Sums over many rows and many
texts tell more. Rows are never corrected.

What is taken: event by its CAMEO code; `---`, `--` and `X`, which are no event, as `other`. Country of a place by its
FIPS code, of an actor by its CAMEO code. A place of type 1 is a country: it has its name and no point, as GDELT's is
the middle of the country; 2 and 5 are provinces; 3 and 4 are cities, and `near`, as GDELT gives every suburb and base
the centre of a city. An actor is known to the registry by the code of its group, and is the state where its types all
are organs of state, or where it has no type and bears the country's name; else a Briton would be the United Kingdom.

Days: GDELT states one day for all. Where no word of time was found it is that of publication (`date_basis`); where one
was, it lies 1, 7, 30, 365 or 3650 days before: "ten years ago" is no day, and a year or more is flagged `date_far`.
Files of the turn of 2019 say 1920 for 2020: mended and flagged. 57, 58 and 61 columns: see `layouts`.

From the network: GDELT 2.0 (`pipelines.gdelt`): the newest two days, or those from CASUS_GDELT_FROM to CASUS_GDELT_TO.
GDELT 1.0 has the same reports a day later under the same ids: its files are read from the inbox. `inbox/gdelt_events/`
takes `.CSV`, also in `.gz` and `.zip`.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from pipelines import gdelt
from pipelines.feeds.gdelt_events.layouts import LAYOUTS
from pipelines.snapshots import Snapshot
from pipelines.sources import Bounds, Collected, Counts, Feed, Progress, Request, Slices
from pipelines.tabular import Table, delimited, read_tables
from warehouse.home import Home

NAME = "gdelt_events"
TABLE = Table(
    delimited(LAYOUTS, gdelt.DIALECT),
    (Path(__file__).parent / "reports.sql").read_text("utf-8"),
    key="GLOBALEVENTID",
)


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files, and those of the window asked for. Raises UserError where GDELT's list gives nothing."""
    return gdelt.collect(home, request, NAME, "export")


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Turn the rows of files that were not read yet into reports, and name the slots without a file."""
    return read_tables(connection, home, gdelt.note_gaps(connection, home, held), progress, TABLE)


FEED = Feed(
    name=NAME,
    title="GDELT events",
    publisher="The GDELT Project",
    homepage="https://www.gdeltproject.org/",
    citation=gdelt.CITATION,
    trust="Little for the single row: a machine reads headlines, and one event gives many rows.",
    cadence="Every 15 minutes (GDELT 2.0); every day (GDELT 1.0).",
    licence=gdelt.LICENCE,
    collect=collect,
    read=read,
    bounds=(
        Bounds(50, 20_000, r"\d{14}\..*", "a file of 15 minutes"),
        Bounds(5_000, 1_000_000, r"\d{8}\..*", "a file of a day"),
        Bounds(50_000, 40_000_000, r"\d{4}(\d\d)?\..*", "a file of a month or year"),
    ),
    sliced=Slices("day", date(2015, 2, 19)),
)
