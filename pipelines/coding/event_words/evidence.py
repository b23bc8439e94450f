"""Believing an event word: what else must stand in its clause before it is taken for an event.

Here belong the tests named by a sense's `need` for attacks, ground taken and agreements. Those for movements are in
`forces` and `bases`, what undoes a mention in `unreal`, word lists in `lexicon`.
"""

from collections.abc import Callable

from spacy.tokens import Token

from pipelines.coding.event_words import accords
from pipelines.coding.event_words.bases import ends_mission, is_exercise, moves_base, trains
from pipelines.coding.event_words.captives import people_taken, piracy, ship_boarded, states
from pipelines.coding.event_words.figures import figurative
from pipelines.coding.event_words.force_nouns import fighters
from pipelines.coding.event_words.forces import moves_force
from pipelines.coding.event_words.frames import Mention, around
from pipelines.coding.event_words.general import general
from pipelines.coding.event_words.stand_ins import in_flight
from pipelines.coding.event_words.supposed import supposed
from pipelines.coding.event_words.unreal import unreal
from pipelines.coding.reading import Reading
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.lexicon import (
    ARMED,
    BASES,
    CASUALTY,
    CRAFT,
    GROUND,
    PARTITIVES,
    PEACETIME,
    TARGETS,
    WEAPONS,
    words,
)
from pipelines.coding.words.syntax import (
    conjuncts,
    is_noun,
    modifiers,
    wide_phrase,
)
from pipelines.coding.words.syntax import subjects as subjects_of

FIGURE = "a figure of speech"
"""The refusal of what is no event whatever stands beside it."""
MIN_CONFLICT = 2.0
"""Below this many words of war, less those of peacetime, a text is taken to be about something else."""

_PLAINLY_WAR = 6.0
"""From so many words of war on, those killed are taken for killed in it."""
_WHOLE_WARS = words("war conflict insurgency uprising unrest crisis year decade since")
"""Words of a sentence whose dead are those of more than one attack."""
_COMES_DOWN = words("fall land rain crash")
"""What shells do, and people, too."""
_LOOSE_WEAPONS = words("fire gas tank")
_ATTACK_MODIFIERS = words(
    """terrorist terror suicide military armed deadly insurgent rebel missile aerial ground retaliatory
    arson
    guerrilla precision sectarian fierce heavy bloody militant border naval amphibious punitive deadliest"""
)
_VAGUE = words("operation action hit violence execution")
_ATTACK_WORDS = words(
    """attack strike airstrike raid bombing blast explosion shelling clash fighting battle ambush assault offensive
    militant violence firefight shooting siege"""
)
_PLAIN_ATTACKS = words("airstrike drone_strike missile_strike rocket_attack")
"""Attacks whose nouns have no other sense: "air strikes shook the capital"."""
_SHARES = words("part third half control line ground position post ruin rubble")


def believed(mention: Mention, reading: Reading) -> bool:
    """Whether the clause and the text give the evidence that the mention's sense needs."""
    return reading.conflict >= MIN_CONFLICT and _told(mention, reading) and _NEEDS[mention.sense.need](mention, reading)


def refusal(mention: Mention, reading: Reading) -> str:
    """Why a mention that is not believed is refused: which of the tests it fails first."""
    if figurative(mention, reading) or _takes_no_ground(mention, reading):
        return FIGURE
    if unreal(mention):
        return "unreal"
    if general(mention, reading) or supposed(mention):
        return "in general"
    return "without evidence"


def believed_alone(mention: Mention, reading: Reading) -> bool:
    """Whether people killed or hurt are those of an attack, in a sentence that tells of no other and a text of war:
    "five were killed in Goma on Sunday"."""
    if mention.sense.need != "casualty" or mention.frame != "kill" or reading.conflict < _PLAINLY_WAR:
        return False
    if mention.token.dep_ in ("pobj", "dobj", "amod", "acl", "nsubj"):
        return False  # "caring for the wounded"
    if any(c.lower_ in ("no", "not", "n't", "nobody") for t in (mention.token, *mention.patients) for c in t.children):
        return False  # "no soldier has been killed"
    near = around(mention) | {t.lemma_.lower() for t in mention.token.sent}
    return bool(mention.patients) and not near & (PEACETIME | _WHOLE_WARS) and _told(mention, reading)


def _told(mention: Mention, reading: Reading) -> bool:
    """Whether a mention is no figure of speech, and tells of something that came or comes to be."""
    if figurative(mention, reading) or unreal(mention):
        return False
    return not (general(mention, reading) or supposed(mention))


def _falls_upon(verb: Token) -> bool:
    """Whether the verb says "attack" only with its preposition: "fell on the village", "set upon travellers"."""
    on = any(c.lower_ in ("on", "upon") for c in verb.children)
    return verb.lemma_ in _FALLS and on and not any(c.dep_ in ("prt", "dobj") for c in verb.children)


def _flies(token: Token) -> bool:
    """Whether a noun can be shot down; a name, a number and a pronoun may stand for what can."""
    lemmas = {common_noun(t) for t in wide_phrase(token)}
    return token.tag_ not in ("NN", "NNS") or bool(lemmas & (CRAFT | WEAPONS | {"airliner", "balloon"}))


def _plainly_armed(mention: Mention, reading: Reading) -> bool:
    """Whether a weapon or a fighter is named, or the deed needs arms: a helicopter shot down, people kidnapped."""
    if mention.weapon is not None or fighters([*mention.agents, *mention.patients], reading):
        return True
    if mention.sense.subtype == "interception" and any(_is_craft(t) for t in mention.patients):
        return True
    kidnapped = mention.token.lemma_ in _ABDUCTING and mention.patients and not around(mention) & PEACETIME
    return bool(kidnapped) and reading.conflict >= MIN_CONFLICT + 1


def _is_craft(token: Token) -> bool:
    return bool({common_noun(t) for t in wide_phrase(token)} & _FLYING)


_FLYING = words("helicopter warplane jet drone aircraft plane bomber fighter airliner missile rocket")
_ABDUCTING = words("abduct kidnap")
_TRAFFIC = words("ambulance bus minibus car lorry train taxi tram motorcycle motorbike van ferry")
_FALLS = words("fall set swoop descend pounce")


def _armed(mention: Mention, reading: Reading) -> bool:
    """An armed actor, a weapon, a conflict target or casualties; a named side in a text that is plainly about war."""
    if mention.frame == "burst" and mention.token.lemma_ in _COMES_DOWN and mention.weapon is None:
        return False  # soldiers fall, helicopters land
    traffic = any(t.lemma_.lower() in _TRAFFIC for t in mention.agents) and mention.weapon is None
    if mention.frame == "strike" and (traffic or _falls_upon(mention.token)):
        return fighters(mention.agents, reading)  # suspicion falls on others, buses hit trees
    downs = mention.sense.subtype == "interception" and mention.token.lemma_ in ("bring", "take")
    if downs and not any(_flies(t) for t in mention.patients):
        return False  # "the blast brought down the roof"
    if _plainly_armed(mention, reading):
        return True
    token, near = mention.token, around(mention)
    if is_noun(token) and {t.lemma_.lower() for t in modifiers(token)} & (WEAPONS | ARMED | CRAFT | _ATTACK_MODIFIERS):
        return True
    if near & (CASUALTY | WEAPONS - _LOOSE_WEAPONS):
        return reading.conflict >= MIN_CONFLICT + 1
    if is_noun(token) and mention.sense.subtype in _PLAIN_ATTACKS and reading.conflict >= 4:
        return True
    named = any(reading.who(t) or t.i in reading.place_at for t in [*mention.agents, *mention.patients])
    if mention.frame == "clash" and is_noun(token):
        named = named or (reading.conflict >= 3 and any(t.i in reading.place_at for t in mention.anchor.subtree))
        if named and reading.conflict >= 3 and token.lemma_.lower() != "crossfire":
            return True  # "fighting was reported in Juba"
    target = any(t.lemma_.lower() in TARGETS for p in mention.patients for t in wide_phrase(p))
    if (named or target) and (states(mention.agents, reading) or reading.conflict >= 6):
        return True
    return is_noun(token) and reading.conflict >= 8 and token.lemma_.lower() not in _VAGUE


def _casualty(mention: Mention, reading: Reading) -> bool:
    """People hurt by fighters, by a state, with a weapon or in an attack; by anyone in a text full of war."""
    everyone, near = [*mention.agents, *mention.patients], around(mention)
    if mention.frame == "victim" and not any(_are_many(t) for t in everyone):
        return bool(near & (_ATTACK_WORDS | WEAPONS - _LOOSE_WEAPONS))  # "the general died on Monday"
    if fighters(everyone, reading) or near & (WEAPONS - _LOOSE_WEAPONS) or states(mention.agents, reading):
        return True
    if reading.conflict >= 4 and any(t.lemma_.lower() in _BYSTANDERS for t in mention.patients):
        return True  # who calls the dead civilians speaks of war
    return bool(near & _ATTACK_WORDS) or (reading.conflict >= 10 and bool(everyone) and not near & PEACETIME)


_BYSTANDERS = words("civilian noncombatant villager policeman policewoman")


def _are_many(token: Token) -> bool:
    """Whether a noun stands for several people, or is counted."""
    return token.tag_ in ("NNS", "NNPS") or token.like_num or any(t.like_num for t in token.subtree)


def _operation(mention: Mention, reading: Reading) -> bool:
    """An operation with fighting: its doers are armed, and it is against fighters or costs lives."""
    aims = {c.lemma_.lower() for c in mention.token.children if c.dep_ == "acl"}
    if aims & {"evacuate", "rescue", "support", "train", "assist", "deliver"} or not fighters(mention.agents, reading):
        return False
    return fighters(mention.patients, reading) or bool(around(mention) & CASUALTY)


def _anchored(mention: Mention, reading: Reading) -> bool:
    anchor = mention.anchor
    carried = any(c.lower_ == "under" for c in anchor.children) or anchor.lemma_ in (
        "exchange",
        "trade",
        "return",
        "open",
    )
    return carried and anchor != mention.token and _armed(mention, reading)


def _place(mention: Mention, reading: Reading) -> bool:
    """Ground taken: the object is a named place or a word for ground, the taker an armed actor, a state, or unnamed."""
    if mention.token.lemma_ == "fall" and not _falls_to_an_enemy(mention.token, reading):
        return False
    by_force = not mention.agents or fighters(mention.agents, reading) or states(mention.agents, reading)
    return by_force and any(_is_ground(t, mention, reading) for p in mention.patients for t in conjuncts(p))


def _takes_no_ground(mention: Mention, reading: Reading) -> bool:
    """Whether something else than ground is taken, or nothing: "captured a smuggler", "bases occupied for years"."""
    taken = {t for p in mention.patients for t in conjuncts(p)}
    if mention.token.lemma_ == "occupy":
        taken = {t for t in taken if t.lemma_.lower() not in BASES}
    elif not taken:
        return False
    grounds = (t.lemma_.lower() in _GROUND_TAKEN or reading.place_of(t) is not None for t in taken)
    named = any(t.tag_ in _NAMING for t in taken)
    return mention.sense.need == "place" and not named and not any(grounds)


_GROUND_TAKEN = GROUND | PARTITIVES | _SHARES | words("possession much")
_NAMING = ("NNP", "NNPS", "PRP", "WDT", "DT")
"""Tags of what may stand for ground: a name on no map, "it", "which", "this"."""


def _falls_to_an_enemy(word: Token, reading: Reading) -> bool:
    """Whether it is taken and does not only decline: "Goma fell on Monday", but not "fell by half"."""
    if is_noun(word):
        return reading.conflict >= MIN_CONFLICT + 1
    if any(t.lemma_ == "rest" or in_flight(t) for t in subjects_of(word)):
        return False  # "intercepted 14 rockets; the rest fell in a field"
    beside = {c.lower_ for c in word.children if c.dep_ in ("prep", "prt")}
    told = not any(
        c.dep_ in ("acomp", "dobj", "npadvmod", "oprd", "xcomp") for c in word.children if c.ent_type_ != "DATE"
    )
    return told and not beside & _DECLINING and reading.conflict >= 6 and word.tag_ != "VBG"


_DECLINING = words("by from short behind below under out off apart for back into over down")
_NO_PRONOUN = words("breach free clear")


def _is_ground(token: Token, mention: Mention, reading: Reading) -> bool:
    lemma = token.lemma_.lower()
    if mention.token.lemma_ == "clear" and lemma in ("road", "highway", "bridge", "street", "route", "square"):
        return False  # of rubble, not of rebels
    if mention.token.lemma_ == "occupy" and lemma in BASES:
        return False  # "bases that they have occupied for years"
    if reading.place_of(token) is not None:
        return token.tag_ != "PRP" or mention.token.lemma_ not in _NO_PRONOUN  # "accused of breaching it"
    held = lemma in BASES or (mention.token.lemma_ == "overrun" and fighters([token], reading))
    if held and (fighters(mention.agents, reading) or mention.token.lemma_ == "overrun") and reading.conflict >= 4:
        return True  # "overran the rebel position", "the last battalion"
    inner = [t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    if lemma in PARTITIVES | _SHARES | {"much", "all"} and inner:
        return any(_is_ground(t, mention, reading) for t in inner)  # "much of the city"
    if lemma in GROUND:
        known = any(w.i in reading.place_at for w in (*wide_phrase(token), *mention.token.subtree))
        plainly = 4 if fighters(mention.agents, reading) or states(mention.agents, reading) else 6
        return known or (reading.conflict >= plainly and lemma not in _SHARES)
    if lemma == "possession":  # of a town it is taken, of a base handed over
        return any(_is_ground(t, mention, reading) for t in inner if t.lemma_.lower() not in BASES)
    return lemma == "control" and mention.token.lemma_.lower() in ("seize", "take", "regain", "gain", "wrest")


_NEEDS: dict[str, Callable[[Mention, Reading], bool]] = {
    "none": lambda *_: True,
    "truce": accords.truce,
    "armed": _armed,
    "fighters": lambda mention, reading: fighters([*mention.agents, *mention.patients], reading),
    "people": people_taken,
    "piracy": piracy,
    "vessel": ship_boarded,
    "casualty": _casualty,
    "operation": _operation,
    "anchored": _anchored,
    "place": _place,
    "parties": accords.parties,
    "peace": accords.peace,
    "commanders": accords.commanders,
    "force": moves_force,
    "base": moves_base,
    "mission": ends_mission,
    "exercise": is_exercise,
    "training": trains,
    "halt": accords.halts,
    "agreed": accords.agreed,
    "jointly": accords.jointly,
    "paper": accords.paper,
    "access": accords.grants_access,
    "missile": lambda mention, _: any(in_flight(t) for t in subjects_of(mention.token)),
}
"""The test for each `need` of `triggers.Sense`."""
