"""Bases, missions and drills of armed forces: what a base handed over, a mission ended or an exercise must show.

Here belong the tests of the needs `base`, `mission` and `exercise`. What a force is, and whether it moves, is in
`forces`.
"""

from pipelines.coding.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.frames import Mention
from pipelines.coding.lexicon import BASES, CRAFT, STRICT_TROOPS, words
from pipelines.coding.reading import Reading
from pipelines.coding.syntax import after, is_verb, modifiers, phrase, wide_phrase

_PLAIN_BASES = words("base post airfield camp garrison outpost barracks checkpoint fort airbase encampment")
"""Sites that in a text about war are those of a force."""


def moves_base(mention: Mention, reading: Reading) -> bool:
    """Whether a base is what is handed over, opened or closed, in a sentence about the military."""
    token = mention.token
    handed = token.lemma_ in _HANDING
    heads = [
        t for p in mention.patients for t in ((handed and p.lemma_ == "control" and after(p, ("of", "over"))) or [p])
    ]  # "handed over control of the base"
    heads = heads if is_verb(token) else [*after(token, ("of",)), *modifiers(token)]
    if flags := [head for head in heads if head.lemma_ == "flag"]:
        heads = [t for head in (token, *flags) for t in after(head, ("at", "over", "in"))]
        if reading.conflict >= 5 and heads and all(t.i in reading.place_at for t in heads):
            return True  # "lowered its flag in Herat"
    named = any(place.level == "site" for p in heads for place in reading.place_at.get(p.i, []))
    sites = {t.lemma_.lower() for p in heads for t in (wide_phrase(p) if p.lower_ in _PARTS else phrase(p))} & BASES
    if not named and not sites:
        return False
    near = {t.lemma_.lower() for t in token.sent}
    plain = bool(sites & _PLAIN_BASES) and reading.conflict >= 5
    return (
        named or plain or bool(near & (STRICT_TROOPS | {"military", "base", "airbase", "garrison", "pentagon", "nato"}))
    )


_HANDING = words("hand turn transfer give")
_PARTS = words("one two three four five six several some many most all half part rest")
"""What stands before "of the bases"."""


def ends_mission(mention: Mention, _: Reading) -> bool:
    """Whether a military mission is what ends."""
    near = {t.lemma_.lower() for p in mention.patients for t in phrase(p)}
    return bool(near & {"mission", "operation", "presence"}) and bool(
        near & {"military", "combat", "mission", "presence", "peacekeeping"}
    )


def is_exercise(mention: Mention, reading: Reading) -> bool:
    """Whether a drill is one of armed forces."""
    near = {t.lemma_.lower() for t in modifiers(mention.token)}
    if near & {"military", "naval", "joint", "live-fire", "war", "army", "air", "nato", "maritime"}:
        return bool(mention.agents) or mention.anchor != mention.token
    if reading.conflict < 3:
        return False
    held = any(a.kind in STATE_KINDS | ARMED_KINDS for t in mention.agents for a in reading.who(t))
    return held or bool({t.lemma_.lower() for t in mention.token.sent} & (STRICT_TROOPS | CRAFT))
