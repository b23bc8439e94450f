"""What the words of reports say of their being one event: headlines, further sides, names of places and numbers."""

import pytest

from tests.pipelines.linking.world import Together, add, at, link, report, told
from tests.rows import insert, row

TWICE = {"feed": "ucdp_candidate", "fatalities_best": 8}
OPEN = {"feed": "gdelt_events", "event_subtype": "unspecified", "fatalities_best": None}
VILLAGERS = {"target_actor_id": None, "target_actor_name": "Villagers"}
NOBODY = {"source_actor_id": None, "source_actor_name": "Gunmen", "source_iso3": None}
NOWHERE = {"latitude": None, "longitude": None, "geo_precision": "near"}


def prepare(build):
    insert(build, "countries", row("countries", iso3="NGA", name="Nigeria"))
    insert(build, "actors", row("actors", actor_id="state:NGA", name="Nigeria", aliases=None, iso3="NGA"))


TOGETHER = Together(prepare)


@TOGETHER.events
def test_papers_that_print_one_headline_tell_one_story():
    rows = [
        (
            "one.example/9/four-die-in-dolna-market-fire.html",
            "www.two.example/four-die-in-dolna-market-fire-7088231/",
            ["a b"],
        ),
        ("one.example/2024/Four_Die_in_Dolna_Market", "two.example/x/four-die-in-dolna-market?page=1", ["a b"]),
        ("one.example/four-die-in-dolna-market", "one.example/five-die-in-dolna-market", ["a", "b"]),
        ("one.example/war-in-dolna-day-by-day-861", "two.example/war-in-dolna-day-by-day-862", ["a", "b"]),
        ("one.example/what-we-know-so-far/a-shell-in-dolna", "x.example/what-we-know-so-far/b", ["a b"]),
        (
            "one.example/what-we-know-so-far/four-die-in-dolna-market",
            "two.example/what-we-know-so-far/five-hurt-in-dolna-market",
            ["a", "b"],
        ),
        ("one.example/9fbc12ab-3cde-4fab-bad-cab-fee", "two.example/8fbc12ab-3cde-4fab-bad-cab-fee", ["a", "b"]),
        ("one.example/world/latest-news", "two.example/world/latest-news", ["a", "b"]),
        ("one.example/%D0%B4%D0%B0-ab-cd-ef-gh-ij", "two.example/%D0%BD%D0%B5-ab-cd-ef-gh-ij", ["a", "b"]),
    ]

    def world(one, other):
        return [
            report("a", source_url=f"https://{one}", **OPEN),
            report("b", source_url=f"http://{other}", **OPEN | VILLAGERS),
        ]

    return rows, world


@TOGETHER.events
def test_a_machine_may_put_one_story_of_the_same_two_sides_at_two_places():
    rows = [(52.0, {}, ["a b"]), (53.0, {}, ["a", "b"]), (52.0, VILLAGERS, ["a", "b"])]

    def world(latitude, sides):
        return [
            report("a", source_url="https://one.example/1", **OPEN),
            report("b", source_url="https://one.example/1", **OPEN | sides | at(latitude)),
        ]

    return rows, world


def alike(words):
    reason = f"same day, same place, {words}same small number of killed, the only one that month"
    return ("joined", "likeness", reason)


@TOGETHER.told
def test_a_side_is_the_same_too_where_it_is_one_of_several():
    rows = [
        ("Youths; Northern Front", alike("one side the same, more widely named, ")),
        ("Youths; Police", alike("one side the same, more widely named, ")),
        ("Youths; Herders", alike("")),
        ("Youths;", alike("")),
    ]

    def world(names):
        return [report("a"), report("b", "own", **NOBODY | {"target_actor_id": None, "target_actor_name": names})]

    return rows, world


@pytest.mark.parametrize(("country", "words"), [("Karsk", "one side the same, "), ("Elsewhere", "")])
def test_a_name_that_the_registry_gives_to_a_country_needs_no_country_there(build, country, words):
    add(build, report("a", target_actor_id="group:guard", target_actor_name="Guard (Karsk)"))
    insert(build, "actors", row("actors", actor_id="group:guard", name="Guard (Karsk)", aliases=None))
    insert(build, "countries", row("countries", iso3="KRS", name=country))
    add(build, report("b", "own", **NOBODY | {"target_actor_id": None, "target_actor_name": "Guard"}))
    link(build)
    assert told(build, "a", "b") == alike(words)


@TOGETHER.told
def test_what_a_state_has_is_that_state_where_it_is_told_of():
    rows = [
        ("Army", alike("one side the same, ")),
        ("Nigerian army", alike("one side the same, ")),
        ("The Government of Nigeria", alike("one side the same, ")),
        ("Northern Nigerian army", alike("")),
        ("Government of Niger", alike("")),
        ("Nigerien soldiers", alike("")),
    ]
    there = {"country_iso3": "NGA"}

    def world(name):
        one = report("a", source_actor_id="state:NGA", source_actor_name="Nigeria", source_iso3="NGA", **there)
        return [one, report("b", "own", **NOBODY | VILLAGERS | there | {"source_actor_name": name})]

    return rows, world


@TOGETHER.events
def test_a_place_has_one_name_with_and_without_what_a_gazetteer_adds():
    rows = [("Dolna town", ["a b"]), ("D\u00f3lna (Karsk)", ["a b"]), ("Dolna district", ["a", "b"])]

    def world(name):
        return [report("a", **NOBODY), report("b", "own", place_name=name, **NOBODY | VILLAGERS | NOWHERE)]

    return rows, world
