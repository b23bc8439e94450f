"""The weighing of what the rules leave open: signals with fitted weights, and how likely each option is then.

Here belongs the model, a conditional logit (McFadden 1974): the chance of an option is its share of the exponentials of
the summed weights of its signals. What is asked and what speaks for an option belongs to `event_words.belief`,
`slots.counted`, `merging.apart` and `choices`; the fit of the weights to `pipelines.evaluation.choosing`. The weights
are a seed, warehouse/seeds/choices.csv (choice, signal, weight); a signal without a weight says nothing.
"""

import csv
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import warehouse

WEIGHTS = Path(warehouse.__file__).parent / "seeds" / "choices.csv"

Signals = Mapping[str, float]
"""What speaks for or against an option, by name: a number each, mostly 1."""


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of the signals of each choice, as the seed has them."""
    found: dict[str, dict[str, float]] = {}
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["choice"], {})[row["signal"]] = float(row["weight"])
    return found


def chances(choice: str, options: Sequence[Signals]) -> list[float]:
    """How likely each option is the right one, in their order; they add up to 1."""
    known = weights().get(choice, {})
    sums = [sum(value * known.get(name, 0.0) for name, value in signals.items()) for signals in options]
    shares = [math.exp(total - max(sums)) for total in sums]
    return [share / sum(shares) for share in shares]


def speaking(signals: Signals) -> dict[str, float]:
    """The signals that are not zero, as numbers."""
    return {name: float(value) for name, value in signals.items() if value}
