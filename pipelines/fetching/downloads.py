"""Files that may be larger than memory: written beside their place, taken up again where they broke off, then renamed.

Here belong the part file and what a server may answer to a request for the rest of a file (RFC 9110, 13.1.5 and 14).
"""

import hashlib
import json
import os
import re
import time
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import requests

from pipelines.fetching import answers
from pipelines.fetching.addresses import shown
from pipelines.fetching.answers import Downloaded
from pipelines.fetching.connection import Connection, Question, refuse_passing
from pipelines.fetching.faults import BY_HAND, LATER, TROUBLE, Failed, FetchError, failed

GRACE, SLOWEST = 60.0, 5_000
"""After so many seconds a server that gives fewer bytes a second on average is left."""
PROGRESS = 1_000_000
"""An attempt that brought so many bytes was no failure: the count of attempts starts anew."""
_RANGE = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")


@dataclass(frozen=True)
class Wanted:
    """One file to download; see `Fetcher.download`."""

    url: str
    target: Path
    accept: Collection[str]
    limit: int
    md5: str | None = None
    size: int | None = None
    conditions: Mapping[str, str] = field(default_factory=dict)
    own_headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Version:
    """What the server says of the version of a file that it sends."""

    media_type: str
    etag: str | None
    last_modified: str | None

    @classmethod
    def of(cls, answer: requests.Response) -> "Version":
        """What this answer says."""
        media_type, _ = answers.media_type_and_charset(answer)
        return cls(media_type, answer.headers.get("ETag"), answer.headers.get("Last-Modified"))

    @property
    def validator(self) -> str | None:
        """What tells this version from others: a strong ETag, else the time of the last change."""
        return self.etag if self.etag and self.etag.startswith('"') else self.last_modified


class Part:
    """What has arrived of a file: `<target>.part`, and beside it, as JSON, whence it came and which version it is."""

    def __init__(self, wanted: Wanted) -> None:
        self.file = wanted.target.with_name(f"{wanted.target.name}.part")
        self._facts = wanted.target.with_name(f"{wanted.target.name}.part.json")
        self._address = shown(wanted.url)

    def held(self) -> tuple[int, Version | None]:
        """How many bytes can be built upon, and their version; 0 and None where none can."""
        try:
            facts = json.loads(self._facts.read_bytes())
            version = Version(facts["media_type"], facts["etag"], facts["last_modified"])
            size = self.file.stat().st_size
            if facts["address"] == self._address and version.validator and size:
                return size, version
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return 0, None

    def begin(self, answer: requests.Response) -> None:
        """Forget what there was, and note which version comes now. Bytes never stand beside another's version."""
        self.discard()
        version = Version.of(answer)
        if version.validator and not answers.is_encoded(answer):
            self._facts.write_text(json.dumps({"address": self._address, **asdict(version)}), "utf-8")

    def finish(self, target: Path) -> None:
        """Give the whole file its name."""
        self.file.replace(target)
        self.discard()

    def discard(self) -> None:
        """Remove what there is."""
        self.file.unlink(missing_ok=True)
        self._facts.unlink(missing_ok=True)


def attempt(connection: Connection, wanted: Wanted) -> Downloaded:
    """One attempt to bring the file, or its rest. Raises Failed where another may do better, FetchError where not."""
    part = Part(wanted)
    start, version = part.held()
    headers = {"Accept": ", ".join(wanted.accept), "Accept-Encoding": "identity", **wanted.conditions}
    if version and version.validator:
        headers |= {"Range": f"bytes={start}-", "If-Range": version.validator}
    with connection.open(Question(wanted.url, headers, own_headers=wanted.own_headers)) as answer:
        refuse_passing(answer)
        if not (version and _does_not_continue(answer, start, version)):
            return _taken(answer, wanted, part, start, version)
    part.discard()
    return attempt(connection, wanted)


def _taken(answer: requests.Response, wanted: Wanted, part: Part, start: int, held: Version | None) -> Downloaded:
    answers.refuse_status(answer, wanted.url, (200, 206, 304) if held else (200, 304))
    version = held if held and answer.status_code == 206 else Version.of(answer)
    if answer.status_code == 304:
        part.discard()
        return Downloaded(None, 0, **asdict(version))
    answers.refuse_media_type(version.media_type, wanted.url, wanted.accept)
    resumed_at = start if answer.status_code == 206 else 0
    answers.refuse_length(resumed_at + (answers.declared_length(answer) or 0), wanted.url, wanted.limit)
    if not resumed_at:
        part.begin(answer)
    size = _write(answer, wanted, part, resumed_at)
    try:
        _verify(wanted, part.file, size)
    except FetchError:
        part.discard()
        raise
    part.finish(wanted.target)
    return Downloaded(wanted.target, size, **asdict(version), resumed_at=resumed_at)


def _does_not_continue(answer: requests.Response, start: int, held: Version) -> bool:
    """Whether the answer to a request for the rest is of no use: beyond the end, another place, another version."""
    if answer.status_code != 206:
        return answer.status_code == 416
    given = Version.of(answer)
    is_other = _differ(held.etag, given.etag) or _differ(held.last_modified, given.last_modified)
    return is_other or range_start(answer) != start or answers.is_encoded(answer)


def _differ(held: str | None, given: str | None) -> bool:
    """Whether both are known and not the same: a partial answer need not repeat them (RFC 9110, 15.3.7)."""
    return held is not None and given is not None and held != given


def range_start(answer: requests.Response) -> int | None:
    """The place in the file at which a partial answer begins; None where it does not say."""
    place = _RANGE.fullmatch(answer.headers.get("Content-Range", "").strip())
    return int(place[1]) if place else None


def _write(answer: requests.Response, wanted: Wanted, part: Part, start: int) -> int:
    """Append the body to the part file; returns how long that is now."""
    began, size, rest = time.monotonic(), start, answers.declared_length(answer)
    with part.file.open("ab") as handle:
        try:
            for piece in answer.iter_content(answers.PIECE):
                handle.write(piece)
                size += len(piece)
                if size > wanted.limit:
                    part.discard()
                    answers.refuse_length(size, wanted.url, wanted.limit)
                lasted = time.monotonic() - began
                if lasted > GRACE and size - start < lasted * SLOWEST:
                    raise FetchError(f"{shown(wanted.url)} gives fewer than {SLOWEST:,} bytes a second", LATER)
        except TROUBLE as error:
            raise failed(wanted.url, error, gained=size - start > PROGRESS) from None
        handle.flush()
        os.fsync(handle.fileno())
    if rest is not None and size < start + rest:
        raise Failed(FetchError(f"{shown(wanted.url)} broke off after {size:,} bytes", LATER), url=wanted.url)
    return size


def _verify(wanted: Wanted, file: Path, size: int) -> None:
    with file.open("rb") as handle:
        answers.refuse_other_content(handle.read(answers.HEAD), wanted.url, wanted.accept)
        if wanted.size is not None and size != wanted.size:
            raise FetchError(
                f"{shown(wanted.url)} has {size:,} bytes where its publisher states {wanted.size:,}", LATER
            )
        if wanted.md5 is not None:
            handle.seek(0)
            found = hashlib.file_digest(handle, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
            if found != wanted.md5.strip().lower():
                raise FetchError(
                    f"{shown(wanted.url)} has the MD5 {found} where its publisher states {wanted.md5}",
                    f"Try again later: it was changed or damaged on its way. {BY_HAND}",
                )
