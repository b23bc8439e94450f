"""From a sentence to drafts: each believed mention with its slots filled from its own sentence.

Here belongs the order in which the slots of one mention are filled. How each is filled is in `roles`, `timing`, `counting`, `status`.
"""

from datetime import date

from spacy.tokens import Span as Sentence

from pipelines.coding.counting import size_of, toll_of
from pipelines.coding.detection import Mention, find_mentions
from pipelines.coding.drafts import Draft
from pipelines.coding.evidence import MIN_CONFLICT, believed
from pipelines.coding.language import is_heading
from pipelines.coding.levels import levels_of
from pipelines.coding.reading import Reading
from pipelines.coding.roles import actors_of, places_of
from pipelines.coding.statements import speakers, speech_act, stays
from pipelines.coding.status import status_of
from pipelines.coding.syntax import is_noun, modifiers, subjects
from pipelines.coding.timing import period_of, span_of

BACKGROUND_YEARS = 25
"""Events longer ago than this are history, not news, and are not coded."""


def drafts_of(reading: Reading) -> list[Draft]:
    """The drafts of a text, sentence by sentence, in text order."""
    if reading.conflict < MIN_CONFLICT:
        return []
    found: list[Draft] = []
    for sentence in reading.doc.sents:
        if is_heading(sentence):
            continue
        mentions = [m for m in find_mentions(sentence) if believed(m, reading)]
        found += [_draft(m, [o for o in mentions if o != m], sentence, reading) for m in mentions]
        found += levels_of(sentence, mentions, reading)
        found += _stays(sentence, mentions, reading)
        for draft in found:
            if draft.sentence.start == sentence.start and draft.frame in ("level", "stay"):
                _time(draft, mentions, sentence, reading)
    return [d for d in found if not _too_old(d, reading.document.published) and d.status != "drop"]


def _draft(mention: Mention, others: list[Mention], sentence: Sentence, reading: Reading) -> Draft:
    kind, subtype = mention.sense.type, mention.subtype
    status, why = status_of(mention.token, mention.anchor, kind)
    draft = Draft(
        kind,
        subtype,
        status,
        mention.token,
        sentence,
        mention.anchor,
        mention.frame,
        status_span=why,
        weapon=mention.weapon,
    )
    draft.source, draft.target = actors_of(mention, reading)
    draft.where = places_of(mention, others, sentence, reading)
    draft.period = period_of(mention, others, sentence, reading, status)
    if kind == "attack":
        draft.fatalities = toll_of(mention, others, sentence, reading, "killed")
        draft.wounded = toll_of(mention, others, sentence, reading, "wounded")
    elif kind == "troop_movement":
        draft.quantity = size_of(mention, reading)
    _sharpen(draft, mention)
    _as_statement(draft, mention, reading)
    return draft


def _sharpen(draft: Draft, mention: Mention) -> None:
    """Subtypes that the filled slots decide."""
    token = mention.token
    if draft.type == "attack" and is_noun(token) and token.tag_ in ("NNS", "NNPS") and draft.subtype == "unspecified":
        if draft.period is None or draft.period.precision not in ("day",):
            draft.subtype = "attack_series"
    if draft.type == "agreement" and draft.subtype == "security_agreement":
        words = {t.lemma_.lower() for t in token.subtree} | {t.lemma_.lower() for t in modifiers(token)}
        for subtype, hints in _AGREEMENTS.items():
            if words & hints:
                draft.subtype = subtype
                break
    if (
        draft.type == "troop_movement"
        and draft.where.origin
        and draft.where.destination
        and draft.subtype in ("withdrawal", "deployment")
    ):
        draft.subtype = "redeployment"


_AGREEMENTS = {
    "ceasefire": frozenset(["ceasefire", "cease-fire", "truce", "hostility", "fighting"]),
    "withdrawal_agreement": frozenset(
        ["withdraw", "withdrawal", "leave", "pullout", "mission", "pull", "remove", "drawdown", "conclude"]
    ),
    "peace_agreement": frozenset(["peace"]),
    "basing_agreement": frozenset(["base", "access"]),
}


def _as_statement(draft: Draft, mention: Mention, reading: Reading) -> None:
    act = speech_act(mention)
    if act is None:
        return
    subtype, verb = act
    mover = draft.source
    draft.type, draft.subtype, draft.status = "statement", subtype, "occurred"
    draft.source = [a for t in speakers(verb) for a in reading.who(t)]
    draft.target = [a for a in mover if a.canonical not in {s.canonical for s in draft.source}]
    draft.where.location = draft.where.any()
    draft.where.origin, draft.where.destination = [], []
    draft.token, draft.trigger = verb, span_of(verb)
    draft.quantity = None


def _stays(sentence: Sentence, mentions: list[Mention], reading: Reading) -> list[Draft]:
    """Promises and forecasts that forces stay."""
    found = []
    for token in sentence:
        if not stays(token, reading):
            continue
        heads = subjects(token)
        force = [t for t in heads if {w.lemma_.lower() for w in (t, *modifiers(t))} & _FORCES]
        if not force:
            continue
        status, why = status_of(token, token, "statement")
        draft = Draft("statement", "continued_presence", status, token, sentence, token, "stay", status_span=why)
        draft.source = [a for t in force for a in reading.who(t)]
        stand_in = Mention(token, _STAY, token, force, [])
        draft.where = places_of(stand_in, mentions, sentence, reading)
        found.append(draft)
    return found


from pipelines.coding.lexicon import STRICT_TROOPS  # noqa: E402
from pipelines.coding.triggers import Sense  # noqa: E402

_FORCES = STRICT_TROOPS
_STAY = Sense("statement", "continued_presence", "stay", "none")


def _time(draft: Draft, mentions: list[Mention], sentence: Sentence, reading: Reading) -> None:
    if draft.period is None:
        stand_in = Mention(draft.token, _STAY, draft.anchor)
        draft.period = period_of(stand_in, mentions, sentence, reading, draft.status)


def _too_old(draft: Draft, published: date) -> bool:
    return draft.period is not None and draft.period.end.year < published.year - BACKGROUND_YEARS
