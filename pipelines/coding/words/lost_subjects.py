"""Subjects that the parser gave to another word: "On Friday M23 rebels entered", "up to 300 soldiers are leaving".

Here belongs the mending of that tree alone. Who stands for whom is read from the mended tree in `syntax`.
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipelines.coding.times.dates import WEEKDAYS

NAME = "casus_lost_subjects"
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


@Language.component(NAME)
def lost_subjects(doc: Doc) -> Doc:
    """Give a verb the subject that the parser took with the weekday before it, or with an "up to" before its number."""
    for verb in doc:
        helpers = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
        finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("MD", "VBP", "VBZ", "VBD") for c in helpers)
        if not finite or any(c.dep_ in _SUBJECTS for c in verb.children):
            continue
        first = min([verb.i, *(c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass", "advmod", "neg"))])
        noun = doc[first - 1] if first > verb.sent.start else verb
        if noun.dep_ == "pobj" and verb.is_ancestor(noun.head):
            _give(verb, noun, passive=any(c.dep_ == "auxpass" for c in helpers))
    return doc


def _give(verb: Token, noun: Token, *, passive: bool) -> None:
    day, before = noun.left_edge, noun.head
    number = next((c for c in noun.lefts if c.dep_ == "nummod"), None)
    if day != noun and day.lower_ in WEEKDAYS and day.i == before.i + 1:
        day.head, day.dep_ = before, "pobj"
    elif number is not None and before.lower_ == "to" and before.i and before.nbor(-1).lower_ == "up":
        for word in (before, before.nbor(-1)):
            word.head, word.dep_ = number, "quantmod"
    else:
        return
    noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"
