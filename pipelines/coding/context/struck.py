"""Whom an attack strikes whose words do not say it: whose the site or the ground is that is attacked.

Here belongs what the struck thing, the attacker and the country tell together. Who is named as the target is read in
`roles`.
"""

from dataclasses import replace

from spacy.tokens import Token

from pipelines.coding.actors import registry, resolving
from pipelines.coding.actors.actor_kinds import REBEL_KINDS, STATE_KINDS
from pipelines.coding.context.hands import is_allied
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Span
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import after, is_passive, modifiers, objects

_GUARDED = words(
    """base barracks garrison outpost checkpoint checkpost patrol headquarters airbase division brigade battalion
    regiment roadblock"""
)
"""What only armed forces have: where rebels strike one, they strike the state, unless the text says whose it is."""
_OF_FORCES = words("army military naval navy police security")
"""What stands before a thing of the forces: "an army bulldozer", "a naval flotilla"."""
_CIVIL_SITES = words(
    """market marketplace bazaar church mosque temple synagogue cathedral hospital clinic school university
    home house apartment restaurant hotel cafe cinema wedding funeral ceremony bus minibus train taxi
    shop mall supermarket nightclub concert orphanage kindergarten monastery bakery
    neighbourhood neighborhood quarter bank car truck tractor
    airliner trawler yacht shipping motorcycle motorbike lorry ferry freighter tanker dhow ship vessel
    ambulance playground college stadium cemetery granary mill shelter farm warehouse"""
)
"""Where civilians are struck."""
_HOLDING = words("man hold guard occupy run staff house use defend control host")
_HELD = words("position target camp hideout stronghold base enclave lair bastion depot concentration trench post")
"""What rebels have, where the army strikes it."""
_OF_WAR = ("airstrike", "drone_strike", "shelling", "ground_offensive", "armed_clash")
"""What a state does at home to the only armed group of the text, whatever it strikes."""


def home(draft: Draft) -> list[Actor]:
    """The state of the place of an attack."""
    country = next((p.country for p in draft.where.any() if p.country), None)
    facts = registry.state(country) if country else None
    span = Span(draft.token.idx, draft.token.idx + len(draft.token))
    return [Actor(draft.token.text, facts.name, span, facts.actor_id, facts.iso3, facts.kind)] if facts else []


def struck(draft: Draft, reading: Reading) -> list[Actor]:
    """Who owns the site or the ground that is attacked: those said to hold it; civilians, of a market or a car; the
    state of the place, where rebels or unknown hands strike its forces or take a town, or another state strikes; the
    only armed group of the text, where a state fights at home or hits what rebels have."""
    if owners := [a for site in draft.struck for a in _holders(site, draft, reading) if a.kind != "civilians"]:
        return list({a.canonical: a for a in owners}.values())
    heads = {t.lemma_.lower() for t in draft.struck}
    guarded = bool(heads & _GUARDED) or any(_is_of_forces(m, t) for t in draft.struck for m in modifiers(t))
    site = next((t for t in draft.struck if _is_civil(t)), None)
    if site is not None and not guarded:
        return [Actor(site.text, "civilians", Span(site.idx, site.idx + len(site)), None, None, "civilians")]
    if all(a.kind in REBEL_KINDS for a in draft.source):
        against = draft.subtype in ("ground_offensive", "armed_clash") and draft.source
        return home(draft) if guarded or against else []
    return _struck_by_state(draft, heads, reading) if all(a.kind in STATE_KINDS for a in draft.source) else []


def _struck_by_state(draft: Draft, heads: set[str], reading: Reading) -> list[Actor]:
    lands = {p.country for p in draft.where.any()}
    at_home = any(a.iso3 in lands for a in draft.source)
    others = [a for a in reading.actors if a.kind in REBEL_KINDS and (at_home or _fights_in(a, lands))]
    allies = {a.canonical for a in others if is_allied(reading.head(a.span))}
    rebels = {a.canonical: a for a in others if a.canonical not in allies}
    fought = at_home and len(draft.source) == 1 and draft.subtype in _OF_WAR
    held = draft.subtype == "ground_offensive" or bool(heads & _HELD) or fought
    if rebels:
        return list(rebels.values()) if held and len(rebels) == 1 else []
    abroad = bool(lands) and not at_home and not draft.where.loose and all(a.iso3 for a in draft.source)
    abroad = abroad and not (draft.struck and all(_is_person(t, reading) for t in draft.struck))
    return home(draft) if abroad and draft.subtype != "interception" else []


def _is_of_forces(word: Token, struck: Token) -> bool:
    """Whether a word says that what is struck is of the forces of the place; "an Army captain" may be of others."""
    return word.lower_ in _OF_FORCES and (word.is_lower or struck.text[0].isupper())


def _is_person(struck: Token, reading: Reading) -> bool:
    named = struck.ent_type_ == "PERSON" and struck.i not in reading.place_at
    return named or struck.lower_ in ("i", "me", "he", "him", "she", "her", "who")


def _is_civil(site: Token) -> bool:
    """Whether civilians are struck there: at a market, or at a station of buses."""
    lemma = site.lemma_.lower()
    if lemma == "quarter" and after(site, ("of",)):
        return False  # "captured a quarter of the highway"
    return lemma in _CIVIL_SITES or (lemma == "station" and any(m.lower_ in _OF_TRAFFIC for m in modifiers(site)))


_OF_TRAFFIC = words("bus train railway metro petrol fuel power television")


def _holders(site: Token, draft: Draft, reading: Reading) -> list[Actor]:
    """Who is said to be at a site: "an outpost manned by Kenyan soldiers", "a base housing U.S. troops", "a town under
    the control of rebels", "a rebel-held area"."""
    clauses = [c for c in site.children if c.dep_ in ("acl", "relcl") and c.lemma_ in _HOLDING]
    told = [t for c in clauses for t in (after(c, ("by",)) if is_passive(c) else objects(c))]
    near = {*site.subtree, *(t for t in draft.token.subtree if t.i > site.i)}
    under = [t for t in near if t.lower_ == "control" and t.dep_ == "pobj" and t.head.lower_ == "under"]
    told += [o for t in under[:1] for o in (*after(t, ("of",)), *modifiers(t))]
    found = [a for t in told for a in reading.who(t)]
    held = [c for c in site.children if c.dep_ == "amod" and c.lower_ in ("held", "controlled", "occupied")]
    return found or [a for c in held for t in c.children for a in _holder(t, draft, reading)]


def _holder(word: Token, draft: Draft, reading: Reading) -> list[Actor]:
    """Who "held" says to hold a place: "the Syrian army controlled village", "rebel-held", "government-held"."""
    if word.dep_ not in ("npadvmod", "compound", "amod", "nmod", "nsubj"):
        return []
    if word.lower_ in ("government", "regime"):
        return home(draft)
    span = Span(word.left_edge.idx, word.idx + len(word))
    named = reading.actor_at.get(word.i) or reading.who(word)
    actor = resolving.resolve(span.of(reading.document.text)) if not named else None
    groups = {a.canonical: a for a in reading.actors if a.kind in REBEL_KINDS}
    if actor is not None and actor.kind in REBEL_KINDS and actor.actor_id is None:
        only = next(iter(groups.values())).canonical if len(groups) == 1 else f"{actor.canonical.removesuffix('s')}s"
        actor = replace(actor, canonical=only)
    return named or ([replace(actor, span=span)] if actor is not None else [])


def _fights_in(group: Actor, lands: set[str | None]) -> bool:
    """Whether an armed group is known to fight in one of the countries."""
    facts = registry.actor(group.actor_id) if group.actor_id else None
    return facts is not None and bool(facts.countries & lands)
