"""The places a text names, each resolved by the context of the whole text.

Here belong the choice among homonyms and the finished `Place`. Finding the names belongs to `place_mentions`, the names
themselves to `gazetteer`. Demonyms (Iraqi) and metonyms (Washington said) are not places: see `gazetteer.country_of_demonym`.
"""

import math
from collections import Counter

from spacy.tokens import Doc

from pipelines.coding import place_mentions
from pipelines.coding.gazetteer import Entry, capitals, country_of_demonym
from pipelines.coding.place_mentions import Mention
from pipelines.coding.record import Document, Place, Span
from pipelines.coding.spelling import fold

_LEVELS = {"country": 8.0, "sea": 7.0, "region": 6.0, "province": 5.0, "site": 4.5, "district": 4.0, "city": 0.0}


def find_places(doc: Doc, document: Document) -> list[Place]:
    """Every place mention of the parsed text in order, with canonical English name, ISO 3166 alpha-3 country, degrees, level."""
    mentions = place_mentions.find(doc)
    weights = _countries(doc, mentions)
    fixed = _anchors(mentions)
    places = []
    for mention in mentions:
        if place_mentions.is_metonym(doc, mention):
            continue
        entry = max(mention.entries, key=lambda e, m=mention: _fit(e, m, weights, fixed))  # type: ignore[misc]
        places.append(_place(doc, document, mention, entry))
    return places


def _countries(doc: Doc, mentions: list[Mention]) -> dict[str, float]:
    """How much the text is about each country, the strongest at 1: names, demonyms, and places that only one country has."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        owners = {e.country for e in mention.entries if e.country}
        if mention.entries[0].level == "country" or len(owners) == 1:
            counts[mention.entries[0].country or ""] += 1
    for token in doc:
        if token.text[:1].isupper() and (iso3 := country_of_demonym(token.text)):
            counts[iso3] += 1
    top = max(counts.values(), default=1)
    return {iso3: count / top for iso3, count in counts.items() if iso3}


def _anchors(mentions: list[Mention]) -> list[Entry]:
    """The places about which there is no doubt, below the size of a country."""
    return [m.entries[0] for m in mentions if len(m.entries) == 1 and m.entries[0].level != "country"]


def _fit(entry: Entry, mention: Mention, weights: dict[str, float], anchors: list[Entry]) -> float:
    score = _LEVELS[entry.level] + (math.log10(entry.population + 1) if entry.level == "city" else 0.0)
    score += 1.0 if entry.own else 0.0
    score += 3.0 * math.sqrt(weights.get(entry.country or "", 0.0))
    if entry.country and fold(entry.name) in capitals(entry.country):
        score += 2.0
    if mention.level:
        score += 4.0 if mention.level == entry.level else 0.0
    if mention.holder:
        score += max(_held(entry, outer) for outer in mention.holder.entries)
    near = [d for a in anchors if (d := kilometres((entry.lat, entry.lon), (a.lat, a.lon))) < 500]
    return score + (1.5 * math.exp(-min(near) / 200) if near else 0.0)


def _held(entry: Entry, outer: Entry) -> float:
    if entry.country != outer.country or entry.place_id == outer.place_id:
        return 0.0
    if outer.level == "country":
        return 6.0
    distance = kilometres((entry.lat, entry.lon), (outer.lat, outer.lon))
    return 8.0 * math.exp(-distance / 200)


def _place(doc: Doc, document: Document, mention: Mention, entry: Entry) -> Place:
    start = doc[mention.first].idx
    end = doc[mention.last - 1].idx + len(doc[mention.last - 1])
    span = Span(start, end)
    surface = span.of(document.text)
    if mention.site and entry.level in ("city", "province", "district"):
        return Place(surface, surface, span, None, entry.country, entry.lat, entry.lon, "site")
    return Place(surface, entry.name, span, entry.place_id, entry.country, entry.lat, entry.lon, entry.level)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance of two points given as latitude and longitude in degrees."""
    lat1, lat2 = math.radians(a[0]), math.radians(b[0])
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))
