"""Places that the gazetteer does not know: names that stand where a place stands.

Here belongs their recognition by syntax ("the village of X", "near X", "X in Kunar"). Known places are found in
`places`.
"""

from collections.abc import Set

from spacy.tokens import Doc, Token

from pipelines.coding.lexicon import SITES, words
from pipelines.coding.record import Place, Span
from pipelines.coding.syntax import phrase

_NEARBY = words("in near at outside around")
_NO_PLACES = words(
    """congress parliament senate english arabic french russian islam christianity god ramadan christmas easter eid
    covid
    army navy government cabinet court council nato un eu facebook twitter telegram reuters ap afp"""
)
"""Names that stand after "in" or "at" and are no places."""
_WHERE = words("in at near outside around from to into on")
_TAKING = words("capture overrun recapture retake reoccupy besiege bombard shell encircle")
"""Verbs whose object, if it is a name, is a place."""


def unknown_places(doc: Doc, places: Set[int], actors: Set[int], text: str) -> list[Place]:
    """The unknown places of a text as words only; `places` and `actors` are the tokens that are known already."""
    found = []
    for head in doc:
        if not head.tag_.startswith("NNP") or head.dep_ not in ("pobj", "dobj", "nsubjpass", "conj", "appos"):
            continue
        name = [t for t in phrase(head) if t.tag_.startswith("NNP") and t.i <= head.i]
        if any(t.i in places or t.i in actors or t.ent_type_ in ("DATE", "NORP", "TIME") for t in name):
            continue
        if _sited(head, places):
            start, end = name[0].idx, head.idx + len(head)
            found.append(Place(text[start:end], text[start:end], Span(start, end)))
    return found


def _sited(head: Token, places: Set[int]) -> bool:
    """Whether a name follows "the town of", or "in", or is itself followed by the known place that it lies in."""
    above = head.head
    if head.dep_ == "conj" and above.tag_.startswith("NNP"):
        return above.i not in places and _sited(above, places)
    if head.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_.lower() in SITES:
        return True
    if head.dep_ in ("dobj", "nsubjpass") and above.lemma_.lower() in _TAKING:
        return head.ent_type_ != "PERSON"  # "overran Bor"
    behind = [c for c in head.children if c.dep_ in ("prep", "appos") and c.i <= head.i + 2]
    below = [t for c in behind for t in c.subtree][:4]
    if any(t.i in places for t in below) and head.ent_type_ != "PERSON":
        return True
    if head.dep_ != "pobj" or head.lower_ in _NO_PLACES:
        return False
    if above.lower_ == "of":  # "pulled out of Shire"
        return above.head.lower_ == "out" and head.ent_type_ != "PERSON"
    return above.lower_ in _NEARBY or (above.lower_ in _WHERE and head.ent_type_ in ("GPE", "LOC", "FAC"))
