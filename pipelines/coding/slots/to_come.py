"""What is to come by the words of time around a verb: "will leave once they sign", "is due in", "not before March".

Here belong clauses and phrases of time that decide a status. The climb from an event word to the root of its sentence
is in `status`.
"""

from spacy.tokens import Token

from pipelines.coding.slots.status_words import FUTURE, OCCURRED, ONGOING, PLANNED, POSSIBLE


def to_come(verb: Token, kind: str) -> str | None:
    """What a present tense says behind "once" and the like: "will leave once Chad withdraws", "until they sign"."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    present = any(t.tag_ in ("VBZ", "VBP") for t in (verb, *helpers)) and verb.tag_ != "VBG"
    if verb.dep_ != "advcl" or not present:
        return None
    link = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    before = verb.doc[max(verb.left_edge.i - 2, verb.sent.start) : verb.i]
    soon = any(t.lower_ == "soon" for t in before)
    ahead = any(c.lower_ in FUTURE or c.lower_ == "to" for c in verb.head.children if c.dep_ == "aux")
    if link & {"until", "till"}:
        return POSSIBLE
    if link & {"once"} or ("as" in link and soon) or (ahead and link & {"when", "after"}):
        return POSSIBLE if kind == "attack" else PLANNED
    return None


def only_later(verb: Token) -> bool:
    """Whether what is not done will be done later: "will not leave before March"."""
    limits = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("before", "until")]
    return any(o.ent_type_ == "DATE" for c in limits for o in c.children)


def obliged(verb: Token) -> str | None:
    """What those are bound to do who "were told to go", "have to go", "had to go" or "are in the process of going"."""
    if verb.head.lemma_ == "have" and verb.dep_ == "xcomp":
        return OCCURRED if verb.head.tag_ == "VBD" else PLANNED
    if verb.dep_ == "pcomp" and verb.head.head.lemma_ == "process":
        return ONGOING
    if verb.head.ent_type_ == "DATE" and verb.head.dep_ == "dobj" and verb.head.head.lemma_ == "have":
        return PLANNED if verb.tag_ == "VB" else None  # "has 11 days to take them out"
    return PLANNED if verb.head.lemma_.lower() == "tell" and verb.tag_ == "VB" else None


def on_the_way(verb: Token) -> tuple[str, Token | None] | None:
    """What "is due in", "are bound for", "were on their way to" say of a movement."""
    due = next((c for c in verb.children if c.lower_ in ("due", "bound")), None)
    if due is not None:
        return PLANNED, due
    way = next((o for c in verb.children if c.dep_ == "prep" for o in c.children if o.lower_ in ("way", "move")), None)
    return (ONGOING, way) if way is not None else None
