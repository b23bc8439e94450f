"""Places in places: which of several named places only say where another one lies.

Here belongs the reading of "Khartoum, Sudan", "Sudan's Khartoum state" and the like. Which place has which role in an
event is decided in `siting`.
"""

from dataclasses import replace

from spacy.tokens import Token

from pipelines.coding.places.place_words import TYPES
from pipelines.coding.reading import Reading
from pipelines.coding.record import Place
from pipelines.coding.words.lexicon import words

_RANK = {"site": 0, "city": 1, "district": 2, "province": 3, "region": 3, "country": 4, "sea": 2}
_UNRANKED = 1


def most_specific(places: list[Place], reading: Reading, *, moves: bool = False) -> list[Place]:
    """Places without those that only say where another one lies ("Khartoum, Sudan", "Sudan's Khartoum state", "the
    Sudan town of Kosti"), no place twice. What moves may leave a town and with it a country."""
    kept: list[Place] = []
    for place in places:
        holds = any(_says_where(place, other, reading, moves) for other in places)
        inside = any(place.span.within(o.span) and len(o.surface) > len(place.surface) for o in places)
        coast = place.level == "sea" and len(places) > 1 and _is_shore(reading.head(place.span))
        if not holds and not inside and not coast and place.canonical not in {k.canonical for k in kept}:
            kept.append(_located(place, places, reading))
    return kept


def _is_shore(head: Token) -> bool:
    return head.lemma_ in _SHORES or head.head.lemma_ in _SHORES


_SHORES = words("coast shore island coastline port town city resort")
"""What a sea is named for only to say which: "in Dellys on the Mediterranean coast"."""


def _located(place: Place, places: list[Place], reading: Reading) -> Place:
    """A place without coordinates with those of the town that it is told to be in: "the Noor checkpoint in Gao"."""
    if place.lat is not None:
        return place
    towns = (
        t for t in places if t.level == "city" and t.lat is not None and _says_where(t, place, reading, moves=True)
    )
    town = next(towns, None)
    return replace(place, lat=town.lat, lon=town.lon, country=place.country or town.country) if town else place


def _says_where(place: Place, other: Place, reading: Reading, moves: bool) -> bool:
    """Whether a wider place is named only for a narrower one: a country at any time, others where they stand by it."""
    if other == place or (other.country != place.country and place.level != "region"):
        return False
    ranks = [_RANK.get(p.level or "", _UNRANKED) for p in (other, place)]
    if "country" not in (other.level, place.level) and (_has(other, place, reading) or _has(place, other, reading)):
        return _has(place, other, reading)
    if ranks[0] == ranks[1]:
        return _hangs_on(reading.head(place.span), reading.head(other.span))  # "Mugunga on the edge of Goma"
    if ranks[0] > ranks[1]:
        return False
    if place.level == "country" and not moves:
        return True
    if other.span < place.span:
        return place.span.start - other.span.end <= 40 and _joined(other, place, reading)
    return _owns(reading.document.text[place.span.end : other.span.start])


def _has(one: Place, other: Place, reading: Reading) -> bool:
    """Whether the second place is told to be the first one's: "Mogadishu's Karan district", "the Gao suburb of X"."""
    between = reading.document.text[one.span.end : other.span.start].replace("\u2019", "'")
    words = between.split()
    owned = words[:1] == ["'s"] or (words[-1:] == ["of"] and any(w.lower() in TYPES for w in words))
    return one.span < other.span and owned and _owns(between)


def _hangs_on(head: Token, holder: Token) -> bool:
    """Whether only prepositions and nouns lie between a place and the place that they say where it is."""
    for token in head.ancestors if head.dep_ == "pobj" else ():
        if token == holder:
            return holder.i < head.i
        if token.dep_ != "pobj" and not (token.dep_ == "prep" and token.lower_ in ("of", "in", "at", "on")):
            return False
    return False


def _owns(between: str) -> bool:
    """Whether the words between two places make the first the holder of the second: "Sudan's", "the Sudan town of"."""
    words = between.replace("\u2019", "'").split()
    near = len(words) <= (5 if words[:1] == ["'s"] else 3) and "," not in between
    return near and (words[:1] == ["'s"] or words[-1:] in ([], ["of"]))


def _joined(first: Place, second: Place, reading: Reading) -> bool:
    """Whether the second name follows the first as what contains it: only commas, "in", "of" and site words between."""
    between = reading.document.text[first.span.end : second.span.start]
    words = [w.strip(",.'s") for w in between.lower().split()]
    return "and" not in words and len(words) <= 6 and not ({"or", "to", "from", "while", "where", "after"} & set(words))
