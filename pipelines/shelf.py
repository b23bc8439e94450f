"""The shelf of texts: which snapshots are read already, which text is the latest of its source, which one takes whose
place.

Two records with one text are one document. Two texts of one source are two versions of it: the later takes the place
of the earlier. A source is what its feed says it is (an id, a guid), else an address on the web, else a file's name
together with the day of publication (a name alone is used again for other articles). How texts are found in bytes and
coded does not belong here.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urldefrag, urlsplit

import duckdb

from pipelines.contents import Article
from pipelines.snapshots import Snapshot


@dataclass
class Text:
    """One text on the shelf. `seen_at` is when its source last gave it, `changed_at` when that says it last changed
    it; `is_new` whether this run put it there.
    """

    document_id: str
    feed: str
    snapshot_id: str
    licence_id: str
    source: str
    changed_at: datetime | None
    seen_at: datetime
    recorded_at: datetime
    replaced_at: datetime | None
    coder: str
    is_new: bool = False

    def is_later_than(self, changed_at: datetime | None, seen_at: datetime) -> bool:
        """Whether this version is later than another: by the source's own clock where both have it, else by ours."""
        if self.changed_at and changed_at and self.changed_at != changed_at:
            return self.changed_at > changed_at
        return self.seen_at > seen_at


class Shelf:
    """Every text that the database holds, and what the snapshots of one feed add to it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, held: Sequence[Snapshot]) -> None:
        self._described = dict(connection.execute("SELECT snapshot_id, described_at FROM snapshots").fetchall())
        readings = connection.execute("SELECT snapshot_id, rules, records_taken > 0 FROM readings").fetchall()
        self._read_by = {snapshot_id: rules for snapshot_id, rules, _ in readings}
        self._fruitful = {snapshot_id for snapshot_id, _, is_fruitful in readings if is_fruitful}
        self._texts: dict[str, Text] = {}
        self._latest: dict[tuple[str, str], Text] = {}
        self._by_snapshot: dict[str, dict[str, Text]] = defaultdict(dict)
        self._replaced: list[Text] = []
        seen = {snapshot.snapshot_id: snapshot.seen_at for snapshot in held}
        rows = connection.execute(
            "SELECT document_id, feed, snapshot_id, licence_id, source_record_id, changed_at, retrieved_at,"
            " recorded_at, replaced_at, coder"
            " FROM documents JOIN (SELECT snapshot_id, retrieved_at FROM snapshots) USING (snapshot_id)"
        ).fetchall()
        for row in rows:
            text = Text(*row)
            text.seen_at = seen.get(text.snapshot_id, text.seen_at)
            self._put(text)

    def knows(self, snapshot: Snapshot) -> bool:
        """Whether the snapshot has been read before."""
        return snapshot.snapshot_id in self._described

    def is_unread(self, snapshot: Snapshot, coder: str, rules: str) -> bool:
        """Whether the snapshot has to be read: it is new or described anew, or gave no text, or was read by other rules
        of reading, or `coder` has not coded one of its texts.

        A text that another has replaced rests, until its source gives it again.
        """
        if self._described.get(snapshot.snapshot_id) != snapshot.described_at:
            return True
        if self._read_by.get(snapshot.snapshot_id) != rules:
            return True
        texts = self._by_snapshot.get(snapshot.snapshot_id)
        if not texts:
            return snapshot.snapshot_id not in self._fruitful
        return any(
            text.coder != coder if text.replaced_at is None else snapshot.seen_at > text.replaced_at
            for text in texts.values()
        )

    def holder(self, document_id: str) -> Text | None:
        """The text with this key, whether or not it is its source's latest."""
        return self._texts.get(document_id)

    def take(
        self, article: Article, snapshot: Snapshot, known_at: datetime, coder: str
    ) -> tuple[Text | None, Text | None]:
        """Put a text on the shelf; None where it is there already or its source has a later one. Second, the text that
        it replaces.
        """
        source, there = source_of(article, snapshot), self._texts.get(article.document_id)
        if there and there.snapshot_id != snapshot.snapshot_id:
            returns = there.replaced_at is not None and snapshot.seen_at > there.replaced_at
            if there.feed != snapshot.feed or not returns:
                return None, None
        rival = self._latest.get((snapshot.feed, source))
        if rival and (rival.document_id == article.document_id or rival.replaced_at is not None):
            rival = None
        if rival and rival.is_later_than(article.changed_at, snapshot.seen_at):
            return None, None
        if rival:
            self._replace(rival, known_at)
        text = Text(
            document_id=article.document_id,
            feed=snapshot.feed,
            snapshot_id=snapshot.snapshot_id,
            licence_id=article.licence.licence_id if article.licence else snapshot.licence_id,
            source=source,
            changed_at=article.changed_at,
            seen_at=snapshot.seen_at,
            recorded_at=there.recorded_at if there else known_at,
            replaced_at=None,
            coder=coder,
            is_new=True,
        )
        self._put(text)
        return text, rival

    def keep_only(self, snapshot: Snapshot, document_ids: Collection[str], known_at: datetime) -> None:
        """Replace what the snapshot was taken to say when it was read before, and is not any more."""
        for document_id, text in self._by_snapshot[snapshot.snapshot_id].items():
            if document_id not in document_ids and text.replaced_at is None:
                self._replace(text, known_at)

    def take_replaced(self) -> list[Text]:
        """The texts replaced since the last call."""
        replaced, self._replaced = self._replaced, []
        return replaced

    def _replace(self, text: Text, known_at: datetime) -> None:
        text.replaced_at = max(known_at, text.recorded_at)
        self._replaced.append(text)

    def _put(self, text: Text) -> None:
        before = self._texts.get(text.document_id)
        if before:
            self._by_snapshot[before.snapshot_id].pop(text.document_id, None)
            if self._latest.get((before.feed, before.source)) is before:
                del self._latest[before.feed, before.source]
        self._texts[text.document_id] = text
        self._by_snapshot[text.snapshot_id][text.document_id] = text
        if text.replaced_at is None:
            self._latest[text.feed, text.source] = text


def source_of(article: Article, snapshot: Snapshot) -> str:
    """What stays the same over all versions of one text. The address of a whole site names no text."""
    if article.source_record_id:
        return article.source_record_id
    if article.url and urlsplit(article.url).path.strip("/"):
        return urldefrag(article.url).url
    return f"{snapshot.name} of {article.published_on}"
