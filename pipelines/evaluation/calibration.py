"""Whether confidences mean what they say, and the table that makes them do so.

Here belong the reliability of confidences and the fit of raw score to probability. Where raw scores come from does
not, and neither does applying the table (`pipelines.coding.confidence`).

An event counts as right when it is in the gold with the right status, date, source and place: a confidence of 0.8
promises that eight in ten such events are. The map is monotone (a higher score never means a lower probability),
fitted by isotonic regression with the pool-adjacent-violators method (Ayer et al. 1955), and is judged only on
documents that had no part in fitting it.
"""

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.coding.confidence import interpolate

BINS = 10
FOLDS = 5
GROUP = 12  # judged events behind each point of the table, at least
PRIOR_EVENTS = 2  # weight of the overall share in each point, in events: no point claims certainty from a dozen


@dataclass(frozen=True)
class Judged:
    """A coded event's confidence and whether the gold bore it out."""

    doc_id: str
    confidence: float
    right: bool


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
class Point:
    """One knot of the map: at this raw score, this probability, from so many judged events."""

    raw: float
    probability: float
    events: int


@dataclass(frozen=True)
class Calibration:
    """The map fitted on everything, and how reliable such a map is on documents it was not fitted on."""

    points: tuple[Point, ...]
    raw: Reliability
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


def calibrate(judged: Sequence[Judged], folds: int = FOLDS) -> Calibration:
    """Fit on all events; judge such fits on the documents left out. Raises ValueError without any event."""
    kept_out: list[Judged] = []
    for fold in range(folds):
        inside = [j for j in judged if _fold(j.doc_id, folds) == fold]
        rest = [j for j in judged if _fold(j.doc_id, folds) != fold]
        if inside and rest:
            points = fit(rest)
            scores, shares = tuple(p.raw for p in points), tuple(p.probability for p in points)
            kept_out += [Judged(j.doc_id, interpolate(scores, shares, j.confidence), j.right) for j in inside]
    return Calibration(fit(judged), reliability(judged), reliability(kept_out), folds)


def _fold(doc_id: str, folds: int) -> int:
    """A document's fold, the same on every machine and in every run."""
    return int.from_bytes(hashlib.sha256(doc_id.encode()).digest()[:4], "big") % folds


def write_points(points: Sequence[Point], path: Path) -> None:
    """Store the map as the seed that the coder reads: columns raw, probability, events."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("raw", "probability", "events"))
        writer.writerows((f"{p.raw:.4f}", f"{p.probability:.4f}", p.events) for p in points)
