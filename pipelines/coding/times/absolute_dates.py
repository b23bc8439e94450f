"""The time grammar's rules for dates that name their day, month or year: "Aug. 19", "5 May 2021", "late 2013".

Here belong those patterns and what they say. Expressions that count from the publication or from another date stand in
`relative_dates`. A year that the text leaves out comes from a date nearby or from the publication.
"""

import re
from datetime import date

from pipelines.coding.times import dates
from pipelines.coding.times.dates import MONTHS, day_of, month_of, part_of, year_of
from pipelines.coding.times.time_words import EVENT, Moment, Reading, Rule, compile_pattern, either, part_word, rule

_YEAR_AHEAD = compile_pattern(
    r"(?:(?:\s?,\s?(?:and |or )?| (?:and|or|to|until|through|&) |\s?[-–—]\s?)(?:on |in |the )?(?:on |in |the )?"
    r"(?:DAY(?: of)? MONTH|MONTH DAY|MONTH|DAY)){1,8}\s?,?\s?(?P<y>YEAR)"
)
"""The rest of a list or range whose last date has the year: "January 11, | January 22 and February 3, 2021"."""
_SOON = 60
"""Days ahead within which a date is meant that the tense leaves open ("the mission ends on May 5")."""
_IMMINENT = 21
"""Days ahead within which it is meant even where the past is told ("announced drills from July 8"): the last of that
name is almost a year back."""
_JUST_PAST = 14
"""Days back within which a date is meant whatever the tense: the next of that name is a year away."""
_YEAR_STEPS = {"this": 0, "the same": 0, "last": -1, "next": 1}
_ORDINALS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": -1, "final": -1,
}  # fmt: skip


def _month(match: re.Match[str]) -> int:
    return MONTHS[match["month"].lower().rstrip(".")]


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _stated_year(match: re.Match[str], at: Moment) -> int | None:
    """The year that stands with the date, with a later date of its list, or earlier in its sentence."""
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    if groups.get("rel"):
        return at.published.year + _YEAR_STEPS[" ".join(groups["rel"].lower().split())]
    later = _YEAR_AHEAD.match(match.string, match.end())
    return int(later["y"]) if later else at.year_in_force


def _round_year(first: tuple[int, int], match: re.Match[str], at: Moment) -> int:
    """The year in which a month and day last came round, or next will if the verb looks ahead or the day is near."""
    year, here = at.published.year, (at.published.month, at.published.day)
    ahead = at.ahead(match)
    coming = year + (first < here)
    next_time, last = day_of(coming, *first), day_of(year - (first > here), *first)
    if next_time is not None and not ahead:
        ahead = (next_time - at.published).days <= (_SOON if ahead is None else _IMMINENT)
    just_past = last is not None and (at.published - last).days <= _JUST_PAST
    return coming if ahead and not just_past else year - (first > here)


def _day(day: int, match: re.Match[str], at: Moment) -> date | None:
    month = _month(match)
    year = _stated_year(match, at)
    return day_of(_round_year((month, day), match, at) if year is None else year, month, day)


def month_day(match: re.Match[str], at: Moment) -> Reading | None:
    """A day of a month, with or without its weekday and year."""
    found = _day(_number(match["day"]), match, at)
    return Reading((found, found), "day") if found else None


def day_range(match: re.Match[str], at: Moment) -> Reading | None:
    """Two days of one month and what lies between."""
    first, last = (_day(_number(match[group]), match, at) for group in ("day", "last"))
    return Reading((first, last), "range") if first and last and first <= last else None


def day_list(match: re.Match[str], at: Moment) -> list[Reading]:
    """Several days of one month: one reading for each."""
    found = []
    for number in re.finditer(r"\d+", match["days"]):
        day = _day(int(number.group()), match, at)
        if day:
            chars = (match.start("days") + number.start(), match.start("days") + number.end())
            found.append(Reading((day, day), "day", chars=chars))
    return found


def lone_day(match: re.Match[str], at: Moment) -> Reading | None:
    """A day whose month was said before, else the last day of that number up to the publication, or the next from it
    if the verb looks ahead."""
    number, ahead = _number(match["day"]), bool(at.ahead(match))
    before = at.previous if at.previous and at.previous.precision in ("day", "week", "month") else None
    if before is not None and not (ahead and before.days[1] < at.published):
        found = day_of(before.days[0].year, before.days[0].month, number)
        return Reading((found, found), "day", "carried") if found else None
    if ahead:
        return day_of_step(number, 1 if number < at.published.day else 0, at)
    return day_of_step(number, -1 if number > at.published.day else 0, at)


def lone_days(match: re.Match[str], at: Moment) -> Reading | None:
    """Two days without a month and what lies between; the first may be of the month before."""
    end = lone_day(match, at)
    first = day_of(end.days[1].year, end.days[1].month, _number(match["first"])) if end else None
    if end is None or first is None:
        return None
    if first > end.days[1]:
        first = dates.shift(first, -1, "month")
    return Reading((first, end.days[1]), "range", end.basis)


def day_of_this_month(match: re.Match[str], at: Moment) -> Reading | None:
    """A day of the month of publication, or of the one before or after."""
    return day_of_step(_number(match["day"]), {"last": -1, "next": 1}.get(match["step"].lower(), 0), at)


def day_of_step(number: int, months: int, at: Moment) -> Reading | None:
    """The day of that number so many months from the publication."""
    first = dates.shift(at.published.replace(day=1), months, "month")
    found = day_of(first.year, first.month, number)
    return Reading((found, found), "day", "relative") if found else None


def iso_day(match: re.Match[str], _at: Moment) -> Reading | None:
    """Year, month and day in digits."""
    found = day_of(int(match["y"]), int(match["m"]), int(match["d"]))
    return Reading((found, found), "day") if found else None


def slashed_day(match: re.Match[str], at: Moment) -> Reading | None:
    """Day and month in either order: what is past and nearest to the publication; with dots the day is first."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    orders = [(second, first)] if "." in match.group() else [(first, second), (second, first)]
    possible = [day for order in orders if (day := day_of(year, *order))]
    if not possible:
        return None
    found = min(possible, key=lambda day: (day > at.published, abs((day - at.published).days)))
    return Reading((found, found), "day")


def month_year(match: re.Match[str], at: Moment) -> Reading | None:
    """A month with its year."""
    return _month_reading(match, _stated_year(match, at))


def lone_month(match: re.Match[str], at: Moment) -> Reading | None:
    """A month without year: the nearest past one, or the next if the verb looks ahead."""
    year = _stated_year(match, at)
    if year is None:
        month, here = _month(match), at.published.month
        year = at.published.year + (month < here if at.ahead(match) else -(month > here))
    return _month_reading(match, year)


def relative_month(match: re.Match[str], at: Moment) -> Reading | None:
    """The nearest such month before, in or after the present one."""
    month, here, year = _month(match), at.published.month, at.published.year
    if match["step"].lower() in ("last", "past"):
        year -= month >= here
    elif match["step"].lower() in ("next", "coming"):
        year += month <= here
    return _month_reading(match, year)


def _month_reading(match: re.Match[str], year: int | None) -> Reading | None:
    first = day_of(year, _month(match), 1) if year else None
    if first is None:
        return None
    part = match.groupdict().get("part")
    if part:
        return Reading(part_of(month_of(first), "month", part_word(part)), "range")
    return Reading(month_of(first), "month")


def year_alone(match: re.Match[str], _at: Moment) -> Reading | None:
    """A year or a part of it; the year of a law is a name."""
    if re.search(r"\b(?:Act|Law|Bill|Class|Code)\s+$", match.string[max(match.start() - 8, 0) : match.start()]):
        return None
    days, part = year_of(int(match["y"])), match.groupdict().get("part")
    return Reading(part_of(days, "year", part_word(part)), "range") if part else Reading(days, "year")


def year_range(match: re.Match[str], _at: Moment) -> Reading | None:
    """Two years and what lies between."""
    first, last = int(match["y"]), int(match["last"])
    last += first // 100 * 100 if last < 100 else 0
    return Reading((year_of(first)[0], year_of(last)[1]), "range") if first < last <= first + 60 else None


def fraction_of_year(match: re.Match[str], at: Moment) -> Reading | None:
    """A half or quarter of a year."""
    year = _stated_year(match, at) or at.published.year
    months = 6 if (match.groupdict().get("piece") or "quarter").lower() == "half" else 3
    index = int(match["q"]) - 1 if "q" in match.groupdict() else _ORDINALS[match["which"].lower()] % (12 // months)
    if index >= 12 // months:
        return None
    first = date(year, index * months + 1, 1)
    days = (first, month_of(dates.shift(first, months - 1, "month"))[1])
    return Reading(days, "quarter" if months == 3 else "range")


def season(match: re.Match[str], at: Moment) -> Reading | None:
    """Three months; of the north unless the word before says "austral" or "southern"."""
    name, year, groups = match["season"].lower(), _stated_year(match, at), match.groupdict()
    before = match.string[max(match.start("season") - 20, 0) : match.start("season")].lower()
    southern = bool(re.search(r"\b(?:austral|southern)\s+$", before))
    step = (groups.get("step") or "").lower()
    if year is None:
        year = at.published.year
        first, last = dates.season_of(name, year, southern)
        if step == "next" or (not step and at.ahead(match)):
            year += first <= at.published if step else last < at.published
        elif step != "this" and (first > at.published or (step == "last" and last >= at.published)):
            year -= 1
    if not 1 <= year <= 9998:
        return None
    first, last = dates.season_of(name, year, southern)
    part = (groups.get("part") or "").lower()
    middle = dates.shift(first, 45)
    halves = {"early": (first, middle), "late": (middle, last)}
    return Reading(halves.get(part, (first, last)), "range" if part in halves else "quarter")


def decade(match: re.Match[str], at: Moment) -> Reading | None:
    """Ten years, or a part of them; without century the nearest past one."""
    year = int(match["y"])
    if year < 100:
        year += at.published.year // 100 * 100
        year -= 100 if year > at.published.year else 0
    if not 1 <= year <= 9990:
        return None
    days, part = dates.calendar_unit(date(year, 1, 1), "decade"), match["part"]
    return Reading(part_of(days, "decade", part_word(part)) if part else days, "range")


_OF_YEAR = r"(?:\s?,?\s?(?P<y>YEAR)|,? (?:of )?(?P<rel>this|last|next|the same) year)"
_YEAR = r"(?:(?P<y>YEAR)|(?P<rel>this|last|next) year)"
_TO = "(?:DASH| to | through | until )"
_LEAD = "(?:in|of|by|since|until|from|during|till|and|to|through|before|after|between|around|or)"
_NO_COUNT = (
    r"(?! (?:people|others|more|men|civilians|troops|soldiers|marines|personnel|fighters|militants|members|rounds|"
    r"rockets|missiles|dead|killed|wounded|injured|km|miles|tons)\b)"
)
_DAYS = r"DAY(?:, (?:and )?(?:the )?DAY)*,? (?:and|&|or) (?:the )?DAY"
_NTH = r"\d\d?(?:st|nd|rd|th)"
_GOES_ON = "and|when|as|in|at|by|with|a|an|the|against|near|after|from|to|for|while|but|followed|two|three"
"""What may follow "on the 14th": no noun that it counts ("on the 14th floor")."""
RULES: tuple[Rule, ...] = (
    rule("2021-05-05", r"(?P<y>YEAR)-(?P<m>\d\d)-(?P<d>\d\d)", iso_day),
    rule("05/13/2021", r"(?P<a>\d\d?)(?P<s>[/.])(?P<b>\d\d?)(?P=s)(?P<y>YEAR)", slashed_day),
    rule("Monday, Nov. 14, 2005", rf"(?:WDAY,? )?(?:the )?(?P<month>MONTH)\s?(?P<day>DAY)(?:{_OF_YEAR})?", month_day),
    rule("the 5th of May",
         rf"(?:WDAY,? )?(?:the )?(?P<day>DAY)(?: day)?(?: of)?[ -](?P<month>MONTH)-?(?:{_OF_YEAR})?", month_day),
    rule("May 3-5, 2021",
         rf"(?P<month>MONTH) (?P<day>DAY){_TO}(?P<last>DAY)(?:{_OF_YEAR})?", day_range),
    rule("3 to 5 May",
         rf"(?P<day>DAY){_TO}(?P<last>DAY)(?: of)? (?P<month>MONTH)(?:{_OF_YEAR})?", day_range),
    rule("May 3, 7 and 11", rf"(?P<month>MONTH) (?P<days>{_DAYS}){_NO_COUNT}(?:{_OF_YEAR})?", day_list),
    rule("the 3rd, the 7th and the 11th of May",
         rf"(?:the )?(?P<days>{_DAYS})(?: of)? (?P<month>MONTH)(?:{_OF_YEAR})?", day_list),
    rule("on the 14th",
         rf"(?:on|and|of|until|by) the (?P<it>(?P<day>{_NTH}))(?! (?!(?:{_GOES_ON})\b)\w)", lone_day),
    rule("between the 16th and the 22nd",
         rf"(?:between|from) the (?P<first>{_NTH}) (?:and|to|until|till|through) the (?P<day>{_NTH})", lone_days),
    rule("the 16th of that month", r"(?:the )?(?P<day>DAY) of (?:that|the same) month", lone_day),
    rule("the 15th of this month",
         r"(?:the )?(?P<day>DAY) of (?:(?:the )?(?P<step>this|current|present|last|next)) month", day_of_this_month),
    rule("late August 2014", rf"(?:(?P<part>PART)[ -](?:in )?)?(?P<month>MONTH)(?: of)?{_OF_YEAR}", month_year),
    rule("early June", r"(?P<part>PART)[ -](?P<month>MONTH)", lone_month),
    rule("in March", rf"{_LEAD} (?:the )?(?P<it>(?P<month>MONTH))", lone_month),
    rule("a September attack", r"(?P<it>(?P<month>(?!May|March|MAY|MARCH)MONTH))(?='s [a-z]| [a-z])", lone_month),
    rule("last December", r"(?:this |the )?(?P<step>past|coming|last|this|next) (?P<month>MONTH)", relative_month),
    rule("2003-2011", r"(?P<y>YEAR)(?:DASH|/)(?P<last>YEAR|\d\d)(?![-/\d])", year_range),
    rule("late 2013", r"(?P<part>PART)[ -](?:in )?(?P<y>YEAR)", year_alone),
    rule("in 2007",
         rf"(?:{_LEAD} (?:the )?(?:year )?|(?:the year|for|circa) |\()(?P<it>(?P<y>YEAR)){_NO_COUNT}", year_alone),
    rule("the 2003 invasion", rf"(?P<y>YEAR)(?=(?:'s)? (?:[\w-]+ )?{EVENT}\b)", year_alone),
    rule("2014: rebels take the town", r"(?:\A|(?<=\n))(?P<y>YEAR)(?=(?: [-–—]|:) )", year_alone),
    rule("the first quarter of 2014",
         rf"(?:the )?(?P<which>{either(_ORDINALS)}) (?P<piece>half|quarter) of (?:{_YEAR}|the year)", fraction_of_year),
    rule("Q3 2019", r"Q(?P<q>[1-4]) (?P<y>YEAR)", fraction_of_year),
    rule("the summer of 2020",
         rf"(?:the )?(?:(?P<part>early|late|mid)[ -])?(?P<season>SEASON)(?: of| in|,)? {_YEAR}", season),
    rule("last spring", r"(?P<step>last|this|next) (?P<season>SEASON)", season),
    rule("early spring", r"(?:the )?(?P<part>early|late|mid)[ -](?P<season>SEASON)", season),
    rule("in the fall",
         r"(?:in|during|since|until|by) (?:the )?(?:austral |southern )?(?P<it>(?P<season>SEASON))(?! of\b)", season),
    rule("the late 1980s", r"(?:the )?(?:(?P<part>early|mid|late)[ -])?(?P<y>YEAR)s", decade),
    rule("the '90s", r"the (?:(?P<part>early|mid|late)[ -])?'?(?P<y>[2-9]0)s", decade),
)  # fmt: skip
