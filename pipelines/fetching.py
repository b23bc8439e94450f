"""One polite way to the web: a named user agent, patience, limits, and no answer taken for what it is not.

Here belongs fetching one address. What the bytes mean, and where they are kept, does not. No message shows the query or
the user of an address: they may hold a key.
"""

import ipaddress
import os
import re
import socket
import time
from collections.abc import Collection
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from warehouse.errors import UserError

TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and between two pieces of an answer."""
DEADLINE = 180.0
"""Seconds for a whole answer: a server that drips does not hold a run."""
REDIRECTS = 5
RETRIES = Retry(
    total=4,
    backoff_factor=0.5,
    backoff_jitter=0.5,
    backoff_max=20,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods={"GET"},
    respect_retry_after_header=True,
    retry_after_max=60,
    raise_on_status=False,
)
_SIGN_IN = re.compile(r"(?:^|[/._-])(?:log-?in|sign-?in|sso|oauth2?|saml2?|authenticate|subscribe)(?:$|[/._-])", re.I)
_PASSWORD_FIELD = re.compile(rb"<input[^>]+type\s*=\s*[\"']?password", re.I)
_BY_HAND = "Save the page by hand and put it into the inbox."


class FetchError(UserError):
    """An address gave nothing that can be used."""


@dataclass(frozen=True)
class Fetched:
    """An answer. `content` is None where the page is as it was (HTTP 304)."""

    content: bytes | None
    media_type: str
    charset: str | None
    etag: str | None
    last_modified: str | None


class Fetcher:
    """One session for a run. Waits `pause` seconds between two requests to one host."""

    def __init__(self, pause: float = 1.0, retries: Retry = RETRIES) -> None:
        self._pause = pause
        self._asked_at: dict[str, float] = {}
        self._session = requests.Session()
        self._session.headers["User-Agent"] = user_agent()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retries))

    def fetch(
        self,
        url: str,
        *,
        accept: Collection[str],
        limit: int,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Fetched:
        """GET `url` if it changed since `etag` or `last_modified`; at most `limit` bytes of a media type in `accept`.

        Raises FetchError: no answer, an error status, a sign-in page, a redirect to a private address, another media
        type, too large, too slow.
        """
        headers = {"Accept": ", ".join(accept), "If-None-Match": etag, "If-Modified-Since": last_modified}
        try:
            with self._follow(url, {key: value for key, value in headers.items() if value}) as answer:
                return _checked(answer, url, accept, limit)
        except requests.RequestException as error:
            raise FetchError(
                f"{shown(url)} did not answer ({_cause(error)})", f"Try again later. {_BY_HAND}"
            ) from error

    def _follow(self, url: str, headers: dict[str, str]) -> requests.Response:
        """The first answer that is no redirect; every step is looked at before it is taken."""
        may_be_private = is_private(url)
        step = url
        for _ in range(REDIRECTS + 1):
            self._wait_for(step)
            answer = self._session.get(step, headers=headers, timeout=TIMEOUT, stream=True, allow_redirects=False)
            target = answer.headers.get("Location")
            if not answer.is_redirect or not target:
                return answer
            answer.close()
            step = urljoin(step, target)
            if urlsplit(step).scheme not in ("http", "https"):
                raise FetchError(f"{shown(url)} redirects to something that is no web page", _BY_HAND)
            if not may_be_private and is_private(step):
                raise FetchError(f"{shown(url)} redirects to the private address {shown(step)}", _BY_HAND)
            if _asks_to_sign_in(url, step):
                raise FetchError(f"{shown(url)} leads to a page to sign in, {shown(step)}", _BY_HAND)
        raise FetchError(f"{shown(url)} redirects more than {REDIRECTS} times", _BY_HAND)

    def _wait_for(self, url: str) -> None:
        host = urlsplit(url).netloc
        due = self._asked_at.get(host, 0.0) + self._pause
        time.sleep(max(0.0, due - time.monotonic()))
        self._asked_at[host] = time.monotonic()


def user_agent() -> str:
    """Who asks. `CASUS_CONTACT` (a mail address or a page) tells the publisher whom to write to."""
    contact = os.environ.get("CASUS_CONTACT", "").strip()
    return f"casus/{version('casus')}" + (f" (+{contact})" if contact.isprintable() and contact else "")


def is_private(url: str) -> bool:
    """Whether the address lies on this machine or in a private network. A name that cannot be resolved here is not."""
    host = urlsplit(url).hostname or ""
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return False
    return any(not ipaddress.ip_address(str(entry[4][0]).split("%")[0]).is_global for entry in found)


def shown(url: str) -> str:
    """The address without user, password, query and fragment."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}" + ("?…" if parts.query else "")


def _checked(answer: requests.Response, url: str, accept: Collection[str], limit: int) -> Fetched:
    if answer.status_code in (401, 402, 403, 407):
        raise FetchError(f"{shown(url)} refuses access (HTTP {answer.status_code})", _BY_HAND)
    if answer.status_code not in (200, 304):
        raise FetchError(f"{shown(url)} answers HTTP {answer.status_code}", f"Check the address. {_BY_HAND}")
    media_type, charset = _media_type(answer.headers.get("Content-Type", ""))
    content = None
    if answer.status_code == 200:
        if media_type not in accept:
            raise FetchError(f"{shown(url)} is {media_type or 'of no stated media type'}, not a text", _BY_HAND)
        content = _body(answer, url, limit)
        if len(content) < 50_000 and _PASSWORD_FIELD.search(content) and b"<article" not in content.lower():
            raise FetchError(f"{shown(url)} is a page to sign in", _BY_HAND)
    return Fetched(content, media_type, charset, answer.headers.get("ETag"), answer.headers.get("Last-Modified"))


def _body(answer: requests.Response, url: str, limit: int) -> bytes:
    started, parts, size = time.monotonic(), [], 0
    for part in answer.iter_content(65536):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise FetchError(f"{shown(url)} is larger than {limit // 1_000_000} MB", _BY_HAND)
        if time.monotonic() - started > DEADLINE:
            raise FetchError(f"{shown(url)} took longer than {DEADLINE:.0f} seconds", f"Try again later. {_BY_HAND}")
    return b"".join(parts)


def _media_type(header: str) -> tuple[str, str | None]:
    media_type, *parameters = (part.strip() for part in header.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset" and value:
            return media_type.lower(), value.strip("\"' ")
    return media_type.lower(), None


def _asks_to_sign_in(asked: str, given: str) -> bool:
    return bool(_SIGN_IN.search(urlsplit(given).path)) and not _SIGN_IN.search(urlsplit(asked).path)


def _cause(error: requests.RequestException) -> str:
    for kind, cause in (
        (requests.exceptions.InvalidURL, "it is no valid address"),
        (requests.exceptions.SSLError, "its certificate does not hold"),
        (requests.exceptions.Timeout, "too slow"),
        (requests.exceptions.RetryError, "it failed again and again"),
        (requests.exceptions.ContentDecodingError, "its answer is broken"),
        (requests.exceptions.ChunkedEncodingError, "it broke off"),
        (requests.exceptions.ConnectionError, "no connection"),
    ):
        if isinstance(error, kind):
            return cause
    return "no connection"
