"""ReliefWeb: reports and press releases of the UN, NGOs, governments and media on crises, collected by OCHA.

How far to trust it: as far as each source that a report names; ReliefWeb's editors choose and tag, they do not check.
Much is appeal, analysis or the retelling of events that others counted. The copyright stays with each source: the words
are withheld from public releases, the facts coded from them are not.

Each report is a document of its own, known by its id: an edited one (date.changed) takes the place of the earlier,
whichever was read first. Of a report that is a file only, the headline is coded.

From the network: API v2, with an app name that ReliefWeb has approved, in `CASUS_RELIEFWEB_APPNAME`; `scope` says what
is asked for. `inbox/reliefweb/` takes `.json`: the API's answers, or bare lists of their reports.
"""

from collections.abc import Sequence

import duckdb

from pipelines.collecting import keep_files, with_network
from pipelines.documents import read_documents
from pipelines.feeds.reliefweb.api import ADDRESS, APPNAME, CALLS, LIMIT, PAGE, collect_pages
from pipelines.feeds.reliefweb.reader import read as read_reports
from pipelines.feeds.reliefweb.scope import scope_from_environment
from pipelines.licences import Licence
from pipelines.rejects import Reject
from pipelines.snapshots import Snapshot
from pipelines.sources import Bounds, Collected, Counts, Feed, Progress, Request
from warehouse.home import Home

NAME = "reliefweb"
LICENCE = Licence(
    "reliefweb-sources",
    "Copyright of each source at ReliefWeb: text not republished",
    "https://reliefweb.int/terms-conditions",
    rows_may_be_republished=True,
    text_may_be_republished=False,
    attribution="Name the source and ReliefWeb.",
)


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files, and what changed at ReliefWeb since the last build. Raises UserError where that refuses."""
    files = keep_files(home, NAME, request.folder(NAME), {".json": "application/json"}, LICENCE, limit=LIMIT)
    return with_network(files, request, lambda: _changed(home))


def _changed(home: Home) -> Collected:
    pages, is_all = collect_pages(home, NAME, LICENCE, scope_from_environment())
    rest = f"More than {CALLS * PAGE:,} reports have changed, and the rest was not asked for"
    left = () if is_all else (Reject(NAME, ADDRESS, rest, "Build again: it goes on from there."),)
    return Collected(tuple(pages), left)


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Code the reports that are not coded yet."""
    return read_documents(connection, home, held, read_reports, progress)


FEED = Feed(
    name=NAME,
    title="ReliefWeb reports",
    publisher="UN Office for the Coordination of Humanitarian Affairs (OCHA); each report by its source",
    homepage="https://reliefweb.int/",
    citation="Cite each report by its source, title, date and address at ReliefWeb, as in the table documents.",
    trust="As far as each source that a report names; ReliefWeb chooses and tags, and does not check.",
    cadence="All day; a build asks for what changed since the last one.",
    licence=LICENCE,
    collect=collect,
    read=read,
    bounds=(Bounds(0, 1_000),),
    credential=APPNAME,
)
