"""How likely a coded event is right in status, date, source and place, judged by what it rests on.

Here belong the signals of a finished event, their weights and the calibrated map from raw score to probability. How
events are found does not belong here, and neither does the fitting of weights and map
(`pipelines.evaluation.calibration`), which are seeds: warehouse/seeds/confidence.csv (signal, weight) and
warehouse/seeds/calibration.csv (raw score, probability, and the judged events behind that point).
"""

import csv
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import warehouse
from pipelines.coding.record import CodedEvent, Place, Span

WEIGHTS = Path(warehouse.__file__).parent / "seeds" / "confidence.csv"
CALIBRATION = Path(warehouse.__file__).parent / "seeds" / "calibration.csv"


def _here(event: CodedEvent, spans: Iterable[Span]) -> bool:
    """Whether one of the spans lies in the sentence of the event's first mention."""
    return any(event.sentence.start <= span.start and span.end <= event.sentence.end for span in spans)


def _places(event: CodedEvent) -> list[Place]:
    return event.origin + event.destination + event.location


def _date_here(event: CodedEvent) -> bool:
    return event.period is not None and event.period.span is not None and _here(event, [event.period.span])


# what an event rests on, as a number, mostly 0 or 1; the last signal, its neighbours, needs the document's other events
SIGNALS: dict[str, Callable[[CodedEvent], float]] = {
    "always": lambda _: 1,
    "date in the sentence": _date_here,
    "no date": lambda event: event.period is None,
    "place in the sentence": lambda event: _here(event, [p.span for p in _places(event)]),
    "no place": lambda event: not _places(event),
    "place smaller than a country": lambda event: any(p.level != "country" for p in _places(event)),
    "several places": lambda event: len(_places(event)) > 1,
    "source in the sentence": lambda event: _here(event, [a.span for a in event.source]),
    "no source": lambda event: not event.source,
    "source in the registry": lambda event: any(a.actor_id or a.iso3 for a in event.source),
    "target": lambda event: bool(event.target),
    "told again": lambda event: bool(event.also),
    "number or weapon": lambda event: bool(event.quantity or event.fatalities or event.wounded or event.weapon),
    "kind of attack open": lambda event: event.subtype in ("unspecified", "armed_clash", "attack_series"),
    "occurred": lambda event: event.status == "occurred",
    "possible or denied": lambda event: event.status in ("possible", "denied", "cancelled"),
    "movement": lambda event: event.type == "troop_movement",
    "level": lambda event: event.type == "force_level",
    "agreement": lambda event: event.type == "agreement",
    "statement": lambda event: event.type == "statement",
    "told by all readings": lambda event: event.readings > 1,
    "length of the sentence": lambda event: min(4.0, (event.sentence.end - event.sentence.start) / 100),
}


SIGNAL_NAMES = (*SIGNALS, "neighbours in the sentence")


def signals(events: Sequence[CodedEvent]) -> list[tuple[float, ...]]:
    """The signals of each event of one document, in the order of SIGNAL_NAMES."""
    told = Counter(event.sentence for event in events)
    return [
        (*(float(signal(event)) for signal in SIGNALS.values()), float(min(3, told[event.sentence] - 1)))
        for event in events
    ]


@cache
def _weights() -> tuple[float, ...]:
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        stored = {row["signal"]: float(row["weight"]) for row in csv.DictReader(file)}
    return tuple(stored[name] for name in SIGNAL_NAMES)


def score(weights: Sequence[float], values: Sequence[float]) -> float:
    """The weighted signals squeezed to the open unit interval by the logistic function."""
    return 1 / (1 + math.exp(-sum(weight * value for weight, value in zip(weights, values, strict=True))))


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


def rate(events: Sequence[CodedEvent]) -> list[CodedEvent]:
    """The events of one document, each with its confidence as the calibrated probability."""
    found = zip(events, signals(events), strict=True)
    return [replace(event, confidence=calibrated(score(_weights(), values))) for event, values in found]
