"""Places named by a nationality: "the Somali capital", "across the Colombian border", "Lebanese territory".

Here belongs their recognition. Places that have a name of their own are found in `place_mentions`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipelines.coding.places.gazetteer import country_of_demonym, lookup
from pipelines.coding.places.place_finding import capital, land
from pipelines.coding.record import Document, Place, Span
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import is_verb

_EDGES = words("border frontier boundary")
_GROUND = words("territory soil airspace waters coast mainland")
_LEADING = words("in on at into inside across along near to toward towards from over off outside around of within")
_TAKEN = words("reach enter cross leave capture seize attack shell bomb shake rock hit strike control storm")


def national_places(doc: Doc, document: Document) -> Iterator[Place]:
    """The capitals, borders and grounds that a nationality names, with the words as surface; a border has no
    coordinates."""
    for noun in doc:
        if noun.lower_ not in _EDGES | _GROUND | {"capital"} or not _where(noun):
            continue
        if noun.lower_ in _EDGES and (far := _far_side(noun)) is not None:
            span = Span(noun.idx, far.idx + len(far))
            yield Place(span.of(document.text), span.of(document.text), span, None, _own(noun), level="region")
            continue
        people = next(
            (c for c in noun.children if c.dep_ in ("amod", "nmod", "compound", "poss") and c.i < noun.i), None
        )
        iso3 = _country(people) if people is not None else None
        if people is None or iso3 is None:
            continue
        span = Span(_whole(people).idx, noun.idx + len(noun))
        surface = span.of(document.text)
        if noun.lower_ in _EDGES:
            yield Place(surface, surface, span, None, iso3, level="region")
            continue
        if noun.lower_ in _GROUND and (ground := land(iso3, surface, span)):
            yield ground
        named = noun.lower_ in _GROUND or any(c.dep_ == "appos" for c in noun.children)
        if not named and (seat := capital(iso3)):
            yield replace(seat, surface=surface, span=span)


def is_border(place: Place) -> bool:
    """Whether a place is one of the borders found here: a line without an end."""
    return place.place_id is None and place.lat is None and place.level == "region"


def _country(word: Token) -> str | None:
    """The country of a nationality, or of its own name: "the Burundian capital", "Burundi's capital"."""
    name = word.doc[_whole(word).i : word.i + 1].text
    if word.dep_ != "poss":
        return country_of_demonym(name) or country_of_demonym(word.text)
    return next((e.country for e in lookup(name) if e.level == "country"), None)


def _whole(word: Token) -> Token:
    """The first word of a name of more than one: the South of "South Sudan's capital"."""
    return min((c for c in word.children if c.dep_ in ("compound", "amod") and c.text[0].isupper()), default=word)


def _far_side(edge: Token) -> Token | None:
    """The name of the state that a border is with: "its border with Belarus"."""
    ways = (c for c in edge.children if c.dep_ == "prep" and c.lower_ == "with" and c.i == edge.i + 1)
    ends = (t for way in ways for t in way.children if t.dep_ == "pobj" and t.text[0].isupper())
    return next((t for t in ends if not any(c.dep_ == "conj" for c in t.children)), None)


def _own(edge: Token) -> str | None:
    """The country whose border it is, if a name or a nationality before it tells."""
    before = [c for c in edge.children if c.dep_ in ("poss", "amod") and c.i < edge.i]
    return next((iso3 for c in before if (iso3 := country_of_demonym(c.text))), None)


_SIDE = re.compile(
    r"\b(?:the|in) (?P<side>(?:north|south|east|west|(?:north|south)[- ]?(?:east|west))"
    r"(?:ern (?:part|half|fringe|tip))? of (?:the )?)$",
    re.IGNORECASE,
)


def sided(places: list[Place], document: Document) -> list[Place]:
    """The places with "the north-east of Nigeria" for the country that it is a part of."""
    found = []
    for place in places:
        before = _SIDE.search(document.text[max(place.span.start - 40, 0) : place.span.start])
        if before and place.level in ("country", "province", "region"):
            span = Span(place.span.start - len(before["side"]), place.span.end)
            surface = span.of(document.text)
            place = Place(surface, surface, span, None, place.country, place.lat, place.lon, "region")
        found.append(place)
    return found


def _where(noun: Token) -> bool:
    """Whether the noun says where: it follows a preposition of place or is what forces reach or strike."""
    if noun.dep_ == "pobj":
        return noun.head.lower_ in _LEADING
    return noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head) and noun.head.lemma_.lower() in _TAKEN
