"""Asking ACLED for what a person wants of it, page by page, and for what it deleted since.

Here belong the questions and how far they have come; being let in belongs to `access`. ACLED gives no order of pages:
a sweep counts once its last page is in, and only then does the next build ask from its latest timestamp on (`>=`, since
a second may be half seen). Source: acledR 1.0.1 (`acled_api.R`, `acled_deletions_api.R`) and its article on updating.
"""

import hashlib
import os
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipelines import snapshots
from pipelines.feeds.acled.access import Access
from pipelines.fetching import Fetcher
from pipelines.licences import Licence
from pipelines.snapshots import Snapshot
from warehouse.errors import UserError
from warehouse.home import Home, now

READ, DELETED = "/api/acled/read", "/api/deleted/read"
PAGE = 5000
CALLS = 600
"""Pages of one sweep: three million events, more than ACLED has."""


@dataclass(frozen=True)
class Scope:
    """What a person wants: of these countries (all where none is named), from this day on."""

    countries: tuple[str, ...]
    first_day: date | None

    @classmethod
    def from_environment(cls) -> "Scope":
        """What CASUS_ACLED_COUNTRIES ("Iraq|Syria") and CASUS_ACLED_FROM (a day) say. Raises UserError: no day."""
        day = os.environ.get("CASUS_ACLED_FROM", "").strip()
        named = (name.strip() for name in os.environ.get("CASUS_ACLED_COUNTRIES", "").split("|"))
        try:
            return cls(tuple(filter(None, named)), date.fromisoformat(day) if day else None)
        except ValueError:
            raise UserError(f"CASUS_ACLED_FROM is {day!r}, which is no day", "Give it as 2024-01-01.") from None

    @property
    def digest(self) -> str:
        """Tells this scope from others: another scope starts anew."""
        return hashlib.sha256(repr((self.countries, self.first_day)).encode()).hexdigest()[:16]

    def question(self, since: int | None) -> dict[str, str]:
        """What changed since that second; at first, what happened since the first day, else in the last year.

        Later questions name no day: an event that was moved out of the window would else stay as it was.
        """
        params = {"_format": "json", "limit": str(PAGE)}
        if self.countries:
            params["country"] = "|".join(self.countries)
        if since is not None:
            return params | {"timestamp": str(since), "timestamp_where": ">="}
        today = now().date()
        first = self.first_day or today.replace(year=today.year - 1, day=min(today.day, 28))
        return params | {"event_date": first.isoformat(), "event_date_where": ">="}


def collect_pages(home: Home, feed: str, licence: Licence) -> list[Snapshot]:
    """Keep every page of what is new or changed since the last whole sweep, and the list of what was deleted.

    Raises UserError where ACLED refuses (see `Access.rows`), or gives one page for another.
    """
    scope, held = Scope.from_environment(), snapshots.held(home, feed)
    access, desk = Access(Fetcher()), _Desk(home, feed, licence, scope.digest)
    whole = [
        int(s.transport["until"]) for s in held if s.details.get("scope") == scope.digest and "until" in s.transport
    ]
    since = max(whole, default=None)
    params, latest, before, kept = scope.question(since), since or 0, b"", None
    for page in range(1, CALLS + 1):
        content, rows = access.rows(READ, params | {"page": str(page)})
        if not rows:
            break
        if content == before:
            raise UserError("ACLED gives the same page for two", "Narrow CASUS_ACLED_COUNTRIES or CASUS_ACLED_FROM.")
        latest = max(latest, *(_second(row.get("timestamp")) for row in rows))
        kept, before = (content, f"events-{since or 'all'}-{page}.json"), content
        desk.keep(*kept, {})
        if len(rows) < PAGE:
            break
    else:
        raise UserError(f"ACLED has more than {CALLS} pages", "Narrow CASUS_ACLED_COUNTRIES or CASUS_ACLED_FROM.")
    if since is not None:
        _keep_deleted(access, desk, since)
    if kept:
        desk.keep(*kept, {"until": str(latest)})
    known = {snapshot.snapshot_id for snapshot in held}
    return [snapshot for snapshot in desk.seen.values() if snapshot.snapshot_id not in known]


@dataclass(frozen=True)
class _Desk:
    """Where answers are kept; `seen` has each once."""

    home: Home
    feed: str
    licence: Licence
    digest: str
    seen: dict[str, Snapshot] = field(default_factory=dict)

    def keep(self, content: bytes, name: str, transport: dict[str, str]) -> None:
        snapshot = snapshots.store(
            self.home,
            content,
            feed=self.feed,
            name=name,
            origin="network",
            address=None,
            media_type="application/json",
            licence_id=self.licence.licence_id,
            details={"scope": self.digest},
            transport=transport,
        )
        self.seen[snapshot.snapshot_id] = snapshot


def _keep_deleted(access: Access, desk: _Desk, since: int) -> None:
    question = {"_format": "json", "deleted_timestamp": str(since), "deleted_timestamp_where": ">=", "limit": "0"}
    content, rows = access.rows(DELETED, question)
    if any(not row.get("event_id_cnty") or not _second(row.get("deleted_timestamp")) for row in rows):
        raise UserError("ACLED's list of deleted events has a record without id or time", "Build again later.")
    if rows:
        desk.keep(content, f"deleted-{since}.json", {})


def _second(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
