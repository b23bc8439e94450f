"""Being told to stop, by Ctrl-C or by SIGTERM: what is raised then, and work that cannot hold it up.

Here belongs how a stop comes through. What is said of it belongs to `terminal`, and what has to be cleared away to who
is stopped.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import copy_context
from types import FrameType
from typing import NoReturn, TypeVar

T = TypeVar("T")
_ASIDE = "casus-aside"


class Terminated(KeyboardInterrupt):
    """SIGTERM came: whoever lets Ctrl-C through lets this through too."""


@contextmanager
def heeding() -> Iterator[None]:
    """Have SIGTERM raise `Terminated` inside the block, as Ctrl-C raises KeyboardInterrupt."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def heed_no_more() -> None:
    """Let nothing stop what is done from here on until the process has ended."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def aside(work: Callable[[], T]) -> T:
    """What the work gives, or raises, which is done in a thread of its own.

    Signals come to the main thread alone, which does nothing but wait: so no library that the work calls can catch a
    stop, try again after it, or keep it until a long statement has ended. After a KeyboardInterrupt from here the
    process has to `leave`: the work does not know of it.
    """
    done: Future[T] = Future()

    def do() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    threading.Thread(target=copy_context().run, args=(do,), name=_ASIDE).start()
    return done.result()


def leave(code: int) -> NoReturn:
    """End the process with this exit code, in the midst of work aside where there is some, and its helpers with it."""
    if any(thread.name == _ASIDE for thread in threading.enumerate()):
        for helper in multiprocessing.active_children():
            helper.kill()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    raise SystemExit(code)


def unheeded() -> None:
    """In a helper process: have both signals end it at once, without a word. Its parent has the say."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated
