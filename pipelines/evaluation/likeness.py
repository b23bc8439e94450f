"""Whether two values say the same: names of places and actors, dates, numbers.

Here belong the comparisons of one gold value with one coded value. Which event is held against which does not. They
forgive spelling, titles and generic words ("the town of", "fighters"), and forgive neither another compass point nor
another country. Other names of one actor stand in warehouse/seeds/gold/aliases.csv.
"""

import csv
import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

import warehouse
from pipelines.evaluation.records import Amount, Event, Party, Spot

ALIASES = Path(warehouse.__file__).parent / "seeds" / "gold" / "aliases.csv"

NEAR_KM = 25  # two points this close are one place, for anything smaller than a province
EARTH_KM = 12742  # mean diameter
NUMBER_SLACK = 0.02  # "some 2,500" and 2,510 agree
LONGEST_LOOSE_DAYS = 45  # a coded stretch may be this long, or four times the gold's; an endless one says nothing

_POINT_PLACES = {"site", "city", "district"}
_WIDE_PLACES = {"country", "region", "province"}
# a nationality in a coded kind that speaks for the state as such
_STATE_KINDS = {
    None, "state", "government", "state_military", "military", "police", "civilians", "coalition", "unknown",
}  # fmt: skip
_PLACE_FILLERS = {
    "air", "airbase", "airfield", "airport", "al", "area", "base", "camp", "city", "county", "department",
    "district", "el", "garrison", "governorate", "in", "international", "military", "mission", "near", "oblast",
    "of", "province", "region", "site", "state", "support", "the", "town", "village",
}  # fmt: skip
# surfaces that name nothing by themselves
_POINTERS = {"the country", "the province", "the area", "area", "the south", "same province"}
_COMPASS = {
    "central", "east", "eastern", "north", "northeastern", "northern", "northwestern", "south", "southeastern",
    "southern", "southwestern", "west", "western",
}  # fmt: skip
_ACTOR_FILLERS = {
    "and", "armed", "army", "fighters", "force", "forces", "government", "group", "groups", "insurgents",
    "militant", "militants", "military", "militia", "militias", "movement", "of", "officials", "party", "personnel",
    "rebel", "rebels", "security", "soldiers", "the", "troops",
}  # fmt: skip
_BACKED = re.compile(r"back|support|affiliat|align|proxy|militia")

One = TypeVar("One")


def plain(text: str | None) -> str:
    """Lower case, without accents."""
    spread = unicodedata.normalize("NFKD", text or "")
    return "".join(c for c in spread if not unicodedata.combining(c)).lower()


def _telling(name: str, fillers: set[str]) -> set[str]:
    """The words of a name that tell it from others; all its words when none would be left."""
    name = re.sub(r"\b(north|south)-(east|west)", r"\1\2", plain(name))
    name = re.sub(r"\b(north|south)(east|west)\b", r"\1\2ern", name)
    words = set(re.findall(r"[a-z0-9]+", re.sub("['’`]", "", name)))
    return words - fillers or words


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1] - one[1])
    chord = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(across / 2) ** 2
    return EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def same_place_name(one: str, other: str) -> bool:
    """Equal in their telling words, or one a shorter form of the other that does not turn to another compass point."""
    words, others = _telling(one, _PLACE_FILLERS), _telling(other, _PLACE_FILLERS)
    if words == others:
        return True
    shared, apart = words & others, words ^ others
    return shared in (words, others) and bool(shared) and not apart & _COMPASS and min(map(len, shared)) > 2


def same_place(gold: Spot, coded: Spot) -> bool:
    """By name; else a point by distance, a country by its code."""
    for name in (gold.canonical, gold.surface):
        if name and name.lower() not in _POINTERS:
            for other in (coded.canonical, coded.surface):
                if other and same_place_name(name, other):
                    return True
    if gold.level in _POINT_PLACES and gold.coordinates and coded.coordinates:
        return coded.level not in _WIDE_PLACES and kilometres(gold.coordinates, coded.coordinates) <= NEAR_KM
    return gold.level == coded.level == "country" and bool(gold.country) and gold.country == coded.country


@cache
def _aliases() -> dict[str, str]:
    with ALIASES.open(encoding="utf-8", newline="") as file:
        return {row["alias"]: row["actor"] for row in csv.DictReader(file)}


def _known_as(name: str) -> str | None:
    return _aliases().get(plain(name).replace("’", "'").strip())


def _iran_backed(name: str) -> bool:
    name = plain(name)
    by_iran = "iran" in name and _BACKED.search(name) is not None
    return by_iran or "irgc" in name or "islamic resistance in iraq" in name


def same_actor(gold: Party, coded: Party) -> bool:
    """By name or alias; else a state by its code, a coalition by its leader, a group by half of its telling words."""
    for name in filter(None, (gold.canonical, gold.surface)):
        for other in filter(None, (coded.canonical, coded.surface)):
            alias = _known_as(name)
            if plain(name) == plain(other) or (alias is not None and alias == _known_as(other)):
                return True
    if gold.iso3 and gold.iso3 == coded.iso3 and (coded.kind in _STATE_KINDS or coded.kind == gold.kind):
        return True
    called = plain(coded.canonical)
    if gold.kind == "coalition" and (coded.iso3 == "USA" or "coalition" in called or "nato" in called):
        return True
    if _iran_backed(gold.canonical) and _iran_backed(f"{coded.canonical} {coded.surface}"):
        return True
    if not gold.iso3 and coded.kind == "state":
        return False
    return any(_half_shared(gold.canonical, other) for other in (coded.canonical, coded.surface))


def _half_shared(name: str, other: str) -> bool:
    words, others = _telling(name, _ACTOR_FILLERS), _telling(other, _ACTOR_FILLERS)
    shared = words & others
    return 2 * len(shared) >= len(words | others) > 0 and not shared <= {"iran", "iranian", "backed"}


def any_same(gold: Iterable[One], coded: Iterable[One], same: Callable[[One, One], bool]) -> bool:
    """Whether one of the gold values is among the coded ones."""
    others = tuple(coded)
    return any(same(one, other) for one in gold for other in others)


def dates_meet(gold: Event, coded: Event) -> bool:
    """The stretches share a day, and the coded one is not so long that it would meet anything."""
    if not (gold.start and gold.end and coded.start and coded.end):
        return False
    longest = max(LONGEST_LOOSE_DAYS, 4 * ((gold.end - gold.start).days + 1))
    return coded.start <= gold.end and gold.start <= coded.end and (coded.end - coded.start).days <= longest


def dates_agree(gold: Event, coded: Event) -> bool:
    """Up to three days: both ends within a day. Longer: shared days are at least half of all days."""
    if not (gold.start and gold.end and coded.start and coded.end):
        return False
    if (gold.end - gold.start).days <= 2:
        return abs((coded.start - gold.start).days) <= 1 and abs((coded.end - gold.end).days) <= 1
    shared = (min(gold.end, coded.end) - max(gold.start, coded.start)).days + 1
    spread = (max(gold.end, coded.end) - min(gold.start, coded.start)).days + 1
    return shared > 0 and 2 * shared >= spread


def same_amount(gold: Amount, coded: Amount | None) -> bool:
    """The coded number is the gold's, give or take two in a hundred, or lies within the gold's bounds."""
    number = coded.best if coded else None
    if number is None:
        return False
    if gold.value is None:
        above = gold.min is None or number >= gold.min * (1 - NUMBER_SLACK)
        return above and (gold.max is None or number <= gold.max * (1 + NUMBER_SLACK))
    if abs(number - gold.value) <= NUMBER_SLACK * max(1.0, abs(gold.value)):
        return True
    return gold.min is not None and gold.max is not None and gold.min <= number <= gold.max
