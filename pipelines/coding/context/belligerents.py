"""Who fights whom in a text, and what that tells of attacks whose own words name one side or none.

News names both sides of a war once and leaves the rest to the reader: "Sukhumi was captured", "jets bombed a depot".
Here belongs what all attacks of a text tell together. What one event and those before it tell is in `sides`.
"""

from collections import Counter
from collections.abc import Iterable

from pipelines.coding.actors import registry
from pipelines.coding.actors.actor_kinds import ARMED_KINDS, REBEL_KINDS, STATE_KINDS
from pipelines.coding.context.hands import by_unknown, hands, is_allied
from pipelines.coding.context.struck import home
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.lexicon import words

_FIGHTERS = STATE_KINDS | ARMED_KINDS
_FROM_AFAR = words("airstrike drone_strike shelling missile_strike rocket_attack ground_offensive naval_attack")
"""What a side of a war does and nobody else, so that its doer may be one told of elsewhere."""
_AIRCRAFT = words("warplane jet helicopter bomber gunship aircraft plane")
_BY_ANYBODY = words("bombing suicide_bombing assassination abduction massacre")
"""What is laid to nobody's charge whom no sentence accuses."""
_ON_FORCES = words("armed_assault armed_clash ground_offensive interception")
"""What is done to the forces of the other side, where nothing else is said to be struck."""


class War:
    """The fighters of a text and who of them is told to fight whom, as far as sentences say it."""

    def __init__(self, drafts: Iterable[Draft], reading: Reading) -> None:
        self.reading = reading
        self.attacks = [d for d in drafts if d.type == "attack" and d.status in ("occurred", "ongoing")]
        self.known: dict[str, Actor] = {}
        self.pairs: Counter[tuple[str, str]] = Counter()
        for draft in self.attacks:
            source, target = _fighters(draft.source), _fighters(draft.target)
            for actor in (*source, *target):
                self.known.setdefault(actor.canonical, actor)
            for one in source:
                for other in target:
                    self.pairs[one.canonical, other.canonical] += 1
                    self.pairs[other.canonical, one.canonical] += 1

    def enemies(self, side: list[Actor], draft: Draft) -> list[Actor]:
        """Against whom a side of an attack fights: whom the text tells it to fight, else the only other that can."""
        names = _names(side)
        return (self._told(names) or self._only_other(side, names, draft)) if names else []

    def _told(self, names: set[str]) -> list[Actor]:
        """Whom the text most often tells those named to fight, where that is one."""
        told: Counter[str] = Counter()
        for (one, other), count in self.pairs.items():
            told[other] += count * (one in names and other not in names)
        best = max(told.values(), default=0)
        found = [self.known[name] for name, count in told.items() if count == best > 0]
        return found if len(found) == 1 else []

    def _only_other(self, side: list[Actor], names: set[str], draft: Draft) -> list[Actor]:
        """Whom a side can only fight in the country of the attack: the one armed group there, else the state."""
        lands = {p.country for p in draft.where.any() if p.country}
        groups = {a.canonical: a for a in self.reading.actors if a.kind in REBEL_KINDS and a.canonical not in names}
        allies = {a.canonical for a in self.reading.actors if is_allied(self.reading.head(a.span))}
        near = [a for a in groups.values() if _at_home_in(a, lands) and a.canonical not in allies]
        if near and not all(a.kind in REBEL_KINDS for a in side):
            return near if len(near) == 1 else []
        states = {a.canonical for a in self.reading.actors if a.kind in STATE_KINDS}
        here = [a for a in home(draft) if a.canonical in states - names]
        others = [a for name, a in self.known.items() if name not in names and a.kind in STATE_KINDS]
        return here or (others if len(others) == 1 else [])

    def attackers(self, draft: Draft) -> list[Actor]:
        """Who attacks civilians, or nobody named: the only one told to attack in that country, as far as such arms
        tell."""
        lands = {p.country for p in draft.where.any() if p.country}
        told = {}
        for other in self.attacks:
            source = _fighters(other.source)
            if source and lands & {p.country for p in other.where.any()}:
                told[tuple(a.canonical for a in source)] = source
        if _flown(draft):
            told = {names: who for names, who in told.items() if not any(a.kind in REBEL_KINDS for a in who)}
        return next(iter(told.values())) if len(told) == 1 else []

    def take_sides(self, draft: Draft) -> None:
        """Fill in the side of an attack that is not told."""
        if _flown(draft) and draft.source and (foe := self._not_at_home(draft)):
            draft.source, draft.target = foe, [a for a in draft.target if a.kind == "civilians"] or draft.source
        if not draft.source and draft.subtype not in _BY_ANYBODY and not by_unknown(draft, self.reading):
            draft.source = self._behind(draft)
        if not draft.target and draft.source and draft.subtype in _ON_FORCES:
            draft.target = self.enemies(draft.source, draft)
        elif not draft.target and draft.source and draft.subtype in _FROM_AFAR:
            draft.target = self._told(_names(draft.source))

    def _behind(self, draft: Draft) -> list[Actor]:
        """Who attacks, as far as the war tells: whom those struck fight, by such means as those have."""
        struck = _fighters(draft.target)
        if draft.frame in ("kill", "victim") and draft.subtype == "unspecified":  # no more than that people died
            beside = (d for d in self.attacks if d is not draft and d.sentence.start == draft.sentence.start)
            return next((d.source for d in beside if struck and _fighters(d.source)), [])
        afar = draft.subtype in _FROM_AFAR or _flown(draft)
        found = self.enemies(struck, draft) if struck else self.attackers(draft) if afar else []
        guests = bool(struck) and all(a.kind in STATE_KINDS for a in struck)
        if guests and {a.iso3 for a in found} <= {a.iso3 for a in home(draft)} and not self._told(_names(struck)):
            return []  # the state of the place does not strike the foreign soldiers there
        nameless = all(a.actor_id is None and a.canonical in _NAMELESS for a in found)
        flown = _flown(draft) and any(a.kind in REBEL_KINDS for a in found)
        return [] if nameless or flown else found

    def _not_at_home(self, draft: Draft) -> list[Actor]:
        """The enemy state, where aircraft without an owner hit the other one: states at war bomb each other's towns."""
        lands = {p.country for p in draft.where.any() if p.country}
        owned = any(self.reading.explicit(t) for t in hands(draft))
        foes = self.enemies(draft.source, draft) if not owned and {a.iso3 for a in draft.source} == lands else []
        return foes if all(a.kind in STATE_KINDS and a.iso3 not in lands for a in foes) else []


_NAMELESS = words("fighters militants gunmen attackers men")
"""Who attacks where nobody is named: nobody to be taken for the attacker elsewhere."""


def _names(side: Iterable[Actor]) -> set[str]:
    return {a.canonical for a in _fighters(side)}


def _flown(draft: Draft) -> bool:
    """Whether it was done from the air, as only states do it."""
    return draft.subtype == "airstrike" or any(common_noun(t) in _AIRCRAFT for t in hands(draft))


def _fighters(actors: Iterable[Actor]) -> list[Actor]:
    return [a for a in actors if a.kind in _FIGHTERS]


def _at_home_in(group: Actor, lands: set[str]) -> bool:
    facts = registry.actor(group.actor_id) if group.actor_id else None
    return facts is None or bool(facts.countries & lands)
