"""Days, places and doers that the clause around an event word tells, or leaves to the text. All sentences are ours."""

from datetime import date

import pytest

from pipelines.coding import coder
from pipelines.coding.record import CodedEvent, Document

PUBLISHED = date(2020, 6, 15)
"""A Monday."""


def coded(text: str) -> list[CodedEvent]:
    return next(coder.code([Document("d", text, PUBLISHED)]))[1]


def row(event: CodedEvent) -> str:
    """An event in one line: trigger, status, source, places and days."""
    places = ", ".join(p.canonical for p in (*event.origin, *event.destination, *event.location))
    days = {event.period.start.isoformat(), event.period.end.isoformat()} if event.period else set()
    source = ", ".join(a.canonical for a in event.source)
    return " ".join(f"{event.subtype}/{event.status} | {source} | {places} | {'..'.join(sorted(days))}".split())


DAYS = [
    (
        "Rebels fled Goma on Sunday.\n\nMortars killed two soldiers in Sake, a doctor said.",
        "shelling/occurred | rebels | Sake | 2020-06-09..2020-06-15",
    ),
    ("Mortars killed two soldiers in Sake, a doctor said.", "shelling/occurred | | Sake |"),
    (
        "Jets bombed the rebels' camp in Kidal and the army closed the roads around it on Friday.",
        "airstrike/occurred | Mali | Kidal | 2020-06-12",
    ),
    (
        "Rebels retook Bunia, three weeks after they fled to the hills, on Saturday.",
        "ground_offensive/occurred | rebels | Bunia | 2020-06-13",
    ),
    (
        "The ministry said on Saturday that its troops were shelling rebels in Bunia.",
        "shelling/ongoing | | Bunia | 2020-06-13..2020-06-15",
    ),
    (
        "Rebels admitted on Sunday the ambush near Bunia that killed six soldiers last Tuesday.",
        "armed_assault/occurred | rebels | Bunia | 2020-06-09",
    ),
    (
        "A truce between the army and rebels in Bunia takes effect on Thursday.",
        "ceasefire/planned | DR Congo | Bunia | 2020-06-18",
    ),
    (
        "Militants shelled Bunia in the closing weeks of 2018.",
        "shelling/occurred | militants | Bunia | 2018-10-01..2018-12-31",
    ),
]
PLACES = [
    (
        "Militants set off a bomb in the Somali capital on Sunday.",
        "bombing/occurred | militants | Mogadishu | 2020-06-14",
    ),
    (
        "Kenyan troops are moving to the Ethiopian border.",
        "redeployment/ongoing | Kenya | Ethiopian border | 2020-06-15",
    ),
    (
        "Militants fled Baidoa and rebels overran the police post there on Sunday.",
        "ground_offensive/occurred | rebels | Baidoa | 2020-06-14",
    ),
    (
        "Militants shelled Baidoa on Sunday, according to aid workers in Nairobi.",
        "shelling/occurred | militants | Baidoa | 2020-06-14",
    ),
    (
        "Militants shelled a church in the north-east of Kenya on Sunday.",
        "shelling/occurred | militants | north-east of Kenya | 2020-06-14",
    ),
    (
        "Troops from Uganda entered South Sudan on Friday.",
        "incursion/occurred | Uganda | South Sudan | 2020-06-12",
    ),
]
DOERS = [
    (
        "The advance of the rebels in 2013 brought French forces to Mali.",
        "deployment/occurred | France | Mali | 2013-01-01..2013-12-31",
    ),
    (
        "Nobody saw who set off the bomb in Garissa on Sunday. Al-Shabaab claimed the bombing.",
        "bombing/occurred | al-Shabaab | Garissa | 2020-06-14",
    ),
    (
        "Kenya blamed militants loyal to al-Shabaab for two attacks in Garissa on Sunday.",
        "unspecified/occurred | al-Shabaab | Garissa | 2020-06-14",
    ),
    (
        "Kenya's army foiled an attack on Garissa by two militants of al-Shabaab on Sunday.",
        "unspecified/occurred | al-Shabaab | Garissa | 2020-06-14",
    ),
    (
        "The Kenyan force came back after the militants had left. It shelled Garissa on Sunday.",
        "shelling/occurred | Kenya | Garissa | 2020-06-14",
    ),
    (
        "Al-Shabaab seized Garissa on Sunday after heavy shelling of the police station.",
        "shelling/occurred | al-Shabaab | Garissa | 2020-06-14",
    ),
    (
        "ISAF holds the town of Ghazni. On Sunday foreign troops shot two Taliban fighters there.",
        "armed_assault/occurred | NATO (ISAF) | Ghazni | 2020-06-14",
    ),
    (
        "Two battalions of the Kenyan army were sent to reinforce Garissa on Sunday. Militants fled.",
        "deployment/occurred | Kenya | Garissa | 2020-06-14",
    ),
]


@pytest.mark.parametrize(("text", "expected"), DAYS + PLACES + DOERS)
def test_a_slot_is_read_from_the_clause_or_the_text_around_the_event(text: str, expected: str) -> None:
    assert expected in [row(event) for event in coded(text)]


def test_a_mention_that_points_back_is_no_second_event() -> None:
    text = (
        "Rebels ambushed an army patrol in Garissa on Sunday. Six soldiers died and another four were wounded in the "
        "ambush on the Bura road. A splinter group could have carried out the attack."
    )
    assert [row(event) for event in coded(text)] == ["armed_assault/occurred | rebels | Garissa | 2020-06-14"]
