"""Which actor's name a run of words in a text is.

Here belongs the look-up of the registry's names in text as it is written, and the choice among namesakes by what the
text tells: its year, the countries and actors it names. What stands around a name is left to `actor_phrases`.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from pipelines.coding.actors import registry
from pipelines.coding.actors.registry import Name, Word

_MEMORY = 25
"""Years for which a text may still tell of a group that is no more (the age limit of coded background)."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words `start` to `end` (exclusive, positions in the word list) are one of these names."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass
class Context:
    """What a text tells of which actor a doubtful name is: its year, the countries named, the actors surely named, and
    the countries in which it is set."""

    year: int | None = None
    countries: Counter[str] = field(default_factory=Counter)
    actors: Counter[str] = field(default_factory=Counter)
    setting: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Context") -> None:
        """Count in what another part of the text tells, its title or dateline."""
        self.countries.update(other.countries)
        self.actors.update(other.actors)


def find(text_words: list[Word]) -> list[Match]:
    """Every longest run of words that is a name as written (capitals count), from left to right, without overlap."""
    found, i = [], 0
    while i < len(text_words):
        match = _match_at(text_words, i)
        if match:
            found.append(match)
        i = match.end if match else i + 1
    return found


def context_of(text_words: list[Word], matches: list[Match], year: int | None) -> Context:
    """The countries and the surely named actors of a text, counted; a group counts a little for its countries."""
    context = Context(year)
    for match in matches:
        strong = [name for name in match.names if not name.weak and _in_time(name, year)]
        if not strong or (len({name.facts for name in strong}) > 1 and any(n.facts.kind != "state" for n in strong)):
            continue
        name = strong[0]
        context.actors[name.facts.actor_id] += 1
        if name.facts.iso3:
            context.countries[name.facts.iso3] += _weight(text_words, match, name)
        elif len(name.facts.countries) < 4:
            context.countries.update(sorted(name.facts.countries))
    return context


def _weight(text_words: list[Word], match: Match, name: Name) -> int:
    """How much a mention counts for a country: an adjective least, the place where something happens most."""
    if name.role == "adjective":
        return 1
    before = text_words[match.start - 1].fold if match.start else ""
    return 4 if name.role in ("name", "seat") and before in ("in", "near") else 2


def decide(
    text_words: list[Word], matches: list[Match], context: Context, vouching: frozenset[str] = frozenset()
) -> list[Match]:
    """The matches that hold in the text, each with the one name that it is.

    A doubtful name without support gives way to a shorter one in its words ("UN Mission" to "UN"). An abbreviation has
    support, too, from a word of `vouching` right after it ("AA fighters").
    """
    decided = []
    for match in matches:
        after = text_words[match.end].fold if match.end < len(text_words) else ""
        decided += _settled(text_words, match, context, after in vouching)
    return decided


def _settled(text_words: list[Word], match: Match, context: Context, vouched: bool) -> list[Match]:
    name = _choose(match, context, vouched)
    if name:
        return [replace(match, names=(name,))]
    for start in range(match.start, match.end):
        longest = match.end - start - (start == match.start)
        inner = _match_at(text_words, start, longest)
        settled = _settled(text_words, inner, context, vouched and inner.end == match.end) if inner else []
        if settled:
            return settled
    return []


def _choose(match: Match, context: Context, vouched: bool) -> Name | None:
    timely = [name for name in match.names if _in_time(name, context.year)]
    scored = [(_evidence(name, context), -number, name) for number, name in enumerate(timely)]
    if not scored:
        return None
    evidence, _, best = max(scored, key=lambda item: item[:2])
    if best.weak and not evidence and not (vouched and best.text.isupper() and len(timely) == 1):
        return None
    return best


def _evidence(name: Name, context: Context) -> int:
    facts = name.facts
    score = 4 * context.actors[facts.actor_id] + 2 * context.actors[facts.parent_id or ""]
    score += sum(context.countries[country] for country in facts.countries)
    score += sum(context.setting[country] for country in facts.countries if name.weak or facts.kind != "state")
    if context.year and score and (name.active_from or 0) <= context.year <= (name.active_until or 9999):
        score += 3
    return score


def _in_time(name: Name, year: int | None) -> bool:
    if year is None:
        return True
    return (name.active_from or 0) - 1 <= year <= (name.active_until or 9999) + _MEMORY


def _match_at(text_words: list[Word], start: int, longest: int = 99) -> Match | None:
    for length in registry.lengths(text_words[start].fold):
        run = text_words[start : start + length]
        found = registry.named(tuple(word.fold for word in run)) if length <= longest else []
        if found and len(run) == length:
            fitting = tuple(name for name in found if _written_as(run, name.text))
            if fitting:
                return Match(start, start + length, fitting)
    return None


def _written_as(run: list[Word], name: str) -> bool:
    """Whether the capitals agree: abbreviations of up to three letters exactly, other capitals at the beginning."""
    for word, pattern in zip(run, registry.words(name), strict=False):
        written = pattern.text
        if written.isupper() and len(written) <= 3:
            if word.text != written:
                return False
        elif written[0].isupper() and not word.text[0].isupper():
            return False
    return True
