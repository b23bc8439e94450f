"""One run at a time: a lock in the state folder that names its holder and dies with its process."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from filelock import FileLock, Timeout

from warehouse.errors import LockedError
from warehouse.home import Home, now


@contextmanager
def holding(home: Home, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the lock inside the block; raises LockedError, which says who holds it, after `wait_seconds`."""
    lock = FileLock(home.lock)
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout as timeout:
        raise LockedError(
            f"Another build is at work in {home.root}{_holder(home)}",
            "Wait until it has finished, or let this one wait for it with --wait SECONDS.",
        ) from timeout
    note = home.lock.with_suffix(".json")
    try:
        note.write_text(json.dumps({"process": os.getpid(), "since": now().isoformat()}), "utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _holder(home: Home) -> str:
    with suppress(OSError, ValueError, KeyError):
        note = json.loads(home.lock.with_suffix(".json").read_text("utf-8"))
        return f" (process {note['process']}, since {note['since']})"
    return ""
