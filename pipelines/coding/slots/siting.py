"""Where: the places that an event goes from, goes to, or happens at, among those that its sentence names.

Here belongs the reading of place roles from the frame of an event word, prepositions and nearness in the tree. Places
taken over from elsewhere in the text are the work of `carrying`.
"""

from dataclasses import dataclass, field

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.motion import CONVEYANCES
from pipelines.coding.places.place_context import nested
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Place
from pipelines.coding.slots.nesting import most_specific
from pipelines.coding.slots.place_labels import is_label, is_seat, names_the_doer, reported_from
from pipelines.coding.slots.place_ties import BEARINGS, BELOW, BESIDE, NONE, OWN, SMALL, tie
from pipelines.coding.words.clauses import beside
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import is_verb, path_length, wide_phrase

FROM = ("from", "out", "off", "leaving")
TO = ("to", "into", "toward", "towards", "onto", "for")
_ALONG = ("through", "via", "past", "by")
"""Prepositions for what lies on the way and is no end of it: "left by rail through Belarus"."""
_STATIONED = words("station base deploy house serve locate")


@dataclass
class Where:
    """The places of one event by role; `loose` where they are only near by, or where the text is set; `below` where
    only a clause below tells them."""

    origin: list[Place] = field(default_factory=list)
    destination: list[Place] = field(default_factory=list)
    location: list[Place] = field(default_factory=list)
    loose: bool = field(default=False, compare=False, kw_only=True)
    below: bool = field(default=False, compare=False, kw_only=True)

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
        if mention.sense.subtype in ("withdrawal", "drawdown") and _preposition(head, mention) in _ALONG:
            continue
        ties[_role(head, mention)].append((tie(head, place, mention), place))
    for slot, tied in ties.items():
        setattr(where, slot, _closest(tied, mention, reading))
    closest = min((near for tied in ties.values() for near, _ in tied), default=NONE)
    where.loose, where.below = closest == BESIDE, closest == BELOW
    if mention.sense.subtype in _COMING and not where.any():
        there = next((c for c in mention.token.children if c.lower_ == "there" and c.dep_ == "advmod"), None)
        meant = reading.place_of(there) if there is not None else None
        where.destination = [meant] if meant is not None else []
    if len(where.destination) > 1:
        _part_ends(where, mention, reading)
    for slot in ("origin", "destination", "location"):
        moves = mention.sense.type == "troop_movement"
        setattr(where, slot, most_specific(getattr(where, slot), reading, moves=moves))
    return where


_COMING = words("arrival deployment advance incursion redeployment")


def _closest(tied: list[tuple[int, Place]], mention: Mention, reading: Reading) -> list[Place]:
    """The places most closely tied to the event; what moves may leave a town in one clause, its country in another."""
    closest = min((near for near, _ in tied), default=NONE)
    kept = [place for near, place in tied if near == closest < NONE]
    kept = _aimed_at(kept, tied, mention, reading) or kept
    if closest == OWN and mention.sense.type == "troop_movement":
        kept += [place for near, place in tied if near == BELOW and any(nested(place, own) for own in kept)]
    return kept


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
    if beside(one.anchor, other.anchor):
        return False
    if one.anchor.dep_ == "advcl" or other.anchor.dep_ == "advcl":
        return bool({"kill", "victim", "burst"} & {one.frame, other.frame})
    return path_length(one.anchor, other.token) <= 1 or path_length(one.token, other.anchor) <= 1


def _preposition(token: Token, mention: Mention) -> str:
    """The preposition that leads from the event word down to the place."""
    word, inner = "", token
    for ancestor in [token, *token.ancestors]:
        if ancestor in (mention.token, mention.anchor):
            break
        if ancestor.lemma_ == "direction" and ancestor.head.lower_ == "in":
            return "towards"  # "drove off in the direction of Tskhinvali"
        if ancestor.dep_ == "prep" and ancestor.lower_ not in ("of", "near", "outside", "around", "since"):
            if ancestor != token.head and any(c.lemma_.lower() in CONVEYANCES for c in ancestor.children):
                continue  # "came ashore from a ship at Gao"
            if ancestor.lower_ == "for" and any(c.ent_type_ in ("DATE", "TIME") for c in ancestor.children):
                continue  # "trapped for three months in Goma"
            ends = word in FROM + TO and ancestor.lower_ not in FROM + TO  # "by road to Gao", "after a march from Gao"
            ends = ends or (word in FROM + TO and (inner.head == ancestor or inner.head.tag_ == "NNP"))
            word, inner = (word, inner) if ends else (ancestor.lower_, ancestor)  # "from Homs to Idlib"
        if is_verb(ancestor) and ancestor.lemma_ in _STATIONED and ancestor.dep_ in ("acl", "relcl"):
            word = ""
    return word


def _role(head: Token, mention: Mention) -> str:
    if mention.sense.type != "troop_movement":
        return "location"
    word = _preposition(head, mention)
    subtype = mention.sense.subtype
    if _where_they_stood(head, mention):
        return "origin"
    if subtype in ("exercise", "blockade", "base_transfer", "base_opening", "boarding"):
        return "origin" if subtype == "base_transfer" and word in FROM else "location"
    if word in FROM and subtype == "rotation" and head.head.lower_ not in FROM:
        return "destination"  # "took over from a battalion in Herat"
    if word in FROM and not (word == "off" and subtype in _COMING):
        return "origin"
    if word in TO or _beyond(head, mention):
        return "destination"
    if subtype in ("withdrawal", "drawdown"):
        return "origin"
    return "destination"


def _beyond(head: Token, mention: Mention) -> bool:
    """Whether they go to a side of it: "to withdraw north of the Litani"."""
    side = head.head.head
    goes = side.head in (mention.token, mention.anchor) and is_verb(side.head)
    return head.dep_ == "pobj" and head.head.lower_ == "of" and side.lower_ in BEARINGS and goes


def _where_they_stood(head: Token, mention: Mention) -> bool:
    """Whether a clause on those who move tells where they were: "soldiers trapped in Goma", "holding the pass"."""
    movers = (*mention.agents, *mention.patients)
    for token in head.ancestors:
        if token in (mention.token, mention.anchor):
            return False
        if token.dep_ in ("acl", "relcl") and token.head in movers:
            return token.lemma_ in _HOLDING | _STATIONED and mention.token not in token.subtree
    return False


_HOLDING = words(
    """rest train refit recuperate confine quarter billet hold trap guard defend garrison occupy besiege encircle
    surround camp cut man hole"""
)


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
