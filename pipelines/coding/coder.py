"""The coder: documents in, coded events out.

Here belongs the order of the steps for one text and the running of many texts. Each step has its own room:
`language` parses, `reading` looks up what `places`, `actors`, `periods` and `numbers` find, `hearing` finds event
words, `roles`, `siting`, `timing`, `counting` and `status` fill the slots, `levels` and `statements` find the other
types, `merging` and `carrying` finish, and `choosing` fills by weights what is still open. Whether a word or number
tells of an event, and of which, is weighed on the way, in `belief`, `counted` and `apart`. All that is done with each
parse of a text, and `readings` joins the events of all.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import groupby, islice

from spacy.tokens import Doc

from pipelines import stopping
from pipelines.coding import words
from pipelines.coding.choices.choosing import choose
from pipelines.coding.confidence import rate
from pipelines.coding.context.carrying import carry
from pipelines.coding.event_words.hearing import Heard
from pipelines.coding.merging import apart
from pipelines.coding.merging.merging import merge
from pipelines.coding.merging.readings import united
from pipelines.coding.reading import Reading
from pipelines.coding.record import CodedEvent, Document
from pipelines.coding.shifting import shifted
from pipelines.coding.slots import counted
from pipelines.coding.slots.drafting import drafts_of, told
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.words import language

BATCH = 16
"""Documents that one worker takes at a time."""

Coded = tuple[Document, list[CodedEvent]]


def code(documents: Iterable[Document], *, processes: int = 1) -> Iterator[Coded]:
    """Each document with its events, in the order given. Documents are read lazily, so memory does not grow with
    their number."""
    batches = _batched(documents)
    if processes <= 1:
        for batch in batches:
            yield from _code_batch(batch)
        return
    with ProcessPoolExecutor(processes, initializer=stopping.unheeded) as pool:
        waiting: deque[Future[list[Coded]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_code_batch, batch))
                if len(waiting) > 2 * processes:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except (KeyboardInterrupt, GeneratorExit):
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _batched(documents: Iterable[Document]) -> Iterator[list[Document]]:
    source = iter(documents)
    while batch := list(islice(source, BATCH)):
        yield batch


def _code_batch(batch: list[Document]) -> list[Coded]:
    pieces = [
        (number, offset, language.plain(text))
        for number, document in enumerate(batch)
        for offset, text in language.chunks(document.text)
    ]
    texts = [text for *_, text in pieces]
    readings = zip(*(language.load(model).pipe(texts, batch_size=8) for model in words.MODELS), strict=True)
    coded: list[Coded] = []
    for number, group in groupby(zip(pieces, readings, strict=True), key=lambda read: read[0][0]):
        document = batch[number]
        events = [
            shifted(event, offset)
            for (_, offset, _), docs in group
            for event in united([rate(code_parsed(doc, document)) for doc in docs])
        ]
        coded.append((document, rate(events)))
    return coded


def code_parsed(doc: Doc, document: Document) -> list[CodedEvent]:
    """The events of one parsed piece of a document, with offsets into the piece, in text order."""
    if not doc.text.strip():
        return []
    drafts = choose(*drafted(doc, document))
    return [draft.event(document.doc_id) for draft in sorted(drafts, key=lambda d: d.span.start)]


def drafted(
    doc: Doc,
    document: Document,
    hear: Callable[[Reading], Heard] = told,
    level: counted.Judge = counted.is_level,
    another: apart.Judge = apart.is_another,
) -> tuple[list[Draft], Reading]:
    """What is made of one parsed piece of a document before open slots are chosen by weights, and its reading.

    `hear` gives the mentions taken for events, `level` the numbers taken for force levels, `another` which of the
    mentions that the rules fold into an event are other events.
    """
    reading = Reading(doc, replace(document, text=doc.text))
    return carry(merge(drafts_of(reading, hear, level), reading, another), reading), reading
