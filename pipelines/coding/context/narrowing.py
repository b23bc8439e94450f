"""Where and when exactly: what the sentences behind a lead tell of the event that it places in a whole province.

News says first that "gunmen overran a post in western Niger", then that "the post lies on the edge of Makalondi". Here
belongs the search for that second sentence: its subject points back to the event, to those who act, or to a thing that
the lead named.
"""

from collections.abc import Iterator

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.context.scenes import WIDE
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.triggers import NOUNS, Sense
from pipelines.coding.places.place_context import kilometres
from pipelines.coding.places.place_words import ASSAULTS, TYPES
from pipelines.coding.reading import Reading
from pipelines.coding.record import Period, Place
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.siting import places_of
from pipelines.coding.slots.timing import period_of
from pipelines.coding.words.lexicon import ARMED, TROOPS, words
from pipelines.coding.words.syntax import SUBJECTS, is_noun, is_verb

_SENTENCES = 3
"""Sentences behind an event among which its place may be told."""
_NEAR = 500
"""Characters behind it, at most."""
_HERE = Sense("attack", "unspecified", "stand", "none")
_POINTING = words("the this that these those both its their")
_WHAT = words("incident target deal truce accord pact ceremony site scene ground victim")
_NARROW_DAYS = 2
_MADE = words("reach sign conclude agree make strike seal hold initial meet broker announce take")
"""What is done to an agreement where it comes about; "the truce covers two towns" tells another place."""


def narrow(drafts: list[Draft], reading: Reading) -> None:
    """Give events that their sentences put into a whole province or country the place, and those without a day the
    day, of the next sentence about them."""
    for draft in drafts:
        if draft.type not in ("attack", "troop_movement", "agreement") or draft.subtype == "attack_series":
            continue
        if draft.status not in ("occurred", "ongoing", "planned"):
            continue
        slot = _wide_slot(draft)
        if slot is None and (draft.period is not None or draft.type != "attack"):
            continue
        for verb in _told_next(draft, drafts, reading):
            tells = draft.type != "agreement" or verb.lemma_ in _MADE
            found = _place(verb, getattr(draft.where, slot)[0], reading) if slot and tells else []
            if found and slot:
                setattr(draft.where, slot, found)
                draft.where.loose, draft.where.narrowed, slot = False, True, None
            if draft.type == "attack":
                draft.period = draft.period or _day(verb, draft, reading)


def _wide_slot(draft: Draft) -> str | None:
    """The slot that holds a district, a province or a country and nothing smaller, or what is only near."""
    filled = [s for s in ("origin", "destination", "location") if getattr(draft.where, s)]
    if filled == ["origin", "destination"]:
        filled = ["destination"]  # a force that has come from afar is told of where it is now
    if len(filled) != 1:
        return None
    places: list[Place] = getattr(draft.where, filled[0])
    called = TYPES.get(places[0].surface.split()[-1].lower()) == "district"  # "Marib" may be the town
    wide = len(places) == 1 and (places[0].level in WIDE or (places[0].level == "district" and called))
    return filled[0] if wide or draft.where.loose else None


def _told_next(draft: Draft, drafts: list[Draft], reading: Reading) -> Iterator[Token]:
    """The main verbs of the next sentences whose subject points back to the event; none behind another event's day."""
    others = {d.sentence.start: d for d in drafts if d is not draft and d.type == draft.type}
    other_kinds = (d for d in drafts if d.type not in (draft.type, "statement", "force_level"))
    deeds = {d.anchor for d in other_kinds if d.subtype != "incursion"}
    sentence = draft.sentence
    for _ in range(_SENTENCES):
        if sentence.end >= len(reading.doc):
            return
        sentence = reading.doc[sentence.end].sent
        other = others.get(sentence.start)
        if sentence.start_char - draft.sentence.end_char > _NEAR or (other is not None and _apart(draft, other)):
            return
        verb = _main_verb(sentence)
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS] if verb is not None else []
        if verb in deeds:  # what the same people did next is another event
            subjects = [s for s in subjects if s.lower_ != "they" and s.lemma_.lower() not in ARMED | TROOPS]
        if verb is not None and _is_about(verb, subjects, draft):
            yield verb


def _is_about(verb: Token, subjects: list[Token], draft: Draft) -> bool:
    """Whether a clause goes on about an event: by its subject, by what it says, or by its dead."""
    if any(_points_back(s, draft) or _lies(s, verb) for s in subjects):
        return True
    return draft.type == "attack" and any(_counts_dead(t) for t in verb.subtree)


def _apart(draft: Draft, other: Draft) -> bool:
    """Whether another event has days of its own."""
    if draft.period is None or other.period is None:
        return False
    return draft.period.end < other.period.start or other.period.end < draft.period.start


def _main_verb(sentence: Sentence) -> Token | None:
    """The verb that a sentence tells with: what is said, not the saying of it."""
    verb = sentence.root
    said = [c for c in verb.children if c.dep_ == "ccomp" and is_verb(c)]
    verb = said[0] if said and verb.lemma_ in _SAYING else verb
    return verb if is_verb(verb) else None


_SAYING = words("say tell report state add announce confirm write")


def _points_back(subject: Token, draft: Draft) -> bool:
    """Whether a subject is the event, those who act in it, or a thing that its sentence named: "the post", "they"."""
    if subject.lower_ in ("they", "it"):
        return True
    if not is_noun(subject) or not any(c.lower_ in _POINTING for c in subject.children if c.dep_ in ("det", "poss")):
        return False
    lemma = subject.lemma_.lower()
    named = {t.lemma_.lower() for t in draft.sentence if is_noun(t) and t.tag_ in ("NN", "NNS")}
    event = any(sense.type == draft.type for sense in NOUNS.get(lemma, []))
    return lemma in named or lemma in ARMED | TROOPS | _WHAT or event


def _counts_dead(token: Token) -> bool:
    """Whether "the dead" or "the victims" of an attack are spoken of."""
    return token.lower_ in ("dead", "victims", "bodies") and any(c.lower_ == "the" for c in token.children)


def _lies(subject: Token, verb: Token) -> bool:
    """Whether a sentence does no more than say where something lies: "the building stands in the middle of Sukkur"."""
    stands = verb.lemma_ in ("lie", "stand", "sit") or (verb.lemma_ in ("locate", "situate") and verb.tag_ == "VBN")
    return stands and is_noun(subject) and any(c.lower_ == "the" for c in subject.children)


def _place(verb: Token, wide: Place, reading: Reading) -> list[Place]:
    """The places within the wide one where the verb puts its subject."""
    told = places_of(Mention(verb, _HERE, verb), [], verb.sent, reading).location
    told = [p for p in told if p.level != "district" or wide.level != "district"]
    return [p for p in told if p.level not in WIDE and _within(p, wide) and _is_there(reading.head(p.span), verb)][:2]


def _within(place: Place, wide: Place) -> bool:
    """Whether a place may lie in a country or province, as far as their countries and coordinates say."""
    if place.country != wide.country or place.country is None or wide.level not in ("province", "region", "district"):
        return place.country == wide.country is not None
    here, there = (place.lat, place.lon), (wide.lat, wide.lon)
    return None in (*here, *there) or kilometres(here, there) < _ACROSS  # type: ignore[arg-type]


_ACROSS = 400
"""Kilometres from the middle of a province to its farthest towns."""


_INSIDE = words("in at near on outside around inside within beside by")


def _is_there(head: Token, verb: Token) -> bool:
    """Whether the place is where the subject is or gets: "lies near X", "entered X"; not "came from X"."""
    last = head
    for token in head.ancestors:
        if token == verb:
            break
        last = token
    if last.dep_ in SUBJECTS:  # "the camp in Calamar belonged to ..."
        return any(c.dep_ == "prep" and c.lower_ in _INSIDE and c.is_ancestor(head) for c in last.children)
    if last.dep_ == "prep":
        return last.lower_ in _INSIDE
    return last.dep_ in ("dobj", "attr") and (verb.lemma_ in ASSAULTS or verb.lemma_ == "be")


def _day(verb: Token, draft: Draft, reading: Reading) -> Period | None:
    """The day that the verb's clause names, for what has happened."""
    if draft.status != "occurred":
        return None
    period = period_of(Mention(verb, _HERE, verb), [], verb.sent, reading, "occurred")
    if period is None or period.end > reading.document.published:
        return None
    return period if (period.end - period.start).days <= _NARROW_DAYS else None
