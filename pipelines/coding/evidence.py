"""Believing an event word: what else must stand in its clause before it is taken for an event.

Here belong the tests named by a sense's `need`, and the figures of speech that undo them. Word lists are in `lexicon`.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from pipelines.coding.frames import Mention
from pipelines.coding.lexicon import (
    ARMED,
    BASES,
    CASUALTY,
    CIVIL,
    CRAFT,
    FIGURATIVE_OBJECTS,
    NOT_GROUND,
    PEACETIME,
    STRICT_TROOPS,
    TARGETS,
    TROOPS,
    WEAPONS,
    words,
)
from pipelines.coding.reading import ARMED_KINDS, Reading
from pipelines.coding.syntax import (
    after,
    conjuncts,
    is_noun,
    is_passive,
    is_verb,
    modifiers,
    objects,
    phrase,
    wide_phrase,
)

MIN_CONFLICT = 2.0
"""Below this many words of war, less those of peacetime, a text is taken to be about something else."""

_STATES = ("state", "government", "state_military", "military")
_PEACE_WORDS = words(
    """peace truce ceasefire cease-fire troop force military withdrawal presence mission coalition security war
    hostility rebel defense defence army border conflict prisoner base fighting disarmament pullout militant
    weapon"""
)


def believed(mention: Mention, reading: Reading) -> bool:
    """Whether the clause and the text give the evidence that the mention's sense needs."""
    if reading.conflict < MIN_CONFLICT or _figurative(mention, reading) or _unreal(mention):
        return False
    return _NEEDS[mention.sense.need](mention, reading)


def _figurative(mention: Mention, reading: Reading) -> bool:
    heads = {t.lemma_.lower() for t in mention.patients if t.i not in reading.actor_at and t.i not in reading.place_at}
    if mention.frame == "clash" and after(mention.token, ("over", "about")) and mention.weapon is None:
        return not _clause_words(mention) & CASUALTY  # "clashed with the court over the budget"
    if heads & FIGURATIVE_OBJECTS and not heads & (ARMED | STRICT_TROOPS):
        return True
    near = {t.lemma_.lower() for t in mention.token.subtree} if is_noun(mention.token) else set()
    left = {t.lemma_.lower() for t in modifiers(mention.token)} if is_noun(mention.token) else set()
    if left & _FIGURATIVE_MODIFIERS or (mention.token.lemma_.lower() == "action" and not left & _ACTION_MODIFIERS):
        return True
    return bool(near & PEACETIME) and not near & (ARMED | WEAPONS | STRICT_TROOPS | CASUALTY)


def _unreal(mention: Mention) -> bool:
    """Whether the event is only feared, prevented, or the purpose of something else ("to deter attacks", "there to fight IS")."""
    token = mention.token
    if is_noun(token):
        left = {c.lower_ for c in token.children if c.dep_ in ("amod", "det")}
        if mention.sense.type == "attack" and left & _HYPOTHETICAL:
            return True
    if mention.sense.type == "attack" and (_purpose(mention.anchor) or _describes(mention)):
        return True
    if _unacknowledged(mention.anchor):
        return True
    for head in mention.anchor.ancestors:
        if head.lemma_.lower() in _PREVENTED:
            return True
        if (is_verb(head) and head.tag_ in ("VBD", "VBZ", "VBP")) or head.dep_ == "relcl":
            return False
    return False


def _describes(mention: Mention) -> bool:
    """Whether the clash only says what a force is there for: "the coalition fighting the group"."""
    return mention.frame == "clash" and mention.token.tag_ == "VBG" and mention.token.dep_ in ("acl", "amod")


def _unacknowledged(token: Token) -> bool:
    """Whether the event stands in what somebody refused to say: "refused to acknowledge that it would mark a withdrawal"."""
    chain = [a for a in token.ancestors if is_verb(a)]
    return any(
        verb.lemma_.lower() in _SAYING and any(a.lemma_.lower() in ("refuse", "decline") for a in verb.ancestors)
        for verb in chain
    )


_SAYING = words("acknowledge confirm say comment discuss specify reveal provide disclose tell elaborate")
_HYPOTHETICAL = words("future further any potential possible more additional other")
_PREVENTED = words(
    """deter prevent avert avoid fear risk danger protect defend guard counter thwart foil vulnerable able capable
    ability capability against case threat possibility deterrent discourage preclude"""
)


def _purpose(verb: Token) -> bool:
    """Whether the verb is an infinitive of purpose, not of a plan, an order or a beginning."""
    if verb.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ in ("advcl", "relcl") or (verb.dep_ == "acl" and verb.head.lemma_.lower() not in _UNDERTAKINGS):
        return True
    return verb.dep_ == "xcomp" and (verb.head.pos_ == "ADJ" or verb.head.lemma_.lower() in _WISHES)


_WISHES = words("seek want hope help aim work use need wish struggle wait continue serve vow threaten allow enable") - {
    "continue",
    "vow",
}
_UNDERTAKINGS = words(
    """operation offensive campaign plan order decision attempt bid mission assault effort raid agreement deal move
    promise intention pledge threat request call resolution proposal"""
)
_FIGURATIVE_MODIFIERS = words(
    """heart panic verbal personal cyber cyberattack political legal media hunger labor labour rail general trade
    price asthma shark rhetorical air-traffic court lawsuit campaign tax budget job pay spending rate carbon
    emission ad advertising business cash bank cost humanitarian peacekeeping relief rescue search civilian
    surgical financial criminal"""
)
_ACTION_MODIFIERS = words("military hostile armed")


def fighters(tokens: Iterable[Token], reading: Reading) -> bool:
    """Whether one of the tokens stands for armed people, heavy arms, or an actor of a kind that fights."""
    for token in tokens:
        core = phrase(token) if is_noun(token) else [token]
        if any(t.lemma_.lower() in ARMED | STRICT_TROOPS | CRAFT for t in core):
            return True
        if any(actor.kind in ARMED_KINDS for actor in reading.who(token)):
            return True
    return False


def _states(tokens: Iterable[Token], reading: Reading) -> bool:
    return any(actor.kind in _STATES for token in tokens for actor in reading.who(token))


def _clause_words(mention: Mention) -> set[str]:
    top = mention.anchor if is_verb(mention.anchor) else mention.token
    return {t.lemma_.lower() for t in top.subtree} - {mention.token.lemma_.lower()}


def _armed(mention: Mention, reading: Reading) -> bool:
    words = _clause_words(mention)
    if mention.weapon is not None or fighters([*mention.agents, *mention.patients], reading):
        return True
    left = {t.lemma_.lower() for t in modifiers(mention.token)} if is_noun(mention.token) else set()
    if left & (WEAPONS | ARMED | CRAFT | _ATTACK_MODIFIERS):
        return True
    if words & CASUALTY or words & (WEAPONS - {"fire", "gas", "tank"}):
        return reading.conflict >= MIN_CONFLICT + 1
    named = any(reading.who(t) or t.i in reading.place_at for t in [*mention.agents, *mention.patients])
    target = any(t.lemma_.lower() in TARGETS for p in mention.patients for t in wide_phrase(p))
    if (named or target) and (_states(mention.agents, reading) or reading.conflict >= 6):
        return True
    return is_noun(mention.token) and reading.conflict >= 8 and mention.token.lemma_.lower() not in _VAGUE


_ATTACK_MODIFIERS = words(
    """terrorist terror suicide cross-border military armed deadly insurgent rebel missile aerial ground retaliatory
    arson guerrilla precision sectarian fierce heavy bloody militant border naval amphibious punitive deadliest"""
)
_VAGUE = words("operation action incident hit violence fight confrontation aggression capture occupation execution")


def _casualty(mention: Mention, reading: Reading) -> bool:
    everyone = [*mention.agents, *mention.patients]
    words = _clause_words(mention)
    if fighters(everyone, reading) or words & (WEAPONS - {"fire", "gas"}) or _states(mention.agents, reading):
        return True
    return bool(words & _ATTACK_WORDS) or (reading.conflict >= 10 and bool(everyone) and not words & PEACETIME)


_ATTACK_WORDS = words(
    """attack strike airstrike raid bombing blast explosion shelling clash fighting battle ambush assault offensive
    militant violence firefight shooting siege"""
)


def _abstract_way(mention: Mention, reading: Reading) -> bool:
    """Whether what is left, entered or reached is no ground: "left the meeting", "withdrew from the treaty"."""
    ends = after(mention.token, ("from", "out of", "into", "to"))
    if is_verb(mention.token) and mention.token.lemma_.lower() in _TO_GROUND:
        ends += objects(mention.token)
    ends = [t for t in ends if t.i not in reading.place_at]
    if mention.token.lemma_.lower() in _ONLY_GROUND:
        objects_ = objects(mention.token)
        return not any(t.i in reading.place_at or t.lemma_.lower() in GROUND for o in objects_ for t in wide_phrase(o))
    return any(t.lemma_.lower() in NOT_GROUND for t in ends)


_TO_GROUND = words("leave exit quit enter abandon vacate cross penetrate reach")
_ONLY_GROUND = words("reach violate cross penetrate")


def _force(mention: Mention, reading: Reading) -> bool:
    return not _abstract_way(mention, reading) and _moving_force(mention, reading)


def _moving_force(mention: Mention, reading: Reading) -> bool:
    movers = [*mention.patients, *mention.agents]
    if is_noun(mention.token):
        words = {t.lemma_.lower() for t in mention.token.subtree} | {t.lemma_.lower() for t in modifiers(mention.token)}
        if mention.token.lemma_.lower() in _ANY_CHANGE:
            return bool(words & STRICT_TROOPS)
        return (
            bool(words & (STRICT_TROOPS | CRAFT | {"military"}))
            or fighters(movers, reading)
            or (mention.token.lemma_.lower() in _FORCE_NOUNS and reading.conflict >= 4)
        )
    lemma = mention.token.lemma_.lower()
    if mention.frame in ("leave", "strike"):
        return any(_plainly_force(t, reading) for t in mention.agents)
    if lemma in _EVERYDAY:
        goes = lemma in _GOING and not (mention.frame == "move" and any(is_force(t, reading) for t in objects(mention.token)))
        return any(_plainly_force(t, reading) for t in (mention.agents if goes else objects(mention.token)))
    if lemma in _FORCE_VERBS and reading.conflict >= 4 and _states(movers, reading):
        return True
    if mention.frame == "change":
        changed = objects(mention.token) or mention.agents
        return any(is_force(t, reading) for t in changed)
    if lemma in _CAUSATIVES and not _passive_like(mention):
        return any(is_force(t, reading) for t in objects(mention.token))
    return any(is_force(t, reading) for t in movers[:2])


_EVERYDAY = words(
    """go come add join move contribute provide supply replace return reach cross enter march land leave pull remove
    cut raise pour stream rush travel position commit assign relieve bring raise lower expand concentrate exit
    quit pull shift"""
)
"""Verbs of any kind of going and changing: with them only a plain word for troops, ships or fighters is a force."""


_GOING = words(
    """go come join move return reach cross enter march land leave pull pour stream rush travel concentrate exit quit shift
    expand"""
)


def _plainly_force(token: Token, reading: Reading) -> bool:
    head = token.lemma_.lower()
    if token.tag_ == "PRP":
        return any(a.kind in ARMED_KINDS for a in reading.who(token))
    if head in _ORGANISED_ARMED | STRICT_TROOPS | CRAFT - {"plane", "jet", "tank", "vessel", "ship", "helicopter"}:
        return True
    return is_force(token, reading) and (
        head in TROOPS | _COUNTED | CRAFT or any(a.kind in ARMED_KINDS for a in reading.named(token))
    )


_ORGANISED_ARMED = words("rebel militant fighter militia insurgent guerrilla militiaman separatist jihadist")
_ANY_CHANGE = words(
    """increase cut reduction surge reinforcement departure exit arrival removal cutback dispatch advance"""
)
_FORCE_NOUNS = words("withdrawal pullout pull-out pullback drawdown redeployment troop-withdrawal")
_FORCE_VERBS = words("withdraw deploy redeploy retreat")
_CAUSATIVES = words(
    """send bring provide contribute commit supply add move pull remove station position base assign expel evict oust
    recall dispatch reinforce relieve replace rush airlift evacuate transfer shift swap"""
)


def _passive_like(mention: Mention) -> bool:
    return not objects(mention.token)


def is_force(token: Token, reading: Reading) -> bool:
    """Whether a noun stands for troops, a unit, heavy arms, or an actor that fights."""
    core = [token, *modifiers(token)] if is_noun(token) else [token]
    lemmas = {t.lemma_.lower() for t in core}
    head = token.lemma_.lower()
    if lemmas & PEACETIME or head in CIVIL:
        return False
    if head in STRICT_TROOPS | CRAFT | ARMED:
        return True
    if (
        head in TROOPS
        and token.tag_ != "NNP"
        and (lemmas & {"military", "armed", "army", "navy", "combat", "peacekeeping"} or reading.named(token))
    ):
        return True
    if head in _COUNTED and any(t.lemma_.lower() in STRICT_TROOPS | CRAFT for t in wide_phrase(token)):
        return True
    return any(actor.kind in ARMED_KINDS for actor in reading.who(token))


_COUNTED = words(
    """number hundred dozen thousand score total wave convoy group third half team rest column contingent one"""
)


def _place(mention: Mention, reading: Reading) -> bool:
    """Ground taken: the object is a named place or a word for ground, the taker an armed actor, a state, or unnamed."""
    by_force = not mention.agents or fighters(mention.agents, reading) or _states(mention.agents, reading)
    return by_force and any(_is_ground(t, mention, reading) for p in mention.patients for t in conjuncts(p))


def _is_ground(token: Token, mention: Mention, reading: Reading) -> bool:
    lemma = token.lemma_.lower()
    if reading.place_of(token) is not None:
        return True
    if lemma in GROUND:
        return reading.conflict >= 6 and lemma not in _SHARES or any(w.i in reading.place_at for w in wide_phrase(token))
    return lemma == "control" and mention.token.lemma_.lower() in ("seize", "take", "regain", "gain", "wrest")


GROUND = BASES | words(
    """town village city territory area province district region country capital part position checkpoint border
    crossing hill ground island airport stronghold neighbourhood neighborhood outskirts settlement swath swathe
    third half control post peninsula port road highway bridge enclave camp airspace waters line strait sea coast
    river soil frontier valley"""
)


_SHARES = words("part third half control line ground position post")


def _base(mention: Mention, reading: Reading) -> bool:
    heads = mention.patients if is_verb(mention.token) else [*after(mention.token, ("of",)), *modifiers(mention.token)]
    if not any(t.lemma_.lower() in BASES for p in heads for t in phrase(p)):
        return False
    words = {t.lemma_.lower() for t in mention.token.sent}
    return bool(words & (STRICT_TROOPS | {"military", "base", "airbase", "garrison", "pentagon", "nato"}))


def _mission(mention: Mention, reading: Reading) -> bool:
    heads = {t.lemma_.lower() for p in mention.patients for t in phrase(p)}
    return bool(heads & {"mission", "operation", "presence", "deployment"}) and bool(
        heads & {"military", "combat", "mission", "presence", "deployment", "peacekeeping"}
    )


def _parties(mention: Mention, reading: Reading) -> bool:
    if is_verb(mention.token) and is_passive(mention.token):
        return False
    everyone = [*mention.agents, *mention.patients]
    names = {a.canonical for t in everyone for a in reading.who(t) if a.kind in (*_STATES, *ARMED_KINDS, "igo")}
    left = {t.lemma_.lower() for t in modifiers(mention.token)} if is_noun(mention.token) else set()
    words = (
        _clause_words(mention) if is_verb(mention.token) else {t.lemma_.lower() for t in mention.token.subtree} | left
    )
    if words & PEACETIME or left & {"trade", "free", "nuclear", "climate", "business", "energy", "tax"}:
        return False
    if bool(words & _PEACE_WORDS) and reading.conflict >= 4:
        return True
    return len(names) >= 2 and reading.conflict >= 6


def _exercise(mention: Mention, reading: Reading) -> bool:
    words = {t.lemma_.lower() for t in modifiers(mention.token)}
    if not words & {"military", "naval", "joint", "live-fire", "war", "army", "air", "fire", "nato", "maritime"}:
        return False
    return bool(mention.agents or mention.anchor != mention.token)


def _operation(mention: Mention, reading: Reading) -> bool:
    """An operation with fighting: its doers are armed, and it is against fighters, or costs lives; not one to move or train."""
    aims = {c.lemma_.lower() for c in mention.token.children if c.dep_ == "acl"}
    if aims & {"evacuate", "rescue", "support", "train", "assist", "deliver"} or not fighters(mention.agents, reading):
        return False
    return fighters(mention.patients, reading) or bool(_clause_words(mention) & CASUALTY)


_NEEDS = {
    "none": lambda mention, reading: True,
    "armed": _armed,
    "casualty": _casualty,
    "force": _force,
    "place": _place,
    "base": _base,
    "mission": _mission,
    "parties": _parties,
    "exercise": _exercise,
    "operation": _operation,
}
