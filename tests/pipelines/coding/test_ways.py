"""How forces are made to go and make their way, stand where they were not, and pass ground to others, in any war. All
sentences are our own."""

import pytest

from tests.pipelines.coding.coded import one, row
from tests.pipelines.coding.test_movements import rows

MADE_TO_GO = [
    ("Canada called its 300 men home from Kabul.", "withdrawal/occurred | Canada | Kabul > | 300"),
    ("Ghana summoned its battalion back from Goma.", "withdrawal/occurred | Ghana | Goma >"),
    ("Uganda has had its last battalion out of Somalia since May.", "withdrawal/occurred | Uganda | Somalia >"),
    ("Commandos were put down by helicopter inside Laos.", "deployment/occurred | | > Laos"),
    ("The army loaded 30 tanks onto a train for Rostov.", "deployment/occurred | Russia | > Rostov-on-Don | 30"),
    ("Indian paratroops were whisked to Male by air.", "deployment/occurred | India | > Male"),
    ("Chad stiffened the garrison at Faya with two battalions.", "deployment/occurred | Chad | > Faya | 2"),
    ("The guerrillas are to be escorted to Lusaka.", "deployment/planned | guerrillas | > Lusaka"),
    ("Thirty Abrams tanks were unloaded at Riga.", "deployment/occurred | | > Riga | 30"),
    ("The 500 soldiers Ghana rushed to Freetown are cold.", "deployment/occurred | Ghana | > Freetown | 500"),
]


@pytest.mark.parametrize(("text", "expected"), MADE_TO_GO)
def test_what_is_done_to_a_force_to_make_it_go_tells_where_it_goes(text: str, expected: str) -> None:
    assert rows(text) == [expected]


WAYS = [
    ("The Sri Lankans withdrew from Trincomalee.", "withdrawal/occurred | Sri Lanka | Trincomalee >"),
    ("The Kenyan brigade fought its way into Basra.", "advance/occurred | Kenya | > Basra"),
    ("Armoured columns are moving on Mekelle.", "advance/ongoing | | > Mekelle"),
    ("Rebel fighters pushed 20 kilometres south from Misrata.", "advance/occurred | rebel fighters | Misrata >"),
    ("Cambodian troops had come 600 metres across the line at Ramtha.", "incursion/occurred | Cambodia | > Ar Ramthā"),
    ("Indian soldiers strayed two kilometres over the border near Sialkot.", "incursion/occurred | India | > Sialkot"),
    ("The Syrian invaders streamed back over the frontier from Irbid.", "withdrawal/occurred | Syria | Irbid >"),
    ("A Ugandan patrol crossed from Bunagana to Rutshuru.", "incursion/occurred | Uganda | Bunagana > Rutshuru"),
    ("Another 600 Moroccans are to land at Goma on Saturday.", "arrival/planned | Morocco | > Goma | 600"),
    ("The army pushed its lines forward to Debaltseve.", "advance/occurred | Ukraine | > Debaltseve"),
    ("Six Russian bombers circled Taiwan.", "deployment/occurred | Russia | > Taiwan | 6"),
    ("Two Chinese ships entered waters off Taiwan.", "incursion/occurred | China | > Taiwan | 2"),
    ("Tokyo has decided against sending troops to Iraq.", "deployment/denied | Japan | > Iraq"),
    ("Cuban instructors come ashore from three freighters at Luanda.", "arrival/occurred | Cuba | > Luanda"),
    ("The last 800 Malian soldiers marched off singing.", "withdrawal/occurred | Mali | > | 800"),
    ("Bashiqa, which the Iraqi army evacuated on Sunday, is empty.", "withdrawal/occurred | Iraq | >"),
    ("Twelve Dutch frigates patrol the Red Sea.", "deployment/occurred | Netherlands | > Red Sea | 12"),
    (
        "Laos rejects as slander the claim that Thai troops have been massing on the Mekong.",
        "deployment/denied | Thailand | > Mekong",
    ),
    ("Paris dismissed as nonsense reports that Chadian soldiers had left Gao.", "withdrawal/denied | Chad | Gao >"),
    ("Two Russian warships anchored off Tartus.", "arrival/occurred | Russia | > Tartus | 2"),
    ("Rwandan soldiers have encamped at Sake.", "deployment/occurred | Rwanda | > Sake"),
    ("The town of Debaltseve was evacuated by Ukrainian troops.", "withdrawal/occurred | Ukraine | Debaltseve >"),
]


@pytest.mark.parametrize(("text", "expected"), WAYS)
def test_a_force_makes_its_way_by_many_verbs(text: str, expected: str) -> None:
    assert rows(text) == [expected]


PASSED = [
    ("The British turned Basra over to Iraqi forces.", "base_transfer/occurred | United Kingdom > Iraq | @ Basra"),
    ("Goma was left to the blue helmets.", "base_transfer/occurred | > United Nations | @ Goma"),
    ("The Thai navy has closed the sea lane off Trat.", "blockade/occurred | Thailand | @ Trat"),
]


@pytest.mark.parametrize(("text", "expected"), PASSED)
def test_ground_passes_to_other_forces_and_sea_lanes_are_closed(text: str, expected: str) -> None:
    assert rows(text) == [expected]


NO_MOVEMENT = [
    "Malian soldiers patrol the streets of Gao.",
    "A soldier was flown home to attend a funeral in Leeds.",
    "The soldiers came across a body near Kunduz.",
    "The general moved on to other matters.",
    "Two lorries loaded with flour left Goma.",
    "The company ordered 300 phones from Taipei.",
    "The rebels handed over 12 prisoners to the army.",
    "The minister handed over the chair to his deputy.",
    "The parade made its way through the crowd.",
    "The ambassador was called home from Ankara.",
    "Intruders broke into a shop in Nairobi.",
    "The column halted before gendarmes dug in on the far bank.",
]


@pytest.mark.parametrize("text", NO_MOVEMENT)
def test_single_soldiers_goods_and_other_people_make_no_movement(text: str) -> None:
    assert rows(text) == []


SLOTS = [
    ("The Fijian battalion, 700 strong, was hurried to Baidoa.", "deployment/occurred | Fiji | > Baidoa | 700"),
    ("Ghana will send another battalion to Juba.", "deployment/planned | Ghana | > Juba | 1"),
    ("Paris is sending the carrier Foch from Toulon.", "deployment/planned | France | Toulon > | 1"),
    ("A convoy of sixty French army lorries rolled out of Abeche.", "withdrawal/occurred | France | Abéché > | 60"),
    ("Two Malaysian companies moved to Mostar.", "redeployment/occurred | Malaysia | > Mostar | 2"),
    ("South African sappers arrived in Goma.", "arrival/occurred | South Africa | > Goma"),
    (
        "Chadian soldiers must be out of Bangui by July, save for the medics at Bria.",
        "withdrawal/planned | Chad | Bangui >",
    ),
    (
        "The council's decision that all units be withdrawn from Abyei is a surprise.",
        "withdrawal/planned | | Abyei >",
    ),
    ("Chinese forces were returning to China.", "withdrawal/ongoing | China | > China"),
    ("The Government has ordered a brigade to Goma.", "deployment/planned | DR Congo | > Goma | 1"),
]


@pytest.mark.parametrize(("text", "expected"), SLOTS)
def test_whose_how_many_and_from_where_are_read_beside_the_force(text: str, expected: str) -> None:
    assert rows(text) == [expected]


def test_there_means_the_place_told_of_last() -> None:
    assert rows("Nigerian troops had gone from Gao when Malian soldiers landed there.") == [
        "withdrawal/occurred | Nigeria | Gao >",
        "arrival/occurred | Mali | > Gao",
    ]


def test_a_paragraph_of_a_chronicle_is_dated_by_its_head() -> None:
    told = "9 March. A Kenyan patrol crosses the border at Moyale.\n\n2 April: Two Ugandan battalions leave Garissa."
    assert [row(event) for event in one(told)] == [
        "troop_movement/incursion/occurred | Kenya | > Moyale | 2020-03-09 |",
        "troop_movement/withdrawal/occurred | Uganda | Garissa > | 2020-04-02 | quantity 2",
    ]
