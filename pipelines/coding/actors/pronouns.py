"""Whom a pronoun means among the subjects told before it.

Here belongs the choice by clause and number. Who a noun phrase is, and what else points back, is in `reading`.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipelines.coding.actors.actor_kinds import REBEL_KINDS
from pipelines.coding.record import Actor
from pipelines.coding.words.lexicon import OF_STATES_ONLY, words
from pipelines.coding.words.syntax import clause


def meant_by_pronoun(token: Token, subjects: Sequence[tuple[int, list[Actor]]], doc: Doc) -> tuple[int, list[Actor]]:
    """The last subject before the pronoun; if that stands in a clause under another, the subject of the main clause
    whose number agrees: "The alliance came after the rebels had won. It bombed the town".

    `subjects` are the tokens that were subjects, in order, with the actors they name; at least one.
    """
    last, who = subjects[-1]
    verb = clause(doc[last])
    if verb is None or not any(v.dep_ in ("advcl", "relcl") for v in (verb, *verb.ancestors)):
        return last, who
    many = token.lower_ in ("they", "their", "them")
    for at, others in reversed(subjects[:-1]):
        subject = doc[at]
        if at < doc[last].sent.start:
            break
        if clause(subject) == subject.sent.root and (subject.tag_ in ("NNS", "NNPS")) == many:
            return at, others
    return last, who


def speaks_of(subject: Token, token: Token) -> bool:
    """Whether several people say something of the one that "it" means: "U.N. experts say it killed 300"; or a subject
    is owned by whom the pronoun means: "one of its fighters"."""
    if subject.is_ancestor(token):
        return True
    many = subject.tag_ in ("NNS", "NNPS")
    others = token.lower_ in ("it", "its") or subject.lemma_.lower() in _REPORTERS
    return many and others and subject.head in token.ancestors and subject.head.lemma_ in _SAYING


_REPORTERS = words("expert analyst observer witness resident diplomat monitor source investigator journalist villager")
"""People who tell of others: "experts estimate that there are 300 of them"."""
_SAYING = words("say report believe estimate claim think suspect tell warn allege")


def may_have(actor: Actor, force: str) -> bool:
    """Whether forces without an owner may be those of the actor named before: rebels have no warplanes, and "troops"
    after "rebels" are others."""
    return actor.kind not in REBEL_KINDS or not (force in OF_STATES_ONLY or actor.canonical.islower())


def others_than(
    acting: set[str], token: Token, actors: Sequence[Actor], told: Sequence[tuple[int, list[Actor]]]
) -> list[Actor]:
    """Those whom an object pronoun means if not who acts in its clause (`acting`, canonical names): who was named last
    before it in the sentence, else who acted last in the sentence before. `told` are subjects with their tokens."""
    here = [a for a in actors if token.sent.start_char <= a.span.start and a.span.end <= token.idx]
    others = [a for a in here if a.canonical not in acting and a.kind not in ("civilians", "unknown")]
    earlier = (who for i, who in reversed(told) if i < token.i and token.sent.start - i <= 60)
    return others[-1:] or next((who for who in earlier if not {a.canonical for a in who} & acting), [])
