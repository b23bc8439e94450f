"""The weighing of options: what speaks for each, as signals with fitted weights, and how likely each is then.

Here belongs the model, a conditional logit (McFadden 1974): the chance of an option is its share of the exponentials of
the summed weights of its signals. What the options are belongs to `grounds`, `doers` and `days`; the fit of the weights
to `pipelines.evaluation.choosing`. The weights are a seed, warehouse/seeds/choices.csv (choice, signal, weight); a
signal without a weight says nothing.
"""

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import warehouse
from pipelines.coding.record import Actor, Period, Place
from pipelines.coding.slots.drafts import Draft

WEIGHTS = Path(warehouse.__file__).parent / "seeds" / "choices.csv"

Value = list[Place] | list[Actor] | Period | None
"""What a slot can hold; empty or None where the text does not tell."""


@dataclass(frozen=True)
class Option:
    """One value that a slot may have, with the signals that speak for or against it (a number each, mostly 1)."""

    value: Value
    signals: Mapping[str, float]


@dataclass(frozen=True)
class Question:
    """A slot of a draft that its own words leave open, and its options; `choice` names the weights."""

    choice: str
    draft: Draft = field(repr=False)
    options: Sequence[Option]


def speaking(signals: Mapping[str, float]) -> dict[str, float]:
    """The signals that are not zero, as numbers."""
    return {name: float(value) for name, value in signals.items() if value}


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights of the signals of each choice, as the seed has them."""
    found: dict[str, dict[str, float]] = {}
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["choice"], {})[row["signal"]] = float(row["weight"])
    return found


def chances(question: Question) -> list[float]:
    """How likely each option is the right one, in their order; they add up to 1."""
    known = weights().get(question.choice, {})
    sums = [sum(value * known.get(name, 0.0) for name, value in o.signals.items()) for o in question.options]
    shares = [math.exp(total - max(sums)) for total in sums]
    return [share / sum(shares) for share in shares]


def likeliest(question: Question) -> Option:
    """The option with the best chance, the first of equals."""
    found = chances(question)
    return question.options[found.index(max(found))]
