"""Single people killed or hurt, told without a number: "a soldier was killed", "shot him dead", "Abdullah died".

Here belong the nouns and names that stand for one victim. What a number counts is in `numbers`, which words kill and
hurt in `tolls`.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from pipelines.coding.counts.tolls import DEATHS, DIE, MEASURED, of_object
from pipelines.coding.words.lexicon import words


def _is_collective(noun: Token) -> bool:
    """Whether a singular stands for several people: "the family"."""
    return noun.lemma_.lower() in _COLLECTIVES


_COLLECTIVES = words("family crew group couple team personnel staff people population crowd force garrison patrol")


def single_victims(word: Token) -> Iterator[tuple[Token, Token, str]]:
    """First token, noun and fate of those whom a word kills or hurts without a number: "a soldier" and "a civilian" of
    "was killed", "him" of "shot him dead", "a chief" of "the killing of a chief", "the driver" of "died"."""
    if _only_meant(word):
        return
    for noun, fate in _hit_by(word):
        for member in (noun, *noun.conjuncts):
            named = member.ent_type_ == "PERSON" and member.tag_ == "NNP"
            if named or (member.tag_ == "PRP" and member.lower_ in ("him", "her")):
                yield member, member, fate
            for child in member.children:
                one = child.lower_ in ("a", "an", "another") or (
                    (child.lower_ == "the" or child.dep_ == "poss") and not _is_collective(member)
                )
                if child.dep_ in ("det", "poss") and one and member.tag_ in ("NN", "NNP"):
                    yield child, member, fate


def _only_meant(word: Token) -> bool:
    """Whether the deed is not told as done: "tried to kill the general", "could kill him"."""
    helpers = {c.lower_ for c in word.children if c.dep_ in ("aux", "neg")}
    done = word.head.lemma_ in _DOING
    return bool(helpers & {"would", "could", "may", "might", "will", "not", "n't"}) or ("to" in helpers and not done)


_DOING = words("manage succeed continue go claim say report")


def _of_the_row(verb: Token) -> list[Token]:
    """The subject that a passive shares with the one before it: "was shot and killed"."""
    if any(c.dep_ in ("nsubj", "nsubjpass", "dobj") for c in verb.children):
        return []
    return [c for c in verb.head.children if c.dep_ == "nsubjpass"]


def _hit_by(word: Token) -> Iterator[tuple[Token, str]]:
    """Those whom a verb kills or hurts, who die, or whose death a noun names."""
    if word.pos_ == "VERB":
        done, dies = of_object(word), word.lemma_.lower() in DIE
        for noun in word.children:
            if done and noun.dep_ in ("dobj", "nsubjpass"):
                yield noun, done
            elif dies and noun.dep_ == "nsubj":
                yield noun, "killed"
        if done and word.dep_ == "conj" and word.tag_ == "VBN":
            yield from ((noun, done) for noun in _of_the_row(word))
    elif word.lemma_.lower() in DEATHS - MEASURED - {"life", "loss", "shooting"}:
        yield from ((o, "killed") for c in word.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj")
