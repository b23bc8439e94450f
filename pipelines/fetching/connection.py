"""One session: its name, its distance between requests, its patience, and every redirect looked at before it is taken.

Here belongs how addresses are asked. What an answer must look like belongs to `answers`, files to `downloads`.
"""

import logging
import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TypeVar

import requests
from requests.adapters import HTTPAdapter

from pipelines.fetching.addresses import asks_to_sign_in, is_private, is_same_origin, is_web, joined, server, shown
from pipelines.fetching.faults import BY_HAND, TROUBLE, Failed, FetchError, failed
from pipelines.fetching.guarded import GuardedAdapter

TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and between two pieces of an answer."""
REDIRECTS = 5
_Result = TypeVar("_Result")

logging.getLogger("urllib3").setLevel(logging.INFO)
"""Below INFO urllib3 writes whole addresses, with their queries."""


@dataclass(frozen=True)
class Patience:
    """How often an address is asked (`attempts`) and how long is waited in between, in seconds.

    The wait doubles from `first_wait` up to `longest_wait`, plus up to `jitter` by chance. A server that asks to wait
    longer (Retry-After) is obeyed up to `longest_asked`; beyond that nothing is asked of it any more in this run.
    """

    attempts: int = 5
    first_wait: float = 0.5
    longest_wait: float = 20.0
    jitter: float = 0.5
    longest_asked: float = 60.0

    def wait(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row."""
        doubled: float = min(self.longest_wait, self.first_wait * 2 ** (failures - 1))
        return doubled + random.SystemRandom().uniform(0.0, self.jitter)


@dataclass(frozen=True)
class Question:
    """What is asked of an address. `own_headers` are the caller's: like `params` and the body they may hold secrets,
    so they reach the origin of `url` and no other.
    """

    url: str
    headers: Mapping[str, str]
    method: str = "GET"
    own_headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    params: Mapping[str, str] | None = field(default=None, repr=False)
    data: Mapping[str, str] | bytes | None = field(default=None, repr=False)
    json: object = field(default=None, repr=False)


class _Session(requests.Session):
    """Looks at no redirect of its own accord: it would read the body of each into memory, however large."""

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002 - the name is given
        return None


def _session(adapter: HTTPAdapter) -> requests.Session:
    session = _Session()
    session.headers["User-Agent"] = user_agent()
    for scheme in ("http://", "https://"):
        session.mount(scheme, adapter)
    return session


class Connection:
    """One session for a run. Waits `pause` seconds between two requests to one server."""

    def __init__(self, pause: float, patience: Patience) -> None:
        self._pause = pause
        self._patience = patience
        self._due: dict[str, float] = {}
        self._open_session = _session(HTTPAdapter(max_retries=0))
        self._guarded_session = _session(GuardedAdapter(max_retries=0))

    def patiently(self, once: Callable[[bool], _Result], attempts: int | None = None) -> _Result:
        """What `once` gives, tried again while it raises a Failed that may pass. It is told whether this is the last
        attempt. Raises the FetchError of the last failure.
        """
        failures, allowed = 0, attempts or self._patience.attempts
        while True:
            try:
                return once(failures + 1 >= allowed)
            except Failed as failure:
                last = failure
            failures = 1 if last.gained else failures + 1
            if last.url:
                wait = max(last.asked_wait, self._patience.wait(failures) if last.may_pass else 0.0)
                self._put_off(last.url, wait)
            if not last.may_pass or failures >= allowed:
                raise last.fault

    def open(self, question: Question) -> requests.Response:
        """The first answer that is no redirect, its body unread; close it. Raises Failed, FetchError."""
        step, method = question.url, question.method
        if not is_web(step):
            raise FetchError(f"{shown(step)} is no web address", "Give it as https://...")
        may_be_private = is_private(step)
        session = self._open_session if may_be_private else self._guarded_session
        for _ in range(REDIRECTS + 1):
            answer = self._ask(session, question, step, method)
            if not answer.is_redirect:
                return answer
            target, status = joined(step, answer.headers["Location"]), answer.status_code
            answer.close()
            if target is None:
                raise FetchError(f"{shown(question.url)} redirects to something that is no web page", BY_HAND)
            if not may_be_private and is_private(target):
                raise FetchError(f"{shown(question.url)} redirects to the private address {shown(target)}", BY_HAND)
            if asks_to_sign_in(question.url, target):
                raise FetchError(f"{shown(question.url)} leads to a page to sign in, {shown(target)}", BY_HAND)
            if status not in (307, 308):
                method = "GET"
            elif method != "GET" and not is_same_origin(question.url, target):
                raise FetchError(f"{shown(question.url)} passes what was sent on to {shown(target)}", BY_HAND)
            step = target
        raise FetchError(f"{shown(question.url)} redirects more than {REDIRECTS} times", BY_HAND)

    def _ask(self, session: requests.Session, question: Question, step: str, method: str) -> requests.Response:
        own = question.own_headers if is_same_origin(question.url, step) else {}
        carries = method == question.method
        self._wait_for(step)
        try:
            return session.request(
                method,
                step,
                headers={**own, **question.headers},
                auth=_as_given if any(name.lower() == "authorization" for name in own) else None,
                params=question.params if step == question.url else None,
                data=question.data if carries else None,
                json=question.json if carries else None,
                timeout=TIMEOUT,
                stream=True,
                allow_redirects=False,
            )
        except TROUBLE as error:
            raise failed(step, error) from None

    def _wait_for(self, url: str) -> None:
        wait = self._due.get(server(url), 0.0) - time.monotonic()
        if wait > max(self._patience.longest_asked, self._pause, self._patience.longest_wait + self._patience.jitter):
            at = datetime.now(UTC) + timedelta(seconds=wait)
            raise FetchError(
                f"{shown(url)} asks to come back later, at {at:%Y-%m-%d %H:%M} UTC", f"Try again after that. {BY_HAND}"
            )
        time.sleep(max(0.0, wait))
        self._put_off(url, self._pause)

    def _put_off(self, url: str, seconds: float) -> None:
        self._due[server(url)] = max(self._due.get(server(url), 0.0), time.monotonic() + seconds)


def refuse_passing(answer: requests.Response) -> None:
    """Raise Failed where the status is one that may pass: too many requests, or a fault of the server."""
    if answer.status_code in (408, 429) or (answer.status_code >= 500 and answer.status_code != 501):
        fault = FetchError(f"{shown(answer.url)} answers HTTP {answer.status_code}", f"Check the address. {BY_HAND}")
        raise Failed(fault, url=answer.url, asked_wait=seconds_asked(answer.headers.get("Retry-After")))


def seconds_asked(header: str | None) -> float:
    """How long Retry-After asks to wait: seconds, or an HTTP date (RFC 9110, 10.2.3). 0 where it says neither."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())


def user_agent() -> str:
    """Who asks. `CASUS_CONTACT` (a mail address or a page) tells the publisher whom to write to."""
    contact = os.environ.get("CASUS_CONTACT", "").strip()
    return f"casus/{version('casus')}" + (f" (+{contact})" if contact.isprintable() and contact else "")


def _as_given(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keep the caller's Authorization, which the machine's .netrc would else replace."""
    return request
