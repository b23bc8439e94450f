"""How many: numbers written in digits or words, with what makes them a bound, a range or a guess.

Here belong the forms of numbers ("2.5 million", "two dozen", "at least 12", "1,500-2,000", "a third of the 900").
What is counted stands in `numbers`, dates in `periods`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS = {word: number for number, word in enumerate(_ONES)} | _TENS | {"a": 1, "an": 1}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_NONE = ("no one", "none", "zero", "nobody", "no")
_LEAST = {
    "hundreds of thousands": 200_000, "tens of thousands": 20_000, "thousands": 2_000, "hundreds": 200, "scores": 40,
    "dozens": 24, "several thousand": 3_000, "several hundred": 300, "several dozen": 36, "a few thousand": 2_000,
    "a few hundred": 200, "a few dozen": 24,
}  # fmt: skip
"""The least that a vague number says: "dozens" are two dozen or more."""
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5}

_BOUNDS = {
    "at least": ("at least", "no fewer than", "no less than", "not less than", "a minimum of"),
    "more than": ("more than", "over", "above", "upwards of", "upward of", "in excess of", "well over", "exceeding"),
    "up to": ("up to", "at most", "as many as", "no more than", "not more than", "fewer than", "less than", "under",
              "a maximum of"),
    "approx": ("about", "around", "roughly", "approximately", "some", "nearly", "almost", "close to", "an estimated",
               "estimated", "just over", "just under", "circa", "~"),
}  # fmt: skip
"""What stands before a number and makes it a bound or a guess, by the kind of `record.Quantity`."""
_KIND_OF = {form: kind for kind, forms in _BOUNDS.items() for form in forms}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+(?=[ -](?:million|billion|thousand))|\d+(?![.,]\d)"
_UNITS = "|".join(sorted((w for w in _WORDS if len(w) > 2), key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_NUMERAL = re.compile(
    r"(?<![\w$€£¥.,/:’'+\[])(?<![^\W\d_][-–])(?:"
    rf"(?P<vague>{'|'.join(form.replace(' ', chr(92) + 's+') for form in _LEAST)})"
    rf"|(?P<none>{'|'.join(form.replace(' ', chr(92) + 's+') for form in _NONE)})(?!\s+(?:more|less|fewer|longer)\b)"
    rf"|half\s+an?\s+(?:{_SCALE})"
    rf"|(?:{_DIGITS})(?:[\s-](?:{_SCALE}))?"
    rf"|an?\s+(?:{_SCALE})"
    rf"|(?:{_UNITS})(?:(?:[\s-]|\s+and\s+)(?:{_UNITS}|{_SCALE})\b)*"
    r")(?![\w%°$]|[.:/]\d|,\d{3}|[\s-](?:third|half|quarter|fourth|fifth)s?\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?[-–—]\s?|\s+(?:to|or)\s+", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:(?<!\w)(?P<bound>"
    + "|".join(sorted((form.replace(" ", r"\s+") for form in _KIND_OF), key=len, reverse=True))
    + r"))"
    r"\s*(?:(?:an\s+)?additional\s+|another\s+|a\s+further\s+|a\s+total\s+of\s+|the\s+|its\s+)?$",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"(?:\b(?:(?P<count>one|an?|two|three)[\s-](?P<of>half|third|quarter|fourth|fifth)s?\s+of|(?P<half>half)(?:\s+of)?))"
    r"\s+(?:(?:the|its|their|our|his)\s+)(?:more\s+than\s+|roughly\s+|some\s+|about\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<strong>[\s-]strong\b|-member\b|-man\b)|\s+or\s+(?P<more>more)\b|\+(?!\w)|\s+or\s+so\b|-odd\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Amount:
    """A number as read: value, bounds and kind as in `record.Quantity`; its characters with and without its bound."""

    value: int | None
    min: int | None
    max: int | None
    kind: str
    start: int
    end: int
    bare_start: int
    bare_end: int

    @property
    def chars(self) -> tuple[int, int, int, int]:
        """The four offsets."""
        return self.start, self.end, self.bare_start, self.bare_end


def amounts(text: str) -> Iterator[Amount]:
    """Every number of a text in order; dates, names and measures are among them, for the reader to tell apart."""
    matches = list(_NUMERAL.finditer(text))
    index = 0
    while index < len(matches):
        first = matches[index]
        index += 1
        amount = _single(first)
        if index < len(matches):
            second = matches[index]
            gap = text[first.end() : second.start()]
            between = re.search(r"\bbetween\s+$", text[max(first.start() - 12, 0) : first.start()], re.IGNORECASE)
            if _RANGE.fullmatch(gap) or (between and gap.strip().lower() == "and"):
                joined = _range(amount, _single(second), between)
                if joined:
                    amount = joined
                    index += 1
        yield _bounded(text, amount)


def parse(words: str) -> int | None:
    """The number that a numeral says ("2,500", "two hundred and fifty"), None for what is no number."""
    total, current = 0, 0.0
    parts = [part for part in re.split(r"[\s-]+|\band\b", words.lower().replace(",", "")) if part]
    if parts[:1] == ["half"] and len(parts) == 3:
        return _SCALES.get(parts[2], 0) // 2 or None
    for part in parts:
        if part in _SCALES:
            current = (current or 1) * _SCALES[part]
            if _SCALES[part] >= 1000:
                total, current = total + round(current), 0.0
        elif part in _WORDS:
            current += _WORDS[part]
        elif re.fullmatch(r"\d{1,15}(?:\.\d{1,9})?", part, re.ASCII):
            current += float(part)
        else:
            return None
    return total + round(current) if parts else None


def _single(match: re.Match[str]) -> Amount:
    where = (*match.span(), *match.span())
    if match["none"]:
        return Amount(0, 0, 0, "stated", *where)
    if match["vague"]:
        return Amount(None, _LEAST[" ".join(match["vague"].lower().split())], None, "at least", *where)
    value = parse(match.group())
    return Amount(value, value, value, "stated", *where)


def _range(low: Amount, high: Amount, between: re.Match[str] | None) -> Amount | None:
    if low.value is None or high.value is None or not 0 < low.value < high.value:
        return None
    start = low.start - len(between[0]) if between else low.start
    return Amount(None, low.value, high.value, "range", start, high.end, low.start, high.end)


def _bounded(text: str, amount: Amount) -> Amount:
    """The amount with the words around it: "at least", "a third of the", "-strong", "or more"."""
    before = text[max(amount.start - 40, 0) : amount.start]
    fraction = _FRACTION.search(before)
    if fraction and amount.value:
        part = (
            amount.value
            * _WORDS[(fraction["count"] or "one").lower()]
            // _FRACTIONS[(fraction["of"] or "half").lower()]
        )
        return replace(amount, value=part, min=part, max=part, start=amount.start - len(fraction[0]))
    after = _AFTER.match(text, amount.end)
    if after and amount.value:
        kind = "at least" if after["more"] or after[0] == "+" else amount.kind if after["strong"] else "approx"
        amount = replace(amount, kind=kind, end=after.end(), max=None if kind == "at least" else amount.max)
    bound = _BEFORE.search(before)
    if not bound or amount.kind != "stated" or not amount.value:
        return amount
    kind = _KIND_OF[" ".join(bound["bound"].lower().split())]
    low = None if kind == "up to" else amount.min
    high = None if kind in ("at least", "more than") else amount.max
    return replace(amount, kind=kind, min=low, max=high, start=amount.start - len(bound[0]))
