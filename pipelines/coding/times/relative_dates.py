"""The time grammar's rules for dates that count from the publication: "Friday", "two weeks ago".

Here belong those patterns and what they say. Dates that count from another date stand in `carried_dates`, those that
name their month or year in `absolute_dates`, days that have a name in `known_days`. A stretch that the words leave
open ("in recent weeks") is the widest they sensibly mean.
"""

import re

from pipelines.coding.times.carried_dates import STEPS, around, vaguely
from pipelines.coding.times.dates import PARTS, WEEKDAYS, calendar_unit, part_of, shift, weekday_near
from pipelines.coding.times.time_words import EVENT, Moment, Reading, Rule, count_of, part_word, rule, unit_of

_NAMED_DAYS = {
    "today": (0, 0), "tonight": (0, 0), "yesterday": (-1, -1), "tomorrow": (1, 1), "overnight": (-1, 0),
    "last night": (-1, 0), "the day before yesterday": (-2, -2), "the day after tomorrow": (2, 2),
}  # fmt: skip
_ALMOST = {
    "week": ("day", 3),
    "fortnight": ("day", 3),
    "month": ("day", 10),
    "year": ("month", 2),
    "decade": ("year", 1),
}
"""How much less than "almost a year" may be."""
_RECENT = {"day": 7, "week": 6, "month": 4}
"""How many units back "in recent days" reaches."""
_COMING = {"day": 7, "week": 6, "month": 6, "year": 3}
"""How many units ahead "in the coming days" reaches."""
RANKED = re.compile(
    r"\b(?:first|only|(?<!at )most|(?<!at )least|best|(?!west|east|rest|test|least)[a-z]{3,}est)\b[^.;]*$",
    re.IGNORECASE,
)
"""Words after which "in five years" looks back: "the first breakthrough in five years"."""
_NAMED_WEEKDAY = re.compile(r"\b(?:Bloody|Black|Good|Ash|Super|Palm|Holy|Maundy|Sheffield)\s+$")


def named_day(match: re.Match[str], at: Moment) -> Reading | None:
    """A day that has its own word; a night is two days. A capital inside a name ("Country Today") is no day."""
    if match["word"][0].isupper() and re.search(
        r"\b[A-Z]\w*\s$", match.string[max(match.start() - 20, 0) : match.start()]
    ):
        return None
    first, last = _NAMED_DAYS[" ".join(match["word"].lower().split())]
    days = (shift(at.published, first), shift(at.published, last))
    return Reading(days, "range" if first < last else "day", "relative")


def publication_day(_match: re.Match[str], at: Moment) -> Reading:
    """The day of publication."""
    return Reading((at.published, at.published), "day", "relative")


def weekday(match: re.Match[str], at: Moment) -> Reading | None:
    """The last such day up to the publication, or the next if the verb looks ahead; or that of the week named."""
    if _NAMED_WEEKDAY.search(match.string[max(match.start("wday") - 12, 0) : match.start("wday")]):
        return None
    number, step = WEEKDAYS[match["wday"].lower().rstrip(".")], (match["step"] or "").lower()
    if match["week"]:
        found = shift(calendar_unit(shift(at.published, STEPS[match["week"].lower()], "week"), "week")[0], number)
    elif step in ("next", "coming"):
        found = weekday_near(number, at.published, ahead=True, inclusive=False)
    elif step in ("last", "past"):
        found = weekday_near(number, at.published, ahead=False, inclusive=False)
    else:
        found = weekday_near(number, at.published, ahead=bool(at.ahead(match)))
    return Reading((found, found), "day", "relative")


def weekend(match: re.Match[str], at: Moment) -> Reading:
    """Saturday and Sunday: the last begun, or the next if the verb looks ahead."""
    step = (match.groupdict().get("step") or "").lower()
    ahead = step in ("next", "coming") or (step != "last" and bool(at.ahead(match)))
    saturday = weekday_near(5, at.published, ahead, inclusive=step not in ("last", "next"))
    return Reading((saturday, shift(saturday, 1)), "range", "relative")


def calendar_step(match: re.Match[str], at: Moment) -> Reading:
    """A week, month, quarter, year or decade of the calendar, or a part of it."""
    unit = unit_of(match["unit"])
    days = calendar_unit(shift(at.published, STEPS[(match["step"] or "this").lower()], unit), unit)
    part = match.groupdict().get("part")
    if part and unit in PARTS:
        return Reading(part_of(days, unit, part_word(part)), "range", "relative")
    return Reading(days, unit if unit != "decade" else "range", "relative")


def rest_of(match: re.Match[str], at: Moment) -> Reading:
    """What is left of the present week, month or year."""
    return Reading((at.published, calendar_unit(at.published, unit_of(match["unit"]))[1]), "range", "relative")


def split_by_publication(match: re.Match[str], at: Moment) -> Reading:
    """The part of a calendar stretch before the publication, or after it."""
    first, last = calendar_unit(at.published, unit_of(match["unit"]))
    days = (at.published, last) if match["part"].lower() == "later" else (first, at.published)
    return Reading(days, "range", "relative")


def ago(match: re.Match[str], at: Moment) -> Reading:
    """A day, or the days around it that the unit leaves open; "almost" and "over" put them to one side."""
    count, unit, about = count_of(match["n"]), unit_of(match["unit"]), (match["about"] or "").lower()
    unit = "day" if unit == "night" else unit
    centre = shift(at.published, -count, unit)
    if about == "exactly":
        return Reading((centre, centre), "day", "relative")
    if about in ("over", "more than", "at least", "just over") and unit != "day":
        return Reading((shift(centre, -1, unit), centre), "range", "relative")
    if about in ("almost", "nearly", "less than") and unit in _ALMOST:
        step, less = _ALMOST[unit]
        return Reading((centre, shift(centre, less, step)), "range", "relative")
    if unit == "year" and count == 1:
        return Reading((shift(centre, -2, "month"), shift(centre, 2, "month")), "range", "relative")
    return around((centre, centre), unit, "relative")


def half_a_year_ago(_match: re.Match[str], at: Moment) -> Reading:
    """The month to either side of the day half a year before the publication."""
    return Reading((shift(at.published, -7, "month"), shift(at.published, -5, "month")), "range", "relative")


def hours_ago(match: re.Match[str], at: Moment) -> Reading:
    """The day of publication, and the days before that so many hours touch."""
    first = shift(at.published, -((count_of(match["n"]) + 20) // 24))
    return Reading((first, at.published), "day" if first == at.published else "range", "relative")


def step_before_last(match: re.Match[str], at: Moment) -> Reading:
    """The calendar week, month or year before the last one."""
    unit = unit_of(match["unit"])
    return Reading(calendar_unit(shift(at.published, -2, unit), unit), unit, "relative")


def vaguely_ago(match: re.Match[str], at: Moment) -> Reading:
    """Some days, weeks or months before the publication."""
    return Reading(vaguely((at.published, at.published), match["unit"], backwards=True), "range", "relative")


def until_publication(match: re.Match[str], at: Moment) -> Reading:
    """So many units up to the publication."""
    start = shift(at.published, -count_of(match["n"] or "one"), unit_of(match["unit"]))
    return Reading((start, at.published), "range", "relative")


def past_hours(match: re.Match[str], at: Moment) -> Reading:
    """The days that so many hours up to the publication touch."""
    return Reading((shift(at.published, -((count_of(match["n"]) + 23) // 24)), at.published), "range", "relative")


def recent(match: re.Match[str], at: Moment) -> Reading:
    """What is recent."""
    unit = unit_of(match["unit"])
    return Reading((shift(at.published, -_RECENT[unit], unit), at.published), "range", "relative")


def from_publication(match: re.Match[str], at: Moment) -> Reading:
    """So many units from the publication on."""
    unit = unit_of(match["unit"])
    count = count_of(match["n"]) if match["n"] else _COMING[unit]
    return Reading((at.published, shift(at.published, count, unit)), "range", "relative")


def next_stretch(match: re.Match[str], at: Moment) -> Reading | None:
    """The week, month or year from the publication on, if the verb does not look back."""
    if at.ahead(match) is False:
        return None
    return Reading((at.published, shift(at.published, 1, unit_of(match["unit"]))), "range", "relative")


def deadline(match: re.Match[str], at: Moment) -> Reading | None:
    """A time from the publication on, if the verb looks ahead; of the past "in two weeks" is a duration, no date."""
    before = match.string[max(match.start() - 80, 0) : match.start()]
    if not at.ahead(match) or RANKED.search(before):
        return None
    unit = unit_of(match["unit"])
    end = shift(at.published, count_of(match["n"]), unit)
    if match["how"].lower() == "within":
        return Reading((at.published, end), "range", "relative")
    return around((end, end), unit, "relative")


def soon(match: re.Match[str], at: Moment) -> Reading | None:
    """Some hours, days or weeks from the publication on, if the verb looks ahead."""
    if not at.ahead(match):
        return None
    unit = match["unit"].rstrip("s")
    if unit in ("fortnight", "hour"):
        return Reading((at.published, shift(at.published, 14 if unit == "fortnight" else 1)), "range", "relative")
    return Reading((at.published, shift(at.published, _COMING[unit], unit)), "range", "relative")


_STEP = "(?P<step>last|previous|this|current|next|coming)"
_STRETCH = "(?P<unit>week|month|quarter|year|decade)"

RULES: tuple[Rule, ...] = (
    rule("yesterday", f"(?:earlier |later )?(?P<word>{'|'.join(_NAMED_DAYS)})(?: DAYTIME)?", named_day),
    rule("this morning", "(?:early |late |earlier )?this (?:morning|afternoon|evening)", publication_day),
    rule("Tuesday of last week",
         "(?:(?:early|late) )?(?:(?:this )?(?P<step>coming|past|last|next|this) )?(?P<wday>WEEKDAY|SHORTDAY)"
         "(?: DAYTIME)?(?:,? (?:of )?(?P<week>last|this|next) week)?", weekday),
    rule("over the weekend",
         "(?:over|at|during|on|by) (?P<it>(?:the|this)(?: past)? (?:(?P<step>coming|last) )?weekend)", weekend),
    rule("last weekend", "(?:this )?(?P<step>last|next|this|past|coming) weekend", weekend),
    rule("a weekend raid", rf"(?P<it>week-?end)(?= (?:[\w-]+ )?{EVENT}\b)", weekend),
    rule("late last year", f"(?:(?P<part>PART)[ -])?(?:the )?{_STEP} {_STRETCH}(?! and a half)", calendar_step),
    rule("the end of the year",
         "(?P<part>(?:the )?(?:(?:first|opening|last|final|closing) (?:days|weeks)|beginning|start|middle|end) of)"
         f" the (?:(?P<step>coming) )?{_STRETCH}", calendar_step),
    rule("year's end", "(?:the )?(?P<step>this )?(?P<unit>year|month)(?: |'s |-)(?P<part>end)", calendar_step),
    rule("earlier this month",
         "(?P<part>earlier|later|so far) (?:this|in the|in this) (?P<unit>week|month|year)", split_by_publication),
    rule("two weeks ago", "(?:(?P<about>ABOUT) )?(?<!half\\x20)(?P<n>N) (?P<unit>UNIT|nights?) ago", ago),
    rule("half a year ago", "(?:ABOUT )?half a year ago", half_a_year_ago),
    rule("six hours ago", "(?P<n>N) hours? ago", hours_ago),
    rule("the week before last", "the (?P<unit>week|month|year) before last", step_before_last),
    rule("moments ago",
         "(?:moments|minutes|a (?:short|little) (?:while|time)|a few (?:minutes|moments)) ago", publication_day),
    rule("days ago", "(?P<unit>(?:minute|hour|day|week|month)s) ago", vaguely_ago),
    rule("the past three months",
         "(?:the |these )(?:last|past|previous|preceding) (?:(?P<n>N) )?(?P<unit>UNIT)(?! of (?:the|that|its)\\b)",
         until_publication),
    rule("last 24 months", "(?:last|past) (?P<n>N) (?P<unit>UNIT)", until_publication),
    rule("since the beginning of the day",
         "since the (?:beginning|start) of (?:the|this) day|over the (?:past|last) day|so far today", publication_day),
    rule("the past 48 hours", "(?:the )?(?:last|past|previous|preceding) (?P<n>N) hours", past_hours),
    rule("recent weeks", "recent (?P<unit>(?:day|week|month)s)", recent),
    rule("over the next month",
         "(?:over|in|within|during|for) the (?:next|coming) (?P<unit>week|month|year)", next_stretch),
    rule("the coming days",
         "(?:the |these )?(?:next|coming) (?:(?P<n>N) )?(?P<unit>(?:day|week|month|year)s)", from_publication),
    rule("before the year is out",
         "(?:before|by the time) (?:the|this) (?P<unit>week|month|year) (?:is|was) (?:out|over|up)", rest_of),
    rule("within six months", "(?P<how>within|in) (?P<n>N) (?P<unit>UNIT)(?!'| of)", deadline),
    rule("within days", "within (?:a |the )?(?:few )?(?P<unit>hours|days|weeks|months|fortnight)", soon),
)  # fmt: skip
