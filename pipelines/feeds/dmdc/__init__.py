"""DMDC's location report: how many US military and civilian personnel are in each state and country, each quarter.

How far to trust it: an official count out of personnel files, by duty station. Who is on a ship, in transit or on a
classified task may stand elsewhere or nowhere. From December 2017 on it counts only those who are permanently assigned:
contingency and temporary forces are in no row, and the series breaks there (the Title in `details` says which it is).

Becomes force levels, one a location: the active duty total, with every service, reserves and civilians in `details`.
Four things are kept apart. A number is reported, 0 too. `*` is suppressed, and so is a 0 or a blank for Iraq, Syria and
Afghanistan from December 2017 to September 2021 and for Iraq and Syria in September 2023: those zeros were never
counted. `N/A` and a blank are not reported. A location that has no row has no report: absent is not zero. Where a
service is `N/A` or `*` (the Army from December 2022 to June 2023), the total is at least so many.

The header stands in row 5, 6 or 8, and is found by its words; a section's name stands on its first row alone. Rows of
totals and the notes below the table are no records: totals are held against their rows, and what does not add up is an
issue of the reading. Georgia is a state and a country, so the id is day, section and location. A workbook whose name
ends in `_old` was issued again: what the later issue says counts, and a location that it no longer has ends.

From the network: the newest workbooks that are not held yet, at most `CASUS_DMDC_FILES` of them (8 where it is not set:
two years). `inbox/dmdc/` takes `.xlsx`, also in a `.zip`.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipelines.collecting import keep_files, with_network
from pipelines.feeds.dmdc.site import MEDIA_TYPES, collect_files
from pipelines.feeds.dmdc.workbook import LIMIT, day_of, opening
from pipelines.licences import named
from pipelines.snapshots import Order, Snapshot
from pipelines.sources import Bounds, Collected, Counts, Feed, Progress, Request
from pipelines.tabular import Table, read_latest
from warehouse.home import Home

NAME = "dmdc"
LICENCE = named("work of the US government")


def _release(snapshot: Snapshot) -> tuple[bool, Order]:
    """What is named `_old` comes before what took its place, whenever either was fetched."""
    return (not Path(snapshot.name).stem.lower().endswith("_old"), snapshot.order)


def _quarter(snapshot: Snapshot) -> str:
    """What a workbook speaks for as a whole."""
    return str(day_of(snapshot.name) or snapshot.name)


TABLE = Table(
    opening,
    (Path(__file__).parent / "reports.sql").read_text("utf-8"),
    key='raw."As Of" || \'|\' || upper(raw."Section") || \'|\' || raw."Location"',
    release=_release,
)


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files, and the newest of DMDC's page. Raises UserError where the page gives nothing."""
    files = keep_files(home, NAME, request.folder(NAME), MEDIA_TYPES, LICENCE, limit=LIMIT)
    return with_network(files, request, lambda: collect_files(home, NAME, LICENCE))


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Turn the locations of workbooks that were not read yet into force levels."""
    return read_latest(connection, home, held, progress, TABLE, _quarter)


FEED = Feed(
    name=NAME,
    title="Military and Civilian Personnel by Service/Agency by State/Country",
    publisher="Defense Manpower Data Center",
    homepage="https://dwp.dmdc.osd.mil/dwp/app/dod-data-reports/workforce-reports",
    citation="Defense Manpower Data Center. Military and Civilian Personnel by Service/Agency by State/Country.",
    trust="An official count by duty station; since December 2017 without contingency and temporary forces.",
    cadence="Every quarter, often months late.",
    licence=LICENCE,
    collect=collect,
    read=read,
    bounds=(Bounds(100, 500),),
    interval_days=270,
)
