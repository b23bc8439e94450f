"""Participants of an event that hang on another word than its own: behind a day, at the verb over it, in a blame.

Here belongs where the parser or the sentence puts those who act and suffer elsewhere than beside the event word. The
frames themselves are read in `frames`.
"""

from itertools import islice

from spacy.tokens import Token

from pipelines.coding.event_words.triggers import NOUNS
from pipelines.coding.words.lexicon import ARMED, TROOPS, words
from pipelines.coding.words.syntax import (
    after,
    clause,
    conjuncts,
    doers,
    is_noun,
    is_passive,
    is_verb,
    modifiers,
    objects,
    subjects,
)

ON = ("on", "against", "at", "upon", "into", "targeting", "toward", "towards", "over")


def told_by(verb: Token) -> list[Token]:
    """The doer of a gerund that is a noun in all but its tag: "shelling by government forces killed 15"."""
    if verb.tag_ != "VBG" or any(c.dep_ in ("nsubj", "aux") for c in verb.children):
        return []
    return [t for t in after(verb, ("by",)) if is_noun(t) and t.ent_type_ not in ("DATE", "TIME") and _is_somebody(t)]


def _is_somebody(noun: Token) -> bool:
    return noun.lemma_.lower() in ARMED | TROOPS | {"police"} or noun.tag_ in ("NNP", "NNPS")


def tells_the_toll(verb: Token, agents: list[Token]) -> bool:
    """Whether a relative clause tells the toll of an attack on the site that it seems to be about: "an attack on a
    checkpoint that killed ten"."""
    noun = verb.head
    hung = verb.dep_ == "relcl" and noun.dep_ == "pobj" and agents == [noun] and noun.head.lower_ in ON
    deed = noun.head.head
    return hung and is_noun(deed) and deed.lemma_.lower() in _DEEDS


_DEEDS = words("attack assault raid bombing strike airstrike ambush blast explosion onslaught")


def against_whom(noun: Token, anchor: Token) -> list[Token]:
    """Whom "against" names further on in the clause, wherever the parser hung it: "conducted strikes, using aircraft
    and rockets, against rebel targets"."""
    for word in (t for t in anchor.subtree if t.i > noun.i):
        if word.lower_ == "against":
            return [t for c in word.children if c.dep_ == "pobj" for t in conjuncts(c)]
        if word.tag_ in ("VBD", "VBZ", "VBP") or word.text in (";", ":"):
            break
    return []


def far_doers(verb: Token) -> list[Token]:
    """The fighters after a "by" that the parser hangs on a noun between, "was killed at a post on the road by gunmen",
    or that two passives share: "five were killed and a sixth wounded by gunmen"."""
    if not is_passive(verb):
        return []
    row = [t for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBN" for t in after(c, ("by",))]
    if shared := [t for t in row if t.lemma_.lower() in ARMED | {"group"} or t.tag_ == "NNP"]:
        return shared
    nouns = [t for t in verb.subtree if t.i > verb.i and is_noun(t) and clause(t) == verb]
    nouns = [t for t in nouns if t.lemma_.lower() not in NOUNS]
    return [t for noun in nouns for t in after(noun, ("by",)) if t.lemma_.lower() in ARMED]


def of_behind_a_day(noun: Token) -> list[Token]:
    """What the parser hangs on the day between: "the capture on Saturday of a post"."""
    days = [o for c in noun.children if c.dep_ == "prep" for o in c.children if o.ent_type_ == "DATE"]
    return [t for day in days for t in after(day, ("of",)) if t.ent_type_ != "DATE"]


def between(noun: Token) -> list[Token]:
    """The parties that the parser hangs on another noun: "a clash at the border between X and Y", "the toll of fighting
    between X and Y"."""
    inner = [o for c in noun.children if c.dep_ == "prep" for o in c.children]
    inner += [noun.head.head] if noun.head.dep_ == "prep" and noun.head.lower_ in ("of", "from", "in") else []
    return [t for o in inner for t in after(o, ("between",))]


def signed_by(noun: Token, verbs: frozenset[str]) -> list[Token]:
    """The parties to a paper in a clause that the parser hangs elsewhere: "under the accord, signed by X and Y, Z is
    to leave". `verbs` are those of agreeing."""
    behind = noun.doc[noun.i + 1 : min(noun.i + 3, noun.sent.end)]
    apart = len(behind) == 2 and behind[0].text == "," and behind[1].tag_ == "VBN" and behind[1].lemma_ in verbs
    return after(behind[1], ("by", "between")) if apart and behind[1].head != noun else []


def by_at_the_verb(noun: Token) -> list[Token]:
    """The doer that the parser hangs on the verb over the noun: "foiled an attack on the port by two boats"."""
    verb = noun.head
    if noun.dep_ != "dobj" or not is_verb(verb) or is_passive(verb):
        return []
    return [t for t in after(verb, ("by",)) if is_noun(t) and t.i > noun.i]


def _blames(verb: Token) -> bool:
    return verb.lemma_.lower() == "blame" and is_verb(verb)


def held_responsible(noun: Token) -> list[Token]:
    """Who stands behind the event in "blamed X for the attack", "blamed it on X", "X claimed responsibility for it", "X
    is responsible for it", or does what is done in it: "X captured two men in a raid", "sent planes on a raid"."""
    if noun.dep_ == "dobj" and _blames(noun.head):
        return after(noun.head, ("on",)) or after(noun, ("on",))
    if noun.dep_ == "pobj" and (acting := _done_in(noun, noun.head)):
        return acting
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("for", "on"):
        return []
    word = noun.head.head
    if noun.head.lower_ == "for" and (blame := next((t for t in islice(word.ancestors, 3) if _blames(t)), None)):
        return objects(blame)  # "blamed militias backed by Iran for 150 attacks"
    lemma = word.lemma_.lower()
    if lemma == "blame" and is_verb(word):
        return objects(word) if noun.head.lower_ == "for" else [noun]
    if lemma in ("responsibility", "credit") and is_verb(word.head):
        return [] if any(c.lower_ == "no" for s in doers(word.head) for c in s.children) else doers(word.head)
    if lemma == "responsible":
        return [word.head] if is_noun(word.head) else subjects(word.head)
    return []


def is_blamed(noun: Token) -> bool:
    """Whether somebody is blamed for the event by what the parser hangs on its noun: "blamed the attack on rebels"."""
    return noun.dep_ == "dobj" and _blames(noun.head) and not after(noun.head, ("on",))


def _done_in(noun: Token, preposition: Token) -> list[Token]:
    """Who captures people in a raid, or is sent on one: "troops captured two men in raids"."""
    verb = preposition.head
    if not is_verb(verb) or noun.lemma_.lower() not in _UNDERTAKEN:
        return []
    if preposition.lower_ == "on" and verb.lemma_ in ("send", "dispatch"):
        return objects(verb)
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in noun.children)
    caught = preposition.lower_ in ("in", "during") and verb.lemma_ in _CATCHING and not definite
    return doers(verb) if caught else []


_UNDERTAKEN = words("raid operation ambush sweep assault offensive strike airstrike swoop incursion")
"""What those undertake who capture somebody in it."""
_CATCHING = words("capture seize arrest detain nab apprehend catch recover rescue free")


def leaders(noun: Token) -> list[Token]:
    """The first half of "US-led", "Saudi-led", "rebel-led" before a noun."""
    led = [m for m in modifiers(noun) if m.lower_ == "led" or m.lower_.endswith("-led")]
    return [c for m in led for c in m.children if c.dep_ != "punct"]
