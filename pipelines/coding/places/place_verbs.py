"""What verbs tell of the names beside them: a place is stormed and gone to, a person is caught somewhere.

Here belongs the syntax of such verbs; the verbs are in `place_words`, how much they weigh in `place_evidence`.
"""

from spacy.tokens import Token

from pipelines.coding.places.place_words import ASSAULTS, GOING
from pipelines.coding.words.lexicon import ARMED, CRAFT, TROOPS


def assaulted(word: Token) -> bool:
    """Whether the word is the object of a verb that is done to places, itself or with the first of its list."""
    while word.dep_ == "conj" and word.head.i < word.i:
        word = word.head
    if word.dep_ == "nsubj" and word.head.lemma_ == "fall":
        return not any(c.dep_ in ("acomp", "dobj", "oprd") for c in word.head.children)  # "Goma fell on Friday"
    return word.dep_ in ("dobj", "nsubjpass") and word.head.lemma_.lower() in ASSAULTS and not caught_there(word)


def goes_there(word: Token) -> bool:
    """Whether forces go to what a name names, or come from it: "rushed men to Palmyra", "the army moved into Ber"."""
    way = word.head
    if word.dep_ != "pobj" or way.lower_ not in ("to", "into", "from", "towards", "toward", "onto"):
        return False
    verb = way.head if way.head.lemma_.lower() in GOING else way.head.head
    movers = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    forces = any(t.lemma_.lower() in TROOPS | ARMED | CRAFT for c in movers for t in (c, *c.children))
    return verb.lemma_.lower() in GOING and forces


def caught_there(word: Token) -> bool:
    """Whether a name is of a person who was caught somewhere: "Morales was captured in Cali"."""
    if word.dep_ != "nsubjpass" or word.head.lemma_ != "capture":
        return False
    return any(
        c.lower_ in ("in", "at", "near") and {t.ent_type_ for t in c.children} - {"DATE"} for c in word.head.children
    )
