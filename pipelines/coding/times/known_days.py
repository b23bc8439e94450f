"""Days that go by a name of their own: "the November elections", Easter, Ramadan, "9/11".

Here belong the table of such days and how each is reckoned; a name is added with one line. Days and months that the
calendar itself names stand in `absolute_dates`.
"""

import re
from collections.abc import Callable
from datetime import date

from pipelines.coding.times import dates
from pipelines.coding.times.dates import Days, shift
from pipelines.coding.times.time_words import Moment, Reading, Rule, rule


def _feast(find: Callable[[int], Days]) -> Callable[[re.Match[str], Moment], Reading | None]:
    """A reading for a yearly day: of the year stated, else the last one, or the next if the verb looks ahead."""

    def read(match: re.Match[str], at: Moment) -> Reading | None:
        stated = match.groupdict().get("y")
        year = int(stated) if stated else min(max(at.published.year, 2), 9998)
        days = find(year)
        if not stated and at.ahead(match) and days[1] < at.published:
            days = find(year + 1)
        elif not stated and not at.ahead(match) and days[0] > at.published:
            days = find(year - 1)
        return Reading(days, "day" if days[0] == days[1] else "range", "absolute" if stated else "relative")

    return read


def _on(month: int, day: int) -> Callable[[int], Days]:
    return lambda year: (date(year, month, day), date(year, month, day))


def _easter(offset: int) -> Callable[[int], Days]:
    return lambda year: (shift(dates.easter(year), offset), shift(dates.easter(year), offset))


def _hijri(month: int, first: int = 1, last: int = 30) -> Callable[[int], Days]:
    """Days of a month of the Islamic calendar, in the Islamic year whose month begins in the civil year."""

    def find(year: int) -> Days:
        lunar = max(round((year - 621.5643) * 33 / 32), 1)
        known = [dates.hijri_month(candidate, month) for candidate in (max(lunar - 1, 1), lunar, lunar + 1)]
        days = min(known, key=lambda stretch: abs(stretch[0].year - year))
        return shift(days[0], first - 1), min(shift(days[0], last - 1), days[1])

    return find


def _election(year: int) -> Days:
    day = dates.us_election_day(max(year - year % 2, 2))
    return day, day


def _once(day: date) -> Callable[[re.Match[str], Moment], Reading | None]:
    """A reading for what happened on one day of history: none before it."""
    return lambda _match, at: Reading((day, day), "day") if at.published >= day else None


_Y = r"(?:,? (?:of )?(?P<y>YEAR))?"
_OUTRAGE = "(?:terror(?:ist)? |Hamas )?(?:attacks?|massacres?|hijackings?|assaults?|atrocities|onslaught)"
_SEPTEMBER_11 = _once(date(2001, 9, 11))
_OCTOBER_7 = _once(date(2023, 10, 7))

RULES: tuple[Rule, ...] = (
    rule("the November elections", rf"the November (?:\w+ )?elections?{_Y}", _feast(_election)),
    rule("9/11", "9/11", _SEPTEMBER_11),
    rule("the Sept. 11 attacks", rf"(?:the )?(?:Sept\.?|September) 11(?:th)? {_OUTRAGE}", _SEPTEMBER_11),
    rule("the Oct. 7 attack", rf"(?:the )?(?:Oct\.?|October) 7(?:th)? {_OUTRAGE}", _OCTOBER_7),
    rule("the 7 October massacre", rf"(?:the )?7(?:th)? (?:Oct\.?|October) {_OUTRAGE}", _OCTOBER_7),
    rule("Christmas Eve", rf"Christmas Eve{_Y}", _feast(_on(12, 24))),
    rule("Christmas Day", rf"Christmas(?: Day)?{_Y}", _feast(_on(12, 25))),
    rule("New Year's Eve", rf"New Year's Eve{_Y}", _feast(_on(12, 31))),
    rule("New Year's Day", rf"New Year's Day{_Y}", _feast(_on(1, 1))),
    rule("Easter Sunday", rf"Easter(?: Sunday)?{_Y}", _feast(_easter(0))),
    rule("Good Friday", rf"Good Friday{_Y}", _feast(_easter(-2))),
    rule("Palm Sunday 2017", rf"Palm Sunday{_Y}", _feast(_easter(-7))),
    rule("the holy month of Ramadan", rf"(?:the (?:holy |Muslim )*month of )?Ramadan{_Y}", _feast(_hijri(9))),
    rule("Eid al-Fitr", rf"Eid al[- ]Fitr{_Y}", _feast(_hijri(10, 1, 3))),
    rule("Eid al-Adha", rf"Eid al[- ]Adha{_Y}", _feast(_hijri(12, 10, 13))),
    rule("Ashura", rf"Ashura{_Y}", _feast(_hijri(1, 10, 10))),
)  # fmt: skip
