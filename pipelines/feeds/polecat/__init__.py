"""POLECAT: political events in the PLOVER ontology, read by machine out of news in seven languages, since 2018.

How far to trust it: as far as a machine's reading. Type, mode and context are guessed by classifiers, actors and places
resolved against Wikipedia and GeoNames; a row is one story's report and not an event. The day is worked out from words
like "on Friday", looking back, and is the day of publication where there are none: a row whose two days are the same
has the flag `date_assumed`. A file that comes later has the word on its ids, and takes the place of an earlier one of
its name: Dataverse's files are replaced, and what the new one no longer has ends.

PLOVER's types SUPPORT, COOPERATE, RETREAT and COERCE cover matters of peace too; a row of them is about forces where
`military` is among its contexts, and `reports.sql` says what it is then. Several actors of one side are joined with
'; '. The precision of the place follows from Feature Type and from which of City, District and Province is filled.
`None` is no value. Columns were never seen here but in the words of others; codes that PLOVER's manual lacks are
refused by name.

From the network: the newest files of the dataset at Harvard Dataverse that are not held yet, at most
`CASUS_POLECAT_FILES` of them (8 where it is not set: two months of weekly files); `CASUS_DATAVERSE_KEY` may hold an API
key. `inbox/polecat/` takes `.txt`, `.tsv`, `.tab`, `.csv`, also in `.gz` and `.zip`.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipelines.collecting import keep_files, with_network
from pipelines.feeds.polecat.dataverse import KEY, LIMIT, MEDIA_TYPES, collect_files
from pipelines.feeds.polecat.layouts import LAYOUTS
from pipelines.licences import Licence
from pipelines.snapshots import Snapshot
from pipelines.sources import Bounds, Collected, Counts, Feed, Progress, Request
from pipelines.tabular import Dialect, Table, delimited, read_latest
from warehouse.home import Home

NAME = "polecat"
LICENCE = Licence(
    "polecat",
    "POLECAT, terms of use at Harvard Dataverse (CC0 1.0)",
    "https://doi.org/10.7910/DVN/AJGVIT",
    rows_may_be_republished=True,
    text_may_be_republished=True,
    attribution="Scarborough et al., POLECAT Weekly Data, Harvard Dataverse, doi:10.7910/DVN/AJGVIT",
)
TABLE = Table(
    delimited(LAYOUTS, Dialect(delimiters=("\t",), quote=""), suffixes=(".txt", ".tsv", ".tab", ".csv")),
    (Path(__file__).parent / "reports.sql").read_text("utf-8"),
    key='raw."Event ID"',
    release=lambda snapshot: snapshot.order,
)


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files, and the newest of Dataverse. Raises UserError where Dataverse gives nothing."""
    files = keep_files(home, NAME, request.folder(NAME), MEDIA_TYPES, LICENCE, limit=LIMIT)
    return with_network(files, request, lambda: collect_files(home, NAME, LICENCE))


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Turn the rows of files that were not read yet into reports."""
    return read_latest(connection, home, held, progress, TABLE, _file)


def _file(snapshot: Snapshot) -> str:
    """What a file is called, packed or not."""
    return snapshot.name.lower().removesuffix(".gz").removesuffix(".zip")


FEED = Feed(
    name=NAME,
    title="POLECAT (POLitical Event Classification, Attributes, and Types)",
    publisher="Political Instability Task Force; Harvard Dataverse",
    homepage="https://doi.org/10.7910/DVN/AJGVIT",
    citation="Scarborough, Grace I., Benjamin E. Bagozzi, Andreas Beger, John Berrie, Andrew Halterman, Philip A."
    " Schrodt and Jevon Spivey. 2023. POLECAT Weekly Data. Harvard Dataverse. doi:10.7910/DVN/AJGVIT.",
    trust="As far as a machine's reading of news; the day is often that of publication.",
    cadence="Every week.",
    licence=LICENCE,
    collect=collect,
    read=read,
    bounds=(
        Bounds(2_000, 500_000, r".*\d{8}.*", "a file of a week"),
        Bounds(50_000, 10_000_000, r".*\d{4}.*", "a file of a year"),
    ),
    credential=KEY,
    interval_days=21,
)
