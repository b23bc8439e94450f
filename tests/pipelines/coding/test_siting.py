"""Where an event is said to happen: among the places of its sentence, and from the sentences around. Our own texts."""

import pytest

from tests.pipelines.coding.coded import one


def where(text: str, **facts: str) -> list[str]:
    """The places of each event in text order, as the text writes them; what moves has "from > to"."""
    found = []
    for event in one(text, **facts):
        ends = [", ".join(p.surface for p in places) for places in (event.origin, event.destination, event.location)]
        found.append(ends[2] or f"{ends[0]} > {ends[1]}".strip())
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled a market in Yemen's Taiz province on Friday.", "Taiz province"),
        ("Militants killed nine farmers in the northern Mali town of Gao on Friday.", "Gao"),
        ("Gunmen attacked a village in northern Nigeria's Zamfara state on Friday, killing six.", "Zamfara state"),
        ("Jets bombed a depot in the Kharkiv region town of Kupiansk on Friday.", "Kupiansk"),
        ("Rebels shelled Aleppo in Syria and Kirkuk in Iraq on Friday.", "Aleppo, Kirkuk"),
        ("Rebels shelled Kandahar, Kunduz and Balkh province on Friday.", "Kandahar, Kunduz, Balkh province"),
    ],
)
def test_a_wider_place_that_only_says_where_a_narrower_one_lies_is_dropped(text: str, expected: str) -> None:
    assert where(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled a market in Sake, 25 km from Goma, on Friday.", "Sake"),
        ("Gunmen attacked a village in Tillia, south of Tahoua, on Friday, killing six.", "Tillia"),
        ("Militants ambushed a convoy carrying rice to Djibo near Kaya on Friday.", "Kaya"),
        ("Mortar fire killed four soldiers in Avdiivka on Friday and the wounded were taken to Dnipro.", "Avdiivka"),
        ("Four soldiers shot by gunmen in Tarin Kot on Friday died in a clinic in Kandahar.", "Tarin Kot"),
        ("Rebels attacked Bangassou on Friday and hundreds of people fled into Chad.", "Bangassou"),
        ("Militants bombed a bus in Kunduz on Friday while buyers from Herat were waiting.", "Kunduz"),
        ("Rebels ambushed Malian soldiers on the road from Kidal to Gao on Friday.", "Kidal, Gao"),
        ("Rebels ambushed Malian soldiers 30 km from Gao on Friday.", "Gao"),
        ("Rebels shelled a hospital in Goma on Friday.", "Goma"),
        ("Militants bombed a clinic in Kunduz on Friday, killing two nurses.", "Kunduz"),
        ("A nurse at Beni hospital said rebels had killed nine farmers in Mbau on Friday.", "Mbau"),
        ("Rebels killed nine farmers in Mbau on Friday, a doctor at a clinic in Goma told reporters.", "Mbau"),
        ("In Mbau, a nurse said, rebels killed nine farmers on Friday.", "Mbau"),
    ],
)
def test_a_place_that_measures_heals_or_takes_in_is_not_the_scene(text: str, expected: str) -> None:
    assert where(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Manila sent 90 marines on Friday to Basco, the town closest to Taiwan.", "> Basco"),
        ("Troops advanced on Friday to Kupiansk, which lies between Kharkiv and Luhansk.", "> Kupiansk"),
        ("US soldiers reached a base in Latvia on Friday after a long march from Bavaria.", "Bavaria > Latvia"),
        ("French troops withdrew on Friday from Tessalit by road to Agadez in Niger.", "Tessalit > Agadez"),
    ],
)
def test_a_movement_has_the_ends_of_its_own_clause(text: str, expected: str) -> None:
    assert where(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Gunmen overran a post in western Niger on Friday, killing 12 soldiers. The post lies on the edge of "
                "Bankilare, near the border with Mali."
            ),
            ["Bankilare"],
        ),
        (
            (
                "Rebels killed nine men in a raid in Nigeria's Borno state on Friday. The attackers entered Marte at "
                "around nine in the evening."
            ),
            ["Marte"],
        ),
        (
            (
                "Militants bombed a police station in Sindh province on Friday. The building stands in the middle of "
                "Sukkur."
            ),
            ["Sukkur"],
        ),
        (
            ("Militants bombed a police station in Sindh province on Friday. The minister was in Karachi for talks."),
            ["Sindh province"],
        ),
        (
            "Militants bombed a police station in Sindh province on Friday. The attackers came from Karachi.",
            ["Sindh province"],
        ),
    ],
)
def test_the_next_sentence_about_an_event_says_where_in_the_province_it_was(text: str, expected: list[str]) -> None:
    assert where(text) == expected


def test_what_the_same_people_did_next_is_not_where_and_when_they_did_the_first() -> None:
    events = one("Soldiers fought rebels in Congo. The rebels laid down their arms in Goma on Monday.")
    assert [(p.surface, str(e.period.end - e.period.start)) for e in events[:1] for p in e.location if e.period] == [
        ("Congo", "6 days, 0:00:00")
    ]


def test_an_attack_of_the_same_day_was_where_the_day_is_told_to_have_brought_it() -> None:
    text = (
        "Pakistani and Afghan soldiers exchanged mortar fire on Friday for six hours. Two shopkeepers were killed by "
        "shells in Chaman on Friday."
    )
    assert "Chaman" in where(text)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked Kebrit, 15 km from El Fasher in Sudan, on Friday.", "Kebrit"),
        ("Rebels entered Kebrit, in Sudan's Kordofan region, on Friday.", "> Kebrit"),
        ("Militants stormed Tondou, near Gao in Mali, on Friday, killing nine soldiers.", "Tondou"),
        ("Nine people died near Marte in Nigeria, where rebels had shelled a market on Friday.", "Marte"),
        ("Gunmen attacked Hassan Ali, in Kano, on Friday and killed him.", "Kano"),
    ],
)
def test_a_village_that_no_gazetteer_knows_is_known_by_what_follows(text: str, expected: str) -> None:
    assert where(text) == [expected]


def test_the_town_is_where_something_was_told_to_be_and_not_the_last_one_named() -> None:
    text = (
        "Jets bombed a depot in Mellit in Sudan on Friday. Fuel from it had gone to rebels around El Fasher. "
        "Warplanes had struck the town's market on Monday."
    )
    assert where(text) == ["Mellit", "Mellit"]


def test_the_day_on_which_officials_spoke_is_not_that_of_the_raid_before() -> None:
    text = "Rebels killed nine people and burned a mill in Mellit in Sudan, a mayor and two residents said on Saturday."
    assert [str(e.period.start) for e in one(text) if e.period] != ["2020-06-13"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Manila deployed 200 marines to Batanes, less than 200 km (124 miles) from Taiwan, on Friday.", "> Batanes"),
        (
            "The Russian base at Gyumri was handed on Friday to Armenia's army by the Border Service of Russia.",
            "Gyumri",
        ),
        ("Soldiers in Strykers arrived on Friday in Orzysz, Poland.", "> Orzysz"),
        ("UN peacekeepers handed their Forward Operating Base in Saint-Marc to the police on Friday.", "Saint-Marc"),
    ],
)
def test_things_and_doers_are_no_places_of_a_movement(text: str, expected: str) -> None:
    assert where(text) == [expected]


def test_an_attack_known_only_from_near_by_is_where_another_of_its_day_was() -> None:
    text = (
        "The base at Al-Omar in Syria was shelled on Friday, and explosions were heard as far as the outskirts of "
        "Mayadin. Two soldiers were killed."
    )
    assert set(where(text)) == {"Al-Omar"}


def test_one_on_its_way_to_a_place_goes_there() -> None:
    text = "The army's column passed through Kidal in Mali on Friday on its way to the barracks at Tessalit."
    assert where(text) == ["> Kidal, Tessalit"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighters crossed from Nigeria on Friday and killed six people in a village near Mora.", "Mora"),
        ("Rockets fired from Lebanon hit a farm near Metula on Friday, killing two soldiers.", "Metula"),
        ("Thailand recalled its envoy from Imphal after a mine wounded five soldiers in Surin on Friday.", "Surin"),
        ("At a post opposite Imphal in India, rebels killed nine soldiers near Moreh on Friday.", "Moreh"),
        ("Rockets from Lebanon hit a farm near Metula on Friday, killing two soldiers.", "Metula"),
        ("The convoy was on its way to Imphal on Friday when militants attacked it near Chandel.", "Chandel"),
        ("Fighting between soldiers and rebels spread on Friday into Chad.", "Chad"),
        ("Militants surrounded Tchakarmari on Friday and killed six people in Cameroon.", "Tchakarmari"),
    ],
)
def test_where_one_comes_from_or_goes_to_is_not_where_one_strikes(text: str, expected: str) -> None:
    assert expected in where(text)[-1]
    assert not {"Nigeria", "Lebanon", "Imphal"} & set(", ".join(where(text)).split(", "))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "UN peacekeepers left their base in Kidal in Mali on Friday. Rebels entered the camp within the hour.",
            ["Kidal >", "> Kidal"],
        ),
        (
            "Rebels attacked a post in Goma in Congo on Friday. Reinforcements sent from Bukavu reached the city.",
            ["Goma", "Bukavu > the city"],
        ),
        (
            "Troops shelled Misrata in Libya on Friday. The city, 210 km east of Tripoli, is besieged.",
            ["Misrata", "Misrata"],
        ),
        (
            "Jets bombed a camp in Kandahar province on Friday. The camp in the town of Panjwai belonged to rebels.",
            ["Panjwai"],
        ),
        (
            "Militants blew up a car next to a police post in Kiziltepe, 20 km from the Syrian border, on Friday.",
            ["Kiziltepe"],
        ),
        (
            "An air strike killed 20 people in north Yemen on Friday. The bride was among the dead in Bani Qays.",
            ["Bani Qays"],
        ),
    ],
)
def test_the_camp_the_city_and_the_dead_point_back_to_the_scene(text: str, expected: list[str]) -> None:
    assert where(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled the Leninsky district of Grozny in Russia on Friday.", ["Leninsky district"]),
        ("Rebels shelled warehouses at Reni and Izmail in Ukraine on Friday.", ["Reni, Izmail"]),
        (
            "Gunmen stormed a hotel in Gao in Mali on Friday. Soldiers attacked the hotel on Saturday, killing three.",
            ["Gao", "Gao"],
        ),
    ],
)
def test_a_district_is_enough_and_the_hotel_is_where_a_hotel_was(text: str, expected: list[str]) -> None:
    assert where(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels raided a village in the Chibok district on Friday. The target was Kautikari, 9 km from Damboa.",
            ["Kautikari"],
        ),
        (
            "US soldiers from Germany reached northeastern Poland on Friday. The unit will stay at Orzysz.",
            ["Germany > Orzysz", "Orzysz"],
        ),
    ],
)
def test_a_district_and_the_end_of_a_march_are_told_more_closely_too(text: str, expected: list[str]) -> None:
    assert where(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ankara and Athens agreed in Doha on Friday to a ceasefire.", "Doha"),
        ("In Mali rebels killed six men who were digging a well near Gao on Friday.", "Gao"),
    ],
)
def test_a_capital_that_agrees_is_no_place_and_what_went_on_meanwhile_tells_it(text: str, expected: str) -> None:
    assert where(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels seized Dubti, a town near the border with Eritrea and Djibouti, on Friday.", "Dubti"),
        ("The army withdrew its troops north of Aden on Friday.", "> Aden"),
        ("Leaders who gathered in Harare ordered the withdrawal of the Angolan troops from Congo.", "Congo >"),
        ("UNIFIL, which has 10,500 troops, is to end its mission in May. Lebanon asked for it.", "Lebanon"),
    ],
)
def test_borders_bearings_meetings_and_missions_say_where_it_is(text: str, expected: str) -> None:
    assert where(text)[0] == expected


def test_a_force_moves_from_where_it_was_last_told_to_be_and_not_from_the_place_last_named() -> None:
    text = (
        "Kenya sent 900 soldiers to Baidoa in May. Uganda sent 400 men to Kismayo. The Kenyans will withdraw in July."
    )
    assert where(text) == ["> Baidoa", "> Kismayo", "Baidoa >"]


def test_where_those_sit_who_decide_is_not_where_forces_go() -> None:
    text = "The authorities in Moscow intend to station 3,800 soldiers in Tiraspol."
    assert where(text) == ["> Tiraspol"]
