"""Believing an event word: what else must stand in its clause before it is taken for an event.

Here belong the tests named by a sense's `need` for attacks, ground taken and agreements. Those for movements are in
`forces` and `bases`, what undoes a mention in `unreal`, word lists in `lexicon`.
"""

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from pipelines.coding.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.bases import ends_mission, is_exercise, moves_base, trains
from pipelines.coding.force_nouns import in_flight
from pipelines.coding.forces import moves_force
from pipelines.coding.frames import Mention
from pipelines.coding.gazetteer import country_of_nationals
from pipelines.coding.lexicon import (
    ARMED,
    ARMY_NAMES,
    BASES,
    CASUALTY,
    CRAFT,
    GROUND,
    PARTITIVES,
    PEACETIME,
    STRICT_TROOPS,
    TARGETS,
    WEAPONS,
    words,
)
from pipelines.coding.reading import Reading
from pipelines.coding.syntax import (
    clause_words,
    conjuncts,
    is_noun,
    is_passive,
    is_verb,
    modifiers,
    phrase,
    wide_phrase,
)
from pipelines.coding.syntax import objects as objects_of
from pipelines.coding.syntax import subjects as subjects_of
from pipelines.coding.triggers import AGREE_VERBS
from pipelines.coding.unreal import figurative, unreal

MIN_CONFLICT = 2.0
"""Below this many words of war, less those of peacetime, a text is taken to be about something else."""

_LOOSE_WEAPONS = words("fire gas tank")
_PEACE_WORDS = words(
    """peace truce ceasefire troop force military withdrawal presence mission coalition security war
    hostility
    rebel defense defence army border conflict prisoner base fighting disarmament pullout militant weapon"""
)
_OTHER_TREATIES = words("trade free nuclear climate business energy tax grain water fishing extradition")
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
_SHARES = words("part third half control line ground position post")


def believed(mention: Mention, reading: Reading) -> bool:
    """Whether the clause and the text give the evidence that the mention's sense needs."""
    if reading.conflict < MIN_CONFLICT or figurative(mention, reading) or unreal(mention):
        return False
    return _NEEDS[mention.sense.need](mention, reading)


def fighters(tokens: Iterable[Token], reading: Reading) -> bool:
    """Whether one of the tokens stands for armed people, heavy arms, or an actor of a kind that fights."""
    for token in tokens:
        partitive = token.like_num or token.lemma_.lower() in PARTITIVES
        core = wide_phrase(token) if partitive else phrase(token) if is_noun(token) else [token]
        if any(t.lemma_.lower() in ARMED | STRICT_TROOPS | CRAFT | ARMY_NAMES for t in core):
            return True
        if any(actor.kind in ARMED_KINDS for actor in reading.who(token)):
            return True
    return False


def _states(tokens: Iterable[Token], reading: Reading) -> bool:
    return any(actor.kind in STATE_KINDS for token in tokens for actor in reading.who(token))


def _around(mention: Mention) -> set[str]:
    top = mention.anchor if is_verb(mention.anchor) else mention.token
    if top.tag_ == "VBG" and top.dep_ == "advcl":
        top = top.head  # "an explosion rocked the city, killing five"
    near = clause_words(top) - {mention.token.lemma_.lower()}
    if is_noun(top) and top.dep_ == "pobj":
        near |= {top.head.head.lemma_.lower()}  # "the injured in the bombing"
    return near


def _armed(mention: Mention, reading: Reading) -> bool:
    """An armed actor, a weapon, a conflict target or casualties; a named side in a text that is plainly about war."""
    if mention.weapon is not None or fighters([*mention.agents, *mention.patients], reading):
        return True
    token, near = mention.token, _around(mention)
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
    if (named or target) and (_states(mention.agents, reading) or reading.conflict >= 6):
        return True
    return is_noun(token) and reading.conflict >= 8 and token.lemma_.lower() not in _VAGUE


def _casualty(mention: Mention, reading: Reading) -> bool:
    """People hurt by fighters, by a state, with a weapon or in an attack; by anyone in a text full of war."""
    everyone, near = [*mention.agents, *mention.patients], _around(mention)
    if mention.frame == "victim" and not any(_are_many(t) for t in everyone):
        return bool(near & (_ATTACK_WORDS | WEAPONS - _LOOSE_WEAPONS))  # "the general died on Monday"
    if fighters(everyone, reading) or near & (WEAPONS - _LOOSE_WEAPONS) or _states(mention.agents, reading):
        return True
    return bool(near & _ATTACK_WORDS) or (reading.conflict >= 10 and bool(everyone) and not near & PEACETIME)


def _people(mention: Mention, reading: Reading) -> bool:
    """People who are no fighters are taken, by fighters or by nobody named: "two aid workers seized in May"."""
    if not mention.patients or fighters(mention.patients, reading) or _states(mention.agents, reading):
        return False
    taken = all(t.lemma_.lower() in _CAPTIVES or _national(t) for t in mention.patients)
    return taken and reading.conflict >= 4 and (not mention.agents or fighters(mention.agents, reading))


def _national(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") and country_of_nationals(token.text) is not None


_CAPTIVES = words(
    """civilian resident villager worker diplomat ambassador tourist child woman girl schoolgirl student pupil
    journalist reporter priest nun missionary engineer contractor doctor nurse driver foreigner
    hostage westerner national couple teacher trader businessman technician crew photographer pilgrim"""
)


def _are_many(token: Token) -> bool:
    """Whether a noun stands for several people, or is counted."""
    return token.tag_ in ("NNS", "NNPS") or token.like_num or any(t.like_num for t in token.subtree)


def _operation(mention: Mention, reading: Reading) -> bool:
    """An operation with fighting: its doers are armed, and it is against fighters or costs lives."""
    aims = {c.lemma_.lower() for c in mention.token.children if c.dep_ == "acl"}
    if aims & {"evacuate", "rescue", "support", "train", "assist", "deliver"} or not fighters(mention.agents, reading):
        return False
    return fighters(mention.patients, reading) or bool(_around(mention) & CASUALTY)


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
    by_force = not mention.agents or fighters(mention.agents, reading) or _states(mention.agents, reading)
    return by_force and any(_is_ground(t, mention, reading) for p in mention.patients for t in conjuncts(p))


_NO_PRONOUN = words("breach free clear")


def _is_ground(token: Token, mention: Mention, reading: Reading) -> bool:
    lemma = token.lemma_.lower()
    if mention.token.lemma_ == "occupy" and lemma in BASES:
        return False  # "bases that they have occupied for years"
    if reading.place_of(token) is not None:
        return token.tag_ != "PRP" or mention.token.lemma_ not in _NO_PRONOUN  # "accused of breaching it"
    if lemma in BASES and fighters(mention.agents, reading) and reading.conflict >= 4:
        return True  # "overran the rebel position"
    inner = [t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    if lemma in PARTITIVES | _SHARES | {"much", "all"} and inner:
        return any(_is_ground(t, mention, reading) for t in inner)  # "much of the city"
    if lemma in GROUND:
        known = any(w.i in reading.place_at for w in (*wide_phrase(token), *mention.token.subtree))
        return known or (reading.conflict >= 6 and lemma not in _SHARES)
    return lemma == "control" and mention.token.lemma_.lower() in ("seize", "take", "regain", "gain", "wrest")


def _parties(mention: Mention, reading: Reading) -> bool:
    """An agreement or talks about war and peace: words of peace or troops, or two sides of a war."""
    token = mention.token
    everyone = [*mention.agents, *mention.patients]
    if is_verb(token) and (
        is_passive(token) or (any(not reading.who(o) for o in objects_of(token)) and token.lemma_ == "meet")
    ):
        return False
    if token.lemma_ == "settlement" and _is_a_place(token):
        return False
    near = _around(mention) if is_verb(token) else {t.lemma_.lower() for t in (*token.subtree, *modifiers(token))}
    if near & (PEACETIME | _OTHER_TREATIES):
        return False
    if near & _PEACE_WORDS and reading.conflict >= 4:
        return True
    if is_noun(token) and reading.conflict >= 5 and _made(token):
        beside = {a.kind for t in token.sent for a in reading.actor_at.get(t.i, [])}
        if fighters(everyone, reading) or beside & ARMED_KINDS:
            return True
    sides = {a.canonical for t in everyone for a in reading.who(t) if a.kind in STATE_KINDS | ARMED_KINDS | {"igo"}}
    if is_noun(token) and reading.conflict >= 6 and _is_known(mention, reading):
        return True
    return len(sides) >= 2 and reading.conflict >= 6


def _is_a_place(noun: Token) -> bool:
    """Whether a settlement is where people live: "a crossroads settlement", "settlements were shelled"."""
    left = modifiers(noun)
    peaceful = any(t.lemma_.lower() in _PEACE_WORDS | {"political", "negotiated", "final", "lasting"} for t in left)
    peopled = noun.tag_ == "NNS" or any(t.dep_ == "compound" or t.tag_ in ("NNP", "NNPS") for t in left)
    between = {c.lower_ for c in noun.children if c.dep_ == "prep"} & {"with", "between"}
    dated = any(t.ent_type_ == "DATE" for t in noun.subtree)
    return not (peaceful or between or _made(noun)) and (
        peopled or not dated or any(t.i > noun.i and t.dep_ == "relcl" for t in noun.children)
    )


def _made(noun: Token) -> bool:
    """Whether an agreement is said to be made: "a deal brokered by", "signed a deal with"."""
    verbs = [noun.head, *(c for c in noun.children if c.dep_ in ("acl", "relcl"))]
    return any(v.lemma_.lower() in AGREE_VERBS or v.lemma_ in ("mediate", "draw") for v in verbs if is_verb(v))


def _is_known(mention: Mention, reading: Reading) -> bool:
    """Whether talks are known by their place ("the Doha talks"), an agreement by that or its day ("pact of June 3")."""
    noun = mention.token
    beside = [t for t in noun.children if t.dep_ in ("compound", "nmod", "amod", "prep", "acl")]
    inside = {t.i for c in beside for t in c.subtree}
    placed = any(i in reading.place_at for i in inside)
    dated = mention.subtype != "talks" and any(
        t.ent_type_ == "DATE" for t in noun.doc[noun.left_edge.i : noun.right_edge.i + 1]
    )
    return noun.tag_ in ("NN", "NNP", "NNS") and (placed or dated)


def _truce(mention: Mention, reading: Reading) -> bool:
    """A ceasefire where a side of a war is named in the sentence, or the text is plainly about one."""
    sentence = mention.token.sent
    sides = any(a.kind in STATE_KINDS | ARMED_KINDS for t in sentence for a in reading.actor_at.get(t.i, []))
    return reading.conflict >= (3 if sides else 6)


_NEEDS: dict[str, Callable[[Mention, Reading], bool]] = {
    "none": lambda *_: True,
    "truce": _truce,
    "armed": _armed,
    "people": _people,
    "casualty": _casualty,
    "operation": _operation,
    "anchored": _anchored,
    "place": _place,
    "parties": _parties,
    "force": moves_force,
    "base": moves_base,
    "mission": ends_mission,
    "exercise": is_exercise,
    "training": trains,
    "missile": lambda mention, _: any(in_flight(t) for t in subjects_of(mention.token)),
}
"""The test for each `need` of `triggers.Sense`."""
