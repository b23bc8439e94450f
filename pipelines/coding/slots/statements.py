"""Speech acts about military presence: demands to leave, votes, refusals, promises to stay.

Here belong the verbs of demanding, backing, opposing and voting, and the rule that makes a statement of the movement
they govern.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.slots.status_words import REPORTS
from pipelines.coding.slots.wishes import is_asked
from pipelines.coding.words.lexicon import FIGURATIVE_OBJECTS, PEACETIME, STRICT_TROOPS, WEAPONS, words
from pipelines.coding.words.syntax import (
    SUBJECTS,
    after,
    doers,
    is_noun,
    is_passive,
    is_verb,
    modifiers,
    objects,
    subjects,
)

SPEECH = {
    "demand": "demand urge call ask want request recommend appeal pressure seek implore beg",
    "support": "support back welcome thank favor favour applaud endorse hail praise",
    "oppose": "oppose reject criticize criticise denounce protest resist",
    "vote": "vote approve adopt pass ratify endorse authorize authorise",
}
"""Verbs by what their subject wants of a movement of forces."""

_ACT = {word: act for act, words in SPEECH.items() for word in words.split()}
_AWAY = frozenset(("withdrawal", "drawdown", "base_transfer"))

SUBTYPE = {
    ("demand", True): "demand_withdrawal",
    ("demand", False): "request_presence",
    ("support", True): "support_withdrawal",
    ("support", False): "support_deployment",
    ("oppose", True): "oppose_withdrawal",
    ("oppose", False): "demand_withdrawal",
    ("vote", True): "vote_resolution",
    ("vote", False): "vote_resolution",
}
"""The statement that an act makes of a movement away (True) or towards (False)."""


def speech_act(mention: Mention) -> tuple[str, Token] | None:
    """The statement subtype and its verb, when a movement is only the content of a demand, request, vote or opinion."""
    if mention.sense.type != "troop_movement":
        return None
    token = mention.anchor
    for _ in range(5):
        head = token.head
        if head == token or head.lemma_.lower() in REPORTS:
            return None  # "rejected the claim that its troops had massed"
        act = None if is_asked(token) else _ACT.get(head.lemma_.lower())
        if head.lemma_ == "call" and is_noun(mention.token) and not any(c.lower_ == "for" for c in head.children):
            act = None  # "called off the withdrawal", "called it a withdrawal"
        own = any(c.dep_ in SUBJECTS for c in token.children)
        if head.lemma_ in ("want", "seek") and token.dep_ == "xcomp" and not own:
            act = None  # "wants to withdraw its soldiers", but "wants them to leave"
        if act is not None and (
            is_verb(head) or head.lemma_.lower() in ("call", "demand", "request", "appeal", "vote")
        ):
            if act == "vote" and not _body(head):
                return None
            home = _homeward(mention.token)
            return SUBTYPE[act, home or mention.subtype in _AWAY], head
        if is_verb(head) and head.dep_ not in ("xcomp", "ccomp") and head.lemma_ not in ("withdraw", "leave", "be"):
            return None
        token = head
    return None


def _homeward(word: Token) -> bool:
    """Whether those who are wanted back are another's own: "demanded the return of its soldiers", "to bring your troops
    back"."""
    if word.lemma_ == "bring" and any(c.lower_ in ("back", "home") for c in word.children):
        return any(c.dep_ == "poss" for o in objects(word) for c in o.children)
    return word.lemma_ == "return" and is_noun(word)


_BODIES = words(
    """parliament council assembly senate congress house bundestag duma knesset league lawmaker mp member nation
    cabinet"""
)


def _body(verb: Token) -> bool:
    """Whether those who vote are a body that votes: a parliament, a council, a league, member states."""
    return any(t.lemma_.lower() in _BODIES for s in subjects(verb) for t in (s, *modifiers(s)))


_VOTED_ON = STRICT_TROOPS | words("mission withdrawal deployment peacekeeping pullout mandate")
_PROLONGING = words("extend renew prolong agree")
"""What a council does with the mandate of a force: "renewed the mandate", "agreed to extend the mission"."""


def votes(token: Token) -> bool:
    """Whether a body votes on forces: "the Assembly approved a mission", "nations voted for an Arab force"."""
    ballots = [o for o in objects(token) if o.lemma_ == "vote"] if token.lemma_ in ("take", "hold") else []
    decides = _ACT.get(token.lemma_.lower()) == "vote" or token.lemma_ in _PROLONGING
    if not (ballots or decides) or not is_verb(token) or not _body(token):
        return False
    matter = [
        *objects(token),
        *after(token, ("for", "on", "against", "to")),
        *(c for c in token.children if c.dep_ == "xcomp"),
    ]
    return any(t.lemma_.lower() in _VOTED_ON for m in matter for t in m.subtree)


_MEANING = words("intend plan want vow pledge promise decide agree")
STAY = words("remain stay continue keep maintain")


def stays(token: Token) -> bool:
    """Whether the verb says that forces will or may stay: "will remain deployed", "may stay after 2026"."""
    if token.lemma_.lower() not in STAY or not is_verb(token):
        return False
    if any(c.lower_ in ("out", "away", "off") for c in token.children):
        return False  # "to keep them out"
    if any(c.dep_ == "acomp" and c.lemma_ not in ("present", "deploy", "deployed") for c in token.children):
        return False  # "will remain able to", "will stay neutral"
    helpers = {c.lower_ for c in token.children if c.dep_ == "aux"}
    above = token.head
    if "to" in helpers and (above.lemma_ in _MEANING or _bound_to(above)):
        return True  # "intends to keep its troops", "are to stay", "is expected to remain"
    if token.tag_ == "VBG" and token.dep_ == "pcomp" and above.lower_ in ("to", "on"):
        return above.head.lemma_ in ("commit", "committed", "insist")  # "is committed to keeping its troops"
    return bool(helpers & {"will", "may", "might", "could", "would", "'ll", "shall"})


def _bound_to(verb: Token) -> bool:
    """Whether what stands below a verb is due: "are to", "is there to", "are expected to"."""
    due = is_passive(verb) and verb.lemma_ in ("expect", "set", "schedule", "slate")
    return due or (verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP", "VBD"))


def refuses_to_go(verb: Token) -> bool:
    """Whether the verb says that forces will not leave: "will not withdraw", "won't be leaving"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    never = any(c.dep_ == "neg" for c in verb.children) and bool(helpers & {"will", "wo", "'ll", "shall"})
    later = any(c.dep_ in ("prep", "advcl", "mark") and c.lower_ in ("before", "until") for c in verb.subtree)
    out = verb.lemma_ in ("pull", "get", "move", "bring") and any(c.lower_ in _OUT for c in verb.children)
    return never and not later and (out or verb.lemma_ in _LEAVING)


_OUT = words("out home away back")
_LEAVING = words("leave withdraw quit depart go")
TERMS = words("mission mandate deployment stay presence tour operation engagement peacekeeping")


def extends(verb: Token) -> bool:
    """Whether the time of a mission is made longer: "extended its deployment by a year"."""
    terms = {o.lemma_.lower() for o in (subjects(verb) if is_passive(verb) else objects(verb))} & TERMS
    return verb.lemma_ in ("extend", "prolong", "renew", "lengthen") and is_verb(verb) and bool(terms)


def speakers(verb: Token) -> list[Token]:
    """Who makes the speech act."""
    if is_noun(verb):
        own = [c for c in verb.children if c.dep_ in ("poss", "compound", "amod")]
        return own or (doers(verb.head) if verb.dep_ == "dobj" and is_verb(verb.head) else [])
    return doers(verb)


def asks_for(verb: Token) -> list[Token]:
    """What is asked for: the force of "asked for such a force", "appealed to Paris for troops"."""
    if _ACT.get(verb.lemma_.lower()) != "demand" or any(c.dep_ == "neg" for c in verb.children):
        return []
    asked = after(verb, ("for",)) + (objects(verb) if verb.lemma_ in ("request", "seek") else [])
    return [t for t in asked if not any(c.dep_ in ("relcl", "acl") for c in t.children)]


_FORCE = words(
    """attack strike bomb shell fire shoot retaliate respond answer avenge punish hit destroy invade retake recapture
    fight crush annihilate kill target bombard raid storm capture seize resume use"""
)
_FORCEFUL = words("retaliation revenge vengeance strike attack war reprisal countermeasure response force offensive")


def threatens(verb: Token) -> str | None:
    """Whether a verb announces armed force by those who speak: "warned that it would strike back", "vowed revenge"."""
    lemma = verb.lemma_.lower()
    if lemma not in ("threaten", "warn", "vow", "swear", "promise") or any(c.dep_ == "neg" for c in verb.children):
        return None
    subtype = "threat" if lemma in ("threaten", "warn") else "vow"
    if any(o.lemma_.lower() in _FORCEFUL for o in objects(verb)) and lemma != "warn":
        return subtype
    for child in verb.children:
        own = [c for c in child.children if c.dep_ in SUBJECTS]
        itself = all(s.tag_ == "PRP" or s.lemma_.lower() in STRICT_TROOPS for s in own)
        coming = any(c.lower_ in ("would", "will", "to") for c in child.children)
        if child.dep_ in ("xcomp", "ccomp") and itself and coming and _by_force(child):
            return subtype
    return None


def _by_force(verb: Token) -> bool:
    """Whether a verb is one of armed force, or of answering: "act with force", "take forceful countermeasures"."""
    if verb.lemma_.lower() in ("take", "act", "answer", "respond", "use", "resume"):
        return bool({t.lemma_.lower() for t in verb.subtree} & (_FORCEFUL | WEAPONS))
    figurative = any(o.lemma_.lower() in FIGURATIVE_OBJECTS | PEACETIME for o in objects(verb))
    return verb.lemma_.lower() in _FORCE and not figurative
