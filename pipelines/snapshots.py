"""Raw bytes by their SHA-256, never altered; when they came, whence, and under which licence.

`snapshots/<sha256>` holds the bytes and `snapshots/<sha256>.<feed>.json` what is known of them, so that the warehouse
can be rebuilt from this folder alone. What the bytes mean is the feed's to say. The bytes never change; what is known
of them may (a corrected sidecar, a new sighting).
"""

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from warehouse.errors import UserError
from warehouse.home import Home, now

_AGAIN = re.compile(r" ?\((\d{1,3})\)(?=\.\w+$)")
Order = tuple[datetime, tuple[str, int, str], str]
LARGE = 50_000_000
"""Bytes from which a file is copied while it is hashed: on two cores that takes half the time."""


class FileError(UserError):
    """One file cannot be kept: another feed holds its bytes, as it lies in the wrong folder, or it is being written."""


@dataclass(frozen=True)
class Snapshot:
    """The bytes of one file or answer. All instants are in UTC.

    `details` is what came with the bytes and bears on how they are read (a sidecar's text, a declared charset); a
    change of it or of the licence moves `described_at`. `transport` is what the next conditional request needs (etag,
    last_modified). `seen_at` is when the same bytes last came in again after others had taken their place;
    `gave_nothing` whether its feed found nothing in it, or refused all of it; `was_taken_away` whether it then was no
    longer where it came from.
    """

    snapshot_id: str
    feed: str
    name: str
    origin: str
    address: str | None
    media_type: str
    byte_count: int
    licence_id: str
    retrieved_at: datetime
    described_at: datetime
    seen_at: datetime
    details: Mapping[str, str] = field(default_factory=dict)
    transport: Mapping[str, str] = field(default_factory=dict)
    gave_nothing: bool = False
    was_taken_away: bool = False

    @property
    def order(self) -> Order:
        """Oldest first; equal times by name, so that every reading has the same order."""
        return (self.seen_at, in_turn(self.name), self.snapshot_id)


def in_turn(name: str) -> tuple[str, int, str]:
    """Sorts by name; what a browser downloaded again and calls `x (1).csv` comes after `x.csv`, as it is younger."""
    mark = _AGAIN.search(name)
    return _AGAIN.sub("", name), int(mark[1]) if mark else 0, name


def store(
    home: Home,
    content: bytes | Path,
    *,
    feed: str,
    name: str,
    origin: str,
    media_type: str,
    licence_id: str,
    address: str | None = None,
    retrieved_at: datetime | None = None,
    details: Mapping[str, str] | None = None,
    transport: Mapping[str, str] | None = None,
    inbox: Path | None = None,
) -> Snapshot:
    """Keep the bytes (or those of a file, however large), or find them kept already: then the first snapshot is
    returned.

    Licence, details and transport of a snapshot that is kept already are renewed where `details` or `transport` are
    given. Raises UserError where the folder cannot be written (a full disk), OSError where the file cannot be read,
    FileError where its bytes change meanwhile or another feed has them. A file that gave another feed nothing, and was
    moved out of its folder of the `inbox`, is that feed's no longer.
    """
    copy, as_found = home.snapshots / f".{feed}.part", _state(content)
    try:
        snapshot_id, byte_count = _fingerprint(content, copy, home, feed)
        known = _read_description(home.snapshots / f"{snapshot_id}.{feed}.json")
        if known:
            return _renewed(home, known, licence_id, details, transport)
        _refuse_other_feed(home, snapshot_id, feed, name, inbox)
        at = retrieved_at or now()
        _write(home.snapshots / snapshot_id, content, copy)
        if _state(content) != as_found:
            (home.snapshots / snapshot_id).unlink()
            raise FileError(f"{name} changed while it was read", "Build again when it is whole.")
    finally:
        copy.unlink(missing_ok=True)
    fresh = Snapshot(
        snapshot_id,
        feed,
        name,
        origin,
        address,
        media_type,
        byte_count,
        licence_id,
        retrieved_at=at,
        described_at=at,
        seen_at=at,
        details=details or {},
        transport=transport or {},
    )
    return _describe(home, fresh)


def _state(content: bytes | Path) -> tuple[int, int] | None:
    """What changes when a file is written to."""
    if isinstance(content, bytes):
        return None
    facts = content.stat()
    return facts.st_size, facts.st_mtime_ns


def _fingerprint(content: bytes | Path, copy: Path, home: Home, feed: str) -> tuple[str, int]:
    """SHA-256 and length of the bytes. A large file, unless the feed has one as long, is meanwhile copied to `copy`,
    and that to the disk; where this fails there is none, and `_write` says why if it is needed.
    """
    copy.unlink(missing_ok=True)
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest(), len(content)
    size = content.stat().st_size
    is_copied = size >= LARGE and all(snapshot.byte_count != size for snapshot in held(home, feed))
    with ThreadPoolExecutor(1) as pool, content.open("rb") as file:
        copying = pool.submit(_copy, content, copy) if is_copied else None
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if copying and copying.exception():
        copy.unlink(missing_ok=True)
    return digest, size


def _renewed(
    home: Home,
    known: Snapshot,
    licence_id: str,
    details: Mapping[str, str] | None,
    transport: Mapping[str, str] | None,
) -> Snapshot:
    renewed = replace(known, transport=transport or known.transport, was_taken_away=False)
    if details is not None and (licence_id, details) != (known.licence_id, known.details):
        renewed = replace(renewed, licence_id=licence_id, details=details, described_at=now())
    return known if renewed == known else _describe(home, renewed)


def _refuse_other_feed(home: Home, snapshot_id: str, feed: str, name: str, inbox: Path | None) -> None:
    if not (home.snapshots / snapshot_id).exists():
        return
    for file in home.snapshots.glob(f"{snapshot_id}.*.json"):
        other = _read_description(file)
        if other and inbox and other.gave_nothing and not (inbox / other.feed / other.name).exists():
            file.unlink()
            continue
        raise FileError(
            f"{name} has the same bytes as a file that the feed {file.name.split('.')[1]} has read",
            f"Remove it from the inbox of {feed}.",
        )


def note_use(home: Home, snapshot: Snapshot, *, gave_nothing: bool) -> None:
    """Note whether its feed found nothing in it, or refused all of it."""
    if snapshot.gave_nothing != gave_nothing:
        _describe(home, replace(snapshot, gave_nothing=gave_nothing))


def expect_again(home: Home, expected: Iterable[Snapshot]) -> None:
    """Take for taken away what gave nothing, until `store` meets it again: a person mends an inbox so."""
    for snapshot in expected:
        if snapshot.gave_nothing and not snapshot.was_taken_away:
            _describe(home, replace(snapshot, was_taken_away=True))


def meet_again(home: Home, snapshot: Snapshot) -> None:
    """Note that what gave nothing is still where it came from."""
    if snapshot.was_taken_away:
        _describe(home, replace(snapshot, was_taken_away=False))


def see_again(home: Home, snapshot: Snapshot) -> Snapshot:
    """Note that these bytes are again what their source gives."""
    return _describe(home, replace(snapshot, seen_at=now()))


def note_return(
    home: Home, snapshot: Snapshot, name: str, beside: Collection[str], known: Iterable[Snapshot]
) -> str | None:
    """Note that the file `name` brought the bytes of `snapshot` again, where others had taken their place.

    Returns why not, where they are a copy: the file that had them stands `beside` it, with what took their place.
    """
    if not any(other.name == snapshot.name and other.seen_at > snapshot.seen_at for other in known):
        return None
    if name != snapshot.name and snapshot.name in beside:
        return f"It is what {snapshot.name} was before"
    see_again(home, snapshot)
    return None


def held(home: Home, feed: str) -> list[Snapshot]:
    """Every snapshot of the feed, oldest first."""
    found = (_read_description(path) for path in home.snapshots.glob(f"*.{feed}.json"))
    return sorted((s for s in found if s), key=lambda s: s.order)


def path(home: Home, snapshot: Snapshot) -> Path:
    """The file that holds the bytes, for readers of bulk data."""
    return home.snapshots / snapshot.snapshot_id


def content(home: Home, snapshot: Snapshot) -> bytes:
    """The bytes. Raises UserError where they are gone or no longer what they were."""
    file = path(home, snapshot)
    lost = "Restore it from a copy, or delete it and its .json file and give the source again."
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise UserError(f"The snapshot {file} of {snapshot.name} cannot be read ({error.strerror})", lost) from error
    if hashlib.sha256(raw).hexdigest() != snapshot.snapshot_id:
        raise UserError(f"The snapshot {file} of {snapshot.name} was altered", lost)
    return raw


def _describe(home: Home, snapshot: Snapshot) -> Snapshot:
    facts = asdict(snapshot) | {
        key: value.isoformat() for key, value in asdict(snapshot).items() if isinstance(value, datetime)
    }
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    _write(home.snapshots / f"{snapshot.snapshot_id}.{snapshot.feed}.json", text.encode())
    return snapshot


def _read_description(file: Path) -> Snapshot | None:
    try:
        facts = json.loads(file.read_bytes())
        return Snapshot(**facts | {key: _instant(facts[key]) for key in ("retrieved_at", "described_at", "seen_at")})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UserError(
            f"The snapshot's description {file} cannot be read ({error})",
            "Restore it from a copy, or delete it and give the source again.",
        ) from error


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _write(file: Path, raw: bytes | Path, copy: Path | None = None) -> None:
    """Write beside, then rename: a reader or a later run never meets half a file. `copy` is taken where it is there.
    Raises UserError where it cannot be written, OSError where the file `raw` cannot be read.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        if isinstance(raw, bytes):
            part.write_bytes(raw)
        elif copy and copy.exists():
            copy.replace(part)
        else:
            shutil.copyfile(raw, part)
        _sync(part)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        if isinstance(raw, Path) and error.filename == str(raw):
            raise
        reason = "the disk is full" if error.errno == errno.ENOSPC else error.strerror
        raise UserError(f"{file} cannot be written ({reason})", "Free some space or change CASUS_HOME.") from error


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    _sync(target)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
