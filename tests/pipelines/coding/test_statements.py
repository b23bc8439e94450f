"""What is said about forces and the use of force. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import one

WAR = "The rebels have mortars, and the soldiers have missiles. "


def statements(text: str) -> list[str]:
    """The statements of a text: subtype, status, speaker, and the word that names each."""
    text = WAR + text
    return [
        f"{e.subtype}/{e.status} | {', '.join(a.canonical for a in e.source)} | {e.trigger.of(text)}"
        for e in one(text)
        if e.type == "statement"
    ]


SAID = [
    ("Somalia demanded that Ethiopian troops leave Gedo.", "demand_withdrawal/occurred | Somalia | demanded"),
    ("Eritrea's army warned that it would answer any shelling with rockets.", "threat/occurred | Eritrea | warned"),
    ("The Houthis threatened to attack Jeddah.", "threat/occurred | Houthis | threatened"),
    ("Cuba's defence ministry threatened to take forceful countermeasures.", "threat/occurred | Cuba | threatened"),
    ("Iran vowed to retaliate for the raid on Damascus.", "vow/occurred | Iran | vowed"),
    ("Kenya promised retaliation for the raid on Lamu.", "vow/occurred | Kenya | promised"),
    ("Haiti's prime minister asked for a foreign force.", "request_presence/occurred | Haiti | asked"),
    ("The junta in Niger ordered the French troops out.", "demand_withdrawal/occurred | Niger | ordered"),
    ("Saudi Arabia intends to keep its troops in Yemen.", "continued_presence/planned | Saudi Arabia | keep"),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_is_said_of_forces_is_a_statement(text: str, expected: str) -> None:
    assert statements(text) == [expected]


NOT_SAID = [
    "The army warned villagers to stay at home.",
    "The army warned that the rebels would attack Goma.",
    "Chad's president vowed to fight corruption.",
    "Kenya promised to answer the letter.",
    "Haiti's prime minister asked for help.",
    "Chad's president told his soldiers to leave Gao.",
    "The soldiers dug a trench to keep rebels out.",
    "A truce was signed between Chad and Libya in May. It calls for Libyan soldiers to leave Aouzou.",
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_the_same_words_say_nothing_of_forces(text: str) -> None:
    assert statements(text) == []
