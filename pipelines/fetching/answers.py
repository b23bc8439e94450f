"""What comes back from an address, and what it must look like before it is taken for what was asked.

Here belong the answers and their checks. How they are asked for belongs to `connection`, files to `downloads`.
"""

import json
import re
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from pipelines.fetching.addresses import shown
from pipelines.fetching.faults import BY_HAND, LATER, TROUBLE, FetchError, failed

DEADLINE = 180.0
"""Seconds for a whole answer that is kept in memory: a server that drips does not hold a run."""
PIECE = 65_536
_PASSWORD_FIELD = re.compile(rb"<input[^>]+type\s*=\s*[\"']?password", re.I)
_WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_JSON_BODY = re.compile(rb"\s*(?:\{\s*(?:\"|\})|\[\s*(?:\{|\]))")
HEAD = 4096
"""Bytes that show what a body is."""

CSV = ("text/csv", "text/plain", "text/tab-separated-values", "application/csv", "application/octet-stream")
ZIP = ("application/zip", "application/x-zip-compressed", "application/x-zip", "application/octet-stream")
WORKBOOK = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream")
XML = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
JSON = ("application/json", "application/problem+json")


@dataclass(frozen=True)
class Fetched:
    """An answer. `content` is None where the page is as it was (HTTP 304)."""

    content: bytes | None = field(repr=False)
    media_type: str
    charset: str | None
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True)
class Downloaded:
    """A file that has arrived whole. `path` is None where it is as it was (HTTP 304). `resumed_at` is how many of its
    bytes an earlier attempt had brought.
    """

    path: Path | None
    byte_count: int
    media_type: str
    etag: str | None
    last_modified: str | None
    resumed_at: int = 0


@dataclass(frozen=True)
class Tail:
    """The end of a file, from byte `start` on. `is_ranged` is False where the server sent the whole file and all but
    its end was thrown away.
    """

    content: bytes = field(repr=False)
    start: int
    is_ranged: bool
    etag: str | None
    last_modified: str | None

    def lines(self) -> list[bytes]:
        """The whole lines, without their ends: where the file begins before `start`, the first is cut and left out."""
        lines = self.content.splitlines()
        return lines[1:] if self.start else lines


@dataclass(frozen=True)
class Answer:
    """What an interface answers, whatever its status. `address` is shown without its query."""

    address: str
    status: int
    media_type: str
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)

    def good(self) -> "Answer":
        """This answer. Raises FetchError where its status is no success."""
        if not 200 <= self.status < 300:
            raise FetchError(f"{self.address} answers HTTP {self.status}", LATER)
        return self

    def json(self) -> Any:
        """The value in the body, whatever the status. Raises FetchError where it is a web page, or no whole JSON."""
        try:
            return json.loads(self.content.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            pass
        kind = "a web page" if looks_like_a_page(self.content[:HEAD]) else "no JSON" if self.content else "nothing"
        raise FetchError(f"{self.address} answers {kind} where JSON was asked (HTTP {self.status})", LATER)

    def complaint(self) -> str | None:
        """The publisher's own words where the body is a JSON object that tells of an error, on one line of at most 300
        characters; also under status 200. Mind that they may repeat what was sent.
        """
        try:
            body = json.loads(self.content.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            return None
        if not isinstance(body, dict):
            return None
        failed_status = isinstance(body.get("status"), int) and body["status"] >= 400
        words = body.get("error_description") or body.get("error") or body.get("errors")
        if not words and (failed_status or self.status >= 400 or body.get("success") is False):
            words = body.get("message") or body.get("messages") or "an error without words"
        if isinstance(words, dict):
            words = words.get("message") or words
        return " ".join(str(words).split())[:300] if words else None


def refuse_status(answer: requests.Response, url: str, allowed: Collection[int]) -> None:
    """Raise FetchError where the status is not among those `allowed`."""
    if answer.status_code in (401, 402, 403, 407):
        raise FetchError(f"{shown(url)} refuses access (HTTP {answer.status_code})", BY_HAND)
    if answer.status_code not in allowed:
        problem = f"{shown(url)} answers HTTP {answer.status_code}"
        raise FetchError(problem, f"Check the address. {BY_HAND}", answer.status_code)


def refuse_media_type(media_type: str, url: str, accept: Collection[str]) -> None:
    """Raise FetchError where the media type is none of those asked."""
    if media_type not in accept:
        asked = accept if len(accept) < 3 else [*list(accept)[:2], "the like"]
        raise FetchError(
            f"{shown(url)} is {media_type or 'of no stated media type'}, not {' or '.join(asked)}", BY_HAND
        )


def refuse_other_content(head: bytes, url: str, accept: Collection[str]) -> None:
    """Raise FetchError where the first bytes belie the media type: a web page or JSON in the place of data."""
    if "text/html" in accept:
        return
    if looks_like_a_page(head):
        raise FetchError(f"{shown(url)} answers with a web page, not with data", LATER)
    if not any("json" in kind for kind in accept) and _JSON_BODY.match(head):
        raise FetchError(f"{shown(url)} answers with a JSON message, not with data", LATER)


def refuse_sign_in(content: bytes, url: str) -> None:
    """Raise FetchError where the page is one to sign in."""
    if len(content) < 50_000 and _PASSWORD_FIELD.search(content) and b"<article" not in content.lower():
        raise FetchError(f"{shown(url)} is a page to sign in", BY_HAND)


def looks_like_a_page(head: bytes) -> bool:
    """Whether these first bytes open an HTML page."""
    return bool(_WEB_PAGE.match(head.removeprefix(b"\xef\xbb\xbf")))


def body(answer: requests.Response, url: str, limit: int, keep: int | None = None) -> tuple[bytes, int]:
    """The body, or its last `keep` bytes, and how long the whole is. Raises Failed where it breaks off, FetchError
    beyond `limit` bytes or DEADLINE.
    """
    started, parts, size = time.monotonic(), bytearray(), 0
    refuse_length(declared_length(answer) or 0, url, limit)
    try:
        for part in answer.iter_content(PIECE):
            parts += part
            size += len(part)
            if keep is not None:
                del parts[:-keep]
            refuse_length(size, url, limit)
            if time.monotonic() - started > DEADLINE:
                raise FetchError(f"{shown(url)} took longer than {DEADLINE:.0f} seconds", LATER)
    except TROUBLE as error:
        raise failed(url, error) from None
    return bytes(parts), size


def refuse_length(size: int, url: str, limit: int) -> None:
    """Raise FetchError beyond `limit` bytes."""
    if size > limit:
        raise FetchError(f"{shown(url)} is larger than {limit:,} bytes", BY_HAND)


def declared_length(answer: requests.Response) -> int | None:
    """The length of the body in bytes as the server states it; None where it does not, or where it is compressed."""
    stated = answer.headers.get("Content-Length", "")
    return int(stated) if stated.isdecimal() and not is_encoded(answer) else None


def is_encoded(answer: requests.Response) -> bool:
    """Whether the body is compressed on its way."""
    return answer.headers.get("Content-Encoding", "identity").lower() != "identity"


def media_type_and_charset(answer: requests.Response) -> tuple[str, str | None]:
    """What the header Content-Type says, in lower case; an empty media type where there is none."""
    media_type, *parameters = (part.strip() for part in answer.headers.get("Content-Type", "").split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset" and value:
            return media_type.lower(), value.strip("\"' ")
    return media_type.lower(), None
