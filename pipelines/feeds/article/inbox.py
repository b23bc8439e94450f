"""Articles from files: what lies in the inbox, what is a document, what is its sidecar, and what is neither.

Which entries of a folder are files to be read at all is `pipelines.inbox`'s to say.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipelines import snapshots
from pipelines.feeds.article import sidecar as sidecars
from pipelines.feeds.article.sidecar import Sidecar
from pipelines.inbox import entries, unreadable
from pipelines.licences import named
from pipelines.rejects import Reject
from pipelines.snapshots import FileError, Snapshot
from pipelines.sources import Collected
from warehouse.errors import UserError
from warehouse.home import Home

FEED = "article"
URL_LIST = "urls.txt"
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
}
LIMIT = 20_000_000
"""Bytes of the largest document; the longest books are a tenth of it."""


@dataclass
class Found:
    """What a folder holds: documents by name, the text of sidecars by name, and what was refused."""

    documents: dict[str, Path] = field(default_factory=dict)
    sidecars: dict[str, str] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)

    def sidecar_of(self, name: str) -> str | None:
        """The text of a document's sidecar: the file of the same stem."""
        return self.sidecars.get(f"{Path(name).stem}.json")


def collect_folder(home: Home, folder: Path) -> Collected:
    """Take in every document of the folder; tell of everything else in it."""
    found = _look(folder)
    known = {snapshot.snapshot_id: snapshot for snapshot in snapshots.held(home, FEED)}
    new: list[Snapshot] = []
    taken: dict[str, tuple[str, str | None]] = {}
    for name in sorted(found.documents, key=lambda n: _strictest_first(n, found.sidecar_of(n))):
        written = found.sidecar_of(name)
        try:
            content = found.documents[name].read_bytes()
            key = hashlib.sha256(content).hexdigest()
            if key in taken:
                found.rejects += _same_content(name, written, *taken[key])
                continue
            taken[key] = (name, written)
            snapshot = store(home, name, content, written, inbox=folder.parent)
        except OSError as error:
            found.rejects.append(unreadable(FEED, name, error))
            continue
        except FileError as error:
            found.rejects.append(Reject(FEED, name, error.problem, error.remedy))
            continue
        if key not in known:
            new.append(snapshot)
        elif odd := snapshots.note_return(home, snapshot, name, found.documents, known.values()):
            found.rejects.append(Reject(FEED, name, odd, "Remove one of the two."))
    found.rejects += _orphans(found)
    return Collected(tuple(new), tuple(found.rejects))


def store(
    home: Home, name: str, content: bytes, written: str | None, origin: str = "inbox", inbox: Path | None = None
) -> Snapshot:
    """Keep a document with its sidecar, whose text is read again with it: the snapshots alone rebuild the warehouse."""
    sidecar = _if_valid(written)
    return snapshots.store(
        home,
        content,
        feed=FEED,
        name=name,
        origin=origin,
        media_type=MEDIA_TYPES[Path(name).suffix.lower()],
        licence_id=named(sidecar.licence).licence_id,
        retrieved_at=sidecar.retrieved_at,
        details={"sidecar": written, "licence": sidecar.licence or ""} if written else None,
        inbox=inbox,
    )


def _strictest_first(name: str, written: str | None) -> tuple[bool, bool, str]:
    """The order in which one of several files of the same content is found: a licence that forbids before one that
    allows, and no sidecar last.
    """
    return written is None, named(_if_valid(written).licence).text_may_be_republished, name


def _look(folder: Path) -> Found:
    listed = entries(folder, FEED, (*MEDIA_TYPES, ".json"), LIMIT, "Divide it into its articles.", (URL_LIST,))
    found = Found(rejects=listed.rejects)
    for label, entry in listed.files.items():
        if entry.suffix.lower() != ".json":
            found.documents[label] = entry
            continue
        try:
            found.sidecars[f"{Path(label).stem}.json"] = entry.read_bytes().decode(errors="backslashreplace")
        except OSError as error:
            found.rejects.append(unreadable(FEED, label, error))
    return found


def _same_content(name: str, written: str | None, first: str, first_written: str | None) -> Iterator[Reject]:
    if written not in (None, first_written):
        reason = f"It has the same content as {first} and another sidecar; that of {first} counts"
        yield Reject(FEED, name, reason, "Remove one of the two.")


def _orphans(found: Found) -> Iterator[Reject]:
    stems = {Path(name).stem for name in found.documents}
    for name, text in found.sidecars.items():
        if Path(name).stem not in stems:
            wanted = " or ".join(f"{Path(name).stem}{suffix}" for suffix in MEDIA_TYPES)
            yield Reject(FEED, name, "It is a sidecar without a document", f"Put {wanted} beside it.", text)


def _if_valid(written: str | None) -> Sidecar:
    """The sidecar, or an empty one: what is wrong with it is told when the document is read."""
    try:
        return sidecars.parse(written) if written else Sidecar()
    except UserError:
        return Sidecar()
