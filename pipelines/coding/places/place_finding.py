"""The places a text names, each resolved by the context of the whole text.

Here belongs the way from parsed text to finished `Place`. Finding the names belongs to `place_mentions`, weighing them
to `place_evidence`, choosing among homonyms to `place_context`, the names to `gazetteer`. Demonyms (Iraqi) and
names of actors (Washington said, US troops) are not places.
"""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from spacy.tokens import Doc, Token

from pipelines.coding.places import place_context, place_evidence, place_mentions
from pipelines.coding.places.gazetteer import Entry, candidates_by_sound, capitals, country, lookup, provinces
from pipelines.coding.places.place_context import Context
from pipelines.coding.places.place_mentions import Mention
from pipelines.coding.places.place_words import DEICTIC, REACHED, WEEKDAYS, WITHIN
from pipelines.coding.places.unknown_places import BUILT
from pipelines.coding.record import Document, Place, Span


def find_places(doc: Doc, document: Document) -> list[Place]:
    """Every place mention of the parsed text in order: id, canonical name, ISO 3166 alpha-3 country, degrees, level.

    A name that no table knows, but the words around it call a place, has no id and no coordinates. `in the city` points
    back to the last city.
    """
    mentions, chosen, context = resolve(doc)
    believed = {m: entry for m, entry in chosen.items() if _counts(doc, m, entry)}
    places = [
        _place(doc, document, m, chosen.get(m), believed, context) for m in mentions if _counts(doc, m, chosen.get(m))
    ]
    places.extend(_pointing_back(doc, document, places))
    return sorted(places, key=lambda place: place.span)


def resolve(doc: Doc) -> tuple[list[Mention], dict[Mention, Entry], Context]:
    """The possible mentions of the text with their scores, the entry chosen for each that the gazetteer knows, and
    what the text is about."""
    mentions = place_mentions.find(doc)
    place_evidence.weigh(doc, mentions)
    context = place_context.of(doc, mentions)
    for mention in mentions:
        if not mention.entries or (mention.level == "province" and all(e.level == "city" for e in mention.entries)):
            guesses = _guesses(mention, context)
            mention.guessed = bool(guesses) and not mention.entries
            mention.entries = guesses + mention.entries
    for mention in mentions:
        mention.entries = _typed(mention, context)
    mentions = [m for m in mentions if m.entries or place_evidence.is_called_place(doc, m)]
    chosen = place_context.choose(mentions, context)
    refined = place_context.refined(context, chosen)
    chosen = place_context.choose(mentions, refined)
    for mention in place_context.strangers(doc, chosen, context, refined):
        mention.entries = ()
        chosen.pop(mention)
    mentions = [m for m in mentions if m.entries or place_evidence.is_called_place(doc, m)]
    for mention in mentions:
        mention.score += place_context.coherence(mention, chosen, context)
    return mentions, chosen, context


def _counts(doc: Doc, mention: Mention, entry: Entry | None) -> bool:
    return mention.score >= place_evidence.ENOUGH and not place_evidence.is_actor(doc, mention, entry)


def _typed(mention: Mention, context: Context) -> tuple[Entry, ...]:
    """Without the towns of countries far from the text where the words name a district, a valley or a hospital, and
    without those of other countries than that of the town that it is told to be of."""
    if mention.holder and mention.holder.start < mention.start:  # "Mogadishu's Karan district"
        lands = {e.country for e in mention.holder.entries}
        return tuple(e for e in mention.entries if e.country in lands or e.level not in ("city", "site"))
    if mention.level in (None, "city") or not context.weights:
        return mention.entries
    big = 100_000 if mention.level == "site" else 10**9
    return tuple(
        e for e in mention.entries if e.level != "city" or e.population > big or context.weight(e.country) > 0.1
    )


def _guesses(mention: Mention, context: Context) -> tuple[Entry, ...]:
    """What an unknown name may mean by its sound, or as a misspelt province, in the countries of the text."""
    alike = candidates_by_sound(mention.folded)
    heard = tuple(e for e in alike if context.weight(e.country) > 0.1 or (e.seeded and e.level == mention.level))
    if heard or mention.level not in ("province", "district"):
        return heard
    known = {e.name_key: e for iso3 in context.weights for e in provinces(iso3)}
    return tuple(known[name] for name in get_close_matches(mention.folded, known, n=1, cutoff=0.8))


def _place(
    doc: Doc, document: Document, mention: Mention, entry: Entry | None, chosen: dict[Mention, Entry], context: Context
) -> Place:
    whole = not mention.site or entry is None or entry.level not in ("country", "region", "sea")
    start, last = doc[mention.first].idx, doc[(mention.last if whole else mention.end) - 1]
    span = Span(start, last.idx + len(last))
    surface = span.of(document.text)
    if entry is None:
        holder = chosen.get(mention.holder) if mention.holder else None
        iso3 = holder.country if holder else place_context.around(doc, mention, chosen, context)
        name = Span(doc[mention.start].idx, doc[mention.end - 1].idx + len(doc[mention.end - 1])).of(document.text)
        level = mention.level or ("site" if name.split()[-1].lower() in BUILT else "city")
        return Place(surface, surface if mention.site else name, span, None, iso3, level=level)
    if entry.level == "city" and mention.level == "district" and entry.country == "USA":
        return Place(surface, surface, span, None, "USA", level="district")
    if mention.level == "region" and entry.level == "city":  # "northern Hama countryside"
        name = Span(doc[mention.start].idx, span.end).of(document.text)
        return Place(surface, name, span, None, entry.country, entry.lat, entry.lon, "region")
    if mention.level == "district" and entry.level == "city":
        return Place(surface, entry.name, span, entry.place_id, entry.country, entry.lat, entry.lon, "district")
    if mention.site and entry.level in ("city", "province", "district"):
        return Place(surface, surface, span, None, entry.country, entry.lat, entry.lon, "site")
    return Place(surface, entry.name, span, entry.place_id, entry.country, entry.lat, entry.lon, entry.level)


def _pointing_back(doc: Doc, document: Document, named: list[Place]) -> Iterator[Place]:
    """`in the city`, `across the country`: the last place of that level, with the words as surface; not of `in the
    capital Lima`."""
    for word in doc[2:]:
        if not _points_back(word):
            continue
        earlier = [place for place in named if place.span.end <= word.idx]
        if word.dep_ == "dobj":  # "troops sent from Kabul reached the city"
            earlier = [p for p in earlier if p.span.end <= word.sent.start_char] or earlier
        if word.lower_ == "country":  # "Denmark has soldiers in the country": not at home
            owners = {t.idx for t in word.sent if t.dep_ == "nsubj" and t.head in word.ancestors}
            earlier = [p for p in earlier if not any(p.span.start <= o < p.span.end for o in owners)] or earlier
        if place := _antecedent(DEICTIC[word.lower_], earlier):
            span = Span(word.nbor(-1).idx, word.idx + len(word))
            yield replace(place, span=span, surface=span.of(document.text))


def _points_back(word: Token) -> bool:
    if word.lower_ not in DEICTIC or not word.is_lower or word.dep_ == "compound":
        return False
    after = word.nbor().lower_ if word.i + 1 < len(word.doc) else ""
    reached = word.dep_ == "dobj" and word.head.lemma_.lower() in REACHED
    named = after[:1].isalpha() and word.nbor().tag_ == "NNP" and word.nbor().lower_ not in WEEKDAYS
    return word.nbor(-1).lower_ == "the" and (word.nbor(-2).lower_ in WITHIN or reached) and after != "of" and not named


def _antecedent(level: str, earlier: list[Place]) -> Place | None:
    inside = [p for p in earlier if p.country and p.level != "country"] if level == "capital" else []
    iso3 = next((p.country for p in reversed(inside or earlier) if p.country), None)
    if level == "capital":
        return capital(iso3) if iso3 else None
    fitting = [p for p in earlier if p.level == level and (level != "country" or p.country == iso3)]
    return fitting[-1] if fitting else None


def capital(iso3: str) -> Place | None:
    """The capital of a country, with no words of a text; None where the gazetteer knows none."""
    seats = [e for name in capitals(iso3) for e in lookup(name) if e.level == "city" and e.country == iso3]
    seat = max(seats, key=lambda e: e.population, default=None)
    return Place("", seat.name, Span(0, 0), seat.place_id, iso3, seat.lat, seat.lon, "city") if seat else None


def land(iso3: str, surface: str, span: Span) -> Place | None:
    """A country in the words of a text that stand for it; None for a code that no country has."""
    found = country(iso3)
    return Place(surface, found.name, span, found.place_id, iso3, found.lat, found.lon, "country") if found else None
