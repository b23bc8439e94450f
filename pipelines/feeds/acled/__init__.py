"""ACLED: political violence, demonstrations and what else mattered, coded by people from many sources, weekly.

How far to trust it: far, for what happened, where and when; researchers code each event from local and other sources
and go on correcting it. Actor 1 and actor 2 say no direction but in violence against civilians: they stand as source
and target here all the same. The dead are one number, the lower one where sources differ.

Never republished. ACLED's terms forbid giving its data to others, and using them to benchmark data of the same kind:
rows, texts, ids, links and rejects of this feed stay in the house (`warehouse.licensing`), and no figure of accuracy
rests on them.

- A zero in `fatalities` means none or not known, and ACLED does not say which: it is no count, so the three numbers are
  empty then, and `details` has the zero as given. A number above zero is the best one; no bounds are made up.
- time_precision 1 is the day; 2 the days around the middle of the week, three to each side; 3 the month.
- geo_precision 1 is the place itself, 2 nearby, 3 a province: then its name is the place, and the point its capital.
- The country is found by its ISO number, whose leading zeros ACLED drops, and by name where that fails (Kosovo).
- Codes of actors (`inter1`) are numbers or words, as the export was asked for; they are kept as they came. Crowd sizes
  from tags or notes are in `details` as words: "about 100" is no number.
- Exports before 20 March 2023 have other columns; both are read. An event's row with a later `timestamp` counts,
  whichever file came first; what ACLED deleted ends when Casus comes to know of it.

From the network: with `CASUS_ACLED_USER` and `CASUS_ACLED_PASSWORD`, what happened since `CASUS_ACLED_FROM` (a day;
else a year ago) in `CASUS_ACLED_COUNTRIES` ("Iraq|Syria"; else everywhere), then what changed. `inbox/acled/` takes
exports of events as `.csv`, also in `.gz` and `.zip`, or `.json`, and lists of deleted ones (event_id_cnty,
deleted_timestamp) as `.csv` or `.json`.
"""

from pipelines.collecting import keep_files, with_network
from pipelines.feeds.acled.access import ACCOUNT, LIMIT
from pipelines.feeds.acled.pages import collect_pages
from pipelines.feeds.acled.reading import read
from pipelines.licences import Licence
from pipelines.sources import Bounds, Collected, Feed, Request
from warehouse.home import Home

NAME = "acled"
LICENCE = Licence(
    "acled",
    "ACLED terms and conditions: no passing on, no benchmarking",
    "https://acleddata.com/terms-and-conditions",
    rows_may_be_republished=False,
    text_may_be_republished=False,
    attribution="Armed Conflict Location & Event Data (ACLED), acleddata.com, with the day of access.",
)
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".zip": "application/zip",
    ".gz": "application/gzip",
}


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files, and what changed at ACLED since the last build. Raises UserError where ACLED refuses."""
    files = keep_files(home, NAME, request.folder(NAME), MEDIA_TYPES, LICENCE, limit=5 * LIMIT)
    return with_network(files, request, lambda: Collected(tuple(collect_pages(home, NAME, LICENCE))))


FEED = Feed(
    name=NAME,
    title="Armed Conflict Location & Event Data (ACLED)",
    publisher="ACLED",
    homepage="https://acleddata.com/",
    citation="Raleigh, Clionadh, Roudabeh Kishi and Andrew Linke. 2023. Political instability patterns are obscured by"
    " conflict dataset scope conditions, sources, and coding choices. Humanities and Social Sciences"
    " Communications 10: 74.",
    trust="Coded by people from many sources and corrected for years; a zero in its deaths may mean unknown.",
    cadence="Every week.",
    licence=LICENCE,
    collect=collect,
    read=read,
    bounds=(Bounds(1, 5_000_000),),
    credential=ACCOUNT,
    interval_days=14,
)
