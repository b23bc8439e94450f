"""How closely a place is tied to an event: as its ground, in a clause below it, as a measure beside it, or not at all.

Here belong the words and syntax of distances, ways, journeys and sickbeds. Which places an event then keeps is decided
in `siting`.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from pipelines.coding.event_words.frames import Mention
from pipelines.coding.places.place_words import ASSAULTS
from pipelines.coding.record import Place
from pipelines.coding.words.clauses import parted, under_way
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import SUBJECTS, clause, is_noun, is_verb, own_subjects

OWN, BELOW, BESIDE, NONE = range(4)
"""From what happens there to what only has its name in the sentence."""

_MEASURES = words(
    """km kilometre kilometres kilometer kilometers mile miles metre metres meters hour hours minute minutes drive walk
    flight ride away close closer closest near nearer nearest adjacent opposite short far next"""
)
BEARINGS = words(
    """north south east west northeast northwest southeast southwest north-east north-west south-east south-west
    northward southward eastward westward upstream downstream inland offshore"""
)
_GATHERING = words("meet gather convene assemble confer speak talk address brief attend visit")
"""What those who decide on an event do somewhere else: "meeting in Harare, leaders ordered the withdrawal"."""
_WAYS = words("road highway motorway route way track railway line corridor pipeline border frontier boundary direction")
_EXCEPT = words("except save besides barring excluding excepting")
_FACING = words("face overlook border adjoin link connect lead neighbour neighbor separate")
_TOWARDS = ("to", "into", "toward", "towards", "for")
_CARE = words("hospital clinic infirmary morgue mortuary ward hospice")
_SICK = words("die succumb treat hospitalise hospitalize recover admit convalesce receive")
_CARRIED = words(
    """evacuate take rush airlift fly transfer transport carry bring flee escape return bury move ferry drive send"""
)
SMALL = ("city", "site", "district", None)
"""Levels of places that say where something was."""


def tie(head: Token, place: Place, mention: Mention) -> int:
    """How closely the place whose syntactic head is given is tied to a mention: OWN, BELOW, BESIDE or NONE."""
    if mention.sense.type == "troop_movement" and (_labels_the_line(head) or _behind_a_semicolon(head, mention)):
        return BESIDE if _labels_the_line(head) else NONE
    chain = list(_chain(head, mention))
    verb = next((t for t in chain if is_verb(t) and t.dep_ not in ("amod", "aux", "auxpass")), None)
    own = verb is None or verb in (mention.token, mention.anchor) or mention.token in verb.subtree
    own = own and not (verb is not None and _in_side_clause(mention, verb))
    own = own or (verb is not None and (_of_the_event(verb, mention) or (verb.dep_ == "relcl" and under_way(verb))))
    if any(t.dep_ in ("prep", "advcl") and t.lower_ in _EXCEPT for t in chain):
        return NONE
    apart = verb is not None and (not own or parted(mention.anchor, verb)) and _goes_on(verb, mention)
    if mention.sense.type == "attack" and apart:
        return BESIDE  # "five died in Rafah, and a man was arrested in Nablus"
    if mention.token in head.subtree:
        return OWN  # "Marera, where nine died in a raid"
    if any(
        t.dep_ == "relcl" and _says_where(t) and head not in t.subtree
        for t in (mention.token, *mention.token.ancestors)
    ):
        return BELOW
    if mention.sense.type == "attack":
        if any(_is_home(t, mention) for t in chain if t.dep_ == "prep"):
            return NONE if place.level == "country" else BESIDE
        if _in_care(chain, verb, mention):
            return NONE
        if any(_journey(t, mention) for t in chain if t.dep_ == "prep"):
            carried = not own and verb is not None and verb.lemma_ in _CARRIED and verb.dep_ != "acl"
            return NONE if carried or place.level == "country" else BESIDE
    if not own and verb is not None and verb.lemma_ in _GATHERING and verb.dep_ in ("acl", "advcl", "relcl"):
        return NONE
    measured = any(_measures(t, place) for t in _nearest_preps(chain))
    if measured or (not own and verb is not None and verb.lemma_ in _FACING):
        return NONE if place.level == "country" else BESIDE
    return OWN if own or mention.sense.type == "agreement" else BELOW


def _goes_on(verb: Token, mention: Mention) -> bool:
    """Whether a verb tells in a clause of its own what happened besides, behind the event."""
    joined = verb.dep_ == "conj" or parted(mention.anchor, verb)
    return joined and verb.i > mention.token.i and bool(own_subjects(verb))


def first_of_list(noun: Token) -> Token:
    """The first of a row of nouns: what governs it governs all ("from Chad, Togo and Benin")."""
    while noun.dep_ == "conj" and noun.head.i < noun.i and is_noun(noun.head):
        noun = noun.head
    return noun


def _behind_a_semicolon(head: Token, mention: Mention) -> bool:
    """Whether a place stands in a clause of its own behind a semicolon: "the camps are shut; 500 men left for Lima"."""
    first, last = sorted((head.i, mention.token.i))
    verb = clause(head)
    own = verb is None or verb in (mention.token, mention.anchor)
    return not own and any(t.text == ";" for t in head.doc[first:last])


def _labels_the_line(head: Token) -> bool:
    """Whether a name stands before a colon at the head of a line: "Lima: The last Danes sailed from Callao"."""
    behind = head.doc[head.i + 1 : head.i + 2].text
    return behind == ":" and head.left_edge.i - head.sent.start <= 1


def _of_the_event(verb: Token, mention: Mention) -> bool:
    """Whether a verb on the word for the event goes on about it: "a raid launched on Gao", "an attack that hit Gao"."""
    if verb.head != mention.token or verb.dep_ not in ("acl", "relcl"):
        return False
    return verb.lemma_ in _LAUNCHED | ASSAULTS


_LAUNCHED = words("launch carry conduct mount stage perpetrate wage unleash aim direct occur happen begin start")


def _nearest_preps(chain: list[Token]) -> Iterator[Token]:
    """The preposition over a place, and the next where that is only "of": "as far as the outskirts of Gao"."""
    for token in chain:
        if token.dep_ == "prep":
            yield token
            if token.lower_ != "of":
                return


def _in_side_clause(mention: Mention, verb: Token) -> bool:
    """Whether the event stands in a clause of time or cause below a verb: "called its envoy home after a raid"."""
    for token in (mention.token, *mention.token.ancestors):
        if token == verb:
            return False
        if token.dep_ == "advcl" and any(c.dep_ == "mark" or c.lower_ == "when" for c in token.children):
            return verb not in (mention.token, mention.anchor)
    return False


def _says_where(clause: Token) -> bool:
    return any(child.lower_ == "where" for child in clause.children)


def _chain(head: Token, mention: Mention) -> Iterator[Token]:
    """The tokens from a place up to the mention, or to the first verb."""
    for token in (head, *head.ancestors):
        yield token
        if token in (mention.token, mention.anchor) or (token != head and is_verb(token) and token.dep_ != "amod"):
            return


def _is_home(preposition: Token, mention: Mention) -> bool:
    """Whether the place is where somebody or a firm is from: "a cook from Gao was killed in Kidal"; not of "people from
    Gao" alone, who are most often struck at home."""
    whose = preposition.head
    if not is_noun(whose) or whose == mention.token or whose.lemma_.lower() in _FIRED | _DWELLERS:
        return False
    return preposition.lower_ == "from" or (preposition.lower_ == "of" and whose.ent_type_ == "ORG")


_FIRED = words("fire rocket shell missile mortar drone artillery gunfire shot round salvo barrage attack strike plane")
_DWELLERS = words("people person resident villager civilian inhabitant")


def _in_care(chain: list[Token], verb: Token | None, mention: Mention) -> bool:
    """Whether the hurt are cared for there: "died in a clinic in Cali", not "a clinic was shelled"."""
    care = [t for t in chain if is_noun(t) and t.lemma_.lower() in _CARE and t not in mention.patients]
    return bool(care) and verb is not None and verb.lemma_ in _SICK | _CARRIED


def _journey(preposition: Token, mention: Mention) -> bool:
    """Whether a word besides the event tells where somebody goes or comes from: "a convoy taking food to Djibo", "fled
    into Chad", "on its way to Gao", "came from Chad", "shells from Chad fell"."""
    above = preposition.head
    told_by = mention.token.dep_ in (*SUBJECTS, "dobj") and above == mention.token.head  # "fighting spread into Chad"
    if told_by or above in (mention.token, mention.anchor):
        return preposition.lower_ == "from" and above.lemma_ in _FIRING
    moves = is_verb(above) or above.lemma_ in ("way", "journey")
    return (preposition.lower_ in _TOWARDS and moves) or (preposition.lower_ == "from" and above.lemma_ in _COMING)


_FIRING = words("fire launch lob shoot")
_COMING = _FIRING | words(
    "come cross arrive travel descend infiltrate advance ride march rocket shell missile drone militant"
)


def _measures(preposition: Token, place: Place) -> bool:
    """Whether the place only tells how far, which way or beside what another one lies: "30 km from Gao", "the road to
    Gao", "the island closest to Taiwan", "as far as Gao"."""
    if preposition.i == 0:
        return False
    before = _word_before(preposition)
    word = preposition.lower_
    if word == "opposite":
        return True
    if word in ("near", "outside"):
        return before.text == ","  # "Tondou, near Gao"
    if word == "as":
        return before.lower_ in ("far", "away")
    if word in ("from", "to"):
        ways = (preposition.head, preposition.head.head)  # "the road from Kidal to Gao"
        return before.lower_ in _MEASURES or any(_is_way(t) for t in ways)
    small = place.level in SMALL
    if word == "of":
        return (before.lower_ in BEARINGS and small) or before.lower_ == "direction"
    return word in ("towards", "toward") and before.lower_ in _WAYS


def _word_before(preposition: Token) -> Token:
    """The word before a preposition, or before a bracket that repeats it: "200 km (124 miles) from"."""
    before = preposition.nbor(-1)
    if before.text != ")":
        return before
    opening = next((t for t in reversed(preposition.doc[preposition.sent.start : before.i]) if t.text == "("), None)
    return opening.nbor(-1) if opening is not None and opening.i > preposition.sent.start else before


def _is_way(token: Token) -> bool:
    """Whether a noun is a way that a place lies on or at the end of; "by road" and "on its way" tell who goes there."""
    goes = token.head.lower_ == "by" or any(c.dep_ == "poss" for c in token.children)
    return is_noun(token) and token.lemma_.lower() in _WAYS and not goes
