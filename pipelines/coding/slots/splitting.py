"""Several events told by one word: "strikes on the 3rd, the 9th and the 12th", "300 soldiers in May and 200 in June".

Here belongs the division of a draft by coordinated days or by coordinated forces. Joining mentions of one event is in
`merging`.
"""

from dataclasses import replace

from spacy.tokens import Token

from pipelines.coding.counts.numbers import Count
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.reading import Reading
from pipelines.coding.record import Period, Span
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.gapping import by_gaps
from pipelines.coding.slots.pairing import by_pairs
from pipelines.coding.words.syntax import conjuncts, is_noun, is_verb, objects


def split(draft: Draft, mention: Mention, reading: Reading) -> list[Draft]:
    """The draft itself, or one for each coordinated day (attacks) or counted force (movements)."""
    if draft.type == "attack" and draft.period is not None:
        return _by_day(draft, draft.period, reading)
    if draft.type == "troop_movement" and is_verb(mention.token):
        parts = _by_force(draft, mention, reading)
        return parts if len(parts) > 1 else [part for one in by_pairs(draft, reading) for part in by_gaps(one, reading)]
    return [draft]


def _by_day(draft: Draft, period: Period, reading: Reading) -> list[Draft]:
    if period.span is None or period.precision != "day" or (is_noun(draft.token) and draft.token.tag_ == "NN"):
        return [draft]
    days = _side_by_side(period, reading)
    return [
        replace(draft, period=day, trigger=draft.span if n == 0 else day.span, also=[]) for n, day in enumerate(days)
    ]


def _side_by_side(day: Period, reading: Reading) -> list[Period]:
    """The days in whose row the day stands, with only commas and "and" between: "on May 3, May 9 and May 12"."""
    row: list[Period] = []
    for period in (p for p in reading.periods if p.precision == "day" and p.span):
        if row and not _follows(row[-1], period, reading):
            if day in row:
                break
            row = []
        row.append(period)
    return row if day in row else [day]


def _follows(first: Period, second: Period, reading: Reading) -> bool:
    if first.span is None or second.span is None or second.start <= first.start:
        return False
    between = reading.document.text[first.span.end : second.span.start].lower().replace(",", " ").split()
    return 0 < second.span.start - first.span.end <= 12 and set(between) <= {"and", "on", "&", "the"}


def _by_force(draft: Draft, mention: Mention, reading: Reading) -> list[Draft]:
    heads = objects(mention.token)
    counted = [(head, count) for head in heads if (count := _count_of(head, reading))]
    if len(counted) < 2 or len({head.i for head, _ in counted}) < 2:
        return [draft]
    parts: list[Draft] = []
    for head, count in counted:
        period = _period_in(head, reading) if parts else draft.period
        part = replace(draft, quantity=count, period=period, also=[])
        part.trigger = draft.span if not parts else Span(count.span.start, head.idx + len(head))
        parts.append(part)
    parts[0].period = _first_period(parts, draft)
    return parts


def _count_of(head: Token, reading: Reading) -> Count | None:
    inside = {t.i for t in head.subtree} - {t.i for c in conjuncts(head)[1:] for t in c.subtree}
    return next((c for c in reading.counts if c.noun in inside and c.unit not in _NO_FORCE), None)


_NO_FORCE = ("killed", "wounded", "battalions")


def _period_in(head: Token, reading: Reading) -> Period | None:
    """The period inside one coordinate, or just before it ("and, since August this year, 45 troops")."""
    start, end = min(t.idx for t in head.subtree) - 40, max(t.idx + len(t) for t in head.subtree)
    return next((p for p in reading.periods if p.span and start <= p.span.start and p.span.end <= end), None)


def _first_period(parts: list[Draft], draft: Draft) -> Period | None:
    """The first part keeps the sentence's period unless that belongs to a later part."""
    taken = [p.period for p in parts[1:]]
    return None if draft.period in taken else draft.period
