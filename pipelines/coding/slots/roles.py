"""Who: the actors at the ends of an event.

Here belongs the reading of roles from the frame of an event word and from whose forces it tells. Where it happens is
the work of `siting`.
"""

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from pipelines.coding.actors import registry
from pipelines.coding.actors.actor_kinds import ARMED_KINDS, REBEL_KINDS, STATE_KINDS
from pipelines.coding.counts.numbers import Count
from pipelines.coding.event_words.bases import sides_of_transfer
from pipelines.coding.event_words.frames import Mention, mediates
from pipelines.coding.event_words.stand_ins import made_of
from pipelines.coding.places.gazetteer import country_of_demonym
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Span
from pipelines.coding.words.lexicon import CRAFT, TROOPS, words
from pipelines.coding.words.syntax import after, is_verb, modifiers, phrase, subjects


def actors_of(mention: Mention, reading: Reading) -> tuple[list[Actor], list[Actor]]:
    """Source and target of a mention: who strikes, moves, agrees; who is struck or addressed."""
    if mention.sense.type == "troop_movement" and mention.frame in ("move", "change", "leave"):
        return _movers(mention, reading), []
    if mention.sense.subtype == "base_transfer":
        return sides_of_transfer(mention, reading)
    barred = {"civilians", "unknown"}
    if mention.subtype == "airstrike" and any(t.lower_ == "fighter" for t in mention.agents):
        barred |= REBEL_KINDS  # "the fighter dropped two bombs"
    agents = mention.agents
    if mention.sense.type == "agreement":
        agents = [t for t in agents if not mediates(t)]
    acting = [_in_arms(a, mention) for a in _all(agents, reading)]
    source = [a for a in acting if a.kind not in barred]
    patients = [*mention.patients, *(after(mention.token, ("from",)) if mention.frame == "seize" else [])]
    hurt = _all([t for patient in patients for t in _with_its_owner(patient, reading)], reading)
    hurt = [_unarmed(a) for a in hurt]
    target = [a for a in hurt if a.canonical not in {s.canonical for s in source}]
    if mention.frame == "agree" and len(source) + len(target) == 1:
        target = target + [a for a in _beside_the_ruler(mention, reading) if a.canonical not in _names(source + target)]
    if mention.frame in ("agree", "clash") and not (source and target):
        both = [a for a in source or target if a.kind not in ("civilians", "unknown")]
        source, target = both[:1], both[1:]
    return source, target


def _beside_the_ruler(mention: Mention, reading: Reading) -> list[Actor]:
    """The second party that the parser hung on the name in the first: "the government of Rao and the Southern
    Council"."""
    parties = [t for t in (*mention.agents, *mention.patients) if t.lemma_.lower() in ("government", "regime", "junta")]
    joined = [t for party in parties for t in after(party, ("of",))[1:]]
    return [a for a in _all(joined, reading) if a.kind in ARMED_KINDS and a.actor_id]


def _names(actors: Iterable[Actor]) -> set[str]:
    return {a.canonical for a in actors}


def _in_arms(people: Actor, mention: Mention) -> Actor:
    """A people that attacks is its fighters: "a band of Chechens attacked two villages"."""
    named = people.kind == "civilians" and people.canonical[:1].isupper()
    return replace(people, kind="militia") if named and mention.frame in ("strike", "kill", "seize") else people


def _unarmed(people: Actor) -> Actor:
    """Herders who are attacked are civilians, though others raid: "killed three Fulani herders"."""
    herds = people.surface.split()[-1:] in (["herders"], ["herdsmen"], ["herder"], ["pastoralists"])
    return replace(people, canonical="civilians", kind="civilians", actor_id=None, iso3=None) if herds else people


def _with_its_owner(site: Token, reading: Reading) -> list[Token]:
    """A thing that is struck, or whose it is: "the positions of the army"."""
    owners = after(site, ("of",)) if site.lemma_.lower() in _OWNED and not reading.who(site) else []
    armed = [t for t in owners if any(a.kind in ARMED_KINDS | STATE_KINDS for a in reading.who(t))]
    return [t for t in armed if t.i not in reading.place_at] or [site]


_OWNED = words(
    """position target camp hideout base headquarters convoy checkpoint post outpost barracks stronghold bastion depot
    patrol vehicle bunker trench line tank helicopter"""
)
"""What belongs to those who stand after its "of"."""


def _movers(mention: Mention, reading: Reading) -> list[Actor]:
    """Whose forces move: the owner named at the force itself, else whoever sends or withdraws them."""
    goes = mention.frame == "leave" or (mention.token.lemma_ == "join" and mention.agents)  # not those who are joined
    tokens = mention.agents if goes else mention.patients + mention.agents
    if mention.sense.subtype == "rotation" and mention.agents and mention.patients:
        tokens = mention.agents  # who relieves others
    tokens = [t for token in tokens for t in (token, *made_of(token))]  # "the last of the Danes"
    forces = [
        t for t in tokens if t.lemma_.lower() in TROOPS | CRAFT or any(m.lemma_.lower() in TROOPS for m in phrase(t))
    ]
    named = [a for t in forces for a in reading.explicit(t)] or _owners_of_nationals(tokens, reading)
    named = [a for a in named if not _is_left(a, mention, reading) and (a.kind != "civilians" or a.iso3)]
    named = [state_of(a) if a.kind == "civilians" else a for a in named]  # "a battalion of 500 Norwegian men"
    named = named or _by_nationality(forces, reading) or [a for t in tokens for a in _of_a_party(t, reading)]
    if named:
        sent = mention.frame != "leave" and done_by(mention, forces) and not is_expelled(mention)
        senders = _senders(mention, reading) if sent else []
        sides = [a for a in senders if a.kind in STATE_KINDS | ARMED_KINDS]
        return list({a.canonical: a for a in (*sides, *named)}.values())
    for group in (mention.agents, forces, [] if goes else mention.patients):
        found = [a for a in _all(group, reading) if a.kind not in ("civilians", "unknown")]
        if found := [a for a in found if not _is_left(a, mention, reading)]:
            return found
    above = [s for verb in mention.token.ancestors if is_verb(verb) for s in subjects(verb)]
    return [a for a in _all(above, reading) if a.kind in STATE_KINDS | ARMED_KINDS][:1]


def _of_a_party(noun: Token, reading: Reading) -> list[Actor]:
    """Whose people are whom no word for troops names: "an advance party of Nepalese engineers"."""
    part = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.tag_ == "NNS"
    named = [a for t in phrase(noun) for a in reading.actor_at.get(t.i, [])] if part else []
    return [a for a in named if a.kind == "state"]


def _is_left(actor: Actor, mention: Mention, reading: Reading) -> bool:
    """Whether a withdrawal leaves the country, which the parser hung on the force: "pulled men from Mali out"."""
    if mention.sense.subtype not in ("withdrawal", "drawdown") or actor.span.start == actor.span.end:
        return False
    name = reading.head(actor.span)
    return name.dep_ == "pobj" and name.head.lower_ == "from"


_EXPELLING = words("expel expulsion evict eviction oust kick throw drive order")


def is_expelled(mention: Mention) -> bool:
    """Whether the force is driven out by its host, who stays: "Niger expelled the French forces"."""
    return mention.sense.subtype == "withdrawal" and mention.token.lemma_.lower() in _EXPELLING


def _senders(mention: Mention, reading: Reading) -> list[Actor]:
    """Who sends: an actor named or meant by a pronoun, not the one whose doing is the cause ("the rebels' advance")."""
    return [a for t in mention.agents for a in (reading.who(t) if t.pos_ == "PRON" else reading.explicit(t))]


def done_by(mention: Mention, forces: list[Token]) -> bool:
    """Whether somebody else moves the forces: "Turkey sent Syrian auxiliaries"."""
    return bool(mention.agents) and not any(t in forces for t in mention.agents)


def _owners_of_nationals(tokens: Iterable[Token], reading: Reading) -> list[Actor]:
    """The state whose people's name stands for its soldiers: "the Americans left", "the last Germans flew out"."""
    people = [a for t in tokens for a in reading.actor_at.get(t.i, []) if a.kind == "civilians" and a.iso3]
    return [state_of(a) for a in people[:1]]


def _by_nationality(forces: Iterable[Token], reading: Reading) -> list[Actor]:
    """The state of the nationality before a unit that is no actor's name: "a Kenyan company", "South African guns"."""
    for adjective in (m for t in forces for m in modifiers(t) if m.tag_ in ("JJ", "NNP")):
        start = adjective.i
        for first in (max(start - 1, 0), start):
            part = adjective.doc[first : start + 1]
            facts = registry.state(country_of_demonym(part.text) or "")
            if facts is not None and not any(reading.actor_at.get(t.i) for t in part):
                span = Span(part.start_char, part.end_char)
                return [Actor(part.text, facts.name, span, facts.actor_id, facts.iso3, facts.kind)]
    return []


def state_of(people: Actor) -> Actor:
    """The state of a people, in the words that name the people."""
    facts = registry.state(people.iso3 or "")
    if facts is None:
        return people
    return replace(people, canonical=facts.name, actor_id=facts.actor_id, kind=facts.kind)


def _all(tokens: Iterable[Token], reading: Reading) -> list[Actor]:
    found: dict[str, Actor] = {}
    for token in tokens:
        for actor in reading.who(token):
            found.setdefault(actor.canonical, actor)
    return list(found.values())


def victims(counts: Iterable[Count], source: list[Actor], reading: Reading) -> list[Actor]:
    """Who was struck, told by the first whom counts of killed and wounded count; in "the army lost nine men" the
    army."""
    attackers = {a.canonical for a in source}
    heads: list[Token] = []
    for count in counts:
        verb = reading.doc[count.governor] if count.governor is not None else None
        if verb is not None and verb.lemma_ == "lose":
            heads += subjects(verb) if any(c.i == count.noun for c in verb.children) else []
        elif count.noun is not None:
            heads.append(reading.doc[count.noun])
    return [a for a in _all(heads, reading) if a.canonical not in attackers and a.kind != "unknown"][:1]
