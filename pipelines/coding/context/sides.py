"""The sides of an event that its own sentence leaves out: who is behind an attack, whom it strikes, who makes a truce.

Here belong the series and the story that an attack is part of, and interceptions. Whose the sites are that are attacked
is in `struck`, claims and blame in `attribution`; what else a sentence leaves out is filled in `carrying`.
"""

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, REBEL_KINDS, STATE_KINDS
from pipelines.coding.context.hands import by_unknown
from pipelines.coding.context.story import same_paragraph
from pipelines.coding.context.struck import home, struck
from pipelines.coding.event_words.frames import beats_off, mediates
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import doers, is_noun, subjects
from pipelines.coding.words.topics import is_day_list

NEAR = 400
"""Characters back within which an earlier event lends what a later one leaves out."""


def complete(draft: Draft, earlier: list[Draft], reading: Reading) -> None:
    """Fill in whom an attack strikes, as far as its attacker, its place and what it strikes tell."""
    if is_day_list(reading.document):
        _of_the_place(draft, reading)
    if draft.subtype == "interception":
        _answer(draft, earlier, reading)
    if not draft.source and _by_those_before(draft):
        other = next((d for d in reversed(earlier) if d.type == "attack" and d.source), None)
        draft.source = other.source if other is not None and _told_near(other, draft) else []
    if draft.source and all(a.kind in REBEL_KINDS for a in draft.source):
        draft.target = [a for a in draft.target if a.kind != "unknown"]  # "all the attackers were killed"
    if draft.subtype == "armed_clash" and _names_both(draft):
        parties(draft, [], reading)
    if not draft.source and draft.target and all(a.kind in REBEL_KINDS for a in draft.target):
        fought = draft.subtype == "armed_clash" or _by_the_state(draft, reading)
        draft.source = home(draft) if fought and not by_unknown(draft, reading) else []
    if draft.frame == "victim":
        hands = {a.canonical for a in draft.source}
        draft.target = [a for a in draft.target if a.kind not in REBEL_KINDS or a.canonical not in hands]
        hurt = {a.canonical for a in draft.target}
        draft.source = [a for a in draft.source if a.canonical not in hurt]  # nobody strikes himself
    _not_himself(draft)
    if not draft.target:
        draft.target = [a for a in struck(draft, reading) if a.canonical not in {s.canonical for s in draft.source}]


def _of_the_place(draft: Draft, reading: Reading) -> None:
    """Take "two soldiers" and "the police", in a list of the news of all countries, for those of the place."""
    lands = {p.country for p in draft.where.any() if p.country}
    meant = [a for a in draft.target if a.kind in STATE_KINDS and _is_nameless(a, reading)]
    if lands and any(a.iso3 not in lands for a in meant):
        draft.target = home(draft) + [a for a in draft.target if a not in meant]


def _is_nameless(actor: Actor, reading: Reading) -> bool:
    """Whether the words for an actor hold no name: "soldiers", but not "Danish soldiers" or "Denmark"."""
    told = reading.doc.char_span(actor.span.start, actor.span.end, alignment_mode="expand")
    common = ("NN", "NNS", "DT", "CD")
    return all(t.is_lower or t.like_num or (t.is_sent_start and t.tag_ in common) for t in told or ())


def _not_himself(draft: Draft) -> None:
    """Nobody strikes himself: who is killed or beats an attack off is not its doer."""
    if not draft.source or {a.canonical for a in draft.source} != {a.canonical for a in draft.target}:
        return
    if draft.frame in ("kill", "victim") or beats_off(draft.anchor):
        draft.source = []
    else:
        draft.target = []


def _by_the_state(draft: Draft, reading: Reading) -> bool:
    """Whether rebels were hit as only a state does it, in a text of no second state: from the air, in an operation."""
    states = {a.iso3 for a in reading.actors if a.kind in STATE_KINDS and a.iso3}
    if len(states | {p.country for p in draft.where.any() if p.country}) > 1:
        return False
    near = {t.lemma_.lower() for t in draft.anchor.subtree}
    return draft.subtype == "airstrike" or (draft.frame in ("kill", "victim") and bool(near & _OPERATIONS))


_OPERATIONS = words("operation encounter raid shootout sweep gunfight crackdown")


def _told_near(other: Draft, draft: Draft) -> bool:
    return draft.sentence.start_char - max(d.sentence.end_char for d in (other, *other.also)) <= NEAR


def _by_those_before(draft: Draft) -> bool:
    """Whether "the attackers" did it, who are those of the attack told before."""
    known = [t for d in (draft, *draft.also) for t in doers(d.anchor) if t.lemma_.lower() in _HANDS]
    return any(c.lower_ in ("the", "these", "those") for t in known for c in t.children)


_HANDS = words("attacker assailant gunman raider bomber fighter militant hijacker kidnapper abductor killer")


def _answer(draft: Draft, earlier: list[Draft], reading: Reading) -> None:
    """What is shot down belongs to the attacker told just before, and is shot down by whom he attacked."""
    other = next((d for d in reversed(earlier) if d.type == "attack" and d.subtype != "interception"), None)
    if other is None or not same_paragraph(other, draft, reading):
        attacked = home(draft)
        if not draft.source and attacked and attacked[0].canonical not in {a.canonical for a in draft.target}:
            draft.source = attacked
        return
    if {a.canonical for a in draft.target} & {a.canonical for a in other.target}:
        draft.target = []
    draft.target = draft.target or [a for a in other.source if a not in draft.source]
    draft.source = draft.source or [a for a in other.target if a.kind in STATE_KINDS and a not in draft.target]


def _names_both(draft: Draft) -> bool:
    """Whether a clash is one of "the two forces" or "both sides", whom the text named before."""
    if draft.source and any(a.kind != "civilians" for a in draft.target):
        return False
    sides = [t for d in (draft, *draft.also) for t in doers(d.anchor)]
    beside = [c.lower_ for t in sides for c in t.children if c.dep_ in ("nummod", "det", "predet")]
    return "two" in beside or "both" in beside


def of_the_series(draft: Draft, earlier: list[Draft], reading: Reading) -> list[Actor]:
    """Who is behind a series told just before in the paragraph, of one of its parts: "four raids by rebels"."""
    for other in reversed(earlier):
        if draft.sentence.start_char - other.sentence.end_char > NEAR or not same_paragraph(other, draft, reading):
            break
        if other.subtype == "attack_series" and other.source and draft.period and other.period:
            within = other.period.start <= draft.period.start and draft.period.end <= other.period.end
            lands = [{p.country for p in d.where.any()} for d in (other, draft)]
            return other.source if within and draft.subtype != "attack_series" and lands[0] & lands[1] else []
    return []


def of_the_story(draft: Draft, drafts: list[Draft], reading: Reading) -> None:
    """Who is behind an attack whose noun names nobody: of fighting both sides of the war; of the shelling before a
    capture those who took the place; of an air strike that an alliance reports the alliance."""
    over = {
        d.anchor.i: d for d in drafts if d.type == "attack" and d.source and d.sentence.start == draft.sentence.start
    }
    draft.source = draft.source or _same_battery(draft, drafts) or _the_invader(draft, drafts)
    path = list(draft.token.ancestors)
    if len(path) > 2 and path[0].lower_ == "of" and path[1].lemma_ in _SPAN_OF_TIME:
        path = path[2:]  # "took the town after days of shelling"
    above = next((n for n, t in enumerate(path) if t.i in over), None)
    if draft.source or not (is_noun(draft.token) or draft.token.dep_ == "pobj"):
        return
    measured = any(t.dep_ == "npadvmod" for t in path[0].children) if path else False  # "hours after a bombing"
    if above is not None and path[0].dep_ == "prep" and path[0].lower_ in _WITH and not measured:
        draft.source = over[path[above].i].source
    elif draft.subtype == "armed_clash" and not draft.target:
        parties(draft, [], reading)
    elif draft.subtype in ("airstrike", "drone_strike"):
        draft.source = [a for a in reading.speaker if a.kind in ("coalition", "igo")]


def _the_invader(draft: Draft, drafts: list[Draft]) -> list[Actor]:
    """Whose "the invasion" is that names nobody: the only foreign state that the text tells to take ground there."""
    lands = {p.country for p in draft.where.any() if p.country}
    if draft.token.lemma_.lower() != "invasion":
        return []
    on_ground = [d for d in drafts if d.subtype in ("ground_offensive", "incursion", "shelling", "airstrike")]
    states = {a.canonical: a for d in on_ground for a in d.source if a.kind in STATE_KINDS and a.iso3 not in lands}
    targets = {a.canonical for d in on_ground for a in d.target}
    found = [a for name, a in states.items() if name not in targets]
    return found if len(found) == 1 else []


_BATTERIES = (
    frozenset(["airstrike"]),
    frozenset(["missile_strike", "drone_strike"]),
    frozenset(["shelling", "rocket_attack"]),
)
"""What strikes from afar with the same arms."""


def _same_battery(draft: Draft, drafts: list[Draft]) -> list[Actor]:
    """The only state that the text tells to strike from afar with such arms in that country: behind "missiles fell on
    Odesa" is whose missiles fell on Kyiv."""
    arms = next((group for group in _BATTERIES if draft.subtype in group), frozenset())
    lands = {p.country for p in draft.where.any()}
    others = [d for d in drafts if d.type == "attack" and d.subtype in arms and d.source and d.status == "occurred"]
    sources = {a.canonical: a for d in others for a in d.source}
    near = any(lands & {p.country for p in d.where.any()} for d in others)
    struck = {a.canonical for a in draft.target}
    found = list(sources.values())
    return (
        found if near and len(found) == 1 and found[0].kind in STATE_KINDS and found[0].canonical not in struck else []
    )


_SPAN_OF_TIME = words("minute hour day night week month")
_WITH = ("after", "following", "with", "during", "amid", "in", "by", "through")
"""Prepositions between the capture of a place and the attack that was part of it."""


def parties(draft: Draft, earlier: list[Draft], reading: Reading) -> None:
    """The sides of an agreement that names none: those of its sentence, else of the last agreement that names both,
    else of what was told just before it, else the two that the text names most."""
    start, end = draft.sentence.start_char, draft.sentence.end_char
    told = next((d for d in reversed(earlier) if d.type == "agreement" and d.source and d.target), None)
    here = {a.canonical for a in _sides(a for a in reading.actors if start <= a.span.start < end)}
    if told is not None and here <= {a.canonical for a in (*told.source, *told.target)}:
        draft.source, draft.target = told.source, told.target
        return
    for first in (start,) if _both_sides(draft) else (start, max(start - NEAR, 0)):
        near = [(a, reading.head(a.span)) for a in reading.actors if first <= a.span.start < end]
        sides = _sides(a for a, head in near if not mediates(head) and not _told_aside(head, draft, reading))
        own = [a for a in sides if a.span.start >= start]
        sides = own + [a for a in sides if a.canonical not in {o.canonical for o in own}]
        if len(sides) >= 2 or (sides and draft.subtype == "talks"):
            draft.source, draft.target = sides[:1], sides[1:3]
            return
    named = Counter(a.canonical for a in reading.actors if a.kind in STATE_KINDS | ARMED_KINDS)
    most = [name for name, count in named.most_common(2) if count > 1]
    sides = [a for a in _sides(reading.actors) if a.canonical in most]
    draft.source, draft.target = sides[:1], sides[1:2]


def _both_sides(draft: Draft) -> bool:
    """Whether the words mean the two that a text is about: "the neighbours signed a peace deal"."""
    return any(t.tag_ == "NNS" and t.lemma_ in _BOTH for t in subjects(draft.anchor))


_BOTH = words("neighbour neighbor side foe rival country belligerent government")


def _told_aside(head: Token, draft: Draft, reading: Reading) -> bool:
    """Whether an actor stands in a clause that only describes a country: "Sudan, whose rebels Kenya backed"."""
    clauses = [t for t in head.ancestors if t.dep_ == "relcl" and not t.is_ancestor(draft.token)]
    told = {**reading.place_at, **reading.actor_at}
    return any(t.head.i in told or any(c.tag_ == "WP$" for c in t.subtree) for t in clauses)


def _sides(found: Iterable[Actor]) -> list[Actor]:
    """The states and armed groups among actors, each once, in order."""
    return list({a.canonical: a for a in found if a.kind in STATE_KINDS | ARMED_KINDS}.values())
