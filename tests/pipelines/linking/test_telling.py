"""What telling words in two sources say: of one story, and of a place that one of them has put elsewhere."""

import pytest

from tests.pipelines.linking.world import add, at, events, link, report, told

ELSEWHERE = {"source_actor_id": None, "source_actor_name": "Gunmen", "source_iso3": None, "target_actor_id": None}
BROD = at(54, place_name="Brod town") | ELSEWHERE


@pytest.mark.parametrize(
    ("one", "other", "feed", "words"),
    [
        (
            "Three die as gunmen rob a bank",
            "At Dolna they rob a bank",
            "own",
            "several telling words in both, ",
        ),
        ("Three die as gunmen rob a bank", "Bank guards shot dead", "own", "a telling word in both, "),
        ("Éclat at the Bank", "eclats", "own", "a telling word in both, "),
        ("Three die as gunmen rob a bank", "A market burns", "own", "no telling word in both, "),
        ("Three police killed on Monday", "Monday: three police killed", "own", ""),
        ("Three killed in Dolna", "Dolna mourns", "own", ""),
        ("French soldiers, 1,500 of them", "The French and 1,500 soldiers", "own", ""),
        ("Three die as gunmen rob a bank", None, "own", ""),
    ],
)
def test_the_reason_says_whether_two_sources_share_words_that_few_texts_have(build, one, other, feed, words):
    add(build, report("a", description=one), report("b", feed, description=other))
    link(build)
    alike = f"same day, same place, same two sides, same small number of killed, {words}the only one that month"
    assert told(build, "a", "b") == ("joined", "likeness", alike)


@pytest.mark.parametrize(("words", "killed", "expected"), [
    ("A bank is robbed", 3, ["a b"]),
    ("A market burns", 3, ["a", "b"]),
    (None, 3, ["a", "b"]),
    ("A bank is robbed", 40, ["a", "b"]),
])  # fmt: skip
def test_a_telling_word_makes_one_event_of_what_days_alone_leave_open(build, words, killed, expected):
    crowd = [report(f"c{n}", day="2024-05-09", fatalities_best=None, **ELSEWHERE) for n in (1, 2)]
    told_next = {"day": "2024-05-05", "fatalities_best": killed, "target_actor_name": None}
    add(build, report("a", description="Gunmen rob a bank"), *crowd)
    add(build, report("b", "own", description=words, **told_next | ELSEWHERE))
    link(build)
    assert [names for names in events(build) if "c" not in names] == expected


@pytest.mark.parametrize(("values", "others", "expected"), [
    ({"description": "Three killed at Brod, 20 km from Dolna"}, [], ["a b"]),
    ({"description": "Three killed at Brod, 20 km from Dolna", "place_name": None}, [], ["a b"]),
    ({"description": "Three killed"}, [], ["a", "b"]),
    ({"description": "Three killed", "details": '{"where_description": "Dolna (Brod village near)"}'}, [], ["a b"]),
    ({"description": "Three killed at Brod", "day": "2024-05-02"}, [], ["a", "b"]),
    ({"description": "Three killed at Brod", "country_iso3": "FAR"}, [], ["a", "b"]),
    ({"description": "Three killed at Brod", "feed": "article", "document_id": "d"}, [], ["a", "b"]),
    ({"description": "Three killed at Brod"}, [at(54)], ["a", "b"]),
    ({"description": "Three killed at Brod"}, [at(50)], ["a", "b"]),
    ({"description": "Three killed at Brod"}, [at(58)], ["a b"]),
])  # fmt: skip
def test_a_place_named_in_the_words_of_another_may_lie_elsewhere_on_the_map(build, values, others, expected):
    add(build, report("a", **values))
    add(build, report("b", "own", description="Gunmen come at dawn", **BROD))
    for feed in ("own", "ucdp_ged"):
        add(build, *(report(f"c-{feed}-{n}", feed, "2024-05-09", **place) for n, place in enumerate(others)))
    link(build)
    assert [names for names in events(build) if "c" not in names] == expected


def test_an_event_with_a_point_astray_takes_no_report_from_where_its_others_cannot_be(build):
    add(build, report("a", description="Three killed at Brod"))
    add(build, report("b", "own", description="Gunmen come at dawn", **BROD))
    add(build, report("here", "acled"), report("there", "pitf", **BROD))
    link(build)
    assert events(build) == ["a b here", "there"]


@pytest.mark.parametrize(("level", "expected"), [("admin2", "joined"), ("admin1", "apart")])
def test_a_province_named_says_little_where_much_is_told_of_it(build, level, expected):
    add(build, report("a", description="Fights in all of Brod", target_actor_name=None, **ELSEWHERE))
    where = at(50.3, place_name="Brod", geo_precision=level)
    add(build, report("b", "own", description="Dawn", fatalities_best=6, target_actor_name=None, **ELSEWHERE | where))
    add(build, *(report(f"c{n}", "own", "2024-05-09", **where) for n in (1, 2)))
    link(build)
    assert told(build, "a", "b")[0] == expected
