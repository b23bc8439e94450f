"""What a sentence leaves out: places, days and actors taken over from the text around it.

Here belongs the filling of slots that the event's own sentences leave empty. Nothing here overwrites what a sentence
says.
"""

from collections import Counter
from dataclasses import replace

from pipelines.coding.actors.actor_kinds import STATE_KINDS
from pipelines.coding.context.aftermath import tell_tolls
from pipelines.coding.context.attribution import attribute
from pipelines.coding.context.belligerents import War
from pipelines.coding.context.denials import deny
from pipelines.coding.context.narrowing import narrow
from pipelines.coding.context.scenes import leave, lend_place, settle
from pipelines.coding.context.sides import NEAR, complete, of_the_series, of_the_story, parties
from pipelines.coding.context.story import day_of_line, story_time
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Period
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.timing import as_of, by_tense, day_list_period
from pipelines.coding.words.topics import is_day_list


def carry(drafts: list[Draft], reading: Reading) -> list[Draft]:
    """The same drafts with empty slots filled from the text around them."""
    attribute(drafts, reading)
    deny(drafts, reading)
    tell_tolls(drafts, reading)
    war = War(drafts, reading)
    listed = is_day_list(reading.document)
    if not listed:
        narrow(drafts, reading)
    for number, draft in enumerate(drafts):
        draft.period = draft.period or _days(draft, drafts[:number], listed, reading)
        if not draft.source and draft.type in ("troop_movement", "force_level"):
            opens = draft.subtype == "base_opening"  # a base for guests is opened by their hosts or their mission
            ahead = [d for d in drafts[:number] if not (opens and d.sentence.start == draft.sentence.start)]
            draft.source = _last_mover(ahead) or reading.speaker or _main_state(reading)
        if draft.type == "agreement" and not draft.source and not draft.target:
            parties(draft, drafts[:number], reading)
        if draft.type == "attack" and not draft.source:
            draft.source = of_the_series(draft, drafts[:number], reading)
            of_the_story(draft, drafts, reading)
        if not draft.where.any() or draft.where.loose:
            lend_place(draft, drafts, reading)
        leave(draft, reading)
        if draft.type == "attack":
            complete(draft, drafts[:number], reading)
    settle(drafts, reading)
    for draft in drafts:
        if draft.type == "attack":
            war.take_sides(draft)
        _home_of_civilians(draft)
    return drafts


def _days(draft: Draft, earlier: list[Draft], listed: bool, reading: Reading) -> Period | None:
    """The days of an event whose sentence names none."""
    if draft.type == "force_level" and draft.status == "ongoing":
        return as_of(reading)
    if listed and draft.status in ("occurred", "ongoing"):
        return day_list_period(reading)
    if draft.type == "force_level":
        return _since(draft, earlier, reading)
    if draft.status in ("occurred", "ongoing") and (day := day_of_line(draft, reading)) is not None:
        return day
    return by_tense(draft.anchor, draft.type, draft.status, reading) or story_time(draft, earlier, reading)


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
