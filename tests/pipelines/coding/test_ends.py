"""Where forces come from and where they go, by the words between. Our own texts."""

import pytest

from tests.pipelines.coding.coded import one
from tests.pipelines.coding.test_siting import where


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Colombia deployed 2,000 soldiers to Cauca province from Cali on Friday.", "Cali > Cauca province"),
        ("Troops withdrew to barracks in Juba on Friday.", "> Juba"),
        ("India airlifted soldiers on Friday from bases in Punjab to Leh in Ladakh.", "Punjab > Leh"),
        ("After four months in Mosul, the battalion returned to Fort Riley on Friday.", "Mosul > Fort Riley"),
        ("The brigade will relieve troops in Herat next month after training in Vicenza.", "> Herat"),
        ("The United States sent troops to Jordan on Friday to counter threats from Iran.", "> Jordan"),
        ("The rebels retreated from Kobani on Friday to prepare for an assault on Raqqa.", "Kobani >"),
        (
            "Russia moved its paratroopers from Kherson across the Dnipro to Henichesk on Friday.",
            "Kherson > Henichesk",
        ),
        ("Poland sent 500 more troops to its border with Belarus on Friday.", "> border with Belarus"),
        ("Mali's army moved into Ber on Friday.", "> Ber"),
        ("The army rushed reinforcements from Damascus to Palmyra on Friday.", "Damascus > Palmyra"),
        ("Part of the force is regrouping in Belarus and will be sent to the Donbas.", "Belarus > Donbas"),
        ("Under the deal that the two armies reached in Ankara on Friday, the troops are to leave Kobani.", "Kobani >"),
        ("Under the deal reached in Ankara on Friday, Syrian troops are to withdraw within five days.", ">"),
        ("Germany withdrew its last soldiers from Kabul via Tbilisi on Friday.", "Kabul >"),
    ],
)
def test_an_end_of_a_movement_is_told_by_its_own_preposition(text: str, expected: str) -> None:
    assert where(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russia mobilised reservists on Friday for a war against Ukraine.",
        "Ukraine accuses Russia of sending tanks to the separatists.",
    ],
)
def test_a_state_that_is_only_named_for_who_acts_is_no_end_of_a_movement(text: str) -> None:
    assert where(text)[0] == ">"


def test_a_country_that_forces_are_withdrawn_from_is_no_mover() -> None:
    event = one("The United States speeded up the withdrawal of some invasion forces from Panama on Wednesday.")[0]
    assert ([a.iso3 for a in event.source], [p.surface for p in event.origin]) == (["USA"], ["Panama"])
