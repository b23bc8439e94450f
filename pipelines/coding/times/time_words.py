"""What a rule of the time grammar is made of: its example, the shorthand of its pattern, and what it answers when.

Here belong `Rule`, `Moment`, `Reading` and the words shared by the rules. The rules stand in `absolute_dates`,
`relative_dates` and `known_days`; how their answers are combined stands in `periods`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from spacy.tokens import Doc, Token

from pipelines.coding.times.dates import MONTHS, SEASONS, WEEKDAYS, Days


class Reading(NamedTuple):
    """What an expression says: days, precision and basis as in `record.Period`; `chars` if not all of the match."""

    days: Days
    precision: str
    basis: str = "absolute"
    chars: tuple[int, int] | None = None


_SINCE = re.compile(r"\bsince\s+(?:(?:the|early|late|last|about)\s+){0,2}$", re.IGNORECASE)


@dataclass
class Moment:
    """Where the reader stands: the text, its day of publication, and what was read before."""

    doc: Doc
    published: date
    outlook: Callable[[Token], bool | None]
    previous: Reading | None = None
    previous_day: Reading | None = None
    year_in_force: int | None = None

    def token(self, offset: int) -> Token | None:
        """The token at a character, None for white space at the text's end."""
        words = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        return words[0] if words is not None and len(words) else None

    def ahead(self, match: re.Match[str]) -> bool | None:
        """Whether the verb over the matched words speaks of the future; None where it does not tell."""
        start = match.start("it") if "it" in match.re.groupindex else match.start()
        if _SINCE.search(match.string, max(start - 24, 0), start):
            return False
        token = self.token(start)
        return None if token is None else self.outlook(token)


Reader = Callable[[re.Match[str], Moment], "Reading | list[Reading] | None"]


class Rule(NamedTuple):
    """An expression that the rule reads, its pattern, and the reading. A group `it` bounds the words that count."""

    example: str
    pattern: re.Pattern[str]
    read: Reader


_COUNTS = (
    "", "a an one", "two couple", "three", "four few", "five several", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve dozen", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
NUMBERS = {word: number for number, words in enumerate(_COUNTS) for word in words.split()}
NUMBERS |= {"twenty-five": 25, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
"""How many units a word counts; of a vague one ("a few weeks ago") the most that is usually meant."""


def either(words: Iterable[str]) -> str:
    """An alternation of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _names(forms: Iterable[str], short: bool) -> str:
    """Names written with a capital or in capitals, and with `short` those of three or four letters, dotted or not."""
    full = [form for form in forms if len(form) > 4 or form in _SHORT_NAMES]
    whole = either([*(form.title() for form in full), *(form.upper() for form in full)])
    dotted = either(form.title() for form in forms if len(form) <= 5 and not form.endswith("day"))
    return rf"(?-i:(?:{whole}" + (rf"|(?:{dotted})\.?" if short else "") + r")(?![^\W\d_]))"


_SHORT_NAMES = ("may", "june", "july")
SHORTHAND = {
    "MONTH": _names(MONTHS, short=True),
    "WEEKDAY": _names(WEEKDAYS, short=False),
    "WDAY": _names(WEEKDAYS, short=True),
    "SHORTDAY": r"(?-i:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\.",
    "YEAR": r"(?:1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)",
    "DAY": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[^\W\d_]|[.,:]\d)",
    "N": rf"(?:\d{{1,3}}|(?:a )?(?:couple|few|dozen)(?: of)?|{either(NUMBERS)})",
    "UNIT": "(?:day|week|fortnight|month|year|decade)s?",
    "SEASON": f"(?:{either(SEASONS)})",
    "PART": (
        "(?:early|mid|late|(?:the )?(?:very )?(?:beginning|start|middle|end) of(?: the)?|"
        "(?:the )?(?:first|opening|last|final|closing|dying) (?:hours|days|weeks|months) of(?: the)?)"
    ),
    "DAYTIME": "(?:(?:early |late )?(?:morning|afternoon|evening|night))",
    "TIMEOFDAY": "(?:day|night|morning|evening|afternoon)",
    "DASH": r"(?:\s?[-–—]\s?)",
    "ABOUT": "(?:almost|nearly|about|around|roughly|some|over|just over|more than|at least|less than|only|exactly)",
}
"""Capital words of a pattern stand for these; a blank stands for any white space, an apostrophe for either kind."""


EVENT = (
    r"(?:elections?|invasions?|wars?|civil|attacks?|bombings?|withdrawals?|deals?|agreements?|accords?|treat(?:y|ies)|"
    r"cease-?fires?|truces?|peace|coups?|uprisings?|revolutions?|revolts?|protests?|offensives?|conflicts?|massacres?|"
    r"genocides?|referendums?|surges?|sieges?|battles?|clash(?:es)?|operations?|campaigns?|crisis|summits?|talks|pact|"
    r"intervention|annexation|occupation|hostage|terror|assassinations?|raids?|strikes?|airstrikes?|air|missile|rocket|"
    r"drone|chemical|suicide|nuclear|military|mission|deployments?|rebellions?|mutiny|insurgency|fighting|violence|"
    r"assaults?|incursions?|border|memorandum|report|review|budget|vote|poll)"
)
"""Nouns that a year before them dates ("the 2003 invasion"), where before others it may be a number ("2,003 tons")."""


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern with its shorthand written out, in either case but for the names of months and days."""
    long = re.sub(r"\b[A-Z]+\b", lambda word: SHORTHAND.get(word.group(), word.group()), pattern)
    return re.compile(long.replace(" ", r"\s+").replace("'", "['’]"), re.IGNORECASE)


def rule(example: str, pattern: str, read: Reader) -> Rule:
    """A rule from its readable form; its words are bounded by what is no word character."""
    return Rule(example, compile_pattern(rf"(?<![\w$€£])(?:{pattern})(?!\w)"), read)


def count_of(words: str) -> int:
    """How many a number of the shorthand N says."""
    last = re.sub(r"\s+of$", "", words.lower()).split()[-1]
    return int(last) if last.isdecimal() else NUMBERS[last]


def count_word(word: str) -> int | None:
    """How many a single word in small letters or digits says; None where it says no number."""
    return int(word) if word.isdecimal() and len(word) < 4 else NUMBERS.get(word)


def unit_of(words: str) -> str:
    """The unit's name in the singular."""
    return words.lower().removesuffix("s")


def part_word(words: str) -> str:
    """The word of `dates.PARTS` that a PART holds: "late", "end" ...; "the final days of" are late."""
    plain = words.lower()
    named = next((word for word in ("early", "mid", "late", "beginning", "start", "end") if word in plain), None)
    return named or ("early" if "first" in plain or "opening" in plain else "late")
