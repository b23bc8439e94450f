"""Participants of an event that hang on another word than its own: behind a day, at the verb over it, in a blame.

Here belongs where the parser or the sentence puts those who act and suffer elsewhere than beside the event word. The
frames themselves are read in `frames`.
"""

from itertools import islice

from spacy.tokens import Token

from pipelines.coding.event_words.triggers import NOUNS
from pipelines.coding.words.lexicon import ARMED
from pipelines.coding.words.syntax import (
    after,
    clause,
    doers,
    is_noun,
    is_passive,
    is_verb,
    modifiers,
    objects,
    subjects,
)


def far_doers(verb: Token) -> list[Token]:
    """The fighters after a "by" that the parser hangs on a noun between: "was killed at a post on the road by
    gunmen"."""
    if not is_passive(verb):
        return []
    nouns = [t for t in verb.subtree if t.i > verb.i and is_noun(t) and clause(t) == verb]
    nouns = [t for t in nouns if t.lemma_.lower() not in NOUNS]
    return [t for noun in nouns for t in after(noun, ("by",)) if t.lemma_.lower() in ARMED]


def of_behind_a_day(noun: Token) -> list[Token]:
    """What the parser hangs on the day between: "the capture on Saturday of a post"."""
    days = [o for c in noun.children if c.dep_ == "prep" for o in c.children if o.ent_type_ == "DATE"]
    return [t for day in days for t in after(day, ("of",)) if t.ent_type_ != "DATE"]


def between(noun: Token) -> list[Token]:
    """The parties that the parser hangs on another noun: "a clash at the border between X and Y", "the toll of fighting
    between X and Y"."""
    inner = [o for c in noun.children if c.dep_ == "prep" for o in c.children]
    inner += [noun.head.head] if noun.head.dep_ == "prep" and noun.head.lower_ in ("of", "from", "in") else []
    return [t for o in inner for t in after(o, ("between",))]


def by_at_the_verb(noun: Token) -> list[Token]:
    """The doer that the parser hangs on the verb over the noun: "foiled an attack on the port by two boats"."""
    verb = noun.head
    if noun.dep_ != "dobj" or not is_verb(verb) or is_passive(verb):
        return []
    return [t for t in after(verb, ("by",)) if is_noun(t) and t.i > noun.i]


def _blames(verb: Token) -> bool:
    return verb.lemma_.lower() == "blame" and is_verb(verb)


def held_responsible(noun: Token) -> list[Token]:
    """Who stands behind the event in "blamed X for the attack", "X claimed responsibility for it", "X is responsible
    for it"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("for", "on"):
        return []
    word = noun.head.head
    if noun.head.lower_ == "for" and (blame := next((t for t in islice(word.ancestors, 3) if _blames(t)), None)):
        return objects(blame)  # "blamed militias backed by Iran for 150 attacks"
    lemma = word.lemma_.lower()
    if lemma == "blame" and is_verb(word):
        return objects(word) if noun.head.lower_ == "for" else [noun]
    if lemma in ("responsibility", "credit") and is_verb(word.head):
        return [] if any(c.lower_ == "no" for s in doers(word.head) for c in s.children) else doers(word.head)
    if lemma == "responsible":
        return [word.head] if is_noun(word.head) else subjects(word.head)
    return []


def leaders(noun: Token) -> list[Token]:
    """The first half of "US-led", "Saudi-led", "rebel-led" before a noun."""
    led = [m for m in modifiers(noun) if m.lower_ == "led" or m.lower_.endswith("-led")]
    return [c for m in led for c in m.children if c.dep_ != "punct"]
