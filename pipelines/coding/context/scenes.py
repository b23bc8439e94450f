"""Where the text puts an event whose own sentences name no place.

Here belong back-references ("the town", "there", "the capital"), what is told just before or in one paragraph, the
title, and the country that the text is set in.
"""

from collections import Counter
from dataclasses import replace

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import STATE_KINDS
from pipelines.coding.context.sides import NEAR
from pipelines.coding.context.story import same_paragraph
from pipelines.coding.context.theatres import ground, last_ground, of_others, theatre
from pipelines.coding.places.place_finding import capital, land
from pipelines.coding.places.setting import lies_there
from pipelines.coding.reading import Reading
from pipelines.coding.record import Place, Span
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.lexicon import LANDS


def lend_place(draft: Draft, drafts: list[Draft], reading: Reading) -> None:
    """Put a draft where the text puts it: `drafts` are all of the text, in its order."""
    earlier = drafts[: drafts.index(draft)]
    own = {a.iso3 for a in draft.source if a.iso3}
    meant = _pointed_at(draft, earlier, reading)
    if meant is not None:
        put(draft, [meant])
        draft.where.loose = False
    if draft.where.any():
        return
    if serves := theatre(draft, reading):
        put(draft, serves)
        return
    for other in reversed(earlier):
        if draft.sentence.start_char - other.sentence.end_char > NEAR or not same_paragraph(other, draft, reading):
            break
        lent = [p for p in ground(other) if not (p.level == "country" and p.country in own)]
        if lent and _lends(other, draft):
            put(draft, (last_ground(draft, drafts) if of_others(other, draft) else []) or lent)
            draft.where.loose = other.where.loose
            return
    beside = _of_the_same_thing(draft, earlier) or _on_the_day(draft, drafts, reading)
    if beside:
        put(draft, beside)
        return
    titled = _in_title(reading) if draft.type == "attack" and draft.subtype != "attack_series" else None
    if titled is not None:
        put(draft, [titled])
        return
    focus = _set_in(draft, drafts, own, reading)
    if focus is None and draft.type == "attack":
        told = [p for p in reading.places if p.span.end <= draft.token.idx and lies_there(p, reading.doc)]
        focus = told[-1] if told else None
    if focus is not None:
        put(draft, [focus])
        draft.where.loose = True


def _set_in(draft: Draft, drafts: list[Draft], own: set[str], reading: Reading) -> Place | None:
    """The country or main place that the text is set in; for a movement neither a state that is only named for who acts
    ("Kyiv accuses Russia of sending tanks") nor where a deal was made."""
    moves = draft.type == "troop_movement"
    focus = _focus(reading, own if moves or draft.type == "force_level" else set())
    if focus is None:
        focus = _focus(reading, set())
        label = moves and focus is not None and focus.level == "country" and focus.country in own
        if label and len({a.iso3 for a in reading.actors if a.kind in STATE_KINDS}) > 1:
            return None
    made = [p for d in drafts if d.type == "agreement" for p in d.where.location]
    return None if moves and focus in made else focus


def leave(draft: Draft, reading: Reading) -> None:
    """Let a force of which only is told where it withdraws to leave the land that the text is set in."""
    if draft.subtype not in ("withdrawal", "drawdown") or draft.where.origin or not draft.where.destination:
        return
    ends = {a.iso3 for a in draft.source if a.iso3} | {p.country for p in draft.where.destination if p.country}
    focus = _focus(reading, ends)
    there = focus is not None and (focus.level in WIDE or lies_there(focus, reading.doc))
    draft.where.origin = [focus] if focus is not None and there and focus.country not in ends else []


def settle(drafts: list[Draft], reading: Reading) -> None:
    """Put attacks that have only a country or a neighbour for a place where another attack of the same day was."""
    for draft in drafts:
        beside = _on_the_day(draft, drafts, reading) if draft.where.loose else []
        if beside and {p.country for p in beside} == {p.country for p in draft.where.any()}:
            put(draft, beside)


def _seat(token: Token, reading: Reading) -> Place | None:
    """The capital that "the capital" means: of the country that the text is set in."""
    if [c.lower_ for c in token.children if c.dep_ != "punct"] != ["the"]:
        return None
    iso3 = next((code for code, _ in reading.setting.most_common(1)), None)
    seat = capital(iso3) if iso3 else None
    return replace(seat, surface=token.text, span=Span(token.idx, token.idx + len(token))) if seat else None


def _lends(other: Draft, draft: Draft) -> bool:
    """Whether an event may stand where another stood: attacks where attacks, forces where forces are."""
    if draft.type in ("force_level", "troop_movement"):
        if other.sentence.start != draft.sentence.start:
            return other.type in ("force_level", "troop_movement")
        return other.type != "agreement"  # where they met is not where the forces are
    return draft.type == other.type or draft.type != "attack" or other.subtype == "incursion"


def _of_the_same_thing(draft: Draft, earlier: list[Draft]) -> list[Place]:
    """Where "the hotel" or "the convoy" of an attack was told to be, when it was still "a hotel"."""
    if draft.type != "attack" or draft.subtype == "attack_series":
        return []
    known = {t.lemma_.lower() for t in draft.sentence if t.tag_ in ("NN", "NNS") and _has(t, ("the",))}
    for home in reversed(earlier):
        new = {t.lemma_.lower() for t in home.sentence if t.tag_ in ("NN", "NNS") and _has(t, ("a", "an"))}
        places = [p for p in home.where.location if p.level not in WIDE]
        if known & new - _GENERAL and places and not home.where.loose:
            return places
    return []


_GENERAL = frozenset(["attack", "day", "time", "area", "group", "army", "statement", "official", "number", "part"])
"""Nouns that are said again of other things."""


def _has(noun: Token, articles: tuple[str, ...]) -> bool:
    return any(c.dep_ == "det" and c.lower_ in articles for c in noun.children)


def _on_the_day(draft: Draft, drafts: list[Draft], reading: Reading) -> list[Place]:
    """Where an attack was of the same day that the paragraph goes on to tell, else that was told first."""
    if draft.type != "attack" or draft.subtype == "attack_series" or draft.period is None:
        return []
    if draft.period.precision != "day" or draft.status not in ("occurred", "ongoing"):
        return []
    at = drafts.index(draft)
    told = (draft, *draft.also)
    paragraph = [d for d in drafts[at + 1 :] if any(same_paragraph(m, d, reading) for m in told)]
    for other in (*paragraph, *drafts[:at]):
        days = other.period is not None and (other.period.start, other.period.end)
        near = [p for p in other.where.location if p.level not in WIDE and not other.where.loose]
        if near and other.type == "attack" and days == (draft.period.start, draft.period.end):
            return near
    return []


WIDE = ("country", "region", "province", "sea")
"""Levels of places that say little of where an event was."""
_POINTERS: dict[str, tuple[str | None, ...]] = {
    "town": ("city", None),
    "city": ("city", None),
    "village": ("city", None),
    "hamlet": ("city", None),
    "settlement": ("city", None),
    "province": ("province", "region"),
    "region": ("province", "region"),
    "state": ("province",),
    "district": ("district",),
    "base": ("site",),
    "camp": ("site",),
    "outpost": ("site",),
    "post": ("site",),
    "garrison": ("site",),
    "facility": ("site",),
    "installation": ("site",),
    "compound": ("site",),
    "airport": ("site",),
    "island": ("region", "province", "city"),
    **dict.fromkeys(LANDS, ("country",)),
}
"""Words that point back to a place, and the levels of the places they can mean."""


def _pointed_at(draft: Draft, told: list[Draft], reading: Reading) -> Place | None:
    """The place that "the town" or "the province" in the clause can mean: where something was told to be, else the last
    one named."""
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
            scenes = [p for d in told for p in d.where.any() if p in earlier]
            if not earlier and levels == ("site",) and token.lower_ != "garrison":  # "the camp", told to be in a town
                scenes = [p for d in told for p in d.where.any() if p.level not in WIDE and not d.where.loose]
            if token.lower_ in LANDS and not scenes and (back := _land(token, reading)):
                return back
            if scenes or earlier:
                return (scenes or earlier)[-1]
        if token.lower_ == "here" and token.dep_ == "advmod" and reading.written:
            return reading.written[0]
    return None


def _land(token: Token, reading: Reading) -> Place | None:
    """The country that the text is set in, in the word that points back to it."""
    iso3 = next((code for code, _ in reading.setting.most_common(1)), None)
    return land(iso3, token.text, Span(token.idx, token.idx + len(token))) if iso3 else None


def put(draft: Draft, places: list[Place]) -> None:
    """Enter places in the role that the kind of the event asks for."""
    if draft.type != "troop_movement" or draft.subtype in ("base_transfer", "base_opening", "exercise", "blockade"):
        draft.where.location = places
    elif draft.frame == "leave" or draft.subtype in ("withdrawal", "drawdown"):
        draft.where.origin = places
    else:
        draft.where.destination = places


_AT_HOME = 3
"""How much more than all other countries a text must be about a force's own for it to move there."""


def _focus(reading: Reading, without: set[str]) -> Place | None:
    """The country that the text is set in, other than those given, in the words that name it; else its main place."""
    weights = reading.setting
    elsewhere = max((w for iso3, w in weights.items() if iso3 not in without), default=0)
    others = {a.iso3 for a in reading.actors if a.kind in STATE_KINDS} - without
    least = max(elsewhere, 1) if others else elsewhere
    at_home = {iso3 for iso3 in without if weights[iso3] > _AT_HOME * least}
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
