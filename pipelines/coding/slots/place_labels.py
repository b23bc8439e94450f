"""Places that say who and not where: labels of states and offices, seats of government, where a report was given.

Here belongs the reading of such names. Where an event is, among the others, is decided in `siting`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.reading import Reading
from pipelines.coding.record import Place
from pipelines.coding.slots.place_ties import SMALL, first_of_list
from pipelines.coding.words.lexicon import ARMED, CRAFT, REPORTING, SITES, STRICT_TROOPS, words
from pipelines.coding.words.syntax import clause, is_verb


def reported_from(head: Token, mention: Mention) -> bool:
    """Whether the place belongs to a verb of saying and not to what is said: "..., a spokesman said in Geneva",
    "a nurse in Goma said", not "in Goma, a nurse said, ..."."""
    verb = clause(head)
    if any(t.dep_ == "relcl" and not t.is_ancestor(mention.token) and _tells(t, mention) for t in head.ancestors):
        return True  # "Kenya, whose soldiers guard the port of Kismayo, said that"
    if any(t.dep_ == "prep" and t.lower_ in ("according", "per") for t in head.ancestors):
        return not any(t.lower_ == "according" for t in mention.token.ancestors)
    if verb is None or verb.lemma_.lower() not in REPORTING or verb in (mention.token, mention.anchor):
        return False
    if verb not in mention.token.ancestors or mention.token in head.subtree:
        return False
    if mention.token.dep_ != "ccomp":
        return clause(mention.token) != verb
    return not any(t.dep_ == "prep" and t.head == verb and t.i < verb.i for t in head.ancestors)


def _tells(clause: Token, mention: Mention) -> bool:
    """Whether a clause is on who tells of the event, or on his apposition, and does not tell it itself."""
    noun = clause.head
    while noun.dep_ in ("appos", "conj"):
        noun = noun.head
    said = noun.head
    tells = noun.dep_ == "nsubj" and said.lemma_.lower() in REPORTING and said not in (mention.token, mention.anchor)
    return tells and clause != mention.token and said.is_ancestor(mention.token) and noun.i < mention.token.i


_OFFICES = words(
    """government official president minister ministry spokesman spokesperson army force troop soldier military
    militia group leader fighter police parliament authority state citizen national ally administration officer
    commander general newspaper agency television radio media source talk war journalist reporter correspondent
    cameraman photographer broadcaster"""
)


_RELATIONS = words(
    "relation relationship tie tension row dispute rift rivalry war talk deal agreement accord pact treaty"
)


_SEATED = words("authority government official leadership ministry minister diplomat parliament court lawmaker analyst")
"""Who decides or speaks where they are, and not where it happens."""


def is_seat(head: Token, mention: Mention) -> bool:
    """Whether those who decide are only said to be there: "the authorities in Moscow intend to send"."""
    seat = head.dep_ == "pobj" and head.head.lower_ == "in" and head.head.head.lemma_.lower() in _SEATED
    return seat and mention.sense.type == "troop_movement" and is_verb(mention.token)


def is_label(head: Token, place: Place, mention: Mention, reading: Reading) -> bool:
    """Whether the place name only labels an actor ("the Kabul government") and does not say where something happens."""
    first = first_of_list(head)  # "Thailand and Cambodia exchanged fire", "Islamabad and Kabul agreed"
    if first.dep_ in ("nsubj", "nsubjpass") and mention.frame not in ("lose", "strike", "seize"):
        return True
    if head.dep_ in ("nsubj",) and mention.frame in ("strike", "seize", "kill"):
        return True
    dashed = head.i + 1 < len(head.doc) and head.nbor(1).text == "-" and not head.whitespace_
    if head.dep_ == "npadvmod" or dashed:
        return True  # "Iran-backed", "US-led"
    if head.dep_ in ("dobj", "dative") and head.head not in (mention.token, mention.anchor):
        return not (mention.sense.type == "troop_movement" and _purpose_of(head.head, mention))
    if head.dep_ in ("compound", "poss", "nmod", "amod"):
        owner = head.head
        if place.level == "country" and owner.lemma_.lower() in ("embassy", "consulate", "mission", "base"):
            return True
        if owner == mention.token:
            return place.level == "country" and mention.sense.type == "attack" and head.dep_ == "poss"
        lemma = owner.lemma_.lower()
        if lemma in SITES or owner.i in reading.place_at:
            return False
        return lemma in _OFFICES or lemma in STRICT_TROOPS | CRAFT | ARMED or place.level == "country"
    listed = first.head if first.dep_ == "pobj" else head  # "the border with Rwanda and Burundi"
    return listed.dep_ == "prep" and _of_whom(listed, place, mention, reading)


def _of_whom(listed: Token, place: Place, mention: Mention, reading: Reading) -> bool:
    """Whether a preposition makes the place under it one of the sides, or the owner of an office."""
    if listed.lower_ not in ("of", "with", "between", "by", "for"):
        return False
    governor = listed.head
    if listed.lower_ == "between" and place.level in SMALL and governor not in (mention.token, mention.anchor):
        return governor.lemma_ in _RELATIONS  # "a row between Oslo and Manila", not "villages between Kaya and Djibo"
    if governor == mention.token or governor.i in reading.place_at or governor.lemma_.lower() in SITES:
        return listed.lower_ in ("between", "with", "by")
    return governor.lemma_.lower() in _OFFICES or listed.lower_ in ("with", "by", "between")


def names_the_doer(head: Token, mention: Mention) -> bool:
    """Whether a place belongs to the name of who does it: "by the Border Service of the Russian Federation"."""
    for token in head.ancestors:
        if token in (mention.token, mention.anchor) or (token.dep_ == "prep" and token.lower_ not in ("of", "by")):
            return False
        if token.dep_ == "agent":
            return True
    return False


def _purpose_of(verb: Token, mention: Mention) -> bool:
    """Whether the verb is what a force moves for: "were sent to retake Mocimboa"."""
    return verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl") and verb.head in (mention.token, mention.anchor)
