"""Which end of a movement a place is: where it starts, where it leads, what is only on the way or meant by it.

Here belongs the reading of prepositions between a place and a word for a movement. Which of the places of a sentence an
event keeps is decided in `siting`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.motion import CONVEYANCES, MOTION
from pipelines.coding.places.place_words import TYPES
from pipelines.coding.slots.place_ties import BEARINGS
from pipelines.coding.words.lexicon import SITES, words
from pipelines.coding.words.syntax import is_noun, is_verb, wide_phrase

FROM = ("from", "out", "off", "leaving")
TO = ("to", "into", "toward", "towards", "onto", "for")
ALONG = ("through", "via", "past", "by")
"""Prepositions for what lies on the way and is no end of it: "left by rail through Belarus"."""
_STATIONED = words("station base deploy house serve locate")
COMING = words("arrival deployment advance incursion redeployment")
"""Movements towards a place."""


def preposition(token: Token, mention: Mention) -> str:
    """The preposition that leads from the event word down to the place."""
    word, inner = "", token
    token = _beside_another(token)
    for ancestor in [token, *token.ancestors]:
        if ancestor in (mention.token, mention.anchor):
            break
        if ancestor.lemma_ == "direction" and ancestor.head.lower_ == "in":
            return "towards"  # "drove off in the direction of Tskhinvali"
        if ancestor.dep_ == "prep" and ancestor.lower_ not in ("of", "near", "outside", "around", "since"):
            if ancestor != token.head and any(c.lemma_.lower() in CONVEYANCES for c in ancestor.children):
                continue  # "came ashore from a ship at Gao"
            if ancestor.lower_ == "for" and any(c.ent_type_ in ("DATE", "TIME") for c in ancestor.children):
                continue  # "trapped for three months in Goma"
            ends = word in FROM + TO and ancestor.lower_ not in FROM + TO  # "by road to Gao", "after a march from Gao"
            named = inner.head.tag_ == "NNP" or inner.head.lower_ in TYPES  # "to Cauca province from Cali"
            ends = ends or (word in FROM + TO and (inner.head == ancestor or named))
            word, inner = (word, inner) if ends else (ancestor.lower_, ancestor)  # "from Homs to Idlib"
        if is_verb(ancestor) and ancestor.lemma_ in _STATIONED and ancestor.dep_ in ("acl", "relcl"):
            word = ""
    return word


def role(head: Token, mention: Mention) -> str:
    """Which slot of the event a place fills: `origin`, `destination` or `location`."""
    if mention.sense.type != "troop_movement":
        return "location"
    word = preposition(head, mention)
    subtype = mention.sense.subtype
    if word == "after":  # "after four months in Gao"
        return "origin"
    if _where_they_stood(head, mention):
        return "origin"
    if subtype in ("exercise", "blockade", "base_transfer", "base_opening", "boarding"):
        return "origin" if subtype == "base_transfer" and word in FROM else "location"
    if word in FROM and subtype == "rotation" and head.head.lower_ not in FROM:
        return "destination"  # "took over from a battalion in Herat"
    if word in FROM and not (word == "off" and subtype in COMING):
        return "origin"
    if word in TO or _beyond(head, mention) or word in ("behind", "beyond"):
        return "destination"
    if subtype in ("withdrawal", "drawdown"):
        return "origin"
    return "destination"


def _beyond(head: Token, mention: Mention) -> bool:
    """Whether they go to a side of it: "to withdraw north of the Litani"."""
    side = head.head.head
    goes = side.head in (mention.token, mention.anchor) and is_verb(side.head)
    return head.dep_ == "pobj" and head.head.lower_ == "of" and side.lower_ in BEARINGS and goes


def _where_they_stood(head: Token, mention: Mention) -> bool:
    """Whether a clause on those who move tells where they were: "soldiers trapped in Goma", "holding the pass"."""
    movers = (*mention.agents, *mention.patients)
    for token in head.ancestors:
        if token in (mention.token, mention.anchor):
            return False
        if token.lemma_ in _GATHERING and mention.token in token.conjuncts:
            return True  # "the men are regrouping in Belarus and will be sent to the Donbas"
        if token.dep_ in ("acl", "relcl") and token.head in movers:
            return token.lemma_ in _HOLDING | _STATIONED and mention.token not in token.subtree
    return False


_GATHERING = words("regroup assemble mass gather train refit rest wait muster")
_HOLDING = words(
    """rest train refit recuperate confine quarter billet hold trap guard defend garrison occupy besiege encircle
    surround camp cut man hole"""
)


def _beside_another(token: Token) -> Token:
    """The noun that "in X" follows at once, wherever the parser hung it: "to barracks in Juba", "to Leh in Ladakh"."""
    before = token.head
    if token.dep_ != "pobj" or before.lower_ not in ("in", "at", "near") or before.i == 0:
        return token
    left = before.nbor(-1)
    follows = left.dep_ == "pobj" and left.head.lower_ in FROM + TO and is_noun(left)
    return left if follows and left != before.head else token


def is_no_end(head: Token, mention: Mention) -> bool:
    """Whether a place is only on the way of a movement or in its reason: "through Belarus", "to counter threats from
    Iran", "for a war against Ukraine", "after training in Vicenza"."""
    if mention.sense.type != "troop_movement":
        return False
    word, above = preposition(head, mention), head.head
    if word in ("via", "past") or (word in ALONG and mention.sense.subtype in ("withdrawal", "drawdown")):
        return True
    if word == "after":
        return not any(t.lemma_.lower() in _STAYS for t in head.ancestors)
    if _where_agreed(head, mention):
        return True
    if head.dep_ != "pobj" or not is_noun(above.head) or above.head == mention.token:
        return False
    if above.lower_ == "against":
        return True
    moved = {t.i for force in (*mention.agents, *mention.patients) for t in wide_phrase(force)}
    starts = (
        above.head.i in moved or above.head.tag_ == "NNP" or above.head.lemma_.lower() in SITES | TYPES.keys() | _TRIPS
    )
    return above.lower_ == "from" and not starts


def _where_agreed(head: Token, mention: Mention) -> bool:
    """Whether the place is only where a deal was made or its makers met: "under the truce signed in Pretoria"."""
    if head.dep_ != "pobj" or head.head.lower_ not in ("in", "at"):
        return False
    for token in head.ancestors:
        if token in (mention.token, mention.anchor) or mention.token.is_ancestor(token):
            return False
        if token.lemma_.lower() in _MEETINGS or (token.lemma_ in _AGREEING and is_verb(token)):
            return mention.token not in token.subtree
    return False


_MEETINGS = words("talk summit meeting conference negotiation ceremony")
_AGREEING = words("sign reach strike conclude broker agree negotiate initial meet announce")
_TRIPS = words("march journey trip flight voyage drive trek way retreat withdrawal pullout convoy column road")
_STAYS = words("year month week day tour deployment mission stint stay spell rotation")
"""After which those who were somewhere go: "after four months in Gao"."""


def goes_there(head: Token, mention: Mention) -> bool:
    """Whether the clause of the place tells of going, if the movement has its ends in another one: "left Gao, heading
    for Kidal", not "left Gao to prepare for an assault on Kidal"."""
    for token in head.ancestors:
        if token in (mention.token, mention.anchor):
            return True
        if is_verb(token) and token.dep_ != "amod":
            return token.lemma_ in MOTION | _STATIONED | _ARRIVING
    return True


_ARRIVING = words(
    """arrive return reach enter leave deploy redeploy withdraw cross relocate bind land join retreat depart transfer
    evacuate send bring take bolster reinforce replace hold defend guard protect secure retake recapture patrol help"""
)
