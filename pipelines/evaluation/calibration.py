"""Whether confidences mean what they say, and the weights and map that make them do so.

Here belong the reliability of confidences, the fit of the signals' weights and the fit of raw score to probability.
What the signals are does not, and neither does applying the fit: both are in `pipelines.coding.confidence`.

An event counts as right when it is in the gold with the right status, date, source and place: a confidence of 0.8
promises that eight in ten such events are. The weights are those of a logistic regression with a ridge penalty,
fitted by Newton's method; the map above them is monotone (a higher score never means a lower probability), fitted by
isotonic regression with the pool-adjacent-violators method (Ayer et al. 1955). Both are judged on documents they were
not fitted on.
"""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.coding.confidence import CALIBRATION, SIGNAL_NAMES, WEIGHTS, interpolate, score

BINS = 10
RIDGE = 2.0  # penalty on squared weights: a few hundred events cannot carry large ones
NEWTON_STEPS = 25
FOLDS = 5
GROUP = 12  # judged events behind each point of the table, at least
PRIOR_EVENTS = 2  # weight of the overall share in each point, in events: no point claims certainty from a dozen


@dataclass(frozen=True)
class Judged:
    """A coded event's confidence and whether the gold bore it out."""

    doc_id: str
    confidence: float
    right: bool
    event_id: str = ""


@dataclass(frozen=True)
class Bin:
    """Events whose confidence lies in [low, high): how sure they were on average, and how many were right."""

    low: float
    high: float
    n: int
    mean_confidence: float
    share_right: float


@dataclass(frozen=True)
class Reliability:
    """Expected calibration error: mean gap between confidence and share right, by events. Brier: mean squared error."""

    n: int
    bins: tuple[Bin, ...]
    expected_error: float
    brier: float


@dataclass(frozen=True)
class Cut:
    """Keeping only the events with at least this confidence: how many are kept, right, and wanted by the gold."""

    threshold: float
    kept: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the kept events that are right."""
        return self.right / self.kept

    @property
    def recall(self) -> float:
        """Share of the gold's events that are kept and right; 0 where the gold has none."""
        return self.right / self.wanted if self.wanted else 0.0


@dataclass(frozen=True)
class Point:
    """One knot of the map: at this raw score, this probability, from so many judged events."""

    raw: float
    probability: float
    events: int


@dataclass(frozen=True)
class Case:
    """An event's signals and whether the gold bore it out: what weights are fitted on."""

    doc_id: str
    signals: tuple[float, ...]
    right: bool


@dataclass(frozen=True)
class Model:
    """Weights of the signals, and the map from the score that they give to a probability."""

    weights: tuple[float, ...]
    points: tuple[Point, ...]

    def probability(self, signals: Sequence[float]) -> float:
        """How likely an event with these signals is right."""
        scores, shares = tuple(p.raw for p in self.points), tuple(p.probability for p in self.points)
        return interpolate(scores, shares, score(self.weights, signals))


@dataclass(frozen=True)
class Calibration:
    """The model fitted on everything, and how reliable such a model is on documents it was not fitted on."""

    model: Model
    held_back: Reliability
    folds: int


def reliability(judged: Sequence[Judged], bins: int = BINS) -> Reliability:
    """Confidences against outcomes in equal bins of the unit interval; bins without events are left out."""
    filled = []
    for index in range(bins):
        inside = [j for j in judged if min(int(j.confidence * bins), bins - 1) == index]
        if inside:
            mean = sum(j.confidence for j in inside) / len(inside)
            right = sum(j.right for j in inside) / len(inside)
            filled.append(Bin(index / bins, (index + 1) / bins, len(inside), mean, right))
    n = max(1, len(judged))
    gap = sum(b.n * abs(b.mean_confidence - b.share_right) for b in filled) / n
    brier = sum((j.confidence - j.right) ** 2 for j in judged) / n
    return Reliability(len(judged), tuple(filled), gap, brier)


def cuts(judged: Sequence[Judged], wanted: int, steps: int = BINS) -> tuple[Cut, ...]:
    """What leaving out the events below each threshold does; `wanted` is the number of events in the gold.

    Thresholds that leave out nothing more than the one before are not repeated.
    """
    found: list[Cut] = []
    for step in range(steps):
        kept = [j for j in judged if j.confidence >= step / steps]
        if kept and (not found or len(kept) < found[-1].kept):
            found.append(Cut(step / steps, len(kept), sum(j.right for j in kept), wanted))
    return tuple(found)


def fit(judged: Sequence[Judged]) -> tuple[Point, ...]:
    """The monotone map from raw score to probability, as knots in rising order. Raises ValueError without any event."""
    if not judged:
        raise ValueError(
            "no judged events: code documents that have gold events, with confidences, before calibrating."
        )
    overall = sum(j.right for j in judged) / len(judged)
    blocks: list[tuple[float, float, int]] = []  # mean raw score, probability, events
    for group in _groups(sorted(judged, key=lambda j: (j.confidence, j.doc_id))):
        raw = sum(j.confidence for j in group) / len(group)
        share = (sum(j.right for j in group) + PRIOR_EVENTS * overall) / (len(group) + PRIOR_EVENTS)
        blocks.append((raw, share, len(group)))
        while len(blocks) > 1 and blocks[-2][1] >= blocks[-1][1]:
            blocks[-2:] = [_pooled(*blocks[-2:])]
    return tuple(Point(*block) for block in blocks)


def _groups(ordered: Sequence[Judged]) -> list[list[Judged]]:
    """Runs of at least GROUP events; equal scores stay together, and a short rest joins the last run."""
    groups: list[list[Judged]] = [[]]
    for judged in ordered:
        if len(groups[-1]) >= GROUP and judged.confidence > groups[-1][-1].confidence:
            groups.append([])
        groups[-1].append(judged)
    if len(groups) > 1 and len(groups[-1]) < GROUP:
        groups[-2:] = [groups[-2] + groups[-1]]
    return groups


def _pooled(one: tuple[float, float, int], other: tuple[float, float, int]) -> tuple[float, float, int]:
    events = one[2] + other[2]
    raw, share = ((one[i] * one[2] + other[i] * other[2]) / events for i in (0, 1))
    return raw, share, events


def fit_weights(cases: Sequence[Case]) -> tuple[float, ...]:
    """The ridge-penalised logistic weights of the signals, of which the first is constant and bears no penalty."""
    x = np.array([case.signals for case in cases])
    y = np.array([case.right for case in cases], dtype=float)
    penalty = np.diag([0.0] + [RIDGE] * (x.shape[1] - 1)) + 1e-6 * np.eye(x.shape[1])
    weights = np.zeros(x.shape[1])
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - penalty @ weights
        weights += np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, slope)
    return tuple(float(weight) for weight in weights)


def _split(cases: Sequence[Case], folds: int) -> Iterator[tuple[list[Case], list[Case]]]:
    """Each fold's cases, and the rest; all cases of a document are in one fold."""
    for fold in range(folds):
        inside = [case for case in cases if fold_of(case.doc_id, folds) == fold]
        rest = [case for case in cases if fold_of(case.doc_id, folds) != fold]
        if inside and rest:
            yield inside, rest


def fit_model(cases: Sequence[Case], folds: int = FOLDS) -> Model:
    """Weights on all cases; the map on scores that each document got from weights fitted without it."""
    judged = []
    for inside, rest in _split(cases, folds):
        weights = fit_weights(rest)
        judged += [Judged(case.doc_id, score(weights, case.signals), case.right) for case in inside]
    return Model(fit_weights(cases), fit(judged))


def calibrate(cases: Sequence[Case], folds: int = FOLDS) -> Calibration:
    """Fit on all cases; judge such fits on the documents left out. Raises ValueError for fewer than two documents."""
    kept_out: list[Judged] = []
    for inside, rest in _split(cases, folds):
        model = fit_model(rest, folds)
        kept_out += [Judged(case.doc_id, model.probability(case.signals), case.right) for case in inside]
    return Calibration(fit_model(cases, folds), reliability(kept_out), folds)


def fold_of(doc_id: str, folds: int) -> int:
    """A document's fold, the same on every machine and in every run."""
    return int.from_bytes(hashlib.sha256(doc_id.encode()).digest()[:4], "big") % folds


def write_model(model: Model, weights_path: Path = WEIGHTS, points_path: Path = CALIBRATION) -> None:
    """Store the model as the two seeds that the coder reads."""
    with weights_path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("signal", "weight"))
        writer.writerows((name, f"{weight:.3f}") for name, weight in zip(SIGNAL_NAMES, model.weights, strict=True))
    with points_path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("raw", "probability", "events"))
        writer.writerows((f"{p.raw:.4f}", f"{p.probability:.4f}", p.events) for p in model.points)
