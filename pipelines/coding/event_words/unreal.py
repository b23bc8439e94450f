"""What is said but does not happen: events feared, prevented, vowed, wished, denied a comment, or only figures of
speech.

Here belong the tests that undo a mention whatever its evidence. Plans and possibilities that are events are in
`status`.
"""

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, STATE_KINDS
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.event_words.only_named import ANSWERED, only_named
from pipelines.coding.reading import Reading
from pipelines.coding.words.lexicon import (
    ARMED,
    CASUALTY,
    CRAFT,
    FIGURATIVE_OBJECTS,
    PEACETIME,
    STRICT_TROOPS,
    WEAPONS,
    words,
)
from pipelines.coding.words.syntax import after, clause_words, is_noun, is_verb, modifiers, wide_phrase

_QUANTITIES = words("number strength total level price share size rate")
_ARMED_DOERS = ARMED | STRICT_TROOPS | CRAFT
"""Whatever their names: "Tornado jets", "the Typhoon squadron"."""
_FIGURATIVE_MODIFIERS = words(
    """heart panic verbal personal cyber cyberattack political legal media hunger labor labour rail general trade
    price asthma shark rhetorical court lawsuit campaign tax budget job pay spending rate carbon emission ad
    advertising business cash bank cost humanitarian peacekeeping relief rescue search civilian surgical
    financial criminal eu brexit gas boiler fireworks firework dust steam propane volcanic"""
)
"""What stands before the noun when it is not meant: "heart attack", "hunger strike", "rescue operation"."""
_NATURAL = words(
    """slide landslide mudslide avalanche flood flooding storm hurricane typhoon cyclone tornado earthquake quake
    tsunami wildfire blaze lightning wave herd boar bear wolf elephant dog shark crocodile bee locust worm
    virus bacteria disease parasite insect hacker botnet rain rainfall
    snow fog wind ash smoke"""
)
"""Doers that destroy, invade or kill without arms."""
_ACCIDENTS = words(
    """crash collision derailment accident mishap collapse avalanche landslide mudslide earthquake quake flood storm
    hurricane typhoon cyclone tornado lightning wildfire blaze stampede heatwave epidemic outbreak virus disease
    overdose capsize drown malfunction leak turbulence fog malaria cholera ebola measles covid coronavirus
    illness cancer hunger starvation thirst famine dehydration poisoning"""
)
"""What kills without an attacker."""
_ARMS = WEAPONS - {"gas", "fire", "mine", "tank"}
_LABOUR = words(
    """worker union doctor nurse teacher driver pilot miner docker clerk employee staff controller farmer trucker
    postman railwayman labour labor"""
)
"""Who strikes without arms."""
_OTHER_THINGS = words("kind sort wit will nerve word idea mind heart generation")
_WHOLE_WARS = words("conflict war insurgency rebellion uprising unrest crisis")
"""What is said to have killed all who died in it: no event by itself."""
_ACTION_MODIFIERS = words("military hostile armed")
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


def figurative(mention: Mention, reading: Reading) -> bool:
    """Whether object, modifiers or neighbours make the word a figure of speech: "attack on free speech"."""
    token = mention.token
    heads = {t.lemma_.lower() for t in mention.patients if t.i not in reading.actor_at and t.i not in reading.place_at}
    doers = [
        t
        for agent in mention.agents
        if agent.lemma_.lower() not in _ARMED_DOERS
        for t in wide_phrase(agent)
        if t.i not in reading.actor_at
    ]
    if any(t.lemma_.lower() in _NATURAL for t in doers):
        return True
    if mention.frame == "lose" and heads & _QUANTITIES:
        return True  # "the number of troops is to fall to 24,000"
    if mention.frame in ("kill", "victim", "burst") and _by_accident(mention):
        return True
    hurt = mention.frame in ("kill", "victim") and any(t.lemma_.lower() in _BURSTS for t in token.sent)
    if (hurt or token.lemma_.lower() in _BURSTS) and _is_inquest(reading):
        return True
    if mention.frame == "kill" and any(
        t.lemma_.lower() in _WHOLE_WARS
        for a in mention.agents
        for t in (a, *(o for c in a.children for o in c.children))
    ):
        return True  # "decades of conflict have killed 450,000"
    if is_noun(token) and (_of_labour(mention) or _of_another_kind(token)):
        return True
    if mention.frame == "clash" and any(c.lower_ in ("together", "alongside") for c in token.children):
        return True  # with each other, against a third
    if mention.frame == "clash" and after(token, ("over", "about")) and mention.weapon is None:
        return not clause_words(mention.anchor) & CASUALTY  # "clashed with the court over the budget"
    if mention.frame not in ("kill", "site") and heads & FIGURATIVE_OBJECTS and not heads & (ARMED | STRICT_TROOPS):
        return True
    if not is_noun(token):
        return False
    near = {t.lemma_.lower() for t in token.subtree if t != token}
    left = {t.lemma_.lower() for t in (*modifiers(token), *(modifiers(token.head) if token.dep_ == "compound" else ()))}
    meant = {"humanitarian"} if mention.sense.need == "halt" else set()  # "a humanitarian pause" is one of fighting
    if (left - meant) & _FIGURATIVE_MODIFIERS or (token.lemma_.lower() == "action" and not left & _ACTION_MODIFIERS):
        return True
    return bool(near & PEACETIME) and not near & (ARMED | WEAPONS | STRICT_TROOPS | CASUALTY)


def _is_inquest(reading: Reading) -> bool:
    """Whether a text without armed groups says that something was an accident."""
    said = {t.lemma_.lower() for t in reading.doc} | set((reading.document.title or "").lower().split())
    return bool(said & _INQUESTS) and not any(a.kind in ARMED_KINDS - STATE_KINDS for a in reading.actors)


_BURSTS = words("explosion blast detonation explode")
_INQUESTS = words("accident accidental accidentally overheat malfunction negligence")


def _by_accident(mention: Mention) -> bool:
    """Whether the clause says that a crash, a storm or the like did it, and nothing in it that somebody attacked."""
    top = mention.anchor
    while is_verb(top.head) and top.head != top:
        top = top.head
    near = {t.lemma_.lower() for t in top.subtree if t.dep_ != "compound"}  # "a storm group" is no storm
    if any(t.lemma_.lower() in _FIGURATIVE_MODIFIERS for a in mention.agents for t in modifiers(a)):
        return not near & ARMED  # "a gas blast killed six"
    return bool(near & _ACCIDENTS) and not near & (_ARMS | ARMED - STRICT_TROOPS - CRAFT | _ATTACKS)


_ATTACKS = words("attack strike raid clash fighting battle ambush assault shoot shooting down shell bombing rebel")


def _of_labour(mention: Mention) -> bool:
    """Whether a strike is one of workers: "went on strike", "a strike by teachers", "a strike over pay"."""
    token = mention.token
    if token.lemma_.lower() != "strike":
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "on" and not list(token.children):
        return True
    return any(t.lemma_.lower() in _LABOUR for t in mention.agents) or bool(after(token, ("over",)))


def _of_another_kind(noun: Token) -> bool:
    """Whether a fight is one without arms: "a battle of a different kind", "a battle of wills"."""
    return noun.tag_ == "NN" and any(t.lemma_.lower() in _OTHER_THINGS for t in after(noun, ("of",)))


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
    if attack and (_purpose(mention.anchor) or only_named(mention)):
        return True
    if mention.sense.type == "agreement" and (_appealed_for(token) or _is_not(token) or _to_end(token)):
        return True
    if is_noun(token) and (_named_as(token) or (attack and any(c.lower_ == "any" for c in token.children))):
        return True
    if attack and any(t.lemma_ in ("rumour", "rumor", "hoax") for t in mention.anchor.ancestors):
        return True
    if _unacknowledged(mention.anchor) or (attack and _nobody_says(mention.anchor)) or _aimed_at(mention.anchor):
        return True
    told = mention.anchor.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in ("after", "when", "as", "while") for c in mention.anchor.children
    )
    if mention.anchor.dep_ == "relcl" or told:
        return False  # "were feared dead after jets attacked"
    below = mention.anchor
    for head in mention.anchor.ancestors:
        beside, below = below.dep_ == "conj" and is_verb(head), head
        ruled = head.lower_ == "against" and head.head.lemma_ in ("decide", "vote")  # a movement that is denied
        if not beside and not ruled and _undoes(head.lemma_.lower(), mention):
            return True
        if head.dep_ == "prep" and head.lower_ in ("with", "after", "since", "as", "during"):
            return False
        if (is_verb(head) and head.tag_ in ("VBD", "VBZ", "VBP")) or head.dep_ == "relcl":
            return False
    return False


def _undoes(lemma: str, mention: Mention) -> bool:
    """Whether a word above the mention says that it is not done."""
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
    return verb.dep_ == "xcomp" and (verb.head.pos_ == "ADJ" or verb.head.lemma_.lower() in _WISHES)
