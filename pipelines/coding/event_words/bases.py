"""Bases, missions and drills of armed forces: what a base handed over, a mission ended or an exercise must show.

Here belong the tests of the needs `base`, `mission` and `exercise`. What a force is, and whether it moves, is in
`forces`.
"""

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.event_words.force_nouns import plainly_force
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor
from pipelines.coding.words.lexicon import BASES, CRAFT, STRICT_TROOPS, WEAPONS, words
from pipelines.coding.words.syntax import after, is_noun, is_passive, is_verb, modifiers, phrase, wide_phrase

_PLAIN_BASES = words("base post airfield camp garrison outpost barracks checkpoint fort airbase encampment")
"""Sites that in a text about war are those of a force."""


def moves_base(mention: Mention, reading: Reading) -> bool:
    """Whether a base is what is handed over, opened or closed, in a sentence about the military."""
    token = mention.token
    if mention.sense.subtype == "base_transfer" and _is_shut(token):
        return False
    heads = _sites(mention)
    heads = heads if is_verb(token) else [*after(token, ("of",)), *modifiers(token)]
    if flags := [head for head in heads if head.lemma_ in _FLAGS]:
        heads = [t for head in (token, *flags) for t in after(head, ("at", "over", "in"))]
        if reading.conflict >= 5 and heads and all(_placed(t, reading) for t in heads):
            return True  # "lowered its flag in Herat"
    named = any(place.level == "site" for p in heads for place in reading.place_at.get(p.i, []))
    sites = {t.lemma_.lower() for p in heads for t in (wide_phrase(p) if p.lower_ in _PARTS else phrase(p))} & BASES
    named = named or any(t.lemma_.lower() == "landing" for p in heads for t in phrase(p))  # "a landing zone"
    if token.lemma_ in _HANDING | {"leave"} and _between_forces(mention, heads, reading):
        return True
    if not named and not sites:
        return False
    if mention.sense.subtype == "base_opening" and sites and sites <= _BARRIERS:
        return False
    near = {t.lemma_.lower() for t in token.sent}
    if token.lemma_ in _HANDING and sites and _by_forces(mention.agents, reading):
        return True
    if not mention.agents and not is_passive(token) and token.lemma_ in _OPENING and not near & _MILITARY_WORDS:
        return False  # "the fort opens to visitors"
    if token.lemma_ in _GOING_OUT and mention.agents and not _by_forces(mention.agents, reading):
        return False  # "the candidate left his headquarters"
    kept = bool(sites & _PLAIN_BASES) and bool(near & _UNIFORMED)
    plain = (
        kept
        or (bool(sites & _PLAIN_BASES) and reading.conflict >= 5)
        or (bool(sites & _FORTS) and reading.conflict >= 3)
        or (reading.conflict >= 8 and token.lemma_.lower() in _GIVING_UP)
    )
    return named or plain or bool(near & (_MILITARY_WORDS | {"base", "airbase", "garrison"}))


def _between_forces(mention: Mention, heads: list[Token], reading: Reading) -> bool:
    """Whether a place, or what they hold, passes to other forces: "turned Basra over to the army", "must hand over to
    the mission"."""
    takers = after(mention.token, ("to",))
    if reading.conflict < 5 or not takers or not all(_armed(t, reading) for t in takers):
        return False
    if not heads:
        return mention.token.lemma_ == "hand" and _by_forces(mention.agents, reading)
    return all(t.i in reading.place_at or (t.tag_ == "NNP" and not reading.who(t)) for t in heads)


def _armed(token: Token, reading: Reading) -> bool:
    return plainly_force(token, reading) or any(a.kind in ARMED_KINDS | {"igo"} for a in reading.who(token))


def _is_shut(verb: Token) -> bool:
    """Whether a base only is closed now: "the airport, which is shut"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass", "nsubjpass", "advmod", "prep")}
    state = verb.lemma_ in ("close", "shut") and verb.tag_ == "VBN" and bool(helpers & {"is", "are"})
    return state and not helpers & {"being", "to"} and not any(t.ent_type_ == "DATE" for t in verb.subtree)


def _placed(noun: Token, reading: Reading) -> bool:
    """Whether the noun is a place, or a ceremony at one."""
    held = after(noun, ("in", "at")) if noun.lemma_ in ("ceremony", "parade") else []
    return noun.i in reading.place_at or any(t.i in reading.place_at for t in held)


def _sites(mention: Mention) -> list[Token]:
    """What is handed over: "handed over control of the base", "took charge of it", "gave the keys to the camp"."""
    heads = [t for p in mention.patients for t in ((p.lemma_ in _HOLDS and _held(p)) or [p])]
    heads = [_meant(t) for t in heads]
    return [*heads, *(c for head in heads for c in head.children if c.dep_ == "appos")]


def _held(noun: Token) -> list[Token]:
    """What control or keys are of: "the keys to the camp", "its keys"."""
    return after(noun, ("of", "over", "to")) or [c for c in noun.children if c.dep_ == "poss"]


def _meant(token: Token) -> Token:
    """The base that "it" means: "left the outpost and turned it over to the police"."""
    if token.tag_ not in ("PRP", "PRP$"):
        return token
    before = [t for t in token.doc[token.sent.start : token.i] if t.lemma_.lower() in BASES and is_noun(t)]
    return before[-1] if before else token


def sides_of_transfer(mention: Mention, reading: Reading) -> tuple[list[Actor], list[Actor]]:
    """Who gives a base up and who gets it."""
    token = mention.token
    got = [t for o in after(token, ("to", "into")) for t in (after(o, ("of",)) if o.lemma_ == "hand" else [o])]
    givers, takers = mention.agents, got
    if token.lemma_ in _TAKING:
        givers, takers = [], mention.agents
    source = _actors(givers, reading) or [
        a
        for t in _sites(mention)
        if is_noun(t)
        for m in modifiers(t)
        if m.dep_ == "poss" or m.ent_type_ in ("NORP", "GPE", "ORG")
        for a in reading.actor_at.get(m.i, [])
        if a.kind in STATE_KINDS | ARMED_KINDS
    ]
    known = {a.canonical for a in source}
    return source, [a for a in _actors(takers, reading) if a.canonical not in known]


def _actors(tokens: list[Token], reading: Reading) -> list[Actor]:
    found = {a.canonical: a for t in tokens for a in reading.who(t) if a.kind not in ("civilians", "unknown")}
    return list(found.values())


_HOLDS = words("control key charge possession command responsibility")
_TAKING = words("take assume receive")


def _by_forces(tokens: list[Token], reading: Reading) -> bool:
    kinds = STATE_KINDS | ARMED_KINDS | {"igo", "coalition"}
    return any(plainly_force(t, reading) or any(a.kind in kinds for a in reading.who(t)) for t in tokens)


_FLAGS = words("flag tricolour tricolor colour ensign standard")
_GIVING_UP = words("handover hand vacate dismantle")
_HANDING = words("hand turn transfer give return")
_GOING_OUT = words("leave quit abandon vacate evacuate")
_OPENING = words("open reopen close shut")
_MILITARY_WORDS = STRICT_TROOPS - {"garrison"} | {"military", "pentagon", "nato"}
_BARRIERS = words("checkpoint roadblock position")
"""What any patrol sets up."""
_FORTS = words("outpost garrison barracks airbase fort encampment cantonment")
_UNIFORMED = words("police officer uniform guard gendarme sentry contingent")
_PARTS = words("one two three four five six several some many most all half part rest")
"""What stands before "of the bases"."""


def ends_mission(mention: Mention, reading: Reading) -> bool:
    """Whether a military mission is what ends."""
    near = {t.lemma_.lower() for p in mention.patients for t in phrase(p)}
    kinds = {"military", "combat", "mission", "presence", "peacekeeping"}
    named = any(t.text == "Operation" and t.tag_ == "NNP" for p in mention.patients for t in phrase(p))
    if reading.conflict >= 4 and named:
        return True  # "Operation Serval is over"
    if reading.conflict >= 4 and "force" in near:
        return any(a.kind in ("igo", "coalition") for p in mention.patients for a in reading.named(p))
    if near & {"task", "mandate", "operation"} and reading.conflict >= 4:
        who = [a for t in mention.agents for a in reading.who(t)]
        if any(a.kind in ("igo", "coalition") for a in who):
            return True  # "EUFOR is to end its task"
    return bool(near & {"mission", "operation", "presence"}) and bool(near & kinds)


def is_exercise(mention: Mention, reading: Reading) -> bool:
    """Whether a drill is one of armed forces."""
    noun = mention.token
    near = {t.lemma_.lower() for t in modifiers(noun)}
    if near & _MILITARY:
        return bool(mention.agents) or mention.anchor != noun
    if reading.conflict < 3 or near & _CIVIL_DRILLS:
        return False
    if noun.tag_ == "NN" and noun.lemma_ == "drill" and mention.anchor == noun:
        return False
    if any(a.kind in STATE_KINDS | ARMED_KINDS for t in mention.agents for a in reading.who(t)):
        return True
    if {t.lemma_.lower() for t in noun.sent} & (STRICT_TROOPS | CRAFT):
        return True
    placed = any(t.i in reading.place_at or t.i in reading.actor_at for t in noun.sent)
    return noun.tag_ == "NNS" and noun.lemma_ in ("drill", "manoeuvre", "maneuver") and reading.conflict >= 5 and placed


_MILITARY = words(
    """marine amphibious blockade defence defense military naval joint live live-fire war army air nato maritime gunnery
    artillery firing landing"""
)
_CIVIL_DRILLS = words("evacuation rescue school shelter safety earthquake emergency civil oil")


def trains(mention: Mention, reading: Reading) -> bool:
    """Whether forces train: "marines trained on Jeju", "the navy practised firing missiles", not "trained a dog"."""
    verb = mention.token
    below = [t for c in verb.children if c.dep_ in ("dobj", "xcomp", "ccomp") for t in c.subtree]
    martial = {t.lemma_.lower() for t in below} & _PRACTISED
    if (below and not (martial and verb.lemma_ in _REHEARSING)) or is_passive(verb) or verb.dep_ in ("acl", "amod"):
        return False
    where = any(t.i in reading.place_at or t.ent_type_ == "DATE" for t in verb.subtree)
    armies = [t for t in mention.agents if not any(a.kind in ARMED_KINDS - STATE_KINDS for a in reading.who(t))]
    return where and any(plainly_force(t, reading) for t in armies)


_REHEARSING = words("practise practice rehearse")
_PRACTISED = WEAPONS | words(
    """attack strike assault landing invasion seizure capture defence defense shooting blockade encirclement raid combat
    war battle siege interception ambush shoot land seize defend repel"""
)
