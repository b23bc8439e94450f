"""ICEWS: who did what to whom, as BBN's ACCENT coder read it out of some 300 publishers' news, 1995 to 11 April 2023.

How far to trust it: more than GDELT, less than what people code. The coder was checked by hand (about three in four
rows right), and a story is coded once; but a row is one sentence's report, told again by each publisher, and the place
is the one nearest in the story. Event Date is the day of the story, which stands for the day of the event: every row
has the flag `date_assumed`. Of an event that two sides share (a meeting, an agreement) there are two rows, with the
sides swapped: both are reports, and joining them is the linker's.

The file of a year was issued again under a name with another instant (`events.2018.20200427085336.tab`): the latest has
the word on its year, and what it no longer has ends. Files of a day were issued twice with the same rows.

An id stands for one event only together with its day: ids of 2013 were given twice. `NA` is no value. Files of 2017
have dates as month/day/year and no CAMEO code: the code is found by the event's text, in `event_texts.csv`. The
precision of the place follows from which of City, District and Province is filled; where only the country is, its
point is the middle of it and is left out.

From the network: nothing. The series ended on 11 April 2023; take the files from Harvard Dataverse by hand
(doi:10.7910/DVN/28075, doi:10.7910/DVN/QI2T9A). `inbox/icews/` takes `.tab`, `.tsv`, `.txt`, also in `.gz`
and `.zip`.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from pipelines.collecting import keep_files
from pipelines.licences import Licence
from pipelines.snapshots import Order, Snapshot
from pipelines.sources import Bounds, Collected, Counts, Feed, Progress, Request
from pipelines.tabular import Dialect, Layout, Table, delimited, read_latest, read_tables
from warehouse.ddl import quoted
from warehouse.home import Home

NAME = "icews"
LICENCE = Licence(
    "icews",
    "ICEWS Coded Event Data, terms of use at Harvard Dataverse",
    "https://doi.org/10.7910/DVN/28075",
    rows_may_be_republished=True,
    text_may_be_republished=True,
    attribution="Boschee et al., ICEWS Coded Event Data, Harvard Dataverse, doi:10.7910/DVN/28075",
)
MEDIA_TYPES = {
    **dict.fromkeys((".tab", ".tsv", ".txt"), "text/tab-separated-values"),
    ".zip": "application/zip",
    ".gz": "application/gzip",
}
LIMIT = 5_000_000_000
"""Bytes of the largest file; that of a year has some 300 million."""
_EDITION = re.compile(r"events\.(\d{4})\.(\d{14})\.", re.I)
"""The file of a year, and the instant at which it was issued."""
_HEAD = "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text"
_TAIL = (
    "Intensity|Target Name|Target Sectors|Target Country|Story ID|Sentence Number|Publisher"
    "|City|District|Province|Country|Latitude|Longitude"
)
_LEFT_OUT = {"Intensity": "a score that follows from the code, and no fact of the event"}
LAYOUTS = (
    Layout("ICEWS (20 columns)", tuple(f"{_HEAD}|CAMEO Code|{_TAIL}".split("|")), _LEFT_OUT),
    Layout("ICEWS of 2017, without codes (19 columns)", tuple(f"{_HEAD}|{_TAIL}".split("|")), _LEFT_OUT),
)


def _query() -> str:
    """`reports.sql` with the texts of events and their codes in it, so that the rules of reading change with them."""
    folder = Path(__file__).parent
    with (folder / "event_texts.csv").open(encoding="utf-8", newline="") as file:
        texts = ", ".join(f"({quoted(row['code'])}, {quoted(row['text'])})" for row in csv.DictReader(file))
    return (folder / "reports.sql").read_text("utf-8").replace("{event_texts}", texts)


TABLE = Table(
    delimited(LAYOUTS, Dialect(delimiters=("\t",), quote=""), suffixes=(".tab", ".tsv", ".txt")),
    _query(),
    key="""raw."Event ID" || '|' || strftime(coalesce(try_strptime(raw."Event Date", '%Y-%m-%d'),
        try_strptime(raw."Event Date", '%m/%d/%Y')), '%Y-%m-%d')""",
)


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files."""
    return keep_files(home, NAME, request.folder(NAME), MEDIA_TYPES, LICENCE, limit=LIMIT)


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Turn the rows of files that were not read yet into reports."""
    editions = [snapshot for snapshot in held if _EDITION.match(snapshot.name)]
    others = [snapshot for snapshot in held if snapshot not in editions]
    counts = read_tables(connection, home, others, progress, TABLE)
    return counts + read_latest(connection, home, editions, progress, replace(TABLE, release=_issued), _year)


def _year(edition: Snapshot) -> str:
    return str(_parts(edition)[1])


def _issued(edition: Snapshot) -> tuple[str, Order]:
    return (str(_parts(edition)[2]), edition.order)


def _parts(edition: Snapshot) -> re.Match[str]:
    found = _EDITION.match(edition.name)
    assert found
    return found


FEED = Feed(
    name=NAME,
    title="ICEWS Coded Event Data",
    publisher="Lockheed Martin; Harvard Dataverse",
    homepage="https://doi.org/10.7910/DVN/28075",
    citation="Boschee, Elizabeth, Jennifer Lautenschlager, Sean O'Brien, Steve Shellman, James Starz and Michael Ward."
    " 2015. ICEWS Coded Event Data. Harvard Dataverse. doi:10.7910/DVN/28075.",
    trust="Read by a machine that was checked by hand; the day is that of the story, the place the nearest named.",
    cadence="Ended on 11 April 2023; files are taken by hand.",
    licence=LICENCE,
    collect=collect,
    read=read,
    bounds=(
        Bounds(100, 20_000, r"\d{8}-.*", "a file of a day"),
        Bounds(50_000, 2_000_000, r"events\.\d{4}\.\d{14}\..*", "a file of a year"),
    ),
)
