"""Articles from addresses: which ones, and what their answers are kept as."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from pipelines import snapshots
from pipelines.feeds.article.inbox import FEED, LIMIT, URL_LIST
from pipelines.fetching import Fetcher, FetchError, shown
from pipelines.licences import UNKNOWN
from pipelines.rejects import Reject
from pipelines.snapshots import Snapshot
from pipelines.sources import Collected
from warehouse.errors import UserError
from warehouse.home import Home

ACCEPTED = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")


def listed(folder: Path | None) -> list[str]:
    """The addresses in the inbox's `urls.txt`, one a line, `#` before a comment. Raises UserError where it is no UTF-8
    text.
    """
    path = folder / URL_LIST if folder else None
    if path is None or not path.exists():
        return []
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be read ({error})", "Write one address a line, as UTF-8.") from error
    return [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]


def collect_addresses(home: Home, urls: Iterable[str], offline: bool) -> Collected:
    """Fetch every address once; an address that gives nothing is refused alone."""
    new: list[Snapshot] = []
    refused: list[Reject] = []
    fetcher, held = Fetcher(), snapshots.held(home, FEED)
    for url in dict.fromkeys(urls):
        try:
            if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
                raise FetchError("It is no web address", "Give it as https://...")
            if offline:
                raise FetchError(
                    "It was not fetched: the network is forbidden", "Run without --offline or CASUS_OFFLINE."
                )
            new += _collect(home, fetcher, held, url)
        except ValueError:
            refused.append(Reject(FEED, url[:200], "It is no web address", "Give it as https://..."))
        except UserError as error:
            refused.append(Reject(FEED, shown(url), error.problem, error.remedy))
    return Collected(tuple(new), tuple(refused))


def _collect(home: Home, fetcher: Fetcher, held: Sequence[Snapshot], url: str) -> list[Snapshot]:
    before = next((s for s in reversed(held) if s.address == url), None)
    validators = before.transport if before else {}
    answer = fetcher.fetch(
        url,
        accept=ACCEPTED,
        limit=LIMIT,
        etag=validators.get("etag"),
        last_modified=validators.get("last_modified"),
    )
    if answer.content is None:
        return []
    parts = urlsplit(url)
    transport = {"etag": answer.etag, "last_modified": answer.last_modified}
    snapshot = snapshots.store(
        home,
        answer.content,
        feed=FEED,
        name=parts.path.rstrip("/").rpartition("/")[2] or str(parts.hostname),
        origin="network",
        address=url,
        media_type=answer.media_type,
        licence_id=UNKNOWN.licence_id,
        details={"charset": answer.charset} if answer.charset else None,
        transport={key: value for key, value in transport.items() if value},
    )
    if before and snapshot.address == url and snapshot.seen_at < before.seen_at:
        snapshots.see_again(home, snapshot)
    known = {s.snapshot_id for s in held}
    return [] if snapshot.snapshot_id in known else [snapshot]
