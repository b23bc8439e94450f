"""How a command ends: its exit code, and where it went wrong the one line that says why.

What the codes mean stands in `casus`.
"""

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from pipelines import stopping
from pipelines.terminal.screen import show_mistake, show_stop
from warehouse.errors import ChecksFailedError, LockedError, UserError


def for_people(command: Callable[..., None]) -> Callable[..., None]:
    """Print a user's mistake, or that the command was stopped, on one line and leave with its exit code; our own bugs
    keep their traceback.
    """

    @wraps(command)
    def guarded(*args: Any, **options: Any) -> None:
        try:
            with stopping.heeding():
                command(*args, **options)
        except UserError as error:
            show_mistake(error)
            code = 1 if isinstance(error, ChecksFailedError) else 3 if isinstance(error, LockedError) else 2
            raise SystemExit(code) from error
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except KeyboardInterrupt as stop:
            was_terminated = isinstance(stop, stopping.Terminated)
            show_stop("SIGTERM" if was_terminated else "Ctrl-C", *getattr(stop, "__notes__", ()))
            stopping.leave(143 if was_terminated else 130)

    return guarded
