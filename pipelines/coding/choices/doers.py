"""Who: the states and armed groups that may be behind an attack, or whose forces move, where its own words do not say.

Here belong the options, every one of these that the text names and that it tells nobody, and what speaks for each. An
attack of whose doers it is said that nobody knows them may well stay without.
"""

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, REBEL_KINDS, STATE_KINDS
from pipelines.coding.choices.options import Option, Question
from pipelines.coding.choices.sides import at_home, means, naming, nearest, side_of
from pipelines.coding.choices.telling import Telling, same_days, told_in
from pipelines.coding.record import Actor
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.weighing import speaking
from pipelines.coding.words.lexicon import CIVIL, TROOPS

ATTACKER, MOVER = "attacker", "mover"
_CHOICES = {"attack": ATTACKER, "troop_movement": MOVER, "force_level": MOVER}
_BLAME = 0.35
"""The chance from which an attack is laid to somebody. On texts left out of the fit that costs no right answer in sum,
and leaves an eighth more of the attackers unknown whom nobody knows."""


def who(draft: Draft, telling: Telling) -> Question | None:
    """The question who did it or whose the forces are; None of other types, or where its own words say so."""
    if draft.type not in _CHOICES or any(told_in(draft, a.span) for a in draft.source):
        return None
    fighters: dict[str, list[Actor]] = {}
    struck = {a.canonical for a in draft.target} - {a.canonical for a in draft.source}  # nobody strikes himself
    for actor in telling.reading.actors:
        if actor.kind in STATE_KINDS | ARMED_KINDS and actor.canonical not in struck:
            fighters.setdefault(actor.canonical, []).append(actor)
    for actor in draft.source:
        fighters.setdefault(actor.canonical, [actor])
    options = [Option([nearest(named, draft)], _signals(draft, named, telling)) for named in fighters.values()]
    options.append(Option([], _untold(draft, len(fighters), telling)))
    return Question(_CHOICES[draft.type], draft, options, _BLAME if draft.type == "attack" else 0.0)


def _signals(draft: Draft, named: list[Actor], telling: Telling) -> dict[str, float]:
    actor = named[0]
    side = side_of(actor)
    found = {
        "as the rules have it": any(a.canonical == actor.canonical for a in draft.source),
        side: True,
        f"{side}, {means(draft)}": True,
        "not in the registry": actor.actor_id is None and actor.canonical.islower(),
        **_struck(draft, actor, side),
        **at_home(draft, actor, telling),
        **naming(draft, named, telling),
        **_record(draft, actor, telling),
    }
    return speaking(found)


def _struck(draft: Draft, actor: Actor, side: str) -> dict[str, float]:
    """Whom the attack struck, seen from the side of the actor."""
    kinds = {a.kind for a in draft.target}
    nouns = {t.lemma_.lower() for t in draft.struck}
    return {
        f"{side} on soldiers": bool(nouns & TROOPS),
        f"{side} on people": bool(nouns & CIVIL),
        "is the target": any(a.canonical == actor.canonical for a in draft.target),
        f"{side} on a state": bool(kinds & STATE_KINDS),
        f"{side} on rebels": bool(kinds & REBEL_KINDS),
        f"{side} on civilians": "civilians" in kinds,
        f"{side} on nobody named": not kinds,
    }


def _record(draft: Draft, actor: Actor, telling: Telling) -> dict[str, float]:
    """What else the text tells the actor to have done or suffered, of the kind that is asked about."""
    alike = _of_a_kind(draft, telling)
    done = [d for d in alike if any(a.canonical == actor.canonical for a in d.source)]
    suffered = [d for d in alike if any(a.canonical == actor.canonical for a in d.target)]
    signed = [d for d in alike if d.source]
    before = [d for d in signed if d.span.start < draft.span.start]
    struck = {a.canonical for a in draft.target}
    lands = {p.country for p in draft.where.any() if p.country}
    fights = [a for d in done for a in d.target] + [a for d in suffered for a in d.source]
    return {
        "did others of the kind": bool(done),
        "share of the others": len(done) / max(1, len(signed)),
        "did the one before": bool(before) and before[-1] in done,
        "did the same": any(d.subtype == draft.subtype for d in done),
        "did another on its days": any(same_days(d, draft) for d in done),
        "did another in the country": any(lands & {p.country for p in d.where.any()} for d in done),
        "share of the others suffered": len(suffered) / max(1, len(alike)),
        "fights its target": any(a.canonical in struck for a in fights),
    }


def _of_a_kind(draft: Draft, telling: Telling) -> list[Draft]:
    """The other drafts that the same question could be asked about."""
    return [d for d in telling.others(draft) if _CHOICES.get(d.type) == _CHOICES[draft.type]]


def _untold(draft: Draft, fighters: int, telling: Telling) -> dict[str, float]:
    """What speaks for it that the text does not tell who did it."""
    kinds = {a.kind for a in draft.target}
    nobody = any(a.kind == "unknown" and told_in(draft, a.span) for a in telling.reading.actors)
    found = {
        "not told": True,
        f"not told, {means(draft)}": True,
        "not told, nor by the rules": not draft.source,
        "not told, unknown men": nobody,
        "not told, on civilians": "civilians" in kinds,
        "not told, on nobody named": not kinds,
        "not told, of many fighters": min(6, fighters) / 6,
        "not told, nor of others": not any(d.source for d in _of_a_kind(draft, telling)),
    }
    return speaking(found)
