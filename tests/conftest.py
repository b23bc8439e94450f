"""What all tests share: no network, a state folder of their own, and one build of the bundled brief."""

import fcntl
import gc
import itertools
import os
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

SHARED = Path(__file__).parents[2] / "shared"
_CONNECT = duckdb.connect
_NUMBERS = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of whole builds come first, so that of two processes one runs them: what they import takes seconds."""
    items.sort(key=lambda item: "first_build" not in getattr(item, "fixturenames", ()))
    if not SHARED.is_dir():
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(pytest.mark.skip(reason="the reference files beside the checkout are absent"))


def pytest_collection_finish() -> None:
    """Have the collector of garbage pass over what lives until the end: the tests and all that they import."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder that is not there until something is written to it: most tests write nothing."""
    monkeypatch.setenv("CASUS_HOME", str(tmp_path_factory.getbasetemp() / f"casus-home-{next(_NUMBERS)}"))
    monkeypatch.setenv("CASUS_OFFLINE", "1")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(autouse=True)
def _one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """DuckDB with one thread, but for whole builds: to hand a few rows to others took a fifth of the time."""

    def connect(*arguments: Any, config: dict[str, Any] | None = None, **more: Any) -> duckdb.DuckDBPyConnection:
        return _CONNECT(*arguments, config={"threads": 1} | (config or {}), **more)

    monkeypatch.setattr(duckdb, "connect", connect)


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state folder after one build of the bundled brief, made once for all processes that test. Not to be written
    to: copy it.
    """
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    home, done = shared / "first-build", shared / "first-build.done"
    with (shared / "first-build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            result = run_casus("build", "--offline", is_recorded=True, CASUS_HOME=str(home))
            assert result.exit_code == 0, result.output
            done.touch()
    return home


def run_casus(*arguments: str, is_recorded: bool = False, **environment: str) -> Result:
    """The front door in this process: exit code and what is printed.

    Dagster forgets the run, unless it `is_recorded`: its files on disk cost two seconds a build.
    """
    import dagster as dg

    import casus
    from assets import run

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", _CONNECT)
        if not is_recorded:
            patch.setattr(run, "_instance", lambda _: dg.DagsterInstance.ephemeral())
        return CliRunner().invoke(casus.main, list(arguments), env=environment, catch_exceptions=False)
