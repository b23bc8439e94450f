"""Document feeds: from snapshots to texts to coded reports, once each.

Here belongs which texts are coded, and what a later text of the same source does to an earlier one. How a source's
bytes become a text is the feed's reader's to say; how events become rows belongs to `reports`.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from inspect import getfile
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import duckdb

from pipelines import rejects, snapshots
from pipelines.coders import Coder, coder_name
from pipelines.contents import Article, Contents, Reader, Refusal
from pipelines.fetching import shown
from pipelines.licences import add_licences, named
from pipelines.rejects import NOTHING_TO_DO, Reject
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
"""Snapshots that are read at a time."""
CHUNK = 256
"""Texts that are coded and written at a time."""


@dataclass
class _Batch:
    """What a batch of snapshots adds to the shelf, what of it was refused, and how the reading of each went."""

    texts: list[tuple[Article, Text]] = field(default_factory=list)
    refused: list[Reject] = field(default_factory=list)
    readings: list[dict[str, Any]] = field(default_factory=list)


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
    rules = rules_of(reader)
    unread = [snapshot for snapshot in held if shelf.is_unread(snapshot, coder_name(), rules)]
    coder = Coder()
    label = f"Coding {held[0].feed} texts" if held else ""
    done, due, counts = 0, len(unread), Counts()
    for known_at, group in groupby(unread, key=lambda s: present if shelf.knows(s) else s.retrieved_at):
        while snapshots_read := list(islice(group, BATCH)):
            progress(label, done, due)
            batch = _read(home, snapshots_read, reader, shelf, known_at)
            _add_licences(connection, snapshots_read, batch)
            due += len(batch.texts) - len(snapshots_read)
            for chunk in _chunks(batch.texts):
                progress(label, done, due)
                written, rejected = _write(connection, chunk, shelf, known_at, coder)
                batch.refused += rejected
                counts += written
                done += len(chunk)
            ended, _ = _write(connection, [], shelf, known_at, coder)
            counts += Counts(rejects=len(batch.refused)) + ended
            _note(connection, snapshots_read, batch, rules)
    if unread:
        progress(label, due, due)
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


def rules_of(reader: Reader) -> str:
    """The rules of reading of a feed: a hash of its folder. With other rules, what was read is read again."""
    digest = hashlib.sha256()
    for file in sorted(Path(getfile(reader)).parent.glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def _read(home: Home, batch: Sequence[Snapshot], reader: Reader, shelf: Shelf, known_at: datetime) -> _Batch:
    """The texts that the snapshots add to the shelf, what was refused, and a row of `readings` for each."""
    result, names = _Batch(), {snapshot.snapshot_id: snapshot for snapshot in batch}
    for snapshot in batch:
        found = reader(snapshot, snapshots.content(home, snapshot))
        refusals = [*found.refusals]
        for article, text, replaced, refusal in _shelve(snapshot, found, shelf, known_at):
            if text:
                result.texts.append((article, text))
            if refusal:
                refusals.append(refusal)
            if replaced and replaced.is_new and replaced.seen_at == snapshot.seen_at:
                result.refused.append(_reject(names[replaced.snapshot_id], _same_source(snapshot, article)))
        if found.articles:
            shelf.keep_only(snapshot, {article.document_id for article in found.articles}, known_at)
        result.refused += [_reject(snapshot, refusal) for refusal in refusals]
        result.readings.append(_reading(snapshot, found, sum(not refusal.is_note for refusal in refusals)))
    return result


def _shelve(
    snapshot: Snapshot, found: Contents, shelf: Shelf, known_at: datetime
) -> Iterator[tuple[Article, Text | None, Text | None, Refusal | None]]:
    """Each article, the latest first: its text if it is new, the text that it replaces, and why it is no document."""
    taken: dict[str, Article] = {}
    for article in sorted(found.articles, key=lambda a: a.changed_at or datetime.min.replace(tzinfo=UTC), reverse=True):
        source, holder = source_of(article, snapshot), shelf.holder(article.document_id)
        if source in taken:
            reason = f"It repeats {taken[source].record}, which was taken"
        elif article.source_record_id and holder and (holder.feed, holder.source) != (snapshot.feed, source):
            reason = f"It has the same text as {holder.source} of the feed {holder.feed}, and a text is one document"
        else:
            taken[source] = article
            text, replaced = shelf.take(article, snapshot, known_at, coder_name())
            if text or shelf.holder(article.document_id):
                yield article, text, replaced, None
                continue
            reason = "A later version of it is held"
        yield article, None, None, Refusal(reason, NOTHING_TO_DO, article.text, article.record)


def _same_source(later: Snapshot, article: Article) -> Refusal:
    reason = f"It has the address of {later.name} and another text; {later.name} was taken for the latest"
    remedy = "If they are two articles, correct the url in one of their sidecars."
    if article.source_record_id:
        reason = f"{article.source_record_id} stands in {later.name} with another text, which was taken for the latest"
        remedy = NOTHING_TO_DO
    return Refusal(reason, remedy, is_note=True)


def _reading(snapshot: Snapshot, found: Contents, rejected: int) -> dict[str, Any]:
    read = len(found.articles) + sum(not refusal.is_note for refusal in found.refusals)
    return {
        "snapshot_id": snapshot.snapshot_id,
        "feed": snapshot.feed,
        "licence_id": snapshot.licence_id,
        "layout": found.layout,
        "rules": coder_name(),
        "records_read": read,
        "records_taken": read - rejected,
        "records_rejected": rejected,
        "issues": found.issues,
        "replaced_by": None,
    }


def _chunks(texts: Sequence[tuple[Article, Text]]) -> Iterator[Sequence[tuple[Article, Text]]]:
    return (texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK))


def _add_licences(connection: duckdb.DuckDBPyConnection, batch: Sequence[Snapshot], result: _Batch) -> None:
    of_snapshots = [named(s.details["licence"]) for s in batch if "licence" in s.details]
    add_licences(connection, [*of_snapshots, *(article.licence for article, _ in result.texts if article.licence)])


def _note(connection: duckdb.DuckDBPyConnection, batch: Sequence[Snapshot], result: _Batch, rules: str) -> None:
    """Put what was refused, and how the reading went, in the place of what the snapshots' last reading said."""
    read = [snapshot.snapshot_id for snapshot in batch]
    rejects.replace_read(connection, read, result.refused)
    connection.execute("DELETE FROM readings WHERE list_contains(?, snapshot_id)", [read])
    insert(connection, BY_NAME["readings"], [{**row, "rules": rules} for row in result.readings])


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
    place = shown(snapshot.address) if snapshot.address else snapshot.name
    return Reject(
        snapshot.feed,
        ", ".join(filter(None, (place, refusal.record))),
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
        "source_record_id": text.source,
        "changed_at": text.changed_at,
        "licence_id": text.licence_id,
        "character_count": len(article.text),
        "text_sha256": hashlib.sha256(article.text.encode()).hexdigest(),
        "text": article.text,
        "coder": text.coder,
        "recorded_at": text.recorded_at,
        "replaced_at": text.replaced_at,
    }
