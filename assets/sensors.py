"""What starts a build outside the schedule: a change in the inbox."""

import hashlib
from pathlib import Path

import dagster as dg

from assets.jobs import BUILD
from warehouse.home import Home


@dg.sensor(
    job=BUILD,
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Builds when a file in the inbox is new, changed or gone.",
)
def inbox_changes(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Ask for a run when names, sizes or times under `inbox/` differ from those of the last run asked for."""
    state = inbox_state(Home.from_environment().inbox)
    if state == context.cursor or (state == "" and context.cursor is None):
        return dg.SensorResult(skip_reason="The inbox is as it was.")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=state)], cursor=state)


def inbox_state(inbox: Path) -> str:
    """A hash of the names, sizes and modification times below `inbox`; empty where there is no file."""
    files = sorted(path for path in inbox.rglob("*") if path.is_file() and not path.name.startswith("."))
    if not files:
        return ""
    lines = (f"{path.relative_to(inbox)}\t{(stat := path.stat()).st_size}\t{stat.st_mtime_ns}" for path in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
