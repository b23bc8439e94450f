"""News feeds: RSS 2.0 (and its forerunners 0.9x) and Atom, from the network or from files.

How far to trust it: as far as each publisher, and less than an article: most items are a headline and a summary, many a
headline alone, which is coded too (how many, `readings.issues` says). A publisher's own claim of what its forces did is
one side's word. Works of the US federal government are in the public domain; the words of all others are withheld from
public releases, the facts coded from them are not.

Each item is a document of its own, known by its guid: the same item in tomorrow's feed is not coded again, an edited
one takes the place of the earlier, and one that has rolled out of the feed stays. An item without a date is refused:
none is assumed.

Addresses: `CASUS_RSS_URLS` (separated by white space), else `inbox/rss/urls.txt` (one a line), else DEFAULT_ADDRESSES.
Each is asked only whether it changed. `inbox/rss/` takes `.xml`, `.rss` and `.atom`.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipelines import snapshots
from pipelines.collecting import keep_addresses, keep_files, listed
from pipelines.documents import read_documents
from pipelines.feeds.rss.reader import read as read_items
from pipelines.fetching import XML
from pipelines.licences import UNKNOWN
from pipelines.snapshots import Snapshot
from pipelines.sources import Bounds, Collected, Counts, Feed, Progress, Request
from warehouse.errors import UserError
from warehouse.home import Home, is_offline

NAME = "rss"
URL_LIST = "urls.txt"
MEDIA_TYPES = {".xml": "application/xml", ".rss": "application/rss+xml", ".atom": "application/atom+xml"}
LIMIT = 20_000_000
"""Bytes of the largest feed; one of 10,000 items with their texts has a quarter of it."""
DEFAULT_ADDRESSES = (
    "https://www.war.gov/DesktopModules/ArticleCS/RSS.ashx?ContentType=9&Site=945&max=20",
    "https://www.centcom.mil/DesktopModules/ArticleCS/RSS.ashx?ContentType=2&Site=808&isdashboardselected=0&max=20",
    "https://news.un.org/feed/subscribe/en/news/topic/peace-and-security/feed/rss.xml",
)
"""Releases of the US Department of War, press releases of US Central Command, UN News on peace and security."""


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files and the addresses. Raises UserError where no address could be read and no file ever was."""
    folder = request.folder(NAME)
    offline = request.offline or is_offline()
    files = keep_files(home, NAME, folder, MEDIA_TYPES, UNKNOWN, limit=LIMIT, passed_over=(URL_LIST,))
    named = _named(folder)
    urls = named or (() if offline else DEFAULT_ADDRESSES)
    feeds = keep_addresses(home, NAME, urls, UNKNOWN, accept=XML, limit=LIMIT, offline=offline)
    has_files = any(snapshot.origin == "inbox" for snapshot in snapshots.held(home, NAME))
    if urls and not offline and not has_files and len(feeds.rejects) == len(dict.fromkeys(urls)):
        raise UserError(f"None of its addresses could be read; {feeds.rejects[0].reason}", feeds.rejects[0].remedy)
    return Collected((*files.snapshots, *feeds.snapshots), (*files.rejects, *feeds.rejects))


def read(connection: duckdb.DuckDBPyConnection, home: Home, held: Sequence[Snapshot], progress: Progress) -> Counts:
    """Code the items that are not coded yet."""
    return read_documents(connection, home, held, read_items, progress)


def _named(folder: Path | None) -> Sequence[str]:
    """The addresses that a person gave, which take the place of the default ones."""
    return os.environ.get("CASUS_RSS_URLS", "").split() or (listed(folder / URL_LIST) if folder else [])


FEED = Feed(
    name=NAME,
    title="News feeds (RSS and Atom)",
    publisher="The publisher of each feed",
    homepage=None,
    citation="Cite each item by its publisher, title, date and address, as in the table documents.",
    trust="As far as each publisher; items are headlines and summaries, and often one side's word.",
    cadence="As often as a build asks; most feeds change several times a day.",
    licence=UNKNOWN,
    collect=collect,
    read=read,
    bounds=(Bounds(0, 1_000),),
)
