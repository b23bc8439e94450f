"""Agreements on war, peace and forces: what must be said of one before it is believed.

Here belong the tests of the needs `parties`, `truce`, `halt`, `agreed`, `jointly`, `paper` and `access`. Who the
parties are is read in `frames` and `roles`.
"""

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.event_words.force_nouns import fighters
from pipelines.coding.event_words.frames import Mention, around
from pipelines.coding.event_words.triggers import AGREE_ON, AGREE_VERBS
from pipelines.coding.reading import Reading
from pipelines.coding.words.lexicon import ARMED, BASES, PEACETIME, STRICT_TROOPS, words
from pipelines.coding.words.syntax import (
    SUBJECTS,
    after,
    first_of_row,
    is_noun,
    is_passive,
    is_verb,
    modifiers,
    objects,
)

_PEACE_WORDS = words(
    """peace truce ceasefire troop force military withdrawal presence mission coalition security war
    hostility
    rebel defense defence army border conflict prisoner base fighting disarmament pullout militant weapon
    landmine demining hostage captive bunker disarm demobilise demobilize demobilisation demobilization
    ceasing cessation shelling firing wounded"""
)
_OTHER_TREATIES = words(
    """trade free nuclear climate business energy tax grain water fishing extradition wheat petrol gas oil transit rail
    railway customs tourism education culture health agriculture investment loan visa landlord boot uniform
    pension wage pay salary budget election steel"""
)


def parties(mention: Mention, reading: Reading) -> bool:
    """An agreement or talks about war and peace: words of peace or troops, or two sides of a war."""
    token = mention.token
    everyone = [*mention.agents, *mention.patients]
    if is_verb(token) and (
        is_passive(token) or (any(not reading.who(o) for o in objects(token)) and token.lemma_ == "meet")
    ):
        return False
    if token.lemma_ == "settlement" and _is_a_place(token):
        return False
    near = around(mention) if is_verb(token) else {t.lemma_.lower() for t in (*token.subtree, *modifiers(token))}
    if token.dep_ in SUBJECTS and token.head.dep_ == "relcl":
        near = near | {token.head.head.lemma_.lower()}  # "bases for which treaties were signed"
    if near & (PEACETIME | _OTHER_TREATIES):
        return False
    armed = any(a.kind in ARMED_KINDS - STATE_KINDS for t in everyone for a in reading.who(t))
    if near & _PEACE_WORDS and reading.conflict >= (3 if armed and "peace" in near else 4):
        return True  # "peace talks with the Taliban"
    if is_noun(token) and reading.conflict >= 5 and _made(token):
        both = any(t.lemma_.lower() in _SIDES and t.tag_ == "NNS" for t in mention.agents)
        if both and mention.sense.need == "parties":
            return True  # "the two governments signed the agreement"
        beside = {a.kind for t in token.sent for a in reading.actor_at.get(t.i, [])}
        if fighters(everyone, reading) or beside & ARMED_KINDS:
            return True
    sides = {a.canonical for t in everyone for a in reading.who(t) if a.kind in STATE_KINDS | ARMED_KINDS | {"igo"}}
    if is_noun(token) and reading.conflict >= 6 and _is_known(mention, reading):
        return True
    if token.tag_ == "NNS" and mention.subtype == "talks" and reading.conflict >= _FULL_OF_WAR and _convened(token):
        return True
    return len(sides) >= 2 and reading.conflict >= 6


def commanders(mention: Mention, reading: Reading) -> bool:
    """Whether those who meet are commanders of both armies, or delegations of both sides."""
    said = mention.token.subtree if is_noun(mention.token) else []
    heads = [*mention.agents, *mention.patients, *(t for t in said if t.dep_ == "pobj" and t.head.lower_ == "of")]
    many = any(t.tag_ == "NNS" and t.lemma_.lower() in _ENVOYS for t in heads)
    return many and reading.conflict >= 6 and not _common(mention.token.sent) & (PEACETIME | _OTHER_TREATIES | _LABOUR)


_ENVOYS = words("commander general negotiator delegation side army")
_FULL_OF_WAR = 10
"""From so many words of war on, talks of nobody named are those of the war."""


def _convened(talks: Token) -> bool:
    """Whether talks are said to be due, held or at an end: "talks are due in Geneva", "talks broke down"."""
    verb = talks.head
    due = verb.lemma_ == "be" and any(c.lower_ in ("due", "over", "under") for c in verb.children)
    return talks.dep_ in SUBJECTS and (due or verb.lemma_ in _CONVENING)


_CONVENING = words("hold set schedule open begin start resume break collapse fail stall continue end conclude plan")


def peace(mention: Mention, reading: Reading) -> bool:
    """Whether a peace is one that was made: "under the peace signed in Dayton", but not "peace was near"."""
    noun = mention.token
    verbs = [*(c for c in noun.children if c.dep_ in ("acl", "relcl"))]
    verbs += [noun.head] if noun.dep_ in ("dobj", "nsubjpass") else []
    return reading.conflict >= 4 and any(v.lemma_ in _PEACEMAKING and is_verb(v) for v in verbs)


_PEACEMAKING = words("sign negotiate broker conclude mediate seal settle")


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
    return any(v.lemma_.lower() in AGREE_VERBS | _MAKING for v in verbs if is_verb(v))


_MAKING = words("mediate draw arrange")


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


def _common(sentence: Sentence) -> set[str]:
    """The lemmas of the common nouns of a sentence: "the union", not "the African Union"."""
    return {t.lemma_.lower() for t in sentence if t.tag_ in ("NN", "NNS")}


def truce(mention: Mention, reading: Reading) -> bool:
    """A ceasefire where a side of a war is named in the sentence, or the text is plainly about one."""
    sentence = mention.token.sent
    kinds = {a.kind for t in sentence for a in reading.actor_at.get(t.i, [])}
    if _common(sentence) & (_LABOUR | _DISPUTES) and not kinds & ARMED_KINDS:
        return False  # a truce between dockers and their company, or over taxes
    plain = 6 if mention.token.lemma_ == "truce" else 4  # of a truce one speaks in other quarrels, too
    return reading.conflict >= (3 if kinds & (STATE_KINDS | ARMED_KINDS) else plain)


def paper(mention: Mention, reading: Reading) -> bool:
    """Whether a protocol, a memorandum or an understanding is made, and is one on forces or between sides of a war."""
    kinds = STATE_KINDS | ARMED_KINDS | {"igo", "coalition"}
    everyone = [*mention.agents, *mention.patients]
    sided = any(t.lemma_.lower() in _SIDES or any(a.kind in kinds for a in reading.who(t)) for t in everyone)
    sided = sided or any(c.dep_ == "acl" for c in mention.token.children)  # "under the understanding reached yesterday"
    told = {t.lemma_.lower() for t in mention.token.sent} & (_STOPPED | {"wounded", "captive", "prisoner"})
    if sided and told and reading.conflict >= 3 and any(c.dep_ == "acl" for c in mention.token.children):
        return _made(mention.token)
    if _binds_forces(mention.token) and reading.conflict >= 6:
        return _made(mention.token) or _is_known(mention, reading)
    return sided and _made(mention.token) and (parties(mention, reading) or _on_a_line(mention, reading))


def _binds_forces(noun: Token) -> bool:
    """Whether what a paper says is told of forces and ground: "the memorandum commits Moscow to the removal of"."""
    told = {t.lemma_.lower() for t in noun.sent}
    return bool(told & (STRICT_TROOPS | ARMED | {"position"})) and bool(told & (_MATTERS | _LEAVING))


_LEAVING = words("removal departure pullout evacuate vacate leave quit escort disarm camp zone position depth")


def _on_a_line(mention: Mention, reading: Reading) -> bool:
    """Whether two states settle where their border runs, in a text that speaks of their wars."""
    near = around(mention)
    sides = {a.canonical for t in mention.agents for a in reading.who(t) if a.kind in STATE_KINDS}
    return reading.conflict >= 3 and bool(near & _LINES) and len(sides) > 1


_LINES = words("border frontier boundary line delimitation demarcation")
_STOPPED = words(
    """hostility fighting fire shelling strike attack shooting bombing bombardment war combat raid clash violence
    airstrike firing"""
)
_DISPUTES = words("company tariff tax duty pension budget shareholder customs levy")
_LABOUR = words("union worker employer pay wage labour labor nurse teacher driver docker miner")
_GIVING_WORD = words("agree accept undertake pledge promise consent commit offer propose")
_OFFERED = words("propose offer suggest")


def halts(mention: Mention, reading: Reading) -> bool:
    """Whether a halt is one of fighting, and is agreed: "settled on a halt to hostilities", "a humanitarian pause"."""
    noun = mention.token
    if _common(noun.sent) & _LABOUR:
        return False  # unions halt their strikes, too
    stopped = {t.lemma_.lower() for t in after(noun, ("to", "in", "of", "on")) for t in (t, *t.children)}
    humane = any(m.lemma_.lower() in ("humanitarian", "operational") for m in modifiers(noun))
    timed = any(t.lemma_ in _LASTING or t.lower_.endswith(_LASTED) for t in modifiers(noun))  # "a three-day halt"
    brokered = any(c.lemma_.lower() in ("broker", "brokered", "negotiate", "negotiated") for c in modifiers(noun))
    humane = humane or ((timed or brokered) and reading.conflict >= 6)
    if not (stopped & _STOPPED or humane) or reading.conflict < 3:
        return False
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("on", "to", "upon", "at") else noun.head
    return brokered or _made(noun) or (is_verb(verb) and verb.lemma_ in AGREE_VERBS | AGREE_ON | _OFFERED)


_LASTING = words("hour day week month")
_LASTED = ("-hour", "-day", "-week", "-month")


def agreed(mention: Mention, reading: Reading) -> bool:
    """Whether somebody gives their word to do it: "agreed to hold their fire"."""
    verb = first_of_row(mention.token)
    return (
        reading.conflict >= 4
        and not _common(verb.sent) & (_LABOUR | {"word"})  # "end their war of words"
        and verb.dep_ in ("xcomp", "ccomp", "pcomp")
        and any(t.lemma_ in _GIVING_WORD for t in (verb.head, verb.head.head))
    )


def jointly(mention: Mention, reading: Reading) -> bool:
    """Whether two sides agree on what forces do: "the generals agreed that all soldiers are to leave"."""
    verb = mention.token
    sides = {
        a.canonical for t in mention.agents for a in reading.who(t) if a.kind in STATE_KINDS | ARMED_KINDS | {"igo"}
    }
    both = any(t.tag_ in ("NNS", "NNPS") and t.lemma_.lower() in _SIDES for t in mention.agents)
    if reading.conflict < 4 or is_passive(verb) or not (both or len(sides) > 1):
        return False
    content = [t for c in verb.children if c.dep_ in ("ccomp", "xcomp", "prep") for t in c.subtree]
    near = {t.lemma_.lower() for t in content}
    return bool(near & (STRICT_TROOPS | _MATTERS)) and not near & (PEACETIME | _OTHER_TREATIES)


_SIDES = words(
    "side country state government army party general commander neighbour neighbor delegation capital leader"
)
_MATTERS = words("withdraw withdrawal headquarters base weapon patrol buffer frontline hostility prisoner hostage")


def grants_access(mention: Mention, reading: Reading) -> bool:
    """Whether forces may use bases: "granted American forces access to four bases"."""
    near = around(mention)
    return reading.conflict >= 3 and bool(near & BASES) and bool(near & (STRICT_TROOPS | {"military"}))
