"""With what: the weapon of an attack, and the subtype that it makes of a word that leaves the kind open.

Here belongs the table from weapon words to subtypes and the search for them around an event word.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.lexicon import HUMAN_FIGHTERS, SERIES, WEAPONS, words
from pipelines.coding.words.syntax import after, is_noun, modifiers, objects, subjects

SUBTYPE_BY_WEAPON = {
    "suicide_bombing": "suicide",
    "airstrike": "airstrike warplane jet helicopter bomber aircraft air aerial plane gunship",
    "drone_strike": "drone uav unmanned quadcopter",
    "missile_strike": "missile cruise ballistic",
    "rocket_attack": "rocket projectile",
    "shelling": "artillery mortar shell howitzer shelling tank",
    "bombing": "bomb ied explosive mine landmine dynamite vbied grenade device roadside",
    "armed_assault": "gun rifle gunman gunfire sniper machinegun firearm pistol machete knife",
}
"""Words for weapons by the subtype of an attack with them."""

_SUBTYPE = {word: subtype for subtype, listed in SUBTYPE_BY_WEAPON.items() for word in listed.split()}
_FALLING = ("shelling", "rocket_attack", "missile_strike", "drone_strike")
"""What comes down from afar: "shells fell on the port" is shelling, not a bombing."""
_WITHOUT_PLANES = HUMAN_FIGHTERS - words("troop soldier force commando police")
_MEANS = ("with", "in", "by", "from", "using", "of")


def refine(mention: Mention) -> tuple[str, Token | None]:
    """The subtype with the weapon taken into account, and the word for the weapon if there is one."""
    subtype = mention.sense.subtype
    if mention.sense.type != "attack":
        return subtype, None
    near = _near(mention)
    weapon = next((t for t in near if common_noun(t) in WEAPONS), None) or _device(mention)
    options = [_kind(t) for t in near if common_noun(t) in _SUBTYPE]
    options += ["suicide_bombing" for t in mention.token.children if t.dep_ == "dobj" and t.lower_ in _HIMSELF]
    downed = objects(mention.token) or mention.patients  # and not the regions "over" which they flew
    if mention.token.lemma_ in _DOWNING and downed and _in_the_air(downed[0]):
        return "interception", weapon
    if subtype == "bombing" and mention.frame == "burst":
        falls = mention.token.lemma_ in ("fall", "land", "rain")
        subtype = next((o for o in options if o in _FALLING), "unspecified" if falls else subtype)
    if subtype == "unspecified" and mention.token.lemma_ in ("hit", "strike") and weapon in objects(mention.token):
        subtype = "bombing"  # "their lorry struck a mine"
    elif "suicide_bombing" in options and subtype in ("unspecified", "bombing"):
        subtype = "suicide_bombing"
    elif subtype == "shelling" and mention.token.lemma_ == "open" and any(_has_no_guns(t) for t in mention.agents):
        subtype = "armed_assault"  # "soldiers opened up on a crowd"
    elif subtype == "airstrike" and any(_has_no_planes(t) for t in mention.agents):
        subtype = "bombing"  # "militants bombed the bridge"
    elif subtype == "airstrike" and "drone_strike" in options:
        subtype = "drone_strike"  # "drones dropped bombs"
    elif options[:1] == ["airstrike"] and subtype == "armed_assault":
        subtype = "airstrike"  # "warplanes raided the town", "helicopters fired on the column"
    elif options[:1] and options[0] in _FALLING and subtype == "armed_assault" and mention.token.lemma_ == "fire":
        subtype = options[0]  # "mortar rounds fired by rebels"
    elif options and subtype == "unspecified":
        subtype = options[0]
    return subtype, weapon


def _device(mention: Mention) -> Token | None:
    """A mine or device that goes off, or that a vehicle hits."""
    token = mention.token
    found = subjects(token) if mention.frame == "burst" else objects(token) if token.lemma_ in ("hit", "strike") else []
    return next((t for t in found if t.lemma_.lower() in ("device", "mine", "ied", "landmine", "bomb")), None)


def _kind(weapon: Token) -> str:
    """The subtype that a word for a weapon makes; a bomber is a man in a text that has told of one who kills
    himself."""
    if weapon.lemma_.lower() == "bomber" and any(t.lower_ in _HIMSELF for t in weapon.doc[: weapon.i]):
        return "suicide_bombing"
    return _SUBTYPE[common_noun(weapon)]


_HIMSELF = words("suicide himself herself themselves")
_ROUNDS = words("round salvo volley")
_DOWNING = words("destroy engage neutralise neutralize eliminate")


def _in_the_air(token: Token) -> bool:
    """Whether a noun names what flies without a crew: "drones", "unmanned aerial vehicles"."""
    unmanned = any(m.lower_ in ("unmanned", "aerial", "attack") for m in modifiers(token))
    return common_noun(token) in ("drone", "missile", "rocket", "uav") or (token.lemma_ == "vehicle" and unmanned)


def _has_no_guns(token: Token) -> bool:
    return token.lemma_.lower() in _WITHOUT_PLANES | {"soldier", "police", "policeman", "guard"}


def _has_no_planes(token: Token) -> bool:
    return token.lemma_.lower() in _WITHOUT_PLANES and not (token.lower_ == "fighter" and token.dep_ == "nsubj")


def _near(mention: Mention) -> list[Token]:
    """Where weapons are named: before the noun, after "with" and the like, as the subject, or as what is fired."""
    token = mention.token
    near = modifiers(token) if is_noun(token) else []
    near += (
        [t for t in after(token, _MEANS) if t.lower_ != "air"]
        + mention.agents
        + (mention.patients if mention.frame == "burst" else [])
    )
    near += [token.head] if token.dep_ == "acl" and token.head.lemma_ in _ROUNDS else []
    near += [c for c in token.children if c.dep_ in ("dobj", "nsubj") and common_noun(c) in WEAPONS]
    near += [t for n in near if n.lemma_.lower() in SERIES for t in after(n, ("of",))]  # "a barrage of rockets fell on"
    return near + [m for n in near if is_noun(n) for m in modifiers(n)]
