"""The gazetteer: names, spellings, ids, countries and demonyms."""

import csv
from pathlib import Path

import pytest

import warehouse
from pipelines.coding.places import gazetteer
from pipelines.coding.places.spelling import fold, skeleton, without_articles

SEEDS = sorted((Path(warehouse.__file__).parent / "seeds" / "places").glob("*.csv"))


@pytest.mark.parametrize(
    ("name", "folded"),
    [("Sana’a", "sanaa"), ("Deir ez-Zor", "deir ez zor"), ("N'Djamena", "ndjamena"), ("Łódź", "lodz"), ("U.S.", "us")],
)
def test_folding_drops_case_accents_and_marks(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_articles_fall_away_also_where_they_took_the_next_sound() -> None:
    assert without_articles("ar raqqa") == without_articles("al raqqa") == "raqqa"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hareer", "Harir"), ("Ain al-Asad", "Ayn al-Assad"), ("Kandahar", "Qandahar"), ("Hodeida", "Hudaydah")],
)
def test_spellings_of_one_sound_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(fold(one)) == skeleton(fold(other))


@pytest.mark.parametrize(
    ("name", "place_id", "country", "level"),
    [
        ("Bakhmut", "geonames:713174", "UKR", "city"),
        ("Zaire", "geonames:203312", "COD", "country"),
        ("Burma", "geonames:1327865", "MMR", "country"),
        ("Ayn al-Asad", "casus:irq-ain-al-asad-air-base", "IRQ", "site"),
        ("Helmand", "casus:afg-helmand", "AFG", "province"),
        ("Strait of Hormuz", "casus:world-strait-of-hormuz", None, "sea"),
    ],
)
def test_the_first_candidate_of_a_known_name(name: str, place_id: str, country: str | None, level: str) -> None:
    first = gazetteer.lookup(name)[0]
    assert (first.place_id, first.country, first.level) == (place_id, country, level)


def test_old_and_new_spellings_lead_to_one_town() -> None:
    for spelling in ("Kyiv", "Kiev"):
        assert "geonames:703448" in [e.place_id for e in gazetteer.lookup(spelling)]


def test_an_unknown_name_has_no_candidates() -> None:
    assert gazetteer.lookup("Zzyzzqx") == []


def test_homonyms_come_with_the_country_first_and_towns_by_size() -> None:
    found = gazetteer.lookup("Georgia")
    assert [(e.country, e.level) for e in found[:2]] == [("GEO", "country"), ("USA", "province")]
    towns = [e for e in gazetteer.lookup("Odessa") if e.level == "city"]
    assert [e.population for e in towns] == sorted((e.population for e in towns), reverse=True)


@pytest.mark.parametrize(
    ("word", "iso3"),
    [
        ("Iraqi", "IRQ"),
        ("Iraqis", "IRQ"),
        ("South Korean", "KOR"),
        ("Burkinabé", "BFA"),
        ("Kosovar", "XKX"),
        ("green", None),
    ],
)
def test_demonyms_name_countries(word: str, iso3: str | None) -> None:
    assert gazetteer.country_of_demonym(word) == iso3


def test_a_country_has_facts_capitals_and_neighbours() -> None:
    chad = gazetteer.country("TCD")
    assert chad is not None
    assert (chad.name, chad.place_id, chad.lat, chad.lon) == ("Chad", "geonames:2434508", 15.0, 19.0)
    assert gazetteer.capitals("TCD") == {"ndjamena"}
    assert set(gazetteer.neighbours("TCD")) == {"LBY", "NER", "NGA", "CMR", "CAF", "SDN"}
    assert gazetteer.country("ZZZ") is None


def test_ids_lead_back_to_their_places() -> None:
    town = gazetteer.all_places_by_id("geonames:99072")
    seed = gazetteer.all_places_by_id("casus:irq-harir-air-base")
    assert town is not None
    assert (town.name, town.country) == ("Mosul", "IRQ")
    assert seed is not None
    assert seed.name == "Harir Air Base"
    assert gazetteer.all_places_by_id("geonames:1") is None
    assert gazetteer.all_places_by_id("nonsense") is None


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seed_rows_are_complete_and_within_bounds(path: Path) -> None:
    levels = {"site", "city", "district", "province", "region", "country", "sea"}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if "latitude" not in row:
                continue
            assert row["place_id"].startswith(("geonames:", "casus:"))
            assert row["name"]
            assert row["level"] in levels
            assert -90 <= float(row["latitude"]) <= 90
            assert -180 <= float(row["longitude"]) <= 180
            assert not row["country_iso3"] or gazetteer.country(row["country_iso3"])


def test_seed_ids_are_given_once() -> None:
    ids = [
        row["place_id"]
        for path in SEEDS
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        if "latitude" in row
    ]
    assert len(ids) == len(set(ids))
