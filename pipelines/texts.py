"""Texts that a person names on the command line: a file, an address, standard input, or many as JSON lines.

One text is read as the article feed reads it, without being kept; what it lacks is said with the command's own remedy.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipelines.coding.record import Document
from pipelines.evaluation.records import document, read_docs
from pipelines.feeds.article import sidecar
from pipelines.feeds.article.inbox import FEED, LIMIT, MEDIA_TYPES
from pipelines.feeds.article.reader import read
from pipelines.feeds.article.web import ACCEPTED
from pipelines.fetching import Fetcher
from pipelines.licences import UNKNOWN
from pipelines.snapshots import Snapshot
from warehouse.errors import UserError
from warehouse.home import is_offline, now


def read_jsonl(path: Path) -> Iterator[Document]:
    """The documents of a JSON-lines file; raises RecordError, which names file and line."""
    yield from map(document, read_docs(path))


def read_one(source: str, published: str | None) -> Document:
    """The document in a file, at an address, or on standard input (`-`).

    `published` overrides the sidecar, the page and the dateline. Raises UserError where there is no text or no day.
    """
    facts = _day(published)
    if source.startswith(("http://", "https://")):
        snapshot, content = _fetched(source, facts)
    elif source == "-":
        snapshot, content = _snapshot("standard input", sys.stdin.buffer.read(), "text/plain", facts)
    else:
        snapshot, content = _from_file(Path(source), facts)
    found = read(snapshot, content)
    if not found.articles:
        said = found.refusals[-1]
        is_undated = "no publication date" in said.reason
        raise UserError(f"{source}: {said.reason}", "Give it with --published DATE." if is_undated else said.remedy)
    (article,) = found.articles
    return Document(
        doc_id=Path(snapshot.name).stem if source != "-" else "stdin",
        text=article.text,
        published=article.published_on,
        title=article.title,
        source=article.publisher,
    )


def _from_file(path: Path, facts: dict[str, str]) -> tuple[Snapshot, bytes]:
    media_type = MEDIA_TYPES.get(path.suffix.lower(), "text/plain")
    try:
        if path.stat().st_size > LIMIT:
            raise UserError(f"{path} has more than {LIMIT / 1e6:.0f} MB", "Divide it into its articles.")
        content = path.read_bytes()
        beside = path.with_suffix(".json")
        written = beside.read_text("utf-8") if beside != path and beside.is_file() else "{}"
    except FileNotFoundError as error:
        raise UserError(f"{path}: no such file", "Name a text or HTML file, an address, or -.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read ({error})", "Name a file that you may read, as UTF-8.") from error
    sidecar.parse(written)
    return _snapshot(path.name, content, media_type, json.loads(written) | facts)


def _fetched(url: str, facts: dict[str, str]) -> tuple[Snapshot, bytes]:
    if is_offline():
        raise UserError(f"{url} was not fetched: the network is forbidden", "Unset CASUS_OFFLINE.")
    answer = Fetcher().fetch(url, accept=ACCEPTED, limit=LIMIT)
    assert answer.content is not None, "an answer without content comes only to a conditional request"
    name = url.rstrip("/").rpartition("/")[2] or url
    return _snapshot(name, answer.content, answer.media_type, facts, url, answer.charset)


def _snapshot(
    name: str,
    content: bytes,
    media_type: str,
    facts: dict[str, str],
    address: str | None = None,
    charset: str | None = None,
) -> tuple[Snapshot, bytes]:
    moment = now()
    details = {"sidecar": json.dumps(facts)} if facts else {}
    snapshot = Snapshot(
        snapshot_id=hashlib.sha256(content).hexdigest(),
        feed=FEED,
        name=name,
        origin="network" if address else "inbox",
        address=address,
        media_type=media_type,
        byte_count=len(content),
        licence_id=UNKNOWN.licence_id,
        retrieved_at=moment,
        described_at=moment,
        seen_at=moment,
        details=details | ({"charset": charset} if charset else {}),
    )
    return snapshot, content


def _day(published: str | None) -> dict[str, str]:
    if published is None:
        return {}
    try:
        return {"published_on": date.fromisoformat(published).isoformat()}
    except ValueError as error:
        raise UserError(f"--published {published!r} is no day", "Give it as 2024-09-27.") from error
