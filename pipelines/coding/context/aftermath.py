"""Tolls told after their attack: "Rebels raided Bunia. Nine bodies were found; the army lost two soldiers."

Here belongs the choice of the attack to which the dead and hurt of a sentence without an attack belong. Tolls of an
attack's own sentence are in `counting`.
"""

from spacy.tokens import Token

from pipelines.coding.counts.numbers import Count
from pipelines.coding.places.place_context import nested
from pipelines.coding.reading import Reading
from pipelines.coding.slots.counting import added, is_part
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.roles import victims
from pipelines.coding.times.datelines import item_heads
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import is_verb, path_length

_NEAR = 700
"""Characters behind an attack within which its toll may be told."""
_LONGEST = 14
"""Days; the dead of a longer time are not those of one attack."""
_WHOLE = words("war conflict insurgency decade crisis unrest accident crash flood storm earthquake disease year")
"""Words of a sentence whose dead are those of more than one attack, or of none."""


def tell_tolls(drafts: list[Draft], reading: Reading) -> None:
    """Give each attack without a toll that of the nearest sentence behind it that counts dead or hurt and tells no
    attack of its own."""
    told = [d for draft in drafts for d in (draft, *draft.also)]
    taken = {d.sentence.start for d in told if d.type == "attack"}
    for sentence in reading.doc.sents:
        if sentence.start in taken:
            continue
        counts = [c for c in reading.counts if sentence.start_char <= c.span.start < sentence.end_char]
        counts = [c for c in counts if c.unit in ("killed", "wounded") and not is_part(reading.head(c.span))]
        if counts and not {t.lemma_.lower() for t in sentence} & _WHOLE:
            home = _home(drafts, counts[0], reading)
            if home is not None:
                _fill(home, counts, reading)


def _home(drafts: list[Draft], count: Count, reading: Reading) -> Draft | None:
    """The attack told last before a count, if neither its day nor its place says that it is another."""
    before = [(d.sentence.end_char, draft) for draft in drafts for d in (draft, *draft.also) if d.type == "attack"]
    if all(end > count.span.start for end, _ in before):  # "the dead rose to five": what killed them is told next
        before = [(count.span.start, draft) for end, draft in before if end - _NEAR <= count.span.start][:1]
    items = (news for _, _, news in item_heads(reading.document.text) if news <= count.span.start)
    first = max(items, default=0)  # each item of a list tells of another place
    before = [(end, draft) for end, draft in before if first <= end <= count.span.start <= end + _NEAR]
    home = max(before, key=lambda pair: pair[0], default=(0, None))[1]
    if home is None or home.status not in ("occurred", "ongoing") or home.subtype == "attack_series":
        return None
    sentence = reading.head(count.span).sent
    for period in reading.periods:
        if period.span and sentence.start_char <= period.span.start < sentence.end_char:
            other = home.period and (period.end < home.period.start or period.start > reading.document.published)
            if other or (period.end - period.start).days > _LONGEST:
                return None
    return None if _elsewhere(home, count, reading) else home


def _elsewhere(home: Draft, count: Count, reading: Reading) -> bool:
    """Whether people are said to have died at a place that is not the attack's."""
    top = reading.doc[count.governor] if count.governor is not None else reading.head(count.span)
    sentence = top.sent
    inside = [p for p in reading.places if sentence.start_char <= p.span.start < sentence.end_char]
    near = [p for p in inside if p.level != "country" and _happens_at(reading.head(p.span), top)]
    known = [p for p in home.where.any() if p.level != "country"]
    return bool(known) and any(not any(nested(p, k) for k in known) for p in near)


def _happens_at(head: Token, top: Token) -> bool:
    """Whether a place is one where people died: near their death, or at the head of the sentence."""
    front = head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near") and is_verb(head.head.head)
    return path_length(head, top) <= 2 or (front and head.i < top.i)


def _fill(home: Draft, counts: list[Count], reading: Reading) -> None:
    killed, wounded = ([c for c in counts if c.unit == unit] for unit in ("killed", "wounded"))
    if killed and (home.fatalities is None or (home.fatalities.value is None and home.fatalities.max is None)):
        home.fatalities = added(killed)
    if home.wounded is None:
        home.wounded = added(wounded)
    if not home.target:
        home.target = victims([*killed, *wounded], home.source, reading)
