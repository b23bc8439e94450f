"""What a source that holds its records apart has told twice, and what are shares of one sum."""

import json

from tests.pipelines.linking.world import Together, at, report

TOGETHER = Together()
TWICE = {"feed": "ucdp_candidate", "fatalities_best": 8}
FIGHTERS = {"deaths_a": "1", "deaths_b": "7", "deaths_civilians": "0"}
CIVILIANS = {"deaths_a": "0", "deaths_b": "0", "deaths_civilians": "8"}
BROD = at(50.15, place_name="Brod town")
TWO = TWICE | {"fatalities_best": 2}


@TOGETHER.events
def test_one_more_number_tells_what_a_source_told_twice():
    rows = [
        ("Eight rebels die, five are hurt", "8 killed and 5 wounded", 50.15, ["a b"]),
        ("Eight rebels die, five are hurt", "8 killed and 5 wounded in 2024", 50.4, ["a", "b"]),
        ("Eight rebels die, five are hurt", "8 killed and 15 wounded", 50.0, ["a", "b"]),
        ("Eight rebels die", "8 killed and 15 wounded", 50.0, ["a b"]),
        ("Eight die on 5 May at 5:30 of 1,500", "8 killed and 15 wounded", 50.0, ["a b"]),
        ("Eight rebels die", "8 killed and 15 wounded", 50.15, ["a", "b"]),
        ("Twenty in three towns;Eight die", "Twenty in three towns;The dead of Dolna", 50.15, ["a", "b"]),
    ]

    def world(one, other, latitude):
        return [
            report("a", description=one, **TWICE),
            report("b", day="2024-05-05", description=other, **TWICE | at(latitude, geo_precision="near")),
        ]

    return rows, world


@TOGETHER.told
def test_the_reason_names_the_other_number():
    alike = "same day, same place, same two sides, same number of killed, another number the same in their words"
    return [(5, ("joined", "likeness", f"{alike}, the only one that month"))], lambda wounded: [
        report("a", wounded_best=wounded, description="At dawn", **TWICE),
        report("b", description="Eight killed and five wounded", **TWICE),
    ]


@TOGETHER.events
def test_as_many_dead_of_others_are_another_event_of_one_source():
    rows = [
        ({"deaths_a": "8", "deaths_b": "0"}, {"deaths_a": "0", "deaths_b": "8"}, ["a", "b"]),
        ({"deaths_a": "8", "deaths_b": "0"}, {"deaths_a": "8", "deaths_b": "0"}, ["a b"]),
        ({"deaths_a": "8", "deaths_b": "0"}, {"deaths_a": "3", "deaths_b": "5"}, ["a b"]),
        (FIGHTERS, CIVILIANS, ["a", "b"]),
        (CIVILIANS, FIGHTERS, ["a", "b"]),
        (CIVILIANS, CIVILIANS, ["a b"]),
        (CIVILIANS, FIGHTERS | {"deaths_b": "3", "deaths_unknown": "4"}, ["a b"]),
    ]

    def world(one, other):
        return [report(name, details=json.dumps(dead), **TWICE) for name, dead in (("a", one), ("b", other))]

    return rows, world


@TOGETHER.events
def test_a_source_may_tell_twice_what_one_record_names_and_the_other_places():
    rows = [
        ("Raid near Brod", "Eight die at dawn", ["a b"]),
        ("Raid near the river", "Eight die at dawn", ["a", "b"]),
        ("Raid near Brod;All of the week", "All of the week;Eight die at dawn", ["a", "b"]),
    ]

    def world(one, other):
        return [report("a", description=one, **TWICE), report("b", description=other, **TWICE | BROD)]

    return rows, world


@TOGETHER.events
def test_records_of_days_next_to_one_another_are_no_repeat_for_a_name():
    return [("2024-05-05", ["a", "b"])], lambda day: [
        report("a", description="Raid near Brod", **TWICE),
        report("b", day=day, description="Eight die at dawn", **TWICE | BROD),
    ]


@TOGETHER.events
def test_records_that_share_a_headline_are_shares_where_their_places_differ():
    rows = [({}, ["a b"]), (at(50.05), ["a", "b"])]

    def world(where):
        return [
            report("a", description="All of the week;Raid at dawn", **TWICE),
            report("b", description="All of the week;Eight die", **TWICE | where),
        ]

    return rows, world


@TOGETHER.events
def test_two_dead_are_told_twice_where_little_else_is_told_and_words_agree():
    rows = [
        ("A couple shot at the mill", "Killers of the mill sought", 3, ["a b"]),
        ("A couple shot at the mill", "Killers of the mill sought", 4, ["a", "b"]),
        ("A couple shot at the mill", "Friends shot in a tavern", 3, ["a", "b"]),
        ("A couple shot at the mill", "Friends shot in a tavern", 0, ["a b"]),
        ("The mill;A couple shot", "The mill;Friends shot", 3, ["a", "b"]),
    ]

    def world(one, other, others):
        return [
            report("a", description=one, **TWO),
            report("b", description=other, **TWO),
            *(report(f"x{n}", day="2024-05-09", **TWICE | {"fatalities_best": n + 9}) for n in range(others)),
        ]

    return rows, world


@TOGETHER.events
def test_records_in_one_wording_are_one_event_where_it_tells_the_toll_of_each():
    rows = [
        ("Encuentran dos cuerpos en Dolna", 2, {}, ["a b"]),
        ("Cinq morts à Dolna", 5, {}, ["a b"]),
        ("Four die at Dolna", 2, {}, ["a", "b"]),
        ("Two of four die at Dolna", 2, {}, ["a", "b"]),
        ("Dolna mourns", 5, {}, ["a", "b"]),
        ("Two die at Dolna;And at Brod", 2, {}, ["a", "b"]),
        ("Five die at Dolna", 5, {"deaths_civilians": "1", "deaths_unknown": "4"}, ["a", "b"]),
    ]

    def world(words, killed, dead):
        told_of = {"feed": "ucdp_candidate", "fatalities_best": killed, "description": words}
        split = {"deaths_a": "0", "deaths_b": "0", "deaths_civilians": "0", "deaths_unknown": str(killed)}
        return [
            report("a", details=json.dumps(split | {"relid": "a"}), **told_of),
            report("b", details=json.dumps(split | dead | {"relid": "b"}), **told_of),
        ]

    return rows, world


@TOGETHER.events
def test_incidents_that_a_source_codes_by_weapon_and_by_fight_may_be_one():
    twelve = {"feed": "pitf", "fatalities_best": 12}
    return [("armed_assault", ["a b"])], lambda fight: [
        report("a", event_subtype="bombing", **twelve),
        report("b", event_subtype=fight, **twelve),
    ]
