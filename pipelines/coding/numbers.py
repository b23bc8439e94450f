"""What is counted: troops, killed, wounded, attacks, weapons, ships and people, each with its number and its words.

Here belong the nouns that count and the syntax that tells the killed from the killers. How a number is written stands in `numerals`; dates,
ages, measures and names with a number in them are no counts. Which count belongs to which event is the coder's question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.coding.numerals import Amount, amounts
from pipelines.coding.record import Quantity, Span

UNITS = {
    "troops": "troop soldier marine trooper serviceman servicewoman servicemember paratrooper peacekeeper commando infantryman infantry airman "
    "sailor reservist conscript personnel force contingent detachment garrison men adviser advisor trainer gunner engineer guardsman "
    "legionnaire ranger seabee warfighter draftee",
    "fighters": "fighter militant rebel insurgent guerrilla gunman militiaman terrorist jihadist extremist attacker assailant bomber separatist "
    "combatant paramilitary mercenary operative",
    "police": "policeman policewoman officer gendarme constable guard",
    "people": "people person civilian man woman child villager resident worker student passenger official journalist family protester demonstrator "
    "pilgrim worshipper worshiper Palestinian Israeli American Iraqi Afghan Syrian migrant victim other bystander teacher nurse doctor driver member boy "
    "girl farmer tourist pilot contractor national citizen leader commander aide baby infant schoolchild",
    "displaced": "refugee evacuee",
    "detained": "detainee prisoner suspect captive",
    "hostages": "hostage abductee",
    "attacks": "attack strike airstrike raid bombing assault explosion blast ambush shelling incident clash sortie incursion violation operation "
    "mission",
    "rockets": "rocket mortar shell round projectile",
    "missiles": "missile",
    "bombs": "bomb ied mine grenade device",
    "drones": "drone uav",
    "aircraft": "aircraft plane jet helicopter bomber warplane airplane gunship chopper",
    "ships": "ship warship vessel boat frigate destroyer submarine carrier cruiser tanker ferry",
    "vehicles": "vehicle tank truck car humvee carrier apc bus",
    "targets": "target site position base village town city house building station post checkpoint facility outpost camp depot tunnel",
}
"""The nouns that count, by unit; of a noun under two units the first counts."""
_UNIT_OF = {noun: unit for unit, nouns in reversed(UNITS.items()) for noun in nouns.lower().split()}
_PEOPLE = {"troops", "fighters", "police", "people", "displaced", "detained", "hostages"}

_KILL = set("kill slay murder massacre assassinate execute behead slaughter martyr gun".split())
_HURT = set("wound injure hurt maim".split())
_DIE = set("die perish".split())
_LIFE = set("claim lose take cost".split())
_LEAVE = set("leave".split())
_DEAD = set("dead kill slain deceased death fatality".split())
_DEATHS = set("death killing murder massacre assassination slaying execution".split())
_WOUNDED = set("wounded injured injury wound injure hurt".split())
_TOLL = set("toll".split())
_GROUPS = set(
    "force contingent group team company battalion brigade unit detachment garrison total crew mission number squad platoon".split()
)
_NOT_COUNTED = re.compile(
    r"[\s-]*(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|percent|per\s+cent|%|km|kms|kilomet\w+|miles?|met(?:er|re)s?|feet|foot|"
    r"kg|kilograms?|kilos?|tons?|tonnes?|pounds?|dollars?|euros?|a\.m\.|p\.m\.|am|pm|gmt|knots|mph|degrees?|times|points?|mm|st|nd|rd|th)\b",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?:(?P<killed>kill(?:ed|ing|s)?)|(?P<wounded>(?:wound|injur)(?:ed|ing|es|s)))\s+(?:some\s+|also\s+)?$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"(?:\s+(?:more|others?|people|of\s+them|additional))*(?:,|\s+(?:were|was|are|is|have|has|had|been|being|reported|reportedly|confirmed|also|left))*"
    r"\s+(?:(?P<killed>killed|dead|died|deaths?|slain)|(?P<wounded>wounded|injured|hurt|injuries))\b(?!\s+or\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Count(Quantity):
    """A quantity with its place in the syntax: token index of what is counted, and of the word that makes it killed or wounded."""

    noun: int | None = None
    governor: int | None = None


def find_counts(doc: Doc) -> list[Count]:
    """Every count of people or things in order of the text; `unit` is a key of `UNITS`, or killed, wounded, casualties.

    "No casualties" gives two counts of zero. A person killed or wounded without a number ("a soldier was killed") counts as one.
    Never raises, whatever the text.
    """
    found = [count for amount in amounts(doc.text) for count in _counts(doc, amount)]
    taken = {count.noun for count in found}
    found.extend(count for count in _single_victims(doc) if count.noun not in taken)
    return sorted(found, key=lambda count: count.span)


def _counts(doc: Doc, amount: Amount) -> Iterator[Count]:
    words = doc.char_span(amount.bare_start, amount.bare_end, alignment_mode="expand")
    if words is None or not len(words) or _NOT_COUNTED.match(doc.text, amount.bare_end):
        return
    noun = _counted(words[-1])
    unit = _UNIT_OF.get(noun.lemma_.lower()) if noun is not None else None
    fate, governor = _fate(noun if noun is not None else words[-1]) if unit is None or unit in _PEOPLE else (None, None)
    if fate is None and (noun is None or noun.i - words[-1].i < 3):
        fate, governor = _fate_by_words(doc, amount, words[-1])
    unit = fate or unit
    if unit is None:
        return
    span = Span(amount.start, amount.end)
    units = ["killed", "wounded"] if unit == "casualties" and amount.value == 0 else [unit]
    for one in units:
        yield Count(
            amount.value, amount.min, amount.max, one, amount.kind, span,
            noun.i if noun is not None else None, governor.i if governor is not None else None,
        )  # fmt: skip


def _counted(number: Token) -> Token | None:
    """The noun that a number counts: "4,000 U.S. troops", "hundreds of people", "a force of 500"."""
    noun = number
    for above in number.ancestors:
        if (
            noun.dep_ not in ("nummod", "compound", "quantmod", "amod", "nmod", "det", "advmod", "npadvmod")
            or above.i < noun.i
        ):
            break
        noun = above
        if noun.lemma_.lower() in _UNIT_OF and noun.dep_ != "compound":
            return noun
    if noun is not number and (noun.lemma_.lower() in _UNIT_OF or noun.pos_ in ("NOUN", "PROPN")):
        return noun
    for part in number.rights:
        if part.dep_ == "prep" and part.lower_ == "of":
            return next((child for child in part.children if child.dep_ == "pobj"), None)
    if number.dep_ == "pobj" and number.head.lower_ == "of" and number.head.head.lemma_.lower() in _GROUPS:
        return number.head.head
    return None


def _fate(node: Token) -> tuple[str | None, Token | None]:
    """Killed, wounded or casualties, if the syntax over a counted noun says so, and the word that says it."""
    lemma = node.lemma_.lower()
    for unit, words in (("killed", _DEAD), ("wounded", _WOUNDED), ("casualties", {"casualty"})):
        if lemma in words:
            return unit, node
    for child in node.children:
        if child.dep_ in ("acl", "amod", "relcl") and child.tag_ in ("VBN", "JJ", "VBD") and not _has_object(child):
            unit = _of_verb(child, passive=True)
            if unit:
                return unit, child
    first = node
    while first.dep_ in ("conj", "appos") and first.head.pos_ in ("NOUN", "PROPN", "NUM"):
        first = first.head
    head = first.head
    if first.dep_ in ("dobj", "nsubjpass"):
        return _of_verb(head, passive=True), head
    if first.dep_ == "nsubj":
        if head.lemma_.lower() in _DIE:
            return "killed", head
        if head.lemma_.lower() in ("be", "leave"):
            state = next((child for child in head.children if child.dep_ in ("acomp", "oprd")), None)
            if state is not None and state.lemma_.lower() in _DEAD | _WOUNDED:
                return ("killed" if state.lemma_.lower() in _DEAD else "wounded"), state
        if (
            any(child.dep_ == "dobj" and child.lemma_.lower() == "life" for child in head.children)
            and head.lemma_.lower() == "lose"
        ):
            return "killed", head
        if head.tag_ == "VBN" and not _has_object(head):
            return _of_verb(head, passive=True), head
    if first.dep_ == "pobj":
        above = head.head
        if head.lower_ == "of" and above.lemma_.lower() in _DEATHS | _TOLL | {"life"}:
            return "killed", above
        if any(child.dep_ in ("nsubj", "nsubjpass") and child.lemma_.lower() in _TOLL for child in above.children):
            return "killed", above
    return None, None


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.children)


def _of_verb(verb: Token, passive: bool) -> str | None:
    """What becomes of a verb's object."""
    lemma = verb.lemma_.lower()
    if lemma in _KILL and passive:
        return "killed"
    return "wounded" if lemma in _HURT or lemma in _WOUNDED else None


def _fate_by_words(doc: Doc, amount: Amount, number: Token) -> tuple[str | None, Token | None]:
    """Killed or wounded by the words at the number's side, where the parse of a garbled or clipped sentence does not say so."""
    left = _LEFT.search(doc.text[max(amount.start - 24, 0) : amount.start])
    right = _RIGHT.match(doc.text, amount.end)
    for match in (right, left):
        if match:
            return ("killed" if match["killed"] else "wounded"), number
    return None, None


def _single_victims(doc: Doc) -> Iterator[Count]:
    """ "a soldier was killed", "wounded an officer": one."""
    for verb in doc:
        if verb.lemma_.lower() not in _KILL | _HURT or verb.pos_ != "VERB":
            continue
        for noun in verb.children:
            article = next(
                (child for child in noun.children if child.dep_ == "det" and child.lower_ in ("a", "an", "another")),
                None,
            )
            if (
                noun.dep_ in ("dobj", "nsubjpass")
                and article is not None
                and _UNIT_OF.get(noun.lemma_.lower()) in _PEOPLE
            ):
                unit = "killed" if verb.lemma_.lower() in _KILL else "wounded"
                yield Count(1, 1, 1, unit, "stated", Span(article.idx, article.idx + len(article)), noun.i, verb.i)
