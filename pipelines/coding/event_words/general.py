"""What is said of forces in general: what they can do, do by habit or would need, and what never came to be.

Here belong the tests that tell a general statement from something that happens once. Events feared, prevented or only
wished are in `unreal`.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.reading import Reading
from pipelines.coding.words.clauses import nobody
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import clause, is_noun, is_verb
from pipelines.coding.words.topics import is_day_list

_OFTEN = words(
    """always often usually seldom rarely normally regularly routinely sometimes commonly typically generally
    habitually traditionally frequently daily nightly weekly monthly yearly annually ordinarily"""
)
_SPANS = words(
    """minute hour day night morning noon afternoon evening dusk dawn week weekend fortnight month year spring summer
    autumn fall winter season time monday tuesday wednesday thursday friday saturday sunday"""
)
_TIMES = words("once twice thrice times")
_HABITS = words("use tend like prefer know")
"""What is done by those who used to do it, are known to, tend or like to."""
_COSTS = words("need take require cost")
_AWAY = ("withdrawal", "drawdown")


def general(mention: Mention, reading: Reading) -> bool:
    """Whether a verb of moving tells no movement, but what a force can, does again and again, needs or would have
    done."""
    verb = mention.anchor
    if mention.sense.type == "attack":
        teller = verb if is_verb(verb) else clause(verb)
        return teller is not None and _is_present(teller) and (by_habit(teller) or _denied(teller))
    if mention.sense.type != "troop_movement" or not is_verb(verb):
        return False
    if _able(verb, mention.subtype) or _costs(verb) or _never_was(verb) or _stayed(verb, mention.subtype):
        return True
    return by_habit(verb) or (is_verb(mention.token) and _timeless(verb, reading))


def _denied(verb: Token) -> bool:
    """Whether somebody denies that such things are done at all: "denies that it targets hospitals"."""
    return verb.dep_ == "ccomp" and verb.head.lemma_ == "deny"


def _helpers(verb: Token) -> set[str]:
    """The auxiliaries of a verb, those that it shares with the one before it included."""
    own = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    bare = not own and verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN") and is_verb(verb.head)
    return own | _helpers(verb.head) if bare else own


def _able(verb: Token, subtype: str) -> bool:
    """Whether a force only can do it: "the division can move in a day"; who can leave is let go."""
    if "can" not in _helpers(verb) or subtype in _AWAY:
        return False
    return verb.dep_ != "advcl"  # "so that the convoy can pass"


def by_habit(verb: Token) -> bool:
    """Whether the clause says that it is done again and again: "each night", "twice a week", "used to come"."""
    if verb.tag_ == "VBG" or _helpers(verb) & {"been", "will", "would"}:
        return False  # from then on it will be so: a plan
    if verb.dep_ == "xcomp" and verb.tag_ == "VB" and verb.head.lemma_ in _HABITS:
        return verb.head.lemma_ != "use" or verb.head.tag_ == "VBD"
    if any(_recurs(t) for t in _beside(verb)) or any(_weekdays(t) for t in verb.subtree):
        return True
    return _whenever(verb) or _by_rule(verb)


def _by_rule(verb: Token) -> bool:
    """Whether it is said to be a rule: "we engage only armed men", "they never target hospitals"."""
    near = (verb, *(c for c in verb.children if c.dep_ in ("dobj", "prep")))
    rule = any(c.lower_ in ("only", "never") and c.dep_ in ("advmod", "neg") for t in near for c in t.children)
    return rule and _is_present(verb) and any(c.dep_ == "nsubj" and c.tag_ == "PRP" for c in verb.children)


def _whenever(verb: Token) -> bool:
    """Whether what is done follows each time on what else is: "are moved to a hut when their tent burns"."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not any(t.tag_ in ("VBZ", "VBP") for t in (verb, *helpers)):
        return False
    then = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ in ("VBZ", "VBP")]
    return any(m.lower_ in ("when", "whenever") for c in then for m in c.children if m.dep_ in ("mark", "advmod"))


def _beside(verb: Token) -> Iterator[Token]:
    """The words that tell the time of a clause: adverbs, bare nouns, and nouns after a preposition."""
    for child in verb.children:
        if child.dep_ in ("advmod", "npadvmod", "dobj", "dep"):
            yield child
        elif child.dep_ == "prep" and child.lower_ in ("on", "at", "in", "during"):
            yield from (c for c in child.children if c.dep_ == "pobj")


def _recurs(word: Token) -> bool:
    """Whether a word names a time that comes again: "often", "each evening", "twice a week", "Mondays"."""
    lower, lemma = word.lower_, word.lemma_.lower()
    if lower in _OFTEN:
        return True
    near = {c.lower_ for c in word.children}
    if lemma in _SPANS:
        return bool(near & {"each", "every"}) or (bool(near & {"a", "an"}) and bool(near & _TIMES))
    return lower in _TIMES and any(c.lemma_.lower() in _SPANS for c in word.children)


def _weekdays(word: Token) -> bool:
    """Whether a word means every such day: "on Mondays", but not "the two Mondays"."""
    plain = not any(c.dep_ in ("det", "nummod") for c in word.children)
    return plain and word.lower_.endswith("days") and word.lower_ != "days" and word.lower_[:-1] in _SPANS


def _first_present(verb: Token) -> Token:
    """The first of a row of verbs in the present tense: "come to the road and shoot"."""
    while verb.dep_ == "conj" and verb.tag_ in ("VB", "VBP", "VBZ") and is_verb(verb.head):
        verb = verb.head
    return verb


def _is_present(verb: Token) -> bool:
    """Whether a verb, or the first of its row, stands in the simple present."""
    first = _first_present(verb)
    if {c.lower_ for c in verb.children if c.dep_ == "aux"} & {"do", "does"}:
        return True  # "do not come back"
    return verb.tag_ in ("VB", "VBZ", "VBP") and first.tag_ in ("VBZ", "VBP") and not _helpers(verb)


def _to_a_place(verb: Token, reading: Reading) -> bool:
    """Whether one goes from or to a named place, as one does once."""
    ends = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("from", "to", "for")]
    left = [c for c in verb.children if c.dep_ == "dobj"] if verb.lemma_ in ("leave", "quit") else []
    return any(o.i in reading.place_at for o in (*left, *(o for c in ends for o in c.children)))


_WISHES = words("demand urge insist ask request recommend propose suggest require order agree decide")


def _timeless(verb: Token, reading: Reading) -> bool:
    """Whether a verb in the present tense tells what is done at any time: "guards come to the market to buy tea".

    In headlines and lists of days, with a day, in a clause beside another, and under a promise it tells an event.
    """
    if not _is_present(verb) or _first_present(verb).dep_ not in ("ROOT", "relcl", "ccomp"):
        return False
    if verb.dep_ == "ccomp" and verb.head.lemma_ in _WISHES:
        return False  # "demanded that Ethiopian troops leave"
    if _to_a_place(verb, reading):
        return False  # "the regiment leaves Vilseck for Texas"
    sentence = verb.sent
    if not sentence.text.rstrip().endswith((".", "!", "?", '"', "”")) or is_day_list(reading.document):
        return False
    start, end = sentence.start_char, sentence.end_char
    if any(p.span and start <= p.span.start < end for p in reading.periods):
        return False
    return not _in_list(verb, reading) and _in_past(reading)


def _in_past(reading: Reading) -> bool:
    """Whether a text tells what happened in the past tense: as many of its sentences do as not."""
    tenses = [
        t
        for root in reading.doc
        if root.dep_ == "ROOT" and is_verb(root)
        for t in (root, *(c for c in root.children if c.dep_ in ("aux", "auxpass")))
    ]
    past = sum(t.tag_ == "VBD" for t in tenses)
    return past > 0 and past >= sum(t.tag_ in ("VBZ", "VBP") for t in tenses)


def _in_list(verb: Token, reading: Reading) -> bool:
    """Whether the line of the verb opens with its day: "May 3: The brigade leaves Tyre"."""
    text = reading.document.text
    line = text.rfind("\n", 0, verb.idx) + 1
    return any(p.span and line <= p.span.start <= line + 2 for p in reading.periods)


def _costs(verb: Token) -> bool:
    """Whether an infinitive tells what needs so much time or so many ships: "it takes four days to bring a brigade"."""
    if verb.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    head = verb.head.head if is_noun(verb.head) and verb.dep_ in ("relcl", "acl") else verb.head
    if not is_verb(head) or head.lemma_ not in _COSTS or verb.dep_ not in ("csubj", "relcl", "acl", "xcomp", "advcl"):
        return False
    return any(
        (c.dep_ in ("dobj", "npadvmod", "attr", "ccomp") and any(t.like_num or t.lemma_ in _SPANS for t in c.subtree))
        for c in head.children
        if c != verb
    )


def _stayed(verb: Token, subtype: str) -> bool:
    """Whether forces are said not to have gone: "has not gone back", "not one of its soldiers has left"."""
    away = subtype in _AWAY or any(c.lower_ in ("back", "home", "away", "out") for c in verb.children)
    if not away or not (verb.tag_ == "VBD" or _helpers(verb) & {"have", "has", "had", "did"}):
        return False
    if _helpers(verb) & {"will", "would", "may", "might", "could", "to"}:
        return False
    return any(c.dep_ == "neg" for c in verb.children) or nobody(verb)


def _never_was(verb: Token) -> bool:
    """Whether it would have been done under a condition that was not met: "had he stayed, they would have gone"."""
    return {"would", "have"} <= _helpers(verb) and any(c.dep_ == "advcl" for c in verb.children)
