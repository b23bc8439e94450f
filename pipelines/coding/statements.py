"""Speech acts about military presence: demands to leave, votes, refusals, promises to stay.

Here belong the verbs of demanding, backing, opposing and voting, and the rule that makes a statement of the movement
they govern.
"""

from spacy.tokens import Token

from pipelines.coding.frames import Mention
from pipelines.coding.lexicon import STRICT_TROOPS, words
from pipelines.coding.syntax import SUBJECTS, after, doers, is_noun, is_verb, modifiers, objects, subjects

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
        if head == token:
            return None
        act = _ACT.get(head.lemma_.lower())
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
            return SUBTYPE[act, mention.subtype in _AWAY], head
        if is_verb(head) and head.dep_ not in ("xcomp", "ccomp") and head.lemma_ not in ("withdraw", "leave", "be"):
            return None
        token = head
    return None


_BODIES = words(
    """parliament council assembly senate congress house bundestag duma knesset league lawmaker mp member nation
    cabinet"""
)


def _body(verb: Token) -> bool:
    """Whether those who vote are a body that votes: a parliament, a council, a league, member states."""
    return any(t.lemma_.lower() in _BODIES for s in subjects(verb) for t in (s, *modifiers(s)))


_VOTED_ON = STRICT_TROOPS | words("mission withdrawal deployment peacekeeping pullout")


def votes(token: Token) -> bool:
    """Whether a body votes on forces: "the Assembly approved a mission", "nations voted for an Arab force"."""
    if _ACT.get(token.lemma_.lower()) != "vote" or not is_verb(token) or not _body(token):
        return False
    matter = [
        *objects(token),
        *after(token, ("for", "on", "against", "to")),
        *(c for c in token.children if c.dep_ == "xcomp"),
    ]
    return any(t.lemma_.lower() in _VOTED_ON for m in matter for t in m.subtree)


STAY = words("remain stay continue keep maintain")


def stays(token: Token) -> bool:
    """Whether the verb says that forces will or may stay: "will remain deployed", "may stay after 2026"."""
    if token.lemma_.lower() not in STAY or not is_verb(token):
        return False
    if any(c.dep_ == "acomp" and c.lemma_ not in ("present", "deploy", "deployed") for c in token.children):
        return False  # "will remain able to", "will stay neutral"
    helpers = {c.lower_ for c in token.children if c.dep_ == "aux"}
    return bool(helpers & {"will", "may", "might", "could", "would", "'ll", "shall"})


def speakers(verb: Token) -> list[Token]:
    """Who makes the speech act."""
    if is_noun(verb):
        return [c for c in verb.children if c.dep_ in ("poss", "compound", "amod")]
    return doers(verb)
