"""How long work tells how far it is: one listener a run, set by the front door; silence by default.

Here belongs the passing on of progress, not its display.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

Listener = Callable[[str, int, int], None]


def _silent(label: str, done: int, total: int) -> None:
    pass


@dataclass(frozen=True)
class _Run:
    """Who listens, and how many steps of the works that are told step by step are finished."""

    listener: Listener = _silent
    finished: Counter[str] = field(default_factory=Counter)


_run: ContextVar[_Run | None] = ContextVar("progress", default=None)

STARTING = ("Starting", 3)
"""What comes before the first feed is asked: the tools are loaded, the run is laid out, the build is begun."""


def report(label: str, done: int, total: int) -> None:
    """Tell the listener that `done` of `total` steps of the work named `label` are finished."""
    if run := _run.get():
        run.listener(label, done, total)


@contextmanager
def step(label: str, total: int) -> Iterator[None]:
    """Tell of one of the `total` steps of the work named `label`, which may be done anywhere and in any order, when it
    begins and when it is finished.
    """
    finished = (_run.get() or _Run()).finished
    report(label, finished[label], total)
    yield
    finished[label] += 1
    report(label, finished[label], total)


@contextmanager
def whole(label: str, total: int) -> Iterator[None]:
    """Tell of the work named `label` when it begins, and at its end that it is done: steps may have been spared."""
    report(label, 0, total)
    yield
    report(label, total, total)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send progress to `listener` inside the block."""
    token = _run.set(_Run(listener))
    try:
        yield
    finally:
        _run.reset(token)
