"""What makes an attack believed, and what does not: each sentence was once told wrongly. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import attacks, one, row

TOLD = [
    ("A wave of attacks across Mali killed 30 people.", "attack_series: > civilians @ Mali k30"),
    ("Malian troops fired mortar bombs at Kidal.", "shelling: Mali > rebels @ Kidal"),
    ("Rebels captured two soldiers near Goma.", "abduction: rebels > DR Congo @ Goma"),
    ("The sergeant was seized by militants near Kidal.", "abduction: militants > Mali @ Kidal"),
    ("Pirates captured a Greek tanker off Hobyo.", "naval_attack: pirates > Greece @ Hobyo"),
    (
        "Militias stormed Bamako on Friday and took hostages at Kidal on Sunday.",
        "abduction: militias > civilians @ Kidal",
    ),
]


TOLD += [
    ("There was shelling around Kidal for a fourth night.", "shelling: rebels > Mali @ Kidal"),
    ("There has been fighting in Goma since May.", "armed_clash: rebels > DR Congo @ Goma"),
    ("Malian troops took Tessalurra near the border on Friday.", "ground_offensive: Mali > rebels @ Tessalurra"),
    ("Rebels overran the last battalion at Kidal on Friday.", "ground_offensive: rebels > Mali @ Kidal"),
    ("France used helicopters to strike rebels near Kidal.", "unspecified: France > rebels @ Kidal"),
    ("Shells dropped on the market of Goma on Sunday.", "shelling: rebels > civilians @ Goma"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_is_believed(text: str, expected: str) -> None:
    assert expected in attacks(f"{text} Rebels have fought the army for years.")


ALONE = [
    (
        "A trader was murdered at a shop on the road by unknown gunmen near Goma.",
        "armed_assault: > civilians @ Goma k1",
    ),
    ("Soldiers are feared killed at Goma by rebels.", "armed_assault: rebels > @ Goma"),
    (
        "The guards prevented him from entering the barracks at Kidal before he blew up a car, killing two soldiers.",
        "bombing: > Mali @ Kidal k2",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ALONE)
def test_what_is_believed_in_a_line_of_news(text: str, expected: str) -> None:
    assert attacks(text) == [expected]


def test_who_calls_the_dead_civilians_tells_of_war() -> None:
    text = "Five civilians were killed at Goma on Friday. Rebels fought the troops at Sake on Sunday."
    assert attacks(text)[0] == "unspecified: > civilians @ Goma k5"


NONE = [
    "The army had resolved to prevent the fall of Goma.",
    "Aid cannot come to Goma without a halt to shelling and bombing.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_not(text: str) -> None:
    assert attacks(f"{text} Rebels fought the troops at Sake.") == ["armed_clash: rebels > DR Congo @ Sake"]


def test_a_navy_boards_the_ship_it_seizes() -> None:
    event = one("The Malian navy seized a Greek tanker off Dakar on Friday. The army fights rebels.")[0]
    assert row(event) == "troop_movement/boarding/occurred | Mali | @ Dakar | 2020-06-12 | quantity 1"


def test_a_bombardment_is_one_of_guns_unless_it_comes_from_the_air() -> None:
    assert attacks("Rebels fled the bombardment of Goma by the army.") == ["shelling: DR Congo > rebels @ Goma"]
    assert attacks("Rebels fled the aerial bombardment of Goma by the army.") == ["airstrike: DR Congo > rebels @ Goma"]


FOUGHT = "Rebels with mortars have fought the army near Sake. "
"""A text of war before a sentence."""


def test_those_killed_in_a_sentence_of_their_own_are_those_of_an_attack() -> None:
    told = attacks(FOUGHT + "Ten people were killed at Goma on Tuesday.")
    assert told[1:] == ["unspecified: > civilians @ Goma k10"]


@pytest.mark.parametrize("text", ["Doctors cared for the wounded at Goma.", "No trader has been hurt at Goma."])
def test_the_hurt_that_are_only_named_are_none(text: str) -> None:
    assert len(attacks(FOUGHT + text)) == 1
