"""When: every time expression of a text, resolved against its publication and against what the text said before.

Here belong the walk through the text, the tense that decides between last and next Friday, and the words that stretch a date ("since",
"until", "from ... to"). What single expressions mean stands in `absolute_dates`, `relative_dates` and `known_days`; which date belongs to which
event is the coder's question.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, pairwise

from spacy.tokens import Doc, Token

from pipelines.coding import absolute_dates, known_days, relative_dates
from pipelines.coding.dates import shift
from pipelines.coding.record import Period, Span
from pipelines.coding.time_words import Moment, Reading, Rule

RULES: tuple[Rule, ...] = (*known_days.RULES, *absolute_dates.RULES, *relative_dates.RULES)
"""Of two matches that overlap the one that begins first counts, then the longer, then the rule that stands first."""

_PLANNING = set(
    "due plan schedule expect set slate intend hope aim want agree promise pledge vow order ask call urge demand decide propose prepare "
    "threaten authorize authorise instruct request offer commit bind deadline".split()
)
_SPEECH = set(
    "say tell report announce add state declare confirm note quote write warn claim insist brief reiterate tweet post comment respond reply "
    "acknowledge deny speak reveal disclose remark testify cite".split()
)
_WORDS_OF_RECORD = set("issue release publish post air broadcast print date circulate post".split())
_RECORDS = set(
    "statement report release communique communiqué video message bulletin interview speech letter article dispatch broadcast".split()
)
_REACH = re.compile(
    r"\b(since|until|till|through|by|before|after|following|starting|beginning|from|between)"
    r"(?:\s+(?:about|around|at\s+least|late|early|on|in|the|roughly))*\s*$",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\s*(?:,?\s*(?:to|through|until|till|into)\s+(?:the\s+)?|[-–—]\s*|,?\s*and\s+(?:on\s+|in\s+)?)$", re.IGNORECASE
)
_SINCE_EVENT = re.compile(r"\bsince\s+(?:[\w'’-]+\s+){1,7}$", re.IGNORECASE)
_OPEN_END = {"day": 30, "week": 30, "range": 30, "month": 92, "quarter": 92, "year": 365}
"""Days that "after X" may still mean, by the precision of X."""


def find_periods(doc: Doc, published: date) -> list[Period]:
    """Every time expression in order of the text, resolved to days; `Period.span` covers its words and the word that stretches it.

    An expression inside a longer one ("since the truce of January 19") gives both, the longer first. Never raises, whatever the text.
    """
    atoms = list(_atoms(doc, published))
    found: list[Period] = []
    skip = False
    for here, after in pairwise([*atoms, None]):
        if skip or here is None:
            skip = False
            continue
        joined = _joined(doc.text, here, after) if after else None
        skip = joined is not None
        found.extend([joined] if joined else _stretched(doc, here, published))
    return found


def dates_report(doc: Doc, period: Period) -> bool:
    """Whether the words of the period date the speech ("said Friday", "in a statement on Monday") and not what it tells."""
    token = _token_at(doc, period.span)
    if token is None or period.span is None:
        return False
    before = doc[max(token.i - 4, token.sent.start) : token.i]
    if re.match(r"['’]s?\b", doc.text[period.span.end : period.span.end + 2]):
        return False
    verb = _governor(token)
    near = [t for t in before if t.lemma_.lower() in _SPEECH and t.pos_ in ("VERB", "AUX")]
    if near and not any(t.pos_ in ("VERB", "PUNCT", "SCONJ") or t.tag_ == "NN" for t in doc[near[-1].i + 1 : token.i]):
        return True
    if verb is None:
        return False
    lemma = verb.lemma_.lower()
    if lemma in _RECORDS:
        return True
    if lemma in _WORDS_OF_RECORD:
        return any(t.lemma_.lower() in _RECORDS for t in chain([verb.head], verb.lefts, verb.rights))
    if lemma not in _SPEECH or verb.pos_ != "VERB":
        return False
    return not any(c.dep_ in ("ccomp", "xcomp") and verb.i < c.i < token.i for c in verb.children)


def looks_ahead(token: Token) -> bool:
    """Whether the verbs over a token speak of what is still to come when the text appears."""
    for above in chain([token], token.ancestors):
        if above.lemma_.lower() in _PLANNING and (above.pos_ == "ADJ" or above.tag_ == "VBN" or above is not token):
            return above.tag_ in ("VBN", "JJ") or _infinitive_between(token, above)
        if above.pos_ not in ("VERB", "AUX"):
            continue
        helpers = [c for c in above.children if c.dep_ in ("aux", "auxpass")]
        if any(c.tag_ == "MD" for c in helpers):
            return not any(c.lemma_ == "have" for c in helpers)
        if above.tag_ == "VBG" and any(c.tag_ in ("VBZ", "VBP") for c in helpers):
            return True
        if above.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("VBD", "VBZ", "VBP") for c in helpers):
            return False
    return False


def _infinitive_between(token: Token, verb: Token) -> bool:
    """Whether the token hangs on an infinitive under the verb ("ordered them to leave on Friday"), not on the verb itself."""
    return any(t.tag_ == "VB" for t in chain([token], token.ancestors) if t.i > verb.i)


def _governor(token: Token) -> Token | None:
    """The first verb, or noun that is no date itself, over a token."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX") or (
            above.pos_ in ("NOUN", "PROPN") and above.ent_type_ not in ("DATE", "TIME")
        ):
            return above
    return None


def _token_at(doc: Doc, span: Span | None) -> Token | None:
    """The head of the words in a span."""
    if span is None:
        return None
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    return words.root if words is not None and len(words) else None


def _candidates(text: str) -> list[tuple[int, int, int, re.Match[str]]]:
    lower = text.lower()
    found = []
    for order, rule in enumerate(RULES):
        if rule.sign.search(lower):
            for match in rule.pattern.finditer(text):
                start, end = match.span("it") if "it" in rule.pattern.groupindex else match.span()
                found.append((start, -end, order, match))
    return sorted(found, key=lambda entry: entry[:3])


def _atoms(doc: Doc, published: date) -> Iterator[Period]:
    """The expressions without what stretches or joins them; each reading knows those before it."""
    reached = 0

    def ahead(offset: int) -> bool:
        token = _token_at(doc, Span(offset, offset + 1))
        return token is not None and looks_ahead(token)

    moment = Moment(published, ahead)
    sentence_end = 0
    for start, minus_end, order, match in _candidates(doc.text):
        if start < reached:
            continue
        if start >= sentence_end:
            moment.year_in_force = None
            token = _token_at(doc, Span(start, start + 1))
            sentence_end = token.sent.end_char if token is not None else -minus_end
        answer = RULES[order].read(match, moment)
        readings = answer if isinstance(answer, list) else [answer] if answer else []
        for reading in readings:
            chars = reading.chars or (start, -minus_end)
            yield Period(*reading.days, reading.precision, reading.basis, Span(*chars))
            _remember(moment, reading, match)
        reached = -minus_end if readings else reached


def _remember(moment: Moment, reading: Reading, match: re.Match[str]) -> None:
    moment.previous = reading
    if reading.precision == "day":
        moment.previous_day = reading
    if match.groupdict().get("y") and reading.precision in ("day", "month"):
        moment.year_in_force = reading.days[0].year


def _joined(text: str, first: Period, second: Period) -> Period | None:
    """ "from X to Y", "between X and Y", "X - Y" as one stretch."""
    if first.span is None or second.span is None:
        return None
    gap = text[first.span.end : second.span.start]
    join = _JOIN.match(gap) if len(gap) < 20 else None
    if not join:
        return None
    lead = _REACH.search(text[: first.span.start][-40:])
    opening = lead[1].lower() if lead else ""
    if " and " in f" {' '.join(gap.split())} " and opening != "between":
        return None
    if first.start > second.end or (opening not in ("from", "between") and first.precision != second.precision):
        return None
    start = first.span.start - len(lead[0]) if lead and opening in ("from", "between") else first.span.start
    return Period(first.start, max(first.end, second.end), "range", first.basis, Span(start, second.span.end))


def _stretched(doc: Doc, atom: Period, published: date) -> Iterator[Period]:
    """The atom, or what "since", "until", "by", "after" make of it; "since the truce of X" gives both."""
    if atom.span is None:
        return
    text = doc.text[max(atom.span.start - 80, 0) : atom.span.start]
    lead = _REACH.search(text)
    stretch = _stretch(lead[1].lower(), atom, published) if lead else None
    if lead and stretch:
        yield Period(*stretch, "range", atom.basis, Span(atom.span.start - len(lead[0]), atom.span.end))
        return
    since = _SINCE_EVENT.search(text)
    if since and atom.start <= published and not lead:
        yield Period(atom.start, published, "range", atom.basis, Span(atom.span.start - len(since[0]), atom.span.end))
    yield atom


def _stretch(word: str, atom: Period, published: date) -> tuple[date, date] | None:
    """First and last day of "since X" and its like; None where the word does not stretch it."""
    if word == "since" or (
        word in ("from", "starting", "beginning") and atom.precision not in ("day", "range") and atom.end < published
    ):
        return (atom.start, published) if atom.start <= published else None
    if word in ("until", "till", "through", "by") and atom.end >= published:
        return min(published, atom.start), atom.end
    if word == "before" and atom.start > published:
        return published, atom.start
    if word in ("after", "following"):
        end = shift(atom.end, _OPEN_END.get(atom.precision, 30))
        return (atom.end, min(end, published) if atom.end <= published else end)
    return None
