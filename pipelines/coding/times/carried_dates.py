"""The time grammar's rules for dates that count from another date of the text: "two days earlier", "the same day".

Here belong those patterns and what they say. Dates that count from the publication stand in `relative_dates`. Where the
text has named no day before, most of them say nothing.
"""

import re

from pipelines.coding.times.dates import WEEKDAYS, Days, calendar_unit, shift, weekday_near
from pipelines.coding.times.time_words import Moment, Reading, Rule, compile_pattern, count_of, rule, unit_of

STEPS = {
    "last": -1, "previous": -1, "preceding": -1, "before": -1, "this": 0, "current": 0, "next": 1, "coming": 1,
    "following": 1, "after": 1,
}  # fmt: skip
SLACK = {"week": ("day", 3), "fortnight": ("day", 3), "month": ("day", 15), "decade": ("year", 2)}
"""How far "two weeks ago", "three months ago" or "a decade ago" may be off, to either side."""
_VAGUE = {
    "minute": ("day", 0, 0), "hour": ("day", 0, 1), "day": ("day", 1, 8), "week": ("day", 7, 35),
    "fortnight": ("day", 14, 70), "month": ("month", 1, 6), "year": ("year", 0, 1), "decade": ("year", 10, 40),
}  # fmt: skip
"""Unit, nearest and farthest that "days ago", "weeks later" ... reach."""

_DAY_BEFORE = compile_pattern(
    r"(?:WEEKDAY|SHORTDAY|MONTH|DAY|YEAR|DAYTIME|today|yesterday|tomorrow|weekend|week|month)\)?,\s*"
    r"(?:(?:just|only|barely|mere|a) )*$"
)
_SAME_DAY = 3
"""Hours that still leave one on the same day."""


def part_of_day(_match: re.Match[str], at: Moment) -> Reading | None:
    """A time of the day that was spoken of; of none where no day was."""
    return Reading(at.previous_day.days, "day", "carried") if at.previous_day else None


def same_stretch(match: re.Match[str], at: Moment) -> Reading | None:
    """The stretch that was spoken of."""
    unit = unit_of(match.groupdict().get("unit") or "time")
    known = at.previous if unit in ("week", "month", "year", "time") else at.previous_day
    if known is None:
        return None
    if unit in ("week", "month", "year"):
        return Reading(calendar_unit(known.days[0], unit), unit, "carried")
    return Reading(known.days, known.precision, "carried")


def neighbour(match: re.Match[str], at: Moment) -> Reading | None:
    """The day, week, month or year next to the one that was spoken of."""
    step, unit = STEPS[match["step"].lower()], unit_of(match["unit"])
    if match["step"].lower() in ("after", "before") and _dates_what_follows(match, "step", at):
        step = -step  # "the day after they came" tells of what came first
    known = at.previous if unit in ("week", "month", "year") else at.previous_day
    if known is None:
        return None
    if unit in ("week", "month", "year"):
        return Reading(calendar_unit(shift(known.days[0], step, unit), unit), unit, "carried")
    return Reading((shift(known.days[0], step), shift(known.days[1], step)), known.precision, "carried")


def counted_from(match: re.Match[str], at: Moment) -> Reading | None:
    """So many units before or after what was spoken of, or else before the publication."""
    unit, backwards = unit_of(match["unit"]), _backwards(match, at)
    known = (at.previous_day if unit == "day" else None) or at.previous
    told_of_the_past = known is not None and known.days[0] > at.published and at.ahead(match) is False
    if known is None or told_of_the_past:
        if not backwards or unit in ("year", "decade"):
            return None
        known = Reading((at.published, at.published), "day")
    found = shifted(known.days, match["n"], match["unit"], backwards)
    exact = bool(match["exact"] or match["day"]) and unit in SLACK and known.precision == "day"
    return Reading(_without_slack(found.days), "day", "carried") if exact else found


def _without_slack(days: Days) -> Days:
    """The middle day of those left open: "exactly one week after", "a month to the day after"."""
    middle = shift(days[0], (days[1] - days[0]).days // 2)
    return middle, middle


def hours_from(match: re.Match[str], at: Moment) -> Reading | None:
    """Some hours or minutes before or after what was spoken of."""
    known = at.previous_day or at.previous
    if known is None or known.precision in ("month", "quarter", "year"):
        return None
    hours = 0 if match["unit"].lower().startswith("minute") or match["half"] else count_of(match["n"] or "one")
    if hours <= _SAME_DAY:
        return Reading(known.days, known.precision, "carried")
    way = -1 if _backwards(match, at) else 1
    ends = (shift(known.days[0], way * round(hours / 24)), shift(known.days[1], way * round(hours / 24)))
    if hours < 24:
        ends = (shift(known.days[0], min(way, 0)), shift(known.days[1], max(way, 0)))
    return Reading(ends, "day" if ends[0] == ends[1] else "range", "carried")


def weekday_from(match: re.Match[str], at: Moment) -> Reading | None:
    """The weekday before or after the day that was spoken of, else before the publication."""
    known = at.previous_day.days if at.previous_day else (at.published, at.published)
    ahead = match["step"].lower() in ("following", "after")
    if ahead and at.previous_day is None:
        return None
    found = weekday_near(WEEKDAYS[match["wday"].lower()], known[1 if ahead else 0], ahead=ahead, inclusive=False)
    return Reading((found, found), "day", "carried" if at.previous_day else "relative")


def vaguely_from(match: re.Match[str], at: Moment) -> Reading | None:
    """Some hours, days, weeks or months before or after what was spoken of."""
    known = at.previous_day or at.previous
    return shifted(known.days, None, match["unit"], _backwards(match, at)) if known else None


def _backwards(match: re.Match[str], at: Moment) -> bool:
    """Whether the count goes back: a clause after "two days after" tells of what came first, and so does a noun where
    the day is told before: "left on Friday, two days after the truce"."""
    way = match["way"].lower()
    if way not in ("after", "before"):
        return way in ("earlier", "previously")
    return (way == "before") != _dates_what_follows(match, "way", at)


def _dates_what_follows(match: re.Match[str], group: str, at: Moment) -> bool:
    return _of_a_clause(match, group, at) or is_aside(match.string, match.start())


def is_aside(text: str, start: int) -> bool:
    """Whether a day stands right before an expression that begins there: "on Friday, two days after"."""
    return bool(_DAY_BEFORE.search(text[max(start - 40, 0) : start]))


def dates_a_clause(match: re.Match[str], at: Moment) -> bool:
    """Whether an expression only dates what is told behind it ("two days after they came"): the story stays in its
    day."""
    groups = match.groupdict()
    group = "way" if groups.get("way") else "step"
    return (groups.get(group) or "").lower() in ("after", "before") and _dates_what_follows(match, group, at)


def _of_a_clause(match: re.Match[str], group: str, at: Moment) -> bool:
    """Whether a clause follows the "after" or "before" of a count."""
    token = at.token(match.start(group))
    return token is not None and (token.dep_ == "mark" or any(child.dep_ == "pcomp" for child in token.children))


def shifted(days: Days, number: str | None, words: str, backwards: bool) -> Reading:
    """The days so many units from others; without a number some units."""
    if number is None:
        return Reading(vaguely(days, words, backwards), "range", "carried")
    unit, count = unit_of(words), -count_of(number) if backwards else count_of(number)
    return around((shift(days[0], count, unit), shift(days[1], count, unit)), unit, "carried")


def around(days: Days, unit: str, basis: str) -> Reading:
    """The days that "two weeks ago" or "three years later" leave open, around the days counted to."""
    if unit == "year":
        return Reading((calendar_unit(days[0], unit)[0], calendar_unit(days[1], unit)[1]), "year", basis)
    if unit in SLACK and (days[1] - days[0]).days <= 1:
        step, slack = SLACK[unit]
        return Reading((shift(days[0], -slack, step), shift(days[1], slack, step)), "range", basis)
    return Reading(days, "day" if days[0] == days[1] else "range", basis)


def vaguely(days: Days, words: str, backwards: bool) -> Days:
    """Some units before or after other days."""
    unit, near, far = _VAGUE[unit_of(words)]
    if backwards:
        return shift(days[0], -far, unit), shift(days[1], -near, unit)
    return shift(days[0], near, unit), shift(days[1], far, unit)


RULES: tuple[Rule, ...] = (
    rule("by nightfall",
         "(?:by|before|until|at|after) (?:nightfall|evening|dusk|dawn|daybreak|noon|midday|midnight|sunrise|sunset)"
         "(?! (?:on )?(?:WEEKDAY|MONTH|DAY|yesterday|today|tomorrow))", part_of_day),
    rule("the same day", "(?:later |earlier )?(?:the |that )?same (?P<unit>TIMEOFDAY|week|month|year)", same_stretch),
    rule("later that month",
         "(?:later |earlier |early |late )?that (?P<unit>TIMEOFDAY|week|month|year)(?! [a-z]+ed)", same_stretch),
    rule("at the time", "at (?:the|that) time", same_stretch),
    rule("within the hour",
         "within (?:the|an|one) hour|within (?:minutes|hours)|(?:minutes|moments) (?:later|afterwards?)", part_of_day),
    rule("later in the day", "(?:earlier|later) in the (?P<unit>day)", same_stretch),
    rule("the following month",
         "(?:the |a )(?P<step>next|following|previous|preceding) (?P<unit>TIMEOFDAY|week|month|year)", neighbour),
    rule("the day before", "the (?P<unit>TIMEOFDAY|week|month|year) (?P<step>after|before)", neighbour),
    rule("a day earlier",
         "(?:(?:(?P<exact>exactly)|ABOUT) )?(?<!half\\x20)(?P<n>N) (?P<unit>UNIT) (?P<day>to the day )?"
         "(?P<way>later|earlier|afterwards?|before|after|previously|on(?=,))",
         counted_from),
    rule("an hour after",
         "(?:(?P<half>half) an? |(?P<n>N) )(?P<unit>hours?|minutes?) "
         "(?P<way>later|earlier|afterwards?|before|after|previously)", hours_from),
    rule("the previous Sunday", "the (?P<step>previous|preceding|following) (?P<wday>WEEKDAY)(?: DAYTIME)?",
         weekday_from),
    rule("the Sunday before", "the (?P<wday>WEEKDAY) (?P<step>before|after)(?! the)", weekday_from),
    rule("hours later", "(?P<unit>(?:hour|day|week|month)s) (?P<way>later|earlier|after|before)", vaguely_from),
)  # fmt: skip
