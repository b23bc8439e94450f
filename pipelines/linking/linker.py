"""One linking: from the current reports to the events that they tell of, in the order of the rooms.

Here belongs what is done after what, and what an earlier linking leaves to do. The steps themselves belong to their
rooms. All that is on the way stands in the schema `memory.linking` and is gone afterwards.
"""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import duckdb

from pipelines import crosswalks, progress
from pipelines.linking import (
    blocking,
    clustering,
    components,
    identity,
    model,
    profiles,
    reasons,
    rivals,
    scope,
)
from pipelines.linking.overrides import ACTIONS, PATH, Override, locate, read_overrides
from pipelines.sources import Progress
from warehouse.database import CATALOG
from warehouse.derive import count_rows
from warehouse.home import now
from warehouse.renewal import tell_changed_events

LABEL = "Linking reports"
_HOUSE = f"{CATALOG}.main"
_STEPS = 6


@dataclass(frozen=True)
class Outcome:
    """What a linking did: reports looked at, those new or beside new ones, pairs compared and found alike, and rows of
    `report_links` and `event_redirects` begun and ended. `warnings` are about decisions of persons.
    """

    reports: int
    fresh: int
    pairs: int
    alike: int
    links_begun: int
    links_ended: int
    redirects: int
    warnings: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """The numbers, by name."""
        return {name: value for name, value in vars(self).items() if isinstance(value, int)}


@cache
def linker_name() -> str:
    """Name and version of the linker: a hash of its rules and seeds, of the registry of actors and of Splink's version.
    A change of it has everything linked anew.
    """
    files = [*sorted(Path(__file__).parent.glob("*.*")), *sorted(model.SEEDS.glob("*.csv"))]
    digest = hashlib.sha256(f"{crosswalks.crosswalks_fingerprint()} splink {version('splink')}".encode())
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return f"casus {version('casus')}, links {digest.hexdigest()[:12]}"


def link(connection: duckdb.DuckDBPyConnection, tell: Progress = progress.report, overrides: Path = PATH) -> Outcome:
    """Put every current report into an event: fill `report_links`, `link_pairs`, `event_redirects`, `feed_trust` and
    `oversized_blocks` of the build, and tell which events changed.

    What an earlier linking by the same rules decided stands, but where new, changed or ended reports touch it. Raises
    UserError where the overrides contradict one another or the seeds are incomplete.
    """
    tell(LABEL, 0, _STEPS)
    decided = read_overrides(overrides)
    name = f"{linker_name()}, {len(decided)} decisions {_digest(decided)}"
    with _room(connection):
        profiles.fill_trust(connection)
        _recall(connection, name)
        if not decided and scope.is_settled(connection):
            tell(LABEL, _STEPS, _STEPS)
            return _nothing_new(connection)
        profiles.make_profiles(connection)
        told, warnings = locate(connection, decided)
        profiles.make_leaders(connection, {number for one in told for number in one.pair})
        scope.narrow_leaders(connection)
        tell(LABEL, 1, _STEPS)
        blocking.find_candidates(connection)
        tell(LABEL, 2, _STEPS)
        model.score(connection)
        scope.recall_pairs(connection)
        rivals.favour_unrivalled(connection)
        joins, aparts = ([one.pair for one in told if one.action == action] for action in ACTIONS)
        scope.find_touched(connection, joins)
        tell(LABEL, 3, _STEPS)
        components.find_astray(connection)
        clustering.cluster(connection, joins, aparts)
        reasons.write_pairs(connection, told)
        reasons.write_oversized(connection)
        tell(LABEL, 4, _STEPS)
        identity.name_events(connection)
        changes = identity.write_links(connection, name, now().isoformat())
        scope.tell_changed(connection)
        tell(LABEL, 5, _STEPS)
        sizes = {
            "reports": count_rows(connection, "profiles"),
            "fresh": count_rows(connection, "(FROM profiles WHERE is_fresh)"),
            "pairs": count_rows(connection, "candidates"),
            "alike": count_rows(connection, "scored"),
        }
        tell(LABEL, _STEPS, _STEPS)
    for warning in warnings:
        print(warning, file=sys.stderr)  # noqa: T201
    return Outcome(**sizes, **changes, warnings=tuple(warnings))


def _nothing_new(connection: duckdb.DuckDBPyConnection) -> Outcome:
    tell_changed_events(connection, "SELECT NULL::VARCHAR AS event_id WHERE false")
    return Outcome(count_rows(connection, "linked_before"), 0, 0, 0, 0, 0, 0)


def estimate_weights(connection: duckdb.DuckDBPyConnection) -> tuple[model.Weights, float]:
    """What the current reports themselves say of the weights: m and u of every level and the share of matches, fitted
    from the shipped ones on all pairs that linking compares (`model.estimate`). Nothing is kept.

    The weights that ship are not these: see `model`. Raises UserError where the seeds are incomplete.
    """
    with _room(connection):
        connection.execute("CREATE TABLE linked_before (report_id VARCHAR)")
        profiles.make_profiles(connection)
        profiles.make_leaders(connection)
        blocking.find_candidates(connection)
        return model.estimate(connection)


@contextmanager
def _room(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """A schema in memory for what is on the way. It goes with all that is in it, whatever happens."""
    connection.execute("CREATE SCHEMA memory.linking")
    connection.execute("USE memory.linking")
    try:
        yield
    finally:
        connection.execute(f"USE {CATALOG}")
        connection.execute("DROP SCHEMA memory.linking CASCADE")


def _recall(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Make `linked_before`: the reports that the same linker has placed. What another one decided is looked at anew."""
    row = connection.execute(
        f"SELECT bool_and(linker = ?) FROM {_HOUSE}.report_links WHERE superseded_at IS NULL", [name]
    )
    is_same = (row.fetchone() or (None,))[0]
    if not is_same:
        connection.execute(f"DELETE FROM {_HOUSE}.link_pairs")
    connection.execute(
        f"""CREATE TABLE linked_before AS
        SELECT report_id FROM {_HOUSE}.report_links WHERE superseded_at IS NULL AND {str(bool(is_same)).lower()}"""
    )


def _digest(overrides: Sequence[Override]) -> str:
    return hashlib.sha256(repr(overrides).encode()).hexdigest()[:8]
