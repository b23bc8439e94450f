"""Places told with a day each: "to leave Goma by May 3, Bukavu by May 10 and Uvira by June 1", or a list of such lines.

Here belongs the division of one movement by pairs of a place and a time that stand side by side. Coordinated days
without places and coordinated forces are divided in `splitting`.
"""

import re
from dataclasses import replace

from pipelines.coding.reading import Reading
from pipelines.coding.record import Period, Place, Span
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.siting import Where
from pipelines.coding.words.syntax import clause

_BETWEEN = re.compile(r"(?:\s?[,:(\u2013\u2014-]\s?|\s)(?:(?:on|in|by|before|from|at|late|early|since)\s)?")
"""What may stand between a place and its time."""
Pair = tuple[Place, Period]


def pairs(start: int, end: int, reading: Reading) -> list[Pair]:
    """The places between two characters that a time follows directly, each with it, in text order."""
    found: list[Pair] = []
    for place in reading.places:
        if not start <= place.span.start < end:
            continue
        beside = [
            period
            for period in reading.periods
            if period.span
            and place.span.end <= period.span.start < place.span.end + 12
            and _BETWEEN.fullmatch(reading.document.text[place.span.end : period.span.start])
        ]
        if beside:
            found.append((place, beside[0]))
    return found


def by_pairs(draft: Draft, reading: Reading) -> list[Draft]:
    """The draft, and one more for each place after it that has a time of its own.

    Where the draft's own clause names other places, it keeps these and its own time ("A was given up last year, B in
    April"); else it takes the first pair.
    """
    own_places = draft.where.any()
    told = [
        pair
        for pair in pairs(draft.span.end, draft.sentence.end_char, reading)
        if (pair[0] in own_places and _in_its_clause(pair[0], draft, reading)) or _listed(pair[0], reading)
    ]
    if not told or (len(told) < 2 and _alone(draft, told[0])):
        return [draft]
    names = {place.canonical for place, _ in told}
    own = [p for p in draft.where.any() if p.canonical not in names]
    outside = draft.period is not None and draft.period not in [period for _, period in told]
    parts = [] if own and outside else [_part(draft, *told[0], draft.span)]
    rest = told if own and outside else told[1:]
    if own and outside:
        parts = [_kept(draft, names)]
    return [*parts, *(_part(draft, place, period, place.span) for place, period in rest)]


def _in_its_clause(place: Place, draft: Draft, reading: Reading) -> bool:
    """Whether no clause above that of the event tells the place: "had set out from Gao, stood at Kidal on Sunday"."""
    verb = clause(reading.head(place.span))
    return verb is None or draft.anchor.dep_ not in ("relcl", "acl") or verb not in draft.anchor.ancestors


def _listed(place: Place, reading: Reading) -> bool:
    """Whether a place goes on a list: only a comma or "and" stands before it."""
    before = reading.document.text[max(place.span.start - 6, 0) : place.span.start].rstrip()
    return before.endswith((",", ";", " and"))


def _alone(draft: Draft, pair: Pair) -> bool:
    """Whether a single pair is only the draft's own place and time, or there is no other of either."""
    place, period = pair
    others = [p for p in draft.where.any() if p.canonical != place.canonical]
    return not others or draft.period is None or draft.period == period


def _slot(draft: Draft) -> str:
    for slot in ("location", "origin", "destination"):
        if getattr(draft.where, slot):
            return slot
    return "origin" if draft.subtype in ("withdrawal", "drawdown") else "location"


def _part(draft: Draft, place: Place, period: Period, trigger: Span) -> Draft:
    where = Where()
    setattr(where, _slot(draft), [place])
    quantity = draft.quantity if trigger == draft.span else None
    return replace(draft, where=where, period=period, quantity=quantity, trigger=trigger, also=[])


def _kept(draft: Draft, names: set[str]) -> Draft:
    """The draft without the places that have a time of their own."""
    places = (draft.where.origin, draft.where.destination, draft.where.location)
    kept = [[p for p in slot if p.canonical not in names] for slot in places]
    return replace(draft, where=Where(*kept), also=[])
