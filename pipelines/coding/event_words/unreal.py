"""What is said but does not happen: events feared, prevented, vowed, wished, denied a comment or a mere purpose.

Here belong the tests that undo a mention whatever its evidence. Figures of speech are in `figures`, plans and
possibilities that are events in `status`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.only_named import ANSWERED, only_named
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import is_noun, is_verb

_HYPOTHETICAL = words("future further any potential possible more additional other past")
_PREVENTED = words(
    """deter prevent avert avoid fear risk danger protect defend guard counter thwart foil vulnerable able capable
    ability
    capability against case threat possibility deterrent discourage preclude rehearse simulate practise imagine"""
)
_VOWED = words("vow threaten swear pledge")
_SAYING = words("acknowledge confirm say comment discuss specify reveal provide disclose tell elaborate")
_WISHES = words("mean design seek want hope help aim work use need wish struggle wait serve threaten allow enable")
_UNDERTAKINGS = words(
    """operation offensive campaign plan order decision attempt bid mission assault effort raid agreement deal move
    promise
    intention pledge request call resolution proposal way"""
)
"""Nouns whose infinitive tells what is done or planned, and not only wished: "an operation to retake the town"."""


def unreal(mention: Mention) -> bool:
    """Whether the event is only feared, prevented, vowed or a purpose: "to deter attacks", "there to fight the
    group"."""
    token, attack = mention.token, mention.sense.type == "attack"
    if (
        attack
        and is_noun(token)
        and mention.anchor == token
        and {c.lower_ for c in token.children if c.dep_ in ("amod", "det")} & _HYPOTHETICAL
    ):
        return True
    if attack and (_purpose(mention.anchor) or only_named(mention) or _warded_off(mention)):
        return True
    if mention.sense.type == "agreement" and (_appealed_for(token) or _is_not(token) or _to_end(token)):
        return True
    if is_noun(token) and (_named_as(token) or (attack and any(c.lower_ == "any" for c in token.children))):
        return True
    if attack and any(t.lemma_ in ("rumour", "rumor", "hoax") for t in mention.anchor.ancestors):
        return True
    if _unacknowledged(mention.anchor) or (attack and _nobody_says(mention.anchor)) or _aimed_at(mention.anchor):
        return True
    if mention.anchor.dep_ == "relcl" or _beside_it(mention.anchor):
        return False  # "were feared dead after jets attacked"
    below = mention.anchor
    for head in mention.anchor.ancestors:
        beside, below = below.dep_ == "conj" and is_verb(head), head
        ruled = head.lower_ == "against" and head.head.lemma_ in ("decide", "vote")  # a movement that is denied
        if not beside and not ruled and _undoes(head.lemma_.lower(), mention):
            return True
        if head.lemma_ in _ANSWERS or (head.dep_ == "prep" and head.lower_ in _BESIDE):
            return False
        if (is_verb(head) and head.tag_ in ("VBD", "VBZ", "VBP")) or head.dep_ == "relcl":
            return False
    return False


def _beside_it(verb: Token) -> bool:
    """Whether a clause only says when: "after jets attacked", "before he blew up the bridge"."""
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    return verb.dep_ == "advcl" and (bool(marks & _WHEN) or ("before" in marks and verb.tag_ == "VBD"))


_WHEN = words("after when as while")
_BESIDE = ("with", "after", "since", "as", "during")
_ANSWERS = words("response retaliation reprisal reply revenge wake aftermath")
"""What is answered has happened: "to avert a war in response to the shelling"."""
_WARDED = words("prevent thwart foil")


def _warded_off(mention: Mention) -> bool:
    """Whether an attack was prevented, or is to be foiled; one that was foiled had begun."""
    verb = mention.anchor
    begun = verb.lemma_ != "prevent" and verb.tag_ in ("VBD", "VBN", "VBZ", "VBP")
    return verb != mention.token and verb.lemma_ in _WARDED and not begun


def _undoes(lemma: str, mention: Mention) -> bool:
    """Whether a word above the mention says that it is not done; those feared dead are told of as dead."""
    if lemma == "fear" and mention.frame in ("kill", "victim"):
        return False
    if mention.sense.type == "attack":
        return lemma in _PREVENTED | _VOWED
    return lemma in _PREVENTED and not (lemma == "possibility" and _foreseen(mention.anchor))


def _foreseen(verb: Token) -> bool:
    """Whether the verb says what will or may be: "a possibility that we will send troops"."""
    return any(c.dep_ == "aux" and c.lower_ in ("will", "may", "might") for c in verb.children)


def _appealed_for(token: Token) -> bool:
    """Whether an agreement is only called for: "appeals for a truce", "urged a ceasefire"."""
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "for":
        return head.head.lemma_.lower() in _APPEALS
    return token.dep_ == "dobj" and head.lemma_ in _SOUGHT


def _is_not(token: Token) -> bool:
    """Whether the noun is said not to be something: "a ceasefire was not part of the agreement"."""
    verb = token.head
    return token.dep_ in ("nsubj", "attr") and verb.lemma_ == "be" and any(c.dep_ == "neg" for c in verb.children)


def _to_end(verb: Token) -> bool:
    """Whether forces only go somewhere to end a fight of others: "were sent to stop fighting"."""
    if verb.tag_ != "VB" or verb.dep_ not in ("advcl", "xcomp") or verb.head.lemma_ not in _SENT:
        return False
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


_SENT = words("send deploy dispatch move go come arrive rush intervene patrol return mobilise mobilize march stay")


def _named_as(token: Token) -> bool:
    """Whether the noun only says what something else was called: "described the step as a redeployment"."""
    return (
        token.dep_ == "pobj"
        and token.head.lower_ == "as"
        and any(t.lemma_ in _NAMING for t in (token.head.head, token.head.head.head))
    )


_NAMING = words("describe characterise characterize portray label present regard hail")
_SOUGHT = words("urge demand want need find seek discuss consider")
_APPEALS = words("call appeal plea push press demand hope pray lobby campaign pressure")


def _aimed_at(verb: Token) -> bool:
    """Whether the verb stands after "aimed at"."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "at" and verb.head.head.lemma_ == "aim"


def _nobody_says(token: Token) -> bool:
    """Whether the event stands in what nobody said: "no group has said that it fired the shells"."""
    saying = [v for v in token.ancestors if is_verb(v) and v.lemma_.lower() in _SAYING]
    subjects = [c for v in saying for c in v.children if c.dep_ == "nsubj"]
    return any(s.lower_ in ("nobody", "none") or any(c.lower_ == "no" for c in s.children) for s in subjects)


def _unacknowledged(token: Token) -> bool:
    """Whether the event stands in what somebody refused to say or what nobody knows: "refused to acknowledge that it
    would mark a withdrawal", "does not say how many it has sent", "it is not clear if they are leaving"."""
    if any(_left_open(above, token) for above in token.ancestors):
        return True
    return any(
        verb.lemma_.lower() in _SAYING and any(a.lemma_.lower() in ("refuse", "decline") for a in verb.ancestors)
        for verb in token.ancestors
        if is_verb(verb)
    )


def _left_open(above: Token, event: Token) -> bool:
    """Whether a word above the event says that a question about it is open."""
    told = {above.lemma_.lower(), *(c.lemma_.lower() for c in above.children if c.dep_ == "acomp")}
    negated = "unclear" in told or any(c.dep_ == "neg" for c in above.children)
    asked = [c for c in above.subtree if c.lower_ in _QUESTIONS and above.i < c.i < event.i]
    return negated and bool(asked) and bool(told & (_SAYING | _KNOWN))


_QUESTIONS = words("how whether if when where why")
_KNOWN = words("clear unclear known know certain")


def _purpose(verb: Token) -> bool:
    """Whether the verb is an infinitive of purpose, not of a plan, an order or a beginning."""
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ == "for":
        return verb.lemma_ == "fight" and verb.head.head.lemma_.lower() not in ANSWERED  # "a base for fighting rebels"
    if verb.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ in ("advcl", "relcl") or (verb.dep_ == "acl" and verb.head.lemma_.lower() not in _UNDERTAKINGS):
        return True
    if (
        verb.head.lemma_ == "use"
        and verb.head.tag_ in ("VBD", "VBN")
        and any(c.dep_ in _USED for c in verb.head.children)
    ):
        return False  # "used a drone to strike the convoy"
    return verb.dep_ == "xcomp" and (verb.head.pos_ == "ADJ" or verb.head.lemma_.lower() in _WISHES)


_USED = ("dobj", "nsubjpass")
