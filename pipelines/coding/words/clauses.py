"""How two clauses of a sentence stand to each other: side by side or in contrast.

Here belongs what keeps the day, place and toll of one clause from the other. The tree itself is read in `syntax`.
"""

from spacy.tokens import Token

from pipelines.coding.words.syntax import is_verb, own_subjects


def beside(one: Token, other: Token) -> bool:
    """Whether two verbs are coordinated, each with a subject of its own ("jets hit A and shells fell on B"), or
    contrasted."""
    for verb, far in ((one, other), (other, one)):
        if verb.head == far and verb.dep_ == "conj" and is_verb(verb) and own_subjects(verb):
            return True
    return contrasted(one, other)


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
