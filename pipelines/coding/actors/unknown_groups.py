"""Armed groups that no register knows: which words of a text are the name of one.

Here belongs what the words and the tree show of such a name. Names of known actors are in `actor_names`.
"""

import re

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from pipelines.coding.actors.actor_phrases import is_group_name
from pipelines.coding.actors.actor_words import word_list
from pipelines.coding.actors.registry import words

_ABBREVIATION = re.compile(r"\s?\(([A-Z][A-Z\-]{1,7})\)")
_JOINING = ("for", "of", "the", "and", "in", "to")
"""What may stand between the capitals of a name: "the Front for the Renewal of Ituri"."""
_LONGEST = 10
"""Words of the longest name that is read behind a phrase."""


def abbreviation(behind: str) -> str | None:
    """The abbreviation in brackets with which the text behind a name begins."""
    found = _ABBREVIATION.match(behind)
    return found[1] if found else None


def long_name(chunk: Phrase) -> int | None:
    """The character behind a group's name that begins with this noun phrase and goes on: "Front for the Renewal"."""
    if chunk.root.text not in word_list("surname") or not _is_name(chunk.root) or "(" in chunk.text:
        return None
    end = _last_capital(chunk)
    return end if end > chunk.end_char else None


def name_of(noun: Token) -> Phrase | None:
    """The name of a group that a noun heads: an abbreviation ("the NDFX"), or words that end like such a name."""
    first = next((t for t in noun.lefts if _is_name(t) and t.dep_ == "compound"), noun)
    named = noun.doc[first.i : noun.i + 1]
    short = noun.text.isupper() and 3 <= len(noun.text) <= 7 and noun.text.isalpha() and len(named) == 1
    if not (
        _is_name(noun) and (short or noun.text in word_list("surname") | _BODIES or is_group_name(words(named.text)))
    ):
        return None
    whole = named if short else named.doc.char_span(named.start_char, _last_capital(named))
    return whole if whole is not None and (short or len(whole) > 1) else None


_BODIES = frozenset(["Party", "Movement", "Union", "Alliance", "Organization", "Organisation", "Council", "Group"])
"""What fighters are said to be of, though such a name alone may be that of a party."""


def tied_to(tie: Token) -> list[tuple[Token, Token]]:
    """The first and last words of each noun phrase to which "backed", "loyal" and the like tie people."""
    found = [(tie.left_edge, tie)]
    for preposition in (c for c in tie.children if c.dep_ in ("prep", "agent")):
        for noun in (t for t in preposition.children if t.dep_ == "pobj"):
            last = [noun, *(c for c in noun.children if c.dep_ == "appos")][-1]
            while last.i + 1 < noun.sent.end and _is_name(last.nbor()):
                last = last.nbor()  # "the warlord X", whose name the parser may take for another noun
            found.append((noun.left_edge, last))
    return found


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.tag_ in ("NNP", "NNPS")


def _last_capital(phrase: Phrase) -> int:
    """The character behind the last capital that prepositions tie to a phrase."""
    end, doc = phrase.end_char, phrase.doc
    for token in doc[phrase.end : min(phrase.end + _LONGEST, phrase.sent.end)]:
        if _is_name(token):
            end = token.idx + len(token)
        elif token.lower_ not in _JOINING or (token.lower_ in ("in", "and", "to") and end > phrase.end_char):
            break
    behind = doc[phrase.end].lower_ if phrase.end < len(doc) else ""
    return end if behind in ("for", "of") else phrase.end_char
