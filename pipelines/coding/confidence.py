"""From the coder's raw score to a probability: how likely the event is right in status, date, source and place.

Here belongs the application of the fitted table. How a raw score comes about does not (it is the coder's), and neither
does the fit (`pipelines.evaluation.calibration`). The table is warehouse/seeds/calibration.csv: raw score, probability,
and the judged events behind that point.
"""

import csv
from bisect import bisect_right
from functools import cache
from pathlib import Path

import warehouse

CALIBRATION = Path(warehouse.__file__).parent / "seeds" / "calibration.csv"


@cache
def _knots() -> tuple[tuple[float, ...], tuple[float, ...]]:
    with CALIBRATION.open(encoding="utf-8", newline="") as file:
        rows = [(float(row["raw"]), float(row["probability"])) for row in csv.DictReader(file)]
    scores, probabilities = zip(*rows, strict=True)
    return scores, probabilities


def interpolate(scores: tuple[float, ...], probabilities: tuple[float, ...], raw: float) -> float:
    """The probability at `raw`: on the line between the knots around it, level beyond the outermost.

    `scores` rise strictly and are as many as `probabilities`.
    """
    after = bisect_right(scores, raw)
    if after in (0, len(scores)):
        return probabilities[min(after, len(scores) - 1)]
    (low, high), (below, above) = scores[after - 1 : after + 1], probabilities[after - 1 : after + 1]
    return below + (above - below) * (raw - low) / (high - low)


def calibrated(raw: float) -> float:
    """The share of events with this raw score that the gold sets bore out, 0 to 1; never falls as `raw` rises."""
    return interpolate(*_knots(), raw)
