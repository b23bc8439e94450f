"""The fit of the weights by which the coder chooses what a text leaves open, and how right such choices are.

Here belong the questions of labelled texts with the options that the labels bear out, the fit and its trial on texts
left out of it. What the questions and signals are belongs to `pipelines.coding.choices`; which words and numbers tell
of events, and of how many, is asked in `tellings`.

The weights maximise the likelihood of a conditional logit in which several options of one question may be right, with a
ridge penalty. Only questions about events that the labels require count.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from pipelines.coding.choices import days, grounds, kinds, victims
from pipelines.coding.choices.choosing import answer, questions
from pipelines.coding.choices.options import Option, Question
from pipelines.coding.record import Actor, Document
from pipelines.coding.shifting import shifted
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.weighing import WEIGHTS
from pipelines.evaluation.calibration import FOLDS, fold_of
from pipelines.evaluation.likeness import any_same, dates_meet, same_actor, same_place
from pipelines.evaluation.matching import acceptable, pair
from pipelines.evaluation.records import Event, event

RIDGE = 4.0
SELDOM = 16
"""A signal of fewer options than this gets no weight."""
DECIMALS = 3

Weights = dict[str, float]


@dataclass(frozen=True)
class Labelled:
    """An open question of a labelled text: its options' signals, which of them are right, and which the rules give."""

    doc_id: str
    choice: str
    signals: tuple[dict[str, float], ...]
    right: tuple[bool, ...]
    by_rules: int | None


@dataclass(frozen=True)
class Trial:
    """How often a choice was right on documents that its weights were not fitted on, beside the rules alone."""

    choice: str
    asked: int
    answerable: int
    by_rules: int
    by_weights: int


def pieces(text: str) -> Iterator[tuple[int, Any]]:
    """The pieces of a text with where each begins, parsed: each once for every pipeline that reads texts."""
    from pipelines.coding.words import MODELS, language

    for offset, piece in language.chunks(text):
        for model in MODELS:
            yield offset, _parsed(piece, model)


@lru_cache(maxsize=2000)
def _parsed(text: str, model: str) -> Any:
    """A parse, kept: the same labelled texts are asked about several things in turn."""
    from pipelines.coding.words import language

    return language.parse(text, model)


def labelled(documents: Iterable[tuple[Document, Sequence[dict[str, Any]]]]) -> Iterator[Labelled]:
    """The open questions of documents, each given with its gold records."""
    from pipelines.coding.coder import drafted

    for document, records in documents:
        gold = [event(row) for row in records]
        for offset, doc in pieces(document.text):
            drafts, reading = drafted(doc, document)
            coded = [coded_event(draft, document, offset) for draft in drafts]
            told = {j: gold[i] for i, j in pair(gold, coded).pairs.items() if not gold[i].optional}
            of_draft = {id(draft): told[j] for j, draft in enumerate(drafts) if j in told}
            for question in questions(drafts, reading):
                wanted = of_draft.get(id(question.draft))
                if wanted is not None and (wanted.all_places or question.choice != grounds.CHOICE):
                    yield _judged(question, wanted, document, offset)


def coded_event(draft: Draft, document: Document, offset: int) -> Event:
    """A draft as the event that is held against the gold; `offset` is where its piece of the document begins."""
    return event(shifted(draft.event(document.doc_id), offset).to_record(document.text, ""))


def _judged(question: Question, gold: Event, document: Document, offset: int) -> Labelled:
    right, own = [], None
    for number, option in enumerate(question.options):
        tried = replace(question.draft, where=replace(question.draft.where))
        answer(replace(question, draft=tried), option)
        right.append(_is_right(question.choice, option, gold, coded_event(tried, document, offset)))
        if own is None and _is_as_it_was(question.draft, tried):
            own = number
    signals = tuple(dict(option.signals) for option in question.options)
    return Labelled(document.doc_id, question.choice, signals, tuple(right), own)


def _is_right(choice: str, option: Option, gold: Event, coded: Event) -> bool:
    if choice == days.CHOICE:
        return dates_meet(gold, coded) if gold.start else option.value is None
    if choice == grounds.CHOICE:
        return any_same(gold.all_places, coded.all_places, same_place)
    if choice == kinds.CHOICE:
        return acceptable(gold, "subtype", coded.subtype)
    wanted, given = (gold.target, coded.target) if choice == victims.CHOICE else (gold.source, coded.source)
    return any_same(wanted, given, same_actor) if wanted else not option.value


def _is_as_it_was(draft: Draft, tried: Draft) -> bool:
    sides = ((draft.source, tried.source), (draft.target, tried.target))
    had, has = ({(place.canonical, place.country) for place in one.where.any()} for one in (draft, tried))
    if (draft.period, draft.subtype) != (tried.period, tried.subtype):
        return False
    return had == has and all(_is_of_them(before, now) for before, now in sides)


def _is_of_them(had: Sequence[Actor], has: Sequence[Actor]) -> bool:
    """Whether a side is one that was there, or nobody where nobody was."""
    return {a.canonical for a in had} >= {a.canonical for a in has} and bool(has) == bool(had)


def fit(cases: Sequence[Labelled]) -> Weights:
    """The weights of the signals of one choice. Questions without a right or without a wrong option teach nothing."""
    telling = [case for case in cases if any(case.right) and not all(case.right)]
    seen = Counter(name for case in telling for signals in case.signals for name in signals)
    names = sorted(name for name, count in seen.items() if count >= SELDOM)
    if not names:
        return {}
    at = {name: n for n, name in enumerate(names)}
    rows = [signals for case in telling for signals in case.signals]
    told = [(n, at[name], value) for n, row in enumerate(rows) for name, value in row.items() if name in at]
    row_of, column_of, value_of = zip(*told, strict=True)
    values = csr_matrix((value_of, (row_of, column_of)), shape=(len(rows), len(names)))
    sizes = np.array([len(case.signals) for case in telling])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    of = np.repeat(np.arange(len(telling)), sizes)
    right = np.array([good for case in telling for good in case.right], dtype=float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = values @ weights
        shares = np.exp(sums - np.maximum.reduceat(sums, starts)[of])
        every, borne_out = np.add.reduceat(shares, starts), np.add.reduceat(shares * right, starts)
        slope = values.T @ (shares * right / borne_out[of] - shares / every[of])
        penalty = RIDGE * weights
        return float(-np.log(borne_out / every).sum() + 0.5 * weights @ penalty), penalty - slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {name: round(float(weight), DECIMALS) for name, weight in zip(names, found, strict=True)}


def try_out(cases: Sequence[Labelled], folds: int = FOLDS) -> list[Trial]:
    """Each choice tried on the documents left out of its fit, in as many parts as `folds`."""
    trials = []
    for choice in sorted({case.choice for case in cases}):
        ours = [case for case in cases if case.choice == choice]
        by_weights = 0
        for fold in range(folds):
            inside = [case for case in ours if fold_of(case.doc_id, folds) == fold]
            weights = fit([case for case in ours if fold_of(case.doc_id, folds) != fold])
            by_weights += sum(case.right[_likeliest(case, weights)] for case in inside)
        by_rules = sum(case.by_rules is not None and case.right[case.by_rules] for case in ours)
        answerable = sum(any(case.right) for case in ours)
        trials.append(Trial(choice, len(ours), answerable, by_rules, by_weights))
    return trials


def _likeliest(case: Labelled, weights: Weights) -> int:
    sums = [sum(value * weights.get(name, 0.0) for name, value in signals.items()) for signals in case.signals]
    return sums.index(max(sums))


def fit_each(cases: Sequence[Labelled]) -> dict[str, Weights]:
    """The weights of every choice that cases ask about."""
    choices = sorted({case.choice for case in cases})
    return {choice: fit([case for case in cases if case.choice == choice]) for choice in choices}


def write_choices(fitted: Mapping[str, Weights], path: Path = WEIGHTS) -> None:
    """Store the weights of choices as the seed that the coder reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("choice", "signal", "weight"))
        for choice, weights in sorted(fitted.items()):
            writer.writerows((choice, name, f"{weight:.{DECIMALS}f}") for name, weight in weights.items() if weight)
