"""Articles from addresses: what their answers may be."""

from collections.abc import Iterable

from pipelines.collecting import keep_addresses
from pipelines.feeds.article.inbox import FEED, LIMIT
from pipelines.licences import UNKNOWN
from pipelines.sources import Collected
from warehouse.home import Home

ACCEPTED = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")


def collect_addresses(home: Home, urls: Iterable[str], offline: bool) -> Collected:
    """Fetch every address once; an address that gives nothing is refused alone."""
    return keep_addresses(home, FEED, urls, UNKNOWN, accept=ACCEPTED, limit=LIMIT, offline=offline)
