"""Attacks that are only named: that something ended, is dated by, is meant for or helped by, and that a force is there
for.

Here belong the tests that see from where the word stands that it tells of no attack of its own. What is feared,
prevented, vowed or wished is in `unreal`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import is_noun, is_verb


def only_named(mention: Mention) -> bool:
    """Whether an attack is only named beside another matter."""
    token = mention.token
    named = is_noun(token) or (token.tag_ == "VBG" and token.dep_ in _BELOW)  # "a halt to shelling"
    if named and (_ended(token) or _dates_other(token) or _none_new(token) or _of_their_kind(token)):
        return True
    return _describes(mention) or _meant_for(mention) or _as_means(mention)


def _ended(token: Token) -> bool:
    """Whether the fighting is only what ended: "a halt to raids and fighting", "ended six weeks of clashes"."""
    while token.dep_ == "conj" and token.head.dep_ in _BELOW:
        token = token.head
    head = token.head.head if token.dep_ in _BELOW and token.head.lower_ in ("to", "of", "in", "on") else token.head
    if head.lemma_.lower() in _STOPS and (token.dep_ in _BELOW or is_verb(head)):
        return token.dep_ in (*_BELOW, "dobj") and token.head.lower_ != "of"
    return head.lemma_ in _SPANS and any(v.lemma_ in _STOPS for v in (head.head, head.head.head))


_BELOW = ("pobj", "pcomp")


def _dates_other(token: Token) -> bool:
    """Whether the noun only tells from when on or up to when something else was: "50 years since the invasion"."""
    alone = all(c.dep_ in ("det", "amod", "punct") for c in token.children)
    return token.dep_ == "pobj" and token.head.lower_ in ("before", "since") and token.tag_ == "NN" and alone


def _none_new(token: Token) -> bool:
    """Whether it is said that none came after those told, or is meant: "no fresh clashes", "no plan to join raids"."""
    below = {c.lower_ for c in token.children}
    meant = [t for t in token.ancestors if t.lemma_ in ("plan", "intention", "wish")]
    return ("no" in below and bool(below & _AFRESH)) or any(c.lower_ == "no" for t in meant for c in t.children)


def _of_their_kind(token: Token) -> bool:
    """Whether nothing is told but what such attacks are, or that there was none: "attacks on schools may be war
    crimes", "there was no attack"."""
    verb, below = token.head, {c.lower_ for c in token.children}
    if verb.lemma_ == "make" and token.dep_ in _MADE and any(c.tag_ in ("JJS", "RBS") for c in token.subtree):
        return True  # "making it the deadliest attack this year"
    if token.dep_ == "attr" and "no" in below and any(c.dep_ == "expl" for c in verb.children):
        return True
    bare = token.tag_ == "NNS" and not any(c.dep_ in ("det", "poss", "nummod", "amod") for c in token.children)
    present = verb.tag_ in ("VBP", "VB") and verb.lemma_ in ("be", "constitute", "amount", "violate", "breach")
    return bare and token.dep_ == "nsubj" and present


_MADE = ("ccomp", "oprd", "attr", "dobj")
_STOPS = words("halt end stop cessation cease pause lull suspension suspend standstill moratorium")
_SPANS = words("hour day week month year")
_AFRESH = words("fresh new further other more renewed similar")


def _describes(mention: Mention) -> bool:
    """Whether the clash only says what a force is there for: "the coalition fighting the group"."""
    token = mention.token
    if token.lemma_ == "combat" and token.dep_ in ("pobj", "compound"):
        return True  # "equipped for combat", "seen combat in", "killed in combat"
    if mention.frame != "clash" or not is_verb(token):
        return False
    if token.dep_ in ("ccomp", "xcomp") and token.head.lemma_ in ("help", "support", "assist", "back"):
        return True  # "to help the forces fighting the rebels"
    return token.dep_ in ("acl", "amod") or (token.dep_ == "relcl" and token.lemma_.lower() == "fight")


def _meant_for(mention: Mention) -> bool:
    """Whether attacks are only what something is for, or what somebody's trade is: "explosives for attacks on",
    "coordinates attacks against"."""
    token = mention.token
    if not is_noun(token) or token.tag_ not in ("NNS", "NNPS") or any(c.dep_ == "det" for c in token.children):
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "for" and token.head.head.lemma_.lower() not in ANSWERED:
        return not any(t.like_num for t in token.children)
    verb = token.head
    return token.dep_ in ("dobj", "pobj") and any(
        v.lemma_.lower() in _PLOTTING for v in (verb, verb.head) if is_verb(v) and v.tag_ not in ("VBD", "VBN")
    )


ANSWERED = words("responsible responsibility blame retaliation revenge response condemn credit arrest accuse try")
"""After these, "for" tells of attacks that were made."""
_PLOTTING = words("plan coordinate facilitate plot prepare oversee direct")


def _as_means(mention: Mention) -> bool:
    """Whether the attack is only what helps another deed: "backed by air strikes"."""
    token = mention.token
    return (
        is_noun(token)
        and token.dep_ in ("pobj", "conj")
        and any(t.lower_ == "by" and t.head.lemma_.lower() in _HELPED for t in token.ancestors)
    )


_HELPED = words("back support cover aid assist accompany")
