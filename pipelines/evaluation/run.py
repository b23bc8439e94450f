"""The project's coder measured on labelled files, and its confidences fitted to them.

Here belongs what joins the coder to the figures. Neither of the two does.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import warehouse
from pipelines.coding.record import Document
from pipelines.evaluation.records import read_docs, read_gold
from pipelines.evaluation.scoring import Evaluation, evaluate

SEEDS = Path(warehouse.__file__).parent / "seeds" / "gold"
GOLD, DOCS = SEEDS / "gold.jsonl", SEEDS / "docs.jsonl"


def code_records(docs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The coder's events on the documents, in the gold set's record, numbered within each document."""
    from pipelines.coding.coder import code

    documents = [
        Document(
            doc_id=doc["doc_id"],
            text=doc["text"],
            published=date.fromisoformat(doc["published"]),
            title=doc.get("title"),
            dateline=doc.get("dateline"),
            source=doc.get("source"),
        )
        for doc in docs
    ]
    return [
        event.to_record(document.text, f"{document.doc_id}#c{number:02d}")
        for document, events in code(documents)
        for number, event in enumerate(events, 1)
    ]


def evaluate_coder(gold_path: Path = GOLD, docs_path: Path = DOCS, *, strict: bool = False) -> Evaluation:
    """Code the documents and hold the result against the gold; by default the project's own set.

    Raises records.RecordError, naming file and line, for a file that cannot be used.
    """
    gold, docs = read_gold(gold_path), read_docs(docs_path)
    return evaluate(gold, code_records(docs), docs, strict=strict)
