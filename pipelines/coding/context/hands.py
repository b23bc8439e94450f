"""Whose hands an attack is told to be the work of, where no actor is found for them.

Here belongs what the words say of doers whom nobody knows. Who else may be behind an attack is guessed in `sides` and
`belligerents`, and never where the words name somebody.
"""

from spacy.tokens import Token

from pipelines.coding.actors.actor_kinds import STATE_KINDS
from pipelines.coding.reading import Reading
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words.arms import common_noun
from pipelines.coding.words.lexicon import CASUALTY, CRAFT, TROOPS, WEAPONS, words
from pipelines.coding.words.syntax import doers


def hands(draft: Draft) -> list[Token]:
    """The words for those who do what the draft and its other mentions tell."""
    return [t for d in (draft, *draft.also) for t in doers(d.anchor)]


def by_unknown(draft: Draft, reading: Reading) -> bool:
    """Whether the words name attackers whom nobody knows: "gunmen on motorcycles", "we", a name that is no actor's."""
    told = hands(draft)
    nameless = any(a.kind == "unknown" for t in told for a in reading.named(t))
    return nameless or (bool(told) and all(_is_somebody_else(t, reading) for t in told))


def other_hands(first: Draft, second: Draft, reading: Reading) -> bool:
    """Whether two mentions of attacks cannot be one for their doers: nobody knows those of one and a state is behind
    the other, or the second only describes whom the first struck ("killed a cleric opposed to the army's campaign")."""
    if first.type != "attack" or second.type != "attack":
        return False
    for one, other in ((first, second), (second, first)):
        nameless = not one.source and any(a.kind == "unknown" for t in hands(one) for a in reading.named(t))
        if nameless and other.source and all(a.kind in STATE_KINDS for a in other.source):
            return True
    clauses = (t for t in second.token.ancestors if t.dep_ in ("acl", "relcl") and t != second.anchor)
    return bool(second.source) and any(t.head in first.struck and t.lemma_ not in CASUALTY for t in clauses)


def is_allied(head: Token) -> bool:
    """Whether somebody is told to help another: "the army, backed by the militia", "alongside the militia"."""
    while head.dep_ in ("conj", "appos"):
        head = head.head
    above = head.head
    if head.dep_ != "pobj" or above.lower_ not in ("by", "alongside", "with"):
        return False
    return above.lower_ == "alongside" or above.head.lemma_ in ("back", "support", "ally", "assist", "aid", "join")


def _is_somebody_else(doer: Token, reading: Reading) -> bool:
    """Whether a doer is a person or a name that stands for no actor of the text."""
    if doer.lower_ in _SPEAKERS:
        return not reading.who(doer)
    kind = common_noun(doer)
    named = doer.tag_ in ("NNP", "NNPS") and doer.ent_type_ not in ("DATE", "TIME", "CARDINAL", "QUANTITY")
    known = doer.i in reading.place_at or kind in CRAFT | WEAPONS | TROOPS
    return named and not known and not reading.who(doer)


_SPEAKERS = words("i we he she")
