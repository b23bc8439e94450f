"""The common noun for arms called by their names: an F-16 is a jet, a Grad a rocket, a Shahed a drone.

Here belong names and designations of aircraft, missiles, rockets and guns, whoever has them. What arms of a kind do is
in `event_words`.
"""

import re

from spacy.tokens import Token

_NAMES = {
    "jet": """mig mirage phantom skyhawk hunter jaguar harrier tornado rafale sukhoi tupolev skyraider canberra etendard
    warthog stratofortress hornet tomcat gripen kfir fencer backfire albatros pucara starfighter mystere""",
    "helicopter": "apache cobra hind chinook lynx puma alouette gazelle blackhawk huey wessex kiowa",
    "drone": "shahed bayraktar reaper predator geran lancet switchblade mohajer orlan",
    "missile": """exocet tomahawk scud iskander kalibr kinzhal atacms scalp silkworm stinger brahmos zolfaghar harpoon
    styx hellfire kornet sagger""",
    "rocket": "grad katyusha qassam uragan smerch himars mlrs fajr rpg",
    "artillery": "rapier bofors oerlikon pantsir gepard",
}
_NAMED = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_DESIGNATIONS = (
    (re.compile(r"(?:Su|MiG|F|FA|B|J|JF|L|Tu|Yak|AV|EA|KC|AC|OV|Il)-\d{1,3}[A-Za-z]{0,3}|A-\d{1,2}"), "jet"),
    (re.compile(r"(?:Mi|AH|UH|CH|MH|Ka)-\d{1,3}[A-Za-z]{0,3}"), "helicopter"),
    (re.compile(r"(?:MQ|RQ|TB|CH)-?\d{1,2}[A-Za-z]?"), "drone"),
    (re.compile(r"(?:BM|RPG|MLRS)-\d{1,3}s?"), "rocket"),
    (re.compile(r"(?:SAM|SA|SS|S|KN|SCUD)-\d{1,3}s?"), "missile"),
    (re.compile(r"(?:D|ZU|ZSU)-\d{1,3}(?:-\d)?s?|G-[56]s?"), "artillery"),
    (re.compile(r"(?:T|PT|BMP|BTR|AMX|M1A)-?\d{1,3}s?"), "tank"),
)
"""The forms of designations; not those that other things have, too: M-23 is a rebel group, G-20 a club of states."""


def common_noun(token: Token) -> str:
    """What kind of arms a name or designation stands for ("jet", "rocket", ...); of any other word its lemma."""
    if token.text[:1].isupper():
        name = token.lower_
        named = _NAMED.get(name) or _NAMED.get(name.removesuffix("s"))
        if token.text == "Typhoons" and any(c.dep_ == "nummod" for c in token.children):
            return "jet"  # one typhoon is a storm
        if named and token.tag_ in ("NNP", "NNPS", "NNS"):
            return named
        kind = next((kind for form, kind in _DESIGNATIONS if form.fullmatch(token.text)), None)
        if kind:
            return kind
    return token.lemma_.lower()
