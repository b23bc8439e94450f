"""A slot that an event's own words leave open, and the options for it.

Here belong the plain records of a question. What is asked belongs to `days`, `grounds`, `kinds`, `doers` and `victims`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.coding.record import Actor, Period, Place
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.weighing import Signals, chances

Value = list[Place] | list[Actor] | Period | str | None
"""What a slot can hold; empty or None where the text does not tell."""


@dataclass(frozen=True)
class Option:
    """One value that a slot may have, with the signals that speak for or against it."""

    value: Value
    signals: Signals


@dataclass(frozen=True)
class Question:
    """A slot of a draft that its own words leave open, and its options; `choice` names the weights.

    Where no option has a chance of `least`, the last one is the answer: that the text does not tell, or the rules' own.
    """

    choice: str
    draft: Draft = field(repr=False)
    options: Sequence[Option]
    least: float = 0.0


def likeliest(question: Question) -> Option:
    """The option with the best chance, the first of equals; the last one where that is not enough."""
    found = chances(question.choice, [option.signals for option in question.options])
    best = max(found)
    return question.options[found.index(best) if best >= question.least else -1]
