"""Who and where: the actors at the ends of an event and the places it goes from, to, or happens at.

Here belongs the reading of roles from the frame of an event word, prepositions and nearness in the tree.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding import registry
from pipelines.coding.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.frames import Mention
from pipelines.coding.lexicon import ARMED, CRAFT, REPORTING, SITES, STRICT_TROOPS, TROOPS, words
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Place
from pipelines.coding.syntax import NOUN_TAGS, clause, is_verb, path_length, phrase, subjects, wide_phrase

FROM = ("from", "out", "off", "leaving")
TO = ("to", "into", "toward", "towards", "onto", "for")
_STATIONED = words("station base deploy house serve locate")


@dataclass
class Where:
    """The places of one event by role."""

    origin: list[Place] = field(default_factory=list)
    destination: list[Place] = field(default_factory=list)
    location: list[Place] = field(default_factory=list)

    def any(self) -> list[Place]:
        """All of them."""
        return [*self.origin, *self.destination, *self.location]


def actors_of(mention: Mention, reading: Reading) -> tuple[list[Actor], list[Actor]]:
    """Source and target of a mention: who strikes, moves, agrees; who is struck or addressed."""
    if mention.sense.type == "troop_movement" and mention.frame in ("move", "change", "leave"):
        return _movers(mention, reading), []
    source = [a for a in _all(mention.agents, reading) if a.kind not in ("civilians", "unknown")]
    target = [a for a in _all(mention.patients, reading) if a.canonical not in {s.canonical for s in source}]
    if mention.frame in ("agree", "clash") and not (source and target):
        both = source or target
        source, target = both[:1], both[1:]
    return source, target


def _movers(mention: Mention, reading: Reading) -> list[Actor]:
    """Whose forces move: the owner named at the force itself, else whoever sends or withdraws them."""
    tokens = mention.patients + mention.agents if mention.frame != "leave" else mention.agents
    forces = [
        t for t in tokens if t.lemma_.lower() in TROOPS | CRAFT or any(m.lemma_.lower() in TROOPS for m in phrase(t))
    ]
    named = [a for t in forces for a in reading.explicit(t)] or _owners_of_nationals(tokens, reading)
    if named:
        senders = _senders(mention, reading) if mention.frame != "leave" and done_by(mention, forces) else []
        sides = [a for a in senders if a.kind in STATE_KINDS | ARMED_KINDS]
        return list({a.canonical: a for a in (*sides, *named)}.values())
    for group in (mention.agents, forces, [] if mention.frame == "leave" else mention.patients):
        found = [a for a in _all(group, reading) if a.kind not in ("civilians", "unknown")]
        if found:
            return found
    above = [s for verb in mention.token.ancestors if is_verb(verb) for s in subjects(verb)]
    return [a for a in _all(above, reading) if a.kind in STATE_KINDS | ARMED_KINDS][:1]


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


def state_of(people: Actor) -> Actor:
    """The state of a people, in the words that name the people."""
    facts = registry.state(people.iso3 or "")
    if facts is None:
        return people
    return replace(people, canonical=facts.name, actor_id=facts.actor_id, kind=facts.kind)


def without_home(where: Where, movers: list[Actor], mention: Mention, reading: Reading) -> None:
    """Drop the movers' own country where no preposition makes it an end: it only says whose they are."""
    own = {a.iso3 for a in movers if a.iso3}
    for slot in ("origin", "destination"):
        kept = [
            p
            for p in getattr(where, slot)
            if p.level != "country" or p.country not in own or _leads_to(reading.head(p.span), mention)
        ]
        setattr(where, slot, kept)


def _leads_to(head: Token, mention: Mention) -> bool:
    """Whether a preposition makes the place an end of the movement; in "troops from Chad" it tells whose they are."""
    whose = (
        head.dep_ == "pobj" and head.head.lower_ == "from" and head.head.head in (*mention.agents, *mention.patients)
    )
    return not whose and _preposition(head, mention) in FROM + TO


def _all(tokens: Iterable[Token], reading: Reading) -> list[Actor]:
    found: dict[str, Actor] = {}
    for token in tokens:
        for actor in reading.who(token):
            found.setdefault(actor.canonical, actor)
    return list(found.values())


def places_of(mention: Mention, others: list[Mention], sentence: Sentence, reading: Reading) -> Where:
    """The places in the sentence that belong to the mention rather than to another event, by role."""
    where = Where()
    taken = [p for t in mention.patients for p in _meant(t, reading)] if mention.frame in ("seize", "lose") else []
    for place in [*taken, *(p for p in _in(sentence, reading) if p not in taken)]:
        head = reading.head(place.span)
        if place in taken:
            where.location.append(place)
            continue
        fallen = mention.frame in ("seize", "lose", "leave") and head in mention.patients  # "Kherson, seized in March"
        if (_is_label(head, place, mention, reading) and not fallen) or _reported_from(head, mention):
            continue
        owner = min([mention, *others], key=lambda m: (_distance(head, m), m != mention))
        if owner != mention and not _linked(mention, owner):
            continue
        getattr(where, _role(head, mention)).append(place)
    if len(where.destination) > 1:
        _part_ends(where, mention, reading)
    for slot in ("origin", "destination", "location"):
        setattr(where, slot, most_specific(getattr(where, slot), reading))
    return where


def _meant(token: Token, reading: Reading) -> list[Place]:
    """The place that a word for it is beside: "Shusha, the town that its soldiers captured"."""
    if token.dep_ == "appos" and token.i not in reading.place_at:
        return reading.place_at.get(token.head.i, [])[:1]
    if token.lower_ in ("it", "which"):  # "Mokha is quiet since it was retaken"
        meant = reading.place_of(token)
        return [meant] if meant is not None else []
    return reading.place_at.get(token.i, [])[:1]


def _part_ends(where: Where, mention: Mention, reading: Reading) -> None:
    """Where a force stands before it goes: "a brigade in Korea" beside "to Iraq"."""
    inside = {t.i for force in mention.patients for t in wide_phrase(force)}
    stands = [p for p in where.destination if (head := reading.head(p.span)).i in inside and _stands(head)]
    goes = [p for p in where.destination if p not in stands]
    if stands and any(_preposition(reading.head(p.span), mention) in TO for p in goes):
        where.origin, where.destination = where.origin + stands, goes


def _stands(head: Token) -> bool:
    return head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near", "on")


def _in(sentence: Sentence, reading: Reading) -> list[Place]:
    return [p for p in reading.places if sentence.start_char <= p.span.start < sentence.end_char]


def _distance(token: Token, mention: Mention) -> int:
    return min(path_length(token, mention.token), path_length(token, mention.anchor))


def _linked(one: Mention, other: Mention) -> bool:
    """Whether two mentions stand in one clause, so that its places belong to both."""
    if one.anchor.dep_ == "advcl" or other.anchor.dep_ == "advcl":
        return bool({"kill", "victim", "burst"} & {one.frame, other.frame})
    return path_length(one.anchor, other.token) <= 1 or path_length(one.token, other.anchor) <= 1


def _reported_from(head: Token, mention: Mention) -> bool:
    """Whether the place belongs to a verb of saying and not to what is said: "..., a spokesman said in Geneva"."""
    verb = clause(head)
    if any(t.dep_ == "prep" and t.lower_ in ("according", "per") for t in head.ancestors):
        return not any(t.lower_ == "according" for t in mention.token.ancestors)
    return (
        verb is not None
        and verb.lemma_.lower() in REPORTING
        and verb not in (mention.token, mention.anchor)
        and (verb in mention.token.ancestors and clause(mention.token) != verb)
    )


_OFFICES = words(
    """government official president minister ministry spokesman spokesperson army force troop soldier military
    militia group leader fighter police parliament authority state citizen national ally administration officer
    commander general newspaper agency television radio media source talk war"""
)


def _is_label(head: Token, place: Place, mention: Mention, reading: Reading) -> bool:
    """Whether the place name only labels an actor ("the Kabul government") and does not say where something happens."""
    first = head
    while first.dep_ == "conj" and first.head.i < first.i and first.head.tag_ in NOUN_TAGS and place.level == "country":
        first = first.head  # "Thailand and Cambodia exchanged fire"
    if first.dep_ in ("nsubj", "nsubjpass") and mention.frame not in ("lose", "strike", "seize"):
        return True
    if head.dep_ in ("nsubj",) and mention.frame in ("strike", "seize", "kill"):
        return True
    if head.dep_ == "npadvmod" or (head.i + 1 < len(head.doc) and head.nbor(1).text == "-"):
        return True  # "Iran-backed", "US-led"
    if head.dep_ in ("dobj", "dative") and head.head not in (mention.token, mention.anchor):
        return not (mention.sense.type == "troop_movement" and _purpose_of(head.head, mention))
    if head.dep_ in ("compound", "poss", "nmod", "amod"):
        owner = head.head
        if place.level == "country" and owner.lemma_.lower() in ("embassy", "consulate", "mission", "base"):
            return True
        if owner == mention.token:
            return place.level == "country" and mention.sense.type == "attack" and head.dep_ == "poss"
        lemma = owner.lemma_.lower()
        if lemma in SITES or owner.i in reading.place_at:
            return False
        return lemma in _OFFICES or lemma in STRICT_TROOPS | CRAFT | ARMED or place.level == "country"
    if head.dep_ == "pobj" and head.head.lower_ in ("of", "with", "between", "by", "for"):
        governor = head.head.head
        if governor == mention.token or governor.i in reading.place_at or governor.lemma_.lower() in SITES:
            return head.head.lower_ in ("between", "with", "by")
        return governor.lemma_.lower() in _OFFICES or head.head.lower_ in ("with", "by", "between")
    return False


def _purpose_of(verb: Token, mention: Mention) -> bool:
    """Whether the verb is what a force moves for: "were sent to retake Mocimboa"."""
    return verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl") and verb.head in (mention.token, mention.anchor)


def _preposition(token: Token, mention: Mention) -> str:
    """The preposition that leads from the event word down to the place."""
    word = ""
    for ancestor in [token, *token.ancestors]:
        if ancestor in (mention.token, mention.anchor):
            break
        if ancestor.dep_ == "prep" and ancestor.lower_ not in ("of", "near", "outside", "around"):
            word = ancestor.lower_
        if is_verb(ancestor) and ancestor.lemma_ in _STATIONED and ancestor.dep_ in ("acl", "relcl"):
            word = ""
    return word


def _role(head: Token, mention: Mention) -> str:
    if mention.sense.type != "troop_movement":
        return "location"
    word = _preposition(head, mention)
    subtype = mention.sense.subtype
    if subtype in ("exercise", "blockade", "base_transfer", "base_opening", "boarding"):
        return "location" if subtype in ("exercise", "boarding", "base_opening") or word not in FROM else "origin"
    if word in FROM:
        return "origin"
    if word in TO:
        return "destination"
    if subtype in ("withdrawal", "drawdown"):
        return "origin"
    return "destination"


def most_specific(places: list[Place], reading: Reading) -> list[Place]:
    """Places without those that only say where another one lies ("Khartoum, Sudan" -> Khartoum), no place twice."""
    rank = {"site": 0, "city": 1, "district": 2, "province": 3, "region": 3, "country": 4, "sea": 2}
    kept: list[Place] = []
    for place in places:
        wider = rank.get(place.level or "", 2)
        holds = any(
            other != place
            and rank.get(other.level or "", 2) < wider
            and (other.country == place.country or place.level == "region")
            and 0 <= place.span.start - other.span.end <= 40
            and _joined(other, place, reading)
            for other in places
        )
        inside = any(
            o != place
            and o.span.start <= place.span.start
            and place.span.end <= o.span.end
            and len(o.surface) > len(place.surface)
            for o in places
        )
        if not holds and not inside and place.canonical not in {k.canonical for k in kept}:
            kept.append(place)
    return kept


def _joined(first: Place, second: Place, reading: Reading) -> bool:
    """Whether the second name follows the first as what contains it: only commas, "in", "of" and site words between."""
    between = reading.document.text[first.span.end : second.span.start]
    words = [w.strip(",.'s") for w in between.lower().split()]
    return "and" not in words and len(words) <= 6 and not ({"or", "to", "from", "while", "where", "after"} & set(words))
