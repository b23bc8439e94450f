"""Builds that are killed with SIGKILL at a named stage; run as a program of its own by `test_killed_builds`.

It imports everything once and forks a child for each stage, since the imports take longer than the build.
"""

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

STAGES = (
    ("assets.resources", "begin_build", "after"),
    ("pipelines.feed", "collect", "after"),
    ("pipelines.feed", "read", "before"),
    ("assets.tables", "fill_reference", "after"),
    ("assets.tables", "renew", "after"),
    ("pipelines.expectations.standing", "record", "after"),
    ("pipelines.release", "write_files", "after"),
    ("pipelines.publishing", "publish_build", "before"),
    ("pipelines.publishing", "publish_build", "after"),
)


def run_build() -> int:
    """One build through the front door, of the one feed that has anything; its exit code."""
    import casus

    try:
        casus.main(["build", "--offline", "--feed", "article"], standalone_mode=False)
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def die_at(module: str, name: str, moment: str) -> None:
    """Have the process kill itself before or after the named function runs."""
    place = importlib.import_module(module)
    original: Callable[..., Any] = getattr(place, name)

    def deadly(*args: Any, **options: Any) -> Any:
        result = original(*args, **options) if moment == "after" else None
        os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(place, name, deadly)


def in_child(work: Callable[[], int]) -> int:
    """The wait status of a forked child that does the work."""
    child = os.fork()
    if child == 0:
        os._exit(work())
    return os.waitpid(child, 0)[1]


def killed(stage: tuple[str, str, str]) -> int:
    die_at(*stage)
    return run_build()


def main() -> None:
    """Kill a build at each stage, then let one finish; print one JSON line each: the stage, and how it ended."""
    import assets.run  # noqa: F401
    import pipelines.expectations.suites  # noqa: F401
    from pipelines.coding.words import MODELS, language

    for model in MODELS:
        language.load(model)
    for stage in STAGES:
        status = in_child(lambda stage=stage: killed(stage))  # type: ignore[misc]
        print(json.dumps({"stage": stage, "killed": os.WIFSIGNALED(status)}), flush=True)  # noqa: T201
        sys.stdin.readline()
    status = in_child(run_build)
    print(json.dumps({"stage": None, "code": os.waitstatus_to_exitcode(status)}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
