"""The open registry of actors: who they are, and which names they have.

Here belong the loading of `warehouse/seeds/actors/` and how words are made comparable. Which name a run of words in a
text is, is decided in `actor_names`; what a noun phrase around it means, in `actor_phrases`.

Seeds: `states.csv`, `groups.csv`, `organizations.csv` (actors with their aliases, parts joined by `|`), `people.csv`
(who speaks and acts for whom, and when). An alias that begins with `?` counts only where the text gives evidence: the
actor's country, full name, or parent. Country names, demonyms and capitals stand in `seeds/places/countries.csv` alone.
Facts are general knowledge; `ucdp_actor_id` is the id in the UCDP Actor dataset 22.1.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import warehouse

_SEEDS = Path(warehouse.__file__).parent / "seeds"
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?(?:['’]s)?|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]$")
_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")


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


def demonym(facts: Facts) -> str:
    """The adjective of a state (`Iraqi`), its name where it has none."""
    return _registry().demonyms.get(facts.actor_id, facts.name)


def named(folded: tuple[str, ...]) -> list[Name]:
    """The names that these folded words spell, in the order of the seeds."""
    return _registry().index.get(folded, [])


def lengths(first: str) -> list[int]:
    """How many words the names have that begin with this folded word, the longest first."""
    return _registry().lengths.get(first, [])


@dataclass(frozen=True, slots=True)
class _Registry:
    actors: dict[str, Facts]
    index: dict[tuple[str, ...], list[Name]]
    lengths: dict[str, list[int]]
    demonyms: dict[str, str]


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
    for text in (form for listed in texts for form in _numbers(listed)):
        bare = text.removeprefix("?")
        key = tuple(word.fold for word in words(bare))
        weak = text != bare or (len(bare) <= 2 and role == "name" and facts.kind not in ("state", "igo"))
        name = Name(bare, facts, role, weak, since, until)
        held = registry.index.setdefault(key, [])
        if all((name.facts, name.role) != (other.facts, other.role) for other in held):
            held.append(name)


def _numbers(text: str) -> list[str]:
    """A name and, where it ends with a common plural ("Karen guerrillas"), its singular."""
    last = text.rpartition(" ")[2]
    plural = " " in text and last.islower() and last.endswith("s") and not last.endswith("ss")
    return [text, text[:-1]] if plural else [text]


def _rows(folder: str, table: str) -> list[dict[str, str]]:
    with (_SEEDS / folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _year(cell: str) -> int | None:
    return int(cell) if cell else None
