"""Presence: what the words around counted troops must say before that many are taken to be at a place.

Here belong the verbs and nouns of being somewhere, and which police and fighters are counted as troops are. What is
made of such a count is in `levels`.
"""

from spacy.tokens import Token

from pipelines.coding.counts.numbers import Count
from pipelines.coding.event_words.force_nouns import is_force
from pipelines.coding.reading import Reading
from pipelines.coding.slots.bare_levels import COUNTING, FEWEST
from pipelines.coding.words.lexicon import GROUND, STRICT_TROOPS, words
from pipelines.coding.words.syntax import SUBJECTS, after, is_verb, objects, subjects

HELPERS = ("aux", "auxpass")
PRESENCE_VERBS = words(
    """be remain stay serve station base have keep maintain number total host house deploy leave retain reach stand
    operate comprise garrison exceed include involve participate assign hover position support commit"""
)
_GUARDING = words("guard protect hold man watch patrol secure defend police monitor face")
"""What troops do where they are: "1,200 soldiers guard the palace"."""
_WAITING = words(
    "wait camp dig trap cut hole mass post quarter encamp entrench strand pin surround encircle besiege lie sit live"
)
"""What troops do, or what has become of them, at a place that stands beside it: "3,000 soldiers are trapped in"."""
_PRESENCE_NOUNS = words(
    """presence force contingent strength garrison contribution minimum total level footprint deployment"""
)


def as_troops(count: Count, reading: Reading) -> bool:
    """Whether police or fighters are counted as soldiers are: police beside troops ("30,000 police and troops"), or
    fighters who are or hold out somewhere ("at most 600 fighters are inside the town")."""
    noun = reading.doc[count.noun] if count.noun is not None else None
    if noun is None or count.unit == "police":
        return noun is not None and any(c.lemma_.lower() in STRICT_TROOPS for c in noun.conjuncts)
    if noun.dep_ not in SUBJECTS or noun.lemma_.lower() not in _ORGANISED:
        return False
    told = [v for v in noun.head.children if v.dep_ == "xcomp"] if noun.head.lemma_ in _SUPPOSED else [noun.head]
    ends = [o for v in told for o in after(v, ("in", "inside", "at", "around", "on", "near")) if o.i > v.i]
    ends += [o for v in told if v.lemma_ in _HOLDING for o in objects(v)]
    somewhere = all(o.i in reading.place_at or o.lemma_.lower() in GROUND for o in ends)
    return bool(ends) and somewhere and all(v.lemma_ in _HOLDING | {"be", "remain", "stay"} for v in told)


_HOLDING = words("hold defend guard garrison")
_ORGANISED = words("fighter rebel insurgent guerrilla militiaman jihadist militant mujahideen")


def present(count: Count, head: Token, verb: Token | None, reading: Reading) -> bool:
    """Whether that many are said to be at a place; `verb` is the verb above the number."""
    top = head
    while top.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod") and top.head != top and not is_verb(top.head):
        top = top.head
    words = {t.lower_ for t in top.subtree}
    lemmas = {t.lemma_.lower() for t in top.subtree if t.dep_ in ("acl", "amod", "relcl")}
    if lemmas & {"station", "base", "deploy", "serve", "remain", "assign", "garrison"} or "there" in words:
        return True
    if top.dep_ == "pobj" and top.head.head.lemma_.lower() in _PRESENCE_NOUNS:
        return True
    if verb is None:
        return any(t.dep_ == "prep" and t.lower_ == "in" for t in top.children)
    lemma = verb.lemma_.lower()
    if (count.value or count.min or count.max or 0) >= FEWEST and _many_are(count, top, verb, reading):
        return True
    if lemma in PRESENCE_VERBS and (top.head == verb or top.dep_ in ("attr", "nsubj", "dobj", "nsubjpass")):
        return True
    return any(
        t.i in reading.place_at
        for c in top.children
        if c.dep_ == "prep" and c.lower_ in ("in", "at", "inside")
        for t in c.subtree
    )


def _many_are(count: Count, top: Token, verb: Token, reading: Reading) -> bool:
    """Whether a verb that may have any subject tells, of many, where they are."""
    lemma = verb.lemma_.lower()
    if count.unit == "fighters":
        return True  # where they are `as_troops` has seen
    if lemma == "face" and top.dep_ == "dobj":
        return any(is_force(s, reading) for s in subjects(verb))
    if top.dep_ not in SUBJECTS:
        return False
    if lemma in _SUPPOSED:
        return any(c.dep_ == "xcomp" and c.lemma_ in PRESENCE_VERBS and _placed(c) for c in verb.children)
    return (lemma in _GUARDING and top.dep_ == "nsubj") or (lemma in _WAITING and _at_a_place(verb))


def _at_a_place(verb: Token) -> bool:
    """Whether the verb tells where those are who are so now: "are dug in along the river", "wait in Juba"."""
    now = verb.tag_ in ("VBZ", "VBP") or any(c.lower_ in _BEING for c in verb.children if c.dep_ in HELPERS)
    return now and _placed(verb)


def _placed(verb: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in _AT for c in verb.children)


_SUPPOSED = COUNTING | words("know report suppose assume")
_BEING = words("is are was were 's 're remain")
_AT = words("in at on inside along around near outside across behind")
