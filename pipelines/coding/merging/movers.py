"""Whether two mentions of movements in a text tell of other forces, or of a base and of a land.

Here belongs the comparison of the nouns that go, are moved or are left. What else makes mentions one event is in
`sameness`.
"""

from datetime import timedelta

from spacy.tokens import Token

from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.lexicon import ARMED, CRAFT, LANDS, TROOPS, words
from pipelines.coding.words.syntax import after, is_noun, is_verb, objects, subjects


def other_movers(first: Draft, second: Draft) -> bool:
    """Whether two words of one sentence tell of other forces: "armour rolled back as the brigade left", "handed over
    after the departure of the contingent"."""
    movers = [_movers(draft) for draft in (first, second)]
    return all(movers) and not {t.lemma_.lower() for t in movers[0]} & {t.lemma_.lower() for t in movers[1]}


def _movers(draft: Draft) -> list[Token]:
    """The nouns that go or are moved; pronouns may stand for any."""
    verb = draft.token
    told = [*subjects(verb), *objects(verb)] if is_verb(verb) else after(verb, ("of",))
    troops = [t for t in told if t.lemma_.lower() in TROOPS | CRAFT | ARMED]
    return troops if is_verb(verb) or draft.subtype != "base_transfer" else []


def other_force(first: Draft, second: Draft) -> bool:
    """Whether a verb tells of a force not spoken of before: "government soldiers fled", "3,000 troops will come"."""
    if not is_verb(second.token):
        return False
    movers = [*subjects(second.token), *objects(second.token)]
    if any(t.tag_ in ("PRP", "WDT", "WP", "CD") or not is_noun(t) for t in movers) or not movers:
        return False
    known = [c for t in movers for c in t.children if c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "some")]
    if known:
        return False
    counted = second.quantity is not None and first.quantity is None
    return counted or (not second.source and bool(first.source))


def base_and_land(first: Draft, second: Draft) -> bool:
    """Whether one tells that a base is handed over and the other of leaving a land: "gave up its base at Abeche,
    starting its withdrawal from the country"."""
    if _hands_over(first) == _hands_over(second):
        return False
    given, leaving = (first, second) if _hands_over(first) else (second, first)
    if given.quantity is not None and given.quantity.unit == "targets":
        return True  # "has handed over 200 bases"
    land = any(t.lemma_.lower() in LANDS for t in after(leaving.token, ("from",)))
    return land or bool(first.where.any() and second.where.any())


def _hands_over(draft: Draft) -> bool:
    return draft.subtype == "base_transfer" and draft.frame != "leave" and draft.token.lemma_ not in _LEAVING


_LEAVING = words("leave vacate quit abandon evacuate pull withdraw")


def due_apart(first: Draft, second: Draft) -> bool:
    """Whether two plans for forces have other last days: one leaves by June, all by December."""
    if first.type != "troop_movement" or {first.status, second.status} != {"planned"}:
        return False
    if first.period is None or second.period is None or is_noun(second.token):
        return False
    return abs(first.period.end - second.period.end) > timedelta(days=20)
