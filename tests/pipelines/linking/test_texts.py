"""What linking makes of articles: of the names that two texts share, and of what a coder may have read wrongly."""

import duckdb
import pytest

from tests.pipelines.linking.world import add, at, events, link, places, report, told
from tests.rows import insert, row

VAGUE = {
    "source_actor_id": None,
    "source_actor_name": None,
    "source_iso3": None,
    "target_actor_id": None,
    "target_actor_name": None,
    "latitude": None,
    "longitude": None,
    "place_name": "Karsk",
    "geo_precision": "country",
    "fatalities_best": None,
}
STORY = "Gunmen came to Vilna Ruda at night. The mayor, Oskar Benes, said that they came from Hrabe and left for Tolma."
SAME_STORY = "Men with rifles attacked Vilna Ruda, which lies south of Hrabe, the council of Tolma said on Monday."
NEAR_STORY = "At Vilna Ruda a market opened. It was visited by Jana Kolar of Sever."
OTHER_STORY = "Soldiers marched into Zelen, a town near Modra, on the road to Brezno, said Anton Sykora."
PLAIN = "A Karsk army post was hit on Tuesday, the Ministry of Defence said. General Staff officers gave no figures."


def write(build: duckdb.DuckDBPyConnection, *texts: str) -> None:
    """Documents `1`, `2` and so on with these texts."""
    add(build)
    insert(build, "snapshots", row("snapshots"))
    for number, text in enumerate(texts, 1):
        insert(build, "documents", row("documents", number, document_id=str(number), text=text))


def article(name: str, document: int, day: str = "2024-05-04", **values: object) -> dict[str, object]:
    return report(name, "article", day, document_id=str(document), **values)


@pytest.mark.parametrize(("text", "expected", "words"), [
    (SAME_STORY, "joined", "many names in both texts"),
    (NEAR_STORY, "joined", "several names in both texts"),
    (OTHER_STORY, "", ""),
    (PLAIN, "", ""),
])  # fmt: skip
def test_names_in_both_texts_make_one_event_of_what_is_coded_vaguely(build, text, expected, words):
    write(build, STORY, text)
    add(build, article("a", 1, **VAGUE), article("b", 2, **VAGUE))
    link(build)
    assert events(build) == (["a b"] if expected else ["a", "b"])
    if expected:
        assert told(build, "a", "b") == (expected, "likeness", f"same day, same kind, {words}")


def test_one_text_with_few_names_neither_speaks_for_one_story_nor_against_it(build):
    write(build, STORY, PLAIN)
    add(build, article("a", 1), article("b", 2))
    link(build)
    alike = "same day, same place, same kind, same two sides, same small number of killed"
    assert told(build, "a", "b") == ("joined", "likeness", alike)


@pytest.mark.parametrize(("other", "expected"), [
    ({"event_subtype": "bombing"}, ["a b"]),
    ({"event_subtype": "withdrawal", "event_type": "troop_movement"}, ["a", "b"]),
    ({"day": "2024-05-05"}, ["a b"]),
    ({"day": "2024-05-06"}, ["a", "b"]),
    ({"source_actor_id": "group:north", "target_actor_id": None, "target_actor_name": None}, ["a b"]),
    (at(50.9), ["a", "b"]),
])  # fmt: skip
def test_two_texts_of_one_story_may_differ_in_the_weapon_the_sides_and_by_a_day(build, other, expected):
    write(build, STORY, SAME_STORY)
    add(build, article("a", 1, event_subtype="airstrike"), article("b", 2, **{"event_subtype": "airstrike"} | other))
    link(build)
    assert events(build) == expected


def test_records_of_machines_do_not_differ_in_the_weapon(build):
    add(build, report("a", "gdelt_events", event_subtype="airstrike", source_url="https://example.org/1"))
    add(build, report("b", "icews", event_subtype="bombing"))
    link(build)
    assert events(build) == ["a", "b"]


def test_what_one_text_holds_apart_stays_apart_and_the_best_pair_comes_first(build):
    write(build, STORY, SAME_STORY)
    add(build, article("a", 1, fatalities_best=3), article("b", 1, fatalities_best=40))
    add(build, article("c", 2, fatalities_best=41))
    link(build)
    assert events(build) == ["a", "b c"]


def test_a_text_that_comes_a_day_later_is_linked_as_if_it_had_come_at_once(build):
    write(build, STORY, SAME_STORY)
    add(build, article("a", 1, **VAGUE))
    link(build)
    assert events(build) == ["a"]
    add(build, article("b", 2, **VAGUE))
    link(build)
    assert events(build) == ["a b"]
    assert link(build).fresh == 0


NO_POINT = {"latitude": None, "longitude": None, "geo_precision": "unknown"}


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("Brod", "Brod", ["a b"]),
    ("Brod", "Dolna; Brod town", ["a b"]),
    ("Brod", "Tolma", ["a", "b"]),
])  # fmt: skip
def test_a_place_without_a_point_is_one_by_its_name(build, one, other, expected):
    write(build, STORY, PLAIN)
    known = VAGUE | NO_POINT
    add(build, article("a", 1, **known | {"place_name": one}), article("b", 2, **known | {"place_name": other}))
    link(build)
    assert events(build) == expected


@pytest.mark.parametrize(("text", "place", "expected"), [
    (SAME_STORY, "Brod", ["a b"]),
    (PLAIN, "Brod", ["a b"]),
    (SAME_STORY, "Tolma", ["a b"]),
    (PLAIN, "Tolma", ["a", "b"]),
])  # fmt: skip
def test_a_country_that_one_text_leaves_open_is_found_by_a_name_in_both(build, text, place, expected):
    write(build, STORY, text)
    add(build, article("a", 1, **at(50, place_name="Brod")))
    add(build, article("b", 2, **NO_POINT, place_name=place, country_iso3=None))
    link(build)
    assert events(build) == expected


ONE_SIDE = {"target_actor_id": None, "target_actor_name": None}


@pytest.mark.parametrize(("text", "sides", "expected"), [
    (SAME_STORY, ONE_SIDE, ["a b"]),
    (PLAIN, ONE_SIDE, ["a", "b"]),
    (PLAIN, {}, ["a b"]),
])  # fmt: skip
def test_one_place_named_by_two_texts_of_a_story_or_two_sides_is_one_wherever_the_map_puts_it(
    build, text, sides, expected
):
    write(build, STORY, text)
    add(build, article("a", 1, **at(50, place_name="Brod"), **sides))
    add(build, article("b", 2, **at(54, place_name="Brod; Tolma", country_iso3="FAR"), **sides))
    link(build)
    assert events(build) == expected


@pytest.mark.parametrize(("name", "expected"), [("Rebels of the North", ["a b"]), ("Northern Front", ["a b"])])
def test_a_party_that_no_registry_knows_does_not_hold_two_texts_of_a_truce_apart(build, name, expected):
    write(build, STORY, SAME_STORY)
    truce = {"event_type": "agreement", "event_subtype": "ceasefire", "fatalities_best": None}
    unknown = {"target_actor_id": None, "target_actor_name": name}
    add(build, article("a", 1, **truce), article("b", 2, **truce | unknown))
    link(build)
    assert events(build) == expected


NOBODY = {name: None for name in VAGUE if "actor" in name or "iso3" in name or "fatalities" in name}


@pytest.mark.parametrize(("text", "other", "expected"), [
    (NEAR_STORY, {"day": "2024-05-05"}, ["a b"]),
    (PLAIN, {"day": "2024-05-05"}, ["a", "b"]),
    (NEAR_STORY, {"source_actor_id": "group:north"}, ["a b"]),
    (OTHER_STORY, {"source_actor_id": "group:north"}, ["a", "b"]),
])  # fmt: skip
def test_a_day_off_or_another_side_weighs_less_than_one_place_and_a_few_names(build, text, other, expected):
    write(build, STORY, text)
    side = {"source_actor_id": "state:KRS"} if "source_actor_id" in other else {}
    add(build, article("a", 1, **NOBODY | side), article("b", 2, **NOBODY | other))
    link(build)
    assert events(build) == expected


@pytest.mark.parametrize(("text", "expected"), [(SAME_STORY, ["a b"]), (PLAIN, ["a", "b"])])
def test_a_truce_whose_parties_one_text_does_not_say_is_known_by_the_names(build, text, expected):
    write(build, STORY, text)
    truce = {"event_type": "agreement", "event_subtype": "ceasefire", "fatalities_best": None}
    add(build, article("a", 1, **truce), article("b", 2, **VAGUE | truce))
    link(build)
    assert events(build) == expected


MARCH = {"event_type": "troop_movement", "fatalities_best": None} | ONE_SIDE
SENT = MARCH | {"event_subtype": "deployment", "status": "planned", "date_end": "2024-05-31"}
THERE = MARCH | {"event_subtype": "arrival", "day": "2024-05-20"}


@pytest.mark.parametrize(("text", "goes_to", "published_on", "expected"), [
    (SAME_STORY, "Brod", "2024-05-02", ["a b"]),
    (SAME_STORY, "Brod", "2024-05-20", ["a b"]),
    (SAME_STORY, "Brod", "2024-05-21", ["a", "b"]),
    (SAME_STORY, "Hrabe", "2024-05-02", ["a", "b"]),
    (OTHER_STORY, "Brod", "2024-05-02", ["a", "b"]),
])  # fmt: skip
def test_who_is_sent_to_a_place_arrives_there_after_the_plan_was_told(build, text, goes_to, published_on, expected):
    write(build, STORY, text)
    add(build, article("a", 1, published_on=published_on, **SENT | at(56, place_name="Sever", country_iso3="FAR")))
    add(build, article("b", 2, **THERE | at(50, place_name="Brod")))
    insert(build, "report_places", *places("a", "to", goes_to))
    link(build)
    assert events(build) == expected


def test_who_is_sent_is_not_another_who_is_there(build):
    write(build, STORY, NEAR_STORY)
    other = {"source_actor_id": "group:north", "source_actor_name": "Northern Front", "source_iso3": None}
    add(build, article("a", 1, published_on="2024-05-02", **SENT), article("b", 2, **THERE | other))
    link(build)
    assert events(build) == ["a", "b"]


@pytest.mark.parametrize(("kind", "expected"), [("igo", ["a b"]), ("coalition", ["a b"]), ("rebel", ["a", "b"])])
def test_a_league_may_be_the_state_that_another_text_names(build, kind, expected):
    write(build, STORY, PLAIN)
    insert(build, "actors", row("actors", 1, actor_id="org:league", name="League", kind=kind, parent_id=None))
    told_of = VAGUE | NO_POINT | {"place_name": "Brod"}
    add(build, article("a", 1, **told_of | {"source_actor_id": "org:league", "source_actor_name": "League"}))
    state = {"source_actor_id": "state:KRS", "source_actor_name": "Karsk", "event_subtype": "armed_assault"}
    add(build, article("b", 2, **told_of | state))
    link(build)
    assert events(build) == expected
