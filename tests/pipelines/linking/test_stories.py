"""Papers that edit one headline tell one story; headlines that each have a word or number of their own tell two."""

from tests.pipelines.linking.world import Together, report

TOGETHER = Together()
OPEN = {"feed": "gdelt_events", "event_subtype": "unspecified", "fatalities_best": None}
VILLAGERS = {"target_actor_id": None, "target_actor_name": "Villagers"}
MARKET = "fire guts old dolna fish market"


def told(name, headline, published_on="2024-05-04", **values):
    return report(
        name, source_url=f"https://{name}.example/{headline.replace(' ', '-')}", published_on=published_on,
        **OPEN | values,
    )  # fmt: skip


@TOGETHER.events
def test_a_headline_with_words_left_out_tells_the_same_story():
    rows = [
        ("fire guts old dolna fish market at dawn", ["a b"]),
        ("npr the fire guts an old dolna fish market", ["a b"]),
        ("old dolna fish market fire guts", ["a b"]),
        ("fire guts old dolna fish market 2", ["a b"]),
        ("fire guts old dolna fish", ["a b"]),
        ("fire guts old brod fish market", ["a", "b"]),
        ("old fish in dolna gutted", ["a", "b"]),
        ("fire guts old dolna fish market as mayor speaks of plot by angry rivals", ["a", "b"]),
    ]
    return rows, lambda other: [told("a", MARKET), told("b", other, **VILLAGERS)]


@TOGETHER.events
def test_what_each_of_two_headlines_says_alone_keeps_them_apart():
    rows = [
        ("five die in dolna fish market fire", "twelve die in dolna fish market fire", ["a", "b"]),
        ("5 die in old dolna fish market fire", "12 die in old dolna fish market fire", ["a", "b"]),
        ("siege of old dolna fish market day 3", "siege of old dolna fish market day 4", ["a", "b"]),
        ("3 die 8 hurt in dolna fish market blaze", "8 die 8 hurt in dolna fish market blaze", ["a", "b"]),
        ("karsk buries dolna fish market victims", "elsewhere buries dolna fish market victims", ["a", "b"]),
        ("mayor s plan for dolna fish market", "mayors plan for the dolna fish market", ["a b"]),
        ("five killed in attack on army", "five killed in attack on army base", ["a", "b"]),
    ]
    return rows, lambda one, other: [told("a", one), told("b", other, **VILLAGERS)]


@TOGETHER.events
def test_edited_headlines_are_of_one_day_or_the_next():
    rows = [("2024-05-05", ["a b"]), ("2024-05-06", ["a", "b"])]

    def world(published_on):
        return [told("a", MARKET), told("b", f"{MARKET} again", published_on, **VILLAGERS)]

    return rows, world


@TOGETHER.events
def test_a_headline_without_the_number_goes_with_one_of_two_that_differ():
    return [("siege of old dolna fish market", ["a b", "c"])], lambda siege: [
        told("a", siege),
        told("b", f"{siege} day 3", **VILLAGERS),
        told("c", f"{siege} day 4", **VILLAGERS | {"target_actor_name": "Traders"}),
    ]


@TOGETHER.events
def test_headlines_meet_by_a_word_that_few_of_those_days_have():
    rows = [(48, ["a b"]), (49, ["a", "b"])]
    far = {"latitude": -30.0, "country_iso3": "FAR", "target_actor_name": "Traders", "target_actor_id": None}

    def world(others):
        filler = [told(f"x{n}", f"{MARKET} {'abcdefgh'[n // 8]}{'abcdefgh'[n % 8]}xyz", **far) for n in range(others)]
        return [told("a", MARKET), told("b", f"aaa {MARKET}", **VILLAGERS), *filler]

    return rows, world


@TOGETHER.events
def test_a_plan_and_its_act_are_one_event_though_two_papers_tell_of_them():
    nobody = {"target_actor_id": None, "target_actor_name": None}
    movement = {"event_type": "troop_movement", "fatalities_best": None} | nobody
    plan = {"event_subtype": "withdrawal", "status": "planned", "day": "2024-05-03", "date_end": "2024-05-31"}
    act = {"event_subtype": "redeployment", "day": "2024-05-30"}
    return [("article", ["a b"])], lambda feed: [
        report("a", feed, document_id="a", source_url="https://a.example/1", **movement | plan),
        report("b", feed, document_id="b", source_url="https://b.example/2", **movement | act),
    ]
