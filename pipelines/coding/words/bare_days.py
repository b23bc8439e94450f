"""The day that stands without "on" behind what was left, entered or told of: "reached Lima Saturday morning".

The parser takes the name before it for a part of the day. Here belongs the mending of that tree alone; which days the
words mean is the time grammar's question.
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipelines.coding.times.dates import WEEKDAYS
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import is_noun, is_verb

_TIMES = words("morning afternoon evening night noon midnight")
_OF_THE_DAY = words("bloody black good ash super palm holy maundy easter whit every last next this past early late")
_BESIDE = ("npadvmod", "dobj", "attr", "oprd", "advmod", "dep")
_INSIDE = ("compound", "nmod", "amod", "det", "poss", "nummod", "punct")


NAME = "casus_bare_days"


@Language.component(NAME)
def bare_days(doc: Doc) -> Doc:
    """Give a verb or preposition the noun that the parser took for a part of the weekday behind it."""
    for day in doc[1:]:
        if day.lower_ in WEEKDAYS and len(day) > 5 and day.text[0].isupper():
            _part(day)
    return doc


def _part(day: Token) -> None:
    top = day.head if day.head.i == day.i + 1 and day.head.lower_ in _TIMES else day
    name, governor, dep = day.nbor(-1), top.head, top.dep_
    inner = name.dep_ in ("compound", "nmod", "amod") and name.head in (day, top)
    if not inner or not is_noun(name) or name.lower_ in _OF_THE_DAY or name.lower_ in WEEKDAYS:
        return
    if governor.dep_ == "prep" and dep == "pobj":
        verb, role = next((t for t in governor.ancestors if is_verb(t)), governor.head), "pobj"
    elif is_verb(governor) and governor.i < name.i and dep in _BESIDE:
        if any(c.dep_ == "dobj" and c != top for c in governor.children):
            return
        verb, role = governor, "dobj"
    else:
        return
    before = [c for c in (*day.lefts, *top.lefts) if c.i < name.i and c.dep_ in _INSIDE and c != day]
    name.head, name.dep_ = governor, role
    top.head, top.dep_ = verb, "npadvmod"
    for word in before:
        word.head = name
