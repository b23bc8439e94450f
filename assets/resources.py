"""What a run is asked to do and where: the one resource of Casus's assets. It holds the lock while the run lasts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import dagster as dg
from pydantic import Field

from pipelines.crosswalks import load_crosswalks
from pipelines.feed import Request
from warehouse.database import begin_build, open_build
from warehouse.home import Home, is_offline
from warehouse.lock import holding


class Workspace(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The state folder and the request of a run. Every run starts its build from what is published."""

    inbox: str | None = None
    urls: list[str] = Field(default_factory=list)
    offline: bool = False
    wait_seconds: float = 3600

    @contextmanager
    def yield_for_execution(self, _context: dg.InitResourceContext) -> Iterator["Workspace"]:
        """Hold the lock and begin the build, for one run in one process."""
        with holding(self.home().prepare(), self.wait_seconds):
            begin_build(self.home())
            with open_build(self.home()) as connection:
                load_crosswalks(connection)
            yield self

    def home(self) -> Home:
        """The state folder."""
        return Home.from_environment()

    def request(self, slice_start: date | None = None, slice_end: date | None = None) -> Request:
        """What to read: the inbox given, else the state folder's own; of a slice of time, none."""
        offline = self.offline or is_offline()
        if slice_start:
            return Request(offline=offline, slice_start=slice_start, slice_end=slice_end)
        inbox = Path(self.inbox).expanduser().absolute() if self.inbox else self.home().inbox
        return Request(inbox=inbox, urls=tuple(self.urls), offline=offline)
