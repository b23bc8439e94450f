"""When an event without a time of its own happened, as far as the telling shows: with what was told just before, or
just before the text was published.

Here belong the rules of tense and paragraph. Times that a sentence names are in `timing`.
"""

from datetime import timedelta

from spacy.tokens import Token

from pipelines.coding.reading import Reading
from pipelines.coding.record import Period
from pipelines.coding.slots.drafts import Draft, carried
from pipelines.coding.times.periods import dates_report
from pipelines.coding.words.lexicon import ARMED, REPORTING, words
from pipelines.coding.words.syntax import SUBJECTS, is_noun, is_verb

_NEAR = 400
"""Characters back within which a story may go on."""
_SEQUENCE = words("then later subsequently afterwards afterward thereafter")
_TOLD = ("attack", "troop_movement", "agreement")
_LONGEST = 45
"""Days; a longer stretch says too little of when the next thing happened."""
_NEWS_DAYS = 3
"""How far back "has retaken the town" may reach in news."""
_NEWS_WEEK = 6
"""How far back what news tells in the plain past may reach, where no older time is spoken of."""


_BELOW = ("xcomp", "ccomp", "advcl")
"""How an infinitive or gerund hangs on the verb that tells its tense."""


def story_time(draft: Draft, earlier: list[Draft], reading: Reading) -> Period | None:
    """The days of an undated event that occurred: those of what was told before it, else, of what has
    just happened, those before publication."""
    if draft.status not in ("occurred", "cancelled") or draft.type not in _TOLD:
        return None
    then = next((c for c in draft.anchor.children if c.lower_ in _SEQUENCE), None)
    if then is not None:
        published = reading.document.published
        past = [p for p in reading.periods if p.span and p.span.end <= then.idx and p.end <= published]
        if past:
            return Period(past[-1].start, published, "range", "carried")
        dated = [d.period for d in earlier if d.period and d.type in _TOLD and d.status == "occurred"]
        return carried(dated[-1]) if dated and dated[-1].basis == "publication" else None
    tense = _tense(draft)
    if draft.subtype == "attack_series" or tense in ("past perfect", "none"):
        return None
    before = _told_before(draft, earlier, reading) if tense == "past" else None
    if before is not None:
        return before
    published = reading.document.published
    if tense == "perfect":
        return Period(published - timedelta(days=_NEWS_DAYS), published, "range", "publication")
    if tense == "past" and draft.type == "attack" and _in_the_news(draft, reading):
        return Period(published - timedelta(days=_NEWS_WEEK), published, "range", "publication")
    return None


def day_of_line(draft: Draft, reading: Reading) -> Period | None:
    """The day with which the paragraph of an event begins, in a chronicle or a diary: "22 August. Pretoria sends"."""
    text = reading.document.text
    start = text.rfind("\n", 0, draft.sentence.start_char) + 1
    for period in reading.periods:
        said = period.span
        if said is None or said.start != start or period.precision != "day":
            continue
        if text[said.end : said.end + 2].strip()[:1] in _MARKS:
            return carried(period)
    return None


_MARKS = (".", ":", "-", "\u2013", "\u2014")


def _in_the_news(draft: Draft, reading: Reading) -> bool:
    """Whether the text names a day of the week up to publication, and up to this event nothing older after it."""
    published = reading.document.published
    ages = [((published - p.end).days, p.span.start) for p in reading.periods if p.span]
    before = [age for age, start in ages if start < draft.sentence.end_char]
    return any(0 <= age <= _NEWS_WEEK for age, _ in ages) and (not before or before[-1] <= _NEWS_WEEK)


def _tense(draft: Draft) -> str:
    """The tense in which an event is told: past, perfect, past perfect; none for an infinitive or a bare noun."""
    verb = draft.anchor if is_verb(draft.anchor) else next((t for t in draft.anchor.ancestors if is_verb(t)), None)
    if verb is None:
        return "none"
    if is_noun(draft.anchor) and verb.dep_ in ("relcl", "acl"):
        return "none"
    while verb.tag_ in ("VB", "VBG") and verb.dep_ in _BELOW and is_verb(verb.head):
        verb = verb.head  # "forced the army to leave" is told in the past
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"had"}:
        return "perfect" if draft.status == "occurred" and _is_said(verb) else "past perfect"
    if helpers & {"has", "have", "'ve"}:
        return "perfect"
    if verb.tag_ == "VBD" or helpers & {"was", "were"}:
        return "past"
    goes_with = verb.tag_ in ("VBG", "VBN") and verb.dep_ in ("advcl", "conj") and verb.head.tag_ == "VBD"
    return "past" if goes_with else "none"


def _is_said(verb: Token) -> bool:
    """Whether somebody said so, which puts "has retaken" one tense back: "the army said that it had retaken"."""
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in REPORTING and verb.head.tag_ == "VBD"


def _told_before(draft: Draft, earlier: list[Draft], reading: Reading) -> Period | None:
    """The days of the event told just before in the same paragraph, else the day that the sentence before names."""
    told = [(mention, home) for home in earlier for mention in (home, *home.also) if home.type in _TOLD]
    told = [(m, home) for m, home in told if m.sentence.start <= draft.sentence.start and m.token.i < draft.token.i]
    for mention, home in sorted(told, key=lambda pair: pair[0].token.i, reverse=True):
        far = draft.sentence.start_char - mention.sentence.end_char > _NEAR
        if far or not (same_paragraph(mention, draft, reading) or _goes_on(draft)):
            break
        if home.period and home.status in ("occurred", "ongoing"):
            short = (home.period.end - home.period.start).days <= _LONGEST
            past = home.period.start <= reading.document.published
            return carried(home.period) if short and past else None
    return _day_before(draft, reading)


def _goes_on(draft: Draft) -> bool:
    """Whether those who act are the ones told of before: "they also burned", "the attackers fled"."""
    acting = [c for c in draft.anchor.children if c.dep_ in SUBJECTS]
    return any(
        s.lower_ == "they" or (s.lemma_.lower() in ARMED and any(c.lower_ == "the" for c in s.children)) for s in acting
    )


def _day_before(draft: Draft, reading: Reading) -> Period | None:
    """The last day named in the sentence before, in the same paragraph: "Fog hid the hills on Monday. Rebels came"."""
    text, start = reading.document.text, draft.sentence.start_char
    named = [p for p in reading.periods if p.span and p.span.end <= start and start - p.span.end < _NEAR]
    named = [p for p in named if p.span and not p.span.of(text).endswith(("after", "before"))]  # "days after they came"
    if not named or named[-1].span is None or named[-1].precision != "day":
        return None
    last = named[-1]
    sentence = reading.head(last.span).sent  # type: ignore[arg-type]
    next_to = sentence.end == draft.sentence.start and "\n" not in text[sentence.start_char : start]
    past = last.end <= reading.document.published
    return carried(last) if next_to and past and not dates_report(reading.doc, last) else None


def same_paragraph(first: Draft, second: Draft, reading: Reading) -> bool:
    """Whether no line ends between two drafts."""
    return "\n" not in reading.document.text[first.sentence.end_char - 1 : second.sentence.start_char].strip(" ")
