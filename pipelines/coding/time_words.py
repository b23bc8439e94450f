"""What a rule of the time grammar is made of: the shorthand of its pattern, the moment it is read at, and what it answers.

Here belong `Rule`, `Moment`, `Reading` and the words shared by the rules. The rules stand in `absolute_dates` and `relative_dates`;
how their answers are combined stands in `periods`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pipelines.coding.dates import MONTHS, SEASONS, WEEKDAYS, Days


class Reading(NamedTuple):
    """What an expression says: its days, their precision and their basis (as in `record.Period`), and its characters if not all of the match."""

    days: Days
    precision: str
    basis: str = "absolute"
    chars: tuple[int, int] | None = None


@dataclass
class Moment:
    """Where the reader stands: the day of publication, what was read before, and whether the governing verb looks ahead."""

    published: date
    looks_ahead: Callable[[int], bool]
    previous: Reading | None = None
    previous_day: Reading | None = None
    year_in_force: int | None = None

    def ahead(self, match: re.Match[str]) -> bool:
        """Whether the verb over the matched words speaks of the future."""
        return self.looks_ahead(match.start())


Resolver = Callable[[re.Match[str], Moment], "Reading | list[Reading] | None"]


class Rule(NamedTuple):
    """A pattern with a cheap sign (a lower-case string, "" for none) that a text must hold before the pattern is tried, and its reading."""

    sign: re.Pattern[str]
    pattern: re.Pattern[str]
    read: Resolver


NUMBERS = {
    word: number
    for number, words in {
        1: "a an one", 2: "two couple", 3: "three", 4: "four few", 5: "five several", 6: "six", 7: "seven", 8: "eight", 9: "nine",
        10: "ten", 11: "eleven", 12: "twelve dozen", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen",
        18: "eighteen", 19: "nineteen", 20: "twenty", 25: "twenty-five", 30: "thirty", 40: "forty", 50: "fifty"}.items()
    for word in words.split()
}  # fmt: skip
"""How many units a word counts; of a vague one ("a few weeks ago") the most that is usually meant."""


def _either(words: object) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))  # type: ignore[attr-defined]


_MONTH = "(?-i:(?:" + "|".join(
    form
    for month in sorted(MONTHS, key=len, reverse=True)
    for form in ([month.capitalize(), month.upper()] if len(month) > 4 or month in ("may", "june", "july") else [month.capitalize() + r"\.?"])
) + r")(?![^\W\d_]))"  # fmt: skip
_WEEKDAY = "(?-i:(?:" + "|".join(
    form for day in sorted(WEEKDAYS, key=len, reverse=True) for form in ([day.capitalize(), day.upper()] if day.endswith("day") else [])
) + r")(?![^\W\d_]))"  # fmt: skip
_SHORT_WEEKDAY = r"(?-i:(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?(?![^\W\d_]))"

SHORTHAND = {
    "MONTH": _MONTH,
    "WEEKDAY": _WEEKDAY,
    "WDAY": f"(?:{_WEEKDAY}|{_SHORT_WEEKDAY})",
    "YEAR": r"(?:1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)",
    "DAY": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[^\W\d_]|[.,:]\d)",
    "N": rf"(?:\d{{1,3}}|(?:a )?(?:couple|few|dozen)(?: of)?|{_either(set(NUMBERS) - {'couple', 'few', 'dozen'})})",
    "UNIT": "(?:day|week|fortnight|month|year|decade)s?",
    "SEASON": f"(?:{_either(SEASONS)})",
    "PART": "(?:early|mid|late|(?:the )?(?:very )?(?:beginning|start|middle|end) of(?: the)?)",
    "DAYTIME": "(?:(?:early |late )?(?:morning|afternoon|evening|night))",
    "DASH": r"(?:\s?[-–—]\s?)",
}
"""Capital words of a pattern stand for these; a blank stands for white space of any length, an apostrophe for either kind."""


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern with its shorthand written out, in either case but for the names of months and days."""
    long = re.sub(r"\b[A-Z]+\b", lambda word: SHORTHAND.get(word.group(), word.group()), pattern)
    long = long.replace("(?: ", r"(?:\s+").replace(" ", r"\s+").replace("'", "['’]")
    return re.compile(long, re.IGNORECASE)


def rule(sign: str, pattern: str, read: Resolver) -> Rule:
    """A rule from its readable form; its words are bounded by what is no word character."""
    return Rule(re.compile(sign), compile_pattern(rf"(?<![\w$€£])(?:{pattern})(?!\w)"), read)


def count_of(words: str) -> int:
    """How many a number of the shorthand N says."""
    last = re.sub(r"\s+of$", "", words.lower()).split()[-1]
    return int(last) if last.isdecimal() else NUMBERS[last]


def unit_of(words: str) -> str:
    """The unit's name in the singular."""
    return words.lower().removesuffix("s")


def part_word(words: str) -> str:
    """The word of `dates.PARTS` that a PART holds: "late", "end" ..."""
    return next(
        word
        for word in ("early", "mid", "late", "beginning", "start", "middle", "end")
        if re.search(rf"\b{word}", words.lower())
    )
