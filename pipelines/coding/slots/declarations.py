"""Statements about forces and the use of force, as drafts: demands, votes, threats, vows, promises to stay.

Here belong the drafts of statements. Which verbs make one is in `statements`.
"""

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.event_words.force_nouns import is_force
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.triggers import Sense
from pipelines.coding.reading import Reading
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.siting import places_of
from pipelines.coding.slots.statements import asks_for, speakers, speech_act, stays, threatens, votes
from pipelines.coding.slots.status import status_of
from pipelines.coding.slots.timing import period_of, span_of
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import SUBJECTS, is_verb, objects, subjects

STAY = Sense("statement", "continued_presence", "stay", "none")


def declared(
    sentence: Sentence, mentions: list[Mention], found: list[Draft], levels: set[int], reading: Reading
) -> list[Draft]:
    """The statements of a sentence that no movement tells; `levels` are the verbs of its force levels."""
    told = {d.token.i for d in found if d.type == "statement"}
    drafts = [d for d in _stays(sentence, mentions, reading) if d.anchor.i not in levels]
    for token in sentence:
        subtype = None if token.i in told or not is_verb(token) else _act(token, reading)
        if subtype is not None:
            drafts.append(_spoken(token, subtype, mentions, sentence, reading))
    return drafts


def _act(verb: Token, reading: Reading) -> str | None:
    """What a verb of speech says of forces by itself: a vote, a threat, a vow, a plea for a force."""
    if votes(verb):
        return "vote_resolution"
    kinds = STATE_KINDS | ARMED_KINDS | {"igo"}
    if not any(a.kind in kinds for t in speakers(verb) for a in reading.who(t)):
        return None
    if asks_for(verb) and any(is_force(t, reading) for t in asks_for(verb)):
        return "request_presence"
    return threatens(verb) if reading.conflict >= 4 else None


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
    addressed = [a for o in objects(verb) for a in reading.who(o)] if is_verb(verb) else []
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
        if not stays(token):
            continue
        heads = objects(token) if token.lemma_ in ("keep", "maintain") else subjects(token)
        force = [t for t in heads if is_force(t, reading)] or (heads if _operates(token) else [])
        if not force:
            continue
        status, why = status_of(token, token, "statement")
        draft = Draft("statement", "continued_presence", status, token, sentence, token, "stay", status_span=why)
        draft.source = [a for t in force for a in reading.who(t)]
        stand_in = Mention(token, STAY, token, force, [])
        draft.where = places_of(stand_in, mentions, sentence, reading)
        found.append(draft)
    return found


def _spoken(token: Token, subtype: str, mentions: list[Mention], sentence: Sentence, reading: Reading) -> Draft:
    """A speech act on forces, by those who speak."""
    status, why = status_of(token, token, "statement")
    draft = Draft("statement", subtype, status, token, sentence, token, "stay", status_span=why)
    draft.source = [a for t in speakers(token) for a in reading.who(t)]
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
    if verb.lemma_ not in _ORDERING or not is_verb(verb):
        return None
    who = {a.canonical for t in speakers(verb) for a in reading.who(t) if a.kind in STATE_KINDS | ARMED_KINDS}
    whose = {a.canonical for t in objects(verb) for a in reading.who(t)}
    return ("demand_withdrawal", verb) if who and whose and not who & whose else None


_ORDERING = words("tell order instruct command")
