"""Killed or wounded: the words that say what became of the people counted.

Here belong the verbs and nouns of dying and hurting and the syntax that tells the victims from the killers. How a
number is written stands in `numerals`, what nouns count in `numbers`.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from pipelines.coding.words.lexicon import ARMED, TROOPS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KILL = _words(
    """kill slay murder massacre assassinate execute behead slaughter martyr decapitate neutralise
    neutralize eliminate liquidate hang bayonet lynch garrotte"""
)
_HURT = _words("wound injure hurt maim harm")
DIE = _words("die perish succumb")
_WOUNDING = _words("shoot stab hack beat burn blow crush club gun torture put")
"""What kills where it is done "fatally", "dead" or "to death"."""
_THOUGHT = _words("know believe fear report think say confirm presume understand assume")
"""What is said of people before their death: "are known to have died"."""
_GIVEN_UP = {
    "lose": _words("life"),
    "give": _words("life"),
    "lay": _words("life"),
    "pay": _words("price"),
    "embrace": _words("martyrdom"),
    "attain": _words("martyrdom"),
    "make": _words("sacrifice"),
}
"""How those die who give something up for it: "paid the supreme price", "embraced martyrdom"."""
_BODIES = _words("body corpse")
_SUSTAINING = _words("sustain suffer receive")
_WOUNDS = _words("injury wound burn")
_FOUND = _words(
    "recover find retrieve pull discover bury count receive collect bring identify remove unearth see dig lay carry"
)
_FELL_IN = _words("combat battle action field duty honour honor fighting clash ambush attack")
_TAKING_LIVES = _words("cost claim take lose")
_AT_A_PRICE = _words("cost loss price expense")
"""What lives are the cost of: "cost 63 lives", "at the cost of eleven lives"."""
MEASURED = _words("toll number count figure total")
_CLIMB = _words("rise climb go increase grow jump reach stand pass exceed mount soar bring")
_LOSSES = _words("dead death loss fatality toll")
_DEAD = _words("dead kill slain deceased death fatality martyr")
_HURT_NOUNS = _HURT | _words("wounded injured injury")
DEATHS = _words(
    """death killing murder massacre assassination slaying execution toll life loss martyrdom shooting beheading"""
)
_COUNTING = _words("report confirm count record leave see")
_HARMS = _words("injury wounding")
_FATES = (("killed", _DEAD), ("wounded", _HURT_NOUNS), ("casualties", _words("casualty")))

_LEFT = re.compile(
    r"\b(?:(?P<killed>kill(?:ed|ing|s)?)|(?:wound|injur)(?:ed|ing|es|s))\s+(?:some\s+|also\s+)?$", re.IGNORECASE
)
_RIGHT = re.compile(
    r"(?:\s+(?:more|others?|people|of\s+them|additional))*"
    r"(?:,|\s+(?:were|was|are|is|have|has|had|been|being|reported|reportedly|confirmed|also|left))*"
    r"\s+(?:(?P<killed>killed|dead|died|deaths?|slain)|wounded|injured|hurt|injuries)\b(?!\s+or\b)",
    re.IGNORECASE,
)
Fate = tuple[str, Token]
"""What became of the counted (killed, wounded or casualties), and the word that says it."""


def fate_of(node: Token) -> Fate | None:
    """What became of the people that a noun or bare number counts, by the syntax around it."""
    own = _named(node) or _lives(node)
    if own:
        return own
    for child in node.children:
        passive = (
            child.dep_ in ("acl", "amod", "relcl") and child.tag_ in ("VBN", "JJ", "VBD") and not _has_object(child)
        )
        fate = of_object(child) if passive else None
        if fate:
            return fate, child
    first = node
    while first.dep_ in ("conj", "appos") and first.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        first = first.head
    if first.dep_ == "pobj" and first.head.lower_ == "of" and first.head.head.lower_ in ("upwards", "total"):
        first = first.head.head  # "upwards of 250 people", "a total of seven"
    return _by_role(first)


def _named(node: Token) -> Fate | None:
    """ "three dead", "40 injuries"."""
    return next(((unit, node) for unit, words in _FATES if node.lemma_.lower() in words), None)


def _lives(node: Token) -> Fate | None:
    """ "Cost 63 lives", "twelve lives were lost", "with the loss of 48 lives", "cost 23 of them their lives"."""
    head = node.head
    if node.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in _AT_A_PRICE and node.lemma_ == "life":
        return "killed", head.head
    if head.lemma_ not in _TAKING_LIVES or node.dep_ not in ("dobj", "dative", "nsubjpass"):
        return None
    given = node.lemma_ == "life" or (head.lemma_ == "cost" and any(c.lemma_ == "life" for c in head.children))
    return ("killed", head) if given else None


def _by_role(node: Token) -> Fate | None:
    head = node.head
    if node.dep_ in ("dobj", "nsubjpass") or (node.dep_ == "nsubj" and head.tag_ == "VBN" and not _has_object(head)):
        for verb in (head, *_participles(node), *_shared(head)):
            fate = of_object(verb)
            if fate:
                return fate, verb
    if node.dep_ in ("dobj", "nsubjpass") and _found_dead(node, head):
        return "killed", head
    if node.dep_ == "dobj" and head.lemma_.lower() in _CLIMB:
        return _measured(head)
    if node.dep_ == "conj" and head.pos_ == "VERB" and _has_object(head) and (kind := of_object(head)):
        return kind, head  # "killing the driver and at least 24 other people", as it is parsed at times
    if node.dep_ in ("nsubj", "nsubjpass"):
        return _of_subject(head) or _of_fighters(node, head)
    return _below_preposition(node) if node.dep_ == "pobj" else None


def _shared(verb: Token) -> list[Token]:
    """Passives that share the subject of the first: "were ambushed and killed"."""
    row = [c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBN"]
    return [c for c in row if not any(s.dep_ in ("nsubj", "nsubjpass") for s in c.children)]


def _found_dead(node: Token, verb: Token) -> bool:
    """Whether a verb's object are bodies that are found, or those whom a side lost."""
    lemma = verb.lemma_.lower()
    return lemma == "lose" or (lemma in _FOUND and node.lemma_.lower() in _BODIES)


def _of_subject(verb: Token) -> Fate | None:
    """What becomes of a verb's subject: it dies, falls in battle, is known to have died, is left dead."""
    lemma = verb.lemma_.lower()
    given = {child.lemma_.lower() for child in verb.children if child.dep_ == "dobj"}
    if lemma in DIE or given & _GIVEN_UP.get(lemma, frozenset()):
        return "killed", verb
    if lemma == "fall" and any(
        o.lemma_.lower() in _FELL_IN for c in verb.children if c.dep_ == "prep" for o in c.children
    ):
        return "killed", verb
    if lemma in _SUSTAINING and given & _WOUNDS:
        return "wounded", verb
    if lemma == "be" and (torn := next((c for c in verb.children if c.tag_ == "VBN" and c.i <= verb.i + 4), None)):
        fate = of_object(torn)  # "were on Monday killed", as it is parsed at times
        return (fate, torn) if fate else None
    for below in verb.children if lemma in _THOUGHT else ():
        if below.dep_ in ("xcomp", "ccomp") and below.lemma_.lower() in DIE:
            return "killed", below
        passive = below.dep_ in ("xcomp", "ccomp") and any(c.dep_ == "auxpass" for c in below.children)
        if passive and (fate := of_object(below)):
            return fate, below
    state = next((child for child in verb.children if child.dep_ in ("acomp", "oprd")), None)
    return _named(state) if state is not None else None


def _of_fighters(node: Token, verb: Token) -> Fate | None:
    """Those who fall, are accounted for or do not survive: "an ambush in which nineteen paratroopers fell"."""
    beside = [c for c in verb.children if c.dep_ in ("prep", "prt", "acomp", "dobj", "oprd", "npadvmod")]
    if verb.lemma_ == "survive" and any(c.dep_ == "neg" for c in verb.children):
        return "killed", verb
    if verb.lemma_ == "account" and node.dep_ == "nsubjpass" and any(c.lower_ == "for" for c in beside):
        return "killed", verb
    fought = node.lemma_.lower() in TROOPS | ARMED
    away = any(c.lower_ in ("back", "behind", "short", "out") for c in verb.children)
    fell = verb.lemma_ == "fall" and not away and all(c.lower_ in ("in", "at", "near", "on", "during") for c in beside)
    return ("killed", verb) if fell and fought else None


def _below_preposition(node: Token) -> Fate | None:
    """ "The death of 8 civilians", "the toll rose to 17", "put its dead at nine", "found the bodies of four"."""
    head, above = node.head, node.head.head
    lemma = above.lemma_.lower()
    if head.lower_ in ("of", "to") and above.pos_ == "NOUN":
        if lemma in DEATHS | _HARMS:
            return ("wounded" if lemma in _HARMS else "killed"), above
        if lemma in _BODIES and above.head.lemma_.lower() in _FOUND:
            return "killed", above
    if head.lower_ == "between" and above.pos_ == "VERB" and (kind := of_object(above)):
        return kind, above  # "killing between nine and 11 villagers"
    told = [c for c in above.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    if any(c.lemma_.lower() == "toll" for c in told):
        return "killed", above
    if head.lower_ == "at" and lemma in ("put", "estimate", "give") and any(c.lemma_.lower() in _LOSSES for c in told):
        return "killed", above
    if head.lower_ not in ("to", "at", "past", "above") or lemma not in _CLIMB:
        return None
    return _measured(above)


def _measured(verb: Token) -> Fate | None:
    """What became of those whose number rises or reaches: "the number of dead reached 17"."""
    told = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    if any(c.lemma_.lower() == "toll" for c in told):
        return "killed", verb
    counted = [t for c in told if c.lemma_.lower() in MEASURED for t in c.subtree]
    named = next((fate for t in counted if (fate := _named(t))), None)
    return (named[0], verb) if named else None


def _participles(node: Token) -> Iterator[Token]:
    """What stands behind a list of objects and speaks of them all: "reported 12 soldiers and 5 civilians killed"."""
    yield from (verb for verb in node.head.rights if verb.dep_ in ("ccomp", "oprd", "xcomp") and verb.n_lefts == 0)
    if node.head.lemma_.lower() in _COUNTING:
        yield from (
            verb for member in node.conjuncts for verb in member.rights if verb.dep_ == "acl" and verb.tag_ == "VBN"
        )


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.children)


def of_object(verb: Token) -> str | None:
    """What becomes of a verb's object."""
    lemma = verb.lemma_.lower()
    if lemma == "send" and any(t.lower_ == "hell" for c in verb.children if c.dep_ == "prep" for t in c.children):
        return "killed"
    if lemma in _KILL | _DEAD or (lemma in _WOUNDING and _to_death(verb)):
        return "killed"
    if lemma in ("gun", "mow") and any(c.lower_ == "down" for c in verb.children):
        return "killed"
    return "wounded" if lemma in _HURT_NOUNS else None


def _to_death(verb: Token) -> bool:
    """Whether one is shot "dead" or "fatally", hacked "to death"."""
    row = [verb, *(c for c in verb.children if c.dep_ == "conj")]  # "hacked or shot to death"
    beside = [c for v in row for c in v.children]
    beside += [t for c in beside if c.lower_ == "to" for t in c.children]
    return any(t.lower_ in ("dead", "fatally", "death") for t in beside)


def sustains(text: str, end: int) -> bool:
    """Whether those counted up to a character sustained injuries, whatever the parser took them for."""
    return _SUSTAINED.match(text, end) is not None


_SUSTAINED = re.compile(
    r"\s+(?:people|persons|others?|more|civilians|soldiers|men)?\s*(?:also\s+)?(?:sustained|suffered|received|sustaining)\s"
    r"(?:[\w-]+\s){0,6}(?:injur|wound)",
    re.IGNORECASE,
)


def fate_by_words(text: str, start: int, end: int) -> str | None:
    """Killed or wounded by the words beside a number, where the parse of a clipped sentence does not say so."""
    match = _RIGHT.match(text, end) or _LEFT.search(text[max(start - 24, 0) : start])
    return None if match is None else "killed" if match["killed"] else "wounded"
