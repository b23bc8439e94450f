"""Bringing in UCDP's releases: from the inbox, from the server's files, or by the API where a person asks for that.

Here belongs where releases lie and what their absence means. A release that is not out yet is no fault: the one before
is asked for. The server's Last-Modified is kept with the snapshot; Casus knows a row from when it came, never before.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines import snapshots
from pipelines.collecting import keep_files
from pipelines.fetching import CSV, ZIP, Fetcher, FetchError
from pipelines.rejects import Reject
from pipelines.snapshots import Snapshot
from pipelines.sources import Collected, Request
from pipelines.ucdp import api
from pipelines.ucdp.calendar import Year, candidate_years, finals
from pipelines.ucdp.publisher import LICENCE, LIMIT, MEDIA_TYPES
from pipelines.ucdp.releases import release
from warehouse.errors import UserError
from warehouse.home import Home, is_offline, now

FILES = "https://ucdp.uu.se/downloads"
_LARGEST = 1_000_000_000
"""Bytes of the largest download; GED 26.1 has 39 million."""
_OTHER = {"ucdp_ged": "ucdp_candidate", "ucdp_candidate": "ucdp_ged"}


@dataclass(frozen=True)
class Desk:
    """Asking for the releases of one feed. `keep` gives whether there is such a release."""

    home: Home
    feed: str
    fetcher: Fetcher
    folder: Path
    new: list[Snapshot]

    def keep(self, version: str) -> bool:
        """Keep the release if it changed since it was last kept. Raises UserError where it cannot be had."""
        return self._by_api(version) if os.environ.get(api.BY_API, "").strip() else self._by_file(version)

    def _by_file(self, version: str) -> bool:
        parts = version.split(".")
        is_final = self.feed == "ucdp_ged"
        name = f"ged{''.join(parts)}-csv.zip" if is_final else f"GEDEvent_v{'_'.join(parts)}.csv"
        address = f"{FILES}/{'ged' if is_final else 'candidateged'}/{name}"
        before = self._before(address)
        accept, known = (ZIP if is_final else CSV), (before.transport if before else {})
        try:
            answer = self.fetcher.download(
                address,
                self.folder / name,
                accept=accept,
                limit=_LARGEST,
                etag=known.get("etag"),
                last_modified=known.get("last_modified"),
            )
        except FetchError as error:
            if error.status == 404:
                return False
            raise
        if answer.path:
            transport = {"etag": answer.etag, "last_modified": answer.last_modified}
            self._store(answer.path, name, address, MEDIA_TYPES[answer.path.suffix], transport)
        return True

    def _by_api(self, version: str) -> bool:
        name, address = f"GEDEvent_v{version.replace('.', '_')}.ndjson", f"{api.ADDRESS}/{version}"
        before = self._before(address)
        known = before.transport.get("first_page") if before else None
        digest = api.download(self.fetcher, version, self.folder / name, known)
        if digest:
            self._store(self.folder / name, name, address, api.MEDIA_TYPE, {"first_page": digest})
        return bool(digest or known)

    def _before(self, address: str) -> Snapshot | None:
        held = snapshots.held(self.home, self.feed)
        return next((s for s in reversed(held) if s.address == address), None)

    def _store(self, path: Path, name: str, address: str, media_type: str, transport: dict[str, str | None]) -> None:
        known = {s.snapshot_id for s in snapshots.held(self.home, self.feed)}
        snapshot = snapshots.store(
            self.home,
            path,
            feed=self.feed,
            name=name,
            origin="network",
            address=address,
            media_type=media_type,
            licence_id=LICENCE.licence_id,
            transport={key: value for key, value in transport.items() if value},
        )
        if snapshot.snapshot_id not in known:
            self.new.append(snapshot)


def collect(home: Home, request: Request, feed: str) -> Collected:
    """The inbox's files, and the releases that should be out. Raises UserError where the network fails and nothing was
    ever held.
    """
    files = _from_inbox(home, request, feed)
    if request.offline or is_offline():
        return files
    new: list[Snapshot] = []
    refused: list[Reject] = []
    with TemporaryDirectory(prefix="casus-") as folder:
        try:
            desk = Desk(home, feed, Fetcher(), Path(folder), new)
            refused += (
                Reject(feed, version, "It is due, and UCDP does not have it", f"Look for it at {FILES}/.")
                for version in _absent(desk, request)
            )
        except UserError as error:
            if request.slice_start or not snapshots.held(home, feed):
                raise
            refused.append(Reject(feed, "network", error.problem, error.remedy))
    return Collected((*files.snapshots, *new), (*files.rejects, *refused))


def _absent(desk: Desk, request: Request) -> Iterator[str]:
    """Have the releases kept that should be out, or those of the months of a slice; what is not there."""
    if request.slice_start and request.slice_end:
        return months_absent(desk.keep, request.slice_start, request.slice_end)
    return (final_absent if desk.feed == "ucdp_ged" else candidates_absent)(desk.keep, now().date())


def months_absent(keep: Callable[[str], bool], first: date, last: date) -> Iterator[str]:
    """Have the monthly release of each month from that of `first` to that of `last` kept; the versions that are not
    there.
    """
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        version = Year(number // 12, 12).name(number % 12 + 1, is_quarterly=False)
        if not keep(version):
            yield version


def final_absent(keep: Callable[[str], bool], today: date) -> Iterator[str]:
    """Have the latest GED kept; the newest version, if neither it nor the one before is there."""
    versions = finals(today)
    if not any(keep(version) for version in versions):
        yield versions[0]


def candidates_absent(keep: Callable[[str], bool], today: date) -> Iterator[str]:
    """Have the latest quarterly release of each year without a final kept, and the months after it; the versions that
    are due and not there.
    """
    for year in candidate_years(today):
        quarters = (month for month in year.quarterly if keep(year.name(month, is_quarterly=True)))
        for month in range(next(quarters, 0) + 1, year.months + 1):
            version = year.name(month, is_quarterly=False)
            if not keep(version) and year.is_due(month, today):
                yield version


def _from_inbox(home: Home, request: Request, feed: str) -> Collected:
    """The folder's files, but for those whose name is a release of the other feed."""
    folder = request.folder(feed)
    astray = [
        entry.name
        for entry in (sorted(folder.iterdir()) if folder else ())
        if (found := release(entry.name)).is_named and found.is_final != (feed == "ucdp_ged")
    ]
    kept = keep_files(home, feed, folder, MEDIA_TYPES, LICENCE, limit=LIMIT, passed_over=astray)
    refused = (
        Reject(feed, name, f"Its name is that of a release of {_OTHER[feed]}", f"Move it to the folder {_OTHER[feed]}.")
        for name in astray
    )
    return Collected(kept.snapshots, (*kept.rejects, *refused))
