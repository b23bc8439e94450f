"""`make bench`: how fast the coder is, as a ratio to the spaCy parse it stands on, measured in one run.

Not a test: nothing here is asserted. Texts are the project's own gold passages, repeated with their ids changed.
"""

import resource
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from spacy.tokens import Doc

from pipelines.coding import coder
from pipelines.coding.actors import actor_finding
from pipelines.coding.counts import numbers
from pipelines.coding.places import place_finding
from pipelines.coding.record import Document
from pipelines.coding.times import periods
from pipelines.coding.words import language
from pipelines.evaluation.run import DOCS
from pipelines.texts import read_jsonl

REPEATS = 4
MEMORY_STEPS = (200, 800)


def documents(count: int) -> Iterator[Document]:
    """So many documents, made from the gold passages; no two have the same id."""
    passages = list(read_jsonl(DOCS))
    for number in range(count):
        passage = passages[number % len(passages)]
        yield Document(f"bench-{number}", passage.text, passage.published, passage.title, None, passage.source)


def seconds(work: Callable[[], Any]) -> float:
    """Wall-clock seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def drained(events: Iterable[Any]) -> int:
    """How many items an iterable gives."""
    return sum(1 for _ in events)


def peak() -> float:
    """Peak memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    nlp = language.load()
    sample = list(documents(REPEATS * len(list(read_jsonl(DOCS)))))
    drained(coder.code(sample[:20]))
    parsed: list[Doc] = []
    parse = seconds(lambda: parsed.extend(nlp.pipe(d.text for d in sample)))
    tokens = sum(map(len, parsed))
    pairs = list(zip(parsed, sample, strict=True))
    rooms = {
        "actors": seconds(lambda: [actor_finding.find_actors(doc, document) for doc, document in pairs]),
        "places": seconds(lambda: [place_finding.find_places(doc, document) for doc, document in pairs]),
        "periods": seconds(lambda: [periods.find_periods(doc, document.published) for doc, document in pairs]),
        "counts": seconds(lambda: [numbers.find_counts(doc) for doc, _ in pairs]),
    }
    whole = seconds(lambda: drained(coder.code(sample)))
    both = seconds(lambda: drained(coder.code(sample, processes=2)))
    coding = whole - parse
    print(f"{len(sample)} documents, {tokens:,} tokens")
    print(f"{'step':<34}{'seconds':>9}{'of the parse':>14}")
    rows = {
        "spaCy parse (the baseline)": parse,
        **rooms,
        "events, roles, status, merging": coding - sum(rooms.values()),
    }
    rows |= {"coding proper": coding}
    rows |= {"whole, one process": whole, "whole, two processes": both}
    for step, spent in rows.items():
        print(f"{step:<34}{spent:>9.2f}{spent / parse:>13.2f}x")
    print(f"{len(sample) / whole:.1f} documents a second on one core, {len(sample) / both:.1f} on two")
    for count in MEMORY_STEPS:
        drained(coder.code(islice(documents(count), count)))
        print(f"peak memory after {count} more documents: {peak():.0f} MB")


if __name__ == "__main__":
    main()
