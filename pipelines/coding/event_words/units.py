"""Units, ships, staffs and missions: nouns for any body of people or craft that stand for one of an army.

Here belong the tests of single nouns by what stands beside them. What else stands for a force is in `force_nouns`.
"""

import re

from spacy.tokens import Token

from pipelines.coding.event_words.stand_ins import made_of, troops_before
from pipelines.coding.places.gazetteer import country_of_demonym
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor
from pipelines.coding.words.lexicon import ARMED, CARRIERS, CIVIL, CRAFT, STRICT_TROOPS, TROOPS, words
from pipelines.coding.words.syntax import SUBJECTS, modifiers, phrase, wide_phrase

COUNTED = words(
    """team company number hundred dozen thousand score total wave group third half rest column contingent one most
    some majority bulk part element batch lorry truck convoy plane flight planeload shipload busload trainload
    vehicle first last"""
)
"""Nouns for any number of people or craft."""
STAFF = words("instructor trainer adviser advisor specialist technician")
"""People of an army where they are counted in a text about war: "120 instructors"."""
MARTIAL = words(
    """aircraft fighter missile nuclear amphibious military armed army navy naval combat peacekeeping defence defense
    war attack border coast mechanised mechanized armoured armored motorised motorized airborne reconnaissance
    engineer troop personnel mounted"""
)
"""What stands before a noun for people or craft of an army."""
VEHICLES = words("vehicle truck lorry pickup bulldozer humvee jeep digger")
FORMATIONS = words(
    "division brigade regiment battalion squadron corps fleet wing company battery army marine airborne infantry"
)
"""What armies and navies are made up of."""
_ORDINALS = words(
    """second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth"""
)
_GROUPS = words("carrier battle strike task amphibious naval battalion commando")
"""What stands before a group of ships or soldiers."""
_LEADING = words("advance main rear landing forward")
_FIRST_AND_LAST = _LEADING | words("last first final")
_BODIES = words("party body guard element team detachment group echelon")
_UNITS = words("company squadron battery platoon team detachment party unit")
TRADES = words(
    """engineer medic signaller signalman technician pilot driver mechanic policeman police trainer adviser sapper
    gunner instructor"""
)
"""Whose unit is one of an army: "a company of engineers", "a team of trainers"."""
_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,3}-\d{1,3}[A-Z]?s?")
"""What aircraft and missiles are called: "Su-24", "F-16s"."""
_PREFIXES = frozenset(("USS", "HMS", "INS", "HMAS", "HMCS", "USNS", "JS", "ROKS", "PNS"))
"""What the names of warships begin with."""
_POLICE = words("officer policeman police")
_PEACEKEEPING = words("assistance observer stabilisation stabilization peacekeeping transition verification un u.n.")
_HOSTS = words("army legion brigade battalion regiment platoon squadron fleet flotilla armada corps vanguard cavalry")


def is_civil(token: Token, lemmas: set[str]) -> bool:
    """Whether a noun stands for people other than forces; an advance party is one of a force."""
    return token.lemma_.lower() in CIVIL and not (token.lemma_ == "party" and lemmas & _FIRST_AND_LAST)


def is_figure(token: Token) -> bool:
    """Whether a body of soldiers or ships is one of others: "an army of volunteers", "a flotilla of yachts"."""
    if token.lemma_.lower() not in _HOSTS:
        return False
    inner = [t for t in made_of(token) if t.tag_ == "NNS" and t.lemma_ != "man"]  # "a battalion of 500 men"
    martial = TROOPS | ARMED | CRAFT | CARRIERS | TRADES
    return bool(inner) and not any(t.lemma_.lower() in martial for i in inner for t in phrase(i))


def is_single(token: Token) -> bool:
    """Whether a noun stands for one soldier, whose journey is no movement of a force; the last one ends that of
    all."""
    if token.tag_ != "NN" or token.lemma_.lower() not in _PEOPLE:
        return False
    return not {c.lower_ for c in token.children} & {"last", "final", "every", "each", "first", "single"}


_PEOPLE = words(
    """soldier marine peacekeeper serviceman servicewoman airman sailor paratrooper parachutist legionnaire infantryman
    guardsman reservist conscript officer adviser advisor trainer instructor gunner trooper mercenary rebel militant
    insurgent guerrilla gunman sapper draftee"""
)


def in_uniform(token: Token, reading: Reading) -> bool:
    """Whether a noun for any body of people stands for one of an army: "two divisions", "a company of engineers"."""
    head = token.lemma_.lower()
    if reading.conflict >= 6 and _of_an_army(token, head, reading):
        return True
    if head in ("personnel", "unit") and reading.conflict >= 4:
        return True
    if head == "replacement" and token.tag_ == "NNS" and reading.conflict >= 5:
        return True
    left = {t.lemma_.lower() for t in modifiers(token)}
    if head in _BODIES and left & _LEADING:
        return reading.conflict >= 4  # "the advance party", "the main body"
    if head in _UNITS and any(t.lemma_.lower() in TRADES for t in made_of(token)):
        return True
    # "a team of 300 soldiers", "planes carrying peacekeepers"
    return head in COUNTED and any(t.lemma_.lower() in STRICT_TROOPS for t in token.subtree)


def _of_an_army(token: Token, head: str, reading: Reading) -> bool:
    """Whether a noun stands for one of an army in a text plainly about war."""
    if head in ("division", "squad") and token.i in reading.counted:
        return True
    if head in FORMATIONS and any(t.lower_ in _ORDINALS for t in modifiers(token)):
        return True
    if head == "echelon" or (head == "column" and not made_of(token)):
        return True
    if head == "company" and reading.conflict >= 8 and _only_the(token):
        return True
    if head in STAFF and (token.i in reading.counted or any(c.dep_ == "nummod" for c in token.children)):
        return True
    if head in ("company", "team", "unit") or (head in TRADES - _POLICE and token.tag_ == "NNS"):
        return _of_a_nation(token, reading)  # "a Malaysian company", "Hungary's engineers"
    if head in CARRIERS and any(on_mission(t, reading) or _police_abroad(t, reading) for t in made_of(token)):
        return True
    last = {t.lemma_.lower() for t in modifiers(token)} & _FIRST_AND_LAST
    return head in CARRIERS and bool(last) and troops_before(token, reading)  # "the last flight"


def _only_the(noun: Token) -> bool:
    """Whether a noun says no more: "the company", "two companies"."""
    before = list(noun.lefts)
    return [c.lower_ for c in before] in (["the"], ["a"]) or [c.dep_ for c in before] == ["nummod"]


def _of_a_nation(noun: Token, reading: Reading) -> bool:
    """Whether the name of a nation stands before a noun, not that of a firm."""
    before = [t for t in modifiers(noun) if t.tag_ in ("JJ", "NNP")]
    lands = (p.level == "country" for t in before for p in reading.place_at.get(t.i, []))
    return any(lands) or any(country_of_demonym(t.text) is not None for t in before)


def _police_abroad(token: Token, reading: Reading) -> bool:
    return token.lemma_.lower() in _POLICE and bool(reading.named(token))


def is_unit(token: Token, lemmas: set[str]) -> bool:
    """Whether a noun names a ship, a numbered formation, a staff or a peace mission.

    "the George Washington, an aircraft carrier", "USS Cole", "the 5th Division", "the headquarters of the brigade".
    """
    head = token.lemma_.lower()
    if token.tag_ in ("NNP", "NNPS", "NNS") and _DESIGNATION.fullmatch(token.text):
        return True
    if token.tag_ == "NNP" and (
        any(c.dep_ == "appos" and {t.lemma_.lower() for t in phrase(c)} & CRAFT for c in token.children)
        or (token.dep_ == "appos" and token.head.lemma_.lower() in CRAFT)
        or any(t.text in _PREFIXES for t in phrase(token))
    ):
        return True
    if head == "group" and lemmas & _GROUPS:
        return True
    numbered = head in FORMATIONS and any(t.text[:1].isdigit() for t in modifiers(token))
    housed = head in ("headquarters", "command") and any(t.lemma_.lower() in STRICT_TROOPS for t in token.subtree)
    return numbered or housed or (head == "mission" and bool(lemmas & _PEACEKEEPING))


def has_name(craft: Token) -> bool:
    """Whether the name of a ship stands beside its kind: "the carrier Charles de Gaulle"."""
    return any(c.dep_ in ("appos", "compound", "nmod") and c.tag_ == "NNP" for c in craft.children)


def on_mission(token: Token, reading: Reading) -> bool:
    """Whether the noun is a mission that acts, or counted police of a nation: "the mission is to quit", "144 Kenyan
    police officers landed"."""
    if reading.conflict < 6:
        return False
    if token.lemma_.lower() == "mission":
        return token.dep_ in SUBJECTS
    if token.lemma_.lower() in _UNITS:
        return any(on_mission(t, reading) for t in made_of(token))
    named = reading.named(token) if token.lemma_.lower() in _POLICE else []
    return bool(named) and (token.i in reading.counted or any(_guest(a, reading) for a in named))


def _guest(police: Actor, reading: Reading) -> bool:
    """Whether police are not those of the country that a text is set in: "the United Nations police pulled back"."""
    home = next((iso3 for iso3, _ in reading.setting.most_common(1)), None)
    return police.kind in ("igo", "coalition") or (police.iso3 is not None and home not in (None, police.iso3))


def of_others(token: Token) -> bool:
    """Whether a number or a crowd is one of other people: "the number of Taliban inmates"."""
    within = {t.lemma_.lower() for t in wide_phrase(token)} if token.lemma_.lower() in COUNTED else set()
    return bool(within & CIVIL) and not within & STRICT_TROOPS
