"""What is still to come or only being tried, by the words around the verb. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import one

CASES = [
    ("Russia is willing to withdraw its troops from Moldova.", "withdrawal possible"),
    ("Chad is likely to withdraw its troops from Mali.", "withdrawal possible"),
    ("The soldiers of the army are attempting to enter the town of Sake.", "deployment ongoing"),
    ("The rebels are on the verge of being driven out of Goma by the army.", "ground_offensive possible"),
    ("Once Chad withdraws its troops from Mali, rebels will rejoice.", "withdrawal planned"),
    ("As soon as the army negotiates a ceasefire with the rebels, ministers will meet.", "ceasefire planned"),
    ("The army refuses to talk until the rebels sign a ceasefire.", "ceasefire possible"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_not_done_yet(text: str, expected: str) -> None:
    assert expected in [f"{event.subtype} {event.status}" for event in one(text)]


def test_the_day_of_a_deed_that_is_told_is_past() -> None:
    text = (
        "Troops are fighting rebels in Mali, including Gao, the scene of a raid Friday on a post that killed ten men."
    )
    raid = [event for event in one(text) if event.trigger.of(text) == "raid"]
    assert [(event.status, event.period and event.period.start.isoformat()) for event in raid] == [
        ("occurred", "2020-06-12")
    ]
