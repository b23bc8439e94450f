"""Forms of news English that tell of an event, one class of rules at a time. All sentences are our own."""

from datetime import date

import pytest

from pipelines.coding import coder
from pipelines.coding.record import CodedEvent, Document

FIGHTING = [
    ("Fighting was reported in Juba on Tuesday.", ["armed_clash/occurred | | Juba | 2020-06-09"]),
    ("Fresh fighting erupted between Seleka rebels and the army in Bria.", ["armed_clash/occurred | Seleka | Bria |"]),
    ("Artillery shells fell on the port of Massawa on Friday.", ["shelling/occurred | | Massawa | 2020-06-12"]),
    ("Three rockets landed near Kigali on Sunday.", ["rocket_attack/occurred | | Kigali | 2020-06-14"]),
]
GROUND = [
    ("Vietnamese troops crossed into Cambodia on Tuesday.", ["incursion/occurred | Vietnam | Cambodia | 2020-06-09"]),
    ("Rebels seized a train station in Kabinda.", ["ground_offensive/occurred | rebels | Kabinda |"]),
]


def rows(text: str, **facts: str) -> list[str]:
    """Each event of a text as one line: kind, source, places (from, to, at), days."""
    [(_, events)] = coder.code([Document("d", text, date(2020, 6, 15), **facts)])
    return [_row(event) for event in events]


def _row(event: CodedEvent) -> str:
    source = ", ".join(actor.canonical for actor in event.source)
    places = ", ".join(p.surface for p in (*event.origin, *event.destination, *event.location))
    days = dict.fromkeys([event.period.start.isoformat(), event.period.end.isoformat()]) if event.period else {}
    line = f"{event.subtype}/{event.status} | {source} | {places} | {'..'.join(days)}"
    return " ".join(line.split())


@pytest.mark.parametrize(("text", "expected"), FIGHTING + GROUND)
def test_fighting_and_ground_taken(text: str, expected: list[str]) -> None:
    assert rows(text) == expected
