"""Who stands where around an event word: the heads of its doers and of those it is done to.

Here belongs the reading of each frame of `triggers` from subjects, objects, prepositions, owners and light verbs.
Which actors and places these heads stand for is found in `roles` and `siting`.
"""

from dataclasses import dataclass, field

from spacy.tokens import Token

from pipelines.coding.event_words.hung import (
    between,
    by_at_the_verb,
    far_doers,
    held_responsible,
    leaders,
    of_behind_a_day,
)
from pipelines.coding.event_words.triggers import AGREE_VERBS, LIGHT_VERBS, SUFFER, WITH_OBJECT, Sense
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.lexicon import HUMAN_FIGHTERS, WEAPONS, words
from pipelines.coding.words.syntax import (
    after,
    clause_words,
    conjuncts,
    doers,
    is_noun,
    is_passive,
    is_verb,
    modifiers,
    objects,
    subjects,
    whose,
)

ON = ("on", "against", "at", "upon", "into", "targeting", "toward", "towards", "over")
_BETWEEN = ("between", "with", "among", "against", "and")
_HIT = words("target hit strike kill destroy wound injure damage")
_ATTRIBUTED = words("claim blame attribute ascribe lead back carry conduct")
_MINES = words("mine landmine bomb ied explosive device")
_BROKERING = words("broker mediate host sponsor facilitate oversee arrange convene")
"""What others do for the parties of an agreement."""
_CREWS = words("bomber driver man woman")
"""People who bring a bomb to its target."""
_SUFFERED = words("suffer sustain face endure survive")


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
    agents, patients = doers(token), filled_with(token) or objects(token)
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
        agents = agents or far_doers(token)
        agents = agents + [o for t in agents for o in _launchers(t)]
        if token.lemma_ in ("hit", "strike") and any(o.lemma_.lower() in _MINES for o in patients):
            return Mention(token, sense, token, [], agents)  # "their vehicle hit a mine"
        aimed = [t for t in after(token, ON) if t.ent_type_ not in ("DATE", "TIME") and t.lemma_ != "gunpoint"]
        aimed = aimed if sense.frame == "strike" or token.lemma_ in _AIMING else []  # one is killed "at a market"
        patients = aimed if token.lemma_.lower() in WITH_OBJECT and aimed else patients + aimed
        if sense.frame == "kill" and not patients:
            agents, patients = _unnamed_victims(token, agents)
    return Mention(token, sense, token, agents, patients)


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


def noun_mention(token: Token, sense: Sense, anchor: Token) -> Mention:
    """An event noun with its owner, what stands after its prepositions, and what its light verb and clauses add."""
    owners = [m for m in modifiers(token) if m.head == token or m.head.dep_ == "conj"] + leaders(token)
    owners = [whose(m) for m in owners]
    of, by = after(token, ("of",)) + of_behind_a_day(token), after(token, ("by",)) + by_at_the_verb(token)
    on = after(token, ON)
    if sense.frame in ("kill", "seize") or (sense.frame == "strike" and token.lemma_.endswith("ing")):
        by = by or [
            t for o in of for t in after(o, ("by",))
        ]  # "the capture of a post by rebels", as it is parsed at times
        takers = after(token, ("to",)) if token.lemma_.lower() == "fall" else []
        agents, patients = owners + by + takers, of + on
    elif sense.frame == "move":
        agents, patients = owners + by, of + [m for m in owners if m.dep_ == "compound"]
    elif sense.frame == "clash":
        agents, patients = owners + of, after(token, _BETWEEN) or between(token)
    elif sense.frame == "agree":
        agents, patients = owners + by, after(token, _BETWEEN)
    else:
        agents, patients = owners + by + after(token, ("from",)), on
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and is_verb(child):
            more, aimed = _from_clause(child, sense)
            agents, patients = agents + more, patients + aimed
    mention = Mention(token, sense, anchor, agents + held_responsible(token), patients)
    if anchor != token:
        _add_from_anchor(mention)
    return mention


def _from_clause(verb: Token, sense: Sense) -> tuple[list[Token], list[Token]]:
    """Participants in a clause on the noun: "an attack claimed by X", "strikes that hit Y", "attacks that X
    launched"."""
    lemma = verb.lemma_.lower()
    if sense.type == "agreement":
        if lemma not in AGREE_VERBS or lemma in _BROKERING:
            return [], []
        return (
            after(verb, ("by", "between")) if is_passive(verb) else [s for s in subjects(verb) if s != verb.head]
        ), []
    if is_passive(verb):
        if lemma in _ATTRIBUTED:
            return after(verb, ("by", "to", "on")), []
        return (after(verb, ("by",)), after(verb, ("against",))) if lemma in LIGHT_VERBS else ([], [])
    if lemma in _HIT:
        return [], objects(verb)
    if lemma in LIGHT_VERBS and verb.dep_ == "relcl":
        return [s for s in subjects(verb) if s != verb.head], []
    return [], []


def beats_off(verb: Token) -> bool:
    """Whether those attacked keep the attacker out: "repelled the assault", "beat off an attack"."""
    off = any(c.lower_ in ("off", "back") for c in verb.children if c.dep_ in ("prt", "advmod"))
    return verb.lemma_ in ("repel", "repulse") or (off and verb.lemma_.lower() in _BEATING)


_BEATING = words("beat drive fight push hold fend ward throw hurl stave")


def _add_from_anchor(mention: Mention) -> None:
    """The subject of the light verb acts, or suffers; after "come under" it is attacked; what the noun hits is hit."""
    token, anchor = mention.token, mention.anchor
    lemma = anchor.lemma_.lower()
    if mention.frame == "agree":  # "signed a deal with the rebels"
        mention.patients = mention.patients + after(anchor, ("with", "between"))
    if mention.frame == "clash":  # "fighting erupted between the army and rebels"
        mention.patients = mention.patients + after(anchor, _BETWEEN)
    if any(c.lower_ == "under" for c in anchor.children):
        mention.patients = mention.patients + subjects(anchor)
    elif token.dep_ == "pobj" or lemma in ("involve", "participate", "engage", "implicate"):
        mention.agents = subjects(anchor) + mention.agents
    elif any(token in conjuncts(c) for c in anchor.children if c.dep_ == "nsubj"):
        mention.patients = mention.patients + (objects(anchor) if lemma in _HIT | {"involve", "leave"} else [])
    elif lemma in _SUFFERED or beats_off(anchor):
        mention.patients = mention.patients + subjects(anchor)
    elif lemma not in SUFFER:
        mention.agents = doers(anchor) + mention.agents
        if mention.sense.type == "attack" and is_noun(token):
            mention.patients = mention.patients + after(anchor, ON)


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
    return dashed in _BROUGHT or (acts and verb.lemma_.lower() in _BROKERING)


_BROUGHT = words("brokered mediated sponsored facilitated hosted convened arranged negotiated")
