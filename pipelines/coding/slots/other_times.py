"""Times that belong to something else than an event: to a noun beside it, to a clause on who acts or is acted on.

Here belongs telling them from those of the event. Which of these it takes is chosen in `timing`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.words.clauses import under_way
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import SUBJECTS, is_noun, is_verb

_TOOK_PLACE = words("occur happen take begin start come follow")
"""Verbs whose clause on a noun dates the event and not only the noun: "the raid on the base, which began on Monday"."""
_SIGNING = words("sign reach seal initial conclude broker agree")


def is_of_what_is_acted_on(head: Token, mention: Mention) -> bool:
    """Whether the period dates what a clause on another noun tells: "they will leave bases that they have used for
    years", "left before a deadline set by those who seized power in 2023"."""
    for token in head.ancestors:
        if token in (mention.token, mention.anchor):
            return False
        if mention.sense.type == "troop_movement" and _under_what_was_signed(token):
            return True
        built = token.dep_ == "acl" and token.head.i < mention.token.i and not leads(head)
        if built and _is_subject(token.head) and mention.token not in token.subtree:
            return True  # "the camp built last autumn was handed over", "the men digging there since 1997 went home"
        if _told_of_before(token, mention) and not leads(head):
            return True
        if mention.sense.type == "agreement" and token.dep_ == "relcl" and token.lemma_ in _SIGNING:
            return False  # "a deal between X and Y, which was signed on Tuesday"
        made = token.dep_ == "acl" and token.tag_ == "VBN" and mention.sense.type == "troop_movement"
        made = made and token.head.dep_ == "dobj" and token.head not in _own(mention)
        on_another = token.dep_ == "relcl" or made  # "follows a truce signed in May", but "after a vote set for May"
        if on_another and token.head.i > mention.token.i and token.lemma_ not in _TOOK_PLACE:
            return mention.token not in token.subtree and not under_way(token)
    return False


def is_of_another_noun(head: Token, mention: Mention) -> bool:
    """Whether the period stands before a noun that it dates, and that is not what moves: "the pullout came with a May
    2 truce", "went back to their winter 1998 lines"."""
    noun = head.head
    before = head.dep_ in ("compound", "nmod", "amod", "nummod", "npadvmod", "poss") and head.i < noun.i
    if mention.sense.type != "troop_movement" or not before or not is_noun(noun) or noun in _own(mention):
        return False
    return mention.token not in noun.subtree


def top_of_clauses(verb: Token) -> Token:
    """The verb that a coordinated verb or an infinitive hangs on."""
    while verb.dep_ in ("conj", "xcomp", "ccomp") and is_verb(verb.head) and verb.head != verb:
        verb = verb.head
    return verb


def leads(head: Token) -> bool:
    """Whether the time expression opens its sentence, and so covers all of it."""
    return head.i - head.sent.start <= 3


def _is_subject(noun: Token) -> bool:
    """Whether a noun is a subject, or what a part that is one is of: "all of the troops"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    return noun.dep_ in SUBJECTS


def _own(mention: Mention) -> list[Token]:
    return [mention.token, mention.anchor, *mention.agents, *mention.patients]


def _under_what_was_signed(verb: Token) -> bool:
    """Whether a verb tells of the signing of what others move under: "under the accords signed April 14, all leave"."""
    noun = verb.nbor(-1) if verb.i > verb.sent.start else verb
    signed = verb.lemma_ in _SIGNING and verb.tag_ in ("VBD", "VBN") and not any(c.dep_ in SUBJECTS for c in verb.lefts)
    return signed and noun.dep_ == "pobj" and noun.head.lower_ in ("under", "by", "per")


def _told_of_before(clause: Token, mention: Mention) -> bool:
    """Whether a clause on the subject tells what was before: "officers who were abducted in May have been executed"."""
    verb, subject = top_of_clauses(mention.anchor), clause.head
    if clause.dep_ != "relcl" or clause.lemma_ in _TOOK_PLACE or mention.token in clause.subtree:
        return False
    now = any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") for c in (*verb.children, *mention.anchor.children))
    past = clause.tag_ == "VBD" or any(c.tag_ == "VBD" for c in clause.children if c.dep_ in ("aux", "auxpass"))
    return subject.dep_ in SUBJECTS and subject.i < verb.i and past and now
