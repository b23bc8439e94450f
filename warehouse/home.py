"""Where state lives: the folder that `CASUS_HOME` names (default `data/`), and what lies where inside it.

The environment is read when asked, never at import.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.errors import UserError


@dataclass(frozen=True)
class Home:
    """The state folder. Everything can be rebuilt from `snapshots` alone."""

    root: Path

    @classmethod
    def from_environment(cls) -> "Home":
        """The folder that `CASUS_HOME` names, else `data` in the current directory."""
        return cls(Path(os.environ.get("CASUS_HOME") or "data").expanduser().absolute())

    def prepare(self) -> "Home":
        """Make the folders; raises UserError where that cannot be done."""
        try:
            for folder in (self.root, self.inbox, self.snapshots, self.releases, self.dagster):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                f"The state folder {self.root} cannot be written ({error.strerror})",
                "Point CASUS_HOME at a folder that you may write to.",
            ) from error
        return self

    @property
    def inbox(self) -> Path:
        """Where a person drops files: `inbox/<feed>/`."""
        return self.root / "inbox"

    @property
    def snapshots(self) -> Path:
        """Raw bytes by SHA-256."""
        return self.root / "snapshots"

    @property
    def build(self) -> Path:
        """The database that a run writes."""
        return self.root / "build.duckdb"

    @property
    def published(self) -> Path:
        """The database that readers read."""
        return self.root / "casus.duckdb"

    @property
    def releases(self) -> Path:
        """Immutable release folders, and `latest`."""
        return self.root / "releases"

    @property
    def dagster(self) -> Path:
        """Dagster's own run and event storage."""
        return self.root / "dagster"

    @property
    def lock(self) -> Path:
        """Held by the one run that may write."""
        return self.root / "build.lock"


def now() -> datetime:
    """The present instant in UTC, to the second; `SOURCE_DATE_EPOCH` fixes it for reproducible builds."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UserError(
            f"SOURCE_DATE_EPOCH is {fixed!r}, not a number of seconds since 1970", "Unset it or give whole seconds."
        ) from error


def is_offline() -> bool:
    """Whether `CASUS_OFFLINE` forbids the network."""
    return os.environ.get("CASUS_OFFLINE", "") not in ("", "0", "false", "no")
