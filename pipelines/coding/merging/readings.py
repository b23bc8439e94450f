"""One list of events from several readings of one text.

A text is parsed more than once, by pipelines that were trained apart and err in different sentences. Each parse is
coded by itself; here belongs which of their events are one, and which telling of it stands. What one reading alone
tells is kept: on labelled texts two of three such events are right.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipelines.coding.record import CodedEvent

_Test = Callable[[CodedEvent, CodedEvent], bool]


def united(readings: Sequence[Sequence[CodedEvent]]) -> list[CodedEvent]:
    """The events of all readings in text order, each once: of two tellings of one event the more confident, of equal
    ones the earlier reading's. Each counts the readings that tell it."""
    events: list[CodedEvent] = []
    for reading in readings:
        events = _joined(events, reading)
    return sorted(events, key=lambda event: event.trigger)


def _joined(first: list[CodedEvent], other: Sequence[CodedEvent]) -> list[CodedEvent]:
    partners = _partners(first, other)
    told = [_told(event, other[partners[i]]) if i in partners else event for i, event in enumerate(first)]
    taken = set(partners.values())
    free = (event for j, event in enumerate(other) if j not in taken)
    return told + [event for event in free if not any(_has_its_word(one, event) for one in first)]


def _told(one: CodedEvent, other: CodedEvent) -> CodedEvent:
    better = other if (other.confidence or 0.0) > (one.confidence or 0.0) else one
    return replace(better, readings=one.readings + other.readings)


def _partners(first: Sequence[CodedEvent], other: Sequence[CodedEvent]) -> dict[int, int]:
    """Which event of `other` each of `first` is, by index: the one at its word; else at a later mention; else in its
    sentence."""
    found: dict[int, int] = {}
    for test in (_at_one_word, _at_one_mention, _in_one_sentence):
        for i, j in _tested(first, other, test):
            if i not in found and j not in found.values():
                found[i] = j
    return found


def _tested(first: Sequence[CodedEvent], other: Sequence[CodedEvent], test: _Test) -> Iterator[tuple[int, int]]:
    for i, one in enumerate(first):
        for j, two in enumerate(other):
            if one.type == two.type and test(one, two):
                yield i, j


def _at_one_word(one: CodedEvent, other: CodedEvent) -> bool:
    return one.trigger.meets(other.trigger)


def _at_one_mention(one: CodedEvent, other: CodedEvent) -> bool:
    return any(a.meets(b) for a in (one.trigger, *one.also) for b in (other.trigger, *other.also))


def _in_one_sentence(one: CodedEvent, other: CodedEvent) -> bool:
    return one.sentence.meets(other.sentence)


def _has_its_word(one: CodedEvent, event: CodedEvent) -> bool:
    return one.type == event.type and any(event.trigger.meets(mention) for mention in (one.trigger, *one.also))
