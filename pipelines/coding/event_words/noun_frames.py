"""Who stands where around an event noun: its owners, what its prepositions, its clauses and its light verb add.

Here belongs the reading of nouns ("an attack by X on Y", "X's attack, for which Z was blamed"). Verbs, and what is
common to both, are in `frames`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.frames import BROKERING, Mention, beats_off
from pipelines.coding.event_words.hung import (
    ON,
    against_whom,
    between,
    by_at_the_verb,
    held_responsible,
    is_blamed,
    leaders,
    of_behind_a_day,
    signed_by,
)
from pipelines.coding.event_words.triggers import AGREE_VERBS, LIGHT_VERBS, SUFFER, Sense
from pipelines.coding.words.clauses import whole_of
from pipelines.coding.words.lexicon import TROOPS, words
from pipelines.coding.words.syntax import (
    after,
    conjuncts,
    doers,
    is_noun,
    is_passive,
    is_verb,
    modifiers,
    objects,
    subjects,
    whose,
)

_BETWEEN = ("between", "with", "among", "against", "and")
_HIT = words("target hit strike kill destroy wound injure damage")
_ATTRIBUTED = words("claim blame attribute ascribe lead back carry conduct")
_SUFFERED = words("suffer sustain face endure survive")


def noun_mention(token: Token, sense: Sense, anchor: Token) -> Mention:
    """An event noun with its owner, what stands after its prepositions, and what its light verb and clauses add."""
    owners = [m for m in modifiers(token) if m.head == token or m.head.dep_ == "conj"] + leaders(token)
    owners = [whose(m) for m in owners]
    whole = whole_of(token)  # "a wave of strikes by X on Y" is parsed so that the wave is by X and on Y
    of, by = after(token, ("of",)) + of_behind_a_day(token), after(token, ("by",)) + by_at_the_verb(token)
    on = [] if is_blamed(token) else after(token, ON)
    if whole != token and not (by or on):
        by, on = after(whole, ("by",)), after(whole, ON)
    if sense.frame in ("kill", "seize") or (sense.frame == "strike" and token.lemma_.endswith("ing")):
        by = by or [
            t for o in of for t in after(o, ("by",))
        ]  # "the capture of a post by rebels", as it is parsed at times
        takers = after(token, ("to",)) if token.lemma_.lower() == "fall" else []
        agents, patients = owners + by + takers, of + on
    elif sense.frame == "move":
        agents, patients = owners + by, of + [m for m in owners if m.dep_ == "compound"]
    elif sense.frame == "clash":
        agents, patients = owners + of, after(token, _BETWEEN) or between(token)
    elif sense.frame == "agree":
        held = [
            t for t in of if sense.subtype == "exercise" and t.lemma_.lower() in TROOPS
        ]  # "war games of Danish and Norwegian soldiers"
        agents = owners + by + held + signed_by(token, AGREE_VERBS - BROKERING)
        patients = after(token, _BETWEEN) or between(token)
        patients = patients or (after(token.head, ("with",)) if token.dep_ == "dobj" else [])
    else:
        agents, patients = owners + by + after(token, ("from",)), on
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and is_verb(child):
            more, aimed = _from_clause(child, sense)
            agents, patients = agents + more, patients + aimed
    mention = Mention(token, sense, anchor, agents + held_responsible(token), patients)
    if anchor != token:
        _add_from_anchor(mention)
    if sense.frame == "strike" and not mention.patients:
        mention.patients = against_whom(token, anchor)
    return mention


def _from_clause(verb: Token, sense: Sense) -> tuple[list[Token], list[Token]]:
    """Participants in a clause on the noun: "an attack claimed by X", "strikes that hit Y", "attacks that X
    launched"."""
    lemma = verb.lemma_.lower()
    if sense.type == "agreement":
        if lemma not in AGREE_VERBS or lemma in BROKERING:
            return [], []
        own = after(verb, ("by", "between")) if is_passive(verb) else [s for s in subjects(verb) if s != verb.head]
        return own, after(verb, ("with",)) if own else []  # "the pact that Oslo signed with the rebels"
    if is_passive(verb):
        if lemma in _ATTRIBUTED:
            return after(verb, ("by", "to", "on")), []
        return (after(verb, ("by",)), after(verb, ("against",))) if lemma in LIGHT_VERBS else ([], [])
    if lemma == "blame":
        return after(verb, ("on",)), []  # "an attack that the police blamed on rebels"
    if lemma in ("say", "claim") and any(c.dep_ == "ccomp" and c.lemma_ in LIGHT_VERBS for c in verb.children):
        return [s for s in subjects(verb) if s != verb.head], []  # "which rebels said they had carried out"
    if lemma in _HIT:
        return [], objects(verb)
    if lemma in LIGHT_VERBS and verb.dep_ == "relcl":
        return [s for s in subjects(verb) if s != verb.head], []
    return [], []


def _add_from_anchor(mention: Mention) -> None:
    """The subject of the light verb acts, or suffers; after "come under" it is attacked; what the noun hits is hit."""
    token, anchor = mention.token, mention.anchor
    lemma = anchor.lemma_.lower()
    if mention.frame == "agree":  # "signed a deal with the rebels"
        mention.patients = mention.patients + after(anchor, ("with", "between"))
    if mention.frame == "clash":  # "fighting erupted between the army and rebels"
        mention.patients = mention.patients + after(anchor, _BETWEEN)
    if mention.sense.type == "attack" and any(c.lower_ == "under" for c in anchor.children):
        mention.patients = mention.patients + subjects(anchor)
    elif mention.frame == "agree" and mention.agents and token.head.lower_ == "under":
        return  # "under the truce, signed by X and Y, Z is to leave"
    elif token.dep_ == "pobj" or lemma in ("involve", "participate", "engage", "implicate"):
        mention.agents = subjects(anchor) + mention.agents
    elif any(token in conjuncts(c) for c in anchor.children if c.dep_ == "nsubj"):
        mention.patients = mention.patients + (objects(anchor) if lemma in _HIT | {"involve", "leave"} else [])
    elif lemma in _SUFFERED or beats_off(anchor):
        mention.patients = mention.patients + subjects(anchor)
    elif lemma not in SUFFER:
        mention.agents = doers(anchor) + mention.agents
        if mention.sense.type == "attack" and is_noun(token):
            mention.patients = mention.patients + after(anchor, ON)
