"""What labelled texts say of the words and numbers that tell of events: whether each does, and whether two tell of one.

Here belong the questions with the answers that the labels bear out. What speaks for an answer belongs to `belief`,
`counted` and `apart` in the rooms of `pipelines.coding`, the fit of its weight to `choosing`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pipelines.coding.event_words.belief import WEIGHED, Claim
from pipelines.coding.event_words.hearing import doubts, heard_by_rules
from pipelines.coding.merging import apart
from pipelines.coding.record import Document, Span
from pipelines.coding.slots import counted, drafting
from pipelines.evaluation.choosing import Labelled, coded_event, pieces
from pipelines.evaluation.matching import acceptable, pair
from pipelines.evaluation.records import Event, event


def heard_and_refused(documents: Iterable[tuple[Document, Sequence[dict[str, Any]]]]) -> Iterator[Labelled]:
    """Whether each event word of documents tells of an event, as the rules alone read them; each with its gold records.

    Words for optional events, and further words for events that are found, say nothing; nor does a word in one of its
    senses where the event is of the kind of another.
    """
    from pipelines.coding.coder import drafted

    for document, records in documents:
        gold = [event(row) for row in records]
        for offset, doc in pieces(document.text):
            drafts, reading = drafted(doc, document, heard_by_rules, counted.as_ruled, apart.never)
            coded = [coded_event(draft, document, offset) for draft in drafts]
            found = {gold[i].event_id for i in pair(gold, coded).pairs}
            spans = {d.span for draft in drafts for d in (draft, *draft.also)}
            claims = doubts(reading)
            senses = Counter((c.mention.token.i, c.mention.sense.type) for c in claims)
            for claim in claims:
                weighed = WEIGHED.get(claim.mention.sense.type)
                word = Span(claim.mention.token.idx, claim.mention.token.idx + len(claim.mention.token))
                if weighed is None or (claim.by_rules and word not in spans):
                    continue
                told = [g for g in gold if _tells_of(claim, g, offset)]
                wanted = [g for g in told if not g.optional and (claim.by_rules or g.event_id not in found)]
                if senses[claim.mention.token.i, claim.mention.sense.type] > 1:
                    wanted = [g for g in wanted if acceptable(g, "subtype", claim.mention.subtype)]
                if wanted or not told:
                    right = bool(wanted)
                    own = 0 if claim.by_rules else 1
                    yield Labelled(document.doc_id, weighed.choice, (dict(claim.signals), {}), (right, not right), own)


def _tells_of(claim: Claim, gold: Event, offset: int) -> bool:
    """Whether an event word stands on a label's words or in its sentence, and is of its type."""
    token = claim.mention.token
    word = Span(token.idx + offset, token.idx + len(token) + offset)
    typed = claim.mention.sense.type == gold.type or claim.mention.sense.type in gold.alternatives.get("type", ())
    on_it = any(word.meets(trigger) for trigger in gold.triggers)
    return typed and (on_it or any(s.start <= word.start and word.end <= s.end for s in gold.sentences))


def numbers_and_folds(documents: Iterable[tuple[Document, Sequence[dict[str, Any]]]]) -> Iterator[Labelled]:
    """Whether each number of documents tells a force level, and each mention that the rules fold into an event another
    one that is then missed; each document is given with its gold records. What may tell of an optional event that is
    missed says nothing.
    """
    from pipelines.coding.coder import drafted

    for document, records in documents:
        gold = [event(row) for row in records]
        for offset, doc in pieces(document.text):
            numbers, folds = list[counted.Number](), list[apart.Fold]()
            judges = _noting(numbers, counted.as_ruled), _noting(folds, apart.never)
            drafts, _ = drafted(doc, document, drafting.told, *judges)
            coded = [coded_event(draft, document, offset) for draft in drafts]
            found = {gold[i].event_id for i in pair(gold, coded).pairs}
            for number in numbers:
                told = [g for g in gold if _counts(number, g, offset)]
                wanted = told if number.by_rules else [g for g in told if g.event_id not in found]
                yield from _answer(document, counted.CHOICE, number.signals, wanted, 0 if number.by_rules else 1)
            for fold in folds:
                missed = [g for g in _told_by(fold, gold, coded, offset) if g.event_id not in found]
                yield from _answer(document, apart.CHOICE, fold.signals, missed, 1)


Asked = TypeVar("Asked")


def _noting(asked: list[Asked], answer: Callable[[Asked], bool]) -> Callable[[Asked], bool]:
    """A judge that keeps what it is asked."""

    def judge(question: Asked) -> bool:
        asked.append(question)
        return answer(question)

    return judge


def _answer(
    document: Document, choice: str, signals: Mapping[str, float], wanted: list[Event], by_rules: int
) -> Iterator[Labelled]:
    """The question whether something tells of an event of its own, if it is weighed; `wanted` are the events that it
    may tell, of which optional ones alone say nothing."""
    right = any(not g.optional for g in wanted)
    if signals and (right or not wanted):
        yield Labelled(document.doc_id, choice, (dict(signals), {}), (right, not right), by_rules)


def _counts(number: counted.Number, gold: Event, offset: int) -> bool:
    """Whether a number stands on the words of a level's label, or is its number in its sentence."""
    word = Span(number.span.start + offset, number.span.end + offset)
    typed = "force_level" in (gold.type, *gold.alternatives.get("type", ()))
    same = gold.quantity is not None and gold.quantity.best in (number.amount.value, number.amount.min)
    inside = same and any(s.start <= word.start < s.end for s in gold.sentences)
    return typed and (inside or any(word.meets(trigger) for trigger in gold.triggers))


def _told_by(fold: apart.Fold, gold: Sequence[Event], coded: Sequence[Event], offset: int) -> list[Event]:
    """The labels on whose words the later mention of a fold stands; if there are none, those in whose sentence it
    stands and on whose words no event stands."""
    word = Span(fold.later.span.start + offset, fold.later.span.end + offset)
    typed = [g for g in gold if g.type == fold.later.type]
    on_it = [g for g in typed if any(word.meets(trigger) for trigger in g.triggers)]
    told = [span for c in coded for span in c.triggers[:1]]
    free = [g for g in typed if not any(span.meets(trigger) for span in told for trigger in g.triggers)]
    return on_it or [g for g in free if any(s.start <= word.start < s.end for s in g.sentences)]
