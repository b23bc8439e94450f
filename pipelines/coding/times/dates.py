"""Calendar arithmetic on stretches of days: what "the summer of 2020" or "late last month" covers.

Here belong the calendar's tables (months, weekdays, seasons, parts of a stretch, movable days) and the arithmetic on
them. What words say which stretch, and how a text's context decides, do not: see `time_words` and `periods`.
A stretch is a pair of dates, both included. Arithmetic never fails: it stops at the calendar's first and last day.
"""

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]

_MONTH_FORMS = (
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
    "sep sept september", "oct october", "nov november", "dec december",
)  # fmt: skip
_WEEKDAY_FORMS = (
    "mon monday", "tue tues tuesday", "wed wednesday", "thu thur thurs thursday", "fri friday", "sat saturday",
    "sun sunday",
)  # fmt: skip
MONTHS = {form: number for number, forms in enumerate(_MONTH_FORMS, start=1) for form in forms.split()}
WEEKDAYS = {form: number for number, forms in enumerate(_WEEKDAY_FORMS) for form in forms.split()}

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of each season of the northern hemisphere (meteorological: three whole months)."""

PARTS = {
    "year": {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "beginning": (1, 2), "start": (1, 2), "end": (11, 12)},
    "month": {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "beginning": (1, 7), "start": (1, 7),
              "end": (24, 31)},
    "decade": {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "beginning": (0, 2), "start": (0, 2), "end": (8, 9)},
    "week": {"early": (0, 2), "mid": (2, 3), "late": (3, 6), "beginning": (0, 1), "start": (0, 1), "end": (4, 6)},
}  # fmt: skip
"""What a word names of a year (months), month (days), decade (years), week (days): "late 2013" is October on."""

UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, count: int, unit: str = "day") -> date:
    """The day `count` units (keys of `UNIT_DAYS` or `UNIT_MONTHS`) later; of a month too short the last day."""
    if unit in UNIT_DAYS:
        return date.fromordinal(min(max(day.toordinal() + count * UNIT_DAYS[unit], 1), date.max.toordinal()))
    months = day.year * 12 + day.month - 1 + count * UNIT_MONTHS[unit]
    if not 12 <= months < 120000:
        return date.min if count < 0 else date.max
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def year_of(year: int) -> Days:
    """The whole of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def month_of(day: date) -> Days:
    """The whole month that a day lies in."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def week_of(day: date) -> Days:
    """Monday to Sunday around a day."""
    return shift(day, -day.weekday()), shift(day, 6 - day.weekday())


def quarter_of(day: date) -> Days:
    """The quarter that a day lies in."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, month_of(shift(first, 2, "month"))[1]


def calendar_unit(day: date, unit: str) -> Days:
    """The calendar day, week, month, quarter, year or decade around a day."""
    if unit == "decade":
        return date(max(day.year // 10 * 10, 1), 1, 1), date(day.year // 10 * 10 + 9, 12, 31)
    if unit == "year":
        return year_of(day.year)
    whole = {"week": week_of, "month": month_of, "quarter": quarter_of}
    return whole[unit](day) if unit in whole else (day, day)


def part_of(days: Days, unit: str, word: str) -> Days:
    """The part of a year, month, decade or week that `word` names ("early", "mid", "late", "end" ...)."""
    first, last = PARTS[unit][word]
    start = days[0]
    if unit == "week":
        return shift(start, first), shift(start, last)
    if unit == "year":
        return date(start.year, first, 1), month_of(date(start.year, last, 1))[1]
    if unit == "month":
        return start.replace(day=first), start.replace(day=min(last, days[1].day))
    decade = start.year // 10 * 10
    return date(max(decade + first, 1), 1, 1), date(max(decade + last, 1), 12, 31)


def season_of(name: str, year: int, southern: bool = False) -> Days:
    """Three months from the season's first; the winter of a year is that which begins in it."""
    first = date(year, (SEASONS[name] + (6 if southern else 0) - 1) % 12 + 1, 1)
    return first, month_of(shift(first, 2, "month"))[1]


def weekday_near(weekday: int, day: date, ahead: bool, inclusive: bool = True) -> date:
    """The last such weekday up to `day`, or with `ahead` the first from it; `day` itself counts if `inclusive`."""
    if ahead:
        distance = (weekday - day.weekday()) % 7
        return shift(day, distance if distance or inclusive else 7)
    distance = (day.weekday() - weekday) % 7
    return shift(day, -(distance if distance or inclusive else 7))


def easter(year: int) -> date:
    """Western Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    century, rest = divmod(year, 100)
    leap, skipped = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leap - correction + 15) % 30
    to_sunday = (32 + 2 * skipped + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (year % 19 + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def us_election_day(year: int) -> date:
    """The Tuesday after the first Monday of November (2 U.S.C. section 7)."""
    return weekday_near(0, date(year, 11, 1), ahead=True) + timedelta(days=1)


def hijri_month(year: int, month: int) -> Days:
    """A month of the tabular Islamic calendar, which may be a day early or late where the moon is sighted.

    The epoch and the 30-year cycle of 11 leap years are those of Reingold and Dershowitz, Calendrical Calculations.
    """
    length = 30 if month % 2 else 29
    start = 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + 227015
    return date.fromordinal(start), date.fromordinal(start + length - 1)
