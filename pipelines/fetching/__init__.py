"""One polite way to the web: a named user agent, patience, limits, and no answer taken for what it is not.

Here belongs fetching one address. What the bytes mean, and where they are kept, does not. No message shows the query or
the user of an address: they may hold a key.
"""

from pipelines.fetching.addresses import is_private, is_web, shown
from pipelines.fetching.answers import CSV, JSON, WORKBOOK, XML, ZIP, Answer, Downloaded, Fetched, Tail
from pipelines.fetching.connection import Patience, user_agent
from pipelines.fetching.faults import FetchError
from pipelines.fetching.fetcher import Fetcher

__all__ = [
    "CSV",
    "JSON",
    "WORKBOOK",
    "XML",
    "ZIP",
    "Answer",
    "Downloaded",
    "FetchError",
    "Fetched",
    "Fetcher",
    "Patience",
    "Tail",
    "is_private",
    "is_web",
    "shown",
    "user_agent",
]
