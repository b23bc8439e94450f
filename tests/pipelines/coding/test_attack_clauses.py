"""Attacks told in more than one clause: what is one of them, and which day is whose. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import attacks, one, side


def told(text: str) -> list[str]:
    """The attacks of a text with their first and last day."""
    return [
        f"{side(event)} {event.period.start:%d%b%y}-{event.period.end:%d%b%y}" if event.period else side(event)
        for event in one(text)
        if event.type == "attack"
    ]


DATED = [
    (
        "Gunmen shot two priests near Goma on Saturday [30 May], the army said.",
        ["armed_assault: > civilians @ Goma 30May20-30May20"],
    ),
    (
        "Gunmen shot two priests near Goma yesterday [13 December], the army said.",
        ["armed_assault: > civilians @ Goma 13Dec19-13Dec19"],
    ),
    ("A bomb exploded moments ago at a post of the army in Goma.", ["bombing: > DR Congo @ Goma 15Jun20-15Jun20"]),
    (
        "1998 - Rebels capture the port of Goma from the army.",
        ["ground_offensive: rebels > DR Congo @ Goma 01Jan98-31Dec98"],
    ),
    (
        "Drone strikes have killed at least nine rebels near Goma since last March.",
        ["drone_strike: > rebels @ Goma k9 01Mar20-15Jun20"],
    ),
    (
        "Five soldiers have been killed at Goma since the truce that ended the rebel siege of the port began on May 5.",
        ["unspecified: > DR Congo @ Goma k5 05May20-15Jun20"],
    ),
    (
        "Two officers who were abducted at Goma in April have been shot by rebels at Sake.",
        ["abduction: > @ Goma 01Apr20-30Apr20", "armed_assault: rebels > @ Sake 12Jun20-15Jun20"],
    ),
    (
        "The Iranian navy captured 15 British sailors in the Gulf of Oman on Friday.",
        ["abduction: Iran > United Kingdom @ Gulf of Oman 12Jun20-12Jun20"],
    ),
    (
        "Seven people were killed on Tuesday while several others were wounded by militants at Goma.",
        ["armed_assault: militants > civilians @ Goma k7 09Jun20-09Jun20"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_each_attack_has_its_own_clause_and_day(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_who_shoots_himself_attacks_nobody() -> None:
    text = "A former Serbian general shot himself in Belgrade on Friday. Rebels fought the troops at Sake."
    assert attacks(text) == ["armed_clash: rebels > DR Congo @ Sake"]


def test_a_month_is_no_march() -> None:
    [event] = one("Rebels killed five soldiers at Goma on Tuesday [17 March], the army said.")
    assert event.type == "attack"
