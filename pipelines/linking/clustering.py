"""From scored pairs to events: the best pairs first, and no event that holds two reports that contradict one another.

What all reports of an event can share is carried along as it grows: a span of days, a box on the map, kinds of act. Two
groups are put together only where these still meet, where no source that holds its records apart has one in each, and
where no person has said that they are apart. Intervals and boxes that meet pair by pair meet all together, so what
holds for the group holds for every two of its members. What a pair's probability is belongs to `model`.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb
import pandas

from pipelines.linking import components

CLEAR_BITS = 2.0
"""How much better the best event must fit a coarsely told report than the next: four times as likely."""

Interval = tuple[float, float]
Edge = tuple[int, int, float, int | None, bool]

APART = {
    "time": "its event is told of another time",
    "place": "its event is told of another place",
    "kind": "its event is of another kind",
    "parties": "its event is between others",
    "source": "their source holds the two apart",
    "person": "a person holds them apart",
    "ambiguous": "other events fit it as well",
}
"""Why a pair that is alike was kept apart, by the cause that the decision names."""


@dataclass(slots=True)
class Group:
    """What all members of a growing event can share, and the sources that hold their records apart."""

    members: list[int]
    days: Interval
    box: tuple[Interval, Interval]
    kinds: int
    holders: frozenset[str]
    parties: int | None = None
    apart: frozenset[int] = frozenset()

    def contradiction(self, other: "Group", is_repeat: bool = False) -> str | None:
        """The cause that keeps the two apart, a key of APART; None where they can be one event.

        Where `is_repeat`, their source tells one thing twice, and does not hold them apart.
        """
        if not self.apart.isdisjoint(other.members):
            return "person"
        if not is_repeat and not self.holders.isdisjoint(other.holders):
            return "source"
        if self.kinds & other.kinds == 0:
            return "kind"
        if None not in (self.parties, other.parties) and self.parties != other.parties:
            return "parties"
        if _misses(self.days, other.days):
            return "time"
        is_away = _misses(self.box[0], other.box[0]) or _misses(self.box[1], other.box[1])
        return "place" if is_away else None

    def take(self, other: "Group") -> None:
        """Become one with another group; where a person joined what contradicts itself, this one's word stands."""
        self.members += other.members
        self.holders |= other.holders
        self.apart |= other.apart
        self.parties = other.parties if self.parties is None else self.parties
        self.kinds = self.kinds & other.kinds or self.kinds
        self.days = _meet(self.days, other.days) or self.days
        self.box = (_meet(self.box[0], other.box[0]) or self.box[0], _meet(self.box[1], other.box[1]) or self.box[1])


def _misses(one: Interval, other: Interval) -> bool:
    return one[0] > other[1] or other[0] > one[1]


def _meet(one: Interval, other: Interval) -> Interval | None:
    return None if _misses(one, other) else (max(one[0], other[0]), min(one[1], other[1]))


@dataclass
class Grouping:
    """Groups under way: `of` finds the group of a report's number, `decisions` says of each pair what became of it."""

    of: dict[int, Group]
    decisions: dict[tuple[int, int], str] = field(default_factory=dict)

    def join(self, left: int, right: int, by_person: bool = False, is_repeat: bool = False) -> str:
        """Join the groups of two reports where nothing forbids it; returns `joined` or the cause that forbids it.

        What a source tells twice it does not hold apart: `is_repeat` passes over that.
        """
        one, other = self.of[left], self.of[right]
        if one is other:
            return "joined"
        cause = one.contradiction(other, is_repeat)
        if cause and not (by_person and cause != "person"):
            return cause
        if len(one.members) < len(other.members):
            one, other = other, one
        one.take(other)
        for member in other.members:
            self.of[member] = one
        return "joined"


def cluster(
    connection: duckdb.DuckDBPyConnection,
    joins: Sequence[tuple[int, int]] = (),
    aparts: Sequence[tuple[int, int]] = (),
) -> None:
    """From `profiles`, `repeats`, `scored` and `astray` make `clusters` (number, cluster) of every report, and
    `decisions` (number_l, number_r, decision) of every pair in `scored` that is probably one event.

    `joins` and `aparts` are pairs of leaders on which a person decided. A cluster is named by its lowest number; a
    decision is `joined` or a key of APART.
    """
    components.find_components(connection, joins, aparts)
    components.join_whole(connection)
    with _uncollected():
        for members, edges in components.slices(connection):
            groups = {row[0]: _group(*row) for row in members}
            persons = ([p for p in pairs if p[0] in groups] for pairs in (joins, aparts))
            _write(connection, _grouped(groups, edges, *persons))
    connection.execute(
        """CREATE OR REPLACE TABLE clusters AS
        SELECT repeats.number, coalesce(cluster, leader) AS cluster
        FROM repeats LEFT JOIN grouped ON grouped.number = leader"""
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for circles of objects: groups make none, and it took nearly half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _group(number: int, days: Interval, box: tuple[Interval, Interval], kinds: int, holder: str, parties: int) -> Group:
    return Group([number], days, box, kinds, frozenset({holder} if holder else ()), parties)


def _grouped(
    groups: dict[int, Group],
    edges: Sequence[Edge],
    joins: Sequence[tuple[int, int]],
    aparts: Sequence[tuple[int, int]],
) -> Grouping:
    grouping = Grouping(groups)
    for left, right in aparts:
        grouping.of[left].apart |= {right}
        grouping.of[right].apart |= {left}
    _join_repeats(grouping, [edge[:2] for edge in edges if edge[4]])
    for left, right in joins:
        grouping.join(left, right, by_person=True)
    others = [edge for edge in edges if not edge[4]]
    for left, right, _, coarse, _ in others:
        if coarse is None:
            grouping.decisions[left, right] = grouping.join(left, right)
    _fit_coarse(grouping, [edge for edge in others if edge[3] is not None])
    return grouping


def _join_repeats(grouping: Grouping, pairs: Sequence[tuple[int, int]]) -> None:
    """Join records of one source that tells an event twice: only where every two of them are alike, the best first."""
    alike = set(pairs)
    for left, right in pairs:
        members = [(a, b) for a in grouping.of[left].members for b in grouping.of[right].members]
        are_alike = all((min(a, b), max(a, b)) in alike for a, b in members if a != b)
        grouping.decisions[left, right] = grouping.join(left, right, is_repeat=True) if are_alike else "source"


def _fit_coarse(grouping: Grouping, edges: Iterable[Edge]) -> None:
    """Join each coarsely told report to the event that it fits best, where no other event fits it about as well."""
    fitting: dict[int, list[Edge]] = {}
    for edge in edges:
        fitting.setdefault(int(edge[3] or 0), []).append(edge)
    for coarse, held in fitting.items():
        best: dict[int, float] = {}
        for left, right, weight, *_ in held:
            other = grouping.of[right if coarse == left else left]
            if grouping.of[coarse].contradiction(other) is None:
                best.setdefault(id(other), weight)
        leading = sorted(best.values(), reverse=True)[:2]
        is_clear = len(leading) < 2 or leading[0] - leading[1] >= CLEAR_BITS
        for left, right, *_ in held:
            grouping.decisions[left, right] = grouping.join(left, right) if is_clear else "ambiguous"


def _write(connection: duckdb.DuckDBPyConnection, grouping: Grouping) -> None:
    lowest = {id(group): min(group.members) for group in grouping.of.values()}
    grouped = pandas.DataFrame(
        {"number": list(grouping.of), "cluster": [lowest[id(group)] for group in grouping.of.values()]}, dtype="int32"
    )
    decided = pandas.DataFrame(
        [(left, right, decision) for (left, right), decision in grouping.decisions.items()],
        columns=["number_l", "number_r", "decision"],
    ).astype({"number_l": "int32", "number_r": "int32", "decision": "string"})
    for table, rows in (("grouped", grouped), ("decisions", decided)):
        connection.register("found", rows)
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM found")
        connection.unregister("found")
