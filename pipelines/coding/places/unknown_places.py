"""Places that the gazetteer does not know: names that stand where a place stands.

Here belongs their recognition by syntax ("the village of X", "near X", "X in Kunar"). Known places are found in
`place_finding`.
"""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipelines.coding.places.place_verbs import caught_there, goes_there
from pipelines.coding.places.place_words import (
    ARTICLES,
    ASSAULTS,
    DIRECTIONS,
    INSTITUTION_WORDS,
    PERSON_TITLES,
    SITE_WORDS,
    TYPES,
)
from pipelines.coding.record import Place, Span
from pipelines.coding.words.lexicon import CRAFT, SITES, TROOPS, words
from pipelines.coding.words.syntax import SUBJECTS, phrase

_NEARBY = words("in near at outside inside around")
_NO_PLACES = words(
    """congress parliament senate english arabic french russian islam christianity god ramadan christmas easter eid
    covid gmt utc
    army navy government cabinet court council nato un eu facebook twitter telegram reuters ap afp
    strykers humvees bradleys leopards challengers mraps toyotas hiluxes cruisers whatsapp tiktok instagram"""
)
"""Names that are no places wherever they stand."""
_WHERE = words("in at near outside around from to into on")
_PARTS = words(
    "edge outskirt outskirts centre center middle heart fringe periphery vicinity community locality resident"
)
"""What a place has: "the edge of X"."""
_TAKING = words("capture recapture retake reoccupy reach")
_STORMING = words(
    "overrun besiege bombard shell encircle surround storm raid torch burn raze loot ransack invade enter"
)
"""Verbs whose object, if it is a name, is a place; of the second that of one word even if it looks like a person's."""


BUILT = words("square mosque church cathedral hotel market bazaar hospital university street avenue stadium bridge")
"""Last words of the names of what lies in a town."""
_ROLES = ("pobj", "dobj", "nsubjpass", "attr", "conj", "appos")


def unknown_places(
    doc: Doc, places: Mapping[int, list[Place]], actors: Set[int], text: str, setting: Counter[str]
) -> list[Place]:
    """The unknown places of a text as words and a country; `places` and `actors` are at the tokens known already."""
    found = []
    for head in doc:
        if head.dep_ not in _ROLES or not _is_name(head):
            continue
        name = [t for t in phrase(head) if _is_name(t) and t.i <= head.i]
        if any(t.i in places or t.i in actors or t.ent_type_ in ("DATE", "NORP", "TIME") for t in name):
            continue
        first = head
        while first.dep_ in ("appos", "conj") and first.head.i < first.i and _is_name(first.head):
            first = first.head
        craft = any(c.dep_ == "compound" and c.lemma_.lower() in CRAFT for c in first.lefts)  # "the ships Bari and"
        if craft or head.lower_ in _NO_PLACES | _BODIES or _cut_off(name[0], head):
            continue
        if _sited(head, places.keys()) and not _described(name, head):
            start, end = _begin(name[0]).idx, head.idx + len(head)
            iso3, level = _land(head, places, setting), "site" if head.lower_ in BUILT else TYPES.get(head.lower_)
            found.append(Place(text[start:end], text[start:end], Span(start, end), country=iso3, level=level))
    named = [p for here in places.values() for p in here if p.place_id is None and p.lat is None and p.level == "city"]
    return found + _again([*named, *found], doc, places.keys() | actors)


_BODIES = words(
    """ministry department bureau agency commission committee assembly union league federation association company
    corporation corp inc ltd fund foundation party movement front brigade brigades battalion regiment corps group
    organisation organization consulting times journal herald tribune gazette news magazine"""
)
"""Last words of the names of bodies and papers."""


def _cut_off(first: Token, last: Token) -> bool:
    """Whether a name is only a part of a word: "Shiite-dominated", "Omar at-Turkmani"."""
    after = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else last
    before = first.nbor(-1) if first.i else first
    if after.text == "-" and not last.whitespace_:
        return True
    return before.text == "-" and before.dep_ == "punct" and _begin(first) == first


def _begin(first: Token) -> Token:
    """The first token of a name with the article that is joined to it: "al-Latmana"; not of "Omar al-Turkmani"."""
    if first.i < 2 or first.nbor(-1).text != "-" or first.nbor(-2).lower_ not in ARTICLES:
        return first
    named = first.i > 2 and first.nbor(-3).text[0].isupper() and bool(first.nbor(-3).whitespace_)
    return first if named else first.nbor(-2)


_KINDS = (
    frozenset(" ".join(SITE_WORDS).split())
    | TYPES.keys()
    | PERSON_TITLES
    | INSTITUTION_WORDS
    | DIRECTIONS
    | words("forward operating military main old new general joint")
)


def _described(name: list[Token], head: Token) -> bool:
    """Whether a name is made of words for things ("Forward Operating Base") or is a plural of them ("Strykers")."""
    plural = head.tag_ in ("NNS", "NNPS") and head.lower_.endswith("s")
    return plural or all(t.lower_ in _KINDS for t in name)


def _is_name(token: Token) -> bool:
    """Whether a token is written like a name; the tagger takes names that it does not know for plurals."""
    if token.tag_ in ("NN", "NNS"):
        return token.text[0].isupper() and token.is_alpha and not token.is_sent_start
    return token.tag_.startswith("NNP") and token.text[0].isupper() and token.text[-1] != "-"


def _again(known: list[Place], doc: Doc, taken: Set[int]) -> list[Place]:
    """The other mentions of unknown places, wherever their name stands: "Baruti buries its dead"."""
    names = {tuple(place.canonical.split()): place for place in reversed(known)}
    told = {place.span for place in known}
    found = []
    for name, place in names.items():
        for token in doc:
            if token.text != name[0]:
                continue
            words = doc[token.i : token.i + len(name)]
            span = Span(token.idx, token.idx + len(words.text))
            whole = tuple(t.text for t in words) == name and span not in told
            if whole and not any(t.i in taken for t in words):
                found.append(replace(place, surface=words.text, span=span))
    return found


def _followed_by_place(head: Token, places: Set[int]) -> bool:
    """Whether a comma and "in" or a distance follow that say where the name lies: "X, in Y", "X, 15 km from Y"."""
    behind = head.doc[head.i + 1 : min(head.i + 9, head.sent.end)]
    if len(behind) < 3 or behind[0].text != ",":
        return False
    if behind[1].lower_ == "in" and behind[2].tag_ == "NNP" and behind[2].text[0].isupper():
        return True
    near = behind[1].lower_ in _NEARBY or any(t.lower_ in _UNITS for t in behind)
    return near and any(t.i in places for t in behind)


_UNITS = words("km kilometres kilometers miles")


def _land(head: Token, places: Mapping[int, list[Place]], setting: Counter[str]) -> str | None:
    """The country of an unknown place: of the known place that it lies in, else the one that the text is set in."""
    below = (p for token in head.subtree for p in places.get(token.i, []) if p.country and not _is_beyond(token))
    main = setting.most_common(2)
    clear = main and main[0][1] > 0 and (len(main) == 1 or main[0][1] >= 2 * main[1][1])
    return next((place.country for place in below), main[0][0] if clear else None)


def _is_beyond(name: Token) -> bool:
    """Whether a name says how far something is from it or whose border is near: "X, an hour from Uganda"."""
    way = name.head
    return name.dep_ == "pobj" and (way.lower_ == "from" or (way.lower_ == "with" and way.head.lower_ in _EDGES))


_EDGES = words("border frontier boundary")


def _shelled(verb: Token) -> bool:
    """Whether what a verb tells is done to places and never to persons, itself or the verb that it goes on from."""
    return verb.lemma_.lower() in _BATTERING or (verb.dep_ == "conj" and verb.head.lemma_.lower() in _BATTERING)


_BATTERING = words("bombard bomb shell besiege storm loot ransack")


def _sited(head: Token, places: Set[int]) -> bool:
    """Whether a name follows "the town of", or "in", or is itself followed by the known place that it lies in."""
    above = head.head
    if head.dep_ == "conj" and above.tag_.startswith("NNP"):
        return above.i not in places and _sited(above, places)
    if head.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_.lower() in SITES | _PARTS:
        return True
    if head.dep_ in ("dobj", "nsubjpass", "attr"):
        taken, person = above.lemma_.lower(), head.ent_type_ == "PERSON"
        if taken == "take" and any(c.lemma_.lower() in TROOPS for c in above.children if c.dep_ in SUBJECTS):
            return not (person and head.nbor(-1).ent_type_ == "PERSON")  # "the column takes Ondjiva"
        if _shelled(above) or (taken in _STORMING and not (person and head.nbor(-1).ent_type_ == "PERSON")):
            return True  # "overran Bor"
        if caught_there(head):
            return False
        known = taken in _TAKING or (taken in ASSAULTS and head.ent_type_ in ("GPE", "LOC", "FAC"))
        if not person and (known or _followed_by_place(head, places)):
            return True  # "entered Bor, in the province of Gao"
    behind = [c for c in head.children if c.dep_ in ("prep", "appos") and c.i <= head.i + 2]
    below = [t for c in behind for t in c.subtree][:4]
    body = head.ent_type_ == "ORG" and any(c.lower_ == "of" for c in behind)  # "Acme Consulting of Ohio"
    if any(t.i in places for t in below) and head.ent_type_ != "PERSON" and not head.is_sent_start and not body:
        return True
    if head.dep_ != "pobj":
        return False
    if above.lower_ == "as":  # "two areas known as Karra and Dayya"
        return above.head.lemma_ in ("know", "call") and above.head.head.lemma_.lower() in SITES
    if above.lower_ == "of":  # "pulled out of Shire"
        return above.head.lower_ == "out" and head.ent_type_ != "PERSON"
    placed = head.ent_type_ in ("GPE", "LOC", "FAC") or goes_there(head)
    placed = placed or (head.ent_type_ != "PERSON" and _followed_by_place(head, places))
    return above.lower_ in _NEARBY or (above.lower_ in _WHERE and placed)
