"""What a sentence leaves out: places, days and actors taken over from the text around it.

Here belongs the filling of slots that the event's own sentences leave empty. Nothing here overwrites what a sentence
says.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from pipelines.coding.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.aftermath import tell_tolls
from pipelines.coding.drafts import Draft
from pipelines.coding.places import capital
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Period, Place, Span
from pipelines.coding.setting import lies_there
from pipelines.coding.story import same_paragraph, story_time
from pipelines.coding.syntax import doers, is_noun, objects
from pipelines.coding.timing import as_of, by_tense, day_list_period
from pipelines.coding.topics import is_day_list
from pipelines.coding.triggers import NOUNS

_NEAR = 400
"""Characters back within which an earlier event lends its place."""


def carry(drafts: list[Draft], reading: Reading) -> list[Draft]:
    """The same drafts with empty slots filled from the text around them."""
    _attribute(drafts, reading)
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
            _parties(draft, reading)
        if draft.type == "attack" and not draft.source:
            draft.source = _of_the_series(draft, drafts[:number], reading)
            _of_the_story(draft, drafts, reading)
        if not draft.where.any():
            _lend_place(draft, drafts[:number], reading)
        _home_of_civilians(draft)
    return drafts


def _since(draft: Draft, earlier: list[Draft], reading: Reading) -> Period | None:
    """Of what "remained" after something: from the day of that something to publication."""
    if draft.anchor.lemma_ not in ("remain", "stay", "maintain", "keep"):
        return None
    before = [d.period for d in earlier if d.period and draft.sentence.start_char - d.sentence.end_char < _NEAR]
    before += [p for p in reading.periods if p.span and 0 < draft.sentence.start_char - p.span.end < _NEAR]
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


def _of_the_series(draft: Draft, earlier: list[Draft], reading: Reading) -> list[Actor]:
    """Who is behind a series told just before in the paragraph, of one of its parts: "four raids by rebels"."""
    for other in reversed(earlier):
        if draft.sentence.start_char - other.sentence.end_char > _NEAR or not same_paragraph(other, draft, reading):
            break
        if other.subtype == "attack_series" and other.source and draft.period and other.period:
            within = other.period.start <= draft.period.start and draft.period.end <= other.period.end
            lands = [{p.country for p in d.where.any()} for d in (other, draft)]
            return other.source if within and draft.subtype != "attack_series" and lands[0] & lands[1] else []
    return []


def _of_the_story(draft: Draft, drafts: list[Draft], reading: Reading) -> None:
    """Who is behind an attack whose noun names nobody: of fighting both sides of the war; of the shelling before a
    capture those who took the place; of an air strike that an alliance reports the alliance."""
    over = {
        d.anchor.i: d for d in drafts if d.type == "attack" and d.source and d.sentence.start == draft.sentence.start
    }
    path = list(draft.token.ancestors)
    above = next((n for n, t in enumerate(path) if t.i in over), None)
    if draft.source or not is_noun(draft.token):
        return
    if above is not None and path[0].dep_ == "prep" and path[0].lower_ in _WITH:
        draft.source = over[path[above].i].source
    elif draft.subtype == "armed_clash" and not draft.target:
        _parties(draft, reading)
    elif draft.subtype in ("airstrike", "drone_strike"):
        draft.source = [a for a in reading.speaker if a.kind in ("coalition", "igo")]


_WITH = ("after", "following", "with", "during", "amid", "in", "by", "through")
"""Prepositions between the capture of a place and the attack that was part of it."""


def _parties(draft: Draft, reading: Reading) -> None:
    """The sides of an agreement that names none: those of its sentence, else of what was told just before it, else the
    two that the text names most."""
    start, end = draft.sentence.start_char, draft.sentence.end_char
    for first in (start, max(start - _NEAR, 0)):
        sides = _sides(a for a in reading.actors if first <= a.span.start < end)
        if len(sides) >= 2 or (sides and draft.subtype == "talks"):
            draft.source, draft.target = sides[:1], sides[1:3]
            return
    named = Counter(a.canonical for a in reading.actors if a.kind in STATE_KINDS | ARMED_KINDS)
    most = [name for name, count in named.most_common(2) if count > 1]
    sides = [a for a in _sides(reading.actors) if a.canonical in most]
    draft.source, draft.target = sides[:1], sides[1:2]


def _sides(found: Iterable[Actor]) -> list[Actor]:
    """The states and armed groups among actors, each once, in order."""
    return list({a.canonical: a for a in found if a.kind in STATE_KINDS | ARMED_KINDS}.values())


def _lend_place(draft: Draft, earlier: list[Draft], reading: Reading) -> None:
    own = {a.iso3 for a in draft.source if a.iso3}
    moves = draft.type == "troop_movement"
    meant = _pointed_at(draft, reading)
    if meant is not None:
        _put(draft, [meant])
        return
    for other in reversed(earlier):
        if draft.sentence.start_char - other.sentence.end_char > _NEAR or not same_paragraph(other, draft, reading):
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
            if earlier and draft.sentence.start_char - earlier[-1].span.end < _NEAR:
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
    elif draft.subtype in ("withdrawal", "drawdown", "base_transfer"):
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


def _attribute(drafts: list[Draft], reading: Reading) -> None:
    """Give an attack without attacker the one who claims it or is blamed for it in a later sentence."""
    for token in reading.doc:
        who = _claimant(token, reading)
        if not who:
            continue
        for draft in reversed(drafts):
            if (
                draft.type == "attack"
                and draft.token.i < token.i
                and draft.status in ("occurred", "ongoing")
                and draft.subtype != "attack_series"
            ):
                if not draft.source:
                    draft.source = who
                break


def _names_the_attack(noun: Token) -> bool:
    """Whether a noun points back to an attack: what is claimed in "the group claimed the bombing"."""
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "both", "this") for c in noun.children)
    return definite and any(sense.type == "attack" for sense in NOUNS.get(noun.lemma_.lower(), []))


def _claimant(token, reading: Reading) -> list[Actor]:  # type: ignore[no-untyped-def]
    lemma = token.lemma_.lower()
    if any(c.dep_ == "neg" for c in token.children):
        return []
    if lemma in ("claim", "accept", "admit") and any(
        o.lemma_.lower() in ("responsibility", "credit") for o in objects(token)
    ):
        found = [s for s in doers(token) if not any(c.lower_ == "no" for c in s.children)]
        return [a for s in found for a in reading.who(s)]
    if lemma == "claim" and any(_names_the_attack(o) for o in objects(token)):
        return [a for s in doers(token) for a in reading.who(s) if a.kind in ARMED_KINDS]
    if lemma == "blame" and not any(c.dep_ == "neg" for c in token.children):
        return [a for o in objects(token) for a in reading.who(o) if a.kind != "civilians"][:1]
    if lemma in ("attribute", "ascribe"):
        return [a for c in token.children if c.lower_ == "to" for o in c.children for a in reading.who(o)]
    return []
