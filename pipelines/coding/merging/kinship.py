"""Kinship of mentions: whether their kinds allow them to be one event at all.

Here belong the families of subtypes, and what a noun that points back may mean. What else speaks for or against is in
`sameness`.
"""

from spacy.tokens import Token

from pipelines.coding.event_words.triggers import NOUNS
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import SUBJECTS, is_noun

_FAMILIES = {
    "attack": [
        {"unspecified", "airstrike", "drone_strike", "missile_strike", "rocket_attack", "assassination"},
        {"unspecified", "bombing", "suicide_bombing", "armed_assault"},
        {"unspecified", "armed_assault", "armed_clash", "massacre", "ground_offensive", "abduction"},
        {"unspecified", "rocket_attack", "missile_strike", "shelling"},
        {"airstrike", "armed_clash"},
        {"naval_attack", "armed_clash", "unspecified"},
        {"attack_series", "unspecified"},
        {"attack_series", "airstrike"},
        {"attack_series", "bombing"},
        {"airstrike", "bombing"},
        {"attack_series", "rocket_attack"},
        {"attack_series", "shelling"},
        {"unspecified", "shelling"},
    ],
    "troop_movement": [
        {"withdrawal", "drawdown", "redeployment", "base_transfer"},
        {"deployment", "redeployment", "arrival"},
        {"incursion", "advance"},
    ],
    "agreement": [
        {
            "security_agreement",
            "peace_agreement",
            "withdrawal_agreement",
            "basing_agreement",
            "ceasefire",
            "mission_end",
        },
        {"talks"},
    ],
}
"""Subtypes that mentions of one event may carry, by event type; others must be equal."""
FAR = 300
"""Characters beyond which a mention with a day of its own is not the undated event before."""
_BACK = words("these those")
_DEFINITE = words("the this that these those both")
_FROM_AFAR = words("strike raid bombing blast explosion airstrike shelling shooting bombardment")
"""Nouns that do not mean the capture of ground told before."""
_REPELLING = words("repel repulse")
_FIGHTING = words("fire shoot fight hit strike beat drive push hold")
_MANNED = words("helicopter warplane jet aircraft plane bomber fighter airliner")
"""What is shot down and had people in it: an attack, which "the attack" means."""
_KILLINGS = words("killing assassination massacre murder slaughter carnage bloodshed")
"""Nouns for any attack told before: "condemned the assassination of the soldiers"."""


def kin(first: Draft, second: Draft) -> bool:
    """Whether the kinds of two mentions of one type may be of one event."""
    if first.type == "force_level":
        counts = [d.quantity.value if d.quantity else None for d in (first, second)]
        return first.status == second.status and counts[0] is not None and counts[0] == counts[1]
    if first.type == "statement":
        return (first.subtype, first.status) == (second.subtype, second.status)
    if first.subtype == "ground_offensive" and second.token.lemma_.lower() in _FROM_AFAR and is_noun(second.token):
        return False
    if second.token.lemma_.lower() in _KILLINGS and definite(second):
        return True
    if first.subtype == "interception" and second.subtype == "unspecified" and definite(second):
        return any(common_noun(t) in _MANNED for t in first.struck)
    tells_toll = {"kill", "victim"} & {first.frame, second.frame}
    if first.subtype == second.subtype or (tells_toll and first.sentence.start == second.sentence.start):
        return True
    if "return" in {first.token.lemma_, second.token.lemma_} and "deployment" in (first.subtype, second.subtype):
        return False
    if first.type == "troop_movement" and _moves_on(first, second):
        return True
    return any(first.subtype in f and second.subtype in f for f in _FAMILIES[first.type])


def definite(draft: Draft) -> bool:
    """Whether the noun points back: "the attack", "this strike", "Monday's raid", "it was the second attack"."""
    if says_what_it_was(draft):
        return True
    return is_noun(draft.token) and any(
        (c.dep_ == "det" and c.lower_ in _DEFINITE) or (c.dep_ == "poss" and c.ent_type_ == "DATE")
        for c in draft.token.children
    )


def says_what_it_was(draft: Draft) -> bool:
    """Whether the noun only says what something told before was: "it was the third raid this year"."""
    said = draft.token.head if draft.token.dep_ in ("acl", "relcl") else draft.token  # "the third plane shot down"
    if said.dep_ != "attr" or not is_noun(said):
        return False
    told = [c for c in said.head.children if c.dep_ == "nsubj"]
    return any(c.lower_ in ("it", "this", "that") or definite_noun(c) for c in told)


def definite_noun(noun: Token) -> bool:
    """Whether the noun is an attack pointed at: "the raid", in "the raid was the third this year"."""
    known = any(sense.type == "attack" for sense in NOUNS.get(noun.lemma_.lower(), []))
    return known and any(c.lower_ in _DEFINITE for c in noun.children)


def answers_back(draft: Draft) -> bool:
    """Whether the words tell that those who were attacked fought: "returned fire", "beat the rebels back"."""
    for token in (draft.token, draft.anchor):
        beside = {c.lower_ for c in token.children if c.dep_ in ("prt", "advmod")}
        fire = any(c.lower_ == "fire" for c in token.children if c.dep_ == "dobj")
        lemma = token.lemma_.lower()
        theirs = is_noun(draft.token) and not definite(draft)  # "four counterattacks were repelled"
        if (lemma in _REPELLING and not theirs) or (lemma == "return" and fire):
            return True
        if lemma in _FIGHTING and beside & {"back", "off"}:
            return True
    return False


def _moves_on(first: Draft, second: Draft) -> bool:
    """Whether those who leave in the first go somewhere in the second: "they leave A. These forces go to B"."""
    subjects = [child for child in second.anchor.children if child.dep_ in SUBJECTS]
    points_back = any(s.lower_ == "they" or any(c.lower_ in _BACK for c in s.children) for s in subjects)
    leaves = first.subtype in ("withdrawal", "drawdown") and first.where.origin and not first.where.destination
    goes = second.where.destination and not second.where.origin
    return bool(points_back and leaves and goes) and second.sentence.start_char - first.sentence.end_char <= FAR
