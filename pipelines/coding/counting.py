"""How many: the found counts that belong to an event, as its toll or as the size of the force that moves.

Here belongs the choice among found counts by syntax. Reading numbers is the work of `numbers`.
"""

from collections.abc import Iterable

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from pipelines.coding.detection import Mention
from pipelines.coding.lexicon import CRAFT, TROOPS, words
from pipelines.coding.reading import Reading
from pipelines.coding.record import Quantity
from pipelines.coding.syntax import path_length, phrase, wide_phrase

_PARTS = words("including include among comprising")
FORCE_UNITS = words("troops soldiers ships aircraft battalions personnel tanks units")


def counts_in(sentence: Sentence, reading: Reading, units: Iterable[str]) -> list[Quantity]:
    """The counts of these units in a sentence, in text order."""
    wanted = set(units)
    return [c for c in reading.counts if sentence.start_char <= c.span.start < sentence.end_char and c.unit in wanted]


def toll_of(
    mention: Mention, others: list[Mention], sentence: Sentence, reading: Reading, unit: str
) -> Quantity | None:
    """The killed or wounded that the mention's own clause counts; several counts side by side are added up."""
    own: list[Quantity] = []
    for count in counts_in(sentence, reading, [unit]):
        head = reading.head(count.span)
        if _is_part(head):
            continue
        distance = min(path_length(head, mention.token), path_length(head, mention.anchor))
        nearest = min(
            (min(path_length(head, o.token), path_length(head, o.anchor)) for o in others if not _one(o, mention)),
            default=99,
        )
        if distance <= nearest:
            own.append(count)
    return added(own)


def _one(one: Mention, other: Mention) -> bool:
    return path_length(one.anchor, other.token) <= 2 or path_length(one.token, other.anchor) <= 2


def _is_part(head: Token) -> bool:
    """Whether a count is a part of one that was given before it ("12 people, including three children")."""
    return any(t.lower_ in _PARTS for t in [head, *head.ancestors] if t.i < head.i and t.dep_ in ("prep", "acl"))


def added(counts: list[Quantity]) -> Quantity | None:
    """One count out of several disjoint ones: values and bounds added; None out of none."""
    if not counts:
        return None
    if len(counts) == 1:
        return counts[0]
    first = counts[0]
    if any(c.value is None for c in counts):
        return first
    total = sum(c.value or 0 for c in counts)
    low = sum(c.min if c.min is not None else c.value or 0 for c in counts)
    highs = [c.max for c in counts]
    high = None if None in highs else sum(h or 0 for h in highs)
    return Quantity(total, low, high, first.unit, first.kind, first.span)


def size_of(mention: Mention, reading: Reading) -> Quantity | None:
    """The number of troops, ships or aircraft that move."""
    for token in [*mention.patients, *mention.agents]:
        for part in [*phrase(token), *wide_phrase(token)]:
            for count in reading.count_at.get(part.i, []):
                if count.unit in FORCE_UNITS:
                    return count
    return None


def is_force_count(count: Quantity, reading: Reading) -> bool:
    """Whether a count is of troops or heavy arms."""
    head = reading.head(count.span)
    return count.unit in FORCE_UNITS and (
        head.lemma_.lower() in TROOPS | CRAFT or head.like_num or count.unit == "troops"
    )
