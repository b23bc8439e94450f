"""What looks like a movement of forces and is none: missiles in flight, relief, forces that stand, what is left undone.

Here belong the tests that undo a verb or noun of movement. What makes one is in `forces`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.force_nouns import is_force
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.motion import CAUSED, MOTION, PUSHING, way_of
from pipelines.coding.event_words.stand_ins import in_flight, is_drone
from pipelines.coding.reading import Reading
from pipelines.coding.words.lexicon import (
    BASES,
    CASUALTY,
    CIVIL,
    CRAFT,
    GROUND,
    NOT_GROUND,
    RELIEF,
    STRICT_TROOPS,
    words,
)
from pipelines.coding.words.syntax import SUBJECTS, after, is_noun, is_passive, is_verb, modifiers, objects, wide_phrase

_TO_GROUND = words("leave exit quit enter abandon vacate cross penetrate reach")
_ONLY_GROUND = words("reach violate cross penetrate")
GIVING = words("give hand provide supply contribute add promise pledge offer install")
_STEERING = words("fly sail drive land")
_CARRYING = words("move fly sail drive ship land roll airlift ferry")
ARMS = words("gun weapon weaponry missile launcher equipment materiel arm rocket radar howitzer")
"""What an army moves that is no force by itself."""
_PLACED = words("commit deploy post position station garrison base house quarter billet")
_KEPT = words("station garrison position base house quarter billet")
"""Those of them that say where a force is, and only with an object that it is sent: "will station 500 men there"."""
_ARE = words("is are 's 're")


def brings_relief(verb: Token, reading: Reading) -> bool:
    """Whether the clause tells of a flood, a fire or the like, or a text that is more about one than about war:
    soldiers dig for the buried, too."""
    if reading.conflict < _PLAIN_WAR and len({t.lemma_.lower() for t in verb.doc} & RELIEF) >= _SEVERAL:
        return True
    return any(t.lemma_.lower() in RELIEF and t.tag_ not in ("NNP", "NNPS") for t in verb.subtree)  # not "Tornado jets"


_PLAIN_WAR, _SEVERAL = 7, 3


def moves_other(mention: Mention, done_to: list[Token], reading: Reading) -> bool:
    """Whether something else is moved, or no force that marches: "drones dropped grenades on the post"."""
    if done_to and mention.frame == "move" and not any(_may_move(t, reading) for t in done_to):
        return True
    away = any(c.lower_ in ("off", "away", "out", "back") for c in mention.token.children)
    theirs = not is_passive(mention.token) or after(mention.token, ("by",))
    if away and mention.token.lemma_ in PUSHING and done_to and theirs:
        return True  # "drove the enemy off"
    return _not_marching(mention, [t for t in done_to if is_force(t, reading)])


def _may_move(token: Token, reading: Reading) -> bool:
    """Whether an object can be what moves, or the ground on which it moves."""
    ground = {t.lemma_.lower() for t in wide_phrase(token)} & (GROUND | BASES | {"flag", "camp", "home", "anchor"})
    if token.like_num and any(c.lower_ == "of" for c in token.children):
        return is_force(token, reading)  # "pulled 200 of its civilian staff out"
    return (
        is_force(token, reading)
        or token.tag_ not in ("NN", "NNS")
        or bool(ground)
        or token.i in reading.place_at
        or (token.lemma_.lower() in ARMS | CIVIL | _MEANS)
    )


_MEANS = words("sail landfall foot residence place position post street road way charge lorry truck bus train flight")


def _not_marching(mention: Mention, sent: list[Token]) -> bool:
    """Whether what goes are missiles in flight or the hurt, or goes nowhere: "two drones headed for the base", "the
    wounded soldiers were flown out", "helicopters flew overhead"."""
    token = mention.token
    movers = sent or mention.agents
    if any({t.lemma_.lower() for t in modifiers(m)} & _UNFIT for m in movers if is_noun(m)):
        return True
    if token.dep_ == "conj" and token.head.lemma_ in CASUALTY | {"hurt"} and is_passive(token):
        return True  # "were injured and evacuated by air"
    if not sent and any(in_flight(m) for m in movers):
        return mention.sense.subtype != "incursion" or not any(is_drone(m) for m in movers)
    troops = any(m.tag_ in ("NNS", "NNPS") and m.lemma_.lower() in STRICT_TROOPS | CRAFT for m in movers)
    gone = troops and token.lemma_ == "go" and any(c.lemma_ == "have" for c in token.children if c.dep_ == "aux")
    aimless = token.lemma_ in _AIMLESS and mention.sense.subtype != "incursion" and not gone
    return aimless and not sent and not any(_leads(c) for c in token.children)


def _leads(word: Token) -> bool:
    """Whether a word beside a verb of going tells where or when one goes: "in May", not "in Goma" or "overhead"."""
    if word.dep_ == "prep" and word.lower_ in ("in", "for"):
        ends = [t for t in word.children if t.dep_ == "pobj"]
        timed = any(t.ent_type_ == "DATE" for t in ends)
        return timed if word.lower_ == "in" else not any(t.lemma_ == "time" for t in ends)
    return word.lower_ in _WAYS


_AIMLESS = words("fly sail drive come go move")
_WAYS = words(
    """to into from for in out off home back across through toward towards north south east west up down onto away there
    here along over past closer nearer forward ahead against on inland within inside as"""
)
_UNFIT = CASUALTY | words("captured retired former sick fallen ailing")


def idle(mention: Mention, done_to: list[Token], reading: Reading) -> bool:
    """Whether the verb goes nowhere, or moves something else: "pilots fly jets", "the army moves coal", "the gunmen
    fled"."""
    token, lemma = mention.token, mention.token.lemma_.lower()
    if _says_other(token, lemma, done_to):
        return True
    if lemma == "patrol":  # soldiers patrol their streets by habit, ships are sent to
        return not any(t.lemma_.lower() in CRAFT for t in mention.agents)
    if lemma == "flee":  # gunmen flee after any attack; a force flees to or from somewhere
        ends = [*after(token, ("to", "into", "across", "from", "over", "toward", "towards")), *done_to]
        return not any(
            t.i in reading.place_at or t.lemma_ in ("border", "country", "city") for o in ends for t in o.subtree
        )
    if mention.frame == "leave":
        return _leaves_behind(mention, reading)
    if lemma in _KEPT and done_to and not any(is_force(t, reading) for t in done_to):
        return True  # "who garrisoned the border posts"
    if lemma in _AWAITED:
        return any(c.dep_ in ("xcomp", "ccomp", "advcl") for c in token.children) or not _ends_named(token, reading)
    if lemma == "return" and done_to and not any(is_force(t, reading) for t in done_to):
        return True  # "returned the barracks to the state"
    if lemma in _ORDERS and way_of(token) is None and not any(c.lower_ == "out" for c in token.children):
        joined = {c.lemma_ for c in token.children if c.dep_ in ("xcomp", "ccomp")} & _SERVING
        ends = [
            *after(token, ("to", "into")),
            *(t for o in done_to for t in o.subtree if t.head.lower_ in ("to", "into")),
        ]
        return not joined and not any(t.i in reading.place_at or t.lemma_.lower() in _FRONTS for t in ends)
    people = any(is_force(t, reading) and t.lemma_.lower() not in CRAFT for t in done_to)
    if lemma in _STEERING and done_to and not people:
        return True
    if lemma in GIVING and after(token, ("with",)):
        return True  # "supplied the rebels with arms"
    if any(t.lemma_ == "headquarters" for t in done_to):
        return not any(is_force(t, reading) for t in mention.agents)  # "the army moved its headquarters to Gao"
    carried = any(is_force(t, reading) or t.lemma_.lower() in ARMS or t.i in reading.place_at for t in done_to)
    return lemma in _CARRYING and bool(done_to) and not carried


def _says_other(token: Token, lemma: str, done_to: list[Token]) -> bool:
    """Whether the verb with what stands beside it says something else: "struck a camp" is no "struck camp", "bring the
    force to 970" a level, "the unit that Chad promised has landed" one movement, who follows another goes nowhere."""
    if lemma in ("strike", "break"):
        return any(c.dep_ == "det" for o in done_to for c in o.children)
    if lemma in ("bring", "take"):
        return any(t.like_num for t in after(token, ("to",)))
    if lemma == "join" and token.tag_ == "VB" and token.dep_ in ("xcomp", "advcl"):
        return token.head.lemma_.lower() in MOTION | CAUSED  # "are moved to Bastar to join the 14,000 there"
    if lemma == "follow":
        return bool(done_to) or is_passive(token)
    if lemma in ("withdraw", "recall") and done_to and any(c.lower_ == "as" for c in token.children):
        return True  # "withdrew the figure as a mistake"
    if lemma in _PROMISED and is_passive(token) and (_receives(token) or not done_to):
        return True
    if lemma in _JOINING and token.tag_ == "VB" and token.dep_ in ("xcomp", "advcl") and token.head.lemma_ in _SENDING:
        return True  # "flew 200 men out to join the battalion" tells one movement
    return lemma in _PROMISED and token.dep_ == "relcl" and token.head.dep_ in SUBJECTS


def _receives(verb: Token) -> bool:
    """Whether the subject of a passive is promised something: "the rebels had been promised a base"."""
    given = any(c.dep_ in ("dobj", "oprd") for c in verb.children)
    return given or any(c.dep_ == "nsubjpass" and c.tag_ == "PRP" for c in verb.children)


_JOINING = words("join reinforce strengthen bolster augment")
_SENDING = words("send move deploy fly dispatch rush ship airlift transfer bring go come arrive land")


def _ends_named(verb: Token, reading: Reading) -> bool:
    """Whether a place or a day stands at the verb: "are expected in Freetown", "expects 300 soldiers in May"."""
    below = [t for c in verb.children if c.dep_ in ("prep", "npadvmod", "dobj") for t in c.subtree]
    return any(t.i in reading.place_at or t.ent_type_ == "DATE" for t in below)


_PROMISED = words("promise pledge offer")
_AWAITED = words("expect await")


def _leaves_behind(mention: Mention, reading: Reading) -> bool:
    """Whether what is left stays, or comes to be: "leave 100 men at the airport", "leaving a crater", "leaving behind
    two dozen"."""
    left = [o for o in objects(mention.token) if o.tag_ in ("NN", "NNS")]
    if mention.token.lemma_ != "leave" or any(o.i in reading.place_at for o in left):
        return False
    if any(c.lower_ == "behind" for c in mention.token.children):
        return True
    if mention.token.tag_ == "VBG" and any(t.dep_ == "ccomp" for t in mention.token.children):
        return True  # "leaving ten people dead"
    if any(is_force(o, reading) and o.lemma_.lower() not in BASES for o in left):
        return True
    near = {t.lemma_.lower() for o in left for t in wide_phrase(o)}
    return bool(left) and not near & (GROUND | BASES | NOT_GROUND | {"place", "scene", "side", "site", "home"})


def stands(token: Token) -> bool:
    """Whether a number of troops is said to be where it is: "2,000 soldiers are deployed in", but not "to"."""
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    if token.lemma_ == "dig" and (token.dep_ in ("acl", "relcl") or token.tag_ in ("VBP", "VBZ")):
        return True  # "gendarmes dug in on the far bank"
    if token.lemma_ == "dig" and is_passive(token) and not helpers & _TO_COME:
        return True  # "are dug in along the river"
    if token.lemma_ in _KEPT and (token.dep_ == "acl" or is_passive(token)):
        return token.dep_ == "conj" or not helpers & _TO_COME  # "landed at Goma and will be based there" is one move
    if token.lemma_ == "dig" and (token.dep_ == "acl" or any(c.lower_ in _STILL for c in token.children)):
        return True
    if token.lemma_ in _PLACED and token.tag_ == "VBN" and not after(token, ("to", "into")):
        if any(c.lower_ in _STILL for c in token.children):
            return True
        held = token.dep_ in ("ccomp", "xcomp", "acomp", "oprd", "advcl") and token.head.lemma_ in _HELD
        if held or (token.dep_ == "acl" and (token.head.head.lemma_ in _HELD or _there(token.head))):
            return True  # "still has 1,000 men deployed", "remain deployed"
        if token.dep_ == "acl" and after(token, ("in", "at", "on", "across", "under")):
            return not after(token, ("by",)) and not any(t.ent_type_ == "DATE" for t in token.subtree)
    counted = any(t.like_num for c in token.children if c.dep_ == "nsubjpass" for t in c.subtree)
    if token.lemma_ not in _PLACED or not helpers or after(token, ("to", "into")):
        return False
    if not counted:
        dated = after(token, ("by",)) or any(t.ent_type_ in ("DATE", "TIME") for t in token.subtree)
        return bool(helpers) and helpers <= _ARE and not dated
    as_of = any(t.lower_ == "as" and t.nbor().lower_ == "of" for t in token.sent[:-1])
    as_of = as_of or any(t.lemma_ in ("height", "peak") for c in token.children if c.dep_ == "prep" for t in c.subtree)
    return helpers <= _ARE or (as_of and not helpers & _TO_COME)


_TO_COME = words("will would shall to 'll be")
"""With these, who is placed has still to go there: "will be stationed at Gao"."""
_STILL = words("permanently currently still already")
_ORDERS = words("order authorize authorise")
_SERVING = words("take join serve participate support help assist train")
"""What forces are ordered to: "ordered 200 soldiers to take part in the force"."""
_FRONTS = words("border frontier front frontline coast boundary zone area region")
_HELD = words("have keep maintain remain stay")


def _there(noun: Token) -> bool:
    """Whether the noun is what there is: "there are 100 soldiers"."""
    return noun.head.lemma_ == "be" and any(c.dep_ == "expl" for c in noun.head.children)


def abstract_way(mention: Mention, reading: Reading) -> bool:
    """Whether what is left, entered or reached is no ground: "left the meeting", "withdrew from the treaty"."""
    token = mention.token
    lemma = token.lemma_.lower()
    if lemma in _ONLY_GROUND and is_verb(token):
        reached = [*objects(token), *after(token, ("into", "to", "over", "from"))]  # "crossed the river, into Chad"
        near = [t for o in reached for t in wide_phrase(o)]
        return not any(t.i in reading.place_at or t.lemma_.lower() in GROUND - {"settlement"} for t in near)
    ends = after(token, ("from", "out of", "into", "to"))
    if is_verb(token) and lemma in _TO_GROUND:
        ends += objects(token)
    if lemma == "enter" and is_verb(token) and not ends:
        return True
    body = any(a.kind == "igo" for t in ends for a in reading.actor_at.get(t.i, []))  # "withdrew from the EU"
    posts = {"post"} if any(t.tag_ == "NNS" for t in ends) else set()  # one gives up a post, an army posts
    return body or any(t.lemma_.lower() in NOT_GROUND - posts for t in ends if t.i not in reading.place_at)
