"""What goes wrong on the way to an address, and which of it may pass by itself.

Here belong the words for faults. No fault carries the exception that caused it: its text shows queries, headers and
passwords.
"""

import requests

from pipelines.fetching.addresses import shown
from warehouse.errors import UserError

BY_HAND = "Save it by hand and put it into the inbox."
LATER = f"Try again later. {BY_HAND}"


class FetchError(UserError):
    """An address gave nothing that can be used. `status` is what it answered, None where it did not answer."""

    def __init__(self, problem: str, remedy: str, status: int | None = None) -> None:
        super().__init__(problem, remedy)
        self.status = status


class Failed(Exception):  # noqa: N818 - never seen outside this room: the fault that it carries is what is raised
    """One attempt failed with `fault`. `asked_wait` is how many seconds the server asked to wait; `gained` whether the
    attempt brought so much that the count of failures starts anew.
    """

    def __init__(
        self,
        fault: FetchError,
        *,
        may_pass: bool = True,
        url: str | None = None,
        asked_wait: float = 0.0,
        gained: bool = False,
    ) -> None:
        super().__init__(fault.problem)
        self.fault = fault
        self.may_pass = may_pass
        self.url = url
        self.asked_wait = asked_wait
        self.gained = gained


_CAUSES: tuple[tuple[type[Exception], str, bool], ...] = (
    (requests.exceptions.InvalidURL, "it is no valid address", False),
    (requests.exceptions.InvalidHeader, "a header, such as a token, holds characters that cannot be sent", False),
    (UnicodeError, "a header, such as a token, holds characters that cannot be sent", False),
    (requests.exceptions.SSLError, "its certificate does not hold", False),
    (requests.exceptions.Timeout, "too slow", True),
    (requests.exceptions.ContentDecodingError, "its answer is broken", False),
    (requests.exceptions.ChunkedEncodingError, "it broke off", True),
    (requests.exceptions.ConnectionError, "no connection", True),
)
TROUBLE = (requests.RequestException, UnicodeError)
"""What the transport raises."""


def failed(url: str, error: Exception, *, gained: bool = False) -> Failed:
    """The failure of an attempt at which the transport raised `error`."""
    cause, may_pass = next(
        ((cause, may_pass) for kind, cause, may_pass in _CAUSES if isinstance(error, kind)), ("no connection", False)
    )
    remedy = LATER if may_pass else f"Check the address. {BY_HAND}"
    return Failed(
        FetchError(f"{shown(url)} did not answer ({cause})", remedy), may_pass=may_pass, url=url, gained=gained
    )
