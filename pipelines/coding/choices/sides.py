"""How a text names the sides that may have had part in an event: what every question about them asks.

Here belong the kinds of sides and of means, where an actor is named and whether it would be on its own ground. Which
part it had belongs to `doers` and `victims`, how it was attacked to `kinds`.
"""

import math

from spacy.tokens import Token

from pipelines.coding.actors import registry
from pipelines.coding.actors.actor_kinds import ARMED_KINDS, REBEL_KINDS, STATE_KINDS
from pipelines.coding.choices.telling import Telling
from pipelines.coding.record import Actor
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import SUBJECTS, is_verb

_FROM_THE_AIR = ("airstrike", "drone_strike", "missile_strike")
_FROM_AFAR = ("shelling", "rocket_attack", "naval_attack")
_BY_BOMB = ("bombing", "suicide_bombing")
_OWN_NAMES = ("armed_clash", "ground_offensive", "attack_series")


def side_of(actor: Actor) -> str:
    """Rebels, a state, civilians, or a league of states."""
    if actor.kind == "civilians":
        return "civilians"
    return "rebels" if actor.kind in REBEL_KINDS else "state" if actor.kind in STATE_KINDS else "league"


def sides_of(actors: list[Actor]) -> str:
    """The kinds of sides of several actors, in one order."""
    return " and ".join(sorted({side_of(a) for a in actors})) or "nobody"


def nearest(named: list[Actor], draft: Draft) -> Actor:
    """The naming of an actor that lies last before the attack, else the first."""
    return max((a for a in named if a.span.start < draft.span.start), key=lambda a: a.span.start, default=named[0])


def means(draft: Draft) -> str:
    """By what an attack was made, in groups; of other events their kind."""
    if draft.type != "attack":
        return draft.type.replace("_", " ") if draft.type == "force_level" else draft.subtype.replace("_", " ")
    groups = ((_FROM_THE_AIR, "from the air"), (_FROM_AFAR, "from afar"), (_BY_BOMB, "by bomb"))
    return next(
        (name for group, name in groups if draft.subtype in group),
        draft.subtype.replace("_", " ") if draft.subtype in _OWN_NAMES else "else",
    )


def at_home(draft: Draft, actor: Actor, telling: Telling) -> dict[str, float]:
    """Whether the event was on the actor's own ground."""
    side = side_of(actor)
    lands = {p.country for p in draft.where.any() if p.country}
    if side != "state":
        facts = registry.actor(actor.actor_id) if actor.actor_id else None
        return {f"{side} at home": facts is not None and bool(facts.countries & lands)}
    main = next((code for code, _ in telling.reading.setting.most_common(1)), None)
    where = "at home" if actor.iso3 in lands else "abroad"
    return {f"state {where}": True, f"state {where}, {means(draft)}": True, "state of the text": actor.iso3 == main}


def naming(draft: Draft, named: list[Actor], telling: Telling) -> dict[str, float]:
    """Where and how often the text names the actor."""
    side = side_of(named[0])
    start, end = draft.sentence.start_char, draft.sentence.end_char
    every = [a for a in telling.reading.actors if a.kind in STATE_KINDS | ARMED_KINDS]
    of_side = [a for a in every if (a.kind in REBEL_KINDS) == (side == "rebels")]
    starts = [a.span.start for a in named]
    near = max((at for at in starts if at < draft.span.start), default=None)
    after = telling.sentence(start) + 1
    return {
        **telling.back(draft, starts),
        "last of its side named": near is not None and not any(near < a.span.start < draft.span.start for a in of_side),
        "named later in the sentence": any(draft.span.start <= at < end for at in starts),
        "named in the next sentence": any(telling.sentence(at) == after for at in starts),
        f"{side} named in the sentence": any(start <= at < end for at in starts),
        "in the lead": min(starts) < telling.lead,
        "last to be named": not any(a.span.start > max(starts) for a in every),
        "claims or is accused": any(_accounts(telling.reading.head(a.span)) for a in named),
        "in the title": named[0].surface in (telling.reading.document.title or ""),
        "how often named": math.log1p(len(named)),
        "share of the fighters named": len(named) / max(1, len(every)),
        "share of its side named": len(named) / max(1, len(of_side)),
        "only one of its side": len({a.canonical for a in of_side}) == 1,
    }


def _accounts(noun: Token) -> bool:
    """Whether a noun stands by a verb of claiming or blaming, as whoever claims or is blamed."""
    above = [t for t in noun.ancestors if is_verb(t)][:1]
    return any(t.lemma_ in (_CLAIMING if noun.dep_ in SUBJECTS else _BLAMING) for t in above)


_CLAIMING = words("claim admit acknowledge boast vow threaten deny")
_BLAMING = words("blame accuse suspect attribute link implicate hold condemn")
