"""Forms of news English that tell of an event, one class of rules at a time. All sentences are our own."""

from datetime import date

import pytest

from pipelines.coding import coder
from pipelines.coding.record import CodedEvent, Document

FIGHTING = [
    ("Fighting was reported in Juba on Tuesday.", ["armed_clash/occurred | | Juba | 2020-06-09"]),
    ("Fresh fighting erupted between Seleka rebels and the army in Bria.", ["armed_clash/occurred | Seleka | Bria |"]),
    (
        "Two French soldiers were killed near Menaka on Monday when their vehicle hit a bomb.",
        ["bombing/occurred | | Menaka | 2020-06-15"],
    ),
    ("Air strikes shook the town of Sirte after militants fled.", ["airstrike/occurred | | Sirte |"]),
    ("The rebels fled. The ENDF left Mekelle on Monday.", ["withdrawal/occurred | Ethiopia | Mekelle | 2020-06-15"]),
    (
        "The rebels fled. The army shelled the town of Baidoa on Monday.",
        ["shelling/occurred | Somalia | Baidoa | 2020-06-15"],
    ),
    ("Artillery shells fell on the port of Massawa on Friday.", ["shelling/occurred | | Massawa | 2020-06-12"]),
    ("Three rockets landed near Kigali on Sunday.", ["rocket_attack/occurred | | Kigali | 2020-06-14"]),
]
GROUND = [
    ("Vietnamese troops crossed into Cambodia on Tuesday.", ["incursion/occurred | Vietnam | Cambodia | 2020-06-09"]),
    ("Rebels seized a train station in Kabinda.", ["ground_offensive/occurred | rebels | Kabinda |"]),
    ("The rebels gave up Kisangani to the army.", ["ground_offensive/occurred | DR Congo | Kisangani |"]),
    ("Al-Shabaab drove Kenyan troops out of El Adde.", ["ground_offensive/occurred | al-Shabaab | El Adde |"]),
    ("Insurgents burned down an army post at Diffa.", ["armed_assault/occurred | insurgents | Diffa |"]),
    (
        "Ugandan and Congolese troops attacked rebel camps in Beni on Tuesday.",
        ["unspecified/occurred | Uganda, DR Congo | Beni | 2020-06-09"],
    ),
    (
        "The war began on April 6, when rebels shelled the town of Bangassou.",
        ["shelling/occurred | rebels | Bangassou | 2020-04-06"],
    ),
]
LEVELS = [
    (
        "Militants fled. The United Nations force in Cyprus has a strength of 6,400.",
        ["troops_present/ongoing | United Nations | Cyprus | 2020-06-15"],
    ),
    (
        "Militants fled. The strength of the force in Bosnia will be raised to 7,000 by June 30.",
        ["ceiling/planned | | Bosnia | 2020-06-15..2020-06-30"],
    ),
    (
        "Militants fled. Germany plans to reduce its contingent of 4,900 in Kunduz.",
        ["drawdown/planned | Germany | Kunduz |", "troops_present/ongoing | Germany | Kunduz | 2020-06-15"],
    ),
    ("Militants fled. Germany sent a force of 4,900 to Kunduz.", ["deployment/occurred | Germany | Kunduz |"]),
]
MOVES = [
    (
        "Italy promised 2,000 soldiers for the force in southern Lebanon.",
        ["deployment/planned | Italy | southern Lebanon |"],
    ),
    (
        "Chad will send one of its battalions in Abeche to N'Djamena.",
        ["redeployment/planned | Chad | Abeche, N'Djamena |"],
    ),
    (
        "Spain, which has 1,000 soldiers in Iraq, will bring them home by June 30.",
        [
            "troops_present/ongoing | Spain | Iraq | 2020-06-15",
            "withdrawal/planned | Spain | Iraq | 2020-06-15..2020-06-30",
        ],
    ),
    (
        "The government of Sudan imposed a blockade on Nyala, a rebel town, and militants fled.",
        ["blockade/occurred | Sudan | Nyala |"],
    ),
    ("Chinese warships ended three days of military manoeuvres.", ["exercise/occurred | China | |"]),
    ("A new offensive by the Houthi rebels is expected in Marib.", ["ground_offensive/possible | Houthis | Marib |"]),
    (
        "The army said that it would attack rebels in Bangui.",
        ["unspecified/planned | Central African Republic | Bangui |"],
    ),
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


@pytest.mark.parametrize(("text", "expected"), FIGHTING + GROUND + MOVES + LEVELS)
def test_a_form_is_read_whatever_the_war(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


def test_a_letter_dated_at_an_office_is_by_that_office() -> None:
    text = "I directed our forces to deploy to Liberia. Liberia and the rebels signed a truce in Liberia on May 3."
    assert rows(text, dateline="THE WHITE HOUSE")[0] == "deployment/planned | United States | Liberia |"
