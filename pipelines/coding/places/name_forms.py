"""Where a name begins, how far it may run, and where it ends, told by its letters alone.

Here belongs the form of names, known or not. What the gazetteer knows of them is looked up in `place_mentions`.
"""

from spacy.tokens import Doc, Token

from pipelines.coding.places.gazetteer import country_of_demonym
from pipelines.coding.places.place_words import (
    ARTICLES,
    CONNECTORS,
    DIRECTIONS,
    LEADING_WORDS,
    MONTHS,
    NOT_PLACES,
    PARTICLES,
    PEOPLES,
    SITE_WORDS,
    TYPES,
    WEEKDAYS,
)

_WORDS = 4
"""Words of an unknown name at most, articles and hyphens not counted."""
_MARKS = ("-", "'", "'s", "&")


def may_begin(doc: Doc, i: int) -> bool:
    """Whether a name may begin at token `i`: capitalised, or an article that belongs to a name."""
    token = doc[i]
    if token.text[0].isupper():
        return token.text[-1] != "$"
    return token.lower_ in ARTICLES and i + 2 < len(doc) and _goes_on(token, doc[i + 1], doc[i + 2])


def _goes_on(article: Token, second: Token, third: Token) -> bool:
    if second.text == "-":
        return third.text[0].isupper()
    return article.lower_ in ("al", "el") and second.text[0].isupper()


def runs_on(doc: Doc, end: int) -> bool:
    """Whether the capitalised name goes on after a town that is too small for its part of it: `Tal` in `Tal Tamr`."""
    if end >= len(doc) or doc[end].is_sent_start:
        return False
    after = doc[end]
    if after.lower_ in PARTICLES or after.text == "-":
        return end + 1 < len(doc) and not doc[end + 1].is_lower
    return after.text[0].isupper() and after.lower_ not in DIRECTIONS | WEEKDAYS and after.lower_ not in TYPES


def may_continue(doc: Doc, i: int) -> bool:
    """Whether a name that has begun before token `i` may hold it."""
    token = doc[i]
    if _dashed(doc, i):
        return False
    if not token.is_lower and token.text[0].isalpha():
        return True
    if token.lower_ in CONNECTORS | PARTICLES or token.lower_ in TYPES or doc[i - 1].text == "-":
        return True
    return token.text in _MARKS or _site_word(token)


def _dashed(doc: Doc, i: int) -> bool:
    """Whether a dash between blanks stands before or at the token: "Aitaroun - Bint Jbeil" are two names."""
    return any(doc[n].text == "-" and n and bool(doc[n - 1].whitespace_) for n in (i - 1, i))


def may_end(token: Token) -> bool:
    """Whether a known name may end with the token."""
    return token.text[0].isalnum() and token.text not in CONNECTORS


def _site_word(token: Token) -> bool:
    return any(token.lower_ in phrase.split() for phrase in SITE_WORDS)


def unknown_end(doc: Doc, start: int, stop: int) -> int | None:
    """The token behind the capitalised name, unknown to the gazetteer, that begins at `start`; None if none does."""
    end, size = start + 1, 1
    while end < stop and size <= _WORDS and not doc[end].is_sent_start and _in_unknown(doc[end]):
        size += doc[end].text != "-" and doc[end].lower_ not in PARTICLES
        end += 1
    while end > start and (not doc[end - 1].text[0].isupper() or size > _WORDS):
        size -= doc[end - 1].text[0].isupper()
        end -= 1
    first = doc[start]
    if first.is_sent_start and end > start + 1 and first.lower_ in LEADING_WORDS:
        return None
    lettered = first.pos_ in ("PROPN", "NOUN", "ADJ", "X", "ADP", "DET") or len(first) > 2
    if end == start or (end - start == 1 and first.lower_ in NOT_PLACES) or not lettered:
        return None
    if first.is_stop or first.lower_ in MONTHS | WEEKDAYS | PEOPLES or country_of_demonym(first.text):
        return None
    if _joined_to_lower(doc, end) or not all(c.isalpha() or c in "-'" for t in doc[start:end] for c in t.text):
        return None
    return end


def _joined_to_lower(doc: Doc, end: int) -> bool:
    """Whether a word in lower case is joined to the name: "Turkish-backed", "Shiite- dominated"."""
    if end + 1 >= len(doc) or doc[end].text != "-" or doc[end - 1].whitespace_:
        return False
    return doc[end + 1].is_lower and doc[end + 1].lower_ not in PARTICLES


def _in_unknown(token: Token) -> bool:
    if _dashed(token.doc, token.i):
        return False
    if token.lower_ in TYPES or token.lower_ in WEEKDAYS or _site_word(token):
        return False
    particle = token.lower_ in PARTICLES or token.nbor(-1).lower_ in ARTICLES
    return not token.is_lower or particle or token.text == "-" or (token.nbor(-1).text == "-" and _of_article(token))


def _of_article(token: Token) -> bool:
    """Whether the word behind a hyphen belongs to an article or a capital before it: `al-tal`, `Deir ez-zor`."""
    return token.i > 1 and token.nbor(-2).lower_ in ARTICLES
