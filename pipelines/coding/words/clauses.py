"""How two clauses of a sentence stand to each other, side by side or in contrast, and what a clause takes a noun for.

Here belongs what keeps the day, place and toll of one clause from the other. The tree itself is read in `syntax`.
"""

from spacy.tokens import Token

from pipelines.coding.words.lexicon import SERIES
from pipelines.coding.words.syntax import SUBJECTS, is_noun, is_verb, own_subjects


def beside(one: Token, other: Token) -> bool:
    """Whether two verbs are coordinated, each with a subject of its own ("jets hit A and shells fell on B"), or
    contrasted."""
    for verb, far in ((one, other), (other, one)):
        joined = verb.head == far and is_verb(verb) and bool(own_subjects(verb))
        if joined and (verb.dep_ == "conj" or parted(verb, far)):
            return True
    return contrasted(one, other)


def parted(one: Token, other: Token) -> bool:
    """Whether a semicolon parts two clauses: "in Mosul gunmen killed a judge; in Basra a bomb wounded two"."""
    first, last = sorted((one.i, other.i))
    parted = any(t.text == ";" for t in one.doc[first:last])
    return parted and one.dep_ in ("ccomp", "parataxis", "dep") and bool(own_subjects(other))


def contrasted(one: Token, other: Token) -> bool:
    """Whether one of two verbs stands in a clause that begins with "while" and the other does not."""
    return any(
        _in_contrast(above) and far not in above.subtree
        for verb, far in ((one, other), (other, one))
        for above in (verb, *verb.ancestors)
    )


def _in_contrast(verb: Token) -> bool:
    marks = (c for c in verb.children if c.dep_ == "mark")
    told = verb.dep_ == "advcl" and bool(own_subjects(verb))  # not "was shot while clearing a road"
    return told and any(c.lower_ in ("while", "whereas") for c in marks)


def taken_for(noun: Token) -> Token | None:
    """What people are taken for: "gunmen suspected to be bandits", "men believed to be rebels"."""
    beside = [noun.head] if noun.dep_ in SUBJECTS and noun.head.i == noun.i + 1 else []  # so it is parsed at times
    for taking in (*(c for c in noun.children if c.dep_ == "acl"), *beside):
        if taking.lemma_ in _TAKING and taking.tag_ in ("VBN", "VBD"):
            to_be = (c for c in taking.children if c.lemma_ == "be" and c.dep_ in ("xcomp", "ccomp"))
            return next((c for v in to_be for c in v.children if c.dep_ == "attr" and is_noun(c)), None)
    return None


_TAKING = ("suspect", "believe", "think", "presume", "say", "allege", "report")


def nobody(verb: Token) -> bool:
    """Whether the subject is nobody: "none of the soldiers", "not one brigade", "neither side"."""
    for subject in (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")):
        near = [subject, *subject.lefts, *(g for c in subject.lefts for g in c.lefts)]
        if any(t.lower_ in ("none", "neither", "nobody") for t in near):
            return True
        if any(t.lower_ == "not" for t in near) and any(t.lower_ == "one" for t in near):
            return True
    return False


def under_way(verb: Token) -> bool:
    """Whether a clause tells what went on meanwhile: "killed men who were digging trenches at Goma on Friday"."""
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lower_ in ("was", "were") for c in verb.children)


def whole_of(noun: Token) -> Token:
    """The noun that tells how many there are of another one: the series of "a series of raids"; else the noun."""
    above = noun.head
    counted = noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_.lower() in SERIES
    return above.head if counted else noun
