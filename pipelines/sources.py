"""What a source declares, what a run asks of it and what it hands back: the words that feeds and runs share.

Here belong plain values. The loops over them belong to `feed`, each source's own facts to its folder under `feeds/`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import duckdb

from pipelines.credentials import Credential
from pipelines.licences import Licence
from pipelines.rejects import Reject
from pipelines.snapshots import Snapshot
from warehouse.errors import UserError
from warehouse.home import Home

Progress = Callable[[str, int, int], None]
"""Called with a label, how many are done and how many there are."""


@dataclass(frozen=True)
class Request:
    """What a run was asked to read: an inbox (one folder a feed), addresses of articles, and whether the network is
    forbidden. A slice (first and last day, UTC) asks a feed that is sliced by time for those days alone.
    """

    inbox: Path | None = None
    urls: tuple[str, ...] = ()
    offline: bool = False
    slice_start: date | None = None
    slice_end: date | None = None

    def folder(self, feed: str) -> Path | None:
        """The feed's own folder in the inbox, None where it has none. Raises UserError where it cannot be listed."""
        folder = self.inbox / feed if self.inbox else None
        if folder is None:
            return None
        try:
            next(folder.iterdir(), None)
        except FileNotFoundError:
            return None
        except NotADirectoryError as error:
            into = f"Make it a folder and put the files of the feed {feed} into it."
            raise UserError(f"{folder} is a file", into) from error
        except OSError as error:
            raise UserError(
                f"{folder} cannot be listed ({error.strerror})", "Give yourself the right to read it."
            ) from error
        return folder


@dataclass(frozen=True)
class Collected:
    """What a run brought in for a feed: snapshots that were not held before, and what it could not take at all.

    `needs` is the line that says which credential is missing, where the network was not asked for lack of it.
    """

    snapshots: tuple[Snapshot, ...] = ()
    rejects: tuple[Reject, ...] = ()
    failure: str | None = None
    needs: str | None = None


@dataclass(frozen=True)
class Counts:
    """How many rows a reading added or ended."""

    documents: int = 0
    reports: int = 0
    superseded: int = 0
    rejects: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.documents + other.documents,
            self.reports + other.reports,
            self.superseded + other.superseded,
            self.rejects + other.rejects,
        )


@dataclass(frozen=True)
class Slices:
    """How a source is cut by time: each `unit` (day or month) from the one of `first` on."""

    unit: Literal["day", "month"]
    first: date


@dataclass(frozen=True)
class Bounds:
    """The fewest and most records that a file of a source may plausibly hold: one outside is told of, and read.

    `named` is what names of such files look like, as a regular expression of the whole name, and `kind` what they are
    called. Of several bounds the first that fits a name counts; a file that none fits may have any number.
    """

    fewest: int
    most: int
    named: str = ".*"
    kind: str = "a file"

    @property
    def usual(self) -> str:
        """In words."""
        return f"where {self.kind} has {self.fewest:,} to {self.most:,}"


@dataclass(frozen=True)
class Feed:
    """A source. `trust` says in a sentence how far to trust it.

    `collect` brings its bytes into `snapshots/`. `read` turns snapshots (all that are held, oldest first) into rows
    and leaves alone what it has read before. Both raise UserError where the source as a whole fails. `credential` is
    what its network asks for: without it `collect` is kept from the network. `interval_days` is how long the source is
    silent at most while all is well, where it publishes by a calendar. `manual` is a chapter of the codebook, in
    Markdown, where people make its files themselves.
    """

    name: str
    title: str
    publisher: str
    homepage: str | None
    citation: str
    trust: str
    cadence: str
    licence: Licence
    collect: Callable[[Home, Request], Collected]
    read: Callable[[duckdb.DuckDBPyConnection, Home, Sequence[Snapshot], Progress], Counts]
    bounds: tuple[Bounds, ...]
    credential: Credential | None = None
    sliced: Slices | None = None
    interval_days: float | None = None
    manual: str | None = None
