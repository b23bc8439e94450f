"""Numbers and parts that stand for forces: "sent 4,000", "the first of them", and what flies and does not march.

Here belong the tests of what a number without a noun of its own counts. Which nouns are forces is in `force_nouns`.
"""

from spacy.tokens import Token

from pipelines.coding.reading import Reading
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.lexicon import CIVIL, CRAFT, STRICT_TROOPS, words
from pipelines.coding.words.syntax import conjuncts, is_noun, modifiers

CIVILIAN = words("cargo passenger commercial civilian civil private charter aid rescue tourist")
_REACH = 60
"""Tokens back within which those counted were named."""
_MISSILES = words("missile rocket drone uav shell projectile mortar grenade warhead munition bomb")
_HURT = words("wound wounded injure injured hurt casualty injury")


def made_of(noun: Token) -> list[Token]:
    """What stands after "of": "a company of engineers"."""
    return [p for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj" for p in conjuncts(t)]


def in_flight(token: Token) -> bool:
    """Whether a noun, or the number that stands for it, is a missile or a drone: it flies and does not march."""
    if common_noun(token) in _MISSILES:
        return True
    if not (token.like_num or token.lemma_ in ("one", "other", "third")):
        return False
    inner = [t for t in made_of(token) if is_noun(t)]
    if inner:
        return any(t.lemma_.lower() in _MISSILES for t in inner)
    return missiles_before(token) and not any(is_noun(c) for c in token.children)


def missiles_before(token: Token) -> bool:
    """Whether of missiles and troops the former were spoken of last."""
    near = token.doc[max(token.i - _REACH, 0) : token.i]
    kinds = [t for t in near if t.lemma_.lower() in _MISSILES | STRICT_TROOPS and t.tag_ in ("NNS", "NNPS", "NN")]
    return bool(kinds) and kinds[-1].lemma_.lower() in _MISSILES


def is_drone(token: Token) -> bool:
    """Whether a noun is an aircraft without pilot, which may enter the airspace of others."""
    return token.lemma_.lower() in ("drone", "uav")


def bare_number(token: Token) -> bool:
    """Whether a number stands for what it counts: "sent 4,000", "3,000 more"."""
    numbers = [token, *token.children] if token.lemma_ in ("more", "few", "other") else [token]
    if any({t.lemma_.lower() for t in (m, *modifiers(m))} & (CIVIL | CIVILIAN) for m in made_of(token)):
        return False  # "200 of its civilian staff"
    beside = all(c.dep_ in ("det", "amod", "quantmod", "advmod", "nummod", "punct", "prep") for c in token.children)
    return beside and any(t.like_num for t in numbers) and (token.lemma_ != "one")


_MEN = words("man observer officer trainer instructor adviser")
"""Who are soldiers where they are counted."""


def troops_before(token: Token, reading: Reading) -> bool:
    """Whether the last counted or named people before the word are troops, and not the hurt among them."""
    near = token.doc[max(token.i - _REACH, 0) : token.i]
    if hurt_before(token):
        return False
    craft = CRAFT - _MISSILES
    return any(
        t.lemma_.lower() in STRICT_TROOPS | craft or (t.i in reading.counted and t.lemma_.lower() in _MEN) for t in near
    )


def hurt_before(number: Token) -> bool:
    """Whether those counted shortly before were hurt: "nine were wounded. Three have been moved to Goma"."""
    return any(t.lemma_.lower() in _HURT for t in number.doc[max(number.i - _REACH // 2, 0) : number.i])
