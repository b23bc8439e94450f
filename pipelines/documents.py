"""Document feeds: from snapshots to texts to coded reports, once each.

Here belongs which texts are coded, and what a later text of the same source does to an earlier one. How a source's
bytes become a text is the feed's reader's to say; how events become rows belongs to `reports`.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any

import duckdb

from pipelines import rejects, snapshots
from pipelines.coders import Coder, coder_name
from pipelines.fetching import shown
from pipelines.licences import add_licences, named
from pipelines.rejects import Reject
from pipelines.reports import Reading, attach, stage
from pipelines.revisions import revise
from pipelines.shelf import Shelf, Text, source_of
from pipelines.snapshots import Snapshot
from pipelines.sources import Counts, Progress
from warehouse.ddl import quoted
from warehouse.derive import count_rows
from warehouse.home import Home, now
from warehouse.rows import insert
from warehouse.tables import BY_NAME

BATCH = 64
"""Snapshots that are read, coded and written at a time."""


@dataclass(frozen=True)
class Article:
    """A text to code, with its facts. `published_basis` is a code of that vocabulary; `language` ISO 639-1."""

    text: str
    published_on: date
    published_basis: str
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None

    @property
    def document_id(self) -> str:
        """The same for the same text, wherever it stands."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Refusal:
    """Why a snapshot gave no text, or what was wrong with it although it did."""

    reason: str
    remedy: str
    raw: str | None = None


Reader = Callable[[Snapshot, bytes], tuple[Article | None, list[Refusal]]]
"""A feed's reader: the text in a snapshot's bytes, if there is one, and what is to be refused."""


def read_documents(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    held: Sequence[Snapshot],
    reader: Reader,
    progress: Progress,
) -> Counts:
    """Read and code what was not yet, or is described otherwise than when it was, or was coded by another coder.

    A report is recorded at the time of its snapshot when that is read for the first time (also when the warehouse is
    rebuilt), else now.
    """
    shelf, present = Shelf(connection, held), now()
    unread = [snapshot for snapshot in held if shelf.is_unread(snapshot, coder_name())]
    coder = Coder()
    label = f"Coding {held[0].feed} texts" if held else ""
    done, counts = 0, Counts()
    for known_at, group in groupby(unread, key=lambda s: present if shelf.knows(s) else s.retrieved_at):
        while batch := list(islice(group, BATCH)):
            progress(label, done, len(unread))
            texts, refused = _texts(home, batch, reader, shelf, known_at)
            add_licences(connection, [named(s.details["licence"]) for s in batch if "licence" in s.details])
            written, rejected = _write(connection, texts, shelf, known_at, coder)
            refused += rejected
            rejects.replace_read(connection, [s.snapshot_id for s in batch], refused)
            counts += Counts(rejects=len(refused)) + written
            done += len(batch)
    if unread:
        progress(label, done, len(unread))
        coder.tell()
    return counts


def retire(connection: duckdb.DuckDBPyConnection, gone: Sequence[Snapshot]) -> None:
    """End the texts of these snapshots, and their reports, now."""
    connection.execute(
        "UPDATE documents SET replaced_at = greatest(recorded_at, ?)"
        " WHERE list_contains(?, snapshot_id) AND replaced_at IS NULL",
        [now(), [snapshot.snapshot_id for snapshot in gone]],
    )
    connection.execute(
        "UPDATE reports SET superseded_at = greatest(recorded_at, ?)"
        " WHERE list_contains(?, snapshot_id) AND superseded_at IS NULL",
        [now(), [snapshot.snapshot_id for snapshot in gone]],
    )


def _texts(
    home: Home, batch: Sequence[Snapshot], reader: Reader, shelf: Shelf, known_at: datetime
) -> tuple[list[tuple[Article, Text]], list[Reject]]:
    """The texts that the batch adds to the shelf, and what was refused."""
    texts, refused = [], []
    names = {snapshot.snapshot_id: snapshot for snapshot in batch}
    for snapshot in batch:
        article, refusals = reader(snapshot, snapshots.content(home, snapshot))
        refused += [_reject(snapshot, refusal) for refusal in refusals]
        if article is None:
            continue
        source = source_of(article.url, snapshot.name, article.published_on)
        text, replaced = shelf.take(article.document_id, snapshot, source, known_at, coder_name())
        if text:
            texts.append((article, text))
        for rival in replaced:
            if rival.is_new and rival.seen_at == snapshot.seen_at and rival.snapshot_id in names:
                refused.append(_reject(names[rival.snapshot_id], _same_address(snapshot)))
    return texts, refused


def _same_address(snapshot: Snapshot) -> Refusal:
    return Refusal(
        f"It has the address of {snapshot.name} and another text; {snapshot.name} was taken for the latest",
        "If they are two articles, correct the url in one of their sidecars.",
    )


def _write(
    connection: duckdb.DuckDBPyConnection,
    texts: Sequence[tuple[Article, Text]],
    shelf: Shelf,
    known_at: datetime,
    coder: Coder,
) -> tuple[Counts, list[Reject]]:
    """Write the documents, code those that are current, and hold their reports against those of all texts concerned.

    A text's licence is the one in force: it covers the reports that were superseded, too.
    """
    rows = {text.document_id: _row(article, text) for article, text in texts}
    replaced = shelf.take_replaced()
    scope = sorted(rows.keys() | {text.document_id for text in replaced})
    if not scope:
        return Counts(), []
    current = [row for row in rows.values() if row["replaced_at"] is None]
    coded = coder.code(current)
    before = count_rows(connection, "documents")
    connection.execute("DELETE FROM documents WHERE list_contains(?, document_id)", [list(rows)])
    insert(connection, BY_NAME["documents"], list(rows.values()))
    for text in replaced:
        connection.execute(
            "UPDATE documents SET replaced_at = ? WHERE document_id = ?", [text.replaced_at, text.document_id]
        )
    connection.execute(
        "UPDATE reports SET licence_id = documents.licence_id FROM documents"
        " WHERE reports.document_id = documents.document_id AND list_contains(?, documents.document_id)"
        " AND reports.licence_id <> documents.licence_id",
        [list(rows)],
    )
    reading = Reading()
    for row, events in zip(current, coded, strict=True):
        reading.add(row, events)
    listed = ", ".join(quoted(document_id) for document_id in scope)
    revision = revise(connection, stage(connection, reading), f"document_id IN ({listed})", known_at)
    attach(connection, reading)
    added = count_rows(connection, "documents") - before
    return Counts(added, revision.added, revision.superseded), coder.rejects(current)


def _reject(snapshot: Snapshot, refusal: Refusal) -> Reject:
    return Reject(
        snapshot.feed,
        shown(snapshot.address) if snapshot.address else snapshot.name,
        refusal.reason,
        refusal.remedy,
        refusal.raw,
        snapshot.snapshot_id,
        snapshot.licence_id,
    )


def _row(article: Article, text: Text) -> dict[str, Any]:
    return {
        "document_id": article.document_id,
        "feed": text.feed,
        "snapshot_id": text.snapshot_id,
        "title": article.title,
        "publisher": article.publisher,
        "published_on": article.published_on,
        "published_basis": article.published_basis,
        "language": article.language,
        "url": article.url,
        "licence_id": text.licence_id,
        "character_count": len(article.text),
        "text_sha256": hashlib.sha256(article.text.encode()).hexdigest(),
        "text": article.text,
        "coder": text.coder,
        "recorded_at": text.recorded_at,
        "replaced_at": text.replaced_at,
    }
