"""The time grammar's rules for dates that count from the publication or from another date: "Friday", "two weeks ago".

Here belong those patterns and what they say. Dates that name their month or year stand in `absolute_dates`, days that have a name in
`known_days`. A stretch that the words leave open ("in recent weeks") is the widest that they sensibly mean.
"""

import re
from datetime import date

from pipelines.coding import dates
from pipelines.coding.dates import WEEKDAYS, calendar_unit, part_of, shift, weekday_near
from pipelines.coding.time_words import Moment, Reading, Rule, count_of, part_word, rule, unit_of

_NAMED_DAYS = {
    "today": (0, 0), "tonight": (0, 0), "yesterday": (-1, -1), "tomorrow": (1, 1), "overnight": (-1, 0), "last night": (-1, 0),
    "the day before yesterday": (-2, -2), "the day after tomorrow": (2, 2), "earlier today": (0, 0), "later today": (0, 0),
}  # fmt: skip
_STEPS = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_SLACK = {"week": 3, "fortnight": 3, "month": 15}
"""Days that "two weeks ago" or "three months ago" may be off, to either side."""
_VAGUE = {
    "hour": (("day", 0), ("day", 1)), "day": (("day", 1), ("day", 8)), "week": (("day", 7), ("day", 35)),
    "month": (("month", 1), ("month", 6)), "minute": (("day", 0), ("day", 0)),
}  # fmt: skip
"""Nearest and farthest that "days ago", "weeks later" ... reach."""
_NOT_A_WEEKDAY = re.compile(r"\b(?:Bloody|Black|Good|Ash|Super|Palm|Holy|Sheffield)\s+$")
_RECENT = {"day": ("day", 7), "week": ("week", 6), "month": ("month", 4)}


def named_day(match: re.Match[str], at: Moment) -> Reading:
    """ "yesterday", "overnight" (two days)."""
    first, last = _NAMED_DAYS[" ".join(match["word"].lower().split())]
    return Reading(
        (shift(at.published, first), shift(at.published, last)), "day" if first == last else "range", "relative"
    )


def publication_day(_match: re.Match[str], at: Moment) -> Reading:
    """ "this morning"."""
    return Reading((at.published, at.published), "day", "relative")


def weekday(match: re.Match[str], at: Moment) -> Reading | None:
    """ "Friday" (the last up to the publication, or the next if the verb looks ahead), "last Monday", "Tuesday of last week"."""
    if _NOT_A_WEEKDAY.search(match.string[max(match.start("wday") - 12, 0) : match.start("wday")]):
        return None
    number = WEEKDAYS[match["wday"].lower()]
    week, rel = match["week"], (match["rel"] or "").lower()
    if week:
        monday = shift(calendar_unit(at.published, "week")[0], _STEPS[week.lower()], "week")
        found = shift(monday, number)
    elif rel in ("next", "this coming", "coming") or (rel in ("", "this") and at.ahead(match)):
        found = weekday_near(number, at.published, ahead=True, inclusive=rel in ("", "this"))
    else:
        found = weekday_near(number, at.published, ahead=False, inclusive=rel != "last")
    return Reading((found, found), "day", "relative")


def calendar_step(match: re.Match[str], at: Moment) -> Reading:
    """ "last week" (Monday to Sunday before), "this month", "next year", "late last year", "the end of this month"."""
    unit = unit_of(match["unit"])
    days = calendar_unit(shift(at.published, _STEPS[(match["rel"] or "this").lower()], unit), unit)
    part = match.groupdict().get("part")
    if part and unit in dates.PARTS:
        return Reading(part_of(days, unit, part_word(part)), "range", "relative")
    if part and unit == "week":
        days = (
            (days[0], shift(days[0], 2))
            if part_word(part) in ("early", "beginning", "start")
            else (shift(days[1], -2), days[1])
        )
        return Reading(days, "range", "relative")
    return Reading(days, unit if unit in ("day", "week", "month", "quarter", "year") else "range", "relative")


def split_by_publication(match: re.Match[str], at: Moment) -> Reading:
    """ "earlier this month" (to the publication), "later this year" (from it), "so far this year"."""
    first, last = calendar_unit(at.published, unit_of(match["unit"]))
    if match["part"].lower() == "later":
        return Reading((at.published, last), "range", "relative")
    return Reading((first, at.published), "range", "relative")


def ago(match: re.Match[str], at: Moment) -> Reading:
    """ "three days ago" (a day), "two weeks ago" (three days to either side), "five years ago" (the year), "almost a year ago"."""
    count, unit = count_of(match["n"]), unit_of(match["unit"])
    about = (match["about"] or "").lower()
    centre = shift(at.published, -count, unit)
    if unit == "year" and count == 1 and about in ("almost", "nearly", "less than"):
        return Reading((centre, shift(centre, 2, "month")), "range", "relative")
    return _around(centre, count, unit, "relative")


def _around(centre: date, count: int, unit: str, basis: str) -> Reading:
    if unit == "day":
        return Reading((centre, centre), "day", basis)
    if unit in _SLACK:
        slack = _SLACK[unit] if count < 7 or unit != "week" else 7
        return Reading((shift(centre, -slack), shift(centre, slack)), "range", basis)
    if unit == "year":
        return Reading(calendar_unit(centre, "year"), "year", basis)
    return Reading(calendar_unit(centre, "decade"), "range", basis)


def vaguely_ago(match: re.Match[str], at: Moment) -> Reading:
    """ "days ago", "months ago", "hours ago"."""
    (near_unit, near), (far_unit, far) = _VAGUE[unit_of(match["unit"])]
    return Reading((shift(at.published, -far, far_unit), shift(at.published, -near, near_unit)), "range", "relative")


def until_publication(match: re.Match[str], at: Moment) -> Reading | None:
    """ "over the past three months", "in the last 6 months", "the past week"."""
    count, unit = count_of(match["n"] or "one"), unit_of(match["unit"])
    return Reading((shift(at.published, -count, unit), at.published), "range", "relative")


def recent(match: re.Match[str], at: Moment) -> Reading:
    """ "in recent weeks"."""
    unit, count = _RECENT[unit_of(match["unit"])]
    return Reading((shift(at.published, -count, unit), at.published), "range", "relative")


def from_publication(match: re.Match[str], at: Moment) -> Reading:
    """ "in the coming days", "over the next six months"."""
    unit = unit_of(match["unit"])
    count = (
        count_of(match["n"])
        if match["n"]
        else {"day": 7, "week": 6, "month": 6}.get(unit, 1 if match["unit"] == unit else 3)
    )
    return Reading((at.published, shift(at.published, count, unit)), "range", "relative")


def deadline(match: re.Match[str], at: Moment) -> Reading | None:
    """ "within six months", "in two weeks": only of what is ahead; of the past it is a duration, no date."""
    if not at.ahead(match):
        return None
    count, unit = count_of(match["n"]), unit_of(match["unit"])
    end = shift(at.published, count, unit)
    if match["how"].lower() == "within":
        return Reading((at.published, end), "range", "relative")
    return _around(end, count, unit, "relative")


def same_stretch(match: re.Match[str], at: Moment) -> Reading | None:
    """ "the same day", "that night", "at the time", "later that month": the stretch that was spoken of."""
    unit = unit_of(match.groupdict().get("unit") or "time")
    known = at.previous if unit in ("week", "month", "year", "time") else at.previous_day
    if known is None:
        return None
    if unit == "time":
        return Reading(known.days, known.precision, "carried")
    if unit in ("week", "month", "year"):
        return Reading(calendar_unit(known.days[0], unit), unit, "carried")
    return Reading(known.days, known.precision, "carried")


def neighbour(match: re.Match[str], at: Moment) -> Reading | None:
    """ "the next day", "the following month", "the previous year", "the day after" (what comes next to what was spoken of)."""
    step = -1 if match["step"].lower() in ("previous", "before", "preceding") else 1
    unit = unit_of(match["unit"])
    known = at.previous_day if unit in ("day", "night", "morning", "evening", "afternoon") else at.previous
    if known is None:
        return None
    if unit in ("week", "month", "year"):
        return Reading(calendar_unit(shift(known.days[0], step, unit), unit), unit, "carried")
    found = (shift(known.days[0], step), shift(known.days[1], step))
    return Reading(found, known.precision, "carried")


def counted_from(match: re.Match[str], at: Moment) -> Reading | None:
    """ "a day earlier", "three years later", "two weeks after": counted from what was spoken of, else from the publication if backwards."""
    count, unit = count_of(match["n"]), unit_of(match["unit"])
    backwards = match["way"].lower() in ("earlier", "before", "previously")
    known = at.previous_day if unit == "day" and at.previous_day else at.previous
    if known is None:
        if not backwards or unit == "year":
            return None
        known = Reading((at.published, at.published), "day")
    sign = -1 if backwards else 1
    first, last = (shift(day, sign * count, unit) for day in known.days)
    if unit == "year":
        return Reading((calendar_unit(first, "year")[0], calendar_unit(last, "year")[1]), "year", "carried")
    if unit == "day" or first != last:
        return Reading((first, last), "day" if first == last else "range", "carried")
    return _around(first, count, unit, "carried")


def vaguely_from(match: re.Match[str], at: Moment) -> Reading | None:
    """ "hours later", "days after", "weeks earlier"."""
    known = at.previous_day or at.previous
    if known is None:
        return None
    (near_unit, near), (far_unit, far) = _VAGUE[unit_of(match["unit"])]
    if match["way"].lower() in ("earlier", "before"):
        return Reading(
            (shift(known.days[0], -far, far_unit), shift(known.days[1], -near, near_unit)), "range", "carried"
        )
    return Reading((shift(known.days[0], near, near_unit), shift(known.days[1], far, far_unit)), "range", "carried")


_ABOUT = (
    "(?:almost|nearly|about|around|roughly|some|over|just over|more than|at least|less than|just|only|exactly|barely)"
)
_REL = "(?P<rel>last|previous|this|current|next|coming)"

RULES: tuple[Rule, ...] = (
    rule("day|night|tomorrow", "(?P<word>the day before yesterday|the day after tomorrow|earlier today|later today|today|tonight|yesterday|"
         "tomorrow|overnight|last night)(?: DAYTIME)?", named_day),
    rule("this", "(?:early |late |earlier )?this (?:morning|afternoon|evening)", publication_day),
    rule("day", r"(?:(?:early|late) )?(?:(?P<rel>this coming|this past|coming|last|next|this|past) )?(?P<wday>WEEKDAY)"
         r"(?: DAYTIME)?(?:,? (?:of )?(?P<week>last|this|next) week)?", weekday),
    rule("week|month|quarter|year|decade", rf"(?:(?P<part>PART)[ -])?(?:the )?{_REL} (?P<unit>week|month|quarter|year|decade)(?! (?:and a half|or so))", calendar_step),
    rule("of the", "(?P<part>(?:the )?(?:beginning|start|middle|end) of) the (?:(?P<rel>coming|current) )?(?P<unit>week|month|quarter|year|decade)", calendar_step),
    rule("this|the", "(?P<part>earlier|later|so far) (?:this|in the|in this) (?P<unit>week|month|year)", split_by_publication),
    rule("ago", rf"(?:(?P<about>{_ABOUT}) )?(?P<n>N) (?P<unit>UNIT) ago", ago),
    rule("ago", "(?P<unit>(?:minute|hour|day|week|month)s) ago", vaguely_ago),
    rule("last|past|prev|preced", "(?:the |these )(?:last|past|previous|preceding) (?:(?P<n>N) )?(?P<unit>UNIT)", until_publication),
    rule("last|past", "(?:last|past) (?P<n>N) (?P<unit>UNIT)", until_publication),
    rule("recent", "(?P<it>recent (?P<unit>(?:day|week|month)s))", recent),
    rule("next|coming", "(?:the |these )?(?:next|coming) (?:(?P<n>N) )?(?P<unit>(?:day|week|month|year)s)", from_publication),
    rule("in", "(?P<how>within|in) (?P<n>N) (?P<unit>UNIT)(?!'| of)", deadline),
    rule("same|that", "(?:later |earlier )?(?:on )?(?P<it>(?:the|that) same (?P<unit>day|night|morning|evening|afternoon|week|month|year))", same_stretch),
    rule("that", "(?:later |earlier |on |in )?(?P<it>that (?P<unit>day|night|morning|evening|afternoon|week|month|year))(?! [a-z]+ed)", same_stretch),
    rule("time", "at (?:the|that) time", same_stretch),
    rule("in the day", "(?:earlier|later) in the (?P<unit>day)", same_stretch),
    rule("next|foll|prev|prec", "(?:the |a )(?P<step>next|following|previous|preceding) (?P<unit>day|night|morning|evening|afternoon|week|month|year)", neighbour),
    rule("the ", "the (?P<unit>day|night|week|month|year) (?P<step>after|before)(?! (?:yesterday|tomorrow))", neighbour),
    rule("later|earlier|after|before", rf"(?:(?:{_ABOUT}) )?(?P<n>N) (?P<unit>UNIT) (?P<way>later|earlier|afterwards?|before|previously)", counted_from),
    rule("s later|s earlier|s after|s before", "(?P<unit>(?:hour|day|week|month)s) (?P<way>later|earlier|after|before)", vaguely_from),
)  # fmt: skip
