"""Who is behind an attack by a later sentence: who claims it, is blamed for it, or is accused of it.

Here belongs the reading of those sentences and to which attack they belong. What the attack's own sentence says of its
doer is read in `frames`.
"""

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import ARMED_KINDS, REBEL_KINDS, STATE_KINDS
from pipelines.coding.event_words.triggers import NOUNS
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.lexicon import ARMED, words
from pipelines.coding.words.syntax import after, doers, is_verb, objects, subjects


def attribute(drafts: list[Draft], reading: Reading) -> None:
    """Give an attack without attacker the one who claims it or is blamed for it in a later sentence."""
    for token in reading.doc:
        who = _claimant(token, reading)
        if not who:
            continue
        for draft in reversed(drafts):
            if (
                draft.type == "attack"
                and draft.token.i < token.i
                and draft.status in ("occurred", "ongoing")
                and draft.subtype != "attack_series"
                and not _by_others(draft, who)
            ):
                if not draft.source or _is_nameless(draft.source, who):
                    draft.source = who
                break


def _by_others(draft: Draft, who: list[Actor]) -> bool:
    """Whether those who claim it cannot have done it: a group has no planes, shoots nothing down, and is not its own
    victim."""
    group = all(a.kind in REBEL_KINDS for a in who)
    hurt = bool(draft.target) and all(a.kind in REBEL_KINDS for a in draft.target)
    return group and (draft.subtype in ("airstrike", "interception") or hurt)


def _is_nameless(source: list[Actor], who: list[Actor]) -> bool:
    """Whether the attackers were only described ("fighters on motorcycles") and a named group is behind them."""
    named = any(a.actor_id and a.kind in ARMED_KINDS - STATE_KINDS for a in who)
    return named and all(a.actor_id is None and a.kind in REBEL_KINDS | {"unknown"} for a in source)


def _names_the_attack(noun: Token) -> bool:
    """Whether a noun points back to an attack: what is claimed in "the group claimed the bombing"."""
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "both", "this") for c in noun.children)
    names = {noun.lemma_.lower(), noun.lower_}
    return definite and (
        noun.lemma_.lower() in _DEEDS or any(sense.type == "attack" for name in names for sense in NOUNS.get(name, []))
    )


_DEEDS = words("deed act crime atrocity outrage carnage bloodshed")
"""What an attack is called by those who speak of it later."""


def _claimant(token: Token, reading: Reading) -> list[Actor]:
    """Who a word says is behind the attack told before: by claim, by blame or by accusation."""
    lemma = token.lemma_.lower()
    if any(c.dep_ == "neg" for c in token.children):
        return []
    heads: list[Token] = []
    if lemma in _CLAIMING and any(o.lemma_.lower() in ("responsibility", "credit") for o in objects(token)):
        heads = doers(token)
    elif lemma == "claim" and (_by_somebody(token) or any(_names_the_attack(o) for o in objects(token))):
        return [a for s in doers(token) for a in reading.who(s) if a.kind in ARMED_KINDS]
    elif lemma == "own" and any(_names_the_attack(o) or o.lower_ == "it" for o in _owned_up_to(token)):
        heads = doers(token)
    elif lemma == "point" and any(o.lemma_ == "finger" for o in objects(token)):
        heads = after(token, ("at",))
    elif lemma == "blame":
        blamed = after(token, ("on",)) or objects(token)
        return [a for o in blamed for a in reading.who(o) if a.kind != "civilians"][:1]
    elif lemma in ("attribute", "ascribe"):
        heads = after(token, ("to",))
    elif lemma == "identify" and (meant := _identified(token)):
        heads = after(token, ("as",)) if meant.lemma_.lower() in ARMED else []
    elif lemma == "accuse" and any(_names_the_attack(o) for o in _charges(token)):
        heads = objects(token)
    elif token.head.lemma_ == "be" and (lemma == "responsible" or lemma == "behind") and _of_the_attack(token):
        heads = subjects(token.head)
    named = [s for s in heads if not any(c.lower_ == "no" for c in s.children)]
    return [a for s in named for a in reading.who(s) if a.kind not in ("civilians", "unknown")]


def _charges(verb: Token) -> list[Token]:
    """What somebody is accused of, or of carrying out: "accused the rebels of staging the attack"."""
    told = after(verb, ("of",))
    return told + [o for t in told if is_verb(t) for o in (*objects(t), *after(t, ("behind",)))]


def _identified(verb: Token) -> Token | None:
    """Who is said to be somebody: "assailants whom survivors identify as Lendu militias"."""
    return verb.head if verb.dep_ in ("relcl", "acl") else next(iter(objects(verb)), None)


def _owned_up_to(verb: Token) -> list[Token]:
    """What somebody owned up to."""
    return [t for v in (verb, *(c for c in verb.children if c.dep_ == "prt")) for t in after(v, ("to", "up to"))]


_CLAIMING = words("claim accept admit take assume acknowledge")


def _by_somebody(verb: Token) -> bool:
    """Whether a participle names its doer: "an attack in Kunduz claimed by the group"."""
    return verb.tag_ == "VBN" and any(c.dep_ == "agent" for c in verb.children)


def _of_the_attack(word: Token) -> bool:
    """Whether what somebody is responsible for, or behind, is the attack told before: it, or no more is said."""
    told = after(word, ("for",)) if word.lemma_ == "responsible" else [c for c in word.children if c.dep_ == "pobj"]
    return all(_names_the_attack(t) or t.lower_ in ("it", "both") for t in told) and (bool(told) or word.pos_ == "ADJ")
