"""What telling words in two sources say: of one story, and of a place that one of them has put elsewhere."""

from tests.pipelines.linking.world import Together, at, report

TOGETHER = Together()
ELSEWHERE = {"source_actor_id": None, "source_actor_name": "Gunmen", "source_iso3": None, "target_actor_id": None}
BROD = at(54, place_name="Brod town") | ELSEWHERE


@TOGETHER.told
def test_the_reason_says_whether_two_sources_share_words_that_few_texts_have():
    sides = "same day, same place, same two sides, same small number of killed"
    several = ("joined", "likeness", f"{sides}, several telling words in both, the only one that month")
    one = ("joined", "likeness", f"{sides}, a telling word in both, the only one that month")
    none = ("joined", "likeness", f"{sides}, no telling word in both, the only one that month")
    silent = ("joined", "likeness", f"{sides}, the only one that month")
    rows = [
        ("Three die as gunmen rob a bank", "At Dolna they rob a bank", several),
        ("Three die as gunmen rob a bank", "Bank guards shot dead", one),
        ("Éclat at the Bank", "eclats", one),
        ("Three die as gunmen rob a bank", "A market burns", none),
        ("Three police killed on Monday", "Monday: three police killed", silent),
        ("Three killed in Dolna", "Dolna mourns", silent),
        ("French soldiers, 1,500 of them", "The French and 1,500 soldiers", silent),
        ("Three die as gunmen rob a bank", None, silent),
    ]
    return rows, lambda one, other: [report("a", description=one), report("b", "own", description=other)]


@TOGETHER.events
def test_a_telling_word_makes_one_event_of_what_days_alone_leave_open():
    rows = [
        ("A bank is robbed", 3, ["a b"]),
        ("A market burns", 3, ["a", "b"]),
        (None, 3, ["a", "b"]),
        ("A bank is robbed", 40, ["a", "b"]),
    ]

    def world(words, killed):
        told_next = {"day": "2024-05-05", "fatalities_best": killed, "target_actor_name": None}
        return [
            report("a", description="Gunmen rob a bank"),
            *(report(f"x{n}", day="2024-05-09", fatalities_best=None, **ELSEWHERE) for n in (1, 2)),
            report("b", "own", description=words, **told_next | ELSEWHERE),
        ]

    return rows, world


@TOGETHER.events
def test_a_place_named_in_the_words_of_another_may_lie_elsewhere_on_the_map():
    rows = [
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
    ]

    def world(values, others):
        return [
            report("a", **values),
            report("b", "own", description="Gunmen come at dawn", **BROD),
            *(report(f"x{feed}", feed, "2024-05-09", **place) for place in others for feed in ("own", "ucdp_ged")),
        ]

    return rows, world


@TOGETHER.events
def test_an_event_with_a_point_astray_takes_no_report_from_where_its_others_cannot_be():
    return [("Three killed at Brod", ["a b here", "there"])], lambda words: [
        report("a", description=words),
        report("b", "own", description="Gunmen come at dawn", **BROD),
        report("here", "acled"),
        report("there", "pitf", **BROD),
    ]


@TOGETHER.told
def test_a_province_named_says_little_where_much_is_told_of_it():
    alike = "other toll, no telling word in both, one of several that month"
    rows = [
        ("admin2", ("joined", "likeness", f"same day, the place of one named by the other, {alike}")),
        ("admin1", ("apart", "likeness", f"too little agrees: same day, within the stated area, {alike}")),
    ]

    def world(level):
        where = at(50.3, place_name="Brod", geo_precision=level)
        known = {"target_actor_name": None} | ELSEWHERE
        return [
            report("a", description="Fights in all of Brod", **known),
            report("b", "own", description="Dawn", fatalities_best=6, **known | where),
            *(report(f"x{n}", "own", "2024-05-09", **where) for n in (1, 2)),
        ]

    return rows, world
