"""From a sentence to drafts: each believed mention with its slots filled from its own sentence.

Here belongs the order in which the slots of one mention are filled. How each is filled is in `roles`, `siting`,
`timing`, `counting`, `status`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from spacy.tokens import Span as Sentence

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.event_words.evidence import MIN_CONFLICT
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.hearing import Heard, heard
from pipelines.coding.reading import Reading
from pipelines.coding.record import Period
from pipelines.coding.slots.counted import Judge, is_level
from pipelines.coding.slots.counting import arms_of, hurt_by, size_of, toll_of
from pipelines.coding.slots.declarations import STAY, as_statement, declared
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.levels import levels_of
from pipelines.coding.slots.roles import actors_of, victims
from pipelines.coding.slots.siting import places_of, without_home
from pipelines.coding.slots.splitting import split
from pipelines.coding.slots.statements import speech_act
from pipelines.coding.slots.status import status_of
from pipelines.coding.slots.status_words import PROMISES
from pipelines.coding.slots.subtypes import sharpen
from pipelines.coding.slots.timing import period_of
from pipelines.coding.words.lexicon import words

LAST_OLD_WAR = 1975
"""The year in which the last of the old wars ended."""
BACKGROUND_YEARS = 25
"""Events longer ago than this are history, not news, and are not coded."""


_STALE = 60
"""Days after which what was ordered has been done."""


def told(reading: Reading) -> Heard:
    """The mentions taken for events. A movement that is only demanded or backed is what a statement says: no movement,
    as the weights know, but to be kept."""
    return heard(reading, lambda mention: speech_act(mention) is not None)


def drafts_of(reading: Reading, hear: Callable[[Reading], Heard] = told, level: Judge = is_level) -> list[Draft]:
    """The drafts of a text, sentence by sentence, in text order; `hear` gives the mentions taken for events, `level`
    says which numbers are force levels."""
    if reading.conflict < MIN_CONFLICT:
        return []
    found: list[Draft] = []
    found_words = hear(reading)
    for sentence in reading.doc.sents:
        if sentence.start not in found_words:
            continue
        mentions = found_words[sentence.start]
        for mention in mentions:
            draft = _draft(mention, [o for o in mentions if o != mention], sentence, reading)
            _follow(draft, found)
            found += split(draft, mention, reading)
        levels = levels_of(sentence, mentions, found, reading, level)
        found = [d for d in found if not (levels and d.sentence == sentence and d.token.lemma_ in ("grow", "swell"))]
        found += levels
        found += declared(sentence, mentions, found, {d.anchor.i for d in levels}, reading)
        for draft in found:
            if draft.sentence.start == sentence.start and draft.frame in ("level", "stay"):
                _time(draft, mentions, sentence, reading)
    published = reading.document.published
    for draft in found:
        if draft.type == "statement" and draft.status == "occurred" and draft.period and draft.period.start > published:
            draft.period = None  # the day of what is wanted: "wants them to stay after 2026"
    found = [d for d in found if d.status != "drop" and not _too_old(d, published) and not _told_as_old(d, reading)]
    return [d for d in found if d.type != "attack" or d.period] if _is_chronicle(found, reading) else found


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
        struck=mention.patients if kind == "attack" else [],
    )
    draft.source, draft.target = actors_of(mention, reading)
    if mention.frame == "kill" and _echoes(mention, others, reading):
        draft.source = []
    draft.where = places_of(mention, others, sentence, reading)
    if kind == "troop_movement":
        without_home(draft.where, draft.source, mention, reading)
    draft.period = period_of(mention, others, sentence, reading, status)
    generic = mention.token.tag_ == "VBG" and mention.token.head.lemma_ == "deny" and mention.token.head.tag_ != "VBD"
    if kind == "attack" and status == "denied" and why and (generic or why.of(reading.document.text).lower() in _NEVER):
        draft.status = "drop"
    if kind == "attack" and status == "planned" and draft.period and draft.period.end < reading.document.published:
        draft.status, draft.status_span = "occurred", None  # "suspected of having planned the 2008 attacks"
    long_ago = draft.period is not None and (reading.document.published - draft.period.end).days > _STALE
    if kind == "troop_movement" and status == "planned" and mention.token.lemma_ in PROMISES and long_ago:
        draft.status = "occurred"  # "a year ago I ordered 20,000 men to Bosnia"
    were = {c.lower_ for c in mention.anchor.children if c.dep_ == "aux"} & {"was", "were"}
    if status == "ongoing" and were and draft.period and draft.period.end < reading.document.published:
        draft.status = "occurred"  # "as the Ugandans were going home in April"
    if status == "occurred" and draft.period and draft.period.start > reading.document.published:
        draft.status, draft.status_span = "planned", draft.period.span  # "the regiment goes home next month"
    if kind == "attack":
        draft.fatalities = toll_of(mention, others, sentence, reading, "killed")
        draft.quantity = arms_of(mention, reading)
        draft.wounded = toll_of(mention, others, sentence, reading, "wounded")
        hurt = hurt_by(mention, others, sentence, reading, ("killed", "wounded"))
        draft.target = draft.target or victims(hurt, draft.source, reading)
    elif kind == "troop_movement":
        draft.quantity = size_of(mention, reading)
    sharpen(draft, mention, reading)
    as_statement(draft, mention, sentence, reading)
    return draft


def _follow(draft: Draft, earlier: list[Draft]) -> None:
    """Give forces that follow others the kind and the places of the movement that they follow."""
    ahead = [d for d in earlier if d.type == "troop_movement"]
    if draft.token.lemma_ != "follow" or draft.type != "troop_movement" or not ahead:
        return
    draft.subtype = ahead[-1].subtype
    if not draft.where.any():
        draft.where = replace(ahead[-1].where)


_NEVER = words("rule ruled rules ruling refuse refused refuses refusing decline declined not n't never no nor neither")
"""Words after which an attack was never made: "ruled out an attack", "refused to open fire", "do not fight"."""


def _echoes(mention: Mention, others: list[Mention], reading: Reading) -> bool:
    """Whether the toll of what came before is told: "..., killing five", "... over Armenia, which killed two"."""
    token = mention.token
    if token.tag_ == "VBG":
        return any(o.token.i < token.i and o.sense.type == "attack" for o in others)
    return token.dep_ == "relcl" and token.head.i in reading.place_at


def _time(draft: Draft, mentions: list[Mention], sentence: Sentence, reading: Reading) -> None:
    if draft.period is None:
        stand_in = Mention(draft.token, STAY, draft.anchor)
        draft.period = period_of(stand_in, mentions, sentence, reading, draft.status)
    over = draft.period is not None and draft.period.end < reading.document.published
    if draft.type == "force_level" and draft.status == "ongoing" and over:
        draft.period = (
            None if draft.anchor.tag_ in ("VBZ", "VBP") and not _as_of(draft.period, reading) else draft.period
        )


def _as_of(period: Period | None, reading: Reading) -> bool:
    """Whether "as of", "since" or the like makes a day that of the count."""
    span = period.span if period else None
    before = reading.document.text[max(span.start - 8, 0) : span.end].lower() if span else ""
    return "as of" in before or "since" in before


_OLD_WARS = re.compile(r"\b(?:World War|Second World War|First World War|Cold War|Korean War|Vietnam War)\b")


def _told_as_old(draft: Draft, reading: Reading) -> bool:
    """Whether the sentence of an undated event names a war or a year of long ago, and no later one."""
    start, end = draft.sentence.start_char, draft.sentence.end_char
    if draft.period is not None or draft.status != "occurred":
        return False
    days = [p.end.year for p in reading.periods if p.span and start <= p.span.start < end]
    oldest = reading.document.published.year - BACKGROUND_YEARS
    named = oldest > LAST_OLD_WAR and _OLD_WARS.search(reading.document.text, start, end) is not None
    return (named and not days) or (bool(days) and max(days) < oldest)


def _is_chronicle(found: list[Draft], reading: Reading) -> bool:
    """Whether a text names a year of long ago and neither a later attack with its day nor an armed group: what else is
    told of fighting in it is history, too."""
    oldest = reading.document.published.year - BACKGROUND_YEARS
    old = any(period.end.year < oldest for period in reading.periods)
    groups = any(a.kind in ARMED_KINDS - STATE_KINDS for a in reading.actors)
    return old and not groups and not any(d.type == "attack" and d.period for d in found)


def _too_old(draft: Draft, published: date) -> bool:
    return draft.period is not None and draft.period.end.year < published.year - BACKGROUND_YEARS
