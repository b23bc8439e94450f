"""The project's coder measured on labelled files, and its confidences fitted to them.

Here belongs what joins the coder to the figures. Neither of the two does.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import warehouse
from pipelines.coding.confidence import signals
from pipelines.coding.record import CodedEvent, Document
from pipelines.evaluation.calibration import Calibration, Case, calibrate
from pipelines.evaluation.choosing import Labelled, labelled
from pipelines.evaluation.records import document, read_docs, read_gold
from pipelines.evaluation.scoring import Evaluation, evaluate
from pipelines.evaluation.tellings import heard_and_refused, numbers_and_folds

SEEDS = Path(warehouse.__file__).parent / "seeds" / "gold"
GOLD, DOCS = SEEDS / "gold.jsonl", SEEDS / "docs.jsonl"
CHECK_GOLD, CHECK_DOCS = SEEDS / "check" / "gold.jsonl", SEEDS / "check" / "docs.jsonl"
"""Texts that no rule was made from and nothing was fitted on: they measure."""
FIT_GOLD, FIT_DOCS = SEEDS / "fit" / "gold.jsonl", SEEDS / "fit" / "docs.jsonl"
"""Texts that no rule was made from, on which the coder's weights are fitted. On texts that were read while rules were
made, they would trust the rules too much."""


def _coded(docs: Sequence[dict[str, Any]]) -> Iterator[tuple[Document, dict[str, CodedEvent]]]:
    """Each document with its events by id, numbered in text order."""
    from pipelines.coding.coder import code

    for coded, events in code(map(document, docs)):
        yield coded, {f"{coded.doc_id}#c{number:02d}": event for number, event in enumerate(events, 1)}


def evaluate_coder(gold_path: Path = GOLD, docs_path: Path = DOCS, *, strict: bool = False) -> Evaluation:
    """Code the documents and hold the result against the gold; by default the project's own set.

    Raises records.RecordError, naming file and line, for a file that cannot be used.
    """
    gold, docs = read_gold(gold_path), read_docs(docs_path)
    records = [
        event.to_record(document.text, event_id)
        for document, events in _coded(docs)
        for event_id, event in events.items()
    ]
    return evaluate(gold, records, docs, strict=strict)


def calibrate_coder(gold_path: Path = FIT_GOLD, docs_path: Path = FIT_DOCS) -> Calibration:
    """Fit the coder's confidence on a set of gold and documents; `calibration.write_model` stores it for the coder.

    Raises records.RecordError for a file that cannot be used.
    """
    docs = read_docs(docs_path)
    coded = list(_coded(docs))
    records = [event.to_record(document.text, i) for document, events in coded for i, event in events.items()]
    found = {i: values for _, events in coded for i, values in zip(events, signals(list(events.values())), strict=True)}
    judged = evaluate(read_gold(gold_path), records, docs).judged
    return calibrate([Case(one.doc_id, found[one.event_id], one.right) for one in judged])


def doubtful_words(gold_path: Path = FIT_GOLD, docs_path: Path = FIT_DOCS) -> list[Labelled]:
    """The event words of the documents of a set, with whether its gold says that they tell of an event.

    Raises records.RecordError for a file that cannot be used.
    """
    return list(heard_and_refused(_labelled_texts(gold_path, docs_path)))


def doubtful_events(gold_path: Path = FIT_GOLD, docs_path: Path = FIT_DOCS) -> list[Labelled]:
    """The numbers of the documents of a set and what the rules fold into events, with whether its gold says that they
    tell of an event of their own.

    Raises records.RecordError for a file that cannot be used.
    """
    return list(numbers_and_folds(_labelled_texts(gold_path, docs_path)))


def open_questions(gold_path: Path = FIT_GOLD, docs_path: Path = FIT_DOCS) -> list[Labelled]:
    """What the rules leave open in the documents of a set, with what its gold says of each option.

    Raises records.RecordError for a file that cannot be used.
    """
    return list(labelled(_labelled_texts(gold_path, docs_path)))


def _labelled_texts(gold_path: Path, docs_path: Path) -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    gold = read_gold(gold_path)
    for doc in read_docs(docs_path):
        yield document(doc), [row for row in gold if row["doc_id"] == doc["doc_id"]]
