"""Days that go by a name of their own: "the November elections", Easter, Ramadan, "9/11".

Here belong the table of such days and how each is reckoned. A name is added with one line; what the calendar itself names is elsewhere.
"""

import re
from collections.abc import Callable
from datetime import date

from pipelines.coding import dates
from pipelines.coding.dates import Days, shift
from pipelines.coding.time_words import Moment, Reading, Rule, rule


def _feast(find: Callable[[int], Days]) -> Callable[[re.Match[str], Moment], Reading | None]:
    """A reading for a yearly day: of the year stated, else the nearest past one, or the next if the verb looks ahead."""

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
    """Days of a month of the Islamic calendar, in the Islamic year that has most of that month in the given civil year."""

    def find(year: int) -> Days:
        lunar = max(round((year - 621.5643) * 33 / 32), 1)
        known = [dates.hijri_month(candidate, month) for candidate in (max(lunar - 1, 1), lunar, lunar + 1)]
        days = min(known, key=lambda stretch: abs(stretch[0].year - year))
        return shift(days[0], first - 1), min(shift(days[0], last - 1), days[1])

    return find


def _election(year: int) -> Days:
    day = dates.us_election_day(max(year - year % 2, 2))
    return day, day


def _once(year: int, month: int, day: int) -> Callable[[re.Match[str], Moment], Reading | None]:
    found = date(year, month, day)
    return lambda _match, at: Reading((found, found), "day") if at.published >= found else None


_Y = r"(?:,? (?:of )?(?P<y>YEAR))?"

RULES: tuple[Rule, ...] = (
    rule("election", rf"the November (?:(?:presidential|midterm|congressional|general|U\.S\.|US) )?elections?{_Y}", _feast(_election)),
    rule("9/11", r"9/11", _once(2001, 9, 11)),
    rule("11", r"(?:the )?(?:Sept\.?|September) 11(?:th)? (?:terror(?:ist)? )?(?:attacks?|hijackings?|atrocities)", _once(2001, 9, 11)),
    rule("7", r"(?:the )?(?:Oct\.?|October) 7(?:th)? (?:Hamas |terror(?:ist)? )?(?:attacks?|massacres?|assaults?|onslaught)", _once(2023, 10, 7)),
    rule("7", r"(?:the )?7(?:th)? (?:Oct\.?|October) (?:Hamas |terror(?:ist)? )?(?:attacks?|massacres?|assaults?|onslaught)", _once(2023, 10, 7)),
    rule("christmas", rf"Christmas Eve{_Y}", _feast(_on(12, 24))),
    rule("christmas", rf"Christmas(?: Day)?{_Y}", _feast(_on(12, 25))),
    rule("new year", rf"New Year's Eve{_Y}", _feast(_on(12, 31))),
    rule("new year", rf"New Year's Day{_Y}", _feast(_on(1, 1))),
    rule("easter", rf"Easter(?: Sunday)?{_Y}", _feast(_easter(0))),
    rule("good friday", rf"Good Friday{_Y}", _feast(_easter(-2))),
    rule("palm sunday", rf"Palm Sunday{_Y}", _feast(_easter(-7))),
    rule("ramadan", rf"(?:the (?:holy )?(?:Muslim )?month of )?Ramadan{_Y}", _feast(_hijri(9))),
    rule("eid al", rf"Eid al[- ]Fitr{_Y}", _feast(_hijri(10, 1, 3))),
    rule("eid al", rf"Eid al[- ]Adha{_Y}", _feast(_hijri(12, 10, 13))),
    rule("ashura", rf"Ashura{_Y}", _feast(_hijri(1, 10, 10))),
)  # fmt: skip
