"""What a document feed's reader finds in a snapshot: texts with their facts, and what it refuses.

Here belong plain values. How bytes become a text is each feed's to say; which text is coded belongs to `documents`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pipelines.licences import Licence
from pipelines.snapshots import Snapshot
from warehouse.errors import UserError

EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True)
class Article:
    """A text to code, with its facts. `published_basis` is a code of that vocabulary; `language` ISO 639-1.

    `record` says which of several records of its file it is. `source_record_id` is its identity at the source, the same
    over all versions, where the source gives one; `changed_at` (UTC) when the source says that it last changed it.
    `licence` is its own, where that is not the snapshot's.
    """

    text: str
    published_on: date
    published_basis: str
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    record: str | None = None
    source_record_id: str | None = None
    changed_at: datetime | None = None
    licence: Licence | None = None

    @property
    def document_id(self) -> str:
        """The same for the same text, wherever it stands."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Refusal:
    """Why a record gave no text. A note is about something that was passed over although the text was taken.

    `record` says which of several records of its file it is.
    """

    reason: str
    remedy: str
    raw: str | None = None
    record: str | None = None
    is_note: bool = False


@dataclass(frozen=True)
class Contents:
    """Every record of a snapshot, as a text or as a refusal; which layout the file has, in words, and what was odd."""

    articles: tuple[Article, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    layout: str = "one text"
    issues: str | None = None


Reader = Callable[[Snapshot, bytes], Contents]
"""A feed's reader: what is in a snapshot's bytes. A file of which nothing can be read is one refusal."""


def check_published(day: date, basis: str, remedy: str) -> None:
    """Raise UserError where no text can be published on that day: before 1900, or later than tomorrow."""
    if day < EARLIEST:
        raise UserError(f"Its publication date {day} ({basis}) is impossible: before {EARLIEST.year}", remedy)
    if day > datetime.now(UTC).date() + timedelta(days=1):
        raise UserError(f"Its publication date {day} ({basis}) is impossible: it lies in the future", remedy)
