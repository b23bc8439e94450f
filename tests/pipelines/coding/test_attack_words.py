"""The verbs and nouns of attacks, each with a wording of its class that is none. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import attacks

TOLD = [
    ("The column was met with mortars near Goma.", "shelling: > @ Goma"),
    ("The convoy was met with gunfire at Sake, killing two soldiers.", "armed_assault: > DR Congo @ Sake k2"),
    ("The fall of Bukavu to the rebels stunned the army.", "ground_offensive: rebels > DR Congo @ Bukavu"),
    ("Rebels took possession of Bukavu on Friday.", "ground_offensive: rebels > DR Congo @ Bukavu"),
    ("Rebels wrested a brewery in Goma from the army.", "ground_offensive: rebels > DR Congo @ Goma"),
    ("Villagers at Djibo said that gunmen led away eleven passengers.", "abduction: > civilians @ Djibo"),
    ("Militants put to death 250 villagers at Tchomia.", "massacre: militants > civilians @ Tchomia k250"),
    ("An army patrol drove over a mine near Kidal, killing four soldiers.", "bombing: > Mali @ Kidal k4"),
    ("A column of rebels was driven off by the army near Goma.", "armed_clash: DR Congo > rebels @ Goma"),
    ("Five rebels were killed in an encounter with the army at Goma.", "armed_clash: DR Congo > rebels @ Goma k5"),
    ("An army patrol was shattered by rebels near Sake.", "unspecified: rebels > DR Congo @ Sake"),
    (
        "The rebels took revenge on a camp near Bria and nine people were killed.",
        "unspecified: rebels > civilians @ Bria k9",
    ),
    ("The rebels shot it out with the army for three days in Goma.", "armed_clash: rebels > DR Congo @ Goma"),
    ("Rebels seized 40 peacekeepers near Makeni.", "abduction: rebels > @ Makeni"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_words_of_attack(text: str, expected: str) -> None:
    assert attacks(text) == [expected]


def test_a_town_falls_to_those_who_fight_for_it() -> None:
    told = attacks("Rebels fought the army for a week. Goma fell on Monday.")
    assert told[1:] == ["ground_offensive: rebels > DR Congo @ Goma"]


NONE = [
    "Temperatures in Goma fell on Monday.",
    "Goma fell silent on Monday.",
    "Exports from Goma fell by a third.",
    "The team crushed the champions of Goma.",
    "The soldiers took away the rubbish at Goma.",
    "The troops stepped on the gas near Goma.",
    "An encounter of the ministers in Goma lasted an hour.",
    "The last soldiers of the brigade marched off singing at Goma.",
]


@pytest.mark.parametrize("text", NONE)
def test_words_that_look_like_attacks(text: str) -> None:
    assert attacks(f"{text} Rebels fought the troops at Sake.") == ["armed_clash: rebels > DR Congo @ Sake"]
