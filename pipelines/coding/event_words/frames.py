"""Who stands where around an event word: the heads of its doers and of those it is done to.

Here belongs the reading of each frame of `triggers` from subjects, objects, prepositions, owners and light verbs.
Which actors and places these heads stand for is found in `roles` and `siting`.
"""

from dataclasses import dataclass, field

from spacy.tokens import Token

from pipelines.coding.event_words.hung import ON, far_doers, tells_the_toll, told_by
from pipelines.coding.event_words.triggers import WITH_OBJECT, Sense
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.lexicon import HUMAN_FIGHTERS, WEAPONS, words
from pipelines.coding.words.syntax import (
    after,
    clause_words,
    doers,
    is_noun,
    is_passive,
    is_verb,
    objects,
    subjects,
)

_MINES = words("mine landmine bomb ied explosive device")
BROKERING = words("broker mediate host sponsor facilitate oversee arrange convene")
"""What others do for the parties of an agreement."""
_CREWS = words("bomber driver man woman")
"""People who bring a bomb to its target."""


@dataclass(eq=False)
class Mention:
    """One event word in its sentence. `anchor` is the verb that tells its tense: the word itself, or its light verb."""

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


def verb_mention(token: Token, sense: Sense) -> Mention:
    """A verb with its doers and those it is done to."""
    agents, patients = told_by(token) or doers(token), filled_with(token) or objects(token)
    if sense.frame == "burst":
        bearers = [t for t in agents if t.lemma_.lower() in HUMAN_FIGHTERS | _CREWS]  # "a bomber rammed a car into"
        agents = bearers + [o for t in agents for o in _launchers(t)]
        patients = patients + [t for t in after(token, ON) if t.ent_type_ not in ("DATE", "TIME")]
    elif sense.frame == "move" and token.dep_ == "acl" and is_noun(token.sent.root) and token.sent.root != token.head:
        agents = [
            *agents,
            token.sent.root,
        ]  # "personnel with equipment deployed to": the head of the line is what moves
    elif sense.frame == "victim":
        agents, patients = [], subjects(token)
    elif sense.frame == "seize" and (entered := after(token, ("into",))):
        patients = [*patients, *entered]  # "pushed 80 km into Somalia"
    elif sense.frame in ("lose", "site"):
        agents, patients = _passing(token, sense, agents, patients)
    elif sense.frame == "agree":
        patients = after(token, ("with", "between", "to"))
    elif sense.frame == "clash":
        patients = patients + after(token, ("with", "against", "between"))
        if not patients and len(agents) > 1:
            agents, patients = agents[:1], agents[1:]
    elif sense.frame in ("strike", "kill"):
        agents, patients = _striking(token, sense, agents, patients)
    return Mention(token, sense, token, agents, patients)


def _striking(
    token: Token, sense: Sense, agents: list[Token], patients: list[Token]
) -> tuple[list[Token], list[Token]]:
    """The sides of a verb of striking or killing: those behind a weapon, and whom its prepositions name."""
    agents = agents or far_doers(token)
    agents = agents + [o for t in agents for o in _launchers(t)]
    if token.lemma_ in ("hit", "strike") and any(o.lemma_.lower() in _MINES for o in patients):
        return [], agents  # "their vehicle hit a mine"
    if tells_the_toll(token, agents):
        agents = []
    aimed = [t for t in after(token, ON) if t.ent_type_ not in ("DATE", "TIME") and t.lemma_ != "gunpoint"]
    aimed = aimed if sense.frame == "strike" or token.lemma_ in _AIMING else []  # one is killed "at a market"
    patients = aimed if token.lemma_.lower() in WITH_OBJECT and aimed else patients + aimed
    patients = [o for t in patients for o in (after(t, ("of",)) if t.lemma_ == "throat" else [t])]
    return _unnamed_victims(token, agents) if sense.frame == "kill" and not patients else (agents, patients)


_AIMING = words("shoot stab hack")


def filled_with(verb: Token) -> list[Token]:
    """Those with whom a force is made stronger: "reinforced the garrison with two companies"."""
    return after(verb, ("with", "by")) if verb.lemma_ in _FILLING and objects(verb) else []


_FILLING = words("reinforce strengthen stiffen bolster augment top swell")


def _launchers(weapon: Token) -> list[Token]:
    """Who fires what strikes: "Hamas rockets", "missiles released by the navy", "shells fired from Serb positions"."""
    if common_noun(weapon) not in WEAPONS | {"drone"}:
        return []
    owners = [c for c in weapon.children if c.dep_ in ("amod", "poss", "compound", "nmod") and c.text[0].isupper()]
    owners += [t for t in after(weapon, ("of",)) if t.tag_ == "NNP"]  # "the guns of HMS Fearless"
    fired = [c for c in weapon.children if c.dep_ == "acl" and c.lemma_ in _FIRING]
    return owners + [o for c in fired for o in after(c, ("by", "from")) if o.ent_type_ not in ("GPE", "LOC", "DATE")]


_FIRING = words("fire launch release drop lob hurl throw shoot loose plant lay send")


def _passing(token: Token, sense: Sense, agents: list[Token], patients: list[Token]) -> tuple[list[Token], list[Token]]:
    """Who takes or gives, and the place that passes: an object, or where there is none the subject."""
    if sense.frame == "lose":
        takers = after(token, ("to", "under", "into", "of"))
        if sense.need == "place" and token.lemma_ != "fall":
            return takers, patients if takers else []
        return takers, subjects(token)
    patients = [t for t in patients if t.lemma_ != "hand"]  # "the airfield changed hands"
    if token.lemma_ == "pass":
        return [], subjects(token)  # what follows is the taker's other name
    if patients or is_passive(token) or token.lemma_ == "hand" or after(token, ("from", "of")):
        return agents, patients
    return [], subjects(token)  # "the camp passed to the army", "the base closed"


def _unnamed_victims(verb: Token, agents: list[Token]) -> tuple[list[Token], list[Token]]:
    """The sides of a verb of killing without an object: it shares one ("killed and wounded dozens"), or is a headline's
    passive ("Five killed in Kabul")."""
    shared = [o for c in verb.children if c.dep_ == "conj" and is_verb(c) for o in objects(c)]
    plain = verb.tag_ in ("VBD", "VBN") and not any(c.lemma_ == "have" for c in verb.children)
    if not shared and plain and not is_passive(verb):
        return [], agents
    return agents, shared


def beats_off(verb: Token) -> bool:
    """Whether those attacked keep the attacker out: "repelled the assault", "beat off an attack"."""
    off = any(c.lower_ in ("off", "back") for c in verb.children if c.dep_ in ("prt", "advmod"))
    return verb.lemma_ in ("repel", "repulse") or (off and verb.lemma_.lower() in _BEATING)


_BEATING = words("beat drive fight push hold fend ward throw hurl stave")


def around(mention: Mention) -> set[str]:
    """The lemmas of the clause of a mention, without its own."""
    top = mention.anchor if is_verb(mention.anchor) else mention.token
    if top.tag_ == "VBG" and top.dep_ == "advcl":
        top = top.head  # "an explosion rocked the city, killing five"
    near = clause_words(top) - {mention.token.lemma_.lower()}
    if is_noun(top) and top.dep_ == "pobj":
        near |= {top.head.head.lemma_.lower()}  # "the injured in the bombing"
    return near


def mediates(actor: Token) -> bool:
    """Whether who is named with an agreement is no party to it: "a U.S.-brokered truce", "mediated by Qatar", "Turkey
    and Qatar brokered it"."""
    first = actor
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    behind = [t.lower_ for t in actor.doc[actor.i + 1 : actor.i + 3]]
    dashed = behind[1] if behind[:1] == ["-"] and len(behind) > 1 else actor.lower_.partition("-")[2]
    verb = first.head.head if first.dep_ == "pobj" and first.head.lower_ == "by" else first.head
    acts = first.dep_ == "nsubj" or (first.dep_ == "pobj" and first.head.lower_ == "by")
    return dashed in _BROUGHT or (acts and verb.lemma_.lower() in BROKERING)


_BROUGHT = words("brokered mediated sponsored facilitated hosted convened arranged negotiated")
