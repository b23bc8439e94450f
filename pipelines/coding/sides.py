"""The sides of an event that its own sentence leaves out: who is behind an attack, whom it strikes, who makes a truce.

Here belong claims and blame, the series and the story that an attack is part of, interceptions, and whose the sites are
that are attacked. What else a sentence leaves out is filled in `carrying`.
"""

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Token

from pipelines.coding import registry
from pipelines.coding.actor_kinds import ARMED_KINDS, REBEL_KINDS, STATE_KINDS
from pipelines.coding.drafts import Draft
from pipelines.coding.lexicon import words
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Span
from pipelines.coding.story import same_paragraph
from pipelines.coding.syntax import after, doers, is_noun, is_passive, objects, subjects
from pipelines.coding.triggers import NOUNS

NEAR = 400
"""Characters back within which an earlier event lends what a later one leaves out."""
_GUARDED = words(
    """base barracks garrison outpost checkpoint checkpost patrol headquarters airbase division brigade battalion
    regiment roadblock"""
)
"""What only armed forces have: where rebels strike one, they strike the state, unless the text says whose it is."""
_CIVIL_SITES = words(
    """market marketplace bazaar church mosque temple synagogue cathedral hospital clinic school university
    home house apartment restaurant hotel cafe cinema wedding funeral ceremony bus minibus train taxi
    shop mall supermarket nightclub concert orphanage kindergarten monastery bakery"""
)
"""Where civilians are struck."""
_HOLDING = words("man hold guard occupy run staff house use defend control host")
_HELD = words("position target camp hideout stronghold base enclave lair bastion depot concentration trench post")
"""What rebels have, where the army strikes it."""


def complete(draft: Draft, earlier: list[Draft], reading: Reading) -> None:
    """Fill in whom an attack strikes, as far as its attacker, its place and what it strikes tell."""
    if draft.subtype == "interception":
        _answer(draft, earlier, reading)
    if not draft.source and _by_those_before(draft):
        other = next((d for d in reversed(earlier) if d.type == "attack" and d.source), None)
        draft.source = other.source if other is not None and _told_near(other, draft) else []
    if draft.source and all(a.kind in REBEL_KINDS for a in draft.source):
        draft.target = [a for a in draft.target if a.kind != "unknown"]  # "all the attackers were killed"
    if draft.subtype == "armed_clash" and _names_both(draft):
        parties(draft, reading)
    if draft.subtype == "armed_clash" and not draft.source and draft.target:
        draft.source = _home(draft) if all(a.kind in REBEL_KINDS for a in draft.target) else []
    if draft.frame == "victim":
        hands = {a.canonical for a in draft.source}
        draft.target = [a for a in draft.target if a.kind not in REBEL_KINDS or a.canonical not in hands]
        struck = {a.canonical for a in draft.target}
        draft.source = [a for a in draft.source if a.canonical not in struck]  # nobody strikes himself
    if not draft.target:
        draft.target = [a for a in _struck(draft, reading) if a.canonical not in {s.canonical for s in draft.source}]


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


def _holders(site: Token) -> list[Token]:
    """Who is said to be at a site: "an outpost manned by Kenyan soldiers", "a base housing U.S. troops"."""
    clauses = [c for c in site.children if c.dep_ in ("acl", "relcl") and c.lemma_ in _HOLDING]
    return [t for c in clauses for t in (after(c, ("by",)) if is_passive(c) else objects(c))]


def _home(draft: Draft) -> list[Actor]:
    """The state of the place of an attack."""
    home = next((p.country for p in draft.where.any() if p.country), None)
    facts = registry.state(home) if home else None
    span = Span(draft.token.idx, draft.token.idx + len(draft.token))
    return [Actor(draft.token.text, facts.name, span, facts.actor_id, facts.iso3, facts.kind)] if facts else []


def _fights_in(group: Actor, lands: set[str | None]) -> bool:
    """Whether an armed group is known to fight in one of the countries."""
    facts = registry.actor(group.actor_id) if group.actor_id else None
    return facts is not None and bool(facts.countries & lands)


def _struck(draft: Draft, reading: Reading) -> list[Actor]:
    """Who owns the site or the ground that is attacked: the state of the place where rebels or unknown hands strike its
    forces or take a town, the only armed group of the text where a state does."""
    held = [t for site in draft.struck for t in _holders(site)]
    if held and (owners := [a for t in held for a in reading.who(t) if a.kind != "civilians"]):
        return owners
    heads = {t.lemma_.lower() for t in draft.struck}
    if heads & _CIVIL_SITES and not heads & _GUARDED:
        site = next(t for t in draft.struck if t.lemma_.lower() in _CIVIL_SITES)
        return [Actor(site.text, "civilians", Span(site.idx, site.idx + len(site)), None, None, "civilians")]
    taken = draft.subtype == "ground_offensive"
    if all(a.kind in REBEL_KINDS for a in draft.source):
        return _home(draft) if heads & _GUARDED or (taken and draft.source) else []
    if not (taken or heads & _HELD) or not all(a.kind in STATE_KINDS for a in draft.source):
        return []
    lands = {p.country for p in draft.where.any()}
    at_home = any(a.iso3 in lands for a in draft.source)
    rebels = {a.canonical: a for a in reading.actors if a.kind in REBEL_KINDS and (at_home or _fights_in(a, lands))}
    return list(rebels.values()) if len(rebels) == 1 else []


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
    draft.source = draft.source or _same_battery(draft, drafts)
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
        parties(draft, reading)
    elif draft.subtype in ("airstrike", "drone_strike"):
        draft.source = [a for a in reading.speaker if a.kind in ("coalition", "igo")]


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


def parties(draft: Draft, reading: Reading) -> None:
    """The sides of an agreement that names none: those of its sentence, else of what was told just before it, else the
    two that the text names most."""
    start, end = draft.sentence.start_char, draft.sentence.end_char
    for first in (start, max(start - NEAR, 0)):
        sides = _sides(a for a in reading.actors if first <= a.span.start < end)
        if len(sides) >= 2 or (sides and draft.subtype == "talks"):
            draft.source, draft.target = sides[:1], sides[1:3]
            return
    named = Counter(a.canonical for a in reading.actors if a.kind in STATE_KINDS | ARMED_KINDS)
    most = [name for name, count in named.most_common(2) if count > 1]
    sides = [a for a in _sides(reading.actors) if a.canonical in most]
    draft.source, draft.target = sides[:1], sides[1:2]


def _sides(found: Iterable[Actor]) -> list[Actor]:
    """The states and armed groups among actors, each once, in order."""
    return list({a.canonical: a for a in found if a.kind in STATE_KINDS | ARMED_KINDS}.values())


def attribute(drafts: list[Draft], reading: Reading) -> None:
    """Give an attack without attacker the one who claims it or is blamed for it in a later sentence."""
    for token in reading.doc:
        who = _claimant(token, reading)
        if not who:
            continue
        for draft in reversed(drafts):
            if (
                draft.type == "attack"
                and draft.token.i < token.i
                and draft.status in ("occurred", "ongoing")
                and draft.subtype != "attack_series"
            ):
                if not draft.source:
                    draft.source = who
                break


def _names_the_attack(noun: Token) -> bool:
    """Whether a noun points back to an attack: what is claimed in "the group claimed the bombing"."""
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "both", "this") for c in noun.children)
    names = {noun.lemma_.lower(), noun.lower_}
    return definite and any(sense.type == "attack" for name in names for sense in NOUNS.get(name, []))


def _claimant(token: Token, reading: Reading) -> list[Actor]:
    """Who a word says is behind the attack told before: by claim, by blame or by accusation."""
    lemma = token.lemma_.lower()
    if any(c.dep_ == "neg" for c in token.children):
        return []
    heads: list[Token] = []
    if lemma in _CLAIMING and any(o.lemma_.lower() in ("responsibility", "credit") for o in objects(token)):
        heads = doers(token)
    elif lemma == "claim" and (_by_somebody(token) or any(_names_the_attack(o) for o in objects(token))):
        return [a for s in doers(token) for a in reading.who(s) if a.kind in ARMED_KINDS]
    elif lemma == "blame":
        return [a for o in objects(token) for a in reading.who(o) if a.kind != "civilians"][:1]
    elif lemma in ("attribute", "ascribe"):
        heads = after(token, ("to",))
    elif lemma == "accuse" and any(_names_the_attack(o) for o in after(token, ("of",))):
        heads = objects(token)
    elif token.head.lemma_ == "be" and (lemma == "responsible" or lemma == "behind") and _of_the_attack(token):
        heads = subjects(token.head)
    named = [s for s in heads if not any(c.lower_ == "no" for c in s.children)]
    return [a for s in named for a in reading.who(s) if a.kind not in ("civilians", "unknown")]


_CLAIMING = words("claim accept admit take assume acknowledge")


def _by_somebody(verb: Token) -> bool:
    """Whether a participle names its doer: "an attack in Kunduz claimed by the group"."""
    return verb.tag_ == "VBN" and any(c.dep_ == "agent" for c in verb.children)


def _of_the_attack(word: Token) -> bool:
    """Whether what somebody is responsible for, or behind, is the attack told before: it, or no more is said."""
    told = after(word, ("for",)) if word.lemma_ == "responsible" else [c for c in word.children if c.dep_ == "pobj"]
    return all(_names_the_attack(t) or t.lower_ in ("it", "both") for t in told) and (bool(told) or word.pos_ == "ADJ")
