"""PITF Worldwide Atrocities: deliberate killings of five and more noncombatants, and of fewer where a coder met them.

How far to trust it: people coded it from news agencies, with care for the place; it speaks of killed noncombatants
alone, so its toll may be a part of what others report of the same event. Three in four records of 2016 and 2017 are
daily sums over a governorate of Syria, taken from one monitor: these and all other campaigns are summaries. Who killed
is often unknown: then no actor is named. A perpetrator that is the country's own state is that state, whatever its
words ("police"). The place is the locality where one is named, else the district or the region.

The files end in .csv and are divided by tabs; a disclaimer and a line of headings stand above the header, in which
seven columns share three names. Unknown parts of a date are 99 and 9999. An end that is unknown leaves the start to
stand alone. A death toll has low and high from its scale only where several numbers were reported, or where number
and scale disagree (flag `fatalities_disorder`); injured that are words ("several") have those of their scale. Of the
sources, what the header calls the type is the name, and the other way round: both are kept in `details` as they are.
Where the point lies in the country with another letter of direction alone, both are kept as they are (flag
`point_outside_country`). The words are largely those of news agencies and are withheld from public releases.

PITF gives no id. `source_record_id` is the first 16 hexadecimal digits of the SHA-256 of the record's 73 fields, as
they came, joined by U+001F; exact repeats have `.2`, `.3` behind it and are reports, since two unclear killings of
a day can look the same.

From the network: nothing. The project is closed; take the files by hand. `inbox/pitf/` takes `.csv`, `.tsv`, `.txt`,
also in `.gz` and `.zip`.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

import duckdb

import warehouse
from pipelines.collecting import keep_files
from pipelines.feeds.pitf.layouts import RECORD_ID, opening
from pipelines.licences import Licence
from pipelines.snapshots import Snapshot
from pipelines.sources import Bounds, Collected, Counts, Feed, Progress, Request
from pipelines.tabular import Table, read_tables
from warehouse.ddl import quoted
from warehouse.home import Home

NAME = "pitf"
LICENCE = Licence(
    "pitf",
    "PITF Worldwide Atrocities: open, funded by the US government",
    None,
    rows_may_be_republished=True,
    text_may_be_republished=False,
    attribution="Political Instability Task Force Worldwide Atrocities Dataset",
)
MEDIA_TYPES = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), "text/tab-separated-values"),
    ".zip": "application/zip",
    ".gz": "application/gzip",
}
LIMIT = 100_000_000
"""Bytes of the largest file; all of the project's years have a fifth of it."""


def _angle(group: str, negative: str, positive: str) -> str:
    """Degrees, minutes, seconds and direction of a group of columns as decimal degrees, NULL where they are none."""
    degrees, minutes, seconds = (
        f"""try_cast(coalesce("{group} {part}", '{absent}') AS DOUBLE)"""
        for part, absent in (("Degrees", ""), ("Minutes", "0"), ("Seconds", "0"))
    )
    return (
        f"CASE WHEN {degrees} >= 0 AND {minutes} >= 0 AND {minutes} < 60 AND {seconds} >= 0 AND {seconds} < 60 THEN"
        f""" CASE trim("{group} Direction") WHEN '{negative}' THEN -1 WHEN '{positive}' THEN 1 END"""
        f" * round({degrees} + {minutes} / 60 + {seconds} / 3600, 6) END"
    )


def _extents() -> str:
    """What each country spans in degrees, as SQL: that of its places in GeoNames and the seeds, a degree wider."""
    with (Path(warehouse.__file__).parent / "seeds" / "places" / "extents.csv").open(encoding="utf-8") as file:
        _, *rows = csv.reader(file)
    return ", ".join(f"({quoted(code)}, {', '.join(str(int(bound)) for bound in bounds)})" for code, *bounds in rows)


_SQL = (Path(__file__).parent / "reports.sql").read_text("utf-8")
QUERY = (
    _SQL.replace("{extents}", _extents())
    .replace("{record_id}", RECORD_ID)
    .replace("{angle_of_latitude}", _angle("LATITUDE", "S", "N"))
    .replace("{angle_of_longitude}", _angle("LONGITUDE", "W", "E"))
)
TABLE = Table(opening, QUERY, key=RECORD_ID)


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files."""
    return keep_files(home, NAME, request.folder(NAME), MEDIA_TYPES, LICENCE, limit=LIMIT)


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Turn the records of files that were not read yet into reports."""
    return read_tables(connection, home, held, progress, TABLE)


FEED = Feed(
    name=NAME,
    title="PITF Worldwide Atrocities",
    publisher="Political Instability Task Force",
    homepage=None,
    citation="Schrodt, Philip A., and Jay Ulfelder. Political Instability Task Force Worldwide Atrocities Dataset.",
    trust="Coded by people from news agencies; killed noncombatants alone; most records of Syria are daily sums.",
    cadence="Closed; files are taken by hand.",
    licence=LICENCE,
    collect=collect,
    read=read,
    bounds=(Bounds(10, 50_000),),
)
