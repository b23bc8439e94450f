"""A build that is stopped by Ctrl-C or SIGTERM says so in one line, frees the lock, and leaves what is published.

Each build is a forked child of the process that tests: the imports take longer than a build.
"""

import importlib
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import dagster as dg
import pytest

import casus
from assets.run import _instance
from tests.test_killed_builds import published
from warehouse.home import Home
from warehouse.lock import holding

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

STOPS = (
    ("pipelines.feed", "bring_in", signal.SIGINT, "Ctrl-C", 130),
    ("assets.tables", "renew", signal.SIGTERM, "SIGTERM", 143),
)
"""Where the build stands, what comes then, and the exit code. Fetching is what Dagster tries again after a fault."""
LONG_SECONDS = 120


def stopped_at(home: Home, module: str, name: str, number: int, said: Path) -> int:
    """The exit code of a build that is stopped at the named function; what it printed is in `said`. Ctrl-C comes to the
    whole process group, as from a terminal.
    """
    arrivals, arrived = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        sys.stdout = sys.stderr = said.open("w", buffering=1)
        os.dup2(sys.stderr.fileno(), 1)
        os.dup2(sys.stderr.fileno(), 2)
        stand_at(module, name, arrived)
        os.environ["CASUS_HOME"] = str(home.root)
        casus.main(["build", "--offline", "--feed", "article"])
    os.close(arrived)
    assert os.read(arrivals, 1) == b"."
    os.close(arrivals)
    (os.killpg if number == signal.SIGINT else os.kill)(child, number)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def stand_at(module: str, name: str, arrived: int) -> None:
    """Have the build tell on `arrived` that it is at the named function, and stand there for long."""

    def standing(*_: Any, **__: Any) -> NoReturn:
        os.write(arrived, b".")
        time.sleep(LONG_SECONDS)
        os._exit(0)

    setattr(importlib.import_module(module), name, standing)


def test_a_build_stopped_in_the_midst_says_so_in_one_line_and_frees_the_lock(tmp_path: Path, first_build: Path) -> None:
    home, said = Home(tmp_path / "home"), tmp_path / "said.txt"
    shutil.copytree(first_build, home.root, symlinks=True)
    before = published(home.root)
    for module, name, number, by, code in STOPS:
        assert stopped_at(home, module, name, number, said) == code, name
        assert said.read_text() == f"casus: Stopped by {by}. What is published is whole; the next build starts anew.\n"
        assert published(home.root) == before
    with holding(home), _instance(home) as instance:
        statuses = [run.status for run in instance.get_runs(ascending=True)]
    assert statuses == [dg.DagsterRunStatus.SUCCESS] + [dg.DagsterRunStatus.CANCELED] * len(STOPS)
