"""When: which of the periods found in a text belongs to which event.

Here belongs the choice among found periods by syntax and by what came before. Reading a period's words is the work
of `periods`.
"""

from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.reading import Reading
from pipelines.coding.record import Period, Span
from pipelines.coding.slots.other_times import (
    is_of_another_noun,
    is_of_what_is_acted_on,
    leads,
    top_of_clauses,
)
from pipelines.coding.slots.ranking import ranks
from pipelines.coding.times.carried_dates import is_aside
from pipelines.coding.times.dates import MONTHS, UNIT_DAYS, UNIT_MONTHS, WEEKDAYS, month_of, shift, year_of
from pipelines.coding.times.time_words import count_word
from pipelines.coding.words.clauses import beside
from pipelines.coding.words.lexicon import REPORTING
from pipelines.coding.words.syntax import SUBJECTS, is_passive, is_verb, objects, path_length


def period_of(
    mention: Mention, others: list[Mention], sentence: Sentence, reading: Reading, status: str
) -> Period | None:
    """The period of the mention's own clause, if the sentence has one."""
    if (lasted := _lasting(mention, sentence, reading)) is not None:
        return lasted
    best: tuple[int, Period] | None = None
    for period in reading.periods:
        span = period.span
        if span is None or not sentence.start_char <= span.start < sentence.end_char:
            continue
        head = reading.head(span)
        distance = 1 if _governs(mention, head, period, reading) else _reach(head, mention, others)
        if mention.sense.type == "attack" and ranks(period, sentence, reading):
            continue
        dated = _dates_a_clause(head, period, reading)
        if distance is None or (dated is not None and mention.token not in dated.subtree):
            continue
        if status == "planned" and period.end < reading.document.published:
            distance += 6
        if beside(mention.anchor, mention.anchor.head) and head not in mention.anchor.subtree:
            distance += 3  # "on Friday a bomber killed seven, and on Sunday rounds hit the port"
        if status == "occurred" and period.start > reading.document.published:
            distance += 6
        if best is None or distance < best[0]:
            best = (distance, period)
    if best is None:
        return _of_next_clause(mention, sentence, reading)
    return _opening(best[1], mention, reading)


def _lasting(mention: Mention, sentence: Sentence, reading: Reading) -> Period | None:
    """The days of "after two weeks of clashes": so many up to the day of the sentence, else up to publication."""
    of, published = mention.token.head, reading.document.published
    unit = of.head
    name = unit.lemma_.lower()
    if (
        mention.token.dep_ != "pobj"
        or of.lower_ != "of"
        or name not in UNIT_DAYS | UNIT_MONTHS
        or unit.head.dep_ != "prep"
    ):
        return None
    count = next((c for c in unit.children if c.dep_ in ("det", "nummod", "amod") and count_word(c.lower_)), None)
    if unit.head.lower_ not in _UP_TO_NOW or (count is None and unit.tag_ != "NNS"):
        return None
    number = count_word(count.lower_ if count is not None else "few") or 0
    days = [p for p in reading.periods if p.span and sentence.start_char <= p.span.start < sentence.end_char]
    end = next((p.end for p in days if p.precision == "day" and p.end <= published), published)
    return Period(shift(end, -number, name), end, "range", "publication" if end == published else "carried")


_UP_TO_NOW = ("after", "following", "amid", "despite", "during", "in")
"""Prepositions for a stretch that ends with what the sentence tells."""


def _governs(mention: Mention, head: Token, period: Period, reading: Reading) -> bool:
    """Whether the mention goes on since what a clause below it tells: "has struck daily since the truce in May"."""
    said = period.span
    since = said is not None and said.of(reading.document.text).lower().startswith("since ")
    outside = said is not None and not said.start <= mention.token.idx < said.end
    return since and outside and head.dep_ == "advcl" and head.head in (mention.token, mention.anchor)


def _opening(period: Period, mention: Mention, reading: Reading) -> Period:
    """Of "since May 3, when rebels attacked" and "since rebels attacked on May 3" the day, month or year that it begins
    with: that is when they attacked."""
    top, said = top_of_clauses(mention.anchor), period.span
    text = said.of(reading.document.text).lower() if said else ""
    if said is None or not text.startswith("since "):
        return period
    when = top.dep_ == "relcl" and any(c.lower_ == "when" for c in top.children)
    when = when and top.head in list(reading.head(said).subtree)
    if not when and not said.start <= mention.token.idx < said.end:
        return period
    told = [word.strip(",.") for word in text.split()]
    day = any((word.isdigit() and len(word) < 4) or word in WEEKDAYS for word in told)
    month = any(word in MONTHS for word in told)
    days = (period.start, period.start) if day else month_of(period.start) if month else year_of(period.start.year)
    return replace(period, start=days[0], end=days[1], precision="day" if day else "month" if month else "year")


def _of_next_clause(mention: Mention, sentence: Sentence, reading: Reading) -> Period | None:
    """The day at the end of a coordinated clause, which dates both: "jets hit A and shells fell on B on Monday"."""
    verb = mention.anchor if is_verb(mention.anchor) else _verb_above(mention.anchor)
    if verb is None or verb.tag_ != "VBD":
        return None
    joined = [c for c in verb.children if c.dep_ == "conj" and c.tag_ in ("VBD", "VBN")]
    joined = [c for c in joined if is_passive(c) or c.lemma_.lower() not in REPORTING]  # "..., he said on Monday"
    for period in reading.periods:
        if period.span and sentence.start_char <= period.span.start < sentence.end_char and period.precision == "day":
            head = reading.head(period.span)
            if _verb_above(head) in joined and not _dates_a_clause(head, period, reading):
                return period
    return None


def _dates_a_clause(head: Token, period: Period, reading: Reading) -> Token | None:
    """The verb of the clause, or the preposition of the noun, that "ten days after they crossed" dates, not what came
    after it."""
    span = period.span
    words = reading.doc.char_span(span.start, span.end, alignment_mode="expand") if span else None
    last = words[-1] if words is not None else head
    if last.lower_ not in ("after", "before"):
        return None
    if last.dep_ == "mark":
        return last.head
    if span is not None and last.dep_ == "prep" and is_aside(reading.document.text, span.start):
        return last  # "left on Friday, two days after the truce"
    return next((c for c in last.children if c.dep_ == "pcomp"), None)


def _reach(head: Token, mention: Mention, others: list[Mention]) -> int | None:
    """How far the period stands from the mention in the tree; None when it belongs to another event or to the
    report."""
    owner = _verb_above(head)
    top = top_of_clauses(mention.anchor)
    if top.dep_ == "relcl" and top.head in (head, *head.subtree):
        return 1  # "the war began on May 3, when rebels shelled the town and tried to take it"
    if top.dep_ == "relcl" and head.i < top.i and top.head in (head.head, head.head.head) and _tells_what_was_in(top):
        return 1  # "the raid of Wednesday, in which gunmen attacked five posts"
    if mention.anchor.dep_ in ("acl", "relcl") and is_verb(mention.token) and head not in mention.anchor.subtree:
        misread = mention.anchor.dep_ == "acl" and objects(mention.token) and leads(head)
        if not misread:  # "In 2014 rebels of the group captured the town" is at times parsed like the next
            return None  # "the soldiers killed in the ambush were buried on Monday"
    if is_of_what_is_acted_on(head, mention) or is_of_another_noun(head, mention):
        return None
    own = min(path_length(head, mention.token), path_length(head, mention.anchor))
    if owner is not None and owner.lemma_.lower() in REPORTING and owner not in (mention.token, mention.anchor):
        announced = mention.sense.type == "agreement" and owner.lemma_ in ("announce", "declare", "sign", "reveal")
        speakers = [c.i for c in owner.children if c.dep_ in SUBJECTS]
        told = mention.token.i < head.i < min(speakers, default=0)  # "took X on Monday, residents said"
        if not (announced or leads(head) or told or owner.i < mention.token.i < head.i):
            return None
    for other in others:
        if _same_clause(other, mention):
            continue
        theirs = min(path_length(head, other.token), path_length(head, other.anchor))
        if theirs < own and not leads(head):
            return None
    told = owner == mention.anchor != mention.token and mention.anchor.lemma_.lower() in REPORTING
    return own + 4 if told else own  # "admitted on Friday the raid that they made on Monday"


def _tells_what_was_in(verb: Token) -> bool:
    """Whether a clause on a noun tells what was done in it: "the raid in which gunmen killed five"."""
    return any(
        t.lower_ in ("in", "during") and any(c.lower_ == "which" for c in t.children)
        for t in verb.children
        if t.dep_ == "prep"
    )


def _verb_above(token: Token) -> Token | None:
    for ancestor in token.ancestors:
        if is_verb(ancestor):
            return ancestor
    return None


def _same_clause(one: Mention, other: Mention) -> bool:
    if beside(one.anchor, other.anchor):
        return False
    return path_length(one.anchor, other.token) <= 1 or path_length(one.token, other.anchor) <= 1


def day_list_period(reading: Reading) -> Period:
    """In a list of a day's events an undated one happened on that day or the day before (the guidelines of the gold
    set)."""
    published = reading.document.published
    return Period(published - timedelta(days=1), published, "range", "publication")


def as_of(reading: Reading) -> Period:
    """The day of publication, for what is true "now"."""
    published = reading.document.published
    return Period(published, published, "day", "publication")


def span_of(token: Token) -> Span:
    """The characters of one token."""
    return Span(token.idx, token.idx + len(token))


def _told_on(anchor: Token, reading: Reading) -> date | None:
    """The day, in the week up to publication, on which a source said that something is under way."""
    sentence, published = anchor.sent, reading.document.published
    for period in reading.periods:
        if period.span is None or not sentence.start_char <= period.span.start < sentence.end_char:
            continue
        verb = _verb_above(reading.head(period.span))
        said = verb is not None and verb.lemma_.lower() in REPORTING and verb != anchor
        if said and period.precision == "day" and timedelta(0) <= published - period.start <= timedelta(days=7):
            return period.start
    return None


def by_tense(anchor: Token, kind: str, status: str, reading: Reading) -> Period | None:
    """What the tense alone says: "is withdrawing" is true on the day of publication, "captures" happened just before
    it."""
    published = reading.document.published
    if status == "ongoing":
        said = _told_on(anchor, reading)
        return Period(said, published, "range", "publication") if said else as_of(reading)
    if status != "occurred" or kind not in ("attack", "troop_movement") or not is_verb(anchor):
        return None
    helpers = {c.lower_ for c in anchor.children if c.dep_ in ("aux", "auxpass")}
    if (anchor.tag_ in ("VBZ", "VBP") and not helpers) or (helpers & {"is", "are"} and anchor.tag_ == "VBN"):
        return Period(published - timedelta(days=1), published, "range", "publication")
    return None
