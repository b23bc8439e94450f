"""Where: the places that an event goes from, goes to, or happens at, among those that its sentence names.

Here belongs the reading of place roles from the frame of an event word, prepositions and nearness in the tree. Places
taken over from elsewhere in the text are the work of `carrying`.
"""

from dataclasses import dataclass, field

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.places.place_context import nested
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Place
from pipelines.coding.slots.ends import COMING, FROM, TO, goes_there, is_no_end, preposition, role
from pipelines.coding.slots.nesting import most_specific
from pipelines.coding.slots.place_labels import is_label, is_seat, names_the_doer, reported_from
from pipelines.coding.slots.place_ties import BELOW, BESIDE, NONE, OWN, SMALL, first_of_list, tie
from pipelines.coding.times.datelines import item_heads
from pipelines.coding.words.clauses import beside
from pipelines.coding.words.syntax import path_length, wide_phrase


@dataclass
class Where:
    """The places of one event by role; `loose` where they are only near by, or where the text is set; `below` where
    only a clause below tells them; `narrowed` where a later sentence tells them more closely than its own."""

    origin: list[Place] = field(default_factory=list)
    destination: list[Place] = field(default_factory=list)
    location: list[Place] = field(default_factory=list)
    loose: bool = field(default=False, compare=False, kw_only=True)
    below: bool = field(default=False, compare=False, kw_only=True)
    narrowed: bool = field(default=False, compare=False, kw_only=True)

    def any(self) -> list[Place]:
        """All of them."""
        return [*self.origin, *self.destination, *self.location]


def places_of(mention: Mention, others: list[Mention], sentence: Sentence, reading: Reading) -> Where:
    """The places in the sentence that belong to the mention rather than to another event, by role."""
    where = Where()
    ties: dict[str, list[tuple[int, Place]]] = {"origin": [], "destination": [], "location": []}
    taken = [p for t in mention.patients for p in _meant(t, reading)] if mention.frame in ("seize", "lose") else []
    for place in [*taken, *(p for p in _in(sentence, reading) if p not in taken)]:
        head = reading.head(place.span)
        if place in taken:
            ties["location"].append((OWN, place))
            continue
        under = head.dep_ == "nsubj" and mention.frame == "strike"  # "Gao came under attack"
        fallen = head in mention.patients and (under or mention.frame in ("seize", "lose", "leave", "site"))
        label = names_the_doer(head, mention) or is_seat(head, mention) or is_label(head, place, mention, reading)
        if (label and not fallen) or reported_from(head, mention):
            continue
        owner = min([mention, *others], key=lambda m: (_distance(head, m), m != mention))
        if owner != mention and not _linked(mention, owner):
            continue
        if not is_no_end(head, mention):
            ties[role(head, mention)].append((tie(head, place, mention), place))
    _only_going(ties, mention, reading)
    for slot, tied in ties.items():
        setattr(where, slot, _closest(tied, mention, reading))
    closest = min((near for tied in ties.values() for near, _ in tied), default=NONE)
    where.loose, where.below = closest == BESIDE, closest == BELOW
    if mention.sense.subtype in COMING and not where.any():
        there = next((c for c in mention.token.children if c.lower_ == "there" and c.dep_ == "advmod"), None)
        meant = reading.place_of(there) if there is not None else None
        where.destination = [meant] if meant is not None else []
    if not where.any() and mention.sense.type == "attack":
        where.location = _at_the_head(sentence, reading)
    if len(where.destination) > 1:
        _part_ends(where, mention, reading)
    for slot in ("origin", "destination", "location"):
        moves = mention.sense.type == "troop_movement"
        setattr(where, slot, most_specific(getattr(where, slot), reading, moves=moves))
    return where


def _at_the_head(sentence: Sentence, reading: Reading) -> list[Place]:
    """The place at the head of the line, in a list of news from many places: "KIRKUK - A bomb killed two"."""
    text = reading.document.text
    line = text.rfind("\n", 0, sentence.start_char) + 1
    heads = ((start, end) for start, end, _ in item_heads(text) if line <= start < sentence.start_char)
    known = [*reading.places, *reading.written]
    return [p for start, end in heads for p in known if start <= p.span.start < end][:1]


def _closest(tied: list[tuple[int, Place]], mention: Mention, reading: Reading) -> list[Place]:
    """The places most closely tied to the event; what moves may leave a town in one clause, its country in another."""
    closest = min((near for near, _ in tied), default=NONE)
    kept = [place for near, place in tied if near == closest < NONE]
    kept = _aimed_at(kept, tied, mention, reading) or kept
    if closest == OWN and mention.sense.type == "troop_movement":
        kept += [place for near, place in tied if near == BELOW and any(nested(place, own) for own in kept)]
    return kept


def _only_going(ties: dict[str, list[tuple[int, Place]]], mention: Mention, reading: Reading) -> None:
    """Leave out, of a movement that has one end in its own clause, the places of clauses that tell of no going."""
    if mention.sense.type == "troop_movement" and any(near == OWN for tied in ties.values() for near, _ in tied):
        for slot, tied in ties.items():
            if not any(near == OWN for near, _ in tied):
                ties[slot] = [(n, p) for n, p in tied if goes_there(reading.head(p.span), mention)]


def _aimed_at(kept: list[Place], tied: list[tuple[int, Place]], mention: Mention, reading: Reading) -> list[Place]:
    """The smaller places in what a participle strikes, where only the verb above names a wider one: "carried out an
    operation in the province, targeting posts north of Gao"."""
    if mention.token.dep_ != "advcl" or mention.token.tag_ != "VBG" or any(p.level in SMALL for p in kept):
        return []
    below = {t.i for t in mention.token.subtree}
    if any(reading.head(p.span).i in below for p in kept):
        return []
    aimed = [p for near, p in tied if near < NONE and p.level in SMALL and reading.head(p.span).i in below]
    return [p for p in aimed if any(nested(p, wide) for wide in kept)]


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
    led = [p for p in goes if preposition(reading.head(p.span), mention) in TO]
    if stands and led:
        where.origin, where.destination = where.origin + stands, goes
    if led and any(preposition(reading.head(p.span), mention) in ("across", "over") for p in goes):
        where.destination = led  # "across the Dnipro to Henichesk"


def _stands(head: Token) -> bool:
    return head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near", "on")


def _in(sentence: Sentence, reading: Reading) -> list[Place]:
    return [p for p in reading.places if sentence.start_char <= p.span.start < sentence.end_char]


def _distance(token: Token, mention: Mention) -> int:
    return min(path_length(token, mention.token), path_length(token, mention.anchor))


def _linked(one: Mention, other: Mention) -> bool:
    """Whether two mentions stand in one clause, so that its places belong to both."""
    if beside(one.anchor, other.anchor):
        return False
    if one.anchor.dep_ == "advcl" or other.anchor.dep_ == "advcl":
        return bool({"kill", "victim", "burst"} & {one.frame, other.frame})
    return path_length(one.anchor, other.token) <= 1 or path_length(one.token, other.anchor) <= 1


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
    """Whether a preposition makes the place an end of the movement; in "troops from Chad" it tells whose they are, but
    not in "the withdrawal of troops from Chad"."""
    first = first_of_list(head)
    whose = first.dep_ == "pobj" and first.head.lower_ == "from"
    whose = whose and first.head.head in (*mention.agents, *mention.patients)
    whose = whose and mention.sense.subtype not in ("withdrawal", "drawdown")
    return not whose and preposition(head, mention) in FROM + TO
