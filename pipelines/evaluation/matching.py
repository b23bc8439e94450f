"""Which coded event is which labelled event.

Here belong the test whether two events may be one, how well they agree, and the assignment that agrees best over a
whole document. What a pair is then worth does not.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from pipelines.coding.record import Span
from pipelines.evaluation.likeness import any_same, dates_agree, dates_meet, same_actor, same_amount, same_place
from pipelines.evaluation.records import ROLES, Amount, Event

MAY_BE_ONE = 10.0  # points of any pair that may be one event; the rest only decides between such pairs
FIRST_TOLD = 1e-6  # of two that agree equally well, the one that comes first


@dataclass(frozen=True)
class Pairing:
    """The events of one document held against each other; indices into its gold and its coded events."""

    pairs: dict[int, int]  # gold -> coded
    duplicates: frozenset[int]  # coded events that tell a paired gold event once more
    false: tuple[int, ...]  # coded events that are nothing in the gold


def pair(gold: Sequence[Event], coded: Sequence[Event]) -> Pairing:
    """Give each gold event at most one coded event, so that the sum of agreement is the greatest."""
    pairs: dict[int, int] = {}
    if gold and coded:
        points = np.array([[agreement(g, c) for c in coded] for g in gold])
        told_first = FIRST_TOLD * np.arange(len(coded), 0, -1) * (points > 0)
        rows, columns = linear_sum_assignment(points + told_first, maximize=True)
        pairs = {int(i): int(j) for i, j in zip(rows, columns, strict=True) if points[i, j] > 0}
    taken = set(pairs.values())
    left = [j for j in range(len(coded)) if j not in taken]
    duplicates = _duplicates(gold, coded, pairs, left)
    return Pairing(pairs, duplicates, tuple(j for j in left if j not in duplicates))


def _duplicates(
    gold: Sequence[Event], coded: Sequence[Event], pairs: dict[int, int], left: Sequence[int]
) -> frozenset[int]:
    """Left-over events that restate a paired one: forgiven once for each of its places and later mentions."""
    told = Counter[int]()
    found = set()
    for j in left:
        for i in sorted(pairs):
            if told[i] < max(1, len(gold[i].all_places) + gold[i].later_mentions) and _restates(gold[i], coded[j]):
                told[i] += 1
                found.add(j)
                break
    return frozenset(found)


def _restates(gold: Event, coded: Event) -> bool:
    places, others = gold.all_places, coded.all_places
    return (
        may_be_type(gold, coded)
        and nearness(gold, coded) > 0
        and (not places or not others or any_same(places, others, same_place))
        and (coded.status is None or acceptable(gold, "status", coded.status))
    )


def acceptable(gold: Event, slot: str, value: str | None) -> bool:
    """The gold's own value, or one that its label accepts as well."""
    return value == getattr(gold, slot) or value in gold.alternatives.get(slot, ())


def may_be_type(gold: Event, coded: Event) -> bool:
    """The same type, or one that the label accepts as well."""
    return acceptable(gold, "type", coded.type)


def nearness(gold: Event, coded: Event) -> int:
    """2 where the coded trigger lies on one of the gold's, 1 where the sentences are the same, else 0."""
    triggers, sentences = coded.triggers[:1], coded.sentences[:1]
    if any(ours.meets(theirs) for ours in gold.triggers for theirs in triggers):
        return 2
    same_sentence = any(_mostly_shared(ours, theirs) for ours in gold.sentences for theirs in sentences)
    inside = any(ours.start <= t.start and t.end <= ours.end for ours in gold.sentences for t in triggers)
    return int(same_sentence or inside)


def _mostly_shared(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= min(one.end - one.start, other.end - other.start)


def _on_first_trigger(gold: Event, coded: Event) -> bool:
    return bool(gold.triggers and coded.triggers) and gold.triggers[0].meets(coded.triggers[0])


def _a_place_shared(gold: Event, coded: Event) -> bool:
    return any_same(gold.all_places, coded.all_places, same_place)


def _roles_shared(gold: Event, coded: Event) -> int:
    return sum(any_same(gold.places[role], coded.places[role], same_place) for role in ROLES)


def _counts_shared(gold: Event, coded: Event) -> int:
    return sum(_same(getattr(gold, slot), getattr(coded, slot)) for slot in ("quantity", "fatalities", "wounded"))


def _same(gold: Amount | None, coded: Amount | None) -> bool:
    return gold is not None and same_amount(gold, coded)


# points, and how often (or whether) the pair earns them
_POINTS: tuple[tuple[float, Callable[[Event, Event], float]], ...] = (
    (3.0, _on_first_trigger),
    (1.0, lambda gold, coded: not _on_first_trigger(gold, coded) and nearness(gold, coded) == 2),
    (1.0, lambda gold, coded: gold.type == coded.type),
    (0.5, lambda gold, coded: acceptable(gold, "subtype", coded.subtype)),
    (0.5, lambda gold, coded: acceptable(gold, "status", coded.status)),
    (1.5, dates_agree),
    (0.5, dates_meet),
    (1.0, lambda gold, coded: any_same(gold.source, coded.source, same_actor)),
    (0.5, lambda gold, coded: any_same(gold.target, coded.target, same_actor)),
    (2.0, _a_place_shared),
    (0.5, _roles_shared),
    (1.5, _counts_shared),
)


def agreement(gold: Event, coded: Event) -> float:
    """How much speaks for the two being one event; 0 where they cannot be."""
    if not may_be_type(gold, coded) or not nearness(gold, coded):
        return 0.0
    required = 0.0 if gold.optional else 0.5
    return MAY_BE_ONE + required + sum(points * earned(gold, coded) for points, earned in _POINTS)
