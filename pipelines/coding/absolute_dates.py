"""The time grammar's rules for dates that name a day, month or year of the calendar: "Aug. 19", "5 May 2021", "late 2013", "the 1990s".

Here belong those patterns and what they say. Expressions that count from the publication or from another date stand in
`relative_dates`. A year that the text leaves out comes from a date nearby or from the publication.
"""

import re
from datetime import date

from pipelines.coding import dates
from pipelines.coding.dates import MONTHS, Days, day_of, month_of, part_of, year_of
from pipelines.coding.time_words import Moment, Reading, Rule, compile_pattern, part_word, rule

_YEAR_AHEAD = compile_pattern(
    r"(?:(?:\s*,|\s+and|\s+or|\s+to|\s+until|\s+through|\s*&|\s*[-–—])+(?:\s*(?:on|in|the))*\s*(?:DAY)?\s*(?:of )?(?:MONTH)?\s*(?:DAY)?)+"
    r"\s*,?\s*(?P<y>YEAR)"
)
_YEAR_FROM_ADVERB = {"this": 0, "last": -1, "next": 1, "the same": 0}


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _stated_year(match: re.Match[str], at: Moment) -> int | None:
    """The year that stands with the date ("2012", "last year"), or with a later date of the same list or range."""
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    if groups.get("rel"):
        return at.published.year + _YEAR_FROM_ADVERB[groups["rel"].lower()]
    later = _YEAR_AHEAD.match(match.string, match.end())
    return int(later["y"]) if later else at.year_in_force


def _nearest_year(month: int, day: int, match: re.Match[str], at: Moment) -> int:
    """The year in which a month and day last came round, or next if the verb looks ahead."""
    here = (at.published.month, at.published.day)
    if at.ahead(match):
        return at.published.year + ((month, day) < here)
    return at.published.year - ((month, day) > here)


def _day(month: int, day: int, match: re.Match[str], at: Moment) -> date | None:
    year = _stated_year(match, at)
    return day_of(_nearest_year(month, day, match, at) if year is None else year, month, day)


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def month_day(match: re.Match[str], at: Moment) -> Reading | None:
    """ "Aug. 19", "Monday, Nov. 14, 2005", "5 May last year"."""
    found = _day(_month(match["month"]), _number(match["day"]), match, at)
    return Reading((found, found), "day") if found else None


def day_range(match: re.Match[str], at: Moment) -> Reading | None:
    """ "May 3-5", "from May 3 to 5, 2021", "3 to 5 May"."""
    month = _month(match["month"])
    first, last = (_day(month, _number(match[group]), match, at) for group in ("day", "last"))
    return Reading((first, last), "range") if first and last and first <= last else None


def day_list(match: re.Match[str], at: Moment) -> list[Reading]:
    """ "January 11, 22 and 30": one reading for each day."""
    found = []
    for number in re.finditer(r"\d+", match["days"]):
        day = _day(_month(match["month"]), int(number.group()), match, at)
        if day:
            offset = match.start("days")
            found.append(Reading((day, day), "day", chars=(offset + number.start(), offset + number.end())))
    return found


def iso_day(match: re.Match[str], _at: Moment) -> Reading | None:
    """ "2021-05-05"."""
    found = day_of(int(match["y"]), int(match["m"]), int(match["d"]))
    return Reading((found, found), "day") if found else None


def slashed_day(match: re.Match[str], at: Moment) -> Reading | None:
    """ "05/13/2021", "13.5.2021"; of two possible readings the one nearest to the publication, none of the future if there is another."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    readings = [day_of(year, first, second), day_of(year, second, first)]
    if "." in match.group():
        readings = readings[1:]
    possible = [day for day in readings if day]
    if not possible:
        return None
    found = min(possible, key=lambda day: (day > at.published, abs((day - at.published).days)))
    return Reading((found, found), "day")


def month_year(match: re.Match[str], at: Moment) -> Reading | None:
    """ "March 2003", "late August 2014", "November last year", "March of this year"."""
    year = _stated_year(match, at)
    return _month_reading(match, year) if year else None


def lone_month(match: re.Match[str], at: Moment) -> Reading | None:
    """ "in March", "early June", "a September attack": the nearest past one, or the next if the verb looks ahead."""
    month = _month(match["month"])
    year = _stated_year(match, at)
    if year is None:
        ahead = at.ahead(match)
        year = at.published.year + (month < at.published.month if ahead else -(month > at.published.month))
    return _month_reading(match, year)


def _month_reading(match: re.Match[str], year: int) -> Reading | None:
    first = day_of(year, _month(match["month"]), 1)
    if first is None:
        return None
    part = match.groupdict().get("part")
    if not part:
        return Reading(month_of(first), "month")
    return Reading(part_of(month_of(first), "month", part_word(part)), "range")


def relative_month(match: re.Match[str], at: Moment) -> Reading | None:
    """ "last December" (the nearest before this month), "this May", "next March"."""
    month, here = _month(match["month"]), at.published.month
    year = at.published.year
    if match["rel"].lower() in ("last", "this past", "past"):
        year -= month >= here
    elif match["rel"].lower() in ("next", "this coming", "the coming"):
        year += month <= here
    return _month_reading(match, year)


def year_alone(match: re.Match[str], _at: Moment) -> Reading | None:
    """ "in 2007", "the 2003 invasion", "late 2013", "the end of 2014"."""
    part = match.groupdict().get("part")
    year = int(match["y"])
    return Reading(part_of(year_of(year), "year", part_word(part)), "range") if part else Reading(year_of(year), "year")


def year_range(match: re.Match[str], _at: Moment) -> Reading | None:
    """ "2003-2011", "2014/15"."""
    first, last = int(match["y"]), int(match["last"])
    last += first // 100 * 100 if last < 100 else 0
    return Reading((year_of(first)[0], year_of(last)[1]), "range") if first < last <= first + 60 else None


_HALVES = {
    "first": 0,
    "second": 1,
    "1st": 0,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "last": -1,
    "final": -1,
}


def fraction_of_year(match: re.Match[str], at: Moment) -> Reading | None:
    """ "the first quarter of 2014", "the second half of last year", "Q3 2019"."""
    year = _stated_year(match, at)
    if year is None:
        year = at.published.year
    groups = match.groupdict()
    months = 3 if groups.get("q") or match["piece"].lower() == "quarter" else 6
    index = int(groups["q"]) - 1 if groups.get("q") else _HALVES[match["which"].lower()] % (12 // months)
    if index >= 12 // months:
        return None
    first = day_of(year, index * months + 1, 1)
    if first is None:
        return None
    return Reading((first, month_of(dates.shift(first, months - 1, "month"))[1]), "quarter" if months == 3 else "range")


def season(match: re.Match[str], at: Moment) -> Reading | None:
    """ "the summer of 2020", "last spring", "early spring"; northern unless the text says austral."""
    name, year = match["season"].lower(), _stated_year(match, at)
    southern = bool(
        re.search(r"\b(?:austral|southern(?: hemisphere)?) $", match.string[: match.start("season")].lower()[-30:])
    )
    when = (match.groupdict().get("when") or "").lower()
    if year is None:
        year = at.published.year
        days = dates.season_of(name, year, southern)
        if when == "next" or at.ahead(match):
            year += days[1] < at.published if when != "next" else days[0] <= at.published
        elif days[0] > at.published or (when == "last" and days[1] >= at.published):
            year -= 1
    if not 1 <= year < 9999:
        return None
    days = dates.season_of(name, year, southern)
    part = (match.groupdict().get("part") or "").lower()
    if part in ("early", "late"):
        half = dates.shift(days[0], 45)
        days = (days[0], half) if part == "early" else (half, days[1])
    return Reading(days, "range" if part else "quarter")


def decade(match: re.Match[str], at: Moment) -> Reading | None:
    """ "the 1990s", "the late 1980s", "the '90s" (of the century that is nearest past)."""
    year = int(match["y"])
    if year < 100:
        year += at.published.year // 100 * 100
        year -= 100 if year > at.published.year else 0
    if not 1 <= year <= 9990:
        return None
    days: Days = dates.calendar_unit(date(year, 1, 1), "decade")
    part = match["part"]
    return Reading(part_of(days, "decade", part_word(part)) if part else days, "range")


_OF_YEAR = r"(?:\s?,?\s?(?P<y>YEAR)|,? (?:of )?(?P<rel>this|last|next) year)"
_LEAD = "(?:in|of|by|since|until|from|during|till|and|to|through|before|after|between|around)"
_EVENT = (
    r"(?:elections?|invasions?|wars?|civil|attacks?|bombings?|withdrawals?|deals?|agreements?|accords?|treat(?:y|ies)|cease-?fires?|truces?|"
    r"peace|coups?|uprisings?|revolutions?|revolts?|protests?|offensives?|conflicts?|massacres?|genocides?|referendums?|surges?|sieges?|"
    r"battles?|clash(?:es)?|operations?|campaigns?|crisis|summits?|talks|pact|intervention|annexation|occupation|hostage|terror|"
    r"assassinations?|raids?|strikes?|airstrikes?|air|missile|rocket|drone|chemical|suicide|nuclear|military|mission|deployments?|"
    r"rebellions?|mutiny|insurgency|fighting|violence|assaults?|incursions?|border|memorandum|resolution|report|review|budget|vote|poll)"
)

RULES: tuple[Rule, ...] = (
    rule(r"-", r"(?P<y>YEAR)-(?P<m>\d\d)-(?P<d>\d\d)", iso_day),
    rule(r"[/.]", r"(?P<a>\d\d?)(?P<s>[/.])(?P<b>\d\d?)(?P=s)(?P<y>YEAR)", slashed_day),
    rule(r"", rf"(?:WDAY,? )?(?:the )?(?P<month>MONTH)\s?(?P<day>DAY)(?:{_OF_YEAR})?", month_day),
    rule(r"", rf"(?:WDAY,? )?(?:the )?(?P<day>DAY)(?: day)?(?: of)?[ -](?P<month>MONTH)(?:-(?=YEAR))?(?:{_OF_YEAR})?", month_day),
    rule(r"", rf"(?P<month>MONTH) (?P<day>DAY)(?:DASH| to | through | until )(?P<last>DAY)(?:{_OF_YEAR})?", day_range),
    rule(r"", rf"(?P<day>DAY)(?:DASH| to | through | until )(?P<last>DAY)(?: of)? (?P<month>MONTH)(?:{_OF_YEAR})?", day_range),
    rule(r"", rf"(?P<month>MONTH) (?P<days>DAY(?:, (?:and )?DAY)*,? (?:and|&|or) DAY)(?! (?:people|others|more|of|[a-z]+s)\b)(?:{_OF_YEAR})?", day_list),
    rule(r"", rf"(?:the )?(?P<days>DAY(?:, (?:and )?(?:the )?DAY)*,? (?:and|&|or) (?:the )?DAY)(?: of)? (?P<month>MONTH)(?:{_OF_YEAR})?", day_list),
    rule(r"", rf"(?:(?P<part>PART)[ -](?:in )?)?(?P<month>MONTH)(?:\s?,)?(?: of)?(?:\s?(?P<y>YEAR)| (?P<rel>this|last|next|the same) year)", month_year),
    rule(r"", r"(?P<part>PART)[ -](?P<month>MONTH)", lone_month),
    rule(r"", rf"{_LEAD} (?:the )?(?P<it>(?P<month>MONTH))", lone_month),
    rule(r"", r"(?P<month>(?!May|March|MAY|MARCH)MONTH)(?='s [a-z]| [a-z])", lone_month),
    rule(r"", r"(?P<rel>this past|this coming|the coming|last|this|next|past) (?P<month>MONTH)", relative_month),
    rule(r"\d", r"(?P<y>YEAR)(?:DASH|/)(?P<last>YEAR|\d\d)(?![-/\d])", year_range),
    rule(r"", rf"(?P<part>PART)[ -](?:in )?(?P<y>YEAR)", year_alone),
    rule(r"", rf"(?:{_LEAD} (?:the )?(?:year )?|(?:the year|for|circa|since at least) |\()(?P<it>(?P<y>YEAR))(?! (?:people|troops|soldiers|men|civilians|others)\b)", year_alone),
    rule(r"", rf"(?P<y>YEAR)(?=(?:'s)? (?:[\w-]+ )?{_EVENT}\b)", year_alone),
    rule(r"", rf"(?:the )?(?P<which>first|second|third|fourth|last|final|1st|2nd|3rd|4th) (?P<piece>half|quarter) of (?:(?P<y>YEAR)|(?P<rel>this|last|next|the same) year|the year)", fraction_of_year),
    rule(r"", r"Q(?P<q>[1-4]) (?P<y>YEAR)", fraction_of_year),
    rule(r"", rf"(?:the )?(?:(?P<part>early|late|mid)[ -])?(?P<season>SEASON)(?: of| in|,)? (?P<y>YEAR)", season),
    rule(r"", rf"(?:the )?(?:(?P<part>early|late|mid)[ -])?(?P<season>SEASON)(?: of)? (?P<rel>this|last|next) year", season),
    rule(r"", rf"(?P<when>last|this|next) (?P<season>SEASON)", season),
    rule(r"", rf"(?P<part>early|late|mid)[ -](?P<season>SEASON)", season),
    rule(r"", r"in (?:the )?(?P<it>(?P<season>SEASON))(?! of\b)", season),
    rule(r"", r"(?:during|since|until) (?:the )?(?P<it>(?P<season>SEASON))(?! of\b)", season),
    rule(r"0s", r"(?:the )?(?:(?P<part>early|mid|late)[ -])?(?P<y>YEAR)s", decade),
    rule(r"0s", r"the (?:(?P<part>early|mid|late)[ -])?'?(?P<y>[2-9]0)s", decade),
)  # fmt: skip
