"""Where a text names places: the spans, the places each can mean, and how much speaks for its being a place at all.

Here belongs finding, from the words around a name. Choosing among homonyms by the whole text belongs to `places`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from pipelines.coding.gazetteer import Entry, candidates, candidates_by_sound, country_of_demonym
from pipelines.coding.place_words import (
    AGENT_VERBS,
    ARTICLES,
    CONNECTORS,
    DIRECTIONS,
    LEADING_TYPES,
    LOCATIVES,
    NOT_PLACES,
    ORGANISATION_WORDS,
    PERSON_TITLES,
    SITE_WORDS,
    TRAILING_TYPES,
)
from pipelines.coding.spelling import fold

_LONGEST = 7
_ENOUGH = 2.0


@dataclass(slots=True)
class Mention:
    """A possible place name: tokens `start` to `end` (exclusive) of the name, `first` to `last` with its type and direction.

    `level` is the level that a type word asks for; `follows` the name after a comma that holds it (Fallujah, Iraq).
    """

    start: int
    end: int
    first: int
    last: int
    folded: str
    entries: tuple[Entry, ...]
    level: str | None = None
    site: str | None = None
    score: float = 0.0
    holder: "Mention | None" = None
    direction: str | None = None
    near: list[int] = field(default_factory=list)


def find(doc: Doc) -> list[Mention]:
    """Every likely place name of the text in order, without overlaps, scored; the metonyms are still among them."""
    found = list(_names(doc))
    for mention in found:
        _extend(doc, mention)
    _hold(doc, found)
    persons = _persons(doc)
    lowered = {t.lower_ for t in doc if t.is_lower}
    for mention in found:
        mention.score = _evidence(doc, mention, persons, lowered)
    return [m for m in found if m.score >= _ENOUGH]


def is_metonym(doc: Doc, mention: Mention) -> bool:
    """Whether the name stands for the state that acts: the subject of a verb of speech, decision or force."""
    head = doc[mention.start : mention.end].root
    if mention.first != mention.start or mention.last != mention.end:
        return False
    return (
        head.dep_ in ("nsubj", "nsubjpass", "agent")
        and head.dep_ == "nsubj"
        and head.head.lemma_.lower() in AGENT_VERBS
    )


def _names(doc: Doc) -> Iterator[Mention]:
    """The longest names that the gazetteer knows, left to right."""
    position = 0
    while position < len(doc):
        mention = _longest(doc, position) if _may_begin(doc, position) else None
        if mention:
            yield mention
        position = mention.end if mention else position + 1


def _may_begin(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text[:1].isupper():
        return True
    return (
        token.lower_ in ARTICLES
        and i + 1 < len(doc)
        and doc[min(i + 2, len(doc) - 1)].text[:1].isupper() | doc[i + 1].text[:1].isupper()
    )


def _longest(doc: Doc, start: int) -> Mention | None:
    stop = start
    while stop < min(start + _LONGEST, len(doc)) and _may_continue(doc, start, stop):
        stop += 1
    for end in range(stop, start, -1):
        if not doc[end - 1].text[0].isalnum():
            continue
        text = doc[start:end].text
        folded = fold(text)
        if not folded or (end - start == 1 and _is_code(text, folded)):
            continue
        entries = _fitting(doc, start, end, candidates(folded))
        if entries:
            return Mention(start, end, start, end, folded, entries)
    return None


def _may_continue(doc: Doc, start: int, i: int) -> bool:
    token = doc[i]
    if i == start or token.text[:1].isupper():
        return i == start or not (doc[i - 1].is_sent_end and doc[i - 1].is_punct)
    return token.text in "-'.’&" or token.lower_ in CONNECTORS or doc[i - 1].text == "-" or token.lower_ in SITE_WORDS


def _is_code(text: str, folded: str) -> bool:
    """Whether a short name is a word or an abbreviation that only looks like a place: `Us`, `AP`."""
    seeded = any(e.level == "country" for e in candidates(folded))
    plain = text.replace(".", "")
    return (
        len(plain) < 5
        and seeded
        and len(folded) < 5
        and not plain.isupper()
        and not any(e.own for e in candidates(folded))
        or (plain.isupper() and len(plain) < 5 and not seeded)
    )


def _fitting(doc: Doc, start: int, end: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Only seeds may have words in lower case, such as `nuclear plant`; the names of towns are capitalised."""
    if fold(doc[start:end].text) in NOT_PLACES:
        return ()
    small = any(t.is_lower and t.is_alpha and t.lower_ not in CONNECTORS for t in doc[start:end])
    return (
        tuple(e for e in entries if not e.place_id.startswith("geonames:") or e.level == "country")
        if small
        else entries
    )


def _extend(doc: Doc, mention: Mention) -> None:
    """Take in the direction before the name and the type word around it: `northern`, `the city of`, `province`, `air base`."""
    words: list[str] = []
    for last in range(mention.end, min(mention.end + 4, len(doc))):
        words.append(doc[last].lower_)
        phrase = " ".join(words)
        if phrase in SITE_WORDS:
            mention.last, mention.site, mention.level = last + 1, phrase, "site"
        elif phrase in TRAILING_TYPES:
            mention.last, mention.level = last + 1, TRAILING_TYPES[phrase]
    before = doc[mention.start - 1] if mention.start else None
    if before is not None and before.lower_ in DIRECTIONS:
        mention.first, mention.direction = mention.start - 1, before.lower_
    if (
        before is not None
        and before.lower_ == "of"
        and mention.start > 1
        and doc[mention.start - 2].lower_ in LEADING_TYPES
    ):
        mention.level = mention.level or LEADING_TYPES[doc[mention.start - 2].lower_]
    elif before is not None and before.lower_ in LEADING_TYPES and before.text[0].islower():
        mention.level = mention.level or LEADING_TYPES[before.lower_]


def _hold(doc: Doc, found: list[Mention]) -> None:
    """`Fallujah, Iraq`; `Watahpur district of Kunar province`; `Kerch in Crimea`: the later name holds the earlier one."""
    for inner, outer in zip(found, found[1:], strict=False):
        between = doc[inner.last : outer.first]
        words = [t.lower_ for t in between]
        if words in (
            [","],
            ["of"],
            ["in"],
            ["in", "the"],
            ["of", "the"],
            [",", "in"],
            ["("],
            ["in", "eastern"],
            ["'s"],
        ):
            inner.holder = outer if words != ["'s"] else None


def _persons(doc: Doc) -> set[str]:
    """The words of personal names in the text: after a title, or in an entity of two or more words."""
    names: set[str] = set()
    for ent in doc.ents:
        if ent.label_ == "PERSON" and len(ent) > 1:
            names.update(t.lower_ for t in ent if t.is_alpha and t.text[0].isupper())
    for token in doc[:-1]:
        if token.lower_.rstrip(".") in PERSON_TITLES and token.text[0].isupper():
            names.add(token.nbor().lower_)
    return names


def _evidence(doc: Doc, mention: Mention, persons: set[str], lowered: set[str]) -> float:
    tokens = doc[mention.start : mention.end]
    score = _prior(mention)
    labels = {t.ent_type_ for t in tokens}
    score += 2.0 if labels & {"GPE", "LOC", "FAC"} else 0.0
    score -= 2.0 if "PERSON" in labels else 0.5 if labels & {"ORG", "NORP"} else 0.0
    before = doc[mention.first - 1] if mention.first else None
    if before is not None and before.lower_ == "the" and mention.first > 1:
        before = doc[mention.first - 2]
    if before is not None and before.lower_ in LOCATIVES:
        score += 2.0
    score += 2.0 if mention.level or mention.direction else 0.0
    score += 2.0 if mention.holder and _agrees(mention, mention.holder) else 0.0
    score -= 3.0 if len(tokens) == 1 and tokens[0].pos_ not in ("PROPN", "NOUN", "ADJ") else 0.0
    score -= 3.0 if len(tokens) == 1 and tokens[0].lower_ in lowered else 0.0
    score -= _in_larger_name(doc, mention)
    if len(tokens) == 1 and tokens[0].lower_ in persons and not (before is not None and before.lower_ in LOCATIVES):
        score -= 3.0
    return score


def _prior(mention: Mention) -> float:
    best = 0.0
    for entry in mention.entries:
        if entry.level in ("country", "sea"):
            return 5.0
        if entry.level != "city":
            best = max(best, 3.0)
        elif entry.population >= 100_000:
            best = max(best, 2.0 if entry.own else 1.0)
        elif entry.population >= 15_000:
            best = max(best, 0.5)
    return best + (0.5 if mention.end - mention.start > 1 else 0.0)


def _agrees(inner: Mention, outer: Mention) -> bool:
    return bool({e.country for e in inner.entries} & {e.country for e in outer.entries})


def _in_larger_name(doc: Doc, mention: Mention) -> float:
    """What speaks against a name inside a longer one: a person's (`John London`) or an institution's (`Baghdad University`)."""
    weight = 0.0
    if mention.last < len(doc):
        after = doc[mention.last]
        if after.lower_ in ORGANISATION_WORDS and after.text[0].isupper():
            return 6.0
        if (
            after.text[0].isupper()
            and after.pos_ == "PROPN"
            and mention.last == mention.end
            and after.lower_ not in DIRECTIONS
        ):
            weight += 2.5
        if after.text == "-" and mention.last + 1 < len(doc) and doc[mention.last + 1].text[0].isalpha():
            weight += 2.0
    if mention.first:
        before = doc[mention.first - 1]
        if before.lower_.rstrip(".") in PERSON_TITLES and before.text[0].isupper():
            return 6.0
        if (
            before.text[0].isupper()
            and before.pos_ == "PROPN"
            and not before.is_sent_start
            and country_of_demonym(before.text) is None
        ):
            weight += 2.5
        if before.text == "-" and mention.first > 1 and doc[mention.first - 2].text[0].isalpha():
            weight += 2.0
    return weight


def sounded(token: Token) -> tuple[Entry, ...]:
    """What a name that no table knows may mean by its sound."""
    return candidates_by_sound(fold(token.text))
