"""Nouns that stand for forces: troops, units, ships, arms, nationals, and numbers and pronouns that mean them.

Here belong the tests of single nouns. Whether what they stand for moves is in `forces`.
"""

import re
from collections.abc import Iterable

from spacy.tokens import Token

from pipelines.coding.actor_kinds import ARMED_KINDS
from pipelines.coding.gazetteer import country_of_nationals
from pipelines.coding.lexicon import (
    ARMED,
    ARMY_NAMES,
    CARRIERS,
    CIVIL,
    CRAFT,
    PARTITIVES,
    PEACETIME,
    STRICT_TROOPS,
    TROOPS,
    words,
)
from pipelines.coding.reading import Reading
from pipelines.coding.syntax import SUBJECTS, is_noun, modifiers, phrase, subjects, wide_phrase

_CIVIL_CRAFT = words("plane jet vessel ship helicopter aircraft convoy tanker carrier drone")
_CIVILIAN = words("cargo passenger commercial civilian civil private charter aid rescue tourist")
_CIVIL_TASKS = words("election electoral poll polling trade financial legal political customs tax budget")
"""What observers, advisers and officers of other bodies deal with."""
_MARTIAL = words(
    """aircraft fighter missile nuclear amphibious military armed army navy naval combat peacekeeping defence defense
    war attack border coast mechanised mechanized armoured armored motorised motorized airborne reconnaissance
    engineer"""
)
_ORGANISED = words("rebel militant fighter militia insurgent guerrilla militiaman separatist jihadist paramilitary")
_COUNTED = words(
    """team company number hundred dozen thousand score total wave group third half rest column contingent one most
    some majority bulk part element batch lorry truck convoy plane flight planeload shipload busload trainload
    vehicle first last"""
)
_FORMATIONS = words(
    "division brigade regiment battalion squadron corps fleet wing company battery army marine airborne infantry"
)
_FIRST_AND_LAST = words("advance main rear landing forward")
_UNITS = words("company squadron battery platoon team detachment party unit")
_TRADES = words("engineer medic signaller signalman technician pilot driver mechanic policeman police trainer adviser")
"""Whose unit is one of an army: "a company of engineers", "a team of trainers"."""
_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,3}-\d{1,3}[A-Z]?")
"""What aircraft and missiles are called: "Su-24", "F-16"."""
_PREFIXES = frozenset(("USS", "HMS", "INS", "HMAS", "HMCS", "USNS", "JS", "ROKS", "PNS"))
"""What the names of warships begin with."""
_BODIES = words("presence footprint contingent")
_POLICE = words("officer policeman police")
_PEACEKEEPING = words("assistance observer stabilisation stabilization peacekeeping transition verification un u.n.")
_BACK = words("all most others rest remainder last none some another")
"""Words that, alone, stand for a part of the troops spoken of before: "All are to be out by May"."""
_REACH = 60


def is_force(token: Token, reading: Reading) -> bool:
    """Whether a noun stands for troops, a unit, heavy arms, or an actor that fights."""
    head = token.lemma_.lower()
    lemmas = {t.lemma_.lower() for t in (token, *(modifiers(token) if is_noun(token) else []))}
    if token.lower_ in _BACK and not list(token.children):
        return reading.conflict >= 4 and _troops_before(token, reading)
    if token.lower_ in ("they", "them"):
        return _means_force(token, reading)
    if any(t.lower_ == "them" for t in _made_of(token)):  # "some of them"
        return reading.conflict >= 4 and _troops_before(token, reading) and not _missiles_before(token)
    if nationals(token, reading) or (head == "man" and reading.conflict >= 5 and token.i in reading.counted):
        return True
    if lemmas & (PEACETIME | _CIVIL_TASKS) or _is_civil(token, lemmas) or _is_figure(token):
        return False
    within = {t.lemma_.lower() for t in wide_phrase(token)} if head in _COUNTED else set()
    if within & CIVIL and not within & STRICT_TROOPS:
        return False  # "the number of Taliban inmates"
    if (
        head in STRICT_TROOPS | CRAFT | ARMED
        or token.lower_ in ARMY_NAMES
        or (token.tag_ == "NNP" and lemmas & CRAFT - _CIVIL_CRAFT)
    ):
        return True  # also "the frigate Brandenburg"
    if head in TROOPS and token.tag_ != "NNP" and (lemmas & (_MARTIAL | STRICT_TROOPS | CRAFT) or reading.named(token)):
        return True
    if (
        _is_unit(token, lemmas)
        or _on_mission(token, reading)
        or (head in _BODIES and reading.conflict >= 4 and any(c.dep_ == "poss" for c in token.children))
    ):
        return True
    if _in_uniform(token, reading):
        return True
    if reading.conflict >= 4 and _bare_number(token):  # "In all 1,960 will be posted", "sent 4,000 more"
        return not _hurt_before(token) and (not list(token.children) or _troops_before(token, reading))
    return _acts_as_force(token, reading)


def _acts_as_force(token: Token, reading: Reading) -> bool:
    """Whether a name or a pronoun is an actor that fights, or a mission: "MONUSCO", "the mission"."""
    if _its_own_doer(token, reading):
        return False
    own = reading.who(token) if token.tag_ == "PRP" else reading.actor_at.get(token.i, [])
    mission = token.lemma_.lower() == "mission" or (token.is_upper and len(token) > 4)  # "MONUSCO", "the mission"
    return any(actor.kind in ARMED_KINDS or (mission and actor.kind == "igo") for actor in own)


def _is_civil(token: Token, lemmas: set[str]) -> bool:
    """Whether a noun stands for people other than forces; an advance party is one of a force."""
    return token.lemma_.lower() in CIVIL and not (token.lemma_ == "party" and lemmas & _FIRST_AND_LAST)


def _is_figure(token: Token) -> bool:
    """Whether a body of soldiers or ships is one of others: "an army of volunteers", "a flotilla of yachts"."""
    if token.lemma_.lower() not in _HOSTS:
        return False
    inner = [t for t in _made_of(token) if t.tag_ == "NNS"]
    return bool(inner) and not any(
        t.lemma_.lower() in TROOPS | ARMED | CRAFT | CARRIERS for i in inner for t in phrase(i)
    )


_HOSTS = words("army legion brigade battalion regiment platoon squadron fleet flotilla armada corps vanguard cavalry")


def _in_uniform(token: Token, reading: Reading) -> bool:
    """Whether a noun for any body of people stands for one of an army: "two divisions", "a company of engineers"."""
    head = token.lemma_.lower()
    if head in ("personnel", "unit") and reading.conflict >= 4:
        return True
    if head in ("division", "squad") and token.i in reading.counted and reading.conflict >= 6:
        return True
    if head == "column" and reading.conflict >= 6 and not _made_of(token):
        return True
    left = {t.lemma_.lower() for t in modifiers(token)}
    if head in ("party", "body", "guard") and left & _FIRST_AND_LAST:
        return reading.conflict >= 4  # "the advance party", "the main body"
    if head in _UNITS and any(t.lemma_.lower() in _TRADES for t in _made_of(token)):
        return True
    # "a team of 300 soldiers", "planes carrying peacekeepers"
    return head in _COUNTED and any(t.lemma_.lower() in STRICT_TROOPS for t in token.subtree)


def _made_of(noun: Token) -> list[Token]:
    """What stands after "of": "a company of engineers"."""
    return [t for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]


def _is_unit(token: Token, lemmas: set[str]) -> bool:
    """Whether a noun names a ship, a numbered formation, a staff or a peace mission.

    "the George Washington, an aircraft carrier", "USS Cole", "the 5th Division", "the headquarters of the brigade".
    """
    head = token.lemma_.lower()
    if token.tag_ == "NNP" and (
        _DESIGNATION.fullmatch(token.text) is not None
        or any(c.dep_ == "appos" and {t.lemma_.lower() for t in phrase(c)} & CRAFT for c in token.children)
        or any(t.text in _PREFIXES for t in phrase(token))
    ):
        return True
    numbered = head in _FORMATIONS and any(t.text[:1].isdigit() for t in modifiers(token))
    housed = head in ("headquarters", "command") and any(t.lemma_.lower() in STRICT_TROOPS for t in token.subtree)
    return numbered or housed or (head == "mission" and bool(lemmas & _PEACEKEEPING))


def _on_mission(token: Token, reading: Reading) -> bool:
    """Whether the noun is a mission that acts, or counted police of a nation: "the mission is to quit", "144 Kenyan
    police officers landed"."""
    if reading.conflict < 6:
        return False
    if token.lemma_.lower() == "mission":
        return token.dep_ in SUBJECTS
    if token.lemma_.lower() in _UNITS:
        return any(_on_mission(t, reading) for t in _made_of(token))
    return token.lemma_.lower() in _POLICE and token.i in reading.counted and bool(reading.named(token))


def _means_force(pronoun: Token, reading: Reading) -> bool:
    """Whether "they" or "them" stands for troops or fighters."""
    meant = reading.last_subject(pronoun)
    if meant is None or pronoun.lower_ == "them":  # "Spain has 500 soldiers there and will bring them home"
        plurals = [t for t in pronoun.doc[pronoun.sent.start : pronoun.i] if t.tag_ == "NNS"]
        meant = plurals[-1] if plurals else meant
    return meant is not None and meant.lemma_.lower() in STRICT_TROOPS | CRAFT | ARMED


def _its_own_doer(pronoun: Token, reading: Reading) -> bool:
    """Whether "it" could only mean who does the deed, and so means something else: "the troops stopped a bus and sent
    it back"."""
    if pronoun.lower_ != "it" or pronoun.dep_ != "dobj":
        return False
    return reading.last_subject(pronoun) in subjects(pronoun.head)


def nationals(token: Token, reading: Reading) -> bool:
    """Whether a people's name stands for its soldiers, in a text about war: "the Americans left Bagram"."""
    if token.tag_ not in ("NNPS", "NNS") or reading.conflict < 5 or country_of_nationals(token.text) is None:
        return False
    return not {t.lemma_.lower() for t in wide_phrase(token)} & CIVIL and token.dep_ not in ("dobj", "appos")


def in_flight(token: Token) -> bool:
    """Whether a noun, or the number that stands for it, is a missile or a drone: it flies and does not march."""
    if token.lemma_.lower() in _MISSILES:
        return True
    if not (token.like_num or token.lemma_ in ("one", "other", "third")):
        return False
    inner = [t for t in _made_of(token) if is_noun(t)]
    if inner:
        return any(t.lemma_.lower() in _MISSILES for t in inner)
    return _missiles_before(token) and not any(is_noun(c) for c in token.children)


def _missiles_before(token: Token) -> bool:
    """Whether of missiles and troops the former were spoken of last."""
    near = token.doc[max(token.i - _REACH, 0) : token.i]
    kinds = [t for t in near if t.lemma_.lower() in _MISSILES | STRICT_TROOPS and t.tag_ in ("NNS", "NNPS", "NN")]
    return bool(kinds) and kinds[-1].lemma_.lower() in _MISSILES


def is_drone(token: Token) -> bool:
    """Whether a noun is an aircraft without pilot, which may enter the airspace of others."""
    return token.lemma_.lower() in ("drone", "uav")


_MISSILES = words("missile rocket drone uav shell projectile mortar grenade warhead munition bomb")


def _bare_number(token: Token) -> bool:
    """Whether a number stands for what it counts: "sent 4,000", "3,000 more"."""
    numbers = [token, *token.children] if token.lemma_ in ("more", "few", "other") else [token]
    if any({t.lemma_.lower() for t in (m, *modifiers(m))} & (CIVIL | _CIVILIAN) for m in _made_of(token)):
        return False  # "200 of its civilian staff"
    beside = all(c.dep_ in ("det", "amod", "quantmod", "advmod", "nummod", "punct", "prep") for c in token.children)
    return beside and any(t.like_num for t in numbers) and (token.lemma_ != "one")


def _troops_before(token: Token, reading: Reading) -> bool:
    """Whether the last counted or named people before the word are troops, and not the hurt among them."""
    near = token.doc[max(token.i - _REACH, 0) : token.i]
    if _hurt_before(token):
        return False
    return any(t.lemma_.lower() in STRICT_TROOPS or (t.i in reading.counted and t.lemma_ == "man") for t in near)


def _hurt_before(number: Token) -> bool:
    """Whether those counted shortly before were hurt: "nine were wounded. Three have been moved to Goma"."""
    return any(t.lemma_.lower() in _HURT for t in number.doc[max(number.i - _REACH // 2, 0) : number.i])


_HURT = words("wound wounded injure injured hurt casualty injury")


def plainly_force(token: Token, reading: Reading) -> bool:
    """Whether a noun stands for a force even beside a verb of any kind of going or giving."""
    head = token.lemma_.lower()
    if _is_figure(token):
        return False
    if nationals(token, reading) or (head == "man" and is_force(token, reading)):
        return True
    if token.tag_ == "PRP":
        return is_force(token, reading) or any(a.kind in ARMED_KINDS for a in reading.who(token))
    if head in _CIVIL_CRAFT and any(t.lemma_.lower() in STRICT_TROOPS for t in token.subtree):
        return True
    if head in _CIVIL_CRAFT and {t.lemma_.lower() for t in wide_phrase(token)} & _CIVILIAN:
        return False
    if head in _CIVIL_CRAFT:
        return (
            (reading.conflict >= 6 and token.i in reading.counted)
            or bool({t.lemma_.lower() for t in modifiers(token)} & _MARTIAL)
            or bool(reading.named(token))
        )
    if head in _ORGANISED | STRICT_TROOPS | CRAFT or token.lower_ in ARMY_NAMES:
        return True
    if not is_force(token, reading):
        return False
    return (
        token.tag_ == "NNP"
        or _bare_number(token)
        or head == "mission"
        or head in TROOPS | _COUNTED
        or token.lower_ in _BACK - {"none"}
        or head in ("party", "body", "headquarters", "command", "column")
        or any(a.kind in ARMED_KINDS for a in reading.named(token))
    )


def fighters(tokens: Iterable[Token], reading: Reading) -> bool:
    """Whether one of the tokens stands for armed people, heavy arms, or an actor of a kind that fights."""
    for token in tokens:
        partitive = token.like_num or token.lemma_.lower() in PARTITIVES
        core = wide_phrase(token) if partitive else phrase(token) if is_noun(token) else [token]
        if any(t.lemma_.lower() in ARMED | STRICT_TROOPS | CRAFT | ARMY_NAMES or t.lower_ == "armed" for t in core):
            return True
        if any(actor.kind in ARMED_KINDS for actor in reading.who(token)):
            return True
    return False
