"""Fetching POLECAT from Harvard Dataverse: what files the dataset has, and those that are not held yet.

Here belongs Dataverse's API (guides.dataverse.org, Native API and Data Access API). Files that Dataverse took apart on
arrival are asked for as they were uploaded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipelines import snapshots
from pipelines.collecting import most_files
from pipelines.credentials import Credential, secrets
from pipelines.fetching import CSV, ZIP, Fetcher, FetchError
from pipelines.licences import Licence
from pipelines.rejects import Reject
from pipelines.snapshots import Snapshot
from pipelines.sources import Collected
from warehouse.errors import UserError
from warehouse.home import Home

SITE = "https://dataverse.harvard.edu"
KEY = Credential(
    ("CASUS_DATAVERSE_KEY",),
    "read POLECAT as a user of Harvard Dataverse",
    f"an API token of a free account at {SITE}",
    is_optional=True,
)
DATASET = "doi:10.7910/DVN/AJGVIT"
MEDIA_TYPES = {
    **dict.fromkeys((".txt", ".tsv", ".tab", ".csv"), "text/tab-separated-values"),
    ".zip": "application/zip",
    ".gz": "application/gzip",
}
LIMIT = 5_000_000_000
"""Bytes of the largest file; that of a year has some thousand million."""
FILES = 8
_ACCEPT = tuple(dict.fromkeys((*CSV, *ZIP, "text/tsv", "text/tab-separated-values")))
_BY_HAND = f"Look at https://doi.org/{DATASET.removeprefix('doi:')}, or put the files into inbox/polecat."


@dataclass(frozen=True)
class RemoteFile:
    """A file of the dataset. `size` and `md5` are those of the file as it is asked for, where they are known."""

    number: int
    name: str
    size: int | None
    md5: str | None
    is_original: bool

    @property
    def mark(self) -> dict[str, str]:
        """What tells this file from others, kept with the snapshot."""
        return {"datafile": str(self.number)}


def collect_files(home: Home, feed: str, licence: Licence) -> Collected:
    """Keep the newest files of events that are not held yet; one that cannot be had is refused alone.

    Raises UserError where the list of files cannot be had, or CASUS_POLECAT_FILES is no number.
    """
    most, fetcher = most_files("CASUS_POLECAT_FILES", FILES), Fetcher()
    held = {s.transport.get("datafile") for s in snapshots.held(home, feed)}
    files = remote_files(_listing(fetcher))[:most]
    new: list[Snapshot] = []
    refused: list[Reject] = []
    with TemporaryDirectory(prefix="casus-") as folder:
        for file in files:
            if str(file.number) not in held:
                try:
                    new.append(_keep(home, feed, licence, fetcher, file, Path(folder)))
                except UserError as error:
                    refused.append(Reject(feed, file.name, error.problem, error.remedy))
    return Collected(tuple(new), tuple(refused))


def remote_files(listing: Any) -> Sequence[RemoteFile]:
    """The files of events in Dataverse's description of the dataset, the newest (by number) first.

    Raises UserError where the description is not what the API is documented to give.
    """
    try:
        entries = listing["data"]["latestVersion"]["files"]
        found = [_remote(entry) for entry in entries if not entry.get("restricted")]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(f"Dataverse describes the dataset otherwise than documented ({error!r})", _BY_HAND) from error
    events = [f for f in found if "event" in f.name.lower() and Path(f.name).suffix.lower() in MEDIA_TYPES]
    if not events:
        raise UserError("Dataverse lists no file of events in the dataset", _BY_HAND)
    return sorted(events, key=lambda f: f.number, reverse=True)


def _remote(entry: Mapping[str, Any]) -> RemoteFile:
    file = entry["dataFile"]
    is_original = "originalFileFormat" in file
    name = file.get("originalFileName") if is_original else None
    size = file.get("originalFileSize") if is_original else file.get("filesize")
    return RemoteFile(
        int(file["id"]),
        str(name or file.get("filename") or entry["label"]),
        int(size) if size else None,
        None if is_original else file.get("md5"),
        is_original,
    )


def _listing(fetcher: Fetcher) -> Any:
    address = f"{SITE}/api/datasets/:persistentId/"
    answer = fetcher.ask(address, params={"persistentId": DATASET}, headers=_key(), limit=50_000_000)
    if said := answer.complaint():
        raise FetchError(f"Dataverse answers with an error (HTTP {answer.status}: {_without_key(said)})", _BY_HAND)
    return answer.good().json()


def _keep(home: Home, feed: str, licence: Licence, fetcher: Fetcher, file: RemoteFile, folder: Path) -> Snapshot:
    suffix = Path(file.name).suffix.lower()
    address = f"{SITE}/api/access/datafile/{file.number}" + ("?format=original" if file.is_original else "")
    target = folder / f"{file.number}{suffix}"
    fetcher.download(address, target, accept=_ACCEPT, limit=LIMIT, md5=file.md5, size=file.size, headers=_key())
    snapshot = snapshots.store(
        home,
        target,
        feed=feed,
        name=file.name,
        origin="network",
        address=address,
        media_type=MEDIA_TYPES[suffix],
        licence_id=licence.licence_id,
        transport=file.mark,
    )
    target.unlink(missing_ok=True)
    return snapshot


def _key() -> dict[str, str]:
    keys = secrets(KEY)
    return {"X-Dataverse-key": keys[0].reveal()} if keys else {}


def _without_key(words: str) -> str:
    for key in secrets(KEY):
        words = words.replace(key.reveal(), "…")
    return words
