"""A whole run from the command line: the same job as the UI's, in this process, recorded in the same storage."""

import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from assets.definitions import defs
from assets.jobs import BUILD
from pipelines import progress, stopping
from pipelines.feed import FEEDS
from pipelines.summary import broken_in_build
from warehouse.database import limits
from warehouse.errors import ChecksFailedError, UserError
from warehouse.home import Home

PROCESS_TAG = "casus/process"
_PRINTS_STAY = {
    "compute_logs": {
        "module": "dagster._core.storage.noop_compute_log_manager",
        "class": "NoOpComputeLogManager",
        "config": {},
    }
}
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class RunRequest:
    """What the command line asks for. No feed named means all."""

    inbox: Path | None = None
    urls: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    offline: bool = False
    wait_seconds: float = 0


def run_build(home: Home, request: RunRequest) -> None:
    """Run the job; raises UserError with the first cause that a person can mend, or the bug itself."""
    unknown = sorted(set(request.feeds) - FEEDS.keys())
    if unknown:
        raise UserError(f"There is no feed {', '.join(unknown)}", f"The feeds are: {', '.join(FEEDS)}.")
    try:
        stopping.aside(lambda: _run(home, request))
    except KeyboardInterrupt as stop:
        _give_up(home)
        stop.add_note("What is published is whole; the next build starts anew.")
        raise
    except Exception as error:
        raise _mendable(error, home) or error from error


def _run(home: Home, request: RunRequest) -> None:
    with progress.step(*progress.STARTING):
        instance, job = _instance(home), defs.resolve_job_def(BUILD.name)
        _end_killed_runs(instance)
    with instance:
        result = job.execute_in_process(
            run_config=_config(request),
            instance=instance,
            asset_selection=_selection(request.feeds),
            tags={PROCESS_TAG: str(os.getpid())},
        )
    assert result.success


def _give_up(home: Home) -> None:
    """Tell Dagster; from here on nothing stops it. The work goes on until the process has ended, so what it has begun
    the next build clears away, as after a build that was killed.
    """
    stopping.heed_no_more()
    with _instance(home) as instance:
        for run in _runs_at_work(instance):
            if run.tags.get(PROCESS_TAG) == str(os.getpid()):
                instance.report_run_canceled(run, "The build was stopped on the command line.")


def _config(request: RunRequest) -> dict[str, object]:
    workspace = {
        "inbox": str(request.inbox) if request.inbox else None,
        "urls": list(request.urls),
        "offline": request.offline,
        "wait_seconds": request.wait_seconds,
        "feeds": len(set(request.feeds)) or len(FEEDS),
    }
    return {
        "resources": {"workspace": {"config": workspace}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }


def _selection(feeds: Sequence[str]) -> list[dg.AssetKey] | None:
    if not feeds:
        return None
    left_out = {f"{name}_{stage}" for name in FEEDS if name not in feeds for stage in ("snapshots", "reports")}
    keys = defs.resolve_job_def(BUILD.name).asset_layer.selected_asset_keys
    return [key for key in keys if key.path[-1] not in left_out]


def _instance(home: Home) -> dg.DagsterInstance:
    """Dagster's storage, as `dagster.yaml` says, but for what a step prints: that stays on the terminal."""
    root = str(Path(__file__).resolve().parent.parent)
    os.environ["DAGSTER_HOME"] = root
    os.environ["CASUS_DAGSTER_STORAGE"] = str(home.dagster)
    return dg.DagsterInstance.local_temp(root, overrides=_PRINTS_STAY)


def _end_killed_runs(instance: dg.DagsterInstance) -> None:
    """Tell Dagster of command-line runs whose process is gone: else the UI shows them at work."""
    for run in _runs_at_work(instance):
        process = run.tags.get(PROCESS_TAG)
        if process is not None and not _is_alive(int(process)):
            instance.report_run_failed(run, "The process of this run ended without a word: it was killed.")


def _runs_at_work(instance: dg.DagsterInstance) -> Sequence[dg.DagsterRun]:
    at_work = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED]
    return instance.get_runs(filters=dg.RunsFilter(statuses=at_work))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _mendable(error: BaseException, home: Home) -> UserError | None:
    cause: BaseException | None = error
    seen: set[int] = set()
    while cause is not None and id(cause) not in seen:  # a chain of causes can run in a circle
        seen.add(id(cause))
        if isinstance(cause, UserError):
            return cause
        if (isinstance(cause, OSError) and cause.errno in NO_ROOM) or "No space left" in str(cause):
            return UserError(
                f"The disk that holds {home.root} has no room", "Free some and build again; what is published stands."
            )
        if "Out of Memory Error" in str(cause):
            return UserError(
                "A step of the build needs more memory than it may take",
                f"Set CASUS_MEMORY higher than {limits(home.build)['memory_limit']}, or give less at a time; what is"
                " published stands.",
            )
        cause = cause.__cause__ or cause.__context__
    if not broken_in_build(home):
        return None
    return ChecksFailedError(
        "The data did not hold against its expectations, so nothing was published",
        "Mend the source or the reader; the last release stands as it was.",
    )
