"""Whom: the states, armed groups and civilians that an attack may have struck, where its own words do not say.

Here belong the options, every one of these that the text names and that it tells nobody, and what speaks for each.
"""

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.choices.options import Option, Question
from pipelines.coding.choices.sides import at_home, means, naming, nearest, side_of, sides_of
from pipelines.coding.choices.telling import Telling, same_days, told_in
from pipelines.coding.record import Actor
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.weighing import speaking
from pipelines.coding.words.lexicon import CIVIL, TROOPS

CHOICE = "target"
_LEAST = 0.4
"""The chance from which somebody is taken for struck: on texts left out of the fit nobody is then named oftener than by
the rules where the labels have none, and nearly twice as many are right."""


def whom(draft: Draft, telling: Telling) -> Question | None:
    """The question whom an attack struck; None of other events, and where its own words say so or nobody is named."""
    if draft.type != "attack" or any(told_in(draft, a.span) for a in draft.target):
        return None
    strikers = {a.canonical for a in draft.source}
    named: dict[str, list[Actor]] = {}
    for actor in telling.reading.actors:
        if actor.kind in STATE_KINDS | ARMED_KINDS | {"civilians"} and actor.canonical not in strikers:
            named.setdefault(actor.canonical, []).append(actor)
    for actor in draft.target:
        named.setdefault(actor.canonical, [actor])
    options = [Option([nearest(one, draft)], _signals(draft, one, telling)) for one in named.values()]
    return Question(CHOICE, draft, [*options, Option([], _untold(draft))], _LEAST) if options else None


def _signals(draft: Draft, named: list[Actor], telling: Telling) -> dict[str, float]:
    actor = named[0]
    side, by = side_of(actor), sides_of(draft.source)
    found = {
        "as the rules have it": any(a.canonical == actor.canonical for a in draft.target),
        side: True,
        f"{side} by {by}": True,
        f"{side}, {means(draft)}": True,
        f"{side} by {by}, {means(draft)}": True,
        f"{side} {draft.subtype}": True,
        f"{side} with dead": draft.fatalities is not None,
        **_struck(draft, side),
        **at_home(draft, actor, telling),
        **_record(draft, actor, telling),
        **naming(draft, named, telling),
    }
    return speaking(found)


def _struck(draft: Draft, side: str) -> dict[str, float]:
    """What the words say was struck, seen from a side that may be meant."""
    nouns = _nouns(draft)
    return {
        f"{side} as soldiers": bool(nouns & TROOPS),
        f"{side} as people": bool(nouns & CIVIL),
        f"{side} as nothing": not nouns,
        **{f"{side} as {noun}": True for noun in nouns},
    }


def _nouns(draft: Draft) -> set[str]:
    """What is said to be struck, but for names."""
    return {t.lemma_.lower() for t in draft.struck if t.tag_ in ("NN", "NNS")}


def _record(draft: Draft, actor: Actor, telling: Telling) -> dict[str, float]:
    """What other attacks the text tells the actor to have suffered or made."""
    others = [d for d in telling.others(draft) if d.type == "attack"]
    suffered = [d for d in others if any(a.canonical == actor.canonical for a in d.target)]
    made = [d for d in others if any(a.canonical == actor.canonical for a in d.source)]
    before = [d for d in others if d.span.start < draft.span.start]
    strikers = {a.canonical for a in draft.source}
    enemies = {
        a.canonical for side in ([d.source for d in suffered], [d.target for d in made]) for one in side for a in one
    }
    return {
        "suffered others": bool(suffered),
        "share of the others suffered": len(suffered) / max(1, len(others)),
        "suffered the one before": bool(before) and before[-1] in suffered,
        "suffered another on its days": any(same_days(d, draft) for d in suffered),
        "made others": bool(made),
        "share of the others made": len(made) / max(1, len(others)),
        "fights the attacker": bool(enemies & strikers),
    }


def _untold(draft: Draft) -> dict[str, float]:
    """What speaks for it that the text does not tell whom it struck."""
    nouns = _nouns(draft)
    found = {
        "not told": True,
        f"not told, by {sides_of(draft.source)}": True,
        f"not told, {draft.subtype}": True,
        "not told, nor by the rules": not draft.target,
        "not told, people": bool(nouns & CIVIL),
        "not told, soldiers": bool(nouns & TROOPS),
        "not told, nothing": not nouns,
        **{f"not told, {noun}": True for noun in nouns},
    }
    return speaking(found)
