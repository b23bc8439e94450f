"""What stands only in a question, a lesson or an attempt, or is said not to be.

"Asked if he would fight", "what it costs to fight", "tried to cross", "combat is no part of it".

Here belong the tests of what governs an event word without making it happen. What is feared, prevented or wished is in
`unreal`, what is done by habit in `general`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import is_noun, is_verb

_ASKING = words("ask wonder inquire enquire question guess query")
_LESSONS = words("learn teach cost instruct explain")
_TRIALS = words("try attempt seek struggle bid")
_EASE = words("difficult easy hard impossible simple tough tempting dangerous risky")


def supposed(mention: Mention) -> bool:
    """Whether a word tells no event, for it stands in what is asked, taught, tried, said to be easy or not to be."""
    verb = mention.anchor
    if mention.sense.type == "attack" and _is_no_part(mention.token):
        return True
    if not is_verb(verb):
        return False
    if _asked(verb) or _taught(verb) or _of_ease(verb):
        return True
    return mention.sense.type == "troop_movement" and verb == mention.token and _tried(verb)


def _asked(verb: Token) -> bool:
    """Whether somebody asks if it will be done: "asked whether his men would shell the port"."""
    open_question = any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in verb.children)
    return open_question and verb.dep_ in ("ccomp", "advcl", "pcomp") and verb.head.lemma_.lower() in _ASKING


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _taught(verb: Token) -> bool:
    """Whether it is what one learns, or what it costs: "learn how to ambush convoys", "what it costs to fight"."""
    return _infinitive(verb) and any(t.lemma_ in _LESSONS for t in (verb.head, verb.head.head))


def _of_ease(verb: Token) -> bool:
    """Whether it is only said to be easy or hard: "it is difficult to get them to leave"."""
    above = [t for t in (verb.head, verb.head.head) if t.lemma_.lower() in _EASE or t.lemma_ == "be"]
    adjectives = [c for t in above for c in (t, *t.children) if c.lemma_.lower() in _EASE and c.pos_ == "ADJ"]
    return _infinitive(verb) and bool(adjectives) and not any(c.dep_ == "neg" for t in above for c in t.children)


def _tried(verb: Token) -> bool:
    """Whether it was only tried: "attempted to enter the village"."""
    above = verb.head
    return _infinitive(verb) and above.lemma_ in _TRIALS and verb.dep_ in ("xcomp", "acl") and above.tag_ != "VBG"


def _is_no_part(token: Token) -> bool:
    """Whether fighting is said not to be what is meant: "combat is no part of it", "this is not an invasion"."""
    verb = token.head
    if not is_noun(token) or verb.lemma_ != "be" or token.dep_ not in ("nsubj", "attr"):
        return False
    told = [c for c in verb.children if c.dep_ == "attr"]
    denied = any(c.dep_ == "neg" for c in verb.children) or any(c.lower_ == "no" for t in told for c in t.children)
    return denied and (token.dep_ == "attr" or any(t.lemma_ in ("part", "option", "answer", "solution") for t in told))
