"""What is counted: troops, killed, wounded, attacks, weapons, ships and people, each with its number and its words.

Here belong the nouns that count and how a number finds its noun. How a number is written stands in `numerals`, what
tells the killed from the killers in `tolls`. Dates, ages, measures and names with a number in them are no counts. Which
count belongs to which event is the coder's question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.coding.actors.actor_words import senses
from pipelines.coding.counts.numerals import Amount, amounts
from pipelines.coding.counts.single_victims import single_victims
from pipelines.coding.counts.tolls import fate_by_words, fate_of, sustains
from pipelines.coding.record import Quantity, Span
from pipelines.coding.times.time_words import compile_pattern

UNITS = {
    "troops": """troop soldier marine trooper serviceman servicewoman servicemember paratrooper peacekeeper commando
        infantryman infantry airman sailor reservist conscript personnel force contingent detachment garrison adviser
        advisor trainer instructor strength gunner engineer guardsman legionnaire ranger seabee draftee""",
    "fighters": """fighter militant rebel insurgent guerrilla gunman militiaman terrorist jihadist extremist attacker
        assailant separatist combatant paramilitary mercenary operative""",
    "police": "policeman policewoman officer gendarme constable guard police",
    "people": """people person civilian man woman child villager resident worker student passenger official journalist
        family protester demonstrator pilgrim worshipper worshiper Palestinian Israeli American Iraqi Afghan Syrian
        migrant victim other bystander teacher nurse doctor driver member boy girl farmer tourist pilot contractor
        lawmaker bodyguard passerby elder cleric imam preacher priest pastor nun monk bishop judge lawyer prosecutor
        councillor councilor politician reporter photographer editor activist businessman trader vendor shopkeeper
        shepherd herder fisherman motorist cyclist interpreter translator engineer technician brother sister father
        mother son daughter wife husband cousin nephew uncle grandmother teenager toddler shopper hawker diplomat
        national citizen leader commander aide baby infant schoolchild Ukrainian Russian Pakistani Indian Kurd Turk
        Somali Kenyan Filipino Colombian Sudanese Yemeni Lebanese Briton colleague relative pedestrian""",
    "displaced": "refugee evacuee",
    "detained": "detainee prisoner suspect captive",
    "hostages": "hostage abductee",
    "attacks": """attack strike airstrike raid bombing assault explosion blast ambush shelling incident clash sortie
        incursion violation operation mission""",
    "rockets": "rocket mortar shell round projectile",
    "missiles": "missile",
    "bombs": "bomb ied mine grenade device",
    "drones": "drone uav",
    "aircraft": "aircraft plane jet helicopter bomber warplane airplane gunship chopper",
    "ships": "ship warship vessel boat frigate destroyer submarine carrier cruiser tanker ferry",
    "vehicles": "vehicle tank truck car humvee apc bus",
    "battalions": "battalion brigade regiment squadron platoon battlegroup",
    "targets": """target site position base village town city house building station post checkpoint facility outpost
        camp depot tunnel""",
}
"""The nouns that count, by unit; of a noun under two units the first counts."""
_UNIT_OF = {noun: unit for unit, nouns in reversed(UNITS.items()) for noun in nouns.lower().split()}
_UNIT_OF_SENSE = {"civilians": "people", "police": "police", "unknown": "fighters"}
"""The unit of nouns that the table leaves to the heads of actors' names."""
_PEOPLE = frozenset(("troops", "fighters", "police", "people", "displaced", "detained", "hostages"))
_VAGUE_PEOPLE = frozenset(("man", "woman", "member", "officer", "people", "person"))
_SERVICES = re.compile(
    r"\b(?:service|army|military|armed|air\s+force|navy|naval|marine|infantry|coalition|security\s+forces?|troops|warrant)\b",
    re.IGNORECASE,
)
"""Words beside "members", "officers", "men" that make troops of them."""
_SOLDIERY = frozenset(
    ("force", "contingent", "company", "battalion", "brigade", "unit", "detachment", "garrison", "squad", "platoon")
)
_FORMATIONS = _SOLDIERY | {"commando", "regiment", "division", "corps", "squadron", "army", "wing"}
_GROUPS = _SOLDIERY | {"group", "team", "total", "crew", "mission", "strength"}
_LEVELLING = frozenset(("raise", "cut", "reduce", "cap", "limit", "increase", "bring", "lower", "trim"))

_MEASURE = re.compile(
    r"[\s-]*(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|percent|per\s+cent|km|kms|kilomet\w+|miles?|"
    r"met(?:er|re)s?|feet|foot|kg|kilograms?|kilos?|tons?|tonnes?|pounds?|dollars?|euros?|a\.m\.|p\.m\.|am|pm|gmt|knots|"
    r"mph|degrees?|times|points?|mm|st|nd|rd|th)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"19\d\d|20\d\d")
_DAY_BEFORE = compile_pattern(r"MONTH\s?$")
_YEAR_BEFORE = compile_pattern(r"MONTH\s?(?:\d{1,2},?\s)?$")
_DAY_AFTER = compile_pattern(r"[ -](?:of )?MONTH")
_BETWEEN = frozenset(("outside", "inside", "near", "at", "in", "on", "behind", "beside"))
"""What stands between a number and a noun that it does not count: "kills three outside police station"."""
_SHARED_BOUND = re.compile(r"\s+(?:\w+\s+){0,2}(?:killed|dead)\s+and\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Count(Quantity):
    """A quantity with the token index of what is counted, and of the word that makes it killed or wounded."""

    noun: int | None = None
    governor: int | None = None


def find_counts(doc: Doc) -> list[Count]:
    """Every count of people or things in text order; `unit` is a key of `UNITS`, or killed, wounded, casualties.

    "No casualties" gives two counts of zero. A person killed or wounded without a number ("a soldier was killed")
    counts as one. Never raises, whatever the text.
    """
    found: list[Count] = []
    before: Amount | None = None
    text = doc.text  # spaCy puts it together from its tokens at every asking: once is enough
    for amount in amounts(text):
        found.extend(_counts(doc, text, _with_shared_bound(text, amount, before)))
        before = amount
    taken = {count.noun for count in found}
    for verb in doc:
        for article, noun, fate in single_victims(verb):
            if noun.i not in taken and (_known(noun) in _PEOPLE or _is_person(noun)):
                taken.add(noun.i)
                span = Span(article.idx, article.idx + len(article))
                found.append(Count(1, 1, 1, fate, "stated", span, noun.i, verb.i))
    found.extend(_beside(doc, found, taken))
    return sorted(found, key=lambda count: count.span)


def _beside(doc: Doc, found: list[Count], taken: set[int | None]) -> Iterator[Count]:
    """The single people in one row with those counted: "two officers and a vendor dead", "a captain and four men"."""
    for count in [c for c in found if c.unit in ("killed", "wounded") and c.noun is not None and c.value]:
        noun = doc[count.noun or 0]
        for member in noun.conjuncts:
            article = next((c for c in member.children if c.lower_ in ("a", "an") and c.dep_ == "det"), None)
            known = article is not None and member.tag_ == "NN" and (_known(member) in _PEOPLE or _is_office(member))
            if known and article is not None and member.i not in taken:
                taken.add(member.i)
                span = Span(article.idx, article.idx + len(article))
                yield Count(1, 1, 1, count.unit, "stated", span, member.i, count.governor)


def _is_person(noun: Token) -> bool:
    return noun.tag_ == "PRP" or noun.ent_type_ == "PERSON" or _is_office(noun)


def _is_office(noun: Token) -> bool:
    """Whether a noun names somebody by rank or office: "a captain", "the governor"."""
    sense = senses().get(noun.lower_)
    return sense is not None and sense.name == "person"


def plain_amounts(text: str) -> Iterator[Amount]:
    """Every number of a text that is no year, day, age, length or sum."""
    for amount in amounts(text):
        year = amount.kind == "stated" and _YEAR.fullmatch(text[amount.bare_start : amount.bare_end])
        if not year and not _is_measure(text, amount):
            yield amount


def _with_shared_bound(text: str, amount: Amount, before: Amount | None) -> Amount:
    """ "at least five people killed and 18 injured": the bound holds for both."""
    if before is None or before.kind not in ("at least", "more than") or amount.kind != "stated" or not amount.value:
        return amount
    if not _SHARED_BOUND.fullmatch(text, before.end, amount.start):
        return amount
    return Amount(amount.value, amount.min, None, before.kind, *amount.chars)


def _counts(doc: Doc, text: str, amount: Amount) -> Iterator[Count]:
    words = doc.char_span(amount.bare_start, amount.bare_end, alignment_mode="expand")
    if words is None or not len(words) or _is_measure(text, amount):
        return
    number = words.root
    noun, partitive = _counted(number)
    unit = _unit(number, noun)
    if noun is not None and noun.tag_ == "NNP" and noun.lower_ in _FORMATIONS and amount.value != 1:
        return  # "42 Commando" is one
    if unit not in _PEOPLE and amount.kind == "stated" and _YEAR.fullmatch(words.text):
        return
    fate: tuple[str, Token] | None = None
    if unit is None and partitive and number.dep_ == "appos":
        return  # "killed 16 soldiers, one of the heaviest losses"
    if unit is None or unit in _PEOPLE:
        fate = fate_of(number) or (_fate(number, noun, text, amount) if not partitive else None)
        fate = ("wounded", number) if sustains(text, amount.end) else fate
    if noun is None and text[amount.start - 2 : amount.start] == ", " and text[amount.end : amount.end + 1] == ",":
        return  # "a woman, 68, was killed"
    if fate and unit is None and fate[1].lemma_ in ("lose", "loss") and (noun is None or noun.lemma_ != "life"):
        fate = None  # "lost nine seats"
    if fate and amount.value == 0 and any(c.lower_ in ("serious", "major") for c in fate[1].children):
        fate = None  # "no serious injuries"
    kind = fate[0] if fate else unit
    if kind is None or (amount.value == 0 and fate is None and kind != "troops"):
        return
    governor = fate[1].i if fate else None
    unhurt = kind == "casualties" or (kind == "wounded" and noun is None)  # "nobody was hurt" is alive, too
    for one in ("killed", "wounded") if unhurt and amount.value == 0 else (kind,):
        bounds = (amount.value, amount.min, amount.max)
        yield Count(
            *bounds, one, amount.kind, Span(amount.start, amount.end), noun.i if noun is not None else None, governor
        )


def _fate(number: Token, noun: Token | None, text: str, amount: Amount) -> tuple[str, Token] | None:
    """What became of those counted, by their noun, else by the words beside it: "four rebels dead, say the British"."""
    fate = fate_of(noun) if noun is not None else None
    if fate is None and (noun is None or noun.i - number.i < 3):
        beside = fate_by_words(text, amount.start, amount.end)
        fate = (beside, number) if beside else None
    if fate is None and noun is not None and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == "dead":
        return "killed", noun.nbor()
    return fate


def _is_measure(text: str, amount: Amount) -> bool:
    """Whether the number is that of a day, an age, a length, a sum."""
    before = text[max(amount.bare_start - 18, 0) : amount.bare_start]
    if _YEAR.fullmatch(text, amount.bare_start, amount.bare_end) and _YEAR_BEFORE.search(before):
        return True  # "Oct. 2, 2025 - US troops left"
    measured = _MEASURE.match(text, amount.bare_end) or _DAY_AFTER.match(text, amount.bare_end)
    return bool(measured or (_DAY_BEFORE.search(before) and amount.bare_end - amount.bare_start <= 2))


def _counted(number: Token) -> tuple[Token | None, bool]:
    """The noun that a number counts, and whether it is a part of known ones ("two of the soldiers")."""
    noun = number
    for above in number.ancestors:
        if (
            noun.dep_ not in ("nummod", "compound", "quantmod", "amod", "nmod", "det", "advmod", "npadvmod")
            or above.i < noun.i
            or any(t.lower_ in _BETWEEN for t in number.doc[number.i + 1 : above.i])
        ):
            break
        noun = above
        if _known(noun) and noun.dep_ != "compound":
            return noun, False
    if noun is not number and (_known(noun) or noun.pos_ in ("NOUN", "PROPN")):
        return noun, False
    for part in number.rights:
        if part.dep_ == "prep" and part.lower_ == "of":
            whole = next((child for child in part.children if child.dep_ == "pobj"), None)
            return whole, whole is not None and any(child.dep_ in ("det", "poss") for child in whole.children)
    if number.dep_ == "pobj" and number.head.lower_ == "of" and number.head.head.lemma_.lower() in _GROUPS:
        return number.head.head, False
    if number.dep_ == "pobj" and number.head.lower_ in ("to", "at") and number.head.head.lemma_ in _LEVELLING:
        whole = next((c for c in number.head.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
        return (whole, False) if whole is not None and _known(whole) == "troops" else (None, False)
    return None, False


def _unit(number: Token, noun: Token | None) -> str | None:
    """The unit of a counted noun; "service members", "army officers" and "a company of 128 men" are troops."""
    if noun is None:
        return None
    lemma = noun.lemma_.lower()
    if lemma in _VAGUE_PEOPLE:
        subtree = noun.doc[min(number.i, noun.i) : min(noun.right_edge.i, noun.i + 4) + 1].text
        over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
        police = "police" in subtree.lower()
        if not police and (_SERVICES.search(subtree) or (over is not None and over.lemma_.lower() in _SOLDIERY)):
            return "troops"
    return _known(noun)


def _known(noun: Token) -> str | None:
    """The unit that the table of nouns gives, also where the lemma of a plural went wrong ("bases" as "basis")."""
    unit = _UNIT_OF.get(noun.lemma_.lower()) or _UNIT_OF.get(noun.lower_.removesuffix("s"))
    sense = None if unit else senses().get(noun.lemma_.lower()) or senses().get(noun.lower_)
    return _UNIT_OF_SENSE.get(sense.name) if sense else unit
