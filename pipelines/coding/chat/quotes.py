"""Quotes and what they mean: where quoted words stand in the text, and which found thing they name.

Here belongs the look-up of one quote. Places, actors, dates and numbers are those that the rooms of `pipelines.coding`
find in the text; the model only points at them.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from pipelines.coding.actors import resolving
from pipelines.coding.counts.numerals import amounts
from pipelines.coding.places import gazetteer
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Period, Place, Quantity, Span
from pipelines.coding.words.language import plain

_Found = TypeVar("_Found", Actor, Place, Period, Quantity)


def occurrences(quote: str, text: str) -> list[Span]:
    """Where the quote stands in the text as whole words: letter by letter but for white space and look-alike signs."""
    parts = plain(quote).split()
    if not parts:
        return []
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, parts)) + r"(?!\w)")
    return [Span(match.start(), match.end()) for match in pattern.finditer(plain(text))]


def nearest(spans: list[Span], to: Span) -> Span | None:
    """The span with the fewest characters between it and another; the earlier of two; None of none."""
    return min(spans, key=lambda s: max(s.start - to.end, to.start - s.end, 0), default=None)


def actor(span: Span, reading: Reading) -> Actor:
    """The actor that the words name; a group that the registry does not know stays as its words."""
    surface = span.of(reading.document.text)
    found = _overlapping(span, reading.actors) or resolving.resolve(surface)
    return replace(found, surface=surface, span=span) if found else Actor(surface, surface, span)


def place(span: Span, reading: Reading) -> Place | None:
    """The place that the words name, decided among homonyms by the text; a name that the text uses for an actor only
    if it is a country's, or has one bearer; None for a name that no table knows."""
    surface = span.of(reading.document.text)
    found = _overlapping(span, reading.places)
    if found:
        return replace(found, surface=surface, span=span)
    entries = gazetteer.lookup(surface)
    sure = [e for e in entries if e.level == "country"] or (entries if len(entries) == 1 else [])
    if not sure:
        return None
    entry = sure[0]
    return Place(surface, entry.name, span, entry.place_id, entry.country, entry.lat, entry.lon, entry.level)


def period(span: Span, reading: Reading) -> Period | None:
    """The days that the words mean, reckoned as in all of Casus; None where they are no time."""
    return _overlapping(span, reading.periods)


def count(span: Span, reading: Reading, unit: str | None) -> Quantity | None:
    """The number in the words; of the killed or wounded where `unit` says so, else of what is counted there. None where
    the words hold no number, or one of the killed or wounded where another is asked for."""
    fates = ("killed", "wounded", "casualties")
    wanted = [c for c in reading.counts if (c.unit == unit if unit else c.unit not in fates)]
    found = _overlapping(span, wanted)
    if found or not unit:
        return found
    for amount in amounts(reading.document.text):
        words = Span(amount.start, amount.end)
        if words.meets(span):
            return Quantity(amount.value, amount.min, amount.max, unit, amount.kind, words)
    return None


def _overlapping(span: Span, items: Iterable[_Found]) -> _Found | None:
    """The thing that shares the most characters with the span; None where none shares any."""
    best: tuple[int, _Found] | None = None
    for item in items:
        if item.span is None or not item.span.meets(span):
            continue
        shared = min(item.span.end, span.end) - max(item.span.start, span.start)
        if best is None or shared > best[0]:
            best = (shared, item)
    return best[1] if best else None
