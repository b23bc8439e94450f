"""A small document feed in a test: its texts and lists of texts, and the builds that read them."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pytest

from pipelines import snapshots
from pipelines.coding.record import CodedEvent, Document, Span
from pipelines.contents import Article, Contents, Refusal
from pipelines.documents import read_documents
from pipelines.feed import _mark_as_read
from pipelines.licences import named
from pipelines.snapshots import Snapshot
from pipelines.sources import Counts
from warehouse.home import Home
from warehouse.tables import BY_NAME

EPOCH = 1_700_000_000


class Desk:
    """A small document feed: `give` puts a text into the snapshots, `build` reads them as a build does.

    Its coder finds one attack at each "!" and counts the texts that it was given.
    """

    def __init__(self, home: Home, connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.connection = connection
        self.patch = monkeypatch
        self.coded: list[str] = []
        monkeypatch.setattr("pipelines.coding.coder.code", self.code)
        self.by_coder("first")
        self.at(0)

    def at(self, second: int) -> None:
        self.patch.setenv("SOURCE_DATE_EPOCH", str(EPOCH + second))

    def by_coder(self, name: str) -> None:
        self.patch.setattr("pipelines.documents.coder_name", lambda: name)

    def give(self, text: str, name: str = "a.txt", licence_id: str = "unknown", **details: str) -> Snapshot:
        return snapshots.store(
            self.home,
            text.encode(),
            feed="article",
            name=name,
            origin="inbox",
            media_type="text/plain",
            licence_id=licence_id,
            details=details or None,
        )

    def give_records(self, *records: dict[str, Any], name: str = "list.json") -> Snapshot:
        return self.give("\n".join(map(json.dumps, records)), name)

    def build(self) -> Counts:
        held = snapshots.held(self.home, "article")
        counts = read_documents(self.connection, self.home, held, read, lambda *_: None)
        _mark_as_read(self.connection, held)
        return counts

    def forget(self) -> None:
        """Lose the database and keep the snapshots."""
        for table in BY_NAME:
            self.connection.execute(f"DELETE FROM {table}")

    def code(self, documents: Iterable[Document], *, processes: int) -> Iterator[tuple[Document, list[CodedEvent]]]:
        for document in documents:
            self.coded.append(document.text)
            marks = [Span(i, i + 1) for i, letter in enumerate(document.text) if letter == "!"]
            yield document, [CodedEvent(document.doc_id, "attack", "bombing", "occurred", m, m) for m in marks]

    def readings(self) -> list[tuple[Any, ...]]:
        """Name, read, taken, rejected of every snapshot."""
        return self.rows(
            "SELECT name, records_read, records_taken, records_rejected"
            " FROM readings JOIN snapshots USING (snapshot_id) ORDER BY retrieved_at, name"
        )

    def refused(self) -> list[tuple[Any, ...]]:
        return self.rows("SELECT record, reason FROM rejects ORDER BY ALL")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def documents(self) -> dict[str, int | None]:
        """Text -> second at which it was replaced."""
        return {t: second(r) for t, r in self.rows("SELECT text, replaced_at FROM documents")}

    def reports(self) -> list[tuple[str, int | None, int | None]]:
        """Text, second recorded, second superseded."""
        query = (
            "SELECT text, reports.recorded_at, superseded_at FROM reports JOIN documents USING (document_id)"
            " ORDER BY reports.recorded_at, superseded_at, text"
        )
        return [(t, second(r), second(s)) for t, r, s in self.rows(query)]


def second(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) - EPOCH if moment else None


def read(snapshot: Snapshot, content: bytes) -> Contents:
    text = content.decode().strip()
    if text == "bad":
        return Contents(refusals=(Refusal("It is bad", "Mend it.", text),))
    published = date.fromisoformat(snapshot.details.get("published_on", "2023-11-01"))
    if not text.startswith("{"):
        return Contents((Article(text, published, "sidecar", url=snapshot.details.get("url")),))
    records = [json.loads(line) for line in text.splitlines()]
    articles = (
        Article(
            record["text"],
            published,
            "feed",
            record=f"item {number}",
            source_record_id=record["id"],
            changed_at=datetime.fromtimestamp(EPOCH + record["changed"], UTC) if "changed" in record else None,
            licence=named(record.get("licence")) if "licence" in record else None,
        )
        for number, record in enumerate(records, 1)
        if "text" in record
    )
    lost = (
        Refusal("It has no text", "Give it one.", None, f"item {n}")
        for n, r in enumerate(records, 1)
        if "text" not in r
    )
    return Contents(tuple(articles), tuple(lost), layout="lines")
