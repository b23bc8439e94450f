"""Where a text may name places: the spans with their type words and directions, and the places that each can mean.

Here belongs finding by form. What speaks for a place belongs to `place_evidence`, the choice among homonyms to
`place_context`.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc, Token

from pipelines.coding.places.gazetteer import Entry, candidates, country_of_demonym
from pipelines.coding.places.name_forms import may_begin, may_continue, may_end, runs_on, unknown_end
from pipelines.coding.places.place_words import (
    CONNECTORS,
    DIRECTIONS,
    LEADING_TYPES,
    NOT_PLACES,
    PLURALS,
    SITE_WORDS,
    TITLED_ELSE,
    TYPES,
)
from pipelines.coding.places.spelling import fold, without_articles

_LONGEST = 8


@dataclass(slots=True, eq=False)
class Mention:
    """A possible place name: tokens `start` to `end` (exclusive), `first` to `last` with type and direction.

    `level` is the level that a type word asks for, `holder` the larger place named after it (Fallujah, Iraq), `peers`
    the mentions of the same list (Herat, Farah and Nimroz). Without `entries` the gazetteer does not know the name;
    `guessed` entries only sound alike.
    """

    start: int
    end: int
    first: int
    last: int
    folded: str
    entries: tuple[Entry, ...]
    level: str | None = None
    site: bool = False
    score: float = 0.0
    holder: "Mention | None" = None
    guessed: bool = False
    peers: list["Mention"] = field(default_factory=list)


def find(doc: Doc) -> list[Mention]:
    """Every possible place name of the text in order, without overlaps."""
    found = list(_names(doc))
    for mention in found:
        _extend(doc, mention)
    _list(doc, found)
    _hold(doc, found)
    return found


def _names(doc: Doc) -> Iterator[Mention]:
    """The longest names that the gazetteer knows, left to right; else what is capitalised like a name."""
    position = 0
    while position < len(doc):
        mention = _longest(doc, position) if may_begin(doc, position) else None
        if mention:
            yield mention
        position = mention.end if mention else position + 1


def _longest(doc: Doc, start: int) -> Mention | None:
    stop = start + 1
    while stop < min(start + _LONGEST, len(doc)) and may_continue(doc, stop):
        stop += 1
    for end in range(stop, start, -1):
        if may_end(doc[end - 1]) and (entries := _known(doc, start, end)):
            if doc[start].lower_ in DIRECTIONS and _minor(entries) and not _minor(_known(doc, start + 1, end)):
                return None
            whole = _unknown(doc, start, stop) if _minor(entries) and runs_on(doc, end) else None
            return whole or Mention(start, end, start, end, fold(doc[start:end].text), entries)
    if doc[start].lower_ in DIRECTIONS:
        inner = (_known(doc, start + 1, end) for end in range(stop, start + 1, -1))
        if not _minor(next((entries for entries in inner if entries), ())):
            return None  # "Western Beqaa"
    return _unknown(doc, start, stop)


def _minor(entries: tuple[Entry, ...]) -> bool:
    return not any(e.seeded or e.population >= 100_000 for e in entries)


def _known(doc: Doc, start: int, end: int) -> tuple[Entry, ...]:
    """What the gazetteer knows by the words; towns have no words in lower case and no English article."""
    text = doc[start:end].text
    folded = fold(text)
    if not folded or folded in NOT_PLACES or without_articles(folded) in NOT_PLACES:
        return ()
    entries = candidates(folded)
    if country_of_demonym(text) and not any(e.level == "country" for e in entries):
        return ()
    if not entries:
        return ()
    small = (
        doc[start].lower_ == "the"
        or folded in TYPES
        or folded in SITE_WORDS
        or any(
            t.is_lower and t.is_alpha and t.lower_ not in CONNECTORS and t.nbor(-1).text != "-"
            for t in doc[start + 1 : end]
        )
    )
    if end - start > 1 and doc[end - 1].lower_ in TYPES:
        entries = tuple(e for e in entries if e.seeded or e.own)
    letters = text.replace(".", "")
    if small or (len(letters) < 5 and end - start == 1 and letters.isupper()):
        return tuple(e for e in entries if e.seeded)
    if len(folded) < 5 and not letters.isupper():
        return tuple(e for e in entries if e.own or (e.seeded and (e.level != "country" or len(folded) > 3)))
    return entries


def _unknown(doc: Doc, start: int, stop: int) -> Mention | None:
    """A capitalised name that the gazetteer lacks, to be kept only if the words around call it a place."""
    end = unknown_end(doc, start, stop)
    return None if end is None else Mention(start, end, start, end, fold(doc[start:end].text), ())


def _extend(doc: Doc, mention: Mention) -> None:
    """Take in the direction before the name and the type word around it: `northern`, `city of`, `air base`."""
    words: list[str] = []
    for last in range(mention.end, min(mention.end + 3, len(doc))):
        words.append(doc[last].lower_)
        phrase = " ".join(words)
        if phrase in SITE_WORDS:
            mention.last, mention.site, mention.level = last + 1, True, "site"
        elif phrase in TYPES and not mention.site and not _other_noun(doc[last], mention):
            mention.last, mention.level = last + 1, TYPES[phrase]
    while mention.first and doc[mention.first - 1].lower_ in DIRECTIONS | {"-"} and mention.start - mention.first < 3:
        if doc[mention.first - 1].text == "-" and (
            mention.first < 2 or doc[mention.first - 2].lower_ not in DIRECTIONS
        ):
            break
        mention.first -= 1
    mention.level = mention.level or _apposition(doc, mention)
    before = [t.lower_ for t in doc[max(mention.first - 3, 0) : mention.first] if t.text != "'"][-2:]
    if (
        not mention.level
        and before[-1:] == ["of"]
        and before[0] in TYPES
        and before[0] not in TITLED_ELSE - {"capital"}
    ):
        mention.level = TYPES[before[0]]
    elif not mention.level and before and before[-1] in LEADING_TYPES and doc[mention.first - 1].is_lower:
        mention.level = TYPES[before[-1]]


def _apposition(doc: Doc, mention: Mention) -> str | None:
    """The level that an apposition gives: `Sake, a lakeside town in North Kivu`."""
    after = doc[mention.last : mention.last + 5]
    if len(after) < 3 or after[0].text != "," or after[1].lower_ not in ("a", "an", "the"):
        return None
    return next((TYPES[t.lower_] for t in after[2:] if t.is_lower and t.lower_ in TYPES), None)


def _other_noun(word: Token, mention: Mention) -> bool:
    """Whether a type word after a name does not type it: `Justice Department`, `the West Bank town of Jenin`."""
    if word.text[0].isupper():
        return word.lower_ in TITLED_ELSE - {"quarter"}
    if TYPES[word.lower_] not in ("city", "district"):
        return False
    after = word.doc[word.i + 1 : word.i + 3].text.split()
    of = word.lower_ not in ("city", "capital", "port") and after[:1] == ["of"]  # "the Damascus suburb of Duma"
    big = 500_000 if of else math.inf
    return any(e.level in ("country", "region") or e.population >= big for e in mention.entries)


def _list(doc: Doc, found: list[Mention]) -> None:
    """Join the names of one list, and let a plural type word hold for all of them."""
    for left, right in pairwise(found):
        between = [t.lower_ for t in doc[left.last : right.first]]
        if between in (
            [","],
            ["and"],
            ["or"],
            [",", "and"],
            ["/"],
            ["-"],
            ["as", "well", "as"],
            [",", "as", "well", "as"],
        ):
            left.peers.append(right)
            right.peers.append(left)
    for mention in found:
        if mention.last > mention.end and doc[mention.last - 1].lower_ in PLURALS:
            _spread(mention, PLURALS[doc[mention.last - 1].lower_], backward=True)
        elif mention.first > 1 and doc[mention.first - 1].lower_ in ("of", ":", "including", "namely"):
            before = doc[mention.first - 2] if doc[mention.first - 2].text != "," else doc[mention.first - 3]
            if before.lower_ in PLURALS:
                mention.level = PLURALS[before.lower_]
                _spread(mention, mention.level, backward=False)


def _spread(mention: Mention, level: str, backward: bool) -> None:
    reached = mention
    while following := [p for p in reached.peers if (p.start < reached.start) == backward and not p.level]:
        reached = following[0]
        reached.level = level


def _hold(doc: Doc, found: list[Mention]) -> None:
    """`Fallujah, Iraq`; `Watahpur district of Kunar`; `Kerch, a port in Crimea`: the later name holds the earlier."""
    for inner, outer in pairwise(found):
        between = doc[inner.last : outer.first]
        words = [t.lower_ for t in between]
        if not words or len(words) > 8 or any(t.is_sent_start for t in between):
            continue
        if words[-1] == "the":
            words.pop()
        plain = not any(t.pos_ in ("VERB", "AUX") or t.lower_ in ("and", "to", "from") for t in between)
        linked = words in ([","], ["("]) or (words[-1:] in (["in"], ["of"]) and plain)
        if linked and not any(e.level == "country" for e in inner.entries) and any(e.seeded for e in outer.entries):
            inner.holder = outer
        elif words[:1] == ["'s"] and outer.level and not _minor(inner.entries):
            outer.holder = inner  # "Mogadishu's Karan district"
