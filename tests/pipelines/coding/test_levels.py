"""How many troops are, were or may be at a place. All sentences are our own."""

import pytest

from tests.pipelines.coding.coded import one, row

WAR = "Rebels fought soldiers of the mission near Gao. "


def levels(text: str) -> list[str]:
    """The force levels of a text: subtype, status, owner, place, days, number."""
    return [row(e).removeprefix("force_level/") for e in one(WAR + text) if e.type == "force_level"]


PRESENT = [
    (
        "The world body now has 14,500 men in Burundi.",
        ["troops_present/ongoing | | @ Burundi | 2020-06-15 | quantity 14500"],
    ),
    (
        "Experts put the number of Cuban soldiers in Angola at 2,500.",
        ["troops_present/ongoing | Cuba | @ Angola | 2020-06-15 | quantity 2500"],
    ),
    (
        "Syria's 30,000 men garrisoned in Beirut took no part.",
        ["troops_present/ongoing | Syria | @ Beirut | 2020-06-15 | quantity 30000"],
    ),
    (
        "About 1,200 Nigerian soldiers guard the palace in Freetown.",
        ["troops_present/ongoing | Nigeria | @ Freetown | 2020-06-15 | quantity 1200"],
    ),
    (
        "The Ethiopian contingent, 500 men who watch the port of Kismayo, lost a lorry.",
        ["troops_present/ongoing | Ethiopia | @ Kismayo | 2020-06-15 | quantity 500"],
    ),
    (
        "French marines are near. Experts of Niger estimate that there are 3,000 to 4,000 of them in Gao.",
        ["troops_present/ongoing | France | @ Gao | 2020-06-15 | quantity None"],
    ),
    (
        "Canada said that new arrivals had brought the Kenyan contingent in Mali to 800 soldiers.",
        ["troops_present/occurred | Kenya | @ Mali | | quantity 800"],
    ),
    (
        "Some 900 Americans are inside Syria.",
        ["troops_present/ongoing | United States | @ Syria | 2020-06-15 | quantity 900"],
    ),
    (
        "France kept an army of 480,000 in Algeria.",
        ["troops_present/occurred | France | @ Algeria | | quantity 480000"],
    ),
    (
        "There are 8,600 Indian soldiers in Chad, half of the figure voted last April.",
        ["troops_present/ongoing | India | @ Chad | 2020-06-15 | quantity 8600"],
    ),
]
MEANT = [
    (
        "The Kenyan force in Haiti, meant to be 2,500 strong, counts 400 men.",
        [
            "ceiling/planned | Kenya | @ Haiti | | quantity 2500",
            "troops_present/ongoing | Kenya | @ Haiti | 2020-06-15 | quantity 400",
        ],
    ),
    (
        "Some 600 of the planned 3,000 Indian peacekeepers are in Darfur.",
        [
            "troops_present/ongoing | India | @ Darfur | 2020-06-15 | quantity 600",
            "ceiling/planned | India | @ Darfur | | quantity 3000",
        ],
    ),
    (
        "France means to bring its strength in Chad down from 2,000 to 1,200.",
        [
            "troops_present/ongoing | France | @ Chad | 2020-06-15 | quantity 2000",
            "ceiling/planned | France | @ Chad | | quantity 1200",
        ],
    ),
    (
        "Norway is weighing whether to leave about 200 soldiers in Mali.",
        ["ceiling/possible | Norway | @ Mali | | quantity 200"],
    ),
]
THERE = [
    (
        "About 5,000 Kenyan troops are cut off in Baidoa.",
        ["troops_present/ongoing | Kenya | @ Baidoa | 2020-06-15 | quantity 5000"],
    ),
    (
        "An estimated 5,000 Kenyan troops are in Baidoa.",
        ["troops_present/ongoing | Kenya | @ Baidoa | 2020-06-15 | quantity 5000"],
    ),
    (
        "More than 900 Kenyan soldiers are dug in along the road to Baidoa.",
        ["troops_present/ongoing | Kenya | @ Baidoa | 2020-06-15 | quantity 900"],
    ),
    (
        "About 1,300 British and Italian troops are waiting in Freetown.",
        ["troops_present/ongoing | United Kingdom, Italy | @ Freetown | 2020-06-15 | quantity 1300"],
    ),
    (
        "About 3,000 Eritrean soldiers are thought to be in Adigrat.",
        ["troops_present/ongoing | Eritrea | @ Adigrat | 2020-06-15 | quantity 3000"],
    ),
    (
        "About 1,200 Canadian soldiers, who have served at Adazi since 2017, are to stay.",
        ["troops_present/ongoing | Canada | @ Adazi | 2020-06-15 | quantity 1200"],
    ),
    (
        "Ireland's 650 peacekeepers in Chad are to be brought up to 900.",
        [
            "troops_present/ongoing | Ireland | @ Chad | 2020-06-15 | quantity 650",
            "ceiling/planned | Ireland | @ Chad | | quantity 900",
        ],
    ),
    (
        "The French force in Chad, 900 marines, is to grow to 2,000.",
        [
            "troops_present/ongoing | France | @ Chad | 2020-06-15 | quantity 900",
            "ceiling/planned | France | @ Chad | | quantity 2000",
        ],
    ),
    (
        "Two brigades face some 2,000 Serbs near Knin.",
        ["troops_present/ongoing | Serbia | @ Knin | 2020-06-15 | quantity 2000"],
    ),
    (
        "Some 200 French soldiers are left of the 900 or so who worked at Abeche.",
        [
            "troops_present/ongoing | France | @ Abeche | 2020-06-15 | quantity 200",
            "troops_present/occurred | France | @ Abeche | | quantity 900",
        ],
    ),
    (
        "Rebels were paid for a 2,000-man militia in Kidal.",
        ["troops_present/occurred | militia | @ Kidal | | quantity 2000"],
    ),
    (
        "At most 600 fighters are inside Kidal.",
        ["troops_present/ongoing | fighters | @ Kidal | 2020-06-15 | quantity 600"],
    ),
    (
        "The 20,000 Indian police and soldiers who are stationed in Jaffna saw nothing.",
        ["troops_present/ongoing | India | @ Jaffna | 2020-06-15 | quantity 20000"],
    ),
]
COUNTED_BY_OTHERS = [
    (
        "The ridge is held. There may be 2,500 Eritreans in the valley.",
        ["troops_present/ongoing | Eritrea | @ Gao | 2020-06-15 | quantity 2500"],
    ),
    (
        "Serb troops hold the ridge. A deserter estimated them at 4,000 before the raid.",
        ["troops_present/ongoing | Serbia | @ Gao | 2020-06-15 | quantity 4000"],
    ),
    (
        "France has 700 men in Abeche. No more than 150 of them are in the town.",
        [
            "troops_present/ongoing | France | @ Abeche | 2020-06-15 | quantity 700",
            "troops_present/ongoing | France | @ the town | 2020-06-15 | quantity 150",
        ],
    ),
    (
        "The Kenyan brigade in Somalia stands at some 1,900 men and women.",
        ["troops_present/ongoing | Kenya | @ Somalia | 2020-06-15 | quantity 1900"],
    ),
    (
        "The arrival of the marines takes the French total in Chad beyond 3,000.",
        ["troops_present/ongoing | France | @ Chad | 2020-06-15 | quantity 3000"],
    ),
    (
        "Some 300 Belgian men had been at the airport of Kigali for weeks.",
        ["troops_present/occurred | Belgium | @ Kigali | | quantity 300"],
    ),
]
PAST = [
    (
        "At the height of the war 40,000 Cuban soldiers had been deployed in Angola.",
        ["peak/occurred | Cuba | @ Angola | | quantity 40000"],
    ),
    (
        "Roughly 1,000 Turkish soldiers were in Iraq as of May 6.",
        ["troops_present/occurred | Turkey | @ Iraq | 2020-05-06 | quantity 1000"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PRESENT + MEANT + THERE + COUNTED_BY_OTHERS + PAST)
def test_how_many_troops_there_are(text: str, expected: list[str]) -> None:
    assert levels(text) == expected


NONE = [
    "The colonel commanding 42 Commando boarded a helicopter at Aden.",
    "Chad reinforced the garrison with 1,000 men.",
    "The parliament of Togo voted for a contingent of 150.",
    "The army raised to 32 the number of soldiers known to have died in Beni.",
    "Two soldiers guard the gate of the market in Gao.",
    "Some 200 militants are on trial in Gao.",
    "Some 300 rebels were captured in Gao.",
    "Rebels have kidnapped up to 16 Russian advisers from a market.",
    "Fighting went on, and 300 rebels were among the dead.",
    "The mission bought a 200-man tent.",
    "About 900 soldiers are to be flown to Gao.",
    "The troops are stationed in ten towns, where there were once 106.",
    "The battle for Gao cost the army of Mali 300 men.",
]


@pytest.mark.parametrize("text", NONE)
def test_a_number_of_troops_that_tells_no_level(text: str) -> None:
    assert levels(text) == []


def test_troops_in_the_country_are_in_that_of_the_story_not_where_they_flew_from() -> None:
    text = """Rebels fought soldiers near Almaty in Kazakhstan. Aircraft from Ivanovo landed on Friday; 2,030 Russian
        soldiers are now in the country."""
    [level] = [e for e in one(" ".join(text.split())) if e.type == "force_level"]
    assert [(p.surface, p.country) for p in level.location] == [("country", "KAZ")]
