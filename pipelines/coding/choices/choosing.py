"""The choice of what an event's own words and the rules leave open: its days, its grounds,
who did it, whom it struck and how.

Here belongs what is asked and how an answer is entered. All questions are asked before any is answered, so that what
speaks for an option never hangs on another choice.
"""

from collections.abc import Callable
from typing import cast

from pipelines.coding.choices import days, doers, grounds, kinds, victims
from pipelines.coding.choices.options import Option, Question, likeliest
from pipelines.coding.choices.telling import Telling
from pipelines.coding.context.scenes import put
from pipelines.coding.reading import Reading
from pipelines.coding.record import Actor, Period, Place
from pipelines.coding.slots.drafts import Draft
from pipelines.coding.slots.siting import Where


def questions(drafts: list[Draft], reading: Reading) -> list[Question]:
    """What the drafts of a text leave open, each with its options."""
    telling = Telling(drafts, reading)
    asked = (ask(draft, telling) for draft in telling.drafts for ask in _ASKED)
    return [question for question in asked if question is not None]


_ASKED: tuple[Callable[[Draft, Telling], Question | None], ...] = (
    days.when,
    grounds.where,
    doers.who,
    victims.whom,
    kinds.how,
)


def choose(drafts: list[Draft], reading: Reading) -> list[Draft]:
    """The same drafts with the likeliest option for every slot that was open."""
    for question in questions(drafts, reading):
        answer(question, likeliest(question))
    return drafts


def answer(question: Question, option: Option) -> None:
    """Enter an option into the draft that is asked about."""
    draft, value = question.draft, option.value
    if question.choice == days.CHOICE:
        draft.period = cast(Period | None, value)
    elif question.choice in (doers.ATTACKER, doers.MOVER):
        draft.source = cast(list[Actor], value)
    elif question.choice == kinds.CHOICE:
        draft.subtype = cast(str, value)
    elif question.choice == victims.CHOICE:
        strikers = {actor.canonical for actor in draft.source}  # chosen just now, and nobody strikes himself
        draft.target = [actor for actor in cast(list[Actor], value) if actor.canonical not in strikers]
    elif value != draft.where.any():
        draft.where = Where()
        put(draft, cast(list[Place], value))
