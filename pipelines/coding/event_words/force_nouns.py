"""Nouns that stand for forces: troops, units, ships, arms, nationals, and numbers and pronouns that mean them.

Here belong the tests of single nouns. Whether what they stand for moves is in `forces`.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS
from pipelines.coding.event_words.stand_ins import (
    CIVILIAN,
    bare_number,
    hurt_before,
    made_of,
    missiles_before,
    troops_before,
)
from pipelines.coding.event_words.units import (
    COUNTED,
    MARTIAL,
    STAFF,
    TRADES,
    VEHICLES,
    has_name,
    in_uniform,
    is_civil,
    is_figure,
    is_unit,
    of_others,
    on_mission,
)
from pipelines.coding.places.gazetteer import country_of_nationals
from pipelines.coding.reading import Reading
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.lexicon import (
    ARMED,
    ARMY_NAMES,
    CIVIL,
    CRAFT,
    PARTITIVES,
    PEACETIME,
    STRICT_TROOPS,
    TROOPS,
    words,
)
from pipelines.coding.words.syntax import SUBJECTS, is_noun, modifiers, phrase, subjects, wide_phrase

_CIVIL_CRAFT = words("plane jet vessel ship helicopter aircraft convoy tanker carrier drone")
_PARTS = words(
    "last first rest remainder remnant survivor any most some half bulk majority part third quarter all many one member"
)
"""Words for a part, which is one of a force where what stands after "of" is: "the last of the Danes"."""
_CIVIL_TASKS = words("election electoral poll polling trade financial legal political customs tax budget")
"""What observers, advisers and officers of other bodies deal with."""
_ORGANISED = words(
    """rebel militant fighter militia insurgent guerrilla militiaman separatist jihadist paramilitary irregular
    invader intruder aggressor occupier raider infiltrator"""
)
_BODIES = words("presence footprint contingent strength")
_REACH = 40
"""Tokens back within which those were named whom "they" means."""
_BACK = words("all most others rest remainder last none some another any both")
"""Words that, alone, stand for a part of the troops spoken of before: "All are to be out by May"."""


def is_force(token: Token, reading: Reading) -> bool:
    """Whether a noun stands for troops, a unit, heavy arms, or an actor that fights."""
    if token.dep_ == "amod" and token.tag_.startswith("VB"):
        return False  # the "forced" of "a forced exodus"
    pointing = _points_to_force(token, reading)
    if pointing is not None:
        return pointing
    if nationals(token, reading) or _men(token, reading) or _named_craft(token):
        return True
    head = token.lemma_.lower()
    if (head in _PARTS or token.like_num) and (inner := made_of(token)):
        return any(is_force(t, reading) for t in inner)  # "the last of the Danes", "members of the armed forces"
    lemmas = {t.lemma_.lower() for t in (token, *(modifiers(token) if is_noun(token) else []))}
    if lemmas & (PEACETIME | _CIVIL_TASKS) or is_civil(token, lemmas) or is_figure(token):
        return False
    if of_others(token):
        return False
    if _by_its_word(token, lemmas, reading) or is_unit(token, lemmas) or on_mission(token, reading):
        return True
    if (head in _BODIES and reading.conflict >= 4 and any(c.dep_ == "poss" for c in token.children)) or in_uniform(
        token, reading
    ):
        return True
    if reading.conflict >= 4 and bare_number(token):  # "In all 1,960 will be posted", "sent 4,000 more"
        return not hurt_before(token) and (not list(token.children) or troops_before(token, reading))
    return _acts_as_force(token, reading)


def _points_to_force(token: Token, reading: Reading) -> bool | None:
    """Whether a word that points back means a force; None for a word that does not point back."""
    if token.lower_ in _BACK and all(c.lower_ == "the" for c in token.children):
        return reading.conflict >= 4 and troops_before(token, reading)
    if token.lower_ in ("they", "them", "their"):
        return _means_force(token, reading)
    if token.lower_ == "it" and token.dep_ in SUBJECTS:
        meant = reading.last_subject(token)  # "the brigade came in May. It has gone again"
        unit = meant is not None and meant.tag_ in ("NN", "NNP") and meant.lemma_.lower() in STRICT_TROOPS
        return True if unit else None
    if any(t.lower_ == "them" for t in made_of(token)):  # "some of them"
        return reading.conflict >= 4 and troops_before(token, reading) and not missiles_before(token)
    return None


def _by_its_word(token: Token, lemmas: set[str], reading: Reading) -> bool:
    """Whether a noun by itself, or with what stands before it, names soldiers, heavy arms or an army."""
    head = token.lemma_.lower()
    if head in STRICT_TROOPS | CRAFT | ARMED or token.lower_ in ARMY_NAMES:
        return True
    if token.tag_ == "NNP" and lemmas & CRAFT - _CIVIL_CRAFT:
        return True  # "the frigate Brandenburg"
    if head in TROOPS and token.tag_ != "NNP" and (lemmas & (MARTIAL | STRICT_TROOPS | CRAFT) or reading.named(token)):
        return True
    if head in VEHICLES:
        return bool(lemmas & (MARTIAL - {"border", "coast", "attack"}))  # "armoured vehicles", "army trucks"
    return False


def _named_craft(token: Token) -> bool:
    """Whether several aircraft or tanks go by the name of their type: "six Tornados", "the Rafales"."""
    return token.text.endswith("s") and common_noun(token) in ("jet", "helicopter", "tank")


def _men(token: Token, reading: Reading) -> bool:
    """Whether "men" are soldiers: counted in a text about war, or "the men" and "his men" after soldiers."""
    if token.lemma_.lower() != "man" or reading.conflict < 5:
        return False
    known = any(c.dep_ in ("det", "poss") and c.lower_ not in _INDEFINITE for c in token.children)
    return token.i in reading.counted or (token.tag_ == "NNS" and known and troops_before(token, reading))


_INDEFINITE = words("a an some any no")


def _acts_as_force(token: Token, reading: Reading) -> bool:
    """Whether a name or a pronoun is an actor that fights, or a mission: "MONUSCO", "the mission"."""
    if _its_own_doer(token, reading):
        return False
    own = reading.who(token) if token.tag_ == "PRP" else reading.actor_at.get(token.i, [])
    mission = token.lemma_.lower() == "mission" or (token.is_upper and len(token) > 4)  # "MONUSCO", "the mission"
    return any(actor.kind in ARMED_KINDS or (mission and actor.kind == "igo") for actor in own)


def _means_force(pronoun: Token, reading: Reading) -> bool:
    """Whether "they" or "them" stands for troops or fighters."""
    meant = reading.last_subject(pronoun)
    if meant is None or pronoun.lower_ == "them" or (is_noun(meant) and meant.tag_ in ("NN", "NNP")):
        start = pronoun.sent.start if pronoun.lower_ == "them" else max(pronoun.sent.start - _REACH, 0)
        plurals = [t for t in pronoun.doc[start : pronoun.i] if t.tag_ == "NNS"]
        meant = plurals[-1] if plurals else meant  # "Spain has 500 soldiers there and will bring them home"
    if meant is None:
        return False
    return meant.lemma_.lower() in STRICT_TROOPS | CRAFT | ARMED or nationals(meant, reading)


def _its_own_doer(pronoun: Token, reading: Reading) -> bool:
    """Whether "it" could only mean who does the deed, and so means something else: "the troops stopped a bus and sent
    it back"."""
    if pronoun.lower_ != "it" or pronoun.dep_ != "dobj":
        return False
    return reading.last_subject(pronoun) in subjects(pronoun.head)


def nationals(token: Token, reading: Reading) -> bool:
    """Whether a people's name stands for its soldiers, in a text about war: "the Americans left Bagram"."""
    if reading.conflict < 5 or token.ent_type_ == "LANGUAGE" or not _is_a_peoples_name(token):
        return False
    if token.tag_ not in ("NNPS", "NNS") and not _are_people(token):
        return False
    return not {t.lemma_.lower() for t in wide_phrase(token)} & CIVIL and token.dep_ not in ("dobj", "appos")


def _is_a_peoples_name(token: Token) -> bool:
    """Whether a word, alone or with the name before it, names a people: "Kenyans", "South Africans"."""
    before = [c.text for c in token.lefts if c.dep_ == "compound"]
    return any(country_of_nationals(" ".join(part)) is not None for part in ([token.text], [*before, token.text]))


def _are_people(token: Token) -> bool:
    """Whether the name of a people that the tagger takes for an adjective stands for people: "the 310 Togolese"."""
    if token.tag_ not in ("NNP", "JJ") or token.dep_ not in (*SUBJECTS, "pobj"):
        return False
    before = [c for c in token.lefts if c.dep_ in ("det", "nummod", "poss", "amod")]
    plural = token.text.endswith(("ns", "is", "ds", "rs", "ks", "es"))
    counted = any(c.dep_ == "nummod" for c in before)
    return plural or counted or (any(c.lower_ == "the" for c in before) and token.text.endswith(("ese", "sh", "ch")))


def plainly_force(token: Token, reading: Reading) -> bool:
    """Whether a noun stands for a force even beside a verb of any kind of going or giving."""
    head = token.lemma_.lower()
    if is_figure(token):
        return False
    if nationals(token, reading) or (head == "man" and is_force(token, reading)):
        return True
    if (head in _PARTS or token.like_num) and (inner := made_of(token)):
        return any(plainly_force(t, reading) or t.lower_ == "them" for t in inner) and is_force(token, reading)
    if token.tag_ == "PRP":
        return is_force(token, reading) or any(a.kind in ARMED_KINDS for a in reading.who(token))
    if head in _CIVIL_CRAFT and any(t.lemma_.lower() in STRICT_TROOPS for t in token.subtree):
        return True
    if head in _CIVIL_CRAFT and {t.lemma_.lower() for t in wide_phrase(token)} & CIVILIAN:
        return False
    if head in _CIVIL_CRAFT:
        return (
            (reading.conflict >= 6 and token.i in reading.counted)
            or bool({t.lemma_.lower() for t in modifiers(token)} & MARTIAL)
            or bool(reading.named(token))
            or (head == "carrier" and has_name(token))
        )
    if head == "gunman" and any(c.dep_ == "poss" for c in token.children):
        return True  # "took its gunmen out of the town", while any gunmen may come
    if head in _ORGANISED | STRICT_TROOPS | CRAFT or token.lower_ in ARMY_NAMES or _named_craft(token):
        return True
    if not is_force(token, reading):
        return False
    return (
        token.tag_ == "NNP"
        or bare_number(token)
        or head == "mission"
        or head in TROOPS | COUNTED | VEHICLES | STAFF | TRADES | {"replacement", "echelon"}
        or on_mission(token, reading)
        or is_unit(token, set())
        or token.lower_ in _BACK - {"none"}
        or head in ("party", "body", "headquarters", "command", "column")
        or any(a.kind in ARMED_KINDS for a in reading.named(token))
    )


_MEN_AT_ARMS = ("armed", "masked", "hooded")
"""What men are called who come to fight: "armed men", "masked youths"."""


def fighters(tokens: Iterable[Token], reading: Reading) -> bool:
    """Whether one of the tokens stands for armed people, heavy arms, or an actor of a kind that fights."""
    for token in tokens:
        partitive = token.like_num or token.lemma_.lower() in PARTITIVES
        core = wide_phrase(token) if partitive else phrase(token) if is_noun(token) else [token]
        if any(common_noun(t) in ARMED | STRICT_TROOPS | CRAFT | ARMY_NAMES or t.lower_ in _MEN_AT_ARMS for t in core):
            return True
        if any(actor.kind in ARMED_KINDS for actor in reading.who(token)):
            return True
    return False
