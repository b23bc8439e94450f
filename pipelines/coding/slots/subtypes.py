"""Subtypes that only the filled slots decide: a series of attacks, what an agreement is on, where a force goes.

Here belong these decisions. The subtype of a word is in `triggers`, that of a weapon in `weapons`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.force_nouns import is_force
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.motion import LINES, MOTION, SORTIES
from pipelines.coding.reading import Reading
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.lexicon import CRAFT, HUMAN_FIGHTERS, words
from pipelines.coding.words.syntax import after, is_noun, is_verb, modifiers, objects, phrase


def sharpen(draft: Draft, mention: Mention, reading: Reading) -> None:
    """Subtypes that the filled slots decide."""
    if draft.type == "attack" and draft.subtype == "unspecified":
        if _is_series(draft):
            draft.subtype = "attack_series"
        elif mention.frame == "kill" and any(t.lemma_.lower() in HUMAN_FIGHTERS for t in mention.agents):
            draft.subtype = "armed_assault"
    elif draft.type == "agreement" and draft.subtype in ("security_agreement", "peace_agreement"):
        near = {t.lemma_.lower() for t in (*_content(mention), *modifiers(mention.token), *_bound(mention.token))}
        draft.subtype = next((s for s, hints in _AGREEMENTS.items() if near & hints), draft.subtype)
        if draft.subtype == "peace_agreement" and near & _DEFENCE and "peace" not in near:
            draft.subtype = "security_agreement"
    elif draft.type == "troop_movement":
        _turn(draft, mention, reading)
        draft.mark_redeployment()


def _content(mention: Mention) -> list[Token]:
    """What is agreed: all below the word, of a verb without purposes and asides: not the truce of "agreed to send
    troops to guard the truce"."""
    below = list(mention.token.subtree)
    if not is_verb(mention.token):
        return below
    asides = [t for t in below if t != mention.token and t.dep_ in ("advcl", "relcl")]
    return [t for t in below if not any(a == t or a.is_ancestor(t) for a in asides)]


def _bound(paper: Token) -> list[Token]:
    """The words of what a paper binds somebody to: "the memorandum commits Moscow to the removal of"."""
    verb = paper.head
    binds = paper.dep_ == "nsubj" and verb.lemma_ in ("commit", "bind", "oblige", "provide", "envisage", "stipulate")
    return list(verb.subtree) if binds else []


def _turn(draft: Draft, mention: Mention, reading: Reading) -> None:
    """Who is sent is deployed, wherever it lands, and so is who enters at home; who is only said to go from somewhere
    goes away."""
    own = {a.iso3 for a in draft.source}
    homeward = _is_homeward(mention.token) or any(p.country in own for p in draft.where.destination)
    if mention.token.lemma_ == "return" and homeward and not draft.where.origin:
        draft.subtype = "withdrawal"  # "were returning to Chinese territory"
    if draft.subtype == "arrival" and is_verb(mention.token) and mention.agents:
        sent = [t for t in objects(mention.token) if is_noun(t) and t.lemma_.lower() not in CRAFT]
        if any(is_force(t, reading) for t in sent):
            draft.subtype = "deployment"
    elif draft.subtype == "incursion" and draft.where.destination:
        crossed = any(t.lemma_.lower() in LINES for t in mention.token.subtree)
        if not crossed and all(p.country in own for p in draft.where.destination):
            draft.subtype = "deployment"  # nobody intrudes at home
    elif draft.subtype == "deployment" and not draft.where.destination:
        last = draft.where.origin and any(t.lower_ in _LAST for a in mention.agents for t in phrase(a))
        if (
            last
            or _comes_from(mention.token)
            or _brings_back(mention.token)
            or _only_goes(mention.token)
            or _is_homeward(mention.token)
        ):
            draft.subtype = "withdrawal"
    elif draft.subtype == "withdrawal" and mention.token.lemma_ in ("move", "go") and _back_into(mention.token):
        draft.subtype = "arrival"  # "the rebels moved back into Kidal"
    elif draft.subtype == "redeployment" and not draft.where.destination and _is_homeward(mention.token):
        draft.subtype = "withdrawal"


_LAST = words("last final remaining")


def _is_homeward(word: Token) -> bool:
    """Whether a noun of going leads home: "began its journey home", "were on their way home"."""
    ways = [word] if is_noun(word) else after(word, ("on",)) if word.lemma_ == "be" else []
    return any(c.lower_ == "home" for way in ways for c in way.children)


def _comes_from(verb: Token) -> bool:
    """Whether "from" stands at the verb, or at an adverb of it: "back from Juba"."""
    if verb.lemma_ not in (MOTION | {"bring", "take"}) - SORTIES or any(c.lower_ in _FORWARD for c in verb.children):
        return False  # for some verbs it says only where they start
    return any(after(t, ("from",)) for t in (verb, *(c for c in verb.children if c.dep_ in ("advmod", "prt"))))


def _back_into(verb: Token) -> bool:
    back = [c for c in verb.children if c.lower_ == "back"]
    return bool(back) and any(after(t, ("into",)) for t in (verb, *back))


def _brings_back(verb: Token) -> bool:
    """Whether somebody brings his own back: "plans to bring back its 60 observers"."""
    own = any(c.dep_ == "poss" for o in objects(verb) for c in o.children)
    return verb.lemma_ == "bring" and own and any(c.lower_ == "back" for c in verb.children)


_FORWARD = words("up in forward over across")


def _only_goes(verb: Token) -> bool:
    """Whether it is only said that they go: "gave the troops a week to go", "told them to go", "have gone"."""
    beside = [c for c in verb.children if c.dep_ in ("prep", "prt", "advmod") and c.i > verb.i]
    timed = all(c.dep_ == "prep" and any(o.ent_type_ in ("DATE", "TIME") for o in c.children) for c in beside)
    return verb.lemma_ == "go" and verb.tag_ in ("VB", "VBD", "VBN") and timed


def _is_series(draft: Draft) -> bool:
    """Whether a plural names several attacks as a whole, and not the strikes of one day on one place."""
    token = draft.token
    vague = any(t.lemma_.lower() in ("hundred", "thousand") and t.tag_ == "NNS" for t in draft.struck)
    if vague and any(c.lower_ in ("have", "has") for c in draft.anchor.children):
        return True  # "have killed thousands"
    if not (is_noun(token) and token.tag_ in ("NNS", "NNPS")):
        times = (c for c in draft.anchor.children if c.lower_ == "times" and c.dep_ in ("npadvmod", "dobj"))
        return any(c.like_num for t in times for c in t.children)  # "came under fire 140 times"
    spot = any(p.level in ("site", "city", "district") for p in draft.where.any())
    one_day = draft.period is not None and draft.period.precision == "day"
    return not one_day and not (spot and draft.fatalities)


_AGREEMENTS = {
    "ceasefire": frozenset(
        ["ceasefire", "cease-fire", "truce", "hostility", "fighting", "shelling", "ceasing", "cease"]
    ),
    "withdrawal_agreement": frozenset(
        [
            "withdraw",
            "quit",
            "removal",
            "evacuate",
            "evacuation",
            "vacate",
            "withdrawal",
            "leave",
            "pullout",
            "mission",
            "pull",
            "remove",
            "drawdown",
            "conclude",
            "departure",
            "depart",
        ]
    ),
    "peace_agreement": frozenset(["peace"]),
    "basing_agreement": frozenset(["base", "access", "airfield"]),
}
_DEFENCE = words("defence defense military security")
