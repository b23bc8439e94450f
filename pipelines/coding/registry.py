"""The open registry of actors: who has which names, and which of them a run of words is.

Here belong the loading of `warehouse/seeds/actors/` and the look-up of names in text. What a noun phrase around a name
means ("Taliban fighters") is decided in `actor_phrases`; where actors stand in a text, in `actors`.

Seeds: `states.csv`, `groups.csv`, `organizations.csv` (actors with their aliases, parts joined by `|`), `people.csv`
(who speaks and acts for whom, and when). An alias that begins with `?` counts only where the text gives evidence: the
actor's country, full name, or parent. Country names, demonyms and capitals stand in `seeds/places/countries.csv` alone.
Facts are general knowledge; `ucdp_actor_id` is the id in the UCDP Actor dataset 22.1.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import warehouse

_SEEDS = Path(warehouse.__file__).parent / "seeds"
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?(?:['’]s)?|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]$")
_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
_MEMORY = 25
"""Years for which a text may still tell of a group that is no more (the age limit of coded background)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One actor. `iso3` is the state that it is or belongs to; `countries` are those where it is at home or at work."""

    actor_id: str
    name: str
    kind: str
    iso3: str | None
    countries: frozenset[str]
    parent_id: str | None
    active_from: int | None
    active_until: int | None
    ucdp_actor_id: int | None


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an actor as the registry writes it. `role`: name, body, seat, person, or adjective (a demonym)."""

    text: str
    facts: Facts
    role: str
    weak: bool = False
    active_from: int | None = None
    active_until: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: characters `start` to `end`, as written without dots and possessive, and folded for look-up.

    `joined` says that a hyphen ties it to the word before.
    """

    start: int
    end: int
    text: str
    fold: str
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Words `start` to `end` (exclusive, positions in the word list) are one of these names."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass
class Context:
    """What a text tells of which actor a doubtful name is: its year, the countries named, the actors surely named."""

    year: int | None = None
    countries: Counter[str] = field(default_factory=Counter)
    actors: Counter[str] = field(default_factory=Counter)


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and dots: `Kata’ib` is `kataib`, `Séléka` is `seleka`."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’ʼ.").lower()


def words(text: str) -> list[Word]:
    """The words of a text in order; hyphens part words, dots inside an abbreviation (`U.S.`) do not."""
    found = []
    for match in _WORD.finditer(text):
        bare = _POSSESSIVE.sub("", match.group())
        if bare:
            start = match.start()
            joined = text[max(start - 1, 0) : start] in _HYPHENS and start > 0
            found.append(Word(start, start + len(bare), bare.replace(".", ""), fold(bare), joined))
    return found


@cache
def actor(actor_id: str) -> Facts:
    """The actor with this id; KeyError for an unknown one."""
    return _registry().actors[actor_id]


def state(iso3: str) -> Facts | None:
    """The state with this ISO 3166 alpha-3 code (or its former code), None for an unknown one."""
    return _registry().actors.get(f"state:{iso3}")


def actors() -> list[Facts]:
    """Every actor of the registry."""
    return list(_registry().actors.values())


def names() -> Iterator[Name]:
    """Every name of every actor, in the order of the seeds."""
    for found in _registry().index.values():
        yield from found


def demonym(facts: Facts) -> str:
    """The adjective of a state (`Iraqi`), its name where it has none."""
    return _registry().demonyms.get(facts.actor_id, facts.name)


def find(text_words: list[Word]) -> list[Match]:
    """Every longest run of words that is a name as written (capitals count), from left to right, without overlap."""
    registry = _registry()
    found, i = [], 0
    while i < len(text_words):
        match = _match_at(registry, text_words, i)
        if match:
            found.append(match)
        i = match.end if match else i + 1
    return found


def context_of(text_words: list[Word], matches: list[Match], year: int | None) -> Context:
    """The countries and the surely named actors of a text, counted; a group counts a little for its countries.

    A country counts more where something is said to be in it.
    """
    context = Context(year)
    for match in matches:
        strong = [name for name in match.names if not name.weak and _in_time(name, year)]
        if not strong or (len({name.facts for name in strong}) > 1 and any(n.facts.kind != "state" for n in strong)):
            continue
        name = strong[0]
        context.actors[name.facts.actor_id] += 1
        if name.facts.iso3:
            inside = (
                name.role in ("name", "seat") and match.start and text_words[match.start - 1].fold in ("in", "near")
            )
            context.countries[name.facts.iso3] += 4 if inside else 2
        elif len(name.facts.countries) < 4:
            context.countries.update(name.facts.countries)
    return context


def choose(match: Match, context: Context | None, supported: bool = False) -> Name | None:
    """The name that the words are in this text, None where a doubtful name has no support.

    `supported` says that the words around it vouch for an actor ("AA fighters").
    """
    context = context or Context()
    timely = [name for name in match.names if _in_time(name, context.year)]
    scored = [(_evidence(name, context), -number, name) for number, name in enumerate(timely)]
    if not scored:
        return None
    evidence, _, best = max(scored, key=lambda item: item[:2])
    if best.weak and not evidence and not (supported and best.text.isupper() and len(timely) == 1):
        return None
    return best


@dataclass(frozen=True, slots=True)
class _Registry:
    actors: dict[str, Facts]
    index: dict[tuple[str, ...], list[Name]]
    lengths: dict[str, list[int]]
    demonyms: dict[str, str]


def _evidence(name: Name, context: Context) -> int:
    facts = name.facts
    score = 4 * context.actors[facts.actor_id] + 2 * context.actors[facts.parent_id or ""]
    score += sum(context.countries[country] for country in facts.countries)
    if context.year and score and (name.active_from or 0) <= context.year <= (name.active_until or 9999):
        score += 3
    return score


def _in_time(name: Name, year: int | None) -> bool:
    if year is None:
        return True
    return (name.active_from or 0) - 1 <= year <= (name.active_until or 9999) + _MEMORY


def _match_at(registry: _Registry, text_words: list[Word], start: int) -> Match | None:
    for length in registry.lengths.get(text_words[start].fold, ()):
        run = text_words[start : start + length]
        found = registry.index.get(tuple(word.fold for word in run))
        if found and len(run) == length:
            fitting = tuple(name for name in found if _written_as(run, name.text))
            if fitting:
                return Match(start, start + length, fitting)
    return None


def _written_as(run: list[Word], name: str) -> bool:
    """Whether the capitals agree: abbreviations of up to three letters exactly, other capitals at the beginning."""
    for word, pattern in zip(run, words(name), strict=False):
        written = pattern.text
        if written.isupper() and len(written) <= 3:
            if word.text != written:
                return False
        elif written[0].isupper() and not word.text[0].isupper():
            return False
    return True


@cache
def _registry() -> _Registry:
    registry = _Registry({}, {}, {}, {})
    countries = {row["country_iso3"]: row for row in _rows("places", "countries")}
    for row in _rows("actors", "states"):
        _add_state(registry, row, countries.get(row["iso3"]))
    for table in ("groups", "organizations"):
        for row in _rows("actors", table):
            facts = _facts(row, row["kind"], _parts(row["countries"]))
            _add(registry, facts, "name", [row["name"], *_parts(row["aliases"])])
    for row in _rows("actors", "people"):
        facts = registry.actors[row["actor_id"]]
        years = (_year(row["active_from"]), _year(row["active_until"]))
        _add(registry, facts, "person", [row["name"], *_parts(row["aliases"])], years)
    for found in registry.index:
        lengths = registry.lengths.setdefault(found[0], [])
        if len(found) not in lengths:
            lengths.append(len(found))
            lengths.sort(reverse=True)
    return registry


def _add_state(registry: _Registry, row: dict[str, str], country: dict[str, str] | None) -> None:
    facts = _facts(row, "state", [row["iso3"]])
    named, seats, demonyms = [row["name"], *_parts(row["aliases"])], _parts(row["seats"]), _parts(row["demonyms"])
    if country:
        named += [country["name"], *_parts(country["aliases"])]
        seats += _parts(country["capitals"])
        demonyms += _parts(country["demonyms"])
    registry.demonyms[facts.actor_id] = (demonyms or [facts.name])[0]
    _add(registry, facts, "adjective", demonyms)
    _add(registry, facts, "name", named)
    _add(registry, facts, "body", _parts(row["bodies"]))
    _add(registry, facts, "seat", seats)


def _facts(row: dict[str, str], kind: str, countries: list[str]) -> Facts:
    until, ucdp = _year(row["active_until"]), _year(row["ucdp_actor_id"])
    iso3, parent = row["iso3"] or None, row.get("parent_id") or None
    since = _year(row["active_from"])
    return Facts(row["actor_id"], row["name"], kind, iso3, frozenset(countries), parent, since, until, ucdp)


def _add(
    registry: _Registry, facts: Facts, role: str, texts: list[str], years: tuple[int | None, int | None] | None = None
) -> None:
    registry.actors[facts.actor_id] = facts
    since, until = years or (facts.active_from, facts.active_until)
    for text in texts:
        bare = text.removeprefix("?")
        key = tuple(word.fold for word in words(bare))
        weak = text != bare or (len(bare) <= 2 and role == "name" and facts.kind not in ("state", "igo"))
        name = Name(bare, facts, role, weak, since, until)
        held = registry.index.setdefault(key, [])
        if all((name.facts, name.role) != (other.facts, other.role) for other in held):
            held.append(name)


def _rows(folder: str, table: str) -> list[dict[str, str]]:
    with (_SEEDS / folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _year(cell: str) -> int | None:
    return int(cell) if cell else None
