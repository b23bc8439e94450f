"""What a sentence leaves out: places, days and actors taken over from the text around it.

Here belongs the filling of slots that the event's own sentences leave empty. Nothing here overwrites what a sentence
says.
"""

from collections import Counter
from dataclasses import replace

from spacy.tokens import Token

from pipelines.coding.actor_kinds import STATE_KINDS
from pipelines.coding.aftermath import tell_tolls
from pipelines.coding.drafts import Draft
from pipelines.coding.places import capital
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Period, Place, Span
from pipelines.coding.setting import lies_there
from pipelines.coding.sides import NEAR, attribute, complete, of_the_series, of_the_story, parties
from pipelines.coding.story import same_paragraph, story_time
from pipelines.coding.timing import as_of, by_tense, day_list_period
from pipelines.coding.topics import is_day_list


def carry(drafts: list[Draft], reading: Reading) -> list[Draft]:
    """The same drafts with empty slots filled from the text around them."""
    attribute(drafts, reading)
    tell_tolls(drafts, reading)
    listed = is_day_list(reading.document)
    for number, draft in enumerate(drafts):
        if draft.period is None and draft.type == "force_level" and draft.status == "ongoing":
            draft.period = as_of(reading)
        elif draft.period is None and listed and draft.status in ("occurred", "ongoing"):
            draft.period = day_list_period(reading)
        elif draft.period is None and draft.type == "force_level":
            draft.period = _since(draft, drafts[:number], reading)
        elif draft.period is None:
            draft.period = by_tense(draft.anchor, draft.type, draft.status, reading)
            draft.period = draft.period or story_time(draft, drafts[:number], reading)
        if not draft.source and draft.type in ("troop_movement", "force_level"):
            draft.source = _last_mover(drafts[:number]) or reading.speaker or _main_state(reading)
        if draft.type == "agreement" and not draft.source and not draft.target:
            parties(draft, reading)
        if draft.type == "attack" and not draft.source:
            draft.source = of_the_series(draft, drafts[:number], reading)
            of_the_story(draft, drafts, reading)
        if not draft.where.any():
            _lend_place(draft, drafts[:number], reading)
        if draft.type == "attack":
            complete(draft, drafts[:number], reading)
        _home_of_civilians(draft)
    return drafts


def _since(draft: Draft, earlier: list[Draft], reading: Reading) -> Period | None:
    """Of what "remained" after something: from the day of that something to publication."""
    if draft.anchor.lemma_ not in ("remain", "stay", "maintain", "keep"):
        return None
    before = [d.period for d in earlier if d.period and draft.sentence.start_char - d.sentence.end_char < NEAR]
    before += [p for p in reading.periods if p.span and 0 < draft.sentence.start_char - p.span.end < NEAR]
    if not before or before[-1].start > reading.document.published:
        return None
    return Period(before[-1].start, reading.document.published, "range", "carried")


def _home_of_civilians(draft: Draft) -> None:
    """Civilians hurt at a place are taken to be of its country, unless the text says whose they are."""
    where = next((p.country for p in draft.where.any() if p.country), None)
    draft.target = [replace(a, iso3=where) if a.kind == "civilians" and a.iso3 is None else a for a in draft.target]


def _last_mover(earlier: list[Draft]) -> list[Actor]:
    """Whose forces moved or were counted last."""
    return next((d.source for d in reversed(earlier) if d.type in ("troop_movement", "force_level") and d.source), [])


def _main_state(reading: Reading) -> list[Actor]:
    """The state that the text names far more than any other."""
    states = Counter(a.canonical for a in reading.actors if a.kind in STATE_KINDS)
    ranked = states.most_common(2)
    if not ranked or ranked[0][1] < 2 * max([1, *(count for _, count in ranked[1:])]):
        return []
    return [a for a in reading.actors if a.canonical == ranked[0][0]][:1]


def _lend_place(draft: Draft, earlier: list[Draft], reading: Reading) -> None:
    own = {a.iso3 for a in draft.source if a.iso3}
    moves = draft.type == "troop_movement"
    meant = _pointed_at(draft, reading)
    if meant is not None:
        _put(draft, [meant])
        return
    for other in reversed(earlier):
        if draft.sentence.start_char - other.sentence.end_char > NEAR or not same_paragraph(other, draft, reading):
            break
        lent = [p for p in other.where.any() if not (p.level == "country" and p.country in own)]
        if lent and _lends(other, draft):
            _put(draft, lent)
            return
    titled = _in_title(reading) if draft.type == "attack" and draft.subtype != "attack_series" else None
    if titled is not None:
        _put(draft, [titled])
        return
    focus = _focus(reading, own if moves or draft.type == "force_level" else set()) or _focus(reading, set())
    if focus is None and draft.type == "attack":
        told = [p for p in reading.places if p.span.end <= draft.token.idx and lies_there(p, reading.doc)]
        focus = told[-1] if told else None
    if focus is not None:
        _put(draft, [focus])


def _seat(token: Token, reading: Reading) -> Place | None:
    """The capital that "the capital" means: of the country that the text is set in."""
    if [c.lower_ for c in token.children if c.dep_ != "punct"] != ["the"]:
        return None
    iso3 = next((code for code, _ in reading.setting.most_common(1)), None)
    seat = capital(iso3) if iso3 else None
    return replace(seat, surface=token.text, span=Span(token.idx, token.idx + len(token))) if seat else None


def _lends(other: Draft, draft: Draft) -> bool:
    """Whether an event may stand where another stood: attacks where attacks, forces where forces are."""
    if draft.type in ("force_level", "troop_movement") and other.sentence.start != draft.sentence.start:
        return other.type in ("force_level", "troop_movement")
    return draft.type == other.type or draft.type != "attack"


_POINTERS = {
    "town": ("city",),
    "city": ("city",),
    "village": ("city",),
    "province": ("province", "region"),
    "region": ("province", "region"),
    "state": ("province",),
    "district": ("district",),
    "base": ("site",),
    "airport": ("site",),
    "island": ("region", "province", "city"),
    "country": ("country",),
}
"""Words that point back to a place, and the levels of the places they can mean."""


def _pointed_at(draft: Draft, reading: Reading) -> Place | None:
    """The last place before that "the town" or "the province" in the clause can mean."""
    for token in draft.anchor.subtree:
        if token.lower_ == "there" and token.dep_ == "advmod":
            earlier = [p for p in reading.places if p.span.end < token.idx and lies_there(p, reading.doc)]
            if earlier and draft.sentence.start_char - earlier[-1].span.end < NEAR:
                return earlier[-1]
        if token.lower_ == "capital" and (seat := _seat(token, reading)):
            return seat
        levels = _POINTERS.get(token.lower_)
        if levels and any(c.lower_ in ("the", "that", "this") for c in token.children if c.dep_ == "det"):
            here = reading.written if any(c.lower_ == "this" for c in token.children) else []  # "in this town"
            earlier = [p for p in (*reading.places, *here) if p.span.end < token.idx and p.level in levels]
            if earlier:
                return earlier[-1]
    return None


def _put(draft: Draft, places: list[Place]) -> None:
    if draft.type != "troop_movement":
        draft.where.location = places
    elif draft.frame == "leave" or draft.subtype in ("withdrawal", "drawdown", "base_transfer"):
        draft.where.origin = places
    else:
        draft.where.destination = places


_AT_HOME = 3
"""How much more than all other countries a text must be about a force's own for it to move there."""


def _focus(reading: Reading, without: set[str]) -> Place | None:
    """The country that the text is set in, other than those given, in the words that name it; else its main place."""
    weights = reading.setting
    elsewhere = max((w for iso3, w in weights.items() if iso3 not in without), default=0)
    at_home = {iso3 for iso3 in without if weights[iso3] > _AT_HOME * elsewhere}
    for iso3, weight in weights.most_common():
        if iso3 in without - at_home or weight < 2:
            continue
        inside = [place for place in reading.places if place.country == iso3]
        named = [p for p in (*inside, *reading.written) if p.level == "country" and p.country == iso3]
        if named or inside:
            return (named or _most_named(inside))[0]
    return None


def _in_title(reading: Reading) -> Place | None:
    """The place smaller than a country that both title and text name."""
    title = reading.document.title or ""
    inside = [p for p in reading.places if p.level in ("city", "site")]
    return next((p for p in inside if p.surface in title and p.country), None)


def _most_named(places: list[Place]) -> list[Place]:
    counts = Counter(place.canonical for place in places)
    return sorted(places, key=lambda place: -counts[place.canonical])
