"""Force levels: a number of troops said to be at a place, with its as-of date.

Here belongs the tell-tale syntax of presence ("there are", "remain", "stationed", "grew to") and of ceilings and peaks.
A number inside a movement belongs to the movement and is left alone. What speaks for numbers that no rule takes is in
`counted`.
"""

import re

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.counts.numbers import Count
from pipelines.coding.counts.numerals import amounts
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.reading import Reading
from pipelines.coding.record import Quantity, Span
from pipelines.coding.slots.bare_levels import COUNTING, FEWEST, Found, asked_for, bare_levels, foreseen
from pipelines.coding.slots.counted import Judge, Number, is_level, numbers_of, read_anyway
from pipelines.coding.slots.counting import counts_in, inside_movement, is_whole, top_of_count
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.presence import HELPERS, as_troops, present
from pipelines.coding.slots.siting import Where
from pipelines.coding.slots.standing import holders, owners, places
from pipelines.coding.slots.status import status_of
from pipelines.coding.words.clauses import nobody
from pipelines.coding.words.lexicon import BASES, CASUALTY, words
from pipelines.coding.words.syntax import (
    after,
    clause,
    clause_words,
    is_verb,
    objects,
    subjects,
)

_TO_LEVEL = words(
    """reduce cut increase raise draw grow rise fall drop bring shrink boost swell expand lower trim decrease double
    slash climb decline dwindle build peak go limit cap up reach scale"""
)
_CEILING_WORDS = words("authorize authorise cap limit ceiling maximum authorized authorised threshold level")
_PEAK_WORDS = words("peak height high maximum record")
_COUNTED = ("troops", "police", "fighters")
_NEAR = 1200
"""Characters within which a count of troops tells what a bare number counts."""
_MAY = words("may might")
_FEW = re.compile(r"no|not\b", re.IGNORECASE)


def levels_of(
    sentence: Sentence, mentions: list[Mention], earlier: list[Draft], reading: Reading, judge: Judge = is_level
) -> list[Draft]:
    """The force levels that a sentence states, as drafts; `earlier` are the drafts of the sentences before. Of each
    number `judge` says whether it is one."""
    taken = _by_rules(sentence, mentions, earlier, reading)
    found, dropped = list(taken), list[Span]()
    for number in numbers_of(sentence, taken, earlier, mentions, reading):
        if number.by_rules and not judge(number):
            dropped.append(number.span)
        elif not number.by_rules and judge(number):
            found.append(_anyway(number, sentence, earlier, reading))
    return [d for d in found if not (d.quantity and any(d.quantity.span.meets(span) for span in dropped))]


def _by_rules(sentence: Sentence, mentions: list[Mention], earlier: list[Draft], reading: Reading) -> list[Draft]:
    counted = [c for c in counts_in(sentence, reading, _COUNTED) if c.unit == "troops" or as_troops(c, reading)]
    found = [d for count in counted if (d := _level(count, sentence, mentions, reading))]
    known = [d for d in (*earlier, *found) if d.type == "force_level"]
    if known and sentence.start_char - known[-1].sentence.end_char < _NEAR:
        found += _bare(sentence, known[-1], reading)
    told = [d.quantity.span for d in found if d.quantity]
    for number in bare_levels(sentence, reading):
        span = Span(number.amount.start, number.amount.end)
        if not any(span.meets(other) for other in told) and not _moves(number, mentions):
            found.append(_by_phrase(number, span, sentence, earlier, reading))
    return found


def _anyway(number: Number, sentence: Sentence, earlier: list[Draft], reading: Reading) -> Draft:
    """A level that no rule knows."""
    return _by_phrase(read_anyway(number, sentence), number.span, sentence, earlier, reading)


def _moves(number: Found, mentions: list[Mention]) -> bool:
    return number.sense in ("now", "here", "plan") and inside_movement(number.head, mentions)


def _by_phrase(number: Found, span: Span, sentence: Sentence, earlier: list[Draft], reading: Reading) -> Draft:
    """A level that the words around a number tell: its status is that of the verb, of a change the result."""
    amount, head = number.amount, number.head
    verb = clause(head) if number.sense not in ("here", "plan") else None
    status, _ = status_of(verb, verb, "troop_movement") if verb is not None else ("ongoing", None)
    exceeded = verb is not None and verb.lemma_ in ("exceed", "surpass", "top", "pass")
    if status == "denied" and (exceeded or _FEW.match(span.of(reading.document.text))):
        status = "occurred"  # "no more than 1,500 were in the city", "its strength never exceeded 900"
    subtype = "peak" if number.peak else "ceiling" if number.sense == "cap" else "troops_present"
    if number.sense == "plan":
        status, subtype = "planned", "ceiling"
    elif any(t.lower_ in ("now", "currently") for t in head.doc[max(head.i - 3, head.sent.start) : head.i]):
        status = "ongoing"  # "the brigade, now 900 strong, will grow"
    elif number.sense == "before":
        status = "ongoing" if status in ("planned", "possible") else "occurred"
    elif verb is not None and verb.lemma_ == "be" and {c.lower_ for c in verb.children} & _MAY:
        status = "ongoing"  # "there may be 1,500": as many as somebody thinks
    elif status in ("planned", "possible"):
        subtype = "ceiling"
    elif verb is not None and (verb.tag_ in ("VBZ", "VBP") or (number.sense == "result" and verb.tag_ == "VBG")):
        pointing = any(s.lower_ in ("that", "this", "which") for s in subjects(verb)) and number.sense == "result"
        status = earlier[-1].status if pointing and earlier else "ongoing"
    elif verb is None or verb.lemma_ in COUNTING or {c.lower_ for c in verb.children if c.dep_ in HELPERS} & _NOW:
        status = "ongoing"
    draft = Draft("force_level", subtype, status, head, sentence, verb or head, "level", trigger=span)
    draft.quantity = Quantity(amount.value, amount.min, amount.max, "troops", amount.kind, span)
    draft.source = holders(head, clause(head), reading)
    draft.where = Where(location=places(head, sentence, reading))
    return draft


def _bare(sentence: Sentence, known: Draft, reading: Reading) -> list[Draft]:
    """Numbers without a noun right before a place, where troops were counted just before: "and 900 in Syria"."""
    found = []
    for token in sentence[:-2]:
        beside = reading.place_at.get(token.i + 2, [])
        free = token.tag_ == "CD" and token.i not in reading.count_at and token.nbor(1).lower_ == "in"
        named = token.i > 0 and token.nbor(-1).lower_ in BASES and token.nbor(-1).is_title  # "at Air Base 201"
        if (
            not (free and beside)
            or named
            or any(p.span and p.span.meets(Span(token.idx, token.idx + 1)) for p in reading.periods)
        ):
            continue
        amount = next(amounts(token.text), None)
        if amount is None or (amount.value or 0) < FEWEST:
            continue
        span = Span(token.idx, token.idx + len(token))
        verb = clause(token)
        if verb is not None and clause_words(verb) & CASUALTY:
            continue
        draft = Draft("force_level", known.subtype, known.status, token, sentence, verb or token, "level", trigger=span)
        draft.quantity = Quantity(amount.value, amount.min, amount.max, "troops", amount.kind, span)
        draft.source, draft.where = known.source, Where(location=beside[:1])
        if verb is not None and verb.tag_ in ("VBZ", "VBP"):
            draft.status = "ongoing"
        found.append(draft)
    return found


def _numeral(count: Count, reading: Reading) -> Token:
    """The number of a count without the words that bound it: "an estimated 5,000", "at most 600"."""
    head = reading.head(count.span)
    inside = (t for t in head.sent if t.like_num and count.span.start <= t.idx < count.span.end)
    return head if head.like_num else next(inside, head)


def _level(count: Count, sentence: Sentence, mentions: list[Mention], reading: Reading) -> Draft | None:
    head = _numeral(count, reading)
    verb = clause(head)
    while verb is not None and verb.dep_ == "prep":  # "killed 22 people, including a dozen soldiers"
        verb = clause(verb)
    to_level = _is_level_after_to(head)
    if not to_level and (inside_movement(head, mentions) or foreseen(head) or asked_for(head)):
        return None
    if verb is not None and (verb.lemma_ in ("lose", "mourn", "bury") or _measures(verb) or nobody(verb)):
        return None
    standing = any(t.dep_ in _CLAUSES and t.lemma_.lower() in _STANDING for t in top_of_count(head).subtree)
    standing = standing or (verb is not None and _to_change(verb))
    if not standing and verb is not None and verb.lemma_ == "be" and any(c.dep_ == "xcomp" for c in verb.children):
        return None  # "1,000 soldiers are to take part"
    if (verb is not None and clause_words(verb) & CASUALTY) or not (to_level or present(count, head, verb, reading)):
        return None
    status = "occurred"
    holder = verb if verb is not None and verb.lemma_ in _HAVE else None
    reached = verb is not None and verb.lemma_ == "reach"  # "will reach its full strength of 900"
    if (standing or (is_whole(head) and not reached)) and not to_level:
        verb = None  # "the 2,500 troops still serving there": whatever the main clause says, that many are there
    subtype = _subtype(head, verb)
    helpers = {c.lower_ for c in verb.children if c.dep_ in HELPERS} if verb is not None else set()
    if verb is not None and verb.tag_ == "VB" and "to" in helpers and not to_level:
        status, _ = status_of(verb, verb, "troop_movement")  # "is weighing whether to keep 200 soldiers there"
        subtype = subtype if status == "occurred" else "ceiling"
    elif helpers & {"will", "would", "to", "must", "should"} and (to_level or subtype == "ceiling"):
        status = "planned"
    elif helpers & {"will", "would"} and verb is not None and verb.lemma_ in ("remain", "stay", "number", "total"):
        status, subtype = "planned", "ceiling"
    elif helpers & {"will", "would", "may", "might", "could"}:
        return None
    elif verb is None or verb.tag_ in ("VBZ", "VBP") or helpers & _NOW or not is_verb(verb):
        status = "ongoing"
    draft = Draft(
        "force_level",
        subtype,
        status,
        head,
        sentence,
        verb if verb is not None else head,
        frame="level",
        quantity=count,
        trigger=count.span,
    )
    raised = [a for o in (objects(verb) if to_level and verb is not None else []) for a in reading.who(o)]
    draft.source = [a for a in raised if a.kind not in ("civilians", "unknown")] or owners(
        head, verb or holder, reading
    )
    draft.where = Where(location=places(head, sentence, reading))
    return draft


def _to_change(verb: Token) -> bool:
    """Whether those counted are to become more or fewer: "are to be brought up to 900"."""
    to_be = [c for c in verb.children if c.dep_ == "xcomp" and c.lemma_.lower() in _TO_LEVEL]
    return verb.lemma_ == "be" and any(t.like_num for v in to_be for t in after(v, ("to",)))


def _measures(verb: Token) -> bool:
    """Whether the number is the size of a unit or of a move: "each brigade has 3,500 troops", "the rotation
    involves"."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    return any(s.lemma_.lower() in _MOVES or any(c.lower_ in ("each", "every") for c in s.children) for s in own)


_MOVES = words("rotation exercise drill manoeuvre maneuver deployment movement move transfer convoy column crossing")
_HAVE = words("have keep maintain retain")
_NOW = words("is are has have 's 're")
_STANDING = words("serve station base remain deploy stay")
_CLAUSES = ("acl", "relcl")


def _is_level_after_to(head: Token) -> bool:
    """Whether the number is what a force is brought to: "cut to 9,000", "increasing the total to 360"."""
    top = head
    while top.dep_ in ("nummod", "quantmod", "compound", "amod") and top.head != top:
        top = top.head
    prep = top.head
    if prep.head.lower_ == "up" and prep.head.head.lemma_.lower() not in _TO_LEVEL | {"be"}:
        return False  # "kidnapped up to 16 advisers"
    return top.dep_ == "pobj" and prep.lower_ == "to" and prep.head.lemma_.lower() in _TO_LEVEL


def _subtype(head: Token, verb: Token | None) -> str:
    near = {t.lemma_.lower() for t in head.subtree} | {t.lemma_.lower() for t in head.ancestors}
    if verb is not None:
        near |= {
            t.lemma_.lower()
            for c in verb.children
            if c.dep_ in ("nsubj", "nsubjpass", "dobj", "prep")
            for t in c.subtree
        }
    unsurpassed = verb is not None and verb.lemma_ == "exceed" and any(c.dep_ == "neg" for c in verb.children)
    if unsurpassed or near & _PEAK_WORDS:
        return "peak"
    if near & _CEILING_WORDS or (verb is not None and any(c.lower_ in ("will", "would") for c in verb.children)):
        return "ceiling"
    return "troops_present"
