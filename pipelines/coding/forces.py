"""Forces that move: whether what goes, comes, is sent or cut is troops, ships or fighters, and whether it goes
anywhere.

Here belong the tests for movements (the needs `force`, `base`, `mission` and `exercise`). Word lists are in `lexicon`.
"""

from spacy.tokens import Token

from pipelines.coding.frames import Mention
from pipelines.coding.gazetteer import country_of_demonym
from pipelines.coding.lexicon import (
    ARMED,
    ARMY_NAMES,
    BASES,
    CIVIL,
    CRAFT,
    GROUND,
    NOT_GROUND,
    PEACETIME,
    STRICT_TROOPS,
    TROOPS,
    words,
)
from pipelines.coding.reading import ARMED_KINDS, STATE_KINDS, Reading
from pipelines.coding.syntax import after, is_noun, is_passive, is_verb, modifiers, objects, phrase, wide_phrase

_CIVIL_CRAFT = words("plane jet vessel ship helicopter aircraft convoy tanker carrier drone")
_MARTIAL = words(
    """aircraft fighter missile nuclear amphibious military armed army navy naval combat peacekeeping defence defense
    war attack border coast"""
)
_ORGANISED = words("rebel militant fighter militia insurgent guerrilla militiaman separatist jihadist paramilitary")
_COUNTED = words(
    """team company number hundred dozen thousand score total wave group third half rest column contingent one most
    some majority bulk part element batch lorry truck convoy plane flight planeload shipload busload trainload
    vehicle first last"""
)
_TO_GROUND = words("leave exit quit enter abandon vacate cross penetrate reach")
_ONLY_GROUND = words("reach violate cross penetrate")
_ANY_CHANGE = words(
    "increase cut reduction surge reinforcement departure exit arrival removal cutback dispatch advance"
)
_ONE_WAY = words("surge reinforcement departure exit arrival removal dispatch advance")
_PLAIN_NOUNS = words("withdrawal pullout pullback drawdown redeployment")
_PLAIN_VERBS = words("withdraw deploy redeploy retreat")
_EVERYDAY = words(
    """go come arrive give take post hand add join move contribute provide supply replace return reach cross enter march
    land leave pull remove cut raise pour stream rush travel position commit assign relieve bring lower expand
    concentrate exit quit shift send sail fly drive head roll promise pledge flee file slip set stand ship call
    consolidate regroup be"""
)
"""Verbs for any kind of going, giving and changing: with them only a plain word for troops or fighters is a force."""
_GOING = words(
    """go come arrive join move return reach cross enter march land leave pull pour stream rush travel concentrate exit
    quit shift expand sail fly drive head roll flee file slip set stand consolidate regroup be"""
)
"""Those of them whose subject can be what moves; of the others only the object."""
_LOOSE = words("be set stand call come go")
_GIVING = words("give hand provide supply contribute add promise pledge")
_PLAIN_BASES = words("base camp garrison outpost barracks checkpoint fort airbase encampment")
"""Sites that in a text about war are those of a force."""
_STEERING = words("fly sail drive land")
_CARRYING = words("move fly sail drive ship land roll airlift ferry")
_ARMS = words("gun weapon weaponry missile launcher equipment materiel arm rocket radar howitzer")
"""What an army moves that is no force by itself."""
_PLACED = words("deploy post position station garrison")
_KEPT = words("station garrison position")
"""Those of them that say where a force is, and only with an object that it is sent: "will station 500 men there"."""
_ARE = words("is are 's 're")
_CAUSATIVES = words(
    """send bring commit station base expel evict oust recall dispatch reinforce rush airlift evacuate transfer swap"""
)


def moves_force(mention: Mention, reading: Reading) -> bool:
    """Whether a force is what moves, and what it leaves or enters is ground ("quit the talks" is not)."""
    if _abstract_way(mention, reading) or _stands(mention.token) or mention.token.dep_ == "amod":
        return False
    if is_noun(mention.token):
        return _noun_moves(mention, reading)
    lemma = mention.token.lemma_.lower()
    movers, done_to = [*mention.patients, *mention.agents], objects(mention.token)
    if mention.frame in ("leave", "strike"):
        return any(_plainly_force(t, reading) for t in mention.agents)
    if (
        lemma == "flee"
        and not after(token := mention.token, ("to", "into", "across", "from", "over"))
        and not objects(token)
    ):
        return False
    if lemma in _STEERING and done_to and not any(t.lemma_.lower() in STRICT_TROOPS for t in done_to):
        return False  # "pilots learn to fly jets"
    if (
        lemma in _CARRYING
        and done_to
        and not any(is_force(t, reading) or t.lemma_.lower() in _ARMS or t.i in reading.place_at for t in done_to)
    ):
        return False  # "the army moves coal", "helicopters flew in dogs"
    if lemma in _GIVING:
        return any(_plainly_force(t, reading) and t.lemma_.lower() not in CRAFT for t in done_to)
    phrasal = any(c.dep_ == "prt" for c in mention.token.children) and lemma not in _LOOSE
    if lemma in _EVERYDAY and mention.frame != "change" and not phrasal:
        caused = any(is_force(t, reading) for t in done_to)
        moved = mention.agents if lemma in _GOING and not caused else done_to
        return any(_plainly_force(t, reading) for t in moved)
    if (
        lemma in _PLAIN_VERBS
        and reading.conflict >= 4
        and any(
            a.kind in STATE_KINDS
            for t in movers
            if t.lemma_.lower() not in CIVIL and t.tag_ != "PRP"
            for a in reading.who(t)
        )
    ):
        return True
    if mention.frame == "change":
        return any(is_force(t, reading) and t.ent_type_ != "ORG" for t in done_to or mention.agents)
    if lemma in _CAUSATIVES and done_to:
        return any(is_force(t, reading) for t in done_to)
    return any(is_force(t, reading) for t in movers[:2])


def _stands(token: Token) -> bool:
    """Whether a number of troops is said to be where it is: "2,000 soldiers are deployed in", but not "to"."""
    if token.lemma_ in _KEPT and (token.dep_ == "acl" or is_passive(token)):
        return True
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    counted = any(t.like_num for c in token.children if c.dep_ == "nsubjpass" for t in c.subtree)
    return (
        token.lemma_ in _PLACED and bool(helpers) and helpers <= _ARE and counted and not after(token, ("to", "into"))
    )


def _noun_moves(mention: Mention, reading: Reading) -> bool:
    lemma = mention.token.lemma_.lower()
    near = {t.lemma_.lower() for t in (*mention.token.subtree, *modifiers(mention.token))}
    if lemma in _ANY_CHANGE:
        return bool(near & (STRICT_TROOPS - {"military"})) or (lemma in _ONE_WAY and bool(near & STRICT_TROOPS))
    if lemma == "blockade" and reading.conflict >= 4:  # of a state or an armed group, not of farmers on a road
        return any(a.kind in STATE_KINDS | ARMED_KINDS for t in mention.agents for a in reading.who(t))
    if near & (STRICT_TROOPS | CRAFT | {"military"}) or (lemma in _PLAIN_NOUNS and reading.conflict >= 4):
        return True
    return any(is_force(t, reading) for t in (*mention.patients, *mention.agents))


def _abstract_way(mention: Mention, reading: Reading) -> bool:
    """Whether what is left, entered or reached is no ground: "left the meeting", "withdrew from the treaty"."""
    token = mention.token
    lemma = token.lemma_.lower()
    if lemma in _ONLY_GROUND and is_verb(token):
        reached = [*objects(token), *after(token, ("into", "to", "over"))]  # "crossed the river", "crossed into Chad"
        near = [t for o in reached for t in wide_phrase(o)]
        return not any(t.i in reading.place_at or t.lemma_.lower() in GROUND - {"settlement"} for t in near)
    ends = after(token, ("from", "out of", "into", "to"))
    if is_verb(token) and lemma in _TO_GROUND:
        ends += objects(token)
    return any(t.lemma_.lower() in NOT_GROUND for t in ends if t.i not in reading.place_at)


def is_force(token: Token, reading: Reading) -> bool:
    """Whether a noun stands for troops, a unit, heavy arms, or an actor that fights."""
    head = token.lemma_.lower()
    lemmas = {t.lemma_.lower() for t in (token, *(modifiers(token) if is_noun(token) else []))}
    if token.lower_ in _BACK and not list(token.children):
        return reading.conflict >= 4 and _troops_before(token, reading)
    if token.lower_ in ("they", "them"):
        return _means_force(token, reading)
    if nationals(token, reading) or (head == "man" and reading.conflict >= 5 and token.i in reading.counted):
        return True
    if lemmas & PEACETIME or head in CIVIL:
        return False
    if head in _COUNTED and any(t.lemma_.lower() in CIVIL for t in wide_phrase(token)):
        return False  # "the number of Taliban inmates"
    if (
        head in STRICT_TROOPS | CRAFT | ARMED
        or token.lower_ in ARMY_NAMES
        or (token.tag_ == "NNP" and lemmas & CRAFT - _CIVIL_CRAFT)
    ):
        return True  # also "the frigate Brandenburg"
    if head in TROOPS and token.tag_ != "NNP" and (lemmas & (_MARTIAL | STRICT_TROOPS) or reading.named(token)):
        return True
    numbered = head in _FORMATIONS and any(t.text[:1].isdigit() for t in modifiers(token))
    housed = head in ("headquarters", "command") and any(t.lemma_.lower() in STRICT_TROOPS for t in token.subtree)
    if numbered or housed:
        return True  # "the 5th Division", "the headquarters of the brigade"
    if head in ("personnel", "unit") and reading.conflict >= 4:
        return True
    if head in _COUNTED and any(t.lemma_.lower() in STRICT_TROOPS for t in token.subtree):
        return True  # "a team of 300 soldiers", "planes carrying peacekeepers"
    if reading.conflict >= 4 and _bare_number(token):  # "In all 1,960 will be posted", "sent 4,000 more"
        return not list(token.children) or _troops_before(token, reading)
    own = reading.who(token) if token.tag_ == "PRP" else reading.actor_at.get(token.i, [])
    mission = head == "mission" or (token.is_upper and len(token) > 4)  # "MONUSCO", "the mission"
    return any(actor.kind in ARMED_KINDS or (mission and actor.kind == "igo") for actor in own)


def _means_force(pronoun: Token, reading: Reading) -> bool:
    """Whether "they" or "them" stands for troops or fighters."""
    meant = reading.last_subject(pronoun)
    if meant is None or pronoun.lower_ == "them":  # "Spain has 500 soldiers there and will bring them home"
        plurals = [t for t in pronoun.doc[pronoun.sent.start : pronoun.i] if t.tag_ == "NNS"]
        meant = plurals[-1] if plurals else meant
    return meant is not None and meant.lemma_.lower() in STRICT_TROOPS | CRAFT | ARMED


def nationals(token: Token, reading: Reading) -> bool:
    """Whether a people's name stands for its soldiers, in a text about war: "the Americans left Bagram"."""
    if (
        token.tag_ not in ("NNPS", "NNS")
        or reading.conflict < 5
        or country_of_demonym(token.text.removesuffix("s")) is None
    ):
        return False
    return not {t.lemma_.lower() for t in wide_phrase(token)} & CIVIL and token.dep_ not in ("dobj", "appos")


def _bare_number(token: Token) -> bool:
    """Whether a number stands for what it counts: "sent 4,000", "3,000 more"."""
    numbers = [token, *token.children] if token.lemma_ in ("more", "few", "other") else [token]
    beside = all(c.dep_ in ("det", "amod", "quantmod", "advmod", "nummod", "punct", "prep") for c in token.children)
    return beside and any(t.like_num for t in numbers) and (token.lemma_ != "one")


_FORMATIONS = words("division brigade regiment battalion squadron corps fleet wing company battery army marine")
_BACK = words("all most others rest remainder last none some another")
"""Words that, alone, stand for a part of the troops spoken of before: "All are to be out by May"."""
_REACH = 60


def _troops_before(token: Token, reading: Reading) -> bool:
    """Whether the last counted or named people before the word are troops."""
    near = token.doc[max(token.i - _REACH, 0) : token.i]
    return any(t.lemma_.lower() in STRICT_TROOPS or (t.i in reading.counted and t.lemma_ == "man") for t in near)


def _plainly_force(token: Token, reading: Reading) -> bool:
    head = token.lemma_.lower()
    if nationals(token, reading) or (head == "man" and is_force(token, reading)):
        return True
    if token.tag_ == "PRP":
        return is_force(token, reading) or any(a.kind in ARMED_KINDS for a in reading.who(token))
    if head in _CIVIL_CRAFT and any(t.lemma_.lower() in STRICT_TROOPS for t in token.subtree):
        return True
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
        or any(a.kind in ARMED_KINDS for a in reading.named(token))
    )


def moves_base(mention: Mention, reading: Reading) -> bool:
    """Whether a base is what is handed over, opened or closed, in a sentence about the military."""
    token = mention.token
    heads = mention.patients if is_verb(token) else [*after(token, ("of",)), *modifiers(token)]
    if flags := [head for head in heads if head.lemma_ == "flag"]:
        heads = [t for head in (token, *flags) for t in after(head, ("at", "over", "in"))]
    named = any(place.level == "site" for p in heads for place in reading.place_at.get(p.i, []))
    counts = words("one two three four five six several some many most all half part rest")
    sites = {t.lemma_.lower() for p in heads for t in (wide_phrase(p) if p.lower_ in counts else phrase(p))} & BASES
    if not named and not sites:
        return False
    near = {t.lemma_.lower() for t in token.sent}
    plain = bool(sites & _PLAIN_BASES) and reading.conflict >= 5
    return (
        named or plain or bool(near & (STRICT_TROOPS | {"military", "base", "airbase", "garrison", "pentagon", "nato"}))
    )


def ends_mission(mention: Mention, _: Reading) -> bool:
    """Whether a military mission is what ends."""
    near = {t.lemma_.lower() for p in mention.patients for t in phrase(p)}
    return bool(near & {"mission", "operation", "presence"}) and bool(
        near & {"military", "combat", "mission", "presence", "peacekeeping"}
    )


def is_exercise(mention: Mention, reading: Reading) -> bool:
    """Whether a drill is one of armed forces."""
    near = {t.lemma_.lower() for t in modifiers(mention.token)}
    if near & {"military", "naval", "joint", "live-fire", "war", "army", "air", "nato", "maritime"}:
        return bool(mention.agents) or mention.anchor != mention.token
    if reading.conflict < 4:
        return False
    held = any(a.kind in STATE_KINDS | ARMED_KINDS for t in mention.agents for a in reading.who(t))
    return held or bool({t.lemma_.lower() for t in mention.token.sent} & (STRICT_TROOPS | CRAFT))
