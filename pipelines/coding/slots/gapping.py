"""Movements whose verb is left out: "Zimbabwe has sent 2,800 soldiers, Namibia 200 and Angola some 1,500".

Here belongs the reading of a sender and a number, or of a further number, that follow a counted movement in its
sentence.
"""

import re
from dataclasses import replace

from pipelines.coding.actors import registry
from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.counts.numerals import Amount
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Quantity, Span
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.ends import TO
from pipelines.coding.words.syntax import SUBJECTS, clause, is_verb

_GAP = re.compile(r"\s(?:(?:a|an|another|the)\s)?(?:(?:further|additional|other|mere|only|just)\s)?")
"""What may stand between a sender and his number."""
_AFTER = re.compile(r"\s?(?:[.,;]|and\b|to\b|in\b|for\b|by\b|more\b|soldiers\b|troops\b|men\b|of them\b|$)")
"""What may follow it: no noun that counts something else."""
_FURTHER = re.compile(r"(?:, |\band )(?:a further|another|an additional) ")


def by_gaps(draft: Draft, reading: Reading) -> list[Draft]:
    """The draft, and one more for each further sender or number of the same clause."""
    if draft.quantity is None or draft.quantity.span is None or not draft.source:
        return [draft]
    start, end = draft.quantity.span.end, draft.sentence.end_char
    parts = [draft]
    for amount in reading.numbers(start, end):
        sender = _sender(amount, draft, reading)
        if sender is not None or _is_further(amount, reading):
            parts.append(_part(draft, amount, sender, reading))
    senders = {a.iso3 for part in parts[1:] for a in part.source if a.iso3 and part.source != draft.source}
    for part in parts if senders else []:
        ends = [p for p in part.where.destination if not (p.level == "country" and p.country in senders)]
        part.where = replace(part.where, destination=ends)
    return parts


def _sender(amount: Amount, draft: Draft, reading: Reading) -> Actor | None:
    """The state or armed group right before a number that counts no other thing and has no verb of its own."""
    text = reading.document.text
    if not _AFTER.match(text, amount.end):
        return None
    for actor in [*reading.actors, *_countries(reading)]:
        if actor.kind not in STATE_KINDS | ARMED_KINDS or not draft.span.end < actor.span.end < amount.start:
            continue
        head = reading.head(actor.span)
        verbs = [t for t in reading.doc[head.i : reading.head(Span(amount.start, amount.end)).i] if is_verb(t)]
        subject = head.dep_ in SUBJECTS and clause(head) not in (draft.token, draft.anchor)
        if _GAP.fullmatch(text, actor.span.end, amount.start) and not verbs and not subject:
            return actor
    return None


def _countries(reading: Reading) -> list[Actor]:
    """The states of the countries that a text names as places: "Chad sent 300 soldiers, Togo 40"."""
    found = []
    for place in reading.places:
        facts = registry.state(place.country or "") if place.level == "country" else None
        if facts is not None:
            found.append(Actor(place.surface, facts.name, place.span, facts.actor_id, place.country, facts.kind))
    return found


def _is_further(amount: Amount, reading: Reading) -> bool:
    """Whether the number is one more of the same: "and a further 23,000 by next summer"."""
    before = _FURTHER.search(reading.document.text, max(amount.start - 20, 0), amount.bare_start)
    return before is not None and bool(_AFTER.match(reading.document.text, amount.end))


def _part(draft: Draft, amount: Amount, sender: Actor | None, reading: Reading) -> Draft:
    span = Span(amount.start, amount.end)
    size = Quantity(amount.value, amount.min, amount.max, "troops", amount.kind, span)
    part = replace(draft, quantity=size, trigger=span, also=[])
    part.source = [sender] if sender is not None else draft.source
    near = reading.document.text[amount.end : amount.end + 60]
    stop = next((n for n, c in enumerate(near) if c in ",;."), len(near))
    told = [p for p in reading.periods if p.span and amount.end <= p.span.start < amount.end + stop]
    ends = [p for p in reading.places if amount.end <= p.span.start < amount.end + stop]
    if told:
        part.period = told[0]
    if ends and reading.head(ends[0].span).head.lower_ in (*TO, "in"):
        part.where = replace(draft.where, destination=ends[:1])
    return part
