"""The status of an event: from the tense of its verb, the verbs and nouns that govern it, negation, modality and
conditions.

Here belongs the climb from an event word to the root of its sentence. The classes of words are in `status_words`.
"""

from itertools import islice

from spacy.tokens import Token

from pipelines.coding.event_words.triggers import UNMAKING
from pipelines.coding.record import Span
from pipelines.coding.slots.reports import against, doubted, imagined, none, rules_out
from pipelines.coding.slots.status_words import (
    ACCORDS,
    ATTEMPTS,
    BE,
    BY_ADJECTIVE,
    CANCELLED,
    CLASS,
    DENIED,
    DENYING,
    DOUBTING,
    FUTURE,
    GOVERNED_BY,
    MAY,
    OCCURRED,
    ONGOING,
    PLANNED,
    PLANS_ATTACK,
    POSSIBLE,
    PROMISES,
    REPORTING,
    SENDING,
    SPECULATIVE,
    UNDER_WAY,
)
from pipelines.coding.slots.to_come import obliged, on_the_way, only_later, to_come
from pipelines.coding.words.syntax import GRANTING, first_of_row, is_verb, modifiers


def status_of(token: Token, anchor: Token, kind: str) -> tuple[str, Span | None]:
    """The status of the event named by `token`, whose tense is told by `anchor`, and the word that decided it."""
    if is_verb(anchor):
        coming = to_come(anchor, kind)
        status, word = (coming, None) if coming else doubted(anchor) or _verb(anchor, kind)
        if status == OCCURRED and anchor != token and kind == "agreement" and _ends(anchor):
            status, word = CANCELLED, anchor
        elif status == OCCURRED and anchor != token and anchor.lemma_.lower() in UNDER_WAY:
            status, word = ONGOING, anchor
        elif status == OCCURRED and anchor != token and anchor.lemma_ == "order" and kind == "troop_movement":
            status, word = PLANNED, anchor
    else:
        status, word = _noun(token, kind)
    if status in (OCCURRED, ONGOING) and _conditional(anchor):
        status = POSSIBLE
    return status, Span(word.idx, word.idx + len(word)) if word is not None else None


def _ends(verb: Token) -> bool:
    """Whether the verb ends the agreement or the talks that are its object: "suspended the pact", "broke off talks"."""
    off = verb.lemma_ in ("break", "call") and any(c.lower_ == "off" for c in verb.children)
    return off or verb.lemma_.lower() in UNMAKING | {"suspend", "abandon"}


def _conditional(token: Token) -> bool:
    above = [t for t in (token, *token.ancestors) if is_verb(t)]
    conditions = [c for c in token.children if c.dep_ == "advcl"]  # "if the court agrees, Kenya sends"
    return any(
        c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for t in (*above, *conditions) for c in t.children
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
    """The status of a verb, from its auxiliaries, and for infinitives and gerunds from what governs them."""
    helpers = _helpers(verb)
    by_word = {c.lower_: c for c in helpers}
    negation = next((c for c in helpers if c.dep_ == "neg"), None) or _no_object(verb, kind)
    if negation is not None:
        return (PLANNED if only_later(verb) else DENIED), negation
    for word, child in by_word.items():
        if word in FUTURE:
            return PLANNED, child
        if word in ("may", "might", "could", "can"):
            return POSSIBLE, child
    if by_word.keys() & {"would"} and verb.dep_ == "ccomp" and verb.head.lemma_ in REPORTING:
        return PLANNED, by_word["would"]  # "said that it would attack" is "will attack", told later
    if by_word.keys() & {"would", "should", "must"}:
        bound = "would" in by_word or (kind == "troop_movement" and "must" in by_word)
        return _governed(verb, kind, PLANNED if bound and kind != "attack" else POSSIBLE)
    bare = (verb.tag_ == "VBG" or "being" in by_word) and not by_word.keys() & BE  # "said that they were leaving"
    ordained = kind == "troop_movement" and "be" in by_word  # "the decision that all units be withdrawn"
    if ordained or "to" in by_word or (bare and verb.dep_ in ("xcomp", "pcomp", "ccomp")):
        return _governed(verb, kind, None)
    if kind == "troop_movement" and (told := _by_form(verb, set(by_word), kind)) is not None:
        return told
    if verb.lemma_ in PROMISES and kind == "troop_movement":
        return PLANNED, verb
    if verb.tag_ != "VBG":
        return _spoken(verb, kind)
    if by_word.keys() & BE:
        soon = kind == "troop_movement" and verb.lemma_ in ("send", "deploy") and by_word.keys() & {"is", "are", "'re"}
        return (PLANNED if soon else ONGOING), verb
    return _participle(verb, kind)


def _by_form(verb: Token, helpers: set[str], kind: str) -> tuple[str, Token | None] | None:
    """What the form of a verb of moving says, where its tense alone would mislead."""
    if helpers == {"be"} and verb.tag_ == "VBN":
        return _governed(verb, kind, PLANNED)  # "the decision that all units be withdrawn"
    if helpers & {"was", "were"} and verb.tag_ == "VBG" and verb.dep_ == "advcl":
        return OCCURRED, None  # "came as the Ugandans were going home"
    return on_the_way(verb) if verb.lemma_ == "be" else None


def _spoken(verb: Token, kind: str) -> tuple[str, Token | None]:
    """What a verb of saying makes of its finite clause: "denied that it had attacked", "is suspected to have"."""
    head = verb.head
    being = next((c for c in verb.children if c.lower_ == "being" and c.dep_ == "auxpass"), None)
    if being is not None and any(c.lower_ in BE for c in verb.children if c.dep_ == "aux"):
        return ONGOING, being  # "are being withdrawn"
    if head.lemma_ == "see" and verb.dep_ == "ccomp" and kind == "troop_movement":
        return _verb(head, kind)  # "the plan will see a brigade leave"
    if verb.tag_ == "VB" and head.lemma_ == "help" and verb.dep_ in ("ccomp", "xcomp"):
        return _governed(verb, kind, None)  # "could help the rebels regroup"
    if (
        verb.dep_ in ("ccomp", "xcomp", "pcomp")
        and head.lemma_ in DENYING
        and not any(c.dep_ == "neg" for c in head.children)
    ):
        return DENIED, head
    return (POSSIBLE, head) if verb.dep_ == "ccomp" and head.lemma_ in DOUBTING else (OCCURRED, None)


def _no_object(verb: Token, kind: str) -> Token | None:
    """The "no" of "fired no rockets", "no soldiers would go"."""
    roles = ("dobj",) if kind == "attack" else ("dobj", "nsubj", "nsubjpass")
    return next((d for c in verb.children if c.dep_ in roles for d in c.children if none(d)), None)


def _participle(verb: Token, kind: str) -> tuple[str, Token | None]:
    """A participle has the status of the verb it hangs on; with a subject of its own it tells what an announcement
    holds."""
    head = verb.head
    if rules_out(verb):
        return DENIED, head
    if verb.dep_ not in ("advcl", "acl", "dep", "conj") or not is_verb(head) or head == verb:
        return OCCURRED, None
    if any(c.dep_ == "nsubj" for c in verb.children):
        return (PLANNED, head) if head.lemma_ in ("announce", "agree", "plan", "sign") else (OCCURRED, None)
    status, word = _verb(head, kind)
    were = any(c.lower_ in ("was", "were") for c in head.children if c.dep_ == "aux")
    return (OCCURRED, None) if status == ONGOING and were and kind == "attack" else (status, word)


def _governed(verb: Token, kind: str, otherwise: str | None) -> tuple[str, Token | None]:
    """The status that the governing words give to an infinitive, gerund or "would" clause."""
    verb = first_of_row(verb)
    head = verb.head
    if head == verb:  # "Denmark to send troops": a headline
        return otherwise or PLANNED, None
    if head.lower_ in ("is", "are", "was", "were", "be") and verb.dep_ == "xcomp":
        return PLANNED, head
    for head in islice(verb.ancestors, 5):
        lemma = head.lemma_.lower()
        if kind == "agreement" and lemma in ACCORDS:
            return ACCORDS[lemma], None
        if verb.head == head and (bound := obliged(verb)):
            return bound, head
        if kind == "troop_movement" and is_verb(head) and (lemma in SENDING or _attempting(head)):
            return _verb(head, kind)  # "were sent to reinforce the town" is one movement
        if lemma in CLASS and lemma not in REPORTING:
            return _combine(CLASS[lemma], head, kind), head
        if against(head):
            return DENIED, head
        if (lemma == "go" and head.tag_ == "VBG") or (lemma in GRANTING and kind == "troop_movement"):
            return PLANNED, head
        if head.dep_ == "prep" and head.lower_ in ("after", "since", "by", "for"):
            return OCCURRED, None
        if is_verb(head) and verb.dep_ == "advcl" and lemma != "be":
            return (otherwise or POSSIBLE), None
    return otherwise or OCCURRED, None


def _attempting(verb: Token) -> bool:
    """Whether it is being tried, and so is under way: "are attempting to enter the town"."""
    return verb.lemma_ in ATTEMPTS and verb.tag_ == "VBG"


def _combine(given: str, governor: Token, kind: str) -> str:
    """The governor's own tense and negation put together with what it does to the event."""
    helpers = {c.lower_ for c in governor.children if c.dep_ in ("aux", "neg")}
    if any(c.dep_ == "neg" or c.lower_ == "no" for c in governor.children):
        return DENIED if given in (PLANNED, ONGOING, OCCURRED) else POSSIBLE
    if given in (ONGOING, OCCURRED) and helpers & FUTURE:
        return PLANNED
    if given in (ONGOING, OCCURRED, PLANNED) and helpers & {"may", "might", "could", "would"}:
        return POSSIBLE if "would" not in helpers else PLANNED
    if given == ONGOING and "to" in helpers:
        return _governed(governor, kind, PLANNED)[0]
    return given


def _noun(token: Token, kind: str) -> tuple[str, Token | None]:
    """The status of an event noun, from its adjectives, its negation, and what governs it."""
    ruled = _ruled_out(token) or imagined(token)
    if ruled is not None:
        return ruled
    if any(c.lower_ == "no" for c in token.children):
        return DENIED, token
    for child in modifiers(token):
        if child.dep_ == "amod" and child.lower_ in BY_ADJECTIVE:
            return BY_ADJECTIVE[child.lower_], child
    below = token
    for head in _near_governors(token):
        given = _by_governor(head, below, kind)
        if given is not None:
            return given
        if is_verb(head) and not (head.tag_ == "VB" and head.dep_ == "xcomp"):
            return _by_clause(head)
        below = head
    return OCCURRED, None


def _by_governor(head: Token, below: Token, kind: str) -> tuple[str, Token | None] | None:
    """What a governing verb or noun does to the event noun; None when it leaves it as it is."""
    lemma = head.lemma_.lower()
    if against(head):
        return DENIED, head  # "no timetable for a withdrawal"
    if is_verb(head) and head.dep_ == "ccomp" and head.head.lemma_ in DENYING:
        return DENIED, head.head
    spoken = lemma in REPORTING and lemma != "announce"
    naming = lemma == "call" and not any(c.lower_ in ("for", "on") for c in head.children)
    if lemma not in CLASS or spoken or naming or below.dep_ == "nsubj":
        return None
    given = CLASS[lemma]
    if kind == "agreement" and head.dep_ == "dobj" and head.head.lemma_ in _TURNING_DOWN:
        return DENIED, head.head  # "dismissed a ceasefire proposal"
    if kind == "attack" and lemma == "expect":
        return POSSIBLE, head
    if kind == "attack" and given in (PLANNED, DENIED) and lemma not in PLANS_ATTACK:
        return None
    if kind == "agreement" and lemma in ("reject", "refuse"):
        return DENIED, head
    if kind == "agreement" and given in (PLANNED, ONGOING):
        return None
    return _combine(given, head, kind), head


_TURNING_DOWN = ("reject", "dismiss", "refuse", "spurn", "decline")


def _by_clause(verb: Token) -> tuple[str, Token | None]:
    """What the modality of the clause says of an event noun in it."""
    if verb.dep_ in ("acl", "ccomp", "relcl"):
        doubt = [t for t in (verb.head, *verb.head.subtree) if t.lemma_.lower() in SPECULATIVE and t.i < verb.i]
        if doubt:
            return POSSIBLE, doubt[0]
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    told = verb.dep_ == "ccomp" and verb.head.lemma_ in REPORTING
    if helpers & FUTURE or (told and "would" in helpers):
        return PLANNED, verb
    return (POSSIBLE, verb) if helpers & MAY else (OCCURRED, None)


def _ruled_out(token: Token) -> tuple[str, Token | None] | None:
    verb = token.head
    if not is_verb(verb):
        return None
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod")}
    if (verb.lemma_ == "rule" and "out" in particles) or verb.lemma_ in ("deny", "reject", "refuse", "exclude"):
        return DENIED, verb
    if (verb.lemma_ == "call" and "off" in particles) or verb.lemma_ in ("cancel", "scrap", "abort", "suspend", "halt"):
        return CANCELLED, verb
    return None


def _near_governors(token: Token) -> list[Token]:
    """Governors within the clause: up to and with the next verb, and beyond it only through infinitives."""
    found: list[Token] = []
    for head in token.ancestors:
        if head.dep_ == "prep" and head.lower_ not in GOVERNED_BY:
            break
        found.append(head)
        if is_verb(head) and not any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children):
            break
    return found
