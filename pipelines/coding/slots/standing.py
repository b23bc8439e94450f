"""Whose troops a force level counts, and where they are.

Here belong the owners and places of levels, from the words around the number. Which numbers are levels is in `levels`
and `bare_levels`.
"""

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Place
from pipelines.coding.slots.bare_levels import COUNTING
from pipelines.coding.slots.counting import top_of_count
from pipelines.coding.slots.nesting import most_specific
from pipelines.coding.slots.roles import state_of
from pipelines.coding.words.lexicon import LANDS, words
from pipelines.coding.words.syntax import (
    after,
    conjuncts,
    is_noun,
    is_verb,
    objects,
    path_length,
    phrase,
    subjects,
    wide_phrase,
)


def holders(head: Token, verb: Token | None, reading: Reading) -> list[Actor]:
    """Whose troops a number without a noun of its own counts: nationals, what "with" hangs on, the subject of having;
    never who only puts the number at something."""
    own = [a for t in phrase(top_of_count(head)) for a in reading.actor_at.get(t.i, [])]
    if own and (own[0].kind != "civilians" or own[0].iso3):
        return [state_of(own[0]) if own[0].kind == "civilians" else own[0]]
    top = top_of_count(head)
    beside = [top.head] if top.dep_ == "appos" else []  # "the Ethiopian contingent, 500 men"
    beside += [top.head.head] if top.dep_ == "pobj" and top.head.lower_ in ("with", "of") else []
    beside += [t for t in after(top, ("of",)) if t.lower_ == "them"]
    if verb is not None and verb.lemma_ != "face":  # whoever faces 400 men, they are not theirs
        beside += objects(verb) if verb.lemma_ in COUNTING else [*subjects(verb), *objects(verb)]
    for token in beside:
        found = [a for a in reading.who(token) if a.kind not in ("civilians", "unknown")]
        if found:
            return found[:1]
    return []


def owners(head: Token, verb: Token | None, reading: Reading) -> list[Actor]:
    """Whose counted troops are: who is named at them, else who the subject of the verb is."""
    top = head
    while top.dep_ in ("nummod", "quantmod", "compound") and top.head != top and not is_verb(top.head):
        top = top.head
    for token in [top, *([top.head.head] if top.dep_ == "pobj" else [])]:
        if is_noun(token) or token.like_num:
            found = reading.named(token) or [
                a
                for t in wide_phrase(token)
                if t.dep_ in ("amod", "compound", "poss")
                for a in reading.actor_at.get(t.i, [])
            ]
            if len(found) > 1 and all(a.kind == "state" for a in found):
                return found  # "French, Belgian and British troops"
            if found and (found[0].kind != "civilians" or found[0].iso3):
                return [state_of(found[0]) if found[0].kind == "civilians" else found[0]]
    if verb is not None and verb.lemma_ != "face":
        for subject in subjects(verb):
            found = [a for a in reading.who(subject) if a.kind not in ("civilians", "unknown")]
            if found:
                return found[:1]
    return []


def places(head: Token, sentence: Sentence, reading: Reading) -> list[Place]:
    """The place of the clause where counted troops are; none where it only points back to one."""
    inside = [p for p in reading.places if sentence.start_char <= p.span.start < sentence.end_char]
    ranked = sorted(inside, key=lambda p: (path_length(reading.head(p.span), head), abs(p.span.start - head.idx)))
    located = [p for p in ranked if _is_where(reading.head(p.span))]
    pointing = min((path_length(t, head) for t in sentence if _points_back(t)), default=99)
    if located and pointing < path_length(reading.head(located[0].span), head):
        return []  # "2,000 of its soldiers, flown in from Ivanovo, are in the country"
    row = conjuncts(reading.head(located[0].span)) if located else []
    listed = [p for p in located[1:] if reading.head(p.span) in row]  # "are based at Gao and Kidal"
    return most_specific([*located[:1], *listed], reading)


def _is_where(token: Token) -> bool:
    """Whether a place is where something is, not where it comes from."""
    above = [t.lower_ for t in token.ancestors if t.dep_ == "prep"]
    compared = token.head.lower_ == "of" and token.head.head.lower_ in ("ahead", "instead", "because", "short")
    if token.dep_ == "conj" and token.head != token:
        return _is_where(token.head)
    return token.head.dep_ == "prep" and token.head.lower_ in _AT and "from" not in above[:2] and not compared


def _points_back(token: Token) -> bool:
    """Whether a word stands for a place named before: "here", "in the country"."""
    if token.lower_ in ("here", "there"):
        return token.dep_ == "advmod"
    the = any(c.lower_ in ("the", "that", "this") for c in token.children)
    return the and token.dep_ == "pobj" and token.head.lower_ in ("in", "on", "inside") and token.lower_ in _GROUND


_AT = words("in at to across of around near on inside outside along throughout")
_GROUND = LANDS | words("province region island city town district capital area")
