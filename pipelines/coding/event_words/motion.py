"""What the way tells of a movement: verbs of any kind of going, with the words for where to, where from, over what.

Here belongs the reading of particles and prepositions beside such a verb: "rolled over the border", "walked out of the
town", "stepped off a ship". Verbs that name a movement by themselves, and set phrases, are in `movement_words`;
whether a force is what moves is decided in `forces`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.triggers import Sense
from pipelines.coding.words.lexicon import CARRIERS, CRAFT, words
from pipelines.coding.words.syntax import is_passive

_TRAVEL = words(
    """move march roll rumble fly drive sail steam set head rush race hurry push pull trundle trek surge proceed travel
    journey embark continue"""
)
"""Verbs for going to a place, whatever else is said."""
_GAIT = words(
    """walk ride step stray wander file slip sneak steal stream pour flood spill swarm jump row crawl creep edge inch
    press pass trickle filter straggle limp stagger melt fade vanish snake wind tramp wade paddle climb gallop thunder
    rattle clatter lumber grind plunge charge barge trot clamber drift sweep swing race"""
)
"""Verbs for how one goes: "to" alone tells no movement of a force with them."""
_SPREAD = words("pass fan spread rumble roll swarm stream march")
"""Those that tell of a town or a land into which a force spreads."""
MOTION = _TRAVEL | _GAIT | _SPREAD | words("go come get")
CAUSED = words(
    """fly ship sail truck bus ferry airlift lift whisk hurry speed rush haul load escort convoy drop insert march
    lead order call summon recall switch direct usher bundle deliver row tow drive unload offload disembark
    hustle spirit parachute chopper"""
)
"""What is done to a force to make it go; where it goes is told beside the verb."""
LINES = words("border frontier boundary airspace waters")
"""What is crossed without leave."""
CONVEYANCES = (
    CARRIERS
    | CRAFT
    | words("ferry bus coach train airliner ramp gangway freighter barge liner troopship launch dinghy steamer")
) - words("column drone")
"""What people travel in, and get off where they arrive."""
_THROUGH = words("across through throughout along")
_NEARER = words("closer nearer forward onward onwards ahead")
NEAR = words("km kilometre kilometer mile metre meter yard sight range reach distance")
"""How far one goes, or how near one comes."""
_AWAY = words("out away off back")
_CLIMBING = words("climb clamber get")
_COMPASS = words(
    """north south east west northeast northwest southeast southwest northward northwards southward southwards eastward
    eastwards westward westwards inland"""
)
_ADVANCING = words("push press move drive roll march surge")
_FERRYING = words("fly ship lift airlift ferry escort convoy summon recall")
"""Who is brought back by these goes back to where the force came from; who is sent back may go to war again."""
_CLOSING = words("move march close converge drive push")
_FORCING = words("fight force push hack blast bludgeon smash batter claw battle inch")
PUSHING = words("push press drive")
"""With an object these tell what is done to an enemy."""
SORTIES = words("come fly sail drive get jump set embark")
"""What these come from says only where they belong or start: "jets flying from Bagram"."""


def way_of(verb: Token) -> Sense | None:
    """The movement that a verb of going and its way name, None if the way tells none."""
    lemma = verb.lemma_.lower()
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() not in NEAR | _FRONT]
    forced = any(c.lemma_ == "way" and any(p.dep_ == "poss" for p in c.children) for c in objects)
    sent = lemma in CAUSED and (bool(objects) or is_passive(verb))  # "are to be flown home"
    pushed = lemma in PUSHING and any(c.dep_ == "dobj" for c in objects)
    if not (forced or sent or lemma in MOTION) or (pushed and not forced):
        return None
    beside = [*hung_on_object(verb), *(c for c in verb.children if c.i > verb.i)]
    beside += [p for c in beside if c.dep_ == "advmod" for p in c.children if p.i > c.i]  # "back to base"
    particles = {c.lower_ for c in beside if c.dep_ in ("prt", "advmod", "npadvmod")}
    ways = [c for c in beside if c.dep_ == "prep" and not any(o.ent_type_ in ("DATE", "TIME") for o in c.children)]
    over = {c.lower_: {o.lemma_.lower() for o in c.subtree if o != c} for c in ways}
    named = {c.lower_ for c in ways if any(o.tag_ == "NNP" for o in c.children)}
    direct = {c.lemma_.lower() for c in objects if c.dep_ == "dobj"}
    if lemma == "set":
        return _setting_out(particles, over, direct)
    if lemma in _CLOSING and named & {"on", "upon"}:
        subtype: str | None = "advance"
    elif sent or forced:
        subtype = _sent(lemma, particles, over, forced=forced)
    else:
        subtype = _subtype(lemma, particles, over, direct)
    return _movement(subtype) if subtype else None


def _sent(lemma: str, particles: set[str], over: dict[str, set[str]], *, forced: bool) -> str | None:
    """Where those go who are made to go, or who make their way: home, away, to a place or ahead."""
    if "home" in particles or "home" in over.get("for", ()):
        return "withdrawal"
    to = over.keys() & (_ENDING | {"at", "over", "across"})
    if forced:  # who fights his way through a town fights
        return ("advance" if lemma in _FORCING else "arrival") if to else "withdrawal" if "out" in over else None
    if "back" in particles and lemma in _FERRYING:
        return "withdrawal"
    if to or "through" in over or particles & (_COMPASS | {"ashore", "in", "forward"}):
        return "deployment"
    return "withdrawal" if over.keys() & {"from", "out", "off"} or particles & _AWAY else None


def hung_on_object(verb: Token) -> list[Token]:
    """The adverbs of a verb that the parser hung on its object: "called its men home"."""
    done_to = [c for c in verb.children if c.dep_ == "dobj"]
    return [a for c in done_to for a in c.rights if a.dep_ == "advmod" and a.lower_ in _AWAY | _COMPASS | {"home"}]


def _movement(subtype: str) -> Sense:
    return Sense("troop_movement", subtype, "move", "force")


def _setting_out(particles: set[str], over: dict[str, set[str]], direct: set[str]) -> Sense | None:
    """Setting out, off or sail: where to decides, for who sets off a bomb or sets out to show a thing goes nowhere."""
    if direct - {"sail"} or not (direct or particles & {"out", "off"}) or not over.keys() & _ENDS:
        return None
    return _movement("withdrawal" if "home" in over.get("for", ()) else "deployment")


_ENDING = words("to into onto inside aboard toward towards")
_ENDS = words("for to towards toward from into")


def _subtype(lemma: str, particles: set[str], over: dict[str, set[str]], direct: set[str]) -> str | None:
    if "home" in particles or "home" in over.get("for", ()):
        return "withdrawal"
    if lemma == "continue":
        return "advance" if over.keys() & {"on", "to", "toward", "towards", "into"} else None
    if lemma == "embark":
        return "deployment" if over.keys() & {"for", "to", "at", "in", "from"} else None
    if any(LINES & over.get(prep, set()) for prep in ("over", "across", "into", "through", "past")):
        return "withdrawal" if "back" in particles else "incursion"
    if any("line" in over.get(prep, ()) for prep in ("over", "across")):
        return "incursion"
    if lemma in _ADVANCING and (particles | over.get("to", set())) & _COMPASS:
        return "advance"
    if lemma not in ("go", "get") and (particles & _NEARER or over.get("within", set()) & NEAR):
        return "advance"
    left = over.get("off", set()) | (direct if "off" in particles else set())
    if left & CONVEYANCES or "ashore" in particles:
        return "arrival"
    aboard = ("onto", "aboard", "into", "on") if lemma in _CLIMBING else ("onto", "aboard", "into")
    if any(over.get(prep, set()) & CONVEYANCES for prep in aboard):
        return "deployment"
    if lemma == "come" and "from" in over and over.keys() & {"to", "into"}:
        return "arrival"  # "came from Nairobi to Kismayo"
    return _by_ends(lemma, particles, over)


_FRONT = words("line front position frontline")
"""What an army pushes forward as it goes."""


def _by_ends(lemma: str, particles: set[str], over: dict[str, set[str]]) -> str | None:
    """Away from a place, towards it, into it or through it."""
    if lemma in _SPREAD and over.keys() & _THROUGH:
        return "deployment"
    out = over.keys() & {"out"}
    reached = over.keys() & {"to", "into", "onto", "in", "inside"}
    if lemma in _GAIT and "back" in particles and reached:
        return "arrival"
    away = over.keys() & {"from"} and lemma not in SORTIES
    if lemma != "get" and not reached and (away or ((out or particles & _AWAY) and lemma not in ("come", "go"))):
        return "withdrawal"
    if lemma in ("go", "come", "get"):
        return None
    if over.keys() & {"toward", "towards"} and lemma not in ("head", "fly", "sail", "drive", "steam"):
        return "advance"
    if over.keys() & {"into", "onto"}:
        return "arrival"
    return "deployment" if lemma in _TRAVEL and over.keys() & {"to", "for", "toward", "towards"} else None
