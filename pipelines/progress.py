"""How long work tells how far it is: one listener a run, set by the front door; silence by default.

Here belongs the passing on of progress, not its display.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, int, int], None]


def _silent(label: str, done: int, total: int) -> None:
    pass


_listener: ContextVar[Listener] = ContextVar("progress", default=_silent)


def report(label: str, done: int, total: int) -> None:
    """Tell the listener that `done` of `total` steps of the work named `label` are finished."""
    _listener.get()(label, done, total)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send progress to `listener` inside the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
