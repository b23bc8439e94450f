"""Forces that move: whether what goes, comes, is sent or cut is troops, ships or fighters, and whether it goes
anywhere.

Here belongs the test of the need `force`. What undoes it is in `idling`, which nouns stand for forces in `force_nouns`.
"""

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.event_words.force_nouns import is_force, nationals, plainly_force
from pipelines.coding.event_words.frames import Mention, filled_with
from pipelines.coding.event_words.idling import ARMS, GIVING, abstract_way, brings_relief, idle, moves_other, stands
from pipelines.coding.event_words.motion import CAUSED, MOTION, NEAR
from pipelines.coding.event_words.units import is_single
from pipelines.coding.reading import Reading
from pipelines.coding.words.lexicon import (
    CASUALTY,
    CIVIL,
    CRAFT,
    GROUND,
    STRICT_TROOPS,
    TROOPS,
    words,
)
from pipelines.coding.words.syntax import after, is_noun, is_passive, is_verb, modifiers, objects, phrase, wide_phrase

_ANY_CHANGE = words(
    "increase cut reduction surge reinforcement departure exit arrival removal cutback dispatch advance"
)
_ONE_WAY = words("surge reinforcement departure exit arrival removal dispatch advance")
_PLAIN_NOUNS = words(
    "mobilisation mobilization withdrawal pullout pullback drawdown redeployment deployment relocation disengagement"
)
_PLAIN_VERBS = words("withdraw deploy redeploy retreat")
_EVERYDAY = (
    words(
        """go come arrive give take post hand add transport convey join move contribute provide supply replace return
    reach cross enter march base field throw truck bus ferry board put land leave pull remove cut raise pour
    stream rush travel position commit assign relieve bring lower expand concentrate exit quit shift send
    order authorize authorise sail fly drive head roll promise pledge flee file slip set stand ship call
    consolidate regroup follow be"""
    )
    | MOTION
    | CAUSED
)
"""Verbs for any kind of going, giving and changing: with them only a plain word for troops or fighters is a force."""
_GOING = (
    words(
        """go come arrive join move return reach cross enter march land leave pull pour stream rush travel concentrate
    board put take exit quit shift expand sail fly drive head roll flee file slip set stand consolidate regroup
    follow be"""
    )
    | MOTION
)
"""Those of them whose subject can be what moves; of the others only the object."""
_CROWDING = words("stream pour flood swarm spill flee")
_LOOSE = words("be set stand call come go")
_CAUSATIVES = words(
    """send bring commit station base expel evict oust recall dispatch reinforce rush airlift evacuate transfer swap"""
)


def moves_force(mention: Mention, reading: Reading) -> bool:
    """Whether a force is what moves, and what it leaves or enters is ground ("quit the talks" is not)."""
    token, lemma = mention.token, mention.token.lemma_.lower()
    done_to = [t for t in filled_with(token) or objects(token) if not _is_measure(t)]
    moved = (done_to or mention.agents) if is_verb(token) else []
    if moved and all(is_single(t) for t in moved):
        return False
    if lemma == "take" and mention.sense.subtype == "rotation":
        return _takes_over(mention, reading)
    if abstract_way(mention, reading) or stands(token) or token.dep_ == "amod":
        return False
    return _noun_moves(mention, reading) if is_noun(token) else _verb_moves(mention, done_to, reading)


def _verb_moves(mention: Mention, done_to: list[Token], reading: Reading) -> bool:
    """Whether a verb tells of a force that goes, is sent, cut or relieved; `done_to` is what the deed is done to."""
    token, lemma = mention.token, mention.token.lemma_.lower()
    movers = [*mention.patients, *mention.agents]
    if brings_relief(token, reading) or moves_other(mention, done_to, reading) or idle(mention, done_to, reading):
        return False
    if mention.frame in ("leave", "strike") or lemma in ("enter", "invade"):
        return _does_itself(mention, reading)
    if lemma in GIVING:
        return any(t.tag_ != "PRP" and plainly_force(t, reading) and t.lemma_.lower() not in CRAFT for t in done_to)
    phrasal = any(c.dep_ == "prt" for c in token.children) and lemma not in _LOOSE
    if lemma in _EVERYDAY and mention.frame != "change" and not phrasal:
        return _force_goes(mention, done_to, reading)
    if (
        lemma in _PLAIN_VERBS
        and reading.conflict >= 4
        and not any(t.lower_ == "it" for t in done_to)
        and any(a.kind in STATE_KINDS for t in movers if t.lemma_.lower() not in CIVIL for a in reading.who(t))
    ):
        return True
    if mention.frame == "change":
        if any(t.lemma_.lower() in CASUALTY for o in done_to for t in o.subtree):
            return False  # "raised the number of soldiers who have died"
        return any(is_force(t, reading) and t.ent_type_ != "ORG" for t in done_to or mention.agents)
    if lemma in _CAUSATIVES and done_to:
        left = lemma == "evacuate" and any(_is_place(t, reading) for t in done_to)  # "evacuated Port Said"
        return any(is_force(t, reading) for t in (mention.agents if left else done_to))
    return any(is_force(t, reading) for t in movers[:2])


def _takes_over(mention: Mention, reading: Reading) -> bool:
    """Whether one force relieves another, or a body of states that has one: "NATO took over from the UN"."""
    sides = [mention.agents, after(mention.token, ("from",))]
    return reading.conflict >= _PLAINLY_WAR and all(any(_is_a_body(t, reading) for t in side) for side in sides)


def _is_a_body(token: Token, reading: Reading) -> bool:
    """Whether a noun is a force, or a body of states that has one."""
    bodies = any(a.kind in ("igo", "coalition") for a in reading.who(token))
    return plainly_force(token, reading) or bodies


def _is_measure(token: Token) -> bool:
    """Whether an object only tells how far or in which manner one goes: "pushed 20 miles", "marched off singing"."""
    manner = token.tag_ == "NN" and token.text.endswith("ing") and not list(token.lefts)
    return token.lemma_.lower() in NEAR or (manner and token.head.lemma_ in MOTION)


def _is_place(token: Token, reading: Reading) -> bool:
    """Whether a noun is a place, also one that no gazetteer knows."""
    ground = token.lemma_.lower() in GROUND and any(t.i in reading.place_at for t in wide_phrase(token))
    thing = any(c.lower_ == "which" for r in token.children if r.dep_ == "relcl" for c in r.children)
    name = token.tag_ == "NNP" and (thing or token.ent_type_ != "PERSON") and not reading.who(token)
    return ground or name or token.i in reading.place_at


def _does_itself(mention: Mention, reading: Reading) -> bool:
    """Whether a force, or a state in its stead, leaves, enters or blocks what is the object."""
    if mention.token.lemma_ in _BLOCKING:
        return _blocks(mention, reading)
    if mention.token.lemma_ == "enter" and not mention.agents and is_passive(mention.token):
        return reading.conflict >= _PLAINLY_WAR and any(_is_place(t, reading) for t in mention.patients)
    goers = [t for t in mention.agents if not _one_person(t, mention, reading)]
    return any(plainly_force(t, reading) for t in goers) or _state_goes(mention, reading)


_PLAINLY_WAR = 8
"""How much a text is about war in which a town that is entered is entered by a force."""


def _one_person(token: Token, mention: Mention, reading: Reading) -> bool:
    """Whether a leader travels, and not the force that bears the leader's name: "Prachanda came to Kathmandu"."""
    if token.tag_ != "NNP" or token.is_upper or token.ent_type_ != "PERSON":
        return False
    if mention.sense.subtype in ("advance", "incursion"):
        return False  # with whom else would one march on a town
    if any(t.lemma_.lower() in TROOPS | CRAFT for t in phrase(token)):
        return False  # "the frigate Evertsen"
    led = reading.who(token)
    return bool(led) and not any(token.lower_ in a.canonical.lower() for a in led)


def _blocks(mention: Mention, reading: Reading) -> bool:
    """Whether a force, or a state in its stead, closes a way that is named: "is blocking the Lachin corridor"."""
    who = any(_fights(t, reading) for t in mention.agents)
    ways = [t for o in objects(mention.token) for t in wide_phrase(o)]
    beside = [*ways, *after(mention.token, ("off", "at", "in", "near", "to"))]
    named = any(t.i in reading.place_at for t in beside)
    return who and named and reading.conflict >= 4 and any(t.lemma_.lower() in _PASSAGES for t in ways)


def _fights(token: Token, reading: Reading) -> bool:
    """Whether a noun is a force, a state or an armed group."""
    return plainly_force(token, reading) or any(a.kind in STATE_KINDS | ARMED_KINDS for a in reading.who(token))


_BLOCKING = words("block seal close")
_PASSAGES = words(
    """lane harbour harbor airspace coast approach waters corridor road highway strait port crossing border bridge
    frontier channel canal route"""
)


def _force_goes(mention: Mention, done_to: list[Token], reading: Reading) -> bool:
    """Whether what goes, or is sent, in the words of every day is plainly a force."""
    lemma = mention.token.lemma_.lower()
    caused = any(is_force(t, reading) for t in done_to)
    if done_to and all(t.lemma_.lower() in ARMS for t in done_to):
        return any(plainly_force(t, reading) for t in mention.agents)  # "a battalion trucked its equipment south"
    if lemma in _SHIPPING and caused and _states_own(mention, reading):
        return True  # "Chad sent ships to shadow the convoy"
    moved = mention.agents if lemma in _GOING and not caused else done_to
    crowd = lemma in _CROWDING  # "Palestinians streamed into the settlements"
    goers = [t for t in moved if not _one_person(t, mention, reading)]
    return any(plainly_force(t, reading) and not (crowd and nationals(t, reading)) for t in goers)


def _states_own(mention: Mention, reading: Reading) -> bool:
    """Whether a state sends, and no help: its ships and aircraft are then forces."""
    cargo = {t.lemma_.lower() for t in mention.token.subtree} & _CARGO
    return not cargo and any(a.kind in STATE_KINDS for t in mention.agents for a in reading.who(t))


_SHIPPING = words("send dispatch despatch rush scramble")
_CARGO = words("aid food medicine tent relief passenger wounded injured evacuee civilian citizen national cargo supply")


def _state_goes(mention: Mention, reading: Reading) -> bool:
    """Whether a state itself is said to go to or from another country: "Kenya entered Somalia", "France left Mali"."""
    if reading.conflict < 5:
        return False
    goers = {
        a.iso3
        for t in mention.agents
        for a in reading.who(t)
        if a.kind in STATE_KINDS and t.lemma_.lower() not in CIVIL
    }
    lands = {p.country for o in objects(mention.token) for p in reading.place_at.get(o.i, [])}
    return bool(goers) and bool(lands) and not goers & lands


def _is_told_of_forces(mention: Mention, lemma: str, reading: Reading) -> bool:
    """Whether a noun of change or going has men or a pronoun for soldiers beside it, or ground that is marched on:
    "a cut of 1,000 men", "their exit", "any advance on Kidal"."""
    if any(plainly_force(t, reading) for t in mention.patients if is_noun(t)):
        return True
    if lemma in _ONE_WAY and any(is_force(t, reading) for t in mention.agents if t.dep_ == "poss"):
        return True
    ground = after(mention.token, ("on", "to", "toward", "towards", "into"))
    return lemma == "advance" and reading.conflict >= 6 and any(t.i in reading.place_at for t in ground)


_JOURNEYS = words("return landing move shift transfer journey march entry crossing")


def _journey(mention: Mention, reading: Reading) -> bool:
    """Whether a noun of any kind of going tells of a force that goes to or from somewhere: "the return of 300 soldiers
    to Gao", "its journey home"."""
    ends = [t for c in mention.token.children if c.dep_ == "prep" and c.lower_ in _ENDS for t in c.subtree]
    home = any(c.lower_ == "home" for c in mention.token.children)
    goes = home or any(t.i in reading.place_at for t in ends)
    return goes and any(plainly_force(t, reading) for t in (*mention.patients, *mention.agents))


_ENDS = words("to into from across on onto at in towards toward through over")


def _noun_moves(mention: Mention, reading: Reading) -> bool:
    lemma = mention.token.lemma_.lower()
    beside = (*mention.token.subtree, *modifiers(mention.token))
    near = {t.lemma_.lower() for t in beside if not t.tag_.startswith("VB")}  # "a forced exodus" is not one of a force
    if lemma in _JOURNEYS and mention.token.tag_ in ("NN", "NNS"):
        return _journey(mention, reading)
    if lemma in _ANY_CHANGE:
        if _is_told_of_forces(mention, lemma, reading):
            return True
        return bool(near & (STRICT_TROOPS - {"military"})) or (lemma in _ONE_WAY and bool(near & STRICT_TROOPS))
    if lemma == "blockade" and mention.token.head.lower_ == "under" and reading.conflict >= 6:
        under = [*mention.agents, *mention.patients]  # "the town has been under blockade since May"
        return any(t.i in reading.place_at or t.lemma_.lower() in GROUND for t in under)
    if lemma == "blockade" and reading.conflict >= 4:  # of a state or an armed group, not of farmers on a road
        return any(_fights(t, reading) for t in mention.agents)
    if near & (STRICT_TROOPS | CRAFT | {"military"}) or (lemma in _PLAIN_NOUNS and reading.conflict >= 4):
        return True
    return any(is_force(t, reading) for t in (*mention.patients, *mention.agents))
