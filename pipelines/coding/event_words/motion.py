"""What the way tells of a movement: verbs of any kind of going, with the words for where to, where from, over what.

Here belongs the reading of particles and prepositions beside such a verb: "rolled over the border", "walked out of the
town", "stepped off a ship". Verbs that name a movement by themselves, and set phrases, are in `movement_words`;
whether a force is what moves is decided in `forces`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.triggers import Sense
from pipelines.coding.words.lexicon import CARRIERS, CRAFT, words

_TRAVEL = words(
    """move march roll rumble fly drive sail steam set head rush race hurry push pull trundle trek surge proceed travel
    journey embark continue"""
)
"""Verbs for going to a place, whatever else is said."""
_GAIT = words(
    """walk ride step stray wander file slip sneak steal stream pour flood spill swarm jump row crawl creep edge inch
    press pass"""
)
"""Verbs for how one goes: "to" alone tells no movement of a force with them."""
_SPREAD = words("pass fan spread rumble roll swarm stream march")
"""Those that tell of a town or a land into which a force spreads."""
MOTION = _TRAVEL | _GAIT | _SPREAD | words("go come get")
LINES = words("border frontier boundary airspace waters")
"""What is crossed without leave."""
_CONVEYANCES = (CARRIERS | CRAFT | words("ferry bus coach train airliner ramp gangway")) - words("column drone")
_THROUGH = words("across through throughout along")
_NEARER = words("closer nearer forward onward onwards ahead")
_NEAR = words("km kilometre kilometer mile metre meter yard sight range reach distance")
_AWAY = words("out away off back")
PUSHING = words("push press drive")
"""With an object these tell what is done to an enemy."""
SORTIES = words("come fly sail drive get jump")
"""What these come from says only where they belong or start: "jets flying from Bagram"."""


def way_of(verb: Token) -> Sense | None:
    """The movement that a verb of going and its way name, None if the way tells none."""
    lemma = verb.lemma_.lower()
    if lemma not in MOTION or (lemma in PUSHING and any(c.dep_ == "dobj" for c in verb.children)):
        return None
    beside = [c for c in verb.children if c.i > verb.i]
    particles = {c.lower_ for c in beside if c.dep_ in ("prt", "advmod")}
    ways = [c for c in beside if c.dep_ == "prep" and not any(o.ent_type_ in ("DATE", "TIME") for o in c.children)]
    over = {c.lower_: {o.lemma_.lower() for o in c.subtree if o != c} for c in ways}
    direct = {c.lemma_.lower() for c in beside if c.dep_ == "dobj"}
    if lemma == "set":
        return _setting_out(particles, over, direct)
    subtype = _subtype(lemma, particles, over, direct)
    return _movement(subtype) if subtype else None


def _movement(subtype: str) -> Sense:
    return Sense("troop_movement", subtype, "move", "force")


def _setting_out(particles: set[str], over: dict[str, set[str]], direct: set[str]) -> Sense | None:
    """Setting out, off or sail: where to decides, for who sets off a bomb or sets out to show a thing goes nowhere."""
    if direct - {"sail"} or not (direct or particles & {"out", "off"}) or not over.keys() & _ENDS:
        return None
    return _movement("withdrawal" if "home" in over.get("for", ()) else "deployment")


_ENDS = words("for to towards toward from into")


def _subtype(lemma: str, particles: set[str], over: dict[str, set[str]], direct: set[str]) -> str | None:
    if "home" in particles or "home" in over.get("for", ()):
        return "withdrawal"
    if lemma == "continue":
        return "advance" if over.keys() & {"on", "to", "toward", "towards", "into"} else None
    if lemma == "embark":
        return "deployment" if over.keys() & {"for", "to", "at", "in", "from"} else None
    if any(LINES & over.get(prep, set()) for prep in ("over", "across", "into", "through", "past")):
        return "incursion"
    if lemma not in ("go", "get") and (particles & _NEARER or over.get("within", set()) & _NEAR):
        return "advance"
    left = over.get("off", set()) | (direct if "off" in particles else set())
    if left & _CONVEYANCES or "ashore" in particles:
        return "arrival"
    return _by_ends(lemma, particles, over)


def _by_ends(lemma: str, particles: set[str], over: dict[str, set[str]]) -> str | None:
    """Away from a place, towards it, into it or through it."""
    if lemma in _SPREAD and over.keys() & _THROUGH:
        return "deployment"
    out = over.keys() & {"out"}
    reached = over.keys() & {"to", "into", "onto", "in", "inside"}
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
