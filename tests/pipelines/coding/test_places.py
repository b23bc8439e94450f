"""Places in text: what is found, what it means, and what is left out."""

from datetime import date

import pytest

from pipelines.coding.places.place_finding import find_places
from pipelines.coding.record import Document, Place
from pipelines.coding.words import language


def places(text: str) -> list[Place]:
    return find_places(language.parse(text), Document("t", text, date(2020, 5, 1)))


def found(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(p.surface, p.canonical, p.country, p.level) for p in places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two soldiers died when a mine blew up near Bakhmut on Sunday.",
            [("Bakhmut", "Bakhmut", "UKR", "city")],
        ),
        (
            "Rockets landed beside the Hareer base late at night.",
            [("Hareer base", "Harir Air Base", "IRQ", "site")],
        ),
        (
            "Engineers left Bagram Air Base by road.",
            [("Bagram Air Base", "Bagram Airfield", "AFG", "site")],
        ),
        (
            "A convoy was stopped in northern Mali.",
            [("northern Mali", "Mali", "MLI", "country")],
        ),
        (
            "Patrols crossed from Deir ez-Zor province into Iraq.",
            [
                ("Deir ez-Zor province", "Deir ez-Zor Governorate", "SYR", "province"),
                ("Iraq", "Iraq", "IRQ", "country"),
            ],
        ),
        (
            "Fighting spread through Herat, Farah and Nimroz provinces.",
            [
                ("Herat", "Herat Province", "AFG", "province"),
                ("Farah", "Farah Province", "AFG", "province"),
                ("Nimroz provinces", "Nimruz", "AFG", "province"),
            ],
        ),
        (
            "Aid trucks waited outside Gaza.",
            [("Gaza", "Gaza Strip", "PSE", "region")],
        ),
        (
            "The frigate sailed through the Bab el-Mandeb Strait.",
            [("Bab el-Mandeb Strait", "Bab el-Mandeb Strait", None, "sea")],
        ),
    ],
)
def test_names_are_found_with_their_type_words_and_directions(
    text: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A depot burned in Tripoli, Lebanon, on Friday.", "LBN"),
        ("Libyan militias traded fire in Tripoli on Friday.", "LBY"),
        ("Syrian shells hit Hama and then Tripoli, a port in Lebanon.", "LBN"),
    ],
)
def test_the_text_decides_among_homonyms(text: str, country: str) -> None:
    assert [p.country for p in places(text) if p.canonical == "Tripoli"] == [country]


def test_a_list_after_a_preposition_is_a_list_of_places() -> None:
    text = "Ukrainian units fought on in Avdiivka, Marinka and Vuhledar."
    assert [(p.surface, p.country) for p in places(text)] == [
        ("Avdiivka", "UKR"),
        ("Marinka", "UKR"),
        ("Vuhledar", "UKR"),
    ]


def test_georgia_is_a_country_beside_russia_and_a_state_beside_ohio() -> None:
    war = places("Russian tanks rolled into Georgia and stopped near Gori.")
    home = places("Guard units from Georgia, Ohio and Kansas flew home to Atlanta.")
    assert [p.country for p in war] == ["GEO", "GEO"]
    assert [(p.canonical, p.country) for p in home] == [
        ("Georgia", "USA"),
        ("Ohio", "USA"),
        ("Kansas", "USA"),
        ("Atlanta", "USA"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Iraqi and Palestinian officials met for an hour.",
        "Washington said it would send more aid.",
        "U.S. troops trained with British soldiers.",
        "The Kremlin denied the report.",
        "The Dayton Agreement was signed in the end.",
        "General Houston spoke to Baghdad University students.",
        "The Tehran-backed group fired first.",
        "The marchers were on the move by Friday.",
        "Us and them, the car said in the end.",
    ],
)
def test_demonyms_actors_and_longer_names_are_no_places(text: str) -> None:
    assert found(text) == []


def test_an_unknown_village_keeps_its_words_and_the_country_of_its_province() -> None:
    village = places("Gunmen burned the village of Qarn Tabrush in Kordofan.")[0]
    assert (village.canonical, village.place_id, village.country, village.lat, village.level) == (
        "Qarn Tabrush",
        None,
        "SDN",
        None,
        "city",
    )


def test_an_apposition_calls_an_unknown_name_a_town() -> None:
    town = places("Raiders came through Umm Tabrush, a market town in North Darfur.")[0]
    assert (town.surface, town.place_id, town.country, town.level) == ("Umm Tabrush", None, "SDN", "city")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen burned shops in Bagan, a village of Balochistan, and Pakistani soldiers came.", ("Bagan", "PAK")),
        ("Soldiers of Burkina Faso died in the Centre-Nord region, in Bam province.", ("Bam province", "BFA")),
        ("Envoys of the Philippine government met rebels in Oslo.", ("Oslo", "NOR")),
        ("Ukrainian drones flew across the border and fell near Grayvoron.", ("Grayvoron", "RUS")),
    ],
)
def test_a_small_town_far_from_all_that_a_text_names_is_another_of_that_name(
    text: str, expected: tuple[str, str]
) -> None:
    assert expected in [(p.surface, p.country) for p in places(text)]


@pytest.mark.parametrize(
    "text", ["Rebels burned the chapel of Santa Isabel near Pemba.", "Shells hit the church of San Lorenzo near Pemba."]
)
def test_the_saint_of_a_chapel_is_no_town(text: str) -> None:
    assert [p.surface for p in places(text)] == ["Pemba"]


def test_a_name_before_a_colon_at_the_head_of_a_line_is_a_place() -> None:
    assert found("Djibo: residents tell of a night of fear") == [("Djibo", "Djibo", "BFA", "city")]


def test_the_people_a_text_speaks_of_tell_the_country_of_a_village_that_nothing_else_names() -> None:
    assert found("Somali soldiers were buried in the village of Bud Tabrush.") == [
        ("Bud Tabrush", "Bud Tabrush", "SOM", "city")
    ]


def test_a_misspelt_province_is_recognised_beside_its_country() -> None:
    text = "Three Danish soldiers were wounded in Hemland Province in Afghanistan."
    assert found(text)[0] == ("Hemland Province", "Helmand", "AFG", "province")


def test_an_airport_that_no_table_knows_lies_at_its_city() -> None:
    airport = places("Drones struck Volgograd airport at dawn.")[0]
    assert (airport.surface, airport.level, airport.place_id, round(airport.lat or 0, 1)) == (
        "Volgograd airport",
        "site",
        None,
        48.7,
    )


def test_the_city_points_back_to_the_last_city() -> None:
    places_found = places(
        "Rebels entered Bangui on Monday. Shots were heard across the city, and people left the capital."
    )
    assert [(p.surface, p.canonical) for p in places_found] == [
        ("Bangui", "Bangui"),
        ("the city", "Bangui"),
        ("the capital", "Bangui"),
    ]


def test_a_house_of_government_is_a_place_when_something_happens_there() -> None:
    assert found("A truck bomb hit the Pentagon at noon.") == [("Pentagon", "Pentagon", "USA", "site")]


def test_spans_are_offsets_of_the_document() -> None:
    text = "After the raid near Sa’ada, a unit left for Ma’rib."
    assert [text[p.span.start : p.span.end] for p in places(text)] == ["Sa’ada", "Ma’rib"]
    assert [p.country for p in places(text)] == ["YEM", "YEM"]


def test_a_text_without_names_has_no_places() -> None:
    assert places("nothing happened there") == []
    assert places("") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Units of the Lebanese army entered the town of Aitaroun - Bint Jbeil.", ["Aitaroun", "Bint Jbeil"]),
        ("Second Chiure village burns in Mozambique", ["Chiure village", "Mozambique"]),
        ("Silvia, a Misak Indigenous town in Colombia, was quiet.", ["Silvia", "Colombia"]),
    ],
)
def test_a_name_ends_where_a_dash_or_a_word_for_its_kind_stands(text: str, expected: list[str]) -> None:
    assert [p.surface for p in places(text)] == expected


def test_the_capital_is_that_of_the_country_whose_towns_were_named() -> None:
    text = "Rebels left Bangassou and Bangui. The dead were from Gabon and Morocco. Shots were heard in the capital."
    assert [p.canonical for p in places(text)][-1] == "Bangui"


def test_an_unknown_village_after_the_word_for_its_kind_is_a_place_whatever_the_tagger_says() -> None:
    assert ("Dedebit", "ETH") in [
        (p.canonical, p.country) for p in places("A camp in the town of Dedebit in northern Ethiopia was hit.")
    ]
