"""The dateline: the line at the head of a dispatch that says where and when it was written.

Here belong finding datelines and reading their date. Dates inside the running text stand in `periods`.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from pipelines.coding.times.dates import MONTHS, day_of
from pipelines.coding.times.time_words import compile_pattern

_HEAD = 1500
"""Characters at the start of a text within which its dateline stands."""
_DATE = r"(?:(?P<month>MONTH) (?P<day>DAY)|(?P<day2>DAY) (?P<month2>MONTH))(?:\s?,?\s?(?P<y>YEAR))?"
_ISO = r"(?P<y3>YEAR)-(?P<month3>\d\d)-(?P<day3>\d\d)"
_LABEL = r"(?:(?:posted|published|released?|updated|date|last updated|issued)(?: on| at)?:? )?"
_CLOCK = r"(?:[,|]? (?:at )?\d\d?[:.]?\d\d\s?(?:a\.?m\.?|p\.?m\.?)?(?:\s?(?:[A-Z]{2,4}T?|local time))?)?"
_CAPITALS = r"[A-Z\xc0-\xde][A-Z\xc0-\xde.\x2d\x27\u2019]+"
_PLACE = rf"(?-i:{_CAPITALS}(?: {_CAPITALS}){{0,3}}(?:, [A-Z][\w.\x2d]+(?: [A-Z][\w.\x2d]+)?)?)(?: \([A-Z][\w /]+\))?"
_DATELINE = tuple(
    compile_pattern(pattern)
    for pattern in (
        rf"^[\x20\t]*{_PLACE}(?:,?\s?\(|,|\s)\s?(?:WDAY,? )?(?:{_DATE})(?:, YEAR)?(?=\)|\s?\(|\s?[-–—:/]|,|\n|$)",
        rf"^[\x20\t]*{_LABEL}(?:WDAY,? )?(?:{_DATE}|{_ISO}){_CLOCK}[\x20\t]*$",
    )
)
"""Place and date ("KABUL, Afghanistan (Aug. 19, 2012)", "BERLIN, 3 May 2021 -"), or a line that is only a date."""
_LINES = tuple(re.compile(pattern.pattern, pattern.flags | re.MULTILINE) for pattern in _DATELINE)


_NAME = r"(?-i:[A-Z\xc0-\xde][\w.\x27\u2019\x2d]+(?:\x20[A-Z\xc0-\xde][\w.\x27\u2019\x2d]+){0,3})"
_SOURCE = r"(?:\x20?\([^)\n]{1,60}\))"
_AGAIN = r"(?:MONTH DAY|DAY MONTH)(?:,? YEAR)?"
_DASH = r"(?:\x20?[-\u2013\u2014]{1,2}|:)\x20"
_HEAD_OF_DISPATCH = (
    re.compile(
        r"[\x20\t]*[A-Z\xc0-\xde][A-Z\xc0-\xde'\u2019./\- ]+(?:, [A-Z\xc0-\xde\d][\w.\- ]{1,30}?){0,3}"
        rf"{_SOURCE}?{_DASH}(?=\S)"
    ),
    compile_pattern(
        rf"[\x20\t]*{_NAME}(?:, {_NAME})?(?:{_SOURCE}{_DASH}|(?:,|\x20\()\x20?(?:WDAY,? )?{_DATE}\)?"
        rf"(?:{_SOURCE}?{_DASH}(?=\S)|{_SOURCE}?\.?\x20(?-i:(?=[A-Z\xc0-\xde]))(?!(?:MONTH|DAY) )"
        rf"|{_SOURCE}?(?:\x20{_AGAIN})?[\x20\t]*(?=\n)))"
    ),
    compile_pattern(rf"[\x20\t]*(?-i:{_CAPITALS}(?:\x20{_CAPITALS}){{0,2}})\x20\([^)\n]{{0,60}}{_DATE}\)\x20(?=\S)"),
    re.compile(
        r"[A-Z\xc0-\xde][\w'\u2019-]+(?:\x20[A-Z\xc0-\xde][\w'\u2019-]+)?, [A-Z]{3,6}\x20?[-\u2013\u2014]{1,2}\x20"
        r"(?=[A-Z\xc0-\xde])"
    ),
    compile_pattern(rf"[\x20\t]*(?:WDAY,? )?{_DATE}\x20\({_NAME}\){_DASH}(?=\S)"),
    compile_pattern(rf"[\x20\t]*\({_NAME}(?:, {_NAME})?\){_DASH}(?=\S)"),
    re.compile(
        r"[A-Z\xc0-\xde][\w'\u2019-]+(?:\x20[A-Z\xc0-\xde][\w'\u2019-]+)?\x20[\u2013\u2014]\x20(?=[A-Z\xc0-\xde])"
    ),
)
"""A place, in capitals or with a date, and what goes with it up to the dash: "KABUL, Afghanistan (wire) - ",
"Popay\xe1n, March 16, 2025. ", "Quito, May 3 (wire) ", or to the end of the line; the place behind its day or in
brackets, "May 3, 2014 (Juba) - "; or a name alone, "Dakar \u2013 The"."""
_LEAD = 5
"""Lines with text at the head of a document, a title and headings, among which a dispatch begins."""


_ITEM = re.compile(
    r"^[*\u2022\x20\t]*(?P<place>[A-Z\xc0-\xde][A-Z\xc0-\xde'\u2019.,\x20]+)\x20[-\u2013\u2014]\x20(?=\S)", re.MULTILINE
)
_ITEMS = 3
"""Lines that begin with a place from which on a text is a list of news from many."""


@lru_cache(maxsize=8)
def item_heads(text: str) -> list[tuple[int, int, int]]:
    """Where the places at the heads of lines begin and end, and the news behind them begins: "KIRKUK - A bomb killed";
    none in a text that is no list of such lines."""
    found = [(*match.span("place"), match.end()) for match in _ITEM.finditer(text)]
    return found if len(found) >= _ITEMS else []


def dateline_span(text: str) -> tuple[int, int]:
    """Where the line begins and ends that says at the head of a dispatch where it was written; 0, 0 without one."""
    start = 0
    for line in list(filter(str.strip, text[:_HEAD].splitlines()))[:_LEAD]:
        start = text.index(line, start)
        for pattern in _HEAD_OF_DISPATCH:
            match = pattern.match(text, start)
            if match:
                return match.span()
        start += len(line)
    return 0, 0


def datelines(text: str, published: date | None = None) -> Iterator[tuple[int, int, date]]:
    """Start, end and date of every dateline; one without year only if `published` says near which day it lies."""
    found = sorted((match for line in _LINES for match in line.finditer(text)), key=lambda match: match.span())
    for match in found:
        groups = match.groupdict()
        if groups.get("y3"):
            day = day_of(int(groups["y3"]), int(groups["month3"]), int(groups["day3"]))
        else:
            month = MONTHS[(groups["month"] or groups["month2"]).lower().rstrip(".")]
            number = int(re.sub(r"\D", "", groups["day"] or groups["day2"]))
            day = day_of(int(groups["y"]), month, number) if groups["y"] else _nearest(month, number, published)
        if day:
            yield *match.span(), day


def _nearest(month: int, number: int, published: date | None) -> date | None:
    if published is None:
        return None
    days = [day for step in (-1, 0, 1) if (day := day_of(published.year + step, month, number))]
    return min(days, key=lambda day: abs((day - published).days)) if days else None


def find_dateline(text: str) -> date | None:
    """The date of the first dateline with its year at the head of a text; None rather than a guess."""
    return next((day for _, _, day in datelines(text[:_HEAD])), None)


def dateline_date(text: str, published: date) -> date | None:
    """The date of the dateline at the head of a text; one without year is the nearest to the publication."""
    return next((day for _, _, day in datelines(text[:_HEAD], published)), None)
