"""What the next words deny: "Phnom Penh calls that an invention", "Tashkent has ruled that out".

Here belongs the denial of an event that was told before, by a pronoun that stands for it. Denials in the clause of the
event itself are read in `status` and `reports`.
"""

from spacy.tokens import Token

from pipelines.coding.reading import Reading
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.status_words import FALSE
from pipelines.coding.words.lexicon import words
from pipelines.coding.words.syntax import is_verb

_POINTING = words("that this it so these")
_DENYING = words("deny refute dispute reject dismiss rebut exclude discount")
_NAMING = words("call brand term label describe")
_REACH = 40
"""Tokens behind an event up to which a denial can mean it."""


def deny(drafts: list[Draft], reading: Reading) -> None:
    """Give the last event before a denial that points back to it the status denied."""
    for verb in reading.doc:
        if not (is_verb(verb) and _points_back(verb)):
            continue
        told = [
            d for d in drafts if d.token.i < verb.i <= d.token.i + _REACH and d.type in ("attack", "troop_movement")
        ]
        near = [d for d in told if verb.sent.start - d.sentence.end <= 1]
        if near and not any(verb in (d.token, d.anchor) for d in drafts) and near[-1].status in _OPEN:
            near[-1].status = "denied"


_OPEN = ("occurred", "ongoing", "planned", "possible")


def _points_back(verb: Token) -> bool:
    """Whether a verb of denying, or of calling false, has a pronoun for its object."""
    meant = [c for c in verb.children if c.dep_ in ("dobj", "nsubj") and c.i > verb.i and c.lower_ in _POINTING]
    named = [o for o in verb.children if o.dep_ in ("ccomp", "oprd") and verb.lemma_ in _NAMING]
    meant += [c for o in named for c in o.children if c.dep_ == "nsubj"]  # not the "it" of "denies that it fired"
    if not any(c.lower_ in _POINTING for c in meant) or any(c.dep_ == "neg" for c in verb.children):
        return False
    if verb.lemma_ == "rule":
        return any(c.lower_ == "out" for c in verb.children)
    if verb.lemma_ in _NAMING:
        return bool({t.lemma_.lower() for t in verb.subtree} & FALSE)
    return verb.lemma_ in _DENYING
