"""How attacks are told: idioms, clauses on nouns, coordinated clauses, back-references. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import attacks, one, row

TOLD = [
    (
        "Rebels and the army fought for control of Bria on Sunday.",
        ["armed_clash: rebels > Central African Republic @ Bria"],
    ),
    ("Rebels fired upon an army convoy near Bria.", ["armed_assault: rebels > Central African Republic @ Bria"]),
    (
        "The minister condemned the terrorist act perpetrated against a barracks in Quetta by separatists.",
        ["unspecified: separatists > Pakistan @ Quetta"],
    ),
    ("Rockets fired from Syria wounded four Israeli soldiers in Safed.", ["rocket_attack: > Israel @ Safed w4"]),
    (
        "Russian troops took the town of Bakhmut after days of shelling.",
        ["ground_offensive: Russia > Ukraine @ Bakhmut", "shelling: Russia > Ukraine @ Bakhmut"],
    ),
    (
        "An Afghan patrol was fired on by insurgents near Kunduz, fired back and killed two of them.",
        ["armed_assault: insurgents > Afghanistan @ Kunduz", "unspecified: Afghanistan > insurgents @ Kunduz k2"],
    ),
    (
        "The rebels have sworn revenge and stormed the barracks at Bria on Sunday.",
        ["armed_assault: rebels > Central African Republic @ Bria"],
    ),
    (
        "The Houthis said that a drone of theirs had hit Jizan airport.",
        ["drone_strike: Houthis > @ Jizan airport"],
    ),
    (
        "A salvo of thirty rockets was launched from Lebanon towards Haifa.",
        ["rocket_attack: > @ Haifa"],
    ),
    (
        "The capture on Saturday of a police outpost near Shwebo by the Arakan Army angered the troops.",
        ["ground_offensive: Arakan Army > Myanmar @ Shwebo"],
    ),
    (
        "A Taliban suicide bomber made an attempt on the life of a judge in Helmand.",
        ["assassination: Taliban > @ Helmand"],
    ),
    (
        "Russia said that it had destroyed 34 Ukrainian drones over Kursk on Monday.",
        ["interception: Russia > Ukraine @ Kursk"],
    ),
    (
        "The rebels opened their campaign with an assault on Bria.",
        ["armed_assault: rebels > @ Bria"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_an_attack_is_read_however_it_is_told(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


def test_some_of_them_are_those_told_of_before() -> None:
    text = "Chad alone still has 900 troops in Niger; 200 of them, its cabinet decided last week, will stay until May."
    found = [row(event) for event in one(text) if event.type == "statement"]
    assert [line.split(" | ")[:2] for line in found] == [["statement/continued_presence/planned", "Chad"]]


APART = [
    (
        "Jets bombed Homs on Thursday and shells fell on Idlib on Friday.",
        [
            "attack/airstrike/occurred | Syria | @ Homs | 2020-06-11 |",
            "attack/shelling/occurred | Syria | @ Idlib | 2020-06-12 |",
        ],
    ),
    (
        "In all, 400 Turkish soldiers have died since February, when Kurdish rebels attacked Hakkari.",
        [
            "attack/unspecified/occurred | Kurdish rebels | @ Hakkari | 2020-02-01..2020-06-15 | killed 400",
            "attack/unspecified/occurred | Kurdish rebels | @ Hakkari | 2020-02-01..2020-02-29 |",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_two_attacks_of_a_sentence_keep_their_days(text: str, expected: list[str]) -> None:
    assert [row(event) for event in one(text)] == expected


NAMED_ANEW = [
    (
        "M23 rebels took Goma on Saturday. Eight Uruguayan soldiers were killed in the fighting at Sake.",
        ["ground_offensive: M23 > DR Congo @ Goma", "armed_clash: M23 > Uruguay @ Sake k8"],
    ),
    (
        "Drones carried out a series of strikes on Port Sudan. The first raid, on June 3, hit an army barracks.",
        ["drone_strike: > @ Port Sudan", "unspecified: > Sudan @ Port Sudan"],
    ),
]


OTHERS = [
    (
        "Hamas shelled Sderot on Sunday. In response Israeli jets pounded tunnels of Hamas in the Gaza Strip.",
        ["shelling: Hamas > @ Sderot", "airstrike: Israel > @ Gaza Strip"],
    ),
    (
        "Rebels took the town of Bria from the army. A counterattack by government troops was repelled.",
        [
            "ground_offensive: rebels > Central African Republic @ Bria",
            "unspecified: Central African Republic > @ Bria",
        ],
    ),
    (
        "A Chadian soldier was shot dead by rebels in Bol while clearing a road.",
        ["armed_assault: rebels > Chad @ Bol k1"],
    ),
    (
        "Five villagers died when soldiers shelled their homes in Bria, while a raid left seven dead in Bangui.",
        ["shelling: Central African Republic > civilians @ Bria k5", "unspecified: > @ Bangui k7"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMED_ANEW + OTHERS)
def test_a_noun_that_names_its_own_place_or_number_is_another_attack(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


def test_the_dead_of_a_participle_are_those_of_its_verb_whatever_place_lies_near() -> None:
    text = "Rebels shelled the Mokha camp near Taiz in Yemen, killing eight. They have besieged Taiz since May."
    assert attacks(text)[0] == "shelling: rebels > @ Mokha camp k8"
