"""What a run is asked to do and where: the resources of Casus's assets. Each holds the lock while the run lasts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
from pydantic import Field

from pipelines import progress
from pipelines.crosswalks import load_crosswalks
from pipelines.feed import FEEDS, Request
from warehouse.database import begin_build, open_build
from warehouse.home import Home, is_offline
from warehouse.lock import holding


class Workspace(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The state folder and the request of a run, and how many feeds take part in it. Every run starts its build from
    what is published.
    """

    inbox: str | None = None
    urls: list[str] = Field(default_factory=list)
    offline: bool = False
    wait_seconds: float = 3600
    feeds: int = len(FEEDS)

    @contextmanager
    def yield_for_execution(self, _context: dg.InitResourceContext) -> Iterator["Workspace"]:
        """Hold the lock and begin the build, for one run in one process."""
        with holding(self.home().prepare(), self.wait_seconds):
            with progress.step(*progress.STARTING):
                begin_build(self.home())
                with open_build(self.home()) as connection:
                    load_crosswalks(connection)
            yield self

    def home(self) -> Home:
        """The state folder."""
        return Home.from_environment()

    def request(self) -> Request:
        """What to read: the inbox given, else the state folder's own."""
        inbox = Path(self.inbox).expanduser().absolute() if self.inbox else self.home().inbox
        return Request(inbox=inbox, urls=tuple(self.urls), offline=self.offline or is_offline())


class Storeroom(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The state folder of a run that brings in snapshots alone. It begins no build, so that an attempt leaves nothing
    behind on which the next one could stumble.
    """

    wait_seconds: float = 3600

    @contextmanager
    def yield_for_execution(self, _context: dg.InitResourceContext) -> Iterator["Storeroom"]:
        """Hold the lock, for one run in one process."""
        with holding(self.home().prepare(), self.wait_seconds):
            yield self

    def home(self) -> Home:
        """The state folder."""
        return Home.from_environment()
