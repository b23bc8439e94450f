"""What linking makes of articles: of the names that two texts share, and of what a coder may have read wrongly."""

from tests.pipelines.linking.world import Together, add, at, events, link, report
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
TEXTS = {
    "STORY": "Gunmen came to Vilna Ruda at night. The mayor, Oskar Benes, said that they came from Hrabe and left for"
    " Tolma.",
    "SAME": "Men with rifles attacked Vilna Ruda, which lies south of Hrabe, the council of Tolma said on Monday.",
    "NEAR": "At Vilna Ruda a market opened. It was visited by Jana Kolar of Sever.",
    "OTHER": "Soldiers marched into Zelen, a town near Modra, on the road to Brezno, said Anton Sykora.",
    "PLAIN": "A Karsk army post was hit on Tuesday, the Ministry of Defence said. General Staff officers gave no"
    " figures.",
}


LEAGUES = ("igo", "coalition", "rebel")


def prepare(build):
    add(build)
    insert(build, "snapshots", row("snapshots"))
    for number, (name, text) in enumerate(TEXTS.items(), 1):
        insert(build, "documents", row("documents", number, document_id=name, text=text))
    for kind in LEAGUES:
        league = {"actor_id": f"org:{kind}", "name": f"League of {kind}", "kind": kind, "parent_id": None}
        insert(build, "actors", row("actors", 1, **league))


TOGETHER = Together(prepare)


def article(name: str, document: str, day: str = "2024-05-04", **values: object) -> dict[str, object]:
    return report(name, "article", day, document_id=document, **values)


@TOGETHER.events
def test_names_in_both_texts_make_one_event_of_what_is_coded_vaguely():
    rows = [("SAME", ["a b"]), ("NEAR", ["a b"]), ("OTHER", ["a", "b"]), ("PLAIN", ["a", "b"])]
    return rows, lambda text: [article("a", "STORY", **VAGUE), article("b", text, **VAGUE)]


@TOGETHER.told
def test_the_reason_says_how_many_names_are_in_both_texts():
    rows = [
        ("SAME", ("joined", "likeness", "same day, same kind, many names in both texts")),
        ("NEAR", ("joined", "likeness", "same day, same kind, several names in both texts")),
    ]
    return rows, lambda text: [article("a", "STORY", **VAGUE), article("b", text, **VAGUE)]


@TOGETHER.told
def test_one_text_with_few_names_neither_speaks_for_one_story_nor_against_it():
    alike = "same day, same place, same kind, same two sides, same small number of killed"
    return [("PLAIN", ("joined", "likeness", alike))], lambda text: [article("a", "STORY"), article("b", text)]


@TOGETHER.events
def test_two_texts_of_one_story_may_differ_in_the_weapon_the_sides_and_by_a_day():
    raid = {"event_subtype": "airstrike"}
    rows = [
        ({"event_subtype": "bombing"}, ["a b"]),
        ({"event_subtype": "withdrawal", "event_type": "troop_movement"}, ["a", "b"]),
        ({"day": "2024-05-05"}, ["a b"]),
        ({"day": "2024-05-06"}, ["a", "b"]),
        ({"source_actor_id": "group:north", "target_actor_id": None, "target_actor_name": None}, ["a b"]),
        (at(50.9), ["a", "b"]),
    ]
    return rows, lambda other: [article("a", "STORY", **raid), article("b", "SAME", **raid | other)]


@TOGETHER.events
def test_records_of_machines_do_not_differ_in_the_weapon():
    return [("bombing", ["a", "b"])], lambda weapon: [
        report("a", "gdelt_events", event_subtype="airstrike", source_url="https://example.org/1"),
        report("b", "icews", event_subtype=weapon),
    ]


@TOGETHER.events
def test_what_one_text_holds_apart_stays_apart_and_the_best_pair_comes_first():
    return [(41, ["a", "b c"])], lambda killed: [
        article("a", "STORY", fatalities_best=3),
        article("b", "STORY", fatalities_best=40),
        article("c", "SAME", fatalities_best=killed),
    ]


def test_a_text_that_comes_a_day_later_is_linked_as_if_it_had_come_at_once(build):
    prepare(build)
    add(build, article("a", "STORY", **VAGUE))
    link(build)
    assert events(build) == ["a"]
    add(build, article("b", "SAME", **VAGUE))
    link(build)
    assert events(build) == ["a b"]
    assert link(build).fresh == 0


NO_POINT = {"latitude": None, "longitude": None, "geo_precision": "unknown"}


@TOGETHER.events
def test_a_place_without_a_point_is_one_by_its_name():
    rows = [("Brod", "Brod", ["a b"]), ("Brod", "Dolna; Brod town", ["a b"]), ("Brod", "Tolma", ["a", "b"])]
    known = VAGUE | NO_POINT

    def world(one, other):
        return [
            article("a", "STORY", **known | {"place_name": one}),
            article("b", "PLAIN", **known | {"place_name": other}),
        ]

    return rows, world


@TOGETHER.events
def test_a_country_that_one_text_leaves_open_is_found_by_a_name_in_both():
    rows = [
        ("SAME", "Brod", ["a b"]),
        ("PLAIN", "Brod", ["a b"]),
        ("SAME", "Tolma", ["a b"]),
        ("PLAIN", "Tolma", ["a", "b"]),
    ]

    def world(text, place):
        return [
            article("a", "STORY", **at(50, place_name="Brod")),
            article("b", text, **NO_POINT, place_name=place, country_iso3=None),
        ]

    return rows, world


ONE_SIDE = {"target_actor_id": None, "target_actor_name": None}


@TOGETHER.events
def test_one_place_named_by_two_texts_of_a_story_or_two_sides_is_one_wherever_the_map_puts_it():
    rows = [("SAME", ONE_SIDE, ["a b"]), ("PLAIN", ONE_SIDE, ["a", "b"]), ("PLAIN", {}, ["a b"])]

    def world(text, sides):
        return [
            article("a", "STORY", **at(50, place_name="Brod"), **sides),
            article("b", text, **at(54, place_name="Brod; Tolma", country_iso3="FAR"), **sides),
        ]

    return rows, world


TRUCE = {"event_type": "agreement", "event_subtype": "ceasefire", "fatalities_best": None}


@TOGETHER.events
def test_a_party_that_no_registry_knows_does_not_hold_two_texts_of_a_truce_apart():
    rows = [("Rebels of the North", ["a b"]), ("Northern Front", ["a b"])]

    def world(name):
        unknown = {"target_actor_id": None, "target_actor_name": name}
        return [article("a", "STORY", **TRUCE), article("b", "SAME", **TRUCE | unknown)]

    return rows, world


NOBODY = {name: None for name in VAGUE if "actor" in name or "iso3" in name or "fatalities" in name}


@TOGETHER.events
def test_a_day_off_or_another_side_weighs_less_than_one_place_and_a_few_names():
    one_side, other_side = {"source_actor_id": "state:KRS"}, {"source_actor_id": "group:north"}
    rows = [
        ("NEAR", {}, {"day": "2024-05-05"}, ["a b"]),
        ("PLAIN", {}, {"day": "2024-05-05"}, ["a", "b"]),
        ("NEAR", one_side, other_side, ["a b"]),
        ("OTHER", one_side, other_side, ["a", "b"]),
    ]
    return rows, lambda text, one, other: [article("a", "STORY", **NOBODY | one), article("b", text, **NOBODY | other)]


@TOGETHER.events
def test_a_truce_whose_parties_one_text_does_not_say_is_known_by_the_names():
    rows = [("SAME", ["a b"]), ("PLAIN", ["a", "b"])]
    return rows, lambda text: [article("a", "STORY", **TRUCE), article("b", text, **VAGUE | TRUCE)]


MARCH = {"event_type": "troop_movement", "fatalities_best": None} | ONE_SIDE
SENT = MARCH | {"event_subtype": "deployment", "status": "planned", "date_end": "2024-05-31"}
THERE = MARCH | {"event_subtype": "arrival", "day": "2024-05-20"}


@TOGETHER.events
def test_who_is_sent_to_a_place_arrives_there_after_the_plan_was_told():
    rows = [
        ("SAME", "Brod", "2024-05-02", ["a b"]),
        ("SAME", "Brod", "2024-05-20", ["a b"]),
        ("SAME", "Brod", "2024-05-21", ["a", "b"]),
        ("SAME", "Hrabe", "2024-05-02", ["a", "b"]),
        ("OTHER", "Brod", "2024-05-02", ["a", "b"]),
    ]

    def world(text, goes_to, published_on):
        sent = article("a", "STORY", published_on=published_on, **SENT | at(56, place_name="Sever", country_iso3="FAR"))
        return [sent | {"goes_to": goes_to}, article("b", text, **THERE | at(50, place_name="Brod"))]

    return rows, world


@TOGETHER.events
def test_who_is_sent_is_not_another_who_is_there():
    other = {"source_actor_id": "group:north", "source_actor_name": "Northern Front", "source_iso3": None}
    return [("NEAR", ["a", "b"])], lambda text: [
        article("a", "STORY", published_on="2024-05-02", **SENT),
        article("b", text, **THERE | other),
    ]


@TOGETHER.events
def test_a_league_may_be_the_state_that_another_text_names():
    rows = [*zip(LEAGUES, (["a b"], ["a b"], ["a", "b"]), strict=True)]
    told_of = VAGUE | NO_POINT | {"place_name": "Brod"}
    state = {"source_actor_id": "state:KRS", "source_actor_name": "Karsk", "event_subtype": "armed_assault"}

    def world(kind):
        league = {"source_actor_id": f"org:{kind}", "source_actor_name": f"League of {kind}"}
        return [article("a", "STORY", **told_of | league), article("b", "PLAIN", **told_of | state)]

    return rows, world
