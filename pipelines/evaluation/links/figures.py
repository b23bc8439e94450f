"""Precision and recall of links over labelled pairs, with intervals, by group, beside the baselines.

A pair counts as joined where both reports tell of one event after clustering. Joined pairs labelled `same` are right,
other joined pairs false, pairs labelled `same` and not joined missed. A `part` must not be joined; whether it was
attached is counted apart. Pairs whose reports are not there are no part of any figure, and are counted.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from pipelines.evaluation.links.judging import BASELINES, Judged
from pipelines.evaluation.links.pairs import PART, SAME, Pair

OURS = "Casus"
HELD = "held"
_Z = 1.959964
"""Standard deviations of the normal distribution that hold 95 %."""

Interval = tuple[float, float]
Verdict = Callable[[Judged], bool]


@dataclass(frozen=True)
class Score:
    """Counts of pairs: rightly joined, falsely joined, missed, rightly apart. Shares without a base are None."""

    right: float = 0
    false: float = 0
    missed: float = 0
    apart: float = 0

    @property
    def pairs(self) -> float:
        """How many pairs were counted, or the sum of their weights."""
        return self.right + self.false + self.missed + self.apart

    @property
    def precision(self) -> float | None:
        """The share of the joined that is right."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        """The share of what tells of one event that is joined."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        return _share(2 * self.right, 2 * self.right + self.false + self.missed)

    @property
    def precision_interval(self) -> Interval | None:
        """Wilson's 95 % interval."""
        return wilson(self.right, self.right + self.false)

    @property
    def recall_interval(self) -> Interval | None:
        """Wilson's 95 % interval."""
        return wilson(self.right, self.right + self.missed)


@dataclass(frozen=True)
class Parts:
    """What became of pairs of which one report sums up several events, the other's among them."""

    pairs: int = 0
    attached: int = 0
    merged: int = 0


@dataclass(frozen=True)
class Evaluation:
    """The figures over all pairs, `baselines` by rule, `folds` by fold and rule, `groups` by grouping and group.

    `weighted` are those of the `weighted_pairs` pairs that have a weight, by rule, each pair counted with its weight.

    `feeds` are those whose records were there. `errors` are the wrong pairs that may be looked at: none held back.
    """

    score: Score
    parts: Parts
    baselines: dict[str, Score]
    folds: dict[str, dict[str, Score]]
    groups: dict[str, dict[str, Score]]
    weighted: dict[str, Score]
    weighted_pairs: int
    absent: int
    feeds: tuple[str, ...]
    errors: tuple[Judged, ...] = field(repr=False)


def wilson(hits: float, base: float) -> Interval | None:
    """Wilson's 95 % interval of a share, None without a base. Pairs that share a report count as independent here."""
    if not base:
        return None
    share, spread = hits / base, _Z * _Z / base
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / base + spread / (4 * base)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def measure(pairs: Sequence[Pair], judged: Sequence[Judged]) -> Evaluation:
    """The figures of `judged`, which are those of `pairs` whose reports were there."""
    rules: dict[str, Verdict] = {OURS: _ours, **{name: _baseline(name) for name in BASELINES}}
    weighted = [one for one in judged if one.pair.weight is not None]
    parts = [one for one in judged if one.pair.label == PART]
    wrong = (one for one in judged if one.is_joined != (one.pair.label == SAME))
    return Evaluation(
        score=count(judged, _ours),
        parts=Parts(len(parts), sum(one.is_attached for one in parts), sum(one.is_joined for one in parts)),
        baselines={name: count(judged, rules[name]) for name in BASELINES},
        folds={
            fold: {name: count(members, rule) for name, rule in rules.items()}
            for fold, members in _grouped(judged, lambda one: one.pair.fold).items()
        },
        groups={
            name: {group: count(members, _ours) for group, members in _grouped(judged, key).items()}
            for name, key in GROUPINGS.items()
        },
        weighted={name: count(weighted, rule, lambda one: one.pair.weight or 0) for name, rule in rules.items()},
        weighted_pairs=len(weighted),
        absent=len(pairs) - len(judged),
        feeds=tuple(sorted({record.feed for one in judged for record in (one.pair.left, one.pair.right)})),
        errors=tuple(one for one in wrong if one.pair.fold != HELD),
    )


GROUPINGS: dict[str, Callable[[Judged], str]] = {
    "feeds": lambda one: one.pair.feeds,
    "time": lambda one: one.date_class,
    "place": lambda one: one.geo_class,
    "country": lambda one: one.pair.country,
}


def count(judged: Iterable[Judged], rule: Verdict, weigh: Callable[[Judged], float] = lambda _: 1) -> Score:
    """The score of a rule that says which pairs are joined."""
    sums: dict[tuple[bool, bool], float] = {(a, b): 0 for a in (True, False) for b in (True, False)}
    for one in judged:
        sums[rule(one), one.pair.label == SAME] += weigh(one)
    return Score(sums[True, True], sums[True, False], sums[False, True], sums[False, False])


def _ours(one: Judged) -> bool:
    return one.is_joined


def _baseline(name: str) -> Verdict:
    return lambda one: one.baselines[name]


def _grouped(judged: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        if name := key(one):
            groups.setdefault(name, []).append(one)
    return dict(sorted(groups.items()))


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
