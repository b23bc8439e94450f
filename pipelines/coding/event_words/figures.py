"""Words of war that mean something else: figures of speech, labour, nature and accidents.

Here belong the tests that see from object, doer, modifiers or neighbours that no force was used. What is meant but does
not happen is in `unreal`.
"""

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.reading import Reading
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.lexicon import (
    ARMED,
    CASUALTY,
    CRAFT,
    FIGURATIVE_OBJECTS,
    PEACETIME,
    STRICT_TROOPS,
    WEAPONS,
    words,
)
from pipelines.coding.words.syntax import (
    after,
    clause_words,
    doers,
    is_noun,
    is_verb,
    modifiers,
    objects,
    subjects,
    wide_phrase,
)

_QUANTITIES = words("number strength total level price share size rate")
_ARMED_DOERS = ARMED | STRICT_TROOPS | CRAFT
"""Whatever their names: "Tornado jets", "the Typhoon squadron"."""
_FIGURATIVE_MODIFIERS = words(
    """heart panic verbal personal cyber cyberattack political legal media hunger labor labour rail general trade
    price asthma shark rhetorical court lawsuit campaign tax budget job pay spending rate carbon emission ad
    advertising business cash bank cost humanitarian peacekeeping relief rescue search civilian surgical
    financial criminal eu brexit gas boiler fireworks firework dust steam propane volcanic"""
)
"""What stands before the noun when it is not meant: "heart attack", "hunger strike", "rescue operation"."""
_NATURAL = words(
    """slide landslide mudslide avalanche flood flooding storm hurricane typhoon cyclone tornado earthquake quake
    tsunami wildfire blaze lightning wave herd boar bear wolf elephant dog shark crocodile bee locust worm
    virus bacteria disease parasite insect hacker botnet rain rainfall
    snow fog wind ash smoke"""
)
"""Doers that destroy, invade or kill without arms."""
_ACCIDENTS = words(
    """crash collision derailment accident mishap collapse avalanche landslide mudslide earthquake quake flood storm
    hurricane typhoon cyclone tornado lightning wildfire blaze stampede heatwave epidemic outbreak virus disease
    overdose capsize drown malfunction leak turbulence fog malaria cholera ebola measles covid coronavirus
    fireworks firework boiler transformer volcano
    illness cancer hunger starvation thirst famine dehydration poisoning"""
)
"""What kills without an attacker."""
_ARMS = WEAPONS - {"gas", "fire", "mine", "tank"}
_LABOUR = words(
    """worker union doctor nurse teacher driver pilot miner docker clerk employee staff controller farmer trucker
    postman railwayman labour labor"""
)
"""Who strikes without arms."""
_ONESELF = words("himself herself themselves oneself")
_OTHER_THINGS = words("kind sort wit will nerve word idea mind heart generation")
_WHOLE_WARS = words("conflict war insurgency rebellion uprising unrest crisis")
"""What is said to have killed all who died in it: no event by itself."""
_ACTION_MODIFIERS = words("military hostile armed")


def figurative(mention: Mention, reading: Reading) -> bool:
    """Whether object, modifiers or neighbours make the word a figure of speech: "attack on free speech"."""
    token = mention.token
    if _naturally(mention, reading):
        return True
    heads = {t.lemma_.lower() for t in mention.patients if t.i not in reading.actor_at and t.i not in reading.place_at}
    if mention.frame == "lose" and heads & _QUANTITIES:
        return True  # "the number of troops is to fall to 24,000"
    if (mention.sense.type == "attack" and _is_no_deed(mention)) or _gives_time(mention):
        return True
    hurt = mention.frame in ("kill", "victim") and any(t.lemma_.lower() in _BURSTS for t in token.sent)
    if (hurt or token.lemma_.lower() in _BURSTS) and _is_inquest(reading):
        return True
    if mention.frame == "kill" and any(
        t.lemma_.lower() in _WHOLE_WARS
        for a in mention.agents
        for t in (a, *(o for c in a.children for o in c.children))
    ):
        return True  # "decades of conflict have killed 450,000"
    if is_noun(token) and (_of_labour(mention) or _of_another_kind(token) or _is_blaze(token)):
        return True
    if mention.frame == "clash" and any(c.lower_ in ("together", "alongside") for c in token.children):
        return True  # with each other, against a third
    if mention.frame == "clash" and after(token, ("over", "about")) and mention.weapon is None:
        return not clause_words(mention.anchor) & CASUALTY  # "clashed with the court over the budget"
    heads -= {"point"} if reading.conflict >= 6 else set()  # "struck them at several points"
    if mention.frame not in ("kill", "site") and heads & FIGURATIVE_OBJECTS and not heads & (ARMED | STRICT_TROOPS):
        return True
    if not is_noun(token):
        return False
    near = {t.lemma_.lower() for t in token.subtree if t != token}
    left = {t.lemma_.lower() for t in (*modifiers(token), *(modifiers(token.head) if token.dep_ == "compound" else ()))}
    peace = mention.sense.need in ("halt", "truce") or (token.lemma_ == "agreement" and "ceasefire" in near)
    meant = {"humanitarian"} if peace else set()  # "a humanitarian pause" is one of fighting
    if (left - meant) & _FIGURATIVE_MODIFIERS or (token.lemma_.lower() == "action" and not left & _ACTION_MODIFIERS):
        return True
    return bool(near & PEACETIME) and not near & (ARMED | WEAPONS | STRICT_TROOPS | CASUALTY)


def _gives_time(mention: Mention) -> bool:
    """Whether what is given is no base, but time: "gave the contingent until Friday to leave"."""
    verb = mention.token
    if verb.lemma_ != "give" or mention.sense.subtype != "base_transfer":
        return False
    below = [*verb.children, *(c for o in objects(verb) for c in o.children)]
    return any(c.dep_ in ("advcl", "xcomp", "acl") and any(t.lower_ == "to" for t in c.children) for c in below)


def _naturally(mention: Mention, reading: Reading) -> bool:
    """Whether an animal or a force of nature does it, or somebody to himself: "shot himself"."""
    attack = mention.sense.type == "attack" and mention.token.lemma_ not in ("blow", "detonate", "explode")
    if attack and mention.patients and all(t.lower_ in _ONESELF for t in mention.patients):
        return True
    doers = [
        t
        for agent in mention.agents
        if agent.lemma_.lower() not in _ARMED_DOERS
        for t in wide_phrase(agent)
        if t.i not in reading.actor_at
    ]
    return any(_is_natural(t) for t in doers)


def _is_natural(word: Token) -> bool:
    """Whether a doer is an animal or a force of nature: but not "a wave of attacks", "the second wave", and no name
    like "Battal ash Shamali"."""
    lemma = word.lemma_.lower()
    if (
        lemma not in _NATURAL
        or _is_jets(word)
        or (word.lower_ == "ash" and word.i + 1 < len(word.doc) and word.nbor().is_title)
    ):
        return False
    if lemma == "wave" and word.i and word.nbor(-1).text == "-":
        return False  # "by short-wave radio"
    many = any(c.lower_ == "of" for c in word.children)
    return lemma != "wave" or not (many or any(c.lower_ in _ORDINALS for c in word.children))


_ORDINALS = words("first second third fourth fifth next last latest fresh new")


def _is_inquest(reading: Reading) -> bool:
    """Whether a text without armed groups says that something was an accident."""
    said = {t.lemma_.lower() for t in reading.doc} | set((reading.document.title or "").lower().split())
    return bool(said & _INQUESTS) and not any(a.kind in ARMED_KINDS - STATE_KINDS for a in reading.actors)


_BURSTS = words("explosion blast detonation explode")
_INQUESTS = words("accident accidental accidentally overheat malfunction negligence")


def _is_jets(word: Token) -> bool:
    """Whether storms with a capital are aircraft: "six Tornados and two Typhoons"."""
    return word.text in ("Tornados", "Typhoons") and any(c.dep_ == "nummod" for c in word.children)


def _by_accident(mention: Mention) -> bool:
    """Whether the clause says that a crash, a storm or the like did it, and nothing in it that somebody attacked."""
    top = mention.anchor
    while is_verb(top.head) and top.head != top:
        top = top.head
    near = {  # "a storm group" is no storm, and who storms a town is none
        t.lemma_.lower()
        for t in top.subtree
        if t.dep_ != "compound" and not (t.lemma_ == "storm" and is_verb(t)) and not _is_jets(t)
    }
    if top.lemma_ == "sink" and (not objects(top) or any(c.dep_ == "prt" for c in top.children)):
        return not near & (_ARMS | _ATTACKS)  # "the ferry sank, killing nine"
    if any(t.lemma_.lower() in _FIGURATIVE_MODIFIERS for a in mention.agents for t in modifiers(a)):
        return not near & ARMED  # "a gas blast killed six"
    return bool(near & _ACCIDENTS) and not near & (_ARMS | ARMED - STRICT_TROOPS - CRAFT | _ATTACKS)


def _is_no_deed(mention: Mention) -> bool:
    """Whether nobody attacks: by accident, in a drill, or where others' bombs are cleared."""
    if mention.frame in ("kill", "victim", "burst") and _by_accident(mention):
        return True
    return _collides(mention) or _clears(mention) or _drilled(mention.anchor)


def _drilled(verb: Token) -> bool:
    """Whether it is done in a drill: "an exercise on Friday in which jets bombed targets at sea"."""
    heads = [t.head for t in (verb, *verb.ancestors) if t.dep_ == "relcl"]
    nouns = [n for t in heads for n in (t, *(t.head.head.children if t.ent_type_ == "DATE" else ()))]
    return any(n.lemma_.lower() in _DRILLS and n.i < verb.i for n in nouns)


_DRILLS = words("drill exercise manoeuvre maneuver rehearsal")


def _clears(mention: Mention) -> bool:
    """Whether those who clear mines blow up what others laid ("sappers blew up the bomb"), or what burst is no arm."""
    token = mention.token
    if mention.frame == "burst" and any(t.lower_.removesuffix("s") in _BURSTING for t in subjects(token)):
        return True
    laid = any(t.lemma_.lower() in _LAID for t in objects(token)) and token.lemma_ in ("blow", "destroy", "detonate")
    return laid and any(t.lemma_.lower() in _CLEARING for t in doers(token))


_BURSTING = words("firework boiler transformer cylinder tyre tire volcano meteor meteorite generator pipe")
_LAID = words("bomb mine device shell munition grenade explosive ordnance")
_CLEARING = words("sapper engineer expert deminer squad specialist diver policeman police team robot technician")


def _collides(mention: Mention) -> bool:
    """Whether a craft runs into what stands in its way: "the helicopter struck a power line"."""
    craft = bool(mention.agents) and all(common_noun(t) in CRAFT for t in mention.agents)
    ran = craft and mention.frame == "strike" and mention.token.lemma_ in ("hit", "strike")
    return ran and any(t.lemma_.lower() in _IN_THE_WAY for t in objects(mention.token))


_IN_THE_WAY = words(
    "line wire cable pole pylon tree hill hillside mountain mountainside ground runway bird wave rock reef"
)


_ATTACKS = words("attack strike raid clash fighting battle ambush assault shoot shooting down shell bombing rebel")


def _of_labour(mention: Mention) -> bool:
    """Whether a strike is one of workers: "went on strike", "a strike by teachers", "a strike over pay"."""
    token = mention.token
    if token.lemma_.lower() != "strike":
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "on" and not list(token.children):
        return True
    return any(t.lemma_.lower() in _LABOUR for t in mention.agents) or bool(after(token, ("over",)))


def _of_another_kind(noun: Token) -> bool:
    """Whether a fight is one without arms: "a battle of a different kind", "a battle of wills"."""
    return noun.tag_ == "NN" and any(t.lemma_.lower() in _OTHER_THINGS for t in after(noun, ("of",)))


def _is_blaze(noun: Token) -> bool:
    """Whether fires burn: "large fires broke out", but not "artillery fires"."""
    return noun.lower_ == "fires" and not {t.lemma_.lower() for t in modifiers(noun)} & (WEAPONS | ARMED | CRAFT)
