"""The chat-completions protocol: one question, one answer, and every way in which a server can fail.

Here belong the request, patience and limits. No message holds the key, or anything of what the server wrote: a server
may repeat the key.
"""

import json
import random
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from queue import Empty, SimpleQueue
from typing import Any

import requests

from pipelines.coding.chat.budget import Budget, BudgetError, estimate
from pipelines.coding.chat.settings import Settings
from pipelines.fetching import user_agent

TRIES = 4
FIRST_PAUSE = 0.5
"""Seconds before the second try, doubled before each further one, up to half more by chance."""
LONGEST_PAUSE = 60.0
"""Seconds that a server may ask us to wait."""
PATIENCE = 300.0
"""Seconds for one answer where no limit of time is nearer."""
LARGEST_ANSWER = 4_000_000
"""Bytes: a thousand times what the longest answer that is asked for needs, in round numbers."""
_PASSING = (408, 429, 500, 502, 503, 504)
_DIRECT: Any = {"http": None, "https": None, "all": None}
"""No proxy: for addresses on this machine."""


class ChatError(Exception):
    """No usable answer. `is_lasting` where asking for the next text would be as vain."""

    def __init__(self, reason: str, *, is_lasting: bool) -> None:
        super().__init__(reason)
        self.is_lasting = is_lasting


class _PassingError(Exception):
    """A failure that may pass; `pause` is what the server asks for, in seconds."""

    def __init__(self, reason: str, pause: float | None = None) -> None:
        super().__init__(reason)
        self.pause = pause


@dataclass(frozen=True)
class _Sent:
    """What came back over the line."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(settings: Settings, budget: Budget, question: dict[str, Any]) -> str:
    """The text of the model's answer.

    Tries again, politely, what may pass (no connection, HTTP 408, 429, 5xx), within the limits. Raises BudgetError
    where a limit would be exceeded, else ChatError.
    """
    size = len(json.dumps(question).encode())
    for number in range(1, TRIES + 1):
        allowed = budget.grant(size)
        try:
            sent = _post(settings, question | {"max_tokens": allowed}, min(PATIENCE, budget.seconds_left()))
            return _content(sent, settings, budget, size)
        except TimeoutError as error:
            budget.spend(estimate(size), 0)
            if budget.seconds_left() <= 0:
                raise BudgetError(f"the limit of {settings.max_seconds:g} seconds is reached") from error
            raise ChatError(f"no answer within {PATIENCE:g} seconds", is_lasting=True) from error
        except _PassingError as error:
            pause = error.pause if error.pause is not None else FIRST_PAUSE * 2 ** (number - 1)
            if error.pause is None:
                pause *= 1 + random.random() / 2  # noqa: S311 - spreads requests, guards nothing
            if number == TRIES or pause > LONGEST_PAUSE:
                raise ChatError(f"{error}, {number} times", is_lasting=True) from error
            if pause >= budget.seconds_left():
                raise BudgetError(f"{error}, and waiting would exceed the limit of time") from error
            time.sleep(pause)
    raise AssertionError("the last try returns or raises")


def _post(settings: Settings, body: dict[str, Any], seconds: float) -> _Sent:
    """The answer within so many seconds, whatever the server does meanwhile; raises TimeoutError, _PassingError or
    ChatError."""
    outcome: SimpleQueue[_Sent | Exception] = SimpleQueue()

    def run() -> None:
        try:
            outcome.put(_exchange(settings, body, seconds))
        except Exception as error:  # handed to the thread that waits
            outcome.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        found = outcome.get(timeout=max(seconds, 0.0))
    except Empty as error:
        raise TimeoutError from error
    if isinstance(found, requests.Timeout):
        raise TimeoutError from None
    if isinstance(found, requests.RequestException):
        raise _PassingError(_cause(found)) from None
    if isinstance(found, Exception):
        raise found
    return found


def _exchange(settings: Settings, body: dict[str, Any], seconds: float) -> _Sent:
    def signed(request: requests.PreparedRequest) -> requests.PreparedRequest:
        if settings.key:
            request.headers["Authorization"] = f"Bearer {settings.key}"
        return request

    with requests.post(
        settings.endpoint,
        json=body,
        auth=signed,  # given even without a key: else a .netrc file would be used
        headers={"User-Agent": user_agent(), "Accept": "application/json", "Accept-Encoding": "identity"},
        timeout=seconds,
        stream=True,
        allow_redirects=False,
        proxies=_DIRECT if settings.is_loopback else None,
    ) as answer:
        content = b""
        for part in answer.iter_content(65536):
            content += part
            if len(content) > LARGEST_ANSWER:
                raise ChatError(f"an answer of more than {LARGEST_ANSWER // 1_000_000} MB", is_lasting=True)
        return _Sent(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, content)


def _cause(error: requests.RequestException) -> str:
    broke_off = isinstance(error, requests.exceptions.ChunkedEncodingError)
    return "the answer broke off" if broke_off else "no connection"


def _content(sent: _Sent, settings: Settings, budget: Budget, size: int) -> str:
    """The message in an answer, its tokens put to the account."""
    if sent.status in _PASSING:
        raise _PassingError(f"HTTP {sent.status}", _retry_after(sent.headers.get("retry-after")))
    if sent.status != 200:
        raise ChatError(f"HTTP {sent.status}", is_lasting=sent.status not in (400, 413, 422))
    media_type = sent.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type and "json" not in media_type:
        raise ChatError("an answer that is no JSON: is CASUS_CHAT_URL right?", is_lasting=True)
    try:
        answer = json.loads(sent.body)
    except (ValueError, RecursionError) as error:
        budget.spend(estimate(size), estimate(len(sent.body)))
        raise ChatError("an answer that is no JSON", is_lasting=False) from error
    usage = _dict(_dict(answer).get("usage"))
    budget.spend(_tokens(usage.get("prompt_tokens"), size), _tokens(usage.get("completion_tokens"), len(sent.body)))
    choices = _dict(answer).get("choices")
    choice = _dict(choices[0]) if isinstance(choices, list) and choices else {}
    content = _dict(choice.get("message")).get("content")
    if not isinstance(content, str) or not content.strip():
        raise ChatError("an answer without a message", is_lasting=False)
    if choice.get("finish_reason") == "length":
        raise ChatError("an answer that was cut at its limit of tokens", is_lasting=False)
    if settings.key and settings.key in content:
        raise ChatError("an answer that repeats the key", is_lasting=False)
    return content


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _tokens(told: Any, size: int) -> int:
    return told if isinstance(told, int) and not isinstance(told, bool) and told >= 0 else estimate(size)


def _retry_after(header: str | None) -> float | None:
    """Seconds from now, given as such or as a date (RFC 9110, 10.2.3); None for neither."""
    if not header:
        return None
    if header.strip().isascii() and header.strip().isdigit():
        return float(header)
    try:
        due = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (due.replace(tzinfo=due.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
