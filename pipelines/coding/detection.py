"""Finding event words: each verb or noun of the tables that stands in a sentence becomes a mention with its participants' heads.

Here belongs the match of a word with its sense and frame, and the collection of who stands where in the clause.
Whether a mention is believed is decided in `evidence`; which actors and places its participants are, in `roles`.
"""

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from pipelines.coding.lexicon import WEAPONS, words
from pipelines.coding.syntax import (
    after,
    conjuncts,
    doers,
    is_noun,
    is_passive,
    is_verb,
    modifiers,
    objects,
    subjects,
)
from pipelines.coding.triggers import HAPPEN, LIGHT_VERBS, NOUNS, SUFFER, VERBS, Sense

_ON = ("on", "against", "at", "upon", "into", "targeting", "toward", "towards", "over")
_BETWEEN = ("between", "with", "among", "against", "and")


@dataclass(eq=False)
class Mention:
    """One event word in its sentence. `anchor` is the verb that tells the event's tense (the word itself, or its light verb)."""

    token: Token
    sense: Sense
    anchor: Token
    agents: list[Token] = field(default_factory=list)
    patients: list[Token] = field(default_factory=list)
    weapon: Token | None = None
    subtype: str = ""

    @property
    def frame(self) -> str:
        """The frame of its sense."""
        return self.sense.frame


def find_mentions(sentence: Span) -> list[Mention]:
    """Every event word of the sentence, in text order, with its participants' heads; a light verb and its noun are one."""
    found: list[Mention] = []
    for token in sentence:
        sense = _verb_sense(token) if is_verb(token) else _noun_sense(token) if is_noun(token) else None
        if sense is None:
            continue
        mention = _verb_mention(token, sense) if is_verb(token) else _noun_mention(token, sense)
        mention.subtype, mention.weapon = refine(mention)
        found.append(mention)
    return found


def _verb_sense(token: Token) -> Sense | None:
    lemma = token.lemma_.lower()
    follow = [c.lower_ for c in token.children if c.dep_ in ("prt", "prep", "advmod") and c.i > token.i]
    for word in follow:
        if f"{lemma} {word}" in VERBS:
            return VERBS[f"{lemma} {word}"]
    for child in token.children:
        if child.dep_ in ("dobj", "nsubjpass") and f"{lemma}:{child.lemma_.lower()}" in VERBS:
            return VERBS[f"{lemma}:{child.lemma_.lower()}"]
    if token.dep_ in ("aux", "auxpass"):
        return None
    return VERBS.get(lemma)


def _noun_sense(token: Token) -> Sense | None:
    lemma = token.lemma_.lower()
    if token.dep_ in ("compound", "nmod") and is_noun(token.head) and token.head.lemma_.lower() not in _CARRIERS:
        return None  # "attack helicopter", "withdrawal plan" is met again as the head of its own phrase
    for child in token.children:
        if child.dep_ in ("compound", "amod", "nmod") and f"{child.lemma_.lower()} {lemma}" in NOUNS:
            return NOUNS[f"{child.lemma_.lower()} {lemma}"]
    return NOUNS.get(lemma)


_CARRIERS = words("plan deal agreement process deadline timetable effort order operation campaign")
"""Nouns whose compound modifier still tells of the event: "the withdrawal plan", "a ceasefire deal"."""


def _verb_mention(token: Token, sense: Sense) -> Mention:
    agents, patients = doers(token), objects(token)
    if sense.frame in ("burst", "victim"):
        return Mention(token, sense, token, [], patients if sense.frame == "burst" else subjects(token))
    if sense.frame in ("strike", "kill"):
        patients = patients + after(token, _ON)
        if ":" in "".join(k for k in VERBS if k.startswith(token.lemma_ + ":")) and not after(token, _ON):
            patients = objects(token)
    elif sense.frame == "clash":
        patients = patients + after(token, ("with", "against", "between"))
        if not patients and len(agents) > 1:
            agents, patients = agents[:1], agents[1:]
    elif sense.frame == "agree":
        patients = after(token, ("with", "between", "to"))
    elif sense.frame == "lose":
        agents, patients = after(token, ("to", "under", "into", "of")), subjects(token)
    return Mention(token, sense, token, agents, patients)


def _noun_mention(token: Token, sense: Sense) -> Mention:
    anchor = _anchor(token)
    agents = (
        after(token, ("by", "from")) if sense.frame in ("strike", "kill", "clash", "seize") else after(token, ("by",))
    )
    patients = after(token, _ON if sense.frame != "agree" else ("with", "between", "among"))
    owners = [m for m in modifiers(token) if m.head == token or m.head.dep_ == "conj"]
    of = after(token, ("of",))
    if sense.frame in ("kill", "seize") or (sense.frame == "strike" and token.lemma_.endswith("ing")):
        patients = of + patients
        agents = [m for m in owners if m.dep_ in ("poss", "amod", "compound")] + agents
    elif sense.frame == "move":
        patients, agents = of + [m for m in owners if m.dep_ in ("compound",)], owners + agents
    else:
        agents = agents + of if sense.frame == "clash" else agents
        agents = owners + agents
    if sense.frame in ("clash", "agree"):
        patients = patients + after(token, _BETWEEN)
    for child in token.children:
        agents, patients = _from_clause(child, agents, patients, sense)
    if anchor != token:
        agents, patients = _from_anchor(token, anchor, agents, patients, sense)
    return Mention(token, sense, anchor, agents, patients)


def _from_clause(
    child: Token, agents: list[Token], patients: list[Token], sense: Sense
) -> tuple[list[Token], list[Token]]:
    """Participants told in a clause on the noun: "an attack claimed by X", "strikes that hit Y", "an attack targeting Z"."""
    if child.dep_ in ("acl", "relcl") and is_verb(child):
        if is_passive(child):
            agents = agents + after(child, ("by", "to", "on")) if child.lemma_ in _ATTRIBUTED | LIGHT_VERBS else agents
        elif child.lemma_.lower() in ("target", "hit", "strike", "kill", "destroy", "wound", "injure"):
            patients = patients + objects(child)
        elif child.lemma_.lower() in LIGHT_VERBS and child.dep_ == "relcl":
            agents = agents + [s for s in subjects(child) if s != child.head]
    return agents, patients


_ATTRIBUTED = words("claim blame attribute ascribe lead back carry conduct")


def _anchor(token: Token) -> Token:
    head = token.head
    while head.dep_ in ("pobj", "prep") and head.lemma_.lower() in (
        "series",
        "wave",
        "string",
        "number",
        "of",
        "spate",
        "round",
    ):
        head = head.head
    noun = token
    while (
        noun.dep_ in ("pobj", "prep", "conj")
        and noun.head != noun
        and (
            (noun.dep_ == "conj" and is_noun(noun.head))
            or noun.head.lower_ == "of"
            or (noun.lower_ == "of" and noun.head.lemma_.lower() in _SERIES)
        )
    ):
        noun = noun.head
    verb = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in LIGHT_VERBS:
        return verb
    if noun.dep_ in ("nsubj", "nsubjpass") and is_verb(verb) and verb.lemma_.lower() in HAPPEN:
        return verb
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "under"
        and noun.head.head.lemma_ in ("come", "be", "remain", "fall")
    ):
        return noun.head.head
    if noun.dep_ in ("relcl", "acl"):
        return token
    return token


_SERIES = words("series wave string number spate round dozen hundred score barrage campaign flurry spike surge")


def _from_anchor(
    token: Token, anchor: Token, agents: list[Token], patients: list[Token], sense: Sense
) -> tuple[list[Token], list[Token]]:
    """Participants of the light verb that carries the noun: the subject acts, or suffers, or with "come under" is attacked."""
    is_subject = any(child == token or token in conjuncts(child) for child in anchor.children if child.dep_ == "nsubj")
    lemma = anchor.lemma_.lower()
    if any(c.lower_ == "under" for c in anchor.children):
        return agents, patients + subjects(anchor)
    if is_subject:
        if lemma in ("kill", "wound", "injure", "target", "hit", "destroy", "damage", "involve", "leave"):
            patients = patients + objects(anchor)
        return agents, patients
    if lemma in SUFFER:
        return (
            agents + subjects(anchor) if lemma not in ("suffer", "sustain", "face", "endure", "survive") else agents
        ), patients + (subjects(anchor) if lemma in ("suffer", "sustain", "face", "endure", "survive") else [])
    return doers(anchor) + agents, patients + (after(anchor, _ON) if sense.type == "attack" else [])


SUBTYPE_BY_WEAPON = {
    "airstrike": "airstrike warplane jet helicopter bomber aircraft air aerial plane warhead f-16 gunship",
    "drone_strike": "drone uav unmanned quadcopter shahed",
    "missile_strike": "missile cruise ballistic scud iskander tomahawk",
    "rocket_attack": "rocket katyusha grad rpg projectile",
    "shelling": "artillery mortar shell howitzer shelling tank",
    "suicide_bombing": "suicide",
    "bombing": "bomb ied explosive mine landmine carbomb dynamite vbied truckbomb grenade device roadside",
    "armed_assault": "gun rifle gunman gunfire sniper machinegun firearm pistol machete knife",
}
"""Which subtype a weapon makes of an attack whose word leaves it open."""

_WEAPON_TO_SUBTYPE = {word: subtype for subtype, words in SUBTYPE_BY_WEAPON.items() for word in words.split()}
_OPEN = frozenset(("unspecified", "bombing", "airstrike", "armed_assault"))


def refine(mention: Mention) -> tuple[str, Token | None]:
    """The subtype with the weapon taken into account, and the word for the weapon if there is one."""
    token = mention.token
    near = [t for m in (modifiers(token) if is_noun(token) else []) for t in (m,)]
    near += after(token, ("with", "in", "by", "from", "using", "of")) if mention.sense.type == "attack" else []
    near += mention.agents + (mention.patients if mention.frame == "burst" else [])
    near += [c for c in token.children if c.dep_ in ("dobj", "nsubj") and c.lemma_.lower() in WEAPONS]
    near += [t for n in list(near) if is_noun(n) for t in modifiers(n)]
    weapon = next((t for t in near if t.lemma_.lower() in WEAPONS or t.lemma_.lower() in _WEAPON_TO_SUBTYPE), None)
    subtype = mention.sense.subtype
    if mention.sense.type == "attack" and subtype in _OPEN:
        options = [_WEAPON_TO_SUBTYPE[t.lemma_.lower()] for t in near if t.lemma_.lower() in _WEAPON_TO_SUBTYPE]
        if "suicide_bombing" in options:
            subtype = "suicide_bombing"
        elif options and subtype == "unspecified":
            subtype = options[0]
    if (
        mention.sense.type == "attack"
        and is_noun(token)
        and token.tag_ in ("NNS", "NNPS")
        and mention.frame in ("strike", "kill")
    ):
        subtype = subtype if subtype != "unspecified" else "unspecified"
    return subtype, weapon if weapon is not None and weapon.lemma_.lower() in WEAPONS else None
