"""Where a force is, as the text tells elsewhere: the country of a mission, the ground that it was last told to hold.

Here belongs what is known of a force. What is told just before, or pointed back at, is in `scenes`.
"""

from pipelines.coding.actors import registry
from pipelines.coding.places.place_finding import land
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Place, Span
from pipelines.coding.slots.drafts import Draft

_OF_FORCES = ("troop_movement", "force_level")


def theatre(draft: Draft, reading: Reading) -> list[Place]:
    """The country, where the text names it, in which a mission serves that the sentence names: Lebanon for UNIFIL."""
    if draft.type == "attack":
        return []
    sentence = Span(draft.sentence.start_char, draft.sentence.end_char)
    missions = [a.actor_id for a in draft.source if a.kind in ("igo", "coalition") and a.span.within(sentence)]
    known = [registry.actor(actor_id).countries for actor_id in missions if actor_id]
    lands = {iso3 for countries in known for iso3 in countries if len(countries) == 1}
    named = min((a for a in reading.actors if a.kind == "state" and a.iso3 in lands), key=_length, default=None)
    there = land(named.iso3, named.surface, named.span) if named and named.iso3 else None
    return [there] if there else []


def _length(actor: Actor) -> int:
    """The word "Lebanon" names the land better than "Lebanon's Ministry of Health" does."""
    return len(actor.surface)


def ground(draft: Draft) -> list[Place]:
    """Where the event leaves or finds a force: whence it goes away, else where it goes or is."""
    if draft.type != "troop_movement":
        return draft.where.any()
    if draft.subtype in ("withdrawal", "drawdown"):
        return draft.where.origin or draft.where.location
    return draft.where.destination or draft.where.location or draft.where.origin


def of_others(one: Draft, other: Draft) -> bool:
    """Whether two events are of two forces."""
    return bool(one.source and other.source) and not {a.canonical for a in one.source} & {
        a.canonical for a in other.source
    }


def last_ground(draft: Draft, drafts: list[Draft]) -> list[Place]:
    """Where the same force was last told to be, else where it is told to be later."""
    if draft.type != "troop_movement":
        return []
    whose = {a.canonical for a in draft.source}
    own = {a.iso3 for a in draft.source if a.iso3}
    at = drafts.index(draft)
    for other in (*reversed(drafts[:at]), *drafts[at + 1 :]):
        same = other.type in _OF_FORCES and whose & {a.canonical for a in other.source}
        held = [p for p in ground(other) if not (p.level == "country" and p.country in own)]
        if same and held and not other.where.loose:
            return held
    return []
