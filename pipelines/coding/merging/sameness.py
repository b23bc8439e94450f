"""One event or two: whether two mentions in a text can be, and are said to be, the same event.

Here belong what speaks against it (other days, places, sides) and what speaks for it (one clause, "the attack", nothing
new). Putting the values of two mentions together is in `merging`.
"""

from datetime import timedelta

from pipelines.coding.actors.actor_kinds import STATE_KINDS
from pipelines.coding.merging.kinship import FAR, answers_back, definite, kin, says_what_it_was
from pipelines.coding.merging.movers import base_and_land, due_apart, other_force, other_movers
from pipelines.coding.merging.tellings import (
    amid,
    first_of_many,
    goes_on,
    hurt_in,
    in_contrast,
    is_claim_of,
    is_detail,
    is_outcome,
    is_part_of_sum,
    many,
    of_the_dead,
    others_hurt,
    same_things,
    told_as_earlier,
    told_when,
    told_where,
)
from pipelines.coding.places.national_places import is_border
from pipelines.coding.places.place_context import nested
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Place
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.times.datelines import item_heads
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import SUBJECTS, is_noun, is_verb, objects, path_length
from pipelines.coding.words.topics import is_day_list

_OPEN_STATUS = ({"occurred", "ongoing"}, {"planned", "possible", "ongoing"}, {"denied", "cancelled"})


def same_event(first: Draft, second: Draft, reading: Reading) -> bool:
    """Whether the second draft tells of the same event as the first: nothing speaks against it and something for it."""
    if first.type == second.type == "attack" and is_claim_of(first, second) and not _apart(first, second):
        return True
    if first.type != second.type or not (kin(first, second) or _fought_back(first, second)):
        return False
    if _only_points_back(second) and first.sentence.start != second.sentence.start:
        return not _opposed(first, second) and not is_day_list(reading.document)
    if _fought_back(first, second) or is_outcome(first, second) or told_when(first, second):
        return True
    if not _opposed(first, second) and hurt_in(first, second):
        return True
    if _contradict(first, second):
        return False
    if first.sentence.start == second.sentence.start:
        return _bound(first, second)
    return _referring(first, second, reading)


def may_be_one(first: Draft, second: Draft) -> bool:
    """Whether nothing speaks against two drafts telling of one event, whatever speaks for it."""
    return first.type == second.type and kin(first, second) and not _contradict(first, second)


def _fought_back(first: Draft, second: Draft) -> bool:
    """Whether the second tells how those attacked in the first answered at once, which is one fight."""
    if first.type != "attack" or first.subtype == "interception" or not answers_back(second) or answers_back(first):
        return False
    near = second.sentence.start_char - first.sentence.end_char <= FAR and first.status == second.status == "occurred"
    other = (second.period and second.period != first.period) or names(second) - names(first)
    return near and not other


def _contradict(first: Draft, second: Draft) -> bool:
    told = second.status_span is not None or not is_noun(second.token)
    told = told and not (second.type == "attack" and second.status == "possible" and _points_back(second))
    if told and first.status != second.status and not any({first.status, second.status} <= s for s in _OPEN_STATUS):
        return True
    if _apart(first, second) or due_apart(first, second) or is_part_of_sum(first, second):
        return True
    if _opposed(first, second):
        return True
    sizes = [d.quantity.value if d.quantity else None for d in (first, second)]
    if first.type == "troop_movement" and first.quantity and second.quantity and sizes[0] != sizes[1]:
        return True
    return _elsewhere(first, second) or (base_and_land(first, second) and not names(first) & names(second))


def _apart(first: Draft, second: Draft) -> bool:
    """Whether their days do not meet; one day of difference is let pass at the same named place."""
    if first.period is None or second.period is None:
        return False
    slack = timedelta(days=1 if names(first) & names(second) else 0)
    return first.period.end + slack < second.period.start or second.period.end + slack < first.period.start


def _elsewhere(first: Draft, second: Draft) -> bool:
    """Whether both name places and none of one is, or lies in, one of the other; movements are compared end by end."""
    pairs = [(first.where.any(), second.where.any())]
    if first.type == "troop_movement":
        pairs = [(first.where.origin, second.where.origin), (first.where.destination, second.where.destination)]
    pairs = [(_closest(one), _closest(other)) for one, other in pairs]
    return any(one and other and not any(nested(a, b) for a in one for b in other) for one, other in pairs)


def _closest(places: list[Place]) -> list[Place]:
    """The places below the level of a country, if there are any; a border has no end."""
    return _small(places) or [p for p in places if p.level == "country"]


def _opposed(first: Draft, second: Draft) -> bool:
    """Whether the sides cannot be the same: other attackers, or the attacker of one attacked in the other."""
    sides = [{a.canonical for a in actors} for actors in (first.source, second.source, first.target, second.target)]
    if first.type == "troop_movement" and {a.iso3 for a in second.source} & {p.country for p in first.where.origin}:
        return False  # "Iraq's withdrawal" may be the withdrawal of others from Iraq
    if sides[0] and sides[1]:
        return not sides[0] & sides[1] and not _unnamed(first.source, second.source)
    if first.type != "attack":
        return False
    hurt = {"kill", "victim"} & {first.frame, second.frame}
    return not hurt and bool(sides[0] & sides[3] or sides[1] & sides[2])


def _unnamed(one: list[Actor], other: list[Actor]) -> bool:
    """Whether "the rebels" or "Kurdish militants" of one may be the armed group of the other."""
    kinds = {a.kind for a in (*one, *other)}
    named = [any(a.canonical[:1].isupper() and a.canonical.split()[-1][:1].isupper() for a in s) for s in (one, other)]
    return not kinds & STATE_KINDS and not all(named)


def _bound(first: Draft, second: Draft) -> bool:
    """Within a sentence: one clause tells the deed and the other its toll, means or outcome."""
    if first.type == "force_level":
        return first.quantity == second.quantity
    if first.type == "attack" and any(c.lower_ == "another" and c.dep_ == "det" for c in second.token.children):
        return False
    steps = min(path_length(first.token, second.token), path_length(first.anchor, second.anchor))
    if first.type == "troop_movement":
        return steps <= 3 and not other_movers(first, second)
    if first.type != "attack":
        return steps <= 3
    if told_as_earlier(first, second) or in_contrast(first, second):
        return False
    if definite(second) and not another(second) and many(first) == many(second):
        return True
    if many(first) != many(second) and is_noun(first.token) and is_noun(second.token):
        return False
    if {"kill", "victim", "burst"} & {first.frame, second.frame}:
        if amid(second) or amid(first):
            return True
        return steps <= 5 or second.token.tag_ == "VBG" or told_where(second)
    if is_noun(first.token) and first.token.is_ancestor(second.token) and told_where(second):
        return True  # "the raid on Reni, where militiamen stormed a camp"
    if first.where.any() and second.where.any() and first.where != second.where and not goes_on(first, second):
        return False
    return steps <= 4


def _only_points_back(draft: Draft) -> bool:
    """Whether the noun says only that it was told: "the truce followed the rout at Sake", whatever else is near it."""
    if draft.token.tag_ not in ("NN", "VBG") or not is_noun(draft.token):
        return False
    below = [c for c in draft.token.children if c.dep_ != "punct"]
    return bool(below) and all(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in below)


def _points_back(draft: Draft) -> bool:
    """Whether the mention, or a noun told with it, points back: "the blast", "two were killed in the raid"."""
    return any(definite(d) and not another(d) for d in (draft, *draft.also))


def _named_anew(first: Draft, second: Draft) -> bool:
    """Whether the noun that points at an attack tells where it was, and the text had told of none there: "five died in
    the fighting at Sake and Goma" is not the capture of Goma."""
    said = [t for d in (second, *second.also) if definite(d) for c in d.token.children for t in c.subtree]
    own = [p for p in second.where.any() if any(p.span.start <= t.idx < p.span.end for t in said)]
    before = _small(first.where.any())
    return bool(before) and any(not any(nested(p, known) for known in before) for p in _small(own))


def another(draft: Draft) -> bool:
    """Whether the words say that it is not the one before: "another attack", "a separate raid", "two others"."""
    if says_what_it_was(draft):
        return False
    opening = draft.sentence[: min(3, len(draft.sentence))]
    if any(t.lower_ in _MEANWHILE | {"another"} for t in opening) and not definite(draft):
        return True
    if any(t.lower_ in _IN_ANSWER and t.head.dep_ == "prep" for t in opening):
        return True
    verbs = {t.lemma_ for t in (draft.anchor, draft.token.head, draft.token.head.head) if is_verb(t)}
    if verbs & _ANSWERS:
        return True
    if definite(draft) and many(draft) and any(c.lower_ == "separate" for c in draft.token.children):
        return False  # those told
    clause = [*draft.token.children, *draft.anchor.children]
    return any(t.lower_ in _OTHERS for c in clause if c.dep_ in _NEAR_DEPS for t in (c, *c.children))


_MEANWHILE = words("meanwhile separately elsewhere also")
"""How a sentence opens that goes on to something else."""
_IN_ANSWER = words("response retaliation reprisal revenge answer reply")
"""After "in", the attack answers the one before."""
_ANSWERS = words("respond retaliate answer avenge counter")
"""An attack told with one of these answers another one."""
_OTHERS = words("another such separate second third elsewhere separately similar previous earlier")
_NEAR_DEPS = ("det", "amod", "nsubj", "nsubjpass", "dobj", "advmod")


def besides(draft: Draft) -> bool:
    """Whether a new subject says that this was one thing more: "fighting also broke out in the east"."""
    also = any(c.lower_ == "also" for c in draft.anchor.children)
    subjects = [c for c in draft.anchor.children if c.dep_ in SUBJECTS]
    return (
        also
        and draft.frame not in ("kill", "victim")
        and bool(subjects)
        and not definite(draft)
        and all(s.tag_ not in ("PRP", "DT", "WP", "WDT") for s in subjects)
    )


def _other_ground(first: Draft, second: Draft) -> bool:
    """Whether two verbs tell of taking two things: "freed three villages", "overran the camp"."""
    if not {first.subtype, second.subtype} <= {"ground_offensive"} or not (
        is_verb(first.token) and is_verb(second.token)
    ):
        return False
    taken = [{o.lemma_.lower() for o in objects(d.token) if is_noun(o)} for d in (first, second)]
    return all(taken) and not taken[0] & taken[1] and not names(first) & names(second)


def _referring(first: Draft, second: Draft, reading: Reading) -> bool:
    """Across sentences: the later mention brings no place, day, force or toll of its own."""
    if second.type == "attack" and _points_back(second) and not is_day_list(reading.document):
        return not (_named_anew(first, second) or first_of_many(first, second))
    if second.period and not first.period and second.sentence.start_char - first.sentence.end_char > FAR:
        return False
    if second.type == "agreement":
        return True
    if second.type == "force_level":
        return first.period == second.period
    shared = bool({a.canonical for a in first.source} & {a.canonical for a in second.source})
    if second.type == "statement":
        return shared
    if second.type == "troop_movement":
        if other_force(first, second):
            return False
        shared = shared or bool({a.iso3 for a in second.source} & {p.country for p in first.where.origin})
        return (shared or not second.source) and (first.status == second.status or not second.period)
    return _same_attack(first, second, reading)


def _same_attack(first: Draft, second: Draft, reading: Reading) -> bool:
    """Whether a later, indefinite word for an attack may be the one before."""
    if another(second) or besides(second) or _other_ground(first, second):
        return False
    this = any(c.lower_ in ("this", "these") for c in second.token.children)
    if many(first) != many(second) and is_noun(second.token) and not (_same_day(first, second) or this):
        return False
    listed = is_day_list(reading.document) or item_heads(reading.document.text)
    if listed and not _same_line(first, second, reading):
        return definite(second) and bool(names(first) & names(second))
    if definite(second):
        return True
    new_toll = first.fatalities and second.fatalities and first.fatalities.value != second.fatalities.value
    dead = of_the_dead(second) and second.period in (None, first.period)
    new_toll = new_toll and not dead and not others_hurt(second)
    new_day = second.period and not first.period
    new_place = second.where.any() and not first.where.any() and not dead
    if new_toll or ((new_day or new_place) and not (same_things(first, second) or is_detail(first, second))):
        return False
    series = second.subtype == "attack_series"
    return not series or (first.subtype == "attack_series" and bool(first.source and second.source))


def names(draft: Draft) -> set[str]:
    """The places of a draft below the level of a country."""
    return {p.canonical for p in _small(draft.where.any())}


def _small(places: list[Place]) -> list[Place]:
    """Those below the level of a country, without borders, along which much else lies."""
    return [p for p in places if p.level != "country" and not is_border(p)]


def _same_day(first: Draft, second: Draft) -> bool:
    day = second.period
    return day is not None and day.precision == "day" and first.period == day


def _same_line(first: Draft, second: Draft, reading: Reading) -> bool:
    return "\n" not in reading.document.text[first.sentence.start_char : second.sentence.start_char]
