"""When: every time expression of a text, resolved against its publication and against what the text said before.

Here belong the walk through the text and the words that stretch or join dates ("since", "until", "from ... to"). What
single expressions mean stands in `absolute_dates`, `relative_dates`, `carried_dates` and `known_days`; which date
belongs to which event is the coder's question.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from spacy.tokens import Doc, Token

from pipelines.coding.record import Period, Span
from pipelines.coding.times import absolute_dates, carried_dates, known_days, relative_dates
from pipelines.coding.times.datelines import datelines
from pipelines.coding.times.dates import Days, shift
from pipelines.coding.times.outlook import dates_speech, outlook
from pipelines.coding.times.time_words import Moment, Reading, Rule, compile_pattern

RULES: tuple[Rule, ...] = (*known_days.RULES, *absolute_dates.RULES, *relative_dates.RULES, *carried_dates.RULES)
"""Of two matches that overlap the one that begins first counts, then the longer, then the rule that stands first."""

_STRETCHING = re.compile(
    r"\b(since|until|till|through|by|before|after|following|starting|beginning|from)"
    r"(?:\s+(?:about|around|at\s+least|late|early|on|in|the|roughly))*\s+$",
    re.IGNORECASE,
)
_COUNTED = compile_pattern(r"\b(?:(?P<n>N) )?(?P<unit>UNIT|hours) (?P<way>after|before|following) (?:the )?$")
_OPENING = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_JOIN = re.compile(
    r"\s*(?:,?\s*(?:to|through|until|till|into)\s+(?:the\s+)?|[-–—]\s*|,?\s*(?P<both>and)\s+)$", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*[\[(]\s*")
_SINCE_EVENT = re.compile(r"\bsince\s+(?:[\w'’-]+\s+){1,15}$", re.IGNORECASE)
_OPEN_DAYS = {"day": 30, "week": 30, "range": 30, "month": 92, "quarter": 92, "year": 365}
"""How many days "after X" or "before X" may still mean, by the precision of X."""
_WRITTEN = 14
"""Days before the publication within which a dateline is the day that the text calls today."""


def find_periods(doc: Doc, published: date) -> list[Period]:
    """Every time expression in text order, resolved to days; `Period.span` includes the words that stretch it.

    An expression inside a longer one ("since the truce of January 19") gives both, the longer first. A dateline is no
    expression, but the day from which those after it are reckoned. Never raises, whatever the text.
    """
    text = doc.text  # spaCy puts it together from its tokens at every asking: once is enough
    atoms = _spelt_out(list(_atoms(doc, text, published)), text)
    found: list[Period] = []
    joined: Period | None = None
    for here, after in pairwise([*atoms, None]):
        if joined is None and here is not None:
            joined = _joined(text, here, after) if after else None
            found.extend([joined] if joined else _stretched(doc, text, here, published))
        else:
            joined = None
    return _outermost(found)


def _spelt_out(atoms: list[Period], text: str) -> list[Period]:
    """The expressions, those with the day in brackets behind them by that day: "on Saturday [31 October]"."""
    told: list[Period] = []
    for here, after in pairwise([*atoms, None]):
        if here is None:
            continue
        between = text[here.span.end : after.span.start] if here.span and after and after.span else ""
        written = after is not None and after.precision == "day" and after.basis == "absolute"
        named = after is not None and here.basis != "absolute" and written and _BRACKET.fullmatch(between)
        told.append(replace(_not_later(after, here), span=here.span) if after and named else here)
    return told


def _not_later(written: Period, told: Period) -> Period:
    """The day in brackets, a year before where it would be long after the day told: "yesterday [30 December]"."""
    if (written.start - told.end).days < _LONG_AFTER:
        return written
    days = (shift(written.start, -1, "year"), shift(written.end, -1, "year"))
    return replace(written, start=days[0], end=days[1])


_LONG_AFTER = 14
"""Days by which a day in brackets cannot be after the one that it explains."""


def dates_report(doc: Doc, period: Period) -> bool:
    """Whether the period dates the speech ("said Friday", "in a statement on Monday") and not what it tells."""
    if period.span is None or period.precision in ("range", "year") or _is_genitive(doc, period.span):
        return False
    token = _head(doc, period.span)
    return token is not None and dates_speech(token)


def _head(doc: Doc, span: Span) -> Token | None:
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    return words.root if words is not None and len(words) else None


def _is_genitive(doc: Doc, span: Span) -> bool:
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    after = doc[words.end : words.end + 1].text if words is not None else ""
    return after.startswith(("'", "’"))


def _candidates(text: str) -> list[tuple[int, int, int, re.Match[str]]]:
    found: list[tuple[int, int, int, re.Match[str]]] = []
    for order, rule in enumerate(RULES):
        group = "it" if "it" in rule.pattern.groupindex else 0
        found.extend((match.start(group), -match.end(group), order, match) for match in rule.pattern.finditer(text))
    return sorted(found, key=lambda entry: entry[:3])


def _atoms(doc: Doc, text: str, published: date) -> Iterator[Period]:
    """The expressions without what stretches or joins them; each reading knows those before it."""
    moment = Moment(doc, published, outlook)
    lines = list(datelines(text, published))
    reached = sentence_end = 0
    for start, minus_end, order, match in _candidates(text):
        while lines and lines[0][0] <= start:
            _, line_end, written = lines.pop(0)
            reached = max(reached, line_end)
            if 0 <= (published - written).days <= _WRITTEN:
                moment.published = written
        if start < reached:
            continue
        if start >= sentence_end:
            token = moment.token(start)
            moment.year_in_force, sentence_end = None, token.sent.end_char if token is not None else start
        answer = RULES[order].read(match, moment)
        readings = answer if isinstance(answer, list) else [answer] if answer else []
        for reading in readings:
            yield Period(*reading.days, reading.precision, reading.basis, Span(*(reading.chars or (start, -minus_end))))
            if not carried_dates.dates_a_clause(match, moment):
                _remember(moment, reading, match)
        reached = -minus_end if readings else reached


def _remember(moment: Moment, reading: Reading, match: re.Match[str]) -> None:
    moment.previous = reading
    if reading.precision == "day":
        moment.previous_day = reading
    if match.groupdict().get("y") and reading.precision in ("day", "month"):
        moment.year_in_force = reading.days[0].year


def _joined(text: str, first: Period, second: Period) -> Period | None:
    """What lies between two atoms: "from X to Y", "between X and Y", "X - Y"."""
    if first.span is None or second.span is None:
        return None
    join = _JOIN.match(text, first.span.end, second.span.start) if second.span.start - first.span.end < 20 else None
    opening = _OPENING.search(text[max(first.span.start - 16, 0) : first.span.start])
    word = opening[1].lower() if opening else ""
    if not join or join.end() != second.span.start or first.start > second.end:
        return None
    if (join["both"] and word != "between") or (not word and first.precision != second.precision):
        return None
    start = first.span.start - (len(opening[0]) if opening else 0)
    return Period(first.start, max(first.end, second.end), "range", first.basis, Span(start, second.span.end))


def _stretched(doc: Doc, text: str, atom: Period, published: date) -> Iterator[Period]:
    """The atom, or what "since", "until", "by", "two days after" make of it; where an event stands between, both."""
    if atom.span is None:
        return
    before = text[max(atom.span.start - 120, 0) : atom.span.start]
    counted = _COUNTED.search(before)
    if counted:
        reading = carried_dates.shifted(
            (atom.start, atom.end), counted["n"], counted["unit"], counted["way"].lower() == "before"
        )
        yield Period(
            *reading.days, reading.precision, atom.basis, Span(atom.span.start - len(counted[0]), atom.span.end)
        )
        yield atom
        return
    lead = _STRETCHING.search(before)
    word = lead[1].lower() if lead else ""
    days = _stretch(word, atom, published)
    if word == "since" and relative_dates.RANKED.search(before[: lead.start()] if lead else before):
        return  # "the furthest west that they have come since 2012"
    modifies = _modifies(doc, atom.span)
    if lead and days and not (modifies and word in ("after", "before", "following", "from")):
        yield Period(*days, "range", atom.basis, Span(atom.span.start - len(lead[0]), atom.span.end))
    since = None if lead else _SINCE_EVENT.search(before)
    if since and atom.start <= published and _hangs_on(doc, atom.span, atom.span.start - len(since[0])):
        yield Period(atom.start, published, "range", atom.basis, Span(atom.span.start - len(since[0]), atom.span.end))
    if not days or modifies:
        yield atom


def _modifies(doc: Doc, span: Span) -> bool:
    """Whether the date stands before a noun that it dates: "after Monday's attack", "since the 2003 invasion"."""
    head = _head(doc, span)
    return head is not None and head.head.i > head.i and head.head.pos_ in ("NOUN", "PROPN")


def _hangs_on(doc: Doc, span: Span, offset: int) -> bool:
    """Whether the date depends on the clause or phrase that the word at the offset opens."""
    head, word = _head(doc, span), _head(doc, Span(offset, offset + 1))
    return (
        head is not None
        and word is not None
        and (word.is_ancestor(head) or (word.dep_ == "mark" and word.head.is_ancestor(head)))
    )


def _stretch(word: str, atom: Period, published: date) -> Days | None:
    """First and last day of "since X" and its like; None where the word does not stretch it."""
    open_days = _OPEN_DAYS.get(atom.precision, 30)
    from_past = (
        word in ("from", "starting", "beginning")
        and atom.precision in ("month", "quarter", "year")
        and atom.end < published
    )
    if word == "since" or from_past:
        return (atom.start, published) if atom.start <= published else None
    if word in ("until", "till", "through", "by"):
        return (min(published, atom.start), atom.end) if atom.end >= published else None
    if word == "before":
        return (published, atom.start) if atom.start > published else (shift(atom.start, -open_days), atom.start)
    if word in ("after", "following"):
        end = shift(atom.end, open_days)
        return (atom.end, max(min(end, published), atom.end)) if atom.end < published else (atom.end, end)
    return None


def _outermost(periods: list[Period]) -> list[Period]:
    """The periods in order of the text, without those carried over whose words are part of a longer expression."""
    spans = [period.span for period in periods if period.span]
    kept = [
        period
        for period in periods
        if period.span
        and not (
            period.basis == "carried"
            and any(
                span != period.span and span.start <= period.span.start and period.span.end <= span.end
                for span in spans
            )
        )
    ]
    return sorted(kept, key=lambda period: (period.span.start, -period.span.end) if period.span else (0, 0))
