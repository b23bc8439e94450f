"""The shelf of texts: which snapshots are read already, which text is the latest of its source, which one takes whose
place.

Two snapshots with one text are one document. Two texts of one source are two versions of it: the later takes the place
of the earlier. A source is an address on the web, else a file's name together with the day of publication (a name alone
is used again for other articles). How texts are found in bytes and coded does not belong here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urldefrag, urlsplit

import duckdb

from pipelines.snapshots import Snapshot


@dataclass
class Text:
    """One text on the shelf. `seen_at` is when its source last gave it; `is_new` whether this run put it there."""

    document_id: str
    feed: str
    snapshot_id: str
    licence_id: str
    source: str
    seen_at: datetime
    recorded_at: datetime
    replaced_at: datetime | None
    coder: str
    is_new: bool = False


class Shelf:
    """Every text that the database holds, and what the snapshots of one feed add to it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, held: Sequence[Snapshot]) -> None:
        self._described = dict(connection.execute("SELECT snapshot_id, described_at FROM snapshots").fetchall())
        self._texts: dict[str, Text] = {}
        self._latest: dict[str, Text] = {}
        self._by_snapshot: dict[str, Text] = {}
        self._replaced: list[Text] = []
        snapshots = {snapshot.snapshot_id: snapshot for snapshot in held}
        rows = connection.execute(
            "SELECT document_id, documents.feed, snapshot_id, url, published_on, documents.recorded_at, replaced_at,"
            " coder, name, retrieved_at, documents.licence_id FROM documents JOIN snapshots USING (snapshot_id)"
        ).fetchall()
        for (
            document_id,
            feed,
            snapshot_id,
            url,
            published_on,
            recorded_at,
            replaced_at,
            coder,
            name,
            at,
            licence_id,
        ) in rows:
            seen_at = snapshots[snapshot_id].seen_at if snapshot_id in snapshots else at
            source = source_of(url, name, published_on)
            self._put(
                Text(document_id, feed, snapshot_id, licence_id, source, seen_at, recorded_at, replaced_at, coder)
            )

    def knows(self, snapshot: Snapshot) -> bool:
        """Whether the snapshot has been read before."""
        return snapshot.snapshot_id in self._described

    def is_unread(self, snapshot: Snapshot, coder: str) -> bool:
        """Whether the snapshot has to be read: it is new or described anew, or gave no text, or `coder` has not coded
        it.

        A text that another has replaced rests, until its source gives it again.
        """
        text = self._by_snapshot.get(snapshot.snapshot_id)
        if text is None or self._described.get(snapshot.snapshot_id) != snapshot.described_at:
            return True
        if text.replaced_at is not None:
            return snapshot.seen_at > text.replaced_at
        return text.coder != coder

    def take(
        self, document_id: str, snapshot: Snapshot, source: str, known_at: datetime, coder: str
    ) -> tuple[Text | None, list[Text]]:
        """Put a text on the shelf; None where it is there already or its source has a later one. Second, the texts
        that it replaces.
        """
        there = self._texts.get(document_id)
        if there and there.snapshot_id != snapshot.snapshot_id:
            returns = there.replaced_at is not None and snapshot.seen_at > there.replaced_at
            if there.feed != snapshot.feed or not returns:
                return None, []
        rivals = {
            text.document_id: text
            for text in (self._latest.get(source), self._by_snapshot.get(snapshot.snapshot_id))
            if text and text.document_id != document_id and text.replaced_at is None
        }
        if any(text.seen_at > snapshot.seen_at for text in rivals.values()):
            return None, []
        for text in rivals.values():
            text.replaced_at = max(known_at, text.recorded_at)
        self._replaced += rivals.values()
        recorded_at = there.recorded_at if there else known_at
        text = Text(
            document_id,
            snapshot.feed,
            snapshot.snapshot_id,
            snapshot.licence_id,
            source,
            snapshot.seen_at,
            recorded_at,
            None,
            coder,
            True,
        )
        self._put(text)
        return text, list(rivals.values())

    def take_replaced(self) -> list[Text]:
        """The texts replaced since the last call."""
        replaced, self._replaced = self._replaced, []
        return replaced

    def _put(self, text: Text) -> None:
        self._texts[text.document_id] = text
        self._by_snapshot[text.snapshot_id] = text
        if text.replaced_at is None:
            self._latest[text.source] = text


def source_of(url: str | None, name: str, published_on: date) -> str:
    """What stays the same over all versions of one text. The address of a whole site names no text."""
    if url and urlsplit(url).path.strip("/"):
        return urldefrag(url).url
    return f"{name} of {published_on}"
