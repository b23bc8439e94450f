"""Bringing lists of texts into the snapshots: files of a folder, and addresses that are asked whether they changed.

Here belongs what feeds of documents share. What the bytes mean, and which addresses there are, belongs to each feed.
"""

import os
import stat
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from pipelines import snapshots
from pipelines.fetching import Fetcher, is_web, shown
from pipelines.inbox import entries, remedy_of, unreadable
from pipelines.licences import Licence
from pipelines.rejects import Reject
from pipelines.snapshots import FileError, Snapshot
from pipelines.sources import Collected, Request
from warehouse.errors import UserError
from warehouse.home import Home, is_offline

LIST_LIMIT = 10_000_000
"""Bytes of the largest list of addresses: some hundred thousand of them."""


def keep_files(
    home: Home,
    feed: str,
    folder: Path | None,
    media_types: Mapping[str, str],
    licence: Licence,
    *,
    limit: int,
    passed_over: Collection[str] = (),
    described: Callable[[str], tuple[str, Mapping[str, str]]] | None = None,
) -> Collected:
    """Keep every file of the folder whose ending is a key of `media_types` and that has at most `limit` bytes; tell of
    everything else in it. `described` gives licence id and details of a file by its name, where each has its own.
    """
    if folder is None:
        return Collected()
    found = entries(folder, feed, tuple(media_types), limit, "Divide it into several files.", passed_over)
    held = {snapshot.snapshot_id: snapshot for snapshot in snapshots.held(home, feed)}
    new: list[Snapshot] = []
    for label, path in found.files.items():
        licence_id, details = described(label) if described else (licence.licence_id, None)
        try:
            snapshot = snapshots.store(
                home,
                path,
                feed=feed,
                name=label,
                origin="inbox",
                media_type=media_types[path.suffix.lower()],
                licence_id=licence_id,
                details=details,
                inbox=folder.parent,
            )
        except OSError as error:
            found.rejects.append(unreadable(feed, label, error))
        except FileError as error:
            found.rejects.append(Reject(feed, label, error.problem, error.remedy))
        else:
            if snapshot.snapshot_id not in held:
                new.append(snapshot)
                held[snapshot.snapshot_id] = snapshot
            elif odd := snapshots.note_return(home, snapshot, label, found.files, held.values()):
                found.rejects.append(Reject(feed, label, odd, "Remove one of the two."))
    return Collected(tuple(new), tuple(found.rejects))


def with_network(files: Collected, request: Request, fetch: Callable[[], Collected]) -> Collected:
    """The inbox's files and what `fetch` brings, where the network is allowed.

    A UserError of `fetch` is told beside the files, which are not lost by it.
    """
    if request.offline or is_offline():
        return files
    try:
        fetched = fetch()
    except UserError as error:
        return replace(files, failure=str(error))
    return Collected((*files.snapshots, *fetched.snapshots), (*files.rejects, *fetched.rejects))


def most_files(variable: str, default: int) -> int:
    """How many files a run fetches at most, as the environment has it. Raises UserError where that is no number."""
    text = os.environ.get(variable, "").strip() or str(default)
    if not text.isdecimal():
        raise UserError(f"{variable} is {text!r}, which is no number", "Say how many files to fetch at most.")
    return int(text)


def keep_addresses(
    home: Home,
    feed: str,
    urls: Iterable[str],
    licence: Licence,
    *,
    accept: Collection[str],
    limit: int,
    offline: bool,
) -> Collected:
    """Keep what stands at each address, if that changed since it was last kept; one that gives nothing is refused
    alone.
    """
    new: list[Snapshot] = []
    refused: list[Reject] = []
    fetcher, held = Fetcher(), snapshots.held(home, feed)
    addresses = list(dict.fromkeys(urls))
    snapshots.expect_again(home, (s for s in held if s.address and s.address not in addresses and not offline))
    for url in addresses:
        if not is_web(url):
            refused.append(Reject(feed, url[:200], "It is no web address", "Give it as https://..."))
        elif offline:
            reason = "It was not fetched: the network is forbidden"
            refused.append(Reject(feed, shown(url), reason, "Run without --offline or CASUS_OFFLINE."))
        else:
            try:
                new += _keep_address(home, fetcher, held, url, feed=feed, accept=accept, limit=limit, licence=licence)
            except UserError as error:
                refused.append(Reject(feed, shown(url), error.problem, error.remedy))
    return Collected(tuple(new), tuple(refused))


def listed(path: Path) -> list[str]:
    """The addresses in a file, one a line, `#` before a comment; none where there is no file. Raises UserError where it
    is no UTF-8 text.
    """
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > LIST_LIMIT:
            raise ValueError(f"it is no file of at most {LIST_LIMIT:,} bytes")
        lines = path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror})", remedy_of(error)) from error
    except ValueError as error:
        raise UserError(f"{path} cannot be read ({error})", "Write one address a line, as UTF-8.") from error
    return [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]


def _keep_address(
    home: Home,
    fetcher: Fetcher,
    held: Sequence[Snapshot],
    url: str,
    *,
    feed: str,
    accept: Collection[str],
    limit: int,
    licence: Licence,
) -> list[Snapshot]:
    before = next((s for s in reversed(held) if s.address == url), None)
    validators = before.transport if before else {}
    answer = fetcher.fetch(
        url,
        accept=accept,
        limit=limit,
        etag=validators.get("etag"),
        last_modified=validators.get("last_modified"),
    )
    if answer.content is None:
        if before:
            snapshots.meet_again(home, before)
        return []
    parts = urlsplit(url)
    transport = {"etag": answer.etag, "last_modified": answer.last_modified}
    snapshot = snapshots.store(
        home,
        answer.content,
        feed=feed,
        name=parts.path.rstrip("/").rpartition("/")[2] or str(parts.hostname),
        origin="network",
        address=url,
        media_type=answer.media_type,
        licence_id=licence.licence_id,
        details={"charset": answer.charset} if answer.charset else None,
        transport={key: value for key, value in transport.items() if value},
    )
    if before and snapshot.address == url and snapshot.seen_at < before.seen_at:
        snapshots.see_again(home, snapshot)
    known = {s.snapshot_id for s in held}
    return [] if snapshot.snapshot_id in known else [snapshot]
