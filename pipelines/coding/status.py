"""The status of an event: from the tense of its verb, the verbs and nouns that govern it, negation, modality and conditions.

Here belong the classes of governing words and the climb from an event word to the root of its sentence.
"""

from spacy.tokens import Token

from pipelines.coding.lexicon import words
from pipelines.coding.record import Span
from pipelines.coding.syntax import is_verb, modifiers

OCCURRED, ONGOING, PLANNED, POSSIBLE, DENIED, CANCELLED = (
    "occurred",
    "ongoing",
    "planned",
    "possible",
    "denied",
    "cancelled",
)

GOVERNORS = {
    PLANNED: """plan prepare intend decide order authorize authorise approve agree vow promise pledge schedule expect announce
        propose set direct instruct commit ready prepared poised aim request mandate slate offer due undertake plan order decision
        preparation intention proposal pledge commitment authorization authorisation approval readiness poise task
        plans outline unveil design""",
    POSSIBLE: """consider weigh discuss mull contemplate threaten threat possibility option urge call demand ask want seek need
        may hope warn fear risk danger suspect speculation speculate suggest debate recommend advocate favor favour
        support oppose propose proposal allow enable future potential prospect likelihood could would deter prevent
        avert avoid plot request able capable capability require oblige await believe rule deadline call appeal
        negotiate discussion consideration study explore""",
    DENIED: """deny refuse reject reconsider fail decline oppose refusal""",
    CANCELLED: """cancel scrap abandon abort""",
    ONGOING: """begin start continue keep initiate resume proceed launch""",
    OCCURRED: """manage succeed force help finish complete claim confirm report accuse blame condemn say tell use
        participate involve""",
}
"""What a governing verb or noun makes of the event below it, unless it is itself negated or only planned."""

_CLASS = {word: status for status, words in GOVERNORS.items() for word in words.split()}
_FUTURE = words("will shall 'll wo sha")
_MODAL = words("may might could can would should must ca")
_REPORTING = words(
    """say tell report announce claim state add note confirm declare reveal indicate acknowledge warn insist"""
)
_FUTURE_ADJECTIVES = words("planned upcoming scheduled impending imminent forthcoming expected proposed eventual")
_POSSIBLE_ADJECTIVES = words("possible potential future likely threatened suspected further alleged any new") - {
    "new",
    "suspected",
    "alleged",
}
_UNDER_WAY = words("begin start continue initiate resume commence keep")
_SPECULATIVE = words("speculation suspicion rumour rumor possibility")
_ONGOING_ADJECTIVES = words("ongoing continuing continued current")


def status_of(token: Token, anchor: Token, kind: str) -> tuple[str, Span | None]:
    """The status of the event named by `token`, whose tense is told by `anchor`, and the word that decided it."""
    if is_verb(anchor):
        status, word = _verb(anchor, kind)
        if status == OCCURRED and anchor != token and anchor.lemma_.lower() in _UNDER_WAY:
            status, word = ONGOING, anchor
    else:
        status, word = _noun(token, kind)
    if status in (OCCURRED, ONGOING) and _conditional(anchor):
        status = POSSIBLE
    return status, Span(word.idx, word.idx + len(word)) if word is not None else None


def _conditional(token: Token) -> bool:
    chain = [token, *token.ancestors]
    return any(
        c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for t in chain if is_verb(t) for c in t.children
    )


def _helpers(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")]
    if (
        not any(c.dep_ == "aux" for c in own)
        and verb.dep_ == "conj"
        and is_verb(verb.head)
        and verb.tag_ in ("VB", "VBN", "VBG")
    ):
        own += [c for c in verb.head.children if c.dep_ in ("aux", "neg")]
    return own


def _verb(verb: Token, kind: str) -> tuple[str, Token | None]:
    helpers = _helpers(verb)
    words = {c.lower_ for c in helpers}
    negation = next((c for c in helpers if c.dep_ == "neg"), None)
    if negation is not None or any(c.lower_ in ("never", "no") for c in verb.children if c.dep_ in ("neg",)):
        return DENIED, negation
    for child in helpers:
        if child.lower_ in _FUTURE:
            return PLANNED, child
    if words & {"may", "might", "could", "can"}:
        return POSSIBLE, next(c for c in helpers if c.lower_ in ("may", "might", "could", "can"))
    if "would" in words or "should" in words or "must" in words:
        return _governed(verb, kind, PLANNED if "would" in words and kind != "attack" else POSSIBLE)
    if "to" in words or (verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "pcomp", "ccomp")):
        return _governed(verb, kind, None)
    if verb.tag_ in ("VBG",) and words & {"is", "are", "'s", "'re", "been", "was", "were", "am", "be"}:
        if any(t.lower_ in ("preparing", "planning") for t in (verb,)):
            return PLANNED, verb
        return (
            PLANNED
            if kind == "troop_movement"
            and verb.lemma_ in ("send", "deploy")
            and "been" not in words
            and not words & {"was", "were"}
            else ONGOING
        ), verb
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl", "dep", "conj") and is_verb(verb.head):
        absolute = any(c.dep_ == "nsubj" for c in verb.children)
        if absolute and verb.head.lemma_ in ("announce", "agree", "plan", "sign"):
            return PLANNED, verb.head
        return _verb(verb.head, kind) if not absolute and verb.head != verb else (OCCURRED, None)
    return OCCURRED, None


def _governed(verb: Token, kind: str, otherwise: str | None) -> tuple[str, Token | None]:
    """The status that the governing words give to an infinitive, gerund or "would" clause."""
    head = verb.head
    steps = 0
    if head == verb:  # "Denmark to send troops": a headline
        return otherwise or PLANNED, None
    if head.lower_ in ("is", "are", "was", "were", "be") and verb.dep_ == "xcomp":
        return PLANNED, head
    while steps < 5:
        lemma = head.lemma_.lower()
        if lemma in _CLASS and lemma not in _REPORTING:
            return _combine(_CLASS[lemma], head, kind), head
        if lemma in ("go",) and head.tag_ == "VBG":
            return PLANNED, head
        if head.dep_ == "prep" and head.lower_ in ("after", "before", "since", "by", "for", "of", "from", "in"):
            if head.lower_ in ("after", "since", "by", "for"):
                return OCCURRED, None
        elif is_verb(head) and verb.dep_ == "advcl" and lemma not in ("be",):
            return (otherwise or POSSIBLE), None
        if head.head == head:
            break
        head, steps = head.head, steps + 1
    return otherwise or OCCURRED, None


def _combine(given: str, governor: Token, kind: str) -> str:
    """The governor's own tense and negation put together with what it does to the event."""
    helpers = {c.lower_ for c in governor.children if c.dep_ in ("aux", "neg")}
    if any(c.dep_ == "neg" for c in governor.children):
        return DENIED if given in (PLANNED, ONGOING, OCCURRED) else POSSIBLE
    if given in (ONGOING, OCCURRED) and helpers & _FUTURE:
        return PLANNED
    if given in (ONGOING, OCCURRED, PLANNED) and helpers & {"may", "might", "could", "would"}:
        return POSSIBLE if "would" not in helpers else PLANNED
    if given == ONGOING and "to" in helpers:
        return _governed(governor, kind, PLANNED)[0]
    return given


def _noun(token: Token, kind: str) -> tuple[str, Token | None]:
    left = {t.lower_: t for t in modifiers(token) if t.dep_ == "amod"}
    for listed, status in (
        (_FUTURE_ADJECTIVES, PLANNED),
        (_POSSIBLE_ADJECTIVES, POSSIBLE),
        (_ONGOING_ADJECTIVES, ONGOING),
    ):
        for word in left.keys() & listed:
            return status, left[word]
    if any(c.lower_ == "no" for c in token.children):
        return DENIED, token
    ruled = _ruled_out(token)
    if ruled is not None:
        return ruled
    below = token
    for head in _near_governors(token):
        subject = below.dep_ == "nsubj"
        below = head
        lemma = head.lemma_.lower()
        if lemma == "call" and not any(c.lower_ in ("for", "on") for c in head.children):
            break
        if lemma in _REPORTING and lemma != "announce":
            break
        if lemma in _CLASS and not subject:
            given = _CLASS[lemma]
            if (
                kind == "attack"
                and given in (PLANNED, DENIED)
                and lemma not in ("plan", "order", "prepare", "threaten", "deny", "intend")
            ):
                break
            if kind == "agreement" and lemma in ("reject", "refuse"):
                return DENIED, head
            if kind == "agreement" and given in (PLANNED, ONGOING):
                break
            return _combine(given, head, kind), head
        if is_verb(head):
            if head.dep_ in ("acl", "ccomp", "relcl") and head.head.lemma_.lower() in _SPECULATIVE:
                return POSSIBLE, head.head
            helpers = {c.lower_ for c in head.children if c.dep_ == "aux"}
            if helpers & _FUTURE:
                return PLANNED, head
            if helpers & {"may", "might", "could", "would"}:
                return POSSIBLE, head
            break
    return OCCURRED, None


def _ruled_out(token: Token) -> tuple[str, Token | None] | None:
    verb = token.head
    if not is_verb(verb):
        return None
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod")}
    if (verb.lemma_ == "rule" and "out" in particles) or verb.lemma_ in ("deny", "reject", "refuse"):
        return DENIED, verb
    if (verb.lemma_ == "call" and "off" in particles) or verb.lemma_ in ("cancel", "scrap", "abort", "suspend", "halt"):
        return CANCELLED, verb
    return None


_GOVERNED_BY = words("of for to on about against by")


def _near_governors(token: Token) -> list[Token]:
    """Governors within the clause: up to and with the next verb, and beyond it only through infinitives."""
    found: list[Token] = []
    for head in token.ancestors:
        if head.dep_ == "prep" and head.lower_ not in _GOVERNED_BY:
            break
        found.append(head)
        if is_verb(head) and not any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children):
            break
    return found
