"""When: the days that an event may have had whose own words and tense tell none.

Here belong the options, every time that the text names, the days of every other event, the days around publication and
that it tells none, and what speaks for each.
"""

from datetime import date, timedelta

from pipelines.coding.choices.options import Option, Question
from pipelines.coding.choices.telling import Telling, same_sources
from pipelines.coding.record import Period
from pipelines.coding.slots.drafting import BACKGROUND_YEARS
from pipelines.coding.slots.drafts import Draft, carried
from pipelines.coding.weighing import speaking
from pipelines.coding.words.syntax import is_noun, is_verb

CHOICE = "days"
_NEWS = 3
_MONTH = 30
_AGES = ((3, "news"), (10, "of the week"), (40, "of the month"), (400, "of the year"))
"""Days before publication up to which an end is called so."""
_LENGTHS = ((2, "days"), (8, "a week"), (31, "a month"), (366, "a year"))


def when(draft: Draft, telling: Telling) -> Question | None:
    """The question when an event was; None where it has days, or is a statement."""
    if draft.period is not None or draft.type == "statement":
        return None
    published = telling.reading.document.published
    found: dict[tuple[date, date], _Days] = {}

    def days(period: Period) -> _Days:
        return found.setdefault((period.start, period.end), _Days(period))

    for period in telling.reading.periods:
        if period.span is not None:
            days(carried(period)).named.append(period.span.start)
    for other in telling.others(draft):
        if other.period is not None:
            days(carried(other.period)).events.append(other)
    for name, first, last in (("lately", -_NEWS, 0), ("within a month", -_MONTH, 0), ("soon", 0, _MONTH)):
        start, end = published + timedelta(days=first), published + timedelta(days=last)
        days(Period(start, end, "range", "publication")).around.append(name)
    options = [
        Option(one.period, _signals(draft, one, telling))
        for one in found.values()
        if _fits(one.period, draft.status, published)
    ]
    return Question(CHOICE, draft, [*options, Option(None, _untold(draft, telling))])


def _fits(period: Period, status: str, published: date) -> bool:
    """Whether days are no history, past for what was done, and not past for what is planned."""
    if period.end.year < published.year - BACKGROUND_YEARS:
        return False
    return published <= period.end if status == "planned" else period.start <= published or status == "possible"


class _Days:
    """Days that an event may have had, and where they come from: named at characters, of events, around publication."""

    def __init__(self, period: Period) -> None:
        self.period = period
        self.named: list[int] = []
        self.events: list[Draft] = []
        self.around: list[str] = []

    def kinds(self) -> list[str]:
        """What they are."""
        return [*(["named"] if self.named else []), *(["of an event"] if self.events else []), *self.around]


def _signals(draft: Draft, days: _Days, telling: Telling) -> dict[str, float]:
    published, tense = telling.reading.document.published, _tense(draft)
    age = (published - days.period.end).days
    old = next((name for most, name in _AGES if age <= most), "old")
    aged = "to come" if days.period.start > published else old
    length = (days.period.end - days.period.start).days
    starts = [*days.named, *(d.span.start for d in days.events)]
    near = max((at for at in starts if at < draft.span.start), default=None)
    named = [p.span.start for p in telling.reading.periods if p.span]
    before = telling.before(draft)
    here = {p.canonical for p in draft.where.any()}
    found: dict[str, float] = {
        next((f"long as {name}" for most, name in _LENGTHS if length <= most), "longer"): True,
        aged: True,
        f"{aged}, {draft.status}": True,
        f"{aged}, {tense}": True,
        **(telling.back(draft, starts) if near is not None else {}),
        "last time named": near is not None and not any(near < at < draft.span.start for at in named),
        "named in its sentence": any(draft.sentence.start_char <= at < draft.sentence.end_char for at in starts),
        "of the event before": bool(before) and before[-1] in days.events,
        "of the first event": bool(before) and before[0] in days.events,
        "of an event of its type": any(d.type == draft.type for d in days.events),
        "of an event at its place": any(here & {p.canonical for p in d.where.any()} for d in days.events),
        "of an event of its source": any(same_sources(d, draft) for d in days.events),
        "how many events": min(4, len(days.events)) / 4,
        "how often named": min(4, len(starts)) / 4,
        "of an event, told by a noun": bool(days.events) and is_noun(draft.token),
    }
    for kind in days.kinds():
        found |= {kind: True, f"{kind}, {draft.status}": True, f"{kind}, {tense}": True, f"{kind}, {draft.type}": True}
    return speaking(found)


def _untold(draft: Draft, telling: Telling) -> dict[str, float]:
    """What speaks for it that the text does not tell when it was."""
    found = {
        "not told": True,
        f"not told, {draft.status}": True,
        f"not told, {_tense(draft)}": True,
        f"not told, {draft.type}": True,
        "not told, a noun": is_noun(draft.token),
        "not told, of many times": min(6, len(telling.reading.periods)) / 6,
        "not told, a series": draft.subtype == "attack_series",
    }
    return speaking(found)


def _tense(draft: Draft) -> str:
    """The tense of the verb that tells the event, or above it."""
    verb = next((t for t in (draft.token, *draft.token.ancestors) if is_verb(t)), draft.token)
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    for words, name in _HELPERS:
        if helpers & words:
            return name
    return _TENSES.get(verb.tag_, "a participle")


_HELPERS = (
    (frozenset(["had"]), "past perfect"),
    (frozenset(["has", "have"]), "perfect"),
    (frozenset(["will", "would", "shall", "may", "could", "can"]), "future"),
    (frozenset(["was", "were"]), "past"),
    (frozenset(["is", "are"]), "present"),
)
_TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present", "VB": "an infinitive"}
