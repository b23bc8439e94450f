"""Where a text is set: the countries in which its events happen, as far as its places, dateline and title tell.

Here belongs the weighing of countries. Which state or place an event takes from it is decided where the event is read.
"""

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc

from pipelines.coding.places.gazetteer import country_of_demonym, lookup
from pipelines.coding.record import Document, Place
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import SUBJECTS

_INSIDE = words("in inside into across throughout within over near around outside toward towards on off at")
_THROUGH = words("from to through")
_ORIGIN = words("of by with for between against")
_BESIDE = words("with by between against for")
_LEAD = 400
"""Characters at the start of a text whose places weigh more: news says first where it happened."""
_LABELS = (*SUBJECTS, "compound", "nmod", "amod", "npadvmod", "poss", "conj", "appos")


def countries(places: Iterable[Place], written: Iterable[Place], doc: Doc, document: Document) -> Counter[str]:
    """Weights of countries by ISO 3166 alpha-3 code: places something happens in count most, labels of actors least.

    `written` are the places of the dateline at the head of the text.
    """
    found: Counter[str] = Counter()
    for place in places:
        if place.country:
            found[place.country] += _weight(place, doc)
            found[place.country] += place.span.start < _LEAD
    dateline = _country(document.dateline or "") or next((p.country for p in written if p.country), None)
    if dateline:
        found[dateline] += 4 if found[dateline] else 1
    for iso3 in sorted(_named(document.title or "")):
        found[iso3] += 3
    return found


def _weight(place: Place, doc: Doc) -> int:
    """How much a place in its sentence says of where the text is set."""
    tokens = doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
    if tokens is None:
        return 1
    head = tokens.root
    while head.dep_ in ("conj", "appos") and head.head.i < head.i:
        head = head.head
    preposition = head.head.lower_ if head.dep_ == "pobj" else ""
    if place.level != "country":
        return 1 if preposition in _ORIGIN else 3 if preposition in _INSIDE else 2
    if preposition in _INSIDE:
        return 4
    return 2 if preposition in _THROUGH else 0 if preposition in _ORIGIN else 1


def lies_there(place: Place, doc: Doc) -> bool:
    """Whether its sentence tells of the place as where something is, and not of a state or capital that acts."""
    tokens = doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
    if place.level == "country" or tokens is None:
        return place.level != "country"
    beside = tokens.root.dep_ == "pobj" and tokens.root.head.lower_ in _BESIDE
    return not beside and tokens.root.dep_ not in SUBJECTS


def _country(dateline: str) -> str | None:
    """The country of a dateline: that of its last part that is a place's name ("DRASS, India")."""
    for part in reversed(dateline.split(",")):
        entries = [entry for entry in lookup(part.strip().title()) if entry.country]
        if entries:
            return max(entries, key=lambda entry: (entry.level == "country", entry.population)).country
    return None


def _named(title: str) -> set[str]:
    """The countries that a title names, by name or nationality."""
    found = set()
    for word in title.replace("'s", " ").replace(",", " ").replace(":", " ").split():
        if word[0].isupper():
            entries = [entry for entry in lookup(word) if entry.level == "country"]
            found |= {entry.country for entry in entries if entry.country}
            if iso3 := country_of_demonym(word):
                found.add(iso3)
    return found
