"""UCDP's releases: which one a file is, which days it speaks for, and what it does to what others said.

Here belong the names of releases and the order of trust: final, then quarterly, then monthly; of each the latest. What
is in a file belongs to `layouts` and `reports.sql`. Rules: UCDP's notes on Candidate and GED (a later release has the
word on an id; what a release that covers a time no longer has, is withdrawn).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pipelines.snapshots import Snapshot
from pipelines.tabular.accounts import refused_ids
from warehouse.ddl import quoted

_END = r"(?:-csv)?(?: ?\(\d+\))?\.(?:csv|zip|ndjson|csv\.gz|csv\.zip)"
_CANDIDATE = re.compile(r"GEDEvent_v(\d\d)[._](\d{1,2})[._](\d{1,2})(?:[._](\d\d))?" + _END, re.I)
_FINAL = re.compile(r"(?:GEDEvent_v(\d\d)[._](\d)|ged(\d\d)(\d))" + _END, re.I)
FIRST_DAY = date(1989, 1, 1)
"""GED begins here."""


@dataclass(frozen=True)
class Release:
    """A release by its name. `first` and `last` are the days that it speaks for as a whole, None where it only adds: a
    monthly release, or a file whose name is of no release.
    """

    is_final: bool
    rank: tuple[int, int, int]
    first: date | None = None
    last: date | None = None

    @property
    def is_named(self) -> bool:
        """Whether the file's name is that of a release."""
        return self.rank > (0, 0, 0)


def release(name: str) -> Release:
    """The release that the file `name` is: GEDEvent_v26_0_7.csv (July 2026), GEDEvent_v26_01_26_03.csv (January to
    March), ged261-csv.zip and GEDEvent_v26_1.csv (1989 to 2025). Any other name is of none, and comes before all.
    """
    if found := _CANDIDATE.fullmatch(name):
        year, first, second, last = (int(part or 0) for part in found.groups())
        if found[4] and 1 <= first <= 12 and 1 <= last <= 12:
            return Release(
                False, (2000 + second, last, 1), date(2000 + year, first, 1), _month_end(2000 + second, last)
            )
        if not found[4] and first == 0 and 1 <= second <= 12:
            return Release(False, (2000 + year, second, 0))
    if found := _FINAL.fullmatch(name):
        year, edition = int(found[1] or found[3]), int(found[2] or found[4])
        return Release(True, (2000 + year, edition, 0), FIRST_DAY, date(1999 + year, 12, 31))
    return Release(False, (0, 0, 0))


def order(snapshot: Snapshot) -> tuple[Any, ...]:
    """Sorts snapshots so that of two the later has the word; the same release again comes after itself."""
    return (*release(snapshot.name).rank, *snapshot.order)


def spoken_for(snapshot: Snapshot, held: Sequence[Snapshot]) -> str:
    """A condition over `reports`: rows of older releases of the same feed that `snapshot` speaks for: of its days, or
    of an earlier upload of the same release.
    """
    own = release(snapshot.name)
    older = [s for s in held if order(s) < order(snapshot)]
    uploads = [s for s in older if own.is_named and release(s.name).rank == own.rank]
    return (
        f"feed = {quoted(snapshot.feed)} AND (snapshot_id IN {_listed(uploads)}"
        f" OR snapshot_id IN {_listed(older)} AND {within(own)})"
    )


def settled_by(snapshots: Sequence[Snapshot]) -> str:
    """A condition over rows of reports: those of days of which one of the releases `snapshots` has the word, and that
    it can have: what it has and Casus cannot read, it does not withdraw.
    """
    dated = [s for s in snapshots if release(s.name).first]
    return " OR ".join(
        ("false", *(f"{within(release(s.name))} AND source_record_id NOT IN ({refused_ids(s)})" for s in dated))
    )


def within(found: Release) -> str:
    """A condition over rows of reports: those of the days that the release speaks for as a whole."""
    if not found.first or not found.last:
        return "false"
    return f"date_start BETWEEN DATE {quoted(str(found.first))} AND DATE {quoted(str(found.last))}"


def _listed(snapshots: Sequence[Snapshot]) -> str:
    return f"({', '.join(quoted(s.snapshot_id) for s in snapshots) or 'NULL'})"


def _month_end(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
