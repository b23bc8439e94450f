"""Where exactly an event is said to happen: names that no table knows, and the narrowest of several. Our own texts."""

import pytest

from tests.pipelines.coding.coded import one
from tests.pipelines.coding.test_siting import where


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack struck the Al-Rashid Checkpoint on Friday, killing four soldiers.", "Al-Rashid Checkpoint"),
        ("Rebels stormed posts near the western part of the Hasiya Farms on Friday.", "Hasiya Farms"),
        ("Rebels bombed the Sitt Umar Hospital on Friday, killing four soldiers.", "Sitt Umar Hospital"),
        ("Rebels captured the Tal Sawwana hill on Friday, killing four soldiers.", "Tal Sawwana hill"),
        (
            "An explosion was reported inside the Bani Zaher Quarter on Friday, killing four soldiers.",
            "Bani Zaher Quarter",
        ),
        ("Troops withdrew on Friday from the Hamdan bin Yusuf Camp.", "Hamdan bin Yusuf Camp >"),
        ("Soldiers killed eight civilians inside Sheikh Haroud on Friday.", "Sheikh Haroud"),
        ("Rebels stormed and captured Surja Kabira on Friday, killing four soldiers.", "Surja Kabira"),
        ("Jets shelled Friday Shuwaila village, killing four rebels.", "Shuwaila village"),
        ("Gunmen killed nine farmers on Friday in Gamdori village of Konduga LGA.", "Gamdori village"),
        ("Fighters attacked Nwonko village in Wukari on Friday, killing nine farmers.", "Nwonko village, Wukari"),
        ("Rebels captured two areas known as Al-Karra and Al-Dayya on Friday.", "Al-Karra, Al-Dayya"),
        ("Nine rebels were killed in an army attack on al-Latmana, in Hama province, on Friday.", "al-Latmana"),
        ("An air force plane bombed Waku-Sango, in Cuanza-Sul, on Friday.", "Waku-Sango, Cuanza-Sul"),
        ("Rebels shelled the Sunni-majority Hasiya district on Friday, killing four soldiers.", "Hasiya district"),
    ],
)
def test_a_name_that_no_table_knows_is_a_place_by_its_kind_and_by_what_is_done_there(text: str, expected: str) -> None:
    assert where(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels stormed the Central Checkpoint on Friday, killing four soldiers.", ""),
        ("Militants burnt a Fulani village on Friday, killing nine people.", ""),
        ("A roadside bomb detonated at 8:50 a.m. (0450 GMT) near Baghdad on Friday.", "Baghdad"),
        ("Gunmen killed an adviser at the Bauchi State Ministry of Health on Friday.", ""),
        (
            "Gunmen killed four guards of Hardwick Consulting of Ohio in Fallujah on Friday.",
            "Fallujah",
        ),
    ],
)
def test_what_is_no_place_by_its_form_is_none(text: str, expected: str) -> None:
    assert where(text)[0].strip("> ") == expected


def test_a_person_who_was_caught_somewhere_is_no_town_that_was_captured() -> None:
    assert one("Pantano was captured in March in Caracas.") == []


def test_an_unknown_name_lies_where_its_holder_does_and_not_in_the_country_of_a_unit() -> None:
    texts = ("Gunmen shot a driver in Mogadishu's Hawl district on Friday.", "US helicopters shelled Hawlat on Friday.")
    assert [[(p.surface, p.country) for p in one(text)[0].location] for text in texts] == [
        [("Hawl district", "SOM")],
        [("Hawlat", None)],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen shot a driver in Mogadishu's Karan district on Friday.", "Karan district"),
        ("A bomb exploded in Baghdad's northern district of Shuala on Friday, killing nine.", "Shuala"),
        (
            "In Diyala province, five men were killed on Friday when a bomb struck their van near Mandali.",
            "Mandali",
        ),
        ("The army carried out a strike in the Idlib countryside on Friday, killing nine rebels in Sarmin.", "Sarmin"),
        ("The rebels launched an attack in the Hama countryside on Friday, targeting a depot in Souran.", "Souran"),
        ("Seven soldiers were killed on Friday in a raid launched by gunmen on Maiduguri.", "Maiduguri"),
        ("Miringa, a village in Borno State, came under attack on Friday, and five people were killed.", "Miringa"),
        ("A cook from Chichester in England was killed by gunmen in the Syrian town of Manbij on Friday.", "Manbij"),
        ("Sixty people from Gaidam village in Borno were killed by gunmen on Friday.", "Gaidam village"),
        (
            "In Nangarhar, an airstrike on Friday killed a man who had been planning raids in Jalalabad.",
            "Nangarhar",
        ),
        ("The army carried out an operation in Hama province, targeting posts northeast of Souran.", "Souran"),
        (
            "The army launched an assault in the Hama countryside, targeting villages between Souran and Masyaf.",
            "Souran, Masyaf",
        ),
        ("Nine people were killed in raids by jets on the Damascus suburb of Ghouta on Friday.", "Ghouta"),
        ("A barrage of rockets struck a market in the Azov Sea port city of Mariupol on Friday.", "Mariupol"),
        ("Two soldiers of an army from Chad were killed by gunmen in Gao on Friday.", "Gao"),
    ],
)
def test_an_event_is_at_the_narrowest_place_of_its_own_clauses(text: str, expected: str) -> None:
    assert where(text)[0] == expected


def test_a_hill_that_is_called_like_a_village_far_away_lies_where_the_text_is_set() -> None:
    text = "Rebels took the Rasha hilltop in Hama province on Friday. A mortar killed one in al-Tijara neighbourhood."
    assert [(p.surface, p.country) for event in one(text) for p in event.location] == [
        ("Rasha hilltop", "SYR"),
        ("al-Tijara neighbourhood", "SYR"),
    ]


def test_a_site_that_no_table_knows_has_the_point_of_the_town_that_it_is_told_to_be_in() -> None:
    (site,) = one("Rebels stormed the Al-Zahra Checkpoint in Maiduguri on Friday, killing four soldiers.")[0].location
    assert (site.surface, site.country, round(site.lat or 0), round(site.lon or 0), site.level) == (
        "Al-Zahra Checkpoint",
        "NGA",
        12,
        13,
        "site",
    )


def test_a_country_in_the_name_of_an_armed_group_is_no_place() -> None:
    text = "On Friday the army bombed the Al-Farouk Hospital in Al-Bab, held by the Islamic State of Iraq."
    assert [(p.surface, p.country) for p in one(text)[0].location][:1] == [("Al-Farouk Hospital", "SYR")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Al-Jazeera journalist Omar Hadi was killed by an airstrike in Khan Younis on Friday.", ["Khan Younis PSE"]),
        ("A fighter named Berlin was killed in Kobani by rebels on Friday.", ["Kobani SYR"]),
        ("Two soldiers were killed in South and Western Beqaa by rebels on Friday.", ["Western Beqaa LBN"]),
        ("Shells fired by the army hit Burundi's capital on Friday, killing nine.", ["Burundi's capital BDI"]),
        ("Rebels killed nine soldiers on the Red Sea island of Zuqar on Friday.", ["Zuqar YEM"]),
        ("The army of Syria launched an assault on Friday, targeting the village of Nasrallah.", ["Nasrallah SYR"]),
    ],
)
def test_a_station_a_nickname_and_a_sea_are_no_scene_and_a_village_lies_in_the_land_of_the_text(
    text: str, expected: list[str]
) -> None:
    assert [f"{p.surface} {p.country}" for p in one(text)[0].location] == expected
