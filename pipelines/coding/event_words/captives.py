"""Taken by force: people and ships, and by whom.

Here belong the tests of the needs `people`, `piracy` and `vessel`. Those of other attacks are in `evidence`.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import STATE_KINDS
from pipelines.coding.event_words.force_nouns import fighters
from pipelines.coding.event_words.frames import Mention
from pipelines.coding.places.gazetteer import country_of_nationals
from pipelines.coding.reading import Reading
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.lexicon import GROUND, OF_STATES_ONLY, PEOPLE_IN_ARMS, SHIPS, SITES, STRICT_TROOPS, words
from pipelines.coding.words.syntax import after


def states(tokens: Iterable[Token], reading: Reading) -> bool:
    """Whether one of the words stands for a state."""
    return any(actor.kind in STATE_KINDS for token in tokens for actor in reading.who(token))


def people_taken(mention: Mention, reading: Reading) -> bool:
    """People who are no fighters are taken, by fighters or by nobody named: "two aid workers seized in May"."""
    if mention.patients and all(t.lemma_.lower() in _NEUTRALS for t in mention.patients):
        return not mention.agents or fighters(mention.agents, reading)  # "the 500 peacekeepers seized in May"
    held = any(t.lemma_.lower() in _CAPTORS for t in mention.token.sent) and not after(mention.token, ("to", "into"))
    if held and not mention.agents and mention.patients and all(t.lower_ in _ONE for t in mention.patients):
        return True
    if _by_rebels(mention.agents, reading) and all(_is_person(t, reading) for t in mention.patients):
        return bool(mention.patients)  # "militants captured two soldiers"
    if _foreign_soldiers(mention, reading):
        return True
    if not mention.patients or fighters(mention.patients, reading) or states(mention.agents, reading):
        return False
    taken = all(t.lemma_.lower() in _CAPTIVES or _national(t) for t in mention.patients)
    return taken and reading.conflict >= 4 and (not mention.agents or fighters(mention.agents, reading))


def _foreign_soldiers(mention: Mention, reading: Reading) -> bool:
    """Whether one state takes soldiers of another: "the Iranian navy captured 15 British sailors"."""
    takers = {a.iso3 for t in mention.agents for a in reading.who(t) if a.kind in STATE_KINDS}
    taken = [t for t in mention.patients if t.lemma_.lower() in PEOPLE_IN_ARMS]
    owners = {a.iso3 for t in taken for a in reading.explicit(t)}
    return bool(takers and owners) and not takers & owners and len(taken) == len(mention.patients)


def _by_rebels(agents: list[Token], reading: Reading) -> bool:
    """Whether all who act are fighters of no state."""
    if any(t.lemma_.lower() in STRICT_TROOPS | OF_STATES_ONLY for t in agents) or not fighters(agents, reading):
        return False
    return not states(agents, reading)


def _is_person(token: Token, reading: Reading) -> bool:
    """Whether a word stands for single people: a soldier, a captive, somebody by name."""
    if reading.place_of(token) is not None or token.lemma_.lower() in GROUND | SITES:
        return False
    if token.ent_type_ == "PERSON" or token.lower_ in ("he", "him", "she", "her"):
        return True
    return token.lemma_.lower() in _CAPTIVES | PEOPLE_IN_ARMS or _national(token)


def _national(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") and country_of_nationals(token.text) is not None


_CAPTORS = words("pirate kidnapper abductor captor hostage gunman ransom")
_ONE = words("he him she her")
"""Who are people wherever captors are spoken of: "he was taken when pirates boarded the ship"."""
_NEUTRALS = words("peacekeeper observer monitor")
_CAPTIVES = words(
    """civilian resident villager worker diplomat ambassador tourist child woman girl schoolgirl student pupil
    journalist reporter priest nun missionary engineer contractor doctor nurse driver foreigner
    hostage westerner national couple teacher trader businessman technician crew photographer pilgrim passenger
    official governor mayor minister councillor officer elder farmer herder fisherman shopkeeper monk cleric lawyer
    activist motorist mourner"""
)


def _of_ships(mention: Mention) -> bool:
    """Whether it is done to ships."""
    return bool(mention.patients) and all(common_noun(t) in SHIPS for t in mention.patients)


def piracy(mention: Mention, reading: Reading) -> bool:
    """Whether ships are taken by fighters of no state, or by nobody named."""
    return _of_ships(mention) and (not mention.agents or _by_rebels(mention.agents, reading))


def ship_boarded(mention: Mention, reading: Reading) -> bool:
    """Whether ships are taken by forces of a state."""
    forces = fighters(mention.agents, reading) or states(mention.agents, reading)
    return _of_ships(mention) and forces and not _by_rebels(mention.agents, reading)
