"""Where: the grounds that an event without a place of its own may have been on.

Here belong the options, every place that the text names and the places of every other event, and what speaks for each.
"""

import math

from pipelines.coding.choices.options import Option, Question
from pipelines.coding.choices.telling import Telling, same_days, same_sources, told_in
from pipelines.coding.record import Place
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.weighing import speaking

CHOICE = "place"
_LEVELS = ("site", "city", "district", "province", "region", "sea", "country")
"""From the narrowest."""
_WIDE = ("province", "region", "sea")

_Key = frozenset[tuple[str, str | None]]


def where(draft: Draft, telling: Telling) -> Question | None:
    """The question where an event was; None where its own words or later ones say so, or the text names no place."""
    if draft.type == "statement" or draft.where.narrowed or any(told_in(draft, p.span) for p in draft.where.any()):
        return None
    reading = telling.reading
    named = [*reading.places, *reading.written]
    grounds: dict[_Key, list[Place]] = {}
    for places in ([p] for p in named):
        grounds.setdefault(_key(places), places)
    for other in telling.others(draft):
        if other.where.any():
            grounds.setdefault(_key(other.where.any()), other.where.any())
    if draft.where.any():
        grounds.setdefault(_key(draft.where.any()), draft.where.any())
    options = [Option(places, _signals(draft, key, places, telling)) for key, places in grounds.items()]
    return Question(CHOICE, draft, options) if options else None


def _key(places: list[Place]) -> _Key:
    return frozenset((p.canonical, p.country) for p in places)


def _signals(draft: Draft, key: _Key, places: list[Place], telling: Telling) -> dict[str, float]:
    level = next((level for level in _LEVELS if any(p.level == level for p in places)), "point")
    wide = "country" if level == "country" else "area" if level in _WIDE else "spot"
    found = {
        "as the rules have it": key == _key(draft.where.any()),
        f"a {level}": True,
        f"{draft.type} in a {wide}": True,
        "several places": len(key) > 1,
        **_naming(draft, key, places, telling),
        **_company(draft, key, telling),
        **_lands(draft, places, wide, telling),
    }
    return speaking(found)


def _naming(draft: Draft, key: _Key, places: list[Place], telling: Telling) -> dict[str, float]:
    """Where and how often the text names the ground."""
    reading, start = telling.reading, draft.span.start
    ours = [p for p in reading.places if (p.canonical, p.country) in key]
    starts = [p.span.start for p in ours]
    near = max((at for at in starts if at < start), default=None)
    since = [p for p in reading.places if near is not None and near < p.span.start < start]
    written = [p for p in reading.written if (p.canonical, p.country) in key]
    title = reading.document.title or ""
    return {
        **telling.back(draft, starts),
        "last place named": near is not None and not since,
        "places named since": min(5, len(since)) / 5,
        "first place of the text": near is not None and min(starts) == reading.places[0].span.start,
        "named later in the sentence": any(start <= at < draft.sentence.end_char for at in starts),
        "in the dateline": bool(written),
        "in the lead": bool(starts) and min(starts) < telling.lead,
        "only place of its level": len({p.canonical for p in reading.places if p.level == places[0].level}) == 1,
        "in the title": any(p.surface in title for p in places),
        "how often named": math.log1p(len(ours) + len(written)),
        "share of the places named": len(ours) / max(1, len(reading.places)),
    }


def _company(draft: Draft, key: _Key, telling: Telling) -> dict[str, float]:
    """What else the text tells to have been there."""
    there = [d for d in telling.others(draft) if _key(d.where.any()) == key]
    alike = [d for d in there if d.type == draft.type]
    before = telling.before(draft)
    of_kind = [d for d in before if d.type == draft.type]
    return {
        "events there": min(4, len(there)) / 4,
        "an event of its type there": bool(alike),
        "of the first event": bool(before) and before[0] in there,
        "of the first event of its type": bool(of_kind) and of_kind[0] in there,
        "of the event before": bool(before) and before[-1] in there,
        "of the event of its type before": bool(of_kind) and of_kind[-1] in there,
        "its source told to be there": any(same_sources(d, draft) for d in there),
        "an event of its days there": any(same_days(d, draft) for d in there),
        "an event of its type and days there": any(same_days(d, draft) for d in alike),
    }


def _lands(draft: Draft, places: list[Place], wide: str, telling: Telling) -> dict[str, float]:
    """Whose the ground is."""
    lands = {p.country for p in places if p.country}
    main = next((code for code, _ in telling.reading.setting.most_common(1)), None)
    home = bool(lands & {a.iso3 for a in draft.source if a.iso3})
    theirs = bool(lands & {a.iso3 for a in draft.target if a.iso3})
    parts = {p.country for p in telling.reading.places if p.level != "country"}
    return {
        "in the main country of the text": main in lands,
        "at home": home,
        "a country of which parts are named": wide == "country" and bool(lands & parts),
        f"{draft.type} at home in a {wide}": home,
        f"{draft.subtype} at home": home,
        "at home of its target": theirs,
        "the country of its target": theirs and wide == "country",
    }
