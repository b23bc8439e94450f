"""Fetching DMDC's workbooks: what its page lists, and those that are not held yet.

Here belongs the interface behind the page "DoD Personnel, Workforce Reports & Publications" of dwp.dmdc.osd.mil, as
others found it: a page as JSON that lists files, each with a number that changes every quarter.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from pipelines import snapshots
from pipelines.collecting import most_files
from pipelines.feeds.dmdc.workbook import LIMIT, day_of
from pipelines.fetching import WORKBOOK, ZIP, Fetcher
from pipelines.licences import Licence
from pipelines.rejects import Reject
from pipelines.snapshots import Snapshot
from pipelines.sources import Collected
from warehouse.errors import UserError
from warehouse.home import Home

SITE = "https://dwp.dmdc.osd.mil"
GROUP = "milRegionCountry"
FILES = 8
MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
_BY_HAND = f"Look at {SITE}/dwp/app/dod-data-reports/workforce-reports, or put the workbooks into inbox/dmdc."


@dataclass(frozen=True)
class RemoteFile:
    """A workbook that the page lists."""

    number: str
    name: str

    @property
    def address(self) -> str:
        """Where it is to be had."""
        return f"{SITE}/dwp/api/downloadZ?fileId={quote(self.number, safe='')}&groupName={GROUP}"


def collect_files(home: Home, feed: str, licence: Licence) -> Collected:
    """Keep the newest workbooks that are not held yet; one that cannot be had is refused alone.

    Raises UserError where the page cannot be had or lists none, or CASUS_DMDC_FILES is no number.
    """
    most, fetcher = most_files("CASUS_DMDC_FILES", FILES), Fetcher()
    page = fetcher.ask(f"{SITE}/dwp/api/page", params={"pageId": "27"}, limit=20_000_000).good().json()
    held = snapshots.held(home, feed)
    known = {snapshot.snapshot_id for snapshot in held}
    new: list[Snapshot] = []
    refused: list[Reject] = []
    with TemporaryDirectory(prefix="casus-") as folder:
        for file in unheld(remote_files(page), Counter(day_of(snapshot.name) for snapshot in held))[:most]:
            try:
                new.append(_keep(home, feed, licence, fetcher, file, Path(folder)))
            except UserError as error:
                refused.append(Reject(feed, file.name, error.problem, error.remedy))
    return Collected(tuple(s for s in new if s.snapshot_id not in known), tuple(refused))


def remote_files(page: Any) -> list[RemoteFile]:
    """The location reports on the page, the newest quarter first. Raises UserError where there is none."""
    found = [
        RemoteFile(str(entry["fileId"]), str(entry["fileName"]))
        for entry in _objects(page)
        if entry.get("groupName") == GROUP and {"fileId", "fileName"} <= entry.keys() and day_of(str(entry["fileName"]))
    ]
    if not found:
        raise UserError(f"DMDC's page lists no file of the group {GROUP}", _BY_HAND)
    return sorted(dict.fromkeys(found), key=lambda file: (str(day_of(file.name)), file.name), reverse=True)


def unheld(files: Sequence[RemoteFile], held: Counter[date | None]) -> list[RemoteFile]:
    """The files of quarters of which more issues are listed than are `held`, by quarter.

    Names do not tell: what is issued again takes over the name, and the earlier issue is called `_old` from then on.
    """
    listed = Counter(day_of(file.name) for file in files)
    return [file for file in files if held[day_of(file.name)] < listed[day_of(file.name)]]


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in the JSON, at any depth."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            yield current
            waiting += current.values()
        elif isinstance(current, list):
            waiting += current


def _keep(home: Home, feed: str, licence: Licence, fetcher: Fetcher, file: RemoteFile, folder: Path) -> Snapshot:
    target = folder / "workbook"
    fetcher.download(file.address, target, accept=(*WORKBOOK, *ZIP), limit=LIMIT)
    snapshot = snapshots.store(
        home,
        target,
        feed=feed,
        name=file.name,
        origin="network",
        address=file.address,
        media_type=MEDIA_TYPES[".xlsx"],
        licence_id=licence.licence_id,
    )
    target.unlink(missing_ok=True)
    return snapshot
