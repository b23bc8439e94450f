"""What the whole text says about which homonym is meant: its countries, its other places, larger places named.

Here belong the weights of choice. A choice is made twice: the first tells the second what the text is about.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Doc

from pipelines.coding.places.gazetteer import Entry, country_of_demonym, neighbours
from pipelines.coding.places.place_evidence import is_capital
from pipelines.coding.places.place_mentions import Mention
from pipelines.coding.record import Place

_FAME = {"country": 11.0, "sea": 9.0, "region": 7.5, "province": 5.0, "site": 5.5, "district": 4.5}
_OWN = {"country": 1.0, "region": 0.5, "province": 2.5, "site": 1.0, "district": 1.0, "sea": 1.0}
_NEAR_KM = 150.0
# Countries whose first-level units are as well known as countries: Ontario, Victoria, Bavaria.
_STATES = frozenset({"AUS", "BRA", "CAN", "CHN", "DEU", "ESP", "GBR", "IND", "ITA", "MEX", "RUS", "UKR", "USA"})


@dataclass
class Context:
    """The text's countries by ISO 3166 alpha-3 code, the strongest at 1, and its settled places below country level."""

    weights: dict[str, float]
    anchors: list[tuple[str, Entry]] = field(default_factory=list)

    def weight(self, iso3: str | None) -> float:
        """How much the text is about the country, between 0 and 1; neighbours of its countries count a little."""
        if iso3 is None:
            return 0.0
        beside = max((self.weights.get(other, 0.0) for other in neighbours(iso3)), default=0.0)
        return max(self.weights.get(iso3, 0.0), 0.25 * beside)


def of(doc: Doc, mentions: list[Mention]) -> Context:
    """What names of countries, demonyms, and names that only one country has say about the text."""
    counts: dict[str, float] = defaultdict(float)
    for mention in mentions:
        main = max(mention.entries, key=lambda e: (e.seeded, e.population), default=None)
        if main is None or mention.score < 1.5 or main.country is None:
            continue
        if mention.level not in (None, "city") and not main.seeded and main.population < _TOWN:
            continue  # a hill or a camp that is called like a village somewhere
        if _undisputed(main, mention.entries) or (main.level == "country" and not _shared(mention)):
            counts[main.country] += 1.0 if mention.score > 5.0 or main.level != "country" else 0.5
    for token in doc:
        if token.text[0].isupper() and (iso3 := country_of_demonym(token.text)):
            counts[iso3] += 0.5
    return Context(_scaled(counts))


def refined(context: Context, chosen: dict[Mention, Entry]) -> Context:
    """The context with the places of a first choice as anchors, and their countries counted."""
    counts: Counter[str] = Counter()
    anchors = []
    for mention, entry in chosen.items():
        if entry.level == "country" or mention.score < 1.5:
            continue
        certain = len(mention.entries) == 1 or entry.seeded or entry.population > 100_000 or mention.holder in chosen
        if certain and entry.country:
            counts[entry.country] += 1
            anchors.append((mention.folded, entry))
    top = max(counts.values(), default=1)
    weights = dict(context.weights)
    for iso3, count in counts.items():
        weights[iso3] = max(weights.get(iso3, 0.0), 0.8 * count / top)
    return Context(weights, list(dict.fromkeys(anchors)))


def choose(mentions: list[Mention], context: Context) -> dict[Mention, Entry]:
    """One entry for each mention that has any; equal names mean equal places unless their own words say otherwise."""
    shared = _group_bonus(mentions, context)
    alike = _alike(mentions)
    chosen: dict[Mention, Entry] = {}
    inner_of = {m.holder: m for m in mentions if m.holder}
    for mention in reversed(mentions):
        if not mention.entries:
            continue
        inner = inner_of.get(mention)
        holder = chosen.get(mention.holder) if mention.holder else None

        def fit(
            entry: Entry, m: Mention = mention, inner: Mention | None = inner, holder: Entry | None = holder
        ) -> float:
            score = _alone(entry, m, context) + shared[m.folded].get(entry.place_id, 0.0)
            score += _held(entry, holder) if holder else 0.0
            score += 3.0 if (entry.country, entry.level) == alike.get(m) else 0.0
            if inner and inner.entries:
                score += max(_alone(e, inner, context) + _held(e, entry) for e in inner.entries) / 2
            return score

        chosen[mention] = max(mention.entries, key=fit)
    return chosen


def coherence(mention: Mention, chosen: dict[Mention, Entry], context: Context) -> float:
    """What the rest of the text adds to a small place: it lies in a country of the text, near its other places."""
    entry = chosen.get(mention)
    if entry is None or entry.level == "country":
        return 0.0
    at_home = context.weights.get(entry.country or "", 0.0) > 0.15
    score = 0.5 if at_home else -1.0 if entry.level == "city" and entry.population < 500_000 else 0.0
    score -= 0.5 if mention.guessed else 0.0
    others = (e for m, e in chosen.items() if m.folded != mention.folded and e.level != "country" and m.score >= 2.0)
    if any(kilometres((entry.lat, entry.lon), (e.lat, e.lon)) < _NEAR_KM for e in others):
        score += 1.0
    if any(m.folded == mention.folded and m is not mention and m.score >= 3.5 for m in chosen):
        score += 1.5
    return score + (1.0 if any(p.score >= 2.0 for p in mention.peers) else 0.0)


def around(doc: Doc, mention: Mention, chosen: dict[Mention, Entry], context: Context) -> str | None:
    """The country of the nearest resolved mention in the sentence, or of the whole text if its places or its other
    words are about one, else of the last town or province before."""
    here = doc[mention.start].sent
    inside = [(abs(m.start - mention.start), e.country) for m, e in chosen.items() if here.start <= m.start < here.end]
    if countries := [iso3 for _, iso3 in sorted(inside, key=lambda pair: pair[0]) if iso3]:
        most = max(context.weight(iso3) for iso3 in countries)
        return next(iso3 for iso3 in countries if context.weight(iso3) >= most / 2)
    named = Counter(e.country for e in chosen.values() if e.country)
    counts = sorted((named or context.weights).items(), key=lambda pair: -pair[1])[:2]
    if counts and (len(counts) == 1 or counts[0][1] >= 2 * counts[1][1]):
        return counts[0][0]
    smaller = ((m.start, e) for m, e in chosen.items() if m.start < mention.start and e.level != "country")
    before = [(start, e.country) for start, e in smaller if e.country]
    return max(before)[1] if before else None


def strangers(doc: Doc, chosen: dict[Mention, Entry], context: Context, settled: Context) -> list[Mention]:
    """The mentions whose small town lies in a country that nothing else in the text points to, while other words point
    elsewhere: the gazetteer knows another village of that name. Other places, which `settled` counts, speak against
    quarters, sites, villages and names that are not a town's first."""
    people = {iso3 for token in doc if token.text[0].isupper() and (iso3 := country_of_demonym(token.text))}
    found = []
    for mention, entry in chosen.items():
        areal = mention.level not in (None, "city", "site")
        unique = not areal and entry.own and entry.population >= _VILLAGE and _undisputed(entry, mention.entries)
        known = entry.seeded or unique or entry.population >= (_TOWN_OF_AREA if areal else _TOWN)
        if known or entry.country in people:
            continue
        others = {e.country for m, e in chosen.items() if m.folded != mention.folded and m.score >= 1.5}
        beside = any(iso3 in others | people for iso3 in neighbours(entry.country or ""))
        doubtful = areal or mention.site or not entry.own or entry.population < _SMALL_TOWN
        weights = (settled if doubtful else context).weights
        told = any(weight >= 0.5 for iso3, weight in weights.items() if iso3 != entry.country)
        if told and not beside and entry.country not in others:
            found.append(mention)
    return found


_SMALL_TOWN = 20_000
_VILLAGE = 10_000
"""Inhabitants from which a place whose name no other bears is believed wherever it lies."""
_TOWN = 100_000
_TOWN_OF_AREA = 500_000
"""Inhabitants from which a town is known abroad; of a name that the words call a province or valley, more."""


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance of two points given as latitude and longitude in degrees."""
    lat1, lat2 = math.radians(a[0]), math.radians(b[0])
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def _shared(mention: Mention) -> bool:
    """Whether a country's name is also a province's elsewhere: Georgia."""
    return any(e.level == "province" and e.own for e in mention.entries)


def _undisputed(main: Entry, entries: tuple[Entry, ...]) -> bool:
    """Whether the name has its places in one country, or one town ten times larger than those elsewhere."""
    abroad = [e for e in entries if e.country != main.country]
    return all(main.own and e.level == "city" and e.population * 10 < main.population for e in abroad)


def _scaled(counts: dict[str, float]) -> dict[str, float]:
    top = max(counts.values(), default=1.0)
    return {iso3: count / top for iso3, count in counts.items()}


def _alone(entry: Entry, mention: Mention, context: Context) -> float:
    """How well an entry fits by its own fame, the type word, and the text's countries and places."""
    if entry.level == "city" and not entry.seeded:
        score = math.log10(entry.population + 10) + (1.0 if entry.own else 0.0) + (2.0 if is_capital(entry) else 0.0)
    else:
        score = _FAME.get(entry.level, 4.5) + (_OWN.get(entry.level, 1.0) if entry.own else 0.0)
        score += 1.5 if entry.own and entry.level == "province" and entry.country in _STATES else 0.0
    if entry.level == "country" and _shared(mention):
        score -= 3.5
    if entry.level == "region" and entry.country is None:
        score += 2.0  # no country of the text can speak for the Middle East
    if mention.level:
        score += 3.0 if mention.level == entry.level else -1.0
    score += 3.0 * math.sqrt(context.weight(entry.country))
    near = [
        kilometres((entry.lat, entry.lon), (anchor.lat, anchor.lon))
        for name, anchor in context.anchors
        if name != mention.folded
    ]
    return score + 2.0 * math.exp(-min(near, default=9999.0) / _NEAR_KM)


def _held(entry: Entry, outer: Entry) -> float:
    """What a larger place after the name (`, Iraq`) adds."""
    if entry.country != outer.country or entry.place_id == outer.place_id or entry.level == "country":
        return 0.0
    if outer.level == "country":
        return 6.0
    if outer.level == "city" and entry.level != "site":
        return 0.0
    return 7.0 * math.exp(-kilometres((entry.lat, entry.lon), (outer.lat, outer.lon)) / 250)


def _alike(mentions: list[Mention]) -> dict[Mention, tuple[str | None, str]]:
    """For lists of three or more: the country and level that most of them can have (Georgia, Ohio and Kansas)."""
    kinds: dict[Mention, tuple[str | None, str]] = {}
    seen: set[Mention] = set()
    for mention in mentions:
        members, queue = set(), [mention]
        while queue and mention not in seen:
            if (member := queue.pop()) not in members:
                members.add(member)
                queue.extend(member.peers)
        seen |= members
        counts = Counter(kind for m in members for kind in {(e.country, e.level) for e in m.entries if e.seeded})
        if len(members) > 2 and counts:
            kind, count = counts.most_common(1)[0]
            if count >= 0.6 * len(members) and kind[1] != "country":
                kinds.update(dict.fromkeys(members, kind))
    return kinds


def _group_bonus(mentions: list[Mention], context: Context) -> dict[str, dict[str, float]]:
    """What a larger place named with one mention of a name adds to all mentions of that name."""
    bonus: dict[str, dict[str, float]] = defaultdict(dict)
    for mention in mentions:
        if not mention.holder:
            continue
        outers = mention.holder.entries
        for entry in mention.entries:
            best = max((_held(entry, o) * (1.0 if o.seeded else 0.5) for o in outers), default=0.0)
            best *= 0.4 + 0.6 * math.sqrt(context.weight(entry.country))
            bonus[mention.folded][entry.place_id] = max(bonus[mention.folded].get(entry.place_id, 0.0), best)
    return bonus


_QUARTER = 25
"""Kilometres from the middle of a city within which its quarters lie."""


def nested(one: Place, other: Place) -> bool:
    """Whether two places are the same, or one may lie in the other."""
    if one.canonical == other.canonical or (one.place_id and one.place_id == other.place_id):
        return True
    short, long = sorted((one.canonical, other.canonical), key=len)
    if long.startswith(f"{short} ") and (one.country == other.country or None in (one.country, other.country)):
        return True  # "Masagaway base" is at Masagaway
    located = None not in (one.lat, one.lon, other.lat, other.lon) and "country" not in (one.level, other.level)
    apart = kilometres((one.lat or 0, one.lon or 0), (other.lat or 0, other.lon or 0)) if located else 0
    if apart > (400 if "region" in (one.level, other.level) else 150):
        return False
    if located and {one.level, other.level} == {"city", "district"}:
        return apart <= _QUARTER and one.country == other.country is not None
    if {one.level, other.level} == {"region"}:  # a gorge of a valley
        return not located and one.country == other.country is not None
    wide = ("country", "region", "province", "sea")
    if {one.level, other.level} in ({"city", "district"}, {"city", "site"}):  # a quarter or post of a town
        return not located and one.country == other.country is not None
    return (
        one.country == other.country and one.country is not None and (one.level in wide) != (other.level in wide)
    ) or (one.country == other.country and one.country is not None and "country" in (one.level, other.level))
