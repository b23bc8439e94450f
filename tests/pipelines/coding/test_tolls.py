"""Who is counted among the dead and hurt of an attack, and once each. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import attacks

TOLD = [
    ("Two car bombs in Goma have killed a total of seven people.", ["bombing: > civilians @ Goma k7"]),
    (
        "Rebels killed Musa Kalala and three other members of his family at Goma.",
        ["armed_assault: rebels > civilians @ Goma k4"],
    ),
    ("Rebels shot a judge in Goma, killing him and two guards.", ["armed_assault: rebels > @ Goma k3"]),
    ("Gunmen killed a lawmaker and his bodyguard in Goma.", ["armed_assault: > @ Goma k2"]),
    ("A boy was shot and killed by soldiers at Goma.", ["armed_assault: > civilians @ Goma k1"]),
    ("A passerby was killed by rebels at Goma.", ["armed_assault: rebels > @ Goma k1"]),
    ("Seven traders were on Monday killed by rebels at Goma.", ["armed_assault: rebels > civilians @ Goma k7"]),
    (
        "Rebels killed nine people at Goma and six people sustained heavy injuries.",
        ["armed_assault: rebels > civilians @ Goma k9 w6"],
    ),
    (
        "The toll from the bombing at Goma has risen to 52 after three more people died in hospital.",
        ["bombing: > civilians @ Goma k52"],
    ),
    ("Rebels tried to kill the general at Goma.", ["armed_assault: rebels > @ Goma"]),
    (
        "A bomb killed a photographer in Goma on Friday. At least five other civilians died in the attack.",
        ["bombing: > civilians @ Goma k6"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_the_toll_counts_each_of_the_hurt_once(text: str, expected: list[str]) -> None:
    assert attacks(text) == expected


def test_a_toll_in_a_clause_on_a_place_is_no_part_of_the_places() -> None:
    text = "Rebels hold two towns, including Gao, the scene of a suicide attack that killed ten soldiers on Friday."
    assert attacks(text) == ["suicide_bombing: > Mali @ Gao k10"]
