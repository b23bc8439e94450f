"""Statements about forces and the use of force, as drafts: demands, votes, threats, vows, promises to stay.

Here belong the drafts of statements. Which verbs make one is in `statements`.
"""

from itertools import islice

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.event_words.force_nouns import is_force
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.triggers import Sense
from pipelines.coding.reading import Reading
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.roles import state_of
from pipelines.coding.slots.siting import places_of
from pipelines.coding.slots.statements import (
    TERMS,
    asks_for,
    extends,
    refuses_to_go,
    speakers,
    speech_act,
    stays,
    threatens,
    votes,
)
from pipelines.coding.slots.status import status_of
from pipelines.coding.slots.timing import period_of, span_of
from pipelines.coding.slots.wishes import Wish, means_forces, wish_of
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import SUBJECTS, after, is_noun, is_passive, is_verb, modifiers, objects, subjects

STAY = Sense("statement", "continued_presence", "stay", "none")


def declared(
    sentence: Sentence, mentions: list[Mention], found: list[Draft], levels: set[int], reading: Reading
) -> list[Draft]:
    """The statements of a sentence that no movement tells; `levels` are the verbs of its force levels. A movement that
    is only wanted, or that is refused for good, is dropped."""
    told = {d.token.i for d in found if d.type == "statement"}
    wishes = {t.i: wish for t in sentence if t.i not in told and (wish := _wish(t, reading))}
    clauses = {w.clause.i for w in wishes.values() if w.clause is not None}
    stays = [d for d in _stays(sentence, mentions, reading) if d.anchor.i not in levels | clauses]
    drafts = list(stays)
    for token in sentence:
        if token.i in wishes:
            drafts.append(_spoken(token, wishes[token.i], mentions, sentence, reading))
        elif token.i not in told and is_verb(token) and (subtype := _act(token, reading)):
            drafts.append(_spoken(token, Wish(subtype, []), mentions, sentence, reading))
    for draft in found:
        if draft.type == "troop_movement" and draft.anchor.i in clauses | {d.token.i for d in stays}:
            draft.status = "drop"
    return drafts


def _wish(word: Token, reading: Reading) -> Wish | None:
    """What somebody wants of forces that are not their own."""
    if reading.conflict < 4 or not (is_verb(word) or is_noun(word)):
        return None
    told = wish_of(word, reading)
    if told is None or _of_a_treaty(word, reading) or not any(_speaks(t, reading) for t in speakers(word)):
        return None
    who = {a.canonical for t in speakers(word) for a in reading.who(t)}
    whose = {a.canonical for t in told.forces for a in reading.who(t)}
    return None if told.subtype == "demand_withdrawal" and (who & whose or not whose) else told


def _speaks(token: Token, reading: Reading) -> bool:
    """Whether a state, an armed group or somebody in office speaks."""
    named = any(a.kind in STATE_KINDS | ARMED_KINDS | {"igo"} for a in reading.who(token))
    return named or token.tag_ in ("NNP", "PRP") or token.lemma_.lower() in _OFFICES


_OFFICES = words(
    """president minister government parliament junta premier leader opposition envoy king ambassador speaker lawmaker
    senator mayor governor cleric secretary chief chairman spokesman spokeswoman protester demonstrator elder"""
)


def _act(verb: Token, reading: Reading) -> str | None:
    """What a verb of speech says of forces by itself: a vote, a threat, a vow, a plea for a force."""
    if votes(verb):
        return "vote_resolution"
    if not any(_speaks(t, reading) for t in speakers(verb)):
        return None
    if _turns_to(verb, reading):
        return "request_presence"
    if asks_for(verb) and any(is_force(t, reading) for t in asks_for(verb)):
        return "request_presence"
    return threatens(verb) if reading.conflict >= 4 else None


def _turns_to(verb: Token, reading: Reading) -> bool:
    """Whether somebody turns to an alliance, or to a state for help: "appealed to the alliance"."""
    sought = {t.lemma_.lower() for t in after(verb, ("for",))}
    meant = not sought or bool({"help", "assistance", "protection", "support"} & sought)
    kinds = STATE_KINDS | {"igo", "coalition"} if sought else {"igo", "coalition"}
    helpers = [a for t in after(verb, ("to",)) for a in reading.who(t) if a.kind in kinds]
    moved = any(c.dep_ in ("xcomp", "advcl", "ccomp", "dobj") for c in verb.children)
    turning = verb.lemma_ in ("turn", "appeal") and not is_passive(verb) and not moved
    return turning and bool(helpers) and meant and reading.conflict >= _PLAINLY


def as_statement(draft: Draft, mention: Mention, sentence: Sentence, reading: Reading) -> None:
    """Make a statement of a movement that is only what somebody demands, backs or refuses."""
    act = speech_act(mention) or _order_of_the_host(draft, mention, reading)
    if act is None:
        return
    if _of_a_treaty(act[1], reading):
        draft.status = "planned"  # "the accord calls for the army to leave"
        return
    subtype, verb = act
    mover = draft.source
    draft.type, draft.subtype, draft.status = "statement", subtype, "occurred"
    draft.source = [a for t in speakers(verb) for a in reading.who(t)]
    called = (objects(verb) or after(verb, ("on", "upon"))) if is_verb(verb) else []
    addressed = [a for o in called for a in reading.who(o)]
    draft.target = [a for a in addressed or mover if a.canonical not in {s.canonical for s in draft.source}]
    draft.where.location = draft.where.any()
    draft.where.origin, draft.where.destination = [], []
    draft.token, draft.trigger = verb, span_of(verb)
    draft.quantity = None
    draft.period = period_of(Mention(verb, mention.sense, verb), [mention], sentence, reading, "occurred")


def _of_a_treaty(verb: Token, reading: Reading) -> bool:
    """Whether a paper, and nobody who speaks, calls for something."""
    start = verb.sent.start
    before = [c for c in reading.doc[start - 1].sent.root.children if c.dep_ in SUBJECTS] if start else []
    said = [t for s in subjects(verb) for t in (before if s.lower_ == "it" and s.head.dep_ == "ROOT" else [s])]
    return any(s.lemma_.lower() in _PAPERS for s in said)


_PAPERS = words(
    "ceasefire truce accord agreement deal pact treaty plan protocol memorandum text document roadmap understanding"
)


def _stays(sentence: Sentence, mentions: list[Mention], reading: Reading) -> list[Draft]:
    """Promises and forecasts that forces stay."""
    found = []
    for token in sentence:
        remains, longer = stays(token) or refuses_to_go(token), extends(token)
        if not (remains or longer) or not is_verb(token):
            continue
        acted = token.lemma_ not in ("leave", "quit") and not longer
        heads = (objects(token) if acted else []) or subjects(token)
        force = [t for t in heads for t in (t, *_whose(t)) if means_forces(t, reading)]
        if not force and (_operates(token) or _abroad(token, reading) or (longer and reading.conflict >= _PLAINLY)):
            force = [t for t in heads if _speaks(t, reading)]
        if not force:
            continue
        status, why = status_of(token, token, "statement")
        if refuses_to_go(token):
            status = "planned"
        draft = Draft("statement", "continued_presence", status, token, sentence, token, "stay", status_span=why)
        draft.source = [state_of(a) if a.iso3 else a for t in force for a in reading.who(t)]  # "the Danes will stay"
        stand_in = Mention(token, STAY, token, force, [])
        draft.where = places_of(stand_in, mentions, sentence, reading)
        found.append(draft)
    return found


def _whose(term: Token) -> list[Token]:
    """Whose a mission, a mandate, a stay or a presence is: "the force's stay", "the mandate of the peacekeepers"."""
    if term.lemma_.lower() not in TERMS:
        return []
    return [*modifiers(term), *after(term, ("of", "for"))]


_PLAINLY = 5.0
"""From so much of war in a text on, a mission or a state that stays abroad stays with arms."""


def _abroad(verb: Token, reading: Reading) -> bool:
    """Whether a state is said to stay in another country: "Portugal will remain in Guinea"."""
    states = [t for t in subjects(verb) if t.tag_ == "NNP" and t.ent_type_ != "PERSON"]
    home = {a.iso3 for t in states for a in reading.who(t) if a.kind in STATE_KINDS}
    lands = {p.country for t in after(verb, ("in",)) for p in reading.place_at.get(t.i, [])}
    return reading.conflict >= _PLAINLY and bool(home) and bool(lands) and not home & lands


def _spoken(token: Token, wish: Wish, mentions: list[Mention], sentence: Sentence, reading: Reading) -> Draft:
    """A speech act on forces, by those who speak, to those whose the forces are."""
    status, why = status_of(token, token, "statement")
    draft = Draft("statement", wish.subtype, status, token, sentence, token, "stay", status_span=why)
    draft.source = [a for t in speakers(token) for a in reading.who(t)]
    own = {a.canonical for a in draft.source}
    draft.target = [a for t in wish.forces for a in reading.who(t) if a.canonical not in own]
    draft.where = places_of(Mention(token, STAY, token), mentions, sentence, reading)
    return draft


def _operates(verb: Token) -> bool:
    """Whether a state's staying is one of its forces: "will continue to operate from Iraq"."""
    return verb.lemma_ == "continue" and any(c.dep_ == "xcomp" and c.lemma_ in _MISSIONS for c in verb.children)


_MISSIONS = words("operate patrol train serve occupy garrison deploy station")


def _order_of_the_host(draft: Draft, mention: Mention, reading: Reading) -> tuple[str, Token] | None:
    """A demand in the words of an order, when who gives it does not own the force: "told the mission to leave"."""
    if draft.subtype not in ("withdrawal", "drawdown") or mention.sense.type != "troop_movement":
        return None
    verb = mention.token if mention.token.lemma_ == "order" else mention.anchor.head
    told = objects(verb)
    if limit := _time_limit(mention.anchor):
        verb, told = limit, [*subjects(mention.anchor), *(c for c in limit.children if c.dep_ in ("dative", "dobj"))]
    elif verb.lemma_ not in _ORDERING or not is_verb(verb):
        return None
    who = {a.canonical for t in speakers(verb) for a in reading.who(t) if a.kind in STATE_KINDS | ARMED_KINDS}
    whose = {a.canonical for t in told for a in reading.who(t)}
    return ("demand_withdrawal", verb) if who and whose and not who & whose else None


def _time_limit(leaving: Token) -> Token | None:
    """The verb that gives somebody so long to leave: "gave the mission a month to leave", "set a deadline for"."""
    giving = next((t for t in islice(leaving.ancestors, 3) if t.lemma_ in _SETTING and is_verb(t)), None)
    if giving is None or leaving.dep_ not in ("acl", "xcomp", "advcl", "relcl", "ccomp"):
        return None
    timed = any(t.lemma_ in _LIMITS or t.ent_type_ in ("DATE", "TIME") for t in giving.children)
    until = giving.lemma_ == "give" and any(c.lower_ in ("until", "till") for c in giving.children)
    return giving if timed or until else None


_SETTING = words("give set issue impose")
_LIMITS = words("ultimatum deadline notice hour day week month year")
_ORDERING = words("tell order instruct command")
